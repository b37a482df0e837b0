//! The listed terms and their aliases, and the confidential entries that names are proposed from.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use super::settings::unreadable;
use super::{Store, StoreError, Tx};
use crate::domain::redact::alias::AliasAllocator;
use crate::domain::redact::{AliasIndex, Term, TermKind, fuller};
use crate::domain::text::fold::fold;

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

#[derive(PartialEq, Eq, Serialize, Deserialize)]
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

impl TermRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { id: row.get("id")?, text: row.get("text")?, kind: kind(row)?, listed: row.get("listed")? })
    }

    fn state(&self) -> TermState {
        TermState { text: self.text.clone(), kind: self.kind.word().into(), listed: self.listed }
    }
}

fn kind(row: &Row<'_>) -> rusqlite::Result<TermKind> {
    Ok(TermKind::from_word(row.get_ref("kind")?.as_str()?).unwrap_or(TermKind::Other))
}

/// Every name that was ever listed.
struct TermRows {
    rows: Vec<TermRow>,
    /// By folded name; older versions took two spellings for two names.
    places: HashMap<String, Vec<usize>>,
}

impl TermRows {
    fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let mut select = connection.prepare("SELECT id, text, kind, listed FROM term ORDER BY id")?;
        let mut this = Self { rows: Vec::new(), places: HashMap::new() };
        for row in select.query_map([], TermRow::read)? {
            this.push(row?);
        }
        Ok(this)
    }

    fn push(&mut self, row: TermRow) {
        self.places.entry(fold(&row.text)).or_default().push(self.rows.len());
        self.rows.push(row);
    }

    /// The row of a name: of several that fold alike the one that is written so.
    fn find(&mut self, name: &str) -> Option<&mut TermRow> {
        let places = self.places.get(&fold(name))?;
        let is_written_so = |at: &&usize| self.rows[**at].text.to_lowercase() == name.to_lowercase();
        let at = *places.iter().find(is_written_so).or(places.first())?;
        self.rows.get_mut(at)
    }
}

fn aliases(connection: &Connection) -> rusqlite::Result<AliasIndex> {
    // The order in which they were given: A, B, … AA.
    let mut select = connection.prepare(
        "SELECT term.text AS text, alias.kind AS kind, alias.alias AS alias FROM alias
         JOIN term ON term.id = alias.term ORDER BY length(alias.alias), alias.alias",
    )?;
    let mut index = AliasIndex::default();
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        index.insert(kind(row)?, row.get_ref("text")?.as_str()?, row.get_ref("alias")?.as_str()?);
    }
    Ok(index)
}

impl Store {
    /// The listed terms, by kind and name; the public ones last.
    pub fn terms(&self) -> Result<Vec<Term>, StoreError> {
        terms(&self.connection).map_err(|error| self.wrong(error))
    }
}

fn terms(connection: &Connection) -> rusqlite::Result<Vec<Term>> {
    let mut select = connection.prepare(
        "SELECT term.text AS text, term.kind AS kind, alias.alias AS alias FROM term
         LEFT JOIN alias ON alias.term = term.id AND alias.kind = term.kind
         WHERE listed = 1 ORDER BY term.kind = 'public', term.kind, folded",
    )?;
    let read =
        |row: &Row<'_>| Ok(Term { text: row.get("text")?, kind: kind(row)?, alias: row.get("alias")? });
    let mut terms = select.query_map([], read)?.collect::<rusqlite::Result<Vec<Term>>>()?;
    let shares_alias = |term: &&mut Term| term.alias.is_none() && term.kind != TermKind::Public;
    let mut sharing = terms.iter_mut().filter(shares_alias).peekable();
    if sharing.peek().is_some() {
        let index = aliases(connection)?;
        sharing.for_each(|term| term.alias = index.alias(term.kind, &term.text).map(str::to_owned));
    }
    Ok(terms)
}

/// What names are listed with.
struct Listing {
    rows: TermRows,
    aliases: AliasIndex,
    allocator: AliasAllocator,
}

