//! `promo export`: the promotion document.
//!
//! `made` loads the journal and makes the draft; `filled` is where a template makes a document of it; then it is written,
//! or `check` and `explain` answer about it instead. stdout, or the file of `-o`, holds the document alone; `tell` says
//! on stderr which entries are not in it, and why. Only a file has the marks that an update needs: what goes to stdout is
//! read or piped on.

mod check;
mod explain;
mod made;
pub mod sample;
mod tell;

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::template::filled::fill;
use super::template::found::{self, Found};
use super::world::{Ground, open};
use crate::app::App;
use crate::app::output::write_file;
use crate::cli::{ColorChoice, ExportArgs, ExportFormat};
use crate::domain::blocks::{made_by, seal, strip};
use crate::error::Outcome;
use crate::render::document::{self, BOOK, Context};
use crate::render::template::builtin;
use made::Made;

/// Runs it.
///
/// # Errors
/// No journal; no target; a file that may not be written.
pub fn run(args: &ExportArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let ground = Ground::load(&app.places, &store)?;
    let worked_on = match &args.check {
        Some(Some(file)) => Some(check::read(file, app)?),
        _ => None,
    };
    let found = of_file(args, worked_on.as_deref(), app)?;
    let made = Made::by(args, &found.template, &store, &ground, app)?;
    if args.explain {
        tell::told_day(app)?;
        return explain::run(args, &found, &made, app, color);
    }
    if args.check.is_some() {
        tell::told_day(app)?;
        return check::run(args, worked_on, &found, &made, app, color);
    }
    let path = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let text = match (args.format, path) {
        (ExportFormat::Json, _) => {
            document::json(&Context::new(&found.template.name, &made.draft, made.book.as_ref()))?
        }
        (ExportFormat::Markdown, None) => markdown(&found, &made, app)?,
        (ExportFormat::Markdown, Some(_)) => sealed(args.template.as_deref(), &found, &made, app)?,
    };
    match path {
        Some(path) => {
            write_file(path, text.as_bytes(), args.force)?;
            writeln!(app.out, "{}", path.display())?;
        }
        None => app.out.write_all(text.as_bytes())?,
    }
    app.out.flush()?;
    if found.template.mentions(&BOOK) {
        let text =
            if matches!(args.format, ExportFormat::Markdown) { text } else { markdown(&found, &made, app)? };
        let explained = explain::told_by(&found.template, &made, &text);
        tell::tell_left_out(app, &made, explained.left_out.iter().map(|(reason, all)| (*reason, all.len())))?;
    } else {
        tell::tell(app, &made)?;
    }
    Ok(Outcome::Done)
}

/// The template that is asked for, or else the one that a file says it was made by.
fn of_file(args: &ExportArgs, file: Option<&str>, app: &mut App<'_>) -> Result<Found> {
    let made_by = file.filter(|_| args.template.is_none()).and_then(made_by);
    let Some(name) = made_by else { return found::find(args.template.as_deref(), app) };
    let said = || format!("the document says that the template `{name}` made it");
    found::find(Some(&name), app).with_context(said)
}

/// The document for reading: without the marks of its blocks.
fn markdown(found: &Found, made: &Made<'_>, app: &App<'_>) -> Result<String> {
    Ok(strip(&filled(found, made, app)?))
}

/// The document for a file that somebody will work on: each block sealed, so that an update can tell what was changed;
/// `name` is how its template was named.
fn sealed(name: Option<&str>, found: &Found, made: &Made<'_>, app: &App<'_>) -> Result<String> {
    let name = name.unwrap_or(builtin::DEFAULT);
    seal(&filled(found, made, app)?, name)
        .with_context(|| format!("the document that the template `{name}` makes has bad marks"))
}

/// The document as its template makes it.
fn filled(found: &Found, made: &Made<'_>, app: &App<'_>) -> Result<String> {
    fill(found, &Context::new(&found.template.name, &made.draft, made.book.as_ref()), app)
}
