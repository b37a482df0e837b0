//! What a document does not show, on stderr: which entries are not in it, and why.

use anyhow::Result;

use super::document_data::DocumentData;
use crate::app::App;
use crate::domain::document::choice::{Reason, Refused};
use crate::domain::ids::Level;
use crate::render::text::{clean, list};

/// The day that is judged by, where it is not today.
pub fn told_day(app: &mut App<'_>) -> Result<()> {
    if app.clock.is_pinned() {
        app.say(&format!("Dates are judged as of {} (SOURCE_DATE_EPOCH)", app.clock.report_day()?))?;
    }
    Ok(())
}

pub fn tell(app: &mut App<'_>, made: &DocumentData<'_>) -> Result<()> {
    told_day(app)?;
    let DocumentData { choice, draft, level, .. } = made;
    for refused in &choice.refused {
        app.say(&of_pick(*refused, *level))?;
    }
    let parts = draft.results.iter().zip(&choice.results);
    let partly: Vec<String> = parts
        .filter(|(result, chosen)| chosen.of > result.entries.len())
        .map(|(result, chosen)| {
            format!("{} of the {} entries of {}", result.entries.len(), chosen.of, clean(&result.heading))
        })
        .collect();
    if !partly.is_empty() {
        app.say(&format!("Quoted: {}.", list(&partly, "and")))?;
    }
    left_out(app, choice.left_out.iter().map(|(reason, count)| (*reason, *count)), *level)
}

pub fn tell_left_out(
    app: &mut App<'_>, made: &DocumentData<'_>, counted: impl Iterator<Item = (Reason, usize)>,
) -> Result<()> {
    told_day(app)?;
    left_out(app, counted, made.level)
}

fn left_out(app: &mut App<'_>, counted: impl Iterator<Item = (Reason, usize)>, level: Level) -> Result<()> {
    let counted: Vec<String> =
        counted.map(|(reason, count)| format!("{count} {}", of_entries(reason, level))).collect();
    if !counted.is_empty() {
        app.say(&format!("Left out: {}.", counted.join(", ")))?;
    }
    Ok(())
}

/// What an entry is that is left out for a reason.
pub fn of_entries(reason: Reason, level: Level) -> String {
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

/// Why a picked entry leads no result.
pub fn of_pick(refused: Refused, level: Level) -> String {
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
