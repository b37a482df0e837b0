//! Why each entry is in the document or not, for reading and for programs.

use serde::Serialize;

use super::json::SCHEMA;
use super::text::{BOLD, DIM, View, clean, count, day, hang, list, wrap};
use crate::domain::document::choice::Reason;
use crate::domain::document::explain::Shows;

/// How many entries of a reason are shown one by one.
const SHOWN: usize = 20;

/// An entry that is explained. A title is absent where nobody else may read it.
#[derive(Debug)]
pub struct Line {
    pub shows: Shows,
    pub title: Option<String>,
}

/// What the document tells, and what it does not.
#[derive(Debug)]
pub struct Explanation {
    /// By place in the document: its heading, the result's number or the value's name, the entries.
    pub told: Vec<Told>,
    /// By reason: what is said of it, and the entries.
    pub left_out: Vec<(Reason, String, Vec<Line>)>,
    /// How many confidential entries are told in words.
    pub confidential: usize,
    pub notice: Option<String>,
}

#[derive(Debug)]
pub struct Told {
    /// `Result 1: gateway`, `For Communication, which no result shows`.
    pub heading: String,
    pub result: Option<usize>,
    pub value: Option<String>,
    /// The section's heading, in another document than the promotion draft.
    pub section: Option<String>,
    pub lines: Vec<Line>,
}

pub fn table(explanation: &Explanation, view: &View) -> String {
    let told = explanation.told.iter().flat_map(|told| &told.lines);
    let left_out = explanation.left_out.iter().flat_map(|(_, _, lines)| lines);
    let days = told.chain(left_out).map(|line| day(line.shows.date, view.today).len());
    let longest = days.max().unwrap_or_default();
    let mut text = String::new();
    if let Some(notice) = &explanation.notice {
        text.push_str(&format!("{}\n", view.paint(BOLD, notice)));
    }
    let mut group = |heading: &str, lines: &[Line], why: bool| {
        let gap = if text.is_empty() { "" } else { "\n" };
        text.push_str(&format!("{gap}{}\n", view.paint(BOLD, &wrap(&clean(heading), view.width(), ""))));
        for line in lines.get(..SHOWN).unwrap_or(lines) {
            let (id, date) = (line.shows.id.0, day(line.shows.date, view.today));
            let title = line.title.as_deref().unwrap_or("(its words stay in the journal)");
            let first = format!("  {id:>3}  {date:<longest$}  ");
            text.push_str(&format!("{}\n", hang(&first, &clean(title), view.width(), "       ")));
            if why {
                let why = hang("       ", &reasons(&line.shows), view.width(), "       ");
                text.push_str(&format!("{}\n", view.paint(DIM, &why)));
            }
        }
        let more = lines.len().saturating_sub(SHOWN);
        if more > 0 {
            let line = format!("and {more} more of these: --format json lists them");
            text.push_str(&format!("{}\n", wrap(&line, view.width(), "  ")));
        }
    };
    for told in &explanation.told {
        group(&told.heading, &told.lines, true);
    }
    for (reason, why, lines) in &explanation.left_out {
        group(&format!("Left out: {} {why}", lines.len()), lines, *reason == Reason::NotChosen);
    }
    if text.is_empty() {
        return "The journal has no entry.\n".to_owned();
    }
    let rule = "Stronger is, in this order: more criteria covered, the higher level, more measured results, more \
                links, the newer day, the lower number. Picked entries come first: promo pick ID";
    text.push_str(&format!("\n{}\n", view.paint(DIM, &wrap(rule, view.width(), ""))));
    text
}

/// What the choice went by, in its order.
fn reasons(shows: &Shows) -> String {
    let number = |n: usize, one, many| count(u32::try_from(n).unwrap_or(u32::MAX), one, many);
    let mut reasons = Vec::new();
    if shows.picked {
        reasons.push("picked".to_owned());
    }
    match number(shows.criteria.len(), "criterion", "criteria") {
        _ if shows.criteria.is_empty() => reasons.push("no criterion at the level".to_owned()),
        covered => reasons.push(format!("{covered} ({})", clean(&list(&shows.criteria, "and")))),
    }
    reasons.extend(shows.level.map(|level| format!("level {level}")));
    reasons.push(if shows.result { "a result" } else { "no result" }.to_owned());
    reasons.push(match shows.links {
        0 => "no link".to_owned(),
        n => count(n, "link", "links"),
    });
    reasons.join(", ")
}

/// An explanation on its way to a program.
#[derive(Debug, Serialize)]
pub struct ExplanationJson<'e> {
    schema: u32,
    told: Vec<EntryJson<'e>>,
    left_out: Vec<EntryJson<'e>>,
    confidential: usize,
}

#[derive(Debug, Serialize)]
struct EntryJson<'e> {
    id: u32,
    uid: String,
    date: String,
    title: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Option<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Option<&'e str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<Option<&'e str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    picked: bool,
    criteria: &'e [String],
    level: Option<u8>,
    with_result: bool,
    links: u32,
}

fn entry(line: &Line) -> EntryJson<'_> {
    EntryJson {
        id: line.shows.id.0,
        uid: line.shows.uid.to_string(),
        date: line.shows.date.to_string(),
        title: line.title.as_deref(),
        result: None,
        value: None,
        section: None,
        reason: None,
        picked: line.shows.picked,
        criteria: &line.shows.criteria,
        level: line.shows.level.map(|level| level.get()),
        with_result: line.shows.result,
        links: line.shows.links,
    }
}

impl<'e> ExplanationJson<'e> {
    pub fn new(explanation: &'e Explanation) -> Self {
        let told = explanation.told.iter().flat_map(|told| {
            told.lines.iter().map(|line| EntryJson {
                result: Some(told.result),
                value: Some(told.value.as_deref()),
                section: Some(told.section.as_deref()),
                ..entry(line)
            })
        });
        let left_out = explanation.left_out.iter().flat_map(|(reason, _, lines)| {
            lines.iter().map(|line| EntryJson { reason: Some(reason.word()), ..entry(line) })
        });
        let confidential = explanation.confidential;
        Self { schema: SCHEMA, told: told.collect(), left_out: left_out.collect(), confidential }
    }
}
