//! Names of levels: `L3`, `IC4`, `Level 2`, `Engineer II`, `Junior` to `Principal`, `Beginner` to `Expert`.
//!
//! [`parse_level`] reads one name by itself, [`parse_levels`] a name of several (`L3/L4`); [`parse_ladder`] decides whether
//! sibling names (headings, columns, keys) are the levels of a ladder. What rank a name gets is
//! decided once all files are read, in `assemble`: a number in the name is its rank; names without numbers are ordered
//! by seniority where that is known of all of them, and by where they stand otherwise.

mod level_list;
mod name_suffix;
mod siblings;
mod trades;
mod words;

use std::collections::HashSet;

pub use level_list::parse_levels;
use name_suffix::{is_aside, is_initials, parse_alternatives};
pub use siblings::parse_siblings;
pub use trades::{is_trade, trade};
use words::{is_field, is_level_word, is_proficiency, is_small};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LevelName {
    /// The number in it; 0 is one too.
    pub number: Option<u32>,
    /// What stands before the number, in capitals: `L`, `IC`, `M`; empty for `Level 3` or a number alone.
    pub prefix: String,
    /// The short label: `L3`, `IC4`, `Level 2` as it stands, or empty.
    pub label: String,
    /// The title: the name without its label and its separators.
    pub title: String,
    /// How senior the title's words are, from 0; `None` where it has no such word.
    pub seniority: Option<u16>,
    /// Whether the name is nothing else: `L3`, `Level 2 (Senior)`, `Senior Engineer`; not `Senior people mentor others`.
    pub plain: bool,
}

impl LevelName {
    /// Whether it may be the name of a level at all.
    pub fn is_level(&self) -> bool {
        self.plain && (self.number.is_some() || self.seniority.is_some())
    }

    /// By what two names are of one level: the label where there is one, else the title.
    pub fn key(&self) -> String {
        let name = if self.label.is_empty() { &self.title } else { &self.label };
        name.to_lowercase()
    }
}

/// The longest name of a level, in words; longer texts are sentences.
const LONGEST: usize = 9;

pub fn parse_level(name: &str) -> LevelName {
    if name.len() > 200 {
        return LevelName { title: name.to_owned(), ..LevelName::default() };
    }
    let name = normalize_name(name);
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > LONGEST || name.len() > 90 {
        return LevelName { title: name, ..LevelName::default() };
    }
    if let Some((number, rest)) = ordinal(&words) {
        return with_ordinal(number, &rest);
    }
    let label = split_label(&words);
    let title = trim_separators(&label.rest.join(" ")).to_owned();
    let mut level_name = LevelName { title, seniority: None, ..label.name };
    level_name.seniority = seniority(&level_name.title);
    if level_name.number.is_none() {
        // `Software Engineer II`, `Engineer 3`: the number ends the title, and the title keeps it.
        if let Some(number) = label.rest.last().and_then(|last| trailing_number(last, label.rest.len())) {
            level_name.number = Some(number);
        }
    }
    let sentence = name.ends_with(['.', '!', '?', ';'])
        || level_name.title.contains(". ")
        || level_name.title.contains(": ");
    let level_word = level_name.number.is_some() || level_name.seniority.is_some();
    // Beside the word of seniority nothing but what somebody does: `Senior Support Engineer`.
    let titled = is_title(&level_name.title);
    let named = label.rest.len() <= 3 && label.rest.iter().all(|word| word.starts_with(char::is_uppercase));
    let labelled =
        !level_name.label.is_empty() && (label.apart || titled || named && level_name.prefix != "C");
    // `IC1 - IC6 Framework` heads all of them, and is none itself.
    let range = !level_name.label.is_empty()
        && level_name
            .title
            .split_once(' ')
            .is_some_and(|(first, _)| prefixed(&trim_punctuation(first)).is_some());
    level_name.plain = level_word && !sentence && !range && (labelled || titled);
    if level_name.plain { level_name } else { parse_alternatives(&name).unwrap_or(level_name) }
}

