//! Two targets beside each other: what differs, what only one asks, which evidence serves both, what is left to do for
//! the other.

use std::cmp::Reverse;

use serde::{Serialize, Serializer};

use super::coverage::{Coverage, CriterionCoverage, Fact, Failure, Status};
use super::framework::CriterionKind;
use super::ids::Level;

/// How many entries that serve both are told.
pub(crate) const SERVING: usize = 5;

/// How a criterion differs, what differs most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Difference {
    /// Both ask it, and the verdicts differ.
    Status,
    OnlyOther,
    OnlyThis,
    /// Both have the same verdict, at different levels.
    Level,
    /// Both have the same verdict at the same level.
    Not,
}

/// A criterion of either target or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct CriterionPair<'c> {
    pub key: &'c str,
    pub kind: CriterionKind,
    pub name: &'c str,
    #[serde(rename = "differs")]
    pub difference: Difference,
    /// Where this target asks it.
    #[serde(serialize_with = "verdict")]
    pub this: Option<&'c CriterionCoverage>,
    /// Where the other target asks it.
    #[serde(serialize_with = "verdict")]
    pub other: Option<&'c CriterionCoverage>,
}

impl<'c> CriterionPair<'c> {
    fn new(
        named: &'c CriterionCoverage, this: Option<&'c CriterionCoverage>,
        other: Option<&'c CriterionCoverage>,
    ) -> Self {
        let difference = match (this, other) {
            (Some(this), Some(other)) if this.status != other.status => Difference::Status,
            (Some(this), Some(other)) if this.level != other.level => Difference::Level,
            (Some(_), Some(_)) => Difference::Not,
            (Some(_), None) => Difference::OnlyThis,
            (None, _) => Difference::OnlyOther,
        };
        Self { key: &named.key, kind: named.kind, name: &named.name, difference, this, other }
    }
}

/// What of a criterion's coverage depends on the target.
fn verdict<S: Serializer>(coverage: &Option<&CriterionCoverage>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Verdict<'c> {
        level: Level,
        read_level: Level,
        status: Status,
        evidence: u32,
        at_level: u32,
        failed: &'c [Failure],
    }
    let verdict = coverage.map(|coverage| {
        let CriterionCoverage { level, read_level, status, evidence, at_level, failed, .. } = coverage;
        Verdict {
            level: *level,
            read_level: *read_level,
            status: *status,
            evidence: *evidence,
            at_level: *at_level,
            failed,
        }
    });
    verdict.serialize(serializer)
}

/// How many entries count at the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct SharedCounts {
    /// For a criterion of each target.
    pub both: u32,
    pub this_only: u32,
    pub other_only: u32,
}

/// An entry that counts at the level of a criterion of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct SharedEntry {
    /// The index of its fact.
    #[serde(skip)]
    pub fact: u32,
    /// The tags of this target's criteria that it counts for.
    pub this: Vec<String>,
    /// Those of the other's.
    pub other: Vec<String>,
}

/// The coverage of one of the two, and the entries that count at the level of each criterion.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ComparedCoverage<'c> {
    pub coverage: &'c Coverage,
    /// The entries of each criterion, as indexes of facts.
    pub at_level: &'c [Vec<u32>],
}

/// Two targets beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Comparison<'c> {
    /// What differs most first and the worst first in that.
    pub criteria: Vec<CriterionPair<'c>>,
    pub entries: SharedCounts,
    /// The entries that serve most criteria of both, [`SERVING`] at most.
    #[serde(skip)]
    pub serving: Vec<SharedEntry>,
    /// What is not met for either, as the other asks it: what closes it for the other closes it for this one, unless this
    /// one's level is higher.
    #[serde(skip)]
    pub open_in_both: Vec<&'c CriterionCoverage>,
    /// What is not met for the other and nothing to do for this one: met here, or not asked.
    #[serde(skip)]
    pub extra: Vec<&'c CriterionCoverage>,
}

impl Comparison<'_> {
    /// The criteria by how they differ.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &[CriterionPair<'_>]> {
        self.criteria.chunk_by(|a, b| a.difference == b.difference)
    }
}

