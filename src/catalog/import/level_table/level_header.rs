//! The header of a table whose columns are levels.

use std::collections::HashSet;

use super::super::levels::{self, LevelName};
use super::MOST_LEVELS;
use super::column_names::{self, ColumnUse};
use super::table_layout::{LayoutRow, TableLayout};

/// A column of levels, or several that one cell heads.
#[derive(Debug)]
pub struct LevelColumn {
    pub start: usize,
    pub end: usize,
    pub level_names: Vec<LevelName>,
    pub track: Option<String>,
}

#[derive(Debug)]
pub struct LevelHeader {
    pub row: usize,
    pub body: usize,
    pub columns: Vec<LevelColumn>,
    pub tracked: bool,
}

const ABOVE: usize = 4;

/// Finds the row whose cells name levels. Where it is `told` that the columns are levels, the first row with several
/// cells is that row.
pub fn find_header(layout: &TableLayout<'_>, forced: bool) -> Option<LevelHeader> {
    let rows = layout.rows.iter().enumerate().take(ABOVE.min(layout.rows.len().saturating_sub(1)));
    let found = rows.clone().find_map(|(at, row)| {
        let columns = level_columns(row)?;
        let above = layout.rows.get(..at)?;
        let wide = row.filled().count();
        let sparse = above.iter().all(|row| row.filled().count() < wide);
        let corner = row.at(0).filter(|first| !first.is_empty()).map(|first| first.text());
        let is_corner = corner.is_none_or(|corner| {
            at == 0
                || column_names::column_use(&corner) != ColumnUse::Unknown
                || columns.first().is_some_and(|first| first.start == 0)
        });
        (sparse && is_corner).then_some((at, columns))
    });
    // `Engineer | Manager` over the levels of each: the row beneath has more of them.
    let beneath =
        found.as_ref().and_then(|(at, columns)| Some((at + 1, deeper(layout.rows.get(at + 1)?, columns)?)));
    let has_body = |(at, _): &(usize, Vec<LevelColumn>)| layout.rows.len() > at + 1;
    let (row, mut columns) = match beneath.filter(has_body).or(found) {
        Some(found) => found,
        None if forced => {
            let (at, row) = rows.clone().find(|(_, row)| row.filled().count() > 1)?;
            (at, all_as_levels(row))
        }
        None => return None,
    };
    let mut body = row + 1;
    if let Some(under) = layout.rows.get(body).filter(|_| layout.rows.len() > body + 1)
        && take_titles(under, &mut columns)
    {
        body += 1;
    }
    let above = row.checked_sub(1).and_then(|at| layout.rows.get(at));
    let tracked = above.is_some_and(|above| take_tracks(above, &mut columns));
    let mut seen = HashSet::new();
    let level_names = columns
        .iter()
        .flat_map(|column| column.level_names.iter().map(move |level_name| (column, level_name)));
    let mut count = 0;
    for (column, level_name) in level_names {
        count += 1;
        let name = (&column.track, level_name.label.to_lowercase(), level_name.title.to_lowercase());
        if !seen.insert(name) || count > MOST_LEVELS {
            return None;
        }
    }
    (count > 1 || forced && count > 0).then_some(LevelHeader { row, body, columns, tracked })
}

/// The columns of the row beneath a header, where it is one of more levels.
fn deeper(row: &LayoutRow<'_>, above: &[LevelColumn]) -> Option<Vec<LevelColumn>> {
    let corner = row.at(0).filter(|first| !first.is_empty()).map(|first| first.text());
    let is_corner = corner.is_none_or(|corner| column_names::column_use(&corner) != ColumnUse::Unknown);
    level_columns(row).filter(|columns| is_corner && columns.len() > above.len())
}

/// The columns of a row that are levels, if it is a header of such.
fn level_columns(row: &LayoutRow<'_>) -> Option<Vec<LevelColumn>> {
    let mut others = 0;
    let mut found = Vec::new();
    let mut plain = Vec::new();
    let mut unknown = Vec::new();
    for at in row.filled() {
        let level_names = column_names::levels_of_cell(at.cell);
        let name = at.text();
        if !level_names.is_empty() {
            found.push(LevelColumn { start: at.column, end: at.end(), level_names, track: None });
        } else if at.column > 0 && levels::is_trade(&name) {
            // `Software Engineer` between a junior and a senior one.
            let mut level_name = levels::parse_level(&name);
            level_name.seniority = Some(levels::MID_SENIORITY);
            level_name.plain = true;
            plain.push(LevelColumn {
                start: at.column,
                end: at.end(),
                level_names: vec![level_name],
                track: None,
            });
        } else if at.column > 0 && column_names::column_use(&name) == ColumnUse::Unknown {
            others += 1;
            if others <= MOST_LEVELS && name.split(' ').count() <= 4 {
                let level_name = LevelName { plain: true, ..levels::parse_level(&name) };
                unknown.push(LevelColumn {
                    start: at.column,
                    end: at.end(),
                    level_names: vec![level_name],
                    track: None,
                });
            }
        }
        if found.len() > MOST_LEVELS || others > MOST_LEVELS {
            return None;
        }
    }
    if found.is_empty() {
        return None;
    }
    found.extend(plain);
    found.sort_by_key(|column| column.start);
    if others > 0 && others == unknown.len() && is_named(row) && between(&unknown, &found) {
        others = 0;
        found.extend(unknown);
        found.sort_by_key(|column| column.start);
        order_by_neighbours(&mut found);
    }
    // A level in the corner is one only where all are: a row of a table whose rows are levels starts so too.
    let corner = found.first().is_some_and(|first| first.start == 0);
    let level_names: usize = found.iter().map(|column| column.level_names.len()).sum();
    (level_names > 1
        && others < found.len()
        && !(corner && (others > 0 || found.len() < row.filled().count())))
    .then_some(found)
}

