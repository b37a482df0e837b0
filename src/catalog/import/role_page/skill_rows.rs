//! Skills that a role page lists in a table: `Skill | Code | Level`.

use super::super::blocks::Table;
use super::super::{RawCriterion, RawRequirement, RawText, Reading, WarningCode, level_table};
use crate::domain::framework::CriterionKind;

/// A skill of a table, until the level of the page is known.
pub struct SkillRow {
    pub skill: RawCriterion,
    pub level: Option<u32>,
    pub statements: Vec<String>,
}

/// The skills of a table, if it is one of skills.
pub fn skill_rows(table: &Table, group: Option<&String>, reading: &mut Reading) -> Option<Vec<SkillRow>> {
    let asked = level_table::parse_skills(table)?;
    let line = asked.rows.first().map_or(1, |row| row.line);
    for column in asked.left {
        reading.skip(line, format!("column `{column}`"));
    }
    let mut rows = Vec::with_capacity(asked.rows.len());
    for asked in asked.rows {
        if let (Some(several), Some(level)) = (&asked.several, asked.level) {
            let message = format!("`{}` is asked at `{several}`: taken as level {level}", asked.name);
            reading.warn(asked.line, WarningCode::Guess, message);
        }
        let mut skill = RawCriterion::new(asked.line, CriterionKind::Skill, asked.name);
        skill.key = asked.code;
        skill.group = group.cloned();
        let said = asked.text.map(level_table::statements_of).unwrap_or_default();
        said.report_skipped(asked.line, reading);
        rows.push(SkillRow { skill, level: asked.level, statements: said.statements });
    }
    Some(rows)
}

/// Puts the skills into a reading whose levels are known; `place` finds the place of a level.
pub fn add_skills(
    rows: Vec<SkillRow>, reading: &mut Reading, place: impl Fn(&mut Reading, u32, usize) -> usize,
) {
    for SkillRow { mut skill, level: asked, statements } in rows {
        let line = skill.line;
        let own = match (reading.level, asked) {
            (None, Some(asked)) => Some(place(reading, asked, line)),
            (own, _) => own,
        };
        let number = own.and_then(|at| reading.levels.get(at)).and_then(|level| level.name.number);
        let rank = asked.or(number);
        if !statements.is_empty() {
            // What a skill asks at a level of its own is its text there, whatever the level of the role.
            let level = rank.map(|rank| place(reading, rank, line)).or(own);
            skill.texts.push(RawText { line, level, statements, ..RawText::default() });
        }
        let criterion = reading.criteria.len();
        reading.criteria.push(skill);
        if let (Some(level), Some(rank)) = (own, rank.and_then(|rank| u8::try_from(rank).ok())) {
            reading.demands.push(RawRequirement { line, level, criterion, rank });
        }
    }
}
