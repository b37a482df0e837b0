//! Entries: reading them whole, adding, changing and removing them.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::write_entry::NewRow;
use super::{Store, StoreError, Tx, no_entry};
use crate::domain::entry::{Content, Entry, EntryField, FIELDS, Link, Part, entry_fields};
use crate::domain::ids::{EntryNo, EntryRef, Uid};
use crate::domain::tag::Tag;

/// The fields that are columns of `entry`, short or often asked; any other is a column of `body`.
pub(super) const ENTRY_COLUMNS: [&str; 9] =
    ["date", "title", "result", "project", "part", "replaces", "tags", "links", "confidential"];

/// The fields that are columns of `body`.
pub(super) fn body_fields() -> impl Iterator<Item = &'static EntryField> {
    FIELDS.iter().filter(|field| !ENTRY_COLUMNS.contains(&field.name))
}

/// Reads entries that a condition holds for.
fn select(condition: &str) -> String {
    let fields: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    let fields = fields.join(", ");
    format!(
        "SELECT id, uid, revision, made_in, tagged_under, source, created_at, updated_at, {fields}
         FROM entry LEFT JOIN body ON body.entry = entry.id WHERE {condition}"
    )
}

/// So many entries are read each by its number; more of them in a pass over the journal.
const ONE_BY_ONE: usize = 200;

/// An entry as it stands in the file: with the command that made it, and the row of the framework version that its tags
/// were set under.
pub(super) struct StoredEntry {
    pub(super) entry: Entry,
    pub(super) made_in: i64,
    pub(super) tagged_under: Option<i64>,
}

macro_rules! column_value {
    (Day, $row:ident, $name:expr) => {
        day($row, $row.as_ref().column_index($name)?)?
    };
    (Part, $row:ident, $name:expr) => {
        Part::from_word(text($row, $name)?).ok_or_else(|| unreadable(0, "a part"))?
    };
    (Entry, $row:ident, $name:expr) => {
        $row.get::<_, Option<[u8; 16]>>($name)?.map(Uid::from_bytes)
    };
    (Tags, $row:ident, $name:expr) => {
        read_tags(text($row, $name)?).ok_or_else(|| unreadable(0, "tags"))?
    };
    (Links, $row:ident, $name:expr) => {
        read_links(text($row, $name)?).ok_or_else(|| unreadable(0, "links"))?
    };
    ($as_it_is:ident, $row:ident, $name:expr) => {
        $row.get($name)?
    };
}

macro_rules! read_content {
    ($($name:ident: $kind:ident $column:tt;)*) => {
        fn read_content(row: &Row<'_>) -> rusqlite::Result<Content> {
            Ok(Content {
                $($name: column_value!($kind, row, stringify!($name)),)*
                source: row.get("source")?,
            })
        }
    };
}
entry_fields!(read_content);

fn text<'r>(row: &'r Row<'_>, name: &str) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(name)?.as_str()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredEntry> {
    let entry = Entry {
        uid: Uid::from_bytes(row.get("uid")?),
        id: EntryNo(row.get("id")?),
        revision: row.get("revision")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        content: read_content(row)?,
    };
    Ok(StoredEntry { entry, made_in: row.get("made_in")?, tagged_under: row.get("tagged_under")? })
}

pub(super) fn unreadable(column: usize, what: &'static str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, format!("not {what}").into())
}

/// A day in `YYYY-MM-DD`, which is all that the file ever holds.
pub(super) fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<chrono::NaiveDate> {
    let text = row.get_ref(column)?.as_str()?;
    let number = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<u32>().ok());
    let (year, month, date) = (number(0, 4), number(5, 7), number(8, 10));
    year.zip(month)
        .zip(date)
        .and_then(|((year, month), date)| {
            chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, date)
        })
        .ok_or_else(|| unreadable(column, "a day"))
}

fn read_links(text: &str) -> Option<Vec<Link>> {
    if text == "[]" {
        return Some(Vec::new());
    }
    serde_json::from_str(text).ok()
}

/// Tags as `entry.tags` holds them.
pub(super) fn read_tags(text: &str) -> Option<Vec<Tag>> {
    text.split(' ').filter(|tag| !tag.is_empty()).map(Tag::stored).collect()
}

pub(super) fn load(connection: &Connection, id: i64) -> rusqlite::Result<Option<StoredEntry>> {
    let mut select = connection.prepare_cached(&select("id = :id"))?;
    select.query_row(named_params! { ":id": id }, read).optional()
}

