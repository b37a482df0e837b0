//! The walk over a tree: themes and skills become the way to a criterion, levels are taken from keys, fields or places,
//! and what is left are statements.

use std::collections::HashSet;

use super::fields::{Field, column, is_code, is_numbered_level, is_telling, plain, small_number, spoken};
use super::reading_builder::{Crumb, MappingReadingBuilder, PLAIN, Place};
use super::record::{Entry, Record, is_leaves, is_numbers, is_texts, is_truth, is_word, is_words};
use super::statements::{statements, unmarked};
use crate::catalog::import::data_tree::{Node, Value};
use crate::catalog::import::{LevelsIn, WarningCode, levels};

/// The longest name of a theme or a skill, in words; a longer one is a statement.
const LONGEST_NAME: usize = 8;

const MOST_LEVELS: usize = 60;

#[derive(Default)]
pub struct Walk {
    pub found: MappingReadingBuilder,
    pub told: Option<LevelsIn>,
    pub sure: bool,
    /// Whether levels were counted by their place without being told so.
    pub counted: bool,
    /// Whether things were met that say both their level and their theme.
    pub flat: bool,
    pub outer: bool,
}

impl Walk {
    pub fn value(&mut self, node: &Node, place: &Place) {
        match &node.value {
            Value::Null => {}
            Value::Text(text) => self.found.say(place, node.line, statements(text), Vec::new()),
            Value::List(list) => self.list(list, place),
            Value::Map(map) => self.record(map, node.line, place),
        }
    }

    pub fn list(&mut self, list: &[Node], place: &Place) {
        let nameless = |node: &Node| {
            node.as_map().is_none_or(|map| {
                let record = Record::new(map, false);
                record.name.is_none() && record.level.is_none() && record.groups.is_empty()
            })
        };
        let by_place = self.told == Some(LevelsIn::Index)
            && place.level.is_none()
            && !place.crumbs.is_empty()
            && list.len() > 1
            && list.iter().all(nameless);
        if by_place || place.level.is_none() && names_levels(list) {
            self.levels_list(list, place);
            return;
        }
        let place = Place { rung: false, ..place.clone() };
        for node in list {
            self.value(node, &place);
        }
    }

    /// A map: a thing with fields, names with values, or levels with values.
    pub fn record(&mut self, entries: &[Entry], line: usize, place: &Place) {
        self.twice(entries);
        let keyed = self.told == Some(LevelsIn::Keys) && place.level.is_none() && is_leaves(entries);
        let record = Record::new(entries, keyed);
        for (key, node, why) in &record.unused {
            self.found.unused(node.line, key, why);
        }
        if let (Some(level), true) = (place.level, is_numbers(entries) && record.level.is_none()) {
            for (key, node) in entries {
                self.demand(node, level, key);
            }
            return;
        }
        let before = (self.found.said, self.found.empty);
        self.flat |=
            record.level.is_some() && !place.rung && (!record.groups.is_empty() || record.id.is_some());
        self.outer |= place.rung && place.crumbs.is_empty() && !record.more.is_empty();
        let inner = Place { rung: false, ..self.enter(&record, line, place) };
        self.about(&record, line, &inner, place);
        self.rungs(&record.rungs, &inner);
        for (field, key, node) in &record.more {
            self.entry(*field, key, node, &inner, &record);
        }
        self.examples(&record, &inner);
        let named = inner.crumbs.len() > place.crumbs.len();
        let silent = (self.found.said, self.found.empty) == before;
        if silent && record.level.is_some() && !place.rung {
            self.found.silent(&inner, line);
        } else if silent && named && record.holds_more() {
            let title = inner.crumbs.last().map(|crumb| crumb.title.clone()).unwrap_or_default();
            self.found.without(line, &title);
        }
    }

