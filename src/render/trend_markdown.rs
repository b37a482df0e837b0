//! The report over time as a page of Markdown, for oneself and whom one shows it to.

use super::gap::{PRIVATE, rules_parts};
use super::markdown::escape;
use super::text::clean;
use super::trend::{MonthRow, OTHERS, TrendReport, changes, heading};

/// The report as Markdown; what comes from the journal or the framework stays text.
pub fn trend(report: &TrendReport) -> String {
    let title = format!("Gap report over time: {} (level {})", report.title, report.level);
    let head: Vec<String> = report.head.iter().map(|part| line(part)).collect();
    let mut text = format!("# {}\n\n{PRIVATE}\n\n{}\n", line(&title), head.join(" · "));
    if !report.months.is_empty() {
        let others: String = OTHERS.map(|status| format!(" {} |", heading(status))).concat();
        text.push_str(&format!("\n| Month | Met of {} |{others} Evidence | Changes |\n", report.asked));
        text.push_str(&format!("| :-- | --: |{} --: | :-- |\n", " --: |".repeat(OTHERS.len())));
        for month in &report.months {
            text.push_str(&row(month));
        }
    }
    for (heading, sentences) in [("Ahead", &report.ahead), ("Notes", &report.notes)] {
        if !sentences.is_empty() {
            text.push_str(&format!("\n## {heading}\n\n"));
        }
        for sentence in sentences {
            text.push_str(&format!("- {}\n", line(sentence)));
        }
    }
    text.push_str(&format!("\n## Rules\n\n{}\n", line(&rules_parts(&report.rules).join(" · "))));
    text
}

/// A text that stays on its line, as a cell and a heading must.
fn line(text: &str) -> String {
    escape(&clean(text))
}

fn row(month: &MonthRow) -> String {
    let others: String = month.others.map(|n| format!(" {n} |")).concat();
    let changes = line(&changes(month).join("; "));
    let row = format!("| {} | {} |{others} {} | {changes} |", month.month, month.met, month.evidence);
    format!("{}\n", row.replace("|  |", "| |"))
}
