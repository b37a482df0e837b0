//! Near misses: entries that almost count for a criterion, why, and what would make each count.
//!
//! An entry is near in one of two ways. It is evidence of the criterion one level too low, or at no level that was said.
//! Or it is no evidence of it yet, and its words fit one of the statements: see `word_index` for when they do. What counts
//! for nothing, whatever its tag (replaced, of a day to come, from before the current level, outside the window), is
//! never near, and neither is an old entry where newer evidence is what is missing.
//!
//! Fitting words suggest and prove nothing: a suggestion is never counted.

pub(crate) mod word_index;

use std::cmp::Reverse;

use self::word_index::{StatementFit, WordIndex};
use super::coverage::{Coverage, CoverageFrame, CriterionCoverage, Evidence, Standing, Status};
use super::dates::months_before;
use super::ids::Level;

/// How many near entries a criterion has, and how many a statement is suggested.
pub(crate) const NEAREST: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Suggestion {
    pub fact: u32,
    pub why: SuggestionReason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SuggestionReason {
    /// It shows the criterion at this level, one too low.
    Below(Level),
    /// It shows the criterion, and at which level was never said.
    NoLevel,
    Fits {
        statement: String,
        /// The words that both have, in the statement's order.
        words: Vec<String>,
        tagged: bool,
    },
}

/// What might become evidence of a criterion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Suggestions {
    /// Where it is not met: the entries that almost count, the strongest first, [`NEAREST`] at most.
    pub entries: Vec<Suggestion>,
    /// By statement: entries whose words fit it and that are not tagged with it, [`NEAREST`] at most.
    pub by_statement: Vec<Vec<u32>>,
}

/// Suggests entries for each criterion of a report, in its order. The index has the words that [`word_index::wanted`] names.
pub(crate) fn suggest(
    report: &Coverage, evidence: &Evidence, frame: CoverageFrame, index: &WordIndex,
) -> Vec<Suggestions> {
    let of = |covered| {
        let fits = fits(covered, evidence, frame, index);
        let entries = if covered.status == Status::Met {
            Vec::new()
        } else {
            almost(covered, report.rules.months, evidence, frame, &fits)
        };
        let ranked = fits.into_iter().map(|mut fits| {
            fits.sort_by_key(|fit| strength(fit, evidence));
            fits.into_iter().map(|fit| fit.fact).take(NEAREST).collect()
        });
        Suggestions { entries, by_statement: ranked.collect() }
    };
    report.criteria.iter().map(of).collect()
}

/// What ranks a fit, the strongest first.
fn strength(fit: &StatementFit<'_>, evidence: &Evidence) -> impl Ord + use<> {
    let fact = &evidence.facts[fit.fact as usize];
    Reverse((fit.weight, fit.words.len(), fact.date, fact.id))
}

/// The entries that fit each of a criterion's statements, and may be suggested.
fn fits<'h>(
    covered: &CriterionCoverage, evidence: &Evidence, frame: CoverageFrame, index: &'h WordIndex,
) -> Vec<Vec<StatementFit<'h>>> {
    let may = |fit: &StatementFit<'_>, at: usize| {
        let fact = &evidence.facts[fit.fact as usize];
        if frame.standing(fact) != Standing::Counts {
            return false;
        }
        let mut own = evidence.tags_for(fit.fact, &covered.key).peekable();
        if own.peek().is_some() {
            return !own.any(|tag| tag.statement.is_some_and(|number| usize::from(number) == at + 1));
        }
        // What is evidence of something else already needs a word more, none of them the name's.
        fit.ample || !fact.tagged
    };
    let statements = covered.statements.iter().enumerate();
    statements
        .map(|(at, statement)| {
            let mut fits = index.fits(&statement.text, &covered.name);
            fits.retain(|fit| may(fit, at));
            fits
        })
        .collect()
}

fn almost(
    covered: &CriterionCoverage, months: u32, evidence: &Evidence, frame: CoverageFrame,
    fits: &[Vec<StatementFit<'_>>],
) -> Vec<Suggestion> {
    let oldest =
        (covered.status == Status::Stale && months > 0).then(|| months_before(frame.today, months)).flatten();
    let helps = |fact: u32| oldest.is_none_or(|oldest| evidence.facts[fact as usize].date >= oldest);
    let almost = covered.almost.iter().copied().filter(|fact| helps(*fact));
    let mut suggestions: Vec<Suggestion> = almost
        .take(NEAREST)
        .map(|fact| {
            let level = evidence.tags_for(fact, &covered.key).filter_map(|tag| tag.level).max();
            Suggestion { fact, why: level.map_or(SuggestionReason::NoLevel, SuggestionReason::Below) }
        })
        .collect();
    let mut fitting: Vec<(&StatementFit<'_>, &str)> = fits
        .iter()
        .zip(&covered.statements)
        .flat_map(|(fits, statement)| fits.iter().map(|fit| (fit, statement.key.as_str())))
        .filter(|(fit, _)| helps(fit.fact) && evidence.tags_for(fit.fact, &covered.key).next().is_none())
        .collect();
    fitting.sort_by_key(|(fit, _)| strength(fit, evidence));
    let mut taken: Vec<u32> = Vec::new();
    fitting.retain(|(fit, _)| {
        let new = !taken.contains(&fit.fact);
        taken.push(fit.fact);
        new
    });
    // The last place is for what no tag would lead to.
    if !fitting.is_empty() {
        suggestions.truncate(NEAREST - 1);
    }
    let room = NEAREST - suggestions.len();
    suggestions.extend(fitting.into_iter().take(room).map(|(fit, statement)| Suggestion {
        fact: fit.fact,
        why: SuggestionReason::Fits {
            statement: statement.to_owned(),
            words: fit.words.iter().map(|word| (*word).to_owned()).collect(),
            tagged: evidence.facts[fit.fact as usize].tagged,
        },
    }));
    suggestions
}

#[cfg(test)]
mod tests;
