//! The gap report as one file for a browser: nothing is loaded, nothing runs, what was text stays text.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;
use thiserror::Error;

use super::gap::{
    Item, NextStep, PRIVATE, Report, key, name, named_by, number, reasons, rules_parts, sign, sparkline,
    words,
};
use super::text::clean;
use super::trend::{MonthRow, TrendReport, changes, others};

const TEMPLATE: &str = include_str!("../../framework/templates/gap.html");

#[derive(Debug, Error)]
#[error("the template `gap.html` cannot be filled")]
pub struct GapHtmlError {
    #[from]
    source: minijinja::Error,
}

pub fn report(report: &Report<'_>) -> Result<String, GapHtmlError> {
    fill(&PageOut::from(report))
}

pub fn trend(report: &TrendReport) -> Result<String, GapHtmlError> {
    fill(&PageOut::from(report))
}

fn fill(page: &PageOut) -> Result<String, GapHtmlError> {
    let mut engine = Environment::new();
    engine.set_syntax(
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?,
    );
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    // It would let data through as it is.
    engine.remove_filter("safe");
    Ok(engine.template_from_named_str("gap.html", TEMPLATE)?.render(Value::from(Serde(page)))?)
}

#[derive(Debug, Serialize)]
struct PageOut {
    title: String,
    level: String,
    private: &'static str,
    notice: Option<String>,
    head: Vec<String>,
    met: u32,
    asked: u32,
    others: Vec<String>,
    months: Vec<MonthOut>,
    groups: Vec<GroupOut>,
    notes: Vec<String>,
    next: Vec<StepOut>,
    rules: Vec<String>,
}

#[derive(Debug, Serialize)]
struct GroupOut {
    heading: String,
    items: Vec<ItemOut>,
}

#[derive(Debug, Serialize)]
struct ItemOut {
    status: &'static str,
    sign: &'static str,
    words: &'static str,
    key: String,
    name: Option<String>,
    number: String,
    spark: String,
    reasons: Vec<String>,
    near: Vec<NearOut>,
    question: Option<String>,
    statements: Vec<StatementOut>,
    entries: Vec<EntryOut>,
    more: u32,
}

#[derive(Debug, Serialize)]
struct NearOut {
    command: String,
    told: String,
}

#[derive(Debug, Serialize)]
struct StatementOut {
    key: String,
    text: String,
    evidence: String,
}

#[derive(Debug, Serialize)]
struct EntryOut {
    id: u32,
    date: String,
    title: String,
    marks: String,
}

#[derive(Debug, Serialize)]
struct StepOut {
    command: String,
    why: String,
    does: String,
}

fn shown(text: &str) -> String {
    clean(text).into_owned()
}

fn all_shown(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| shown(text)).collect()
}

impl From<&Report<'_>> for PageOut {
    fn from(report: &Report<'_>) -> Self {
        let group = |(heading, items): &(String, Vec<Item<'_>>)| GroupOut {
            heading: shown(heading),
            items: items.iter().map(|item| ItemOut::new(item, report)).collect(),
        };
        let step = |step: &NextStep| StepOut {
            command: shown(&step.command),
            why: shown(&step.why),
            does: shown(&step.does),
        };
        Self {
            title: shown(&report.title),
            level: report.level.clone(),
            private: PRIVATE,
            notice: report.notice.clone(),
            head: all_shown(&report.head),
            met: report.met,
            asked: report.asked,
            others: report.others.iter().map(|(status, n)| format!("{n} {}", words(*status))).collect(),
            months: Vec::new(),
            groups: report.groups.iter().map(group).collect(),
            notes: all_shown(&report.notes),
            next: report.next.iter().map(step).collect(),
            rules: rules_parts(&report.rules),
        }
    }
}

#[derive(Debug, Serialize)]
struct MonthOut {
    month: String,
    met: u32,
    others: Vec<String>,
    evidence: u32,
    changes: Vec<String>,
}

impl From<&TrendReport> for PageOut {
    fn from(report: &TrendReport) -> Self {
        let month = |month: &MonthRow| MonthOut {
            month: month.month.clone(),
            met: month.met,
            others: others(month),
            evidence: month.evidence,
            changes: all_shown(&changes(month)),
        };
        let last = report.months.last();
        Self {
            title: shown(&report.title),
            level: report.level.clone(),
            private: PRIVATE,
            notice: None,
            head: all_shown(&report.head),
            met: last.map_or(0, |month| month.met),
            asked: report.asked,
            others: last.map(others).unwrap_or_default(),
            months: report.months.iter().map(month).collect(),
            groups: Vec::new(),
            notes: all_shown(&[report.ahead.as_slice(), &report.notes].concat()),
            next: Vec::new(),
            rules: rules_parts(&report.rules),
        }
    }
}

impl ItemOut {
    fn new(item: &Item<'_>, report: &Report<'_>) -> Self {
        let covered = item.covered;
        Self {
            status: covered.status.word(),
            sign: sign(covered.status),
            words: words(covered.status),
            key: shown(&key(covered)),
            name: name(covered).map(shown),
            number: number(covered, &report.rules),
            spark: sparkline(&covered.spark, report.busiest),
            reasons: all_shown(&reasons(covered)),
            near: item
                .near
                .iter()
                .map(|near| NearOut { command: shown(&near.command), told: shown(&near.told) })
                .collect(),
            question: item.question.as_deref().map(shown),
            statements: item
                .statements
                .iter()
                .map(|statement| StatementOut {
                    key: shown(statement.key),
                    text: shown(statement.text),
                    evidence: named_by(statement),
                })
                .collect(),
            entries: item
                .entries
                .iter()
                .map(|entry| EntryOut {
                    id: entry.id,
                    date: entry.date.to_string(),
                    title: shown(&entry.title),
                    marks: entry.marks.join(", "),
                })
                .collect(),
            more: item.more,
        }
    }
}
