//! What lies under `levels`, `tracks` and `requirements`: levels by name or by place, roles, and demands.

use std::collections::HashSet;

use super::fields::{KeyMeaning, humanized, is_code, is_numbered_level, level_name, small_number};
use super::reader::DataReader;
use super::reading_builder::{DataPlace, PathStep};
use super::record::{MapEntry, Record, is_numbers, is_word, is_words};
use super::statements::without_markdown;
use crate::catalog::import::LevelsIn;
use crate::catalog::import::data_tree::{Node, Value};
use crate::catalog::import::levels;

impl DataReader {
    /// What lies under `levels`, `milestones` and the like.
    pub fn read_levels(&mut self, node: &Node, place: &DataPlace) {
        match &node.value {
            Value::Null => self.builder.note_silent_level(place, node.line),
            Value::Text(_) => self.read_value(node, place),
            Value::List(list) => self.read_levels_list(list, place),
            Value::Map(map) => {
                let record = Record::new(map, true);
                // A map of fields alone is one thing with levels somewhere in it; otherwise its keys are the levels.
                match record.levels_by_key.is_empty() && record.holds_more() {
                    true => self.read_record(map, node.line, place),
                    false => {
                        let rungs: Vec<(&str, &Node)> =
                            map.iter().map(|(key, node)| (key.as_str(), node)).collect();
                        self.read_levels_by_key(&rungs, place);
                    }
                }
            }
        }
    }

    /// Levels in a row: by what they call themselves, otherwise by their place.
    pub fn read_levels_list(&mut self, list: &[Node], place: &DataPlace) {
        if place.level.is_some() {
            for node in list {
                self.read_value(node, place);
            }
            return;
        }
        let track = place.track.clone();
        let words = list
            .iter()
            .filter_map(Node::as_text)
            .all(|text| levels::parse_level(&level_name(text)).is_level());
        if words
            && list.iter().all(|node| node.as_text().is_some())
            && self.levels_in != Some(LevelsIn::Index)
        {
            // `levels: [junior, senior]` only names them.
            for node in list.iter().filter(|_| place.path.is_empty()) {
                self.builder.level_index(node.line, &[node.as_text().unwrap_or_default()], track.as_deref());
            }
            if !place.path.is_empty()
                && let Some(first) = list.first()
            {
                self.builder.note_unused_field(first.line, "levels", "names alone");
            }
            return;
        }
        for (at, node) in list.iter().enumerate() {
            let names = match node.as_map().filter(|_| self.levels_in != Some(LevelsIn::Index)) {
                Some(map) => level_names(&Record::new(map, false)),
                None => Vec::new(),
            };
            let level = match names.is_empty() {
                false => self.builder.level_index(node.line, &names, track.as_deref()),
                true => {
                    self.counted |= self.levels_in != Some(LevelsIn::Index);
                    self.builder.level_index(node.line, &[&(at + 1).to_string()], track.as_deref())
                }
            };
            self.read_level(node, &place.at(level));
        }
    }

    /// What lies under `tracks`, `roles` and the like.
    pub fn read_tracks(&mut self, key: &str, node: &Node, place: &DataPlace) {
        let items: Vec<(Option<&str>, &Node)> = match &node.value {
            Value::List(list) => list.iter().map(|node| (None, node)).collect(),
            Value::Map(map) => map.iter().map(|(key, node)| (Some(key.as_str()), node)).collect(),
            Value::Null | Value::Text(_) => {
                self.builder.note_unused_field(node.line, key, "");
                return;
            }
        };
        if items.iter().all(|(key, node)| key.is_none() && node.as_text().is_some()) {
            self.read_level_names(key, &items, place);
            return;
        }
        let titles: Vec<String> = items.iter().map(|(key, node)| item_title(*key, node)).collect();
        let mut trades: Vec<String> = titles.iter().map(|title| role_trade(title)).collect();
        trades.sort_unstable();
        trades.dedup();
        for ((_, node), title) in items.iter().zip(&titles) {
            match role_item_kind(node, title) {
                RoleItemKind::Criterion => {
                    let place = if title.is_empty() { place.clone() } else { place.under(title, None) };
                    self.read_value(node, &place);
                }
                RoleItemKind::Track => self.read_track(node, title, place),
                RoleItemKind::Level => self.read_role(node, title, place, trades.len() > 1),
            }
        }
    }

