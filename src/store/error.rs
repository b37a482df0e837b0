//! Why the journal could not be read or written, and what a person can do about it.

use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;
use thiserror::Error;

use super::BackupError;
use super::migrate::LATEST;

/// Why the journal could not be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no file.
    #[error("there is no journal at `{}`", path.display())]
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The folder of a new journal is missing.
    #[error("the folder `{}` does not exist", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// Something that is no journal.
    #[error("`{}` is not a promo journal: {what}", path.display())]
    NotAJournal {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        what: &'static str,
    },
    /// Written by a later version.
    #[error("`{}` was written by a newer promo (journal version {version}, this one knows {})", path.display(), LATEST)]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i32,
    },
    /// An old journal that could not be kept, so it was left as it is.
    #[error("the journal `{}` is of an older promo, and no copy of it can be kept before it is brought up to date", path.display())]
    NoBackup {
        /// The file.
        path: PathBuf,
        /// Why no copy was made.
        source: BackupError,
    },
    /// No entry of that id.
    #[error("no entry `{id}`")]
    NoEntry {
        /// The id as given.
        id: String,
        /// Whether such an entry was removed and can come back.
        removed: bool,
    },
    /// The entry is in the journal, so it cannot be brought back.
    #[error("entry {id} is not removed")]
    NotRemoved {
        /// The entry.
        id: String,
    },
    /// The entry was changed since it was read.
    #[error("entry {id} was changed by another command in the meantime")]
    Changed {
        /// The entry.
        id: String,
    },
    /// There is nothing to take back.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// The last command cannot be taken back.
    #[error("the last command, `{command}`, cannot be undone")]
    Final {
        /// What it was.
        command: String,
    },
    /// The system refused the file.
    #[error("`{}` cannot be {what}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        what: &'static str,
        /// Why not.
        source: io::Error,
    },
    /// SQLite refused.
    #[error("the journal `{}` cannot be {what}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What was tried.
        what: &'static str,
        /// Why not.
        source: rusqlite::Error,
    },
}

/// What SQLite ran into, where a person can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Another command holds the lock.
    Busy,
    /// No space left.
    Full,
    /// The file, its folder or the medium cannot be written.
    ReadOnly,
}

impl StoreError {
    /// What SQLite ran into.
    pub fn trouble(&self) -> Option<Trouble> {
        let source = match self {
            Self::Sqlite { source, .. } | Self::NoBackup { source: BackupError::Sqlite(source), .. } => {
                source
            }
            Self::NoBackup { source: BackupError::Io(source), .. } => {
                return match source.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some(Trouble::Full),
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                        Some(Trouble::ReadOnly)
                    }
                    _ => None,
                };
            }
            _ => return None,
        };
        match source.sqlite_error_code()? {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Some(Trouble::Busy),
            ErrorCode::DiskFull => Some(Trouble::Full),
            ErrorCode::ReadOnly | ErrorCode::CannotOpen => Some(Trouble::ReadOnly),
            _ => None,
        }
    }
}
