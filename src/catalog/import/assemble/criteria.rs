//! Criteria of all files put together, each with a key.

use std::collections::{HashMap, HashSet};

use super::super::slugs::{KeyAllocator, slug, text_fingerprint};
use super::super::{ImportWarning, RawCriterion, RawText, Reading, WarningCode};
use super::normalize::{append_paragraph, describe_with};
use super::ranks::Ranks;
use crate::domain::framework::{Criterion, CriterionKind, Framework, Group, LevelText, Text};
use crate::domain::ids::Level;

/// The group of criteria that each page of a framework repeats.
const SHARED: &str = "Behaviours";

/// How many criteria of one name are asked whether they say the same; more are no framework.
const MOST_ALIKE: usize = 200;

/// The criteria of a framework, and which of them each found one became.
pub struct MergedCriteria {
    /// The criteria, in the order in which they were found.
    pub criteria: Vec<Criterion>,
    pub groups: Vec<Group>,
    /// For each reading, for each of its criteria, its place in `criteria`.
    places: Vec<Vec<usize>>,
    /// Whether two files say different things under one name at one level.
    pub files_differ: bool,
}

impl MergedCriteria {
    pub fn of(&self, reading: usize, criterion: usize) -> Option<&Criterion> {
        self.criteria.get(*self.places.get(reading)?.get(criterion)?)
    }

    /// Leaves to SFIA's table what a page says of a skill in the same words: the name, the category, the link.
    pub fn name_skills(&mut self, sfia: &Framework) {
        for criterion in &mut self.criteria {
            let Some(skill) = sfia.criteria.iter().find(|skill| skill.key == criterion.key) else { continue };
            criterion.kind = CriterionKind::Skill;
            if criterion.name.is_empty() || criterion.name == criterion.key {
                criterion.name = skill.name.clone();
            }
        }
    }
}

#[derive(PartialEq, Eq, Hash, Clone)]
struct CriterionIdentity {
    keyed: bool,
    name: String,
    group: String,
    track: String,
}

pub fn merge(readings: &mut [Reading], ranks: &Ranks, sfia: &Framework) -> MergedCriteria {
    let mut merger = CriterionMerger::new(readings, sfia);
    for (r, reading) in readings.iter_mut().enumerate() {
        let mut places = Vec::with_capacity(reading.criteria.len());
        let mut doubled = Vec::new();
        let file = slug(reading.title.as_deref().unwrap_or(&reading.file));
        for found in &reading.criteria {
            places.push(merger.put(found, level_texts(found, r, ranks), (r, &file), &mut doubled));
        }
        for (line, message) in doubled {
            // A table tells of its rows itself.
            let told =
                |warning: &ImportWarning| warning.code == WarningCode::Duplicate && warning.line == line;
            if !reading.warnings.iter().any(told) {
                reading.warn(line, WarningCode::Duplicate, message);
            }
        }
        reading.warnings.sort_by_key(|warning| warning.line);
        merger.merged.places.push(places);
    }
    for (r, reading) in readings.iter().enumerate() {
        for found in &reading.shared {
            let group = found.group.clone().unwrap_or_else(|| SHARED.to_owned());
            merger.put_shared(found, level_texts(found, r, ranks), r, &group);
            put_group(&mut merger.merged.groups, &group, true);
        }
        for found in &reading.criteria {
            if let Some(group) = &found.group {
                // Nobody can ask at a level for what has none: it is asked of everybody.
                let always = found.texts.iter().all(|text| text.level.is_none()) && !found.texts.is_empty();
                put_group(&mut merger.merged.groups, group, always && reading.levels.is_empty());
            }
        }
    }
    let mut merged = merger.merged;
    merged.criteria.iter_mut().for_each(describe_unleveled);
    ungrouped(&mut merged);
    merged
}

