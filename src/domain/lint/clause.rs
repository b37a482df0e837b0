//! A sentence as clauses: what ends where, what belongs to a longer name, and whether a thing or a person is spoken of.
//!
//! Nothing here parses English. It answers questions narrow enough for a list of small words to answer them, and it looks
//! no further than a sentence of common length.

use super::page::Block;
use super::words::Word;

/// How many words are looked at in one direction.
const NEAR: usize = 24;

/// Small words that never are the noun behind another noun, so that what stands before one is a phrase of its own.
const SMALL: &[&str] = &[
    "a", "about", "above", "across", "after", "again", "against", "also", "already", "an", "and", "are",
    "as", "at", "be", "because", "been", "before", "below", "between", "both", "but", "by", "can", "could",
    "did", "do", "does", "during", "either", "even", "every", "for", "from", "had", "has", "have", "he",
    "her", "his", "i", "if", "in", "into", "is", "it", "its", "last", "may", "might", "must", "never",
    "next", "nor", "not", "now", "of", "on", "only", "or", "over", "per", "shall", "she", "should", "since",
    "so", "still", "than", "that", "the", "their", "then", "they", "this", "through", "to", "today", "too",
    "under", "unless", "until", "was", "we", "were", "when", "where", "which", "while", "who", "whose",
    "will", "with", "within", "without", "would", "yet",
];

/// What a clause about a thing starts with.
const THINGS: &[&str] = &[
    "a", "all", "an", "any", "both", "each", "either", "every", "its", "it", "most", "neither", "no", "one",
    "our", "some", "such", "that", "the", "these", "this", "those", "what", "which",
];

/// Who shows that a person is spoken of after all.
const PERSONS: &[&str] =
    &["she", "he", "her", "his", "him", "who", "i", "me", "my", "she's", "he's", "i'm", "i've"];

/// What a person is called by their work.
pub(super) const PEOPLE: &[&str] = &[
    "administrator",
    "analyst",
    "apprentice",
    "architect",
    "candidate",
    "coach",
    "colleague",
    "contributor",
    "designer",
    "developer",
    "employee",
    "engineer",
    "engineers",
    "hire",
    "individual",
    "lead",
    "leader",
    "leaders",
    "manager",
    "managers",
    "member",
    "mentor",
    "person",
    "programmer",
    "specialist",
    "talent",
    "teammate",
    "tester",
];

/// A sentence with the text that it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'b> {
    text: &'b str,
    pub(super) words: &'b [Word],
}

impl<'b> Sentence<'b> {
    pub(super) fn of(block: &'b Block) -> impl Iterator<Item = Self> {
        block.words.sentences().map(|words| Self { text: &block.inline.text, words })
    }

