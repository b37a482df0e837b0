//! What a criterion lacks of each test, and what a change would leave of that.

use chrono::NaiveDate;

use crate::domain::coverage::{CriterionCoverage, Evidence, Fact, Rules};
use crate::domain::dates::{Quarter, months_before};
use crate::domain::entry::Part;

const TESTS: usize = 7;

/// Something that may change for a criterion.
#[derive(Debug, Clone, Copy)]
pub(super) enum EvidenceChange<'e> {
    /// An entry comes to count at the level.
    Counts(&'e Fact),
    /// Something new is logged at the level, without a result or a link yet.
    New(NaiveDate),
    /// An entry that counts gets a result.
    Result,
    /// An entry that counts gets a link.
    Link,
    /// An entry that counts has its level stated.
    Stated,
}

/// How a criterion stands in each test.
#[derive(Debug, Clone)]
pub(super) struct GapCause {
    rules: Rules,
    oldest: Option<NaiveDate>,
    entries: u32,
    fresh: bool,
    quarters: (u32, Vec<Quarter>),
    projects: (u32, Vec<u32>),
    results: u32,
    links: u32,
    stated: u32,
    own: u32,
}

impl GapCause {
    /// As the report says. Which quarters and projects there are is known from the entries that it lists; a criterion with
    /// more entries than that is seldom short of them.
    pub(super) fn of(
        covered: &CriterionCoverage, evidence: &Evidence, rules: Rules, today: NaiveDate,
    ) -> Self {
        let listed = covered.entries.iter().take(covered.at_level as usize);
        let (mut quarters, mut projects) = (Vec::new(), Vec::new());
        for fact in listed.map(|at| &evidence.facts[*at as usize]) {
            quarters.push(Quarter::of(fact.date));
            projects.extend(fact.project);
        }
        let oldest = (rules.months > 0).then(|| months_before(today, rules.months)).flatten();
        Self {
            rules,
            oldest,
            entries: covered.at_level,
            fresh: covered.latest.is_some_and(|latest| oldest.is_none_or(|oldest| latest >= oldest)),
            quarters: (covered.quarters, quarters),
            projects: (covered.projects, projects),
            results: covered.with_result,
            links: covered.with_link,
            stated: covered.stated,
            own: covered.own,
        }
    }

    /// As it would stand after a change.
    pub(super) fn after(&self, change: EvidenceChange<'_>) -> Self {
        let mut after = self.clone();
        match change {
            EvidenceChange::Result => after.results += 1,
            EvidenceChange::Link => after.links += 1,
            EvidenceChange::Stated => after.stated += 1,
            EvidenceChange::New(day) => after.add(day, None, true),
            EvidenceChange::Counts(fact) => {
                after.add(fact.date, fact.project, fact.part != Part::Helped);
                after.results += u32::from(fact.result);
                after.links += u32::from(fact.links > 0);
            }
        }
        after
    }

    fn add(&mut self, day: NaiveDate, project: Option<u32>, own: bool) {
        self.entries += 1;
        self.fresh |= self.oldest.is_none_or(|oldest| day >= oldest);
        self.stated += 1;
        self.own += u32::from(own);
        let quarter = Quarter::of(day);
        if !self.quarters.1.contains(&quarter) {
            self.quarters.0 += 1;
            self.quarters.1.push(quarter);
        }
        if let Some(project) = project.filter(|project| !self.projects.1.contains(project)) {
            self.projects.0 += 1;
            self.projects.1.push(project);
        }
    }

    /// How much each test lacks; all zero is met.
    fn tests(&self) -> [u32; TESTS] {
        let rules = self.rules;
        [
            rules.entries.max(1).saturating_sub(self.entries),
            u32::from(!self.fresh),
            rules.spread.saturating_sub(self.quarters.0.max(self.projects.0)),
            rules.results.saturating_sub(self.results),
            rules.links.saturating_sub(self.links),
            rules.stated.saturating_sub(self.stated),
            rules.own.saturating_sub(self.own),
        ]
    }

    pub(super) fn is_met(&self) -> bool {
        self.tests() == [0; TESTS]
    }

    pub(super) fn failing(&self) -> u32 {
        self.tests().map(|lacks| u32::from(lacks > 0)).iter().sum()
    }

    pub(super) fn whole(&self) -> u32 {
        self.tests().iter().fold(0, |sum, lacks| sum.saturating_add(*lacks))
    }
}
