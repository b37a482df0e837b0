//! How an error is shown and which exit code it has: the one place for both.
//!
//! A command returns `anyhow::Result<Outcome>`. A verdict (`gap --check`) is an [`Outcome`], not an error. An error shows
//! as `error: what was tried`, its causes one a line, and a `Hint:` that can be typed. Hints stand here for errors that
//! mean the same wherever they occur; `Hinted` carries one that only the command knows.

use std::io;
use std::path::Path;

use anyhow::Error;

use crate::app::output::OutputError;
use crate::app::prompt::PromptError;
use crate::catalog::framework_library::LibraryError;
use crate::catalog::toml_file::FileError;
use crate::domain::dates::WhenError;
use crate::domain::entry::ContentError;
use crate::domain::ids::IdError;
use crate::domain::tag::TagTextError;
use crate::render::text::clean;
use crate::store::{StoreError, Trouble};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Found,
}

pub(crate) mod code {
    /// Done, or the reader of stdout went away.
    pub(crate) const DONE: u8 = 0;
    pub(crate) const ERROR: u8 = 1;
    pub(crate) const USAGE: u8 = 2;
    pub(crate) const FOUND: u8 = 3;
    /// Broken off by the person (128 + SIGINT).
    pub(crate) const INTERRUPTED: u8 = 130;
}

/// An error that brings its own hint.
#[derive(Debug)]
pub(crate) struct Hinted {
    error: Error,
    hint: String,
}

impl std::fmt::Display for Hinted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for Hinted {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The error itself, so that what it is can still be told from it; its words are shown once.
        Some(self.error.as_ref())
    }
}

/// An error with a message and what to type instead.
pub(crate) fn hinted(message: impl Into<String>, hint: impl Into<String>) -> Error {
    with_hint(Error::msg(message.into()), hint)
}

/// Gives an error a hint of its own, in place of the one it would have.
pub(crate) fn with_hint(error: Error, hint: impl Into<String>) -> Error {
    Error::new(Hinted { error, hint: hint.into() })
}

pub(crate) fn exit_code(error: &Error) -> u8 {
    for cause in error.chain() {
        if cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            return code::DONE;
        }
        if matches!(cause.downcast_ref(), Some(PromptError::Interrupted)) {
            return code::INTERRUPTED;
        }
    }
    code::ERROR
}

/// The lines that tell an error: message, causes, hint.
pub(crate) fn show(error: &Error) -> String {
    let mut text = format!("error: {}\n", clean(&error.to_string()));
    let mut last = error.to_string();
    for cause in error.chain().skip(1) {
        let line = cause.to_string();
        // A wrapper often repeats its cause's words; once is enough.
        if !last.contains(&line) {
            text.push_str(&format!("  cause: {}\n", clean(&line)));
        }
        last = line;
    }
    if let Some(hint) = hint_of(error) {
        text.push_str(&format!("Hint: {}\n", clean(&hint)));
    }
    text
}

/// What to type instead, where that is known.
pub(crate) fn hint_of(error: &Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(hinted) = cause.downcast_ref::<Hinted>() {
            return (!hinted.hint.is_empty()).then(|| hinted.hint.clone());
        }
        if let Some(error) = cause.downcast_ref::<StoreError>() {
            return store_hint(error);
        }
        if let Some(error) = cause.downcast_ref::<OutputError>() {
            return output_hint(error);
        }
        if let Some(error) = cause.downcast_ref::<LibraryError>() {
            return shelf_hint(error);
        }
        if cause.is::<FileError>() {
            return Some("mend that place; promo framework export engineering shows the format".into());
        }
        if matches!(cause.downcast_ref(), Some(PromptError::NoEditor { .. } | PromptError::NoneSet)) {
            return Some("set VISUAL or EDITOR to one that is there, such as EDITOR=nano".into());
        }
        if cause.is::<WhenError>() {
            return Some(
                "write a day as 2026-11-20, today, yesterday, fri, 3d, 2w or \"2 weeks ago\"".into(),
            );
        }
        if cause.is::<TagTextError>() {
            return Some("write a tag as KEY, KEY@LEVEL or KEY@LEVEL.N, such as ASUP@4".into());
        }
        if cause.is::<IdError>() {
            return Some("write an id as 12, @1 for the newest, or the uid".into());
        }
        match cause.downcast_ref::<ContentError>() {
            Some(ContentError::EmptyTitle) => {
                Some("say what you did: promo log \"Wrote the runbook\"".into())
            }
            Some(ContentError::ManyLineTitle) => {
                Some("give the first line as the title and the rest as --did \"…\"".into())
            }
            Some(ContentError::TooLong { .. }) => {
                Some("put the long text elsewhere and add it as --link URL".into())
            }
            _ => None,
        }
    })
}

