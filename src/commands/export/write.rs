//! `promo export` as such: the document, or what its template is given, on stdout or in a file; and `--clean FILE`.

use std::io::Write as _;

use anyhow::Result;

use super::document_data::{DocumentData, DocumentRequest, template_span};
use super::document_text::{self, clean, sealed};
use super::provenance::Provenance;
use super::worked_file::{read_clean, unwritten};
use super::{explain, leak_check, omissions};
use crate::app::App;
use crate::app::output::write_file;
use crate::cli::{CleanCopyAction, DocumentOptions, Output, ValuesAction, WriteAction};
use crate::commands::context::{Context, open};
use crate::commands::redactor::{self, say_hidden};
use crate::commands::template::lookup::{self, FoundTemplate};
use crate::domain::update::strip;
use crate::error::Outcome;
use crate::render::json;
use crate::render::template::builtin;

/// Writes the document.
pub fn document(action: &WriteAction, app: &mut App<'_>) -> Result<Outcome> {
    let store = open(app)?;
    let context = Context::load(&app.paths, &store)?;
    let options = &action.document;
    let found = lookup::find(options.template.as_deref(), app)?;
    let mut data =
        DocumentData::load(&DocumentRequest::new(options, &found.template), &store, &context, app)?;
    let text = document_text::marked(&found, &mut data, action.on_sensitive, app)?;
    let name = options.template.as_deref().unwrap_or(builtin::DEFAULT);
    let written = match &action.output {
        _ if action.without_comments => clean(&text, &found.template.file)?,
        Output::File { .. } => sealed(&text, &Provenance::of(name, &options.window, app)?)?,
        Output::Stdout => strip(&text),
    };
    deliver(&action.output, &written, app)?;
    // What is written may have lost the comments by which entries are cited.
    report(options, &found, &data, Some(text), app)
}

/// Prints what the template is given.
pub fn values(action: &ValuesAction, app: &mut App<'_>) -> Result<Outcome> {
    let store = open(app)?;
    let context = Context::load(&app.paths, &store)?;
    let options = &action.document;
    let found = lookup::find(options.template.as_deref(), app)?;
    let request = DocumentRequest { all_values: true, ..DocumentRequest::new(options, &found.template) };
    let data = DocumentData::load(&request, &store, &context, app)?;
    document_text::refuse_hidden(&data, action.on_sensitive)?;
    let text = json::whole(&document_text::template_context(&found, &data))?;
    deliver(&action.output, &text, app)?;
    report(options, &found, &data, None, app)
}

/// Says on stderr what the document leaves out and hides.
fn report(
    options: &DocumentOptions, found: &FoundTemplate, data: &DocumentData<'_>, text: Option<String>,
    app: &mut App<'_>,
) -> Result<Outcome> {
    if let Some(span) = template_span(&options.window, &found.template) {
        app.say(&format!("It tells the last {span}; --since WHEN or --last SPAN tells other days."))?;
    }
    omissions::say_pinned_day(app)?;
    if explain::goes_by_citations(found) {
        let text = text.map_or_else(|| document_text::filled(found, data, app), Ok)?;
        let explained = explain::by_citations(&found.template, data, &text);
        if !explain::is_silent(found, &explained) {
            let counts = explained.left_out.iter().map(|(reason, all)| (*reason, all.len()));
            omissions::say_left_out(counts, data.target.level, app)?;
        }
    } else {
        omissions::say(data, app)?;
    }
    say_hidden(&data.redactions, app)?;
    Ok(Outcome::Done)
}

/// `promo export --clean FILE`: a copy of a file without any comment.
pub fn clean_copy(action: &CleanCopyAction, app: &mut App<'_>) -> Result<Outcome> {
    let (text, clean) = read_clean(&action.file)?;
    deliver(&action.output, &clean, app)?;
    // It may be cleaned where the journal is not.
    if let Ok(store) = open(app) {
        leak_check::warn(&text, &store, &redactor::load(&store, action.with_confidential)?, app)?;
    }
    Ok(Outcome::Done)
}

/// Writes a text, and says where.
fn deliver(output: &Output, text: &str, app: &mut App<'_>) -> Result<()> {
    match output {
        Output::File { path, replace } => {
            write_file(path, text.as_bytes(), *replace).map_err(unwritten)?;
            writeln!(app.out, "{}", path.display())?;
        }
        Output::Stdout => app.out.write_all(text.as_bytes())?,
    }
    Ok(app.out.flush()?)
}
