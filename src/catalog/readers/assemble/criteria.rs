//! Criteria of all files put together, each with a key.

use std::collections::HashMap;

use super::super::keys::{Keys, mark_of, slug};
use super::super::{Code, FoundCriterion, FoundText, Reading};
use super::ranks::Ranks;
use crate::domain::framework::{Criterion, Framework, Group, Kind, LevelText, Text};
use crate::domain::ids::Level;

/// The group of criteria that each page of a framework repeats.
const SHARED: &str = "Behaviours";

/// The criteria of a framework, and which of them each found one became.
pub struct Merged {
    /// The criteria, in the order in which they were found.
    pub criteria: Vec<Criterion>,
    /// Their groups.
    pub groups: Vec<Group>,
    /// For each reading, for each of its criteria, its place in `criteria`.
    places: Vec<Vec<usize>>,
    /// Whether two files say different things under one name at one level.
    pub files_differ: bool,
}

impl Merged {
    /// What a criterion of a reading became.
    pub fn of(&self, reading: usize, criterion: usize) -> Option<&Criterion> {
        self.criteria.get(*self.places.get(reading)?.get(criterion)?)
    }

    /// Leaves to SFIA's table what a page says of a skill in the same words: the name, the category, the link.
    pub fn name_skills(&mut self, sfia: &Framework) {
        for criterion in &mut self.criteria {
            let Some(skill) = sfia.criterion(&criterion.key) else { continue };
            criterion.kind = Kind::Skill;
            if criterion.name.is_empty() {
                criterion.name = skill.name.clone();
            }
        }
    }
}

/// By what two found criteria are one.
#[derive(PartialEq, Eq, Hash, Clone)]
struct Identity {
    name: String,
    group: String,
    track: String,
}

/// Puts the criteria of all readings together.
pub fn merge(readings: &mut [Reading], ranks: &Ranks) -> Merged {
    let mut merged =
        Merged { criteria: Vec::new(), groups: Vec::new(), places: Vec::new(), files_differ: false };
    let mut keys = Keys::default();
    // A name may stand for several criteria, where they say different things at one level.
    let mut known: HashMap<Identity, Vec<(usize, usize)>> = HashMap::new();
    for (r, reading) in readings.iter_mut().enumerate() {
        let mut places = Vec::with_capacity(reading.criteria.len());
        let mut doubled = Vec::new();
        let file = slug(reading.title.as_deref().unwrap_or(&reading.file));
        for found in &reading.criteria {
            let texts = texts(found, r, ranks);
            let identity = identity(found);
            let same = known.entry(identity.clone()).or_default();
            let fits = same.iter().find(|(at, _)| agrees(&merged.criteria[*at], &texts, found.key.is_some()));
            let at = match fits {
                Some((at, _)) => {
                    let code = found.key.as_deref().unwrap_or_default();
                    for level in add(&mut merged.criteria[*at], texts) {
                        let message =
                            format!("{code}@{level} says something else in another file; both are kept");
                        doubled.push((found.line, message));
                    }
                    *at
                }
                None => {
                    if let Some((_, other)) = same.last() {
                        if *other == r {
                            doubled.push((found.line, format!("the name `{}` stands twice", found.name)));
                        } else {
                            merged.files_differ = true;
                        }
                    }
                    let key = keys.take(&candidates(found, &identity, &file, &texts));
                    merged.criteria.push(criterion(found, key, texts));
                    same.push((merged.criteria.len() - 1, r));
                    merged.criteria.len() - 1
                }
            };
            places.push(at);
        }
        for (line, message) in doubled {
            reading.warn(line, Code::Duplicate, message);
        }
        reading.warnings.sort_by_key(|warning| warning.line);
        merged.places.push(places);
    }
    for (r, reading) in readings.iter().enumerate() {
        for found in &reading.shared {
            let identity = identity(found);
            let group = found.group.clone().unwrap_or_else(|| SHARED.to_owned());
            let same = known.entry(identity.clone()).or_default();
            let texts = texts(found, r, ranks);
            match same.first() {
                Some((at, _)) => {
                    add(&mut merged.criteria[*at], texts);
                }
                None => {
                    let key = keys.take(&candidates(found, &identity, "", &texts));
                    let mut one = criterion(found, key, texts);
                    one.group = Some(slug(&group).into());
                    merged.criteria.push(one);
                    same.push((merged.criteria.len() - 1, r));
                }
            }
            put_group(&mut merged.groups, &group, true);
        }
        for found in &reading.criteria {
            if let Some(group) = &found.group {
                // Nobody can ask at a level for what has none: it is asked of everybody.
                let always = found.texts.iter().all(|text| text.level.is_none()) && !found.texts.is_empty();
                put_group(&mut merged.groups, group, always && reading.levels.is_empty());
            }
        }
    }
    ungrouped(&mut merged);
    merged
}

