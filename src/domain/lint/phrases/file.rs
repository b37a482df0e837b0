//! Reads a file of phrases.

use std::collections::{HashMap, HashSet};

use super::steps::{Class, Step, Steps, Words, initial};
use super::{Group, Phrases};

/// What each file may use.
const COMMON: &str = include_str!("../../../../framework/lints/common.txt");

/// One of the rows that a piece of a line may stand for.
type Rows = Vec<Vec<Step>>;

/// What `<name>` stands for.
#[derive(Default)]
struct Sets(HashMap<String, Rows>);

impl Phrases {
    /// Reads a file.
    ///
    /// # Errors
    /// A line that means nothing, with its number.
    pub(in super::super) fn parse(text: &str) -> Result<Self, String> {
        let mut sets = Sets::built_in();
        let mut phrases = Self::default();
        phrases.read(COMMON, &mut sets)?;
        phrases.groups.clear();
        phrases.read(text, &mut sets)?;
        phrases.share_exceptions();
        phrases.index();
        Ok(phrases)
    }

    fn read(&mut self, text: &str, sets: &mut Sets) -> Result<(), String> {
        self.groups.push(Group::default());
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            let Some(group) = self.groups.last_mut() else { continue };
            if line.is_empty() {
                self.groups.push(Group::default());
            } else if line.starts_with('#') {
            } else if let Some(options) = line.strip_prefix("options:") {
                self.shows_context |= options.contains("show context");
                self.skips_quotations |= options.contains("skip quotations");
            } else if let Some((name, meant)) =
                line.split_once(" = ").filter(|(name, _)| name.starts_with('<'))
            {
                let rows = sets.line(meant).map_err(|why| format!("line {number}: {why}"))?;
                sets.0.insert(name.to_owned(), merged(rows));
            } else {
                let (into, phrases) = match line.split_once(": ") {
                    Some(("not", phrases)) => (&mut group.exceptions, phrases),
                    Some(("not in sentence", phrases)) => (&mut group.not_in_sentence, phrases),
                    Some(("not in block", phrases)) => (&mut group.not_in_block, phrases),
                    _ => (&mut group.phrases, line),
                };
                let rows = sets.line(phrases).map_err(|why| format!("line {number}: {why}"))?;
                into.extend(rows.into_iter().map(Steps));
            }
        }
        Ok(())
    }

    fn index(&mut self) {
        for (at, group) in self.groups.iter().enumerate() {
            for (index, phrase) in group.phrases.iter().enumerate() {
                let (first, index) = (phrase.first_words(), (at, index, phrase.second_initials()));
                if first.is_open {
                    self.open.push(index);
                    continue;
                }
                for word in first.words {
                    self.by_word.entry(word).or_default().push(index);
                }
                for class in first.classes {
                    self.by_class.entry(class).or_default().push(index);
                }
            }
        }
    }

    /// The exceptions of a paragraph without phrases are those of each.
    fn share_exceptions(&mut self) {
        let (shared, mut groups): (Vec<Group>, Vec<Group>) =
            std::mem::take(&mut self.groups).into_iter().partition(|group| group.phrases.is_empty());
        for group in &mut groups {
            for other in &shared {
                group.exceptions.extend(other.exceptions.iter().cloned());
                group.not_in_sentence.extend(other.not_in_sentence.iter().cloned());
                group.not_in_block.extend(other.not_in_block.iter().cloned());
            }
        }
        self.groups = groups;
    }
}

/// Named sets of words, read from a file that has no phrases.
#[derive(Debug, Default)]
pub(in super::super) struct WordSets(HashMap<String, HashSet<String>>);

impl WordSets {
    /// Reads a file.
    ///
    /// # Errors
    /// A line that means nothing, with its number.
    pub(in super::super) fn parse(text: &str) -> Result<Self, String> {
        let mut sets = Sets::built_in();
        Phrases::default().read(text, &mut sets)?;
        let words = |rows: Rows| -> HashSet<String> {
            let steps = rows.into_iter().flatten();
            steps
                .flat_map(|step| if let Step::Words(words) = step { words.lower } else { HashSet::new() })
                .collect()
        };
        let named = |(name, rows): (String, Rows)| (name.trim_matches(['<', '>']).to_owned(), words(rows));
        Ok(Self(sets.0.into_iter().map(named).collect()))
    }

    /// What each file may use.
    pub(in super::super) fn common() -> Result<Self, String> {
        Self::parse(COMMON)
    }

    /// Whether a set has a word in lower case.
    pub(in super::super) fn has(&self, set: &str, word: &str) -> bool {
        self.0.get(set).is_some_and(|words| words.contains(word))
    }

    /// The words of a set, if there is one.
    pub(in super::super) fn take(&mut self, set: &str) -> HashSet<String> {
        self.0.remove(set).unwrap_or_default()
    }
}

impl Sets {
    fn built_in() -> Self {
        let class = |class| vec![vec![Step::Words(Words { classes: vec![class], ..Words::default() })]];
        let sets = [
            ("<named>", Class::Named),
            ("<named's>", Class::NamedOwner),
            ("<Name>", Class::Name),
            ("<Name's>", Class::NameOwner),
            ("<number>", Class::Number),
        ];
        Self(sets.map(|(name, of)| (name.to_owned(), class(of))).into())
    }

