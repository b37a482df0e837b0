//! Tables within a page: a level's groups, a skill's levels, a list of the levels; `level_table` reads all others.

use super::super::blocks::{Cell, Inline, Table};
use super::super::level_table;
use super::super::levels::{self, LevelName};
use super::reading_builder::{OutlinePlace, ReadingBuilder};
use super::{boilerplate, table_scan};
use crate::catalog::import::vocabulary::{TABLES, WordList};

pub struct GlossaryEntry {
    pub line: usize,
    pub name: LevelName,
    pub title: Option<String>,
    pub scope: Option<String>,
    /// What else the line says, each with its column's name.
    pub more: Vec<String>,
}

/// Reads a table; lines of a list of levels are put to `glossary`, since their levels may come later.
pub fn read(
    builder: &mut ReadingBuilder<'_>, table: &Table, line: usize, place: &OutlinePlace, name: &str,
    glossary: &mut Vec<GlossaryEntry>,
) {
    let header: Vec<String> =
        table.rows.first().map(|row| row.iter().map(Cell::text).collect()).unwrap_or_default();
    if header.iter().any(|cell| is_pay(cell)) {
        builder.reading.skip(line, "pay");
        return;
    }
    let rows = table.rows.get(usize::from(table.has_header)..).unwrap_or_default();
    if is_mapping(rows) {
        builder.reading.skip(line, "list of the levels");
        return;
    }
    // `Awareness`, and in a line of its own that it is the first of four.
    let head = |cell: &Cell| match levels::parse_level(&cell.text()).is_level() {
        true => cell.text(),
        false => cell.items.first().map(Inline::text).unwrap_or_default(),
    };
    let first: Vec<String> = rows.iter().filter_map(|row| row.first()).map(head).collect();
    let ranked = levels::parse_ladder(first.iter().map(String::as_str));
    let columns = header.len();
    let across = header.iter().skip(1).filter(|cell| levels::parse_level(cell).is_level()).count() >= 2;
    let rates = header.get(1).is_some_and(|cell| level_table::is_level_column(cell));
    if !place.levels.is_empty() && columns >= 2 && ranked.is_none() && !across {
        // What only `level_table` knows: skills with the levels that are asked, columns of examples.
        if (columns > 2 || rates) && read_in_level(builder, table, line, place) {
            return;
        }
        let inner =
            OutlinePlace { group: place.group.clone().or_else(|| place.skill.clone()), ..place.clone() };
        for row in rows {
            read_group_row(builder, &inner, row, &header, line);
        }
        return;
    }
    if let Some(level_names) = &ranked
        && !across
        && (header.iter().skip(1).all(|cell| is_glossary(cell))
            || is_overview(builder, &header, level_names)
            || columns == 2 && builder.elsewhere && (table_scan::is_bare(name) || table_scan::is_scale(name)))
    {
        for (row, level_name) in rows.iter().zip(level_names) {
            glossary.push(glossary_entry(row, &header, level_name));
        }
        return;
    }
    if let Some(level_names) = &ranked
        && columns == 2
        && !name.is_empty()
        && place.levels.is_empty()
    {
        for (row, level_name) in rows.iter().zip(level_names) {
            let level = builder.level_index(
                level_name,
                place.track.as_ref(),
                row.first().map_or(line, |cell| cell.line),
            );
            let at = OutlinePlace { levels: vec![level], ..place.clone() };
            if let Some(text) = row.get(1) {
                read_cell(builder, &at, name, text);
            }
        }
        return;
    }
    let title = builder.reading.title.clone();
    let is_own = |name: &&str| Some(*name) != title.as_deref() && Some(*name) != place.track.as_deref();
    let group = if place.levels.is_empty() { Some(name).filter(is_own) } else { place.group.as_deref() };
    let under = level_table::TableContext {
        heading: None,
        group: group.filter(|group| !group.is_empty() && !table_scan::is_bare(group)),
        track: place.track.as_deref(),
    };
    if !level_table::read_with_context(builder.source, table, line, under, &mut builder.reading) {
        let why = if ranked.is_some() { "list of the levels" } else { "table without levels" };
        builder.reading.skip(line, why);
    }
}

/// Reads a table that stands under one level as that of a page of this level.
fn read_in_level(builder: &mut ReadingBuilder<'_>, table: &Table, line: usize, place: &OutlinePlace) -> bool {
    let [level] = place.levels.as_slice() else { return false };
    let outer = builder.reading.level.replace(*level);
    let group = place.group.as_deref().or(place.skill.as_deref());
    let under = level_table::TableContext { heading: None, group, track: place.track.as_deref() };
    let read = level_table::read_with_context(builder.source, table, line, under, &mut builder.reading);
    builder.reading.level = outer;
    read
}

