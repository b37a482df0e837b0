//! Why each entry is in the document or not, for reading and for programs.

use serde::Serialize;

use super::json::SCHEMA;
use super::omissions;
use super::text::{BOLD, DIM, View, clean, count, day, hang, list, wrap};
use crate::domain::document::BusinessResult;
use crate::domain::document::choice::Reason;
use crate::domain::document::explain::{DocumentPlace, RankedEntry};
use crate::domain::ids::Level;

/// How many entries of a reason are shown one by one.
const SHOWN: usize = 20;

/// A title is absent where nobody else may read it.
#[derive(Debug)]
pub struct ExplainedEntry {
    pub entry: RankedEntry,
    pub title: Option<String>,
}

/// What the document tells, and what it does not.
#[derive(Debug)]
pub struct Explanation<'e> {
    pub results: &'e [BusinessResult],
    /// The level wanted.
    pub level: Level,
    /// In the document's order.
    pub places: Vec<(DocumentPlace, Vec<ExplainedEntry>)>,
    pub left_out: Vec<(Reason, Vec<ExplainedEntry>)>,
    /// How many confidential entries are told in words.
    pub confidential: usize,
    pub notice: Option<String>,
}

impl Explanation<'_> {
    pub fn table(&self, view: &View) -> String {
        let told = self.places.iter().flat_map(|(_, entries)| entries);
        let left_out = self.left_out.iter().flat_map(|(_, entries)| entries);
        let days = told.chain(left_out).map(|explained| day(explained.entry.date, view.today).len());
        let longest = days.max().unwrap_or_default();
        let mut text = String::new();
        if let Some(notice) = &self.notice {
            text.push_str(&format!("{}\n", view.paint(BOLD, notice)));
        }
        let mut group = |heading: &str, entries: &[ExplainedEntry], why: bool| {
            let gap = if text.is_empty() { "" } else { "\n" };
            let heading = view.paint(BOLD, &wrap(&clean(heading), view.width(), ""));
            text.push_str(&format!("{gap}{heading}\n"));
            for explained in entries.get(..SHOWN).unwrap_or(entries) {
                text.push_str(&explained.lines(longest, why, view));
            }
            let more = entries.len().saturating_sub(SHOWN);
            if more > 0 {
                let line = format!("and {more} more of these: --format json lists them");
                text.push_str(&format!("{}\n", wrap(&line, view.width(), "  ")));
            }
        };
        for (place, entries) in &self.places {
            group(&self.heading(place), entries, true);
        }
        for (reason, entries) in &self.left_out {
            let why = omissions::of_reason(*reason, self.level);
            let heading = format!("Left out: {} {why}", entries.len());
            group(&heading, entries, *reason == Reason::NotChosen);
        }
        if text.is_empty() {
            return "The journal has no entry.\n".to_owned();
        }
        let rule = "Stronger is, in this order: more criteria covered, the higher level, more measured results, more \
                    links, the newer day, the lower number. Picked entries come first: promo pick ID";
        text.push_str(&format!("\n{}\n", view.paint(DIM, &wrap(rule, view.width(), ""))));
        text
    }

    fn heading(&self, place: &DocumentPlace) -> String {
        match place {
            DocumentPlace::Result(number) => {
                let result = self.results.iter().find(|result| result.number == *number);
                format!("Result {number}: {}", result.map_or("", |result| &result.heading))
            }
            DocumentPlace::Value(name) => format!("Values: {name}, which no result shows"),
            DocumentPlace::Section(name) if name.is_empty() => "Before the first section".to_owned(),
            DocumentPlace::Section(name) => name.clone(),
        }
    }
}

impl ExplainedEntry {
    fn lines(&self, longest: usize, why: bool, view: &View) -> String {
        let (id, date) = (self.entry.id.0, day(self.entry.date, view.today));
        let title = self.title.as_deref().unwrap_or("(its words stay in the journal)");
        let first = format!("  {id:>3}  {date:<longest$}  ");
        let mut text = format!("{}\n", hang(&first, &clean(title), view.width(), "       "));
        if why {
            let why = hang("       ", &reasons(&self.entry), view.width(), "       ");
            text.push_str(&format!("{}\n", view.paint(DIM, &why)));
        }
        text
    }
}

/// What the choice went by, in its order.
fn reasons(entry: &RankedEntry) -> String {
    let number = |n: usize, one, many| count(u32::try_from(n).unwrap_or(u32::MAX), one, many);
    let mut reasons = Vec::new();
    if entry.picked {
        reasons.push("picked".to_owned());
    }
    match number(entry.criteria.len(), "criterion", "criteria") {
        _ if entry.criteria.is_empty() => reasons.push("no criterion at the level".to_owned()),
        covered => reasons.push(format!("{covered} ({})", clean(&list(&entry.criteria, "and")))),
    }
    reasons.extend(entry.level.map(|level| format!("level {level}")));
    reasons.push(if entry.has_result { "a result" } else { "no result" }.to_owned());
    reasons.push(match entry.links {
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
    #[serde(flatten)]
    place: PlaceJson<'e>,
    picked: bool,
    criteria: &'e [String],
    level: Option<Level>,
    with_result: bool,
    links: u32,
}

#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
enum PlaceJson<'e> {
    Told { result: Option<usize>, value: Option<&'e str>, section: Option<&'e str> },
    LeftOut { reason: &'static str },
}

impl<'e> From<&'e DocumentPlace> for PlaceJson<'e> {
    fn from(place: &'e DocumentPlace) -> Self {
        let (mut result, mut value, mut section) = (None, None, None);
        match place {
            DocumentPlace::Result(number) => result = Some(*number),
            DocumentPlace::Value(name) => value = Some(&**name),
            DocumentPlace::Section(name) => section = Some(&**name),
        }
        Self::Told { result, value, section }
    }
}

fn entries<'e>(place: PlaceJson<'e>, entries: &'e [ExplainedEntry]) -> impl Iterator<Item = EntryJson<'e>> {
    entries.iter().map(move |ExplainedEntry { entry, title }| EntryJson {
        id: entry.id.0,
        uid: entry.uid.to_string(),
        date: entry.date.to_string(),
        title: title.as_deref(),
        place,
        picked: entry.picked,
        criteria: &entry.criteria,
        level: entry.level,
        with_result: entry.has_result,
        links: entry.links,
    })
}

impl<'e> ExplanationJson<'e> {
    pub fn new(explanation: &'e Explanation<'_>) -> Self {
        let told = explanation.places.iter().flat_map(|(place, all)| entries(PlaceJson::from(place), all));
        let left_out = explanation.left_out.iter();
        let left_out =
            left_out.flat_map(|(reason, all)| entries(PlaceJson::LeftOut { reason: reason.word() }, all));
        let (told, left_out) = (told.collect(), left_out.collect());
        Self { schema: SCHEMA, told, left_out, confidential: explanation.confidential }
    }
}