struct CriterionMerger<'s> {
    merged: MergedCriteria,
    keys: KeyAllocator,
    sfia: &'s Framework,
    /// A name may stand for several criteria, where they say different things at one level: their places, and the reading
    /// that made each.
    known: HashMap<CriterionIdentity, Vec<(usize, usize)>>,
}

impl<'s> CriterionMerger<'s> {
    fn new(readings: &[Reading], sfia: &'s Framework) -> Self {
        let mut keys = KeyAllocator::default();
        let codes: HashSet<&str> = sfia.criteria.iter().map(|one| &*one.key).collect();
        let mut found =
            readings.iter().flat_map(|reading| &reading.criteria).filter_map(|one| one.key.as_deref());
        if found.any(|key| codes.contains(key)) {
            // A heading `Test` beside SFIA's skills is not TEST.
            codes.iter().for_each(|code| keys.keep(code));
        }
        let merged = MergedCriteria {
            criteria: Vec::new(),
            groups: Vec::new(),
            places: Vec::new(),
            files_differ: false,
        };
        Self { merged, keys, sfia, known: HashMap::new() }
    }

    fn put(
        &mut self, found: &RawCriterion, texts: Vec<LevelText>, (r, file): (usize, &str),
        doubled: &mut Vec<(usize, String)>,
    ) -> usize {
        let identity = identity(found);
        let same = self.known.entry(identity.clone()).or_default();
        let keyed = found.key.is_some();
        // Two rows of one file under one name are two criteria; a skill that a code names is one in any case.
        let fits = same
            .iter()
            .take(MOST_ALIKE)
            .find(|(at, from)| keyed || *from != r && agrees(&self.merged.criteria[*at], &texts));
        if let Some((at, _)) = fits {
            let at = *at;
            let known = &mut self.merged.criteria[at];
            for level in add_texts(known, texts) {
                let message =
                    format!("{}@{level} says something else in another place; both are kept", known.key);
                doubled.push((found.line, message));
            }
            fill_missing(known, found);
            return at;
        }
        if let Some((_, from)) = same.last() {
            if *from == r {
                doubled.push((
                    found.line,
                    format!("the name `{}` stands twice; each is a criterion", found.name),
                ));
            } else {
                self.merged.files_differ = true;
            }
        }
        let at = self.merged.criteria.len();
        same.push((at, r));
        let key = self.key(found, &identity, file, &texts);
        self.merged.criteria.push(criterion(found, key, texts));
        at
    }

    fn put_shared(&mut self, found: &RawCriterion, texts: Vec<LevelText>, r: usize, group: &str) {
        let identity = identity(found);
        if let Some((at, _)) = self.known.get(&identity).and_then(|same| same.first()) {
            add_texts(&mut self.merged.criteria[*at], texts);
            return;
        }
        let key = self.key(found, &identity, "", &texts);
        let at = self.merged.criteria.len();
        self.known.entry(identity).or_default().push((at, r));
        let group = Some(slug(group).into());
        self.merged.criteria.push(Criterion { group, ..criterion(found, key, texts) });
    }

    fn key(
        &mut self, found: &RawCriterion, identity: &CriterionIdentity, file: &str, texts: &[LevelText],
    ) -> String {
        match &found.key {
            Some(code) if self.sfia.criteria.iter().any(|skill| skill.key == *code) => code.clone(),
            _ => self.keys.take(&candidates(found, identity, file, texts)),
        }
    }
}

/// What a criterion says at no level, where another file gives it levels, is a description: beside them it would hide
/// them.
fn describe_unleveled(criterion: &mut Criterion) {
    if !criterion.is_leveled() {
        return;
    }
    let (bare, leveled): (Vec<LevelText>, Vec<LevelText>) =
        std::mem::take(&mut criterion.levels).into_iter().partition(|text| text.level.is_none());
    criterion.levels = leveled;
    for text in bare {
        describe_with(&mut criterion.description, &text.text, &text.examples);
    }
}

