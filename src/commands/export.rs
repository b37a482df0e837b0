//! `promo export`: the promotion document.
//!
//! `made` loads the journal and makes the draft; `filled` is where a template makes a document of it; then it is written,
//! or `check` and `explain` answer about it instead. stdout, or the file of `-o`, holds the document alone; `tell` says
//! on stderr which entries are not in it, and why. Only a file has the marks that an update needs: what goes to stdout is
//! read or piped on.

mod check;
mod document_data;
mod document_target;
mod explain;
mod leak_check;
mod omissions;
mod provenance;
pub mod sample;
mod update;

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Error, Result};

use super::context::{Context, open};
use super::template::fill::fill;
use super::template::lookup::{self, FoundTemplate};
use crate::app::App;
use crate::app::output::write_file;
use crate::cli::{ColorChoice, ExportArgs, ExportFormat};
use crate::domain::ids::EntryNo;
use crate::domain::lint::cited;
use crate::domain::update::{MarkError, clean, made_by, seal, strip};
use crate::error::Outcome;
use crate::render::document::{self, TemplateContext};
use crate::render::template::builtin;
use document_data::DocumentData;
use update::WorkedFile;

/// Runs it.
///
/// # Errors
/// No journal; no target; a file that may not be written.
pub fn run(args: &ExportArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    if let Some(Some(file)) = &args.clean {
        return update::copy(args, file, app);
    }
    let held = args.update.as_deref().map(WorkedFile::read).transpose()?;
    let named = held.as_ref().map(|held| held.template(args, app)).transpose()?;
    let store = open(app)?;
    let ground = Context::load(&app.paths, &store)?;
    let worked_on = match &args.check {
        Some(Some(file)) => Some(check::read(file, app)?),
        _ => None,
    };
    // A file is held against the days that it tells.
    let said = held.as_ref().map(|held| held.said().to_owned());
    let args = &provenance::with_window(args, said.or_else(|| made_by(worked_on.as_deref()?)).as_deref());
    let found = match named {
        Some(name) => lookup::find(Some(name), app)?,
        None => of_file(args, worked_on.as_deref(), app)?,
    };
    let made = DocumentData::by(args, &found.template, &store, &ground, app)?;
    if let (Some(held), Some(name)) = (&held, named) {
        omissions::told_day(app)?;
        return update::run(args, held, name, &found, &made, app, color);
    }
    if args.explain {
        omissions::told_day(app)?;
        return explain::run(args, &found, &made, app, color);
    }
    if args.check.is_some() {
        omissions::told_day(app)?;
        return check::run(args, worked_on, &found, &made, app, color);
    }
    let whole = match args.format {
        ExportFormat::Json => {
            made.strict()?;
            None
        }
        ExportFormat::Markdown => Some(filled(&found, &made, app)?),
    };
    let text = match &whole {
        None => document::json(&context(&found, &made))?,
        Some(whole) if args.clean.is_some() => {
            clean(whole).map_err(|error| marked(&found.template.file, error))?
        }
        Some(whole) if target(args).is_some() => seal_as(args, args.template.as_deref(), whole, app)?,
        Some(whole) => strip(whole),
    };
    deliver(args, &text, app)?;
    if let Some(span) = document_data::span_of(args, &found.template) {
        app.say(&format!("It tells the last {span}; --since WHEN or --last SPAN tells other days."))?;
    }
    if explain::goes_by_citations(&found) {
        // What is written may have lost the comments by which entries are cited.
        let whole = match whole {
            Some(whole) => whole,
            None => bare(&found, &made, app)?,
        };
        let explained = explain::told_by(&found.template, &made, &whole);
        let left_out = match explain::is_silent(&found, &explained) {
            true => Vec::new(),
            false => explained.left_out.iter().map(|(reason, all)| (*reason, all.len())).collect(),
        };
        omissions::tell_left_out(app, &made, left_out.into_iter())?;
    } else {
        omissions::tell(app, &made)?;
    }
    made.discreet.tell(app)?;
    Ok(Outcome::Done)
}

