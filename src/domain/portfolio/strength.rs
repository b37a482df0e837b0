//! What makes work strong: the rule of [`choice`](crate::domain::document::choice), for any work that may be told.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::Shelf;
use crate::domain::ids::{EntryNo, Level};

/// What is compared, each only where those before are equal: the person's own pick, how many criteria are covered at the
/// level, the highest level stated for any that is asked, how many have a result, how many links there are, the newest
/// day, the lowest number.
pub(super) type Strength =
    (Option<Reverse<usize>>, usize, Option<Level>, usize, u32, Option<NaiveDate>, Option<Reverse<EntryNo>>);

impl Shelf<'_> {
    pub(super) fn strength(&self, facts: &[usize]) -> Strength {
        let of = |at: &usize| &self.source.case.evidence.facts[*at];
        let mut covers: Vec<usize> =
            facts.iter().flat_map(|at| &self.source.choice.covers[*at]).copied().collect();
        covers.sort_unstable();
        covers.dedup();
        let pick = |at: &usize| self.source.picks.iter().position(|uid| *uid == of(at).uid);
        (
            facts.iter().filter_map(pick).min().map(Reverse),
            covers.len(),
            facts.iter().map(|at| self.highest[*at]).max().flatten(),
            facts.iter().filter(|at| of(at).result).count(),
            facts.iter().map(|at| of(at).links).sum(),
            facts.iter().map(|at| of(at).date).max(),
            facts.iter().map(|at| of(at).id).min().map(Reverse),
        )
    }
}
