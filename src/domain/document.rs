//! The promotion document as values: sections and bullets, still no Markdown.
//!
//! [`choice`] decides by a stated rule which entries are told; [`draft`] lays them out in GitLab's four sections. Every
//! sentence rests on entries, whose numbers it carries; the entries' own words stay as they are; what has no evidence is
//! a [`Todo`] that says what to type.
//!
//! The five parts are those of a *result*, which may be several pieces of work. A part is there as soon as one of the
//! quoted pieces says it, and has a [`Todo`] only where none does: a result that has its number needs no second one, and
//! a piece that is quoted for its skill need not say again why the project mattered. Gaps, verdicts, notes and confidential entries never get here.

pub mod choice;
pub mod explain;
pub mod person;
pub mod recency;
mod results;
mod summary;
mod values;

use chrono::NaiveDate;
use serde::Serialize;

use super::coverage::Evidence;
use super::entry::{Entry, Link};
use super::framework::{CriterionKind, RequiredCriterion};
use super::ids::{EntryNo, Level};
use super::journal::Profile;
use choice::Choice;
use person::Person;

#[derive(Debug, Clone, Copy)]
pub struct DraftInput<'c> {
    pub profile: &'c Profile,
    pub current: Option<&'c str>,
    pub wanted: &'c str,
    pub level: Level,
    pub required: &'c [RequiredCriterion<'c>],
    pub evidence: &'c Evidence,
}

/// A place that only a person can fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Todo {
    pub say: String,
    pub command: String,
    pub entries: Vec<EntryNo>,
}

impl Todo {
    pub(super) fn new(say: impl Into<String>, command: impl Into<String>) -> Self {
        Self { say: say.into(), command: command.into(), entries: Vec::new() }
    }

    /// An option of `promo edit` that an entry lacks.
    pub(super) fn edit(id: EntryNo, say: &str, option: &str) -> Self {
        let command = format!("promo edit {id} --{option} \"…\"");
        Self { entries: vec![id], ..Self::new(say, command) }
    }

    /// A tag that an entry lacks.
    fn tag(id: EntryNo, say: String, key: &str, level: Level) -> Self {
        Self { entries: vec![id], ..Self::new(say, format!("promo tag {id} {key}@{level}")) }
    }

    /// A new entry, tagged with the first criterion that is required.
    pub(super) fn log(input: &DraftInput<'_>, say: &str) -> Self {
        let tag = input.required.first();
        let tag = tag.map(|required| format!(" -t {}@{}", required.criterion.key, required.level));
        Self::new(say, format!("promo log \"…\"{}", tag.unwrap_or_default()))
    }
}

/// An entry's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    pub text: String,
    pub lead: Option<String>,
    /// Such as `March 2026`, where that is to be said.
    pub when: Option<String>,
    pub links: Vec<Link>,
    pub entries: Vec<EntryNo>,
}

impl Quote {
    fn of(entry: &Entry, text: &str) -> Self {
        Self { text: text.to_owned(), lead: None, when: None, links: Vec::new(), entries: vec![entry.id] }
    }

    /// An entry's title, with its month and links.
    fn titled(entry: &Entry, title: String) -> Self {
        let content = &entry.content;
        Self { when: Some(month(content.date)), links: content.links.clone(), ..Self::of(entry, &title) }
    }
}

/// One of the five parts of a result.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ResultPart {
    pub quotes: Vec<Quote>,
    /// Where no quoted entry says it.
    pub todo: Option<Todo>,
}

/// Criteria that the same entries show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriteriaShown {
    pub names: Vec<String>,
    /// Just the entries that show each of them.
    pub entries: Vec<EntryNo>,
}

/// A business result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BusinessResult {
    /// From 1.
    pub number: usize,
    /// Its id in the marks of a file, whatever its number is.
    pub block: String,
    /// The project, or the title of an entry without one.
    pub heading: String,
    /// What was done; the text is empty where the heading says it.
    pub impact: Vec<Quote>,
    /// The skills that the quoted entries show at the level, where it is stated.
    pub skills: Vec<CriteriaShown>,
    /// The expectations that they meet there, in a ladder without skills.
    pub expectations: Vec<CriteriaShown>,
    /// The measured outcome.
    pub result: ResultPart,
    /// Why it mattered.
    pub relevance: ResultPart,
    pub contribution: ResultPart,
    pub values: Vec<CriteriaShown>,
    pub values_todo: Option<Todo>,
    pub entries: Vec<EntryNo>,
}

