//! What is new since the last meeting with one's manager.
//!
//! The document is for the manager and for oneself, so it may say less than the private report and more than a document
//! for others: which criteria have **become** met since (good news, with the work that did it), what else shows one that was
//! met before, and **what to ask**: up to three criteria that are not met yet, as questions that fit what is there, each
//! with one example of the framework. It says no verdict, no
//! number, no failing test and no near miss, and it does not say that these three are the worst; a person who wants them
//! out deletes the line. Both days are assessed as if confidential entries were not there, each by the entries' days: an
//! entry of May that was logged yesterday counted in May.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::EligibleEntries;
use super::story::{Stories, Story, TemplateDate};
use crate::domain::coverage::{Coverage, CoverageFrame, Evidence, Rules, Status, coverage};
use crate::domain::dates::Window;
use crate::domain::document::Todo;
use crate::domain::framework::{CriterionKind, RequiredCriterion};
use crate::domain::ids::Level;
use crate::domain::next::least_covered;
use crate::domain::suggest::Suggestions;
use crate::domain::update::slug;

const QUESTIONS: usize = 3;
/// How many days are looked at where no window is asked for.
const DAYS: u64 = 14;

/// A criterion that is met now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MetCriterion {
    pub name: String,
    /// The level required.
    pub level: Level,
    pub block: String,
    /// The new work that shows it.
    pub pieces: Vec<Story>,
}

/// What a question asks for, by what is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// A first piece of work.
    First,
    /// Work at the level, where there is some below it.
    AtLevel,
    /// Newer work, where the newest at the level is old.
    Again,
    /// More of it, elsewhere.
    More,
}

impl From<Status> for QuestionKind {
    fn from(status: Status) -> Self {
        match status {
            Status::Missing => Self::First,
            Status::BelowLevel => Self::AtLevel,
            Status::Stale => Self::Again,
            Status::Thin | Status::Met => Self::More,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeetingQuestion {
    pub key: String,
    pub name: String,
    pub kind: CriterionKind,
    /// The level required.
    pub level: Level,
    pub ask: QuestionKind,
    pub block: String,
    /// What evidence of it looks like, by the framework.
    pub example: Option<String>,
}

/// What to talk about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OneToOne {
    /// The first day that is new.
    pub since: TemplateDate,
    /// The work since then, the newest first.
    pub pieces: Vec<Story>,
    /// What to type where there is none.
    pub todo: Option<Todo>,
    /// What became met.
    pub met: Vec<MetCriterion>,
    /// What was met before and has new work that shows it.
    pub more: Vec<MetCriterion>,
    pub questions: Vec<MeetingQuestion>,
}

/// The coverage the day before the first new one, and now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetAssessment {
    pub since: NaiveDate,
    pub then: Coverage,
    pub now: Coverage,
    /// What almost counts now, a criterion each.
    pub(crate) suggestions: Vec<Suggestions>,
}

impl TargetAssessment {
    /// Assesses both days by all of the past, whatever the window.
    pub fn new(
        required: &[RequiredCriterion<'_>], evidence: &Evidence, rules: Rules, frame: CoverageFrame,
    ) -> Self {
        let today = frame.today.min(frame.window.until);
        let since = frame.window.since.or_else(|| today.checked_sub_days(Days::new(DAYS))).unwrap_or(today);
        let on = |day| coverage(required, evidence, rules, as_of(frame, day));
        Self { since, then: on(since.pred_opt().unwrap_or(since)), now: on(today), suggestions: Vec::new() }
    }
}

/// The frame that counts all of the past up to a day.
pub fn as_of(frame: CoverageFrame, day: NaiveDate) -> CoverageFrame {
    CoverageFrame { today: day, window: Window::to(day), ..frame }
}

/// The evidence as if confidential entries showed nothing.
pub fn without_confidential(evidence: &Evidence) -> Evidence {
    let mut open = evidence.clone();
    open.tags.retain(|tag| !evidence.facts[tag.fact as usize].confidential);
    open
}

/// The entries since the first new day, the newest first.
pub(super) fn select(eligible: &EligibleEntries<'_>, assessment: &TargetAssessment) -> Vec<usize> {
    let is_new = |at: &usize| eligible.fact(*at).date >= assessment.since;
    eligible.facts.iter().copied().take_while(is_new).collect()
}

pub(super) fn one_to_one(assessment: &TargetAssessment, facts: &[usize], stories: &Stories<'_>) -> OneToOne {
    let stated = &stories.eligible.input.choice.stated;
    let both = assessment.now.criteria.iter().zip(&assessment.then.criteria).enumerate();
    let met = both.filter(|(_, (now, _))| now.status == Status::Met).map(|(at, (now, then))| {
        // A level that was only assumed shows nothing yet.
        let showing: Vec<usize> = facts.iter().copied().filter(|fact| stated[*fact].contains(&at)).collect();
        let criterion = MetCriterion {
            name: now.name.clone(),
            level: now.level,
            block: format!("met-{}", slug(&now.key)),
            pieces: stories.of(&showing),
        };
        (then.status != Status::Met, criterion)
    });
    let (met, more): (Vec<_>, Vec<_>) = met.partition(|(is_new, _)| *is_new);
    let criteria = |met: Vec<(bool, MetCriterion)>| met.into_iter().map(|(_, criterion)| criterion);
    let pieces = stories.of(facts);
    OneToOne {
        since: TemplateDate(assessment.since),
        todo: pieces.is_empty().then(|| Todo::log(stories.eligible.input.draft, "log what you did since")),
        pieces,
        met: criteria(met).collect(),
        more: criteria(more).filter(|more| !more.pieces.is_empty()).collect(),
        questions: questions(assessment),
    }
}

fn questions(assessment: &TargetAssessment) -> Vec<MeetingQuestion> {
    let worst = assessment.now.worst_first();
    let open = worst.into_iter().filter(|(_, covered)| covered.status != Status::Met);
    let question = open.take(QUESTIONS).map(|(at, covered)| {
        let suggestions = assessment.suggestions.get(at).cloned().unwrap_or_default();
        MeetingQuestion {
            key: covered.key.clone(),
            name: covered.name.clone(),
            kind: covered.kind,
            level: covered.level,
            ask: QuestionKind::from(covered.status),
            block: format!("ask-{}", slug(&covered.key)),
            example: least_covered(covered, &suggestions).map(|statement| statement.text.clone()),
        }
    });
    question.collect()
}
