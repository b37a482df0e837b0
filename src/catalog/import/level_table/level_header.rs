//! The header of a table whose columns are levels.

use std::collections::HashSet;

use super::super::levels::{self, LevelName};
use super::MOST_LEVELS;
use super::column_names::{self, Use};
use super::table_layout::{Row, TableLayout};

/// A column of levels, or several that one cell heads.
#[derive(Debug)]
pub struct Column {
    pub start: usize,
    pub end: usize,
    pub marks: Vec<LevelName>,
    pub track: Option<String>,
}

#[derive(Debug)]
pub struct Head {
    pub row: usize,
    pub body: usize,
    pub columns: Vec<Column>,
    pub tracked: bool,
}

const ABOVE: usize = 4;

/// Finds the row whose cells name levels. Where it is `told` that the columns are levels, the first row with several
/// cells is that row.
pub fn find(lay: &TableLayout<'_>, told: bool) -> Option<Head> {
    let rows = lay.rows.iter().enumerate().take(ABOVE.min(lay.rows.len().saturating_sub(1)));
    let found = rows.clone().find_map(|(at, row)| {
        let columns = columns(row)?;
        let above = lay.rows.get(..at)?;
        let wide = row.filled().count();
        let sparse = above.iter().all(|row| row.filled().count() < wide);
        let corner = row.at(0).filter(|first| !first.is_empty()).map(|first| first.text());
        let is_corner = corner.is_none_or(|corner| {
            at == 0
                || column_names::use_of(&corner) != Use::Unknown
                || columns.first().is_some_and(|first| first.start == 0)
        });
        (sparse && is_corner).then_some((at, columns))
    });
    // `Engineer | Manager` over the levels of each: the row beneath has more of them.
    let beneath =
        found.as_ref().and_then(|(at, columns)| Some((at + 1, deeper(lay.rows.get(at + 1)?, columns)?)));
    let has_body = |(at, _): &(usize, Vec<Column>)| lay.rows.len() > at + 1;
    let (row, mut columns) = match beneath.filter(has_body).or(found) {
        Some(found) => found,
        None if told => {
            let (at, row) = rows.clone().find(|(_, row)| row.filled().count() > 1)?;
            (at, forced(row))
        }
        None => return None,
    };
    let mut body = row + 1;
    if let Some(under) = lay.rows.get(body).filter(|_| lay.rows.len() > body + 1)
        && titles(under, &mut columns)
    {
        body += 1;
    }
    let above = row.checked_sub(1).and_then(|at| lay.rows.get(at));
    let tracked = above.is_some_and(|above| tracks(above, &mut columns));
    let mut seen = HashSet::new();
    let marks = columns.iter().flat_map(|column| column.marks.iter().map(move |mark| (column, mark)));
    let mut count = 0;
    for (column, mark) in marks {
        count += 1;
        let name = (&column.track, mark.label.to_lowercase(), mark.title.to_lowercase());
        if !seen.insert(name) || count > MOST_LEVELS {
            return None;
        }
    }
    (count > 1 || told && count > 0).then_some(Head { row, body, columns, tracked })
}

/// The columns of the row beneath a header, where it is one of more levels.
fn deeper(row: &Row<'_>, above: &[Column]) -> Option<Vec<Column>> {
    let corner = row.at(0).filter(|first| !first.is_empty()).map(|first| first.text());
    let is_corner = corner.is_none_or(|corner| column_names::use_of(&corner) != Use::Unknown);
    columns(row).filter(|columns| is_corner && columns.len() > above.len())
}

