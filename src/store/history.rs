//! What was there before: earlier states of an entry, and the commands of a journal.

use rusqlite::{OptionalExtension, named_params};
use serde::Serialize;

use super::entries::{StoredEntry, find, find_removed, load};
use super::{Store, StoreError, Tx, no_entry};
use crate::domain::entry::Entry;
use crate::domain::ids::{EntryNo, EntryRef, Uid};
use crate::wire::EntryIn;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryRevision {
    /// When it came to be; RFC 3339.
    pub at: String,
    pub command: String,
    /// The state; `None` where the entry was removed.
    pub entry: Option<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OperationLine {
    /// When; RFC 3339.
    pub at: String,
    pub command: String,
    pub undone: bool,
}

/// The newest state of an entry that history keeps.
pub(super) struct Last {
    pub(super) state: String,
    pub(super) revision: u32,
    pub(super) tagged_under: Option<i64>,
}

pub(super) fn entry_of(state: &str, revision: u32) -> rusqlite::Result<Entry> {
    serde_json::from_str::<EntryIn>(state)
        .ok()
        .and_then(|entry| entry.into_entry(revision))
        .ok_or_else(|| super::entries::unreadable(0, "an entry's earlier state"))
}

impl Store {
    /// The states of an entry, the first one first; a removed entry ends in `None`.
    pub fn history(&self, id: EntryRef) -> Result<Vec<EntryRevision>, StoreError> {
        let found = match find(&self.connection, id).map_err(|error| self.wrong(error))? {
            Ok(found) => found,
            Err(error) => {
                let removed = find_removed(&self.connection, id).map_err(|error| self.wrong(error))?;
                removed.ok_or(error)?
            }
        };
        self.states(found).map_err(|error| self.wrong(error))
    }

    /// The number of a removed entry.
    ///
    /// # Errors
    /// No such entry, or one that is not removed; a journal that cannot be read.
    pub fn removed(&self, id: EntryRef) -> Result<EntryNo, StoreError> {
        match find_removed(&self.connection, id).map_err(|error| self.wrong(error))? {
            Some(found) => Ok(EntryNo(u32::try_from(found).unwrap_or(u32::MAX))),
            None => match find(&self.connection, id).map_err(|error| self.wrong(error))? {
                Ok(_) => Err(StoreError::NotRemoved { id: id.to_string() }),
                Err(error) => Err(error),
            },
        }
    }

    fn states(&self, id: i64) -> rusqlite::Result<Vec<EntryRevision>> {
        let live = load(&self.connection, id)?;
        let mut select = self.connection.prepare_cached(
            "SELECT op, revision, made_in, before FROM change WHERE kind = 'entry' AND item = :id ORDER BY op",
        )?;
        let mut rows = select.query(named_params! { ":id": id })?;
        let mut states = Vec::new();
        let mut ended: Option<i64> = None;
        while let Some(row) = rows.next()? {
            let entry = entry_of(row.get_ref("before")?.as_str()?, row.get("revision")?)?;
            let op = row.get("op")?;
            self.add_state(&mut states, id, ended, row.get("made_in")?, Some(op), entry)?;
            ended = Some(op);
        }
        match (live, ended) {
            (Some(kept), _) => self.add_state(&mut states, id, ended, kept.made_in, None, kept.entry)?,
            (None, Some(ended)) => states.push(self.state(ended, None)?),
            (None, None) => {}
        }
        Ok(states)
    }

    /// Adds a state that began where the one before ended, or, where the entry was gone in between, with its return.
    fn add_state(
        &self, states: &mut Vec<EntryRevision>, id: i64, ended: Option<i64>, made_in: i64,
        until: Option<i64>, entry: Entry,
    ) -> rusqlite::Result<()> {
        let Some(ended) = ended else {
            states.push(self.state(made_in, Some(entry))?);
            return Ok(());
        };
        let back = match made_in > ended {
            true => Some(made_in),
            false => self.undone_removal(id, ended, until)?,
        };
        if back.is_some() {
            states.push(self.state(ended, None)?);
        }
        states.push(self.state(back.unwrap_or(ended), Some(entry))?);
        Ok(())
    }

    /// The undo that brought an entry back between two commands. It gave the entry its earlier state and found none to
    /// keep, which tells it from one that took back an edit.
    fn undone_removal(&self, id: i64, after: i64, until: Option<i64>) -> rusqlite::Result<Option<i64>> {
        self.connection
            .prepare_cached(
                "SELECT min(op.id) FROM op JOIN change ON change.op = op.undoes AND kind = 'entry' AND item = :id
                 WHERE op.id > :after AND (:until IS NULL OR op.id < :until) AND NOT EXISTS
                 (SELECT 1 FROM change AS own WHERE own.op = op.id AND own.kind = 'entry' AND own.item = :id)",
            )?
            .query_row(named_params! { ":id": id, ":after": after, ":until": until }, |row| row.get(0))
    }

    fn state(&self, op: i64, entry: Option<Entry>) -> rusqlite::Result<EntryRevision> {
        let (at, command) = self.op_line(op)?;
        Ok(EntryRevision { at, command, entry })
    }

    fn op_line(&self, op: i64) -> rusqlite::Result<(String, String)> {
        let mut select = self.connection.prepare_cached("SELECT at, command FROM op WHERE id = :op")?;
        select.query_row(named_params! { ":op": op }, |row| Ok((row.get("at")?, row.get("command")?)))
    }

    /// The commands that changed the journal, the last one first.
    pub fn commands(&self, limit: u32) -> Result<Vec<OperationLine>, StoreError> {
        let lines = || {
            let mut select = self.connection.prepare_cached(
                "SELECT at, command, EXISTS (SELECT 1 FROM op AS later WHERE later.undoes = op.id) AS undone
                 FROM op ORDER BY id DESC LIMIT :limit",
            )?;
            let rows = select.query_map(named_params! { ":limit": limit }, |row| {
                Ok(OperationLine {
                    at: row.get("at")?,
                    command: row.get("command")?,
                    undone: row.get("undone")?,
                })
            })?;
            rows.collect::<rusqlite::Result<_>>()
        };
        lines().map_err(|error| self.wrong(error))
    }

    /// Moves the write-ahead log into the file and empties it, so that nothing purged is left in it; `false` where
    /// another command reads the journal and keeps the log from being emptied.
    pub fn scrub(&self) -> Result<bool, StoreError> {
        let scrub = || {
            self.connection.busy_timeout(std::time::Duration::from_secs(1))?;
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0))
        };
        let busy = scrub();
        let busy =
            busy.map_err(|source| StoreError::Sqlite { path: self.path.clone(), what: "cleaned", source })?;
        Ok(!busy)
    }
}

