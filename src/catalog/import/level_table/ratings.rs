//! Tables whose cells are numbers, marks or words of proficiency: what level of a skill is asked, not a text.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::levels::{self, LevelName};
use super::super::{RawCriterion, RawRequirement, RawRole};
use super::column_names::{self, ColumnUse};
use super::level_header::{LevelColumn, LevelHeader};
use super::table_layout::{LayoutRow, PlacedCell, TableLayout};
use super::{BACK, MOST_LEVELS, TableReadingBuilder};
use crate::domain::framework::CriterionKind;

#[derive(Debug, Default)]
pub struct RatingScale {
    /// The words in use, from the lowest.
    words: Vec<(u16, String)>,
}

pub enum CellContent {
    RatingScale(RatingScale),
    Texts,
    /// Amounts of money, years, hours: nothing that a framework asks.
    Amounts,
}

impl RatingScale {
    /// The rating that a cell is; 0 for none asked. `None` where it is a text.
    pub fn rank(&self, text: &str) -> Option<u8> {
        parse_rating(text).or_else(|| {
            let seniority = proficiency_rank(text)?;
            let at = self.words.iter().position(|(known, _)| *known == seniority)?;
            u8::try_from(at + 1).ok()
        })
    }
}

/// What the cells of some rows are, as far as `of_levels` says that they are at a level.
pub fn scale(rows: &[LayoutRow<'_>], of_levels: impl Fn(&PlacedCell<'_>) -> bool) -> CellContent {
    let (mut all, mut rated, mut amounts) = (0_usize, 0_usize, 0_usize);
    let mut words = BTreeSet::new();
    for at in rows.iter().flat_map(LayoutRow::filled).filter(|at| of_levels(at)) {
        let text = at.text();
        all += 1;
        if parse_rating(&text).is_some() {
            rated += 1;
        } else if let Some(seniority) = proficiency_rank(&text) {
            rated += 1;
            words.insert((seniority, text.to_lowercase()));
        } else if text.len() < 24
            && text.chars().any(|c| c.is_ascii_digit())
            && !text.chars().any(char::is_lowercase)
        {
            amounts += 1;
        }
    }
    // Two words of the same seniority are the same rating.
    let mut seen = HashSet::new();
    let words = words.into_iter().filter(|(seniority, _)| seen.insert(*seniority)).collect();
    match () {
        () if all > 0 && rated * 5 >= all * 4 => CellContent::RatingScale(RatingScale { words }),
        () if amounts * 2 > all => CellContent::Amounts,
        () => CellContent::Texts,
    }
}

/// `3`, `L3`, `Level 3`, `3/5`, `4 - Expert`, `●●○`, `✓`.
fn parse_rating(text: &str) -> Option<u8> {
    let text = text.trim();
    if text.is_empty() || text.len() > 24 {
        return None;
    }
    let full = |c: char| matches!(c, '●' | '★' | '⭐' | '✓' | '✔' | '✅' | '■' | '⬤' | '☑' | '🟢' | '☒');
    let empty = |c: char| {
        matches!(c, '○' | '☆' | '✗' | '✘' | '❌' | '□' | '◯' | '☐' | '⚪' | '\u{fe0f}') || c.is_whitespace()
    };
    if text.chars().all(|c| full(c) || empty(c)) {
        return u8::try_from(text.chars().filter(|c| full(*c)).count()).ok();
    }
    if text.eq_ignore_ascii_case("x") {
        return Some(1);
    }
    let bare = text.split_once('/').map_or(text, |(value, _)| value).trim().trim_end_matches(['+', '.']);
    let bare = bare.strip_suffix(".0").unwrap_or(bare);
    if let Ok(number) = bare.parse::<u8>() {
        return (number <= 30).then_some(number);
    }
    let level_name = levels::parse_level(text);
    let number = level_name.number.filter(|_| {
        !level_name.label.is_empty() && level_name.plain && level_name.title.split(' ').count() < 3
    })?;
    u8::try_from(number).ok().filter(|number| *number <= 30)
}

/// The seniority of a cell that is one or two words of proficiency.
fn proficiency_rank(text: &str) -> Option<u16> {
    (text.len() <= 24 && text.split(' ').count() <= 2)
        .then(|| levels::parse_proficiency(text).unwrap_or_else(|| levels::parse_level(text)))
        .filter(LevelName::is_level)?
        .seniority
}

pub fn known_criteria(builder: &TableReadingBuilder<'_>) -> HashMap<String, usize> {
    let from = builder.reading.criteria.len().saturating_sub(BACK);
    let named = builder.reading.criteria.iter().enumerate().skip(from);
    named.filter(|(_, one)| !one.texts.is_empty()).map(|(at, one)| (one.name.to_lowercase(), at)).collect()
}

/// Takes away again what stands in the file already: the table asked for that.
pub fn drop_known_criteria(builder: &mut TableReadingBuilder<'_>, known: &HashMap<String, usize>) {
    let is_double = |one: &RawCriterion| one.texts.is_empty() && known.contains_key(&one.name.to_lowercase());
    while builder.reading.criteria.last().is_some_and(is_double) {
        let last = builder.reading.criteria.len() - 1;
        if builder.reading.demands.iter().rev().take(MOST_LEVELS * 2).any(|demand| demand.criterion == last) {
            break;
        }
        builder.reading.criteria.pop();
    }
}