/// The template that is asked for, or else the one that a file says it was made by.
fn of_file(args: &ExportArgs, file: Option<&str>, app: &mut App<'_>) -> Result<FoundTemplate> {
    let made_by = file.filter(|_| args.template.is_none()).and_then(made_by);
    let Some(made_by) = made_by else { return lookup::find(args.template.as_deref(), app) };
    let (name, _) = provenance::read(&made_by);
    let said = || format!("the document says that the template `{name}` made it");
    lookup::find(Some(name), app).with_context(said)
}

/// The document for reading: without the marks of its blocks.
fn markdown(found: &FoundTemplate, made: &DocumentData<'_>, app: &App<'_>) -> Result<String> {
    Ok(strip(&filled(found, made, app)?))
}

/// The document for a file that somebody will work on: each block sealed, so that an update can tell what was changed;
/// `name` is how its template was named.
fn sealed(
    args: &ExportArgs, name: Option<&str>, found: &FoundTemplate, made: &DocumentData<'_>, app: &App<'_>,
) -> Result<String> {
    seal_as(args, name, &filled(found, made, app)?, app)
}

fn seal_as(args: &ExportArgs, name: Option<&str>, whole: &str, app: &App<'_>) -> Result<String> {
    let name = name.unwrap_or(builtin::DEFAULT);
    seal(whole, &provenance::said(name, args, app)?).map_err(|error| marked(name, error))
}

fn context<'c>(found: &'c FoundTemplate, made: &'c DocumentData<'_>) -> TemplateContext<'c> {
    let context = TemplateContext::new(&found.template.name, &made.draft, made.book.as_ref());
    context.with_confidential(made.discreet.told().len())
}

/// What a template makes of as much as it asks for.
fn bare(found: &FoundTemplate, made: &DocumentData<'_>, app: &App<'_>) -> Result<String> {
    let asks = found.template.asks();
    let given = context(found, made).keeping(|name| asks.has(name));
    fill(found, &given, app)
}

/// The document as its template makes it. Whatever the template, also somebody's own, it says first that it tells
/// confidential entries, and there is none where something had to be hidden that must not be.
fn filled(found: &FoundTemplate, made: &DocumentData<'_>, app: &App<'_>) -> Result<String> {
    let text = bare(found, made, app)?;
    // Only promo's own templates are sure to cite whatever they tell; of any other it is not known what it leaves out.
    if found.own.is_none() {
        let cited: BTreeSet<EntryNo> = cited(&text).into_iter().flat_map(|(_, ids)| ids).collect();
        if !cited.is_empty() {
            made.discreet.keep(&cited);
        }
    }
    made.strict()?;
    let Some(notice) = made.discreet.notice() else { return Ok(text) };
    // A block of its own, so that an update of a file adds it too.
    let mark = if text.starts_with("<!-- promo:block ") { "<!-- promo:block confidential -->\n" } else { "" };
    Ok(format!("{mark}**{notice}**\n\n{text}"))
}

/// The file that it goes to; `None` for stdout.
fn target(args: &ExportArgs) -> Option<&Path> {
    args.output.as_deref().filter(|path| *path != Path::new("-"))
}

/// Writes it, and says where.
fn deliver(args: &ExportArgs, text: &str, app: &mut App<'_>) -> Result<()> {
    match target(args) {
        Some(path) => {
            write_file(path, text.as_bytes(), args.force).map_err(update::unwritten)?;
            writeln!(app.out, "{}", path.display())?;
        }
        None => app.out.write_all(text.as_bytes())?,
    }
    Ok(app.out.flush()?)
}

/// Marks that cannot be understood, with where they are.
fn marked(file: impl Display, error: MarkError) -> Error {
    let MarkError { line, fault } = error;
    Error::msg(format!("`{file}`, line {line}: {fault}"))
}
