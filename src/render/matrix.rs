//! Skills × behaviours: at a terminal as a table, or as a list where that is too wide; as a page.

use super::page::{Page, Section};
use super::text::{BOLD, DIM, View, clean, count, flow, fold, hang, width, wrap};
use crate::domain::matrix::Matrix;

/// How many entries that show as much as the last of [`Laid::most`] are numbered.
const AS_MUCH: usize = 10;
/// The columns that a behaviour needs at least, with the gap before it.
const NARROWEST: usize = 9;
/// The columns that a behaviour takes at most.
const WIDEST: usize = 15;
/// The columns that a skill's key needs at least.
const NARROWEST_KEY: usize = 8;
/// The columns that it takes at most.
const WIDEST_KEY: usize = 22;
const TOTAL: usize = 6;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub key: String,
    pub level: u8,
    pub name: String,
    /// What it is: skill, expectation, behaviour.
    pub kind: &'static str,
}

impl Line {
    /// `ASUP@4`.
    fn called(&self) -> String {
        format!("{}@{}", self.key, self.level)
    }
}

/// An entry that shows much at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strong {
    pub id: u32,
    pub uid: String,
    pub title: String,
}

/// All that is said, in its order.
#[derive(Debug, Clone)]
pub struct Laid<'m> {
    pub today: chrono::NaiveDate,
    /// The first of the days looked at.
    pub since: Option<chrono::NaiveDate>,
    pub until: chrono::NaiveDate,
    pub framework: String,
    pub role: String,
    pub level: u8,
    pub title: String,
    pub head: Vec<String>,
    /// How many confidential entries are told in words.
    pub confidential: usize,
    pub skills: Vec<Line>,
    pub behaviours: Vec<Line>,
    pub matrix: &'m Matrix,
    /// Why there is nothing to lay out, in a sentence.
    pub nothing: Option<String>,
    /// How many entries show something of each kind, in words.
    pub together: String,
    /// What is never shown together, in words.
    pub never: Vec<String>,
    /// What nothing shows yet, in words.
    pub unshown: Option<String>,
    /// The entries that show most at once, in the matrix's order.
    pub most: Vec<Strong>,
    /// The numbers and uids of those that show as much as the last of these, in the matrix's order.
    pub as_much: Vec<(u32, String)>,
    pub notes: Vec<String>,
}

impl Laid<'_> {
    fn title(&self) -> String {
        format!("{} (level {})", self.title, self.level)
    }

    /// What an entry shows: `ASUP@4 with impact@4, communication@4`.
    fn shows(&self, at: usize) -> String {
        let Some(most) = self.matrix.most.get(at) else { return String::new() };
        let keys = |lines: &[Line], places: &[usize]| {
            places.iter().map(|at| lines[*at].called()).collect::<Vec<_>>().join(", ")
        };
        format!("{} with {}", keys(&self.skills, &most.skills), keys(&self.behaviours, &most.behaviours))
    }

    /// Which others show as much as the last that is told.
    fn as_much(&self) -> Option<String> {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let all = number(self.as_much.len());
        let mut ids: Vec<String> = self.as_much.iter().take(AS_MUCH).map(|(id, _)| id.to_string()).collect();
        let more = all.saturating_sub(number(ids.len()));
        ids.extend((more > 0).then(|| format!("{more} more")));
        let shows = if all == 1 { "shows" } else { "show" };
        (all > 0).then(|| format!("{} {shows} as much as the last of these", super::text::list(&ids, "and")))
    }

    /// What stands below the table, under its headings.
    fn below(&self) -> Vec<(&'static str, Vec<String>)> {
        let strong = self.most.iter().enumerate();
        let most = strong.map(|(at, one)| format!("{}  {}: {}", one.id, one.title, self.shows(at)));
        let most = most.chain(self.as_much()).collect();
        let unshown = self.unshown.iter().cloned().collect();
        [
            ("Never together, though each is shown", self.never.clone()),
            ("Not shown at the level yet", unshown),
            ("Shows most at once", most),
        ]
        .into_iter()
        .filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty())
        .collect()
    }
}

/// The matrix for reading at a terminal.
pub fn table(laid: &Laid<'_>, view: &View) -> String {
    let mut head = vec![clean(&laid.title()).into_owned(), "skills × behaviours".to_owned()];
    head.extend(laid.head.iter().map(|part| clean(part).into_owned()));
    let mut text = format!("{}\n\n", view.paint(BOLD, &flow(&head, " · ", view.width(), "")));
    if let Some(nothing) = &laid.nothing {
        text.push_str(&format!("{}\n", wrap(&clean(nothing), view.width(), "  ")));
        return text;
    }
    text.push_str(&across(laid, view).unwrap_or_else(|| list(laid, view)));
    text.push_str(&format!("\n{}\n", wrap(&clean(&laid.together), view.width(), "  ")));
    for (heading, lines) in laid.below() {
        text.push_str(&format!("\n  {}\n", view.paint(BOLD, heading)));
        for line in lines {
            text.push_str(&format!("{}\n", hang("  ", &clean(&line), view.width(), "    ")));
        }
    }
    if !laid.notes.is_empty() {
        text.push('\n');
    }
    for note in &laid.notes {
        text.push_str(&format!("{}\n", wrap(&clean(note), view.width(), "  ")));
    }
    text
}

/// A number, or a dot for none.
fn number(n: u32) -> String {
    if n == 0 { "·".to_owned() } else { n.to_string() }
}

