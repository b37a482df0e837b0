//! The listed terms and their aliases, and the confidential entries that names are proposed from.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use super::settings::unreadable;
use super::{Store, StoreError, Tx};
use crate::domain::redact::alias::AliasAllocator;
use crate::domain::redact::{Term, TermKind, folded};

/// A name that is to be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTerm {
    pub text: String,
    /// What it names; `None` keeps what it was listed as, which is [`TermKind::Other`] for one that never was.
    pub kind: Option<TermKind>,
}

/// What became of a name that was to be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTerm {
    pub term: Term,
    pub known: bool,
}

#[derive(Serialize, Deserialize)]
struct TermState {
    text: String,
    kind: String,
    listed: bool,
}

struct TermRow {
    id: i64,
    text: String,
    kind: TermKind,
    listed: bool,
}

fn find(connection: &Connection, folded: &str) -> rusqlite::Result<Option<TermRow>> {
    connection
        .prepare_cached("SELECT id, text, kind, listed FROM term WHERE folded = :folded")?
        .query_row(named_params! { ":folded": folded }, |row| {
            let kind = TermKind::from_word(row.get_ref("kind")?.as_str()?).unwrap_or(TermKind::Other);
            Ok(TermRow { id: row.get("id")?, text: row.get("text")?, kind, listed: row.get("listed")? })
        })
        .optional()
}

fn words(connection: &Connection, sql: &str) -> rusqlite::Result<HashSet<String>> {
    let mut select = connection.prepare(sql)?;
    let words = select.query_map([], |row| row.get(0))?;
    words.collect()
}

impl Store {
    /// The listed terms, by kind and name; the public ones last.
    pub fn terms(&self) -> Result<Vec<Term>, StoreError> {
        let read = || {
            let mut select = self.connection.prepare(
                "SELECT term.text AS text, term.kind AS kind, alias.alias AS alias FROM term
                 LEFT JOIN alias ON alias.term = term.id AND alias.kind = term.kind
                 WHERE listed = 1 ORDER BY term.kind = 'public', term.kind, folded",
            )?;
            let terms = select.query_map([], |row| {
                let kind = TermKind::from_word(row.get_ref("kind")?.as_str()?).unwrap_or(TermKind::Other);
                Ok(Term { text: row.get("text")?, kind, alias: row.get("alias")? })
            })?;
            terms.collect::<rusqlite::Result<_>>()
        };
        read().map_err(|error| self.wrong(error))
    }
}

