//! A table whose rows are levels and whose columns are criteria; and a table of a page that is about one level.

use std::collections::{HashMap, HashSet};

use super::super::RawCriterion;
use super::super::blocks::Inline;
use super::super::levels::{self, LevelName};
use super::column_names::{self, ColumnUse};
use super::table_layout::{LayoutRow, PlacedCell, TableLayout};
use super::{MOST_LEVELS, TableReadingBuilder};
use crate::catalog::import::vocabulary::TABLES;
use crate::domain::framework::CriterionKind;

/// Reads a table whose rows are levels; whether it is one.
pub fn read(layout: &TableLayout<'_>, forced: bool, builder: &mut TableReadingBuilder<'_>) -> bool {
    let Some(of) = [0, 1].into_iter().find(|column| is_ladder(layout, *column, forced)) else { return false };
    let Some((first, body)) = layout.rows.split_first() else { return false };
    let heads: Vec<&PlacedCell<'_>> = first.filled().filter(|at| at.column > of).collect();
    let glossary = heads.iter().all(|at| column_names::is_glossary(&at.text()));
    // One column for all is named by the heading; without one the table only says what the levels are.
    let single =
        heads.len() == 1 && heads.iter().all(|at| column_names::column_use(&at.text()) != ColumnUse::Unknown);
    if heads.is_empty()
        || heads.len() > 4 * MOST_LEVELS
        || !forced
            && (glossary && !(single && builder.heading.is_some()) || single && builder.heading.is_none())
    {
        return false;
    }
    let mut criteria: Vec<(PlacedCell<'_>, usize)> = Vec::new();
    let (mut titles, mut skipped) = (None, Vec::new());
    for at in heads {
        let name = at.text();
        match (column_names::normalized(&name).as_str(), column_names::column_use(&name)) {
            ("title" | "job title" | "titles" | "role", _) if !single => titles = titles.or(Some(at.column)),
            (_, ColumnUse::Skipped) => skipped.push((at, name)),
            (plain, _)
                if !single && (column_names::is_pay(plain) || is_duration_column(plain, body, at.column)) =>
            {
                skipped.push((at, name))
            }
            _ => {
                let heading = builder.heading.filter(|_| single).map(str::to_owned);
                let criterion =
                    RawCriterion::new(first.line, CriterionKind::Expectation, heading.unwrap_or(name));
                let criterion = builder.add_criterion(criterion);
                criteria.push((*at, criterion));
            }
        }
    }
    for (_, name) in &skipped {
        builder.reading.skip(first.line, format!("column `{name}`"));
    }
    // Under `Level` each row is a level, whatever it is called: `EM`.
    let levelled = first.at(of).is_some_and(|at| column_names::column_use(&at.text()) == ColumnUse::Level);
    let (mut track, mut last): (Option<String>, Vec<usize>) = (None, Vec::new());
    for row in body {
        if of > 0 && !row.text(0).is_empty() {
            track = Some(row.text(0));
        }
        let name = row.at(of).filter(|at| !at.is_empty());
        let level_names = name.map(|at| column_names::levels_of_cell(at.cell)).unwrap_or_default();
        match name {
            Some(_) if level_names.is_empty() && levelled && level_of_title(row, titles).is_some() => {
                let level_name = level_of_title(row, titles).unwrap_or_default();
                last = vec![builder.level_index(row.line, &level_name, track.as_deref())];
            }
            Some(at) if level_names.is_empty() && !forced => {
                let trade = levels::is_trade(&at.text());
                if !trade {
                    builder.reading.skip(row.line, format!("row `{}`", shortened(&at.text())));
                    continue;
                }
                last = vec![builder.level_index(row.line, &plain_level(&at.text()), track.as_deref())];
            }
            Some(at) if level_names.is_empty() => {
                last = vec![builder.level_index(row.line, &plain_level(&at.text()), track.as_deref())]
            }
            Some(_) => {
                let title = titles.map(|column| row.text(column)).unwrap_or_default();
                let titled = |level_name: &LevelName| LevelName {
                    title: if level_name.title.is_empty() { title.clone() } else { level_name.title.clone() },
                    ..level_name.clone()
                };
                last = level_names
                    .iter()
                    .map(|level_name| builder.level_index(row.line, &titled(level_name), track.as_deref()))
                    .collect();
            }
            None => {}
        }
        // A cell across all columns says what the level is.
        if let [(first, _), _, ..] = criteria.as_slice()
            && let Some(whole) = row.at(first.column).filter(|at| at.cell.columns >= criteria.len())
        {
            for at in &last {
                let Some(level) = builder.reading.levels.get_mut(*at) else { continue };
                let mut texts = whole.cell.items.iter().map(Inline::text);
                if level.scope.is_none() {
                    level.scope = texts.next();
                }
                level.description.extend(texts);
            }
            continue;
        }
        for (at, criterion) in &criteria {
            let Some(cell) = row.at(at.column).filter(|at| !at.is_empty()) else { continue };
            for level in &last {
                builder.add_text(*criterion, Some(*level), cell.cell);
            }
        }
    }
    true
}

/// The level that the title of a row names, where its own name does not.
fn level_of_title(row: &LayoutRow<'_>, titles: Option<usize>) -> Option<LevelName> {
    let title = row.text(titles?);
    let level_name = levels::parse_level(&title);
    // A row without a title, or with a sentence for one, is a note.
    let named = !title.is_empty() && title.split(' ').count() <= 6 && !title.ends_with('.');
    named.then_some(LevelName { plain: true, ..level_name })
}

/// Whether a column says how long somebody is or has been at a level.
fn is_duration_column(header: &str, body: &[LayoutRow<'_>], column: usize) -> bool {
    let cells = || body.iter().map(|row| row.text(column)).filter(|text| !text.is_empty());
    header.starts_with("years")
        || ["experience", "tenure", "time"].iter().any(|word| header.contains(word))
            && cells().next().is_some()
            && cells().all(|text| column_names::is_duration(&text))
}

fn plain_level(title: &str) -> LevelName {
    LevelName { seniority: Some(levels::MID_SENIORITY), plain: true, ..levels::parse_level(title) }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Whether the cells of a column are the levels of a ladder, under a header that is none.
fn is_ladder(layout: &TableLayout<'_>, column: usize, forced: bool) -> bool {
    let Some((first, body)) = layout.rows.split_first() else { return false };
    let head = first.at(column).filter(|at| at.column == column);
    if head.is_some_and(|at| !column_names::levels_of_cell(at.cell).is_empty()) {
        return false;
    }
    if forced {
        return column == 0;
    }
    let title = head.map(|at| column_names::normalized(&at.text())).unwrap_or_default();
    // A column of numbers is one of levels only where it says so: `#` counts the rows.
    let may_count = ["level", "grade", "band", "stage", "tier"].iter().any(|word| title.contains(word));
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    let mut tracks = HashSet::new();
    let (mut filled, mut levels, mut twice) = (0, 0, 0);
    let mut track = String::new();
    for row in body {
        let Some(at) = row.at(column).filter(|at| !at.is_empty() && at.cell.columns == 1) else { continue };
        if column > 0 && !row.text(0).is_empty() {
            track = row.text(0);
        }
        filled += 1;
        let text = at.text();
        if !may_count && text.chars().all(|c| c.is_ascii_digit()) {
            return false;
        }
        tracks.insert(track.clone());
        let is_level =
            !column_names::levels_of_cell(at.cell).is_empty() || levels::is_trade(&text) && levels > 0;
        levels += usize::from(is_level);
        // A cell that goes on over several rows stands at one line.
        let first = *seen.entry((track.clone(), text.to_lowercase())).or_insert(at.cell.line);
        twice += usize::from(is_level && first != at.cell.line);
        if levels > MOST_LEVELS * 4 {
            return false;
        }
    }
    levels > 1 && levels * 5 >= filled * 3 && twice * 2 < levels && tracks.len() * 2 <= levels.max(2)
}

/// Whether a column says by its name that what is asked stands in it.
fn is_text_column(header: &str) -> bool {
    TABLES.page_texts.any_ends(&column_names::normalized(header))
}

/// Reads a table of a page that is about one level: an area or a skill, and what is asked.
pub fn read_page(layout: &TableLayout<'_>, builder: &mut TableReadingBuilder<'_>) -> bool {
    let (Some(level), Some((first, body))) = (builder.reading.level, layout.rows.split_first()) else {
        return false;
    };
    let words =
        |row: &LayoutRow<'_>, column| row.text(column).split(' ').filter(|word| !word.is_empty()).count();
    let long = |column: usize| {
        let all = body.iter().map(|row| words(row, column)).filter(|words| *words > 0);
        let (count, sum) = all.fold((0, 0), |(count, sum), words| (count + 1, sum + words));
        count > 0 && sum >= count * 4
    };
    let is_empty = |column: usize| body.iter().all(|row| row.text(column).is_empty());
    let (mut name, mut texts, mut skipped) = (None, Vec::new(), Vec::new());
    for at in first.filled().take(8).filter(|at| !is_empty(at.column)) {
        match column_names::column_use(&at.text()) {
            ColumnUse::Skipped | ColumnUse::Level => skipped.push(at.text()),
            ColumnUse::Examples => texts.push((at.column, true)),
            _ if long(at.column) || name.is_some() && is_text_column(&at.text()) => {
                texts.push((at.column, false))
            }
            _ if texts.is_empty() => name = Some(at.column),
            _ => skipped.push(at.text()),
        }
    }
    let Some(name) = name.filter(|_| texts.iter().any(|(_, examples)| !examples)) else { return false };
    for title in skipped {
        builder.reading.skip(first.line, format!("column `{title}`"));
    }
    let mut last = String::new();
    for row in body {
        let text = row.text(name);
        if !text.is_empty() {
            last = text;
        }
        let criterion =
            builder.criterion_index(row.line, None, if last.is_empty() { "Expectations" } else { &last });
        for (column, examples) in &texts {
            match row.at(*column) {
                Some(at) if *examples => builder.add_examples(criterion, Some(level), at.cell),
                Some(at) => builder.add_text(criterion, Some(level), at.cell),
                None => {}
            }
        }
    }
    true
}
