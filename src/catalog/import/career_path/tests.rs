//! Career paths of every kind, and pages that are none.

use proptest::prelude::*;

use super::super::{ImportHints, markdown, rendered_text};
use super::*;

fn told(text: &str, hints: &ImportHints) -> Option<Reading> {
    let source = Source { file: "path.md", extension: "md".into(), text, hints };
    let marked = markdown::parse_markdown(text);
    let page =
        if rendered_text::is_rendered(&marked) { rendered_text::parse_rendered_text(text) } else { marked };
    super::read(&source, &page)
}

fn reading(text: &str) -> Reading {
    told(text, &ImportHints::default()).unwrap()
}

fn statements(reading: &Reading) -> Vec<(&str, &[String])> {
    reading.criteria.iter().map(|one| (&*one.name, &*one.texts[0].statements)).collect()
}

#[test]
fn promotions_are_told_by_their_headings() {
    for (heading, wanted) in [
        ("Path to Promotion: Senior Support Engineering", Some("Senior Support Engineering")),
        ("Path to Promotion - Staff", Some("Staff")),
        ("Promotion to Principal Engineer", Some("Principal Engineer")),
        ("Becoming a Staff Engineer", Some("Staff Engineer")),
        ("How to become an Engineering Manager", Some("Engineering Manager")),
        ("Senior Engineer promotion path", Some("Senior Engineer")),
        ("Path to success", None),
        ("Pathology of senior engineers", None),
        ("Support Engineer Career Path", None),
        ("Promotion path", None),
        ("Senior Engineer", None),
    ] {
        assert_eq!(promotions::promotion(heading).as_deref(), wanted, "{heading}");
    }
}

#[test]
fn lists_without_a_label_tell_by_their_items() {
    let text = "# Paths\n\n## Path to Senior Tester\n\n- [A book](https://example.org)\n- Tests alone\n\n\
                ## Path to Staff Tester\n\n- Tests for all\n";
    let reading = reading(text);
    let all: Vec<String> = statements(&reading).into_iter().flat_map(|(_, all)| all.to_vec()).collect();
    assert_eq!(all, ["Tests alone", "Tests for all"]);
    assert_eq!((reading.roles.len(), &*reading.roles[0].title), (1, "Tester"));
    assert_eq!((reading.levels[0].track.as_deref(), reading.roles[0].track.as_deref()), (None, None));
}

#[test]
fn considerations_may_be_paragraphs() {
    let text = "# Path to Staff Tester\n\n**Considerations**\n\nYou test alone.\n\nYou teach.\n";
    let said = ImportHints { role: Some("tester".into()), level: Some(5), levels_in: None };
    let reading = told(text, &said).unwrap();
    assert_eq!(statements(&reading)[0].1, ["You test alone.", "You teach."]);
    assert_eq!((reading.levels[0].name.number, reading.roles[0].key.as_deref()), (Some(5), Some("tester")));
}

#[test]
fn other_pages_are_left_to_others() {
    for text in [
        "# Ladder\n\n## Senior Tester\n\n- Tests alone\n",
        "# Path to Senior Tester\n\nText only.\n",
        "# Path to Senior Tester\n\n- Tests alone\n",
        "# Path to success\n\n## Considerations\n\n- Be kind\n",
    ] {
        assert!(told(text, &ImportHints::default()).is_none(), "{text}");
    }
}

proptest! {
    #[test]
    fn no_page_panics(parts in prop::collection::vec(prop_oneof![
        Just("# Path to Promotion: Senior Engineer\n\n"), Just("## Becoming a Manager\n\n"), Just("- You do\n"),
        Just("Considerations when building:\n\n"), Just("Recommendations:\n\n"), Just("### Resources\n\n"),
        Just("Prose.\n\n"), Just("> İ path\n\n"), Just("# İ Path to ẞ\n")], 0..24), any in "\\PC{0,40}") {
        let _ = told(&(parts.concat() + &any), &ImportHints::default());
        let _ = promotions::promotion(&any);
        let _ = promotions::promotion(&format!("Path to {any}"));
        let _ = promotions::promotion(&format!("{any} path"));
    }
}
