//! Puts what the walk finds together: levels by all the names they go by, criteria by where they stand, demands once all
//! criteria are known.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::fields::{alias, is_code, level_name, plain, small_number};
use super::terms::Glossary;
use crate::catalog::import::blocks::joined;
use crate::catalog::import::levels::{self, LevelName};
use crate::catalog::import::{RawCriterion, RawLevel, RawRequirement, RawRole, Reading, Source, WarningCode};
use crate::domain::framework::CriterionKind;

/// The most levels and the most roles of a file; more are no ladder.
pub const MOST: usize = 500;

/// The name of a criterion whose statements stand under no theme.
pub const PLAIN: &str = "Expectations";

/// A step of the way to a criterion: a theme, a skill.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PathStep {
    pub title: String,
    pub code: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub struct DataPlace {
    /// Themes and skills, the outermost first.
    pub path: Vec<PathStep>,
    pub level: Option<usize>,
    pub track: Option<String>,
    /// Whether what comes is what one level says: its name is the level's.
    pub in_level: bool,
}

impl DataPlace {
    pub fn under(&self, title: &str, code: Option<String>) -> Self {
        let mut place = Self { in_level: false, ..self.clone() };
        let title = title.trim();
        if !title.is_empty() && place.path.last().is_none_or(|last| last.title != title) {
            place.path.push(PathStep { title: title.to_owned(), code });
        }
        place
    }

    pub fn at(&self, level: usize) -> Self {
        Self { level: Some(level), in_level: true, ..self.clone() }
    }
}

/// A demand whose criterion is looked up at the end.
pub struct PendingRequirement {
    line: usize,
    pub level: usize,
    criterion: Vec<PathStep>,
    asked: String,
    /// Where the demand stands with the skill itself, and not with a role.
    place: Option<DataPlace>,
}

#[derive(Default)]
pub struct MappingReadingBuilder {
    pub reading: Reading,
    pub said: usize,
    /// How many warnings about empty criteria there are.
    pub empty: usize,
    aliases: HashMap<(Option<String>, String), usize>,
    criteria: HashMap<(Option<String>, Vec<PathStep>), usize>,
    names: HashMap<String, String>,
    about: HashMap<(Option<String>, Vec<PathStep>), Vec<String>>,
    about_order: Vec<(Option<String>, Vec<PathStep>)>,
    silent: Vec<(usize, String, usize)>,
    pub wanted: Vec<PendingRequirement>,
    defined: Vec<(usize, String)>,
    pub crowded: bool,
    unused: BTreeMap<String, (usize, usize, &'static str)>,
    terms: Glossary,
}

impl MappingReadingBuilder {
    pub fn new(source: &Source<'_>, terms: &Glossary) -> Self {
        let reading = Reading::new(source, "topics and levels");
        Self { terms: terms.clone(), reading, ..Self::default() }
    }

    /// The level that goes by one of these names, or a new one of the first of them.
    pub fn level_index(&mut self, line: usize, names: &[&str], track: Option<&str>) -> usize {
        let own = track.map(str::to_owned);
        let known = names.iter().find_map(|name| self.known_level(name, track));
        if let ([name], None) = (names, known)
            && let Some(term) = self.terms.level(name).cloned()
            && !term.names.is_empty()
        {
            // Another file of the folder says what the level is called.
            let mut all: Vec<&str> = term.names.iter().map(String::as_str).collect();
            all.extend([term.title.as_str(), *name]);
            let at = self.level_index(line, &all, track);
            self.set_level_title(at, &term.title);
            return at;
        }
        let at = known.unwrap_or_else(|| {
            if self.reading.levels.len() >= MOST {
                self.crowded = true;
                return MOST - 1;
            }
            let parsed = levels::parse_level(&level_name(names.first().copied().unwrap_or_default()));
            self.reading.levels.push(RawLevel {
                line,
                name: parsed,
                track: own.clone(),
                ..RawLevel::default()
            });
            self.reading.levels.len() - 1
        });
        for name in names {
            self.aliases.entry((own.clone(), alias(name))).or_insert(at);
        }
        at
    }

    /// The level that goes by a name, on the track or on none.
    pub fn known_level(&self, name: &str, track: Option<&str>) -> Option<usize> {
        let name = alias(name);
        let of = |track: Option<&str>| self.aliases.get(&(track.map(str::to_owned), name.clone())).copied();
        of(track).or_else(|| track.and_then(|_| of(None)))
    }

    pub fn set_level_title(&mut self, level: usize, title: &str) {
        let Some(found) = self.reading.levels.get_mut(level) else { return };
        let parsed = levels::parse_level(title);
        let track = found.track.clone();
        if found.name.title.is_empty() || parsed.is_level() {
            let kept = std::mem::take(&mut found.name);
            let numbered = kept.number.is_some() && !kept.label.is_empty();
            found.name = match numbered && parsed.label.is_empty() {
                true => LevelName { title: parsed.title, seniority: parsed.seniority, plain: true, ..kept },
                false => parsed,
            };
        }
        self.aliases.entry((track, alias(title))).or_insert(level);
    }

