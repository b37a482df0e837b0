//! A table whose rows are levels and whose columns are criteria; and a table of a page that is about one level.

use std::collections::{HashMap, HashSet};

use super::super::RawCriterion;
use super::super::blocks::Inline;
use super::super::levels::{self, LevelName};
use super::column_names::{self, Use};
use super::table_layout::{At, Row, TableLayout};
use super::{MOST_LEVELS, Sink};
use crate::catalog::import::vocabulary::TABLES;
use crate::domain::framework::CriterionKind;

/// Reads a table whose rows are levels; whether it is one.
pub fn read(lay: &TableLayout<'_>, told: bool, to: &mut Sink<'_>) -> bool {
    let Some(of) = [0, 1].into_iter().find(|column| is_ladder(lay, *column, told)) else { return false };
    let Some((first, body)) = lay.rows.split_first() else { return false };
    let heads: Vec<&At<'_>> = first.filled().filter(|at| at.column > of).collect();
    let glossary = heads.iter().all(|at| column_names::is_glossary(&at.text()));
    // One column for all is named by the heading; without one the table only says what the levels are.
    let single = heads.len() == 1 && heads.iter().all(|at| column_names::use_of(&at.text()) != Use::Unknown);
    if heads.is_empty()
        || heads.len() > 4 * MOST_LEVELS
        || !told && (glossary && !(single && to.heading.is_some()) || single && to.heading.is_none())
    {
        return false;
    }
    let mut criteria: Vec<(At<'_>, usize)> = Vec::new();
    let (mut titles, mut skipped) = (None, Vec::new());
    for at in heads {
        let name = at.text();
        match (column_names::plain(&name).as_str(), column_names::use_of(&name)) {
            ("title" | "job title" | "titles" | "role", _) if !single => titles = titles.or(Some(at.column)),
            (_, Use::Skipped) => skipped.push((at, name)),
            (plain, _) if !single && (column_names::is_pay(plain) || lasts(plain, body, at.column)) => {
                skipped.push((at, name))
            }
            _ => {
                let heading = to.heading.filter(|_| single).map(str::to_owned);
                let criterion =
                    RawCriterion::new(first.line, CriterionKind::Expectation, heading.unwrap_or(name));
                let criterion = to.criterion(criterion);
                criteria.push((*at, criterion));
            }
        }
    }
    for (_, name) in &skipped {
        to.reading.skip(first.line, format!("column `{name}`"));
    }
    // Under `Level` each row is a level, whatever it is called: `EM`.
    let levelled = first.at(of).is_some_and(|at| column_names::use_of(&at.text()) == Use::Level);
    let (mut track, mut last): (Option<String>, Vec<usize>) = (None, Vec::new());
    for row in body {
        if of > 0 && !row.text(0).is_empty() {
            track = Some(row.text(0));
        }
        let name = row.at(of).filter(|at| !at.is_empty());
        let marks = name.map(|at| column_names::levels_of(at.cell)).unwrap_or_default();
        match name {
            Some(_) if marks.is_empty() && levelled && title_of(row, titles).is_some() => {
                let mark = title_of(row, titles).unwrap_or_default();
                last = vec![to.level(row.line, &mark, track.as_deref())];
            }
            Some(at) if marks.is_empty() && !told => {
                let trade = levels::is_trade(&at.text());
                if !trade {
                    to.reading.skip(row.line, format!("row `{}`", shortened(&at.text())));
                    continue;
                }
                last = vec![to.level(row.line, &plain(&at.text()), track.as_deref())];
            }
            Some(at) if marks.is_empty() => {
                last = vec![to.level(row.line, &plain(&at.text()), track.as_deref())]
            }
            Some(_) => {
                let title = titles.map(|column| row.text(column)).unwrap_or_default();
                let titled = |mark: &LevelName| LevelName {
                    title: if mark.title.is_empty() { title.clone() } else { mark.title.clone() },
                    ..mark.clone()
                };
                last = marks.iter().map(|mark| to.level(row.line, &titled(mark), track.as_deref())).collect();
            }
            None => {}
        }
        // A cell across all columns says what the level is.
        if let [(first, _), _, ..] = criteria.as_slice()
            && let Some(whole) = row.at(first.column).filter(|at| at.cell.columns >= criteria.len())
        {
            for at in &last {
                let Some(level) = to.reading.levels.get_mut(*at) else { continue };
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
                to.text(*criterion, Some(*level), cell.cell);
            }
        }
    }
    true
}

/// The level that the title of a row names, where its own name does not.
fn title_of(row: &Row<'_>, titles: Option<usize>) -> Option<LevelName> {
    let title = row.text(titles?);
    let mark = levels::mark(&title);
    // A row without a title, or with a sentence for one, is a note.
    let named = !title.is_empty() && title.split(' ').count() <= 6 && !title.ends_with('.');
    named.then_some(LevelName { plain: true, ..mark })
}

/// Whether a column says how long somebody is or has been at a level.
fn lasts(header: &str, body: &[Row<'_>], column: usize) -> bool {
    let cells = || body.iter().map(|row| row.text(column)).filter(|text| !text.is_empty());
    header.starts_with("years")
        || ["experience", "tenure", "time"].iter().any(|word| header.contains(word))
            && cells().next().is_some()
            && cells().all(|text| column_names::is_duration(&text))
}

fn plain(title: &str) -> LevelName {
    LevelName { seniority: Some(levels::PLAIN), plain: true, ..levels::mark(title) }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Whether the cells of a column are the levels of a ladder, under a header that is none.
fn is_ladder(lay: &TableLayout<'_>, column: usize, told: bool) -> bool {
    let Some((first, body)) = lay.rows.split_first() else { return false };
    let head = first.at(column).filter(|at| at.column == column);
    if head.is_some_and(|at| !column_names::levels_of(at.cell).is_empty()) {
        return false;
    }
    if told {
        return column == 0;
    }
    let title = head.map(|at| column_names::plain(&at.text())).unwrap_or_default();
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
        let is_level = !column_names::levels_of(at.cell).is_empty() || levels::is_trade(&text) && levels > 0;
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
fn asks(header: &str) -> bool {
    TABLES.page_texts.any_ends(&column_names::plain(header))
}

/// Reads a table of a page that is about one level: an area or a skill, and what is asked.
pub fn read_page(lay: &TableLayout<'_>, to: &mut Sink<'_>) -> bool {
    let (Some(level), Some((first, body))) = (to.reading.level, lay.rows.split_first()) else { return false };
    let words = |row: &Row<'_>, column| row.text(column).split(' ').filter(|word| !word.is_empty()).count();
    let long = |column: usize| {
        let all = body.iter().map(|row| words(row, column)).filter(|words| *words > 0);
        let (count, sum) = all.fold((0, 0), |(count, sum), words| (count + 1, sum + words));
        count > 0 && sum >= count * 4
    };
    let is_empty = |column: usize| body.iter().all(|row| row.text(column).is_empty());
    let (mut name, mut texts, mut skipped) = (None, Vec::new(), Vec::new());
    for at in first.filled().take(8).filter(|at| !is_empty(at.column)) {
        match column_names::use_of(&at.text()) {
            Use::Skipped | Use::Level => skipped.push(at.text()),
            Use::Examples => texts.push((at.column, true)),
            _ if long(at.column) || name.is_some() && asks(&at.text()) => texts.push((at.column, false)),
            _ if texts.is_empty() => name = Some(at.column),
            _ => skipped.push(at.text()),
        }
    }
    let Some(name) = name.filter(|_| texts.iter().any(|(_, examples)| !examples)) else { return false };
    for title in skipped {
        to.reading.skip(first.line, format!("column `{title}`"));
    }
    let mut last = String::new();
    for row in body {
        let text = row.text(name);
        if !text.is_empty() {
            last = text;
        }
        let criterion =
            to.same_criterion(row.line, None, if last.is_empty() { "Expectations" } else { &last });
        for (column, examples) in &texts {
            match row.at(*column) {
                Some(at) if *examples => to.examples(criterion, Some(level), at.cell),
                Some(at) => to.text(criterion, Some(level), at.cell),
                None => {}
            }
        }
    }
    true
}
