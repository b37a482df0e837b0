//! `promo export`: the promotion document.
//!
//! `made` loads the journal and makes the draft; `text` is where a template makes a document of it; then it is written,
//! or `check` and `explain` answer about it instead. stdout, or the file of `-o`, holds the document alone; `tell` says
//! on stderr which entries are not in it, and why.

mod check;
mod explain;
mod made;
mod tell;
mod templates;

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

use super::world::{Ground, open};
use crate::app::App;
use crate::app::output::write_file;
use crate::cli::{ColorChoice, ExportArgs, ExportFormat};
use crate::error::Outcome;
use crate::render::document::{self, BOOK, Context};
use crate::render::template::Template;
use made::Made;

/// Runs it.
///
/// # Errors
/// No journal; no target; a file that may not be written.
pub fn run(args: &ExportArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let ground = Ground::load(&app.places, &store)?;
    let template = templates::find(args.template.as_deref())?;
    let made = Made::by(args, &template, &store, &ground, app)?;
    if args.explain {
        tell::told_day(app)?;
        return explain::run(args, &template, &made, app, color);
    }
    if let Some(file) = &args.check {
        tell::told_day(app)?;
        return check::run(args, file.as_deref(), &template, &made, app, color);
    }
    let text = match args.format {
        ExportFormat::Json => document::json(&Context::new(&template.name, &made.draft, made.book.as_ref()))?,
        ExportFormat::Markdown => markdown(&template, &made)?,
    };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => {
            write_file(path, text.as_bytes(), args.force)?;
            writeln!(app.out, "{}", path.display())?;
        }
        None => app.out.write_all(text.as_bytes())?,
    }
    app.out.flush()?;
    if template.mentions(&BOOK) {
        let text =
            if matches!(args.format, ExportFormat::Markdown) { text } else { markdown(&template, &made)? };
        let explained = explain::told_by(&template, &made, &text);
        tell::tell_left_out(app, &made, explained.left_out.iter().map(|(reason, all)| (*reason, all.len())))?;
    } else {
        tell::tell(app, &made)?;
    }
    Ok(Outcome::Done)
}

/// The document by its template.
fn markdown(template: &Template, made: &Made<'_>) -> Result<String> {
    template.fill(&Context::new(&template.name, &made.draft, made.book.as_ref())).map_err(templates::faulty)
}
