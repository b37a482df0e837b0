//! Every rule of the verdict, by tables of made-up evidence, and what holds for any evidence.

use proptest::prelude::*;

use super::*;
use crate::domain::framework::{Criterion, LevelText};

fn level(rank: u8) -> Level {
    Level::new(rank).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-22")
}

fn criterion(key: &'static str, levels: &[u8]) -> Criterion {
    let text = |level: Option<u8>| LevelText {
        level: level.map(self::level),
        text: "".into(),
        statements: vec!["first".into(), "second".into()],
        examples: Vec::new(),
    };
    Criterion {
        key: key.into(),
        kind: CriterionKind::Skill,
        name: key.to_lowercase().into(),
        category: None,
        subcategory: None,
        url: None,
        description: None,
        group: None,
        levels: match levels {
            [] => vec![text(None)],
            _ => levels.iter().map(|level| text(Some(*level))).collect(),
        },
    }
}

/// One entry as a table writes it: `DAY TAGS MARKS`. Tags are `4`, `3?`, `?` or `4.1`, joined by commas, or `-`; marks are
/// `r` result, `l` link, `h` helped, `L` led, `c` confidential, `R` replaced, `p0` to `p9` a project.
fn fact(number: u32, line: &str, evidence: &mut Evidence) {
    let mut words = line.split_whitespace();
    let (date, tags, marks) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap_or(""));
    let mut uid = [0; 16];
    uid[12..].copy_from_slice(&number.to_be_bytes());
    let project = marks.find('p').map(|at| marks[at + 1..=at + 1].parse().unwrap());
    let at = u32::try_from(evidence.facts.len()).unwrap();
    evidence.facts.push(Fact {
        id: EntryNo(number),
        uid: Uid::from_bytes(uid),
        date: day(date),
        project,
        part: match (marks.contains('h'), marks.contains('L')) {
            (true, _) => Part::Helped,
            (_, true) => Part::Led,
            _ => Part::Did,
        },
        result: marks.contains('r'),
        links: u32::from(marks.contains('l')),
        confidential: marks.contains('c'),
        replaced: marks.contains('R'),
        tagged: tags != "-",
    });
    for tag in tags.split(',').filter(|tag| *tag != "-") {
        let (tag, statement) = tag.split_once('.').unwrap_or((tag, ""));
        evidence.tags.push(FactTag {
            fact: at,
            key: 0,
            level: tag.trim_end_matches('?').parse().ok().and_then(Level::new),
            assumed: tag.ends_with('?'),
            statement: statement.parse().ok(),
        });
    }
    evidence.projects = evidence.projects.max(project.map_or(0, |project| project + 1));
}

fn evidence(lines: &[&str]) -> Evidence {
    let mut evidence = Evidence { keys: vec!["ASUP".into()], ..Evidence::default() };
    for (number, line) in (1..).zip(lines) {
        fact(number, line, &mut evidence);
    }
    evidence
}

fn frame() -> CoverageFrame {
    CoverageFrame { today: today(), window: Window::to(today()), level_since: None }
}

fn judge_at(asked: u8, levels: &[u8], lines: &[&str], rules: Rules, frame: CoverageFrame) -> Coverage {
    let criterion = criterion("ASUP", levels);
    let asked = RequiredCriterion {
        criterion: &criterion,
        level: level(asked),
        read_level: criterion.read_level(level(asked)),
    };
    coverage(&[asked], &evidence(lines), rules, frame)
}

fn judge(lines: &[&str]) -> CriterionCoverage {
    judge_at(4, &[2, 3, 4, 5], lines, Rules::default(), frame()).criteria.remove(0)
}

fn told(covered: &CriterionCoverage) -> String {
    let failed: Vec<String> = covered.failed.iter().map(ToString::to_string).collect();
    format!("{}: {}", covered.status.word(), failed.join("; "))
}

/// Three entries that make any criterion at level 4 met, but for what a test changes.
const MET: [&str; 3] = ["2026-10-01 4 rlp0", "2026-07-01 4 p1", "2026-06-30 4"];