/// Adds a demand, unless nothing is asked.
pub fn add_requirement(
    builder: &mut TableReadingBuilder<'_>, line: usize, level: usize, criterion: usize, rank: u8,
) {
    if rank > 0 {
        builder.reading.demands.push(RawRequirement { line, level, criterion, rank });
    }
}

/// Whether the columns are the roles of a company rather than the levels of one: each is another trade.
pub fn are_roles(head: &LevelHeader) -> bool {
    let titles: Vec<String> = head
        .columns
        .iter()
        .filter(|column| {
            column
                .level_names
                .iter()
                .all(|level_name| level_name.label.is_empty() && level_name.number.is_none())
        })
        .flat_map(|column| &column.level_names)
        .map(|level_name| levels::trade(&level_name.title).to_lowercase())
        .collect();
    let distinct: HashSet<&String> = titles.iter().filter(|title| !title.is_empty()).collect();
    titles.len() == head.columns.len() && distinct.len() == titles.len()
}

/// Reads a table of roles over ratings whose columns look like levels.
pub fn read_matrix(
    layout: &TableLayout<'_>, head: &LevelHeader, scale: &RatingScale, builder: &mut TableReadingBuilder<'_>,
) -> bool {
    let first = head.columns.first().map_or(1, |column| column.start);
    first > 0 && read_from(layout, head.row, first, scale, builder)
}

/// Reads a table whose columns are roles: skills by row, numbers in the cells.
pub fn read_roles(layout: &TableLayout<'_>, builder: &mut TableReadingBuilder<'_>) -> bool {
    let Some((first, body)) = layout.rows.split_first() else { return false };
    // `Category | Skill` before the roles.
    let is_label = |at: &PlacedCell<'_>| {
        matches!(column_names::column_use(&at.text()), ColumnUse::Name | ColumnUse::Group)
    };
    let labels =
        first.cells.iter().take_while(|at| at.column == 0 || is_label(at)).last().map_or(1, PlacedCell::end);
    let titles: Vec<&PlacedCell<'_>> = first.filled().filter(|at| at.column >= labels).collect();
    let is_skill = first
        .cells
        .iter()
        .any(|at| at.column < labels && column_names::column_use(&at.text()) == ColumnUse::Name);
    let trades = titles.iter().filter(|at| levels::is_trade(&at.text())).count();
    let other = titles.iter().any(|at| {
        column_names::column_use(&at.text()) != ColumnUse::Unknown || column_names::is_glossary(&at.text())
    });
    if titles.len() < 2
        || titles.len() > MOST_LEVELS
        || other
        || !is_skill && trades * 2 < titles.len()
        || body.len() < 2
    {
        return false;
    }
    match scale(body, |at| at.column >= labels) {
        CellContent::RatingScale(scale) => read_from(layout, 0, labels, &scale, builder),
        _ => false,
    }
}

/// Reads the roles of a header, behind the columns that name the skills.
fn read_from(
    layout: &TableLayout<'_>, header: usize, labels: usize, scale: &RatingScale,
    builder: &mut TableReadingBuilder<'_>,
) -> bool {
    let Some(first) = layout.rows.get(header) else { return false };
    let mut roles: Vec<(LevelColumn, usize)> = Vec::new();
    for at in first.filled().filter(|at| at.column >= labels) {
        let title = at.text();
        let level_name = LevelName { title: title.clone(), plain: true, ..LevelName::default() };
        let level = builder.level_index(first.line, &level_name, Some(&title));
        if !builder.reading.roles.iter().any(|role| role.title == title) {
            let role = RawRole { line: first.line, title, levels: vec![level], ..RawRole::default() };
            builder.reading.roles.push(role);
        }
        roles.push((
            LevelColumn { start: at.column, end: at.end(), level_names: vec![level_name], track: None },
            level,
        ));
    }
    let mut group = None;
    for row in layout.rows.iter().skip(header + 1) {
        let name = row.text(labels - 1);
        if labels > 1 && !row.text(0).is_empty() && !name.is_empty() {
            group = Some(row.text(0));
        }
        if name.is_empty() && labels > 1 && row.filled().count() == 1 {
            group = Some(row.text(0)).filter(|group| !group.is_empty()).or(group);
            continue;
        }
        if name.is_empty() {
            builder.reading.skip(row.line, "row without a name");
            continue;
        }
        if row.filled().count() == 1 {
            group = Some(name);
            continue;
        }
        let criterion =
            RawCriterion { group: group.clone(), ..RawCriterion::new(row.line, CriterionKind::Skill, name) };
        let criterion = builder.add_criterion(criterion);
        for (column, level) in &roles {
            let Some(at) = row.at(column.start).filter(|at| !at.is_empty()) else { continue };
            match scale.rank(&at.text()) {
                Some(rank) => add_requirement(builder, row.line, *level, criterion, rank),
                None => builder.add_text(criterion, Some(*level), at.cell),
            }
        }
    }
    true
}
