//! The facts that a report is made of: no texts, two scans side by side, nothing held but what is judged.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::entries::day;
use super::{Store, StoreError};
use crate::domain::coverage::{Evidence, Fact, FactTag};
use crate::domain::entry::Part;
use crate::domain::ids::{EntryNo, Level, Uid};

impl Store {
    /// All that the journal knows, for judging.
    pub fn evidence(&self) -> Result<Evidence, StoreError> {
        self.read_evidence().map_err(|error| self.wrong(error))
    }

    fn read_evidence(&self) -> rusqlite::Result<Evidence> {
        let mut evidence = Evidence::default();
        let replaced = self.replaced_on()?;
        let mut projects = EntryNumbers::default();
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
        let mut keys = EntryNumbers::default();
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
            let replaced = replaced.get(&uid).copied();
            evidence.replacements.extend(replaced.map(|on| (fact, on)));
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
                replaced: replaced.is_some(),
                tagged: evidence.tags.len() > first_tag,
            });
        }
        evidence.keys = keys.names;
        evidence.projects = u32::try_from(projects.names.len()).unwrap_or(u32::MAX);
        evidence.project_names = projects.names;
        Ok(evidence)
    }

    /// The entries that another one replaces, each with the day of the first that does; few, if any.
    fn replaced_on(&self) -> rusqlite::Result<HashMap<Uid, NaiveDate>> {
        let mut select =
            self.connection.prepare("SELECT replaces, date FROM entry WHERE replaces IS NOT NULL")?;
        let (of, date) = (select.column_index("replaces")?, select.column_index("date")?);
        let mut replaced: HashMap<Uid, NaiveDate> = HashMap::new();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let on = day(row, date)?;
            replaced
                .entry(Uid::from_bytes(row.get(of)?))
                .and_modify(|first| *first = on.min(*first))
                .or_insert(on);
        }
        Ok(replaced)
    }
}

/// Gives equal names the same number, folding each spelling once; a name is kept in its first spelling.
#[derive(Default)]
struct EntryNumbers {
    spellings: HashMap<String, u32>,
    folded: HashMap<String, u32>,
    names: Vec<String>,
}

impl EntryNumbers {
    fn of(&mut self, spelling: &str, fold: impl Fn(&str) -> String) -> u32 {
        if let Some(number) = self.spellings.get(spelling) {
            return *number;
        }
        let name = fold(spelling);
        let number = self.folded.get(&name).copied().unwrap_or_else(|| {
            let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
            self.folded.insert(name, number);
            self.names.push(spelling.to_owned());
            number
        });
        self.spellings.insert(spelling.to_owned(), number);
        number
    }
}
