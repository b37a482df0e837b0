//! What a change of a framework takes from tags: the criterion, its level, its statement, or what the statement says.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::super::mapping::{CriterionProposal, Mapper};
use super::super::words::is_near;
use super::super::{Criterion, Framework, Text};
use crate::domain::tag::Tag;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LossReason {
    Gone,
    Level,
    Statement,
    /// Another statement has that number; one that is only worded otherwise keeps its tags.
    Replaced,
}

#[derive(Debug, Clone, Copy)]
pub struct TaggedEntry<'e> {
    pub tags: &'e [Tag],
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostTag {
    /// What the tags name: `craft`, `craft@4`, `craft@4.2`.
    pub tag: String,
    pub why: LossReason,
    pub proposal: Option<CriterionProposal>,
    pub entries: Vec<usize>,
}

/// What the tags of entries lose from one framework to another, both with all that is read with them, by tag. What a tag
/// did not have before, it does not lose.
pub fn lost_tags(entries: &[TaggedEntry<'_>], from: &Framework, to: &Framework) -> Vec<LostTag> {
    let (old, new) = (by_key(from), by_key(to));
    let mut found: BTreeMap<(String, LossReason), Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for tag in entry.tags {
            let key = tag.key.to_ascii_lowercase();
            let Some(before) = old.get(&key) else { continue };
            let Some(lost) = of(tag, before, new.get(&key).copied()) else { continue };
            let entries = found.entry(lost).or_default();
            if entries.last() != Some(&at) {
                entries.push(at);
            }
        }
    }
    let mapper = found.keys().any(|(_, why)| *why == LossReason::Gone).then(|| Mapper::new(from, to));
    let lost = |((tag, why), entries): ((String, LossReason), Vec<usize>)| {
        let mapper = mapper.as_ref().filter(|_| why == LossReason::Gone);
        LostTag { proposal: mapper.and_then(|mapper| mapper.propose(&tag)), tag, why, entries }
    };
    found.into_iter().map(lost).collect()
}

fn by_key(framework: &Framework) -> HashMap<String, &Criterion> {
    framework.criteria.iter().map(|one| (one.key.to_ascii_lowercase(), one)).collect()
}

/// What a tag loses, with as much of the tag as it takes to say so.
fn of(tag: &Tag, before: &Criterion, after: Option<&Criterion>) -> Option<(String, LossReason)> {
    let Some(after) = after else { return Some((before.key.to_string(), LossReason::Gone)) };
    let at_level = || tag.level.map_or(before.key.to_string(), |level| format!("{}@{level}", before.key));
    if tag.level.is_some_and(|level| before.defines(level) && !after.defines(level)) {
        return Some((at_level(), LossReason::Level));
    }
    let number = tag.statement?;
    let was = statement(tag, before, number)?;
    let why = match statement(tag, after, number) {
        None => LossReason::Statement,
        Some(now) if !is_near(was, now) => LossReason::Replaced,
        Some(_) => return None,
    };
    Some((format!("{}.{number}", at_level()), why))
}

fn statement<'c>(tag: &Tag, criterion: &'c Criterion, number: u8) -> Option<&'c Text> {
    let text = match tag.level {
        Some(level) => criterion.text_for(level),
        None => criterion.levels.first().filter(|text| text.level.is_none()),
    };
    text?.statements.get(usize::from(number).checked_sub(1)?)
}
