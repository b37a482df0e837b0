//! The report month by month: how the criteria stood, what came and went, and what is ahead until the case is due.
//!
//! **The journal's own history** is that of the work: an entry counts from its day on, whenever it was typed. Notes of three
//! years that are imported today, or a week that is written down on a Friday, give the curve of the work and not a jump
//! on the day of typing; the history of the typing is what `promo history` tells. So a curve may change when old work is
//! added, as it should: it says what could have been shown on that day, not what stood in the file. Tags, target and rules
//! are those of today for the same reason: a level that was found wrong was wrong all along, and a curve that changes
//! its measure on the way can be compared with nothing. What one entry corrects in another holds from the day of the
//! correction: until then the other counts, in the verdicts and in the evidence of its month alike.

mod histogram;
mod replay;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Serialize, Serializer};

use self::histogram::Histogram;
pub(crate) use self::replay::Replay;
use super::coverage::{Evidence, Rules, Status, StatusSummary};
use super::dates::months_before;
use super::framework::RequiredCriterion;

/// How many months before the present one are shown where no window is asked for.
pub(crate) const MONTHS: u32 = 12;
/// How many months back the pace is told from.
pub(crate) const PACE_MONTHS: u32 = 3;

/// The days that a trend is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first day whose month is shown; `None` for [`MONTHS`] before the present one, or what there is of them.
    pub since: Option<NaiveDate>,
    /// The last day shown; not after today.
    pub until: NaiveDate,
    pub today: NaiveDate,
    /// The day since which the current level is held.
    pub level_since: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
}

/// A month, judged on its last day or on the last day shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct TrendMonth {
    #[serde(rename = "month", serialize_with = "year_and_month")]
    pub first: NaiveDate,
    pub day: NaiveDate,
    pub summary: StatusSummary,
    /// The tags of the criteria that are met and were not at the end of the month before.
    pub gained: Vec<String>,
    pub lost: Vec<LostCriterion>,
    /// Entries of this month that count, on the day judged, for something that is asked.
    pub evidence: u32,
    pub at_level: u32,
}

impl TrendMonth {
    /// `2026-11`.
    pub(crate) fn name(&self) -> String {
        self.first.format("%Y-%m").to_string()
    }
}

fn year_and_month<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&day.format("%Y-%m"))
}

/// A criterion that was met at the end of the month before and is not any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct LostCriterion {
    /// `ASUP@4`.
    pub key: String,
    pub status: Status,
}

/// How often something must be closed to be done in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    OneInWeeks(u32),
    AWeek(u32),
}

/// A criterion that will be stale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct AgeingCriterion {
    /// `ASUP@4`.
    pub key: String,
    /// The status today.
    pub status: Status,
    /// The day of its newest entry at the level.
    pub newest: NaiveDate,
    /// The first day on which that is too old.
    pub from: NaiveDate,
}

/// What is left to do until the case is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Ahead {
    pub due: NaiveDate,
    /// How many days that is from today; negative where it is over.
    pub days: i64,
    pub left: u32,
    /// What it takes, where something is left and there is more than a week.
    #[serde(skip)]
    pub pace: Option<Pace>,
    /// The day [`PACE_MONTHS`] months ago.
    pub since: NaiveDate,
    /// Criteria that are met today and were not on that day.
    pub closed: u32,
    /// Those that were met on that day and are not today.
    pub lost: u32,
    /// What will have gone stale by then if nothing is added, the first to go first.
    #[serde(rename = "stale")]
    pub ageing: Vec<AgeingCriterion>,
}

/// A report over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Trend {
    /// The oldest first; none where nothing counts and no window is asked for.
    pub months: Vec<TrendMonth>,
    /// Entries from before the first month that count, when it begins, for something that is asked.
    pub earlier: u32,
    /// Entries of days after the last day shown, whatever they are evidence of.
    pub later: u32,
    /// Where there is a day that the case is due and the last day shown is today.
    pub ahead: Option<Ahead>,
}

impl Trend {
    /// The most entries that any month has.
    pub(crate) fn busiest_month(&self) -> u32 {
        self.months.iter().map(|month| month.evidence).max().unwrap_or(0)
    }
}

