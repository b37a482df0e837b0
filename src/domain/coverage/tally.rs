//! What adds up for one criterion while the tags go by, and the verdict at the end.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::verdict::Sums;
use super::{
    CoverageFrame, CriterionCoverage, Fact, FactTag, LISTED, Rules, SPARK_QUARTERS, Standing,
    StatementCoverage, Status,
};
use crate::domain::dates::Quarter;
use crate::domain::entry::Part;
use crate::domain::framework::RequiredCriterion;
use crate::domain::ids::{EntryNo, Level};

/// The tags of one entry for one criterion, taken together: the best level, and whether it is stated.
struct Seen {
    fact: u32,
    level: Option<Level>,
    stated: bool,
}

/// What adds up for one criterion while the tags go by.
pub(super) struct Tally<'f> {
    asked: RequiredCriterion<'f>,
    frame: CoverageFrame,
    seen: Option<Seen>,
    evidence: u32,
    below: u32,
    at_level: u32,
    latest: Option<NaiveDate>,
    /// Whether there is evidence that does not count.
    elsewhere: bool,
    before_window: Option<NaiveDate>,
    quarters: HashSet<Quarter>,
    last_quarter: Option<Quarter>,
    projects: Vec<bool>,
    with_result: u32,
    with_link: u32,
    stated: u32,
    own: u32,
    confidential: u32,
    set_aside: Vec<(NaiveDate, u32)>,
    entries: Vec<(Strength, u32)>,
    statements: Vec<Vec<u32>>,
    spark: [u32; SPARK_QUARTERS],
}

/// What makes an entry strong evidence of one criterion, the weakest first.
type Strength = (bool, Option<Level>, bool, bool, bool, std::cmp::Reverse<Part>, NaiveDate, EntryNo);

impl<'f> Tally<'f> {
    pub(super) fn new(asked: RequiredCriterion<'f>, frame: CoverageFrame, projects: u32) -> Self {
        let statements = asked.criterion.text_for(asked.level).map_or(0, |text| text.statements.len());
        Self {
            asked,
            frame,
            seen: None,
            evidence: 0,
            below: 0,
            at_level: 0,
            latest: None,
            elsewhere: false,
            before_window: None,
            quarters: HashSet::new(),
            last_quarter: None,
            projects: vec![false; projects as usize],
            with_result: 0,
            with_link: 0,
            stated: 0,
            own: 0,
            confidential: 0,
            set_aside: Vec::new(),
            entries: Vec::new(),
            statements: vec![Vec::new(); statements],
            spark: [0; SPARK_QUARTERS],
        }
    }

    pub(super) fn tag(&mut self, tag: &FactTag, facts: &[Fact], standings: &[Standing]) {
        if self.seen.as_ref().is_some_and(|seen| seen.fact != tag.fact) {
            self.settle(facts, standings);
        }
        let seen = self.seen.get_or_insert(Seen { fact: tag.fact, level: None, stated: false });
        let at_level = tag.level.is_some_and(|level| level >= self.asked.counts_from());
        seen.stated |= at_level && !tag.assumed;
        seen.level = seen.level.max(tag.level);
        let criterion = self.asked.criterion;
        let text_level = criterion.text_for(self.asked.level).and_then(|text| text.level);
        // A statement of a level that is not defined is one of the level that is read for it.
        let tag_text = || tag.level.and_then(|level| criterion.text_for(level)?.level);
        let same_text = text_level.is_none() || tag_text() == text_level;
        let number = tag.statement.and_then(|number| number.checked_sub(1));
        if let Some(at) = number.filter(|_| same_text && standings[tag.fact as usize] == Standing::Counts)
            && let Some(named) = self.statements.get_mut(usize::from(at))
            && named.last() != Some(&tag.fact)
        {
            named.push(tag.fact);
        }
    }

