//! The walk over a tree: themes and skills become the way to a criterion, levels are taken from keys, fields or places,
//! and what is left are statements.

use std::collections::HashSet;

use super::fields::{
    KeyMeaning, column, humanized, is_code, is_numbered_level, is_telling, plain, small_number,
};
use super::reading_builder::{DataPlace, MappingReadingBuilder, PLAIN, PathStep};
use super::record::{MapEntry, Record, is_leaves, is_numbers, is_texts, is_truth, is_word, is_words};
use super::statements::{statements, without_markdown};
use crate::catalog::import::data_tree::{Node, Value};
use crate::catalog::import::{LevelsIn, WarningCode, levels};

/// The longest name of a theme or a skill, in words; a longer one is a statement.
const LONGEST_NAME: usize = 8;

const MOST_LEVELS: usize = 60;

#[derive(Default)]
pub struct DataReader {
    pub builder: MappingReadingBuilder,
    pub levels_in: Option<LevelsIn>,
    pub sure: bool,
    /// Whether levels were counted by their place without being told so.
    pub counted: bool,
    /// Whether things were met that say both their level and their theme.
    pub flat: bool,
    pub outer: bool,
}

impl DataReader {
    pub fn read_value(&mut self, node: &Node, place: &DataPlace) {
        match &node.value {
            Value::Null => {}
            Value::Text(text) => self.builder.add_texts(place, node.line, statements(text), Vec::new()),
            Value::List(list) => self.read_list(list, place),
            Value::Map(map) => self.read_record(map, node.line, place),
        }
    }

    pub fn read_list(&mut self, list: &[Node], place: &DataPlace) {
        let nameless = |node: &Node| {
            node.as_map().is_none_or(|map| {
                let record = Record::new(map, false);
                record.name.is_none() && record.level.is_none() && record.groups.is_empty()
            })
        };
        let by_place = self.levels_in == Some(LevelsIn::Index)
            && place.level.is_none()
            && !place.path.is_empty()
            && list.len() > 1
            && list.iter().all(nameless);
        if by_place || place.level.is_none() && names_levels(list) {
            self.read_levels_list(list, place);
            return;
        }
        let place = DataPlace { in_level: false, ..place.clone() };
        for node in list {
            self.read_value(node, &place);
        }
    }

    /// A map: a thing with fields, names with values, or levels with values.
    pub fn read_record(&mut self, entries: &[MapEntry], line: usize, place: &DataPlace) {
        self.warn_duplicate_keys(entries);
        let keyed = self.levels_in == Some(LevelsIn::Keys) && place.level.is_none() && is_leaves(entries);
        let record = Record::new(entries, keyed);
        for (key, node, why) in &record.unused {
            self.builder.note_unused_field(node.line, key, why);
        }
        if let (Some(level), true) = (place.level, is_numbers(entries) && record.level.is_none()) {
            for (key, node) in entries {
                self.add_requirement(node, level, key);
            }
            return;
        }
        let before = (self.builder.said, self.builder.empty);
        self.flat |=
            record.level.is_some() && !place.in_level && (!record.groups.is_empty() || record.id.is_some());
        self.outer |= place.in_level && place.path.is_empty() && !record.more.is_empty();
        let inner = DataPlace { in_level: false, ..self.place_of_record(&record, line, place) };
        self.read_descriptions(&record, line, &inner, place);
        self.read_levels_by_key(&record.levels_by_key, &inner);
        for (field, key, node) in &record.more {
            self.read_entry(*field, key, node, &inner, &record);
        }
        self.read_examples(&record, &inner);
        let named = inner.path.len() > place.path.len();
        let silent = (self.builder.said, self.builder.empty) == before;
        if silent && record.level.is_some() && !place.in_level {
            self.builder.note_silent_level(&inner, line);
        } else if silent && named && record.holds_more() {
            let title = inner.path.last().map(|step| step.title.clone()).unwrap_or_default();
            self.builder.warn_without_statement(line, &title);
        }
    }

