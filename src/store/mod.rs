//! The journal file: the only place that speaks SQL.
//!
//! [`Store`] reads; [`Store::begin`] gives a [`Tx`], which writes. One command is one transaction: what a `Tx` has done
//! is there after [`Tx::commit`], and a dropped `Tx` leaves no trace. Every change goes through `Tx::put` or one of the
//! setters in `settings`, which keep what was there before in the `change` table, so that [`Tx::undo`] can take back
//! the last command whatever it was.
//!
//! The file is made whole under another name and then linked into place, so a journal either is not there or is
//! complete; WAL mode is set then and never again. Commits are synchronous: an entry whose number was printed is on disk.
//!
//! A journal of an older version is brought up to date by the first command that writes, which keeps the old one beside
//! it. A command that reads leaves the file as it is and brings a copy in memory up to date.

mod backup;
mod dump;
mod entries;
mod error;
mod evidence;
mod framework_versions;
mod history;
mod migrate;
mod search;
mod settings;
mod targets;
mod terms;
mod undo;
mod upgrade;
mod word_index;
mod write_entry;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

pub use backup::BackupError;
pub use entries::AddOutcome;
pub use error::{StoreError, Trouble};
pub use framework_versions::TaggedRow;
pub use history::{EntryRevision, OperationLine};
pub use search::{EntryLine, Filter};
pub use terms::{ListedTerm, NewTerm};
pub use undo::Undone;

use crate::domain::ids::EntryRef;
use crate::domain::journal::FrameworkVersion;

/// How long a command waits for another one that is writing.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a command wants of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
}

#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    kept: Option<PathBuf>,
}

impl Store {
    /// Makes a new journal, readable and writable by its owner alone; a file of that name is left as it is.
    pub fn create(path: &Path) -> Result<(), StoreError> {
        NewJournal::make(path)?.settle()
    }

    /// Opens a journal that exists. To write, one of an older version is brought up to date first; see [`Store::kept`].
    ///
    /// # Errors
    /// No such file; something that is no journal; one of a newer version; a file that the system refuses.
    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        match fs::metadata(path) {
            Ok(found) if found.is_file() => {}
            Ok(_) => {
                return Err(StoreError::NotAJournal { path: path.to_owned(), what: "it is no regular file" });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(StoreError::NotFound { path: path.to_owned() });
            }
            Err(source) => return Err(StoreError::Io { path: path.to_owned(), what: "opened", source }),
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // What a killed command left in the log is read from there, and moved into the file by the next one that writes.
        let leaves_log = access == Access::Read && has_log(path);
        let connection = Connection::open_with_flags(path, flags).and_then(|connection| {
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leaves_log)?;
            Ok(connection)
        });
        let opened = connection.and_then(|connection| Self::prepare(connection, access));
        let (mut connection, application, version) = match opened {
            Ok(opened) => opened,
            // What only the write-ahead log holds would be passed over by a look at the file alone.
            Err(error) if access == Access::Read && is_read_only(&error) && !has_log(path) => {
                Self::open_immutable(path).map_err(|source| Self::refused(path, "opened", source))?
            }
            Err(source) => return Err(Self::refused(path, "opened", source)),
        };
        if application != migrate::APPLICATION_ID {
            let what = match (application, version) {
                (0, 0) => "it is an SQLite file of something else, or empty",
                _ => "it is an SQLite file of another program",
            };
            return Err(StoreError::NotAJournal { path: path.to_owned(), what });
        }
        if version > migrate::LATEST {
            return Err(StoreError::Newer { path: path.to_owned(), version });
        }
        let mut kept = None;
        if version < migrate::LATEST {
            let wrong = |source| Self::refused(path, "brought up to date", source);
            match access {
                Access::Read => connection = Self::newer_copy(&connection).map_err(wrong)?,
                Access::Write => kept = Self::upgrade(&mut connection, path)?,
            }
            let version = migrate::user_version(&connection).map_err(wrong)?;
            if version > migrate::LATEST {
                return Err(StoreError::Newer { path: path.to_owned(), version });
            }
        }
        Ok(Self { connection, path: path.to_owned(), kept })
    }

    /// Settings of the connection, and the two numbers of the file's header.
    fn prepare(mut connection: Connection, access: Access) -> rusqlite::Result<(Connection, i32, i32)> {
        connection.busy_handler(Some(wait_for_others))?;
        let application = migrate::application_id(&connection)?;
        let version = migrate::user_version(&connection)?;
        connection.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;",
        )?;
        if access == Access::Read && version == migrate::LATEST {
            // A command that reads sees one state of the journal from its first look to its last.
            connection.execute_batch("PRAGMA query_only = ON; BEGIN")?;
        }
        Ok((connection, application, version))
    }

    /// A journal in WAL mode on a medium that cannot be written is read as a file that nobody changes.
    fn open_immutable(path: &Path) -> rusqlite::Result<(Connection, i32, i32)> {
        let mut uri = String::from("file:");
        for byte in path.as_os_str().as_encoded_bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                    uri.push(char::from(*byte))
                }
                _ => uri.push_str(&format!("%{byte:02X}")),
            }
        }
        uri.push_str("?immutable=1");
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        Self::prepare(Connection::open_with_flags(uri, flags)?, Access::Read)
    }

    fn refused(path: &Path, what: &'static str, source: rusqlite::Error) -> StoreError {
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => {
                StoreError::NotAJournal { path: path.to_owned(), what: "it is no SQLite file" }
            }
            _ => StoreError::Sqlite { path: path.to_owned(), what, source },
        }
    }

    /// Where the journal is kept as it was before this opening brought it up to date, if it did.
    pub fn kept(&self) -> Option<&Path> {
        self.kept.as_deref()
    }

    /// Copies of the journal as it was that stand beside it, each kept before a version was brought up to date.
    pub fn copies(&self) -> Vec<PathBuf> {
        backup::all(&self.path)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Starts a command that writes. `command` is what history calls it; it holds no text of an entry. `now` is RFC 3339.
    ///
    /// # Errors
    /// A journal that cannot be written, or that stays locked for 30 seconds.
    pub fn begin(&mut self, command: &str, now: &str) -> Result<Tx<'_>, StoreError> {
        let Self { connection, path, .. } = self;
        match connection.transaction_with_behavior(TransactionBehavior::Immediate) {
            Ok(tx) => Ok(Tx {
                tx,
                path,
                command: command.to_owned(),
                now: now.to_owned(),
                op: None,
                any_removed: None,
                stamp: None,
                stamp_row: None,
            }),
            Err(source) => Err(StoreError::Sqlite { path: path.clone(), what: "written", source }),
        }
    }

    fn wrong(&self, source: rusqlite::Error) -> StoreError {
        StoreError::Sqlite { path: self.path.clone(), what: "read", source }
    }
}

