//! Taking back the last command, whatever it was.

use rusqlite::{OptionalExtension, named_params};

use super::entries::{StoredEntry, load};
use super::history::entry_of;
use super::{StoreError, Tx};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    pub command: String,
    /// When it was given; RFC 3339.
    pub at: String,
    /// Entries that it had added and that are gone again.
    pub removed: u32,
    /// Entries that have their earlier state again.
    pub restored: u32,
    /// Terms that have their earlier state again.
    pub terms: u32,
    /// Which of profile, target and picks have their earlier state again.
    pub settings: Vec<String>,
}

struct Before {
    kind: String,
    item: i64,
    revision: Option<u32>,
    made_in: Option<i64>,
    tagged_under: Option<i64>,
    state: Option<String>,
}

impl Tx<'_> {
    /// Takes back the last command that was not taken back yet.
    ///
    /// # Errors
    /// There is none, or it cannot be taken back; a journal that cannot be written.
    pub fn undo(&mut self) -> Result<Undone, StoreError> {
        let last = self
            .tx
            .query_row(
                "SELECT id, at, command, final FROM op WHERE undoes IS NULL
                 AND NOT EXISTS (SELECT 1 FROM op AS later WHERE later.undoes = op.id) ORDER BY id DESC LIMIT 1",
                [],
                |row| {
                    let (id, last): (i64, bool) = (row.get("id")?, row.get("final")?);
                    Ok((id, row.get::<_, String>("at")?, row.get::<_, String>("command")?, last))
                },
            )
            .optional()
            .map_err(|error| self.wrong(error))?;
        let Some((op, at, command, last)) = last else { return Err(StoreError::NothingToUndo) };
        if last {
            return Err(StoreError::Final { command });
        }
        self.op = Some(self.new_op(Some(op)).map_err(|error| self.wrong(error))?);
        let mut undone = Undone { command, at, removed: 0, restored: 0, terms: 0, settings: Vec::new() };
        for id in self.made_in(op).map_err(|error| self.wrong(error))? {
            let kept = load(&self.tx, id).map_err(|error| self.wrong(error))?;
            self.put(kept.as_ref(), None)?;
            undone.removed += 1;
        }
        for before in self.changed_in(op).map_err(|error| self.wrong(error))? {
            match before.kind.as_str() {
                "entry" => {
                    self.put_back(&before)?;
                    undone.restored += 1;
                }
                "term" => {
                    self.put_term_back(before.item, before.state.as_deref())?;
                    undone.terms += 1;
                }
                _ => {
                    self.put_setting_back(&before.kind, before.item, before.state.as_deref())?;
                    if !undone.settings.contains(&before.kind) {
                        undone.settings.push(before.kind);
                    }
                }
            }
        }
        Ok(undone)
    }

    fn made_in(&self, op: i64) -> rusqlite::Result<Vec<i64>> {
        let mut select = self.tx.prepare("SELECT id FROM entry WHERE made_in = :op ORDER BY id")?;
        let ids = select.query_map(named_params! { ":op": op }, |row| row.get("id"))?;
        ids.collect()
    }

    fn changed_in(&self, op: i64) -> rusqlite::Result<Vec<Before>> {
        let mut select = self.tx.prepare(
            "SELECT kind, item, revision, made_in, tagged_under, before FROM change WHERE op = :op ORDER BY kind, item",
        )?;
        let rows = select.query_map(named_params! { ":op": op }, |row| {
            Ok(Before {
                kind: row.get("kind")?,
                item: row.get("item")?,
                revision: row.get("revision")?,
                made_in: row.get("made_in")?,
                tagged_under: row.get("tagged_under")?,
                state: row.get("before")?,
            })
        })?;
        rows.collect()
    }

    fn put_back(&mut self, before: &Before) -> Result<(), StoreError> {
        let live: Option<StoredEntry> = load(&self.tx, before.item).map_err(|error| self.wrong(error))?;
        let (Some(state), Some(revision), Some(made_in)) = (&before.state, before.revision, before.made_in)
        else {
            return Ok(());
        };
        // A revision names one state for ever, also across a removal.
        let last = self.last_state(before.item).map_err(|error| self.wrong(error))?;
        let revision = last.map_or(revision, |last| last.revision.max(revision));
        let entry = entry_of(state, revision + 1).map_err(|error| self.wrong(error))?;
        self.put(live.as_ref(), Some(&StoredEntry { entry, made_in, tagged_under: before.tagged_under }))
    }
}
