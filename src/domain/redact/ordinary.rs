//! Words that are nobody's name: of the language, of the trade, of the framework in force.

use std::collections::HashSet;

use super::word_lists::WordLists;

/// Beginnings that make an ordinary word of another one: `rebuilt`, `overran`.
const PREFIXES: [&str; 7] = ["re", "un", "over", "under", "out", "mis", "pre"];

/// The words that are nobody's name.
#[derive(Debug, Default)]
pub(crate) struct OrdinaryWords {
    words: HashSet<String>,
}

impl OrdinaryWords {
    /// Those that are known without a journal.
    pub(crate) fn new() -> Self {
        let lists = WordLists::parse(include_str!("../../../framework/redact/ordinary.txt"));
        Self { words: lists.all().map(str::to_owned).collect() }
    }

    /// Adds the words of a text, such as a statement or somebody's own name.
    pub(crate) fn add(&mut self, text: &str) {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            self.insert(&word.to_lowercase());
        }
    }

    /// Adds the words of a text that stand in it without a capital: no name is written so. What an address, a path, a
    /// branch or code is made of has no capitals for another reason, and tells nothing.
    pub(crate) fn add_small(&mut self, prose: &str) {
        let in_prose = prose.split('`').step_by(2);
        for token in in_prose.flat_map(str::split_whitespace) {
            let word = token.trim_matches(|c: char| !c.is_alphanumeric());
            let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
            let is_small = word.len() > 2 && word.chars().all(|c| c.is_lowercase() || c.is_numeric());
            if is_small && !token.starts_with(['#', '@', '/', '$', '~']) {
                self.insert(word);
            }
        }
    }

    fn insert(&mut self, word: &str) {
        if !self.words.contains(word) {
            self.words.insert(word.to_owned());
        }
    }

    /// Whether a word is nobody's name.
    pub(crate) fn has(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let is_known = |word: &str| self.words.contains(word);
        let has_stem = |end: &str| word.strip_suffix(end).is_some_and(is_known);
        let has_base =
            |start: &&str| word.strip_prefix(start).is_some_and(|base| base.len() > 2 && is_known(base));
        is_known(&word) || has_stem("s") || has_stem("'s") || has_stem("es") || PREFIXES.iter().any(has_base)
    }
}