/// Lays two targets beside each other.
pub(crate) fn compare<'c>(
    this: ComparedCoverage<'c>, other: ComparedCoverage<'c>, facts: &[Fact],
) -> Comparison<'c> {
    let mut criteria = pairs(this.coverage, other.coverage);
    criteria.sort_by_key(|pair| {
        let [this, other] =
            [pair.this, pair.other].map(|criterion| criterion.map(|criterion| criterion.status));
        (pair.difference, other.or(this), this)
    });
    let open = |criterion: &&CriterionCoverage| criterion.status != Status::Met;
    let (mut extra, mut open_in_both) = (Vec::new(), Vec::new());
    for pair in &criteria {
        match (pair.this.filter(open), pair.other.filter(open)) {
            (Some(_), Some(other)) => open_in_both.push(other),
            (None, Some(other)) => extra.push(other),
            (_, None) => {}
        }
    }
    let (by_this, by_other) = (by_fact(this, facts.len()), by_fact(other, facts.len()));
    let mut entries = SharedCounts::default();
    let mut serving = Vec::new();
    for (fact, (this, other)) in (0u32..).zip(by_this.iter().zip(&by_other)) {
        match (this.is_empty(), other.is_empty()) {
            (false, false) => {
                entries.both += 1;
                serving.push((this.len() + other.len(), facts[fact as usize].date, fact));
            }
            (false, true) => entries.this_only += 1,
            (true, false) => entries.other_only += 1,
            (true, true) => {}
        }
    }
    serving.sort_unstable_by_key(|rank| Reverse(*rank));
    let tags = |coverage: &Coverage, places: &[usize]| {
        places.iter().map(|at| coverage.criteria[*at].tag()).collect()
    };
    let serving = serving.into_iter().take(SERVING).map(|(_, _, fact)| SharedEntry {
        fact,
        this: tags(this.coverage, &by_this[fact as usize]),
        other: tags(other.coverage, &by_other[fact as usize]),
    });
    Comparison { criteria, entries, serving: serving.collect(), open_in_both, extra }
}

/// The criteria of both, in this target's order and then the other's; a key that one asks twice is two pairs.
fn pairs<'c>(this: &'c Coverage, other: &'c Coverage) -> Vec<CriterionPair<'c>> {
    let mut free: Vec<Option<&CriterionCoverage>> = other.criteria.iter().map(Some).collect();
    let mut pairs = Vec::with_capacity(this.criteria.len());
    for criterion in &this.criteria {
        let same = |other: &&mut Option<&CriterionCoverage>| {
            other.is_some_and(|other| other.key.eq_ignore_ascii_case(&criterion.key))
        };
        let found = free.iter_mut().find(same).and_then(Option::take);
        pairs.push(CriterionPair::new(criterion, Some(criterion), found));
    }
    pairs.extend(
        free.into_iter().flatten().map(|criterion| CriterionPair::new(criterion, None, Some(criterion))),
    );
    pairs
}

