//! Small things, and what is no framework; no input makes it panic.

use proptest::prelude::*;

use super::super::*;
use super::{import, lines};

/// A text in a few lines, or why it is not read.
fn short(file: &str, text: &str, hints: &ImportHints) -> String {
    match import(file, text, hints) {
        Ok(reading) => lines(&reading).lines().skip(1).collect::<Vec<_>>().join("\n"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn small_things_are_told_apart() {
    let plain = ImportHints::default();
    for (text, wanted) in [
        // A skill in a file of its own.
        (
            "name: Mooring\nlevels:\n  - level: 1\n    description: Holds a line.\n  - level: 2\n    description: Moors alone.\n",
            "level 3 Level 1\nlevel 5 Level 2\n4 Mooring\n  Level 1: Holds a line.\n  Level 2: Moors alone.",
        ),
        // Levels as a field beside a name and a theme.
        (
            "competencies:\n- {name: Knots, category: Craft, level: L1, description: Ties one}\n- {name: Knots, category: Craft, level: L2, description: Ties ten}\n",
            "level 2 L1\nlevel 3 L2\n2 Knots (Craft)\n  L1: Ties one\n  L2: Ties ten",
        ),
        // A name that stands twice in one map.
        (
            "Knots:\n  l1: Ties one\n  l2: Ties two\nKnots:\n  l3: Ties three\n  l4: Ties four\n",
            "level 2 L1\nlevel 3 L2\nlevel 5 L3\nlevel 6 L4\n2 Knots\n  L1: Ties one\n  L2: Ties two\n  L3: Ties three\n  L4: Ties four\nwarning 5 duplicate: `Knots` stands twice in one map; both are read",
        ),
        // SFIA's codes, with the levels that a role asks.
        (
            "levels:\n- name: L3\n  skills: {PROG: 3, TEST: 2}\n- name: L4\n  skills: {PROG: 4}\n",
            "level 2 L3\nlevel 4 L4\n3 PROG PROG\n3 TEST TEST\ndemand 3 L3: PROG 3\ndemand 3 L3: TEST 2\ndemand 5 L4: PROG 4",
        ),
        // Numbers at levels are demands of the skill.
        (
            "skills:\n  Knots: {junior: 1, senior: 3}\n",
            "level 2 Junior\nlevel 2 Senior\n2 Knots\ndemand 2 Junior: Knots 1\ndemand 2 Senior: Knots 3",
        ),
        // Titles that end in a number which others lack.
        (
            "Craft:\n  engineer: Mends\n  senior1: Builds\n  senior2: Designs\n",
            "level 2 Engineer\nlevel 3 Senior 1\nlevel 4 Senior 2\n2 Craft\n  Engineer: Mends\n  Senior 1: Builds\n  Senior 2: Designs",
        ),
    ] {
        assert_eq!(short("a.yml", text, &plain), wanted, "{text}");
    }
    let reading =
        import("a.yml", "Craft:\n  engineer: Mends\n  senior1: Builds\n  senior2: Designs\n", &plain)
            .unwrap();
    assert!(reading.levels.iter().all(|level| level.name.number.is_none()), "{:?}", reading.levels);
}

#[test]
fn what_a_person_says_goes_first() {
    let keys = ImportHints { levels_in: Some(LevelsIn::Keys), ..ImportHints::default() };
    let text = "Craft:\n  Knots: {bronze: Ties one, silver: Ties two}\n";
    assert_eq!(
        short("a.yml", text, &keys),
        "level 2 Bronze\nlevel 2 Silver\n2 Knots (Craft)\n  Bronze: Ties one\n  Silver: Ties two"
    );
    let hints = ImportHints { level: Some(4), role: Some("rigger".into()), ..ImportHints::default() };
    assert_eq!(
        short("a.yml", "title: Riggers\nexpectations: [Ties, Splices]\n", &hints),
        "level 1 Level 4\nrole Rigger [Level 4]\n2 Expectations\n  Level 4: Ties | Splices"
    );
}

#[test]
fn what_is_no_framework_is_refused() {
    let plain = ImportHints::default();
    for text in [
        "{}",
        "[]",
        "7",
        "\"a\"",
        r#"{"name": "promo", "version": "1.0", "scripts": {"test": "run the tests now please"}, "files": ["a", "b"]}"#,
        r#"{"openapi": "3.0", "info": {"title": "An interface"}, "paths": {"/a": {"get": {"summary": "Gets the a of b"}}}}"#,
        r#"{"compilerOptions": {"strict": true, "lib": ["dom"]}}"#,
    ] {
        let error = import("a.json", text, &plain).map(|reading| lines(&reading)).unwrap_err().to_string();
        assert!(error.starts_with("`a.json` has nothing of a framework in it: no competencies"), "{error}");
    }
}

#[test]
fn front_matter_of_a_page_is_no_framework() {
    for front in [
        "title: Level 4\nlayout: page\nweight: 3\naliases: [a, b]\nlevel: 4\n",
        "title: Skills\nskills: [a, b, c]\ncategories: [one, two]\ntags: [x]\n",
        "title: A\ndescription: Some words about it.\nmenu:\n  main: {weight: 3}\n",
        "a: [\n",
        "",
    ] {
        assert!(!holds_a_framework(front), "{front}");
    }
    for front in [
        "title: A\ntopics:\n- name: b\n  content:\n  - {level: 1, criteria: [One, Two]}\n",
        "title: Senior\nlevel: 4\nexpectations:\n- One\n- Two\n",
        "levels:\n  l1: {craft: [One]}\n  l2: {craft: [Two]}\n",
    ] {
        assert!(holds_a_framework(front), "{front}");
    }
}

proptest! {
    #[test]
    fn any_mixture_of_fields_is_an_error_or_a_reading(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "- ", "  ", "\n", "level: 3\n", "levels:\n", "name: Knots\n", "title: Senior\n", "junior: a b c d\n", "l2: x\n",
            "topics:\n", "criteria:\n", "tracks:\n", "roles:\n", "skills: {TEST: 3}\n", "summary: |\n", "- one\n", "1: 2\n",
            "id: a\n", "theme: a\n", "examples:\n", "requirements: [{skill: a, level: b}]\n", "milestones: [[a], {}, b]\n",
        ]), 0..40),
        told in proptest::sample::select(vec![None, Some(LevelsIn::Keys), Some(LevelsIn::Index)]),
        level in proptest::option::of(1u8..9),
    ) {
        let hints = ImportHints { levels_in: told, level, ..ImportHints::default() };
        let _ = import("a.yml", &parts.concat(), &hints);
        let _ = holds_a_framework(&parts.concat());
    }

    #[test]
    fn any_tree_is_an_error_or_a_reading(node in tree(), index in any::<bool>()) {
        let levels_in = Some(if index { LevelsIn::Index } else { LevelsIn::Keys });
        for hints in [ImportHints::default(), ImportHints { levels_in, level: Some(2), role: Some("r".into()) }] {
            let source = Source { file: "a.yml", extension: "yml".into(), text: "", hints: &hints };
            let _ = read(&source, &node, &Glossary::default());
        }
    }
}

