//! `promo framework remove`: an imported framework is put aside, and can be brought back.

use std::io::Write as _;

use anyhow::Result;

use super::super::context::{framework_library, unknown_framework};
use super::list_show::in_force;
use crate::app::App;
use crate::app::output::{lock_folder, set_aside};
use crate::catalog::builtin;
use crate::catalog::framework_library::{self as shelves, FrameworkLibrary};
use crate::cli::FrameworkRemoveArgs;
use crate::error::{Outcome, hinted};

pub fn run(args: &FrameworkRemoveArgs, app: &mut App<'_>) -> Result<Outcome> {
    let shelf = framework_library(&app.paths);
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
        return Err(unknown_framework(&shelf, &key));
    }
    let force = in_force(app)?.framework;
    let needed = match force.eq_ignore_ascii_case(&key) {
        true => Some(format!("`{key}` is in force")),
        false => lies_beneath(&shelf, &force, &key)
            .then(|| format!("`{key}` lies beneath `{force}`, which is in force")),
    };
    if let Some(needed) = needed {
        return Err(hinted(needed, format!("use another first: promo framework use {}", builtin::DEFAULT)));
    }
    let _held = lock_folder(shelf.folder())?;
    let kept = set_aside(&path)?;
    writeln!(app.out, "{}", kept.display())?;
    app.out.flush()?;
    let from = shell_words::quote(&kept.display().to_string()).into_owned();
    app.say(&format!("Removed {key}. To bring it back: promo framework import {from} --name {key}"))?;
    Ok(Outcome::Done)
}

/// Whether a framework is a base of another, directly or by way of others. One that cannot be read has none.
fn lies_beneath(shelf: &FrameworkLibrary, over: &str, key: &str) -> bool {
    let own = shelf.own_layer(over).ok().flatten();
    let bases = own.and_then(|own| shelf.bases(&own).ok()).unwrap_or_default();
    bases.iter().any(|base| base.key.eq_ignore_ascii_case(key))
}