/// A number that numbers what follows: `3. Senior Engineer`, `3 - Senior`. It is a level's only where a level follows,
/// since chapters are numbered too.
fn ordinal(words: &[&str]) -> Option<(u32, String)> {
    let first = words.first()?;
    let number: u32 = first.trim_end_matches([':', ')', '.']).parse().ok().filter(|number| *number <= 100)?;
    let next = words.get(1)?;
    let apart = first.ends_with([':', ')', '.']) || next.starts_with(['-', '–', '—', ':', '|', '(']);
    apart.then(|| (number, trim_separators(&words[1..].join(" ")).to_owned()))
}

/// What follows a number, read; its own label goes before the number.
fn with_ordinal(number: u32, rest: &str) -> LevelName {
    let inner = parse_level(rest);
    if !inner.label.is_empty() {
        return inner;
    }
    let trade = is_trade(&inner.title) && is_title(&inner.title);
    let plain = inner.is_level() || trade;
    LevelName { number: Some(number), label: number.to_string(), plain, ..inner }
}

/// Whether names that stand beside each other are the levels of one ladder: at least two, most of them levels by
/// themselves, none twice. A plain trade (`Software Engineer`) counts where another is senior to it.
pub fn parse_ladder<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<Vec<LevelName>> {
    let names: Vec<&str> = names.into_iter().collect();
    let read = parse_siblings(names.iter().copied());
    if read.iter().all(Option::is_none) && !names.iter().all(|name| parse_proficiency(name).is_some()) {
        return parse_stages(names.into_iter().map(parse_level).collect());
    }
    // A trade that no other name shares is a level too where all else is one.
    let trade = |name: &str| {
        let level_name = parse_level(name);
        is_trade(&level_name.title).then_some(LevelName {
            seniority: Some(MID_SENIORITY),
            plain: true,
            ..level_name
        })
    };
    let level_names: Option<Vec<LevelName>> = names
        .iter()
        .zip(read)
        .map(|(name, level_name)| level_name.or_else(|| parse_proficiency(name)).or_else(|| trade(name)))
        .collect();
    let level_names = level_names.filter(|level_names| level_names.len() >= 2)?;
    let mut seen = HashSet::new();
    let distinct = level_names.iter().all(|level_name| seen.insert((&level_name.label, &level_name.title)));
    distinct.then_some(level_names)
}

/// A name that is one word of proficiency, which is a level beside others of its kind: `Awareness`, `Working`.
pub fn parse_proficiency(name: &str) -> Option<LevelName> {
    if name.len() > 24 {
        return None;
    }
    let level_name = LevelName { plain: true, ..parse_level(name) };
    (is_proficiency(&level_name.title.to_lowercase()) && level_name.label.is_empty()).then_some(level_name)
}

/// `Learning`, `Doing`, `Teaching`: names that are levels only as a whole, from three on.
fn parse_stages(mut level_names: Vec<LevelName>) -> Option<Vec<LevelName>> {
    if level_names.len() < 3 {
        return None;
    }
    let mut seen = HashSet::new();
    for level_name in &mut level_names {
        let word = level_name.title.to_lowercase();
        level_name.seniority = Some(words::stage(&word)?);
        level_name.plain = true;
        if !seen.insert(word) {
            return None;
        }
    }
    Some(level_names)
}

/// How senior a title without any word of seniority is.
pub const MID_SENIORITY: u16 = 20;

/// A name without marks, pictures, anchors, and what it adds in brackets about years.
fn normalize_name(name: &str) -> String {
    let plain = name.replace(['\u{a0}', '\u{200b}', '\u{feff}'], " ");
    let kept: String = plain.chars().filter(|c| !matches!(c, '*' | '`' | '_' | '\u{fe0f}')).collect();
    let kept = kept.split(" {#").next().unwrap_or_default();
    // Emoji and other pictures say nothing of the level.
    let kept = kept.trim_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '(' | ')' | '.' | '!' | '?' | ';' | '+' | '[' | ']')
    });
    let folded = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = match folded.rsplit_once(" (") {
        Some((before, inside)) if inside.ends_with(')') && (is_aside(inside) || is_initials(inside)) => {
            before
        }
        _ => &folded,
    };
    // `Senior Engineer expectations` is the level, and says what follows.
    let bare = match bare.rsplit_once(' ') {
        Some((before, last)) if before.contains(' ') || is_level_name(before) => {
            let last = last.to_lowercase();
            match last.as_str() {
                "expectations" | "responsibilities" | "competencies" | "criteria" => trim_separators(before),
                // `Senior Level Assessment`
                "assessment" | "requirements" => trim_separators(before.trim_end_matches(" Level")),
                _ => bare,
            }
        }
        _ => bare,
    };
    bare.to_owned()
}