    /// Where words stand that a lint takes: from each word on it is asked how many. Links and code start none, and those
    /// that are taken are not looked at again.
    pub(super) fn taken(
        self, mut length_of: impl FnMut(usize) -> Option<usize>,
    ) -> impl Iterator<Item = std::ops::Range<usize>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some(word) = self.words.get(from) {
                let length = if word.link || word.code { None } else { length_of(from) };
                let last = length.and_then(|length| self.words.get(from + length.checked_sub(1)?));
                from += length.unwrap_or(1).max(1);
                if let Some(last) = last {
                    return Some(word.range.start..last.range.end);
                }
            }
            None
        })
    }

    /// A word in lower case; nothing where there is none.
    pub(super) fn lower(&self, at: usize) -> &'b str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// The word before a place in lower case.
    pub(super) fn before(&self, at: usize) -> &'b str {
        at.checked_sub(1).map_or("", |at| self.lower(at))
    }

    pub(super) fn raw(&self, at: usize) -> &'b str {
        self.words.get(at).and_then(|word| self.text.get(word.range.clone())).unwrap_or_default()
    }

    /// What stands between a word and the next one.
    fn behind(&self, at: usize) -> &'b str {
        let ends = self.words.get(at).map(|word| word.range.end);
        let next = self.words.get(at + 1).map(|word| word.range.start);
        ends.zip(next).and_then(|(end, next)| self.text.get(end..next)).unwrap_or_default()
    }

    /// Whether a clause starts with a word.
    fn starts_clause(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| self.ends_clause(before))
    }

    /// Whether a clause ends right before a word.
    pub(super) fn ends_before(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.ends_clause(before))
    }

    /// Whether a clause ends with a word.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        let marks = [',', ';', ':', '(', ')', '“', '”', '"', '—', '–', '…', '.', '!', '?', '|', '\n'];
        at + 1 >= self.words.len() || self.behind(at).contains(marks) || self.behind(at).contains(" - ")
    }

    /// Whether a phrase that ends with a word is no attribute of a noun behind it: `top talent`, but not
    /// `top talent programme`.
    pub(super) fn stands_alone(&self, last: usize) -> bool {
        let next = self.lower(last + 1);
        self.ends_clause(last)
            || SMALL.contains(&next)
            || next.len() > 4 && (next.ends_with("ed") || next.ends_with("ly"))
            || next.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether words belong to a name that goes on behind them: `Rising Star Foundation`.
    pub(super) fn is_named(&self, first: usize, last: usize) -> bool {
        (first..=last + 1).all(|at| self.is_capital(at)) && !self.ends_clause(last)
    }

    /// Whether a word may be somebody's name: `Ada`, but not `API`, `The` or `main.rs`.
    pub(super) fn is_name(&self, at: usize) -> bool {
        let (raw, lower) = (self.raw(at), self.lower(at));
        self.is_capital(at)
            && raw.chars().skip(1).any(char::is_lowercase)
            && !raw.contains(['.', '_'])
            && !SMALL.contains(&lower)
            && !THINGS.contains(&lower)
    }

    /// How many words the longest of some phrases has that starts with a word. A comma inside parts it.
    pub(super) fn phrase(&self, phrases: &[&str], at: usize) -> Option<usize> {
        let length = |phrase: &&str| {
            let mut length = 0;
            for wanted in phrase.split(' ') {
                if self.lower(at + length) != wanted || length > 0 && self.ends_before(at + length) {
                    return None;
                }
                length += 1;
            }
            Some(length)
        };
        let first = self.lower(at);
        phrases.iter().filter(|phrase| phrase.starts_with(first)).filter_map(length).max()
    }

    /// Whether words stand between quotation marks of their own: they are spoken of, not said.
    pub(super) fn is_mention(&self, first: usize, last: usize) -> bool {
        let marks = ['“', '”', '"', '‘', '’', '\''];
        let ends = self.words.get(first).zip(self.words.get(last));
        ends.is_some_and(|(first, last)| {
            let before = self.text.get(..first.range.start).unwrap_or_default();
            before.ends_with(marks) && self.text.get(last.range.end..).unwrap_or_default().starts_with(marks)
        })
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.raw(at).starts_with(char::is_uppercase)
    }

    /// Whether the clause before a word is about a thing: it starts as one, and names no person.
    pub(super) fn is_about_a_thing(&self, at: usize) -> bool {
        let mut first = at;
        while first > 0 && at - first < NEAR && !self.starts_clause(first) {
            first -= 1;
        }
        // Behind a comma the sentence goes on about what it began with.
        if first == at && at > 0 {
            first = at.saturating_sub(NEAR);
        }
        let told = self.words.get(first..at).unwrap_or_default();
        let starts = told.first().is_some_and(|word| {
            THINGS.contains(&&*word.lower) || word.lower.starts_with(|c: char| c.is_ascii_digit())
        });
        let person = |word: &Word| PERSONS.contains(&&*word.lower) || PEOPLE.contains(&&*word.lower);
        starts && !told.iter().any(person)
    }
}

/// Whether a word is in a list whose words stand apart by spaces.
pub(super) fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|one| one == word)
}

/// How many words a pattern takes of those that start here. Its steps stand apart by spaces: `a|b` is one word of
/// several, `{name}` what `set` says of that name, a `?` behind a step that it may be missing.
pub(super) fn matches(
    pattern: &str, set: impl Fn(&str, usize) -> Option<usize>, of: &[Word],
) -> Option<usize> {
    let mut at = 0;
    for step in pattern.split(' ') {
        let (step, optional) = step.strip_suffix('?').map_or((step, false), |step| (step, true));
        let used = match step.strip_prefix('{').and_then(|step| step.strip_suffix('}')) {
            Some(name) => set(name, at),
            None => of.get(at).is_some_and(|word| step.split('|').any(|one| one == word.lower)).then_some(1),
        };
        match used {
            Some(used) => at += used,
            None if optional => {}
            None => return None,
        }
    }
    Some(at)
}