/// Whether the first column is called that of the criteria: `Skill`.
fn is_named(row: &LayoutRow<'_>) -> bool {
    row.at(0).is_some_and(|first| column_names::column_use(&first.text()) == ColumnUse::Name)
}

/// Whether columns of unknown names stand between those of levels, where only levels do: `Junior Advance` between
/// `Junior` and `Senior`.
fn between(unknown: &[LevelColumn], found: &[LevelColumn]) -> bool {
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return false };
    found.len() > 1
        && unknown.len() <= found.len() + 1
        && unknown.iter().all(|column| first.end <= column.start && column.end <= last.start)
}

/// Levels that say nothing of where they stand are as senior as the one left of them; their order does the rest.
fn order_by_neighbours(columns: &mut [LevelColumn]) {
    let mut left = None;
    for at in 0..columns.len() {
        let right = columns.get(at + 1..).into_iter().flatten().flat_map(|column| &column.level_names);
        let right =
            right.filter_map(|level_name| level_name.seniority.filter(|_| level_name.is_level())).next();
        let Some(level_name) = columns.get_mut(at).and_then(|column| column.level_names.first_mut()) else {
            continue;
        };
        let fits = |own: &u16| Some(*own) >= left && right.is_none_or(|right| *own <= right);
        level_name.seniority = level_name.seniority.filter(fits).or(left);
        left = level_name.seniority;
    }
}

/// All columns but those that say that they are something else.
fn all_as_levels(row: &LayoutRow<'_>) -> Vec<LevelColumn> {
    let is_level = |at: &&super::table_layout::PlacedCell<'_>| {
        at.column > 0 && column_names::column_use(&at.text()) == ColumnUse::Unknown
    };
    let column = |at: &super::table_layout::PlacedCell<'_>| {
        let mut level_names = column_names::levels_of_cell(at.cell);
        if level_names.is_empty() {
            let title = at.text();
            level_names.push(LevelName { title, plain: true, ..LevelName::default() });
        }
        LevelColumn { start: at.column, end: at.end(), level_names, track: None }
    };
    row.filled().filter(is_level).map(column).collect()
}

/// Takes a second row of the header, the titles of the levels above it.
fn take_titles(row: &LayoutRow<'_>, columns: &mut [LevelColumn]) -> bool {
    let label =
        row.at(0).filter(|first| !first.is_empty()).map(|first| column_names::normalized(&first.text()));
    let is_label = label.is_none_or(|label| {
        ["title", "titles", "role", "name", "level", "job title", "position"].contains(&&*label)
            || matches!(column_names::column_use(&label), ColumnUse::Name | ColumnUse::Group)
    });
    let single = |column: &LevelColumn| {
        column.level_names.len() == 1 && row.at(column.start).is_some_and(|at| at.end() == column.end)
    };
    let bare =
        columns.iter().all(|column| column.level_names.iter().all(|level_name| level_name.title.is_empty()));
    if !is_label || !bare || !columns.iter().all(single) {
        return false;
    }
    let titles: Vec<String> = columns.iter().map(|column| row.text(column.start)).collect();
    let known = titles
        .iter()
        .filter(|title| levels::parse_level(title).is_level() || levels::is_trade(title))
        .count();
    if known * 2 <= titles.len() || titles.iter().any(|title| title.split(' ').count() > 6) {
        return false;
    }
    for (column, title) in columns.iter_mut().zip(titles) {
        if let Some(level_name) = column.level_names.first_mut() {
            level_name.seniority = levels::parse_level(&title).seniority;
            level_name.title = title;
        }
    }
    true
}

/// Takes the row above a header as tracks, where it has at least two over the levels.
fn take_tracks(row: &LayoutRow<'_>, columns: &mut [LevelColumn]) -> bool {
    let mut names: Vec<Option<String>> = Vec::with_capacity(columns.len());
    let mut cells = row.filled().peekable();
    let mut last: Option<String> = None;
    for column in &*columns {
        // An empty cell of a sheet goes on what stands left of it.
        while let Some(at) = cells.next_if(|at| at.column <= column.start) {
            last = (at.end() > column.start || at.column > 0).then(|| at.text());
        }
        names.push(last.clone());
    }
    let distinct: HashSet<&String> = names.iter().flatten().collect();
    let some_level =
        distinct.iter().any(|name| levels::parse_level(name).is_level() && levels::trade(name).is_empty());
    if distinct.len() < 2 || some_level {
        return false;
    }
    for (column, name) in columns.iter_mut().zip(names) {
        column.track = name;
    }
    true
}
