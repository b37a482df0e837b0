//! What to do next: the steps that close most, soonest, each a command that can be typed, and a question for each criterion.
//!
//! Each step that the evidence leaves open is tried: how many criteria it would meet, how many failing tests it would close,
//! how much nearer it would bring the rest. What can be done today comes before what has to be worked for first; then the
//! step that meets more criteria, the one that costs less (see `Action::cost`) and the one that closes more tests. The next
//! is chosen as if the first were done. A criterion that has a step has a second one only where no other is left without.

mod gap_cause;

use std::cmp::Reverse;

use chrono::NaiveDate;

use self::gap_cause::{EvidenceChange, GapCause};
use super::coverage::{Coverage, CriterionCoverage, Evidence, StatementCoverage, Status};
use super::ids::{EntryNo, Level};
use super::suggest::{Suggestion, SuggestionReason, Suggestions};

pub(crate) const STEPS: usize = 3;

/// How many of a criterion's entries are asked what they lack.
const ASKED: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    /// Say that an entry shows a criterion at the level.
    Tag {
        entry: EntryNo,
        key: String,
        level: Level,
        why: SuggestionReason,
    },
    /// State the level that an entry is assumed to show.
    StateLevel {
        entry: EntryNo,
        key: String,
        level: Level,
    },
    /// Add the measured result of an entry.
    AddResult {
        entry: EntryNo,
    },
    AddLink {
        entry: EntryNo,
    },
    /// Log something new, thinking of a statement.
    Log {
        key: String,
        level: Level,
        question: String,
    },
}

impl Action {
    /// The entry that it changes, if any.
    pub(crate) fn entry(&self) -> Option<EntryNo> {
        match self {
            Self::Tag { entry, .. }
            | Self::StateLevel { entry, .. }
            | Self::AddResult { entry }
            | Self::AddLink { entry } => Some(*entry),
            Self::Log { .. } => None,
        }
    }

    /// How much it asks of a person: a look at an entry, a link, a number, something new to do.
    fn cost(&self) -> u32 {
        match self {
            Self::StateLevel { .. } => 1,
            Self::Tag {
                why: SuggestionReason::NoLevel | SuggestionReason::Fits { tagged: false, .. },
                ..
            } => 1,
            Self::Tag { .. } => 2,
            Self::AddLink { .. } => 3,
            Self::AddResult { .. } => 4,
            Self::Log { .. } => 5,
        }
    }
}

/// A step with what it would do. Criteria are given by their index in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NextAction {
    pub action: Action,
    pub meets: Vec<usize>,
    pub nearer: Vec<usize>,
}

/// The most useful steps, the most useful first, [`STEPS`] at most. `suggestions` is in the report's order.
pub(crate) fn actions(
    report: &Coverage, suggestions: &[Suggestions], evidence: &Evidence, today: NaiveDate,
) -> Vec<NextAction> {
    let of = |covered| GapCause::of(covered, evidence, report.rules, today);
    let mut lacks: Vec<GapCause> = report.criteria.iter().map(of).collect();
    let mut open = open(report, suggestions, evidence);
    let mut served = vec![false; report.criteria.len()];
    let mut actions: Vec<NextAction> = Vec::new();
    while actions.len() < STEPS {
        let judged = open.iter().enumerate().filter_map(|(at, tried)| {
            let gain = gain(tried, &lacks, report, evidence, today);
            let worth = (gain.whole > 0).then(|| {
                let other = !served[tried.of];
                let today = !matches!(tried.action, Action::Log { .. });
                let (meets, cost) = (gain.meets.len(), Reverse(tried.action.cost()));
                (other, today, meets, cost, gain.closed, gain.whole, Reverse(at))
            })?;
            Some((worth, at, gain))
        });
        let Some((_, at, gain)) = judged.max_by_key(|(worth, ..)| *worth) else { break };
        let tried = open.remove(at);
        // An entry shows a criterion once, whatever the level.
        open.retain(|other| match (&other.action, &tried.action) {
            (Action::Tag { entry, key, .. }, Action::Tag { entry: done, key: by, .. }) => {
                (entry, key) != (done, by)
            }
            _ => true,
        });
        for (of, after) in gain.after {
            lacks[of] = after;
            served[of] = true;
        }
        actions.push(NextAction { action: tried.action, meets: gain.meets, nearer: gain.nearer });
    }
    actions
}

/// A step that may be taken, for a criterion.
struct Candidate {
    action: Action,
    of: usize,
}

/// What a step would do to what lacks.
struct Gain {
    meets: Vec<usize>,
    nearer: Vec<usize>,
    closed: u32,
    whole: u32,
    after: Vec<(usize, GapCause)>,
}

fn gain(
    tried: &Candidate, lacks: &[GapCause], report: &Coverage, evidence: &Evidence, today: NaiveDate,
) -> Gain {
    let mut gain = Gain { meets: Vec::new(), nearer: Vec::new(), closed: 0, whole: 0, after: Vec::new() };
    for (at, covered) in report.criteria.iter().enumerate() {
        let lack = &lacks[at];
        let Some(change) = change(&tried.action, covered, evidence, today).filter(|_| !lack.is_met()) else {
            continue;
        };
        let after = lack.after(change);
        let whole = lack.whole().saturating_sub(after.whole());
        if whole == 0 {
            continue;
        }
        gain.whole += whole;
        gain.closed += lack.failing().saturating_sub(after.failing());
        if after.is_met() {
            gain.meets.push(at)
        } else {
            gain.nearer.push(at)
        }
        gain.after.push((at, after));
    }
    gain
}

