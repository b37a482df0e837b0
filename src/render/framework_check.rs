//! What is odd in a framework, for reading and for programs.

use serde::Serialize;

use super::json::SCHEMA;
use super::text::{BOLD, DIM, View, clean, count, hang, wrap};
use crate::domain::framework::Framework;
use crate::domain::framework::check::FrameworkIssue;

/// How many findings of one sort are shown one by one.
const SHOWN: usize = 20;

/// Findings for reading: by sort, and what to do behind those that it is for.
pub fn table(framework: &Framework, findings: &[FrameworkIssue], view: &View) -> String {
    if findings.is_empty() {
        return "Nothing found.\n".to_owned();
    }
    let found = u32::try_from(findings.len()).unwrap_or(u32::MAX);
    let head = format!("{}: {}", framework.key, count(found, "finding", "findings"));
    let mut text = format!("{}\n", view.paint(BOLD, &wrap(&clean(&head), view.width(), "")));
    for sort in findings.chunk_by(|one, other| one.code == other.code) {
        let heading = sort.first().map_or("", |finding| finding.code.heading());
        text.push_str(&format!("\n{}\n", view.paint(BOLD, &wrap(heading, view.width(), ""))));
        let shown = sort.get(..SHOWN).unwrap_or(sort);
        for same in shown.chunk_by(|one, other| one.advice == other.advice) {
            for finding in same {
                let line = clean(&format!("{}: {}", finding.place, finding.message)).into_owned();
                text.push_str(&format!("{}\n", hang("  ", &line, view.width(), "    ")));
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

#[derive(Debug, Serialize)]
pub struct CheckJson<'f> {
    schema: u32,
    framework: &'f str,
    findings: &'f [FrameworkIssue],
}

impl<'f> CheckJson<'f> {
    pub fn new(framework: &'f Framework, findings: &'f [FrameworkIssue]) -> Self {
        Self { schema: SCHEMA, framework: &framework.key, findings }
    }
}
