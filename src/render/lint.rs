//! What was found in a document, for reading and for programs.

use serde::Serialize;

use super::json::SCHEMA;
use super::text::{BOLD, DIM, RED, View, clean, count, hang, list, wrap};
use crate::domain::ids::EntryNo;
use crate::domain::lint::{Diagnostic, LintReport, Severity};

/// How many diagnostics of one code are shown one by one.
const SHOWN: usize = 20;
/// How many entries of a diagnostic are named.
const NAMED: usize = 3;

/// A report for reading; a document may have `most` words.
pub fn table(report: &LintReport, most: Option<usize>, view: &View) -> String {
    let number = |severity| u32::try_from(report.count(severity)).unwrap_or(u32::MAX);
    let mut head = Vec::new();
    for (severity, one, many) in [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "place to fill", "places to fill"),
    ] {
        if number(severity) > 0 {
            head.push(count(number(severity), one, many));
        }
    }
    let found = if head.is_empty() { "Nothing found".to_owned() } else { list(&head, "and") };
    let of = most.map(|most| format!(" of {most}")).unwrap_or_default();
    let head = format!("{found} · {}{of} words", report.words);
    let mut text = format!("{}\n", view.paint(BOLD, &wrap(&head, view.width(), "")));
    for same_code in report.by_code() {
        let Some(first) = same_code.first() else { continue };
        let heading = format!("{} ({})", first.rule.heading, first.severity.word());
        let style = if first.severity == Severity::Error { RED } else { BOLD };
        text.push_str(&format!("\n{}\n", view.paint(style, &wrap(&heading, view.width(), ""))));
        let shown = same_code.get(..SHOWN).unwrap_or(&same_code);
        for same in shown.chunk_by(|one, other| one.advice == other.advice) {
            for diagnostic in same {
                let line =
                    format!("line {}{}: {}", diagnostic.line, cited(&diagnostic.entries), diagnostic.found);
                text.push_str(&format!("{}\n", hang("  ", &clean(&line), view.width(), "    ")));
            }
            let advice = same.first().map_or("", |diagnostic| &diagnostic.advice);
            let advice = hang("    → ", &clean(advice), view.width(), "      ");
            text.push_str(&format!("{}\n", view.paint(DIM, &advice)));
        }
        let more = same_code.len() - shown.len();
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
    /// By a template's rules; `file` is the one that was checked in place of the journal's own document.
    pub fn new(report: &'r LintReport, template: &'r str, file: Option<&'r str>) -> Self {
        let finding = |diagnostic: &'r Diagnostic| FindingJson {
            line: diagnostic.line,
            level: diagnostic.severity.word(),
            code: diagnostic.rule.code,
            entries: diagnostic.entries.iter().map(|entry| entry.0).collect(),
            found: &diagnostic.found,
            advice: &diagnostic.advice,
        };
        let findings = report.diagnostics.iter().map(finding).collect();
        Self { schema: SCHEMA, template, file, words: report.words, findings }
    }
}
