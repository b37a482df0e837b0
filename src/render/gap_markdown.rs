//! The gap report as a page of Markdown, for oneself and whom one shows it to.

use super::gap::{Item, PRIVATE, Report, key, name, named_by, number, reasons, rules_parts, sign, words};
use super::markdown::{code, escape};
use super::text::clean;

/// The report as Markdown; what comes from the journal or the framework stays text.
pub fn report(report: &Report<'_>) -> String {
    let title = format!("Gap report: {} (level {})", report.title, report.level);
    let mut text = format!("# {}\n\n{PRIVATE}\n\n", line(&title));
    if let Some(notice) = &report.notice {
        text.push_str(&format!("**{}**\n\n", line(notice)));
    }
    let mut standing = vec![format!("**{} of {} met**", report.met, report.asked)];
    standing.extend(report.others.iter().map(|(status, n)| format!("{n} {}", words(*status))));
    let head: Vec<String> = report.head.iter().map(|part| line(part)).collect();
    text.push_str(&format!("{}  \n{}\n", head.join(" · "), standing.join(" · ")));
    for (heading, items) in &report.groups {
        text.push_str(&format!(
            "\n## {}\n\n| Status | Criterion | Evidence | Why |\n| :-- | :-- | --: | :-- |\n",
            line(heading)
        ));
        for item in items {
            text.push_str(&row(item, report));
        }
        for item in items.iter().filter(|item| !item.near.is_empty()) {
            text.push_str(&near(item));
        }
        let asked = items.iter().filter_map(|item| Some((item, item.question.as_ref()?)));
        let asked: String =
            asked.map(|(item, question)| format!("- {}: {}\n", titled(item), line(question))).collect();
        if !asked.is_empty() {
            text.push_str(&format!("\nTo ask yourself:\n\n{asked}"));
        }
        for item in items.iter().filter(|_| report.verbose) {
            text.push_str(&details(item));
        }
    }
    if !report.notes.is_empty() {
        text.push_str("\n## Notes\n\n");
        for note in &report.notes {
            text.push_str(&format!("- {}\n", line(note)));
        }
    }
    if !report.next.is_empty() {
        text.push_str("\n## Next\n\n");
        for (at, step) in (1..).zip(&report.next) {
            text.push_str(&format!("{at}. {}", code(&step.command)));
            let told: Vec<String> = [&step.why, &step.does]
                .into_iter()
                .filter(|part| !part.is_empty())
                .map(|part| line(part))
                .collect();
            text.push_str(&format!(" – {}\n", told.join(" ")));
        }
    }
    text.push_str(&format!("\n## Rules\n\n{}\n", line(&rules_parts(&report.rules).join(" · "))));
    text
}

/// A text that stays on its line, as a cell and a heading must.
fn line(text: &str) -> String {
    escape(&clean(text))
}

fn titled(item: &Item<'_>) -> String {
    let name = name(item.covered).map(|name| format!(" {}", line(name))).unwrap_or_default();
    format!("{}{name}", code(&key(item.covered)))
}

fn row(item: &Item<'_>, report: &Report<'_>) -> String {
    let status = item.covered.status;
    format!(
        "| {} {} | {} | {} | {} |\n",
        line(sign(status)),
        words(status),
        titled(item),
        number(item.covered, &report.rules),
        line(&reasons(item.covered).join("; "))
    )
}

fn near(item: &Item<'_>) -> String {
    let mut text = format!("\nNear {}:\n\n", titled(item));
    for near in item.near {
        text.push_str(&format!("- {} – {}\n", code(&near.command), line(&near.told)));
    }
    text
}

fn details(item: &Item<'_>) -> String {
    let mut text = format!("\n### {}\n\n", titled(item));
    for statement in &item.statements {
        let evidence = named_by(statement);
        text.push_str(&format!("- {}{evidence}: {}\n", code(statement.key), line(statement.text)));
    }
    if !item.entries.is_empty() {
        text.push_str("\n| Entry | Day | Title | Marks |\n| --: | :-- | :-- | :-- |\n");
    }
    for entry in &item.entries {
        let marks = entry.marks.join(", ");
        text.push_str(&format!("| {} | {} | {} | {marks} |\n", entry.id, entry.date, line(&entry.title)));
    }
    if item.more > 0 {
        text.push_str(&format!("\nand {} more\n", item.more));
    }
    text
}
