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

use super::world::{Ground, open};
use crate::app::App;
use crate::app::output::write_file;
use crate::cli::{ColorChoice, ExportArgs, ExportFormat, TemplateArg};
use crate::error::Outcome;
use crate::render::document;
use made::Made;

/// Runs it.
///
/// # Errors
/// No journal; no target; a file that may not be written.
pub fn run(args: &ExportArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let ground = Ground::load(&app.places, &store)?;
    let made = Made::by(args, &store, &ground, app)?;
    if args.explain {
        tell::told_day(app)?;
        return explain::run(args, &made, app, color);
    }
    if let Some(file) = &args.check {
        tell::told_day(app)?;
        return check::run(args, file.as_deref(), &made, app, color);
    }
    let text = match args.format {
        ExportFormat::Json => document::json(&made.draft)?,
        ExportFormat::Markdown => markdown(args, &made)?,
    };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => {
            write_file(path, text.as_bytes(), args.force)?;
            writeln!(app.out, "{}", path.display())?;
        }
        None => app.out.write_all(text.as_bytes())?,
    }
    app.out.flush()?;
    tell::tell(app, &made)?;
    Ok(Outcome::Done)
}

/// The document by its template.
fn markdown(args: &ExportArgs, made: &Made<'_>) -> Result<String> {
    Ok(match args.template {
        TemplateArg::Gitlab => document::gitlab(&made.draft)?,
    })
}
