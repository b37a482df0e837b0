//! The verdict on what adds up for a criterion, whether all at once or month by month.

use chrono::NaiveDate;

use super::failure::Failure;
use super::{Rules, Status};
use crate::domain::dates::months_before;
use crate::domain::ids::Level;

/// What adds up for one criterion, of the entries that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CriterionSums {
    pub evidence: u32,
    /// Those at the level or above. All that follows is about these.
    pub at_level: u32,
    pub latest: Option<NaiveDate>,
    pub quarters: u32,
    pub projects: u32,
    pub with_result: u32,
    pub with_link: u32,
    pub stated: u32,
    pub own: u32,
    /// Whether there is evidence that does not count.
    pub elsewhere: bool,
    /// The newest at the level that lies before the window.
    pub before_window: Option<NaiveDate>,
}

impl CriterionSums {
    /// The verdict: missing, below level, stale, thin, met, in this order.
    pub fn judge(&self, counts_from: Level, rules: Rules, today: NaiveDate) -> (Status, Vec<Failure>) {
        if self.at_level == 0
            && let Some(newest) = self.before_window
        {
            return (Status::Stale, vec![Failure::BeforeWindow { newest }]);
        }
        if self.evidence == 0 {
            let failure = if self.elsewhere { Failure::NoneCounts } else { Failure::None };
            return (Status::Missing, vec![failure]);
        }
        let mut failed = Vec::new();
        if self.at_level < rules.entries.max(1) {
            failed.push(Failure::Entries {
                needs: rules.entries.max(1),
                has: self.at_level,
                level: counts_from,
                below: self.evidence - self.at_level,
            });
        }
        if self.at_level == 0 {
            return (Status::BelowLevel, failed);
        }
        let old = self.latest.filter(|newest| {
            rules.months > 0 && months_before(today, rules.months).is_some_and(|oldest| *newest < oldest)
        });
        if let Some(newest) = old {
            failed.push(Failure::Old { newest, months: rules.months });
        }
        let (quarters, projects) = (self.quarters, self.projects);
        if quarters.max(projects) < rules.spread {
            failed.push(Failure::Spread { needs: rules.spread, projects, quarters });
        }
        for (has, needs, failure) in [
            (
                self.with_result,
                rules.results,
                Failure::Results { needs: rules.results, has: self.with_result },
            ),
            (self.with_link, rules.links, Failure::Links { needs: rules.links, has: self.with_link }),
            (self.stated, rules.stated, Failure::Stated { needs: rules.stated, has: self.stated }),
            (self.own, rules.own, Failure::Own { needs: rules.own, has: self.own }),
        ] {
            if has < needs {
                failed.push(failure);
            }
        }
        let few = self.at_level < rules.entries;
        let status = if few && self.evidence >= rules.entries {
            Status::BelowLevel
        } else if old.is_some() {
            Status::Stale
        } else if failed.is_empty() {
            Status::Met
        } else {
            Status::Thin
        };
        (status, failed)
    }
}