    /// The place of what is in a record, by its level, theme and name.
    fn place_of_record(&mut self, record: &Record<'_>, line: usize, place: &DataPlace) -> DataPlace {
        let mut inner = place.clone();
        if let Some(node) = record.level.filter(|_| !place.in_level) {
            let raw = node.as_text().unwrap_or_default();
            inner.level = Some(self.builder.level_index(node.line, &[raw], place.track.as_deref()));
        }
        // `1: {stage: Novice}`: the level has a name besides its number.
        if let (Some(level), Some(name)) =
            (place.level, record.level.and_then(Node::as_text).filter(|_| place.in_level))
            && small_number(name).is_none()
            && self.builder.known_level(name, place.track.as_deref()) != Some(level)
        {
            self.builder.set_level_title(level, &without_markdown(name));
        }
        let title = record
            .title()
            .map(|title| if is_slug(title) { humanized(title) } else { without_markdown(title) });
        // A key that the record names gives way to its name, so that the record's themes go before it.
        let mut code = record.code();
        if !record.groups.is_empty()
            && !place.in_level
            && title.as_ref() == inner.path.last().map(|step| &step.title)
        {
            code = inner.path.pop().and_then(|step| step.code).or(code);
        }
        for (at, node) in record.groups.iter().enumerate() {
            let raw = node.as_text().unwrap_or_default();
            let known =
                self.builder.name_of(raw).map_or_else(|| humanized(&without_markdown(raw)), str::to_owned);
            // `{skill_ref: semantic-html, title: Semantic HTML}` names one thing twice.
            if title.as_deref().is_some_and(|title| plain(title) == plain(&known)) {
                continue;
            }
            inner = inner.under(&known, is_code(raw.trim()).then(|| raw.trim().to_owned()));
            for (_, text) in record.above.iter().filter(|(of, _)| *of == at) {
                self.builder
                    .add_description(&inner, statements(text.as_text().unwrap_or_default()).join(" "));
            }
        }
        let Some(title) = title else { return inner };
        if place.in_level {
            if let Some(level) = place.level {
                self.builder.set_level_title(level, &title);
            }
            return inner;
        }
        if let (Some(id), Some(_)) = (record.id.and_then(Node::as_text), record.name) {
            self.builder.register_name(id, &title);
        }
        let speaks = record.holds_more() || !record.about.is_empty() || !record.examples.is_empty();
        let short = title.split_whitespace().nth(LONGEST_NAME).is_none() && !title.ends_with('.');
        if speaks && short {
            inner = inner.under(&title, code);
        } else if inner.level.is_some() || !inner.path.is_empty() {
            self.builder.add_texts(&inner, line, vec![title], Vec::new());
        } else if record.id.is_some() {
            self.builder.note_definition(line, &title);
        } else {
            self.builder.warn_without_statement(line, &title);
        }
        inner
    }

    /// What a record is about: a description where statements stand beside it, otherwise its statement.
    fn read_descriptions(&mut self, record: &Record<'_>, line: usize, inner: &DataPlace, place: &DataPlace) {
        // A list of what a thing is reads as one text.
        let own_level = place.in_level || record.level.is_some();
        let described = record.holds_more() && !own_level && !inner.path.is_empty();
        let mut texts = Vec::new();
        for node in &record.about {
            match &node.value {
                Value::List(list) if described => {
                    let items: Vec<&str> = list.iter().filter_map(Node::as_text).map(str::trim).collect();
                    self.builder.add_description(inner, items.join(", "));
                }
                Value::List(list) => texts.extend(list),
                _ => texts.push(*node),
            }
        }
        for node in texts.into_iter().filter(|node| node.as_text().is_some()) {
            let text = node.as_text().unwrap_or_default();
            let scope = place.in_level && place.path.is_empty() && record.groups.is_empty();
            match inner.level {
                Some(level) if scope => self.builder.add_scope(level, statements(text).join(" ")),
                _ if record.holds_more() && !own_level => {
                    self.builder.add_description(inner, statements(text).join(" "))
                }
                None if inner.path.is_empty() => {
                    self.builder.add_description(inner, statements(text).join(" "))
                }
                _ => self.builder.add_texts(inner, line.max(node.line), statements(text), Vec::new()),
            }
        }
    }

    fn read_entry(
        &mut self, field: KeyMeaning, key: &str, node: &Node, inner: &DataPlace, record: &Record<'_>,
    ) {
        match field {
            KeyMeaning::Levels if inner.level.is_some() && is_words(node) => {
                self.builder.note_unused_field(node.line, key, "")
            }
            KeyMeaning::Levels => {
                self.sure = true;
                self.read_levels(node, inner);
            }
            KeyMeaning::Tracks if inner.level.is_none() => {
                self.read_tracks(key, node, inner);
            }
            KeyMeaning::Text | KeyMeaning::Parts | KeyMeaning::Tracks => {
                self.sure |= is_telling(key);
                if !self.read_requirements(node, inner) {
                    let place = self.place_of(key, node, inner);
                    self.read_value(node, &place);
                }
            }
            _ => self.read_named_entry(key, node, inner, record),
        }
    }

    /// The place of the texts of a known field: where nothing else names the criterion, the field does.
    fn place_of(&self, key: &str, node: &Node, inner: &DataPlace) -> DataPlace {
        if !inner.path.is_empty() {
            return inner.clone();
        }
        match &node.value {
            Value::Text(_) => inner.under(PLAIN, None),
            Value::List(_) if is_texts(node) => inner.under(&humanized(key), None),
            _ => inner.clone(),
        }
    }

