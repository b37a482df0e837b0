//! An entry as a document may tell it, and what is known of its words before they are read.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::{EligibleEntries, staff_packet};
use crate::domain::document::{Todo, one_line};
use crate::domain::entry::{Entry, Link, Part};
use crate::domain::framework::CriterionKind;
use crate::domain::ids::{EntryNo, Level};

/// A criterion that a story is evidence of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownCriterion {
    pub key: String,
    pub name: String,
    pub kind: CriterionKind,
    /// The highest level that the entry states for it.
    pub level: Option<Level>,
    /// Whether that is the level wanted or above.
    pub at_level: bool,
}

/// An eligible entry in its own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Story {
    #[serde(rename = "entries", serialize_with = "as_list")]
    pub id: EntryNo,
    #[serde(rename = "when")]
    pub date: TemplateDate,
    /// What was done, in one line.
    pub title: String,
    pub context: Option<String>,
    pub did: Option<String>,
    pub result: Option<String>,
    pub project: Option<String>,
    pub part: Part,
    pub links: Vec<Link>,
    /// Whether it shows anything at the level wanted.
    pub at_level: bool,
    /// What it is evidence of, among what is required, in that order.
    pub shows: Vec<ShownCriterion>,
}

fn as_list<S: Serializer>(id: &EntryNo, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq([id])
}

impl Story {
    /// What an option of `promo edit` would add.
    pub(super) fn todo(&self, say: &str, option: &str) -> Todo {
        Todo::edit(self.id, say, option)
    }
}

/// A date in the forms that templates are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "DateForms")]
pub struct TemplateDate(pub NaiveDate);

#[derive(Serialize)]
struct DateForms {
    /// `2026-03-02`.
    date: String,
    /// `2 March 2026`.
    day: String,
    /// `2 March`.
    short: String,
    /// `March 2026`.
    month: String,
}

impl From<TemplateDate> for DateForms {
    fn from(TemplateDate(date): TemplateDate) -> Self {
        let form = |format: &str| date.format(format).to_string();
        Self { date: date.to_string(), day: form("%-d %B %Y"), short: form("%-d %B"), month: form("%B %Y") }
    }
}

/// What a selection knows of an entry's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outline {
    pub has_context: bool,
    pub has_did: bool,
    pub has_result: bool,
    /// Whether the result has a number.
    pub is_measured: bool,
    /// Whether title or contribution speak of teaching.
    pub teaches: bool,
    /// How many words the title, the contribution and the result have.
    pub words: u32,
}

impl Outline {
    pub fn of(title: &str, context: Option<&str>, did: Option<&str>, result: Option<&str>) -> Self {
        let has = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
        let words = |text: &str| u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX);
        Self {
            has_context: has(context),
            has_did: has(did),
            has_result: has(result),
            is_measured: result.is_some_and(staff_packet::has_number),
            teaches: [Some(title), did].into_iter().flatten().any(staff_packet::speaks_of_teaching),
            words: [Some(title), did, result].into_iter().flatten().map(words).sum(),
        }
    }
}

/// The selected entries in full, in the order of their numbers.
pub(super) struct Stories<'s> {
    pub(super) eligible: &'s EligibleEntries<'s>,
    pub(super) entries: &'s [Entry],
}

impl Stories<'_> {
    /// The stories of some facts; an entry that could not be read has none.
    pub(super) fn of(&self, facts: &[usize]) -> Vec<Story> {
        facts.iter().filter_map(|at| self.one(*at)).collect()
    }

    pub(super) fn one(&self, at: usize) -> Option<Story> {
        let id = self.eligible.fact(at).id;
        let place = self.entries.binary_search_by_key(&id, |entry| entry.id).ok()?;
        let content = &self.entries[place].content;
        let text = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let shows = self.shows(at);
        Some(Story {
            id,
            date: TemplateDate(content.date),
            title: one_line(&content.title),
            context: text(&content.context),
            did: text(&content.did),
            result: text(&content.result),
            project: content.project.as_deref().map(one_line).filter(|name| !name.is_empty()),
            part: content.part,
            links: content.links.clone(),
            at_level: shows.iter().any(|shown| shown.at_level),
            shows,
        })
    }

    fn shows(&self, at: usize) -> Vec<ShownCriterion> {
        let evidence = self.eligible.input.draft.evidence;
        let Ok(fact) = u32::try_from(at) else { return Vec::new() };
        let required = self.eligible.required().iter().enumerate();
        let shows = required.filter_map(|(place, required)| {
            let criterion = required.criterion;
            let mut tags = evidence.tags_for(fact, &criterion.key).peekable();
            tags.peek()?;
            Some(ShownCriterion {
                key: criterion.key.to_string(),
                name: criterion.name.to_string(),
                kind: criterion.kind,
                level: tags.filter_map(|tag| tag.level).max(),
                at_level: self.eligible.covers(at, place),
            })
        });
        shows.collect()
    }
}
