//! `promo template new`: a template of one's own, begun from another.

use std::io::Write as _;

use anyhow::{Context as _, Result};

use super::lookup::{builtin_of, find, is_name};
use crate::app::App;
use crate::app::output::{OutputError, write_file};
use crate::app::paths::make_private_folder;
use crate::cli::TemplateNewArgs;
use crate::error::{Outcome, hinted, with_hint};
use crate::render::template::{builtin, head};

/// Runs it.
///
/// # Errors
/// A name that cannot be one; a template of that name; a folder that cannot be written.
pub fn run(args: &TemplateNewArgs, app: &mut App<'_>) -> Result<Outcome> {
    let name = &args.name;
    if !is_name(name) {
        return Err(hinted(
            format!("`{name}` cannot be a template's name"),
            "use letters, digits, - and _: promo template new mine",
        ));
    }
    // One that takes the place of promo's begins as it.
    let same = builtin::find(name).map(|_| name.as_str());
    let from = match (&args.from, same) {
        (None, Some(name)) => builtin_of(name)?,
        (from, _) => find(from.as_deref(), app)?,
    };
    let folder = app.paths.templates();
    make_private_folder(&folder)
        .with_context(|| format!("the folder `{}` cannot be made", folder.display()))?;
    let path = folder.join(format!("{name}.md"));
    write_file(&path, head::explained(from.text()).as_bytes(), false).map_err(|error| {
        let hint = match error {
            OutputError::Exists { .. } => {
                format!("edit it, or take another name: promo template new {name}-2")
            }
            _ => format!("let {} be written, or name another folder: XDG_CONFIG_HOME", folder.display()),
        };
        with_hint(error.into(), hint)
    })?;
    writeln!(app.out, "{}", path.display())?;
    if same.is_some() {
        app.say(&format!("It takes the place of promo's own `{name}`; remove the file to have that back."))?;
    }
    app.say(&format!("Edit it, then: promo template check {name}; promo export --template {name}"))?;
    Ok(Outcome::Done)
}
