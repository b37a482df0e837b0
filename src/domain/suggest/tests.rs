//! Who is near, by a small journal of made-up entries, and which words fit which statement.

use super::word_index::{WordIndex, common_from, wanted};
use super::*;
use crate::domain::coverage::{Fact, FactTag, Rules, coverage};
use crate::domain::dates::Window;
use crate::domain::entry::Part;
use crate::domain::framework::{Criterion, CriterionKind, LevelText, RequiredCriterion};
use crate::domain::ids::{EntryNo, Uid};

const STATEMENTS: [&str; 2] =
    ["Edits articles and clears drafts for publication.", "Designs page layouts, with the reader test."];

fn level(rank: u8) -> Level {
    Level::new(rank).unwrap()
}

fn criterion(statements: &[&'static str]) -> Criterion {
    let text = LevelText {
        level: None,
        text: "".into(),
        statements: statements.iter().map(|text| (*text).into()).collect(),
        examples: Vec::new(),
    };
    Criterion {
        key: "INCA".into(),
        kind: CriterionKind::Skill,
        name: "Content authoring".into(),
        category: None,
        subcategory: None,
        url: None,
        description: None,
        group: None,
        levels: vec![text],
    }
}

/// An entry: its day, its tags (`INCA 4`, `INCA ?` for no level, `INCA 4.1`; commas between), `R` where it is replaced,
/// and its words.
type TestEntry = (&'static str, &'static str, &'static str, &'static str);

fn evidence(lines: &[TestEntry]) -> (Evidence, Vec<(String, Vec<EntryNo>)>) {
    let mut evidence = Evidence { keys: vec!["INCA".into(), "CSMG".into()], ..Evidence::default() };
    let mut found: Vec<(String, Vec<EntryNo>)> = Vec::new();
    for (fact, (date, tags, marks, words)) in (0u32..).zip(lines) {
        let id = EntryNo(fact + 1);
        evidence.facts.push(Fact {
            id,
            uid: Uid::from_bytes([0; 16]),
            date: date.parse().unwrap(),
            project: None,
            part: Part::Did,
            result: false,
            links: 0,
            confidential: marks.contains('c'),
            replaced: marks.contains('R'),
            tagged: !tags.is_empty(),
        });
        for tag in tags.split(',').filter(|tag| !tag.is_empty()) {
            let (key, tag) = tag.split_once(' ').unwrap();
            let (tag, statement) = tag.split_once('.').unwrap_or((tag, ""));
            evidence.tags.push(FactTag {
                fact,
                key: u32::from(key == "CSMG"),
                level: tag.parse().ok().and_then(Level::new),
                assumed: tag == "?",
                statement: statement.parse().ok(),
            });
        }
        for word in words.split(' ') {
            match found.iter_mut().find(|(held, _)| held == word) {
                Some((_, entries)) => entries.push(id),
                None => found.push((word.to_owned(), vec![id])),
            }
        }
    }
    (evidence, found)
}

fn suggestions_for(statements: &[&'static str], lines: &[TestEntry]) -> Suggestions {
    let (evidence, found) = evidence(lines);
    let today = "2026-11-22".parse().unwrap();
    let frame = CoverageFrame { today, window: Window::to(today), level_since: "2025-08-01".parse().ok() };
    let criterion = criterion(statements);
    let asked = [RequiredCriterion { criterion: &criterion, level: level(4), read_level: level(4) }];
    let report = coverage(&asked, &evidence, Rules::default(), frame);
    suggest(&report, &evidence, frame, &WordIndex::new(found, &evidence)).remove(0)
}

/// `2 below 3; 1 fits 1: page layouts`, an entry each.
fn told(near: &[Suggestion]) -> String {
    let one = |near: &Suggestion| match &near.why {
        SuggestionReason::Below(level) => format!("{} below {level}", near.fact + 1),
        SuggestionReason::NoLevel => format!("{} no level", near.fact + 1),
        SuggestionReason::Fits { statement, words, tagged } => {
            let other = if *tagged { " otherwise tagged" } else { "" };
            format!("{}{other} fits {statement}: {}", near.fact + 1, words.join(" "))
        }
    };
    near.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn an_entry_is_near_by_its_level_or_by_its_words() {
    let fit = "page layouts reader";
    for (lines, wanted) in [
        (&[("2026-09-01", "", "", fit)][..], "1 fits INCA.2: page layouts reader"),
        (&[("2026-09-01", "", "c", fit)], "1 fits INCA.2: page layouts reader"),
        // Two words are too few, and the name's count as one.
        (&[("2026-09-01", "", "", "page layouts")], ""),
        (&[("2026-09-01", "", "", "page layouts authoring")], "1 fits INCA.2: page layouts authoring"),
        (&[("2026-09-01", "", "", "page content authoring")], ""),
        // What has other tags needs a word more, and not from the name.
        (&[("2026-09-01", "CSMG 4", "", fit)], ""),
        (&[("2026-09-01", "CSMG 4", "", "page layouts reader authoring")], ""),
        (
            &[("2026-09-01", "CSMG 4", "", "page layouts reader test")],
            "1 otherwise tagged fits INCA.2: page layouts reader test",
        ),
        // What counts for nothing is not near: replaced, to come, from before the level.
        (&[("2026-09-01", "", "R", fit), ("2026-12-01", "", "", fit), ("2025-07-31", "", "", fit)], ""),
        (
            &[
                ("2026-09-01", "INCA 3", "R", ""),
                ("2026-12-01", "INCA 3", "", ""),
                ("2025-07-31", "INCA 3", "", ""),
            ],
            "",
        ),
        // One level below, or none that was said; two below is far, and so are words of what is far.
        (
            &[
                ("2026-09-01", "INCA 3", "", ""),
                ("2026-09-02", "INCA ?", "", ""),
                ("2026-09-03", "INCA 2", "", fit),
            ],
            "1 below 3; 2 no level",
        ),
        (&[("2026-09-01", "INCA 3", "", ""), ("2026-09-02", "INCA 3,INCA 4", "", "")], "1 below 3"),
        // Three at most, the newest of equals first; the last place is for what only its words tell of.
        (
            &[
                ("2026-09-01", "INCA 3", "", ""),
                ("2026-09-02", "INCA 3", "", ""),
                ("2026-09-03", "INCA 3", "", ""),
                ("2026-09-04", "INCA 3", "", ""),
            ],
            "4 below 3; 3 below 3; 2 below 3",
        ),
        (
            &[
                ("2026-09-01", "INCA 3", "", ""),
                ("2026-09-02", "INCA 3", "", ""),
                ("2026-09-03", "INCA 3", "", ""),
                ("2026-09-04", "", "", fit),
            ],
            "3 below 3; 2 below 3; 4 fits INCA.2: page layouts reader",
        ),
        // Where newer evidence is what is missing, an old entry is of no help.
        (
            &[
                ("2025-09-01", "INCA 4", "", ""),
                ("2025-09-02", "INCA 4", "", ""),
                ("2025-09-03", "INCA 4", "", ""),
                ("2025-09-04", "INCA 3", "", ""),
                ("2025-09-05", "", "", fit),
                ("2026-09-05", "", "", fit),
            ],
            "6 fits INCA.2: page layouts reader",
        ),
    ] {
        assert_eq!(told(&suggestions_for(&STATEMENTS, lines).entries), wanted, "{lines:?}");
    }
}

#[test]
fn the_better_fit_comes_first_and_an_entry_once() {
    let both = "articles drafts publication page layouts reader test";
    let suggestions = suggestions_for(
        &STATEMENTS,
        &[
            ("2026-09-01", "", "", both),
            ("2026-09-03", "", "", "page layouts reader"),
            ("2026-09-02", "", "", "page layouts reader"),
            ("2026-09-04", "INCA 4.2", "", "page layouts reader"),
            ("2026-09-05", "INCA 4", "", "articles drafts publication"),
        ],
    );
    assert_eq!(
        told(&suggestions.entries),
        "1 fits INCA.2: page layouts reader test; 2 fits INCA.2: page layouts reader; 3 fits INCA.2: page layouts reader"
    );
    // What is tagged with a statement is not suggested for it; what is tagged with the skill may be.
    assert_eq!(suggestions.by_statement, [vec![4, 0], vec![0, 1, 2]]);
}

#[test]
fn forms_of_a_word_are_one_word_and_long_statements_need_more() {
    let plural = ["Counts tickets, owns the ticket queue."];
    assert_eq!(
        told(&suggestions_for(&plural, &[("2026-09-01", "", "", "tickets ticket queue")]).entries),
        ""
    );
    let long = [
        "alpha bravo charlie delta echoes foxtrot golfer hotel india juliet kilo lima mike november oscar papa",
    ];
    let four = "alpha bravo charlie delta";
    for (words, fits) in [(four, true), ("alpha bravo charlie", false)] {
        let near = suggestions_for(&long, &[("2026-09-01", "", "", words)]).entries;
        assert_eq!(!near.is_empty(), fits, "{words}");
    }
    let short = ["Mentors colleagues"];
    assert_eq!(suggestions_for(&short, &[("2026-09-01", "", "", "mentors colleagues")]).entries.len(), 1);
}

#[test]
fn only_words_with_a_content_are_looked_for() {
    let today = "2026-11-22".parse().unwrap();
    let frame = CoverageFrame { today, window: Window::to(today), level_since: None };
    let criterion = criterion(&["You often showed 24 of the C++ \"AND\" Größen, größen: up to 99."]);
    let asked = [RequiredCriterion { criterion: &criterion, level: level(4), read_level: level(4) }];
    let report = coverage(&asked, &Evidence::default(), Rules::default(), frame);
    assert_eq!(wanted(&report, false), ["größen", "content", "authoring"]);
    let off = Rules { entries: 0, spread: 0, months: 0, results: 0, links: 0, stated: 0, own: 0 };
    let (evidence, _) = evidence(&[("2026-09-01", "INCA 4", "", "")]);
    let met = coverage(&asked, &evidence, off, frame);
    assert_eq!((wanted(&met, false).len(), wanted(&met, true).len()), (0, 3));
    assert_eq!([1, 40, 400, 100_000].map(common_from), [8, 10, 100, 500]);
}
