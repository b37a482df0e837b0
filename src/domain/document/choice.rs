//! Which entries the document tells, and why the others are not in it.
//!
//! **Eligible** is an entry that counts ([`CoverageFrame::standing`]), is not confidential, and carries a tag of a criterion that
//! the target asks, at the level from which evidence counts. Eligible entries of one project (names compared without
//! regard to case) make one result; an entry without a project stands alone. Work that was only helped with is never
//! part of a result; it may stand in for a behaviour that no result shows, told as help.
//!
//! **The strongest** is decided by these, each only where those before are equal: how many criteria are covered at the
//! level; the highest level shown; how many entries have a measured result; how many links there are; the newest day;
//! the lowest entry number. The same rule ranks the results, and the entries inside one. Picked entries come first, in
//! their order: each brings the result of its project and is quoted first there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::domain::coverage::{CoverageFrame, Evidence, Standing};
use crate::domain::entry::Part;
use crate::domain::framework::{CriterionKind, RequiredCriterion};
use crate::domain::ids::{EntryNo, Level, Uid};

pub const RESULTS: usize = 3;
pub const QUOTED: usize = 3;

/// Why an entry is not in the document. An entry is counted under the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Confidential,
    Future,
    Replaced,
    /// From before the current level was held.
    BeforeLevel,
    Outside,
    Untagged,
    /// Tagged only with what the target does not ask.
    NotAsked,
    /// Tagged with what the target asks, below the level.
    Below,
    Helped,
    /// Others are stronger, or were picked.
    NotChosen,
}

/// A picked entry that the document does not tell first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusedPick {
    /// The entry's number; `None` where it is no longer in the journal.
    pub id: Option<EntryNo>,
    /// Why; [`Reason::NotChosen`] where the places were already taken by earlier picks.
    pub reason: Reason,
}

/// A result: a project, or one entry without a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenResult {
    /// The facts to quote, in their order; [`QUOTED`] at most.
    pub quoted: Vec<usize>,
    pub of: usize,
}

/// What the document tells. Numbers are indexes of facts and of asked criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The results, the strongest first; [`RESULTS`] at most.
    pub results: Vec<ChosenResult>,
    /// For each asked behaviour that no result shows, the entry that shows it best, if there is one.
    pub alone: Vec<(usize, Option<usize>)>,
    /// All eligible entries that were the person's own work.
    pub own: Vec<usize>,
    /// The criteria that each fact covers at the level.
    pub covers: Vec<Vec<usize>>,
    /// Those of them whose level somebody has stated: a level that was only assumed proves nothing.
    pub stated: Vec<Vec<usize>>,
    /// Why each fact may not be told as the person's own work; `None` where it may.
    pub reasons: Vec<Option<Reason>>,
    /// How many entries are left out, by reason.
    pub left_out: BTreeMap<Reason, usize>,
    /// The picks that could not come first.
    pub refused: Vec<RefusedPick>,
}

impl Choice {
    /// The criterion that a fact covers by assumed levels alone; `None` where a level is stated, or none is covered.
    pub fn assumed(&self, fact: usize) -> Option<usize> {
        if self.stated[fact].is_empty() { self.covers[fact].iter().min().copied() } else { None }
    }

    /// The facts that the document quotes or names.
    pub fn cited(&self) -> impl Iterator<Item = usize> {
        let quoted = self.results.iter().flat_map(|chosen| chosen.quoted.iter().copied());
        quoted.chain(self.alone.iter().filter_map(|(_, fact)| *fact))
    }
}

/// What makes a result or an entry strong, in the order of the rule.
type ResultStrength = (usize, Option<Level>, usize, u32, Option<NaiveDate>, Option<Reverse<EntryNo>>);

/// What the tags of an entry show.
#[derive(Default, Clone)]
struct ShownLevels {
    asked: bool,
    covers: Vec<usize>,
    stated: Vec<usize>,
    highest: Option<Level>,
}

struct Candidates<'g> {
    evidence: &'g Evidence,
    shown: Vec<ShownLevels>,
    reasons: Vec<Option<Reason>>,
}

