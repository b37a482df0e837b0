//! What makes work strong: the rule of [`choice`](crate::domain::document::choice), for any entry that may be told.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::EligibleEntries;
use crate::domain::ids::{EntryNo, Level};

/// What is compared, each only where those before are equal: the person's own pick, how many criteria are covered at the
/// level, the highest level stated for any that is required, how many have a result, how many links there are, the newest
/// day, the lowest number.
pub(super) type StoryStrength =
    (Option<Reverse<usize>>, usize, Option<Level>, usize, u32, Option<NaiveDate>, Option<Reverse<EntryNo>>);

impl EligibleEntries<'_> {
    pub(super) fn strength(&self, facts: &[usize]) -> StoryStrength {
        let of = |at: &usize| self.fact(*at);
        let mut covers: Vec<usize> =
            facts.iter().flat_map(|at| &self.input.choice.covers[*at]).copied().collect();
        covers.sort_unstable();
        covers.dedup();
        let pick = |at: &usize| self.input.picks.iter().position(|uid| *uid == of(at).uid);
        (
            facts.iter().filter_map(pick).min().map(Reverse),
            covers.len(),
            facts.iter().map(|at| self.highest[*at]).max().flatten(),
            self.results(facts),
            facts.iter().map(|at| of(at).links).sum(),
            facts.iter().map(|at| of(at).date).max(),
            facts.iter().map(|at| of(at).id).min().map(Reverse),
        )
    }
}
