//! Days: what a person types for one (WHEN), the one definition of a window, months and quarters.
//!
//! WHEN is biased to the past, because a journal is: `fri` is the last Friday (on a Friday, today), `3d` is three
//! days ago. Days from 1970-01-01 to 2100-12-31 are taken.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::Serialize;
use thiserror::Error;

/// What cannot be read as a day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WhenError {
    /// A day that the calendar does not have.
    #[error("there is no day `{0}`")]
    NoSuchDay(String),
    /// A day outside 1970 to 2100.
    #[error("`{0}` lies outside 1970 to 2100")]
    OutOfRange(String),
    #[error("`{0}` is not a day")]
    NotADay(String),
}

/// Reads a WHEN: `2026-11-20`, `today`, `yesterday`, `fri`, `last friday`, `3d`, `2w`, `6m`, `1y`, `2 weeks ago`.
///
/// # Errors
/// What the text is instead: no such day, out of range, or not a day at all.
pub fn parse_when(text: &str, today: NaiveDate) -> Result<NaiveDate, WhenError> {
    let not_a_day = || WhenError::NotADay(text.to_owned());
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let day = match words.as_slice() {
        ["today"] => today,
        ["yesterday"] => today.pred_opt().ok_or_else(not_a_day)?,
        ["last", name] => {
            let day = weekday(name).ok_or_else(not_a_day)?;
            last_weekday(day, today.pred_opt().ok_or_else(not_a_day)?)
        }
        [count, unit, "ago"] => {
            let count = number(count).ok_or_else(not_a_day)?;
            back(today, count, unit).ok_or_else(|| WhenError::OutOfRange(text.to_owned()))?
        }
        [word] if word.starts_with(|c: char| c.is_ascii_digit()) => digits(word, text, today)?,
        [word] => last_weekday(weekday(word).ok_or_else(not_a_day)?, today),
        _ => return Err(not_a_day()),
    };
    if (1970..=2100).contains(&day.year()) { Ok(day) } else { Err(WhenError::OutOfRange(text.to_owned())) }
}

/// `2026-11-20`, or a span back from today like `3d`.
fn digits(word: &str, text: &str, today: NaiveDate) -> Result<NaiveDate, WhenError> {
    if let Some((year, month, day)) = iso_parts(word) {
        return NaiveDate::from_ymd_opt(year, month, day)
            .ok_or_else(|| WhenError::NoSuchDay(text.to_owned()));
    }
    let not_a_day = || WhenError::NotADay(text.to_owned());
    let end = word.find(|c: char| !c.is_ascii_digit()).ok_or_else(not_a_day)?;
    let count = word[..end].parse().map_err(|_| not_a_day())?;
    let unit = &word[end..];
    if !matches!(unit, "d" | "w" | "m" | "y") {
        return Err(not_a_day());
    }
    back(today, count, unit).ok_or_else(|| WhenError::OutOfRange(text.to_owned()))
}

fn iso_parts(word: &str) -> Option<(i32, u32, u32)> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match word {
        "a" | "an" => Some(1),
        _ => match WORDS.iter().position(|w| *w == word) {
            Some(at) => u32::try_from(at + 1).ok(),
            None => word.parse().ok(),
        },
    }
}

fn back(today: NaiveDate, count: u32, unit: &str) -> Option<NaiveDate> {
    match unit {
        "d" | "day" | "days" => today.checked_sub_days(Days::new(count.into())),
        "w" | "week" | "weeks" => today.checked_sub_days(Days::new(u64::from(count) * 7)),
        "m" | "month" | "months" => months_before(today, count),
        "y" | "year" | "years" => months_before(today, count.checked_mul(12)?),
        _ => None,
    }
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// The latest such weekday that is not after `end`.
fn last_weekday(day: Weekday, end: NaiveDate) -> NaiveDate {
    let back = (end.weekday().num_days_from_monday() + 7 - day.num_days_from_monday()) % 7;
    end - Days::new(back.into())
}

/// The day `count` months earlier; where that month is shorter, its last day.
pub fn months_before(day: NaiveDate, count: u32) -> Option<NaiveDate> {
    day.checked_sub_months(Months::new(count))
}

/// A calendar quarter, ordered in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(i32);

impl Quarter {
    pub fn of(day: NaiveDate) -> Self {
        Self(day.year() * 4 + i32::try_from(day.month0() / 3).unwrap_or_default())
    }

    pub fn year(self) -> i32 {
        self.0.div_euclid(4)
    }

    /// Its number in the year, from 1.
    pub fn number(self) -> i32 {
        self.0.rem_euclid(4) + 1
    }

    /// The quarter `count` quarters earlier.
    pub fn back(self, count: i32) -> Self {
        Self(self.0 - count)
    }
}

/// The days that a command looks at: both ends included, today always inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Window {
    /// The first day, or `None` for all of the past.
    pub since: Option<NaiveDate>,
    pub until: NaiveDate,
}

