//! What a document is held against.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::page::LintPage;
use super::phrases::Lexicon;
use crate::domain::document::choice::{RESULTS, Reason};
use crate::domain::ids::{EntryNo, Level};
use crate::domain::redact::Terms;
use crate::domain::redact::shingle_index::ShingleIndex;

/// What a template demands of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LintConfig<'r> {
    /// The most words; over four fifths of it is a warning.
    pub words: Option<usize>,
    /// The most words under one heading of depth 2.
    pub section_words: Option<usize>,
    /// How many results it tells; `None` where its shape has none.
    pub results: Option<usize>,
    /// The headings of depth 2 that it has, in this order.
    pub sections: &'r [String],
    /// Whether it speaks of the person by name and pronouns, or as I.
    pub third_person: bool,
    pub first_person: bool,
    /// Whether it shows each value.
    pub values: bool,
    /// Whether it may cite evidence at the target level alone.
    pub at_level: bool,
    /// Whether it is to be handed in: a place still to be filled is an error then.
    pub last: bool,
}

impl LintConfig<'_> {
    /// The words that GitLab's document may have: three pages.
    pub const WORDS: usize = 1500;
}

impl Default for LintConfig<'_> {
    fn default() -> Self {
        Self {
            words: Some(Self::WORDS),
            section_words: None,
            results: Some(RESULTS),
            sections: &[],
            third_person: true,
            first_person: false,
            values: true,
            at_level: true,
            last: false,
        }
    }
}

/// An entry of the journal, as far as it matters to a document that cites it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitedEntry<'f> {
    pub id: EntryNo,
    pub date: NaiveDate,
    /// Why it may not be cited, if so.
    pub reason: Option<Reason>,
    /// The key of what it shows, where each level that it shows is only assumed.
    pub assumed: Option<&'f str>,
}

/// What is known beyond the text.
#[derive(Debug, Clone, Copy)]
pub struct LintContext<'f> {
    /// The day the document is for.
    pub today: NaiveDate,
    /// The level wanted.
    pub level: Level,
    /// The journal's entries, by number.
    pub entries: &'f [CitedEntry<'f>],
    /// The values that must be shown, by name.
    pub values: &'f [&'f str],
    /// Names that a reader knows: of skills and values, of people, titles, codes. Each counts as one word.
    pub names: &'f [&'f str],
    /// Names that must not be said.
    pub terms: &'f Terms,
    /// Words of entries that must not be told.
    pub echoes: &'f ShingleIndex,
}

impl LintContext<'_> {
    pub(super) fn entry(&self, id: EntryNo) -> Option<&CitedEntry<'_>> {
        self.entries.binary_search_by_key(&id, |entry| entry.id).ok().and_then(|at| self.entries.get(at))
    }
}

/// A document with all that it is held against.
pub(super) struct Subject<'a> {
    pub(super) page: LintPage<'a>,
    pub(super) facts: &'a LintContext<'a>,
    pub(super) config: LintConfig<'a>,
    pub(super) lexicon: Lexicon<'a>,
    /// Whether it is short enough to be read word by word.
    pub(super) is_read: bool,
}

/// The words of the name in a title: what stands behind its colon, and each known name in it.
pub(super) fn person(page: &LintPage<'_>, names: &[&str]) -> HashSet<String> {
    let title = page.headings().find(|(depth, _)| *depth == 1).map_or("", |(_, title)| &*title.text);
    let known = names.iter().copied().filter(|name| name.contains(' ') && title.contains(*name));
    let named = title.split_once(':').map(|(_, name)| name).into_iter().chain(known);
    let words = named.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let is_name = |word: &&str| word.chars().nth(1).is_some() && word.starts_with(char::is_uppercase);
    words.filter(is_name).map(str::to_lowercase).collect()
}
