//! Finding entries: by tag, project and day, or by their words.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params};

use super::entries::day;
use super::{Store, StoreError};
use crate::domain::dates::Window;
use crate::domain::entry::Part;
use crate::domain::ids::{EntryNo, Level, Uid};

/// Which entries are wanted; all conditions must hold.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Tagged with each of these keys, at its level where one is given.
    pub tags: Vec<(String, Option<Level>)>,
    /// Of this project, in any case.
    pub project: Option<String>,
    pub window: Option<Window>,
    pub untagged: bool,
    pub limit: Option<u32>,
}

/// An entry as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    pub id: EntryNo,
    pub uid: Uid,
    pub date: chrono::NaiveDate,
    pub title: String,
    pub project: Option<String>,
    pub part: Part,
    pub confidential: bool,
    pub replaced: bool,
    /// Its tags as they are written, a comma and a space between them.
    pub tags: String,
}

const LINE: &str = "SELECT e.id AS id, e.uid AS uid, e.date AS date, e.title AS title, e.project AS project,
  e.part AS part, e.confidential AS confidential, e.tags AS tags FROM ";

/// The lines of a query, in its order.
fn lines(
    connection: &Connection, sql: &str, params: &[(&str, &dyn ToSql)],
) -> rusqlite::Result<Vec<EntryLine>> {
    let mut select = connection.prepare(sql)?;
    let at = |name| select.column_index(name);
    let (id, uid, date, title) = (at("id")?, at("uid")?, at("date")?, at("title")?);
    let (project, part, confidential, tags) = (at("project")?, at("part")?, at("confidential")?, at("tags")?);
    let replaced = replaced(connection)?;
    let read = |row: &Row<'_>| -> rusqlite::Result<EntryLine> {
        let uid = Uid::from_bytes(row.get(uid)?);
        Ok(EntryLine {
            id: EntryNo(row.get(id)?),
            uid,
            date: day(row, date)?,
            title: row.get(title)?,
            project: row.get(project)?,
            part: Part::from_word(row.get_ref(part)?.as_str()?).unwrap_or_default(),
            confidential: row.get(confidential)?,
            replaced: replaced.contains(&uid),
            tags: row.get_ref(tags)?.as_str()?.replace(' ', ", "),
        })
    };
    select.query_map(params, read)?.collect()
}

/// The entries that another one replaces; few, if any.
fn replaced(connection: &Connection) -> rusqlite::Result<HashSet<Uid>> {
    let mut select = connection.prepare("SELECT replaces FROM entry WHERE replaces IS NOT NULL")?;
    let uids = select.query_map([], |row| row.get("replaces").map(Uid::from_bytes))?;
    uids.collect()
}

impl Store {
    /// The entries that a filter lets through, the newest day first.
    pub fn list(&self, filter: &Filter) -> Result<Vec<EntryLine>, StoreError> {
        let mut sql = format!("{LINE} entry AS e WHERE 1");
        let names: Vec<(String, String)> =
            (0..filter.tags.len()).map(|at| (format!(":key{at}"), format!(":level{at}"))).collect();
        let mut params: Vec<(&str, Box<dyn ToSql>)> = Vec::new();
        for ((key, level), (key_name, level_name)) in filter.tags.iter().zip(&names) {
            sql.push_str(&format!(" AND e.id IN (SELECT entry FROM tag WHERE key = {key_name}"));
            params.push((key_name, Box::new(key.clone())));
            if let Some(level) = level {
                sql.push_str(&format!(" AND level = {level_name}"));
                params.push((level_name, Box::new(level.get())));
            }
            sql.push(')');
        }
        if let Some(project) = &filter.project {
            sql.push_str(" AND e.project IS NOT NULL AND folded(e.project) = :project");
            params.push((":project", Box::new(project.to_lowercase())));
        }
        if let Some(window) = filter.window {
            sql.push_str(" AND e.date <= :until");
            params.push((":until", Box::new(window.until.to_string())));
            if let Some(since) = window.since {
                sql.push_str(" AND e.date >= :since");
                params.push((":since", Box::new(since.to_string())));
            }
        }
        if filter.untagged {
            sql.push_str(" AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.entry = e.id)");
        }
        sql.push_str(" ORDER BY e.date DESC, e.id DESC");
        if let Some(limit) = filter.limit {
            sql.push_str(" LIMIT :limit");
            params.push((":limit", Box::new(limit)));
        }
        let params: Vec<(&str, &dyn ToSql)> = params.iter().map(|(name, value)| (*name, &**value)).collect();
        let found = || {
            if filter.project.is_some() {
                self.teach_folding()?;
            }
            lines(&self.connection, &sql, &params)
        };
        found().map_err(|error| self.wrong(error))
    }

