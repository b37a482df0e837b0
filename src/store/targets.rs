//! The targets: a short list of which at most one is in use. Each is an item of its own in what history keeps.

use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use super::settings::{on, unreadable};
use super::{Store, StoreError, Tx};
use crate::domain::ids::Level;
use crate::domain::journal::{ListedTarget, Target};

const TARGET: &str =
    "SELECT id, framework, role, current, level, due, level_since, groups, in_use FROM target";

/// A target as history keeps it. Before there were several, the only one was of the framework in force, and in use.
#[derive(Serialize, Deserialize)]
struct TargetState {
    #[serde(default)]
    framework: Option<String>,
    role: String,
    current: Option<u8>,
    level: u8,
    due: Option<String>,
    level_since: Option<String>,
    groups: Vec<String>,
    #[serde(default = "on")]
    in_use: bool,
}

impl From<ListedTarget> for TargetState {
    fn from(listed: ListedTarget) -> Self {
        let target = listed.target;
        Self {
            framework: target.framework,
            role: target.role,
            current: target.current.map(Level::get),
            level: target.level.get(),
            due: target.due.map(|day| day.to_string()),
            level_since: target.level_since.map(|day| day.to_string()),
            groups: target.groups,
            in_use: listed.in_use,
        }
    }
}

impl TargetState {
    fn target(self) -> Option<Target> {
        let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
        Some(Target {
            framework: self.framework,
            role: self.role,
            current: self.current.and_then(Level::new),
            level: Level::new(self.level)?,
            due: day(self.due),
            level_since: day(self.level_since),
            groups: self.groups,
        })
    }
}

fn listed(row: &Row<'_>) -> rusqlite::Result<ListedTarget> {
    let day = |text: Option<String>| match text {
        Some(text) => text.parse().map(Some).map_err(|_| unreadable("a day")),
        None => Ok(None),
    };
    let level = |rank| Level::new(rank).ok_or_else(|| unreadable("a level"));
    let target = Target {
        framework: row.get("framework")?,
        role: row.get("role")?,
        current: row.get::<_, Option<u8>>("current")?.map(level).transpose()?,
        level: level(row.get("level")?)?,
        due: day(row.get("due")?)?,
        level_since: day(row.get("level_since")?)?,
        groups: serde_json::from_str(row.get_ref("groups")?.as_str()?)
            .map_err(|_| unreadable("a list of groups"))?,
    };
    Ok(ListedTarget { id: row.get("id")?, in_use: row.get("in_use")?, target })
}

fn load_all(connection: &Connection) -> rusqlite::Result<Vec<ListedTarget>> {
    let mut select = connection.prepare_cached(&format!("{TARGET} ORDER BY id"))?;
    select.query_map([], listed)?.collect()
}

fn load_in_use(connection: &Connection) -> rusqlite::Result<Option<ListedTarget>> {
    connection.prepare_cached(&format!("{TARGET} WHERE in_use = 1"))?.query_row([], listed).optional()
}

fn load(connection: &Connection, id: u32) -> rusqlite::Result<Option<ListedTarget>> {
    let mut select = connection.prepare_cached(&format!("{TARGET} WHERE id = :id"))?;
    select.query_row(named_params! { ":id": id }, listed).optional()
}

impl Store {
    /// The target in use; `None` before `init`.
    pub fn target(&self) -> Result<Option<Target>, StoreError> {
        let found = load_in_use(&self.connection).map_err(|error| self.wrong(error))?;
        Ok(found.map(|listed| listed.target))
    }

    /// All targets, by number.
    pub fn targets(&self) -> Result<Vec<ListedTarget>, StoreError> {
        load_all(&self.connection).map_err(|error| self.wrong(error))
    }
}

