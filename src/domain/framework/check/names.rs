//! Names that stand for two things.

use std::collections::{HashMap, HashSet};

use super::super::{CriterionKind, Framework};
use super::{CheckContext, FrameworkIssue, IssueCode};

pub(super) fn clashes(own: &Framework, against: &CheckContext<'_>, found: &mut Vec<FrameworkIssue>) {
    let mut tell = |place: String, message: String, advice: &str| {
        found.push(FrameworkIssue { code: IssueCode::KeyClash, place, message, advice: advice.to_owned() });
    };
    let lower = |key: &str| key.to_ascii_lowercase();
    let mut seen = HashSet::new();
    let frameworks: HashSet<String> = against.frameworks.iter().map(|key| lower(key)).collect();
    let behaviours: HashMap<String, CriterionKind> = against
        .built_in
        .filter(|built_in| built_in.key != own.key)
        .into_iter()
        .flat_map(|built_in| &built_in.criteria)
        .filter(|criterion| criterion.kind == CriterionKind::Behaviour)
        .map(|criterion| (lower(&criterion.key), criterion.kind))
        .collect();
    for criterion in &own.criteria {
        let (key, place) = (lower(&criterion.key), format!("criterion {}", criterion.key));
        if behaviours.get(&key).is_some_and(|kind| *kind != criterion.kind) {
            let message = format!("is a behaviour in promo's own framework, and a{} here", a(criterion.kind));
            tell(place.clone(), message, "write kind = \"behaviour\", or give it another key");
        }
        if key == lower(&own.key) || frameworks.contains(&key) {
            let message = format!("{} is the key of a framework too", criterion.key);
            tell(place.clone(), message, "give it another key: FRAMEWORK/KEY names a framework first");
        }
        if !seen.insert(key) {
            tell(place, "stands twice, case aside".to_owned(), "put both into one, or rename one");
        }
    }
    let mut seen = HashSet::new();
    for group in &own.groups {
        if !seen.insert(lower(&group.key)) {
            tell(format!("group {}", group.key), "stands twice".to_owned(), "keep one");
        }
    }
    let mut seen = HashSet::new();
    for role in &own.roles {
        if !seen.insert(lower(&role.key)) {
            let message = "stands twice; only the first is read".to_owned();
            tell(format!("role {}", role.key), message, "put both into one, or rename one");
        }
        for pair in role.levels.windows(2) {
            if let [one, other] = pair
                && one.level == other.level
            {
                let message = "stands twice; only the first is read".to_owned();
                tell(format!("role {}, level {}", role.key, other.level), message, "put both into one");
            }
        }
    }
    levels(own, &mut tell);
}

/// A level may be typed by its label or title, which must be one level's then.
fn levels(own: &Framework, tell: &mut impl FnMut(String, String, &str)) {
    let (mut ranks, mut labels, mut titles) = (HashSet::new(), HashMap::new(), HashMap::new());
    for name in &own.levels {
        let place = format!("level {}", name.level);
        if !ranks.insert(name.level) {
            tell(place, "is named twice".to_owned(), "keep one");
            continue;
        }
        let (label, title) = (name.label.to_lowercase(), name.title.to_lowercase());
        let known = [(&mut labels, label, &name.label), (&mut titles, title, &name.title)];
        for (known, folded, shown) in known {
            if let Some(first) = known.insert(folded.clone(), name.level).filter(|_| !folded.is_empty()) {
                let message = format!("is called {shown}, as level {first} is");
                tell(place.clone(), message, "name them apart: a level can be typed by its name");
                break;
            }
        }
    }
}

/// A kind behind `a`.
fn a(kind: CriterionKind) -> &'static str {
    match kind {
        CriterionKind::Skill => " skill",
        CriterionKind::Behaviour => " behaviour",
        CriterionKind::Expectation => "n expectation",
    }
}
