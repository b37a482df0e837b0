//! All entries, one after the other, straight from their rows: nothing is built, one is held at a time.

use rusqlite::types::ValueRef;
use rusqlite::{Row, Statement};

use super::entries::{ENTRY_COLUMNS, body_fields};
use super::{Store, StoreError};
use crate::domain::entry::entry_fields;
use crate::domain::ids::Uid;
use crate::wire::EntryRow;

impl Store {
    /// Hands over every live entry, by number.
    ///
    /// # Errors
    /// What `each` returns; a journal that cannot be read, through `E`.
    pub fn each<E: From<StoreError>>(
        &self, mut each: impl FnMut(&EntryRow<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let wrong = |error| E::from(self.wrong(error));
        let columns = ENTRY_COLUMNS.join(", ");
        let select =
            format!("SELECT id, uid, {columns}, source, created_at, updated_at FROM entry ORDER BY id");
        let mut entries = self.connection.prepare(&select).map_err(wrong)?;
        let columns: Vec<&str> = body_fields().map(|field| field.name).collect();
        let select = format!("SELECT entry, {} FROM body ORDER BY entry", columns.join(", "));
        let mut bodies = self.connection.prepare(&select).map_err(wrong)?;
        // Two cursors in the order of the numbers walk side by side.
        let columns = EntryColumns::of(&entries, &bodies).map_err(wrong)?;
        let mut entries = entries.query([]).map_err(wrong)?;
        let mut bodies = bodies.query([]).map_err(wrong)?;
        let mut body = bodies.next().map_err(wrong)?;
        while let Some(row) = entries.next().map_err(wrong)? {
            let id: u32 = row.get(columns.id).map_err(wrong)?;
            let is_own = match body {
                Some(next) => next.get::<_, u32>(0).map_err(wrong)? == id,
                None => false,
            };
            each(&columns.read(row, body.filter(|_| is_own)).map_err(wrong)?)?;
            if is_own {
                body = bodies.next().map_err(wrong)?;
            }
        }
        Ok(())
    }
}

/// Where a field's value stands.
#[derive(Clone, Copy)]
enum EntryColumn {
    Entry(usize),
    Body(usize),
}

impl EntryColumn {
    fn of(name: &str, entries: &Statement<'_>, bodies: &Statement<'_>) -> rusqlite::Result<Self> {
        match ENTRY_COLUMNS.contains(&name) {
            true => entries.column_index(name).map(Self::Entry),
            false => bodies.column_index(name).map(Self::Body),
        }
    }

    fn value<'r>(self, entry: &'r Row<'_>, body: Option<&'r Row<'_>>) -> rusqlite::Result<ValueRef<'r>> {
        match (self, body) {
            (Self::Entry(at), _) => entry.get_ref(at),
            (Self::Body(at), Some(body)) => body.get_ref(at),
            (Self::Body(_), None) => Ok(ValueRef::Null),
        }
    }
}

macro_rules! row_value {
    (Text, $value:expr) => {
        $value.as_str_or_null()?
    };
    (Line, $value:expr) => {
        $value.as_str_or_null()?
    };
    (Flag, $value:expr) => {
        $value.as_i64()? != 0
    };
    (Entry, $value:expr) => {
        $value.as_blob_or_null()?.and_then(|uid| uid.try_into().ok()).map(Uid::from_bytes)
    };
    ($text:ident, $value:expr) => {
        $value.as_str()?
    };
}

macro_rules! columns {
    ($($name:ident: $kind:ident $column:tt;)*) => {
        /// Where each value of an entry stands, looked up by name once.
        struct EntryColumns {
            id: usize,
            uid: usize,
            $($name: EntryColumn,)*
            source: usize,
            created_at: usize,
            updated_at: usize,
        }

        impl EntryColumns {
            fn of(entries: &Statement<'_>, bodies: &Statement<'_>) -> rusqlite::Result<Self> {
                Ok(Self {
                    id: entries.column_index("id")?,
                    uid: entries.column_index("uid")?,
                    $($name: EntryColumn::of(stringify!($name), entries, bodies)?,)*
                    source: entries.column_index("source")?,
                    created_at: entries.column_index("created_at")?,
                    updated_at: entries.column_index("updated_at")?,
                })
            }

            fn read<'r>(&self, row: &'r Row<'_>, body: Option<&'r Row<'_>>) -> rusqlite::Result<EntryRow<'r>> {
                Ok(EntryRow {
                    uid: Uid::from_bytes(row.get(self.uid)?),
                    id: row.get(self.id)?,
                    $($name: row_value!($kind, self.$name.value(row, body)?),)*
                    source: row.get_ref(self.source)?.as_str_or_null()?,
                    created_at: row.get_ref(self.created_at)?.as_str()?,
                    updated_at: row.get_ref(self.updated_at)?.as_str()?,
                })
            }
        }
    };
}
entry_fields!(columns);
