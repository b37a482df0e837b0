//! `promo rm` and `promo restore`: out of the journal and back, all of the entries named or none.

use std::io::Write as _;

use anyhow::Result;

use super::context::open_to_change;
use crate::app::App;
use crate::cli::{RestoreArgs, RmArgs};
use crate::domain::entry::Entry;
use crate::error::{Outcome, hinted};
use crate::render::text::{clean, count};
use crate::store::StoreError;

pub(super) fn rm(args: &RmArgs, app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    // Ids are looked up before anything is removed, so that `@1 @2` are the two newest.
    let mut ids = Vec::new();
    for id in &args.ids {
        let id = store.entry(*id)?.id;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let now = app.clock.stamp();
    let mut tx = store.begin(&with_ids("rm", &ids), &now)?;
    let mut removed = Vec::new();
    for id in ids {
        removed.push(tx.remove(crate::domain::ids::EntryRef::No(id))?);
    }
    tx.commit()?;
    told("Removed", &removed, app)?;
    if let [only] = removed.as_slice() {
        app.say(&format!("promo restore {} brings it back.", only.id))?;
    }
    Ok(Outcome::Done)
}

pub(super) fn restore(args: &RestoreArgs, app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    let now = app.clock.stamp();
    let mut ids = Vec::new();
    for id in &args.ids {
        let id = store.removed(*id).map_err(|error| match error {
            StoreError::NoEntry { id, .. } => {
                hinted(format!("there is no removed entry `{id}`"), "promo history shows what was done")
            }
            other => other.into(),
        })?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut tx = store.begin(&with_ids("restore", &ids), &now)?;
    let mut restored = Vec::new();
    for id in ids {
        restored.push(tx.restore(crate::domain::ids::EntryRef::No(id))?);
    }
    tx.commit()?;
    told("Restored", &restored, app)?;
    Ok(Outcome::Done)
}

/// A command's name with the ids it was about.
pub(super) fn with_ids(command: &str, ids: &[crate::domain::ids::EntryNo]) -> String {
    let mut name = command.to_owned();
    for id in ids {
        name.push_str(&format!(" {id}"));
    }
    name
}

/// The ids on stdout, one line of talk.
pub(super) fn told(what: &str, entries: &[Entry], app: &mut App<'_>) -> Result<()> {
    for entry in entries {
        writeln!(app.out, "{}", entry.id)?;
    }
    app.out.flush()?;
    match entries {
        [only] => app.say(&format!("{what} {} \"{}\".", only.id, clean(&only.content.title)))?,
        _ => {
            let n = u32::try_from(entries.len()).unwrap_or(u32::MAX);
            app.say(&format!("{what} {}.", count(n, "entry", "entries")))?;
        }
    }
    Ok(())
}
