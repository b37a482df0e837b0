//! What a document does not show, on stderr: which entries are not in it, and why.

use anyhow::Result;

use super::document_data::DocumentData;
use crate::app::App;
use crate::domain::document::choice::Reason;
use crate::domain::ids::Level;
use crate::render::omissions;

/// The day that counts as today, where it is not.
pub fn say_pinned_day(app: &mut App<'_>) -> Result<()> {
    if app.clock.is_pinned() {
        app.say(&format!("Dates are judged as of {} (SOURCE_DATE_EPOCH)", app.clock.report_day()?))?;
    }
    Ok(())
}

/// Of the promotion document: the picks without a place, results that are told in part, and the entries left out.
pub fn say(data: &DocumentData<'_>, app: &mut App<'_>) -> Result<()> {
    let (choice, level) = (&data.choice, data.target.level);
    say_refused_picks(data, app)?;
    if let Some(line) = omissions::told_in_part(&data.draft.results, &choice.results) {
        app.say(&line)?;
    }
    say_left_out(choice.left_out.iter().map(|(reason, count)| (*reason, *count)), level, app)
}

pub fn say_refused_picks(data: &DocumentData<'_>, app: &mut App<'_>) -> Result<()> {
    for refused in &data.choice.refused {
        app.say(&omissions::refused_pick(*refused, data.target.level))?;
    }
    Ok(())
}

pub fn say_left_out(
    counts: impl Iterator<Item = (Reason, usize)>, level: Level, app: &mut App<'_>,
) -> Result<()> {
    if let Some(line) = omissions::left_out(counts, level) {
        app.say(&line)?;
    }
    Ok(())
}
