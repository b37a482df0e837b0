//! Tables of levels: what a cell says at the level of its column or its row.
//!
//! Which axis holds the levels is told by the person or found: a column called `Level` beside one called `Skill`
//! (`row_per_level`), a row whose cells name levels (`level_columns`), a column whose cells do (`level_rows`), columns
//! that are roles over cells that are numbers (`ratings`), or none where the page itself is about one level
//! (`level_rows`). Tables that are none of these are left to the caller: pay, contacts, calendars, glossaries.

mod cell_text;
mod column_names;
mod level_columns;
mod level_header;
mod level_rows;
mod ratings;
mod requirement_table;
mod row_per_level;
mod skill_table;
mod table_layout;

use std::collections::HashMap;

use super::blocks::{Cell, Table};
use super::levels::LevelName;
use super::{LevelsIn, RawCriterion, RawLevel, Reading, Source, WarningCode};
use crate::domain::framework::CriterionKind;
pub use cell_text::{before_examples, cell_name, statements_of};
pub use skill_table::parse_skills;

use table_layout::TableLayout;

/// The most levels that a table has; more columns or rows than that are no ladder.
const MOST_LEVELS: usize = 40;
/// How far back levels and criteria of earlier tables are looked for, so that many tables take no more than linear time.
const BACK: usize = 128;

/// Reads a table into a reading; whether anything of a framework was in it.
pub fn read(source: &Source<'_>, table: &Table, line: usize, reading: &mut Reading) -> bool {
    read_under(source, table, line, None, reading)
}

/// Reads a table under a heading, which names the criterion where the table itself has no name for it.
pub fn read_under(
    source: &Source<'_>, table: &Table, line: usize, heading: Option<&str>, reading: &mut Reading,
) -> bool {
    read_with_context(source, table, line, TableContext { heading, ..TableContext::default() }, reading)
}

/// Whether a column of that name says at what level something is.
pub fn is_level_column(name: &str) -> bool {
    column_names::column_use(name) == column_names::ColumnUse::Level
}

#[derive(Debug, Clone, Copy, Default)]
pub struct TableContext<'h> {
    pub heading: Option<&'h str>,
    /// The group of criteria that have none of their own.
    pub group: Option<&'h str>,
    /// The track of levels and criteria that have none of their own.
    pub track: Option<&'h str>,
}

pub fn read_with_context(
    source: &Source<'_>, table: &Table, line: usize, under: TableContext<'_>, reading: &mut Reading,
) -> bool {
    let layout = TableLayout::new(table, line);
    if layout.rows.len() < 2 || column_names::is_other(&layout) {
        return false;
    }
    let builder = &mut TableReadingBuilder::new(reading, under);
    match source.hints.levels_in {
        Some(LevelsIn::Columns) => level_columns::read(&layout, true, builder),
        Some(LevelsIn::Rows) => {
            row_per_level::read(&layout, builder) || level_rows::read(&layout, true, builder)
        }
        _ => {
            row_per_level::read(&layout, builder)
                || level_columns::read(&layout, false, builder)
                || level_rows::read(&layout, false, builder)
                || ratings::read_roles(&layout, builder)
                || level_rows::read_page(&layout, builder)
        }
    }
}

/// A criterion by its track, its group and its name.
type CriterionKey = (Option<String>, Option<String>, String);

struct TableReadingBuilder<'r> {
    reading: &'r mut Reading,
    heading: Option<&'r str>,
    under: TableContext<'r>,
    levels: HashMap<(Option<String>, String), usize>,
    named: HashMap<CriterionKey, (usize, usize)>,
}

impl<'r> TableReadingBuilder<'r> {
    fn new(reading: &'r mut Reading, under: TableContext<'r>) -> Self {
        let mut levels = HashMap::new();
        let from = reading.levels.len().saturating_sub(BACK);
        for (at, level) in reading.levels.iter().enumerate().skip(from) {
            for name in [&level.name.label, &level.name.title].into_iter().filter(|name| !name.is_empty()) {
                levels.entry((level.track.clone(), name.to_lowercase())).or_insert(at);
            }
        }
        Self {
            reading,
            heading: under.heading.filter(|heading| !heading.is_empty()),
            under,
            levels,
            named: HashMap::new(),
        }
    }

