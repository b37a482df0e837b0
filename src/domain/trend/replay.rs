//! The verdicts of many days, from one look at the evidence: what counts is added up day by day.
//!
//! A replay gives the same verdicts as [`coverage`](crate::domain::coverage::coverage) with each of its days as today; a test
//! holds the two together. It takes time for each tag once, not once a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::coverage::{CriterionSums, EntryTags, Evidence, Rules, Status};
use crate::domain::dates::Quarter;
use crate::domain::entry::Part;
use crate::domain::framework::RequiredCriterion;

/// An entry that begins to count for a criterion, or no longer does.
struct EvidenceEvent {
    day: NaiveDate,
    begins: bool,
    criterion: u32,
    fact: u32,
    at_level: bool,
    stated: bool,
}

/// What counts for one criterion on the day that the replay has reached.
#[derive(Default)]
struct RunningTally {
    /// Its newest entry, quarters and projects are those of the maps.
    sums: CriterionSums,
    days: BTreeMap<NaiveDate, u32>,
    quarters: BTreeMap<Quarter, u32>,
    projects: BTreeMap<u32, u32>,
}

/// The evidence on its way through time.
pub(crate) struct Replay<'r> {
    pub(super) asked: &'r [RequiredCriterion<'r>],
    evidence: &'r Evidence,
    pub(super) rules: Rules,
    events: Vec<EvidenceEvent>,
    reached: usize,
    running: Vec<RunningTally>,
}

impl<'r> Replay<'r> {
    /// Ready to start before the first day. What is from before `level_since` never counts, and what is replaced counts
    /// until the day of the entry that replaces it, or until `today` where that is later.
    pub(crate) fn new(
        asked: &'r [RequiredCriterion<'r>], evidence: &'r Evidence, rules: Rules,
        level_since: Option<NaiveDate>, today: NaiveDate,
    ) -> Self {
        let mut events = events(asked, evidence, level_since, today);
        events.sort_unstable_by_key(|event| event.day);
        let running = asked.iter().map(|_| RunningTally::default()).collect();
        Self { asked, evidence, rules, events, reached: 0, running }
    }

    /// The verdict on each criterion when `day` is today and nothing later than `known` is known. `known` never goes back
    /// from call to call.
    pub(crate) fn judge(&mut self, known: NaiveDate, day: NaiveDate) -> Vec<Status> {
        while let Some(event) = self.events.get(self.reached).filter(|event| event.day <= known) {
            self.running[event.criterion as usize].take(event, self.evidence);
            self.reached += 1;
        }
        let criteria = self.asked.iter().zip(&self.running);
        criteria
            .map(|(asked, running)| running.sums().judge(asked.counts_from(), self.rules, day).0)
            .collect()
    }

    /// The newest entry at the level of each criterion, on the day that was judged last.
    pub(crate) fn newest(&self) -> Vec<Option<NaiveDate>> {
        self.running.iter().map(|running| running.days.keys().next_back().copied()).collect()
    }
}

/// Everything that happens to the criteria, in no order.
fn events(
    asked: &[RequiredCriterion<'_>], evidence: &Evidence, level_since: Option<NaiveDate>, today: NaiveDate,
) -> Vec<EvidenceEvent> {
    let by_key: Vec<Vec<usize>> = evidence
        .keys
        .iter()
        .map(|key| (0..asked.len()).filter(|at| asked[*at].criterion.key == *key).collect())
        .collect();
    let replaced: BTreeMap<u32, NaiveDate> = evidence.replacements.iter().copied().collect();
    let mut events = Vec::with_capacity(evidence.tags.len());
    let mut settle = |criterion: usize, tags: EntryTags| {
        let date = evidence.facts[tags.fact as usize].date;
        let end = replaced.get(&tags.fact).map(|on| (*on).min(today));
        if level_since.is_some_and(|since| date < since) || end.is_some_and(|end| end <= date) {
            return;
        }
        let at_level = tags.is_at_level(asked[criterion].counts_from());
        let EntryTags { fact, stated, .. } = tags;
        let criterion = u32::try_from(criterion).unwrap_or(u32::MAX);
        let event = |day, begins| EvidenceEvent { day, begins, criterion, fact, at_level, stated };
        events.push(event(date, true));
        events.extend(end.map(|end| event(end, false)));
    };
    let mut open: Vec<Option<EntryTags>> = vec![None; asked.len()];
    for tag in &evidence.tags {
        for at in &by_key[tag.key as usize] {
            if let Some(done) = open[*at].take_if(|tags| tags.fact != tag.fact) {
                settle(*at, done);
            }
            open[*at].get_or_insert(EntryTags::of(tag.fact)).add(tag, asked[*at].counts_from());
        }
    }
    for (at, last) in open.into_iter().enumerate() {
        if let Some(done) = last {
            settle(at, done);
        }
    }
    events
}

impl RunningTally {
    fn take(&mut self, event: &EvidenceEvent, evidence: &Evidence) {
        let fact = &evidence.facts[event.fact as usize];
        let step = |sum: &mut u32, holds: bool| {
            let by = u32::from(holds);
            *sum = if event.begins { sum.saturating_add(by) } else { sum.saturating_sub(by) };
        };
        let sums = &mut self.sums;
        step(&mut sums.evidence, true);
        if !event.at_level {
            return;
        }
        step(&mut sums.at_level, true);
        step(&mut sums.with_result, fact.result);
        step(&mut sums.with_link, fact.links > 0);
        step(&mut sums.stated, event.stated);
        step(&mut sums.own, fact.part != Part::Helped);
        turn(&mut self.days, fact.date, event.begins);
        turn(&mut self.quarters, Quarter::of(fact.date), event.begins);
        if let Some(project) = fact.project {
            turn(&mut self.projects, project, event.begins);
        }
    }

    fn sums(&self) -> CriterionSums {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        CriterionSums {
            latest: self.days.keys().next_back().copied(),
            quarters: number(self.quarters.len()),
            projects: number(self.projects.len()),
            ..self.sums
        }
    }
}

/// Counts one more or one less of a thing; what has none is not there.
fn turn<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K, begins: bool) {
    if begins {
        *counts.entry(key).or_default() += 1;
        return;
    }
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}
