//! Two targets beside each other: at a terminal and as a page. [`super::compare_json`] has them for programs.

use super::gap::{number, sign, words};
use super::page::{Page, Section};
use super::text::{BOLD, DIM, GREEN, RED, View, YELLOW, clean, flow, fold, hang, width, wrap};
use crate::domain::compare::Differs;
use crate::domain::coverage::{CriterionCoverage, Rules, Status};

/// The columns of a cell: the level, the sign and the words of a status, how many entries.
const CELL: usize = 24;
/// The columns that a name takes at most, and those that it needs at least beside two cells.
const WIDEST_NAME: usize = 44;
const NARROWEST_NAME: usize = 18;

#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub name: String,
    pub framework: String,
    pub role: String,
    pub level: u8,
    pub title: String,
    pub due: Option<chrono::NaiveDate>,
    pub met: u32,
    pub asked: u32,
    pub readiness: f64,
}

#[derive(Debug, Clone, Copy)]
pub struct Pair<'c> {
    pub differs: Differs,
    /// This target's verdict, where it asks it.
    pub this: Option<&'c CriterionCoverage>,
    pub other: Option<&'c CriterionCoverage>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serving {
    pub id: u32,
    pub uid: String,
    pub title: String,
    /// The criteria of this target that it counts for, with their levels.
    pub this: Vec<String>,
    pub other: Vec<String>,
}