/// Takes from a found criterion what a known one does not have.
fn fill_missing(known: &mut Criterion, found: &RawCriterion) {
    if let Some(description) = &found.description {
        append_paragraph(&mut known.description, description);
    }
    let fill = |known: &mut Option<Text>, found: &Option<String>| {
        if known.is_none() {
            *known = found.clone().map(Text::from);
        }
    };
    fill(&mut known.category, &found.category);
    fill(&mut known.subcategory, &found.subcategory);
    fill(&mut known.url, &found.url);
}

/// Criteria without levels and without a group are asked of everybody, and so need a group.
fn ungrouped(merged: &mut MergedCriteria) {
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

fn identity(found: &RawCriterion) -> CriterionIdentity {
    match &found.key {
        Some(key) => CriterionIdentity {
            keyed: true,
            name: key.to_lowercase(),
            group: String::new(),
            track: String::new(),
        },
        None => CriterionIdentity {
            keyed: false,
            name: found.name.to_lowercase(),
            group: found.group.as_deref().unwrap_or_default().to_lowercase(),
            track: found.track.as_deref().unwrap_or_default().to_lowercase(),
        },
    }
}

/// The keys that a criterion may have, the shortest first; the last one is its own whatever stands around it.
fn candidates(
    found: &RawCriterion, identity: &CriterionIdentity, file: &str, texts: &[LevelText],
) -> Vec<String> {
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
        vec![name.clone(), with(&identity.track), with(&identity.group), with(&group_and_track), with(file)];
    all.push(format!(
        "{}{}",
        if name.is_empty() { String::new() } else { format!("{name}-") },
        text_fingerprint(&said)
    ));
    all.retain(|key| !key.is_empty() && key.len() <= 80);
    all
}

fn level_texts(found: &RawCriterion, reading: usize, ranks: &Ranks) -> Vec<LevelText> {
    let level_of = |text: &RawText| text.level.and_then(|level| ranks.get(reading, level));
    let owned = |texts: &[String]| texts.iter().map(|text| Text::from(text.clone())).collect::<Vec<_>>();
    let mut all: Vec<LevelText> = Vec::with_capacity(found.texts.len());
    for text in &found.texts {
        let level = level_of(text);
        let whole = text.whole();
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
    if !whole.is_empty() && known.text != whole {
        let joined = format!("{} {whole}", known.text);
        known.text = joined.trim().to_owned().into();
    }
    known.statements.extend(statements);
    known.examples.extend(examples);
}

/// Whether texts can be put to a criterion: at each level that both have they say the same.
fn agrees(criterion: &Criterion, texts: &[LevelText]) -> bool {
    texts.iter().all(|text| {
        let known = criterion.levels.iter().find(|known| known.level == text.level);
        known.is_none_or(|known| known.statements == text.statements && known.text == text.text)
    })
}

/// Puts texts to a criterion; returns the levels at which it says something else already.
fn add_texts(criterion: &mut Criterion, texts: Vec<LevelText>) -> Vec<Level> {
    let mut differ = Vec::new();
    for text in texts {
        let Some(known) = criterion.levels.iter_mut().find(|known| known.level == text.level) else {
            criterion.levels.push(text);
            continue;
        };
        let known_statements: HashSet<&Text> = known.statements.iter().collect();
        let new: Vec<Text> =
            text.statements.into_iter().filter(|statement| !known_statements.contains(statement)).collect();
        let examples: Vec<Text> =
            text.examples.into_iter().filter(|example| !known.examples.contains(example)).collect();
        if new.is_empty() && (known.text == text.text || text.text.is_empty()) {
            known.examples.extend(examples);
        } else {
            differ.extend(known.level);
            extend(known, &text.text, new, examples);
        }
    }
    criterion.levels.sort_by_key(|text| text.level);
    differ
}

fn criterion(found: &RawCriterion, key: String, levels: Vec<LevelText>) -> Criterion {
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
