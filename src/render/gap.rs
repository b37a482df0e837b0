//! What the gap report says, in its order, and the words, signs and bars that each of its formats shares.

use chrono::NaiveDate;

use super::text::count;
use crate::domain::coverage::{CriterionCoverage, Rules, SPARK_QUARTERS, Status};
use crate::domain::framework::CriterionKind;

/// An entry as a verbose report lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub id: u32,
    pub date: NaiveDate,
    pub title: String,
    /// What should be known of it: below level, confidential, helped, replaced.
    pub marks: Vec<&'static str>,
}

/// An entry that almost counts for a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    pub id: u32,
    pub uid: String,
    pub title: String,
    /// What speaks for it, as a sentence about it.
    pub why: String,
    pub told: String,
    pub command: String,
}

/// A statement with the entries that speak for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<'r> {
    pub key: &'r str,
    pub text: &'r str,
    /// How many entries are tagged with it.
    pub evidence: u32,
    /// The numbers of the last of those.
    pub entries: Vec<u32>,
    /// The numbers of entries whose words suggest it; they count for nothing.
    pub suggested: Vec<u32>,
}

/// A criterion with what almost counts for it, and with what a verbose report adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'r> {
    pub covered: &'r CriterionCoverage,
    /// What almost counts, the strongest first.
    pub near: &'r [NearMiss],
    /// How many of those are told at a terminal.
    pub told: usize,
    /// What to ask oneself, of what is not met.
    pub question: Option<String>,
    /// Its statements, in a verbose report.
    pub statements: Vec<Stated<'r>>,
    /// Its entries, in a verbose report; those that do not count come last.
    pub entries: Vec<Listed>,
    pub more: u32,
}

/// A step with the command to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    pub command: String,
    /// Why, or the question to ask oneself.
    pub why: String,
    /// The number of the entry that it changes, if any.
    pub entry: Option<u32>,
    /// What it would do, as a sentence.
    pub does: String,
    pub meets: Vec<String>,
    pub nearer: Vec<String>,
}

/// All that the report says, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report<'r> {
    /// What must be said of confidential entries in it.
    pub notice: Option<String>,
    pub title: String,
    pub level: String,
    /// What the head says besides: due, entries, window.
    pub head: Vec<String>,
    pub met: u32,
    pub counted: u32,
    pub asked: u32,
    /// How many have each of the other verdicts.
    pub others: Vec<(Status, u32)>,
    /// The criteria by heading, the worst first.
    pub groups: Vec<(String, Vec<Item<'r>>)>,
    /// What does not count, and why.
    pub notes: Vec<String>,
    pub next: Vec<NextStep>,
    pub rules: Rules,
    /// The most entries that any criterion has in a quarter.
    pub busiest: u32,
    pub verbose: bool,
}

/// What keeps the report among its readers.
pub const PRIVATE: &str =
    "This report is private: confidential entries count in it, and it is no part of the promotion document.";

/// The words of a status, for people.
pub fn words(status: Status) -> &'static str {
    match status {
        Status::BelowLevel => "below level",
        other => other.word(),
    }
}

/// The sign of a status, for those who see no colour.
pub fn sign(status: Status) -> &'static str {
    match status {
        Status::Missing | Status::BelowLevel => "✗",
        Status::Stale => "!",
        Status::Thin => "~",
        Status::Met => "✓",
    }
}

/// `ASUP@4`.
pub fn key(covered: &CriterionCoverage) -> String {
    format!("{}@{}", covered.key, covered.level)
}

/// The name of a skill or an expectation; a behaviour's key is its name.
pub fn name(covered: &CriterionCoverage) -> Option<&str> {
    (covered.kind != CriterionKind::Behaviour).then_some(covered.name.as_str())
}

/// `1 of 3`, or `5 entries` where that is enough.
pub fn number(covered: &CriterionCoverage, rules: &Rules) -> String {
    let needs = rules.entries.max(1);
    if covered.at_level < needs {
        format!("{} of {needs}", covered.at_level)
    } else {
        count(covered.at_level, "entry", "entries")
    }
}

/// ` (2 entries: 4, 7; suggested: 9)` behind a statement that entries name or suggest, nothing behind any other.
pub fn named_by(statement: &Stated<'_>) -> String {
    let numbers = |ids: &[u32]| ids.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let mut parts = Vec::new();
    if statement.evidence > 0 {
        let listed = u32::try_from(statement.entries.len()).unwrap_or(u32::MAX);
        let more = match statement.evidence.saturating_sub(listed) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let entries = count(statement.evidence, "entry", "entries");
        parts.push(format!("{entries}: {}{more}", numbers(&statement.entries)));
    }
    if !statement.suggested.is_empty() {
        parts.push(format!("suggested: {}", numbers(&statement.suggested)));
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
}

/// Why a criterion has its verdict, and what else should be known.
pub fn reasons(covered: &CriterionCoverage) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    if covered.status == Status::Met {
        let mut spread = vec![count(covered.quarters, "quarter", "quarters")];
        if covered.projects > 0 {
            spread.insert(0, count(covered.projects, "project", "projects"));
        }
        if let Some(latest) = covered.latest {
            spread.push(format!("newest {latest}"));
        }
        reasons.push(spread.join(", "));
    }
    reasons.extend(covered.failed.iter().map(ToString::to_string));
    if covered.read_level != covered.level {
        reasons.push(format!(
            "asked at level {}, which {} does not define: level {} is read, and evidence counts from level {}",
            covered.level,
            covered.key,
            covered.read_level,
            covered.level.min(covered.read_level)
        ));
    }
    let marks: Vec<String> = [(covered.confidential, "confidential"), (covered.not_counted, "not counted")]
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
pub fn sparkline(quarters: &[u32; SPARK_QUARTERS], busiest: u32) -> String {
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
pub fn rules_parts(rules: &Rules) -> Vec<String> {
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
