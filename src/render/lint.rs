//! What was found in a document, for reading and for programs.

use serde::Serialize;

use super::json::SCHEMA;
use super::text::{BOLD, DIM, RED, View, clean, count, hang, list, wrap};
use crate::domain::ids::EntryNo;
use crate::domain::lint::{Diagnostic, Report, Severity};

/// How many findings of one sort are shown one by one.
const SHOWN: usize = 20;
/// How many entries of a finding are named.
const NAMED: usize = 3;

/// A report for reading: `sorts` are its findings by code and weight, the heaviest first.
pub fn table(report: &Report, sorts: &[Vec<&Diagnostic>], most: Option<usize>, view: &View) -> String {
    let number = |weight| u32::try_from(report.with(weight)).unwrap_or(u32::MAX);
    let mut head = Vec::new();
    for (weight, one, many) in [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "place to fill", "places to fill"),
    ] {
        if number(weight) > 0 {
            head.push(count(number(weight), one, many));
        }
    }
    let found = if head.is_empty() { "Nothing found".to_owned() } else { list(&head, "and") };
    let of = most.map(|most| format!(" of {most}")).unwrap_or_default();
    let head = format!("{found} · {}{of} words", report.words);
    let mut text = format!("{}\n", view.paint(BOLD, &wrap(&head, view.width(), "")));
    for sort in sorts {
        let Some(first) = sort.first() else { continue };
        let heading = format!("{} ({})", first.code.heading(), first.weight.word());
        let style = if first.weight == Severity::Error { RED } else { BOLD };
        text.push_str(&format!("\n{}\n", view.paint(style, &wrap(&heading, view.width(), ""))));
        let shown = sort.get(..SHOWN).unwrap_or(sort);
        for same in shown.chunk_by(|one, other| one.advice == other.advice) {
            for finding in same {
                let line = format!("line {}{}: {}", finding.line, cited(&finding.entries), finding.found);
                text.push_str(&format!("{}\n", hang("  ", &clean(&line), view.width(), "    ")));
            }
            let advice = same.first().map_or("", |finding| &finding.advice);
            let advice = hang("    → ", &clean(advice), view.width(), "      ");
            text.push_str(&format!("{}\n", view.paint(DIM, &advice)));
        }
        let more = sort.len() - shown.len();
        if more > 0 {
            let line = format!("and {more} more of these: --format json lists them");
            text.push_str(&format!("{}\n", wrap(&line, view.width(), "  ")));
        }
    }
    text
}

/// `, entry 12`; `, entries 1, 2, 3 …`.
fn cited(entries: &[EntryNo]) -> String {
    let named: Vec<String> = entries.iter().take(NAMED).map(EntryNo::to_string).collect();
    let more = if entries.len() > NAMED { " …" } else { "" };
    match named.len() {
        0 => String::new(),
        1 => format!(", entry {}", named[0]),
        _ => format!(", entries {}{more}", named.join(", ")),
    }
}

/// A report on its way to a program.
#[derive(Debug, Serialize)]
pub struct ReportJson<'r> {
    schema: u32,
    template: &'r str,
    file: Option<&'r str>,
    words: usize,
    findings: Vec<FindingJson<'r>>,
}

#[derive(Debug, Serialize)]
struct FindingJson<'r> {
    line: usize,
    level: &'static str,
    code: &'static str,
    entries: Vec<u32>,
    found: &'r str,
    advice: &'r str,
}

impl<'r> ReportJson<'r> {
    /// Builds it, by a template's rules; `file` is the one that was checked in place of the journal's own document.
    pub fn new(report: &'r Report, template: &'r str, file: Option<&'r str>) -> Self {
        let finding = |finding: &'r Diagnostic| FindingJson {
            line: finding.line,
            level: finding.weight.word(),
            code: finding.code.word(),
            entries: finding.entries.iter().map(|entry| entry.0).collect(),
            found: &finding.found,
            advice: &finding.advice,
        };
        Self {
            schema: SCHEMA,
            template,
            file,
            words: report.words,
            findings: report.findings.iter().map(finding).collect(),
        }
    }
}