fn tree() -> impl Strategy<Value = Node> {
    let words = vec![
        "levels",
        "level",
        "name",
        "title",
        "id",
        "theme",
        "domain",
        "summary",
        "criteria",
        "examples",
        "topics",
        "skills",
        "tracks",
        "roles",
        "milestones",
        "l1",
        "l2",
        "junior",
        "senior",
        "TEST",
        "Knots",
        "3",
        "Ties a knot in the dark.",
        "",
    ];
    let word = proptest::sample::select(words);
    let leaf = word.clone().prop_map(|text| Node::text(1, text));
    leaf.prop_recursive(5, 60, 5, move |inner| {
        let list = proptest::collection::vec(inner.clone(), 0..5)
            .prop_map(|list| Node { line: 2, value: Value::List(list) });
        let entry = (word.clone().prop_map(str::to_owned), inner);
        let map =
            proptest::collection::vec(entry, 0..5).prop_map(|map| Node { line: 3, value: Value::Map(map) });
        prop_oneof![list, map]
    })
}

#[test]
fn a_tree_as_deep_as_can_be_is_read() {
    for (open, close) in [("[", "]"), ("{\"Knots\": ", "}"), ("{\"levels\": [", "]}")] {
        let depth = 100 / open.matches(['[', '{']).count();
        let text = format!("{}\"Ties it\"{}", open.repeat(depth), close.repeat(depth));
        let _ = import("a.json", &text, &ImportHints::default());
    }
}