/// The criteria that each fact counts for.
fn by_fact(side: ComparedCoverage<'_>, facts: usize) -> Vec<Vec<usize>> {
    let mut shown = vec![Vec::new(); facts];
    for (at, entries) in side.at_level.iter().enumerate() {
        entries.iter().for_each(|fact| shown[*fact as usize].push(at));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coverage::testing::{fact, level};
    use crate::domain::coverage::{CoverageFrame, Evidence, FactTag, Rules, at_level, coverage};
    use crate::domain::dates::Window;
    use crate::domain::framework::RequiredCriterion;
    use crate::domain::framework::testing::criterion;

    /// What is asked as `KEY@LEVEL`, of entries that are tagged so; one entry at the level meets a criterion.
    fn compared(this: &str, other: &str, entries: &[&str], check: impl Fn(Comparison<'_>)) {
        let levels: Vec<(u8, &str)> = (1..=6).map(|rank| (rank, "said")).collect();
        let split = |one: &str| {
            let (key, rank) = one.split_once('@').unwrap();
            (key.to_owned(), level(rank.parse().unwrap()))
        };
        let keys = ["A", "B", "C", "D", "E"];
        let criteria = keys.map(|key| criterion(key, key, &levels));
        let asked = |text: &str| -> Vec<RequiredCriterion<'_>> {
            let ask = |one: &str| {
                let (key, level) = split(one);
                let criterion = criteria.iter().find(|criterion| criterion.key == key).unwrap();
                RequiredCriterion { criterion, level, read_level: level }
            };
            text.split_whitespace().map(ask).collect()
        };
        let mut evidence = Evidence { keys: keys.map(str::to_owned).to_vec(), ..Evidence::default() };
        for (at, tags) in (0u32..).zip(entries) {
            evidence.facts.push(fact(at));
            for (key, level) in tags.split_whitespace().map(split) {
                let key = u32::try_from(keys.iter().position(|known| *known == key).unwrap()).unwrap();
                evidence.tags.push(FactTag {
                    fact: at,
                    key,
                    level: Some(level),
                    assumed: false,
                    statement: None,
                });
            }
        }
        let today = "2026-11-22".parse().unwrap();
        let frame = CoverageFrame { today, window: Window::to(today), level_since: None };
        let rules = Rules { entries: 1, spread: 1, months: 0, results: 0, links: 0, stated: 0, own: 0 };
        let (this, other) = (asked(this), asked(other));
        let reports = [&this, &other].map(|asked| coverage(asked, &evidence, rules, frame));
        let shown = [&this, &other].map(|asked| at_level(asked, &evidence, frame));
        for (report, shown) in reports.iter().zip(&shown) {
            for (covered, shown) in report.criteria.iter().zip(shown) {
                assert_eq!(covered.at_level as usize, shown.len(), "the same is counted");
            }
        }
        let side = |at: usize| ComparedCoverage { coverage: &reports[at], at_level: &shown[at] };
        check(compare(side(0), side(1), &evidence.facts));
    }

    #[test]
    fn what_differs_comes_first_and_the_worst_first_in_that() {
        let entries = ["A@4 B@3", "C@4", "A@3 D@5", "E@2"];
        compared("A@4 B@4 C@3 D@4", "E@4 D@5 B@3 A@5 C@3", &entries, |comparison| {
            let tag = |criterion: Option<&CriterionCoverage>| {
                criterion.map(CriterionCoverage::tag).unwrap_or_default()
            };
            let pairs = comparison.criteria.iter();
            let pairs: Vec<(Difference, String)> = pairs
                .map(|pair| (pair.difference, format!("{} {}", tag(pair.this), tag(pair.other))))
                .collect();
            let wanted = [
                (Difference::Status, "A@4 A@5"),
                (Difference::Status, "B@4 B@3"),
                (Difference::OnlyOther, " E@4"),
                (Difference::Level, "D@4 D@5"),
                (Difference::Not, "C@3 C@3"),
            ];
            assert_eq!(pairs, wanted.map(|(difference, tags)| (difference, tags.to_owned())));
            let extra: Vec<&str> = comparison.extra.iter().map(|criterion| &*criterion.key).collect();
            assert_eq!(extra, ["A", "E"]);
            assert!(comparison.open_in_both.is_empty());
            assert_eq!(comparison.groups().count(), 4);
        });
    }

    #[test]
    fn the_entries_that_serve_both_are_counted_and_the_strongest_told() {
        let entries = ["A@4", "A@4 B@4 C@4", "B@4", "C@4", "D@4", "A@5"];
        compared("A@4 B@4", "A@4 C@4 B@6", &entries, |comparison| {
            assert_eq!(comparison.entries, SharedCounts { both: 3, this_only: 1, other_only: 1 });
            let serving: Vec<u32> = comparison.serving.iter().map(|entry| entry.fact).collect();
            assert_eq!(serving, [1, 5, 0]);
            assert_eq!(comparison.serving[0].this, ["A@4", "B@4"]);
            assert_eq!(comparison.serving[0].other, ["A@4", "C@4"]);
        });
        for (this, other, open_in_both, extra) in
            [("A@4 B@4", "C@4", 0, 1), ("A@4", "A@5", 1, 0), ("", "", 0, 0)]
        {
            compared(this, other, &[], |comparison| {
                assert_eq!((comparison.open_in_both.len(), comparison.extra.len()), (open_in_both, extra));
                assert_eq!((comparison.entries.both, comparison.criteria.is_empty()), (0, this.is_empty()));
            });
        }
    }
}
