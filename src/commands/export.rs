//! `promo export`: the promotion document.
//!
//! `made` loads the journal and makes the draft; `text` is where a template makes a document of it; then it is written,
//! or `check` and `explain` answer about it instead. stdout, or the file of `-o`, holds the document alone; `tell` says
//! on stderr which entries are not in it, and why.

mod check;
mod explain;
mod made;
mod tell;

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

use super::template::filled::fill;
use super::template::found::{self, Found};
use super::world::{Ground, open};
use crate::app::App;
use crate::app::output::write_file;
use crate::cli::{ColorChoice, ExportArgs, ExportFormat};
use crate::error::Outcome;
use crate::render::document::{self, BOOK, Context};
use made::Made;

/// Runs it.
///
/// # Errors
/// No journal; no target; a file that may not be written.
pub fn run(args: &ExportArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let ground = Ground::load(&app.places, &store)?;
    let found = found::find(args.template.as_deref(), app)?;
    let made = Made::by(args, &found.template, &store, &ground, app)?;
    if args.explain {
        tell::told_day(app)?;
        return explain::run(args, &found, &made, app, color);
    }
    if let Some(file) = &args.check {
        tell::told_day(app)?;
        return check::run(args, file.as_deref(), &found, &made, app, color);
    }
    let text = match args.format {
        ExportFormat::Json => {
            document::json(&Context::new(&found.template.name, &made.draft, made.book.as_ref()))?
        }
        ExportFormat::Markdown => markdown(&found, &made, app)?,
    };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
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

/// The document by its template.
fn markdown(found: &Found, made: &Made<'_>, app: &App<'_>) -> Result<String> {
    fill(found, &Context::new(&found.template.name, &made.draft, made.book.as_ref()), app)
}
