//! `promo export --update`: a file that somebody worked on gets what is new in the journal, and nothing typed is lost.
//!
//! `--diff` shows it and writes nothing. What the journal says otherwise than the person is told, never pasted over.

use std::io::Write as _;

use anyhow::{Context as _, Result};

use super::document_data::{DocumentData, DocumentRequest};
use super::document_text::{marked, sealed};
use super::provenance::Provenance;
use super::worked_file::WorkedFile;
use super::{leak_check, omissions};
use crate::app::App;
use crate::app::output;
use crate::cli::{ColorChoice, DocumentOptions, ExportFormat, UpdateAction};
use crate::commands::context::{Context, open, view};
use crate::commands::template::lookup;
use crate::domain::update::{Document, Merged, holds_all_of, merge, strip};
use crate::error::Outcome;
use crate::render::{diff, json, update as shown};

pub fn run(action: &UpdateAction, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let file = WorkedFile::read(&action.file)?;
    let name = file.template(action.document.template.as_deref(), app)?;
    let store = open(app)?;
    let context = Context::load(&app.paths, &store)?;
    let window = file.provenance().window_or(&action.document.window);
    let found = lookup::find(Some(&name), app)?;
    let options = DocumentOptions { window, ..action.document.clone() };
    let mut data =
        DocumentData::load(&DocumentRequest::new(&options, &found.template), &store, &context, app)?;
    omissions::say_pinned_day(app)?;
    let text = marked(&found, &mut data, action.on_sensitive, app)?;
    let now = sealed(&text, &Provenance::of(&name, &options.window, app)?)?;
    let now = Document::read(&now).context("the document that the template makes has bad marks")?;
    let merged = merge(&file.document, &now);
    print(action, &file, &merged, app, color)?;
    leak_check::warn(&merged.text, &store, &data.redactor, app)?;
    Ok(Outcome::Done)
}

/// Writes the file, unless it stays as it is or is only to be shown, and says what changed.
fn print(
    action: &UpdateAction, file: &WorkedFile, merged: &Merged, app: &mut App<'_>, color: ColorChoice,
) -> Result<()> {
    let is_written = merged.text != file.text && !action.is_preview;
    let kept = match is_written {
        true => {
            let missed =
                |older: &[u8]| !str::from_utf8(older).is_ok_and(|older| holds_all_of(&file.text, older));
            let (old, new) = (file.text.as_bytes(), merged.text.as_bytes());
            Some(output::rewrite_file(&file.path, old, new, missed)?)
        }
        false => None,
    };
    let update = shown::Update {
        file: &file.path,
        merged,
        is_new: merged.text != file.text,
        is_shown: action.is_preview,
        kept: kept.as_deref(),
    };
    let text = match (action.format, action.is_preview) {
        (ExportFormat::Json, _) => json::whole(&shown::UpdateJson::new(&update))?,
        (ExportFormat::Markdown, false) => format!("{}\n", file.path.display()),
        (ExportFormat::Markdown, true) => {
            let name = file.path.display().to_string();
            diff::unified(&name, &strip(&file.text), &strip(&merged.text), &view(app, color))
        }
    };
    app.out.write_all(text.as_bytes())?;
    app.out.flush()?;
    // What the journal says otherwise is told once, so nobody may miss it who wants no talk.
    let is_quiet = app.quiet && !(is_written && merged.tells_once());
    let lines = shown::lines(&update, &view(app, color));
    for line in lines.iter().filter(|_| !is_quiet) {
        app.out.flush()?;
        writeln!(app.err, "{line}")?;
    }
    Ok(())
}
