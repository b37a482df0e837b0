//! Tests of pages in general.

mod layouts;

use proptest::prelude::*;

use super::super::markdown;
use super::super::{ImportHints, LevelsIn};
use super::*;

fn reading(file: &str, text: &str, hints: &ImportHints) -> Reading {
    let source = Source { file, extension: "md".into(), text, hints };
    read(&source, &markdown::parse_markdown(text)).unwrap()
}

/// What is found, one statement a line: `level: group > criterion: statement`.
fn shown(reading: &Reading) -> Vec<String> {
    let mut all = Vec::new();
    for criterion in &reading.criteria {
        let group = criterion.group.as_ref().map(|group| format!("{group} > ")).unwrap_or_default();
        let track = criterion.track.as_ref().map(|track| format!("{track} / ")).unwrap_or_default();
        for text in &criterion.texts {
            let level = text.level.map_or("-".to_owned(), |at| {
                let level_name = &reading.levels[at].name;
                if level_name.label.is_empty() { level_name.title.clone() } else { level_name.label.clone() }
            });
            for statement in &text.statements {
                all.push(format!("{track}{level}: {group}{}: {statement}", criterion.name));
            }
        }
    }
    all
}

#[test]
fn a_page_is_of_the_level_that_is_told_somewhere() {
    let hints = ImportHints { level: Some(5), ..ImportHints::default() };
    let none = ImportHints::default();
    for (file, text, told, wanted) in [
        ("a.md", "# Craft\n\n- one\n", &hints, Some((Some(5), "", ""))),
        ("a.md", "# Senior Engineer\n\n- one\n", &hints, Some((Some(5), "", "Senior Engineer"))),
        ("a.md", "# IC4\n\n- one\n", &none, Some((Some(4), "IC4", ""))),
        ("a.md", "# Guide: Senior Developer\n\n- one\n", &none, Some((None, "", "Senior Developer"))),
        (
            "03_Senior_Developer.md",
            "# Guide: Senior Developer\n\n- one\n",
            &none,
            Some((Some(3), "3", "Senior Developer")),
        ),
        ("a.md", "---\nlevel: 3\n---\n# Baker\n\n- one\n", &none, Some((Some(3), "3", "Baker"))),
        (
            "a.md",
            "---\ntitle: L3 Senior Baker\n---\n## Dough\n\n- one\n",
            &none,
            Some((Some(3), "L3", "Senior Baker")),
        ),
        ("x/level-3-senior.md", "# What we ask\n\n- one\n", &none, Some((Some(3), "Level 3", "Senior"))),
        ("ic4.md", "## What we ask\n\n- one\n", &none, Some((Some(4), "IC4", ""))),
        ("senior-engineer.md", "# What we ask\n\n- one\n", &none, Some((None, "", "Senior Engineer"))),
        ("a.md", "# Software Engineer\n\n## Craft\n\n- one\n", &none, Some((None, "", "Software Engineer"))),
        ("README.md", "# What we ask\n\n- one\n", &none, None),
    ] {
        let reading = reading(file, text, told);
        let level = reading.level.map(|at| &reading.levels[at].name);
        let level = level.map(|level_name| (level_name.number, &*level_name.label, &*level_name.title));
        assert_eq!(level, wanted, "{file}: {text}");
        assert_eq!(reading.statements(), 1, "{file}: {text}");
    }
}

#[test]
fn a_person_says_where_the_levels_are() {
    let text = "# Craft\n\n## Apprentice of wood\n\n- **Sapling**: one\n- **Oak**: two\n\n## Master of wood\n\n- **Oak**: three\n";
    for (told, wanted) in [
        (
            LevelsIn::Headings,
            vec![
                "Apprentice of wood: Sapling: one",
                "Apprentice of wood: Oak: two",
                "Master of wood: Oak: three",
            ],
        ),
        (
            LevelsIn::Bullets,
            vec![
                "Sapling: Apprentice of wood: one",
                "Oak: Apprentice of wood: two",
                "Oak: Master of wood: three",
            ],
        ),
    ] {
        let hints = ImportHints { levels_in: Some(told), ..ImportHints::default() };
        assert_eq!(shown(&reading("a.md", text, &hints)), wanted, "{told:?}");
    }
}

