//! What to do next: one step for each of the weakest criteria, made of commands that can be typed.

use super::coverage::{Coverage, Covered, Evidence, Failure, Status};
use super::ids::{EntryNo, Level};

/// How many steps a report names.
pub const STEPS: usize = 3;

/// Something to do for a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Ask whether an entry below the level shows it after all.
    Raise {
        /// The entry.
        entry: EntryNo,
        /// The criterion.
        key: String,
        /// The level asked.
        level: Level,
    },
    /// State the level that an entry is assumed to show.
    Settle {
        /// The entry.
        entry: EntryNo,
        /// The criterion.
        key: String,
        /// The level asked.
        level: Level,
    },
    /// Add the measured result of an entry.
    AddResult {
        /// The entry.
        entry: EntryNo,
    },
    /// Add a link to an entry.
    AddLink {
        /// The entry.
        entry: EntryNo,
    },
    /// Log something new, thinking of a statement.
    Log {
        /// The criterion.
        key: String,
        /// The level asked.
        level: Level,
        /// The statement least covered.
        statement: Option<String>,
    },
}

/// The steps for the weakest criteria, the weakest first.
pub fn steps(report: &Coverage, evidence: &Evidence) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for covered in report.worst_first() {
        // What shows a criterion at the target's level shows it at the earlier ones too.
        if seen.contains(&covered.key.as_str()) {
            continue;
        }
        let Some(step) = step(covered, evidence) else { continue };
        seen.push(&covered.key);
        if !steps.contains(&step) {
            steps.push(step);
        }
        if steps.len() == STEPS {
            break;
        }
    }
    steps
}

fn step(covered: &Covered, evidence: &Evidence) -> Option<Step> {
    let (key, level) = (covered.key.clone(), covered.level);
    let id = |at: &u32| evidence.facts[*at as usize].id;
    // Those at the level come first, the strongest of them in front.
    let (at_level, below) = covered.entries.split_at(covered.entries.len().min(covered.at_level as usize));
    let lacking = |lacks: &dyn Fn(u32) -> bool| at_level.iter().find(|at| lacks(**at)).map(id);
    let better = match (covered.status, covered.failed.first()) {
        (Status::Met, _) => return None,
        (Status::BelowLevel, _) => {
            below.first().map(|at| Step::Raise { entry: id(at), key: key.clone(), level })
        }
        (Status::Thin, Some(Failure::Results { .. })) => {
            lacking(&|at| !evidence.facts[at as usize].result).map(|entry| Step::AddResult { entry })
        }
        (Status::Thin, Some(Failure::Links { .. })) => {
            lacking(&|at| evidence.facts[at as usize].links == 0).map(|entry| Step::AddLink { entry })
        }
        (Status::Thin, Some(Failure::Stated { .. })) => lacking(&|at| !states(evidence, at, covered))
            .map(|entry| Step::Settle { entry, key: key.clone(), level }),
        _ => None,
    };
    Some(better.unwrap_or_else(|| {
        let least = covered.statements.iter().min_by_key(|statement| statement.evidence);
        Step::Log { key, level, statement: least.map(|statement| statement.text.clone()) }
    }))
}

/// Whether an entry states that it shows a criterion at the level from which evidence counts.
fn states(evidence: &Evidence, fact: u32, covered: &Covered) -> bool {
    let from = evidence.tags.partition_point(|tag| tag.fact < fact);
    evidence.tags[from..].iter().take_while(|tag| tag.fact == fact).any(|tag| {
        evidence.keys[tag.key as usize] == covered.key
            && !tag.assumed
            && tag.level.is_some_and(|level| level >= covered.counts_from())
    })
}

#[cfg(test)]
mod tests;
