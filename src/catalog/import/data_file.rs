//! YAML and JSON of competencies, whatever the fields are called.
//!
//! Read are: flat lists of competencies with a level and a theme each, where levels and themes may be listed apart and
//! meant by their ids; topics > levels > criteria, with examples; category > skill > levels, the levels as keys, as a
//! field or by place; track > milestones by place; levels > topics > statements; tracks and roles, each with levels; and
//! what roles require, as numbers. No shape is chosen beforehand: `reader` goes through the tree once and decides at each
//! map, by its own keys (`record`, `fields`), what it is.

mod fields;
mod normalize;
mod reader;
mod reading_builder;
mod record;
mod sections;
mod statements;
pub mod terms;
#[cfg(test)]
mod tests;

use self::fields::{KeyMeaning, humanized, plain};
use self::reader::DataReader;
use self::reading_builder::{DataPlace, MappingReadingBuilder, PLAIN};
use self::record::{MapEntry, Record, is_texts};
use self::statements::{statements, without_markdown};
use self::terms::Glossary;
use super::blocks::{BlockContent as Block, Inline};
use super::data_tree::{Node, Value};
use super::{
    ImportHints, LevelsIn, RawCriterion, RawRole, RawText, ReadError, Reading, Source, WarningCode, levels,
    markdown, yaml,
};
use crate::catalog::import::vocabulary::DATA;
use crate::domain::framework::CriterionKind;

/// What a file is read as that only names levels.
pub const SCALE: &str = "names of levels";

/// Whether front matter holds a framework rather than what is said about a page: a field of topics, levels or criteria
/// from which statements come.
pub fn holds_a_framework(front: &str) -> bool {
    let Ok(node) = yaml::parse_at("", front, 1) else { return false };
    let rich = |(key, node): &MapEntry| {
        let known = matches!(
            fields::field_kind(key),
            KeyMeaning::Levels | KeyMeaning::Parts | KeyMeaning::Tracks | KeyMeaning::Text
        );
        let list = node.as_list().is_some_and(|list| list.iter().any(|one| one.as_map().is_some()));
        let map = node.as_map().is_some_and(|map| !map.is_empty());
        known && (list || map) || plain(key) == "expectations" && is_texts(node)
    };
    let Some(map) = node.as_map().filter(|map| map.iter().any(rich)) else { return false };
    let hints = ImportHints::default();
    let source = Source { file: "", extension: String::new(), text: "", hints: &hints };
    // One statement is enough where a level stands with it.
    let levelled = map
        .iter()
        .any(|entry| rich(entry) && fields::field_kind(&entry.0) == KeyMeaning::Levels && refers(&entry.1));
    read(&source, &node, &Glossary::default())
        .is_ok_and(|reading| reading.statements() > usize::from(!levelled))
}

