//! A table of what a role asks: a row a skill, with its code and the level that is asked of it.

use super::super::blocks::{Cell, Table};
use super::super::levels;
use super::column_names::{self, ColumnUse};
use super::table_layout::TableLayout;

#[derive(Debug)]
pub struct RequiredSkill<'t> {
    pub line: usize,
    /// Its name; its code where the table has no name.
    pub name: String,
    pub code: Option<String>,
    /// The level that is asked of it; of several the lowest.
    pub level: Option<u32>,
    pub several: Option<String>,
    pub text: Option<&'t Cell>,
}

#[derive(Debug)]
pub struct SkillTable<'t> {
    pub rows: Vec<RequiredSkill<'t>>,
    pub left: Vec<String>,
}

/// The skills of a table, if it is one of skills with codes and levels.
pub fn parse_skills(table: &Table) -> Option<SkillTable<'_>> {
    let layout = TableLayout::new(table, 1);
    let (first, body) = layout.rows.split_first()?;
    let (mut name, mut code, mut level, mut text, mut left) = (None, None, None, None, Vec::new());
    for at in first.filled().take(super::MOST_LEVELS) {
        let title = column_names::normalized(&at.text());
        let bare = title.strip_prefix("sfia ").unwrap_or(&title);
        match (bare, column_names::column_use(bare)) {
            ("code" | "skill code" | "abbreviation", _) if code.is_none() => code = Some(at.column),
            ("skill name" | "name", _) | (_, ColumnUse::Name) if name.is_none() => name = Some(at.column),
            ("responsibility level" | "level of responsibility", _) | (_, ColumnUse::Level)
                if level.is_none() =>
            {
                level = Some(at.column);
            }
            ("level description" | "attainment" | "what it asks" | "what this means", _)
            | (_, ColumnUse::Description)
                if text.is_none() =>
            {
                text = Some(at.column);
            }
            _ => left.push(at.text()),
        }
    }
    let (code, level) = (code?, level?);
    let mut rows = Vec::with_capacity(body.len());
    for row in body {
        let code = row.text(code);
        let is_code = (3..=6).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let said = row.text(level);
        let numbers: Vec<u32> = said
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .filter(|number| *number <= 100)
            .collect();
        let named = name.map(|column| row.text(column)).filter(|name| !name.is_empty());
        rows.push(RequiredSkill {
            line: row.line,
            name: named.unwrap_or_else(|| code.clone()),
            code: is_code.then_some(code),
            level: numbers.iter().min().copied().or_else(|| levels::parse_level(&said).number),
            several: (numbers.len() > 1).then_some(said),
            text: text.and_then(|column| row.at(column)).filter(|at| !at.is_empty()).map(|at| at.cell),
        });
    }
    rows.retain(|row| !row.name.is_empty());
    let known = rows.iter().filter(|row| row.code.is_some() && row.level.is_some()).count();
    (known > 0 && known * 2 > rows.len()).then_some(SkillTable { rows, left })
}