    fn settle(&mut self, facts: &[Fact], standings: &[Standing]) {
        let Some(seen) = self.seen.take() else { return };
        let fact = &facts[seen.fact as usize];
        let at_level = seen.level.is_some_and(|level| level >= self.asked.counts_from());
        let standing = standings[seen.fact as usize];
        // What is of days to come is simply not there yet.
        self.elsewhere |= !matches!(standing, Standing::Counts | Standing::Future);
        match standing {
            Standing::Counts => {}
            Standing::BeforeWindow => {
                if at_level {
                    self.before_window = self.before_window.max(Some(fact.date));
                }
                return;
            }
            Standing::Future | Standing::AfterWindow => return,
            Standing::Replaced | Standing::BeforeLevel => {
                self.set_aside.push((fact.date, seen.fact));
                return;
            }
        }
        self.evidence += 1;
        let own = fact.part != Part::Helped;
        self.entries.push((
            (
                at_level,
                seen.level,
                fact.result,
                fact.links > 0,
                seen.stated,
                std::cmp::Reverse(fact.part),
                fact.date,
                fact.id,
            ),
            seen.fact,
        ));
        let quarter = Quarter::of(fact.date);
        let now = Quarter::of(self.frame.today.min(self.frame.window.until));
        if let Some((_, at)) =
            (0i32..).zip((0..SPARK_QUARTERS).rev()).find(|(back, _)| now.back(*back) == quarter)
        {
            self.spark[at] += 1;
        }
        if !at_level {
            self.below += 1;
            return;
        }
        self.at_level += 1;
        self.latest = self.latest.max(Some(fact.date));
        if self.last_quarter != Some(quarter) {
            self.quarters.insert(quarter);
            self.last_quarter = Some(quarter);
        }
        if let Some(project) = fact.project {
            self.projects[project as usize] = true;
        }
        self.with_result += u32::from(fact.result);
        self.with_link += u32::from(fact.links > 0);
        self.stated += u32::from(seen.stated);
        self.own += u32::from(own);
        self.confidential += u32::from(fact.confidential);
    }

    /// The entries that count at the level.
    pub(super) fn at_level(mut self, facts: &[Fact], standings: &[Standing]) -> Vec<u32> {
        self.settle(facts, standings);
        let entries = self.entries.into_iter().filter(|((at_level, ..), _)| *at_level);
        entries.map(|(_, fact)| fact).collect()
    }

    pub(super) fn finish(
        mut self, facts: &[Fact], standings: &[Standing], rules: Rules,
    ) -> CriterionCoverage {
        self.settle(facts, standings);
        let sums = self.sums();
        let (status, failed) = sums.judge(rules, self.frame.today);
        let not_counted = u32::try_from(self.set_aside.len()).unwrap_or(u32::MAX);
        let almost = if status == Status::Met { Vec::new() } else { self.almost() };
        let criterion = self.asked.criterion;
        let statements = criterion.text_for(self.asked.level).map_or_else(Vec::new, |text| {
            let counted = text.statements.iter().zip(&self.statements).enumerate();
            counted
                .map(|(at, (says, named))| StatementCoverage {
                    key: criterion.statement_key(text, at),
                    text: says.to_string(),
                    evidence: u32::try_from(named.len()).unwrap_or(u32::MAX),
                    entries: named.iter().rev().take(LISTED).copied().collect(),
                })
                .collect()
        });
        CriterionCoverage {
            key: criterion.key.to_string(),
            kind: criterion.kind,
            name: criterion.name.to_string(),
            level: self.asked.level,
            read_level: self.asked.read_level,
            status,
            evidence: self.evidence,
            at_level: self.at_level,
            latest: self.latest,
            quarters: sums.quarters,
            projects: sums.projects,
            with_result: self.with_result,
            with_link: self.with_link,
            stated: self.stated,
            own: self.own,
            confidential: self.confidential,
            not_counted,
            set_aside: highest(self.set_aside),
            failed,
            entries: highest(self.entries),
            almost,
            statements,
            spark: self.spark,
        }
    }

    /// The strongest of those that one level, or a level at all, would make count.
    fn almost(&self) -> Vec<u32> {
        let below = self.asked.counts_from().get().checked_sub(1).and_then(Level::new);
        let is_almost = |level: Option<Level>| level.is_none() || level == below;
        let entries = self.entries.iter().filter(|((_, level, ..), _)| is_almost(*level));
        highest(entries.copied().collect())
    }

    fn sums(&self) -> Sums {
        Sums {
            counts_from: self.asked.counts_from(),
            evidence: self.evidence,
            at_level: self.at_level,
            latest: self.latest,
            quarters: u32::try_from(self.quarters.len()).unwrap_or(u32::MAX),
            projects: self.projects.iter().map(|seen| u32::from(*seen)).sum(),
            with_result: self.with_result,
            with_link: self.with_link,
            stated: self.stated,
            own: self.own,
            elsewhere: self.elsewhere,
            before_window: self.before_window,
        }
    }
}

/// The facts of the highest ranks, the highest first, [`LISTED`] at most.
fn highest<R: Ord>(mut ranked: Vec<(R, u32)>) -> Vec<u32> {
    if ranked.len() > LISTED {
        ranked.select_nth_unstable_by(LISTED - 1, |a, b| b.cmp(a));
        ranked.truncate(LISTED);
    }
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    ranked.into_iter().map(|(_, fact)| fact).collect()
}
