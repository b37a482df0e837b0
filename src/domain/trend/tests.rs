//! Curves of small journals, and that a replay says what the report of each of its days says.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::coverage::{CoverageFrame, CriterionCoverage, Fact, FactTag, coverage};
use crate::domain::dates::Window;
use crate::domain::entry::Part;
use crate::domain::framework::Criterion;
use crate::domain::framework::testing::{criterion, level};
use crate::domain::ids::{EntryNo, Level, Uid};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-22")
}

fn span() -> Span {
    Span { since: None, until: today(), today: today(), level_since: None, due: None }
}

fn criteria() -> [Criterion; 2] {
    ["ASUP", "INCA"].map(|key| criterion(key, key, &[(3, "three"), (4, "four")]))
}

fn asked(criteria: &[Criterion; 2]) -> Vec<RequiredCriterion<'_>> {
    criteria
        .iter()
        .map(|criterion| RequiredCriterion { criterion, level: level(4), read_level: level(4) })
        .collect()
}

/// One entry as a table writes it: `DAY TAGS MARKS`. Tags are `A4`, `I3?` or `A?`, joined by commas, or `-`; marks are
/// `r` result, `l` link, `h` helped, `p0` to `p9` a project, `R` and a number of months after which it is replaced.
fn evidence(lines: &[impl AsRef<str>]) -> Evidence {
    let keys = ["ASUP", "INCA"].map(str::to_owned).into();
    let mut evidence = Evidence { keys, projects: 10, ..Evidence::default() };
    for (at, line) in (0u32..).zip(lines) {
        let mut words = line.as_ref().split_whitespace();
        let (date, tags, marks) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap_or(""));
        let number = |mark: char| -> Option<u32> {
            let rest = &marks[marks.find(mark)? + 1..];
            rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
        };
        let replaced = number('R').map(|months| day(date) + Months::new(months));
        evidence.replacements.extend(replaced.map(|on| (at, on)));
        evidence.facts.push(Fact {
            id: EntryNo(at + 1),
            uid: Uid::from_bytes([0; 16]),
            date: day(date),
            project: number('p'),
            part: if marks.contains('h') { Part::Helped } else { Part::Did },
            result: marks.contains('r'),
            links: u32::from(marks.contains('l')),
            confidential: false,
            replaced: replaced.is_some(),
            tagged: tags != "-",
        });
        for tag in tags.split(',').filter(|tag| *tag != "-") {
            evidence.tags.push(FactTag {
                fact: at,
                key: u32::from(tag.starts_with('I')),
                level: tag[1..].trim_end_matches('?').parse().ok().and_then(Level::new),
                assumed: tag.ends_with('?'),
                statement: None,
            });
        }
    }
    evidence
}

/// `2026-10 1/2 +ASUP@4 -INCA@4:stale 3,2`: the month, met of asked, what came and went, evidence and that at the level.
fn told(trend: &Trend) -> Vec<String> {
    let month = |month: &TrendMonth| {
        let gained = month.gained.iter().map(|key| format!(" +{key}")).collect::<String>();
        let lost = month
            .lost
            .iter()
            .map(|lost| format!(" -{}:{}", lost.key, lost.status.word()))
            .collect::<String>();
        let met = format!("{}/{}", month.summary.met, month.summary.criteria());
        format!("{} {met}{gained}{lost} {},{}", month.day.format("%m-%d"), month.evidence, month.at_level)
    };
    trend.months.iter().map(month).collect()
}

/// Three entries that make ASUP met from July 2026 on.
const MET: [&str; 3] = ["2026-05-10 A4 rlp0", "2026-06-10 A4,I3 p1", "2026-07-10 A4"];

