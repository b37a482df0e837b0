//! Schema versions: numbered SQL files, each applied once, `user_version` moved in the same transaction.

use rusqlite::{Connection, TransactionBehavior};

/// `promo` in ASCII would not fit; this is `PRMO`, the application id in the file's header.
pub const APPLICATION_ID: i32 = 0x5052_4d4f;

const MIGRATIONS: [&str; 1] = [include_str!("../../schema/0001_journal.sql")];

/// The version that this program writes.
pub const LATEST: i32 = MIGRATIONS.len() as i32;

/// Brings a journal to [`LATEST`]. A step that fails leaves the version before it.
///
/// # Errors
/// A file that cannot be written.
pub fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    for (version, sql) in (1i32..).zip(MIGRATIONS) {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if user_version(&tx)? < version {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
            tx.pragma_update(None, "user_version", version)?;
        }
        tx.commit()?;
    }
    Ok(())
}

/// The schema version in the file's header.
///
/// # Errors
/// A file that cannot be read.
pub fn user_version(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// The application id in the file's header.
///
/// # Errors
/// A file that cannot be read.
pub fn application_id(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "application_id", |row| row.get(0))
}
