//! A draft, and all that it was made from: what `export` writes, checks or explains.

use anyhow::Result;
use chrono::NaiveDate;

use crate::app::App;
use crate::cli::ExportArgs;
use crate::commands::world::{Ground, no_target, role, role_level, window};
use crate::domain::coverage::{Evidence, Frame};
use crate::domain::document::choice::{Choice, choose};
use crate::domain::document::{Case, Draft, draft};
use crate::domain::entry::Entry;
use crate::domain::framework::Asked;
use crate::domain::ids::{EntryRef, Level, Uid};
use crate::error::with_hint;
use crate::store::Store;

/// A draft, and what it was made from.
pub struct Made<'m> {
    /// The journal.
    pub store: &'m Store,
    /// Whose it is, by which framework, for which target.
    pub ground: &'m Ground,
    /// What the journal knows.
    pub evidence: Evidence,
    /// What the target asks.
    pub asked: Vec<Asked<'m>>,
    /// What is to be told first.
    pub picks: Vec<Uid>,
    /// What is told.
    pub choice: Choice,
    /// The document.
    pub draft: Draft,
    /// The day it is for.
    pub today: NaiveDate,
    /// The level wanted.
    pub level: Level,
    /// The title held.
    pub current: Option<&'m str>,
    /// The title wanted.
    pub wanted: &'m str,
}

impl<'m> Made<'m> {
    /// Makes the draft of the target in the window of the options.
    ///
    /// # Errors
    /// No target; an option that cannot be understood; a journal that cannot be read.
    pub fn by(args: &ExportArgs, store: &'m Store, ground: &'m Ground, app: &App<'_>) -> Result<Self> {
        let Some(target) = &ground.target else {
            return Err(with_hint(no_target(), "promo init --role support-engineer --current 3 --target 4"));
        };
        let role = role(&ground.framework, &target.role)?;
        let at = role_level(&ground.framework, role, &target.level.to_string())?;
        let asked = ground.framework.asked(at, &target.groups);
        let today = app.clock.report_day()?;
        let frame = Frame { today, window: window(&args.window, today)?, level_since: target.level_since };
        let evidence = store.evidence()?;
        let picks = store.picks()?;
        let choice = choose(&asked, &evidence, frame, &picks);
        let current = target.current.and_then(|level| role.at(level)).map(|at| &*at.title);
        let entries = cited(store, &evidence, &choice)?;
        let case = Case {
            profile: &ground.profile,
            current,
            wanted: &at.title,
            level: at.level,
            asked: &asked,
            evidence: &evidence,
        };
        let draft = draft(&case, &choice, &entries);
        let (level, wanted) = (at.level, &*at.title);
        Ok(Self { store, ground, evidence, asked, picks, choice, draft, today, level, current, wanted })
    }
}

/// The entries that the document tells, in full.
fn cited(store: &Store, evidence: &Evidence, choice: &Choice) -> Result<Vec<Entry>> {
    let mut ids: Vec<_> = choice.cited().map(|fact| evidence.facts[fact].id).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids.into_iter().map(|id| store.entry(EntryRef::No(id))).collect::<Result<_, _>>()?)
}
