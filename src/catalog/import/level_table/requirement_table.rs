//! A table with a row for each skill that a role asks: `Role | Level | Skill | Required proficiency`.

use super::super::blocks::joined;
use super::super::levels::{self, LevelName};
use super::super::{RawCriterion, RawRole};
use super::table_layout::TableLayout;
use super::{TableReadingBuilder, column_names, ratings};
use crate::domain::framework::CriterionKind;

pub struct RequirementColumns<'c> {
    pub role: Option<usize>,
    pub level: Option<usize>,
    pub name: usize,
    pub rank: usize,
    pub groups: &'c [usize],
}

/// Reads the table; whether it is one. A role without levels has one of its own; where the table has neither roles nor
/// levels, what it asks is asked at the level that it stands under.
pub fn read(
    layout: &TableLayout<'_>, of: RequirementColumns<'_>, builder: &mut TableReadingBuilder<'_>,
) -> bool {
    let body = layout.rows.get(1..).unwrap_or_default();
    let own = builder.reading.level.filter(|_| of.role.is_none() && of.level.is_none());
    if of.role.is_none() && of.level.is_none() && own.is_none() || body.is_empty() {
        return false;
    }
    let ratings::CellContent::RatingScale(scale) = ratings::scale(body, |at| at.column == of.rank) else {
        return false;
    };
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
            builder.reading.skip(row.line, "row that asks no level");
            continue;
        };
        let groups: Vec<String> = of.groups.iter().map(|column| row.text(*column)).collect();
        let group = joined(&groups, " / ");
        let criterion = builder.criterion_index(row.line, group, &name);
        if let Some(found) = builder.reading.criteria.get_mut(criterion) {
            *found = RawCriterion { kind: CriterionKind::Skill, ..found.clone() };
        }
        if let Some(level) = own {
            ratings::add_requirement(builder, row.line, level, criterion, rank);
            continue;
        }
        let level_names = match column_names::levels_in(level) {
            level_names if level_names.is_empty() => {
                let title = if level.is_empty() { role } else { level };
                vec![LevelName { title: title.clone(), plain: true, ..LevelName::default() }]
            }
            level_names => level_names,
        };
        for level_name in level_names {
            let track = Some(role.as_str()).filter(|role| !role.is_empty());
            let at = builder.level_index(row.line, &level_name, track);
            add_role_level(builder, row.line, track, at);
            ratings::add_requirement(builder, row.line, at, criterion, rank);
        }
    }
    true
}

fn add_role_level(builder: &mut TableReadingBuilder<'_>, line: usize, role: Option<&str>, level: usize) {
    let Some(title) = role else { return };
    let roles = &mut builder.reading.roles;
    match roles.iter_mut().rev().take(super::BACK).find(|known| known.title == title) {
        Some(known) if known.levels.contains(&level) => {}
        Some(known) => known.levels.push(level),
        None => {
            let title = title.to_owned();
            roles.push(RawRole { line, title, levels: vec![level], ..RawRole::default() });
        }
    }
}
