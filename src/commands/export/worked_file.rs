//! A file that promo wrote and somebody worked on, and what to do where it cannot be read or written.

use std::path::{Path, PathBuf};

use anyhow::{Error, Result};

use super::document_text::mark_error;
use super::provenance::Provenance;
use crate::app::App;
use crate::app::output::{self, OutputError};
use crate::app::untrusted_file::{self, UntrustedFileError};
use crate::commands::template::lookup;
use crate::domain::update::{self, Document, MarkError, MarkFault};
use crate::error::{hinted, with_hint};

/// What to do with a document that is too long to be read.
pub const SHORTER: &str = "tell fewer days in it: promo export --template brag --last 1y -o NEW.md";

pub struct WorkedFile {
    pub path: PathBuf,
    pub text: String,
    pub document: Document,
}

impl WorkedFile {
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
            let text = read_text(path)?;
            let document = Document::read(&text).map_err(|error| with_advice(path, error))?;
            return Ok(Self { path: path.to_owned(), text, document });
        }
        let hint = format!("promo export -o {} writes it", path.display());
        Err(hinted(format!("there is no file `{}`", path.display()), hint))
    }

    pub fn provenance(&self) -> Provenance {
        Provenance::parse(self.document.template())
    }

    /// The template to take: the file's own, unless another is named that can be the same.
    ///
    /// # Errors
    /// Another template.
    pub fn template(&self, named: Option<&str>, app: &mut App<'_>) -> Result<String> {
        let own = self.provenance().template;
        match named.filter(|named| *named != own) {
            None => Ok(own),
            // Its file has another place now.
            Some(named) if lookup::find(Some(&own), app).is_err() => Ok(named.to_owned()),
            Some(named) => Err(hinted(
                format!("`{}` was made by the template `{own}`, not `{named}`", self.path.display()),
                format!(
                    "leave out --template, or write another file: promo export --template {named} -o FILE"
                ),
            )),
        }
    }
}

/// The text of a file, and the text without any comment.
///
/// # Errors
/// A file that cannot be read; marks that cannot be understood.
pub fn read_clean(path: &Path) -> Result<(String, String)> {
    is_file(path)?;
    let text = read_text(path)?;
    let clean = update::clean(&text).map_err(|error| with_advice(path, error))?;
    Ok((text, clean))
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

fn read_text(path: &Path) -> Result<String> {
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

/// Marks that cannot be understood: where, and what to do.
fn with_advice(path: &Path, error: MarkError) -> Error {
    let file = path.display();
    let fresh = format!("promo export -o NEW.md writes a new file; copy your words from `{file}` into it");
    let hint = match &error.fault {
        MarkFault::NoHead => {
            let message =
                format!("`{file}` has no marks of promo's, so nobody can tell your words from promo's");
            let hint = format!("only what -o writes has them: {fresh}");
            return hinted(message, hint);
        }
        MarkFault::Newer(_) => "update promo".to_owned(),
        MarkFault::Conflict => {
            "settle on one of the two, take out the lines with <<<<<<<, ======= and >>>>>>>".to_owned()
        }
        MarkFault::Unclosed | MarkFault::Swallows => "close it with -->".to_owned(),
        MarkFault::Fenced => "close it".to_owned(),
        MarkFault::Twice { .. } => {
            "take out the mark in one of the two places; the words behind it may stay".to_owned()
        }
        MarkFault::SecondHead => "take out that line; the words behind it may stay".to_owned(),
        _ => format!("undo what was done to that line, or: {fresh}"),
    };
    with_hint(mark_error(file, error), hint)
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