fn is_level_name(word: &str) -> bool {
    prefixed(word).is_some() || words::seniority(&word.to_lowercase()).is_some()
}

fn trim_separators(text: &str) -> &str {
    let text = text.trim_matches(|c: char| {
        matches!(c, ':' | '-' | '–' | '—' | '|' | ',' | '/' | '·' | '.' | '→' | '>') || c.is_whitespace()
    });
    match text.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')) {
        Some(inside) if !inside.contains('(') => inside.trim(),
        _ => text,
    }
}

/// A name taken apart: its label, the words that are left, and whether a mark stands between the two.
struct SplitName<'w> {
    name: LevelName,
    rest: Vec<&'w str>,
    apart: bool,
}

/// The label that starts or ends a name, and the words that are left.
fn split_label<'w>(words: &[&'w str]) -> SplitName<'w> {
    let found = |label: String, prefix: String, number, rest: &[&'w str], apart| SplitName {
        name: LevelName { number: Some(number), prefix, label, ..LevelName::default() },
        rest: rest.to_vec(),
        apart,
    };
    // Whether a mark stands behind the word at a place, or nothing at all.
    let apart = |at: usize| {
        let ends = words.get(at).is_some_and(|word| word.ends_with([':', ',', ')', '.', '–', '—', '-', '|']));
        let starts = words
            .get(at + 1)
            .is_none_or(|word| word.starts_with(['-', '–', '—', ':', '|', '(', '/', '·', '→']));
        ends || starts
    };
    // Whether a mark stands before the label that ends a name: `log(n) (level 1)`.
    let behind = |at: usize| {
        let opens = words.get(at).is_some_and(|word| word.starts_with(['(', '[', '-', '–', '—']));
        opens || at > 0 && words.get(at - 1).is_some_and(|word| word.ends_with(['-', '–', '—', ':', ',']))
    };
    let first = words.first().map(|word| trim_punctuation(word)).unwrap_or_default();
    // `Level 3`, `Grade B7`, `IC 3`
    if let Some(next) = words.get(1).map(|word| trim_punctuation(word)) {
        let prefix = first.to_uppercase();
        if is_level_word(&first) {
            if let Some(number) = number_of(&next).or_else(|| letter_number(&next)) {
                return found(format!("{first} {next}"), String::new(), number, &words[2..], apart(1));
            }
            if let Some((prefix, number)) = prefixed(&next) {
                return found(next.clone(), prefix, number, &words[2..], apart(1));
            }
        } else if prefix == first
            && prefix.len() >= 2
            && (first == "IC" || !words::is_trade(&first.to_lowercase()))
            && words::is_prefix(&prefix)
            && let Some(number) = next.parse::<u32>().ok().filter(|number| *number <= 100)
        {
            return found(format!("{first}{number}"), prefix, number, &words[2..], apart(1));
        }
    }
    if let Some((prefix, number)) = prefixed(&first) {
        return found(first, prefix, number, words.get(1..).unwrap_or_default(), apart(0));
    }
    if words.len() == 1
        && let Some(number) = first.parse::<u32>().ok().filter(|number| *number <= 100)
    {
        return found(first, String::new(), number, &[], true);
    }
    // `Senior Engineer (L3)`, `Senior Engineer - IC4`, `Senior (Level 3)`, `Engineer Level 2`
    if let [before @ .., last] = words
        && !before.is_empty()
    {
        let last = trim_punctuation(last);
        if let Some((prefix, number)) = prefixed(&last) {
            return found(last, prefix, number, before, behind(before.len()));
        }
        if let [start @ .., word] = before
            && !start.is_empty()
            && word.starts_with(['(', '['])
            && words::is_prefix(&trim_punctuation(word))
            && let Some(number) = last.parse::<u32>().ok().filter(|number| *number <= 100)
        {
            return found(
                format!("{}{last}", trim_punctuation(word)),
                trim_punctuation(word),
                number,
                start,
                true,
            );
        }
        if let [start @ .., word] = before
            && let Some(number) = number_of(&last).filter(|_| is_level_word(&trim_punctuation(word)))
        {
            return found(
                format!("{} {last}", trim_punctuation(word)),
                String::new(),
                number,
                start,
                behind(start.len()),
            );
        }
    }
    SplitName { name: LevelName::default(), rest: words.to_vec(), apart: false }
}

