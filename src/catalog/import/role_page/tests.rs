//! Role pages of every kind, and pages that are none.

use proptest::prelude::*;

use super::super::{ImportHints, markdown};
use super::*;

const LEAD: &str = include_str!("../../../../tests/fixtures/frameworks/role-pages/level-4-lead.md");

fn told(text: &str, hints: &ImportHints) -> Option<Reading> {
    let source = Source { file: "page.md", extension: "md".into(), text, hints };
    super::read(&source, &markdown::parse_markdown(text))
}

#[test]
fn pages_are_claimed_by_what_they_hold() {
    for (text, claimed) in [
        ("# Chief\n\n**Level 7** | **Career Path:** Product\n---\n\nText.\n", true),
        ("# Chief\n\nLevel 7 | Career Path: Product\n", true),
        ("# Mender\n\n## Required SFIA skills\n\n### Testing (TEST)\n", true),
        ("# Mender\n\n## Testing (TEST)\n\n**Level 2 Attainment**\n\nTests lamps.\n", true),
        ("# L4: Lead\n\n## Tooling (LATHE)\n\n- Turns legs\n", false),
        ("# Mender\n\n## Required skills\n\n- Turns legs\n", false),
        ("# Ladder\n\n## Level 4\n\nLeads.\n", false),
    ] {
        assert_eq!(told(text, &ImportHints::default()).is_some(), claimed, "{text}");
    }
}

#[test]
fn what_a_person_says_goes_first() {
    let said = ImportHints { role: Some("mender".into()), level: Some(6), levels_in: None };
    let reading = told(LEAD, &said).unwrap();
    assert_eq!(reading.roles[0].key.as_deref(), Some("mender"));
    assert_eq!(reading.levels[0].name.number, Some(6));
    assert_eq!(reading.levels[reading.criteria[0].texts[0].level.unwrap()].name.number, Some(4));
}

#[test]
fn names_of_skills_are_read() {
    for (title, name, code) in [
        ("Testing (TEST)", "Testing", Some("TEST")),
        ("Plans (and deeds) [PLAN]", "Plans (and deeds)", Some("PLAN")),
        ("TEST: Testing", "Testing", Some("TEST")),
        ("Testing – TEST", "Testing", Some("TEST")),
        ("Testing (and more)", "Testing (and more)", None),
        ("Testing", "Testing", None),
    ] {
        assert_eq!(skill_name(title), Some((name.to_owned(), code.map(str::to_owned))), "{title}");
    }
}

proptest! {
    #[test]
    fn no_page_panics(parts in prop::collection::vec(prop_oneof![
        Just("# Lead\n\n"), Just("**Level 4** | **Career Path:** X\n\n"), Just("**Engineer Type:** Y\n"),
        Just("---\n"), Just("## Required SFIA Skills\n\n"), Just("### Testing (TEST)\n\n"),
        Just("**Level 9 Attainment:**\n"), Just("Does. And does.\n"), Just("- one\n"), Just("> quote\n\n"),
        Just("**Excellence here looks like:**\n\n"), Just("**Scope:**"), Just("| a |\n|---|\n"), Just("**"),
        Just("(((. ")], 0..24), any in "\\PC{0,40}") {
        let text = parts.concat() + &any;
        let _ = told(&text, &ImportHints::default());
    }
}
