//! The gap report as a page of Markdown, for oneself and whom one shows it to.

use super::gap_text::{CriterionText, GapText};
use super::markdown::{code, inline};

/// The report as Markdown; what comes from the journal or the framework stays text.
pub(crate) fn report(report: &GapText) -> String {
    let title = format!("Gap report: {} (level {})", report.title, report.level);
    let mut text = format!("# {}\n\n{}\n\n", inline(&title), report.private);
    if let Some(notice) = &report.notice {
        text.push_str(&format!("**{}**\n\n", inline(notice)));
    }
    let mut standing = vec![format!("**{} of {} met**", report.met, report.asked)];
    standing.extend(report.others.iter().cloned());
    let head: Vec<String> = report.head.iter().map(|part| inline(part)).collect();
    text.push_str(&format!("{}  \n{}\n", head.join(" · "), standing.join(" · ")));
    for group in &report.groups {
        text.push_str(&format!(
            "\n## {}\n\n| Status | Criterion | Evidence | Why |\n| :-- | :-- | --: | :-- |\n",
            inline(&group.heading)
        ));
        let items = &group.items;
        text.extend(items.iter().map(row));
        text.extend(items.iter().filter(|item| !item.near.is_empty()).map(near));
        let asked = items.iter().filter_map(|item| Some((item, item.question.as_ref()?)));
        let asked: String =
            asked.map(|(item, question)| format!("- {}: {}\n", titled(item), inline(question))).collect();
        if !asked.is_empty() {
            text.push_str(&format!("\nTo ask yourself:\n\n{asked}"));
        }
        text.extend(items.iter().filter(|_| report.verbose).map(details));
    }
    if !report.notes.is_empty() {
        text.push_str("\n## Notes\n\n");
    }
    text.extend(report.notes.iter().map(|note| format!("- {}\n", inline(note))));
    if !report.next.is_empty() {
        text.push_str("\n## Next\n\n");
    }
    for (at, step) in (1..).zip(&report.next) {
        let sentences = [&step.why, &step.effect].into_iter().filter(|part| !part.is_empty());
        let sentences: Vec<String> = sentences.map(|part| inline(part)).collect();
        text.push_str(&format!("{at}. {} – {}\n", code(&step.command), sentences.join(" ")));
    }
    text.push_str(&format!("\n## Rules\n\n{}\n", inline(&report.rules.join(" · "))));
    text
}

fn titled(item: &CriterionText) -> String {
    let name = item.name.as_ref().map(|name| format!(" {}", inline(name))).unwrap_or_default();
    format!("{}{name}", code(&item.key))
}

fn row(item: &CriterionText) -> String {
    let (sign, reasons) = (inline(item.sign), inline(&item.reasons.join("; ")));
    format!("| {sign} {} | {} | {} | {reasons} |\n", item.words, titled(item), item.number)
}

fn near(item: &CriterionText) -> String {
    let mut text = format!("\nNear {}:\n\n", titled(item));
    text.extend(
        item.near.iter().map(|near| format!("- {} – {}\n", code(&near.command), inline(&near.sentence))),
    );
    text
}

fn details(item: &CriterionText) -> String {
    let mut text = format!("\n### {}\n\n", titled(item));
    for statement in &item.statements {
        text.push_str(&format!(
            "- {}{}: {}\n",
            code(&statement.key),
            statement.evidence,
            inline(&statement.text)
        ));
    }
    if !item.entries.is_empty() {
        text.push_str("\n| Entry | Day | Title | Marks |\n| --: | :-- | :-- | :-- |\n");
    }
    for entry in &item.entries {
        text.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            entry.id,
            entry.date,
            inline(&entry.title),
            entry.marks
        ));
    }
    if item.more > 0 {
        text.push_str(&format!("\nand {} more\n", item.more));
    }
    text
}
