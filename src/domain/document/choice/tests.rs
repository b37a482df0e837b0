//! The choice, by tables of entries in short.

use super::*;
use crate::domain::coverage::{Fact, FactTag};
use crate::domain::dates::Window;
use crate::domain::framework::Criterion;

/// An entry in short: its day in November, its project, what it is tagged with, and what sets it apart.
struct Short(u32, Option<u32>, Tags, fn(&mut Fact));

/// Tags as key and level; ten more for one that is assumed.
type Tags = &'static [(u32, u8)];

const KEYS: [(&str, CriterionKind); 3] = [
    ("ASUP", CriterionKind::Skill),
    ("impact", CriterionKind::Behaviour),
    ("communication", CriterionKind::Behaviour),
];

fn chosen(entries: &[Short], picks: &[u8]) -> Choice {
    let level = |rank| Level::new(rank).unwrap();
    let criteria = KEYS.map(|(key, kind)| Criterion {
        key: key.into(),
        kind,
        name: key.into(),
        category: None,
        subcategory: None,
        url: None,
        description: None,
        group: None,
        levels: Vec::new(),
    });
    let asked: Vec<RequiredCriterion<'_>> = criteria
        .iter()
        .map(|criterion| RequiredCriterion { criterion, level: level(4), read_level: level(4) })
        .collect();
    let mut evidence = Evidence { keys: KEYS.map(|(key, _)| key.to_owned()).into(), ..Evidence::default() };
    for (at, Short(day, project, tags, change)) in (0u32..).zip(entries) {
        let mut fact = Fact {
            id: EntryNo(at + 1),
            uid: Uid::from_bytes([u8::try_from(at + 1).unwrap(); 16]),
            date: NaiveDate::from_ymd_opt(2026, 11, *day).unwrap(),
            project: *project,
            part: Part::Did,
            result: false,
            links: 0,
            confidential: false,
            replaced: false,
            tagged: !tags.is_empty(),
        };
        change(&mut fact);
        evidence.facts.push(fact);
        evidence.tags.extend(tags.iter().map(|(key, rank)| FactTag {
            fact: at,
            key: *key,
            level: Level::new(*rank % 10),
            assumed: *rank > 9,
            statement: None,
        }));
    }
    evidence.projects = 9;
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let frame = CoverageFrame { today, window: Window::to(today), level_since: None };
    let picks: Vec<Uid> = picks.iter().map(|id| Uid::from_bytes([*id; 16])).collect();
    choose(&asked, &evidence, frame, &picks)
}

fn quoted(choice: &Choice) -> Vec<Vec<usize>> {
    let of = |chosen: &ChosenResult| chosen.quoted.iter().map(|at| at + 1).collect();
    choice.results.iter().map(of).collect()
}

fn plain(_: &mut Fact) {}

#[test]
fn each_rule_decides_where_those_before_are_equal() {
    let (one, two): (Tags, Tags) = (&[(0, 4)], &[(0, 4), (1, 4)]);
    let result: fn(&mut Fact) = |fact| fact.result = true;
    let link: fn(&mut Fact) = |fact| fact.links = 1;
    for (weaker, stronger, why) in [
        (Short(22, None, &[(0, 6)], result), Short(1, None, two, plain), "criteria"),
        (Short(22, None, one, result), Short(1, None, &[(0, 5)], plain), "level"),
        (Short(22, None, one, link), Short(1, None, one, result), "result"),
        (Short(22, None, one, plain), Short(1, None, one, link), "links"),
        (Short(1, None, one, plain), Short(2, None, one, plain), "newest day"),
    ] {
        assert_eq!(quoted(&chosen(&[weaker, stronger], &[])), [[2], [1]], "{why}");
    }
    let same = [Short(1, None, one, plain), Short(1, None, one, plain)];
    assert_eq!(quoted(&chosen(&same, &[])), [[1], [2]], "lowest number");
}

#[test]
fn what_has_a_stated_level_is_told_apart_from_what_is_assumed() {
    let (one, two): (Tags, Tags) = (&[(0, 4)], &[(1, 14), (0, 4), (0, 14)]);
    let entries = [Short(1, None, one, plain), Short(1, None, two, plain), Short(1, None, &[(1, 14)], plain)];
    let choice = chosen(&entries, &[]);
    assert_eq!(choice.stated, [vec![0], vec![0], vec![]]);
    let assumed: Vec<_> = (0..3).map(|fact| choice.assumed(fact)).collect();
    assert_eq!(assumed, [None, None, Some(1)]);
}

#[test]
fn a_project_is_one_result_and_quotes_its_three_strongest() {
    let one: Tags = &[(0, 4)];
    let entries = [1, 2, 3, 4].map(|day| Short(day, Some(0), one, plain));
    let choice = chosen(&entries, &[]);
    assert_eq!((quoted(&choice), choice.results[0].of), (vec![vec![4, 3, 2]], 4));
    assert_eq!(choice.left_out, BTreeMap::from([(Reason::NotChosen, 1)]));
    assert_eq!(quoted(&chosen(&entries, &[1])), [[1, 4, 3]]);
}

#[test]
fn picks_take_the_places_in_their_order() {
    let one: Tags = &[(0, 4)];
    let entries = [1, 2, 3, 4, 5].map(|day| Short(day, None, one, plain));
    let choice = chosen(&entries, &[2, 9, 1, 3, 4]);
    assert_eq!(quoted(&choice), [[2], [1], [3]]);
    assert_eq!(
        choice.refused,
        [
            RefusedPick { id: None, reason: Reason::NotChosen },
            RefusedPick { id: Some(EntryNo(4)), reason: Reason::NotChosen }
        ]
    );
}

#[test]
fn what_may_not_be_told_is_counted_by_the_first_reason() {
    let one: Tags = &[(0, 4)];
    let choice = chosen(
        &[
            Short(30, None, one, |fact| fact.confidential = true),
            Short(30, None, one, plain),
            Short(1, None, one, |fact| fact.replaced = true),
            Short(1, None, &[], plain),
            Short(1, None, &[(0, 3)], plain),
            Short(1, Some(0), one, |fact| fact.part = Part::Helped),
        ],
        &[1],
    );
    assert!(choice.results.is_empty());
    let reasons: Vec<(Reason, usize)> = choice.left_out.into_iter().collect();
    let wanted = [
        Reason::Confidential,
        Reason::Future,
        Reason::Replaced,
        Reason::Untagged,
        Reason::Below,
        Reason::Helped,
    ];
    assert_eq!(reasons, wanted.map(|reason| (reason, 1)));
    assert_eq!(choice.refused, [RefusedPick { id: Some(EntryNo(1)), reason: Reason::Confidential }]);
}

#[test]
fn a_behaviour_that_no_result_shows_stands_alone_own_work_before_help() {
    let helped: fn(&mut Fact) = |fact| fact.part = Part::Helped;
    let strong: Tags = &[(0, 5), (1, 5)];
    let mut entries: Vec<Short> = [1, 2, 3].map(|day| Short(day, None, strong, plain)).into();
    entries.push(Short(9, None, &[(0, 5), (2, 5)], helped));
    assert_eq!(chosen(&entries, &[]).alone, [(2, Some(3))]);
    entries.push(Short(1, None, &[(2, 4)], plain));
    assert_eq!(chosen(&entries, &[]).alone, [(2, Some(4))]);
    entries.truncate(3);
    assert_eq!(chosen(&entries, &[]).alone, [(2, None)]);
}
