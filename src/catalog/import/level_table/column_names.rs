//! What the words of a table mean: names of levels, kinds of columns, cells without a text.

use super::super::blocks::{Cell, Inline};
use super::super::levels::{self, LevelName};
use super::table_layout::TableLayout;
use crate::catalog::import::vocabulary::{TABLES, WordList};

/// What a column that holds no level is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUse {
    Name,
    Group,
    Description,
    Examples,
    Level,
    Skipped,
    Unknown,
}

/// A name as it is compared: lower case, without marks around it.
pub fn normalized(name: &str) -> String {
    name.to_lowercase()
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '#')
        .replace('_', " ")
        .trim()
        .to_owned()
}

pub fn column_use(name: &str) -> ColumnUse {
    let plain = normalized(name);
    let is = |words: &WordList| words.contains(&plain);
    let skill_of = |part: &str| TABLES.names.contains(part.trim()) || TABLES.levels.contains(part.trim());
    match () {
        () if is(&TABLES.names) => ColumnUse::Name,
        () if is(&TABLES.groups) => ColumnUse::Group,
        () if is(&TABLES.descriptions) => ColumnUse::Description,
        () if is(&TABLES.examples) => ColumnUse::Examples,
        () if is(&TABLES.levels) => ColumnUse::Level,
        () if is(&TABLES.skipped) => ColumnUse::Skipped,
        // `Level/Skill`, `Skill \ Level`
        () if plain.split(['/', '\\', '|']).all(skill_of) && plain.len() > 3 => ColumnUse::Name,
        () => ColumnUse::Unknown,
    }
}

pub fn is_glossary(name: &str) -> bool {
    let plain = normalized(name);
    TABLES.glossary.contains(&plain) || is_pay(&plain)
}

/// Whether a row or column is about pay and the like.
pub fn is_pay(name: &str) -> bool {
    TABLES.other_subjects.contains(&normalized(name))
}

/// Whether a table is about something else: two of its columns, or one of two, say so.
pub fn is_other(layout: &TableLayout<'_>) -> bool {
    let Some(first) = layout.rows.first() else { return true };
    let other = first.filled().filter(|at| is_pay(&at.text())).count();
    other >= 2 || other == 1 && first.filled().count() <= 3
}

pub fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 16
        && (text.chars().all(|c| matches!(c, '-' | '–' | '—' | '.' | '…' | '/' | '\\' | '_' | '*' | ' '))
            || TABLES.nothing.iter().any(|nothing| text.eq_ignore_ascii_case(nothing)))
}

/// Whether a text is a span of years and nothing else: `0-2 years`, `5+`.
pub fn is_duration(text: &str) -> bool {
    let rest: String = text
        .to_lowercase()
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| {
            !["years", "year", "yrs", "yr", "y", "yoe", "months", "to", "of", "experience"].contains(word)
        })
        .collect();
    rest.is_empty() && text.chars().any(|c| c.is_ascii_digit()) && text.len() <= 30
}

/// The levels that a cell of a header names: none, one, or those of `L3/L4`, `Senior & Staff`, `Junior (L1-L2)`.
pub fn levels_of_cell(cell: &Cell) -> Vec<LevelName> {
    let text = cell.text();
    if text.len() > 120 {
        return Vec::new();
    }
    let found = levels_in(&text);
    if !found.is_empty() || cell.items.len() < 2 {
        return found;
    }
    // `Senior Engineer`, and in a line of its own how many years that takes.
    cell.items.first().map(Inline::text).map(|first| levels_in(&first)).unwrap_or_default()
}

pub fn levels_in(text: &str) -> Vec<LevelName> {
    let several = parse_several(text);
    if !several.is_empty() {
        return several;
    }
    let level_name = without_column_words(levels::parse_level(text));
    let (base, inner) = bracketed(text);
    if let Some(inner) = inner {
        let within = levels_in_brackets(inner);
        if within.len() > 1 {
            let title = levels::parse_level(base).title;
            return within.into_iter().map(|one| LevelName { title: title.clone(), ..one }).collect();
        }
    }
    if level_name.is_level() {
        return vec![level_name];
    }
    if let Some(level_name) = levels::parse_proficiency(text) {
        return vec![level_name];
    }
    // `Senior (5+ years)`
    let level_name = without_column_words(levels::parse_level(base));
    if inner.is_some() && level_name.is_level() { vec![level_name] } else { Vec::new() }
}

fn levels_in_brackets(inner: &str) -> Vec<LevelName> {
    parse_several(inner)
}

fn bracketed(text: &str) -> (&str, Option<&str>) {
    let inner = text.trim_end().strip_suffix(')').and_then(|text| text.split_once('('));
    inner.map_or((text, None), |(base, inner)| (base.trim(), Some(inner)))
}

/// `Level 1 description` is level 1.
fn without_column_words(mut level_name: LevelName) -> LevelName {
    if !level_name.label.is_empty()
        && matches!(
            column_use(&level_name.title),
            ColumnUse::Description | ColumnUse::Name | ColumnUse::Level
        )
    {
        level_name.title.clear();
    }
    level_name
}

fn parse_several(text: &str) -> Vec<LevelName> {
    if text.contains('(') {
        return Vec::new();
    }
    let parts: Vec<&str> = text.split(['/', '&', '+', ',']).flat_map(|part| part.split(" and ")).collect();
    if parts.len() > 1 && parts.len() <= 4 {
        let level_names: Vec<LevelName> = parts.iter().map(|part| levels::parse_level(part)).collect();
        if level_names.iter().all(LevelName::is_level) {
            return level_names;
        }
    }
    parse_range(text).unwrap_or_default()
}

/// `L1-L3`, `L1–3`, `IC2 to IC4`, `Level 1 - Level 3`.
fn parse_range(text: &str) -> Option<Vec<LevelName>> {
    let (first, last) =
        [" to ", "–", "—", "-", "→"].into_iter().find_map(|separator| text.split_once(separator))?;
    let first = levels::parse_level(first);
    let last = levels::parse_level(last);
    let (low, high) = (first.number?, last.number?);
    let bare = |level_name: &LevelName| level_name.title.is_empty() && !level_name.label.is_empty();
    let same = first.prefix == last.prefix || last.prefix.is_empty();
    if !bare(&first) || !bare(&last) || !same || low >= high || high - low > 10 {
        return None;
    }
    let stem = first.label.trim_end_matches(|c: char| c.is_ascii_digit());
    // `1-3` alone is a number of years or of people.
    (!stem.is_empty())
        .then(|| (low..=high).map(|number| levels::parse_level(&format!("{stem}{number}"))).collect())
}
