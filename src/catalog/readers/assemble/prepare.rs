//! What is put right in a reading before readings are put together.
//!
//! A table may say in one row what a skill asks on several tracks. Their ranks do not compare: a manager's second level is
//! not beneath an engineer's third. So each track gets a criterion of its own. What stands above the levels of a criterion is
//! told, since it becomes its description.

use std::collections::HashMap;

use super::super::{Code, FoundCriterion, Reading};

/// Prepares a reading.
pub fn prepare(reading: &mut Reading) {
    split(reading);
    let mut told = Vec::new();
    for criterion in &reading.criteria {
        let leveled = criterion.texts.iter().any(|text| text.level.is_some());
        for text in criterion.texts.iter().filter(|text| leveled && text.level.is_none()) {
            if !text.statements.is_empty() {
                told.push((
                    text.line,
                    format!("`{}` says something above its levels: its description", criterion.name),
                ));
            }
        }
    }
    for (line, message) in told {
        reading.warn(line, Code::Guess, message);
    }
}

/// Gives each track a criterion of its own, where one speaks of several.
fn split(reading: &mut Reading) {
    let track_of = |level: Option<usize>| reading.levels.get(level?).and_then(|level| level.track.clone());
    let mut split: Vec<FoundCriterion> = Vec::with_capacity(reading.criteria.len());
    // Where each criterion went: by its old place and the track.
    let mut moved: HashMap<(usize, Option<String>), usize> = HashMap::new();
    for (old, criterion) in std::mem::take(&mut reading.criteria).into_iter().enumerate() {
        // What is only asked of a skill is on the skill's own scale, which all tracks share.
        let mut tracks: Vec<Option<String>> = Vec::new();
        for track in criterion.texts.iter().map(|text| track_of(text.level)) {
            if track.is_some() && !tracks.contains(&track) {
                tracks.push(track);
            }
        }
        moved.insert((old, None), split.len());
        if criterion.track.is_some() || tracks.len() < 2 {
            split.push(criterion);
            continue;
        }
        for track in tracks {
            let of_track = |level: Option<usize>| level.is_none() || track_of(level) == track;
            let texts = criterion.texts.iter().filter(|text| of_track(text.level)).cloned().collect();
            moved.insert((old, track.clone()), split.len());
            split.push(FoundCriterion { track: track.clone(), texts, ..criterion.clone() });
        }
    }
    for demand in &mut reading.demands {
        let track = track_of(Some(demand.level));
        let place = moved.get(&(demand.criterion, track)).or_else(|| moved.get(&(demand.criterion, None)));
        demand.criterion = place.copied().unwrap_or(demand.criterion);
    }
    reading.criteria = split;
}
