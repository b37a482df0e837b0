//! What adds up for one criterion while the tags go by, and the verdict at the end.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::verdict::CriterionSums;
use super::{
    CoverageFrame, CriterionCoverage, Fact, FactTag, LISTED, Rules, SPARK_QUARTERS, Standing,
    StatementCoverage, Status,
};
use crate::domain::dates::Quarter;
use crate::domain::entry::Part;
use crate::domain::framework::RequiredCriterion;
use crate::domain::ids::{EntryNo, Level};

/// The tags of one entry for one criterion, taken together: the best level, and whether it is stated.
#[derive(Debug, Clone, Copy)]
pub struct EntryTags {
    pub fact: u32,
    pub level: Option<Level>,
    pub stated: bool,
}

impl EntryTags {
    pub fn of(fact: u32) -> Self {
        Self { fact, level: None, stated: false }
    }

    pub fn add(&mut self, tag: &FactTag, counts_from: Level) {
        self.stated |= !tag.assumed && tag.level.is_some_and(|level| level >= counts_from);
        self.level = self.level.max(tag.level);
    }

    pub fn is_at_level(&self, counts_from: Level) -> bool {
        self.level.is_some_and(|level| level >= counts_from)
    }
}

/// What adds up for one criterion while the tags go by.
pub(super) struct Tally<'f> {
    asked: RequiredCriterion<'f>,
    frame: CoverageFrame,
    /// Of the entry whose tags go by.
    tags: Option<EntryTags>,
    /// Its quarters and projects are counted at the end.
    sums: CriterionSums,
    quarters: HashSet<Quarter>,
    last_quarter: Option<Quarter>,
    projects: Vec<bool>,
    confidential: u32,
    set_aside: Vec<(NaiveDate, u32)>,
    entries: Vec<(EvidenceStrength, u32)>,
    statements: Vec<Vec<u32>>,
    spark: [u32; SPARK_QUARTERS],
}

/// What makes an entry strong evidence of one criterion, the weakest first.
type EvidenceStrength = (bool, Option<Level>, bool, bool, bool, std::cmp::Reverse<Part>, NaiveDate, EntryNo);

impl<'f> Tally<'f> {
    pub(super) fn new(asked: RequiredCriterion<'f>, frame: CoverageFrame, projects: u32) -> Self {
        let statements = asked.criterion.text_for(asked.level).map_or(0, |text| text.statements.len());
        Self {
            asked,
            frame,
            tags: None,
            sums: CriterionSums::default(),
            quarters: HashSet::new(),
            last_quarter: None,
            projects: vec![false; projects as usize],
            confidential: 0,
            set_aside: Vec::new(),
            entries: Vec::new(),
            statements: vec![Vec::new(); statements],
            spark: [0; SPARK_QUARTERS],
        }
    }

    pub(super) fn tag(&mut self, tag: &FactTag, facts: &[Fact], standings: &[Standing]) {
        if self.tags.is_some_and(|tags| tags.fact != tag.fact) {
            self.settle(facts, standings);
        }
        let tags = self.tags.get_or_insert(EntryTags::of(tag.fact));
        tags.add(tag, self.asked.counts_from());
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
        let Some(tags) = self.tags.take() else { return };
        let fact = &facts[tags.fact as usize];
        let at_level = tags.is_at_level(self.asked.counts_from());
        let (standing, sums) = (standings[tags.fact as usize], &mut self.sums);
        // What is of days to come is simply not there yet.
        sums.elsewhere |= !matches!(standing, Standing::Counts | Standing::Future);
        match standing {
            Standing::Counts => {}
            Standing::BeforeWindow => {
                if at_level {
                    sums.before_window = sums.before_window.max(Some(fact.date));
                }
                return;
            }
            Standing::Future | Standing::AfterWindow => return,
            Standing::Replaced | Standing::BeforeLevel => {
                self.set_aside.push((fact.date, tags.fact));
                return;
            }
        }
        sums.evidence += 1;
        self.entries.push((
            (
                at_level,
                tags.level,
                fact.result,
                fact.links > 0,
                tags.stated,
                std::cmp::Reverse(fact.part),
                fact.date,
                fact.id,
            ),
            tags.fact,
        ));
        let quarter = Quarter::of(fact.date);
        let now = Quarter::of(self.frame.today.min(self.frame.window.until));
        if let Some((_, at)) =
            (0i32..).zip((0..SPARK_QUARTERS).rev()).find(|(back, _)| now.back(*back) == quarter)
        {
            self.spark[at] += 1;
        }
        if !at_level {
            return;
        }
        sums.at_level += 1;
        sums.latest = sums.latest.max(Some(fact.date));
        sums.with_result += u32::from(fact.result);
        sums.with_link += u32::from(fact.links > 0);
        sums.stated += u32::from(tags.stated);
        sums.own += u32::from(fact.part != Part::Helped);
        self.confidential += u32::from(fact.confidential);
        if self.last_quarter != Some(quarter) {
            self.quarters.insert(quarter);
            self.last_quarter = Some(quarter);
        }
        if let Some(project) = fact.project {
            self.projects[project as usize] = true;
        }
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
        let (sums, counts_from) = (self.sums(), self.asked.counts_from());
        let (status, failed) = sums.judge(counts_from, rules, self.frame.today);
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
        let CriterionSums { evidence, at_level, latest, quarters, projects, .. } = sums;
        let CriterionSums { with_result, with_link, stated, own, .. } = sums;
        CriterionCoverage {
            key: criterion.key.to_string(),
            kind: criterion.kind,
            name: criterion.name.to_string(),
            level: self.asked.level,
            read_level: self.asked.read_level,
            status,
            evidence,
            at_level,
            latest,
            quarters,
            projects,
            with_result,
            with_link,
            stated,
            own,
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

    fn sums(&self) -> CriterionSums {
        CriterionSums {
            quarters: u32::try_from(self.quarters.len()).unwrap_or(u32::MAX),
            projects: self.projects.iter().map(|seen| u32::from(*seen)).sum(),
            ..self.sums
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
