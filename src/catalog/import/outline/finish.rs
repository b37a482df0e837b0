//! What is left to do once a page is filled: criteria that ask nothing, levels that nothing is said of, roles.

use std::collections::{HashMap, HashSet};

use super::super::{RawRole, Reading, WarningCode};

/// What is described and asks for nothing is no criterion; its description is the page's.
pub fn only_described(reading: &mut Reading) {
    let asked: HashSet<usize> = reading.demands.iter().map(|demand| demand.criterion).collect();
    let mut places = Vec::with_capacity(reading.criteria.len());
    let mut kept = Vec::with_capacity(reading.criteria.len());
    for (at, criterion) in std::mem::take(&mut reading.criteria).into_iter().enumerate() {
        places.push(kept.len());
        if criterion.texts.is_empty() && !asked.contains(&at) {
            reading.description.extend(criterion.description);
        } else {
            kept.push(criterion);
        }
    }
    reading.criteria = kept;
    for demand in &mut reading.demands {
        demand.criterion = places.get(demand.criterion).copied().unwrap_or_default();
    }
}

pub fn empty_levels(reading: &mut Reading) {
    let said: HashSet<usize> = reading
        .criteria
        .iter()
        .flat_map(|criterion| &criterion.texts)
        .filter_map(|text| text.level)
        .chain(reading.demands.iter().map(|demand| demand.level))
        .collect();
    let empty: Vec<(usize, String)> = reading
        .levels
        .iter()
        .enumerate()
        .filter(|(at, _)| !said.contains(at))
        .map(|(_, level)| {
            let level_name = &level.name;
            (
                level.line,
                if level_name.label.is_empty() { &level_name.title } else { &level_name.label }.clone(),
            )
        })
        .collect();
    for (line, name) in empty {
        reading.warn(line, WarningCode::EmptyCriterion, format!("`{name}` has no statement"));
    }
}

pub fn roles(reading: &mut Reading) {
    let mut roles: Vec<RawRole> = Vec::new();
    let mut places: HashMap<&String, usize> = HashMap::new();
    for (at, level) in reading.levels.iter().enumerate() {
        let Some(track) = &level.track else { continue };
        let place = *places.entry(track).or_insert_with(|| {
            let role = RawRole {
                line: level.line,
                title: track.clone(),
                track: Some(track.clone()),
                ..RawRole::default()
            };
            roles.push(role);
            roles.len() - 1
        });
        if let Some(role) = roles.get_mut(place) {
            role.levels.push(at);
        }
    }
    reading.roles = roles;
}
