//! `promo pick`: the entries whose results the document tells first.

use std::io::Write as _;

use anyhow::Result;

use super::context::{open, open_to_change, view};
use super::list::row;
use crate::app::App;
use crate::cli::{ColorChoice, ListFormat, PickArgs};
use crate::domain::entry::Entry;
use crate::domain::ids::{EntryRef, Uid};
use crate::error::Outcome;
use crate::render::table::{self, EntryListRow};
use crate::render::{json, text};
use crate::store::{Store, StoreError};

pub(crate) fn run(args: &PickArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    if args.ids.is_empty() && !args.clear {
        return show(args.format, app, color);
    }
    let mut store = open_to_change(app)?;
    let mut entries: Vec<Entry> = Vec::with_capacity(args.ids.len());
    for id in &args.ids {
        let entry = store.entry(*id)?;
        if !entries.iter().any(|other| other.uid == entry.uid) {
            entries.push(entry);
        }
    }
    let notes = notes(&store, &entries)?;
    let picks: Vec<Uid> = entries.iter().map(|entry| entry.uid).collect();
    let changed = store.picks()? != picks;
    if changed {
        let now = app.clock.stamp();
        let mut tx = store.begin("pick", &now)?;
        tx.set_picks(&picks)?;
        tx.commit()?;
    }
    for note in notes {
        app.say(&note)?;
    }
    let ids: Vec<String> = entries.iter().map(|entry| entry.id.to_string()).collect();
    let ids = text::list(&ids, "and");
    app.say(&match (changed, picks.is_empty()) {
        (true, false) if picks.len() == 1 => format!("Picked {ids}: the document tells its result first."),
        (true, false) => format!("Picked {ids}: the document tells their results first, in this order."),
        (true, true) => "Cleared the picks: the rule chooses again.".to_owned(),
        (false, false) => format!("Picked already: {ids}"),
        (false, true) => "There were no picks.".to_owned(),
    })?;
    Ok(Outcome::Done)
}

/// What a picker should know of the entries now, not at the export.
fn notes(store: &Store, entries: &[Entry]) -> Result<Vec<String>, StoreError> {
    let mut notes = Vec::new();
    for entry in entries {
        if entry.content.confidential {
            notes.push(format!("Entry {} is confidential: the document leaves it out.", entry.id));
        }
        if let Some(by) = store.replaced_by(entry.uid)? {
            notes.push(format!("Entry {} is replaced by {by}: the document leaves it out.", entry.id));
        }
    }
    Ok(notes)
}

fn show(format: ListFormat, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let picks = store.picks()?;
    let mut entries = Vec::with_capacity(picks.len());
    for uid in &picks {
        match store.entry(EntryRef::Uid(*uid)) {
            Ok(entry) => entries.push(entry),
            Err(StoreError::NoEntry { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    match format {
        ListFormat::Json => {
            app.show(&json::envelope("picks", &entries)?)?;
        }
        ListFormat::Table => {
            let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
            let lines = store.lines_of(&ids)?;
            let rows: Vec<EntryListRow<'_>> = lines.iter().map(row).collect();
            app.out.write_all(table::entries(&rows, &view(app, color)).as_bytes())?;
            if entries.is_empty() {
                app.say("Nothing is picked, so the rule chooses: promo pick ID…")?;
            }
        }
    }
    let gone = u32::try_from(picks.len() - entries.len()).unwrap_or(u32::MAX);
    if gone > 0 {
        app.say(&format!("{} no longer in the journal.", text::count(gone, "pick is", "picks are")))?;
    }
    Ok(Outcome::Done)
}