/// The number of the live entry that a reference names.
pub(super) fn find(connection: &Connection, id: EntryRef) -> rusqlite::Result<Result<i64, StoreError>> {
    let found: Option<i64> = match id {
        EntryRef::No(no) => connection
            .prepare_cached("SELECT id FROM entry WHERE id = :id")?
            .query_row(named_params! { ":id": no.0 }, |row| row.get(0))
            .optional()?,
        EntryRef::Newest(rank) => connection
            .prepare_cached("SELECT id FROM entry ORDER BY id DESC LIMIT 1 OFFSET :skip")?
            .query_row(named_params! { ":skip": rank - 1 }, |row| row.get(0))
            .optional()?,
        EntryRef::Uid(uid) => find_uid(connection, uid)?,
    };
    if let Some(found) = found {
        return Ok(Ok(found));
    }
    Ok(Err(no_entry(id, find_removed(connection, id)?.is_some())))
}

pub(super) fn find_uid(connection: &Connection, uid: Uid) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM entry WHERE uid = :uid")?
        .query_row(named_params! { ":uid": uid.as_bytes() }, |row| row.get(0))
        .optional()
}

/// The number of the removed entry that a reference names, if it can still come back: of a purged one only its names
/// are kept, so that nobody else gets them.
pub(super) fn find_removed(connection: &Connection, id: EntryRef) -> rusqlite::Result<Option<i64>> {
    match id {
        EntryRef::No(no) => connection
            .prepare_cached(
                "SELECT entry FROM tombstone WHERE entry = :id
                 AND EXISTS (SELECT 1 FROM change WHERE kind = 'entry' AND item = entry)",
            )?
            .query_row(named_params! { ":id": no.0 }, |row| row.get(0))
            .optional(),
        EntryRef::Newest(_) => Ok(None),
        EntryRef::Uid(uid) => connection
            .prepare_cached(
                "SELECT entry FROM tombstone WHERE uid = :uid
                 AND EXISTS (SELECT 1 FROM change WHERE kind = 'entry' AND item = entry)",
            )?
            .query_row(named_params! { ":uid": uid.as_bytes() }, |row| row.get(0))
            .optional(),
    }
}

impl Store {
    pub fn entry(&self, id: EntryRef) -> Result<Entry, StoreError> {
        let found = find(&self.connection, id).map_err(|error| self.wrong(error))??;
        let kept = load(&self.connection, found).map_err(|error| self.wrong(error))?;
        kept.map(|kept| kept.entry).ok_or_else(|| no_entry(id, false))
    }

    /// Live entries by number, which must be in order; many of them are read in one pass.
    pub fn entries(&self, ids: &[EntryNo]) -> Result<Vec<Entry>, StoreError> {
        if ids.len() < ONE_BY_ONE {
            return ids.iter().map(|id| self.entry(EntryRef::No(*id))).collect();
        }
        let read_all = || {
            let mut select = self.connection.prepare(&select("id >= :first ORDER BY id"))?;
            let mut rows = select.query(named_params! { ":first": ids.first().map(|id| id.0) })?;
            let mut wanted = ids.iter().peekable();
            let mut entries = Vec::with_capacity(ids.len());
            while let (Some(row), Some(next)) = (rows.next()?, wanted.peek()) {
                if row.get::<_, u32>("id")? == next.0 {
                    entries.push(read(row)?.entry);
                    wanted.next();
                }
            }
            Ok((entries, wanted.next().copied()))
        };
        let (entries, missing) = read_all().map_err(|error| self.wrong(error))?;
        missing.map_or(Ok(entries), |id| Err(no_entry(EntryRef::No(id), false)))
    }

    /// The confidential entries, the newest first, at most so many.
    pub fn confidential(&self, most: u32) -> Result<Vec<Entry>, StoreError> {
        let read_all = || {
            let mut select =
                self.connection.prepare_cached(&select("confidential = 1 ORDER BY id DESC LIMIT :most"))?;
            let kept = select.query_map(named_params! { ":most": most }, read)?;
            kept.map(|kept| kept.map(|kept| kept.entry)).collect::<rusqlite::Result<_>>()
        };
        read_all().map_err(|error| self.wrong(error))
    }

    pub fn count(&self) -> Result<u32, StoreError> {
        let mut count =
            self.connection.prepare_cached("SELECT count(*) FROM entry").map_err(|e| self.wrong(e))?;
        count.query_row([], |row| row.get(0)).map_err(|error| self.wrong(error))
    }
}

/// The highest number that an entry may bring along; a higher one would leave too few for those to come.
const MOST_BROUGHT: u32 = 999_999_999;

/// What became of an entry that was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddOutcome {
    New(EntryNo),
    /// An entry of this uid stands in the journal already; `same` says whether with the same content.
    Known {
        id: EntryNo,
        same: bool,
        /// Whether it was made by this very command.
        here: bool,
    },
    /// An entry of this uid was removed.
    Removed(EntryNo),
}

