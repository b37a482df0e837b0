//! A map taken apart: which of its entries are its name, level and theme, which hold more, and which keys are levels.

use super::fields::{
    KeyMeaning, column, field_kind, is_branch, is_code, is_numbered_level, level_name, plain, small_number,
};
use crate::catalog::import::data_tree::{Node, Value};
use crate::catalog::import::levels;

pub type MapEntry = (String, Node);

#[derive(Default)]
pub struct Record<'n> {
    pub name: Option<&'n Node>,
    pub id: Option<&'n Node>,
    pub level: Option<&'n Node>,
    /// Its themes, the outermost first.
    pub groups: Vec<&'n Node>,
    pub about: Vec<&'n Node>,
    /// What its outer themes are about: the place among the themes, and the text.
    pub above: Vec<(usize, &'n Node)>,
    pub examples: Vec<&'n Node>,
    /// What holds more: the field, its key and its value.
    pub more: Vec<(KeyMeaning, &'n str, &'n Node)>,
    pub levels_by_key: Vec<(&'n str, &'n Node)>,
    /// How many entries are numbers under names of its own.
    pub numbers: usize,
    pub unused: Vec<(&'n str, &'n Node, &'static str)>,
}

impl<'n> Record<'n> {
    /// Takes a map apart. With `keyed`, keys that are not known are levels.
    pub fn new(entries: &'n [MapEntry], keyed: bool) -> Self {
        let mut record = Self::default();
        let rungs = level_keys(entries, keyed);
        let mut groups: Vec<(u8, String, &'n Node)> = Vec::new();
        let mut names: Vec<(usize, &'n Node)> = Vec::new();
        let mut abouts: Vec<(String, &'n Node)> = Vec::new();
        let mut proficiency = None;
        for (at, (key, node)) in entries.iter().enumerate() {
            if rungs.contains(&at) {
                record.levels_by_key.push((key, node));
                continue;
            }
            let text = node.as_text();
            let is_text = text.is_some();
            let short = text.is_some_and(|text| text.len() <= 200 && !text.trim().contains('\n'));
            match field_kind(key) {
                _ if node.is_empty() && field_kind(key) != KeyMeaning::Levels => {}
                KeyMeaning::Name if is_text => names.push((name_order(key), node)),
                KeyMeaning::Id if is_text => record.id = record.id.or(Some(node)),
                KeyMeaning::Level if short => record.level = record.level.or(Some(node)),
                KeyMeaning::Group(depth) if short => groups.push((depth, plain(key), node)),
                KeyMeaning::About if is_text || is_texts(node) => abouts.push((plain(key), node)),
                KeyMeaning::Page if plain(key) == "proficiency" && is_text => proficiency = Some((key, node)),
                KeyMeaning::Examples => record.examples.push(node),
                KeyMeaning::Links => record.unused.push((key, node, "links")),
                KeyMeaning::Page => record.unused.push((key, node, "")),
                KeyMeaning::Levels | KeyMeaning::Parts | KeyMeaning::Tracks
                    if text.is_some_and(|text| small_number(text).is_some()) =>
                {
                    record.unused.push((key, node, ""));
                }
                found => {
                    let number = text.is_some_and(|text| small_number(text).is_some());
                    record.numbers += usize::from(found == KeyMeaning::Other && number);
                    record.more.push((found, key, node));
                }
            }
        }
        groups.sort_by_key(|(depth, ..)| *depth);
        let outer = groups.len().saturating_sub(1);
        let skill = groups.last().is_some_and(|(depth, ..)| *depth == 2);
        for (key, node) in abouts {
            let of = |(_, group, _): &(u8, String, &Node)| key.strip_suffix("description") == Some(group);
            match groups[..outer].iter().position(of) {
                Some(at) => record.above.push((at, node)),
                None => record.about.push(node),
            }
        }
        record.groups = groups.into_iter().map(|(_, _, node)| node).collect();
        names.sort_by_key(|(order, _)| *order);
        record.name = names.first().map(|(_, node)| *node);
        if let Some((key, node)) = proficiency {
            // A proficiency is the level where nothing else is; a sentence says what the level asks.
            match (record.level.is_some(), is_word(node)) {
                (true, true) => record.unused.push((key, node, "")),
                (false, true) => record.level = Some(node),
                (_, false) => record.about.push(node),
            }
        }
        // `{code: TEST, skill: Testing}`: the skill is what it is, and no theme of it.
        if record.name.is_none() && record.code().is_some() && skill {
            record.name = record.groups.pop();
        }
        record.named_by_its_only_word();
        record
    }

    /// `{LearnerOutcome: Holders of knowledge, Competencies: […]}`: the only text of a thing with parts is its name.
    fn named_by_its_only_word(&mut self) {
        let bare = self.name.is_none() && self.id.is_none() && self.level.is_none() && self.groups.is_empty();
        if !bare || !self.levels_by_key.is_empty() {
            return;
        }
        let of_maps =
            |node: &Node| node.as_list().is_some_and(|list| list.iter().any(|one| one.as_map().is_some()));
        let holds = self
            .more
            .iter()
            .any(|(field, _, node)| matches!(field, KeyMeaning::Parts | KeyMeaning::Levels) && of_maps(node));
        let mut texts = self
            .more
            .iter()
            .enumerate()
            .filter(|(_, (field, _, node))| *field == KeyMeaning::Other && node.as_text().is_some());
        let (Some((at, (_, _, node))), None, true) = (texts.next(), texts.next(), holds) else { return };
        let text = node.as_text().unwrap_or_default().trim();
        let is_name =
            text.split_whitespace().nth(8).is_none() && !text.ends_with('.') && small_number(text).is_none();
        if is_name && !is_truth(text) {
            self.name = Some(node);
            self.more.remove(at);
        }
    }

    pub fn title(&self) -> Option<&'n str> {
        self.name.and_then(Node::as_text).map(str::trim)
    }

    /// The code of a skill, if that is what it is called by.
    pub fn code(&self) -> Option<String> {
        self.id.and_then(Node::as_text).map(str::trim).filter(|id| is_code(id)).map(str::to_owned)
    }

    /// Whether statements may be in it beside what it is about.
    pub fn holds_more(&self) -> bool {
        !self.levels_by_key.is_empty()
            || self.more.iter().any(|(field, _, node)| *field != KeyMeaning::Other || !is_word(node))
    }

    /// Whether it only names something that other parts of the file speak of.
    pub fn is_definition(&self) -> bool {
        (self.name.is_some() || self.id.is_some())
            && self.level.is_none()
            && self.groups.is_empty()
            && self.examples.is_empty()
            && !self.holds_more()
    }
}

/// `displayName` goes before `title`, that before `name`: the last is often a word for programs.
fn name_order(key: &str) -> usize {
    match super::fields::plain(key).as_str() {
        "displayname" | "fullname" => 0,
        "title" | "jobtitle" | "leveltitle" | "professionaltitle" => 1,
        "label" | "heading" => 2,
        _ => 3,
    }
}

fn level_keys(entries: &[MapEntry], keyed: bool) -> std::ops::Range<usize> {
    let none = 0..0;
    let other: Vec<usize> = (0..entries.len()).filter(|at| is_other(&entries[*at].0)).collect();
    let names: Vec<String> = other.iter().map(|at| level_name(&entries[*at].0)).collect();
    if other.is_empty() {
        return none;
    }
    let whole = other.len() == entries.len();
    let is_numbered = |at: &usize| is_numbered_level(&entries[*at].0);
    let branches = || {
        other.iter().any(is_numbered) && other.iter().all(|at| is_numbered(at) || is_branch(&entries[*at].0))
    };
    let numbered = other.iter().all(is_numbered) || branches();
    let ladder = names.len() <= 60 && levels::parse_ladder(names.iter().map(String::as_str)).is_some();
    // `awareness` and `working` are levels where others beside them are.
    let parsed_names = || names.iter().take(60).map(|name| levels::parse_level(name));
    let loose = names.len() > 2
        && names.len() <= 60
        && parsed_names().all(|parsed| parsed.seniority.is_some())
        && parsed_names().any(|parsed| parsed.is_level());
    if whole && (keyed || numbered || ladder || loose) {
        return 0..entries.len();
    }
    // Levels among other fields: `name: …, basic: …, low: …, expert: …`. What lies between two levels is one too.
    let is_level = |at: &usize| {
        !matches!(&entries[*at].1.value, Value::Null)
            && levels::parse_level(&level_name(&entries[*at].0)).is_level()
    };
    let known: Vec<usize> = other.iter().copied().filter(is_level).collect();
    let numbers =
        known.iter().all(|at| entries[*at].1.as_text().is_some_and(|text| small_number(text).is_some()));
    let columns = known.iter().all(|at| column(&entries[*at].0).is_some());
    if !numbers && !columns && known.iter().all(|at| is_word(&entries[*at].1)) {
        return none;
    }
    match (known.first(), known.last()) {
        (Some(first), Some(last)) if first < last => {
            let unbroken = (*first..=*last).all(|at| is_other(&entries[at].0));
            let enough = known.len() * 2 > last - first;
            if unbroken && enough { *first..last + 1 } else { none }
        }
        _ => none,
    }
}

/// Whether a key is a name that the file gives, or `1`, `l2`, which no field is called.
fn is_other(key: &str) -> bool {
    field_kind(key) == KeyMeaning::Other
}

/// Whether a value is one word or number: a property, no statement.
pub fn is_word(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => text.split_whitespace().nth(3).is_none(),
        Value::List(_) | Value::Map(_) => false,
    }
}

pub fn is_truth(text: &str) -> bool {
    ["true", "false", "yes", "no"].iter().any(|word| text.trim().eq_ignore_ascii_case(word))
}

pub fn is_words(node: &Node) -> bool {
    match &node.value {
        Value::List(list) => list.iter().all(is_word),
        Value::Map(map) => map.iter().all(|(_, node)| is_word(node)),
        _ => is_word(node),
    }
}

pub fn is_texts(node: &Node) -> bool {
    node.as_list()
        .is_some_and(|list| list.iter().all(|one| matches!(one.value, Value::Text(_) | Value::Null)))
}

/// Whether a map's values are texts or lists of texts, so that its keys may be levels where a person says so.
pub fn is_leaves(entries: &[MapEntry]) -> bool {
    entries.iter().all(|(_, node)| is_texts(node) || matches!(node.value, Value::Text(_) | Value::Null))
}

/// Whether all that a map holds are numbers of levels: demands.
pub fn is_numbers(entries: &[MapEntry]) -> bool {
    let named = |key: &str| {
        !matches!(field_kind(key), KeyMeaning::Page | KeyMeaning::Level | KeyMeaning::Id | KeyMeaning::Links)
    };
    let number = |node: &Node| node.as_text().is_some_and(|text| small_number(text).is_some());
    !entries.is_empty() && entries.iter().all(|(key, node)| named(key) && number(node))
}
