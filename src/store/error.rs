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
    #[error("there is no journal at `{}`", path.display())]
    NotFound { path: PathBuf },
    /// The folder of a new journal is missing.
    #[error("the folder `{}` does not exist", path.display())]
    NoFolder { path: PathBuf },
    #[error("`{}` is not a promo journal: {what}", path.display())]
    NotAJournal { path: PathBuf, what: &'static str },
    #[error("`{}` was written by a newer promo (journal version {version}, this one knows {})", path.display(), LATEST)]
    Newer { path: PathBuf, version: i32 },
    /// An old journal that could not be kept, so it was left as it is.
    #[error("the journal `{}` is of an older promo, and no copy of it can be kept before it is brought up to date", path.display())]
    NoBackup { path: PathBuf, source: BackupError },
    #[error("no entry `{id}`")]
    NoEntry {
        id: String,
        /// Whether such an entry was removed and can come back.
        removed: bool,
    },
    /// The entry is in the journal, so it cannot be brought back.
    #[error("entry {id} is not removed")]
    NotRemoved { id: String },
    /// The entry was changed since it was read.
    #[error("entry {id} was changed by another command in the meantime")]
    Changed { id: String },
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// The last command cannot be taken back.
    #[error("the last command, `{command}`, cannot be undone")]
    Final { command: String },
    #[error("`{}` cannot be {what}", path.display())]
    Io { path: PathBuf, what: &'static str, source: io::Error },
    #[error("the journal `{}` cannot be {what}", path.display())]
    Sqlite { path: PathBuf, what: &'static str, source: rusqlite::Error },
}

/// What SQLite ran into, where a person can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    Busy,
    Full,
    /// The file, its folder or the medium cannot be written.
    ReadOnly,
}

impl StoreError {
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
