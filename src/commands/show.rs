//! `promo show`: an entry in full.

use std::io::Write as _;

use anyhow::Result;

use super::world::{open, view};
use crate::app::App;
use crate::cli::{ColorChoice, ListFormat, ShowArgs};
use crate::domain::ids::EntryRef;
use crate::error::Outcome;
use crate::render::json;
use crate::render::table::{self, Relations};
use crate::wire::EntryOut;

/// Runs it.
///
/// # Errors
/// No such entry.
pub fn run(args: &ShowArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let entry = store.entry(args.id)?;
    let text = match args.format {
        ListFormat::Json => json::envelope("entry", &EntryOut::from(&entry))?,
        ListFormat::Table => {
            let replaces = entry.content.replaces.map(|uid| {
                store.entry(EntryRef::Uid(uid)).map_or(uid.to_string(), |other| other.id.to_string())
            });
            let relations = Relations { replaces, replaced_by: store.replaced_by(entry.uid)? };
            table::entry(&entry, &relations, &view(app, color))
        }
    };
    app.out.write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}