pub fn choose(
    asked: &[RequiredCriterion<'_>], evidence: &Evidence, frame: CoverageFrame, picks: &[Uid],
) -> Choice {
    let candidates = Candidates::new(asked, evidence, frame);
    let own: Vec<usize> = (0..evidence.facts.len()).filter(|at| candidates.reasons[*at].is_none()).collect();
    let groups = candidates.groups(&own);
    let (picked, refused) = candidates.picked(&groups, picks);
    let mut order: Vec<usize> = picked.iter().map(|(group, _)| *group).collect();
    let mut others: Vec<usize> = (0..groups.len()).filter(|group| !order.contains(group)).collect();
    others.sort_by_cached_key(|group| Reverse(candidates.strength(&groups[*group])));
    order.extend(others);
    let results: Vec<ChosenResult> = order
        .into_iter()
        .take(RESULTS)
        .map(|group| {
            let first = picked.iter().find(|(at, _)| *at == group);
            let mut quoted = first.map(|(_, facts)| facts.clone()).unwrap_or_default();
            let mut rest: Vec<usize> =
                groups[group].iter().copied().filter(|at| !quoted.contains(at)).collect();
            rest.sort_by_cached_key(|at| Reverse(candidates.strength(&[*at])));
            quoted.extend(rest);
            quoted.truncate(QUOTED);
            ChosenResult { quoted, of: groups[group].len() }
        })
        .collect();
    let alone = candidates.alone(asked, &results);
    let mut choice = Choice {
        results,
        alone,
        own,
        covers: Vec::new(),
        stated: Vec::new(),
        reasons: candidates.reasons.clone(),
        left_out: BTreeMap::new(),
        refused,
    };
    let mut cited = vec![false; evidence.facts.len()];
    for at in choice.cited() {
        cited[at] = true;
    }
    for at in (0..cited.len()).filter(|at| !cited[*at]) {
        *choice.left_out.entry(candidates.reasons[at].unwrap_or(Reason::NotChosen)).or_default() += 1;
    }
    (choice.covers, choice.stated) =
        candidates.shown.into_iter().map(|shown| (shown.covers, shown.stated)).unzip();
    choice
}

impl<'g> Candidates<'g> {
    fn new(asked: &[RequiredCriterion<'_>], evidence: &'g Evidence, frame: CoverageFrame) -> Self {
        let by_key: Vec<Vec<usize>> = evidence
            .keys
            .iter()
            .map(|key| (0..asked.len()).filter(|at| asked[*at].criterion.key == *key).collect())
            .collect();
        let mut shown = vec![ShownLevels::default(); evidence.facts.len()];
        for tag in &evidence.tags {
            let of = &mut shown[tag.fact as usize];
            for at in &by_key[tag.key as usize] {
                of.asked = true;
                if tag.level.is_some_and(|level| level >= asked[*at].counts_from()) {
                    of.highest = of.highest.max(tag.level);
                    if !of.covers.contains(at) {
                        of.covers.push(*at);
                    }
                    if !tag.assumed && !of.stated.contains(at) {
                        of.stated.push(*at);
                    }
                }
            }
        }
        let reasons = evidence.facts.iter().zip(&shown).map(|(fact, shown)| {
            if fact.confidential {
                return Some(Reason::Confidential);
            }
            match frame.standing(fact) {
                Standing::Future => Some(Reason::Future),
                Standing::Replaced => Some(Reason::Replaced),
                Standing::BeforeLevel => Some(Reason::BeforeLevel),
                Standing::BeforeWindow | Standing::AfterWindow => Some(Reason::Outside),
                Standing::Counts if !fact.tagged => Some(Reason::Untagged),
                Standing::Counts if !shown.asked => Some(Reason::NotAsked),
                Standing::Counts if shown.covers.is_empty() => Some(Reason::Below),
                Standing::Counts if fact.part == Part::Helped => Some(Reason::Helped),
                Standing::Counts => None,
            }
        });
        let reasons = reasons.collect();
        Self { evidence, shown, reasons }
    }

    fn groups(&self, own: &[usize]) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut of_project = HashMap::new();
        for at in own {
            let new = groups.len();
            let group = match self.evidence.facts[*at].project {
                Some(project) => *of_project.entry(project).or_insert(new),
                None => new,
            };
            if group == new {
                groups.push(Vec::new());
            }
            groups[group].push(*at);
        }
        groups
    }

    /// The groups that picks bring, in their order, with the picked entries of each; and the picks that bring none.
    fn picked(&self, groups: &[Vec<usize>], picks: &[Uid]) -> (Vec<(usize, Vec<usize>)>, Vec<RefusedPick>) {
        let mut picked: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut refused = Vec::new();
        for uid in picks {
            let Some(at) = self.evidence.facts.iter().position(|fact| fact.uid == *uid) else {
                refused.push(RefusedPick { id: None, reason: Reason::NotChosen });
                continue;
            };
            let id = Some(self.evidence.facts[at].id);
            let group = groups.iter().position(|group| group.contains(&at));
            let Some(group) = group else {
                let reason = self.reasons[at].unwrap_or(Reason::NotChosen);
                refused.push(RefusedPick { id, reason });
                continue;
            };
            let places = picked.len() < RESULTS;
            match picked.iter_mut().find(|(other, _)| *other == group) {
                Some((_, facts)) if facts.len() < QUOTED => facts.push(at),
                None if places => picked.push((group, vec![at])),
                _ => refused.push(RefusedPick { id, reason: Reason::NotChosen }),
            }
        }
        (picked, refused)
    }

    fn strength(&self, facts: &[usize]) -> ResultStrength {
        let of = |at: &usize| (&self.evidence.facts[*at], &self.shown[*at]);
        let mut covers: Vec<usize> = facts.iter().flat_map(|at| &self.shown[*at].covers).copied().collect();
        covers.sort_unstable();
        covers.dedup();
        (
            covers.len(),
            facts.iter().filter_map(|at| of(at).1.highest).max(),
            facts.iter().filter(|at| of(at).0.result).count(),
            facts.iter().map(|at| of(at).0.links).sum(),
            facts.iter().map(|at| of(at).0.date).max(),
            facts.iter().map(|at| of(at).0.id).min().map(Reverse),
        )
    }

    /// The behaviours that no result shows, each with the entry that shows it best: own work before help.
    fn alone(
        &self, asked: &[RequiredCriterion<'_>], results: &[ChosenResult],
    ) -> Vec<(usize, Option<usize>)> {
        let told: Vec<usize> = results
            .iter()
            .flat_map(|chosen| &chosen.quoted)
            .flat_map(|at| self.shown[*at].covers.iter().copied())
            .collect();
        let behaviours = (0..asked.len()).filter(|at| asked[*at].criterion.kind == CriterionKind::Behaviour);
        let untold = behaviours.filter(|behaviour| !told.contains(behaviour));
        let best = |behaviour: usize| {
            let fits = (0..self.shown.len()).filter(|at| {
                matches!(self.reasons[*at], None | Some(Reason::Helped))
                    && self.shown[*at].covers.contains(&behaviour)
            });
            fits.max_by_key(|at| (self.reasons[*at].is_none(), self.strength(&[*at])))
        };
        untold.map(|behaviour| (behaviour, best(behaviour))).collect()
    }
}

#[cfg(test)]
mod tests;