    pub fn add_scope(&mut self, level: usize, text: String) {
        let Some(found) = self.reading.levels.get_mut(level).filter(|_| !text.is_empty()) else { return };
        match &found.scope {
            None => found.scope = Some(text),
            Some(scope) if *scope == text => {}
            Some(_) => found.description.push(text),
        }
    }

    /// Notes that what a file calls `id` has a name.
    pub fn register_name(&mut self, id: &str, name: &str) {
        self.names.insert(plain(id), name.to_owned());
    }

    /// The name of what a file calls `id`.
    pub fn name_of(&self, id: &str) -> Option<&str> {
        self.names.get(&plain(id)).map(String::as_str).or_else(|| self.terms.name_of(id))
    }

    /// The criterion of a place, made where there is none.
    fn criterion(&mut self, place: &DataPlace, line: usize) -> usize {
        let key = (place.track.clone(), place.path.clone());
        if let Some(at) = self.criteria.get(&key) {
            return *at;
        }
        let found = criterion(&place.path, place.track.clone(), line);
        self.reading.criteria.push(found);
        let at = self.reading.criteria.len() - 1;
        self.criteria.insert(key, at);
        at
    }

    pub fn add_texts(
        &mut self, place: &DataPlace, line: usize, statements: Vec<String>, examples: Vec<String>,
    ) {
        if statements.is_empty() && examples.is_empty() {
            return;
        }
        self.said += statements.len();
        let at = self.criterion(place, line);
        let Some(found) = self.reading.criteria.get_mut(at) else { return };
        let text = found.text_at(place.level, line);
        text.statements.extend(statements);
        text.examples.extend(examples);
    }

    pub fn add_description(&mut self, place: &DataPlace, text: String) {
        if text.is_empty() {
            return;
        }
        if place.path.is_empty() {
            self.reading.description.push(text);
            return;
        }
        let key = (place.track.clone(), place.path.clone());
        if !self.about.contains_key(&key) {
            self.about_order.push(key.clone());
        }
        let known = self.about.entry(key).or_default();
        if !known.contains(&text) {
            known.push(text);
        }
    }

    pub fn note_silent_level(&mut self, place: &DataPlace, line: usize) {
        if let (Some(level), Some(step)) = (place.level, place.path.last()) {
            self.silent.push((line, step.title.clone(), level));
        }
    }

    /// Notes a skill that is only named; a demand or a text elsewhere may speak of it.
    pub fn note_definition(&mut self, line: usize, title: &str) {
        self.defined.push((line, title.to_owned()));
    }

    pub fn warn_without_statement(&mut self, line: usize, title: &str) {
        self.empty += 1;
        self.reading.warn(line, WarningCode::EmptyCriterion, format!("`{title}` has no statement"));
    }

    pub fn add_requirement(&mut self, line: usize, level: usize, criterion: Vec<PathStep>, asked: &str) {
        self.said += 1;
        self.wanted.push(PendingRequirement { line, level, criterion, asked: asked.to_owned(), place: None });
    }

    /// Notes that a level demands the very criterion of a place.
    pub fn add_own_requirement(&mut self, line: usize, level: usize, place: &DataPlace, asked: &str) {
        self.said += 1;
        let place = Some(place.clone());
        self.wanted.push(PendingRequirement {
            line,
            level,
            criterion: Vec::new(),
            asked: asked.to_owned(),
            place,
        });
    }

    pub fn role_index(&mut self, line: usize, title: &str, track: Option<&str>) -> usize {
        let known = self.reading.roles.iter().position(|role| role.title == title);
        known.unwrap_or_else(|| {
            if self.reading.roles.len() >= MOST {
                self.crowded = true;
                return MOST - 1;
            }
            let role = RawRole {
                line,
                title: title.to_owned(),
                track: track.map(str::to_owned),
                ..RawRole::default()
            };
            self.reading.roles.push(role);
            self.reading.roles.len() - 1
        })
    }

    /// Notes a field that is not used, once for each name.
    pub fn note_unused_field(&mut self, line: usize, key: &str, why: &'static str) {
        self.unused.entry(key.to_owned()).or_insert((line, 0, why)).1 += 1;
    }

