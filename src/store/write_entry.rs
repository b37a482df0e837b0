//! [`Tx::put`], through which every change of an entry goes: the row, its parts, its words in the index, what it was.

use std::sync::LazyLock;

use rusqlite::named_params;

use super::entries::{StoredEntry, body_fields};
use super::{StoreError, Tx};
use crate::domain::entry::{Content, Link};
use crate::domain::ids::{EntryNo, Level, Uid};
use crate::domain::tag::join;

/// The names and times of a row that is to be.
pub(super) struct NewRow<'r> {
    /// `None` takes the next number.
    pub(super) id: Option<u32>,
    pub(super) uid: Uid,
    pub(super) revision: u32,
    pub(super) made_in: i64,
    pub(super) tagged_under: Option<i64>,
    pub(super) created_at: &'r str,
    pub(super) updated_at: &'r str,
}

fn write_links(links: &[Link]) -> String {
    serde_json::to_string(links).unwrap_or_else(|_| "[]".to_owned())
}

/// Adds a row of `body`.
static INSERT_BODY: LazyLock<String> = LazyLock::new(|| {
    let names: String = body_fields().map(|field| format!(", {}", field.name)).collect();
    let values = ", ?".repeat(body_fields().count());
    format!("INSERT INTO body (entry{names}) VALUES (?{values})")
});