#[test]
fn each_status_has_its_rule_and_its_words() {
    for (lines, wanted) in [
        (&MET[..], "met: "),
        (&["2026-10-01 5 rl", "2026-07-01 4", "2026-06-30 4?"], "met: "),
        (&[], "missing: no entry yet"),
        (&["2026-10-01 - rl"], "missing: no entry yet"),
        (&["2026-10-01 3 rl"], "below-level: needs 3 entries at level 4, has 0 and 1 below"),
        // Entries without a level are evidence, but not at the level.
        (&["2026-10-01 ? rl"], "below-level: needs 3 entries at level 4, has 0 and 1 below"),
        // Too few at the level, and enough if those below counted.
        (&[MET[0], MET[1], "2026-06-30 3"], "below-level: needs 3 entries at level 4, has 2 and 1 below"),
        // Not enough even then.
        (
            &[MET[0], "2026-06-30 3"],
            "thin: needs 3 entries at level 4, has 1 and 1 below; needs 2 projects or 2 quarters, has 1 project and 1 quarter",
        ),
        (&[MET[0], MET[1]], "thin: needs 3 entries at level 4, has 2"),
        (
            &["2025-10-01 4 rlp0", "2025-07-01 4", "2025-06-30 4 p1"],
            "stale: newest 2025-10-01, older than 12 months",
        ),
        // Stale goes before thin, and below level before stale.
        (
            &["2025-10-01 4 rl"],
            "stale: needs 3 entries at level 4, has 1; newest 2025-10-01, older than 12 months; needs 2 projects or 2 quarters, has 0 projects and 1 quarter",
        ),
        (
            &["2025-10-01 4 rlp0", "2025-07-01 4 p1", "2026-06-30 3"],
            "below-level: needs 3 entries at level 4, has 2 and 1 below; newest 2025-10-01, older than 12 months",
        ),
    ] {
        assert_eq!(told(&judge(lines)), wanted, "{lines:?}");
    }
}

#[test]
fn a_test_that_fails_alone_makes_it_thin_and_has_its_words() {
    for (lines, wanted) in [
        (
            ["2026-10-01 4 rl", "2026-10-02 4", "2026-10-03 4"],
            "needs 2 projects or 2 quarters, has 0 projects and 1 quarter",
        ),
        (
            ["2026-10-01 4 rlp0", "2026-10-02 4 p0", "2026-10-03 4"],
            "needs 2 projects or 2 quarters, has 1 project and 1 quarter",
        ),
        (["2026-10-01 4 l", "2026-07-01 4", "2026-07-02 4"], "needs 1 entry with a result, has 0"),
        (["2026-10-01 4 r", "2026-07-01 4", "2026-07-02 4"], "needs 1 entry with a link, has 0"),
        (
            ["2026-10-01 4? rl", "2026-07-01 5?", "2026-07-02 4?"],
            "needs 1 entry whose level is stated, not assumed, has 0",
        ),
        (
            ["2026-10-01 4 rlh", "2026-07-01 4 h", "2026-07-02 4 h"],
            "needs 1 entry of own work, not helped, has 0",
        ),
    ] {
        assert_eq!(told(&judge(&lines)), format!("thin: {wanted}"));
    }
}

#[test]
fn bounds_are_inside() {
    // Twelve months old to the day counts; one day more is too old.
    assert_eq!(judge(&["2025-11-22 4 rl", "2025-07-01 4", "2025-07-02 4"]).status, Status::Met);
    assert_eq!(judge(&["2025-11-21 4 rl", "2025-07-01 4", "2025-07-02 4"]).status, Status::Stale);
    // Two projects in one quarter, or two quarters without a project.
    assert_eq!(judge(&["2026-10-01 4 rlp0", "2026-10-01 4 p1", "2026-10-01 4"]).status, Status::Met);
    assert_eq!(judge(&["2026-09-30 4 rl", "2026-10-01 4", "2026-10-01 4"]).status, Status::Met);
    // Today counts.
    assert_eq!(judge(&["2026-11-22 4 rlp0", "2026-11-22 4 p1", "2026-11-22 4"]).at_level, 3);
}

#[test]
fn a_level_that_is_not_defined_is_read_at_the_nearest_and_counts_from_the_lower() {
    for (asked, levels, line, read, at_level) in [
        (1, &[2, 3][..], "2026-10-01 1 rl", 2, 1),
        (6, &[2, 3, 4, 5], "2026-10-01 5 rl", 5, 1),
        (6, &[2, 3, 4, 5], "2026-10-01 4 rl", 5, 0),
        (4, &[], "2026-10-01 4 rl", 4, 1),
        (4, &[], "2026-10-01 3 rl", 4, 0),
    ] {
        let covered = judge_at(asked, levels, &[line], Rules::default(), frame()).criteria.remove(0);
        assert_eq!((covered.read_level, covered.at_level), (level(read), at_level), "{asked} {line}");
        assert_eq!(covered.evidence, 1);
        assert_eq!(covered.level, level(asked));
    }
}

#[test]
fn several_tags_of_a_key_count_once_at_the_best_level() {
    for (tags, at_level, stated) in
        [("3,4", 1, 1), ("3,4?", 1, 0), ("4?,4", 1, 1), ("4,5?", 1, 1), ("?,4", 1, 1), ("3,?", 0, 0)]
    {
        let covered = judge(&[&format!("2026-10-01 {tags} rl")]);
        assert_eq!((covered.evidence, covered.at_level, covered.stated), (1, at_level, stated), "{tags}");
    }
}

