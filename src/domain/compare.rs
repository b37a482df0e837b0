//! Two targets beside each other: what differs, what only one asks, which evidence serves both, what is left to do for
//! the other.

use std::cmp::Reverse;

use super::coverage::{Coverage, CriterionCoverage, Fact, Status};

/// How many entries that serve both are told.
pub const SERVING: usize = 5;

/// How a criterion differs, what differs most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Differs {
    /// Both ask it, and the verdicts differ.
    Status,
    OnlyOther,
    OnlyThis,
    /// Both have the same verdict, at different levels.
    Level,
    /// Both have the same verdict at the same level.
    Not,
}

impl Differs {
    pub const ALL: [Self; 5] = [Self::Status, Self::OnlyOther, Self::OnlyThis, Self::Level, Self::Not];
}

/// A criterion of either target or of both, by its places in their reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub differs: Differs,
    pub this: Option<usize>,
    pub other: Option<usize>,
}

/// An entry that counts at the level of a criterion of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serves {
    pub fact: u32,
    /// The criteria of this target, by their places.
    pub this: Vec<usize>,
    pub other: Vec<usize>,
}

/// One of the two: its verdicts, and the entries that count at the level of each criterion.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    pub report: &'s Coverage,
    /// The entries of each criterion, as indexes of facts.
    pub at_level: &'s [Vec<u32>],
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The criteria, what differs most first and the worst first in that.
    pub rows: Vec<Row>,
    /// How many entries count at the level for both.
    pub both: u32,
    pub only_this: u32,
    pub only_other: u32,
    /// The entries that serve most criteria of both, [`SERVING`] at most.
    pub serving: Vec<Serves>,
    /// What is not met for the other and nothing to do for this one: met here, or not asked. Places in the other's report.
    pub extra: Vec<usize>,
    /// What is not met for either: what closes it for the other closes it for this one, unless this one's level is higher.
    pub open_in_both: Vec<Row>,
}

impl Comparison {
    pub fn groups(&self) -> impl Iterator<Item = (Differs, Vec<&Row>)> {
        let group =
            |differs| (differs, self.rows.iter().filter(|row| row.differs == differs).collect::<Vec<_>>());
        Differs::ALL.into_iter().map(group).filter(|(_, rows)| !rows.is_empty())
    }
}

pub fn compare(this: Side<'_>, other: Side<'_>, facts: &[Fact]) -> Comparison {
    let mut rows = rows(this.report, other.report);
    let status = |report: &Coverage, at: Option<usize>| at.map(|at| report.criteria[at].status);
    rows.sort_by_key(|row| {
        let (this, other) = (status(this.report, row.this), status(other.report, row.other));
        (row.differs, other.or(this), this)
    });
    let open = |covered: &CriterionCoverage| covered.status != Status::Met;
    let (mut extra, mut open_in_both) = (Vec::new(), Vec::new());
    for row in &rows {
        let Some(at) = row.other.filter(|at| open(&other.report.criteria[*at])) else { continue };
        match row.this {
            Some(this_at) if open(&this.report.criteria[this_at]) => open_in_both.push(*row),
            _ => extra.push(at),
        }
    }
    let (shown_this, shown_other) = (by_fact(this, facts.len()), by_fact(other, facts.len()));
    let (mut both, mut only_this, mut only_other) = (0, 0, 0);
    let mut serving = Vec::new();
    for (fact, (this, other)) in (0u32..).zip(shown_this.iter().zip(&shown_other)) {
        match (this.is_empty(), other.is_empty()) {
            (false, false) => {
                both += 1;
                serving.push((this.len() + other.len(), facts[fact as usize].date, fact));
            }
            (false, true) => only_this += 1,
            (true, false) => only_other += 1,
            (true, true) => {}
        }
    }
    serving.sort_unstable_by_key(|rank| Reverse(*rank));
    let told = serving.into_iter().take(SERVING).map(|(_, _, fact)| Serves {
        fact,
        this: shown_this[fact as usize].clone(),
        other: shown_other[fact as usize].clone(),
    });
    Comparison { serving: told.collect(), rows, both, only_this, only_other, extra, open_in_both }
}

