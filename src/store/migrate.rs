//! Schema versions: numbered SQL files, each applied once, `user_version` moved in the same transaction.

use rusqlite::{Connection, MAIN_DB, TransactionBehavior, ffi};

/// `promo` in ASCII would not fit; this is `PRMO`, the application id in the file's header.
pub(super) const APPLICATION_ID: i32 = 0x5052_4d4f;

const MIGRATIONS: [&str; 4] = [
    include_str!("../../schema/0001_journal.sql"),
    include_str!("../../schema/0002_framework.sql"),
    include_str!("../../schema/0003_case.sql"),
    include_str!("../../schema/0004_change.sql"),
];

pub(super) const LATEST: i32 = MIGRATIONS.len() as i32;

/// Brings a journal to [`LATEST`], all steps or none; one that another command brought there meanwhile is left alone.
/// Under the lock, and before the first step, `before` is told the version that an old journal has.
///
/// # Errors
/// A file that cannot be written; what `before` returns.
pub(super) fn migrate<E: From<rusqlite::Error>>(
    connection: &mut Connection, before: impl FnOnce(i32) -> Result<(), E>,
) -> Result<(), E> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = user_version(&tx)?;
    if from >= LATEST {
        return Ok(());
    }
    if tx.is_readonly(MAIN_DB)? {
        // SQLite takes no lock then, and says so with the first step only.
        return Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_READONLY), None).into());
    }
    if from > 0 {
        before(from)?;
    }
    for (_, sql) in (1..).zip(MIGRATIONS).filter(|(version, _)| *version > from) {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", LATEST)?;
    Ok(tx.commit()?)
}

/// The schema version in the file's header.
pub(super) fn user_version(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// The application id in the file's header.
pub(super) fn application_id(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "application_id", |row| row.get(0))
}