#[test]
fn a_told_level_gives_way_to_those_of_the_page() {
    let hints = ImportHints { level: Some(5), ..ImportHints::default() };
    let reading = reading("a.md", "## L1\n\n- one\n\n## L2\n\n- two\n", &hints);
    assert_eq!(shown(&reading), ["L1: Expectations: one", "L2: Expectations: two"]);
    assert_eq!(reading.warnings[0].code, WarningCode::Guess);
}

#[test]
fn a_skill_is_of_the_level_that_is_told() {
    let hints = ImportHints { level: Some(5), ..ImportHints::default() };
    let reading = reading("a.md", "# Craft\n\nWhat it is.\n\n- one\n", &hints);
    assert_eq!(reading.criteria.iter().map(|found| &*found.name).collect::<Vec<_>>(), ["Craft"]);
    assert_eq!((reading.level, reading.statements()), (Some(0), 1));
}

#[test]
fn skills_of_sfia_are_skills() {
    let reading = reading(
        "a.md",
        "# L3\n\n## Programming (PROG)\n\n- one\n\n## Plans (ABCD)\n\n- two\n",
        &ImportHints::default(),
    );
    let kinds: Vec<(&str, Option<&str>)> =
        reading.criteria.iter().map(|found| (&*found.name, found.key.as_deref())).collect();
    assert_eq!(kinds, [("Programming", Some("PROG")), ("Plans (ABCD)", None)]);
}

#[test]
fn examples_are_no_statements() {
    let reading =
        reading("a.md", "# L3\n\n## Care\n\n- one\n  - Examples:\n    - two\n", &ImportHints::default());
    assert_eq!(shown(&reading), ["L3: Care: one"]);
    assert_eq!(reading.criteria[0].texts[0].examples, ["two"]);
}

/// A reader whose time grew with the square of the page would not come back.
#[test]
fn large_pages_are_read_in_time() {
    let many = 5_000;
    for text in [
        "## Senior x\n\n- a\n\n".repeat(many),
        (0..many).map(|at| format!("## Senior {at}x\n\n- a{at}\n\n")).collect(),
        (0..many).map(|at| format!("# L{}\n\n**Craft{at}**: a\n\n", at % 90)).collect(),
        "- **L1**: a\n- **L2**: b\n\ntext\n\n".repeat(many),
        "###### a\n# b\n".repeat(many),
        "**a**: b\n".repeat(many),
        "> - a\n".repeat(many),
        "# L3\n\n".to_owned() + &"- ".repeat(2_000) + "a",
        "# L3\n\n".to_owned() + &"word ".repeat(200_000),
        "# L3\n\n- ".to_owned() + &"**a** b: ".repeat(20_000),
    ] {
        reading("a.md", &text, &ImportHints::default());
    }
}

proptest! {
    #[test]
    fn any_page_is_read(parts in prop::collection::vec(prop::sample::select(vec![
        "# L1\n\n", "## Senior Engineer\n", "### Craft\n", "## Level 1 & 2\n", "# Management\n", "**L2**\n\n",
        "**Craft**: text\n", "- **Level 2**: text\n", "- text\n", "  - nested\n", "- Examples:\n", "text\n\n", "---\n",
        "> quote\n\n", "| Level | Title |\n|--|--|\n| L1 | a |\n\n", "| a | b |\n|--|--|\n| c | d |\n\n",
        "<details><summary>L3</summary>\n\n", "</details>\n\n", "## FAQ\n", "[a](#b)\n\n", "é: ü\n", "\n", "{% include x %}\n",
    ]), 0..40), level in prop::option::of(1u8..9), place in 0usize..7) {
        let places = [None, Some(LevelsIn::Headings), Some(LevelsIn::Bullets), Some(LevelsIn::Columns),
            Some(LevelsIn::Rows), Some(LevelsIn::Keys), Some(LevelsIn::Index)];
        let hints = ImportHints { level, levels_in: places[place], role: None };
        let reading = reading("a.md", &parts.concat(), &hints);
        let levels = reading.criteria.iter().flat_map(|found| &found.texts).filter_map(|text| text.level);
        prop_assert!(levels.into_iter().all(|level| level < reading.levels.len()));
    }

    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        reading("a.md", &text, &ImportHints::default());
    }
}
