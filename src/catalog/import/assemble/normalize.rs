//! What is put right in a reading before readings are put together.
//!
//! A table may say in one row what a skill asks on several tracks. Their ranks do not compare: a manager's second level is
//! not beneath an engineer's third. So each track gets a criterion of its own. What stands above the levels of a criterion is
//! told, since it becomes its description.

use std::collections::HashMap;

use super::super::{RawCriterion, RawText, Reading, WarningCode};

pub fn prepare(reading: &mut Reading) {
    split_by_track(reading);
    let mut warnings = Vec::new();
    for criterion in &mut reading.criteria {
        if criterion.texts.iter().all(|text| text.level.is_none()) {
            continue;
        }
        let (leveled, above): (Vec<RawText>, Vec<RawText>) =
            std::mem::take(&mut criterion.texts).into_iter().partition(|text| text.level.is_some());
        criterion.texts = leveled;
        for text in above {
            if !text.statements.is_empty() {
                let message =
                    format!("`{}` says something above its levels: its description", criterion.name);
                warnings.push((text.line, message));
            }
            let whole = text.whole();
            describe_with(&mut criterion.description, &whole, &text.examples);
        }
    }
    for (line, message) in warnings {
        reading.warn(line, WarningCode::Guess, message);
    }
}

/// Adds a text of no level, and its examples, to a description.
pub(super) fn describe_with<T: AsRef<str> + From<String>, E: AsRef<str>>(
    description: &mut Option<T>, whole: &str, examples: &[E],
) {
    let examples = examples.iter().map(|example| format!("Example: {}", example.as_ref()));
    for more in std::iter::once(whole.to_owned()).chain(examples).filter(|more| !more.is_empty()) {
        append_paragraph(description, &more);
    }
}

/// Adds a paragraph to a description that does not have it yet.
pub(super) fn append_paragraph<T: AsRef<str> + From<String>>(description: &mut Option<T>, more: &str) {
    let known = description.as_ref().map(AsRef::as_ref).unwrap_or_default();
    if !known.contains(more) {
        let gap = if known.is_empty() { "" } else { "\n\n" };
        *description = Some(T::from(format!("{known}{gap}{more}")));
    }
}

/// Gives each track a criterion of its own, where one speaks of several.
fn split_by_track(reading: &mut Reading) {
    let track_of = |level: Option<usize>| reading.levels.get(level?).and_then(|level| level.track.clone());
    let mut split: Vec<RawCriterion> = Vec::with_capacity(reading.criteria.len());
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
            split.push(RawCriterion { track: track.clone(), texts, ..criterion.clone() });
        }
    }
    for demand in &mut reading.demands {
        let track = track_of(Some(demand.level));
        let place = moved.get(&(demand.criterion, track)).or_else(|| moved.get(&(demand.criterion, None)));
        demand.criterion = place.copied().unwrap_or(demand.criterion);
    }
    reading.criteria = split;
}
