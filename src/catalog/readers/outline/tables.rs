//! Tables within a page: a level's groups, a skill's levels, a list of the levels; all others are `grid`'s.

use super::super::blocks::{Cell, Table};
use super::super::grid;
use super::super::levels::{self, Mark};
use super::chaff;
use super::sink::{Place, Sink};

/// A line of a list of the levels.
pub struct Entry {
    /// Its line.
    pub line: usize,
    /// The level.
    pub mark: Mark,
    /// Its title.
    pub title: Option<String>,
    /// What it is.
    pub scope: Option<String>,
}

/// Reads a table; lines of a list of levels are put to `glossary`, since their levels may come later.
pub fn read(
    sink: &mut Sink<'_>, table: &Table, line: usize, place: &Place, name: &str, glossary: &mut Vec<Entry>,
) {
    let header: Vec<String> =
        table.rows.first().map(|row| row.iter().map(Cell::text).collect()).unwrap_or_default();
    if header.iter().any(|cell| is_pay(cell)) {
        sink.reading.skip(line, "pay");
        return;
    }
    let rows = table.rows.get(usize::from(table.has_header)..).unwrap_or_default();
    let first: Vec<String> = rows.iter().filter_map(|row| row.first()).map(Cell::text).collect();
    let ranked = levels::ladder(first.iter().map(String::as_str));
    let columns = header.len();
    let across = header.iter().skip(1).filter(|cell| levels::mark(cell).is_level()).count() >= 2;
    if !place.levels.is_empty() && columns >= 2 && ranked.is_none() && !across {
        let inner = Place { group: place.group.clone().or_else(|| place.skill.clone()), ..place.clone() };
        for row in rows {
            group_row(sink, &inner, row, &header, line);
        }
        return;
    }
    if let Some(marks) = &ranked
        && !across
        && header.iter().skip(1).all(|cell| is_glossary(cell))
    {
        for (row, mark) in rows.iter().zip(marks) {
            glossary.push(entry(row, &header, mark));
        }
        return;
    }
    if let Some(marks) = &ranked
        && columns == 2
        && !name.is_empty()
        && place.levels.is_empty()
    {
        for (row, mark) in rows.iter().zip(marks) {
            let level = sink.level(mark, place.track.as_ref(), row.first().map_or(line, |cell| cell.line));
            let at = Place { levels: vec![level], ..place.clone() };
            if let Some(text) = row.get(1) {
                cell(sink, &at, name, text);
            }
        }
        return;
    }
    if !grid::read(sink.source, table, line, &mut sink.reading) {
        sink.reading.skip(line, "table without levels");
    }
}

/// A row of a table that stands under a level: its first cell names the group of the others.
fn group_row(sink: &mut Sink<'_>, place: &Place, row: &[Cell], header: &[String], line: usize) {
    let Some((label, texts)) = row.split_first().filter(|(_, texts)| !texts.is_empty()) else {
        sink.reading.skip(row.first().map_or(line, |cell| cell.line), "row without a text");
        return;
    };
    for (text, head) in
        texts.iter().zip(header.iter().skip(1).map(String::as_str).chain(std::iter::repeat("")))
    {
        let whole = text.text();
        let numbers = !whole.is_empty() && !whole.chars().any(char::is_alphabetic);
        if numbers || is_note(head) && !whole.is_empty() {
            sink.reading.skip(text.line, if numbers { "number without a text" } else { "notes" });
        } else {
            cell(sink, place, &label.text(), text);
        }
    }
}

/// The statements of a cell; what follows an `e.g.` are examples.
fn cell(sink: &mut Sink<'_>, place: &Place, name: &str, cell: &Cell) {
    let mut examples = false;
    for item in &cell.items {
        let text = item.text();
        match chaff::text(item) {
            Some(why) => sink.reading.skip(cell.line, why),
            None if examples => sink.example(place, name, cell.line, &text),
            None => {
                let bare = ["e.g.", "e.g.:", "for example:", "for example"].into_iter();
                let bare = bare.filter_map(|mark| text.strip_suffix(mark)).next();
                examples = bare.is_some() && cell.items.len() > 1;
                let said = bare.filter(|_| examples).map(|said| said.trim_end_matches([',', ' ', '(']));
                sink.state(place, name, cell.line, said.unwrap_or(&text));
            }
        }
    }
}

fn entry(row: &[Cell], header: &[String], mark: &Mark) -> Entry {
    let column = |known: &[&str]| {
        let at = header.iter().position(|cell| known.contains(&cell.to_lowercase().as_str()))?;
        row.get(at).map(Cell::text).filter(|text| at > 0 && !text.is_empty())
    };
    let line = row.first().map_or(1, |cell| cell.line);
    Entry { line, mark: mark.clone(), title: column(&TITLES), scope: column(&SCOPES) }
}

const TITLES: [&str; 7] = ["title", "titles", "role", "name", "position", "job title", "designation"];
const SCOPES: [&str; 10] = [
    "scope",
    "general scope",
    "scope of impact",
    "scope of influence",
    "focus",
    "summary",
    "primary focus",
    "sphere of influence",
    "impact scope",
    "typical scope",
];

/// Whether a column says what a level is, and nothing that it asks.
fn is_glossary(header: &str) -> bool {
    let lower = header.to_lowercase();
    let about = [
        "experience",
        "years",
        "typical time",
        "time in",
        "tenure",
        "equivalent",
        "senior",
        "track",
        "grade",
        "reports",
    ];
    TITLES.contains(&lower.as_str())
        || SCOPES.contains(&lower.as_str())
        || about.iter().any(|start| lower.starts_with(start) || lower.ends_with(start))
        || lower.is_empty()
}

/// Whether a column says nothing of what is asked.
fn is_note(header: &str) -> bool {
    let lower = header.to_lowercase();
    ["notes", "evidence", "comments", "weight", "self-assessment", "rating", "score", "status"]
        .iter()
        .any(|start| lower.starts_with(start))
}

fn is_pay(header: &str) -> bool {
    let lower = header.to_lowercase();
    ["salary", "compensation", "pay range", "pay band", "base pay", "equity"]
        .iter()
        .any(|word| lower.contains(word))
}
