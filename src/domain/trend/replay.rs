//! The verdicts of many days, from one look at the evidence: what counts is added up day by day.
//!
//! A replay gives the same verdicts as [`coverage`](crate::domain::coverage::coverage) with each of its days as today; a test
//! holds the two together. It takes time for each tag once, not once a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::coverage::{Evidence, Rules, Status, Sums};
use crate::domain::dates::Quarter;
use crate::domain::entry::Part;
use crate::domain::framework::RequiredCriterion;
use crate::domain::ids::Level;

/// An entry that begins to count for a criterion, or no longer does.
struct Event {
    day: NaiveDate,
    begins: bool,
    criterion: u32,
    fact: u32,
    at_level: bool,
    stated: bool,
}

/// The best that the tags of one entry say of one criterion.
struct Seen {
    fact: u32,
    level: Option<Level>,
    stated: bool,
}

/// What counts for one criterion on the day that the replay has reached.
#[derive(Default)]
struct Running {
    evidence: u32,
    at_level: u32,
    days: BTreeMap<NaiveDate, u32>,
    quarters: BTreeMap<Quarter, u32>,
    projects: BTreeMap<u32, u32>,
    with_result: u32,
    with_link: u32,
    stated: u32,
    own: u32,
}

/// The evidence on its way through time.
pub struct Replay<'r> {
    pub(super) asked: &'r [RequiredCriterion<'r>],
    evidence: &'r Evidence,
    pub(super) rules: Rules,
    events: Vec<Event>,
    reached: usize,
    running: Vec<Running>,
}

impl<'r> Replay<'r> {
    /// Ready to start before the first day. What is from before `level_since` never counts, and what is replaced counts
    /// until the day of the entry that replaces it, or until `today` where that is later.
    pub fn new(
        asked: &'r [RequiredCriterion<'r>], evidence: &'r Evidence, rules: Rules,
        level_since: Option<NaiveDate>, today: NaiveDate,
    ) -> Self {
        let mut events = events(asked, evidence, level_since, today);
        events.sort_unstable_by_key(|event| event.day);
        let running = asked.iter().map(|_| Running::default()).collect();
        Self { asked, evidence, rules, events, reached: 0, running }
    }

    /// The verdict on each criterion when `day` is today and nothing later than `known` is known. `known` never goes back
    /// from call to call.
    pub fn judge(&mut self, known: NaiveDate, day: NaiveDate) -> Vec<Status> {
        while let Some(event) = self.events.get(self.reached).filter(|event| event.day <= known) {
            self.running[event.criterion as usize].take(event, self.evidence);
            self.reached += 1;
        }
        let criteria = self.asked.iter().zip(&self.running);
        criteria.map(|(asked, running)| running.sums(asked.counts_from()).judge(self.rules, day).0).collect()
    }

    /// The newest entry at the level of each criterion, on the day that was judged last.
    pub fn newest(&self) -> Vec<Option<NaiveDate>> {
        self.running.iter().map(|running| running.days.keys().next_back().copied()).collect()
    }
}

/// Everything that happens to the criteria, in no order.
fn events(
    asked: &[RequiredCriterion<'_>], evidence: &Evidence, level_since: Option<NaiveDate>, today: NaiveDate,
) -> Vec<Event> {
    let by_key: Vec<Vec<usize>> = evidence
        .keys
        .iter()
        .map(|key| (0..asked.len()).filter(|at| asked[*at].criterion.key == *key).collect())
        .collect();
    let replaced: BTreeMap<u32, NaiveDate> = evidence.replacements.iter().copied().collect();
    let mut events = Vec::with_capacity(evidence.tags.len());
    let mut settle = |criterion: usize, seen: Seen| {
        let date = evidence.facts[seen.fact as usize].date;
        let end = replaced.get(&seen.fact).map(|on| (*on).min(today));
        if level_since.is_some_and(|since| date < since) || end.is_some_and(|end| end <= date) {
            return;
        }
        let at_level = seen.level.is_some_and(|level| level >= asked[criterion].counts_from());
        let criterion = u32::try_from(criterion).unwrap_or(u32::MAX);
        let event =
            |day, begins| Event { day, begins, criterion, fact: seen.fact, at_level, stated: seen.stated };
        events.push(event(date, true));
        events.extend(end.map(|end| event(end, false)));
    };
    let mut seen: Vec<Option<Seen>> = asked.iter().map(|_| None).collect();
    for tag in &evidence.tags {
        for at in &by_key[tag.key as usize] {
            if seen[*at].as_ref().is_some_and(|seen| seen.fact != tag.fact)
                && let Some(done) = seen[*at].take()
            {
                settle(*at, done);
            }
            let seen = seen[*at].get_or_insert(Seen { fact: tag.fact, level: None, stated: false });
            let at_level = tag.level.is_some_and(|level| level >= asked[*at].counts_from());
            seen.stated |= at_level && !tag.assumed;
            seen.level = seen.level.max(tag.level);
        }
    }
    for (at, last) in seen.into_iter().enumerate() {
        if let Some(done) = last {
            settle(at, done);
        }
    }
    events
}

impl Running {
    fn take(&mut self, event: &Event, evidence: &Evidence) {
        let fact = &evidence.facts[event.fact as usize];
        let step = |sum: &mut u32, holds: bool| {
            let by = u32::from(holds);
            *sum = if event.begins { sum.saturating_add(by) } else { sum.saturating_sub(by) };
        };
        step(&mut self.evidence, true);
        if !event.at_level {
            return;
        }
        step(&mut self.at_level, true);
        step(&mut self.with_result, fact.result);
        step(&mut self.with_link, fact.links > 0);
        step(&mut self.stated, event.stated);
        step(&mut self.own, fact.part != Part::Helped);
        turn(&mut self.days, fact.date, event.begins);
        turn(&mut self.quarters, Quarter::of(fact.date), event.begins);
        if let Some(project) = fact.project {
            turn(&mut self.projects, project, event.begins);
        }
    }

    fn sums(&self, counts_from: Level) -> Sums {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Sums {
            counts_from,
            evidence: self.evidence,
            at_level: self.at_level,
            latest: self.days.keys().next_back().copied(),
            quarters: number(self.quarters.len()),
            projects: number(self.projects.len()),
            with_result: self.with_result,
            with_link: self.with_link,
            stated: self.stated,
            own: self.own,
            elsewhere: false,
            before_window: None,
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
