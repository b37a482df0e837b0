//! A table with a row for each skill that a role asks: `Role | Level | Skill | Required proficiency`.

use super::super::blocks::joined;
use super::super::levels::{self, LevelName};
use super::super::{RawCriterion, RawRole};
use super::table_layout::TableLayout;
use super::{Sink, column_names, ratings};
use crate::domain::framework::CriterionKind;

pub struct Columns<'c> {
    pub role: Option<usize>,
    pub level: Option<usize>,
    pub name: usize,
    pub rank: usize,
    pub groups: &'c [usize],
}

/// Reads the table; whether it is one. A role without levels has one of its own; where the table has neither roles nor
/// levels, what it asks is asked at the level that it stands under.
pub fn read(lay: &TableLayout<'_>, of: Columns<'_>, to: &mut Sink<'_>) -> bool {
    let body = lay.rows.get(1..).unwrap_or_default();
    let own = to.reading.level.filter(|_| of.role.is_none() && of.level.is_none());
    if of.role.is_none() && of.level.is_none() && own.is_none() || body.is_empty() {
        return false;
    }
    let ratings::Found::Scale(scale) = ratings::scale(body, |at| at.column == of.rank) else { return false };
    let is_level =
        |text: &str| text.is_empty() || !column_names::levels_in(text).is_empty() || levels::is_trade(text);
    if of.level.is_some_and(|column| !body.iter().all(|row| is_level(&row.text(column)))) {
        return false;
    }
    let mut above: [String; 2] = Default::default();
    for row in body {
        let name = row.text(of.name);
        let cells =
            [of.role, of.level].map(|column| column.map(|column| row.text(column)).unwrap_or_default());
        for (above, cell) in above.iter_mut().zip(cells) {
            if !cell.is_empty() {
                *above = cell;
            }
        }
        let [role, level] = &above;
        let Some(rank) = scale.rank(&row.text(of.rank)).filter(|_| !name.is_empty()) else {
            to.reading.skip(row.line, "row that asks no level");
            continue;
        };
        let groups: Vec<String> = of.groups.iter().map(|column| row.text(*column)).collect();
        let group = joined(&groups, " / ");
        let criterion = to.same_criterion(row.line, group, &name);
        if let Some(found) = to.reading.criteria.get_mut(criterion) {
            *found = RawCriterion { kind: CriterionKind::Skill, ..found.clone() };
        }
        if let Some(level) = own {
            ratings::demand(to, row.line, level, criterion, rank);
            continue;
        }
        let marks = match column_names::levels_in(level) {
            marks if marks.is_empty() => {
                let title = if level.is_empty() { role } else { level };
                vec![LevelName { title: title.clone(), plain: true, ..LevelName::default() }]
            }
            marks => marks,
        };
        for mark in marks {
            let track = Some(role.as_str()).filter(|role| !role.is_empty());
            let at = to.level(row.line, &mark, track);
            asked_by(to, row.line, track, at);
            ratings::demand(to, row.line, at, criterion, rank);
        }
    }
    true
}

fn asked_by(to: &mut Sink<'_>, line: usize, role: Option<&str>, level: usize) {
    let Some(title) = role else { return };
    let roles = &mut to.reading.roles;
    match roles.iter_mut().rev().take(super::BACK).find(|known| known.title == title) {
        Some(known) if known.levels.contains(&level) => {}
        Some(known) => known.levels.push(level),
        None => {
            let title = title.to_owned();
            roles.push(RawRole { line, title, levels: vec![level], ..RawRole::default() });
        }
    }
}
