//! Small frameworks for the tests of what reads them.

use super::{
    Criterion, CriterionKind, Framework, FrameworkLevel, Group, LevelText, Requirement, Role, RoleLevel, Text,
};
use crate::domain::ids::Level;

fn text(text: &str) -> Text {
    text.to_owned().into()
}

pub fn level(rank: u8) -> Level {
    Level::known(rank)
}

/// What is said at a level: statements, a bar between them. Level 0 is none in particular.
pub fn said(rank: u8, statements: &str) -> LevelText {
    let statements: Vec<Text> = statements.split('|').filter(|one| !one.is_empty()).map(text).collect();
    LevelText { level: Level::new(rank), text: statements.join(" ").into(), statements, examples: Vec::new() }
}

pub fn criterion(key: &str, name: &str, levels: &[(u8, &str)]) -> Criterion {
    Criterion {
        key: text(key),
        kind: CriterionKind::Skill,
        name: text(name),
        levels: levels.iter().map(|(rank, statements)| said(*rank, statements)).collect(),
        ..Criterion::default()
    }
}

/// A framework with levels 1 to 5.
pub fn framework(key: &str, criteria: Vec<Criterion>) -> Framework {
    let name = |rank: u8| FrameworkLevel {
        level: level(rank),
        label: format!("L{rank}").into(),
        title: format!("Rank {rank}").into(),
    };
    Framework {
        key: text(key),
        title: text(key),
        levels: (1..=5).map(name).collect(),
        criteria,
        ..Framework::default()
    }
}

pub fn group(key: &str) -> Group {
    Group { key: text(key), title: text(key), always: true }
}

/// A role, its levels with what they require as `KEY@LEVEL KEY@LEVEL`.
pub fn role(key: &str, levels: &[(u8, &str)]) -> Role {
    let need = |need: &str| {
        let (key, rank) = need.split_once('@').unwrap();
        Requirement { key: text(key), level: level(rank.parse().unwrap()) }
    };
    let at = |(rank, requires): &(u8, &str)| RoleLevel {
        level: level(*rank),
        title: format!("{key} {rank}").into(),
        scope: text(""),
        description: text(""),
        requires: requires.split_whitespace().map(need).collect(),
    };
    Role { key: text(key), title: text(key), career_path: text(""), levels: levels.iter().map(at).collect() }
}

/// A variant's name as JSON has it: `RoleLevel` is `role-level`.
pub fn word(variant: impl std::fmt::Debug) -> String {
    let letter = |c: char| if c.is_uppercase() { format!("-{}", c.to_lowercase()) } else { c.to_string() };
    format!("{variant:?}").chars().map(letter).collect::<String>().trim_start_matches('-').to_owned()
}