/// All that a comparison says, in its order.
#[derive(Debug, Clone)]
pub struct Comparing<'c> {
    pub today: chrono::NaiveDate,
    /// The days looked at, from the first on.
    pub since: Option<chrono::NaiveDate>,
    pub until: chrono::NaiveDate,
    pub sides: [Named; 2],
    pub head: Vec<String>,
    /// How many confidential entries are told in words.
    pub confidential: usize,
    pub groups: Vec<(String, Vec<Pair<'c>>)>,
    /// How many entries serve both, only this one, only the other.
    pub counts: [u32; 3],
    pub shared: String,
    /// The entries that serve most of both.
    pub serving: Vec<Serving>,
    /// What is left to do for the other alone.
    pub extra: Vec<(&'c CriterionCoverage, String)>,
    /// What is open for both: the criterion as the other asks it, and what it lacks there.
    pub open_in_both: Vec<(&'c CriterionCoverage, String)>,
    pub notes: Vec<String>,
    pub rules: Rules,
}

fn key(covered: &CriterionCoverage) -> String {
    format!("{}@{}", covered.key, covered.level)
}

/// `ASUP  Application support`, or a behaviour's key alone.
fn titled(pair: &Pair<'_>) -> String {
    let Some(covered) = pair.this.or(pair.other) else { return String::new() };
    match super::gap::name(covered) {
        Some(name) => clean(&format!("{}  {name}", covered.key)).into_owned(),
        None => clean(&covered.key).into_owned(),
    }
}

/// The title in lines of at most so many columns; a key alone is broken behind its hyphens.
fn title_lines(pair: &Pair<'_>, columns: usize) -> Vec<String> {
    let title = titled(pair);
    if title.contains(' ') {
        return hang("", &title, columns, "  ").lines().map(str::to_owned).collect();
    }
    let lines = fold(&title, columns - 2).into_iter().enumerate();
    lines.map(|(at, line)| if at == 0 { line } else { format!("  {line}") }).collect()
}

/// `@4 ✗ below level  1 of 3`.
fn cell(covered: Option<&CriterionCoverage>, rules: &Rules, between: &str) -> String {
    let Some(covered) = covered else { return "not asked".to_owned() };
    let entries = number(covered, rules);
    let entries = entries.strip_suffix(" entries").or(entries.strip_suffix(" entry")).unwrap_or(&entries);
    let (sign, words) = (sign(covered.status), words(covered.status));
    format!("@{} {sign} {words}{between}{entries}", covered.level)
}

fn lacks((covered, why): &(&CriterionCoverage, String)) -> String {
    format!("{}: {why}", key(covered))
}

fn heads(comparing: &Comparing<'_>) -> Vec<String> {
    let title = |side: &Named| format!("{} (level {})", side.title, side.level);
    let [this, other] = &comparing.sides;
    let mut head = vec![format!("{} beside {}", title(this), title(other))];
    head.extend(comparing.head.iter().cloned());
    head
}

/// The comparison for reading at a terminal.
pub fn table(comparing: &Comparing<'_>, view: &View) -> String {
    let head: Vec<String> = heads(comparing).iter().map(|part| clean(part).into_owned()).collect();
    let mut text = format!("{}\n", view.paint(BOLD, &flow(&head, " · ", view.width(), "")));
    let room = view.width().saturating_sub(2 + 2 * (CELL + 2)).min(WIDEST_NAME);
    let wide = room >= NARROWEST_NAME;
    text.push_str(&standing(comparing, room, wide, view));
    for (heading, pairs) in &comparing.groups {
        text.push_str(&format!("\n{}\n", view.paint(BOLD, &wrap(&clean(heading), view.width(), "  "))));
        for pair in pairs {
            text.push_str(&if wide {
                across(pair, comparing, room, view)
            } else {
                block(pair, comparing, view)
            });
        }
    }
    text.push_str(&format!("\n  {}\n", view.paint(BOLD, "What serves both")));
    text.push_str(&format!("{}\n", wrap(&clean(&comparing.shared), view.width(), "  ")));
    for serving in &comparing.serving {
        let first = format!("  {:>4}  ", serving.id);
        text.push_str(&format!("{}\n", hang(&first, &clean(&serving.title), view.width(), "        ")));
        for (side, keys) in comparing.sides.iter().zip([&serving.this, &serving.other]) {
            let line = clean(&format!("{}: {}", side.name, keys.join(", "))).into_owned();
            text.push_str(&format!("{}\n", view.paint(DIM, &wrap(&line, view.width(), "        "))));
        }
    }
    for (heading, lines) in to_do(comparing) {
        text.push_str(&format!("\n{}\n", view.paint(BOLD, &wrap(&clean(&heading), view.width(), "  "))));
        for line in lines {
            text.push_str(&format!("{}\n", hang("  ", &clean(&line), view.width(), "    ")));
        }
    }
    if !comparing.notes.is_empty() {
        text.push('\n');
    }
    for note in &comparing.notes {
        text.push_str(&format!("{}\n", wrap(&clean(note), view.width(), "  ")));
    }
    text
}

/// What is left to do, under its headings.
fn to_do(comparing: &Comparing<'_>) -> Vec<(String, Vec<String>)> {
    let extra = format!("Besides, for {}", comparing.sides[1].name);
    let both = "Open for both".to_owned();
    [(both, &comparing.open_in_both), (extra, &comparing.extra)]
        .into_iter()
        .filter(|(_, lacking)| !lacking.is_empty())
        .map(|(heading, lacking)| (heading, lacking.iter().map(lacks).collect()))
        .collect()
}

/// The names over the columns, and how many criteria of each are met.
fn standing(comparing: &Comparing<'_>, room: usize, wide: bool, view: &View) -> String {
    let met = |side: &Named| format!("{} of {} met", side.met, side.asked);
    let due = |side: &Named| side.due.map(|due| format!("due {due}")).unwrap_or_default();
    if !wide {
        let line = |side: &Named| {
            let first = format!("  {}: ", clean(&side.name));
            let due = side.due.map(|due| format!(", due {due}")).unwrap_or_default();
            format!("{}\n", hang(&first, &(met(side) + &due), view.width(), "    "))
        };
        return format!("\n{}", comparing.sides.iter().map(line).collect::<String>());
    }
    let lines = comparing.sides.each_ref().map(|side| fold(&clean(&side.name), CELL));
    let mut text = String::from("\n");
    for at in 0..lines[0].len().max(lines[1].len()) {
        let [this, other] =
            lines.each_ref().map(|lines| lines.get(at).map(String::as_str).unwrap_or_default());
        text.push_str(&row("", this, other, room));
    }
    let [this, other] = comparing.sides.each_ref().map(due);
    if !this.is_empty() || !other.is_empty() {
        text.push_str(&row("", &this, &other, room));
    }
    let [this, other] = comparing.sides.each_ref().map(met);
    text + &view.paint(BOLD, row("", &this, &other, room).trim_end()) + "\n"
}

fn row(name: &str, this: &str, other: &str, room: usize) -> String {
    let pad = |text: &str, to: usize| format!("{text}{}", " ".repeat(to.saturating_sub(width(text))));
    let line = format!("  {}  {}  {other}", pad(name, room), pad(this, CELL));
    format!("{}\n", line.trim_end())
}

fn across(pair: &Pair<'_>, comparing: &Comparing<'_>, room: usize, view: &View) -> String {
    let mut lines = title_lines(pair, room).into_iter();
    let first = lines.next().unwrap_or_default();
    let gap = " ".repeat(room.saturating_sub(width(&first)));
    let cells = [pair.this, pair.other].map(|covered| {
        // What stands behind the status is aligned with that of the other rows.
        let status = covered.map_or(0, |covered| width(words(covered.status)));
        let text = cell(covered, &comparing.rules, &" ".repeat(13_usize.saturating_sub(status)));
        let filler = " ".repeat(CELL.saturating_sub(width(&text)));
        format!("{}{filler}", paint(covered, &text, view))
    });
    let mut text = format!("  {first}{gap}  {}  {}", cells[0], cells[1]).trim_end().to_owned() + "\n";
    for line in lines {
        text.push_str(&format!("  {line}\n"));
    }
    text
}

fn block(pair: &Pair<'_>, comparing: &Comparing<'_>, view: &View) -> String {
    let mut text = format!("{}\n", wrap(&titled(pair), view.width(), "  "));
    for (side, covered) in comparing.sides.iter().zip([pair.this, pair.other]) {
        let told = cell(covered, &comparing.rules, ", ");
        // The target's own level stands in its name.
        let told = told.strip_prefix(&format!("@{} ", side.level)).unwrap_or(&told);
        let first = format!("    {}: ", clean(&side.name));
        for line in hang(&first, told, view.width(), "      ").lines() {
            text.push_str(&format!("{}\n", paint(covered, line, view)));
        }
    }
    text
}

fn paint(covered: Option<&CriterionCoverage>, text: &str, view: &View) -> String {
    match covered.map(|covered| covered.status) {
        None => view.paint(DIM, text),
        Some(Status::Missing | Status::BelowLevel) => view.paint(RED, text),
        Some(Status::Stale | Status::Thin) => view.paint(YELLOW, text),
        Some(Status::Met) => view.paint(GREEN, text),
    }
}

pub fn page(comparing: &Comparing<'_>) -> Page {
    let [this, other] = &comparing.sides;
    let mut lines = comparing.head.clone();
    lines.extend(comparing.sides.iter().map(|side| {
        let due = side.due.map(|due| format!(", due {due}")).unwrap_or_default();
        format!("{}: {}{due}, {} of {} met", side.name, side.title, side.met, side.asked)
    }));
    let mut sections: Vec<Section> = Vec::new();
    for (heading, pairs) in &comparing.groups {
        let row = |pair: &Pair<'_>| {
            let cells = [pair.this, pair.other].map(|covered| cell(covered, &comparing.rules, ", "));
            [vec![titled(pair)], cells.to_vec()].concat()
        };
        sections.push(Section {
            heading: heading.clone(),
            columns: vec!["Criterion".to_owned(), this.name.clone(), other.name.clone()],
            numbers_from: usize::MAX,
            rows: pairs.iter().map(row).collect(),
            items: Vec::new(),
        });
    }
    let mut items = vec![comparing.shared.clone()];
    items.extend(comparing.serving.iter().map(|serving| {
        let (here, there) = (serving.this.join(", "), serving.other.join(", "));
        let id = serving.id;
        format!("{id}, {}: {here} for {}; {there} for {}", serving.title, this.name, other.name)
    }));
    sections.push(Section::list("What serves both", items));
    sections.extend(to_do(comparing).into_iter().map(|(heading, items)| Section::list(&heading, items)));
    if !comparing.notes.is_empty() {
        sections.push(Section::list("Notes", comparing.notes.clone()));
    }
    let title = |side: &Named| format!("{} (level {})", side.title, side.level);
    Page { title: format!("{} beside {}", title(this), title(other)), lines, sections }
}