/// A behaviour and where it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueAlignment {
    pub name: String,
    pub block: String,
    /// The numbers of the results that show it.
    pub results: Vec<usize>,
    /// What shows it where no result does: the title, then the outcome.
    pub quotes: Vec<Quote>,
    pub todo: Option<Todo>,
    pub entries: Vec<EntryNo>,
}

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentDraft {
    pub name: Option<String>,
    pub current: Option<String>,
    pub wanted: String,
    pub manager: Option<String>,
    /// Whose words the entries are: `her words`.
    pub words: String,
    /// Sentences.
    pub summary: Vec<String>,
    pub summary_todos: Vec<Todo>,
    pub summary_entries: Vec<EntryNo>,
    pub results: Vec<BusinessResult>,
    /// The results that are not there yet.
    pub results_todos: Vec<Todo>,
    /// The behaviours required, in their order.
    pub values: Vec<ValueAlignment>,
}

/// Lays out what was chosen. `entries` are in full, in the order of their numbers.
pub fn draft(input: &DraftInput<'_>, choice: &Choice, entries: &[Entry]) -> DocumentDraft {
    let person = Person::new(input.profile.name.as_deref(), input.profile.pronouns.as_deref());
    let builder = DraftBuilder { input, choice, entries, person };
    let numbered = choice.results.iter().enumerate();
    let results: Vec<BusinessResult> =
        numbered.filter_map(|(at, chosen)| builder.result(at + 1, chosen)).collect();
    let (summary, summary_todos) = builder.summary(&results);
    let behaviours =
        (0..input.required.len()).filter(|at| input.required[*at].criterion.kind == CriterionKind::Behaviour);
    let values = behaviours.map(|at| builder.value(at, &results)).collect();
    let owned =
        |text: &Option<String>| text.as_ref().map(|text| one_line(text)).filter(|text| !text.is_empty());
    let words = format!("{} words", builder.person.possessive());
    DocumentDraft {
        name: owned(&input.profile.name),
        current: input.current.map(str::to_owned),
        wanted: input.wanted.to_owned(),
        manager: owned(&input.profile.manager),
        words,
        summary,
        summary_todos,
        summary_entries: builder.stated().map(|at| input.evidence.facts[at].id).collect(),
        results_todos: builder.missing_results(results.len()),
        results,
        values,
    }
}

/// White space folded to single spaces: for names and titles, which stand inside a line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text says that somebody led.
pub(super) fn says_led(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.map(str::to_lowercase).any(|word| ["led", "lead", "leading"].contains(&word.as_str()))
}

/// `March 2026`.
fn month(date: NaiveDate) -> String {
    date.format("%B %Y").to_string()
}

struct DraftBuilder<'l> {
    input: &'l DraftInput<'l>,
    choice: &'l Choice,
    entries: &'l [Entry],
    person: Person,
}

impl DraftBuilder<'_> {
    fn entry(&self, fact: usize) -> Option<&Entry> {
        let id = self.input.evidence.facts[fact].id;
        let at = self.entries.binary_search_by_key(&id, |entry| entry.id).ok()?;
        self.entries.get(at)
    }

    /// The own work that shows something at a level that somebody has stated.
    fn stated(&self) -> impl Iterator<Item = usize> {
        self.choice.own.iter().copied().filter(|at| !self.choice.stated[*at].is_empty())
    }

    /// The criteria of a kind that facts show at a stated level, in the order asked; those of the same facts together.
    fn shown(&self, facts: &[usize], kind: CriterionKind) -> Vec<CriteriaShown> {
        let mut all: Vec<CriteriaShown> = Vec::new();
        let required =
            self.input.required.iter().enumerate().filter(|(_, required)| required.criterion.kind == kind);
        for (at, required) in required {
            let show = facts.iter().filter(|fact| self.choice.stated[**fact].contains(&at));
            let entries: Vec<EntryNo> = show.map(|fact| self.input.evidence.facts[*fact].id).collect();
            let name = required.criterion.name.to_string();
            match all.iter_mut().find(|shown| shown.entries == entries) {
                _ if entries.is_empty() => {}
                Some(shown) => shown.names.push(name),
                None => all.push(CriteriaShown { names: vec![name], entries }),
            }
        }
        all
    }
}