    /// The place of what is in a record, by its level, theme and name.
    fn enter(&mut self, record: &Record<'_>, line: usize, place: &Place) -> Place {
        let mut inner = place.clone();
        if let Some(node) = record.level.filter(|_| !place.rung) {
            let raw = node.as_text().unwrap_or_default();
            inner.level = Some(self.found.level(node.line, &[raw], place.track.as_deref()));
        }
        // `1: {stage: Novice}`: the level has a name besides its number.
        if let (Some(level), Some(name)) =
            (place.level, record.level.and_then(Node::as_text).filter(|_| place.rung))
            && small_number(name).is_none()
            && self.found.known_level(name, place.track.as_deref()) != Some(level)
        {
            self.found.title(level, &unmarked(name));
        }
        let title = record.title().map(|title| if is_slug(title) { spoken(title) } else { unmarked(title) });
        // A key that the record names gives way to its name, so that the record's themes go before it.
        let mut code = record.code();
        if !record.groups.is_empty()
            && !place.rung
            && title.as_ref() == inner.crumbs.last().map(|crumb| &crumb.title)
        {
            code = inner.crumbs.pop().and_then(|crumb| crumb.code).or(code);
        }
        for (at, node) in record.groups.iter().enumerate() {
            let raw = node.as_text().unwrap_or_default();
            let known = self.found.name_of(raw).map_or_else(|| spoken(&unmarked(raw)), str::to_owned);
            // `{skill_ref: semantic-html, title: Semantic HTML}` names one thing twice.
            if title.as_deref().is_some_and(|title| plain(title) == plain(&known)) {
                continue;
            }
            inner = inner.under(&known, is_code(raw.trim()).then(|| raw.trim().to_owned()));
            for (_, text) in record.above.iter().filter(|(of, _)| *of == at) {
                self.found.describe(&inner, statements(text.as_text().unwrap_or_default()).join(" "));
            }
        }
        let Some(title) = title else { return inner };
        if place.rung {
            if let Some(level) = place.level {
                self.found.title(level, &title);
            }
            return inner;
        }
        if let (Some(id), Some(_)) = (record.id.and_then(Node::as_text), record.name) {
            self.found.name(id, &title);
        }
        let speaks = record.holds_more() || !record.about.is_empty() || !record.examples.is_empty();
        let short = title.split_whitespace().nth(LONGEST_NAME).is_none() && !title.ends_with('.');
        if speaks && short {
            inner = inner.under(&title, code);
        } else if inner.level.is_some() || !inner.crumbs.is_empty() {
            self.found.say(&inner, line, vec![title], Vec::new());
        } else if record.id.is_some() {
            self.found.defined(line, &title);
        } else {
            self.found.without(line, &title);
        }
        inner
    }

    /// What a record is about: a description where statements stand beside it, otherwise its statement.
    fn about(&mut self, record: &Record<'_>, line: usize, inner: &Place, place: &Place) {
        // A list of what a thing is reads as one text.
        let own_level = place.rung || record.level.is_some();
        let described = record.holds_more() && !own_level && !inner.crumbs.is_empty();
        let mut texts = Vec::new();
        for node in &record.about {
            match &node.value {
                Value::List(list) if described => {
                    let items: Vec<&str> = list.iter().filter_map(Node::as_text).map(str::trim).collect();
                    self.found.describe(inner, items.join(", "));
                }
                Value::List(list) => texts.extend(list),
                _ => texts.push(*node),
            }
        }
        for node in texts.into_iter().filter(|node| node.as_text().is_some()) {
            let text = node.as_text().unwrap_or_default();
            let scope = place.rung && place.crumbs.is_empty() && record.groups.is_empty();
            match inner.level {
                Some(level) if scope => self.found.scope(level, statements(text).join(" ")),
                _ if record.holds_more() && !own_level => {
                    self.found.describe(inner, statements(text).join(" "))
                }
                None if inner.crumbs.is_empty() => self.found.describe(inner, statements(text).join(" ")),
                _ => self.found.say(inner, line.max(node.line), statements(text), Vec::new()),
            }
        }
    }

    fn entry(&mut self, field: Field, key: &str, node: &Node, inner: &Place, record: &Record<'_>) {
        match field {
            Field::Levels if inner.level.is_some() && is_words(node) => self.found.unused(node.line, key, ""),
            Field::Levels => {
                self.sure = true;
                self.levels(node, inner);
            }
            Field::Tracks if inner.level.is_none() => {
                self.tracks(key, node, inner);
            }
            Field::Text | Field::Parts | Field::Tracks => {
                self.sure |= is_telling(key);
                if !self.demands(node, inner) {
                    let place = self.place_of(key, node, inner);
                    self.value(node, &place);
                }
            }
            _ => self.other(key, node, inner, record),
        }
    }

    /// The place of the texts of a known field: where nothing else names the criterion, the field does.
    fn place_of(&self, key: &str, node: &Node, inner: &Place) -> Place {
        if !inner.crumbs.is_empty() {
            return inner.clone();
        }
        match &node.value {
            Value::Text(_) => inner.under(PLAIN, None),
            Value::List(_) if is_texts(node) => inner.under(&spoken(key), None),
            _ => inner.clone(),
        }
    }

    /// An entry whose key is a name of the file's own: a theme or a skill with what it holds.
    fn other(&mut self, key: &str, node: &Node, inner: &Place, record: &Record<'_>) {
        let outside = inner.crumbs.is_empty() && inner.level.is_none();
        let fields = record.name.is_some() || record.level.is_some() || record.id.is_some() || outside;
        let word = node.as_text().unwrap_or_default();
        // `phase: Build` beside levels and a description is no demand.
        let known = !record.about.is_empty() || record.more.iter().any(|(field, ..)| *field == Field::Levels);
        let property = is_word(node)
            && (fields
                || node.is_empty()
                || small_number(word).is_some()
                || is_truth(word)
                || known && inner.level.is_none());
        // Beside a name or a level, a text is a property unless it says what a level asks.
        let beside = fields && node.as_text().is_some() && inner.level.is_none();
        if let (Some(level), true) = (
            inner.level,
            record.numbers >= 3 && node.as_text().is_some_and(|text| small_number(text).is_some()),
        ) {
            self.demand(node, level, key);
        } else if property || beside {
            self.found.unused(node.line, key, "");
        } else if !self.demands(node, inner) {
            let code = is_code(key).then(|| key.to_owned());
            let before = (self.found.said, self.found.empty);
            let title = own_name(node).map_or_else(
                || spoken(&unmarked(key)),
                |title| if is_slug(title) { spoken(title) } else { unmarked(title) },
            );
            self.found.name(key, &title);
            let place = inner.under(&title, code);
            self.value(node, &place);
            if (self.found.said, self.found.empty) == before {
                self.found.without(node.line, &title);
            }
        }
    }