impl Tx<'_> {
    /// Moves an entry from one state to another, and keeps the one it had.
    pub(super) fn put(
        &mut self, from: Option<&StoredEntry>, to: Option<&StoredEntry>,
    ) -> Result<(), StoreError> {
        let op = self.op()?;
        let moved = self.record(op, from, to).and_then(|()| self.swap(from, to));
        moved.map_err(|error| self.wrong(error))
    }

    fn record(&self, op: i64, from: Option<&StoredEntry>, to: Option<&StoredEntry>) -> rusqlite::Result<()> {
        let Some(kept) = from else { return Ok(()) };
        if kept.made_in == op && to.is_some() {
            // Before this command it was not there.
            return Ok(());
        }
        debug_assert!(to.is_none_or(|to| to.entry.id == kept.entry.id));
        let state = serde_json::to_string(&kept.entry)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        // Within one command the first state is the one to go back to.
        self.tx
            .prepare_cached(
                "INSERT INTO change (op, kind, item, revision, made_in, tagged_under, before)
                 VALUES (:op, 'entry', :item, :revision, :made_in, :tagged_under, :before) ON CONFLICT DO NOTHING",
            )?
            .execute(named_params! {
                ":op": op, ":item": kept.entry.id.0, ":revision": kept.entry.revision,
                ":made_in": kept.made_in, ":tagged_under": kept.tagged_under, ":before": state,
            })?;
        Ok(())
    }

    fn swap(&self, from: Option<&StoredEntry>, to: Option<&StoredEntry>) -> rusqlite::Result<()> {
        if let Some(kept) = from {
            self.index(kept.entry.id, &kept.entry.content, true)?;
        }
        match (from, to) {
            (Some(kept), Some(to)) => self.overwrite(kept, to)?,
            (Some(kept), None) => {
                self.tx
                    .prepare_cached("DELETE FROM entry WHERE id = :id")?
                    .execute(named_params! { ":id": kept.entry.id.0 })?;
                self.tx
                    .prepare_cached("INSERT INTO tombstone (entry, uid) VALUES (:id, :uid)")?
                    .execute(named_params! { ":id": kept.entry.id.0, ":uid": kept.entry.uid.as_bytes() })?;
            }
            (None, Some(StoredEntry { entry, made_in, tagged_under })) => {
                self.tx
                    .prepare_cached("DELETE FROM tombstone WHERE entry = :id")?
                    .execute(named_params! { ":id": entry.id.0 })?;
                let row = NewRow {
                    id: Some(entry.id.0),
                    uid: entry.uid,
                    revision: entry.revision,
                    made_in: *made_in,
                    tagged_under: *tagged_under,
                    created_at: &entry.created_at,
                    updated_at: &entry.updated_at,
                };
                self.insert(&row, &entry.content)?;
            }
            (None, None) => {}
        }
        Ok(())
    }

    fn overwrite(&self, kept: &StoredEntry, to: &StoredEntry) -> rusqlite::Result<()> {
        let (entry, content) = (&to.entry, &to.entry.content);
        self.tx
            .prepare_cached(
                "UPDATE entry SET revision = :revision, date = :date, part = :part, confidential = :confidential,
                 project = :project, replaces = :replaces, links = :links, tags = :tags, title = :title, result = :result,
                 source = :source, tagged_under = :tagged_under, updated_at = :updated_at WHERE id = :id",
            )?
            .execute(named_params! {
                ":id": entry.id.0, ":revision": kept.entry.revision + 1, ":date": content.date.to_string(),
                ":part": content.part.word(), ":confidential": content.confidential, ":project": content.project,
                ":replaces": content.replaces.as_ref().map(Uid::as_bytes), ":links": write_links(&content.links),
                ":tags": join(&content.tags, " "),
                ":title": content.title, ":result": content.result, ":source": content.source,
                ":tagged_under": to.tagged_under, ":updated_at": entry.updated_at,
            })?;
        for table in ["DELETE FROM body WHERE entry = :id", "DELETE FROM tag WHERE entry = :id"] {
            self.tx.prepare_cached(table)?.execute(named_params! { ":id": entry.id.0 })?;
        }
        self.insert_parts(entry.id, content)
    }

    pub(super) fn insert(&self, row: &NewRow<'_>, content: &Content) -> rusqlite::Result<EntryNo> {
        self.tx
            .prepare_cached(
                "INSERT INTO entry (id, uid, revision, date, part, confidential, project, replaces, links, tags, title,
                 result, source, made_in, tagged_under, created_at, updated_at)
                 VALUES (:id, :uid, :revision, :date, :part, :confidential, :project, :replaces, :links, :tags, :title,
                 :result, :source, :made_in, :tagged_under, :created_at, :updated_at)",
            )?
            .execute(named_params! {
                ":id": row.id, ":uid": row.uid.as_bytes(), ":revision": row.revision,
                ":date": content.date.to_string(), ":part": content.part.word(),
                ":confidential": content.confidential, ":project": content.project,
                ":replaces": content.replaces.as_ref().map(Uid::as_bytes), ":links": write_links(&content.links),
                ":tags": join(&content.tags, " "),
                ":title": content.title, ":result": content.result, ":source": content.source, ":made_in": row.made_in,
                ":tagged_under": row.tagged_under, ":created_at": row.created_at, ":updated_at": row.updated_at,
            })?;
        let id = u32::try_from(self.tx.last_insert_rowid())
            .map(EntryNo)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        self.insert_parts(id, content)?;
        Ok(id)
    }

    fn insert_parts(&self, id: EntryNo, content: &Content) -> rusqlite::Result<()> {
        if body_fields().any(|field| field.text(content).is_some()) {
            let mut insert = self.tx.prepare_cached(&INSERT_BODY)?;
            insert.raw_bind_parameter(1, id.0)?;
            for (at, field) in (2..).zip(body_fields()) {
                insert.raw_bind_parameter(at, field.text(content))?;
            }
            insert.raw_execute()?;
        }
        let mut insert = self.tx.prepare_cached(
            "INSERT INTO tag (entry, ord, key, level, assumed, statement, date)
             VALUES (:entry, :ord, :key, :level, :assumed, :statement, :date)",
        )?;
        let date = content.date.to_string();
        for (ord, tag) in (0u32..).zip(&content.tags) {
            insert.execute(named_params! {
                ":entry": id.0, ":ord": ord, ":key": tag.key, ":level": tag.level.map(Level::get),
                ":assumed": tag.assumed, ":statement": tag.statement, ":date": date,
            })?;
        }
        self.index(id, content, false)
    }

    /// Puts an entry's words into the search index, or takes them out again.
    fn index(&self, id: EntryNo, content: &Content, out: bool) -> rusqlite::Result<()> {
        let sql = if out {
            "INSERT INTO search (search, rowid, title, context, did, result, note, project)
             VALUES ('delete', :id, :title, :context, :did, :result, :note, :project)"
        } else {
            "INSERT INTO search (rowid, title, context, did, result, note, project)
             VALUES (:id, :title, :context, :did, :result, :note, :project)"
        };
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":id": id.0, ":title": content.title, ":context": content.context, ":did": content.did,
            ":result": content.result, ":note": content.note, ":project": content.project,
        })?;
        Ok(())
    }
}