/// What a step changes for a criterion, if anything.
fn change<'e>(
    action: &Action, covered: &CriterionCoverage, evidence: &'e Evidence, today: NaiveDate,
) -> Option<EvidenceChange<'e>> {
    let fact = |entry: &EntryNo| evidence.fact_of(*entry).map(|at| (at, &evidence.facts[at as usize]));
    let counts = |at| covered.entries.iter().take(covered.at_level as usize).any(|listed| *listed == at);
    let concerns = |key: &str, level: Level| covered.key == key && level >= covered.counts_from();
    match action {
        Action::Tag { entry, key, level, .. } => {
            let (at, fact) = fact(entry).filter(|_| concerns(key, *level))?;
            let level = evidence.tags_for(at, key).filter_map(|tag| tag.level).max();
            level.is_none_or(|level| level < covered.counts_from()).then_some(EvidenceChange::Counts(fact))
        }
        Action::StateLevel { entry, key, level } => {
            let (at, _) = fact(entry).filter(|_| concerns(key, *level))?;
            (counts(at) && !states(evidence, at, covered)).then_some(EvidenceChange::Stated)
        }
        Action::AddResult { entry } => {
            fact(entry).filter(|(at, fact)| counts(*at) && !fact.result).map(|_| EvidenceChange::Result)
        }
        Action::AddLink { entry } => {
            fact(entry).filter(|(at, fact)| counts(*at) && fact.links == 0).map(|_| EvidenceChange::Link)
        }
        Action::Log { key, level, .. } => concerns(key, *level).then_some(EvidenceChange::New(today)),
    }
}

/// Every step that may be taken, those for the worst criteria first.
fn open(report: &Coverage, suggestions: &[Suggestions], evidence: &Evidence) -> Vec<Candidate> {
    let mut worst = report.worst_first();
    worst.retain(|(_, covered)| covered.status != Status::Met);
    let mut open: Vec<Candidate> = Vec::new();
    for (of, covered) in worst {
        let (key, level) = (&covered.key, covered.level);
        let id = |at: u32| evidence.facts[at as usize].id;
        let mut actions: Vec<Action> = suggestions
            .get(of)
            .map_or_else(Vec::new, |suggestions| suggestions.entries.iter().collect())
            .into_iter()
            .map(|suggestion: &Suggestion| Action::Tag {
                entry: id(suggestion.fact),
                key: key.clone(),
                level: covered.counts_from(),
                why: suggestion.why.clone(),
            })
            .collect();
        // Those at the level come first, the strongest of them in front.
        let at_level: Vec<u32> = covered.entries.iter().copied().take(covered.at_level as usize).collect();
        let lacking = |lacks: &dyn Fn(u32) -> bool| {
            at_level.iter().copied().filter(|at| lacks(*at)).take(ASKED).map(id).collect::<Vec<_>>()
        };
        actions.extend(
            lacking(&|at| !states(evidence, at, covered)).into_iter().map(|entry| Action::StateLevel {
                entry,
                key: key.clone(),
                level,
            }),
        );
        actions.extend(
            lacking(&|at| evidence.facts[at as usize].links == 0)
                .into_iter()
                .map(|entry| Action::AddLink { entry }),
        );
        actions.extend(
            lacking(&|at| !evidence.facts[at as usize].result)
                .into_iter()
                .map(|entry| Action::AddResult { entry }),
        );
        let question =
            suggestions.get(of).and_then(|suggestions| question(covered, suggestions)).unwrap_or_default();
        actions.push(Action::Log { key: key.clone(), level, question });
        for action in actions {
            // What shows a criterion at the target's level shows it at the earlier ones too: one log is enough.
            let same = |other: &Candidate| match (&other.action, &action) {
                (Action::Log { key, .. }, Action::Log { key: new, .. }) => key == new,
                (other, action) => other == action,
            };
            if !open.iter().any(same) {
                open.push(Candidate { action, of });
            }
        }
    }
    open
}

/// A question to ask oneself about a criterion that is not met, from the statement least covered: by tags, then by what its
/// words suggest, then the first.
pub(crate) fn question(covered: &CriterionCoverage, suggestions: &Suggestions) -> Option<String> {
    if covered.status == Status::Met {
        return None;
    }
    Some(match least_covered(covered, suggestions) {
        Some(statement) => format!("Can you show this? {}", statement.text),
        None => format!("When did you last show this? {}", covered.name),
    })
}

/// The statement of a criterion that is least covered: by tags, then by what its words suggest, then the first.
pub(crate) fn least_covered<'c>(
    covered: &'c CriterionCoverage, suggestions: &Suggestions,
) -> Option<&'c StatementCoverage> {
    let suggested = |at: usize| suggestions.by_statement.get(at).map_or(0, Vec::len);
    let statements = covered.statements.iter().enumerate();
    let least = statements.min_by_key(|(at, statement)| (statement.evidence, suggested(*at)));
    least.map(|(_, statement)| statement)
}

/// Whether an entry states that it shows a criterion at the level from which evidence counts.
fn states(evidence: &Evidence, fact: u32, covered: &CriterionCoverage) -> bool {
    let mut tags = evidence.tags_for(fact, &covered.key);
    tags.any(|tag| !tag.assumed && tag.level.is_some_and(|level| level >= covered.counts_from()))
}

#[cfg(test)]
mod tests;