    fn examples(&mut self, record: &Record<'_>, inner: &Place) {
        for node in &record.examples {
            let mut texts = Vec::new();
            let mut open = vec![*node];
            while let Some(node) = open.pop() {
                match &node.value {
                    Value::Null => {}
                    Value::Text(text) => texts.extend(statements(text)),
                    Value::List(list) => open.extend(list.iter().rev()),
                    Value::Map(map) => open.extend(map.iter().rev().map(|(_, node)| node)),
                }
            }
            if inner.crumbs.is_empty() && inner.level.is_none() {
                self.found.unused(node.line, "examples", "of nothing in particular");
            } else {
                self.found.say(inner, node.line, Vec::new(), texts);
            }
        }
    }

    pub fn rungs(&mut self, rungs: &[(&str, &Node)], place: &Place) {
        let demanded = !rungs.is_empty()
            && !place.crumbs.is_empty()
            && rungs.iter().all(|(_, node)| node.as_text().is_some_and(|text| small_number(text).is_some()));
        for (key, node) in rungs {
            // A cell of a row is empty where the skill is not defined.
            if node.is_empty() && column(key).is_some() {
                continue;
            }
            let level = self.found.level(node.line, &[key], place.track.as_deref());
            if demanded {
                self.found.demand_here(node.line, level, place, node.as_text().unwrap_or_default());
            } else {
                self.rung(node, &place.at(level));
            }
        }
    }

    pub fn rung(&mut self, node: &Node, place: &Place) {
        let Some(level) = place.level else { return };
        if node.is_empty() {
            self.found.silent(place, node.line);
            return;
        }
        match node.as_text() {
            // A text at a level of no criterion is the level's title or its scope.
            Some(text) if place.crumbs.is_empty() => match is_word(node) || levels::mark(text).is_level() {
                true => self.found.title(level, &unmarked(text)),
                false => self.found.scope(level, statements(text).join(" ")),
            },
            _ => {
                let texts = is_texts(node) && place.crumbs.is_empty();
                let place = if texts { place.under(PLAIN, None) } else { place.clone() };
                self.value(node, &place);
            }
        }
    }

    pub fn demand(&mut self, node: &Node, level: usize, key: &str) {
        let title = self.found.name_of(key).map_or_else(|| spoken(key), str::to_owned);
        let crumb = Crumb { title, code: is_code(key).then(|| key.to_owned()) };
        self.found.demand(node.line, level, vec![crumb], node.as_text().unwrap_or_default());
    }

    fn twice(&mut self, entries: &[Entry]) {
        let mut known = HashSet::new();
        for (key, node) in entries {
            if !known.insert(key.as_str()) {
                let message = format!("`{key}` stands twice in one map; both are read");
                self.found.reading.warn(node.line, WarningCode::Duplicate, message);
            }
        }
    }
}

/// Whether things in a row call themselves by the levels of a ladder.
fn names_levels(list: &[Node]) -> bool {
    if list.len() > MOST_LEVELS {
        return false;
    }
    let titles = list.iter().map(|node| {
        let record = Record::new(node.as_map()?, false);
        // What has levels of its own is none.
        let holds = !record.rungs.is_empty()
            || record.more.iter().any(|(field, _, node)| *field == Field::Levels && !is_words(node));
        // Rows of a table are counted too: `{id: 1, name: Rigging}`.
        let counts =
            |id: &&str| is_numbered_level(id) && (record.name.is_none() || small_number(id).is_none());
        let id = || record.id.and_then(Node::as_text).filter(counts);
        (record.groups.is_empty() && !holds).then(|| id().or(record.title())).flatten()
    });
    titles.collect::<Option<Vec<_>>>().is_some_and(|titles| levels::ladder(titles).is_some())
}

/// Whether a name is one for programs: `problem-solving`, `communication`.
fn is_slug(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    name.len() > 2 && name.chars().all(is_part)
}

fn own_name(node: &Node) -> Option<&str> {
    let map = node.as_map()?;
    let record = Record::new(map, false);
    record
        .title()
        .filter(|title| !title.contains('\n') && title.split_whitespace().nth(LONGEST_NAME).is_none())
}