fn right(text: &str, to: usize) -> String {
    format!("{}{text}", " ".repeat(to.saturating_sub(width(text))))
}

/// Skills in rows, behaviours in columns; `None` where that does not fit.
fn across(laid: &Laid<'_>, view: &View) -> Option<String> {
    let keys: Vec<String> = laid.skills.iter().map(|line| clean(&line.called()).into_owned()).collect();
    let needs = laid.behaviours.len() * NARROWEST;
    // The behaviours come first; a skill's key takes what they leave.
    let left = view.width().checked_sub(2 + TOTAL + needs).filter(|left| *left >= NARROWEST_KEY)?;
    let widest = keys.iter().map(|key| width(key)).max().unwrap_or(0).clamp(3, WIDEST_KEY.min(left));
    let column = ((view.width() - 2 - TOTAL - widest) / laid.behaviours.len().max(1)).min(WIDEST);
    let heads: Vec<Vec<String>> =
        laid.behaviours.iter().map(|line| fold(&clean(&line.key), column - 1)).collect();
    let most = heads.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for line in 0..most {
        // The heads end on the same line, right above their numbers.
        let mut row = " ".repeat(2 + widest);
        for head in &heads {
            let at = (line + head.len()).checked_sub(most);
            row.push_str(&right(at.map_or("", |at| head[at].as_str()), column));
        }
        if line + 1 == most {
            row.push_str(&right("all", TOTAL));
        }
        text.push_str(&format!("{}\n", view.paint(DIM, row.trim_end())));
    }
    for ((key, pairs), axis) in keys.iter().zip(&laid.matrix.pairs).zip(&laid.matrix.skills) {
        let mut parts = fold(key, widest).into_iter();
        let first = parts.next().unwrap_or_default();
        let mut row = format!("  {first}{}", " ".repeat(widest.saturating_sub(width(&first))));
        pairs.iter().for_each(|n| row.push_str(&right(&number(*n), column)));
        row.push_str(&right(&number(axis.shown), TOTAL));
        text.push_str(&format!("{row}\n"));
        parts.for_each(|part| text.push_str(&format!("  {part}\n")));
    }
    let mut row = format!("  all{}", " ".repeat(widest - 3));
    laid.matrix.behaviours.iter().for_each(|axis| row.push_str(&right(&number(axis.shown), column)));
    text.push_str(&format!("{}\n", view.paint(DIM, &row)));
    Some(text)
}

/// A block a skill, for narrow terminals; what stands beside nothing is told so.
fn list(laid: &Laid<'_>, view: &View) -> String {
    let mut text = String::new();
    for ((line, pairs), axis) in laid.skills.iter().zip(&laid.matrix.pairs).zip(&laid.matrix.skills) {
        let entries = match axis.shown {
            0 => "no entry at the level".to_owned(),
            n => count(n, "entry", "entries"),
        };
        let called = clean(&format!("{}  {entries}", line.called())).into_owned();
        text.push_str(&format!("{}\n", view.paint(BOLD, &wrap(&called, view.width(), "  "))));
        let beside = laid.behaviours.iter().zip(pairs).filter(|(_, n)| **n > 0);
        let mut parts: Vec<String> =
            beside.map(|(behaviour, n)| format!("{} {n}", clean(&behaviour.key))).collect();
        if parts.is_empty() && axis.shown > 0 {
            parts.push("with no behaviour".to_owned());
        }
        if !parts.is_empty() {
            text.push_str(&format!("{}\n", flow(&parts, ", ", view.width(), "    ")));
        }
    }
    let all = laid.behaviours.iter().zip(&laid.matrix.behaviours);
    let all: Vec<String> =
        all.map(|(line, axis)| format!("{} {}", clean(&line.key), number(axis.shown))).collect();
    let heading = view.paint(BOLD, "  all");
    text + &format!("{heading}\n{}\n", flow(&all, ", ", view.width(), "    "))
}

pub fn page(laid: &Laid<'_>) -> Page {
    let mut lines = laid.head.clone();
    let mut sections = Vec::new();
    match &laid.nothing {
        Some(nothing) => lines.push(nothing.clone()),
        None => {
            let mut columns = vec!["Skill".to_owned()];
            columns.extend(laid.behaviours.iter().map(|line| line.key.clone()));
            columns.push("all".to_owned());
            let rows = laid.skills.iter().zip(&laid.matrix.pairs).zip(&laid.matrix.skills);
            let row = |((line, pairs), axis): ((&Line, &Vec<u32>), &crate::domain::matrix::Axis)| {
                let mut row = vec![format!("{} {}", line.called(), line.name)];
                row.extend(pairs.iter().chain([&axis.shown]).map(|n| number(*n)));
                row
            };
            let mut rows: Vec<Vec<String>> = rows.map(row).collect();
            let mut all = vec!["all".to_owned()];
            all.extend(laid.matrix.behaviours.iter().map(|axis| number(axis.shown)));
            all.push(String::new());
            rows.push(all);
            sections.push(Section {
                heading: "Entries that show both".to_owned(),
                columns,
                numbers_from: 1,
                rows,
                items: vec![laid.together.clone()],
            });
            let below = laid.below().into_iter();
            sections.extend(below.map(|(heading, items)| Section::list(heading, items)));
        }
    }
    if !laid.notes.is_empty() {
        sections.push(Section::list("Notes", laid.notes.clone()));
    }
    Page { title: format!("Skills and behaviours: {}", laid.title()), lines, sections }
}