fn store_hint(error: &StoreError) -> Option<String> {
    match error {
        StoreError::NotFound { .. } => Some("make one with promo init, or try promo demo".into()),
        StoreError::NoFolder { path } => {
            Some(format!("mkdir -p {}, or let promo init make it", path.display()))
        }
        StoreError::NotAJournal { .. } => Some("name another file with --journal FILE".into()),
        StoreError::Newer { .. } => Some("update promo; nothing was changed".into()),
        StoreError::NoEntry { removed: true, id } => {
            Some(format!("it was removed; promo restore {id} brings it back"))
        }
        StoreError::NotRemoved { id } => Some(format!("promo show {id} shows it")),
        StoreError::NoEntry { .. } => Some("promo list shows the ids".into()),
        StoreError::Changed { id } => Some(format!("look at it with promo show {id}, then edit again")),
        StoreError::NothingToUndo => Some("promo history shows what was done".into()),
        StoreError::Final { .. } => Some("promo history shows what was done before".into()),
        StoreError::Sqlite { .. } | StoreError::NoBackup { .. } => match error.trouble() {
            Some(Trouble::Busy) => Some("another command holds the journal; try again".into()),
            Some(Trouble::Full) => Some("free some space, then try again".into()),
            Some(Trouble::ReadOnly) => Some("the file, its folder or the disk is read-only".into()),
            None => None,
        },
        StoreError::Io { .. } => None,
    }
}

fn output_hint(error: &OutputError) -> Option<String> {
    match error {
        OutputError::Exists { path } => {
            Some(format!("add --force to replace it (the old one is kept as {}~)", path.display()))
        }
        OutputError::Changed { .. } => Some("close it in the editor, and try again".into()),
        OutputError::Protected { path } => {
            let file = path.display().to_string();
            Some(format!("make it writable: chmod u+w {}", shell_words::quote(&file)))
        }
        OutputError::NotAFile { .. } => Some("name a file, or leave out -o to write to stdout".into()),
        OutputError::Io { path, source } if source.kind() == io::ErrorKind::NotFound => {
            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            Some(format!("mkdir -p {folder}"))
        }
        OutputError::Io { path, source } => match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new(".")).display();
                Some(format!("chmod u+w {folder}, if it is yours, or take a file in another folder"))
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Some("free some space, then try again".into())
            }
            io::ErrorKind::InvalidFilename => Some("give the file a shorter name".into()),
            io::ErrorKind::NotADirectory => Some("a folder in its path is a file; name another".into()),
            _ => None,
        },
    }
}

/// A framework beside the journal that cannot be read: it can be mended or put aside.
fn shelf_hint(error: &LibraryError) -> Option<String> {
    match error {
        LibraryError::File(
            FileError::Syntax { file, .. } | FileError::Row { file, .. } | FileError::Meaning { file, .. },
        ) => {
            let key = Path::new(file).file_stem()?.to_str()?;
            Some(format!("mend that place in the file, or put it aside: promo framework remove {key}"))
        }
        LibraryError::Misnamed { path, key } => {
            let name = path.file_stem()?.to_str()?;
            Some(format!("write key = \"{name}\" in it, or name the file {key}.toml"))
        }
        LibraryError::Circle { key, .. } => {
            Some(format!("take `base` out of one of them: promo framework remove {key} puts it aside"))
        }
        LibraryError::NoBase { key, base } => {
            Some(format!("import `{base}` too, or put this one aside: promo framework remove {key}"))
        }
        LibraryError::Io { .. } => None,
    }
}
