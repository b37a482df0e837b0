//! Copies of a whole journal: the one that is kept before it is brought up to date, and the one in memory that a reading
//! command brings up to date in its place.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, ffi};
use thiserror::Error;

use super::{folder_of, wait_for_others};

#[derive(Debug, Error)]
pub enum BackupError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The copy is damaged, so the journal is.
    #[error("SQLite finds damage in it: {0}")]
    Damaged(String),
}

/// Copies a journal beside itself as `NAME~v1`, or `NAME~v1-2` where that name is taken: for its owner alone, checked and
/// on disk before it has its name. Somebody who holds the journal's lock gets what it holds now.
///
/// # Errors
/// A folder that cannot be written; a full disk; a damaged journal.
pub(super) fn keep(journal: &Path, version: i32) -> Result<PathBuf, BackupError> {
    let folder = folder_of(journal);
    let mut prefix = OsString::from(".");
    prefix.push(journal.file_name().unwrap_or_default());
    prefix.push("~promo-");
    // Under the lock nobody else makes a draft for this journal: what is there is left of a command that was killed.
    for left in beside(journal, &prefix) {
        std::fs::remove_file(left)?;
    }
    let draft = tempfile::Builder::new().prefix(&prefix).tempfile_in(folder);
    // Its error would tell the draft's name, which means nothing to anybody.
    let mut draft = draft.map_err(|error| io::Error::from(error.kind()))?;
    // The lock's own connection may not copy; another one sees what was committed last, the write-ahead log included.
    let mut from = Connection::open_with_flags(
        journal,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    from.busy_handler(Some(wait_for_others))?;
    let mut to = Connection::open(draft.path())?;
    copy(&from, &mut to)?;
    to.close().map_err(|(_, error)| error)?;
    let copied = Connection::open(draft.path())?;
    let found: String = copied.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    copied.close().map_err(|(_, error)| error)?;
    if found != "ok" {
        return Err(BackupError::Damaged(found));
    }
    draft.as_file().sync_all()?;
    for n in 1.. {
        let kept = named(journal, version, n);
        match draft.persist_noclobber(&kept) {
            Ok(_) => {
                File::open(folder)?.sync_all()?;
                return Ok(kept);
            }
            Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => draft = taken.file,
            Err(refused) => return Err(refused.error.into()),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists).into())
}

/// The n-th name of a backup of a version.
pub(super) fn named(journal: &Path, version: i32, n: u32) -> PathBuf {
    let mut name: OsString = journal.file_name().unwrap_or_default().to_owned();
    name.push(format!("~v{version}"));
    if n > 1 {
        name.push(format!("-{n}"));
    }
    journal.with_file_name(name)
}

/// The copies that were kept beside a journal, by name.
pub(super) fn all(journal: &Path) -> Vec<PathBuf> {
    let mut start = journal.file_name().unwrap_or_default().to_owned();
    start.push("~v");
    let mut copies = beside(journal, &start);
    copies.sort();
    copies
}

/// The files beside a journal whose names begin so.
fn beside(journal: &Path, start: &OsStr) -> Vec<PathBuf> {
    let files = folder_of(journal).read_dir().into_iter().flatten().flatten().map(|file| file.file_name());
    let found = files.filter(|name| name.as_encoded_bytes().starts_with(start.as_encoded_bytes()));
    found.map(|name| journal.with_file_name(name)).collect()
}

/// A copy of a journal that nobody else sees and that is gone with its connection.
pub(super) fn in_memory(from: &Connection) -> rusqlite::Result<Connection> {
    let mut to = Connection::open_in_memory()?;
    copy(from, &mut to)?;
    Ok(to)
}

/// All pages in one step, so that they are of one moment.
fn copy(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    match Backup::new(from, to)?.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None)),
    }
}
