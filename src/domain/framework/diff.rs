//! What changed between two versions of a framework, and what that does to the entries that were tagged under the first.

mod criteria;
pub mod lost;

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde::Serialize;

use super::{Framework, Role, RoleLevel};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiffPart {
    Framework,
    Level,
    Group,
    Role,
    RoleLevel,
    Requirement,
    Criterion,
    CriterionLevel,
    Statement,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FrameworkChange {
    Added,
    Removed,
    Renamed,
    Moved,
    /// Near text, or the same name, at another key.
    PerhapsMoved,
    Changed,
    Reordered,
}

impl FrameworkChange {
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::PerhapsMoved => "perhaps-moved",
            Self::Changed => "changed",
            Self::Reordered => "reordered",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrameworkDifference {
    pub part: DiffPart,
    pub change: FrameworkChange,
    /// Where: a key, `craft@3.1`, `role dev, level 3`.
    pub place: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// How many differences there are of each part and sort, in the order of those.
pub fn counts(differences: &[FrameworkDifference]) -> Vec<(DiffPart, FrameworkChange, u32)> {
    let mut counts: BTreeMap<(DiffPart, FrameworkChange), u32> = BTreeMap::new();
    for one in differences {
        *counts.entry((one.part, one.change)).or_default() += 1;
    }
    counts.into_iter().map(|((part, change), count)| (part, change, count)).collect()
}

/// What differs between two frameworks, by part, each in the frameworks' order.
pub fn diff(from: &Framework, to: &Framework) -> Vec<FrameworkDifference> {
    let mut found = DifferenceList(Vec::new());
    for (what, before, after) in [
        ("key", &from.key, &to.key),
        ("title", &from.title, &to.title),
        ("source", &from.source, &to.source),
        ("description", &from.description, &to.description),
    ] {
        found.field(DiffPart::Framework, what.to_owned(), before, after);
    }
    let (before, after) = (from.base.as_deref(), to.base.as_deref());
    found.field(
        DiffPart::Framework,
        "base".to_owned(),
        before.unwrap_or_default(),
        after.unwrap_or_default(),
    );
    let official = |framework: &Framework| if framework.official { "true" } else { "false" };
    found.field(DiffPart::Framework, "official".to_owned(), official(from), official(to));
    levels_and_groups(from, to, &mut found);
    for (before, after) in paired(&from.roles, &to.roles, |role| role.key.to_ascii_lowercase()) {
        match (before, after) {
            (Some(before), Some(after)) => role(before, after, &mut found),
            (Some(role), None) => found.one(DiffPart::Role, FrameworkChange::Removed, &role.key, &role.title),
            (None, Some(role)) => found.one(DiffPart::Role, FrameworkChange::Added, &role.key, &role.title),
            (None, None) => {}
        }
    }
    criteria::compare(from, to, &mut found);
    found.0.sort_by_key(|difference| difference.part);
    found.0
}

fn levels_and_groups(from: &Framework, to: &Framework, found: &mut DifferenceList) {
    let named = |name: &super::FrameworkLevel| match name.label == name.title {
        true => name.title.to_string(),
        false => format!("{} {}", name.label, name.title).trim().to_owned(),
    };
    for (before, after) in paired(&from.levels, &to.levels, |name| name.level) {
        let Some(one) = before.or(after) else { continue };
        let change = FrameworkChange::of(before.is_some(), after.is_some(), FrameworkChange::Renamed);
        found.both(
            DiffPart::Level,
            change,
            format!("level {}", one.level),
            before.map(named),
            after.map(named),
        );
    }
    for (before, after) in paired(&from.groups, &to.groups, |group| group.key.to_ascii_lowercase()) {
        let Some(one) = before.or(after) else { continue };
        let change = FrameworkChange::of(before.is_some(), after.is_some(), FrameworkChange::Renamed);
        let title = |group: &super::Group| group.title.to_string();
        found.both(DiffPart::Group, change, one.key.to_string(), before.map(title), after.map(title));
        if let (Some(before), Some(after)) = (before, after) {
            let asked = |group: &super::Group| if group.always { "always" } else { "on-request" };
            found.field(DiffPart::Group, format!("{}, asked", one.key), asked(before), asked(after));
        }
    }
}

fn role(before: &Role, after: &Role, found: &mut DifferenceList) {
    let key = &after.key;
    let title = |role: &Role| Some(role.title.to_string());
    found.both(DiffPart::Role, FrameworkChange::Renamed, key.to_string(), title(before), title(after));
    found.field(DiffPart::Role, format!("{key}, career path"), &before.career_path, &after.career_path);
    for (before, after) in paired(&before.levels, &after.levels, |at| at.level) {
        let Some(one) = before.or(after) else { continue };
        let place = format!("{key}, level {}", one.level);
        let change = FrameworkChange::of(before.is_some(), after.is_some(), FrameworkChange::Renamed);
        let title = |at: &RoleLevel| at.title.to_string();
        found.both(DiffPart::RoleLevel, change, place.clone(), before.map(title), after.map(title));
        let (Some(before), Some(after)) = (before, after) else { continue };
        found.field(DiffPart::RoleLevel, format!("{place}, scope"), &before.scope, &after.scope);
        let description = format!("{place}, description");
        found.field(DiffPart::RoleLevel, description, &before.description, &after.description);
        let key = |need: &super::Requirement| need.key.to_ascii_lowercase();
        for (before, after) in paired(&before.requires, &after.requires, key) {
            let change = FrameworkChange::of(before.is_some(), after.is_some(), FrameworkChange::Changed);
            let need = |need: &super::Requirement| format!("{}@{}", need.key, need.level);
            found.both(DiffPart::Requirement, change, place.clone(), before.map(need), after.map(need));
        }
    }
}

impl FrameworkChange {
    fn of(before: bool, after: bool, both: Self) -> Self {
        match (before, after) {
            (false, _) => Self::Added,
            (_, false) => Self::Removed,
            (true, true) => both,
        }
    }
}

struct DifferenceList(Vec<FrameworkDifference>);

impl DifferenceList {
    fn push(&mut self, part: DiffPart, change: FrameworkChange, place: String, texts: [Option<String>; 2]) {
        let [before, after] = texts.map(|text| text.filter(|text| !text.is_empty()));
        self.0.push(FrameworkDifference { part, change, place, before, after });
    }

    fn one(&mut self, part: DiffPart, change: FrameworkChange, place: &str, text: &str) {
        let text = Some(text.to_owned());
        let texts = if change == FrameworkChange::Removed { [text, None] } else { [None, text] };
        self.push(part, change, place.to_owned(), texts);
    }

    /// What both may have; nothing where it is the same.
    fn both(
        &mut self, part: DiffPart, change: FrameworkChange, place: String, before: Option<String>,
        after: Option<String>,
    ) {
        if before != after {
            self.push(part, change, place, [before, after]);
        }
    }

    /// A text that both have, or leave empty; nothing where it is the same.
    fn field(&mut self, part: DiffPart, place: String, before: &str, after: &str) {
        self.both(part, FrameworkChange::Changed, place, Some(before.to_owned()), Some(after.to_owned()));
    }
}

/// Two lists side by side, by key: the first list's items in its order, then what only the second has. Where a key
/// stands several times, the first goes with the first.
fn paired<'t, T, K: Eq + std::hash::Hash>(
    from: &'t [T], to: &'t [T], key: impl Fn(&T) -> K,
) -> Vec<(Option<&'t T>, Option<&'t T>)> {
    let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
    for (at, item) in to.iter().enumerate() {
        waiting.entry(key(item)).or_default().push_back(at);
    }
    let mut pairs = Vec::with_capacity(from.len().max(to.len()));
    for item in from {
        let at = waiting.get_mut(&key(item)).and_then(VecDeque::pop_front);
        pairs.push((Some(item), at.and_then(|at| to.get(at))));
    }
    let mut rest: Vec<usize> = waiting.into_values().flatten().collect();
    rest.sort_unstable();
    pairs.extend(rest.into_iter().map(|at| (None, to.get(at))));
    pairs
}

#[cfg(test)]
mod tests;
