//! What the data files of a folder call things: an id in one file is a name in another, as in a Hugo or Jekyll `_data`
//! folder with `levels.yml`, `skills.yml` and the texts of both apart.

use std::collections::HashMap;

use super::fields::{KeyMeaning, alias, field_kind, plain};
use super::record::Record;
use super::sections::level_names;
use super::statements::without_markdown;
use crate::catalog::import::data_tree::{Node, Value};
use crate::catalog::import::file_stem;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GlossaryTerm {
    pub names: Vec<String>,
    pub title: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    names: HashMap<String, String>,
    levels: Vec<GlossaryTerm>,
    scale: Option<String>,
    asked: bool,
}

impl Glossary {
    pub fn add(&mut self, file: &str, node: &Node) {
        let items: Vec<&Node> = match &node.value {
            Value::List(list) => list.iter().collect(),
            Value::Map(map) if map.len() == 1 => {
                map.iter().flat_map(|(_, node)| node.as_list().unwrap_or_default()).collect()
            }
            _ => Vec::new(),
        };
        let items = if items.is_empty() { vec![node] } else { items };
        let records: Vec<Record<'_>> =
            items.iter().filter_map(|node| node.as_map()).map(|map| Record::new(map, false)).collect();
        if field_kind(file_stem(file)) == KeyMeaning::Levels && self.scale.is_none() && is_scale(&records) {
            self.scale = Some(file.to_owned());
            self.levels = records
                .iter()
                .map(|record| GlossaryTerm {
                    names: level_names(record).into_iter().map(str::to_owned).collect(),
                    title: record.title().map(without_markdown).unwrap_or_default(),
                })
                .collect();
            return;
        }
        self.asked |= items.len() > 1 && records.iter().any(|record| record.level.is_some());
        for record in &records {
            let Some(title) = record.title().map(without_markdown) else { continue };
            let own = record
                .groups
                .last()
                .copied()
                .filter(|group| plain(group.as_text().unwrap_or_default()) == plain(&title));
            if let Some(id) = record.id.or(own).and_then(Node::as_text) {
                self.names.entry(plain(id)).or_insert(title);
            }
        }
    }

    /// The name of what another file calls `id`.
    pub fn name_of(&self, id: &str) -> Option<&str> {
        self.names.get(&plain(id)).map(String::as_str)
    }

    pub fn level(&self, name: &str) -> Option<&GlossaryTerm> {
        let name = alias(name);
        self.levels
            .iter()
            .find(|term| term.names.iter().chain([&term.title]).any(|known| alias(known) == name))
    }

    /// Whether a file does nothing but list the levels that others speak of.
    pub fn is_scale(&self, file: &str) -> bool {
        self.asked && self.scale.as_deref() == Some(file)
    }
}

/// Whether things are levels with a name each, and nothing else.
fn is_scale(records: &[Record<'_>]) -> bool {
    let bare = |record: &Record<'_>| {
        record.title().is_some()
            && (record.level.is_some() || record.id.is_some())
            && record.groups.is_empty()
            && !record.holds_more()
    };
    records.len() > 1 && records.iter().all(bare)
}