impl Tx<'_> {
    pub fn aliases(&self) -> Result<HashSet<String>, StoreError> {
        let read = || {
            let mut select = self.tx.prepare("SELECT alias FROM alias")?;
            select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(|error| self.wrong(error))
    }

    /// Lists names. One that was listed before has its alias again, a spelling of it shares that, and nobody else's is ever
    /// given.
    pub fn list_terms(&mut self, names: &[NewTerm]) -> Result<Vec<ListedTerm>, StoreError> {
        let rows = TermRows::load(&self.tx).map_err(|error| self.wrong(error))?;
        let aliases = aliases(&self.tx).map_err(|error| self.wrong(error))?;
        let known = rows.rows.iter().map(|row| &row.text).chain(names.iter().map(|name| &name.text));
        let allocator = AliasAllocator::new(self.aliases()?, known.map(String::as_str));
        let mut listing = Listing { rows, aliases, allocator };
        names.iter().map(|name| self.list_term(name, &mut listing)).collect()
    }

    fn list_term(&mut self, name: &NewTerm, listing: &mut Listing) -> Result<ListedTerm, StoreError> {
        let row = listing.rows.find(&name.text);
        let before = row.as_ref().map(|row| row.state());
        let kind = name.kind.or(row.as_ref().map(|row| row.kind)).unwrap_or(TermKind::Other);
        let listed_as = row.as_ref().filter(|row| row.listed).map_or("", |row| &row.text);
        let text = fuller(listed_as, &name.text).to_owned();
        let state = TermState { text: text.clone(), kind: kind.word().into(), listed: true };
        let known = before.as_ref() == Some(&state);
        if !known {
            let op = self.op()?;
            let id = self.set_term(op, row.as_ref().map(|row| row.id), before.as_ref(), &state);
            let id = id.map_err(|error| self.wrong(error))?;
            let now = TermRow { id, text: text.clone(), kind, listed: true };
            match row {
                Some(row) => *row = now,
                None => listing.rows.push(now),
            }
        }
        let id = listing.rows.find(&text).map_or(0, |row| row.id);
        let alias = self.alias(id, &text, kind, listing).map_err(|error| self.wrong(error))?;
        Ok(ListedTerm { term: Term { text, kind, alias }, known })
    }

    fn alias(
        &self, term: i64, name: &str, kind: TermKind, listing: &mut Listing,
    ) -> rusqlite::Result<Option<String>> {
        if kind == TermKind::Public {
            return Ok(None);
        }
        let own = self
            .tx
            .prepare_cached("SELECT alias FROM alias WHERE term = :term AND kind = :kind")?
            .query_row(named_params! { ":term": term, ":kind": kind.word() }, |row| row.get("alias"))
            .optional()?;
        if let Some(alias) = own.or_else(|| listing.aliases.alias(kind, name).map(str::to_owned)) {
            return Ok(Some(alias));
        }
        let alias = listing.allocator.allocate(kind);
        self.tx
            .prepare_cached("INSERT INTO alias (term, kind, alias) VALUES (:term, :kind, :alias)")?
            .execute(named_params! { ":term": term, ":kind": kind.word(), ":alias": alias })?;
        listing.aliases.insert(kind, name, &alias);
        Ok(Some(alias))
    }

    /// Writes a term and what it was before; its id.
    fn set_term(
        &self, op: i64, id: Option<i64>, before: Option<&TermState>, state: &TermState,
    ) -> rusqlite::Result<i64> {
        let TermState { text, kind, listed } = state;
        let id = match id {
            Some(id) => {
                self.tx
                    .prepare_cached(
                        "UPDATE term SET text = :text, kind = :kind, listed = :listed WHERE id = :id",
                    )?
                    .execute(named_params! { ":text": text, ":kind": kind, ":listed": listed, ":id": id })?;
                id
            }
            None => {
                self.tx
                    .prepare_cached(
                        "INSERT INTO term (text, folded, kind, listed) VALUES (:text, :folded, :kind, :listed)",
                    )?
                    .execute(
                        named_params! { ":text": text, ":folded": fold(text), ":kind": kind, ":listed": listed },
                    )?;
                self.tx.last_insert_rowid()
            }
        };
        self.keep(op, "term", id, before)?;
        Ok(id)
    }

    /// Takes a name off the list; its alias stays its own. `None` where it is not listed, else what it was.
    pub fn unlist_term(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        let mut rows = TermRows::load(&self.tx).map_err(|error| self.wrong(error))?;
        let Some(row) = rows.find(name).filter(|row| row.listed) else { return Ok(None) };
        let op = self.op()?;
        let before = row.state();
        let state = TermState { listed: false, ..row.state() };
        self.set_term(op, Some(row.id), Some(&before), &state).map_err(|error| self.wrong(error))?;
        Ok(Some(before.text))
    }

    /// Gives a term the state it had before a command; one that was not there is no longer listed.
    pub(super) fn put_term_back(&mut self, id: i64, state: Option<&str>) -> Result<(), StoreError> {
        let unread =
            |_| StoreError::Sqlite { path: self.path.to_owned(), what: "read", source: unreadable("a term") };
        let state: Option<TermState> = state.map(serde_json::from_str).transpose().map_err(unread)?;
        let op = self.op()?;
        let put = || {
            let now = self
                .tx
                .prepare_cached("SELECT id, text, kind, listed FROM term WHERE id = :id")?
                .query_row(named_params! { ":id": id }, TermRow::read)
                .optional()?;
            let Some(now) = now else { return Ok(()) };
            let state = state.unwrap_or(TermState { listed: false, ..now.state() });
            self.set_term(op, Some(id), Some(&now.state()), &state).map(drop)
        };
        put().map_err(|error| self.wrong(error))
    }
}
