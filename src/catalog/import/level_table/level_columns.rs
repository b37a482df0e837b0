//! A table whose columns are levels: a row is a criterion, or the title of a group.

use super::super::RawCriterion;
use super::super::WarningCode;
use super::super::blocks::joined;
use super::TableReadingBuilder;
use super::column_names::{self, ColumnUse};
use super::level_header::{self, LevelHeader};
use super::table_layout::{LayoutRow, PlacedCell, TableLayout};
use super::{cell_text, ratings};
use crate::domain::framework::CriterionKind;

#[derive(Debug, Default)]
pub struct LabelColumns {
    pub name: Option<usize>,
    pub groups: Vec<usize>,
    pub descriptions: Vec<usize>,
    pub examples: Vec<usize>,
    pub skipped: Vec<(usize, String)>,
}

/// Reads the table; whether it is one.
pub fn read(layout: &TableLayout<'_>, forced: bool, builder: &mut TableReadingBuilder<'_>) -> bool {
    let Some(head) = level_header::find_header(layout, forced) else { return false };
    let Some(body) = layout.rows.get(head.body..).filter(|body| !body.is_empty()) else { return false };
    let scale = match ratings::scale(body, |at| is_level_cell(&head, at)) {
        ratings::CellContent::RatingScale(scale) if ratings::are_roles(&head) => {
            return ratings::read_matrix(layout, &head, &scale, builder);
        }
        ratings::CellContent::RatingScale(scale) => Some(scale),
        ratings::CellContent::Texts => None,
        ratings::CellContent::Amounts => return false,
    };
    let labels = label_columns(layout, &head);
    for row in layout.rows.iter().take(head.row - usize::from(head.tracked)) {
        builder.reading.skip(row.line, "row above the header");
    }
    let levels = level_indexes(layout, &head, builder);
    let known = scale.is_some().then(|| ratings::known_criteria(builder));
    for (column, name) in &labels.skipped {
        let line = layout.rows.get(head.row).map_or(1, |row| row.line);
        if body.iter().any(|row| row.at(*column).is_some_and(|at| !at.is_empty())) {
            builder.reading.skip(line, format!("column `{name}`"));
        }
    }
    let header: Vec<String> = layout
        .rows
        .get(head.row)
        .map(|row| row.cells.iter().map(PlacedCell::text).collect())
        .unwrap_or_default();
    let mut state = RowState::default();
    for (at, row) in body.iter().enumerate() {
        if row.cells.iter().map(PlacedCell::text).eq(header.iter().cloned()) {
            builder.reading.skip(row.line, "header again");
            continue;
        }
        let next = body.get(at + 1);
        let Some(criterion) = state.criterion(row, next, &head, &labels, scale.is_some(), builder) else {
            continue;
        };
        for cell in row.filled().filter(|at| is_level_cell(&head, at)) {
            let at: Vec<usize> = levels
                .iter()
                .filter(|(start, end, _)| *start < cell.end() && cell.column < *end)
                .flat_map(|(_, _, levels)| levels.iter().copied())
                .collect();
            let rating = scale.as_ref().and_then(|scale| scale.rank(&cell.text()));
            for level in at {
                match (&scale, rating) {
                    (Some(_), Some(rank)) => {
                        let name = builder.reading.criteria.get(criterion).map(|one| one.name.to_lowercase());
                        let same =
                            known.as_ref().zip(name).and_then(|(known, name)| known.get(&name).copied());
                        ratings::add_requirement(builder, row.line, level, same.unwrap_or(criterion), rank);
                    }
                    _ => builder.add_text(criterion, Some(level), cell.cell),
                }
            }
        }
    }
    if let Some(known) = known {
        ratings::drop_known_criteria(builder, &known);
    }
    true
}

fn is_level_cell(head: &LevelHeader, at: &PlacedCell<'_>) -> bool {
    let after = head.columns.partition_point(|column| column.end <= at.column);
    head.columns.get(after).is_some_and(|column| column.start < at.end())
}

fn level_indexes(
    layout: &TableLayout<'_>, head: &LevelHeader, builder: &mut TableReadingBuilder<'_>,
) -> Vec<(usize, usize, Vec<usize>)> {
    let line = layout.rows.get(head.row).map_or(1, |row| row.line);
    let place = |column: &level_header::LevelColumn| {
        let level_names = column.level_names.iter();
        let levels = level_names
            .map(|level_name| builder.level_index(line, level_name, column.track.as_deref()))
            .collect();
        (column.start, column.end, levels)
    };
    head.columns.iter().map(place).collect()
}

