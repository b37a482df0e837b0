//! A table with a row for each skill and level: `Skill | Level | Description`.

use super::super::blocks::joined;
use super::super::levels::{self, LevelName};
use super::column_names::{self, ColumnUse};
use super::table_layout::TableLayout;
use super::{TableReadingBuilder, requirement_table};
use crate::catalog::import::vocabulary::TABLES;

/// Reads the table; whether it is one.
pub fn read(layout: &TableLayout<'_>, builder: &mut TableReadingBuilder<'_>) -> bool {
    let Some((first, body)) = layout.rows.split_first() else { return false };
    let (mut name, mut level, mut groups) = (None, None, Vec::new());
    let (mut texts, mut examples, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rank, mut role, mut called) = (None, None, None);
    for at in first.filled().take(super::MOST_LEVELS) {
        let title = at.text();
        match column_names::column_use(&title) {
            ColumnUse::Level if level.is_none() => level = Some(at.column),
            ColumnUse::Name
                if name.is_none()
                    && !(level.is_some() && TABLES.texts.contains(&column_names::normalized(&title))) =>
            {
                name = Some(at.column)
            }
            ColumnUse::Group => groups.push(at.column),
            ColumnUse::Examples => examples.push(at.column),
            ColumnUse::Description | ColumnUse::Name => texts.push(at.column),
            ColumnUse::Level if rank.is_none() => rank = Some((at.column, title)),
            ColumnUse::Unknown if TABLES.texts.any_ends(&column_names::normalized(&title)) => {
                texts.push(at.column)
            }
            ColumnUse::Unknown
                if ["level name", "level title"].contains(&&*column_names::normalized(&title)) =>
            {
                called = Some(at.column);
            }
            ColumnUse::Unknown
                if ["role", "job", "job title", "position", "profile"]
                    .contains(&&*column_names::normalized(&title)) =>
            {
                role = Some((at.column, title));
            }
            _ => skipped.push((at.column, title)),
        }
    }
    let Some(level) = level else { return false };
    // `Area | Level | Description`: the area is all that names the row.
    let Some(name) = name.or_else(|| groups.pop()) else { return false };
    if texts.is_empty() {
        let of = requirement_table::RequirementColumns {
            role: role.map(|(column, _)| column),
            level: rank.is_some().then_some(level),
            name,
            rank: rank.map_or(level, |(column, _)| column),
            groups: &groups,
        };
        return requirement_table::read(layout, of, builder);
    }
    skipped.extend(rank.into_iter().chain(role));
    let filled = body.iter().filter(|row| !row.text(level).is_empty()).count();
    let levelled = body.iter().filter(|row| !level_names_in(&row.text(level)).is_empty()).count();
    if levelled == 0 || levelled * 5 < filled * 3 {
        return false;
    }
    for (column, title) in skipped {
        if body.iter().any(|row| !row.text(column).is_empty()) {
            builder.reading.skip(first.line, format!("column `{title}`"));
        }
    }
    let (mut last, mut group) = (String::new(), vec![String::new(); groups.len()]);
    for row in body {
        let text = row.text(name);
        if !text.is_empty() {
            last = text;
        }
        for (group, column) in group.iter_mut().zip(&groups) {
            let text = row.text(*column);
            if !text.is_empty() {
                *group = text;
            }
        }
        if last.is_empty() {
            builder.reading.skip(row.line, "row without a name");
            continue;
        }
        let criterion = builder.criterion_index(row.line, joined(&group, " / "), &last);
        let said = row.text(level);
        let level_names = level_names_in(&said);
        let title = called.map(|column| row.text(column)).unwrap_or_default();
        if level_names.is_empty() && !said.is_empty() {
            builder.reading.skip(row.line, format!("row of `{said}`, which is no level"));
            continue;
        }
        let mut levels: Vec<Option<usize>> = level_names
            .iter()
            .map(|level_name| Some(builder.level_index(row.line, &with_title(level_name, &title), None)))
            .collect();
        if levels.is_empty() {
            levels.push(None);
        }
        for level in levels {
            for at in texts.iter().filter_map(|column| row.at(*column)) {
                builder.add_text(criterion, level, at.cell);
            }
            for at in examples.iter().filter_map(|column| row.at(*column)) {
                builder.add_examples(criterion, level, at.cell);
            }
        }
    }
    true
}

fn with_title(level_name: &LevelName, title: &str) -> LevelName {
    if title.is_empty() || !level_name.title.is_empty() {
        return level_name.clone();
    }
    LevelName {
        title: title.to_owned(),
        seniority: levels::parse_level(title).seniority,
        ..level_name.clone()
    }
}

fn level_names_in(text: &str) -> Vec<LevelName> {
    if text.len() > 120 { Vec::new() } else { column_names::levels_in(text) }
}