    /// `roles: [Junior Rigger, Rigger]`: levels in their order, where they are some; otherwise nothing but names.
    fn read_level_names(&mut self, key: &str, items: &[(Option<&str>, &Node)], place: &DataPlace) {
        let names: Vec<&str> = items.iter().filter_map(|(_, node)| node.as_text()).collect();
        let are_levels =
            levels::parse_siblings(names.iter().copied()).iter().filter(|level| level.is_some()).count();
        let Some((_, first)) = items.first() else { return };
        if are_levels < 2 || names.len() > 60 {
            self.builder.note_unused_field(first.line, key, "names alone");
            return;
        }
        for (_, node) in items {
            self.builder.level_index(
                node.line,
                &[node.as_text().unwrap_or_default()],
                place.track.as_deref(),
            );
        }
    }

    /// Families of roles by their keys, each with a ladder of job titles of its own: no two share a trade. Whether that is
    /// what a map is.
    pub fn read_families(&mut self, entries: &[MapEntry], place: &DataPlace) -> bool {
        let mut known = HashSet::new();
        let mut apart = |(key, node): &MapEntry| {
            let titled = |rung: &&str| levels::parse_level(&level_name(rung)).label.is_empty();
            let rungs = levels_below(node);
            let trades: HashSet<String> =
                rungs.iter().map(|rung| levels::trade(&level_name(rung)).to_lowercase()).collect();
            super::fields::field_kind(key) == KeyMeaning::Other
                && rungs.len() >= 2
                && rungs.iter().all(titled)
                && trades.into_iter().all(|trade| !trade.is_empty() && known.insert(trade))
        };
        if entries.len() < 2 || !entries.iter().all(&mut apart) {
            return false;
        }
        for (key, node) in entries {
            let before = self.builder.reading.levels.len();
            self.read_track(node, &humanized(key), place);
            self.builder.count(before);
        }
        true
    }

    fn read_track(&mut self, node: &Node, title: &str, place: &DataPlace) {
        let inner = DataPlace { track: Some(title.to_owned()), in_level: false, ..place.clone() };
        match &node.value {
            // Skills with levels of their own, or the levels of the track.
            Value::List(list) if has_levels(node) => self.read_list(list, &inner),
            Value::List(list) => self.read_levels_list(list, &inner),
            Value::Map(map) => {
                let rest: Vec<(String, Node)> = map
                    .iter()
                    .filter(|(key, node)| {
                        super::fields::field_kind(key) != KeyMeaning::Name || node.as_text().is_none()
                    })
                    .cloned()
                    .collect();
                self.read_record(&rest, node.line, &inner);
            }
            _ => {}
        }
        self.builder.role_index(node.line, title, Some(title));
    }

    /// A role that is one level: `title: Senior Engineer` with what it asks.
    pub fn read_role(&mut self, node: &Node, title: &str, place: &DataPlace, several: bool) {
        let record = node.as_map().map(|map| Record::new(map, false)).unwrap_or_default();
        let trade = role_trade(title);
        let track = several.then(|| if trade.is_empty() { title.to_owned() } else { trade.clone() });
        let own = record.level.and_then(Node::as_text);
        let names: Vec<&str> = own.into_iter().chain([title]).filter(|name| !name.is_empty()).collect();
        let level =
            place.level.unwrap_or_else(|| self.builder.level_index(node.line, &names, track.as_deref()));
        let mut at = place.at(level);
        at.track.clone_from(&track);
        self.read_level(node, &at);
        self.builder.set_level_title(level, title);
        let role = if trade.is_empty() { title } else { &trade };
        if role.is_empty() {
            return;
        }
        let role = self.builder.role_index(node.line, role, track.as_deref());
        if let Some(role) =
            self.builder.reading.roles.get_mut(role).filter(|role| !role.levels.contains(&level))
        {
            role.levels.push(level);
        }
    }

