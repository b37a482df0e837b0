//! What to type where the journal has no answer. The document speaks of the person, so none of these says "you".

use super::{EligibleEntries, IMPROVES, JOINS, TEACHES};
use crate::domain::document::Todo;
use crate::domain::ids::{EntryNo, Level};

/// How many entries are named from which an answer may be told.
const NAMED: usize = 10;

pub(super) struct PacketTodos<'t> {
    eligible: &'t EligibleEntries<'t>,
    level: Level,
}

impl<'t> PacketTodos<'t> {
    pub(super) fn new(eligible: &'t EligibleEntries<'t>) -> Self {
        Self { eligible, level: eligible.input.draft.level }
    }

    /// Work to log, tagged with the first of the keys that is required, else with the first criterion.
    fn log(&self, say: &str, keys: &[&str], options: &str) -> Todo {
        let required = self.eligible.required();
        let is_required =
            |key: &&&str| required.iter().any(|required| required.criterion.key.eq_ignore_ascii_case(key));
        let first = || required.first().map_or("KEY", |required| &required.criterion.key);
        let key = keys.iter().find(is_required).copied().unwrap_or_else(first);
        Todo::new(say, format!("promo log \"…\" -t {key}@{}{options}", self.level))
    }

    pub(super) fn projects(&self) -> Todo {
        let say = format!("tell of work that was led at level {}", self.level);
        self.log(&say, &[], " -p PROJECT --part led")
    }

    pub(super) fn improvements(&self) -> Todo {
        let say = "tell what works better in the organisation through this work, and for how many";
        self.log(say, &IMPROVES, " --result \"…\"")
    }

    pub(super) fn impact(&self, strongest: Option<EntryNo>) -> Todo {
        match strongest {
            Some(id) => Todo::edit(id, "say what came of it, with a number and its baseline", "result"),
            None => {
                let say = "tell what came of the work, with a number and its baseline";
                self.log(say, &[], " --result \"…\"")
            }
        }
    }

    /// Teaching is own work: it is never logged as help.
    pub(super) fn people(&self, perhaps: &[EntryNo]) -> Todo {
        let say = "tell who was taught or mentored, through what, and what they do now";
        let [first, rest @ ..] = perhaps else { return self.log(say, &TEACHES, "") };
        let mut all: String = rest.iter().take(NAMED - 1).map(|id| format!(", {id}")).collect();
        if rest.len() >= NAMED {
            all.push_str(&format!(" or {} more", rest.len() + 1 - NAMED));
        }
        let of = if rest.is_empty() { "entry" } else { "entries" };
        Todo::new(format!("{say}, perhaps from {of} {first}{all}"), format!("promo edit {first}"))
    }

    pub(super) fn glue(&self) -> Todo {
        let say =
            "tell what was done between people and teams that nobody had asked for, and what came of it";
        self.log(say, &JOINS, "")
    }
}
