//! The report over time for programs: the shape of `schema/exchange/trend.schema.json`.

use chrono::NaiveDate;
use serde::Serialize;

use super::gap_json::{RulesJson, Subject, TargetJson};
use super::json::SCHEMA;
use super::trend::{AgeingRow, MonthRow, TrendReport};
use crate::domain::document::recency::Recency;
use crate::domain::trend::{Ahead, Trend};

#[derive(Debug, Serialize)]
pub struct TrendJson<'t> {
    schema: u32,
    today: String,
    target: TargetJson<'t>,
    level_since: Option<String>,
    rules: RulesJson,
    criteria: u32,
    months: Vec<MonthJson<'t>>,
    earlier: u32,
    later: u32,
    ahead: Option<AheadJson<'t>>,
    cited: Option<CitedJson>,
}

#[derive(Debug, Serialize)]
struct MonthJson<'t> {
    month: &'t str,
    day: String,
    summary: SummaryJson,
    gained: &'t [String],
    lost: Vec<LostJson<'t>>,
    evidence: u32,
    at_level: u32,
}

#[derive(Debug, Serialize)]
struct SummaryJson {
    met: u32,
    thin: u32,
    stale: u32,
    #[serde(rename = "below-level")]
    below_level: u32,
    missing: u32,
    readiness: f64,
}

#[derive(Debug, Serialize)]
struct LostJson<'t> {
    key: &'t str,
    status: &'static str,
}

#[derive(Debug, Serialize)]
struct AheadJson<'t> {
    due: String,
    days: i64,
    left: u32,
    since: String,
    closed: u32,
    lost: u32,
    stale: Vec<AgeingJson<'t>>,
}

#[derive(Debug, Serialize)]
struct AgeingJson<'t> {
    key: &'t str,
    status: &'static str,
    newest: String,
    from: String,
}

#[derive(Debug, Serialize)]
struct CitedJson {
    entries: usize,
    recent: usize,
    after: String,
    too_recent: bool,
}

/// Builds it: `report` has the months, `ageing` what will be stale.
pub fn trend<'t>(
    subject: &Subject<'t>, level_since: Option<NaiveDate>, trend: &'t Trend, report: &'t TrendReport,
    ageing: &'t [AgeingRow], recency: Option<Recency>,
) -> TrendJson<'t> {
    TrendJson {
        schema: SCHEMA,
        today: subject.today.to_string(),
        target: subject.into(),
        level_since: level_since.map(|day| day.to_string()),
        rules: report.rules.into(),
        criteria: report.asked,
        months: report.months.iter().map(|month| MonthJson::new(month, report.asked)).collect(),
        earlier: trend.earlier,
        later: trend.later,
        ahead: trend.ahead.as_ref().map(|ahead| AheadJson::new(ahead, ageing)),
        cited: recency.map(|recency| CitedJson {
            entries: recency.cited,
            recent: recency.recent,
            after: recency.after.to_string(),
            too_recent: recency.is_too_high(),
        }),
    }
}

impl<'t> MonthJson<'t> {
    fn new(month: &'t MonthRow, asked: u32) -> Self {
        let [below_level, stale, thin, missing] = month.others;
        let readiness = if asked == 0 { 0.0 } else { f64::from(month.met) / f64::from(asked) };
        Self {
            month: &month.month,
            day: month.day.to_string(),
            summary: SummaryJson { met: month.met, thin, stale, below_level, missing, readiness },
            gained: &month.gained,
            lost: month.lost.iter().map(|(key, to)| LostJson { key, status: to.word() }).collect(),
            evidence: month.evidence,
            at_level: month.at_level,
        }
    }
}

impl<'t> AheadJson<'t> {
    fn new(ahead: &Ahead, ageing: &'t [AgeingRow]) -> Self {
        let stale = |row: &'t AgeingRow| AgeingJson {
            key: &row.key,
            status: row.status.word(),
            newest: row.newest.to_string(),
            from: row.from.to_string(),
        };
        Self {
            due: ahead.due.to_string(),
            days: ahead.days,
            left: ahead.left,
            since: ahead.since.to_string(),
            closed: ahead.closed,
            lost: ahead.lost,
            stale: ageing.iter().map(stale).collect(),
        }
    }
}
