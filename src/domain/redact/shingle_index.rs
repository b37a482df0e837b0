//! The words of entries that must not be told, found in a text that somebody else may have put together: a copy without
//! comments says nowhere which entry it tells.
//!
//! Six words in a row that an entry also has are its words, or all of them where it has only four or five; names that
//! documents hide may be hidden in them. Words that another entry, which may be told, has in the same order are nobody's
//! secret ([`ShingleIndex::forget`]). Rows of small words alone are left out: they are the language's.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

use super::fold::{Token, tokens};
use crate::domain::ids::EntryNo;

/// How many words in a row are somebody's own.
const ROW: usize = 6;
/// The fewest words of a whole text that are.
const SHORT: usize = 4;
/// A word with a content has so many letters.
const CONTENT: usize = 4;

#[derive(Debug, Default)]
pub struct ShingleIndex {
    rows: HashMap<u64, EntryNo>,
    lengths: HashSet<usize>,
}

/// Words of an entry in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPassage {
    pub range: Range<usize>,
    pub entry: EntryNo,
}

impl ShingleIndex {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn add(&mut self, entry: EntryNo, text: &str) {
        let words = words(text);
        let length = words.len().min(ROW);
        if length < SHORT {
            return;
        }
        for row in words.windows(length).filter(|row| has_content(row)) {
            self.rows.entry(hash(row)).or_insert(entry);
            self.lengths.insert(length);
        }
    }

    /// Takes the rows of a text out that may be said.
    pub fn forget(&mut self, text: &str) {
        let words = words(text);
        for length in &self.lengths {
            for row in words.windows(*length) {
                self.rows.remove(&hash(row));
            }
        }
    }

    /// Where the words of entries stand, from the left; rows of one entry that overlap are one.
    pub fn find(&self, text: &str) -> Vec<SharedPassage> {
        let mut found: Vec<SharedPassage> = Vec::new();
        if self.is_empty() {
            return found;
        }
        let words = words(text);
        for from in 0..words.len() {
            let row = |length: &usize| words.get(from..from + length);
            let known = self.lengths.iter().filter_map(row).filter_map(|row| {
                let (entry, last) = (self.rows.get(&hash(row))?, row.last()?);
                Some(SharedPassage { range: row[0].range.start..last.range.end, entry: *entry })
            });
            let Some(echo) = known.max_by_key(|echo| echo.range.end) else { continue };
            match found.last_mut() {
                Some(last) if last.entry == echo.entry && echo.range.start <= last.range.end => {
                    last.range.end = last.range.end.max(echo.range.end);
                }
                _ => found.push(echo),
            }
        }
        found
    }
}

fn words(text: &str) -> Vec<Token<'_>> {
    let mut words = tokens(text);
    words.retain(|token| token.is_word);
    words
}

fn hash(row: &[Token<'_>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    row.iter().for_each(|word| word.folded.hash(&mut hasher));
    hasher.finish()
}

/// Whether a third of the words say something.
fn has_content(row: &[Token<'_>]) -> bool {
    row.iter().filter(|word| word.folded.chars().count() >= CONTENT).count() * 3 >= row.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_entry_are_found_however_they_are_set() {
        let mut echoes = ShingleIndex::default();
        echoes.add(
            EntryNo(3),
            "Led the escalation of the broken export with the vendor's support, for two weeks",
        );
        echoes.add(EntryNo(4), "Interviewed for the lead");
        echoes.add(EntryNo(5), "Team dinner");
        echoes.add(EntryNo(6), "it is on the way to us as it is");
        for (text, wanted) in [
            (
                "She *led the\n> escalation of the broken export* last year.",
                &[(3, "led the\n> escalation of the broken export")][..],
            ),
            ("the escalation of a broken export", &[]),
            ("Interviewed for the lead.", &[(4, "Interviewed for the lead")]),
            ("Interviewed for a lead. Team dinner.", &[]),
            ("It is on the way to us as it is.", &[]),
            (
                "export with the vendor\u{2019}s support, for two weeks",
                &[(3, "export with the vendor\u{2019}s support, for two weeks")],
            ),
        ] {
            let found = echoes.find(text);
            let found: Vec<(u32, &str)> =
                found.into_iter().map(|echo| (echo.entry.0, &text[echo.range])).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn what_another_entry_says_too_is_no_secret() {
        let mut echoes = ShingleIndex::default();
        echoes.add(EntryNo(3), "Cut the restart time of the gateway from nine minutes");
        echoes.forget("We cut the restart time of the gateway twice");
        let found = echoes.find("Cut the restart time of the gateway from nine minutes");
        assert_eq!(found, [SharedPassage { range: 8..53, entry: EntryNo(3) }]);
        echoes.forget("Cut the restart time of the gateway from nine minutes");
        assert!(echoes.is_empty());
    }
}
