//! The report over time as a page of Markdown, for oneself and whom one shows it to.

use super::criterion::rules_parts;
use super::gap_text::{NOT_MET, PRIVATE};
use super::markdown::inline;
use super::trend::{TrendReport, ahead, changes, head, heading, notes};
use crate::domain::trend::TrendMonth;

/// The report as Markdown; what comes from the journal or the framework stays text.
pub(crate) fn trend(report: &TrendReport<'_>) -> String {
    let title = format!("Gap report over time: {}", report.target.name());
    let head: Vec<String> = head(report).iter().map(|part| inline(part)).collect();
    let mut text = format!("# {}\n\n{PRIVATE}\n\n{}\n", inline(&title), head.join(" · "));
    if !report.trend.months.is_empty() {
        let others: String = NOT_MET.map(|status| format!(" {} |", heading(status))).concat();
        text.push_str(&format!("\n| Month | Met of {} |{others} Evidence | Changes |\n", report.criteria));
        text.push_str(&format!("| :-- | --: |{} --: | :-- |\n", " --: |".repeat(NOT_MET.len())));
        text.extend(report.trend.months.iter().map(row));
    }
    for (heading, sentences) in [("Ahead", ahead(report)), ("Notes", notes(report))] {
        if !sentences.is_empty() {
            text.push_str(&format!("\n## {heading}\n\n"));
        }
        text.extend(sentences.iter().map(|sentence| format!("- {}\n", inline(sentence))));
    }
    text.push_str(&format!("\n## Rules\n\n{}\n", inline(&rules_parts(&report.rules).join(" · "))));
    text
}

fn row(month: &TrendMonth) -> String {
    let others: String = NOT_MET.map(|status| format!(" {} |", month.summary.with(status))).concat();
    let changes = inline(&changes(month).join("; "));
    let row =
        format!("| {} | {} |{others} {} | {changes} |", month.name(), month.summary.met, month.evidence);
    format!("{}\n", row.replace("|  |", "| |"))
}
