//! What to do about a criterion, in sentences: entries that almost count for it, and the next steps.

use serde::Serialize;

use super::text::list;
use super::titles::Titles;
use super::what_if::WhatIf;
use crate::domain::coverage::{Coverage, CriterionCoverage, Evidence};
use crate::domain::ids::{EntryNo, Level, Uid};
use crate::domain::next::{Action, NextAction};
use crate::domain::suggest::{Suggestion, SuggestionReason};

/// An entry that almost counts for a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct NearEntry {
    pub uid: Uid,
    pub id: EntryNo,
    pub title: String,
    /// What speaks for it, as a sentence about it.
    pub why: String,
    /// What would make it count.
    pub command: String,
    /// The sentence with its title.
    #[serde(skip)]
    pub sentence: String,
}

/// A step with the command to type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct NextStep {
    pub command: String,
    /// Why, or the question to ask oneself.
    pub why: String,
    /// The entry that it changes.
    pub entry: Option<EntryNo>,
    /// The criteria that it would meet.
    pub meets: Vec<String>,
    /// Those that it would bring nearer.
    pub nearer: Vec<String>,
}

impl NextStep {
    /// What it would do, as a sentence.
    pub(crate) fn effect(&self) -> String {
        let is = if self.meets.len() == 1 { "is" } else { "are" };
        match (list(&self.meets, "and"), list(&self.nearer, "and")) {
            (_, nearer) if self.meets.is_empty() => format!("Brings {nearer} nearer."),
            (meets, _) if self.nearer.is_empty() => format!("Then {meets} {is} met."),
            (meets, nearer) => format!("Then {meets} {is} met, and {nearer} nearer."),
        }
    }
}

/// What advice is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Advice<'r> {
    pub coverage: &'r Coverage,
    pub evidence: &'r Evidence,
    pub titles: &'r Titles,
    pub what_if: Option<&'r WhatIf<'r>>,
}

impl Advice<'_> {
    pub(crate) fn near(&self, criterion: &CriterionCoverage, suggestions: &[Suggestion]) -> Vec<NearEntry> {
        let near = suggestions.iter().map(|suggestion| {
            let fact = &self.evidence.facts[suggestion.fact as usize];
            let title = self.titles.of(suggestion.fact);
            let mark = if fact.confidential && title.in_words { " (confidential)" } else { "" };
            let reason = |subject: &str| reason(subject, suggestion, criterion, title.in_words);
            NearEntry {
                uid: fact.uid,
                id: fact.id,
                why: reason("It"),
                sentence: reason(&format!("{}{mark}", title.quoted())),
                command: self.tag(fact.id, &criterion.key, criterion.counts_from()),
                title: title.text,
            }
        });
        near.collect()
    }

    pub(crate) fn step(&self, next: &NextAction) -> NextStep {
        let quoted = |entry: &EntryNo| {
            let fact = self.evidence.fact_of(*entry);
            fact.map(|fact| self.titles.of(fact)).unwrap_or_default().quoted()
        };
        let (command, why) = match &next.action {
            Action::Tag { entry, key, level, why } => {
                let title = quoted(entry);
                let why = match why {
                    SuggestionReason::Below(_) => format!("{title}: is this level {level}?"),
                    SuggestionReason::NoLevel => format!("{title} has no level: is this level {level}?"),
                    SuggestionReason::Fits { tagged: false, .. } => {
                        format!("{title} has no tag: does it show this?")
                    }
                    SuggestionReason::Fits { .. } => format!("{title}: does it show this too?"),
                };
                (self.tag(*entry, key, *level), why)
            }
            Action::StateLevel { entry, key, level } => {
                let why = format!("{}: its level is assumed; is it {level}?", quoted(entry));
                (self.tag(*entry, key, *level), why)
            }
            Action::AddResult { entry } => (
                format!("promo edit {entry} --result \"…\""),
                format!("{}: what came of it, and from what to what?", quoted(entry)),
            ),
            Action::AddLink { entry } => (
                format!("promo edit {entry} --link URL"),
                format!("{}: where can it be seen?", quoted(entry)),
            ),
            Action::Log { key, level, question } => {
                (self.command(key, format!("promo log \"…\" -t {key}@{level}")), question.clone())
            }
        };
        let tags = |criteria: &[usize]| criteria.iter().map(|at| self.coverage.criteria[*at].tag()).collect();
        let (meets, nearer) = (tags(&next.meets), tags(&next.nearer));
        NextStep { command, why, entry: next.action.entry(), meets, nearer }
    }

    fn tag(&self, entry: EntryNo, key: &str, level: Level) -> String {
        self.command(key, format!("promo tag {entry} {key}@{level}"))
    }

    fn command(&self, criterion: &str, command: String) -> String {
        match self.what_if {
            Some(what_if) => what_if.command(criterion, command),
            None => command,
        }
    }
}

/// Why an entry is suggested; the words that it shares with a statement are the entry's own.
fn reason(subject: &str, suggestion: &Suggestion, criterion: &CriterionCoverage, in_words: bool) -> String {
    let (key, asked) = (&criterion.key, criterion.counts_from());
    match &suggestion.why {
        SuggestionReason::Below(level) => format!("{subject} shows {key}@{level}: was it level {asked}?"),
        SuggestionReason::NoLevel => format!("{subject} shows {key} at no level yet: was it level {asked}?"),
        SuggestionReason::Fits { statement, words, tagged } => {
            let tags = if *tagged { "has other tags" } else { "has no tag" };
            let words = if in_words { format!(": {}", words.join(", ")) } else { String::new() };
            format!("{subject} {tags}, and its words fit {statement}{words}")
        }
    }
}