/// Criteria without levels and without a group are asked of everybody, and so need a group.
fn ungrouped(merged: &mut Merged) {
    const TITLE: &str = "At every level";
    let mut any = false;
    for criterion in merged.criteria.iter_mut().filter(|one| one.group.is_none()) {
        if !criterion.levels.is_empty() && criterion.levels.iter().all(|text| text.level.is_none()) {
            criterion.group = Some(slug(TITLE).into());
            any = true;
        }
    }
    if any {
        put_group(&mut merged.groups, TITLE, true);
    }
}

fn put_group(groups: &mut Vec<Group>, title: &str, always: bool) {
    let key = slug(title);
    if key.is_empty() {
        return;
    }
    match groups.iter_mut().find(|group| group.key == key) {
        Some(group) => group.always |= always,
        None => groups.push(Group { key: key.into(), title: title.to_owned().into(), always }),
    }
}

fn identity(found: &FoundCriterion) -> Identity {
    match &found.key {
        Some(key) => Identity { name: key.to_lowercase(), group: String::new(), track: String::new() },
        None => Identity {
            name: found.name.to_lowercase(),
            group: found.group.as_deref().unwrap_or_default().to_lowercase(),
            track: found.track.as_deref().unwrap_or_default().to_lowercase(),
        },
    }
}

/// The keys that a criterion may have, the shortest first; the last one is its own whatever stands around it.
fn candidates(found: &FoundCriterion, identity: &Identity, file: &str, texts: &[LevelText]) -> Vec<String> {
    if let Some(key) = &found.key {
        return vec![key.clone()];
    }
    let name = slug(&found.name);
    let with = |before: &str| match (slug(before), name.is_empty()) {
        (before, _) if before.is_empty() => String::new(),
        (before, true) => before,
        (before, false) => format!("{before}-{name}"),
    };
    let said: String = texts.iter().flat_map(|text| &text.statements).map(|text| &**text).collect();
    let group_and_track = format!("{} {}", identity.track, identity.group);
    let mut all =
        vec![name.clone(), with(&identity.group), with(&identity.track), with(&group_and_track), with(file)];
    all.push(format!(
        "{}{}",
        if name.is_empty() { String::new() } else { format!("{name}-") },
        mark_of(&said)
    ));
    all.retain(|key| !key.is_empty() && key.len() <= 80);
    all
}

fn texts(found: &FoundCriterion, reading: usize, ranks: &Ranks) -> Vec<LevelText> {
    let level_of = |text: &FoundText| text.level.and_then(|level| ranks.get(reading, level));
    let owned = |texts: &[String]| texts.iter().map(|text| Text::from(text.clone())).collect::<Vec<_>>();
    let mut all: Vec<LevelText> = Vec::with_capacity(found.texts.len());
    for text in &found.texts {
        let level = level_of(text);
        let whole = text.text.clone().unwrap_or_else(|| text.statements.join(" "));
        match all.iter_mut().find(|known| known.level == level) {
            Some(known) => extend(known, &whole, owned(&text.statements), owned(&text.examples)),
            None => all.push(LevelText {
                level,
                text: whole.into(),
                statements: owned(&text.statements),
                examples: owned(&text.examples),
            }),
        }
    }
    all.sort_by_key(|text| text.level);
    all
}

fn extend(known: &mut LevelText, whole: &str, statements: Vec<Text>, examples: Vec<Text>) {
    if !whole.is_empty() && !known.text.contains(whole) {
        let joined = format!("{} {whole}", known.text);
        known.text = joined.trim().to_owned().into();
    }
    known.statements.extend(statements);
    known.examples.extend(examples);
}

/// Whether texts can be put to a criterion: at each level that both have they say the same. A skill that a code names is
/// one in any case.
fn agrees(criterion: &Criterion, texts: &[LevelText], coded: bool) -> bool {
    coded
        || texts.iter().all(|text| {
            let known = criterion.levels.iter().find(|known| known.level == text.level);
            known.is_none_or(|known| known.statements == text.statements)
        })
}

/// Puts texts to a criterion; returns the levels at which it says something else already.
fn add(criterion: &mut Criterion, texts: Vec<LevelText>) -> Vec<Level> {
    let mut differ = Vec::new();
    for text in texts {
        let Some(known) = criterion.levels.iter_mut().find(|known| known.level == text.level) else {
            criterion.levels.push(text);
            continue;
        };
        let new: Vec<Text> =
            text.statements.into_iter().filter(|statement| !known.statements.contains(statement)).collect();
        if !new.is_empty() {
            differ.extend(known.level);
            extend(known, &text.text, new, text.examples);
        }
    }
    criterion.levels.sort_by_key(|text| text.level);
    differ
}

fn criterion(found: &FoundCriterion, key: String, levels: Vec<LevelText>) -> Criterion {
    let text = |value: &Option<String>| value.clone().map(Text::from);
    Criterion {
        key: key.into(),
        kind: found.kind,
        name: found.name.clone().into(),
        category: text(&found.category),
        subcategory: text(&found.subcategory),
        url: text(&found.url),
        description: text(&found.description),
        group: found
            .group
            .as_deref()
            .map(|group| slug(group).into())
            .filter(|group: &Text| !group.is_empty()),
        levels,
    }
}
