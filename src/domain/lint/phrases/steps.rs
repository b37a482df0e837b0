//! A phrase as a row of steps over words.

use std::collections::HashSet;
use std::ops::Range;

use super::super::sentence::Sentence;
use super::Lexicon;

/// The most words that a gap may have.
const GAP: usize = 4;

/// Words of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// A word of the name of the person whom the document is about, and the same with `'s`.
    Named,
    NamedOwner,
    /// A capitalised word that no sentence asks for, and the same with `'s`.
    Name,
    NameOwner,
    /// A number in digits.
    Number,
}

/// One of several words.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) lower: HashSet<String>,
    /// The letters that these begin with, one a bit: most words are told apart by that.
    pub(super) initials: u32,
    /// As they are written, with their capitals.
    pub(super) cased: HashSet<String>,
    pub(super) endings: Vec<String>,
    pub(super) classes: Vec<Class>,
}

#[derive(Debug, Clone)]
pub(super) enum Step {
    Words(Words),
    /// One of several rows of steps.
    OneOf(Vec<Vec<Step>>),
    /// Up to [`GAP`] words of any sort.
    Gap,
    /// No noun follows.
    Alone,
    /// The sentence begins here.
    Start,
    /// What is reported begins, or ends, here.
    ReportFrom,
    ReportTo,
}

/// The words that a row of steps may begin with.
#[derive(Debug, Default)]
pub(super) struct FirstWords {
    /// In lower case.
    pub(super) words: HashSet<String>,
    pub(super) classes: Vec<Class>,
    /// Whether it may begin with others.
    pub(super) is_open: bool,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Steps(pub(super) Vec<Step>);

impl Steps {
    /// Whether more is asked for than what is reported.
    pub(super) fn has_context(&self) -> bool {
        self.0.iter().any(|step| matches!(step, Step::ReportFrom | Step::ReportTo))
    }

    /// Whether it asks for a word as it is written, with its capitals.
    pub(super) fn has_capitals(&self) -> bool {
        self.0.iter().any(|step| matches!(step, Step::Words(words) if !words.cased.is_empty()))
    }

    pub(super) fn first_words(&self) -> FirstWords {
        let mut first = FirstWords::default();
        first.is_open |= first.add(&self.0);
        first
    }

    /// The letters that its second word may begin with, one a bit.
    pub(super) fn second_initials(&self) -> u32 {
        let mut initials = 0;
        let may_end = second_initials(&self.0, 1, &mut initials) & 2 != 0;
        if may_end { ANY } else { initials }
    }

    /// The words to report, where the steps match from a word on.
    pub(super) fn matched(
        &self, sentence: &Sentence<'_>, lexicon: &Lexicon<'_>, at: usize,
    ) -> Option<Range<usize>> {
        let start = Progress { at, from: at, to: None, in_row: false };
        let end = (Row { steps: &self.0, behind: None }).rest(start, sentence, lexicon)?;
        Some(end.from..end.to.unwrap_or(end.at)).filter(|found| !found.is_empty())
    }
}

impl FirstWords {
    /// Adds those of a row, and tells whether the row may be empty.
    fn add(&mut self, row: &[Step]) -> bool {
        for step in row {
            match step {
                Step::Words(words) => {
                    self.words.extend(words.lower.iter().cloned());
                    self.words.extend(words.cased.iter().map(|word| word.to_lowercase()));
                    self.classes.extend(&words.classes);
                    self.is_open |= !words.endings.is_empty();
                    return false;
                }
                Step::OneOf(rows) => {
                    let mut may_be_empty = false;
                    rows.iter().for_each(|row| may_be_empty |= self.add(row));
                    if !may_be_empty {
                        return false;
                    }
                }
                Step::Gap => {
                    self.is_open = true;
                    return false;
                }
                Step::Alone | Step::Start | Step::ReportFrom | Step::ReportTo => {}
            }
        }
        true
    }
}

/// Any letter.
const ANY: u32 = u32::MAX;

/// The letters that the second word of a row may begin with, one a bit. `counts` has a bit for each number of words, none
/// or one, that may stand before the row; those that may stand before what follows it are returned.
fn second_initials(row: &[Step], mut counts: u8, initials: &mut u32) -> u8 {
    for step in row {
        match step {
            Step::Words(words) => {
                if counts & 2 != 0 {
                    let is_open =
                        !words.endings.is_empty() || !words.classes.is_empty() || !words.cased.is_empty();
                    *initials |= if is_open { ANY } else { words.initials };
                }
                counts = (counts << 1) & 2;
            }
            Step::OneOf(rows) => {
                counts = rows.iter().fold(0, |all, row| all | second_initials(row, counts, initials));
            }
            Step::Gap => *initials = ANY,
            Step::Alone | Step::Start | Step::ReportFrom | Step::ReportTo => {}
        }
    }
    counts
}

/// The steps that are left, and those of the row around them.
#[derive(Clone, Copy)]
struct Row<'s> {
    steps: &'s [Step],
    behind: Option<&'s Row<'s>>,
}