/// The criteria of both, in this target's order and then the other's; a key that one asks twice is two rows.
fn rows(this: &Coverage, other: &Coverage) -> Vec<Row> {
    let mut free: Vec<Option<usize>> = (0..other.criteria.len()).map(Some).collect();
    let mut rows = Vec::with_capacity(this.criteria.len());
    for (at, covered) in this.criteria.iter().enumerate() {
        let same = |one: &usize| other.criteria[*one].key.eq_ignore_ascii_case(&covered.key);
        let found = free.iter().position(|one| one.as_ref().is_some_and(same));
        let found = found.and_then(|place| free[place].take());
        let differs = match found.map(|at| &other.criteria[at]) {
            None => Differs::OnlyThis,
            Some(other) if other.status != covered.status => Differs::Status,
            Some(other) if other.level != covered.level => Differs::Level,
            Some(_) => Differs::Not,
        };
        rows.push(Row { differs, this: Some(at), other: found });
    }
    let left = free.into_iter().flatten();
    rows.extend(left.map(|at| Row { differs: Differs::OnlyOther, this: None, other: Some(at) }));
    rows
}

/// The criteria that each fact counts for.
fn by_fact(side: Side<'_>, facts: usize) -> Vec<Vec<usize>> {
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
    fn compared(this: &str, other: &str, entries: &[&str]) -> (Comparison, Coverage, Coverage) {
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
        let side = |at: usize| Side { report: &reports[at], at_level: &shown[at] };
        let comparison = compare(side(0), side(1), &evidence.facts);
        let [this, other] = reports;
        (comparison, this, other)
    }

    #[test]
    fn what_differs_comes_first_and_the_worst_first_in_that() {
        let entries = ["A@4 B@3", "C@4", "A@3 D@5", "E@2"];
        let (comparison, this, other) = compared("A@4 B@4 C@3 D@4", "E@4 D@5 B@3 A@5 C@3", &entries);
        let rows: Vec<(Differs, String)> = comparison
            .rows
            .iter()
            .map(|row| {
                let key = |report: &Coverage, at: Option<usize>| {
                    at.map(|at| format!("{}@{}", report.criteria[at].key, report.criteria[at].level))
                };
                let keys = [key(&this, row.this), key(&other, row.other)].map(Option::unwrap_or_default);
                (row.differs, keys.join(" "))
            })
            .collect();
        let wanted = [
            (Differs::Status, "A@4 A@5"),
            (Differs::Status, "B@4 B@3"),
            (Differs::OnlyOther, " E@4"),
            (Differs::Level, "D@4 D@5"),
            (Differs::Not, "C@3 C@3"),
        ];
        assert_eq!(rows, wanted.map(|(differs, keys)| (differs, keys.to_owned())));
        let extra: Vec<&str> = comparison.extra.iter().map(|at| &*other.criteria[*at].key).collect();
        assert_eq!(extra, ["A", "E"]);
        assert_eq!(comparison.open_in_both, []);
        assert_eq!(comparison.groups().count(), 4);
    }

    #[test]
    fn the_entries_that_serve_both_are_counted_and_the_strongest_told() {
        let entries = ["A@4", "A@4 B@4 C@4", "B@4", "C@4", "D@4", "A@5"];
        let (comparison, ..) = compared("A@4 B@4", "A@4 C@4 B@6", &entries);
        assert_eq!((comparison.both, comparison.only_this, comparison.only_other), (3, 1, 1));
        let serving: Vec<u32> = comparison.serving.iter().map(|serves| serves.fact).collect();
        assert_eq!(serving, [1, 5, 0]);
        assert_eq!((&comparison.serving[0].this, &comparison.serving[0].other), (&vec![0, 1], &vec![0, 1]));
        let (none, ..) = compared("A@4 B@4", "C@4", &[]);
        assert_eq!((none.both, none.open_in_both.len(), none.extra.len()), (0, 0, 1));
        let (open, ..) = compared("A@4", "A@5", &[]);
        assert_eq!((open.open_in_both.len(), open.extra.len()), (1, 0));
        let (empty, ..) = compared("", "", &[]);
        assert_eq!(empty.rows, []);
    }
}