#[test]
fn what_does_not_count_is_told() {
    let window = Window { since: Some(day("2026-01-01")), until: day("2026-10-31") };
    let frame = CoverageFrame { today: today(), window, level_since: Some(day("2025-06-01")) };
    let report = judge_at(
        4,
        &[4],
        &[
            "2026-11-23 4 rl",
            "2026-10-01 4 rlR",
            "2025-05-31 4 rl",
            "2025-06-01 4 rl",
            "2026-11-01 4 rl",
            "2026-10-31 4 rlc",
            "2026-01-01 -",
            "2025-12-31 -",
        ],
        Rules::default(),
        frame,
    );
    let wanted = NotCounted { future: 1, replaced: 1, before_level: 1, outside_window: 3 };
    assert_eq!(report.not_counted, wanted);
    assert_eq!((report.counted, report.confidential, report.untagged.as_slice()), (2, 1, &[6][..]));
    let covered = &report.criteria[0];
    assert_eq!((covered.evidence, covered.at_level, covered.confidential), (1, 1, 1));
    assert_eq!((covered.not_counted, covered.set_aside.as_slice()), (2, &[1, 2][..]));
    assert_eq!(covered.entries, [5]);
}

#[test]
fn evidence_that_lies_before_the_window_is_stale_and_never_missing() {
    let since = |text| CoverageFrame { window: Window { since: Some(day(text)), until: today() }, ..frame() };
    for (lines, wanted) in [
        (&MET[..], "stale: newest 2026-10-01, before the window"),
        // Below the level inside the window changes nothing.
        (&[MET[0], "2026-11-10 3"], "stale: newest 2026-10-01, before the window"),
        (&["2026-10-01 3"], "missing: no entry that counts"),
        (&["2026-10-01 4 R"], "missing: no entry that counts"),
        (
            &[MET[0], "2026-11-10 4"],
            "thin: needs 3 entries at level 4, has 1; needs 2 projects or 2 quarters, has 0 projects and 1 quarter; needs 1 entry with a result, has 0; needs 1 entry with a link, has 0",
        ),
    ] {
        let report = judge_at(4, &[4], lines, Rules::default(), since("2026-11-01"));
        assert_eq!(told(&report.criteria[0]), wanted, "{lines:?}");
    }
}

