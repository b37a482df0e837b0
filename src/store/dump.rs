//! All entries, one after the other, straight from their rows: nothing is built, one is held at a time.

use rusqlite::Row;

use super::{Store, StoreError};
use crate::domain::ids::Uid;
use crate::wire::EntryRow;

const ENTRIES: &str =
    "SELECT id, uid, date, title, result, project, part, replaces, tags, links, confidential, source,
  created_at, updated_at FROM entry ORDER BY id";
const BODIES: &str = "SELECT entry, context, did, note FROM body ORDER BY entry";

impl Store {
    /// Hands over every live entry, by number.
    ///
    /// # Errors
    /// What `each` returns; a journal that cannot be read, through `E`.
    pub fn each<E: From<StoreError>>(
        &self, mut each: impl FnMut(&EntryRow<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let wrong = |error| E::from(self.wrong(error));
        let mut entries = self.connection.prepare(ENTRIES).map_err(wrong)?;
        let mut bodies = self.connection.prepare(BODIES).map_err(wrong)?;
        // Two cursors in the order of the numbers walk side by side.
        let columns = Columns::of(&entries).map_err(wrong)?;
        let mut entries = entries.query([]).map_err(wrong)?;
        let mut bodies = bodies.query([]).map_err(wrong)?;
        let mut body = bodies.next().map_err(wrong)?;
        while let Some(row) = entries.next().map_err(wrong)? {
            let mut entry = columns.read(row).map_err(wrong)?;
            match body {
                Some(next) if next.get::<_, u32>(0).map_err(wrong)? == entry.id => {
                    entry.context = text(next, 1).map_err(wrong)?;
                    entry.did = text(next, 2).map_err(wrong)?;
                    entry.note = text(next, 3).map_err(wrong)?;
                    each(&entry)?;
                    body = bodies.next().map_err(wrong)?;
                }
                _ => each(&entry)?,
            }
        }
        Ok(())
    }
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<Option<&'r str>> {
    Ok(row.get_ref(column)?.as_str_or_null()?)
}

/// Where each column of an entry stands, looked up by name once.
struct Columns([usize; 14]);

impl Columns {
    fn of(statement: &rusqlite::Statement<'_>) -> rusqlite::Result<Self> {
        let names = [
            "id",
            "uid",
            "date",
            "title",
            "result",
            "project",
            "part",
            "replaces",
            "tags",
            "links",
            "confidential",
            "source",
            "created_at",
            "updated_at",
        ];
        let mut at = [0; 14];
        for (place, name) in at.iter_mut().zip(names) {
            *place = statement.column_index(name)?;
        }
        Ok(Self(at))
    }

    fn read<'r>(&self, row: &'r Row<'_>) -> rusqlite::Result<EntryRow<'r>> {
        let [
            id,
            uid,
            date,
            title,
            result,
            project,
            part,
            replaces,
            tags,
            links,
            confidential,
            source,
            created_at,
            updated_at,
        ] = self.0;
        Ok(EntryRow {
            uid: Uid::from_bytes(row.get(uid)?),
            id: row.get(id)?,
            date: row.get_ref(date)?.as_str()?,
            title: row.get_ref(title)?.as_str()?,
            context: None,
            did: None,
            result: text(row, result)?,
            note: None,
            project: text(row, project)?,
            part: row.get_ref(part)?.as_str()?,
            replaces: row.get::<_, Option<[u8; 16]>>(replaces)?.map(Uid::from_bytes),
            tags: row.get_ref(tags)?.as_str()?,
            links: row.get_ref(links)?.as_str()?,
            confidential: row.get(confidential)?,
            source: text(row, source)?,
            created_at: row.get_ref(created_at)?.as_str()?,
            updated_at: row.get_ref(updated_at)?.as_str()?,
        })
    }
}
