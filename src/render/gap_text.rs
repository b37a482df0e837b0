//! The gap report in the words that its table, its Markdown and its HTML say alike.

use chrono::NaiveDate;
use serde::Serialize;

use super::advice::NextStep;
use super::criterion::{name, number, reasons, rules_parts, sign, sparkline, words};
use super::gap::{CriterionReport, GapReport, StatementReport};
use super::text::count;
use super::trend::{self, TrendReport};
use crate::domain::coverage::{CriterionGroup, Fact, Status};
use crate::domain::dates::Window;
use crate::domain::document::recency::Recency;
use crate::domain::framework::CriterionKind;
use crate::domain::ids::EntryNo;

/// What keeps the report among its readers.
pub(crate) const PRIVATE: &str =
    "This report is private: confidential entries count in it, and it is no part of the promotion document.";

/// The statuses that are not met, in the order of their columns.
pub(crate) const NOT_MET: [Status; 4] = [Status::BelowLevel, Status::Stale, Status::Thin, Status::Missing];

/// A report at one day, or month by month.
#[derive(Debug, Serialize)]
pub(crate) struct GapText {
    pub title: String,
    pub level: String,
    pub private: &'static str,
    /// What must be said of confidential entries in it.
    pub notice: Option<String>,
    pub head: Vec<String>,
    /// How many criteria are met.
    pub met: u32,
    /// How many criteria are asked.
    pub asked: u32,
    /// `3 thin`, `1 missing`.
    pub others: Vec<String>,
    pub months: Vec<MonthText>,
    pub groups: Vec<GroupText>,
    pub notes: Vec<String>,
    pub next: Vec<StepText>,
    pub rules: Vec<String>,
    /// How many entries count.
    #[serde(skip)]
    pub counted: u32,
    /// Whether a terminal shows all that is near, and each question.
    #[serde(skip)]
    pub verbose: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct MonthText {
    pub month: String,
    pub met: u32,
    pub others: Vec<String>,
    pub evidence: u32,
    pub changes: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct GroupText {
    pub heading: String,
    pub items: Vec<CriterionText>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CriterionText {
    pub status: Status,
    pub sign: &'static str,
    pub words: &'static str,
    /// `ASUP@4`.
    pub key: String,
    /// The name of a skill or an expectation; a behaviour's key is its name.
    pub name: Option<String>,
    pub number: String,
    pub spark: String,
    pub reasons: Vec<String>,
    pub near: Vec<NearText>,
    pub question: Option<String>,
    /// In a verbose report, as the entries.
    pub statements: Vec<StatementText>,
    pub entries: Vec<EntryText>,
    /// How many entries there are beyond those.
    pub more: u32,
}

#[derive(Debug, Serialize)]
pub(crate) struct NearText {
    pub command: String,
    #[serde(rename = "told")]
    pub sentence: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct StatementText {
    pub key: String,
    pub text: String,
    /// ` (2 entries: 4, 7; suggested: 9)`, or nothing.
    pub evidence: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct EntryText {
    pub id: EntryNo,
    pub date: NaiveDate,
    pub title: String,
    pub marks: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct StepText {
    pub command: String,
    pub why: String,
    #[serde(rename = "does")]
    pub effect: String,
}

impl From<&NextStep> for StepText {
    fn from(step: &NextStep) -> Self {
        Self { command: step.command.clone(), why: step.why.clone(), effect: step.effect() }
    }
}

impl GapText {
    pub(crate) fn of(report: &GapReport<'_>, notice: Option<String>) -> Self {
        let statuses = report.summary.statuses;
        let busiest = report.coverage.busiest_quarter();
        let group = |group: &CriterionGroup| GroupText {
            heading: heading(group, report),
            items: group
                .criteria
                .iter()
                .map(|at| criterion(&report.criteria[*at], report, busiest))
                .collect(),
        };
        Self {
            title: report.target.title.to_owned(),
            level: report.target.level.to_string(),
            private: PRIVATE,
            notice,
            head: head(report),
            met: statuses.met,
            asked: statuses.criteria(),
            others: others(|status| statuses.with(status)),
            months: Vec::new(),
            groups: report.coverage.groups().iter().map(group).collect(),
            notes: notes(report),
            next: report.next.iter().map(StepText::from).collect(),
            rules: rules_parts(&report.rules),
            counted: report.coverage.counted,
            verbose: report.verbose,
        }
    }

    pub(crate) fn of_trend(report: &TrendReport<'_>) -> Self {
        let months = report.trend.months.iter().map(|month| MonthText {
            month: month.name(),
            met: month.summary.met,
            others: others(|status| month.summary.with(status)),
            evidence: month.evidence,
            changes: trend::changes(month),
        });
        let last = report.trend.months.last();
        let others = last.map_or_else(Vec::new, |month| others(|status| month.summary.with(status)));
        Self {
            title: report.target.title.to_owned(),
            level: report.target.level.to_string(),
            private: PRIVATE,
            notice: None,
            head: trend::head(report),
            met: last.map_or(0, |month| month.summary.met),
            asked: report.criteria,
            others,
            months: months.collect(),
            groups: Vec::new(),
            notes: [trend::ahead(report), trend::notes(report)].concat(),
            next: Vec::new(),
            rules: rules_parts(&report.rules),
            counted: 0,
            verbose: false,
        }
    }
}

/// `1 stale`, `2 missing`: the statuses that there are beside met.
pub(crate) fn others(with: impl Fn(Status) -> u32) -> Vec<String> {
    let others = NOT_MET.map(|status| (status, with(status))).into_iter().filter(|(_, n)| *n > 0);
    others.map(|(status, n)| format!("{n} {}", words(status))).collect()
}

fn heading(group: &CriterionGroup, report: &GapReport<'_>) -> String {
    match group.level == report.target.level {
        true => group.kind.heading().to_owned(),
        false => format!("{} of level {}", group.kind.heading(), group.level),
    }
}

fn criterion(report: &CriterionReport<'_>, whole: &GapReport<'_>, busiest: u32) -> CriterionText {
    let coverage = report.coverage;
    let statement = |statement: &StatementReport<'_>| StatementText {
        key: statement.key.to_owned(),
        text: statement.text.to_owned(),
        evidence: entries_of(statement),
    };
    let near = report
        .near
        .iter()
        .map(|near| NearText { command: near.command.clone(), sentence: near.sentence.clone() });
    let entries = report.listed.iter().map(|entry| EntryText {
        id: entry.id,
        date: entry.date,
        title: entry.title.clone(),
        marks: entry.marks.join(", "),
    });
    CriterionText {
        status: coverage.status,
        sign: sign(coverage.status),
        words: words(coverage.status),
        key: coverage.tag(),
        name: name(coverage).map(str::to_owned),
        number: number(coverage, &whole.rules),
        spark: sparkline(&coverage.spark, busiest),
        reasons: reasons(coverage),
        near: near.collect(),
        question: report.next.clone(),
        statements: report.statements.iter().filter(|_| whole.verbose).map(statement).collect(),
        entries: entries.collect(),
        more: report.more,
    }
}

/// ` (2 entries: 4, 7; suggested: 9)` behind a statement that entries name or suggest, nothing behind any other.
fn entries_of(statement: &StatementReport<'_>) -> String {
    let numbers =
        |facts: &[&Fact]| facts.iter().map(|fact| fact.id.to_string()).collect::<Vec<_>>().join(", ");
    let mut parts = Vec::new();
    if statement.evidence > 0 {
        let listed = u32::try_from(statement.entries.len()).unwrap_or(u32::MAX);
        let more = match statement.evidence.saturating_sub(listed) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let entries = count(statement.evidence, "entry", "entries");
        parts.push(format!("{entries}: {}{more}", numbers(&statement.entries)));
    }
    if let Some(suggested) = statement.suggested.as_deref().filter(|suggested| !suggested.is_empty()) {
        parts.push(format!("suggested: {}", numbers(suggested)));
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
}

fn head(report: &GapReport<'_>) -> Vec<String> {
    let mut head: Vec<String> =
        report.target.due.map(|due| trend::due_in(due, report.today)).into_iter().collect();
    let until = report.window.until;
    head.push(match report.first_later {
        Some(first) => format!("no entry up to {until}; the journal's first is of {first}"),
        None => entries_from_to(report.coverage.counted, &report.window),
    });
    head
}

/// `40 entries from 2025-12-01 to 2026-11-22`.
pub(crate) fn entries_from_to(entries: u32, window: &Window) -> String {
    let since = window.since.map(|since| format!(" from {since}")).unwrap_or_default();
    format!("{}{since} to {}", count(entries, "entry", "entries"), window.until)
}

fn notes(report: &GapReport<'_>) -> Vec<String> {
    let coverage = report.coverage;
    let entries = |n| count(n, "entry", "entries");
    let mut notes: Vec<String> = report.what_if.iter().map(|what_if| what_if.note()).collect();
    match report.first_later {
        Some(first) => {
            notes.push(format!("The first day with something to judge: promo gap --as-of {first}"))
        }
        None if report.is_past => notes.push(format!(
            "As of {}: what was done up to that day, with the tags, the target and the rules of today",
            report.today
        )),
        None => {}
    }
    if coverage.criteria.iter().all(|criterion| criterion.kind == CriterionKind::Behaviour) {
        notes.push("No skill is asked of this role at this level; behaviours alone are judged".to_owned());
    }
    let untagged = u32::try_from(coverage.untagged.len()).unwrap_or(u32::MAX);
    if untagged > 0 {
        let verb = if untagged == 1 { "has no tag and counts" } else { "have no tag and count" };
        notes.push(format!("{} {verb} for nothing yet: promo list --untagged", entries(untagged)));
    }
    let since = report
        .level_since
        .map_or_else(String::new, |since| format!("from before {since}, when the current level began"));
    let not_counted = report.not_counted;
    notes.extend(not_counted_note(&[
        (not_counted.replaced, "replaced by a later one"),
        (not_counted.before_level, &since),
        (not_counted.outside_window, "outside the window"),
        (not_counted.future, if report.is_past { "of later days" } else { "of days to come" }),
    ]));
    if coverage.confidential > 0 {
        let verb = if coverage.confidential == 1 { "is" } else { "are" };
        let confidential = entries(coverage.confidential);
        notes.push(format!("{confidential} {verb} confidential: counted here, left out of the document"));
    }
    notes.extend(report.recency.as_ref().and_then(recency_warning));
    notes
}

/// `Not counted: 2 replaced by a later one; 1 of days to come`.
pub(crate) fn not_counted_note(reasons: &[(u32, &str)]) -> Option<String> {
    let reasons: Vec<String> =
        reasons.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}")).collect();
    (!reasons.is_empty()).then(|| format!("Not counted: {}", reasons.join("; ")))
}

/// The warning where nearly all that the document would cite is new.
pub(crate) fn recency_warning(recency: &Recency) -> Option<String> {
    let Recency { cited, recent, after, too_recent } = recency;
    too_recent.then(|| {
        format!(
            "{recent} of the {cited} entries that the document would cite are from after {after}: tell older work too \
             (promo pick chooses it)"
        )
    })
}
