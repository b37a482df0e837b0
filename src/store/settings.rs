//! The profile, the target and the picks: small, and undoable like everything else.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use super::{Store, StoreError, Tx};
use crate::domain::ids::{Level, Uid};
use crate::domain::journal::{Profile, Target};

/// The one target of a journal.
const TARGET: i64 = 1;

#[derive(Serialize, Deserialize)]
struct ProfileState {
    name: Option<String>,
    pronouns: Option<String>,
    manager: Option<String>,
    framework: String,
    /// A state from before this was asked.
    #[serde(default = "on")]
    behaviours: bool,
}

fn on() -> bool {
    true
}

#[derive(Serialize, Deserialize)]
struct TargetState {
    role: String,
    current: Option<u8>,
    level: u8,
    due: Option<String>,
    level_since: Option<String>,
    groups: Vec<String>,
}

fn unreadable(what: &str) -> rusqlite::Error {
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

fn load_target(connection: &Connection) -> rusqlite::Result<Option<Target>> {
    connection
        .prepare_cached("SELECT role, current, level, due, level_since, groups FROM target WHERE in_use = 1")?
        .query_row([], |row| {
            let day = |text: Option<String>| match text {
                Some(text) => text.parse().map(Some).map_err(|_| unreadable("a day")),
                None => Ok(None),
            };
            let level = |rank| Level::new(rank).ok_or_else(|| unreadable("a level"));
            Ok(Target {
                role: row.get("role")?,
                current: row.get::<_, Option<u8>>("current")?.map(level).transpose()?,
                level: level(row.get("level")?)?,
                due: day(row.get("due")?)?,
                level_since: day(row.get("level_since")?)?,
                groups: serde_json::from_str(row.get_ref("groups")?.as_str()?)
                    .map_err(|_| unreadable("a list of groups"))?,
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
    ///
    /// # Errors
    /// A journal that cannot be read.
    pub fn profile(&self) -> Result<Option<Profile>, StoreError> {
        load_profile(&self.connection).map_err(|error| self.wrong(error))
    }

    /// What it is kept for; `None` before `init`.
    ///
    /// # Errors
    /// A journal that cannot be read.
    pub fn target(&self) -> Result<Option<Target>, StoreError> {
        load_target(&self.connection).map_err(|error| self.wrong(error))
    }

    /// The entries whose results the document tells first.
    ///
    /// # Errors
    /// A journal that cannot be read.
    pub fn picks(&self) -> Result<Vec<Uid>, StoreError> {
        load_picks(&self.connection).map_err(|error| self.wrong(error))
    }
}

impl Tx<'_> {
    /// Whose journal it is, as this transaction sees it; `None` before `init`.
    ///
    /// # Errors
    /// A journal that cannot be read.
    pub fn profile(&self) -> Result<Option<Profile>, StoreError> {
        load_profile(&self.tx).map_err(|error| self.wrong(error))
    }

    /// Sets the profile.
    ///
    /// # Errors
    /// A journal that cannot be written.
    pub fn set_profile(&mut self, profile: Option<&Profile>) -> Result<(), StoreError> {
        let op = self.op()?;
        let set = || {
            let before = load_profile(&self.tx)?.map(|profile| ProfileState {
                name: profile.name,
                pronouns: profile.pronouns,
                manager: profile.manager,
                framework: profile.framework,
                behaviours: profile.behaviours,
            });
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

    /// Sets the target.
    ///
    /// # Errors
    /// A journal that cannot be written.
    pub fn set_target(&mut self, target: Option<&Target>) -> Result<(), StoreError> {
        let op = self.op()?;
        let set = || {
            let before = load_target(&self.tx)?.map(|target| TargetState {
                role: target.role,
                current: target.current.map(Level::get),
                level: target.level.get(),
                due: target.due.map(|day| day.to_string()),
                level_since: target.level_since.map(|day| day.to_string()),
                groups: target.groups,
            });
            self.keep(op, "target", TARGET, before.as_ref())?;
            self.tx.execute("DELETE FROM target", [])?;
            if let Some(target) = target {
                self.tx.execute(
                    "INSERT INTO target (id, role, current, level, due, level_since, groups, in_use)
                     VALUES (:id, :role, :current, :level, :due, :level_since, :groups, 1)",
                    named_params! {
                        ":id": TARGET, ":role": target.role, ":current": target.current.map(Level::get),
                        ":level": target.level.get(), ":due": target.due.map(|day| day.to_string()),
                        ":level_since": target.level_since.map(|day| day.to_string()),
                        ":groups": serde_json::to_string(&target.groups).unwrap_or_else(|_| "[]".to_owned()),
                    },
                )?;
            }
            Ok(())
        };
        set().map_err(|error| self.wrong(error))
    }

    /// Sets the picks, in their order.
    ///
    /// # Errors
    /// A journal that cannot be written.
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

    fn keep<T: Serialize>(&self, op: i64, kind: &str, item: i64, before: Option<&T>) -> rusqlite::Result<()> {
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
    pub(super) fn put_setting_back(&mut self, kind: &str, state: Option<&str>) -> Result<(), StoreError> {
        let wrong =
            |what| StoreError::Sqlite { path: self.path.to_owned(), what: "read", source: unreadable(what) };
        match kind {
            "profile" => {
                let state: Option<ProfileState> =
                    state.map(serde_json::from_str).transpose().map_err(|_| wrong("a profile"))?;
                let profile = state.map(|state| Profile {
                    name: state.name,
                    pronouns: state.pronouns,
                    manager: state.manager,
                    framework: state.framework,
                    behaviours: state.behaviours,
                });
                self.set_profile(profile.as_ref())
            }
            "target" => {
                let state: Option<TargetState> =
                    state.map(serde_json::from_str).transpose().map_err(|_| wrong("a target"))?;
                let target = state.map(|state| {
                    let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
                    Some(Target {
                        role: state.role,
                        current: state.current.and_then(Level::new),
                        level: Level::new(state.level)?,
                        due: day(state.due),
                        level_since: day(state.level_since),
                        groups: state.groups,
                    })
                });
                self.set_target(target.flatten().as_ref())
            }
            _ => {
                let state: Option<Vec<String>> =
                    state.map(serde_json::from_str).transpose().map_err(|_| wrong("picks"))?;
                let picks: Vec<Uid> =
                    state.unwrap_or_default().iter().filter_map(|uid| uid.parse().ok()).collect();
                self.set_picks(&picks)
            }
        }
    }
}
