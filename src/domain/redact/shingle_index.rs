//! The words of entries that must not be told, found in a text that somebody else may have put together: a copy without
//! comments says nowhere which entry it tells.
//!
//! A shingle is six words in a row, or all words of a text that has only four or five; names that documents hide may be
//! hidden in them. Shingles that another entry, which may be told, has as well are nobody's secret
//! ([`ShingleIndex::forget`]), and so are those of small words alone.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

use crate::domain::ids::EntryNo;
use crate::domain::text::fold::FoldedText;

/// The words of a shingle.
const LONG: usize = 6;
/// The fewest words of a whole text that are one.
const SHORT: usize = 4;
/// A word with a content has so many letters.
const CONTENT: usize = 4;

/// Shingles by entry.
#[derive(Debug, Default)]
pub struct ShingleIndex {
    shingles: HashMap<u64, EntryNo>,
    lengths: HashSet<usize>,
}

/// Words of an entry in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPassage {
    /// Where they stand.
    pub range: Range<usize>,
    /// Whose they are.
    pub entry: EntryNo,
}

impl ShingleIndex {
    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.shingles.is_empty()
    }

    /// Adds a text of an entry.
    pub fn add(&mut self, entry: EntryNo, text: &str) {
        let folded = FoldedText::new(text);
        let words: Vec<&str> = folded.words().map(|word| &folded.text[word]).collect();
        let length = words.len().min(LONG);
        if length < SHORT {
            return;
        }
        for shingle in words.windows(length).filter(|shingle| has_content(shingle)) {
            self.shingles.entry(hash(shingle)).or_insert(entry);
            self.lengths.insert(length);
        }
    }

    /// Removes the shingles of a text that may be said.
    pub fn forget(&mut self, text: &str) {
        let folded = FoldedText::new(text);
        let words: Vec<&str> = folded.words().map(|word| &folded.text[word]).collect();
        for length in &self.lengths {
            for shingle in words.windows(*length) {
                self.shingles.remove(&hash(shingle));
            }
        }
    }

    /// Where the words of entries stand, from the left; overlapping shingles of one entry are one.
    pub fn find(&self, text: &str) -> Vec<SharedPassage> {
        let mut found: Vec<SharedPassage> = Vec::new();
        if self.is_empty() {
            return found;
        }
        let folded = FoldedText::new(text);
        let ranges: Vec<Range<usize>> = folded.words().collect();
        let words: Vec<&str> = ranges.iter().map(|word| &folded.text[word.clone()]).collect();
        for from in 0..words.len() {
            let known = self.lengths.iter().filter_map(|length| {
                let entry = self.shingles.get(&hash(words.get(from..from + length)?))?;
                let range = folded.source_range(&(ranges[from].start..ranges[from + length - 1].end))?;
                Some(SharedPassage { range, entry: *entry })
            });
            let Some(passage) = known.max_by_key(|passage| passage.range.end) else { continue };
            match found.last_mut() {
                Some(last) if last.entry == passage.entry && passage.range.start <= last.range.end => {
                    last.range.end = last.range.end.max(passage.range.end);
                }
                _ => found.push(passage),
            }
        }
        found
    }
}

fn hash(shingle: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    shingle.hash(&mut hasher);
    hasher.finish()
}

/// Whether a third of the words say something.
fn has_content(shingle: &[&str]) -> bool {
    shingle.iter().filter(|word| word.chars().count() >= CONTENT).count() * 3 >= shingle.len()
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_entry_are_found_however_they_are_set() {
        let mut index = ShingleIndex::default();
        index.add(
            EntryNo(3),
            "Led the escalation of the broken export with the vendor's support, for two weeks",
        );
        index.add(EntryNo(4), "Interviewed for the lead");
        index.add(EntryNo(5), "Team dinner");
        index.add(EntryNo(6), "it is on the way to us as it is");
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
            let found = index.find(text);
            let found: Vec<(u32, &str)> =
                found.into_iter().map(|passage| (passage.entry.0, &text[passage.range])).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn what_another_entry_says_too_is_no_secret() {
        let mut index = ShingleIndex::default();
        index.add(EntryNo(3), "Cut the restart time of the gateway from nine minutes");
        index.forget("We cut the restart time of the gateway twice");
        let found = index.find("Cut the restart time of the gateway from nine minutes");
        assert_eq!(found, [SharedPassage { range: 8..53, entry: EntryNo(3) }]);
        index.forget("Cut the restart time of the gateway from nine minutes");
        assert!(index.is_empty());
    }
}