fn trim_punctuation(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn number_of(word: &str) -> Option<u32> {
    word.parse().ok().filter(|number| *number <= 100).or_else(|| words::roman(word))
}

/// `Level A`, `Level B`: a letter that counts.
fn letter_number(word: &str) -> Option<u32> {
    let mut letters = word.chars();
    let letter = letters.next().filter(|letter| ('A'..='H').contains(letter))?;
    letters.next().is_none().then(|| u32::from(letter) - u32::from('A') + 1)
}

/// `L3`, `IC4`, `SE-2`, `L3.5` is none.
fn prefixed(word: &str) -> Option<(String, u32)> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    let prefix = word[..at].trim_end_matches('-').to_uppercase();
    let number = word[at..].parse().ok().filter(|number| *number <= 100)?;
    words::is_prefix(&prefix).then_some((prefix, number))
}

/// A number that ends a title of several words: `II`, `3`.
fn trailing_number(word: &str, words: usize) -> Option<u32> {
    (words > 1)
        .then(|| number_of(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .flatten()
        .filter(|number| *number <= 20)
}

fn words_of(title: &str) -> Vec<String> {
    // What is longer is no title; its first words say so as well as all of them.
    let end = title.char_indices().nth(400).map_or(title.len(), |(end, _)| end);
    let mut lower = title[..end].to_lowercase();
    for phrase in ["vice president", "thought leader", "advanced beginner", "machine learning", "mid level"] {
        if lower.contains(phrase) {
            lower = lower.replace(phrase, &phrase.replace(' ', "-"));
        }
    }
    lower
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .map(|word| word.trim_matches('-').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn seniority(title: &str) -> Option<u16> {
    let mut found: Vec<u16> = words_of(title).iter().filter_map(|word| words::seniority(word)).collect();
    found.sort_unstable();
    let highest = found.pop()?;
    // `Senior Staff` is above `Staff`; `Associate Director` below `Director`.
    Some(match found.last() {
        Some(second) if *second >= 30 => highest + 3,
        Some(second) if *second <= 12 => highest.saturating_sub(2),
        _ => highest,
    })
}

/// Whether a title is nothing but seniority, trades and a few words of a field: no sentence, no heading of a chapter.
fn is_title(title: &str) -> bool {
    let words = words_of(title);
    let Some(last) = words.last() else { return true };
    if words.iter().any(|word| is_small(word)) {
        return false;
    }
    let of = |at: usize| words[at] == "of" && at > 0 && words::takes_of(&words[at - 1]);
    if (0..words.len()).any(|at| words[at] == "of" && !of(at)) {
        return false;
    }
    let is_number = |word: &str| number_of(&word.to_uppercase()).is_some();
    let ranked = |word: &String| words::seniority(word).is_some() && !words::is_doubtful(word);
    let neutral = |word: &String| is_level_word(word) || is_number(word);
    let known = |word: &String| {
        words::seniority(word).is_some()
            || words::is_trade(word)
            || is_field(word)
            || neutral(word)
            || *word == "of"
    };
    let unknown = words.iter().filter(|word| !known(word)).count();
    // `Director of Engineering`: what follows is a field, whatever it is called.
    if words.iter().any(|word| word == "of") {
        return unknown <= 2 && words.len() <= 6;
    }
    if words.iter().any(|word| is_proficiency(word)) {
        let alone = |word: &String| words::seniority(word).is_some() || neutral(word);
        return words.iter().all(alone) && words.iter().any(ranked) || words::is_trade(last) && unknown <= 1;
    }
    let ending = words.iter().rev().find(|word| !neutral(word));
    let ends = ending.is_some_and(|word| words::ends_title(word) && !words::is_doubtful(word));
    let senior = words.iter().any(ranked);
    // A level, a field: `Senior Backend`; a field alone with a number is none: `Data 2`.
    unknown == 0 && (senior || ends) || unknown <= 2 && ends && words.len() > unknown
}

#[cfg(test)]
mod tests;
