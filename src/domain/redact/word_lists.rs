//! Lists of words in a data file: `[name]` begins a list, `#` a comment.

use std::collections::{HashMap, HashSet};

/// The lists of a file.
#[derive(Debug)]
pub(super) struct WordLists(HashMap<&'static str, HashSet<&'static str>>);

impl WordLists {
    pub(super) fn parse(file: &'static str) -> Self {
        let mut lists: HashMap<_, HashSet<_>> = HashMap::new();
        let mut name = "";
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(list) => name = list,
                None => lists.entry(name).or_default().extend(line.split_whitespace()),
            }
        }
        Self(lists)
    }

    pub(super) fn has(&self, list: &str, word: &str) -> bool {
        self.0.get(list).is_some_and(|words| words.contains(word))
    }

    pub(super) fn list(&self, list: &str) -> impl Iterator<Item = &'static str> {
        self.0.get(list).into_iter().flatten().copied()
    }

    /// The words of all lists.
    pub(super) fn all(&self) -> impl Iterator<Item = &'static str> {
        self.0.values().flatten().copied()
    }
}
