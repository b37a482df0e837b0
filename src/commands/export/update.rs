//! `promo export --update`: a file that somebody worked on gets what is new in the journal, and nothing typed is lost.
//!
//! `--diff` shows it and writes nothing. What the journal says otherwise than the person is told, never pasted over.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result};

use super::document_data::DocumentData;
use super::provenance;
use super::{leak_check, marked};
use crate::app::App;
use crate::app::output::{self, OutputError};
use crate::app::untrusted_file::{self, UntrustedFileError};
use crate::cli::{ColorChoice, ExportArgs, ExportFormat};
use crate::commands::context::{open, view};
use crate::commands::redactor::Redactor;
use crate::commands::template::lookup::{self, FoundTemplate};
use crate::domain::update::{Document, Fault, MarkError, clean, holds_all_of, merge, strip};
use crate::error::{Outcome, hinted, with_hint};
use crate::render::{diff, json, update as shown};

/// What to do with a document that is too long to be read.
pub const SHORTER: &str = "tell fewer days in it: promo export --template brag --last 1y -o NEW.md";

/// A file to be brought up to date, as it was read.
pub struct WorkedFile {
    path: PathBuf,
    text: String,
    document: Document,
}

impl WorkedFile {
    /// Reads it.
    ///
    /// # Errors
    /// No file, or none that promo wrote; marks that cannot be understood.
    pub fn read(path: &Path) -> Result<Self> {
        if path == Path::new("-") {
            return Err(hinted(
                "`-` is no file",
                "name the document's file: promo export --update promotion.md",
            ));
        }
        if is_file(path)? {
            let text = read(path)?;
            let document = Document::read(&text).map_err(|error| bad(path, error))?;
            return Ok(Self { path: path.to_owned(), text, document });
        }
        let hint = format!("promo export -o {} writes it", path.display());
        Err(hinted(format!("there is no file `{}`", path.display()), hint))
    }

    /// What it says of how it was made.
    pub fn said(&self) -> &str {
        self.document.template()
    }

    /// The template to take: the file's own, unless another is named that can be the same.
    pub fn template<'h>(&'h self, args: &'h ExportArgs, app: &mut App<'_>) -> Result<&'h str> {
        let (own, _) = provenance::read(self.document.template());
        match args.template.as_deref().filter(|named| *named != own) {
            None => Ok(own),
            // Its file has another place now.
            Some(named) if lookup::find(Some(own), app).is_err() => Ok(named),
            Some(named) => Err(hinted(
                format!("`{}` was made by the template `{own}`, not `{named}`", self.path.display()),
                format!(
                    "leave out --template, or write another file: promo export --template {named} -o FILE"
                ),
            )),
        }
    }
}

/// Brings it up to date.
///
/// # Errors
/// A file that changed meanwhile, or that cannot be written.
pub fn run(
    args: &ExportArgs, held: &WorkedFile, template: &str, found: &FoundTemplate, made: &DocumentData<'_>,
    app: &mut App<'_>, color: ColorChoice,
) -> Result<Outcome> {
    let now = super::sealed(args, Some(template), found, made, app)?;
    let now = Document::read(&now).context("the document that the template makes has bad marks")?;
    let merged = merge(&held.document, &now);
    let is_new = merged.text != held.text;
    let mut kept = None;
    if is_new && !args.diff {
        let missed = |older: &[u8]| !str::from_utf8(older).is_ok_and(|older| holds_all_of(&held.text, older));
        let (old, new) = (held.text.as_bytes(), merged.text.as_bytes());
        kept = Some(output::rewrite_file(&held.path, old, new, missed)?);
    }
    let update = shown::Update {
        file: &held.path,
        merged: &merged,
        is_new,
        is_shown: args.diff,
        kept: kept.as_deref(),
    };
    let text = match (args.format, args.diff) {
        (ExportFormat::Json, _) => json::whole(&shown::UpdateJson::new(&update))?,
        (ExportFormat::Markdown, false) => format!("{}\n", held.path.display()),
        (ExportFormat::Markdown, true) => {
            let name = held.path.display().to_string();
            diff::unified(&name, &strip(&held.text), &strip(&merged.text), &view(app, color))
        }
    };
    app.out.write_all(text.as_bytes())?;
    app.out.flush()?;
    let lines = shown::lines(&update, &view(app, color));
    // What the journal says otherwise is told once, so nobody may miss it who wants no talk.
    let told_once = merged.changes.iter().any(|change| change.what.is_told_once());
    let quiet = app.quiet && !(told_once && is_new && !args.diff);
    for line in lines.iter().filter(|_| !quiet) {
        app.out.flush()?;
        writeln!(app.err, "{line}")?;
    }
    leak_check::tell(&merged.text, made.store, &made.discreet, app)?;
    Ok(Outcome::Done)
}

