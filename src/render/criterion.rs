//! A criterion's coverage in the words, signs and bars that several reports share.

use anstyle::Style;

use super::text::{GREEN, RED, YELLOW, count};
use crate::domain::coverage::{CriterionCoverage, Rules, SPARK_QUARTERS, Status};
use crate::domain::framework::CriterionKind;

/// The words of a status, for people.
pub(crate) fn words(status: Status) -> &'static str {
    match status {
        Status::BelowLevel => "below level",
        other => other.word(),
    }
}

pub(crate) fn style(status: Status) -> Style {
    match status {
        Status::Missing | Status::BelowLevel => RED,
        Status::Stale | Status::Thin => YELLOW,
        Status::Met => GREEN,
    }
}

/// The sign of a status, for those who see no colour.
pub(crate) fn sign(status: Status) -> &'static str {
    match status {
        Status::Missing | Status::BelowLevel => "✗",
        Status::Stale => "!",
        Status::Thin => "~",
        Status::Met => "✓",
    }
}

/// The name of a skill or an expectation; a behaviour's key is its name.
pub(crate) fn name(criterion: &CriterionCoverage) -> Option<&str> {
    (criterion.kind != CriterionKind::Behaviour).then_some(criterion.name.as_str())
}

/// `1 of 3`, or `5 entries` where that is enough.
pub(crate) fn number(criterion: &CriterionCoverage, rules: &Rules) -> String {
    let needs = rules.entries.max(1);
    if criterion.at_level < needs {
        format!("{} of {needs}", criterion.at_level)
    } else {
        count(criterion.at_level, "entry", "entries")
    }
}

/// Why a criterion has its verdict, and what else should be known.
pub(crate) fn reasons(criterion: &CriterionCoverage) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    if criterion.status == Status::Met {
        let mut spread = vec![count(criterion.quarters, "quarter", "quarters")];
        if criterion.projects > 0 {
            spread.insert(0, count(criterion.projects, "project", "projects"));
        }
        if let Some(latest) = criterion.latest {
            spread.push(format!("newest {latest}"));
        }
        reasons.push(spread.join(", "));
    }
    reasons.extend(criterion.failed.iter().map(ToString::to_string));
    if criterion.read_level != criterion.level {
        reasons.push(format!(
            "asked at level {}, which {} does not define: level {} is read, and evidence counts from level {}",
            criterion.level,
            criterion.key,
            criterion.read_level,
            criterion.counts_from()
        ));
    }
    let marks: Vec<String> =
        [(criterion.confidential, "confidential"), (criterion.not_counted, "not counted")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, mark)| format!("{n} {mark}"))
            .collect();
    if !marks.is_empty() {
        reasons.push(marks.join(", "));
    }
    reasons
}

/// Evidence by quarter, the present one last; a dot where there is none. The same bar is the same number in each line
/// of a report.
pub(crate) fn sparkline(quarters: &[u32; SPARK_QUARTERS], busiest: u32) -> String {
    const BARS: [char; 7] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];
    let bars = u64::try_from(BARS.len()).unwrap_or(1);
    let most = u64::from(busiest).max(bars);
    quarters
        .iter()
        .map(|n| match u64::from(*n) {
            0 => '·',
            n => BARS[usize::try_from((n * bars).div_ceil(most).clamp(1, bars) - 1).unwrap_or(0)],
        })
        .collect()
}

/// The tests in force, in words; `none` where all are off.
pub(crate) fn rules_parts(rules: &Rules) -> Vec<String> {
    let mut parts = Vec::new();
    if rules.entries > 0 {
        parts.push(format!("{} at the level", count(rules.entries, "entry", "entries")));
    }
    if rules.spread > 0 {
        parts.push(count(rules.spread, "project or quarter", "projects or quarters"));
    }
    if rules.months > 0 {
        parts.push(format!("newest within {}", count(rules.months, "month", "months")));
    }
    for (n, one, many) in [
        (rules.results, "result", "results"),
        (rules.links, "link", "links"),
        (rules.stated, "stated level", "stated levels"),
    ] {
        if n > 0 {
            parts.push(count(n, one, many));
        }
    }
    if rules.own > 0 {
        parts.push(format!("{} not just helped", rules.own));
    }
    if parts.is_empty() {
        parts.push("none".to_owned());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparkline_shows_what_is_there_and_what_is_not() {
        for (quarters, busiest, wanted) in [
            ([0, 0, 0, 0, 0], 0, "·····"),
            ([1, 0, 2, 3, 7], 7, "▁·▂▃▇"),
            ([1, 1, 1, 1, 1], 3, "▁▁▁▁▁"),
            ([1, 70, 35, 0, 99], 70, "▁▇▄·▇"),
            ([u32::MAX, 1, 0, 0, 0], u32::MAX, "▇▁···"),
        ] {
            assert_eq!(sparkline(&quarters, busiest), wanted, "{quarters:?}");
        }
    }

    #[test]
    fn rules_that_are_off_are_not_named() {
        assert_eq!(
            rules_parts(&Rules::default()).join(" · "),
            "3 entries at the level · 2 projects or quarters · newest within 12 months · 1 result · 1 link · 1 stated level · 1 not just helped"
        );
        let ones = Rules { entries: 1, spread: 1, months: 1, results: 2, links: 2, stated: 2, own: 2 };
        assert_eq!(
            rules_parts(&ones).join(" · "),
            "1 entry at the level · 1 project or quarter · newest within 1 month · 2 results · 2 links · 2 stated levels · 2 not just helped"
        );
        let none = Rules { entries: 0, spread: 0, months: 0, results: 0, links: 0, stated: 0, own: 0 };
        assert_eq!(rules_parts(&none), ["none"]);
    }
}
