//! What a document leaves out, and why, in words.

use super::text::{clean, count, list};
use crate::domain::document::BusinessResult;
use crate::domain::document::choice::{ChosenResult, Reason, RefusedPick};
use crate::domain::ids::Level;

/// How many entries a refusal names.
const NAMED: usize = 5;

/// What an entry is that is left out for a reason.
pub fn of_reason(reason: Reason, level: Level) -> String {
    match reason {
        Reason::Confidential => "confidential".to_owned(),
        Reason::Future => "of days to come".to_owned(),
        Reason::Replaced => "replaced".to_owned(),
        Reason::BeforeLevel => "from before the current level".to_owned(),
        Reason::Outside => "outside the window".to_owned(),
        Reason::Untagged => "untagged".to_owned(),
        Reason::NotAsked => "tagged with nothing that is asked".to_owned(),
        Reason::Below => format!("below level {level}"),
        Reason::Helped => "only helped with".to_owned(),
        Reason::NotChosen => "neither picked nor among the strongest".to_owned(),
    }
}

/// `Left out: 3 confidential, 1 untagged.`
pub fn left_out(counts: impl Iterator<Item = (Reason, usize)>, level: Level) -> Option<String> {
    let counts: Vec<String> =
        counts.map(|(reason, count)| format!("{count} {}", of_reason(reason, level))).collect();
    (!counts.is_empty()).then(|| format!("Left out: {}.", counts.join(", ")))
}

/// The results of which not all entries are quoted.
pub fn told_in_part(results: &[BusinessResult], chosen: &[ChosenResult]) -> Option<String> {
    let in_part = results.iter().zip(chosen).filter(|(result, chosen)| chosen.of > result.entries.len());
    let in_part: Vec<String> = in_part
        .map(|(result, chosen)| {
            format!("{} of the {} entries of {}", result.entries.len(), chosen.of, clean(&result.heading))
        })
        .collect();
    (!in_part.is_empty()).then(|| format!("Quoted: {}.", list(&in_part, "and")))
}

/// Why a picked entry leads no result.
pub fn refused_pick(refused: RefusedPick, level: Level) -> String {
    let Some(id) = refused.id else {
        return "A picked entry is no longer in the journal, so it is left out; promo pick lists the picks"
            .to_owned();
    };
    let why = match refused.reason {
        Reason::Confidential => "it is confidential".to_owned(),
        Reason::Future => "its day is yet to come".to_owned(),
        Reason::Replaced => "another entry replaces it".to_owned(),
        Reason::BeforeLevel => "it is from before the current level".to_owned(),
        Reason::Outside => "it is outside the window".to_owned(),
        Reason::Untagged => "it has no tag".to_owned(),
        Reason::NotAsked => "it has no tag that the target asks".to_owned(),
        Reason::Below => format!("it shows nothing at level {level}"),
        Reason::Helped => "it tells of help with work of somebody else".to_owned(),
        Reason::NotChosen => {
            return format!("Picked entry {id} finds no place: earlier picks take them all.");
        }
    };
    format!("Picked entry {id} leads no result: {why}.")
}

/// That nothing was written, since something would have had to be hidden: a line for each entry, and one for the profile.
pub fn refused(lines: &[String], of_profile: bool) -> String {
    let entries = u32::try_from(lines.len() - usize::from(of_profile)).unwrap_or(u32::MAX);
    let who = match (of_profile, entries) {
        (false, entries) => count(entries, "entry names", "entries name"),
        (true, 0) => "your profile names".to_owned(),
        (true, entries) => format!("your profile and {} name", count(entries, "entry", "entries")),
    };
    let rest = lines.len().saturating_sub(NAMED);
    let more = if rest > 0 { format!("; and {rest} more") } else { String::new() };
    let named = lines.get(..NAMED).unwrap_or(lines).join("; ");
    format!("{who} what must not be said, so nothing was written: {named}{more}")
}
