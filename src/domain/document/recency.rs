//! Whether nearly all that a document tells is new: a calibrator then sees a good quarter, not a level that is held.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::coverage::Evidence;
use crate::domain::dates::months_before;
use crate::domain::document::choice::Choice;

/// Of the cited entries, the share in percent that may be of the last quarter.
pub const RECENT: usize = 70;
/// With fewer entries a share says nothing.
pub const ENOUGH: usize = 3;
/// How many months the last quarter has.
const MONTHS: u32 = 3;

/// How many of the entries that a document cites are of the last quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Recency {
    #[serde(rename = "entries")]
    pub cited: usize,
    /// Those after [`Recency::after`].
    pub recent: usize,
    pub after: NaiveDate,
    /// Whether the share of recent entries is too high.
    pub too_recent: bool,
}

impl Recency {
    /// That of cited entries, by their days.
    pub fn of(days: impl IntoIterator<Item = NaiveDate>, today: NaiveDate) -> Option<Self> {
        let after = months_before(today, MONTHS)?;
        let mut recency = Self { cited: 0, recent: 0, after, too_recent: false };
        for day in days {
            recency.cited += 1;
            recency.recent += usize::from(day > recency.after);
        }
        recency.too_recent = recency.cited >= ENOUGH && recency.recent * 100 > recency.cited * RECENT;
        Some(recency)
    }

    /// That of what a document would cite.
    pub fn of_choice(choice: &Choice, evidence: &Evidence, today: NaiveDate) -> Option<Self> {
        let mut cited: Vec<usize> = choice.cited().collect();
        cited.sort_unstable();
        cited.dedup();
        Self::of(cited.into_iter().map(|at| evidence.facts[at].date), today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_seven_in_ten_are_too_many_from_three_on() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        let (new, old) = (today, "2026-08-22".parse().unwrap());
        for (recent, cited, wanted) in
            [(2, 2, false), (3, 3, true), (2, 3, false), (3, 4, true), (7, 10, false), (8, 10, true)]
        {
            let days = std::iter::repeat_n(new, recent).chain(std::iter::repeat_n(old, cited - recent));
            let recency = Recency::of(days, today).unwrap();
            assert_eq!((recency.recent, recency.cited), (recent, cited));
            assert_eq!(recency.too_recent, wanted, "{recent} of {cited}");
        }
    }
}