/// What the columns beside the levels are for, by their headers and by what is in them.
fn label_columns(layout: &TableLayout<'_>, head: &LevelHeader) -> LabelColumns {
    let mut labels = LabelColumns::default();
    let first = head.columns.first().map_or(0, |column| column.start);
    let mut free = Vec::new();
    let body = layout.rows.get(head.body..).unwrap_or_default();
    let header = layout.rows.get(head.row);
    let width =
        body.iter().chain(header).filter_map(|row| row.cells.last()).map(PlacedCell::end).max().unwrap_or(0);
    for column in
        (0..width).filter(|column| !head.columns.iter().any(|one| (one.start..one.end).contains(column)))
    {
        let mut name = header.map(|row| row.text(column)).unwrap_or_default();
        if name.is_empty() && head.body > head.row + 1 {
            // The row of the titles names the columns beside them.
            name = layout.rows.get(head.row + 1).map(|row| row.text(column)).unwrap_or_default();
        }
        match column_names::column_use(&name) {
            ColumnUse::Description => labels.descriptions.push(column),
            ColumnUse::Examples => labels.examples.push(column),
            ColumnUse::Group if column < first => labels.groups.push(column),
            ColumnUse::Name if column < first && labels.name.is_none() => labels.name = Some(column),
            ColumnUse::Skipped => labels.skipped.push((column, name)),
            _ if column < first => free.push(column),
            _ => labels.skipped.push((column, name)),
        }
        if column > first + super::MOST_LEVELS * 4 {
            break;
        }
    }
    // `Level` over the names of the skills; two columns without a header.
    let words = |column: usize| {
        let texts = body.iter().take(200).map(|row| row.text(column)).filter(|text| !text.is_empty());
        let (count, words) =
            texts.fold((0, 0), |(count, words), text| (count + 1, words + text.split(' ').count()));
        words / count.max(1)
    };
    if labels.name.is_none() && free.len() > 1 && free.last().is_some_and(|last| words(*last) > 7) {
        labels.descriptions.extend(free.pop());
    }
    if labels.name.is_none() {
        labels.name = free.pop().or_else(|| labels.groups.pop()).or_else(|| {
            // A column called `Description` beside the levels names the criteria where nothing else does.
            let at = labels.descriptions.iter().position(|column| *column < first)?;
            Some(labels.descriptions.remove(at))
        });
    }
    for column in free {
        if Some(column) < labels.name { labels.groups.push(column) } else { labels.descriptions.push(column) }
    }
    labels.groups.sort_unstable();
    labels
}

#[derive(Debug, Default)]
struct RowState {
    group: Option<String>,
    groups: Vec<String>,
    criterion: Option<usize>,
    name: Option<(usize, String)>,
    /// Whether the row above says nothing at any level and is no title of a group.
    hollow: bool,
}

impl RowState {
    /// The criterion that a row is of; `None` where it is the title of a group, or is not read.
    fn criterion(
        &mut self, row: &LayoutRow<'_>, next: Option<&LayoutRow<'_>>, head: &LevelHeader,
        labels: &LabelColumns, rated: bool, builder: &mut TableReadingBuilder<'_>,
    ) -> Option<usize> {
        let says = |row: &LayoutRow<'_>| {
            row.filled().any(|at| is_level_cell(head, at) && Some(at.column) != labels.name)
        };
        let name_cell = labels.name.and_then(|column| row.at(column)).filter(|at| !at.is_empty());
        let only = row.filled().count() == 1;
        let banner = row.filled().next().filter(|at| {
            only && (at.column == 0 && !is_level_cell(head, at)
                || at.end() > 1 && at.column == 0 && at.cell.columns > 1)
        });
        if let Some(at) = banner.filter(|at| at.cell.columns > 1 || !says(row)) {
            // Of rows without a text that follow each other none heads what comes: they are skills still to be written.
            let heads = next.is_some_and(|next| says(next) && next.filled().count() > 1) && !self.hollow
                || at.cell.heading;
            if heads {
                self.group = Some(at.text());
                self.groups.clear();
                self.criterion = None;
                return None;
            }
        }
        for (nth, column) in labels.groups.iter().enumerate() {
            let text = row.text(*column);
            self.groups.resize(labels.groups.len().max(self.groups.len()), String::new());
            if let Some(group) = self.groups.get_mut(nth).filter(|_| !text.is_empty()) {
                *group = text;
            }
        }
        let named = name_cell.map(|at| cell_text::cell_name(at.cell));
        let name = named.as_ref().map(|(name, _)| name.clone());
        if name.as_deref().is_some_and(column_names::is_pay) {
            builder.reading.skip(row.line, format!("row `{}`", name.unwrap_or_default()));
            return None;
        }
        // A name over several rows: an empty cell under it in a sheet, the same cell again in HTML.
        let same = match (&name, name_cell, &self.name) {
            (None, _, _) => labels.name.is_some(),
            (Some(name), Some(at), Some((line, before))) => at.cell.line == *line && before == name,
            _ => false,
        };
        if let Some(criterion) = self.criterion.filter(|_| same) {
            return says(row).then_some(criterion);
        }
        let name = match name {
            Some(name) => name,
            None if !says(row) => return None,
            None => builder.heading.unwrap_or("Expectations").to_owned(),
        };
        self.name = name_cell.map(|at| (at.cell.line, name.clone()));
        let group = joined(&self.groups, " / ").or_else(|| self.group.clone());
        self.hollow = !says(row);
        if self.hollow {
            builder.reading.warn(
                row.line,
                WarningCode::EmptyCriterion,
                format!("`{name}` says nothing at any level"),
            );
        }
        let kind = if rated { CriterionKind::Skill } else { CriterionKind::Expectation };
        let criterion =
            builder.add_criterion(RawCriterion { group, ..RawCriterion::new(row.line, kind, name) });
        self.criterion = Some(criterion);
        if let (Some((_, more)), Some(found)) = (named, builder.reading.criteria.get_mut(criterion)) {
            found.description = more;
        }
        for column in &labels.descriptions {
            if let Some(at) = row.at(*column) {
                builder.add_description(criterion, at.cell);
            }
        }
        for column in &labels.examples {
            if let Some(at) = row.at(*column) {
                builder.add_examples(criterion, None, at.cell);
            }
        }
        Some(criterion)
    }
}
