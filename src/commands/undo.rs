//! `promo undo`: takes back the last command, whatever it was.

use anyhow::Result;

use super::context::open_to_change;
use crate::app::App;
use crate::error::Outcome;
use crate::render::text::{count, list};

pub(super) fn run(app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    let now = app.clock.stamp();
    let mut tx = store.begin("undo", &now)?;
    let undone = tx.undo()?;
    tx.commit()?;
    let mut parts = Vec::new();
    if undone.removed > 0 {
        parts.push(format!("{} removed", count(undone.removed, "entry", "entries")));
    }
    if undone.restored > 0 {
        parts.push(format!("{} as before", count(undone.restored, "entry", "entries")));
    }
    if undone.terms > 0 {
        parts.push(format!("{} as before", count(undone.terms, "term", "terms")));
    }
    if !undone.settings.is_empty() {
        parts.push(format!("{} as before", list(&undone.settings, "and")));
    }
    app.say(&format!("Took back `{}`: {}.", undone.command, parts.join(", ")))?;
    Ok(Outcome::Done)
}
