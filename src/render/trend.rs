//! The report over time as data for all of its formats, and the words that several of them share.

use chrono::NaiveDate;
use serde::Serialize;

use super::criterion::words;
use super::gap::ReportTarget;
use super::gap_text::recency_warning;
use super::text::{count, list};
use super::what_if::WhatIf;
use crate::domain::coverage::{Rules, Status};
use crate::domain::document::person::capital;
use crate::domain::document::recency::Recency;
use crate::domain::trend::{Ahead, PACE_MONTHS, Pace, Trend, TrendMonth};

/// The report over time: the shape of `schema/exchange/trend.schema.json`, and what people are told beside that.
#[derive(Debug, Serialize)]
pub(crate) struct TrendReport<'r> {
    pub today: NaiveDate,
    pub target: ReportTarget<'r>,
    pub level_since: Option<NaiveDate>,
    pub rules: Rules,
    /// How many are asked.
    pub criteria: u32,
    #[serde(flatten)]
    pub trend: &'r Trend,
    #[serde(rename = "cited")]
    pub recency: Option<Recency>,
    /// The last day shown.
    #[serde(skip)]
    pub until: NaiveDate,
    /// The day of the journal's first entry.
    #[serde(skip)]
    pub first_entry: Option<NaiveDate>,
    #[serde(skip)]
    pub what_if: Option<WhatIf<'r>>,
}

/// The heading of a status's column.
pub(crate) fn heading(status: Status) -> String {
    capital(words(status))
}

/// `3`, or a dot where there is none.
pub(crate) fn cell(n: u32) -> String {
    if n == 0 { "·".to_owned() } else { n.to_string() }
}

/// So many of `most`, in at most `size` cells; what is there has one at least.
pub(crate) fn filled(n: u32, most: u32, size: usize) -> usize {
    if n == 0 || most == 0 {
        return 0;
    }
    let share = u64::from(n) * u64::try_from(size).unwrap_or(0) / u64::from(most);
    usize::try_from(share).unwrap_or(size).clamp(1, size)
}

/// `now met: ASUP@4`, `no longer met: INCA@4 (stale)`.
pub(crate) fn changes(month: &TrendMonth) -> Vec<String> {
    let mut changes = Vec::new();
    if !month.gained.is_empty() {
        changes.push(format!("now met: {}", month.gained.join(", ")));
    }
    if !month.lost.is_empty() {
        let lost: Vec<String> =
            month.lost.iter().map(|lost| format!("{} ({})", lost.key, words(lost.status))).collect();
        changes.push(format!("no longer met: {}", lost.join(", ")));
    }
    changes
}

/// `due 2027-03-01, 14 weeks`.
pub(crate) fn due_in(due: NaiveDate, today: NaiveDate) -> String {
    match (due - today).num_days() {
        ..0 => format!("was due {due}"),
        days => format!("due {due}, {}", days_or_weeks(days)),
    }
}

/// `13 days`, `2 weeks`.
fn days_or_weeks(days: i64) -> String {
    match days {
        ..14 => count(u32::try_from(days).unwrap_or(0), "day", "days"),
        _ => format!("{} weeks", days / 7),
    }
}

pub(crate) fn head(report: &TrendReport<'_>) -> Vec<String> {
    let mut head: Vec<String> = report.target.due.map(|due| due_in(due, report.today)).into_iter().collect();
    head.push(match report.trend.months.first() {
        Some(first) => format!("month by month from {} to {}", first.name(), report.until),
        None => format!("month by month to {}", report.until),
    });
    head
}

pub(crate) fn notes(report: &TrendReport<'_>) -> Vec<String> {
    let TrendReport { trend, today, until, .. } = report;
    let mut notes: Vec<String> = report.what_if.iter().map(|what_if| what_if.note()).collect();
    let later = report.first_entry.filter(|first| first > until && until < today);
    if let Some(first) = later {
        notes.push(format!("The journal's first entry is of {first}"));
    } else if trend.months.iter().all(|month| month.evidence == 0) && trend.earlier == 0 {
        notes.push("No entry counts yet for anything that is asked: promo gap shows what that is".to_owned());
    }
    notes.extend(report.recency.as_ref().and_then(recency_warning));
    if let Some(first) = trend.months.first().filter(|_| trend.earlier > 0) {
        let verb = if trend.earlier == 1 { "counts" } else { "count" };
        let entries = count(trend.earlier, "entry", "entries");
        notes.push(format!("{entries} from before {} {verb} too", first.name()));
    }
    if trend.later > 0 {
        let days = if until == today { "of days to come" } else { "of later days" };
        notes.push(format!("Not counted: {} {days}", trend.later));
    }
    if let Some(since) = report.level_since {
        notes.push(format!("What is from before {since}, when the current level began, never counts"));
    }
    if !trend.months.is_empty() {
        notes.push(
            "A month is judged on its last day, by what was done until then and by the tags, the target and the rules \
             of today"
                .to_owned(),
        );
    }
    notes
}