/// A row of a table that stands under a level: its first cell names the group of the others.
fn read_group_row(
    builder: &mut ReadingBuilder<'_>, place: &OutlinePlace, row: &[Cell], header: &[String], line: usize,
) {
    let Some((label, texts)) = row.split_first().filter(|(_, texts)| !texts.is_empty()) else {
        builder.reading.skip(row.first().map_or(line, |cell| cell.line), "row without a text");
        return;
    };
    let (name, more) = level_table::cell_name(label);
    match more {
        Some(more) if more.to_lowercase().starts_with("level:") => {
            builder.reading.skip(label.line, "level of the skill");
        }
        Some(more) => builder.add_description(place, &name, label.line, &more),
        None => {}
    }
    for (text, head) in
        texts.iter().zip(header.iter().skip(1).map(String::as_str).chain(std::iter::repeat("")))
    {
        let whole = text.text();
        let numbers = !whole.is_empty() && !whole.chars().any(char::is_alphabetic);
        if numbers || is_note(head) && !whole.is_empty() {
            builder.reading.skip(text.line, if numbers { "number without a text" } else { "notes" });
        } else {
            read_cell(builder, place, &name, text);
        }
    }
}

/// Whether a table only says what a level is called elsewhere: its cells are names of levels and positions.
fn is_mapping(rows: &[Vec<Cell>]) -> bool {
    let is_position = |text: &str| {
        let level_name = levels::parse_level(text);
        let named = !level_name.prefix.is_empty() || levels::is_trade(&level_name.title);
        level_name.is_level() && (named || text.contains("Manager") || text.starts_with("SDE"))
    };
    let cells = rows.iter().take(MOST_ROWS).flat_map(|row| row.iter().skip(1)).map(Cell::text);
    let (mut all, mut positions) = (0, 0);
    for text in cells.filter(|text| !text.is_empty() && text != "-") {
        all += 1;
        positions += usize::from(is_position(&text));
    }
    let mut firsts = rows.iter().take(MOST_ROWS).filter_map(|row| row.first()).map(Cell::text);
    let ranked = firsts.all(|first| {
        let level_name = levels::parse_level(&first);
        level_name.is_level() || levels::is_trade(&level_name.title)
    });
    ranked && all >= 2 && positions * 5 >= all * 4
}

const MOST_ROWS: usize = 40;

/// The statements of a cell; what follows an `e.g.` are examples.
fn read_cell(builder: &mut ReadingBuilder<'_>, place: &OutlinePlace, name: &str, cell: &Cell) {
    let (left, kept): (Vec<&Inline>, Vec<&Inline>) =
        cell.items.iter().partition(|item| boilerplate::text_reason(item).is_some());
    for why in left.into_iter().filter_map(boilerplate::text_reason) {
        builder.reading.skip(cell.line, why);
    }
    let said =
        level_table::statements_of(&Cell { items: kept.into_iter().cloned().collect(), ..cell.clone() });
    said.report_skipped(cell.line, &mut builder.reading);
    for statement in &said.statements {
        builder.add_statement(place, name, cell.line, statement);
    }
    for example in &said.examples {
        builder.add_example(place, name, cell.line, example);
    }
}

fn glossary_entry(row: &[Cell], header: &[String], level_name: &LevelName) -> GlossaryEntry {
    let column = |known: &WordList| {
        let at = header.iter().position(|cell| known.contains(&cell.to_lowercase()))?;
        row.get(at).map(Cell::text).filter(|text| at > 0 && !text.is_empty())
    };
    let line = row.first().map_or(1, |cell| cell.line);
    let more = header.iter().zip(row).skip(1).filter(|(head, _)| !is_glossary(head));
    let more = more.map(|(head, cell)| (head, cell.text())).filter(|(_, text)| !text.is_empty());
    let more = more.map(|(head, text)| format!("{head}: {text}")).collect();
    GlossaryEntry {
        line,
        name: level_name.clone(),
        title: column(&TABLES.level_titles),
        scope: column(&TABLES.level_scopes),
        more,
    }
}

/// Whether a table with a column of titles names the levels that the page's headings tell of at length.
fn is_overview(builder: &ReadingBuilder<'_>, header: &[String], level_names: &[LevelName]) -> bool {
    header.iter().skip(1).any(|cell| TABLES.level_titles.contains(&cell.to_lowercase()))
        && level_names.iter().all(|level_name| builder.headed.contains(&level_name.key()))
}

/// Whether a column says what a level is, and nothing that it asks.
fn is_glossary(header: &str) -> bool {
    let lower = header.to_lowercase();
    TABLES.level_titles.contains(&lower)
        || ["note", "notes", "comment", "comments"].contains(&lower.as_str())
        || TABLES.level_scopes.contains(&lower)
        || TABLES.level_facts.any_starts(&lower)
        || TABLES.level_facts.any_ends(&lower)
        || lower.is_empty()
}

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