impl Tx<'_> {
    /// This command's row, made when it changes something for the first time.
    pub(super) fn op(&mut self) -> Result<i64, StoreError> {
        if let Some(op) = self.op {
            return Ok(op);
        }
        let op = self.new_op(None).map_err(|error| self.wrong(error))?;
        self.op = Some(op);
        Ok(op)
    }

    pub(super) fn new_op(&self, undoes: Option<i64>) -> rusqlite::Result<i64> {
        self.tx
            .prepare_cached("INSERT INTO op (at, command, undoes) VALUES (:at, :command, :undoes)")?
            .execute(named_params! {
                ":at": self.now, ":command": self.command, ":undoes": undoes,
            })?;
        Ok(self.tx.last_insert_rowid())
    }

    /// As [`find_removed`]; a journal from which nothing was ever removed is asked once a command.
    pub(super) fn find_removed_uid(&mut self, uid: Uid) -> rusqlite::Result<Option<i64>> {
        let any = match self.any_removed {
            Some(any) => any,
            None => self.tx.query_row("SELECT EXISTS (SELECT 1 FROM tombstone)", [], |row| row.get(0))?,
        };
        self.any_removed = Some(any);
        if !any {
            return Ok(None);
        }
        self.tx
            .prepare_cached("SELECT entry FROM tombstone WHERE uid = :uid")?
            .query_row(named_params! { ":uid": uid.as_bytes() }, |row| row.get(0))
            .optional()
    }

    pub(super) fn is_free(&self, id: u32) -> rusqlite::Result<bool> {
        self.tx
            .prepare_cached(
                "SELECT NOT EXISTS (SELECT 1 FROM entry WHERE id = :id)
                 AND NOT EXISTS (SELECT 1 FROM tombstone WHERE entry = :id)",
            )?
            .query_row(named_params! { ":id": id }, |row| row.get(0))
    }

    /// Brings a removed entry back, as it was last.
    ///
    /// # Errors
    /// No such removed entry; a journal that cannot be written.
    pub fn restore(&mut self, id: EntryRef) -> Result<Entry, StoreError> {
        let op = self.op()?;
        let Some(found) = find_removed(&self.tx, id).map_err(|error| self.wrong(error))? else {
            return Err(no_entry(id, false));
        };
        let last = self.last_state(found).map_err(|error| self.wrong(error))?;
        let last = last.ok_or_else(|| no_entry(id, false))?;
        let entry = entry_of(&last.state, last.revision + 1).map_err(|error| self.wrong(error))?;
        let kept = StoredEntry { entry, made_in: op, tagged_under: last.tagged_under };
        self.put(None, Some(&kept))?;
        Ok(kept.entry)
    }

    /// The last revision of a removed entry whose adding was undone; `None` where it was removed otherwise.
    pub(super) fn undone(&self, id: i64) -> rusqlite::Result<Option<u32>> {
        let mut select = self.tx.prepare_cached(
            "SELECT change.revision AS revision,
             undone.id IS NOT NULL AND undone.command NOT LIKE 'restore %' AS adding_undone
             FROM change JOIN op ON op.id = change.op LEFT JOIN op AS undone ON undone.id = op.undoes
             WHERE kind = 'entry' AND item = :id ORDER BY change.op DESC LIMIT 1",
        )?;
        let last = select
            .query_row(named_params! { ":id": id }, |row| {
                Ok((row.get::<_, u32>("revision")?, row.get::<_, bool>("adding_undone")?))
            })
            .optional()?;
        Ok(last.filter(|(_, undone)| *undone).map(|(revision, _)| revision))
    }

    pub(super) fn last_state(&self, id: i64) -> rusqlite::Result<Option<Last>> {
        self.tx
            .prepare_cached(
                "SELECT before, revision, tagged_under FROM change
                 WHERE kind = 'entry' AND item = :id ORDER BY op DESC LIMIT 1",
            )?
            .query_row(named_params! { ":id": id }, |row| {
                Ok(Last {
                    state: row.get("before")?,
                    revision: row.get("revision")?,
                    tagged_under: row.get("tagged_under")?,
                })
            })
            .optional()
    }

    /// Removes an entry, live or removed, with all of its history. This cannot be undone, nor can what came before.
    pub fn purge(&mut self, id: EntryRef) -> Result<Entry, StoreError> {
        let found = match find(&self.tx, id).map_err(|error| self.wrong(error))? {
            Ok(found) => found,
            Err(error) => find_removed(&self.tx, id).map_err(|error| self.wrong(error))?.ok_or(error)?,
        };
        let op = self.op()?;
        let entry = match load(&self.tx, found).map_err(|error| self.wrong(error))? {
            Some(kept) => {
                self.put(Some(&kept), None)?;
                kept.entry
            }
            None => {
                let last = self.last_state(found).map_err(|error| self.wrong(error))?;
                let last = last.ok_or_else(|| no_entry(id, false))?;
                entry_of(&last.state, last.revision).map_err(|error| self.wrong(error))?
            }
        };
        let forget = || {
            // Its tombstone stays: number and uid alone, so that they are never given again.
            self.tx.execute(
                "DELETE FROM change WHERE kind = 'entry' AND item = :id",
                named_params! { ":id": found },
            )?;
            self.tx.execute(
                "DELETE FROM pick WHERE uid = :uid",
                named_params! { ":uid": entry.uid.as_bytes() },
            )?;
            self.tx.execute("UPDATE op SET final = 1 WHERE id = :op", named_params! { ":op": op })
        };
        forget().map_err(|error| self.wrong(error))?;
        Ok(entry)
    }

    /// The live entries with a tag of a key, by number.
    pub fn tagged(&self, key: &str) -> Result<Vec<Entry>, StoreError> {
        let tagged = || {
            let mut select =
                self.tx.prepare("SELECT DISTINCT entry FROM tag WHERE key = :key ORDER BY entry")?;
            let ids = select.query_map(named_params! { ":key": key }, |row| row.get("entry"))?;
            let mut entries = Vec::new();
            for id in ids {
                entries.extend(load(&self.tx, id?)?.map(|kept| kept.entry));
            }
            Ok(entries)
        };
        tagged().map_err(|error| self.wrong(error))
    }

    pub fn revision(&self, id: EntryNo) -> Result<u32, StoreError> {
        let kept = load(&self.tx, id.0.into()).map_err(|error| self.wrong(error))?;
        kept.map(|kept| kept.entry.revision).ok_or_else(|| no_entry(EntryRef::No(id), false))
    }

    /// The day of the live entry of a uid, if there is one.
    pub fn day(&self, uid: Uid) -> Result<Option<chrono::NaiveDate>, StoreError> {
        let day = || match super::entries::find_uid(&self.tx, uid)? {
            Some(found) => Ok(load(&self.tx, found)?.map(|kept| kept.entry.content.date)),
            None => Ok(None),
        };
        day().map_err(|error| self.wrong(error))
    }

    pub fn uid(&self, id: EntryRef) -> Result<Uid, StoreError> {
        let found = find(&self.tx, id).map_err(|error| self.wrong(error))??;
        let kept = load(&self.tx, found).map_err(|error| self.wrong(error))?;
        kept.map(|kept| kept.entry.uid).ok_or_else(|| no_entry(id, false))
    }
}
