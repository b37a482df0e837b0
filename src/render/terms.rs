//! Terms and what should be one, for reading and for programs.

use serde::Serialize;

use super::json::SCHEMA;
use super::text::{DIM, View, clean, count, hang, width};
use crate::domain::redact::TermKind;

/// The widest that the names' column is.
const WIDEST: usize = 30;
/// How many entries are named at a terminal.
const NAMED: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermLine {
    pub text: String,
    pub kind: TermKind,
    pub alias: Option<String>,
    pub entries: u32,
}

/// A name that should be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub text: String,
    pub kind: TermKind,
    pub confidential: Vec<u32>,
    pub others: Vec<u32>,
}

/// A name filled up to a column.
fn padded(text: &str, column: usize) -> String {
    let text = clean(text);
    format!("{text}{}", " ".repeat(column.saturating_sub(width(&text))))
}

fn column<'r>(texts: impl Iterator<Item = &'r str>) -> usize {
    texts.map(|text| width(&clean(text))).max().unwrap_or(0).min(WIDEST)
}

/// The terms, one a line.
pub fn table(rows: &[TermLine], view: &View) -> String {
    let names = column(rows.iter().map(|row| row.text.as_str()));
    let read = |row: &TermLine| row.alias.clone().unwrap_or_else(|| "may be said".to_owned());
    let aliases = column(rows.iter().map(read).collect::<Vec<_>>().iter().map(String::as_str));
    let line = |row: &TermLine| {
        let entries = count(row.entries, "entry", "entries");
        let first = format!("  {}  ", padded(&row.text, names));
        let rest = format!("{}  {}", padded(&read(row), aliases), entries);
        format!("{}\n", hang(&first, &rest, view.width(), "      "))
    };
    rows.iter().map(line).collect()
}

/// What should be a term, each with the entries that hold it.
pub fn proposed(proposals: &[Proposal], view: &View) -> String {
    let names = column(proposals.iter().map(|proposal| proposal.text.as_str()));
    let mut text = String::new();
    for proposal in proposals {
        let first = format!("  {}  ", padded(&proposal.text, names));
        let held = format!("confidential {}", ids(&proposal.confidential));
        let others = match proposal.others.as_slice() {
            [] => String::new(),
            others => format!("; also in {}", ids(others)),
        };
        let line = hang(&first, &format!("{held}{others}"), view.width(), "      ");
        let style = if proposal.others.is_empty() { view.paint(DIM, &line) } else { line };
        text.push_str(&format!("{style}\n"));
    }
    text
}

/// `entry 4`; `entries 4, 7 and 12 more`.
fn ids(ids: &[u32]) -> String {
    let named: Vec<String> = ids.iter().take(NAMED).map(u32::to_string).collect();
    let word = if ids.len() == 1 { "entry" } else { "entries" };
    let more = ids.len() - named.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{word} {}{more}", named.join(", "))
}

/// The terms on their way to a program.
#[derive(Debug, Serialize)]
pub struct TermsJson<'r> {
    schema: u32,
    terms: Vec<TermJson<'r>>,
}

#[derive(Debug, Serialize)]
struct TermJson<'r> {
    text: &'r str,
    kind: &'static str,
    alias: Option<&'r str>,
    entries: u32,
}

impl<'r> TermsJson<'r> {
    pub fn new(rows: &'r [TermLine]) -> Self {
        let term = |row: &'r TermLine| TermJson {
            text: &row.text,
            kind: row.kind.word(),
            alias: row.alias.as_deref(),
            entries: row.entries,
        };
        Self { schema: SCHEMA, terms: rows.iter().map(term).collect() }
    }
}

/// What should be a term on its way to a program.
#[derive(Debug, Serialize)]
pub struct ProposalsJson<'r> {
    schema: u32,
    proposed: Vec<ProposalJson<'r>>,
}

#[derive(Debug, Serialize)]
struct ProposalJson<'r> {
    text: &'r str,
    kind: &'static str,
    confidential: &'r [u32],
    others: &'r [u32],
}

impl<'r> ProposalsJson<'r> {
    pub fn new(proposals: &'r [Proposal]) -> Self {
        let proposal = |proposal: &'r Proposal| ProposalJson {
            text: &proposal.text,
            kind: proposal.kind.word(),
            confidential: &proposal.confidential,
            others: &proposal.others,
        };
        Self { schema: SCHEMA, proposed: proposals.iter().map(proposal).collect() }
    }
}