/// Reads it, beside what other files of its folder call things.
pub fn read(source: &Source<'_>, node: &Node, terms: &Glossary) -> Result<Reading, ReadError> {
    let mut walk = DataReader::new(source, terms);
    let mut place = DataPlace::default();
    if terms.is_scale(source.file) {
        walk.read_scale(node);
        return Ok(Reading { shape: SCALE, ..walk.builder.finish() });
    }
    if let Some(level) = source.hints.level {
        place.level = Some(walk.builder.level_index(1, &[&level.to_string()], None));
        walk.builder.reading.level = place.level;
    }
    match &node.value {
        Value::Map(map) => walk.read_root(map, node, &place),
        Value::List(list) => match list.as_slice() {
            [one @ Node { value: Value::Map(map), .. }] => walk.read_root(map, one, &place),
            _ => {
                walk.sure |= place.level.is_some();
                walk.read_list(list, &place);
            }
        },
        Value::Null | Value::Text(_) => {}
    }
    let (sure, counted, flat, outer) = (walk.sure, walk.counted, walk.flat, walk.outer);
    if walk.builder.crowded {
        let why = format!("it names more than {} levels or roles", reading_builder::MOST);
        return Err(ReadError::Nothing { file: source.file.to_owned(), why });
    }
    let mut reading = walk.builder.finish();
    scopes_alone(&mut reading);
    let levelled = reading.criteria.iter().flat_map(|one| &one.texts).any(|text| text.level.is_some());
    if reading.criteria.is_empty() || !(sure || levelled || !reading.demands.is_empty()) {
        return Err(nothing(source));
    }
    reading.shape = match &reading {
        reading if reading.statements() == 0 => "required levels",
        reading if reading.roles.iter().any(|role| role.track.is_some()) => "tracks and levels",
        _ if flat => "list of competencies",
        _ if counted || source.hints.levels_in == Some(LevelsIn::Index) => "topics and levels by their place",
        _ if outer => "levels and topics",
        _ => "topics and levels",
    };
    if counted {
        let message = "levels without a name are counted by their place; `--levels-in index` confirms it";
        let line = reading.levels.first().map_or(1, |level| level.line);
        reading.warn(line, WarningCode::Guess, message);
    }
    told_role(source, &mut reading);
    prose_of_page(source, &mut reading);
    reading.skipped.sort_by_key(|skipped| skipped.line);
    Ok(reading)
}

impl DataReader {
    fn new(source: &Source<'_>, terms: &Glossary) -> Self {
        let builder = MappingReadingBuilder::new(source, terms);
        Self { builder, levels_in: source.hints.levels_in, ..Self::default() }
    }

    /// Levels with their names and scopes, of which other files say what they ask.
    fn read_scale(&mut self, node: &Node) {
        let lists = || node.as_map().unwrap_or_default().iter().filter_map(|(_, node)| node.as_list());
        for list in node.as_list().into_iter().chain(lists()) {
            self.read_levels_list(list, &DataPlace::default());
        }
    }

    /// The outermost map: its name is the file's title, and lists of what other lists mean by ids are read first.
    fn read_root(&mut self, map: &[MapEntry], node: &Node, place: &DataPlace) {
        let record = Record::new(map, self.levels_in == Some(LevelsIn::Keys) && record::is_leaves(map));
        if let [(KeyMeaning::Parts, _, inner)] = record.more.as_slice()
            && record.name.is_none()
            && let Some(entries) = inner.as_map()
            && Record::new(entries, false)
                .more
                .iter()
                .any(|(field, ..)| matches!(field, KeyMeaning::Parts | KeyMeaning::Levels))
        {
            self.read_root(entries, inner, place);
            return;
        }
        if self.read_families(map, place) {
            return;
        }
        // `role: Engineer` beside the level that the file is about.
        if let (None, Some(_)) = (record.name, record.level)
            && let Some((key, role)) = map.iter().find(|(key, node)| is_role(key) && node.as_text().is_some())
        {
            let title = without_markdown(role.as_text().unwrap_or_default());
            let rest = map.iter().filter(|(other, _)| other != key).cloned().collect();
            self.read_one_level(&Node { line: node.line, value: Value::Map(rest) }, &title, place);
            self.builder.reading.title = Some(title);
            return;
        }
        let title = record.title().map(without_markdown);
        self.builder.reading.title.clone_from(&title);
        let title = title.unwrap_or_default();
        let has = |wanted: KeyMeaning| record.more.iter().any(|(field, ..)| *field == wanted);
        let is_ladder =
            has(KeyMeaning::Levels) || has(KeyMeaning::Tracks) || !record.levels_by_key.is_empty();
        let demanded = record.more.iter().any(|(_, _, node)| sections::is_requirements(node));
        let is_level =
            record.level.is_some() || levels::parse_level(&title).is_level() || demanded && !title.is_empty();
        if !is_ladder && is_level && !has_levels_below(&record) {
            // The file is about one level, or one role that is a level.
            self.sure |= demanded;
            self.read_one_level(node, &title, place);
            return;
        }
        let named = !title.is_empty() && is_theme(&title) && is_one_skill_or_group(&record);
        let mut entries: Vec<MapEntry> = Vec::with_capacity(map.len());
        let (first, rest): (Vec<&MapEntry>, Vec<&MapEntry>) =
            map.iter().partition(|(key, _)| fields::field_kind(key) == KeyMeaning::Levels && !named);
        let refers = rest.iter().any(|(_, node)| refers(node));
        for entry in first.into_iter().chain(rest) {
            let (key, node) = entry;
            if fields::field_kind(key) == KeyMeaning::Name && node.as_text().is_some() && !named {
                continue;
            }
            // Beside the title of the whole, a text is about the page.
            if self.builder.reading.title.is_some()
                && fields::field_kind(key) == KeyMeaning::Other
                && node.as_text().is_some()
            {
                self.builder.note_unused_field(node.line, key, "");
                continue;
            }
            if refers && fields::field_kind(key) == KeyMeaning::Parts && self.read_definitions(node, place) {
                continue;
            }
            entries.push(entry.clone());
        }
        self.read_record(&entries, node.line, place);
    }

