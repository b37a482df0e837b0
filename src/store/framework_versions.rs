//! Which version of a framework tags were set under, and what there is to look at when the framework changes.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, named_params};

use super::entries::{day, read_tags, unreadable};
use super::{Store, StoreError, Tx};
use crate::domain::entry::Content;
use crate::domain::ids::{EntryNo, Uid};
use crate::domain::journal::FrameworkVersion;
use crate::domain::tag::Tag;

/// A live entry with tags: what a change of the framework is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaggedRow {
    pub id: EntryNo,
    pub uid: Uid,
    pub date: chrono::NaiveDate,
    pub title: String,
    pub confidential: bool,
    /// Its tags, in their order; at least one.
    pub tags: Vec<Tag>,
    /// The version that they were set under, where that is known.
    pub stamp: Option<FrameworkVersion>,
}

impl Store {
    /// The version of a framework that a live entry's tags were set under; `None` where it has none, or where they were
    /// set before this was kept.
    pub fn stamp_of(&self, entry: EntryNo) -> Result<Option<FrameworkVersion>, StoreError> {
        let stamp = || {
            self.connection
                .prepare_cached(
                    "SELECT key, hash FROM entry JOIN framework_version AS version ON version.id = tagged_under
                     WHERE entry.id = :id",
                )?
                .query_row(named_params! { ":id": entry.0 }, |row| {
                    Ok(FrameworkVersion { framework: row.get("key")?, hash: row.get("hash")? })
                })
                .optional()
        };
        stamp().map_err(|error| self.wrong(error))
    }

    /// Every live entry that has tags, by number.
    pub fn tagged(&self) -> Result<Vec<TaggedRow>, StoreError> {
        self.read_tagged().map_err(|error| self.wrong(error))
    }

    fn read_tagged(&self) -> rusqlite::Result<Vec<TaggedRow>> {
        let mut versions = self.connection.prepare("SELECT id, key, hash FROM framework_version")?;
        let versions: HashMap<i64, FrameworkVersion> = versions
            .query_map([], |row| {
                Ok((row.get("id")?, FrameworkVersion { framework: row.get("key")?, hash: row.get("hash")? }))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut select = self.connection.prepare(
            "SELECT id, uid, date, title, confidential, tags, tagged_under FROM entry WHERE tags <> '' ORDER BY id",
        )?;
        let at = |name| select.column_index(name);
        let (id, uid, date, title) = (at("id")?, at("uid")?, at("date")?, at("title")?);
        let (confidential, tags, under) = (at("confidential")?, at("tags")?, at("tagged_under")?);
        let rows = select.query_map([], |row| {
            let under: Option<i64> = row.get(under)?;
            Ok(TaggedRow {
                id: EntryNo(row.get(id)?),
                uid: Uid::from_bytes(row.get(uid)?),
                date: day(row, date)?,
                title: row.get(title)?,
                confidential: row.get(confidential)?,
                tags: read_tags(row.get_ref(tags)?.as_str()?).ok_or_else(|| unreadable(tags, "tags"))?,
                stamp: under.and_then(|under| versions.get(&under).cloned()),
            })
        })?;
        rows.collect()
    }

    /// Every key that tags of live entries use, with how many entries use it, by key.
    pub fn tag_keys(&self) -> Result<Vec<(String, u32)>, StoreError> {
        let keys = || {
            let mut select = self
                .connection
                .prepare("SELECT key, count(DISTINCT entry) AS entries FROM tag GROUP BY key ORDER BY key")?;
            let keys = select.query_map([], |row| Ok((row.get("key")?, row.get("entries")?)))?;
            keys.collect::<rusqlite::Result<_>>()
        };
        keys().map_err(|error| self.wrong(error))
    }
}

impl Tx<'_> {
    /// Says which version of a framework the tags are set under that this command sets from now on; `None` where that is
    /// not known. An entry whose tags it leaves alone keeps its own.
    pub fn tagged_under(&mut self, stamp: Option<FrameworkVersion>) {
        (self.stamp, self.stamp_row) = (stamp, None);
    }

    /// The row of the stamp that a content's tags get; without tags there is none.
    pub(super) fn stamp_for(&mut self, content: &Content) -> rusqlite::Result<Option<i64>> {
        let Some(stamp) = self.stamp.as_ref().filter(|_| !content.tags.is_empty()) else { return Ok(None) };
        if self.stamp_row.is_none() {
            let params = named_params! { ":key": stamp.framework, ":hash": stamp.hash };
            self.tx
                .prepare_cached(
                    "INSERT INTO framework_version (key, hash) VALUES (:key, :hash) ON CONFLICT DO NOTHING",
                )?
                .execute(params)?;
            let row = self
                .tx
                .prepare_cached("SELECT id FROM framework_version WHERE key = :key AND hash = :hash")?
                .query_row(params, |row| row.get("id"))?;
            self.stamp_row = Some(row);
        }
        Ok(self.stamp_row)
    }
}