/// A journal in the making: whole, but under a name that nobody looks for. Dropped, it leaves nothing.
#[derive(Debug)]
pub struct NewJournal {
    draft: tempfile::NamedTempFile,
    path: PathBuf,
}

impl NewJournal {
    /// Makes one that is to be at `path`.
    pub fn make(path: &Path) -> Result<Self, StoreError> {
        let folder = folder_of(path);
        if !folder.is_dir() {
            return Err(StoreError::NoFolder { path: folder.to_owned() });
        }
        let io = |source| StoreError::Io { path: path.to_owned(), what: "made", source };
        let draft =
            tempfile::Builder::new().prefix(".promo-").suffix(".new").tempfile_in(folder).map_err(io)?;
        let sqlite = |source| StoreError::Sqlite { path: path.to_owned(), what: "made", source };
        let mut connection = Connection::open(draft.path()).map_err(sqlite)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(sqlite)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(sqlite)?;
        migrate::migrate(&mut connection, |_| Ok(())).map_err(sqlite)?;
        connection.close().map_err(|(_, error)| sqlite(error))?;
        Ok(Self { draft, path: path.to_owned() })
    }

    /// Opens it to write; the store must be closed before it settles.
    pub fn open(&self) -> Result<Store, StoreError> {
        let store = Store::open(self.draft.path(), Access::Write)?;
        Ok(Store { path: self.path.clone(), ..store })
    }

    /// Gives it its place; a file that is there already is left as it is.
    pub fn settle(self) -> Result<(), StoreError> {
        match self.persist() {
            Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            settled => settled,
        }
    }

    /// As [`NewJournal::settle`], but a file that is there already is an error: what this one holds would be lost.
    ///
    /// # Errors
    /// A file of that name; a folder that cannot be written.
    pub fn persist(self) -> Result<(), StoreError> {
        let Self { draft, path } = self;
        let io = |source| StoreError::Io { path: path.clone(), what: "made", source };
        draft.as_file().sync_all().map_err(io)?;
        draft.persist_noclobber(&path).map_err(|refused| io(refused.error))?;
        fs::File::open(folder_of(&path)).and_then(|folder| folder.sync_all()).map_err(io)
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A command that writes: all of it, or nothing.
#[derive(Debug)]
pub struct Tx<'s> {
    tx: rusqlite::Transaction<'s>,
    path: &'s Path,
    command: String,
    now: String,
    op: Option<i64>,
    any_removed: Option<bool>,
    stamp: Option<FrameworkVersion>,
    /// The row of `stamp`, looked up or made with the first entry that needs it.
    stamp_row: Option<i64>,
}

impl Tx<'_> {
    /// Makes all of it last.
    pub fn commit(self) -> Result<(), StoreError> {
        let path = self.path;
        self.tx.commit().map_err(|source| StoreError::Sqlite {
            path: path.to_owned(),
            what: "written",
            source,
        })
    }

    fn wrong(&self, source: rusqlite::Error) -> StoreError {
        StoreError::Sqlite { path: self.path.to_owned(), what: "written", source }
    }
}

/// Whether commits stand in the write-ahead log beside a journal.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

fn is_read_only(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::SystemIoFailure)
    )
}

/// Called while another command holds the lock: waits a little, never in step with the others.
fn wait_for_others(attempt: i32) -> bool {
    thread_local!(static SINCE: std::cell::Cell<Option<Instant>> = const { std::cell::Cell::new(None) });
    let now = Instant::now();
    if attempt == 0 {
        SINCE.set(Some(now));
    }
    if SINCE.get().is_some_and(|since| now.duration_since(since) > PATIENCE) {
        return false;
    }
    let jitter =
        u64::from(std::process::id().wrapping_mul(31).wrapping_add(attempt.unsigned_abs() * 17) % 13);
    std::thread::sleep(Duration::from_millis(1 + jitter.min(u64::from(attempt.unsigned_abs()) + 1)));
    true
}

fn no_entry(id: EntryRef, removed: bool) -> StoreError {
    StoreError::NoEntry { id: id.to_string(), removed }
}