#[test]
fn the_strongest_entries_come_first_and_twenty_at_most() {
    let covered = judge(&[
        "2026-10-01 3 rl",
        "2026-10-02 4",
        "2026-10-03 4? rl",
        "2026-10-04 4 rl",
        "2026-10-05 5",
        "2026-10-06 4 rlL",
        "2026-10-07 4 rlh",
        "2026-10-08 4 rl",
        "2026-10-09 4 l",
        "2026-10-10 ? rl",
    ]);
    // At the level before below it, then the level, a result, a link, a stated level, the part, the day.
    assert_eq!(covered.entries, [4, 5, 7, 3, 6, 2, 8, 1, 0, 9]);
    let many: Vec<String> = (1..=25).map(|day| format!("2026-10-{day:02} 4 rl")).collect();
    let covered = judge(&many.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(covered.at_level, 25);
    assert_eq!(covered.entries, (5..25).rev().collect::<Vec<_>>());
}

#[test]
fn statements_count_the_entries_that_name_them() {
    let counts = |asked, levels: &[u8], lines: &[&str]| {
        let covered = judge_at(asked, levels, lines, Rules::default(), frame()).criteria.remove(0);
        covered.statements.iter().map(|says| format!("{} {}", says.key, says.evidence)).collect::<Vec<_>>()
    };
    for (asked, levels, lines, wanted) in [
        (
            4,
            &[3, 4][..],
            &[
                "2026-10-01 4.2,4?.2",
                "2026-10-02 4.2,4.1",
                "2026-10-03 3.1",
                "2026-10-04 4.9",
                "2026-10-05 4.1 R",
            ][..],
            ["ASUP@4.1 1", "ASUP@4.2 2"],
        ),
        // One of a level that is not defined is one of the level read for it.
        (1, &[2, 3], &["2026-10-01 1.1", "2026-10-02 2.1", "2026-10-03 3.1"], ["ASUP@2.1 2", "ASUP@2.2 0"]),
        (4, &[], &["2026-10-01 4.1", "2026-10-02 3.1", "2026-10-03 ?.2"], ["ASUP.1 2", "ASUP.2 1"]),
    ] {
        assert_eq!(counts(asked, levels, lines), wanted, "{lines:?}");
    }
}

#[test]
fn a_rule_of_zero_is_off() {
    let none = Rules { entries: 0, spread: 0, months: 0, results: 0, links: 0, stated: 0, own: 0 };
    for (lines, wanted) in [
        (&["2001-01-01 4? h"][..], "met: "),
        (&["2026-10-01 3 rl"], "below-level: needs 1 entry at level 4, has 0 and 1 below"),
        (&[], "missing: no entry yet"),
    ] {
        assert_eq!(told(&judge_at(4, &[4], lines, none, frame()).criteria[0]), wanted);
    }
    let one = ["2025-10-01 4? h"];
    for (rules, wanted) in [
        (Rules { entries: 2, ..none }, "thin: needs 2 entries at level 4, has 1"),
        (Rules { months: 1, ..none }, "stale: newest 2025-10-01, older than 1 month"),
        (Rules { spread: 2, ..none }, "thin: needs 2 projects or 2 quarters, has 0 projects and 1 quarter"),
        (Rules { results: 2, ..none }, "thin: needs 2 entries with a result, has 0"),
        (Rules { links: 1, ..none }, "thin: needs 1 entry with a link, has 0"),
        (Rules { stated: 1, ..none }, "thin: needs 1 entry whose level is stated, not assumed, has 0"),
        (Rules { own: 1, ..none }, "thin: needs 1 entry of own work, not helped, has 0"),
    ] {
        assert_eq!(told(&judge_at(4, &[4], &one, rules, frame()).criteria[0]), wanted);
    }
}

#[test]
fn the_sparkline_holds_five_quarters_of_any_level() {
    let covered = judge(&["2026-11-22 4", "2026-10-01 3", "2026-09-30 4", "2025-10-01 4", "2025-09-30 4"]);
    assert_eq!(covered.spark, [1, 0, 0, 1, 2]);
}

#[test]
fn the_worst_comes_first_and_the_share_is_of_all() {
    let (asup, inca) = (criterion("ASUP", &[4]), criterion("INCA", &[4]));
    let asked = |criterion| RequiredCriterion { criterion, level: level(4), read_level: level(4) };
    let report = coverage(&[asked(&asup), asked(&inca)], &evidence(&MET), Rules::default(), frame());
    let keys: Vec<&str> = report.worst_first().iter().map(|(_, covered)| covered.key.as_str()).collect();
    assert_eq!(keys, ["INCA", "ASUP"]);
    assert_eq!((report.summary().met, report.summary().readiness), (1, 0.5));
    assert_eq!(coverage(&[], &evidence(&MET), Rules::default(), frame()).summary().readiness, 0.0);
}

prop_compose! {
    fn any_line()(
        month in 1u32..=24, tags in prop::collection::vec((0u8..7, any::<bool>()), 0..3), marks in "[rlhLcR]{0,3}(p[0-3])?",
    ) -> String {
        let tags: Vec<String> = tags
            .into_iter()
            .map(|(level, assumed)| match (level, assumed) {
                (0, _) => "?".to_owned(),
                (level, true) => format!("{level}?"),
                (level, false) => level.to_string(),
            })
            .collect();
        let tags = if tags.is_empty() { "-".to_owned() } else { tags.join(",") };
        format!("{}-{:02}-15 {tags} {marks}", 2025 + (month - 1) / 12, (month - 1) % 12 + 1)
    }
}

proptest! {
    #[test]
    fn whatever_the_evidence_the_report_keeps_its_word(lines in prop::collection::vec(any_line(), 0..12)) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let report = judge_at(4, &[2, 3, 4, 5], &lines, Rules::default(), frame());
        prop_assert_eq!(&report, &judge_at(4, &[2, 3, 4, 5], &lines, Rules::default(), frame()));
        let facts = u32::try_from(lines.len()).unwrap();
        let NotCounted { future, replaced, before_level, outside_window } = report.not_counted;
        prop_assert_eq!(report.counted + future + replaced + before_level + outside_window, facts);
        let covered = &report.criteria[0];
        prop_assert!(covered.evidence + covered.not_counted <= facts && covered.at_level <= covered.evidence);
        for part in [covered.with_result, covered.with_link, covered.stated, covered.own, covered.confidential, covered.quarters, covered.projects] {
            prop_assert!(part <= covered.at_level);
        }
        prop_assert_eq!(covered.entries.len(), (covered.evidence as usize).min(LISTED));
        prop_assert_eq!(covered.status == Status::Met, covered.failed.is_empty());
        prop_assert_eq!(covered.status == Status::Missing, covered.evidence == 0);
        prop_assert!(covered.spark.iter().sum::<u32>() <= covered.evidence);
    }

    /// More evidence at the level never makes a criterion that was met missing or below level.
    #[test]
    fn more_evidence_never_takes_away(lines in prop::collection::vec(any_line(), 0..12), more in "2026-0[1-9]-10 [45]") {
        let mut lines: Vec<&str> = lines.iter().map(String::as_str).chain(MET).collect();
        prop_assert_eq!(judge(&lines).status, Status::Met);
        lines.push(&more);
        prop_assert_eq!(judge(&lines).status, Status::Met);
    }
}