/// `promo export --clean FILE`: a copy of a file without any comment.
///
/// # Errors
/// A file that cannot be read or written; marks that cannot be understood.
pub fn copy(args: &ExportArgs, file: &Path, app: &mut App<'_>) -> Result<Outcome> {
    is_file(file)?;
    let held = read(file)?;
    let text = clean(&held).map_err(|error| bad(file, error))?;
    super::deliver(args, &text, app)?;
    // It may be cleaned where the journal is not.
    if let Ok(store) = open(app) {
        leak_check::tell(&held, &store, &Redactor::load(&store, args.with_confidential)?, app)?;
    }
    Ok(Outcome::Done)
}

/// Whether there is a document to read. A link is not followed: the file that it points to would be replaced, or the link
/// itself, and who typed its name may have meant either.
fn is_file(path: &Path) -> Result<bool> {
    output::is_file(path).map_err(|error| {
        let pointed = path.canonicalize().ok().filter(|_| path.is_symlink());
        let hint = match (&error, pointed) {
            (OutputError::NotAFile { .. }, Some(file)) if file.is_file() => {
                format!("name the file that it points to: {}", file.display())
            }
            (OutputError::NotAFile { .. }, _) => "name the document's Markdown file".to_owned(),
            _ => return error.into(),
        };
        with_hint(error.into(), hint)
    })
}

fn read(path: &Path) -> Result<String> {
    untrusted_file::read_document(path).map_err(|fault| {
        let hint = match fault {
            UntrustedFileError::Missing => format!("promo export -o {} writes it", path.display()),
            UntrustedFileError::NoText(_) => "save it as UTF-8 Markdown".to_owned(),
            UntrustedFileError::TooLong(_) => SHORTER.to_owned(),
            _ => "name the document's Markdown file".to_owned(),
        };
        with_hint(Error::new(fault).context(format!("`{}` cannot be read", path.display())), hint)
    })
}

/// A file whose marks cannot be understood: where, and what to do.
fn bad(path: &Path, error: MarkError) -> Error {
    let file = path.display();
    let fresh = format!("promo export -o NEW.md writes a new file; copy your words from `{file}` into it");
    let hint = match &error.fault {
        Fault::NoHead => {
            let message =
                format!("`{file}` has no marks of promo's, so nobody can tell your words from promo's");
            let hint = format!("only what -o writes has them: {fresh}");
            return hinted(message, hint);
        }
        Fault::Newer(_) => "update promo".to_owned(),
        Fault::Conflict => {
            "settle on one of the two, take out the lines with <<<<<<<, ======= and >>>>>>>".to_owned()
        }
        Fault::Unclosed | Fault::Swallows => "close it with -->".to_owned(),
        Fault::Fenced => "close it".to_owned(),
        Fault::Twice { .. } => {
            "take out the mark in one of the two places; the words behind it may stay".to_owned()
        }
        Fault::SecondHead => "take out that line; the words behind it may stay".to_owned(),
        _ => format!("undo what was done to that line, or: {fresh}"),
    };
    with_hint(marked(file, error), hint)
}

/// Why a file was not written, with what to do.
pub fn unwritten(error: OutputError) -> Error {
    match &error {
        OutputError::Exists { path } => {
            let file = path.display();
            let hint = format!(
                "promo export --update {file} keeps what you wrote in it; --force replaces it (the old one is kept as {file}~)"
            );
            with_hint(error.into(), hint)
        }
        _ => error.into(),
    }
}
