//! What `gap` and `next` start with: a target judged by the evidence, and what almost counts for it.

mod scope;

use anyhow::Result;
use chrono::NaiveDate;

pub use self::scope::Scope;
use self::scope::window_to;
use super::context::Context;
use super::redactor::Redactor;
use crate::app::App;
use crate::cli::GapArgs;
use crate::domain::coverage::{Coverage, CoverageFrame, CriterionCoverage, Evidence, coverage};
use crate::domain::framework::{Framework, RequiredCriterion, Role, RoleLevel};
use crate::domain::ids::{EntryNo, Level};
use crate::domain::journal::Target;
use crate::domain::next::{Action, Step, actions};
use crate::domain::suggest::word_index::{WordIndex, common_from, wanted};
use crate::domain::suggest::{Suggestion, SuggestionReason, Suggestions, suggest};
use crate::render::gap::{NearMiss, NextStep};
use crate::render::gap_json::Subject;
use crate::render::text::list;
use crate::store::Store;

pub struct Assessment<'g> {
    pub today: NaiveDate,
    pub past: bool,
    /// The key of the framework judged by.
    pub framework: &'g str,
    /// The framework in force, where that is another one.
    in_force: Option<&'g Framework>,
    /// What should be known where that is not in force.
    pub what_if: Option<String>,
    pub role: &'g Role,
    /// The role at the level judged by.
    pub at: &'g RoleLevel,
    /// The target in use, if that is what is judged.
    pub target: Option<&'g Target>,
    /// When the case is due, if this is the target.
    pub due: Option<NaiveDate>,
    pub frame: CoverageFrame,
    pub asked: Vec<RequiredCriterion<'g>>,
    pub evidence: Evidence,
    pub report: Coverage,
    /// What almost counts, a criterion of the report each.
    pub around: Vec<Suggestions>,
    /// What may be said of entries, in a form that is made to be handed on; `None` at the owner's terminal.
    pub discreet: Option<Redactor>,
}

impl<'g> Assessment<'g> {
    /// Judges by the role, level, window and groups of the options. A verbose report suggests entries for what is met too.
    pub fn by(args: &GapArgs, ground: &'g Context, store: &Store, app: &mut App<'_>) -> Result<Self> {
        let Scope { now, today, framework, what_if, role, at, target, due, asked, level_since, rules } =
            Scope::by(args, ground, app)?;
        let frame = CoverageFrame { today, window: window_to(args, today)?, level_since };
        let mut evidence = store.evidence()?;
        evidence.as_of(today, now);
        let report = coverage(&asked, &evidence, rules, frame);
        let words = wanted(&report, args.verbose);
        let found = store.holding(&words, common_from(evidence.facts.len()))?;
        let around = suggest(&report, &evidence, frame, &WordIndex::new(found, &evidence));
        let past = args.as_of.is_some();
        if app.clock.is_pinned() && !past {
            app.say(&format!("Judged as of {today} (SOURCE_DATE_EPOCH)."))?;
        }
        let discreet = Redactor::of_report(args, store)?;
        Ok(Self {
            today,
            past,
            framework,
            in_force: ground.in_force.as_ref(),
            what_if,
            role,
            at,
            target,
            due,
            frame,
            asked,
            evidence,
            report,
            around,
            discreet,
        })
    }

