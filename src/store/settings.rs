//! The profile and the picks: small, and undoable like everything else. Targets are so too: see [`super::targets`].

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use super::{Store, StoreError, Tx};
use crate::domain::ids::Uid;
use crate::domain::journal::Profile;

pub(super) fn on() -> bool {
    true
}

pub(super) fn unreadable(what: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, format!("not {what}").into())
}

fn load_profile(connection: &Connection) -> rusqlite::Result<Option<Profile>> {
    connection
        .prepare_cached("SELECT name, pronouns, manager, framework, behaviours FROM profile WHERE id = 1")?
        .query_row([], |row| {
            Ok(Profile {
                name: row.get("name")?,
                pronouns: row.get("pronouns")?,
                manager: row.get("manager")?,
                framework: row.get("framework")?,
                behaviours: row.get("behaviours")?,
            })
        })
        .optional()
}

fn load_picks(connection: &Connection) -> rusqlite::Result<Vec<Uid>> {
    let mut select = connection.prepare_cached("SELECT uid FROM pick ORDER BY ord")?;
    let picks = select.query_map([], |row| row.get("uid").map(Uid::from_bytes))?;
    picks.collect()
}

impl Store {
    /// Whose journal it is; `None` before `init`.
    pub fn profile(&self) -> Result<Option<Profile>, StoreError> {
        load_profile(&self.connection).map_err(|error| self.wrong(error))
    }

    /// The entries whose results the document tells first.
    pub fn picks(&self) -> Result<Vec<Uid>, StoreError> {
        load_picks(&self.connection).map_err(|error| self.wrong(error))
    }
}

impl Tx<'_> {
    /// Whose journal it is, as this transaction sees it; `None` before `init`.
    pub fn profile(&self) -> Result<Option<Profile>, StoreError> {
        load_profile(&self.tx).map_err(|error| self.wrong(error))
    }

    pub fn set_profile(&mut self, profile: Option<&Profile>) -> Result<(), StoreError> {
        let op = self.op()?;
        let set = || {
            let before = load_profile(&self.tx)?;
            self.keep(op, "profile", 1, before.as_ref())?;
            self.tx.execute("DELETE FROM profile", [])?;
            if let Some(profile) = profile {
                self.tx.execute(
                    "INSERT INTO profile (id, name, pronouns, manager, framework, behaviours)
                     VALUES (1, :name, :pronouns, :manager, :framework, :behaviours)",
                    named_params! {
                        ":name": profile.name, ":pronouns": profile.pronouns, ":manager": profile.manager,
                        ":framework": profile.framework, ":behaviours": profile.behaviours,
                    },
                )?;
            }
            Ok(())
        };
        set().map_err(|error| self.wrong(error))
    }

    /// Sets the picks, in their order.
    pub fn set_picks(&mut self, picks: &[Uid]) -> Result<(), StoreError> {
        let op = self.op()?;
        let set = || {
            let before: Vec<String> = load_picks(&self.tx)?.iter().map(Uid::to_string).collect();
            self.keep(op, "picks", 1, Some(&before))?;
            self.tx.execute("DELETE FROM pick", [])?;
            let mut insert = self.tx.prepare_cached("INSERT INTO pick (uid) VALUES (:uid)")?;
            for uid in picks {
                insert.execute(named_params! { ":uid": uid.as_bytes() })?;
            }
            Ok(())
        };
        set().map_err(|error| self.wrong(error))
    }

    /// Keeps what something was before a command.
    pub(super) fn keep<T: Serialize>(
        &self, op: i64, kind: &str, item: i64, before: Option<&T>,
    ) -> rusqlite::Result<()> {
        let state = before
            .map(|state| serde_json::to_string(state))
            .transpose()
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        self.tx
            .prepare_cached(
                "INSERT INTO change (op, kind, item, before) VALUES (:op, :kind, :item, :before) ON CONFLICT DO NOTHING",
            )?
            .execute(named_params! { ":op": op, ":kind": kind, ":item": item, ":before": state })?;
        Ok(())
    }

    /// Gives a setting the state it had before a command.
    pub(super) fn put_setting_back(
        &mut self, kind: &str, item: i64, state: Option<&str>,
    ) -> Result<(), StoreError> {
        let wrong =
            |what| StoreError::Sqlite { path: self.path.to_owned(), what: "read", source: unreadable(what) };
        match kind {
            "profile" => {
                let profile: Option<Profile> =
                    state.map(serde_json::from_str).transpose().map_err(|_| wrong("a profile"))?;
                self.set_profile(profile.as_ref())
            }
            "target" => self.put_target_back(item, state),
            "picks" => {
                let state: Option<Vec<String>> =
                    state.map(serde_json::from_str).transpose().map_err(|_| wrong("picks"))?;
                let picks: Vec<Uid> =
                    state.unwrap_or_default().iter().filter_map(|uid| uid.parse().ok()).collect();
                self.set_picks(&picks)
            }
            _ => Err(wrong("a change that this version of promo knows")),
        }
    }
}