#[test]
fn each_month_tells_what_came_and_what_went() {
    let criteria = criteria();
    let asked = asked(&criteria);
    let trend_of = |lines: &[&str], span| trend(&asked, &evidence(lines), Rules::default(), span);
    assert_eq!(
        told(&trend_of(&MET, span())),
        [
            "05-31 0/2 1,1",
            "06-30 0/2 1,1",
            "07-31 1/2 +ASUP@4 1,1",
            "08-31 1/2 0,0",
            "09-30 1/2 0,0",
            "10-31 1/2 0,0",
            "11-22 1/2 0,0"
        ]
    );
    // A year later it is stale; what is earlier than the window is told, and a month is whole wherever the window starts.
    let later = Span { until: day("2027-08-15"), today: day("2027-08-15"), ..span() };
    let since = Span { since: Some(day("2027-06-20")), ..later };
    let trend = trend_of(&MET, since);
    assert_eq!(told(&trend), ["06-30 1/2 0,0", "07-31 0/2 -ASUP@4:stale 0,0", "08-15 0/2 0,0"]);
    assert_eq!(trend.earlier, 3);
    assert_eq!(trend_of(&MET, later).months.len(), 13);
    // What is replaced counts until then, in the verdict and in its month.
    let trend = trend_of(&[MET[0], MET[1], "2026-07-10 A4 R2"], span());
    assert_eq!(told(&trend)[2..5], ["07-31 1/2 +ASUP@4 1,1", "08-31 1/2 0,0", "09-30 0/2 -ASUP@4:thin 0,0"]);
    let august = Span { until: day("2026-08-31"), ..span() };
    let trend = trend_of(&[MET[0], MET[1], "2026-07-10 A4 R2"], august);
    assert_eq!(told(&trend)[2..], ["07-31 1/2 +ASUP@4 1,1", "08-31 1/2 0,0"]);
    // What comes before the first month is what counts when it begins: not what was replaced by then.
    let earlier = |since: &str| {
        let span = Span { since: Some(day(since)), ..span() };
        trend_of(&[MET[0], MET[1], "2026-07-10 A4 R2"], span).earlier
    };
    assert_eq!(["2026-07-01", "2026-08-01", "2026-09-01", "2026-10-01"].map(earlier), [2, 3, 3, 2]);
    // What is replaced in its own month is not counted at the end of that.
    let trend = trend_of(&["2026-07-10 A4 R0"], span());
    assert_eq!(told(&trend), [""; 0]);
}

#[test]
fn where_nothing_counts_there_is_no_curve_unless_months_are_named() {
    let criteria = criteria();
    let asked = asked(&criteria);
    for lines in [&[][..], &["2026-12-01 A4"], &["2026-05-01 -"]] {
        assert_eq!(trend(&asked, &evidence(lines), Rules::default(), span()).months, [], "{lines:?}");
    }
    let named = Span { since: Some(day("2026-10-01")), ..span() };
    let lines: [&str; 0] = [];
    assert_eq!(
        told(&trend(&asked, &evidence(&lines), Rules::default(), named)),
        ["10-31 0/2 0,0", "11-22 0/2 0,0"]
    );
    let since = Span { level_since: Some(day("2026-07-01")), ..span() };
    let trend = trend(&asked, &evidence(&MET), Rules::default(), since);
    assert_eq!(told(&trend)[0], "07-31 0/2 1,1");
    assert_eq!(trend.earlier, 0);
}

#[test]
fn what_is_ahead_is_counted_from_today() {
    let criteria = criteria();
    let asked = asked(&criteria);
    let ahead = |lines: &[&str], due: &str| {
        let span = Span { due: Some(day(due)), ..span() };
        trend(&asked, &evidence(lines), Rules::default(), span).ahead.unwrap()
    };
    let at = ahead(&MET, "2027-08-01");
    assert_eq!((at.days, at.left, at.closed, at.lost), (252, 1, 0, 0));
    assert_eq!((at.pace, at.since), (Some(Pace::OneInWeeks(36)), day("2026-08-22")));
    let (newest, from) = (day("2026-07-10"), day("2027-07-11"));
    assert_eq!(at.ageing, [AgeingCriterion { key: "ASUP@4".to_owned(), status: Status::Met, newest, from }]);
    // On the last day on which it is not too old it is not told.
    assert_eq!(ahead(&MET, "2027-07-10").ageing, []);
    let at = ahead(&[MET[0], MET[1], "2026-09-10 A4"], "2026-11-25");
    assert_eq!((at.days, at.left, at.closed, at.pace), (3, 1, 1, None));
    assert_eq!(ahead(&MET, "2026-11-01").ageing, []);
    let lost = ahead(&["2025-09-10 A4 rlp0", "2025-09-10 A4 p1", "2025-10-01 A4"], "2027-08-01");
    assert_eq!((lost.left, lost.closed, lost.lost, lost.ageing.len()), (2, 0, 1, 0));
    // Where the curve ends before today, nothing is said of what is ahead.
    let past = Span { until: day("2026-10-01"), due: Some(day("2027-01-01")), ..span() };
    assert_eq!(trend(&asked, &evidence(&MET), Rules::default(), past).ahead, None);
}