/// The columns of a row that are levels, if it is a header of such.
fn columns(row: &Row<'_>) -> Option<Vec<Column>> {
    let mut others = 0;
    let mut found = Vec::new();
    let mut plain = Vec::new();
    let mut unknown = Vec::new();
    for at in row.filled() {
        let marks = column_names::levels_of(at.cell);
        let name = at.text();
        if !marks.is_empty() {
            found.push(Column { start: at.column, end: at.end(), marks, track: None });
        } else if at.column > 0 && levels::is_trade(&name) {
            // `Software Engineer` between a junior and a senior one.
            let mut mark = levels::mark(&name);
            mark.seniority = Some(levels::PLAIN);
            mark.plain = true;
            plain.push(Column { start: at.column, end: at.end(), marks: vec![mark], track: None });
        } else if at.column > 0 && column_names::use_of(&name) == Use::Unknown {
            others += 1;
            if others <= MOST_LEVELS && name.split(' ').count() <= 4 {
                let mark = LevelName { plain: true, ..levels::mark(&name) };
                unknown.push(Column { start: at.column, end: at.end(), marks: vec![mark], track: None });
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
        settle(&mut found);
    }
    // A level in the corner is one only where all are: a row of a table whose rows are levels starts so too.
    let corner = found.first().is_some_and(|first| first.start == 0);
    let marks: usize = found.iter().map(|column| column.marks.len()).sum();
    (marks > 1 && others < found.len() && !(corner && (others > 0 || found.len() < row.filled().count())))
        .then_some(found)
}

/// Whether the first column is called that of the criteria: `Skill`.
fn is_named(row: &Row<'_>) -> bool {
    row.at(0).is_some_and(|first| column_names::use_of(&first.text()) == Use::Name)
}

/// Whether columns of unknown names stand between those of levels, where only levels do: `Junior Advance` between
/// `Junior` and `Senior`.
fn between(unknown: &[Column], found: &[Column]) -> bool {
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return false };
    found.len() > 1
        && unknown.len() <= found.len() + 1
        && unknown.iter().all(|column| first.end <= column.start && column.end <= last.start)
}

/// Levels that say nothing of where they stand are as senior as the one left of them; their order does the rest.
fn settle(columns: &mut [Column]) {
    let mut left = None;
    for at in 0..columns.len() {
        let right = columns.get(at + 1..).into_iter().flatten().flat_map(|column| &column.marks);
        let right = right.filter_map(|mark| mark.seniority.filter(|_| mark.is_level())).next();
        let Some(mark) = columns.get_mut(at).and_then(|column| column.marks.first_mut()) else { continue };
        let fits = |own: &u16| Some(*own) >= left && right.is_none_or(|right| *own <= right);
        mark.seniority = mark.seniority.filter(fits).or(left);
        left = mark.seniority;
    }
}

/// All columns but those that say that they are something else.
fn forced(row: &Row<'_>) -> Vec<Column> {
    let is_level =
        |at: &&super::table_layout::At<'_>| at.column > 0 && column_names::use_of(&at.text()) == Use::Unknown;
    let column = |at: &super::table_layout::At<'_>| {
        let mut marks = column_names::levels_of(at.cell);
        if marks.is_empty() {
            let title = at.text();
            marks.push(LevelName { title, plain: true, ..LevelName::default() });
        }
        Column { start: at.column, end: at.end(), marks, track: None }
    };
    row.filled().filter(is_level).map(column).collect()
}

/// Takes a second row of the header, the titles of the levels above it.
fn titles(row: &Row<'_>, columns: &mut [Column]) -> bool {
    let label = row.at(0).filter(|first| !first.is_empty()).map(|first| column_names::plain(&first.text()));
    let is_label = label.is_none_or(|label| {
        ["title", "titles", "role", "name", "level", "job title", "position"].contains(&&*label)
            || matches!(column_names::use_of(&label), Use::Name | Use::Group)
    });
    let single = |column: &Column| {
        column.marks.len() == 1 && row.at(column.start).is_some_and(|at| at.end() == column.end)
    };
    let bare = columns.iter().all(|column| column.marks.iter().all(|mark| mark.title.is_empty()));
    if !is_label || !bare || !columns.iter().all(single) {
        return false;
    }
    let titles: Vec<String> = columns.iter().map(|column| row.text(column.start)).collect();
    let known =
        titles.iter().filter(|title| levels::mark(title).is_level() || levels::is_trade(title)).count();
    if known * 2 <= titles.len() || titles.iter().any(|title| title.split(' ').count() > 6) {
        return false;
    }
    for (column, title) in columns.iter_mut().zip(titles) {
        if let Some(mark) = column.marks.first_mut() {
            mark.seniority = levels::mark(&title).seniority;
            mark.title = title;
        }
    }
    true
}

/// Takes the row above a header as tracks, where it has at least two over the levels.
fn tracks(row: &Row<'_>, columns: &mut [Column]) -> bool {
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
        distinct.iter().any(|name| levels::mark(name).is_level() && levels::trade(name).is_empty());
    if distinct.len() < 2 || some_level {
        return false;
    }
    for (column, name) in columns.iter_mut().zip(names) {
        column.track = name;
    }
    true
}
