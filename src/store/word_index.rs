//! Which entries hold which words: for suggesting what an entry may be evidence of.

use rusqlite::named_params;

use super::{Store, StoreError};
use crate::domain::ids::EntryNo;

impl Store {
    /// The entries that hold each of the words in their title, context, own contribution or result, by number. Words
    /// that no entry holds are left out, and so are those that more than `most` hold: no longer list is ever read.
    pub fn holding(&self, words: &[String], most: usize) -> Result<Vec<(String, Vec<EntryNo>)>, StoreError> {
        let read = || {
            // Neither notes, which nobody else reads, nor projects, whose name is no deed.
            let mut select = self.connection.prepare(
                "SELECT rowid AS id FROM search WHERE search MATCH '{title context did result} : ' || :word
                 ORDER BY rowid LIMIT :limit",
            )?;
            let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
            let mut found = Vec::new();
            for word in words.iter().filter(|word| word.chars().any(char::is_alphanumeric)) {
                let quoted = format!("\"{}\"", word.replace('"', "\"\""));
                let rows = select.query_map(named_params! { ":word": quoted, ":limit": limit }, |row| {
                    row.get("id").map(EntryNo)
                })?;
                let entries = rows.collect::<rusqlite::Result<Vec<_>>>()?;
                if (1..=most).contains(&entries.len()) {
                    found.push((word.clone(), entries));
                }
            }
            Ok(found)
        };
        read().map_err(|error| self.wrong(error))
    }
}