/// The names and times that an entry brings along when it comes from elsewhere.
#[derive(Debug, Clone, Default)]
pub(super) struct ImportedEntry<'a> {
    pub(super) id: Option<u32>,
    pub(super) created_at: Option<&'a str>,
    pub(super) updated_at: Option<&'a str>,
}

impl Tx<'_> {
    /// Adds an entry under a uid made before; one whose uid is known adds nothing.
    pub fn add(&mut self, uid: Uid, content: &Content) -> Result<AddOutcome, StoreError> {
        self.add_brought(uid, content, &ImportedEntry::default())
    }

    /// As [`Tx::add`], for an entry from another journal: it keeps its number where that is free, and its times.
    pub fn add_from_elsewhere(
        &mut self, uid: Uid, content: &Content, id: Option<u32>, created_at: Option<&str>,
        updated_at: Option<&str>,
    ) -> Result<AddOutcome, StoreError> {
        self.add_brought(uid, content, &ImportedEntry { id, created_at, updated_at })
    }

    fn add_brought(
        &mut self, uid: Uid, content: &Content, brought: &ImportedEntry<'_>,
    ) -> Result<AddOutcome, StoreError> {
        let op = self.op()?;
        let known = find_uid(&self.tx, uid).map_err(|error| self.wrong(error))?;
        if let Some(known) = known {
            let kept = load(&self.tx, known).map_err(|error| self.wrong(error))?;
            return Ok(AddOutcome::Known {
                id: EntryNo(u32::try_from(known).unwrap_or(u32::MAX)),
                same: kept.as_ref().is_some_and(|kept| kept.entry.content == *content),
                here: kept.is_some_and(|kept| kept.made_in == op),
            });
        }
        if let Some(removed) = self.find_removed_uid(uid).map_err(|error| self.wrong(error))? {
            let id = EntryNo(u32::try_from(removed).unwrap_or(u32::MAX));
            // What an undo took away was not thrown away by anybody: it may be added again, under its own number.
            let Some(last) = self.undone(removed).map_err(|error| self.wrong(error))? else {
                return Ok(AddOutcome::Removed(id));
            };
            let created_at = brought.created_at.unwrap_or(&self.now).to_owned();
            let updated_at = brought.updated_at.unwrap_or(&created_at).to_owned();
            let entry =
                Entry { uid, id, revision: last + 1, created_at, updated_at, content: content.clone() };
            let tagged_under = self.stamp_for(content).map_err(|error| self.wrong(error))?;
            self.put(None, Some(&StoredEntry { entry, made_in: op, tagged_under }))?;
            return Ok(AddOutcome::New(id));
        }
        let wanted = brought.id.filter(|id| (1..=MOST_BROUGHT).contains(id));
        let free = match wanted {
            Some(id) => self.is_free(id).map_err(|error| self.wrong(error))?,
            None => false,
        };
        let tagged_under = self.stamp_for(content).map_err(|error| self.wrong(error))?;
        let created_at = brought.created_at.unwrap_or(&self.now);
        let row = NewRow {
            id: brought.id.filter(|_| free),
            uid,
            revision: 1,
            made_in: op,
            tagged_under,
            created_at,
            updated_at: brought.updated_at.unwrap_or(created_at),
        };
        let id = self.insert(&row, content).map_err(|error| self.wrong(error))?;
        Ok(AddOutcome::New(id))
    }

    /// Writes a new state of a live entry, if it is still the one that `revision` names.
    ///
    /// # Errors
    /// The entry was changed or removed since; a journal that cannot be written.
    pub fn update(&mut self, id: EntryNo, revision: u32, content: &Content) -> Result<(), StoreError> {
        let kept = load(&self.tx, id.0.into()).map_err(|error| self.wrong(error))?;
        let Some(kept) = kept.filter(|kept| kept.entry.revision == revision) else {
            return Err(StoreError::Changed { id: id.to_string() });
        };
        let entry = Entry { content: content.clone(), updated_at: self.now.clone(), ..kept.entry.clone() };
        let tagged_under = match content.tags == kept.entry.content.tags {
            true => kept.tagged_under,
            false => self.stamp_for(content).map_err(|error| self.wrong(error))?,
        };
        self.put(Some(&kept), Some(&StoredEntry { entry, made_in: kept.made_in, tagged_under }))
    }

    /// Takes a live entry out of the journal; history keeps it.
    pub fn remove(&mut self, id: EntryRef) -> Result<Entry, StoreError> {
        let found = find(&self.tx, id).map_err(|error| self.wrong(error))??;
        let kept = load(&self.tx, found).map_err(|error| self.wrong(error))?;
        let kept = kept.ok_or_else(|| no_entry(id, false))?;
        self.put(Some(&kept), None)?;
        Ok(kept.entry)
    }
}
