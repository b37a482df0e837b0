//! A table whose columns are levels: a row is a criterion, or the title of a group.

use super::super::RawCriterion;
use super::super::WarningCode;
use super::super::blocks::joined;
use super::Sink;
use super::level_header::{self, Head};
use super::column_names::{self, Use};
use super::table_layout::{At, Row, TableLayout};
use super::{cell_text, ratings};
use crate::domain::framework::CriterionKind;

#[derive(Debug, Default)]
pub struct Labels {
    pub name: Option<usize>,
    pub groups: Vec<usize>,
    pub descriptions: Vec<usize>,
    pub examples: Vec<usize>,
    pub skipped: Vec<(usize, String)>,
}

/// Reads the table; whether it is one.
pub fn read(lay: &TableLayout<'_>, told: bool, to: &mut Sink<'_>) -> bool {
    let Some(head) = level_header::find(lay, told) else { return false };
    let Some(body) = lay.rows.get(head.body..).filter(|body| !body.is_empty()) else { return false };
    let scale = match ratings::scale(body, |at| covers(&head, at)) {
        ratings::Found::Scale(scale) if ratings::are_roles(&head) => {
            return ratings::read_matrix(lay, &head, &scale, to);
        }
        ratings::Found::Scale(scale) => Some(scale),
        ratings::Found::Texts => None,
        ratings::Found::Amounts => return false,
    };
    let labels = labels(lay, &head);
    for row in lay.rows.iter().take(head.row - usize::from(head.tracked)) {
        to.reading.skip(row.line, "row above the header");
    }
    let levels = places(lay, &head, to);
    let known = scale.is_some().then(|| ratings::known(to));
    for (column, name) in &labels.skipped {
        let line = lay.rows.get(head.row).map_or(1, |row| row.line);
        if body.iter().any(|row| row.at(*column).is_some_and(|at| !at.is_empty())) {
            to.reading.skip(line, format!("column `{name}`"));
        }
    }
    let header: Vec<String> =
        lay.rows.get(head.row).map(|row| row.cells.iter().map(At::text).collect()).unwrap_or_default();
    let mut state = State::default();
    for (at, row) in body.iter().enumerate() {
        if row.cells.iter().map(At::text).eq(header.iter().cloned()) {
            to.reading.skip(row.line, "header again");
            continue;
        }
        let next = body.get(at + 1);
        let Some(criterion) = state.criterion(row, next, &head, &labels, scale.is_some(), to) else {
            continue;
        };
        for cell in row.filled().filter(|at| covers(&head, at)) {
            let at: Vec<usize> = levels
                .iter()
                .filter(|(start, end, _)| *start < cell.end() && cell.column < *end)
                .flat_map(|(_, _, levels)| levels.iter().copied())
                .collect();
            let rating = scale.as_ref().and_then(|scale| scale.rank(&cell.text()));
            for level in at {
                match (&scale, rating) {
                    (Some(_), Some(rank)) => {
                        let name = to.reading.criteria.get(criterion).map(|one| one.name.to_lowercase());
                        let same =
                            known.as_ref().zip(name).and_then(|(known, name)| known.get(&name).copied());
                        ratings::demand(to, row.line, level, same.unwrap_or(criterion), rank);
                    }
                    _ => to.text(criterion, Some(level), cell.cell),
                }
            }
        }
    }
    if let Some(known) = known {
        ratings::drop_doubles(to, &known);
    }
    true
}

fn covers(head: &Head, at: &At<'_>) -> bool {
    let after = head.columns.partition_point(|column| column.end <= at.column);
    head.columns.get(after).is_some_and(|column| column.start < at.end())
}

fn places(lay: &TableLayout<'_>, head: &Head, to: &mut Sink<'_>) -> Vec<(usize, usize, Vec<usize>)> {
    let line = lay.rows.get(head.row).map_or(1, |row| row.line);
    let place = |column: &level_header::Column| {
        let marks = column.marks.iter();
        let levels = marks.map(|mark| to.level(line, mark, column.track.as_deref())).collect();
        (column.start, column.end, levels)
    };
    head.columns.iter().map(place).collect()
}

/// What the columns beside the levels are for, by their headers and by what is in them.
fn labels(lay: &TableLayout<'_>, head: &Head) -> Labels {
    let mut labels = Labels::default();
    let first = head.columns.first().map_or(0, |column| column.start);
    let mut free = Vec::new();
    let body = lay.rows.get(head.body..).unwrap_or_default();
    let header = lay.rows.get(head.row);
    let width = body.iter().chain(header).filter_map(|row| row.cells.last()).map(At::end).max().unwrap_or(0);
    for column in
        (0..width).filter(|column| !head.columns.iter().any(|one| (one.start..one.end).contains(column)))
    {
        let mut name = header.map(|row| row.text(column)).unwrap_or_default();
        if name.is_empty() && head.body > head.row + 1 {
            // The row of the titles names the columns beside them.
            name = lay.rows.get(head.row + 1).map(|row| row.text(column)).unwrap_or_default();
        }
        match column_names::use_of(&name) {
            Use::Description => labels.descriptions.push(column),
            Use::Examples => labels.examples.push(column),
            Use::Group if column < first => labels.groups.push(column),
            Use::Name if column < first && labels.name.is_none() => labels.name = Some(column),
            Use::Skipped => labels.skipped.push((column, name)),
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
struct State {
    group: Option<String>,
    groups: Vec<String>,
    criterion: Option<usize>,
    name: Option<(usize, String)>,
    /// Whether the row above says nothing at any level and is no title of a group.
    hollow: bool,
}

impl State {
    /// The criterion that a row is of; `None` where it is the title of a group, or is not read.
    fn criterion(
        &mut self, row: &Row<'_>, next: Option<&Row<'_>>, head: &Head, labels: &Labels, rated: bool,
        to: &mut Sink<'_>,
    ) -> Option<usize> {
        let says = |row: &Row<'_>| row.filled().any(|at| covers(head, at) && Some(at.column) != labels.name);
        let name_cell = labels.name.and_then(|column| row.at(column)).filter(|at| !at.is_empty());
        let only = row.filled().count() == 1;
        let banner = row.filled().next().filter(|at| {
            only && (at.column == 0 && !covers(head, at)
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
        let named = name_cell.map(|at| cell_text::name_of(at.cell));
        let name = named.as_ref().map(|(name, _)| name.clone());
        if name.as_deref().is_some_and(column_names::is_pay) {
            to.reading.skip(row.line, format!("row `{}`", name.unwrap_or_default()));
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
            None => to.heading.unwrap_or("Expectations").to_owned(),
        };
        self.name = name_cell.map(|at| (at.cell.line, name.clone()));
        let group = joined(&self.groups, " / ").or_else(|| self.group.clone());
        self.hollow = !says(row);
        if self.hollow {
            to.reading.warn(
                row.line,
                WarningCode::EmptyCriterion,
                format!("`{name}` says nothing at any level"),
            );
        }
        let kind = if rated { CriterionKind::Skill } else { CriterionKind::Expectation };
        let criterion = to.criterion(RawCriterion { group, ..RawCriterion::new(row.line, kind, name) });
        self.criterion = Some(criterion);
        if let (Some((_, more)), Some(found)) = (named, to.reading.criteria.get_mut(criterion)) {
            found.description = more;
        }
        for column in &labels.descriptions {
            if let Some(at) = row.at(*column) {
                to.describe(criterion, at.cell);
            }
        }
        for column in &labels.examples {
            if let Some(at) = row.at(*column) {
                to.examples(criterion, None, at.cell);
            }
        }
        Some(criterion)
    }
}
