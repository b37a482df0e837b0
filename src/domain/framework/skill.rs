//! What is asked of a framework against SFIA: whether a key is a code, where a skill is defined, whose text a text is.

use super::Criterion;
use super::words::bare;
use crate::domain::ids::Level;

/// Whether a key has the form of an SFIA code: four capitals.
pub fn is_code(key: &str) -> bool {
    key.len() == 4 && key.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The levels of a skill in words: `from 2 to 5`.
pub fn range(skill: &Criterion) -> String {
    let defined: Vec<String> = skill.defined().map(|level| level.to_string()).collect();
    match (defined.first(), defined.last()) {
        (Some(first), Some(last)) if first != last => format!("from {first} to {last}"),
        (Some(only), _) => format!("at {only} only"),
        _ => "at no level".to_owned(),
    }
}

/// The other level of a skill, as its official text has it, whose text this is.
pub fn other_level(official: &Criterion, level: Level, says: &str) -> Option<Level> {
    let says = bare(says);
    if says.is_empty() {
        return None;
    }
    let same = official.levels.iter().filter(|text| bare(&text.text) == says);
    let same: Vec<Level> = same.filter_map(|text| text.level).collect();
    (!same.contains(&level)).then(|| same.first().copied()).flatten()
}
