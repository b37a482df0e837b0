//! The gap report as data for all of its formats, and the words, signs and bars that several of them share.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::advice::{NearEntry, NextStep};
use super::titles::Titles;
use super::what_if::WhatIf;
use crate::domain::coverage::{
    Coverage, CriterionCoverage, Evidence, Fact, NotCounted, Rules, StatusSummary,
};
use crate::domain::dates::Window;
use crate::domain::document::recency::Recency;
use crate::domain::entry::Part;
use crate::domain::ids::{EntryNo, Level, Uid};
use crate::domain::next::question;
use crate::domain::suggest::Suggestions;

/// What a report is made for.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReportTarget<'r> {
    /// The framework's key.
    pub framework: &'r str,
    /// The role's key.
    pub role: &'r str,
    pub level: Level,
    /// The job title there.
    pub title: &'r str,
    pub due: Option<NaiveDate>,
}

impl ReportTarget<'_> {
    /// `Lead Support Engineer (level 4)`.
    pub(crate) fn name(&self) -> String {
        format!("{} (level {})", self.title, self.level)
    }
}

/// The gap report: the shape of `schema/exchange/gap.schema.json`, and what people are told beside that.
#[derive(Debug, Serialize)]
pub(crate) struct GapReport<'r> {
    pub today: NaiveDate,
    pub window: Window,
    pub target: ReportTarget<'r>,
    pub rules: Rules,
    pub summary: GapSummary,
    /// In the order asked.
    pub criteria: Vec<CriterionReport<'r>>,
    pub untagged: Vec<UntaggedEntry>,
    pub not_counted: NotCounted,
    /// How many confidential entries are told in words in a form that is made to be handed on.
    pub confidential: usize,
    #[serde(skip)]
    pub coverage: &'r Coverage,
    #[serde(skip)]
    pub what_if: Option<WhatIf<'r>>,
    #[serde(skip)]
    pub level_since: Option<NaiveDate>,
    /// Whether the report is of a day that was asked for.
    #[serde(skip)]
    pub is_past: bool,
    /// The day of the journal's first entry, where the report is of a day before it.
    #[serde(skip)]
    pub first_later: Option<NaiveDate>,
    /// How recent the entries are that the document would cite.
    #[serde(skip)]
    pub recency: Option<Recency>,
    #[serde(skip)]
    pub next: Vec<NextStep>,
    /// Whether people are shown statements and entries.
    #[serde(skip)]
    pub verbose: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct GapSummary {
    criteria: usize,
    #[serde(flatten)]
    pub statuses: StatusSummary,
}

impl From<&Coverage> for GapSummary {
    fn from(coverage: &Coverage) -> Self {
        Self { criteria: coverage.criteria.len(), statuses: coverage.summary() }
    }
}

/// A criterion with the entries that count or almost count for it.
#[derive(Debug, Serialize)]
pub(crate) struct CriterionReport<'r> {
    #[serde(flatten)]
    pub coverage: &'r CriterionCoverage,
    /// The strongest first.
    #[serde(serialize_with = "uids")]
    pub entries: Vec<&'r Fact>,
    pub statements: Vec<StatementReport<'r>>,
    /// What almost counts, the strongest first.
    pub near: Vec<NearEntry>,
    /// A question to ask oneself.
    pub next: Option<String>,
    /// In a verbose report for people: the entries, those that do not count last.
    #[serde(skip)]
    pub listed: Vec<ListedEntry>,
    /// How many entries there are beyond those that are listed.
    #[serde(skip)]
    pub more: u32,
}

/// A statement with the entries that speak for it.
#[derive(Debug, Serialize)]
pub(crate) struct StatementReport<'r> {
    pub key: &'r str,
    pub text: &'r str,
    /// How many entries are tagged with it.
    pub evidence: u32,
    /// The last logged of those.
    #[serde(skip)]
    pub entries: Vec<&'r Fact>,
    /// In a verbose report: entries whose words suggest it; they count for nothing.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "suggested_uids")]
    pub suggested: Option<Vec<&'r Fact>>,
}

/// An entry as a verbose report lists it.
#[derive(Debug)]
pub(crate) struct ListedEntry {
    pub id: EntryNo,
    pub date: NaiveDate,
    pub title: String,
    /// Below level, confidential, helped, replaced.
    pub marks: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
pub(crate) struct UntaggedEntry {
    pub uid: Uid,
    pub title: String,
}

fn uids<S: Serializer>(facts: &[&Fact], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(facts.iter().map(|fact| fact.uid))
}

fn suggested_uids<S: Serializer>(facts: &Option<Vec<&Fact>>, serializer: S) -> Result<S::Ok, S::Error> {
    uids(facts.as_deref().unwrap_or_default(), serializer)
}

impl<'r> CriterionReport<'r> {
    /// `listed` are the titles of its entries, in a verbose report for people.
    pub(crate) fn new(
        coverage: &'r CriterionCoverage, suggestions: &Suggestions, evidence: &'r Evidence, verbose: bool,
        titles: Option<&Titles>,
    ) -> Self {
        let facts =
            |places: &[u32]| places.iter().map(|at| &evidence.facts[*at as usize]).collect::<Vec<_>>();
        let statements = coverage.statements.iter().zip(&suggestions.by_statement);
        let statements = statements.map(|(statement, suggested)| StatementReport {
            key: &statement.key,
            text: &statement.text,
            evidence: statement.evidence,
            entries: facts(&statement.entries),
            suggested: verbose.then(|| facts(suggested)),
        });
        let shown = coverage.entries.len() + coverage.set_aside.len();
        let all = (coverage.evidence + coverage.not_counted) as usize;
        Self {
            coverage,
            entries: facts(&coverage.entries),
            statements: statements.collect(),
            near: Vec::new(),
            next: question(coverage, suggestions),
            listed: titles.map_or_else(Vec::new, |titles| listed(coverage, evidence, titles)),
            more: u32::try_from(all.saturating_sub(shown)).unwrap_or(u32::MAX),
        }
    }
}

/// The strongest entries, then those that are shown and do not count.
fn listed(coverage: &CriterionCoverage, evidence: &Evidence, titles: &Titles) -> Vec<ListedEntry> {
    let counted = coverage.entries.len();
    let entries = coverage.entries.iter().chain(&coverage.set_aside).enumerate();
    let listed = entries.map(|(place, at)| {
        let fact = &evidence.facts[*at as usize];
        let counts = place < counted;
        let marks = [
            (counts && place >= coverage.at_level as usize, "below level"),
            (!counts && fact.replaced, "replaced, not counted"),
            (!counts && !fact.replaced, "from before the current level, not counted"),
            (fact.part == Part::Helped, "helped"),
            (fact.confidential, "confidential"),
        ];
        let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark).collect();
        ListedEntry { id: fact.id, date: fact.date, title: titles.of(*at).text, marks }
    });
    listed.collect()
}
