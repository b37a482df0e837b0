//! `promo dump`: every entry as a line of JSON, one held at a time.

use anyhow::Result;

use super::world::open;
use crate::app::App;
use crate::error::Outcome;
use crate::exchange::jsonl::Writer;

/// Runs it.
///
/// # Errors
/// No journal, or a stream that cannot be written.
pub fn run(app: &mut App<'_>) -> Result<Outcome> {
    let store = open(app)?;
    let mut writer = Writer::default();
    store.each(|entry| anyhow::Ok(writer.write(&mut app.out, entry)?))?;
    Ok(Outcome::Done)
}