    /// The lines of some entries, in the order asked; one that is gone has none.
    pub fn lines_of(&self, ids: &[EntryNo]) -> Result<Vec<EntryLine>, StoreError> {
        let sql = format!("{LINE} entry AS e WHERE e.id = :id");
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let line = lines(&self.connection, &sql, named_params! { ":id": id.0 });
            found.append(&mut line.map_err(|error| self.wrong(error))?);
        }
        Ok(found)
    }

    /// Whether an entry that is not confidential names a project and is older than another one.
    pub fn is_known_project(&self, project: &str, before: EntryNo) -> Result<bool, StoreError> {
        let find = || {
            self.connection.query_row(
                "SELECT EXISTS (SELECT 1 FROM entry WHERE id < :before AND confidential = 0
             AND project IS NOT NULL AND folded(project) = :project) AS known",
                named_params! { ":before": before.0, ":project": project.to_lowercase() },
                |row| row.get("known"),
            )
        };
        self.teach_folding().and_then(|()| find()).map_err(|error| self.wrong(error))
    }

    /// Teaches SQLite to compare projects as the rest of promo does, in any script.
    fn teach_folding(&self) -> rusqlite::Result<()> {
        use rusqlite::functions::FunctionFlags;
        let flags = FunctionFlags::SQLITE_UTF8
            | FunctionFlags::SQLITE_DETERMINISTIC
            | FunctionFlags::SQLITE_INNOCUOUS;
        self.connection.create_scalar_function("folded", 1, flags, |context| {
            Ok(context.get_raw(0).as_str()?.to_lowercase())
        })
    }

    /// The entries that hold all of the words, the newest day first. Any text is a valid search: each word is quoted,
    /// and a text without letters or digits is looked for as it stands.
    pub fn search(&self, words: &str, limit: Option<u32>) -> Result<Vec<EntryLine>, StoreError> {
        // SQLite sorts a whole answer faster than it keeps the best of one, so there is a LIMIT only where one is asked.
        let limit = limit.map_or_else(String::new, |limit| format!(" LIMIT {limit}"));
        let words: Vec<&str> = words.split_whitespace().collect();
        let quoted: Vec<String> = words
            .iter()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
            .collect();
        let found = if quoted.is_empty() {
            let sql = format!(
                "{LINE} searched AS s JOIN entry AS e ON e.id = s.id WHERE :plain <> '' AND instr(s.title || char(10)
                 || coalesce(s.context, '') || char(10) || coalesce(s.did, '') || char(10) || coalesce(s.result, '')
                 || char(10) || coalesce(s.note, '') || char(10) || coalesce(s.project, ''), :plain)
                 ORDER BY e.date DESC, e.id DESC{limit}"
            );
            let plain = words.join(" ");
            lines(&self.connection, &sql, named_params! { ":plain": plain })
        } else {
            let sql = format!(
                "{LINE} search JOIN entry AS e ON e.id = search.rowid WHERE search MATCH :words
                 ORDER BY e.date DESC, e.id DESC{limit}"
            );
            lines(&self.connection, &sql, named_params! { ":words": quoted.join(" ") })
        };
        found.map_err(|error| self.wrong(error))
    }

    /// The titles of some entries, by number, in the order asked; an entry that is gone has an empty one.
    pub fn titles(&self, ids: &[EntryNo]) -> Result<Vec<String>, StoreError> {
        let titles = || {
            let mut select = self.connection.prepare_cached("SELECT title FROM entry WHERE id = :id")?;
            ids.iter()
                .map(|id| {
                    let mut rows = select.query(named_params! { ":id": id.0 })?;
                    rows.next()?.map_or(Ok(String::new()), |row| row.get("title"))
                })
                .collect::<rusqlite::Result<_>>()
        };
        titles().map_err(|error| self.wrong(error))
    }

    pub fn replaced_by(&self, uid: Uid) -> Result<Option<EntryNo>, StoreError> {
        let by = || {
            self.connection
                .prepare_cached("SELECT id FROM entry WHERE replaces = :uid ORDER BY id DESC LIMIT 1")?
                .query_row(named_params! { ":uid": uid.as_bytes() }, |row| row.get("id").map(EntryNo))
                .optional()
        };
        by().map_err(|error| self.wrong(error))
    }

    /// Every distinct key that tags use, and every distinct project, for completions.
    pub fn words_in_use(&self) -> Result<(Vec<String>, Vec<String>), StoreError> {
        let column = |sql: &str| {
            let mut select = self.connection.prepare(sql)?;
            let words = select.query_map([], |row| row.get(0))?;
            words.collect::<rusqlite::Result<Vec<String>>>()
        };
        let both = || {
            Ok((
                column("SELECT DISTINCT key FROM tag ORDER BY key")?,
                column("SELECT DISTINCT project FROM entry WHERE project IS NOT NULL ORDER BY project")?,
            ))
        };
        both().map_err(|error| self.wrong(error))
    }
}
