//! Role pages of every kind, and pages that are none.

use proptest::prelude::*;

use super::super::{ImportHints, RawCriterion, markdown};
use super::*;

const LEAD: &str = include_str!("../../../../tests/fixtures/frameworks/role-pages/level-4-lead.md");
const MANAGER: &str =
    include_str!("../../../../tests/fixtures/frameworks/role-pages/level-5-senior-engineering-manager.md");
const ASSISTANT: &str =
    include_str!("../../../../tests/fixtures/frameworks/role-pages/level-2-project-assistant.md");

fn told(text: &str, told: &ImportHints) -> Option<Reading> {
    let source = Source { file: "page.md", extension: "md".into(), text, told };
    super::read(&source, &markdown::page(text))
}

fn reading(text: &str) -> Reading {
    told(text, &ImportHints::default()).unwrap()
}

type Asked = Vec<(String, Vec<(Option<u32>, Vec<String>)>)>;

/// Code, level of each text, and its statements.
fn asked(criteria: &[RawCriterion], reading: &Reading) -> Asked {
    let level = |place: usize| reading.levels[place].mark.number;
    let of = |criterion: &RawCriterion| {
        let texts = criterion.texts.iter();
        texts.map(|text| (text.level.and_then(level), text.statements.clone())).collect()
    };
    criteria.iter().map(|one| (one.key.clone().unwrap_or_default(), of(one))).collect()
}

fn owned(statements: &[&str]) -> Vec<String> {
    statements.iter().map(|one| (*one).to_owned()).collect()
}

#[test]
fn a_page_with_an_overview_is_read_whole() {
    let reading = reading(LEAD);
    assert_eq!(reading.title.as_deref(), Some("Lead Workshop Engineer"));
    let level = &reading.levels[0];
    assert_eq!((level.mark.number, &*level.mark.title), (Some(4), "Lead Workshop Engineer"));
    assert_eq!(level.scope.as_deref(), Some("Looks after a whole hall and the people in it."));
    assert_eq!(level.description.len(), 1);
    let role = &reading.roles[0];
    assert_eq!((role.key.as_deref(), &*role.title), (Some("workshop-engineer"), "Workshop Engineer"));
    assert_eq!((role.career_path.as_deref(), &*role.levels), (Some("Engineering"), &[0][..]));
    assert_eq!(
        asked(&reading.criteria, &reading),
        [
            (
                "ASUP".to_owned(),
                vec![(
                    Some(4),
                    owned(&[
                        "Keeps a list of broken benches and sees that each is mended in its turn.",
                        "Chooses tools, e.g. Files and rasps, for others.",
                        "Writes down what was mended.",
                    ])
                )]
            ),
            (
                "USUP".to_owned(),
                vec![(
                    Some(3),
                    owned(&["Finds the fuse that blew", "Tells everybody when the light is back"])
                )]
            ),
        ]
    );
    let asup = &reading.criteria[0];
    assert_eq!(asup.name, "Application support");
    assert_eq!(asup.category.as_deref(), Some("Delivery and operation"));
    assert_eq!(asup.subcategory.as_deref(), Some("Technology management"));
    assert_eq!(asup.url.as_deref(), Some("https://sfia-online.org/en/skillcode/9/ASUP"));
    assert!(
        asup.description
            .as_deref()
            .unwrap()
            .starts_with("Keeping benches in use once they are built. Things")
    );
    assert!(asup.description.as_deref().unwrap().ends_with("beside the people who use the benches."));
    assert_eq!(LEAD.lines().nth(asup.texts[0].line - 1), Some("**Level 4 Attainment:**"));
    assert_eq!(
        asked(&reading.shared, &reading),
        [
            (
                "impact".to_owned(),
                vec![(
                    None,
                    owned(&[
                        "Choosing the bench that holds up most people.",
                        "Leaving a bench tidier than it was found."
                    ])
                )]
            ),
            ("technical-skills".to_owned(), vec![(None, owned(&["Your joints hold without glue."]))]),
        ]
    );
    assert_eq!(reading.shared[0].group.as_deref(), Some("Behaviours"));
    assert_eq!(
        reading.shared[0].description.as_deref(),
        Some("Impact is what stays when the noise is over.")
    );
    let skipped: Vec<&str> = reading.skipped.iter().map(|skipped| &*skipped.why).collect();
    assert_eq!(skipped, ["navigation", "navigation"]);
    // The overview's prose and bullets, what stands over the skills.
    assert_eq!(reading.description.len(), 6, "{:#?}", reading.description);
}

#[test]
fn a_page_of_another_path_has_its_role() {
    let reading = reading(MANAGER);
    assert_eq!(reading.roles[0].key.as_deref(), Some("engineering-manager"));
    assert_eq!(
        asked(&reading.criteria, &reading),
        [
            (
                "SORC".to_owned(),
                vec![(
                    Some(5),
                    owned(&["Agrees prices with the sawmill.", "Ends contracts that cost too much."])
                )]
            ),
            (
                "ETMG".to_owned(),
                vec![(
                    Some(5),
                    owned(&["Plans which courses are held in winter.", "Asks afterwards what was learnt."])
                )]
            ),
        ]
    );
    let text = reading.criteria[1].texts[0].text.as_deref();
    assert_eq!(text, Some("Plans which courses are held in winter. Asks afterwards what was learnt."));
    assert_eq!(reading.criteria[0].description.as_deref(), Some("Buying wood, wire and lamps."));
}

#[test]
fn a_role_that_asks_no_skill_is_a_role() {
    let reading = reading(ASSISTANT);
    assert!(reading.criteria.is_empty());
    assert_eq!(reading.roles[0].key.as_deref(), Some("programme-manager"));
    assert_eq!(reading.levels[0].mark.title, "Project Assistant");
    let all = ImportHints::default();
    let source = Source { file: "page.md", extension: "md".into(), text: ASSISTANT, told: &all };
    assert_eq!(crate::catalog::import::read(&source).unwrap().roles.len(), 1);
}

#[test]
fn a_page_in_html_is_read_like_one_in_markdown() {
    let text = include_str!("../../../../tests/fixtures/frameworks/role-page.html");
    let all = ImportHints::default();
    let source = Source { file: "page.html", extension: "html".into(), text, told: &all };
    let reading = super::super::read(&source).unwrap();
    assert_eq!(reading.shape, "SFIA role page");
    assert_eq!(reading.roles[0].key.as_deref(), Some("workshop-engineer"));
    assert_eq!(reading.levels[0].scope.as_deref(), Some("Looks after a whole hall."));
    let said = owned(&["Keeps a list of broken benches.", "Writes down what was mended.", "Tells others."]);
    assert_eq!(asked(&reading.criteria, &reading), [("ASUP".to_owned(), vec![(Some(4), said)])]);
    assert_eq!(reading.criteria[0].category.as_deref(), Some("Delivery and operation"));
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
    assert_eq!(reading.levels[0].mark.number, Some(6));
    assert_eq!(reading.levels[reading.criteria[0].texts[0].level.unwrap()].mark.number, Some(4));
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
