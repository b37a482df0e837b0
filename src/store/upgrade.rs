//! An older journal as this program knows it: the file itself, or a copy of it for a command that reads.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::backup::{self, BackupError};
use super::{Store, StoreError, migrate};

/// What keeps an older journal from being brought up to date.
enum Refusal {
    Backup(BackupError),
    Migration(rusqlite::Error),
}

impl From<BackupError> for Refusal {
    fn from(error: BackupError) -> Self {
        Self::Backup(error)
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Migration(error)
    }
}

impl Store {
    /// Brings an older journal up to date, and gives the place where the old one is kept; `None` where another command did
    /// it first.
    pub(super) fn upgrade(connection: &mut Connection, path: &Path) -> Result<Option<PathBuf>, StoreError> {
        let mut kept = None;
        let upgraded = migrate::migrate(connection, |version| {
            kept = Some(backup::keep(path, version)?);
            Ok::<_, Refusal>(())
        });
        match upgraded {
            Ok(()) => Ok(kept),
            Err(Refusal::Backup(source)) => Err(StoreError::NoBackup { path: path.to_owned(), source }),
            Err(Refusal::Migration(source)) => Err(Self::refused(path, "brought up to date", source)),
        }
    }

    /// An older journal as this program knows it, without a change to the file.
    pub(super) fn newer_copy(connection: &Connection) -> rusqlite::Result<Connection> {
        let mut copy = backup::in_memory(connection)?;
        migrate::migrate(&mut copy, |_| Ok::<_, rusqlite::Error>(()))?;
        copy.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON")?;
        Ok(copy)
    }
}