/// Replays the report.
pub(crate) fn trend(asked: &[RequiredCriterion<'_>], evidence: &Evidence, rules: Rules, span: Span) -> Trend {
    let histogram = Histogram::new(asked, evidence, span);
    let later = evidence.facts.iter().map(|fact| u32::from(fact.date > span.until)).sum();
    let mut trend = Trend { months: Vec::new(), earlier: 0, later, ahead: None };
    let mut replay = Replay::new(asked, evidence, rules, span.level_since, span.today);
    let pace_day = months_before(span.today, PACE_MONTHS).unwrap_or(span.today);
    let mut ends: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    if let Some(first) = span.since.or_else(|| histogram.start(span)).map(first_of) {
        ends.extend(months(first, span.until));
        trend.earlier = histogram.before(first);
    }
    // The months, the eve of the first of them, and the day that the pace is told from, in one go through time.
    let mut days: Vec<NaiveDate> = ends.iter().map(|(_, day)| *day).collect();
    days.extend(ends.first().and_then(|(first, _)| first.pred_opt()));
    days.extend([pace_day, span.today]);
    days.sort_unstable();
    days.dedup();
    let judged: BTreeMap<NaiveDate, Vec<Status>> =
        days.into_iter().map(|day| (day, replay.judge(day, day))).collect();
    for (first, day) in ends {
        let before = first.pred_opt().and_then(|eve| judged.get(&eve));
        let (evidence, at_level) = histogram.of(first);
        let statuses = &judged[&day];
        let (mut gained, mut lost) = (Vec::new(), Vec::new());
        for (at, status) in statuses.iter().enumerate() {
            let was_met = before.is_some_and(|before| before[at] == Status::Met);
            match (was_met, *status) {
                (false, Status::Met) => gained.push(asked[at].tag()),
                (true, status) if status != Status::Met => {
                    lost.push(LostCriterion { key: asked[at].tag(), status });
                }
                _ => {}
            }
        }
        let summary = StatusSummary::of(statuses.iter().copied());
        trend.months.push(TrendMonth { first, day, summary, gained, lost, evidence, at_level });
    }
    let due = span.due.filter(|_| span.until == span.today);
    trend.ahead = due.map(|due| ahead(&mut replay, due, (pace_day, &judged[&pace_day]), span.today));
    trend
}

fn ahead(
    replay: &mut Replay<'_>, due: NaiveDate, (since, then): (NaiveDate, &[Status]), today: NaiveDate,
) -> Ahead {
    let now = replay.judge(today, today);
    let days = (due - today).num_days();
    let changed = |from_met: bool| {
        let changed = |(now, then): &(&Status, &Status)| {
            (**now == Status::Met) != from_met && (**then == Status::Met) == from_met
        };
        u32::try_from(now.iter().zip(then).filter(changed).count()).unwrap_or(u32::MAX)
    };
    let summary = StatusSummary::of(now.iter().copied());
    let left = summary.criteria() - summary.met;
    let (closed, lost) = (changed(false), changed(true));
    let mut ageing = Vec::new();
    if days > 0 {
        let then = replay.judge(today, due);
        for (at, newest) in replay.newest().into_iter().enumerate() {
            let goes = now[at] != Status::Stale && then[at] == Status::Stale;
            if let Some(newest) = newest.filter(|_| goes) {
                let (key, from) = (replay.asked[at].tag(), stale_from(newest, replay.rules));
                ageing.push(AgeingCriterion { key, status: now[at], newest, from });
            }
        }
        ageing.sort_by_key(|ageing| ageing.from);
    }
    Ahead { due, days, left, pace: pace(left, days), since, closed, lost, ageing }
}

/// What it takes to close so many in so many days.
fn pace(left: u32, days: i64) -> Option<Pace> {
    let days = u32::try_from(days).ok().filter(|days| *days > 7)?;
    let rounded = |n: u32, by: u32| (n + by / 2) / by;
    let (needs, has) = (u64::from(left) * 7, days);
    let needs = u32::try_from(needs).ok().filter(|needs| *needs > 0)?;
    match rounded(needs, has) {
        0 | 1 => Some(Pace::OneInWeeks(rounded(has, needs).max(1))),
        a_week => Some(Pace::AWeek(a_week)),
    }
}

/// The first day on which evidence of a day is too old.
fn stale_from(newest: NaiveDate, rules: Rules) -> NaiveDate {
    let mut day = newest.checked_add_months(Months::new(rules.months)).unwrap_or(NaiveDate::MAX);
    // A month's last days all look back at the last day of a shorter one.
    while months_before(day, rules.months).is_some_and(|oldest| oldest <= newest) {
        match day.succ_opt() {
            Some(next) => day = next,
            None => break,
        }
    }
    day
}

pub(crate) fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn last_of(day: NaiveDate) -> NaiveDate {
    let next = first_of(day).checked_add_months(Months::new(1));
    next.and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(NaiveDate::MAX)
}

/// Each month from one on to that of the last day: its first day, and its last or the last of all.
fn months(first: NaiveDate, until: NaiveDate) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
    let next = |first: &NaiveDate| first.checked_add_months(Months::new(1));
    let firsts = std::iter::successors(Some(first), next).take_while(move |first| *first <= until);
    firsts.map(move |first| (first, last_of(first).min(until)))
}

#[cfg(test)]
mod tests;