    /// Demands of the level: `{TEST: 3}`, or `[{skill: Testing, level: good}]`. Whether that is what a value is.
    pub fn read_requirements(&mut self, node: &Node, place: &DataPlace) -> bool {
        let Some(level) = place.level else { return false };
        match &node.value {
            Value::Map(map) if is_numbers(map) => {
                for (key, node) in map {
                    self.add_requirement(node, level, key);
                }
                true
            }
            Value::Map(map)
                if !map.is_empty() && map.iter().all(|(_, node)| required_level_of(node).is_some()) =>
            {
                for (key, node) in map {
                    self.builder.add_requirement(
                        node.line,
                        level,
                        vec![self.path_step(key)],
                        required_level_of(node).unwrap_or_default(),
                    );
                }
                true
            }
            Value::List(list)
                if !list.is_empty() && list.iter().all(|node| required_skill(node).is_some()) =>
            {
                for node in list {
                    if let Some((way, asked)) = required_skill(node) {
                        let way = way.iter().map(|name| self.path_step(name)).collect();
                        self.builder.add_requirement(node.line, level, way, asked);
                    }
                }
                true
            }
            _ => false,
        }
    }

    /// A step of the way to what is demanded, by its name or its id.
    fn path_step(&self, name: &str) -> PathStep {
        PathStep {
            title: self.builder.name_of(name).map_or_else(|| name.to_owned(), str::to_owned),
            code: is_code(name).then(|| name.to_owned()),
        }
    }
}

/// The level of `Testing: {level: 3, available: [1, 2, 3]}`.
fn required_level_of(node: &Node) -> Option<&str> {
    let record = Record::new(node.as_map()?, false);
    let silent = record.about.is_empty() && record.examples.is_empty() && record.levels_by_key.is_empty();
    let properties = record.more.iter().all(|(_, _, node)| is_words(node));
    record.level.and_then(Node::as_text).filter(|_| silent && properties).map(str::trim)
}

/// The criterion, its themes before it, and the level that a demand names.
fn required_skill(node: &Node) -> Option<(Vec<&str>, &str)> {
    let record = Record::new(node.as_map()?, false);
    let asked = record.level.and_then(Node::as_text)?;
    let silent = record.about.is_empty() && record.examples.is_empty() && !record.holds_more();
    let way: Vec<&Node> = record.groups.iter().copied().chain(record.name.or(record.id)).collect();
    let way: Vec<&str> = way.into_iter().filter_map(Node::as_text).map(str::trim).collect();
    (silent && !way.is_empty()).then(|| (way, asked.trim()))
}

pub fn level_names<'n>(record: &Record<'n>) -> Vec<&'n str> {
    let text = |node: Option<&'n Node>| node.and_then(Node::as_text).map(str::trim);
    let (level, id, name) = (text(record.level), text(record.id), text(record.name));
    let is_level = |name: &&str| levels::parse_level(&level_name(name)).is_level();
    let name = name.filter(|name| is_level(name) || name.split_whitespace().nth(5).is_none());
    let numbered =
        level.or(id.filter(|id| small_number(id).is_some() && !name.is_some_and(|name| is_level(&name))));
    let id = id.filter(|id| id.len() <= 30);
    let numbered = numbered.or(id.filter(|id| is_numbered_level(id)));
    numbered.into_iter().chain(name).chain(id.filter(|id| name.is_some() || is_level(id))).collect()
}

pub fn is_requirements(node: &Node) -> bool {
    match &node.value {
        Value::Map(map) => is_numbers(map),
        Value::List(list) => !list.is_empty() && list.iter().all(|node| required_skill(node).is_some()),
        _ => false,
    }
}

