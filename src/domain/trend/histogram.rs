//! Evidence by month, by the rule of the verdicts: what one entry corrects in another holds from the day of the correction.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{MONTHS, Span, first_of, last_of};
use crate::domain::coverage::{CoverageFrame, Evidence, Fact, Standing};
use crate::domain::dates::{Window, months_before};
use crate::domain::framework::RequiredCriterion;

pub(super) struct Histogram {
    /// By first day: how many entries count on the last day of the month or the last shown, and how many at the level.
    months: BTreeMap<NaiveDate, (u32, u32)>,
    /// Each of these: its day, and the day from which it no longer does.
    all: Vec<(NaiveDate, Option<NaiveDate>)>,
}

impl Histogram {
    pub(super) fn new(asked: &[RequiredCriterion<'_>], evidence: &Evidence, span: Span) -> Self {
        let replaced: BTreeMap<u32, NaiveDate> = evidence.replacements.iter().copied().collect();
        // Whether each fact counts for something that is asked, and whether at the level.
        let mut shows = vec![(false, false); evidence.facts.len()];
        let levels: Vec<Vec<_>> = evidence
            .keys
            .iter()
            .map(|key| {
                let of = asked.iter().filter(|asked| asked.criterion.key == *key);
                of.map(RequiredCriterion::counts_from).collect()
            })
            .collect();
        for tag in &evidence.tags {
            for counts_from in &levels[tag.key as usize] {
                let (any, at_level) = &mut shows[tag.fact as usize];
                *any = true;
                *at_level |= tag.level.is_some_and(|level| level >= *counts_from);
            }
        }
        let mut histogram = Self { months: BTreeMap::new(), all: Vec::new() };
        for (at, (fact, (any, at_level))) in (0u32..).zip(evidence.facts.iter().zip(shows)) {
            let day = last_of(fact.date).min(span.until);
            let frame = CoverageFrame { today: day, window: Window::to(day), level_since: span.level_since };
            let end = replaced.get(&at).map(|on| (*on).min(span.today));
            // A correction of the same month was known when that was over.
            let fact = Fact { replaced: end.is_some_and(|end| end <= day), ..*fact };
            if any && frame.standing(&fact) == Standing::Counts {
                let (all, high) = histogram.months.entry(first_of(fact.date)).or_default();
                *all += 1;
                *high += u32::from(at_level);
                histogram.all.push((fact.date, end));
            }
        }
        histogram
    }

    /// Where to start when nobody says: a year ago, or at the first evidence after that.
    pub(super) fn start(&self, span: Span) -> Option<NaiveDate> {
        let first = self.months.keys().next()?;
        Some(months_before(first_of(span.until), MONTHS).unwrap_or(*first).max(*first))
    }

    pub(super) fn of(&self, month: NaiveDate) -> (u32, u32) {
        self.months.get(&month).copied().unwrap_or_default()
    }

    /// How many count when a month begins.
    pub(super) fn before(&self, month: NaiveDate) -> u32 {
        let counts = |(date, end): &&(NaiveDate, Option<NaiveDate>)| {
            *date < month && end.is_none_or(|end| end >= month)
        };
        u32::try_from(self.all.iter().filter(counts).count()).unwrap_or(u32::MAX)
    }
}