#[test]
fn a_pace_is_told_in_weeks() {
    for (left, days, wanted) in [
        (6, 99, Some(Pace::OneInWeeks(2))),
        (14, 99, Some(Pace::OneInWeeks(1))),
        (15, 99, Some(Pace::OneInWeeks(1))),
        (5, 98, Some(Pace::OneInWeeks(3))),
        (10, 23, Some(Pace::AWeek(3))),
        (22, 99, Some(Pace::AWeek(2))),
        (1, 8, Some(Pace::OneInWeeks(1))),
        (9, 8, Some(Pace::AWeek(8))),
        (0, 99, None),
        (6, 7, None),
        (6, -3, None),
    ] {
        assert_eq!(pace(left, days), wanted, "{left} in {days}");
    }
}

#[test]
fn the_day_on_which_evidence_is_too_old_is_the_first_such_day() {
    for (newest, months, wanted) in [
        ("2026-01-12", 12, "2027-01-13"),
        ("2026-08-31", 6, "2027-03-01"),
        ("2026-02-28", 1, "2026-04-01"),
        ("2024-02-29", 12, "2025-03-01"),
    ] {
        let rules = Rules { months, ..Rules::default() };
        let from = stale_from(day(newest), rules);
        assert_eq!(from, day(wanted), "{newest}");
        let oldest = |today| months_before(today, months).unwrap();
        assert!(day(newest) < oldest(from) && day(newest) >= oldest(from.pred_opt().unwrap()), "{newest}");
    }
}

prop_compose! {
    fn any_line()(
        month in 1u32..=24,
        tags in prop::collection::vec(("[AI]", prop::sample::select(vec!["?", "3", "4", "4?", "5"])), 0..3),
        marks in "[rlh]{0,2}(p[0-3])?(R[0-9])?",
    ) -> String {
        let tags: Vec<String> = tags.into_iter().map(|(key, level)| key + level).collect();
        let tags = if tags.is_empty() { "-".to_owned() } else { tags.join(",") };
        format!("{}-{:02}-15 {tags} {marks}", 2025 + (month - 1) / 12, (month - 1) % 12 + 1)
    }
}

proptest! {
    #[test]
    fn a_replay_says_what_the_report_of_that_day_says(
        lines in prop::collection::vec(any_line(), 0..14), since in prop::option::of(1u32..=12),
    ) {
        let criteria = criteria();
        let asked = asked(&criteria);
        let level_since = since.and_then(|month| NaiveDate::from_ymd_opt(2025, month, 10));
        let mut evidence = evidence(&lines);
        let span = Span { since: Some(day("2025-01-01")), level_since, ..span() };
        for month in trend(&asked, &evidence, Rules::default(), span).months {
            evidence.as_of(month.day, today());
            let frame = CoverageFrame { today: month.day, window: Window::to(month.day), level_since };
            let report = coverage(&asked, &evidence, Rules::default(), frame);
            prop_assert_eq!(month.summary, report.summary(), "{}", month.day);
            // What the month brought is what that report counts of it.
            let of_month = |criteria: &dyn Fn(&CriterionCoverage) -> usize| -> u32 {
                let all = report.criteria.iter().flat_map(|covered| &covered.entries[..criteria(covered)]);
                let all: BTreeSet<&u32> =
                    all.filter(|at| evidence.facts[**at as usize].date >= month.first).collect();
                u32::try_from(all.len()).unwrap()
            };
            let (any, high) = (of_month(&|of| of.entries.len()), of_month(&|of| of.at_level as usize));
            prop_assert_eq!((month.evidence, month.at_level), (any, high), "{}", month.day);
        }
        // The last of them is the report of today, in which all that is replaced counts no more.
        let replaced = evidence.facts.iter().filter(|fact| fact.replaced).count();
        prop_assert_eq!(replaced, evidence.replacements.len());
    }
}
