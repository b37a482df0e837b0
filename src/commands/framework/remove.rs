//! `promo framework remove`: an imported framework is put aside, and can be brought back.

use std::io::Write as _;

use anyhow::Result;

use super::super::world::{no_framework, shelf};
use super::look::in_force;
use crate::app::App;
use crate::app::output::{hold, set_aside};
use crate::catalog::builtin;
use crate::catalog::shelf::{self as shelves, Shelf};
use crate::cli::FrameworkRemoveArgs;
use crate::error::{Outcome, hinted};

/// Runs it.
///
/// # Errors
/// A framework that is built in, in force, or not there; a folder that cannot be written.
pub fn run(args: &FrameworkRemoveArgs, app: &mut App<'_>) -> Result<Outcome> {
    let shelf = shelf(&app.places);
    let key = args.key.trim().to_ascii_lowercase();
    if shelves::is_built_in(&key) {
        return Err(hinted(
            format!("`{key}` is built in, and stays"),
            "promo framework list shows which are not",
        ));
    }
    let path = shelf.path(&key);
    // One that cannot be read is there all the same, and this is the way to be rid of it.
    if !crate::domain::tag::is_key(&key) || !path.exists() {
        return Err(no_framework(&shelf, &key));
    }
    if in_force(app)?.framework.eq_ignore_ascii_case(&key) {
        let hint = format!("use another first: promo framework use {}", builtin::DEFAULT);
        return Err(hinted(format!("`{key}` is in force"), hint));
    }
    let force = in_force(app)?.framework;
    if lies_beneath(&shelf, &force, &key) {
        let hint = format!("use another first: promo framework use {}", builtin::DEFAULT);
        return Err(hinted(format!("`{key}` lies beneath `{force}`, which is in force"), hint));
    }
    let _held = hold(shelf.folder())?;
    let kept = set_aside(&path)?;
    writeln!(app.out, "{}", kept.display())?;
    app.out.flush()?;
    let from = shell_words::quote(&kept.display().to_string()).into_owned();
    app.say(&format!("Removed {key}. To bring it back: promo framework import {from} --name {key}"))?;
    Ok(Outcome::Done)
}

/// Whether a framework is a base of another, directly or by way of others.
fn lies_beneath(shelf: &Shelf, over: &str, key: &str) -> bool {
    let mut seen = vec![over.to_owned()];
    while let Ok(Some(own)) = shelf.own_layer(seen.last().map_or("", String::as_str)) {
        match own.base {
            Some(base) if base.eq_ignore_ascii_case(key) => return true,
            Some(base) if !seen.iter().any(|known| *known == *base) => seen.push(base.into_owned()),
            _ => return false,
        }
    }
    false
}
