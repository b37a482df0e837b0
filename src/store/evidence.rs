//! The facts that a report is made of: no texts, two scans side by side, nothing held but what is judged.

use std::collections::HashMap;

use super::entries::day;
use super::search::replaced;
use super::{Store, StoreError};
use crate::domain::coverage::{Evidence, Fact, FactTag};
use crate::domain::entry::Part;
use crate::domain::ids::{EntryNo, Level, Uid};

impl Store {
    /// All that the journal knows, for judging.
    ///
    /// # Errors
    /// A journal that cannot be read.
    pub fn evidence(&self) -> Result<Evidence, StoreError> {
        self.read_evidence().map_err(|error| self.wrong(error))
    }

    fn read_evidence(&self) -> rusqlite::Result<Evidence> {
        let mut evidence = Evidence::default();
        let replaced = replaced(&self.connection)?;
        let mut projects = Numbers::default();
        let mut select = self.connection.prepare(
            "SELECT id, uid, date, part, confidential, project, result IS NOT NULL AS has_result,
             CASE links WHEN '[]' THEN 0 ELSE json_array_length(links) END AS link_count FROM entry ORDER BY id",
        )?;
        let at = |name| select.column_index(name);
        let (id, uid, date, part) = (at("id")?, at("uid")?, at("date")?, at("part")?);
        let (confidential, project) = (at("confidential")?, at("project")?);
        let (result, links) = (at("has_result")?, at("link_count")?);
        let mut rows = select.query([])?;
        let mut select_tags = self
            .connection
            .prepare("SELECT entry, key, level, assumed, statement FROM tag ORDER BY entry, ord")?;
        let mut keys = Numbers::default();
        let mut tags = select_tags.query([])?;
        let mut next = tags.next()?;
        while let Some(row) = rows.next()? {
            let entry: u32 = row.get(id)?;
            let fact = u32::try_from(evidence.facts.len()).unwrap_or(u32::MAX);
            let first_tag = evidence.tags.len();
            while let Some(tag) = next {
                if tag.get::<_, u32>(0)? != entry {
                    break;
                }
                let level: Option<u8> = tag.get(2)?;
                evidence.tags.push(FactTag {
                    fact,
                    key: keys.of(tag.get_ref(1)?.as_str()?, str::to_owned),
                    level: level.and_then(Level::new),
                    assumed: tag.get(3)?,
                    statement: tag.get(4)?,
                });
                next = tags.next()?;
            }
            let uid = Uid::from_bytes(row.get(uid)?);
            let named = row.get_ref(project)?.as_str_or_null()?.filter(|name| !name.trim().is_empty());
            evidence.facts.push(Fact {
                id: EntryNo(entry),
                uid,
                date: day(row, date)?,
                project: named.map(|name| projects.of(name, str::to_lowercase)),
                part: Part::from_word(row.get_ref(part)?.as_str()?).unwrap_or_default(),
                result: row.get(result)?,
                links: row.get(links)?,
                confidential: row.get(confidential)?,
                replaced: !replaced.is_empty() && replaced.contains(&uid),
                tagged: evidence.tags.len() > first_tag,
            });
        }
        evidence.keys = keys.names;
        evidence.projects = u32::try_from(projects.names.len()).unwrap_or(u32::MAX);
        Ok(evidence)
    }
}

/// Gives equal names the same number, folding each spelling once.
#[derive(Default)]
struct Numbers {
    spellings: HashMap<String, u32>,
    folded: HashMap<String, u32>,
    names: Vec<String>,
}

impl Numbers {
    fn of(&mut self, spelling: &str, fold: impl Fn(&str) -> String) -> u32 {
        if let Some(number) = self.spellings.get(spelling) {
            return *number;
        }
        let name = fold(spelling);
        let number = self.folded.get(&name).copied().unwrap_or_else(|| {
            let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
            self.folded.insert(name.clone(), number);
            self.names.push(name);
            number
        });
        self.spellings.insert(spelling.to_owned(), number);
        number
    }
}
