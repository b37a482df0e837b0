//! The titles of the entries that a report shows, as far as its readers may see them.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::coverage::Fact;
use crate::domain::document::person::capital;
use crate::domain::ids::{EntryNo, Uid};

/// A title as it may be shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct ShownTitle {
    /// Of a confidential entry that must not be told: `entry 4 (confidential)`.
    pub text: String,
    /// Whether the entry is told in its own words.
    pub in_words: bool,
}

impl ShownTitle {
    /// As the subject of a sentence.
    pub(crate) fn quoted(&self) -> String {
        if self.in_words { format!("\"{}\"", self.text) } else { capital(&self.text) }
    }
}

/// Titles by the index of their facts.
#[derive(Debug, Default)]
pub(crate) struct Titles {
    by_fact: HashMap<u32, ShownTitle>,
    /// How many confidential entries are told in words in a form that is made to be handed on.
    pub confidential: usize,
}

impl Titles {
    pub(crate) fn new(by_fact: HashMap<u32, ShownTitle>, confidential: usize) -> Self {
        Self { by_fact, confidential }
    }

    /// Empty for a fact whose title was not asked for.
    pub(crate) fn of(&self, fact: u32) -> ShownTitle {
        self.by_fact.get(&fact).cloned().unwrap_or_default()
    }
}

/// An entry as reports name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TitledEntry {
    pub uid: Uid,
    pub id: EntryNo,
    pub title: String,
}

impl TitledEntry {
    /// With the mark of a confidential entry that is told in words.
    pub(crate) fn marked(fact: &Fact, title: ShownTitle) -> Self {
        let mark = if fact.confidential && title.in_words { " (confidential)" } else { "" };
        Self { uid: fact.uid, id: fact.id, title: title.text + mark }
    }
}