/// What an item under `tracks` or `roles` is.
enum RoleItemKind {
    Criterion,
    Track,
    Level,
}

fn role_item_kind(node: &Node, title: &str) -> RoleItemKind {
    let Some(map) = node.as_map() else {
        let rich = node
            .as_list()
            .is_some_and(|list| !list.is_empty() && list.iter().all(|node| node.as_map().is_some()));
        return if rich { RoleItemKind::Track } else { RoleItemKind::Criterion };
    };
    let record = Record::new(map, false);
    if !record.groups.is_empty()
        && record.level.is_none()
        && record.more.iter().any(|(field, ..)| *field == KeyMeaning::Levels)
    {
        return RoleItemKind::Criterion;
    }
    let ladder =
        record.more.iter().find(|(field, ..)| *field == KeyMeaning::Levels).map(|(_, _, node)| *node);
    match ladder {
        Some(node) => {
            let named = |node: &Node| {
                node.as_map().is_some_and(|map| !level_names(&Record::new(map, false)).is_empty())
            };
            let rich = match &node.value {
                Value::List(list) => list.iter().any(named),
                Value::Map(map) => map.iter().any(|(_, node)| node.as_map().is_some()),
                _ => false,
            };
            if rich { RoleItemKind::Track } else { RoleItemKind::Criterion }
        }
        None if !record.levels_by_key.is_empty() => RoleItemKind::Track,
        None => {
            let below =
                record.more.iter().any(|(field, _, node)| *field == KeyMeaning::Parts && has_levels(node));
            let is_level =
                record.level.is_some() || levels::parse_level(title).is_level() || levels::is_trade(title);
            let asks = record.more.iter().any(|(field, _, node)| {
                matches!(field, KeyMeaning::Text | KeyMeaning::Parts) && !is_word(node)
            });
            match (below, is_level || asks) {
                (true, _) => RoleItemKind::Track,
                (false, true) => RoleItemKind::Level,
                (false, false) => RoleItemKind::Criterion,
            }
        }
    }
}

/// The levels that are keys of a map, or of a map right within it.
fn levels_below(node: &Node) -> Vec<&str> {
    let own = record_of(node);
    let below =
        own.more.iter().map(|(_, _, node)| record_of(node)).find(|record| !record.levels_by_key.is_empty());
    let record = if own.levels_by_key.is_empty() { below.unwrap_or_default() } else { own };
    record.levels_by_key.iter().map(|(key, _)| *key).collect()
}

fn record_of(node: &Node) -> Record<'_> {
    node.as_map().map(|map| Record::new(map, false)).unwrap_or_default()
}

fn has_levels(node: &Node) -> bool {
    let of = |node: &Node| {
        node.as_map().is_some_and(|map| {
            let record = Record::new(map, false);
            !record.levels_by_key.is_empty()
                || record.more.iter().any(|(field, ..)| *field == KeyMeaning::Levels)
        })
    };
    match &node.value {
        Value::List(list) => list.iter().any(of),
        Value::Map(map) => map.iter().any(|(_, node)| of(node)),
        _ => false,
    }
}

/// What a role is at all its levels: a title without its seniority, where it has one.
fn role_trade(title: &str) -> String {
    let last = title.split_whitespace().last().unwrap_or_default().to_lowercase();
    // `Harbour Master` and `Tech Lead` are what they do.
    let whole = ["master", "lead", "head", "fellow", "director", "expert"].contains(&last.as_str());
    let trade = levels::trade(title);
    if whole || trade.is_empty() && !levels::parse_level(title).is_level() { title.to_owned() } else { trade }
}

fn item_title(key: Option<&str>, node: &Node) -> String {
    let own = node.as_map().and_then(|map| Record::new(map, false).title());
    own.map_or_else(|| key.map(humanized).unwrap_or_default(), without_markdown)
}