    /// An entry whose key is a name of the file's own: a theme or a skill with what it holds.
    fn read_named_entry(&mut self, key: &str, node: &Node, inner: &DataPlace, record: &Record<'_>) {
        let outside = inner.path.is_empty() && inner.level.is_none();
        let fields = record.name.is_some() || record.level.is_some() || record.id.is_some() || outside;
        let word = node.as_text().unwrap_or_default();
        // `phase: Build` beside levels and a description is no demand.
        let known =
            !record.about.is_empty() || record.more.iter().any(|(field, ..)| *field == KeyMeaning::Levels);
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
            self.add_requirement(node, level, key);
        } else if property || beside {
            self.builder.note_unused_field(node.line, key, "");
        } else if !self.read_requirements(node, inner) {
            let code = is_code(key).then(|| key.to_owned());
            let before = (self.builder.said, self.builder.empty);
            let title = own_name(node).map_or_else(
                || humanized(&without_markdown(key)),
                |title| if is_slug(title) { humanized(title) } else { without_markdown(title) },
            );
            self.builder.register_name(key, &title);
            let place = inner.under(&title, code);
            self.read_value(node, &place);
            if (self.builder.said, self.builder.empty) == before {
                self.builder.warn_without_statement(node.line, &title);
            }
        }
    }

    fn read_examples(&mut self, record: &Record<'_>, inner: &DataPlace) {
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
            if inner.path.is_empty() && inner.level.is_none() {
                self.builder.note_unused_field(node.line, "examples", "of nothing in particular");
            } else {
                self.builder.add_texts(inner, node.line, Vec::new(), texts);
            }
        }
    }

    pub fn read_levels_by_key(&mut self, rungs: &[(&str, &Node)], place: &DataPlace) {
        let demanded = !rungs.is_empty()
            && !place.path.is_empty()
            && rungs.iter().all(|(_, node)| node.as_text().is_some_and(|text| small_number(text).is_some()));
        for (key, node) in rungs {
            // A cell of a row is empty where the skill is not defined.
            if node.is_empty() && column(key).is_some() {
                continue;
            }
            let level = self.builder.level_index(node.line, &[key], place.track.as_deref());
            if demanded {
                self.builder.add_own_requirement(node.line, level, place, node.as_text().unwrap_or_default());
            } else {
                self.read_level(node, &place.at(level));
            }
        }
    }

    pub fn read_level(&mut self, node: &Node, place: &DataPlace) {
        let Some(level) = place.level else { return };
        if node.is_empty() {
            self.builder.note_silent_level(place, node.line);
            return;
        }
        match node.as_text() {
            // A text at a level of no criterion is the level's title or its scope.
            Some(text) if place.path.is_empty() => {
                match is_word(node) || levels::parse_level(text).is_level() {
                    true => self.builder.set_level_title(level, &without_markdown(text)),
                    false => self.builder.add_scope(level, statements(text).join(" ")),
                }
            }
            _ => {
                let texts = is_texts(node) && place.path.is_empty();
                let place = if texts { place.under(PLAIN, None) } else { place.clone() };
                self.read_value(node, &place);
            }
        }
    }

    pub fn add_requirement(&mut self, node: &Node, level: usize, key: &str) {
        let title = self.builder.name_of(key).map_or_else(|| humanized(key), str::to_owned);
        let step = PathStep { title, code: is_code(key).then(|| key.to_owned()) };
        self.builder.add_requirement(node.line, level, vec![step], node.as_text().unwrap_or_default());
    }

    fn warn_duplicate_keys(&mut self, entries: &[MapEntry]) {
        let mut known = HashSet::new();
        for (key, node) in entries {
            if !known.insert(key.as_str()) {
                let message = format!("`{key}` stands twice in one map; both are read");
                self.builder.reading.warn(node.line, WarningCode::Duplicate, message);
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
        let holds = !record.levels_by_key.is_empty()
            || record.more.iter().any(|(field, _, node)| *field == KeyMeaning::Levels && !is_words(node));
        // Rows of a table are counted too: `{id: 1, name: Rigging}`.
        let counts =
            |id: &&str| is_numbered_level(id) && (record.name.is_none() || small_number(id).is_none());
        let id = || record.id.and_then(Node::as_text).filter(counts);
        (record.groups.is_empty() && !holds).then(|| id().or(record.title())).flatten()
    });
    titles.collect::<Option<Vec<_>>>().is_some_and(|titles| levels::parse_ladder(titles).is_some())
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