impl Tx<'_> {
    pub fn aliases(&self) -> Result<HashSet<String>, StoreError> {
        words(&self.tx, "SELECT alias FROM alias").map_err(|error| self.wrong(error))
    }

    /// Lists names. One that was listed before has its alias again, and nobody else's is ever given.
    pub fn list_terms(&mut self, names: &[NewTerm]) -> Result<Vec<ListedTerm>, StoreError> {
        let mut known = words(&self.tx, "SELECT folded FROM term").map_err(|error| self.wrong(error))?;
        known.extend(names.iter().map(|name| folded(&name.text)));
        let mut giver = AliasAllocator::new(self.aliases()?, known);
        names.iter().map(|name| self.list_term(name, &mut giver)).collect()
    }

    fn list_term(&mut self, name: &NewTerm, giver: &mut AliasAllocator) -> Result<ListedTerm, StoreError> {
        let key = folded(&name.text);
        let row = find(&self.tx, &key).map_err(|error| self.wrong(error))?;
        let kind = name.kind.or(row.as_ref().map(|row| row.kind)).unwrap_or(TermKind::Other);
        let known = row.as_ref().is_some_and(|row| row.listed && row.kind == kind && row.text == name.text);
        if !known {
            let op = self.op()?;
            self.set_term(
                op,
                row,
                &key,
                &TermState { text: name.text.clone(), kind: kind.word().into(), listed: true },
            )
            .map_err(|error| self.wrong(error))?;
        }
        let alias = self.alias(&key, kind, giver).map_err(|error| self.wrong(error))?;
        Ok(ListedTerm { term: Term { text: name.text.clone(), kind, alias }, known })
    }

    fn alias(
        &self, key: &str, kind: TermKind, giver: &mut AliasAllocator,
    ) -> rusqlite::Result<Option<String>> {
        let Some(row) = find(&self.tx, key)?.filter(|_| kind != TermKind::Public) else { return Ok(None) };
        let params = named_params! { ":term": row.id, ":kind": kind.word() };
        let had = self
            .tx
            .prepare_cached("SELECT alias FROM alias WHERE term = :term AND kind = :kind")?
            .query_row(params, |row| row.get("alias"))
            .optional()?;
        if had.is_some() {
            return Ok(had);
        }
        let alias = giver.give(kind);
        self.tx
            .prepare_cached("INSERT INTO alias (term, kind, alias) VALUES (:term, :kind, :alias)")?
            .execute(named_params! { ":term": row.id, ":kind": kind.word(), ":alias": alias })?;
        Ok(Some(alias))
    }

    fn set_term(&self, op: i64, row: Option<TermRow>, key: &str, state: &TermState) -> rusqlite::Result<()> {
        let TermState { text, kind, listed } = state;
        match row {
            Some(row) => {
                let before = TermState { text: row.text, kind: row.kind.word().into(), listed: row.listed };
                self.keep(op, "term", row.id, Some(&before))?;
                self.tx
                    .prepare_cached(
                        "UPDATE term SET text = :text, kind = :kind, listed = :listed WHERE id = :id",
                    )?
                    .execute(
                        named_params! { ":text": text, ":kind": kind, ":listed": listed, ":id": row.id },
                    )?;
            }
            None => {
                self.tx
                    .prepare_cached(
                        "INSERT INTO term (text, folded, kind, listed) VALUES (:text, :folded, :kind, :listed)",
                    )?
                    .execute(named_params! { ":text": text, ":folded": key, ":kind": kind, ":listed": listed })?;
                self.keep::<TermState>(op, "term", self.tx.last_insert_rowid(), None)?;
            }
        }
        Ok(())
    }

    /// Takes a name off the list; its alias stays its own. `None` where it is not listed, else what it was.
    pub fn unlist_term(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        let key = folded(name);
        let row = find(&self.tx, &key).map_err(|error| self.wrong(error))?;
        let Some(row) = row.filter(|row| row.listed) else { return Ok(None) };
        let op = self.op()?;
        let (text, kind) = (row.text.clone(), row.kind.word().to_owned());
        let state = TermState { text: text.clone(), kind, listed: false };
        self.set_term(op, Some(row), &key, &state).map_err(|error| self.wrong(error))?;
        Ok(Some(text))
    }

    /// Gives a term the state it had before a command; one that was not there is no longer listed.
    pub(super) fn put_term_back(&mut self, id: i64, state: Option<&str>) -> Result<(), StoreError> {
        let unread =
            |_| StoreError::Sqlite { path: self.path.to_owned(), what: "read", source: unreadable("a term") };
        let state: Option<TermState> = state.map(serde_json::from_str).transpose().map_err(unread)?;
        let op = self.op()?;
        let put = || {
            let row = self
                .tx
                .prepare_cached("SELECT folded FROM term WHERE id = :id")?
                .query_row(named_params! { ":id": id }, |row| row.get::<_, String>("folded"))
                .optional()?;
            let Some(key) = row else { return Ok(()) };
            let Some(now) = find(&self.tx, &key)? else { return Ok(()) };
            let gone = TermState { text: now.text.clone(), kind: now.kind.word().into(), listed: false };
            self.set_term(op, Some(now), &key, &state.unwrap_or(gone))
        };
        put().map_err(|error| self.wrong(error))
    }
}