    pub fn subject(&self) -> Subject<'_> {
        Subject {
            today: self.today,
            framework: self.framework,
            role: &self.role.key,
            level: self.at.level,
            title: &self.at.title,
            due: self.due,
        }
    }

    /// The day of the journal's first entry, where a past day is judged that lies before it.
    pub fn first_later(&self) -> Option<NaiveDate> {
        let first = self.evidence.facts.iter().map(|fact| fact.date).min()?;
        (self.past && first > self.today).then_some(first)
    }

    /// The titles of some facts, as far as they may be said.
    pub fn titles(&self, store: &Store, facts: &[u32]) -> Result<Vec<String>> {
        let ids: Vec<_> = facts.iter().map(|at| self.evidence.facts[*at as usize].id).collect();
        let titles = store.titles(&ids)?;
        let said = facts.iter().zip(titles).map(|(at, title)| self.said(*at, title));
        Ok(said.collect())
    }

    /// A title as far as it may be said.
    fn said(&self, fact: u32, title: String) -> String {
        let fact = &self.evidence.facts[fact as usize];
        match &self.discreet {
            Some(discreet) => discreet.title(fact.id, fact.confidential, &title),
            None => title,
        }
    }

    /// Whether a fact may be told in words.
    fn may_tell(&self, fact: u32) -> bool {
        let confidential = self.evidence.facts[fact as usize].confidential;
        self.discreet.as_ref().is_none_or(|discreet| discreet.may_tell(confidential))
    }

    /// How many confidential entries were told in words in a form that is made to be handed on.
    pub fn confidential_told(&self) -> usize {
        self.discreet.as_ref().map_or(0, |discreet| discreet.told().len())
    }

    /// The entries that almost count for each criterion, in the report's order.
    pub fn near(&self, store: &Store) -> Result<Vec<Vec<NearMiss>>> {
        let criteria = self.report.criteria.iter().zip(&self.around);
        criteria.map(|(covered, around)| self.near_of(covered, around, store)).collect()
    }

    fn near_of(
        &self, covered: &CriterionCoverage, around: &Suggestions, store: &Store,
    ) -> Result<Vec<NearMiss>> {
        let facts: Vec<u32> = around.near.iter().map(|near| near.fact).collect();
        let titles = self.titles(store, &facts)?;
        let told = around.near.iter().zip(titles).map(|(near, title)| {
            let fact = &self.evidence.facts[near.fact as usize];
            let in_words = self.may_tell(near.fact);
            let mark = if fact.confidential { " (confidential)" } else { "" };
            let quoted = if in_words { format!("\"{title}\"{mark}") } else { capital(&title) };
            NearMiss {
                id: fact.id.0,
                uid: fact.uid.to_string(),
                why: why_near("It", near, covered, in_words),
                told: why_near(&quoted, near, covered, in_words),
                title,
                command: self.typable(&covered.key, tag(fact.id, &covered.key, covered.counts_from())),
            }
        });
        Ok(told.collect())
    }

    /// A command that names a criterion. What only a framework has that is not in force can be named once it is.
    fn typable(&self, key: &str, command: String) -> String {
        match self.in_force.is_some_and(|in_force| in_force.criterion(key).is_none()) {
            true => format!("promo framework use {} && {command}", self.framework),
            false => command,
        }
    }

    pub fn actions(&self) -> Vec<Action> {
        actions(&self.report, &self.around, &self.evidence, self.today)
    }

    /// What to type for a step, why, and what it would do.
    pub fn step(&self, action: &Action, store: &Store) -> Result<NextStep> {
        let quoted = |entry: EntryNo| {
            let title = store.titles(&[entry])?.pop().unwrap_or_default();
            let at = self.evidence.facts.binary_search_by_key(&entry, |fact| fact.id).ok();
            let Some(at) = at.and_then(|at| u32::try_from(at).ok()) else {
                return Ok::<_, anyhow::Error>(format!("\"{title}\""));
            };
            let title = self.said(at, title);
            Ok(if self.may_tell(at) { format!("\"{title}\"") } else { capital(&title) })
        };
        let (command, why) = match &action.step {
            Step::Tag { entry, key, level, why } => {
                let title = quoted(*entry)?;
                let why = match why {
                    SuggestionReason::Below(_) => format!("{title}: is this level {level}?"),
                    SuggestionReason::NoLevel => format!("{title} has no level: is this level {level}?"),
                    SuggestionReason::Fits { tagged: false, .. } => {
                        format!("{title} has no tag: does it show this?")
                    }
                    SuggestionReason::Fits { .. } => format!("{title}: does it show this too?"),
                };
                (tag(*entry, key, *level), why)
            }
            Step::Settle { entry, key, level } => {
                let why = format!("{}: its level is assumed; is it {level}?", quoted(*entry)?);
                (tag(*entry, key, *level), why)
            }
            Step::AddResult { entry } => (
                format!("promo edit {entry} --result \"…\""),
                format!("{}: what came of it, and from what to what?", quoted(*entry)?),
            ),
            Step::AddLink { entry } => (
                format!("promo edit {entry} --link URL"),
                format!("{}: where can it be seen?", quoted(*entry)?),
            ),
            Step::Log { key, level, question } => {
                (format!("promo log \"…\" -t {key}@{level}"), question.clone())
            }
        };
        let command = match &action.step {
            Step::Tag { key, .. } | Step::Settle { key, .. } | Step::Log { key, .. } => {
                self.typable(key, command)
            }
            Step::AddResult { .. } | Step::AddLink { .. } => command,
        };
        let keys = |criteria: &[usize]| -> Vec<String> {
            let criteria = criteria.iter().map(|at| &self.report.criteria[*at]);
            criteria.map(|covered| format!("{}@{}", covered.key, covered.level)).collect()
        };
        let (meets, nearer) = (keys(&action.meets), keys(&action.nearer));
        let is = if meets.len() == 1 { "is" } else { "are" };
        let does = match (list(&meets, "and"), list(&nearer, "and")) {
            (_, nearer) if meets.is_empty() => format!("Brings {nearer} nearer."),
            (meets, _) if nearer.is_empty() => format!("Then {meets} {is} met."),
            (meets, nearer) => format!("Then {meets} {is} met, and {nearer} nearer."),
        };
        Ok(NextStep { command, why, entry: action.step.entry().map(|entry| entry.0), does, meets, nearer })
    }
}

/// That a report is by a framework which is not in force; what only that has cannot be tagged yet.
pub fn what_if(ground: &Context, asked: &[RequiredCriterion<'_>]) -> Option<String> {
    let (in_force, key) = (ground.in_force.as_ref()?, &ground.framework.key);
    let unknown = asked.iter().any(|asked| in_force.criterion(&asked.criterion.key).is_none());
    let then = match unknown {
        true => format!(
            ", which is not in force: what only that asks can be tagged after promo framework use {key}"
        ),
        false => format!("; {} stays in force", in_force.key),
    };
    Some(format!("Judged by {key}{then}"))
}

fn tag(entry: EntryNo, key: &str, level: Level) -> String {
    format!("promo tag {entry} {key}@{level}")
}

/// `Entry 4 (confidential)`.
fn capital(text: &str) -> String {
    crate::domain::document::person::capital(text)
}

/// Why an entry is near, as a sentence about it; the words that they share are the entry's too.
fn why_near(subject: &str, near: &Suggestion, covered: &CriterionCoverage, in_words: bool) -> String {
    let (key, asked) = (&covered.key, covered.counts_from());
    match &near.why {
        SuggestionReason::Below(level) => format!("{subject} shows {key}@{level}: was it level {asked}?"),
        SuggestionReason::NoLevel => format!("{subject} shows {key} at no level yet: was it level {asked}?"),
        SuggestionReason::Fits { statement, words, tagged } => {
            let tags = if *tagged { "has other tags" } else { "has no tag" };
            let words = if in_words { format!(": {}", words.join(", ")) } else { String::new() };
            format!("{subject} {tags}, and its words fit {statement}{words}")
        }
    }
}