    /// A file about one level, or one role that is a level.
    fn read_one_level(&mut self, node: &Node, title: &str, place: &DataPlace) {
        let before = self.builder.reading.levels.len();
        self.read_role(node, title, place, false);
        let level = place.level.or((before < self.builder.reading.levels.len()).then_some(before));
        self.builder.reading.level = level;
    }

    /// Themes that are listed apart: `{id, name, summary}`. Whether that is what a value is.
    fn read_definitions(&mut self, node: &Node, place: &DataPlace) -> bool {
        let Some(list) = node.as_list() else { return false };
        let records: Vec<Record<'_>> =
            list.iter().filter_map(Node::as_map).map(|map| Record::new(map, false)).collect();
        if records.len() != list.len()
            || records.iter().any(|record| !record.is_definition() || record.id.is_none())
        {
            return false;
        }
        for record in records {
            let id = record.id.and_then(Node::as_text).unwrap_or_default();
            let title = record.title().map_or_else(|| humanized(id), without_markdown);
            self.builder.register_name(id, &title);
            let place = place.under(&title, record.code());
            for text in record.about.iter().filter_map(|node| node.as_text()) {
                self.builder.add_description(&place, statements(text).join(" "));
            }
        }
        true
    }
}

/// Whether a field names the role that a file is about.
fn is_role(key: &str) -> bool {
    matches!(plain(key).as_str(), "role" | "position" | "job")
}

fn refers(node: &Node) -> bool {
    node.as_list().is_some_and(|list| {
        list.iter().filter_map(Node::as_map).any(|map| {
            let record = Record::new(map, false);
            record.level.is_some() || !record.groups.is_empty()
        })
    })
}

fn has_levels_below(record: &Record<'_>) -> bool {
    record.more.iter().any(|(_, _, node)| {
        let items: Vec<&Node> = match &node.value {
            Value::List(list) => list.iter().collect(),
            Value::Map(map) => map.iter().map(|(_, node)| node).collect(),
            _ => Vec::new(),
        };
        !sections::is_requirements(node)
            && items.iter().filter_map(|node| node.as_map()).any(|map| {
                let record = Record::new(map, false);
                let below =
                    record.more.iter().any(|(field, _, node)| *field == KeyMeaning::Levels || refers(node));
                record.level.is_some() || below || !record.levels_by_key.is_empty()
            })
    })
}

