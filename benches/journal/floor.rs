//! Plain SQLite doing what promo does, with the same promises to the disk and none of promo's own work: no history, no
//! checks, no counting of revisions. What promo takes longer than this is the price of those.

use std::io::Write as _;
use std::path::Path;

use promo::domain::entry::Content;
use rusqlite::{Connection, Statement, named_params};
use serde::{Deserialize, Serialize};

const SCHEMA: &str = "
PRAGMA journal_mode = WAL;
CREATE TABLE entry (id INTEGER PRIMARY KEY, date TEXT, title TEXT, did TEXT, result TEXT, project TEXT, links TEXT);
CREATE INDEX by_date ON entry (date);
CREATE TABLE tag (entry INTEGER, key TEXT, level INTEGER, date TEXT, PRIMARY KEY (entry, key)) WITHOUT ROWID;
CREATE INDEX by_key ON tag (key, date);
CREATE VIRTUAL TABLE words USING fts5 (title, did, result, content = 'entry', content_rowid = 'id',
  tokenize = 'porter unicode61 remove_diacritics 2');";
const ADD: &str = "INSERT INTO entry (date, title, did, result, project, links)
  VALUES (:date, :title, :did, :result, :project, :links)";
const ADD_WORDS: &str = "INSERT INTO words (rowid, title, did, result) VALUES (:id, :title, :did, :result)";
const ADD_TAG: &str = "INSERT INTO tag (entry, key, level, date) VALUES (:entry, :key, :level, :date)";

/// A plain database.
pub struct Floor(Connection);

/// An entry as a line of JSON.
#[derive(Serialize, Deserialize)]
struct Line {
    date: String,
    title: String,
    did: Option<String>,
    result: Option<String>,
    project: Option<String>,
    tags: Vec<String>,
    links: serde_json::Value,
}

/// The statements of an insert, prepared once.
struct Adding<'c> {
    connection: &'c Connection,
    entry: Statement<'c>,
    words: Statement<'c>,
    tag: Statement<'c>,
}

impl Adding<'_> {
    fn add(&mut self, line: &Line) {
        let Line { date, title, did, result, project, tags, links } = line;
        let links = links.to_string();
        self.entry
            .execute(named_params! { ":date": date, ":title": title, ":did": did, ":result": result,
            ":project": project, ":links": links })
            .unwrap();
        let id = self.connection.last_insert_rowid();
        self.words
            .execute(named_params! { ":id": id, ":title": title, ":did": did, ":result": result })
            .unwrap();
        for tag in tags {
            let (key, level) = tag.split_once('@').unwrap();
            self.tag
                .execute(named_params! { ":entry": id, ":key": key, ":level": level, ":date": date })
                .unwrap();
        }
    }
}

impl From<&Content> for Line {
    fn from(content: &Content) -> Self {
        Self {
            date: content.date.to_string(),
            title: content.title.clone(),
            did: content.did.clone(),
            result: content.result.clone(),
            project: content.project.clone(),
            tags: content.tags.iter().map(ToString::to_string).collect(),
            links: content.links.iter().map(|link| serde_json::json!({ "url": link.url })).collect(),
        }
    }
}

impl Floor {
    /// A new one.
    pub fn create(path: &Path) -> Self {
        let floor = Self::open(path);
        floor.0.execute_batch(SCHEMA).unwrap();
        floor
    }

    /// One that exists.
    pub fn open(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch("PRAGMA synchronous = FULL").unwrap();
        Self(connection)
    }

    fn in_one_transaction(&mut self, lines: impl Iterator<Item = Line>) {
        let tx = self.0.transaction().unwrap();
        let mut adding = Adding {
            connection: &tx,
            entry: tx.prepare(ADD).unwrap(),
            words: tx.prepare(ADD_WORDS).unwrap(),
            tag: tx.prepare(ADD_TAG).unwrap(),
        };
        lines.for_each(|line| adding.add(&line));
        drop(adding);
        tx.commit().unwrap();
    }

    /// Adds entries in one transaction.
    pub fn add(&mut self, contents: &[Content]) {
        self.in_one_transaction(contents.iter().map(Line::from));
    }

    /// Adds lines of JSON in one transaction.
    pub fn import(&mut self, text: &str) {
        self.in_one_transaction(text.lines().map(|line| serde_json::from_str(line).unwrap()));
    }

    fn rows(&self, sql: &str, params: &[(&str, &dyn rusqlite::ToSql)]) -> Vec<(u32, String, String)> {
        let mut select = self.0.prepare_cached(sql).unwrap();
        let rows = select.query_map(params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// The newest entries, each with its tags.
    pub fn list(&self, limit: u32) -> Vec<(u32, String, String)> {
        self.rows(
            "SELECT id, title, (SELECT group_concat(key || '@' || level) FROM tag WHERE entry = id)
             FROM entry ORDER BY date DESC, id DESC LIMIT :limit",
            &[(":limit", &limit)],
        )
    }

    /// The entries that hold a word, each with its tags.
    pub fn search(&self, word: &str) -> Vec<(u32, String, String)> {
        self.rows(
            "SELECT id, entry.title, (SELECT group_concat(key || '@' || level) FROM tag WHERE entry = id)
             FROM words JOIN entry ON id = words.rowid WHERE words MATCH :word ORDER BY date DESC, id DESC",
            &[(":word", &word)],
        )
    }

    /// What a report needs of all entries: the entries without texts, and their tags.
    pub fn evidence(&self) -> (usize, usize) {
        let facts = self.rows(
            "SELECT id, date, coalesce(project, '') || (result IS NOT NULL) || json_array_length(links)
             FROM entry ORDER BY id",
            &[],
        );
        let tags = self.rows("SELECT entry, key, CAST(level AS TEXT) FROM tag ORDER BY entry", &[]);
        (facts.len(), tags.len())
    }

    /// All entries as lines of JSON.
    pub fn dump(&self) {
        let mut out = std::io::BufWriter::new(std::io::sink());
        let mut select = self
            .0
            .prepare(
                "SELECT date, title, did, result, project, links,
                 (SELECT group_concat(key || '@' || level) FROM tag WHERE entry = id) AS tags FROM entry ORDER BY id",
            )
            .unwrap();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let tags: String = row.get("tags").unwrap();
            let line = Line {
                date: row.get("date").unwrap(),
                title: row.get("title").unwrap(),
                did: row.get("did").unwrap(),
                result: row.get("result").unwrap(),
                project: row.get("project").unwrap(),
                tags: tags.split(',').map(str::to_owned).collect(),
                links: serde_json::from_str(&row.get::<_, String>("links").unwrap()).unwrap(),
            };
            serde_json::to_writer(&mut out, &line).unwrap();
            out.write_all(b"\n").unwrap();
        }
    }
}