    pub fn finish(mut self) -> Reading {
        self.numbers();
        self.scales();
        self.demands();
        self.tracks();
        self.sentences();
        let known: HashSet<String> = self.reading.criteria.iter().map(|one| plain(&one.name)).collect();
        for (line, title) in std::mem::take(&mut self.defined) {
            if !known.contains(&plain(&title)) {
                self.warn_without_statement(line, &title);
            }
        }
        for key in std::mem::take(&mut self.about_order) {
            let text = self.about.remove(&key).unwrap_or_default().join(" ");
            match self.criteria.get(&key).and_then(|at| self.reading.criteria.get_mut(*at)) {
                Some(criterion) => criterion.description = Some(text),
                None => self.reading.description.push(text),
            }
        }
        let mut silent: Vec<(usize, String, Vec<usize>)> = Vec::new();
        for (line, title, level) in std::mem::take(&mut self.silent) {
            match silent.last_mut() {
                Some((_, last, levels)) if *last == title => levels.push(level),
                _ => silent.push((line, title, vec![level])),
            }
        }
        for (line, title, levels) in silent {
            let names: Vec<String> =
                levels.iter().filter_map(|at| self.reading.levels.get(*at)).map(called).collect();
            let message = format!("`{title}` says nothing at {}", names.join(", "));
            self.reading.warn(line, WarningCode::EmptyCriterion, message);
        }
        let mut unused: Vec<_> = std::mem::take(&mut self.unused).into_iter().collect();
        unused.sort_by_key(|(_, (line, _, _))| *line);
        for (key, (line, count, why)) in unused {
            let times = if count > 1 { format!(", {count} times") } else { String::new() };
            let why = if why.is_empty() { String::new() } else { format!(": {why}") };
            self.reading.skip(line, format!("field `{key}`{why}{times}"));
        }
        self.reading
    }

    /// The levels of a track are those of its own and those that its criteria speak of.
    fn tracks(&mut self) {
        let mut levels: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, level) in self.reading.levels.iter().enumerate() {
            if let Some(track) = &level.track {
                levels.entry(track).or_default().push(at);
            }
        }
        for one in &self.reading.criteria {
            if let Some(track) = &one.track {
                levels.entry(track).or_default().extend(one.texts.iter().filter_map(|text| text.level));
            }
        }
        for role in &mut self.reading.roles {
            if let Some(found) = role.track.as_deref().and_then(|track| levels.get(track)) {
                role.levels.extend(found);
                role.levels.sort_unstable();
                role.levels.dedup();
            }
        }
    }

    /// Finds the criteria that are demanded; one that no text describes is made of its name.
    fn demands(&mut self) {
        let mut known: HashMap<String, usize> = HashMap::new();
        for (at, criterion) in self.reading.criteria.iter().enumerate() {
            known.entry(plain(&criterion.name)).or_insert(at);
            if let Some(key) = &criterion.key {
                known.entry(plain(key)).or_insert(at);
            }
        }
        for wanted in std::mem::take(&mut self.wanted) {
            if let Some(place) = &wanted.place {
                let criterion = self.criterion(place, wanted.line);
                let rank = self.rank(criterion, &wanted.asked);
                let of = |rank| RawRequirement { line: wanted.line, level: wanted.level, criterion, rank };
                self.reading.demands.extend(rank.map(of));
                continue;
            }
            let title = wanted.criterion.last().map(|step| step.title.clone()).unwrap_or_default();
            let name = self.name_of(&title).map_or(title.clone(), str::to_owned);
            let criteria = &mut self.reading.criteria;
            let at = *known.entry(plain(&name)).or_insert_with(|| {
                let mut path = wanted.criterion.clone();
                if let Some(step) = path.last_mut() {
                    step.title.clone_from(&name);
                }
                criteria.push(criterion(&path, None, wanted.line));
                criteria.len() - 1
            });
            match self.rank(at, &wanted.asked) {
                Some(rank) => self.reading.demands.push(RawRequirement {
                    line: wanted.line,
                    level: wanted.level,
                    criterion: at,
                    rank,
                }),
                None => self.reading.skip(
                    wanted.line,
                    format!("demand `{name}` at `{}`: no number and no level that is known", wanted.asked),
                ),
            }
        }
    }

    /// The rank that a demand asks: a number, or the place of a named level among those of the criterion.
    fn rank(&self, criterion: usize, asked: &str) -> Option<u8> {
        if let Some(number) = small_number(asked) {
            return Some(number);
        }
        let level = self.known_level(asked, None);
        let number = level
            .and_then(|level| self.reading.levels.get(level)?.name.number)
            .or_else(|| levels::parse_level(&level_name(asked)).number);
        let place = || {
            let level = level?;
            let texts = &self.reading.criteria.get(criterion)?.texts;
            texts.iter().position(|text| text.level == Some(level)).map(|place| place + 1)
        };
        number
            .and_then(|number| u8::try_from(number).ok())
            .or_else(|| place().and_then(|place| u8::try_from(place).ok()))
    }
}

/// A criterion of the last step of a way; the steps before it are its group.
fn criterion(path: &[PathStep], track: Option<String>, line: usize) -> RawCriterion {
    let (name, code) = path.last().map_or((PLAIN, None), |step| (step.title.as_str(), step.code.clone()));
    let kind =
        if code.as_deref().is_some_and(is_code) { CriterionKind::Skill } else { CriterionKind::Expectation };
    let above: Vec<&str> = path.iter().rev().skip(1).rev().map(|step| step.title.as_str()).collect();
    RawCriterion { key: code, group: joined(&above, " / "), track, ..RawCriterion::new(line, kind, name) }
}

fn called(level: &RawLevel) -> String {
    let name = if level.name.label.is_empty() { &level.name.title } else { &level.name.label };
    format!("`{name}`")
}
