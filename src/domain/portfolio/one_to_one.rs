//! What is new since the last meeting with one's manager.
//!
//! The document is for the manager and for oneself, so it may say less than the private report and more than a document
//! for others: which criteria have **become** met since (good news, with the work that did it), what else shows one that was
//! met before, and **what to ask**: up to three criteria that are not met yet, as questions that fit what is there, each
//! with one example of the framework. It says no verdict, no
//! number, no failing test and no near miss, and it does not say that these three are the worst; a person who wants them
//! out deletes the line. Both reports are judged as if confidential entries were not there, each as of its own day by the
//! entries' days: an entry of May that was logged yesterday counted in May.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};

use super::{Shelf, Story};
use crate::domain::coverage::{Coverage, CoverageFrame, Evidence, Rules, Status, coverage};
use crate::domain::dates::Window;
use crate::domain::document::Todo;
use crate::domain::framework::{CriterionKind, RequiredCriterion};
use crate::domain::ids::{EntryNo, Level};
use crate::domain::next::least_covered;
use crate::domain::suggest::Suggestions;
use crate::domain::update::slug;

const QUESTIONS: usize = 3;
/// How many days are looked at where nobody said since when.
const DAYS: u64 = 14;

/// A criterion that is met now, and the new work that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NowMet {
    pub name: String,
    pub level: Level,
    /// A name for its place in the document.
    pub block: String,
    /// The work since then that shows it.
    pub pieces: Vec<Story>,
}

/// What a question asks for, by what is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    First,
    /// Work at the level, where there is some below it.
    AtLevel,
    /// Newer work, where the newest at the level is old.
    Again,
    /// More of it, elsewhere.
    More,
}

impl Ask {
    pub fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::AtLevel => "at-level",
            Self::Again => "again",
            Self::More => "more",
        }
    }

    pub(super) fn of(status: Status) -> Self {
        match status {
            Status::Missing => Self::First,
            Status::BelowLevel => Self::AtLevel,
            Status::Stale => Self::Again,
            Status::Thin | Status::Met => Self::More,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub key: String,
    pub name: String,
    pub kind: CriterionKind,
    pub level: Level,
    pub ask: Ask,
    /// A name for its place in the document.
    pub block: String,
    /// What evidence of it looks like, by the framework.
    pub example: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneToOne {
    pub since: NaiveDate,
    /// The work since then, the newest first.
    pub pieces: Vec<Story>,
    /// What to type where there is none.
    pub todo: Option<Todo>,
    pub met: Vec<NowMet>,
    /// What was met before and has new work that shows it.
    pub more: Vec<NowMet>,
    pub questions: Vec<Question>,
}

/// What a meeting is about, judged: what was met the day before it begins, and what is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    pub since: NaiveDate,
    pub then: Coverage,
    pub now: Coverage,
    pub around: Vec<Suggestions>,
}

impl Assessment {
    /// Judges both days by all of the past, whatever the window.
    pub fn new(
        asked: &[RequiredCriterion<'_>], evidence: &Evidence, rules: Rules, frame: CoverageFrame,
    ) -> Self {
        let today = frame.today.min(frame.window.until);
        let since = frame.window.since.or_else(|| today.checked_sub_days(Days::new(DAYS))).unwrap_or(today);
        let on = |day| coverage(asked, evidence, rules, as_of(frame, day));
        Self { since, then: on(since.pred_opt().unwrap_or(since)), now: on(today), around: Vec::new() }
    }
}

/// The frame that judges by all of the past up to a day.
pub fn as_of(frame: CoverageFrame, day: NaiveDate) -> CoverageFrame {
    CoverageFrame { today: day, window: Window::to(day), ..frame }
}

/// What the journal would know without its confidential entries: they are there, and show nothing.
pub fn open(evidence: &Evidence) -> Evidence {
    let mut open = evidence.clone();
    open.tags.retain(|tag| !evidence.facts[tag.fact as usize].confidential);
    open
}

pub(super) fn meeting(shelf: &Shelf<'_>, judged: &Assessment) -> OneToOne {
    let facts: Vec<usize> =
        shelf.told.iter().take_while(|told| told.fact.date >= judged.since).map(|told| told.at).collect();
    let (pieces, all) = (shelf.pieces(&facts), &shelf.source.case.evidence.facts);
    let both = judged.now.criteria.iter().zip(&judged.then.criteria);
    let met = both.enumerate().filter(|(_, (now, _))| now.status == Status::Met).map(|(at, (now, then))| {
        // A level that was only assumed shows nothing yet.
        let stated = |fact: &usize| shelf.source.choice.stated[*fact].contains(&at);
        let numbers: HashSet<EntryNo> =
            facts.iter().filter(|fact| stated(fact)).map(|fact| all[*fact].id).collect();
        let shows = |piece: &&Story| numbers.contains(&piece.id);
        let criterion = NowMet {
            name: now.name.clone(),
            level: now.level,
            block: format!("met-{}", slug(&now.key)),
            pieces: pieces.iter().filter(shows).cloned().collect(),
        };
        (then.status != Status::Met, criterion)
    });
    let (met, more): (Vec<_>, Vec<_>) = met.partition(|(is_new, _)| *is_new);
    let only = |met: Vec<(bool, NowMet)>| met.into_iter().map(|(_, criterion)| criterion);
    let (met, more) = (only(met).collect(), only(more).filter(|more| !more.pieces.is_empty()).collect());
    let worst = judged.now.worst_first();
    let open = worst.into_iter().filter(|(_, covered)| covered.status != Status::Met);
    let questions = open.take(QUESTIONS).map(|(at, covered)| {
        let around = judged.around.get(at).cloned().unwrap_or_default();
        Question {
            key: covered.key.clone(),
            name: covered.name.clone(),
            kind: covered.kind,
            level: covered.level,
            ask: Ask::of(covered.status),
            block: format!("ask-{}", slug(&covered.key)),
            example: least_covered(covered, &around).map(|statement| statement.text.clone()),
        }
    });
    OneToOne {
        since: judged.since,
        todo: pieces.is_empty().then(|| super::todo_for_work("log what you did since", shelf.source.case)),
        pieces,
        met,
        more,
        questions: questions.collect(),
    }
}