impl Window {
    /// All of the past up to a day.
    pub fn to(until: NaiveDate) -> Self {
        Self { since: None, until }
    }

    pub fn holds(&self, day: NaiveDate) -> bool {
        day <= self.until && self.since.is_none_or(|since| since <= day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_when_of_the_contract_is_read() {
        // 2026-11-22 is a Sunday.
        for (text, wanted) in [
            ("2026-11-20", "2026-11-20"),
            ("today", "2026-11-22"),
            ("Yesterday", "2026-11-21"),
            ("fri", "2026-11-20"),
            ("sun", "2026-11-22"),
            ("sunday", "2026-11-22"),
            ("last sunday", "2026-11-15"),
            ("last  friday", "2026-11-20"),
            ("mon", "2026-11-16"),
            ("0d", "2026-11-22"),
            ("3d", "2026-11-19"),
            ("2w", "2026-11-08"),
            ("6m", "2026-05-22"),
            ("1y", "2025-11-22"),
            ("2 weeks ago", "2026-11-08"),
            ("two weeks ago", "2026-11-08"),
            ("a month ago", "2026-10-22"),
            ("2027-03-01", "2027-03-01"),
        ] {
            assert_eq!(parse_when(text, day("2026-11-22")), Ok(day(wanted)), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_the_reason() {
        let today = day("2026-11-22");
        for (text, wanted) in [
            ("2026-02-30", WhenError::NoSuchDay("2026-02-30".into())),
            ("2026-13-01", WhenError::NoSuchDay("2026-13-01".into())),
            ("1969-12-31", WhenError::OutOfRange("1969-12-31".into())),
            ("2101-01-01", WhenError::OutOfRange("2101-01-01".into())),
            ("900y", WhenError::OutOfRange("900y".into())),
            ("4294967295w", WhenError::OutOfRange("4294967295w".into())),
            ("soon", WhenError::NotADay("soon".into())),
            ("2026", WhenError::NotADay("2026".into())),
            ("3 fortnights", WhenError::NotADay("3 fortnights".into())),
            ("", WhenError::NotADay(String::new())),
            ("26-1-2", WhenError::NotADay("26-1-2".into())),
        ] {
            assert_eq!(parse_when(text, today), Err(wanted), "{text}");
        }
    }

    #[test]
    fn a_month_back_from_a_long_month_is_the_last_day_of_the_short_one() {
        assert_eq!(months_before(day("2026-03-31"), 1), Some(day("2026-02-28")));
    }

    #[test]
    fn quarters_follow_the_calendar() {
        assert_eq!(Quarter::of(day("2026-01-01")), Quarter::of(day("2026-03-31")));
        assert_eq!(Quarter::of(day("2026-01-01")).back(1), Quarter::of(day("2025-12-31")));
        let last = Quarter::of(day("2025-12-31"));
        assert_eq!((last.year(), last.number()), (2025, 4));
    }

    #[test]
    fn a_window_includes_both_of_its_days() {
        let window = Window { since: Some(day("2026-01-01")), until: day("2026-01-31") };
        for (text, wanted) in
            [("2025-12-31", false), ("2026-01-01", true), ("2026-01-31", true), ("2026-02-01", false)]
        {
            assert_eq!(window.holds(day(text)), wanted, "{text}");
        }
    }
}