    /// The place of a level, new where the file has not named it before.
    fn level_index(&mut self, line: usize, level_name: &LevelName, track: Option<&str>) -> usize {
        let track = track.or(self.under.track).map(str::to_owned);
        let label = Some(&level_name.label).filter(|label| !label.is_empty());
        let name = label.unwrap_or(&level_name.title).to_lowercase();
        if let Some(at) = self.levels.get(&(track.clone(), name.clone())) {
            if let Some(level) = self.reading.levels.get_mut(*at).filter(|level| level.name.title.is_empty())
            {
                level.name.title.clone_from(&level_name.title);
            }
            return *at;
        }
        let at = self.reading.levels.len();
        self.levels.insert((track.clone(), name), at);
        let level_name = level_name.clone();
        self.reading.levels.push(RawLevel { line, name: level_name, track, ..RawLevel::default() });
        at
    }

    /// Adds a criterion. One whose name stands in the table already is kept, with a warning.
    fn add_criterion(&mut self, mut criterion: RawCriterion) -> usize {
        criterion.track = criterion.track.or_else(|| self.under.track.map(str::to_owned));
        let group = self.under.group.filter(|group| *group != criterion.name).map(str::to_owned);
        criterion.group = criterion.group.or(group);
        let key = (criterion.track.clone(), criterion.group.clone(), criterion.name.to_lowercase());
        let at = self.reading.criteria.len();
        let (line, name) = (criterion.line, criterion.name.clone());
        let times = self.named.entry(key).or_insert((at, 0));
        times.1 += 1;
        if times.1 > 1 {
            let message = format!("`{name}` names {} rows; each is kept", times.1);
            self.reading.warn(line, WarningCode::Duplicate, message);
        }
        self.reading.criteria.push(criterion);
        at
    }

    /// The criterion of that name and group in this table, new where there is none.
    fn criterion_index(&mut self, line: usize, group: Option<String>, name: &str) -> usize {
        let above = self.under.group.filter(|above| *above != name).map(str::to_owned);
        let group = group.or(above);
        let key = (self.under.track.map(str::to_owned), group.clone(), name.to_lowercase());
        if let Some((at, _)) = self.named.get(&key) {
            return *at;
        }
        // Tables under several levels of a page go on with what those before them named.
        if self.reading.level.is_some() {
            let from = self.reading.criteria.len().saturating_sub(BACK);
            let is_same = |one: &RawCriterion| {
                one.name.eq_ignore_ascii_case(name)
                    && one.group == group
                    && one.track.as_deref() == self.under.track
            };
            if let Some(at) = self.reading.criteria.iter().skip(from).position(is_same) {
                return from + at;
            }
        }
        self.add_criterion(RawCriterion {
            group,
            ..RawCriterion::new(line, CriterionKind::Expectation, name)
        })
    }

    /// Adds what a cell says of a criterion at a level.
    fn add_text(&mut self, criterion: usize, level: Option<usize>, cell: &Cell) {
        let said = cell_text::statements_of(cell);
        said.report_skipped(cell.line, self.reading);
        let Some(criterion) = self.reading.criteria.get_mut(criterion) else { return };
        if said.statements.is_empty() && said.examples.is_empty() {
            return;
        }
        let text = criterion.text_at(level, cell.line);
        text.statements.extend(said.statements);
        text.examples.extend(said.examples);
    }

    fn add_examples(&mut self, criterion: usize, level: Option<usize>, cell: &Cell) {
        let said = cell_text::statements_of(cell);
        let examples: Vec<String> = said.statements.into_iter().chain(said.examples).collect();
        if let Some(criterion) = self.reading.criteria.get_mut(criterion).filter(|_| !examples.is_empty()) {
            criterion.text_at(level, cell.line).examples.extend(examples);
        }
    }

    fn add_description(&mut self, criterion: usize, cell: &Cell) {
        let text = cell.text();
        if text.is_empty() || column_names::is_nothing(&text) {
            return;
        }
        if let Some(criterion) = self.reading.criteria.get_mut(criterion) {
            criterion.describe(&text);
        }
    }
}

#[cfg(test)]
mod tests;