/// Whether a file is one skill with its levels, or one theme with its skills, and so its name that of the theme.
fn is_one_skill_or_group(record: &Record<'_>) -> bool {
    let [(field, key, node)] = record.more.as_slice() else {
        let none = record.more.is_empty() && !record.levels_by_key.is_empty();
        return none
            || !record.more.is_empty()
                && record.more.iter().all(is_part)
                && record.more.iter().any(is_skills);
    };
    let inner = node.as_map().map(|map| Record::new(map, false));
    if is_skills(&(*field, *key, *node))
        || inner.is_some_and(|inner| *field == KeyMeaning::Parts && is_one_skill_or_group(&inner))
    {
        return true;
    }
    let below = |node: &Node| {
        node.as_map().is_some_and(|map| {
            Record::new(map, false).more.iter().any(|(field, ..)| *field == KeyMeaning::Other)
        })
    };
    match field {
        KeyMeaning::Levels => match &node.value {
            Value::List(list) => !list.iter().any(below),
            Value::Map(map) => !map.iter().any(|(_, node)| below(node)),
            _ => false,
        },
        _ => false,
    }
}

fn is_skills((field, key, node): &(KeyMeaning, &str, &Node)) -> bool {
    let skills = matches!(plain(key).as_str(), "skills" | "competencies" | "subcategories");
    *field == KeyMeaning::Parts && skills && !refers(node) && !sections::is_requirements(node)
}

/// Whether an entry is part of a theme: its skills, or what its levels ask.
fn is_part(entry: &(KeyMeaning, &str, &Node)) -> bool {
    let (field, _, node) = entry;
    let levels = || node.as_map().is_some_and(|map| !Record::new(map, false).levels_by_key.is_empty());
    is_skills(entry) || *field == KeyMeaning::Other && (record::is_word(node) || levels())
}

/// Whether a title may be that of a theme or a skill, and not that of the whole.
fn is_theme(title: &str) -> bool {
    let lower = title.to_lowercase();
    title.split_whitespace().count() <= 4 && !DATA.whole_titles.any_in(&lower)
}

/// A file of nothing but levels with their scopes: the scopes are what is expected.
fn scopes_alone(reading: &mut Reading) {
    let scoped = reading.levels.iter().filter(|level| level.scope.is_some()).count();
    if !reading.criteria.is_empty() || scoped < 2 {
        return;
    }
    let mut criterion = RawCriterion::new(1, CriterionKind::Expectation, PLAIN);
    for (at, level) in reading.levels.iter().enumerate() {
        let statements: Vec<String> = level.scope.iter().chain(&level.description).cloned().collect();
        if !statements.is_empty() {
            criterion.texts.push(RawText {
                line: level.line,
                level: Some(at),
                statements,
                ..RawText::default()
            });
        }
    }
    criterion.line = criterion.texts.first().map_or(1, |text| text.line);
    reading.criteria.push(criterion);
}

fn told_role(source: &Source<'_>, reading: &mut Reading) {
    let Some(key) = &source.hints.role else { return };
    match reading.roles.as_mut_slice() {
        [] => reading.roles.push(RawRole {
            line: 1,
            key: Some(key.clone()),
            title: humanized(key),
            levels: (0..reading.levels.len()).collect(),
            ..RawRole::default()
        }),
        [one] => one.key = Some(key.clone()),
        _ => {}
    }
}

/// The text of a page whose front matter holds the framework describes it.
fn prose_of_page(source: &Source<'_>, reading: &mut Reading) {
    if !source.text.starts_with("---") || matches!(source.extension.as_str(), "yml" | "yaml" | "json") {
        return;
    }
    let page = markdown::parse_markdown(source.text);
    if page.front.is_none() {
        return;
    }
    for block in &page.blocks {
        match &block.kind {
            Block::Rule => {}
            Block::Table(_) => reading.skip(block.line, "table beside the front matter"),
            Block::NonText(..) => reading.skip(block.line, "no text, beside the front matter"),
            _ => reading.description.extend(block.text().map(Inline::text)),
        }
    }
}

fn nothing(source: &Source<'_>) -> ReadError {
    let why = "no competencies with a `level`, no topics with `levels`, no levels with texts; where the levels are keys or \
               places in lists, `--levels-in keys` or `--levels-in index` says so";
    ReadError::Nothing { file: source.file.to_owned(), why: why.to_owned() }
}
