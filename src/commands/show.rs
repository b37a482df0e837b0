//! `promo show`: an entry in full.

use anyhow::Result;

use super::context::{Context, open, view};
use crate::app::App;
use crate::cli::{ColorChoice, ListFormat, ShowArgs};
use crate::domain::ids::EntryRef;
use crate::error::Outcome;
use crate::render::json;
use crate::render::table::{self, Relations};

pub(super) fn run(args: &ShowArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let entry = store.entry(args.id)?;
    let text = match args.format {
        ListFormat::Json => json::envelope("entry", &entry)?,
        ListFormat::Table => {
            let replaces = entry.content.replaces.map(|uid| {
                store.entry(EntryRef::Uid(uid)).map_or(uid.to_string(), |other| other.id.to_string())
            });
            let tagged_under = store.stamp_of(entry.id)?;
            // A framework that cannot be read must not keep anybody from reading an entry.
            let in_force = match tagged_under {
                Some(_) => Context::load(&app.paths, &store).ok().map(|ground| ground.framework_version()),
                None => None,
            };
            let tagged_under = tagged_under.filter(|under| Some(under) != in_force.as_ref());
            let replaced_by = store.replaced_by(entry.uid)?;
            let relations = Relations { replaces, replaced_by, tagged_under, in_force };
            table::entry(&entry, &relations, &view(app, color))
        }
    };
    app.show(&text)?;
    Ok(Outcome::Done)
}