/// What is left in how many weeks, what the last months brought, what will be stale.
pub(crate) fn ahead(report: &TrendReport<'_>) -> Vec<String> {
    report.trend.ahead.as_ref().map_or_else(Vec::new, |ahead| ahead_of(ahead, report.criteria))
}

fn ahead_of(ahead: &Ahead, asked: u32) -> Vec<String> {
    let Ahead { due, days, left, .. } = ahead;
    let left_of = format!("{left} of {asked}");
    let is = if *left == 1 { "is" } else { "are" };
    let mut told = Vec::new();
    told.push(match (days, left) {
        (_, 0) if asked > 0 => format!("All {asked} are met."),
        (..0, _) => format!("It was due {due}; {left_of} {is} not met."),
        (0, _) => format!("It is due today; {left_of} {is} not met."),
        (days, _) => {
            let span = days_or_weeks(*days);
            let pace = match ahead.pace {
                None => String::new(),
                Some(Pace::OneInWeeks(1)) => ", about one a week".to_owned(),
                Some(Pace::OneInWeeks(_)) if *left == 1 => String::new(),
                Some(Pace::OneInWeeks(weeks)) => format!(", about one every {weeks} weeks"),
                Some(Pace::AWeek(n)) => format!(", about {n} a week"),
            };
            format!("{left_of} {is} left to close in {span}{pace}.")
        }
    });
    let number = |n: u32| if n == 0 { "none".to_owned() } else { n.to_string() };
    let lost = match ahead.lost {
        0 => String::new(),
        lost => format!(" and lost {lost}"),
    };
    told.push(format!("In the last {PACE_MONTHS} months you closed {}{lost}.", number(ahead.closed)));
    if *days > 0 {
        let rows: Vec<String> = ahead
            .ageing
            .iter()
            .map(|row| format!("{} ({} now) from {}", row.key, words(row.status), row.from))
            .collect();
        let will = match rows.len() {
            0 if *left < asked => Some(format!("What is met now will not be stale by {due}.")),
            0 => None,
            n => Some(format!("If nothing is added, {n} will be stale by {due}: {}.", list(&rows, "and"))),
        };
        told.extend(will);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::trend::AgeingCriterion;

    #[test]
    fn what_is_ahead_is_told_in_whole_sentences() {
        let due: NaiveDate = "2027-03-01".parse().unwrap();
        let ageing_criterion = AgeingCriterion {
            key: "ASUP@4".to_owned(),
            status: Status::Met,
            newest: "2026-01-12".parse().unwrap(),
            from: "2027-01-13".parse().unwrap(),
        };
        for (days, left, pace, closed, lost, ageing, wanted) in [
            (
                99,
                6,
                Some(Pace::OneInWeeks(2)),
                1,
                0,
                0,
                "6 of 10 are left to close in 14 weeks, about one every 2 weeks. In the last 3 months you closed 1. What is met now will not be stale by 2027-03-01.",
            ),
            (
                99,
                1,
                Some(Pace::OneInWeeks(14)),
                0,
                2,
                1,
                "1 of 10 is left to close in 14 weeks. In the last 3 months you closed none and lost 2. If nothing is added, 1 will be stale by 2027-03-01: ASUP@4 (met now) from 2027-01-13.",
            ),
            (
                8,
                10,
                Some(Pace::AWeek(9)),
                0,
                0,
                0,
                "10 of 10 are left to close in 8 days, about 9 a week. In the last 3 months you closed none.",
            ),
            (
                1,
                2,
                None,
                0,
                0,
                0,
                "2 of 10 are left to close in 1 day. In the last 3 months you closed none. What is met now will not be stale by 2027-03-01.",
            ),
            (0, 2, None, 1, 0, 0, "It is due today; 2 of 10 are not met. In the last 3 months you closed 1."),
            (
                -9,
                1,
                None,
                1,
                0,
                0,
                "It was due 2027-03-01; 1 of 10 is not met. In the last 3 months you closed 1.",
            ),
            (
                99,
                0,
                None,
                4,
                0,
                0,
                "All 10 are met. In the last 3 months you closed 4. What is met now will not be stale by 2027-03-01.",
            ),
        ] {
            let ageing = vec![ageing_criterion.clone(); ageing];
            let what = Ahead { due, days, left, pace, since: due, closed, lost, ageing };
            assert_eq!(ahead_of(&what, 10).join(" "), wanted);
        }
    }

    #[test]
    fn what_is_there_fills_a_cell() {
        for (n, most, wanted) in
            [(0, 0, 0), (0, 9, 0), (1, 100, 1), (50, 100, 5), (100, 100, 10), (u32::MAX, u32::MAX, 10)]
        {
            assert_eq!(filled(n, most, 10), wanted, "{n} of {most}");
        }
    }
}