impl Tx<'_> {
    /// All targets, by number, as this transaction sees them.
    pub fn targets(&self) -> Result<Vec<ListedTarget>, StoreError> {
        load_all(&self.tx).map_err(|error| self.wrong(error))
    }

    /// Changes the target in use, and no other; where none is in use, a new one is.
    pub fn set_target(&mut self, target: &Target) -> Result<(), StoreError> {
        let in_use = load_in_use(&self.tx).map_err(|error| self.wrong(error))?;
        match in_use {
            Some(listed) => self.put_target(listed.id, Some((target, true))),
            None => {
                let id = self.add_target(target)?;
                self.use_target(id)
            }
        }
    }

    /// Adds a target, which is not in use yet, and gives its number.
    pub fn add_target(&mut self, target: &Target) -> Result<u32, StoreError> {
        let next = self.tx.query_row(
            "SELECT max(coalesce((SELECT max(id) FROM target), 0),
             coalesce((SELECT max(item) FROM change WHERE kind = 'target'), 0)) + 1 AS next",
            [],
            |row| row.get("next"),
        );
        let id = next.map_err(|error| self.wrong(error))?;
        self.put_target(id, Some((target, false)))?;
        Ok(id)
    }

    /// Changes a target, which stays in use or not as it is.
    pub fn change_target(&mut self, id: u32, target: &Target) -> Result<(), StoreError> {
        let in_use = load(&self.tx, id).map_err(|error| self.wrong(error))?.is_some_and(|one| one.in_use);
        self.put_target(id, Some((target, in_use)))
    }

    /// Puts a target in use; the one that was is so no longer. One that is gone changes nothing.
    pub fn use_target(&mut self, id: u32) -> Result<(), StoreError> {
        let Some(listed) = load(&self.tx, id).map_err(|error| self.wrong(error))? else { return Ok(()) };
        if let Some(was) = load_in_use(&self.tx).map_err(|error| self.wrong(error))? {
            self.put_target(was.id, Some((&was.target, false)))?;
        }
        self.put_target(id, Some((&listed.target, true)))
    }

    pub fn remove_target(&mut self, id: u32) -> Result<(), StoreError> {
        self.put_target(id, None)
    }

    /// Gives a target a state, and history the one that it had.
    fn put_target(&mut self, id: u32, state: Option<(&Target, bool)>) -> Result<(), StoreError> {
        let op = self.op()?;
        let put = || {
            let before = load(&self.tx, id)?.map(TargetState::from);
            self.keep(op, "target", id.into(), before.as_ref())?;
            self.tx.execute("DELETE FROM target WHERE id = :id", named_params! { ":id": id })?;
            let Some((target, in_use)) = state else { return Ok(()) };
            self.tx.execute(
                "INSERT INTO target (id, framework, role, current, level, due, level_since, groups, in_use)
                 VALUES (:id, :framework, :role, :current, :level, :due, :level_since, :groups, :in_use)",
                named_params! {
                    ":id": id, ":framework": target.framework, ":role": target.role,
                    ":current": target.current.map(Level::get), ":level": target.level.get(),
                    ":due": target.due.map(|day| day.to_string()),
                    ":level_since": target.level_since.map(|day| day.to_string()),
                    ":groups": serde_json::to_string(&target.groups).unwrap_or_else(|_| "[]".to_owned()),
                    ":in_use": in_use,
                },
            )?;
            Ok(())
        };
        put().map_err(|error| self.wrong(error))
    }

    /// Gives a target the state it had before a command.
    pub(super) fn put_target_back(&mut self, item: i64, state: Option<&str>) -> Result<(), StoreError> {
        let wrong =
            |what| StoreError::Sqlite { path: self.path.to_owned(), what: "read", source: unreadable(what) };
        let id = u32::try_from(item).map_err(|_| wrong("a target's number"))?;
        let state: Option<TargetState> =
            state.map(serde_json::from_str).transpose().map_err(|_| wrong("a target"))?;
        let in_use = state.as_ref().is_some_and(|state| state.in_use);
        let was = load_in_use(&self.tx).map_err(|error| self.wrong(error))?;
        // The command that put that one in use changed both, so it gets its own state back too.
        if let Some(was) = was.filter(|was| in_use && was.id != id) {
            self.put_target(was.id, Some((&was.target, false)))?;
        }
        let target = state.and_then(TargetState::target);
        self.put_target(id, target.as_ref().map(|target| (target, in_use)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Access;

    const AT: &str = "2026-11-22T12:00:00+00:00";

    fn journal() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        Store::create(&path).unwrap();
        let store = Store::open(&path, Access::Write).unwrap();
        (folder, store)
    }

    fn target(role: &str, level: u8) -> Target {
        Target {
            framework: Some("engineering".into()),
            role: role.into(),
            current: None,
            level: Level::known(level),
            due: Some("2027-03-01".parse().unwrap()),
            level_since: None,
            groups: vec!["attributes".into()],
        }
    }

    fn change<T>(store: &mut Store, change: impl FnOnce(&mut Tx<'_>) -> T) -> T {
        let mut tx = store.begin("test", AT).unwrap();
        let answer = change(&mut tx);
        tx.commit().unwrap();
        answer
    }

    #[test]
    fn each_change_can_be_undone() {
        let (_folder, mut store) = journal();
        let mut states = vec![store.targets().unwrap()];
        let steps: [fn(&mut Tx<'_>); 7] = [
            |tx| tx.set_target(&target("a", 4)).unwrap(),
            |tx| {
                assert_eq!(tx.add_target(&target("b", 5)).unwrap(), 2);
                assert_eq!(tx.add_target(&target("c", 6)).unwrap(), 3);
            },
            |tx| tx.use_target(2).unwrap(),
            |tx| tx.set_target(&target("b", 6)).unwrap(),
            |tx| tx.change_target(1, &target("a", 3)).unwrap(),
            |tx| tx.remove_target(2).unwrap(),
            |tx| {
                tx.use_target(3).unwrap();
                tx.use_target(1).unwrap();
            },
        ];
        for step in steps {
            change(&mut store, step);
            states.push(store.targets().unwrap());
        }
        let names = |listed: &[ListedTarget]| -> Vec<String> {
            let mark = |in_use| if in_use { "*" } else { "" };
            listed.iter().map(|one| format!("{}{}", one.target.name(), mark(one.in_use))).collect()
        };
        assert_eq!(names(&states[4]), ["a@4", "b@6*", "c@6"]);
        assert_eq!(names(&states[7]), ["a@3*", "c@6"]);
        assert_eq!(store.target().unwrap(), Some(target("a", 3)));
        states.pop();
        while let Some(before) = states.pop() {
            let undone = change(&mut store, |tx| tx.undo().unwrap());
            assert_eq!(undone.settings, ["target"]);
            assert_eq!(store.targets().unwrap(), before);
        }
        // A number is not given twice.
        assert_eq!(change(&mut store, |tx| tx.add_target(&target("d", 4)).unwrap()), 4);
    }

    #[test]
    fn a_state_from_before_there_were_several_is_read() {
        let (_folder, mut store) = journal();
        change(&mut store, |tx| tx.set_target(&target("a", 4)).unwrap());
        let old = r#"{"role":"b","current":3,"level":4,"due":null,"level_since":null,"groups":[]}"#;
        change(&mut store, |tx| tx.put_target_back(1, Some(old)).unwrap());
        let found = store.targets().unwrap().remove(0);
        assert_eq!((found.in_use, found.target.name().as_str()), (true, "b@4"));
        assert_eq!(found.target.framework, None);
    }
}
