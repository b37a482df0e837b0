//! Which step a verdict asks for.

use super::*;
use crate::domain::coverage::{CoverageFrame, Fact, FactTag, Rules, StatementCoverage, coverage};
use crate::domain::dates::Window;
use crate::domain::entry::Part;
use crate::domain::framework::{Criterion, CriterionKind, LevelText, RequiredCriterion};
use crate::domain::ids::Uid;

fn level(rank: u8) -> Level {
    Level::new(rank).unwrap()
}

fn criterion(key: &'static str) -> Criterion {
    let text = LevelText {
        level: None,
        text: "".into(),
        statements: vec!["first".into(), "second".into()],
        examples: Vec::new(),
    };
    Criterion {
        key: key.into(),
        kind: CriterionKind::Behaviour,
        name: key.into(),
        category: None,
        subcategory: None,
        url: None,
        description: None,
        group: None,
        levels: vec![text],
    }
}

/// An entry: its day, its tag (`4`, `4?` or `4.1`), and `r` for a result, `l` for a link.
type TestEntry<'l> = (&'l str, &'l str, &'l str);

fn steps_for(keys: &[(&'static str, u8)], lines: &[TestEntry<'_>]) -> Vec<Action> {
    told(keys, lines, &[]).into_iter().map(|(action, ..)| action).collect()
}

/// The steps, with the keys that each would meet and bring nearer; `near` are entries that are near each criterion.
fn told(
    keys: &[(&'static str, u8)], lines: &[TestEntry<'_>], near: &[Suggestion],
) -> Vec<(Action, String, String)> {
    let mut evidence = Evidence { keys: vec!["impact".into()], ..Evidence::default() };
    for (fact, (date, tag, marks)) in (0u32..).zip(lines) {
        evidence.facts.push(Fact {
            id: EntryNo(fact + 1),
            uid: Uid::from_bytes([0; 16]),
            date: date.parse().unwrap(),
            project: None,
            part: Part::Did,
            result: marks.contains('r'),
            links: u32::from(marks.contains('l')),
            confidential: false,
            replaced: false,
            tagged: true,
        });
        let (tag, statement) = tag.split_once('.').unwrap_or((tag, ""));
        evidence.tags.push(FactTag {
            fact,
            key: 0,
            level: tag.trim_end_matches('?').parse().ok().and_then(Level::new),
            assumed: tag.ends_with('?'),
            statement: statement.parse().ok(),
        });
    }
    let today = "2026-11-22".parse().unwrap();
    let frame = CoverageFrame { today, window: Window::to(today), level_since: None };
    let criteria: Vec<Criterion> = keys.iter().map(|(key, _)| criterion(key)).collect();
    let asked: Vec<RequiredCriterion<'_>> = criteria
        .iter()
        .zip(keys)
        .map(|(criterion, (_, at))| RequiredCriterion {
            criterion,
            level: level(*at),
            read_level: level(*at),
        })
        .collect();
    let rules = Rules { results: 2, links: 2, stated: 2, ..Rules::default() };
    let report = coverage(&asked, &evidence, rules, frame);
    let almost = |covered: &CriterionCoverage| {
        let below = covered
            .almost
            .iter()
            .map(|fact| Suggestion { fact: *fact, why: SuggestionReason::Below(level(3)) });
        Suggestions { entries: near.iter().cloned().chain(below).collect(), ..Suggestions::default() }
    };
    let suggestions: Vec<Suggestions> = report.criteria.iter().map(almost).collect();
    let keys = |criteria: &[usize]| {
        let keys: Vec<&str> = criteria.iter().map(|at| report.criteria[*at].key.as_str()).collect();
        keys.join(" ")
    };
    let actions = actions(&report, &suggestions, &evidence, today).into_iter();
    actions.map(|action| (action.action, keys(&action.meets), keys(&action.nearer))).collect()
}

fn log(key: &str, statement: &str) -> Action {
    Action::Log { key: key.into(), level: level(4), question: format!("Can you show this? {statement}") }
}

#[test]
fn each_verdict_has_its_step() {
    let at = |entry| (EntryNo(entry), "impact".to_owned(), level(4));
    let raise = |entry| {
        let (entry, key, level) = at(entry);
        Action::Tag { entry, key, level, why: SuggestionReason::Below(self::level(3)) }
    };
    let settle = |entry| {
        let (entry, key, level) = at(entry);
        Action::StateLevel { entry, key, level }
    };
    let (q1, q2, q3) = ("2026-03-01", "2026-06-01", "2026-09-01");
    for (lines, wanted) in [
        (&[][..], Some(log("impact", "first"))),
        // The statement that has the least evidence.
        (&[(q3, "4.1", "rl")], Some(log("impact", "second"))),
        // Two levels below is no small step.
        (&[(q3, "2", "rl")], Some(log("impact", "first"))),
        (&[("2024-01-01", "4", "rl")], Some(log("impact", "first"))),
        // The strongest of those below the level.
        (&[(q1, "2", "rl"), (q2, "3", ""), (q3, "3", "r")], Some(raise(3))),
        (&[(q1, "4", "rl"), (q2, "4", "rl"), (q3, "3", "")], Some(raise(3))),
        // The strongest of those that lack what is asked for, not the strongest of all.
        (&[(q1, "4", "rl"), (q2, "4", "l"), (q3, "4", "")], Some(Action::AddResult { entry: EntryNo(2) })),
        (&[(q1, "4", "rl"), (q2, "4", "r"), (q3, "4", "")], Some(Action::AddLink { entry: EntryNo(2) })),
        (&[(q1, "4", "rl"), (q2, "4?", "rl"), (q3, "4?", "")], Some(settle(2))),
        // From one quarter only: something new is needed.
        (&[(q1, "4", "rl"), (q1, "4", "rl"), (q1, "4", "")], Some(log("impact", "first"))),
        (&[(q1, "4", "rl"), (q2, "4", "rl"), (q3, "4", "")], None),
    ] {
        assert_eq!(steps_for(&[("impact", 4)], lines).into_iter().next(), wanted, "{lines:?}");
    }
}

#[test]
fn three_steps_are_enough_and_a_criterion_has_one() {
    let keys = ["a", "b", "c", "d"].map(|key| (key, 4));
    assert_eq!(steps_for(&keys, &[]), [log("a", "first"), log("b", "first"), log("c", "first")]);
    assert_eq!(steps_for(&[("a", 4), ("a", 3), ("b", 4)], &[]), [log("a", "first"), log("b", "first")]);
}

#[test]
fn what_closes_most_comes_first_and_new_work_last() {
    let (q1, q2, q3) = ("2026-03-01", "2026-06-01", "2026-09-01");
    // Entry 3 lacks both, a link costs less; then the result makes it met, as if the link were there.
    let short = told(&[("impact", 4)], &[(q1, "4", "rl"), (q2, "4", "r"), (q3, "4", "")], &[]);
    assert_eq!(
        short,
        [(Action::AddLink { entry: EntryNo(2) }, "impact".into(), String::new())],
        "one step is enough"
    );
    // One entry below the level is raised before anything new is logged, and the second step builds on the first.
    let below = told(&[("impact", 4)], &[(q1, "4", "rl"), (q2, "3", "rl"), (q3, "2", "")], &[]);
    let kinds: Vec<_> =
        below.iter().map(|(step, meets, nearer)| (step.entry(), &**meets, &**nearer)).collect();
    assert_eq!(kinds, [(Some(EntryNo(2)), "", "impact"), (None, "impact", "")]);
    // The same step serves the levels beneath; another criterion is served before a second step for the same.
    let near = [Suggestion {
        fact: 0,
        why: SuggestionReason::Fits { statement: "a.1".into(), words: Vec::new(), tagged: false },
    }];
    let three = told(&[("a", 4), ("a", 3), ("b", 4)], &[(q1, "4", "rl")], &near);
    let kinds: Vec<_> =
        three.iter().map(|(step, meets, nearer)| (step.entry(), &**meets, &**nearer)).collect();
    assert_eq!(kinds, [(Some(EntryNo(1)), "", "a a"), (Some(EntryNo(1)), "", "b"), (None, "", "a a")]);
}

#[test]
fn nothing_is_asked_of_what_is_met_and_something_of_all_else() {
    let q = |status, statements: Vec<StatementCoverage>, suggested: Vec<Vec<u32>>| {
        let today = "2026-11-22".parse().unwrap();
        let frame = CoverageFrame { today, window: Window::to(today), level_since: None };
        let criterion = criterion("a");
        let asked = [RequiredCriterion { criterion: &criterion, level: level(4), read_level: level(4) }];
        let mut report = coverage(&asked, &Evidence::default(), Rules::default(), frame);
        let mut covered = report.criteria.remove(0);
        (covered.status, covered.statements) = (status, statements);
        question(&covered, &Suggestions { entries: Vec::new(), by_statement: suggested })
    };
    let statement = |text: &str, evidence| StatementCoverage {
        key: text.into(),
        text: text.into(),
        evidence,
        entries: Vec::new(),
    };
    let (one, two, none) = (statement("one", 1), statement("two", 0), statement("three", 0));
    let all = vec![one, two, none];
    assert_eq!(q(Status::Met, all.clone(), Vec::new()), None);
    assert_eq!(q(Status::Thin, all.clone(), Vec::new()).unwrap(), "Can you show this? two");
    assert_eq!(q(Status::Thin, all, vec![vec![], vec![7], vec![]]).unwrap(), "Can you show this? three");
    assert_eq!(q(Status::Missing, Vec::new(), Vec::new()).unwrap(), "When did you last show this? a");
}