/// How far a match has come.
#[derive(Debug, Clone, Copy)]
struct Progress {
    at: usize,
    from: usize,
    to: Option<usize>,
    /// Whether a word was matched right before.
    in_row: bool,
}

impl Row<'_> {
    fn rest(&self, so_far: Progress, sentence: &Sentence<'_>, lexicon: &Lexicon<'_>) -> Option<Progress> {
        let Some((step, steps)) = self.steps.split_first() else {
            return self.behind.map_or(Some(so_far), |row| row.rest(so_far, sentence, lexicon));
        };
        let row = Row { steps, behind: self.behind };
        let go_on = |progress: Progress| row.rest(progress, sentence, lexicon);
        let at = so_far.at;
        match step {
            Step::Words(words) => {
                let is_parted =
                    so_far.in_row && at.checked_sub(1).is_some_and(|last| sentence.is_parted(last));
                let fits = !is_parted && words.has(sentence, lexicon, at);
                if fits { go_on(Progress { at: at + 1, in_row: true, ..so_far }) } else { None }
            }
            Step::OneOf(rows) => rows
                .iter()
                .find_map(|steps| Row { steps, behind: Some(&row) }.rest(so_far, sentence, lexicon)),
            Step::Gap => {
                let left = sentence.words.len().saturating_sub(at);
                (0..=GAP.min(left))
                    .find_map(|words| go_on(Progress { at: at + words, in_row: false, ..so_far }))
            }
            Step::Alone if at > 0 && sentence.stands_alone(at - 1, lexicon.small) => go_on(so_far),
            Step::Start if at == 0 => go_on(so_far),
            Step::ReportFrom => go_on(Progress { from: at, ..so_far }),
            Step::ReportTo => go_on(Progress { to: Some(at), ..so_far }),
            Step::Alone | Step::Start => None,
        }
    }
}

/// The bit of the letter that a word begins with.
pub(super) fn initial(word: &str) -> u32 {
    match word.bytes().next() {
        Some(letter @ b'a'..=b'z') => 1 << (letter - b'a'),
        _ => 1 << 26,
    }
}

impl Words {
    fn has(&self, sentence: &Sentence<'_>, lexicon: &Lexicon<'_>, at: usize) -> bool {
        let Some(word) = sentence.words.get(at) else { return false };
        let lower = word.lower.as_str();
        self.initials & initial(lower) != 0 && self.lower.contains(lower)
            || !self.cased.is_empty() && self.cased.contains(sentence.raw(at))
            || self.endings.iter().any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(&**ending))
            || self.classes.iter().any(|class| class.has(sentence, lexicon, at, lower))
    }
}

impl Class {
    pub(super) fn has(self, sentence: &Sentence<'_>, lexicon: &Lexicon<'_>, at: usize, lower: &str) -> bool {
        let owner = lower.strip_suffix("'s").or(lower.strip_suffix('\''));
        match self {
            Self::Named => lexicon.person.contains(lower),
            Self::NamedOwner => owner.is_some_and(|name| lexicon.person.contains(name)),
            Self::Name => sentence.is_name_like(at) && !lexicon.small.contains(lower),
            Self::NameOwner => owner.is_some() && sentence.is_name_like(at),
            Self::Number => lower.starts_with(|c: char| c.is_ascii_digit()),
        }
    }
}
