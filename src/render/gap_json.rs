//! The gap report for programs: the shape of `schema/exchange/gap.schema.json`.

use serde::Serialize;

use super::gap::NearMiss;
use super::json::SCHEMA;
use crate::domain::coverage::{Coverage, CriterionCoverage, Evidence, Rules, Status};
use crate::domain::ids::Level;

/// What the report is about, besides its evidence.
#[derive(Debug, Clone)]
pub struct Subject<'s> {
    pub today: chrono::NaiveDate,
    pub framework: &'s str,
    pub role: &'s str,
    pub level: Level,
    pub title: &'s str,
    pub due: Option<chrono::NaiveDate>,
}

/// What is said of a criterion beside its verdict.
#[derive(Debug, Clone)]
pub struct Beside<'b> {
    /// What almost counts, the strongest first.
    pub near: &'b [NearMiss],
    pub next: Option<String>,
    /// In a verbose report: by statement, the uids of entries whose words suggest it.
    pub suggested: Option<Vec<Vec<String>>>,
}

/// The report as a value; templates get it too.
#[derive(Debug, Serialize)]
pub struct GapJson<'g> {
    schema: u32,
    today: String,
    window: WindowJson,
    target: TargetJson<'g>,
    rules: RulesJson,
    summary: SummaryJson,
    criteria: Vec<CriterionJson<'g>>,
    untagged: Vec<UntaggedJson<'g>>,
    not_counted: NotCountedJson,
    confidential: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct WindowJson {
    since: Option<String>,
    until: String,
}

#[derive(Debug, Serialize)]
pub(super) struct TargetJson<'g> {
    framework: &'g str,
    role: &'g str,
    level: u8,
    title: &'g str,
    due: Option<String>,
}

impl<'g> From<&Subject<'g>> for TargetJson<'g> {
    fn from(subject: &Subject<'g>) -> Self {
        Self {
            framework: subject.framework,
            role: subject.role,
            level: subject.level.get(),
            title: subject.title,
            due: subject.due.map(|day| day.to_string()),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct RulesJson {
    entries: u32,
    spread: u32,
    months: u32,
    results: u32,
    links: u32,
    stated: u32,
    own: u32,
}

impl From<Rules> for RulesJson {
    fn from(rules: Rules) -> Self {
        let Rules { entries, spread, months, results, links, stated, own } = rules;
        Self { entries, spread, months, results, links, stated, own }
    }
}

#[derive(Debug, Serialize)]
struct SummaryJson {
    criteria: usize,
    met: u32,
    thin: u32,
    stale: u32,
    #[serde(rename = "below-level")]
    below_level: u32,
    missing: u32,
    readiness: f64,
}

#[derive(Debug, Serialize)]
struct CriterionJson<'g> {
    key: &'g str,
    kind: &'static str,
    name: &'g str,
    level: u8,
    read_level: u8,
    status: &'static str,
    evidence: u32,
    at_level: u32,
    latest: Option<String>,
    quarters: u32,
    projects: u32,
    with_result: u32,
    with_link: u32,
    confidential: u32,
    failed: Vec<String>,
    entries: Vec<String>,
    statements: Vec<StatementJson<'g>>,
    near: Vec<NearJson<'g>>,
    next: Option<&'g str>,
}

#[derive(Debug, Serialize)]
struct StatementJson<'g> {
    key: &'g str,
    text: &'g str,
    evidence: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggested: Option<&'g [String]>,
}

#[derive(Debug, Serialize)]
struct NearJson<'g> {
    uid: &'g str,
    id: u32,
    title: &'g str,
    why: &'g str,
    command: &'g str,
}

#[derive(Debug, Serialize)]
struct UntaggedJson<'g> {
    uid: String,
    title: &'g str,
}

#[derive(Debug, Serialize)]
struct NotCountedJson {
    future: u32,
    replaced: u32,
    before_level: u32,
    outside_window: u32,
}

/// Builds it. `untagged` holds the titles of the report's untagged entries, in its order, and `beside` what is said of each
/// criterion beside its verdict; `confidential` entries are told in words.
pub fn gap<'g>(
    subject: &Subject<'g>, report: &'g Coverage, evidence: &'g Evidence, untagged: &'g [String],
    beside: &'g [Beside<'g>], confidential: usize,
) -> GapJson<'g> {
    let uid = |at: &u32| evidence.facts[*at as usize].uid.to_string();
    GapJson {
        schema: SCHEMA,
        today: subject.today.to_string(),
        window: WindowJson {
            since: report.window.since.map(|day| day.to_string()),
            until: report.window.until.to_string(),
        },
        target: subject.into(),
        rules: report.rules.into(),
        summary: SummaryJson {
            criteria: report.criteria.len(),
            met: report.with(Status::Met),
            thin: report.with(Status::Thin),
            stale: report.with(Status::Stale),
            below_level: report.with(Status::BelowLevel),
            missing: report.with(Status::Missing),
            readiness: report.readiness(),
        },
        criteria: report
            .criteria
            .iter()
            .zip(beside)
            .map(|(covered, beside)| criterion(covered, beside, uid))
            .collect(),
        untagged: report
            .untagged
            .iter()
            .zip(untagged)
            .map(|(at, title)| UntaggedJson { uid: uid(at), title })
            .collect(),
        not_counted: NotCountedJson {
            future: report.future,
            replaced: report.replaced,
            before_level: report.before_level,
            outside_window: report.outside,
        },
        confidential,
    }
}

fn criterion<'g>(
    covered: &'g CriterionCoverage, beside: &'g Beside<'g>, uid: impl Fn(&u32) -> String,
) -> CriterionJson<'g> {
    let suggested = |at: usize| beside.suggested.as_ref().and_then(|by| by.get(at)).map(Vec::as_slice);
    CriterionJson {
        key: &covered.key,
        kind: covered.kind.word(),
        name: &covered.name,
        level: covered.level.get(),
        read_level: covered.read_level.get(),
        status: covered.status.word(),
        evidence: covered.evidence,
        at_level: covered.at_level,
        latest: covered.latest.map(|day| day.to_string()),
        quarters: covered.quarters,
        projects: covered.projects,
        with_result: covered.with_result,
        with_link: covered.with_link,
        confidential: covered.confidential,
        failed: covered.failed.iter().map(ToString::to_string).collect(),
        entries: covered.entries.iter().map(uid).collect(),
        statements: covered
            .statements
            .iter()
            .enumerate()
            .map(|(at, one)| StatementJson {
                key: &one.key,
                text: &one.text,
                evidence: one.evidence,
                suggested: suggested(at),
            })
            .collect(),
        near: beside
            .near
            .iter()
            .map(|NearMiss { id, uid, title, why, command, .. }| NearJson {
                uid,
                id: *id,
                title,
                why,
                command,
            })
            .collect(),
        next: beside.next.as_deref(),
    }
}
