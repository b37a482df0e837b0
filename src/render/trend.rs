//! What a report over time says, in its order, and the words that each of its formats shares.

use chrono::NaiveDate;

use super::gap::words;
use super::text::{count, list};
use crate::domain::coverage::{Rules, Status};
use crate::domain::trend::{Ahead, PACE_MONTHS, Pace};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthRow {
    /// `2026-11`.
    pub month: String,
    pub day: NaiveDate,
    pub met: u32,
    /// How many have each of [`OTHERS`].
    pub others: [u32; OTHERS.len()],
    /// The keys of what is met and was not.
    pub gained: Vec<String>,
    /// The keys of what was met and is not, with what they are now.
    pub lost: Vec<(String, Status)>,
    pub evidence: u32,
    pub at_level: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeingRow {
    pub key: String,
    pub status: Status,
    pub newest: NaiveDate,
    pub from: NaiveDate,
}

/// All that the report says, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendReport {
    pub title: String,
    pub level: String,
    pub head: Vec<String>,
    pub asked: u32,
    /// The months, the oldest first.
    pub months: Vec<MonthRow>,
    /// The most entries that any of them has.
    pub busiest: u32,
    /// What is ahead, as sentences.
    pub ahead: Vec<String>,
    pub notes: Vec<String>,
    pub rules: Rules,
}

/// The verdicts beside met, in the order of the columns.
pub const OTHERS: [Status; 4] = [Status::BelowLevel, Status::Stale, Status::Thin, Status::Missing];

pub fn heading(status: Status) -> String {
    let mut chars = words(status).chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `3`, or a dot where there is none.
pub fn cell(n: u32) -> String {
    if n == 0 { "·".to_owned() } else { n.to_string() }
}

/// So many of `most`, in at most `size` cells; what is there has one at least.
pub fn filled(n: u32, most: u32, size: usize) -> usize {
    if n == 0 || most == 0 {
        return 0;
    }
    let share = u64::from(n) * u64::try_from(size).unwrap_or(0) / u64::from(most);
    usize::try_from(share).unwrap_or(size).clamp(1, size)
}

/// `1 stale`, `2 missing`: the verdicts that there are.
pub fn others(month: &MonthRow) -> Vec<String> {
    let others = OTHERS.iter().zip(month.others).filter(|(_, n)| *n > 0);
    others.map(|(status, n)| format!("{n} {}", words(*status))).collect()
}

/// `now met: ASUP@4`, `no longer met: INCA@4 (stale)`.
pub fn changes(month: &MonthRow) -> Vec<String> {
    let mut changes = Vec::new();
    if !month.gained.is_empty() {
        changes.push(format!("now met: {}", month.gained.join(", ")));
    }
    if !month.lost.is_empty() {
        let lost: Vec<String> =
            month.lost.iter().map(|(key, to)| format!("{key} ({})", words(*to))).collect();
        changes.push(format!("no longer met: {}", lost.join(", ")));
    }
    changes
}

/// What is left in how many weeks, what the last months brought, what will be stale.
pub fn ahead(ahead: &Ahead, asked: u32, ageing: &[AgeingRow]) -> Vec<String> {
    let Ahead { due, days, left, .. } = ahead;
    let left_of = format!("{left} of {asked}");
    let is = if *left == 1 { "is" } else { "are" };
    let mut told = Vec::new();
    told.push(match (days, left) {
        (_, 0) if asked > 0 => format!("All {asked} are met."),
        (..0, _) => format!("It was due {due}; {left_of} {is} not met."),
        (0, _) => format!("It is due today; {left_of} {is} not met."),
        (days, _) => {
            let span = match days {
                ..14 => count(u32::try_from(*days).unwrap_or(0), "day", "days"),
                _ => format!("{} weeks", days / 7),
            };
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
        let rows: Vec<String> = ageing
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

    #[test]
    fn what_is_ahead_is_told_in_whole_sentences() {
        let due: NaiveDate = "2027-03-01".parse().unwrap();
        let row = AgeingRow {
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
            let what = Ahead { due, days, left, pace, since: due, closed, lost, ageing: Vec::new() };
            assert_eq!(super::ahead(&what, 10, &vec![row.clone(); ageing]).join(" "), wanted);
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