    /// The phrases of a line, which stand apart by commas.
    fn line(&self, line: &str) -> Result<Rows, String> {
        line.split(',')
            .map(str::trim)
            .filter(|phrase| !phrase.is_empty())
            .map(|phrase| self.phrase(phrase))
            .collect()
    }

    fn phrase(&self, phrase: &str) -> Result<Vec<Step>, String> {
        let mut row = Vec::new();
        let mut in_context = false;
        for (at, piece) in phrase.split_whitespace().enumerate() {
            let bare = piece.strip_prefix('[');
            if bare.is_some() {
                in_context = true;
                if at > 0 {
                    row.push(Step::ReportTo);
                }
            }
            let bare = bare.unwrap_or(piece);
            let closed = bare.strip_suffix(']').filter(|_| in_context);
            row.extend(self.piece(closed.unwrap_or(bare))?);
            if closed.is_some() {
                in_context = false;
                if !row.iter().any(|step| matches!(step, Step::ReportTo)) {
                    row.push(Step::ReportFrom);
                }
            }
        }
        if in_context { Err(format!("`{phrase}` has a `[` without a `]`")) } else { Ok(row) }
    }

    /// `word`, `one/other`, `<set>`, `(optional)`, `…~`, `*ending`, `...`, `|`, `^`.
    fn piece(&self, piece: &str) -> Result<Vec<Step>, String> {
        let optional = piece.strip_prefix('(').and_then(|piece| piece.strip_suffix(')'));
        let mut rows = Rows::new();
        for one in optional.unwrap_or(piece).split('/') {
            match one {
                "..." => rows.push(vec![Step::Gap]),
                "|" => rows.push(vec![Step::Alone]),
                "^" => rows.push(vec![Step::Start]),
                set if set.starts_with('<') => {
                    let rows_of_set =
                        self.0.get(set).cloned().ok_or_else(|| format!("`{set}` is not defined"))?;
                    rows.extend(rows_of_set);
                }
                word => rows.push(self::word(word)?),
            }
        }
        let mut rows = merged(rows);
        rows.extend(optional.map(|_| Vec::new()));
        match <[Vec<Step>; 1]>::try_from(rows) {
            Ok([row]) => Ok(row),
            Err(rows) => Ok(vec![Step::OneOf(rows)]),
        }
    }
}

/// A single word: its forms where it ends in `~`, several words where a hyphen joins them.
fn word(word: &str) -> Result<Vec<Step>, String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '.' | '_' | '-' | '~' | '*');
    if word.is_empty() || !word.chars().all(is_part) {
        return Err(format!("`{word}` is no word"));
    }
    let step = |part: &str| {
        let mut words = Words::default();
        if let Some(ending) = part.strip_prefix('*') {
            words.endings.push(ending.to_owned());
        } else if let Some(base) = part.strip_suffix('~') {
            words.lower.extend(forms(base));
        } else if part.contains(char::is_uppercase) {
            words.cased.insert(part.to_owned());
        } else {
            words.lower.insert(part.to_owned());
        }
        words.initials = words.lower.iter().fold(0, |initials, word| initials | initial(word));
        Step::Words(words)
    };
    Ok(word.split('-').map(step).collect())
}

/// The rows of which one word is all there is as one row.
fn merged(rows: Rows) -> Rows {
    let mut all: Option<Words> = None;
    let mut others = Rows::new();
    for row in rows {
        match <[Step; 1]>::try_from(row) {
            Ok([Step::Words(words)]) => {
                let all = all.get_or_insert_default();
                all.lower.extend(words.lower);
                all.initials |= words.initials;
                all.cased.extend(words.cased);
                all.endings.extend(words.endings);
                all.classes.extend(words.classes);
            }
            Ok([step]) => others.push(vec![step]),
            Err(row) => others.push(row),
        }
    }
    others.extend(all.map(|words| vec![Step::Words(words)]));
    others
}

/// A verb or noun with its regular endings: `cut~` is cut, cuts, cutted, cutting; what is no word does no harm.
fn forms(base: &str) -> Vec<String> {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let last: Vec<char> = base.chars().rev().take(3).collect();
    let with =
        |stem: &str, endings: &[&str]| endings.iter().map(|end| format!("{stem}{end}")).collect::<Vec<_>>();
    let mut forms = vec![base.to_owned()];
    match last[..] {
        ['e', ..] => {
            forms.extend(with(base, &["s", "d"]));
            forms.extend(with(&base[..base.len() - 1], &["ing"]));
        }
        ['y', before, ..] if !vowel(before) => {
            forms.extend(with(&base[..base.len() - 1], &["ies", "ied"]));
            forms.extend(with(base, &["ing"]));
        }
        ['s' | 'x' | 'z', ..] | ['h', 'c' | 's', ..] => forms.extend(with(base, &["es", "ed", "ing"])),
        _ => forms.extend(with(base, &["s", "ed", "ing"])),
    }
    if let [end, middle, before] = last[..]
        && !vowel(end)
        && vowel(middle)
        && !vowel(before)
        && !matches!(end, 'w' | 'x' | 'y')
    {
        forms.extend(with(&format!("{base}{end}"), &["ed", "ing"]));
    }
    forms
}
