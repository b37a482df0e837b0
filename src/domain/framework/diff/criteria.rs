//! Criteria and their statements side by side: added, removed, moved to another key, worded otherwise.

use std::collections::{HashMap, HashSet, VecDeque};

use super::super::mapping::{Mapper, ProposalReason};
use super::super::words::Near;
use super::super::{Criterion, Framework, LevelText, Text};
use super::{DiffPart, DifferenceList, FrameworkChange, paired};

pub(super) fn compare(from: &Framework, to: &Framework, found: &mut DifferenceList) {
    let key = |criterion: &Criterion| criterion.key.to_ascii_lowercase();
    let pairs = paired(&from.criteria, &to.criteria, key);
    let mut free: HashSet<String> =
        pairs.iter().filter(|(before, _)| before.is_none()).filter_map(|(_, after)| after.map(key)).collect();
    let places: HashMap<String, &Criterion> = to.criteria.iter().map(|one| (key(one), one)).collect();
    let mapper =
        (!free.is_empty() && pairs.iter().any(|(_, after)| after.is_none())).then(|| Mapper::new(from, to));
    for (before, after) in &pairs {
        match (before, after) {
            (Some(before), Some(after)) => both(before, after, found),
            (Some(before), None) => {
                let is_free = |at: usize| to.criteria.get(at).is_some_and(|one| free.contains(&key(one)));
                let proposal = mapper.as_ref().and_then(|mapper| mapper.propose_of(&before.key, is_free));
                let moved =
                    proposal.and_then(|one| Some((*places.get(&one.key.to_ascii_lowercase())?, one.reason)));
                let Some((after, reason)) = moved else {
                    found.one(DiffPart::Criterion, FrameworkChange::Removed, &before.key, &before.name);
                    continue;
                };
                free.remove(&key(after));
                let change = match reason {
                    ProposalReason::SameCode | ProposalReason::SameText => FrameworkChange::Moved,
                    ProposalReason::SameName | ProposalReason::NearText => FrameworkChange::PerhapsMoved,
                };
                let keys = [Some(before.key.to_string()), Some(after.key.to_string())];
                found.push(DiffPart::Criterion, change, before.key.to_string(), keys);
                both(before, after, found);
            }
            _ => {}
        }
    }
    for after in pairs.iter().filter(|(before, _)| before.is_none()).filter_map(|(_, after)| *after) {
        if free.contains(&key(after)) {
            found.one(DiffPart::Criterion, FrameworkChange::Added, &after.key, &after.name);
        }
    }
}

fn both(before: &Criterion, after: &Criterion, found: &mut DifferenceList) {
    let key = &after.key;
    if before.key != after.key && before.key.eq_ignore_ascii_case(&after.key) {
        let keys = [Some(before.key.to_string()), Some(key.to_string())];
        found.push(DiffPart::Criterion, FrameworkChange::Renamed, key.to_string(), keys);
    }
    let name = |one: &Criterion| Some(one.name.to_string());
    found.both(DiffPart::Criterion, FrameworkChange::Renamed, key.to_string(), name(before), name(after));
    found.field(DiffPart::Criterion, format!("{key}, kind"), before.kind.word(), after.kind.word());
    for (what, before, after) in [
        ("group", &before.group, &after.group),
        ("category", &before.category, &after.category),
        ("subcategory", &before.subcategory, &after.subcategory),
        ("link", &before.url, &after.url),
        ("description", &before.description, &after.description),
    ] {
        let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
        found.field(DiffPart::Criterion, format!("{key}, {what}"), &text(before), &text(after));
    }
    for (old, new) in paired(&before.levels, &after.levels, |text| text.level) {
        match (old, new) {
            (Some(old), Some(new)) => texts((before, old), (after, new), found),
            (Some(old), None) => {
                found.one(DiffPart::CriterionLevel, FrameworkChange::Removed, &place(before, old), &old.text);
            }
            (None, Some(new)) => {
                found.one(DiffPart::CriterionLevel, FrameworkChange::Added, &place(after, new), &new.text);
            }
            (None, None) => {}
        }
    }
}

/// `craft@3`, or `craft` without a level.
fn place(criterion: &Criterion, text: &LevelText) -> String {
    match text.level {
        Some(level) => format!("{}@{level}", criterion.key),
        None => criterion.key.to_string(),
    }
}

fn texts(before: (&Criterion, &LevelText), after: (&Criterion, &LevelText), found: &mut DifferenceList) {
    let (old, new) = (&before.1.statements, &after.1.statements);
    let place = place(after.0, after.1);
    if old == new {
        found.field(DiffPart::CriterionLevel, place.clone(), &before.1.text, &after.1.text);
    } else {
        let matched = matched(old, new);
        let mut taken = HashSet::new();
        for (at, (statement, other)) in old.iter().zip(&matched).enumerate() {
            let Some((other, now)) = other.and_then(|other| Some((other, new.get(other)?))) else {
                found.one(
                    DiffPart::Statement,
                    FrameworkChange::Removed,
                    &before.0.statement_key(before.1, at),
                    statement,
                );
                continue;
            };
            taken.insert(other);
            found.field(DiffPart::Statement, after.0.statement_key(after.1, other), statement, now);
        }
        for (at, statement) in new.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            found.one(
                DiffPart::Statement,
                FrameworkChange::Added,
                &after.0.statement_key(after.1, at),
                statement,
            );
        }
        let order: Vec<usize> = matched.into_iter().flatten().collect();
        if order.windows(2).any(|pair| matches!(pair, [one, next] if one > next)) {
            found.push(DiffPart::CriterionLevel, FrameworkChange::Reordered, place.clone(), [None, None]);
        }
    }
    let examples = |text: &LevelText| text.examples.join(" ");
    found.field(
        DiffPart::CriterionLevel,
        format!("{place}, examples"),
        &examples(before.1),
        &examples(after.1),
    );
}

/// Which statement of the second each of the first became: the same one, else the nearest that is left.
fn matched(old: &[Text], new: &[Text]) -> Vec<Option<usize>> {
    let mut same: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (at, statement) in new.iter().enumerate() {
        same.entry(statement).or_default().push_back(at);
    }
    let mut became: Vec<Option<usize>> =
        old.iter().map(|statement| same.get_mut(&**statement).and_then(VecDeque::pop_front)).collect();
    let taken: HashSet<usize> = became.iter().flatten().copied().collect();
    let left: Vec<(usize, &str)> =
        new.iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(at, one)| (at, &**one)).collect();
    if left.is_empty() {
        return became;
    }
    let near = Near::new(left.iter().map(|(_, statement)| *statement));
    let mut used = HashSet::new();
    for (statement, became) in old.iter().zip(&mut became).filter(|(_, became)| became.is_none()) {
        let nearest = near.find(statement, 1, |at| !used.contains(&at));
        if let Some((at, _)) = nearest {
            used.insert(at);
            *became = left.get(at).map(|(at, _)| *at);
        }
    }
    became
}
