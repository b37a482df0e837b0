//! The readers against the real pages that they were made for. Those pages are no part of the repository: where they are
//! absent, a test says that it skipped.

use std::fs;

use promo::catalog::import::blocks::collapse_whitespace;
use promo::catalog::import::{self, ImportHints, RawCriterion, Reading, Source, decode};

use crate::builtin::shared;

/// The page whose name starts so, read; and its text, folded.
fn seed(start: &str) -> Option<(Reading, String)> {
    let mut files = fs::read_dir(shared("seeds")?).unwrap().map(|entry| entry.unwrap().path());
    let path = files.find(|path| path.file_name().unwrap().to_string_lossy().starts_with(start)).unwrap();
    let decoded = decode::decode("seed.txt", &fs::read(path).unwrap(), false).unwrap();
    let told = ImportHints::default();
    let source = Source { file: "seed.txt", extension: "txt".into(), text: &decoded.text, hints: &told };
    Some((import::read(&source).unwrap(), collapse_whitespace(&decoded.text.replace("**", ""))))
}

/// How many statements each criterion has; each of them stands in the source.
fn counts(criteria: &[RawCriterion], source: &str) -> Vec<usize> {
    let count = |criterion: &RawCriterion| {
        let statements: Vec<&String> = criterion.texts.iter().flat_map(|text| &text.statements).collect();
        for statement in &statements {
            assert!(source.contains(&***statement), "{statement}");
        }
        for text in criterion.texts.iter().filter_map(|text| text.text.as_ref()) {
            assert!(source.contains(&**text), "{text}");
        }
        statements.len()
    };
    criteria.iter().map(count).collect()
}

#[test]
fn role_pages_are_read_whole() {
    for (start, level, key, scope, skills) in [
        ("000", 4, "support-engineer", "A technical leader who", vec![5, 2, 5]),
        ("001", 1, "support-engineer", "A new engineer at the start", vec![3, 2, 2]),
        ("004", 6, "systems-engineer", "An exceptional technical leader", vec![6, 4, 5, 5, 5, 4, 6]),
    ] {
        let Some((reading, source)) = seed(start) else { return };
        assert_eq!(reading.shape, "SFIA role page", "{start}");
        assert_eq!(reading.levels.iter().map(|level| level.name.number).collect::<Vec<_>>(), [Some(level)]);
        assert!(reading.levels[0].scope.as_deref().unwrap().starts_with(scope), "{start}");
        assert_eq!(reading.levels[0].description.len(), 1, "{start}");
        assert_eq!(reading.roles[0].key.as_deref(), Some(key), "{start}");
        assert_eq!(counts(&reading.criteria, &source), skills, "{start}");
        assert_eq!(counts(&reading.shared, &source), [3, 4], "{start}");
        assert_eq!(reading.skipped.len(), 2, "{start}: {:?}", reading.skipped);
        for skill in &reading.criteria {
            let code = skill.key.as_deref().unwrap();
            assert_eq!(code.len(), 4, "{start}");
            assert!(skill.url.as_deref().is_some_and(|url| url.ends_with(code)), "{start} {code}");
            assert!(skill.category.is_some() && skill.subcategory.is_some(), "{start} {code}");
            assert!(skill.description.is_some(), "{start} {code}");
        }
    }
}

#[test]
fn a_page_in_the_first_person_is_read_whole() {
    let Some((reading, source)) = seed("002") else { return };
    assert_eq!(reading.levels[0].name.label, "L3");
    assert!(reading.levels[0].scope.as_deref().unwrap().starts_with("I am a trusted expert"));
    assert_eq!(reading.roles[0].title, "DevOps Support Engineer");
    assert_eq!(counts(&reading.criteria, &source), [3, 5, 4, 4, 7]);
    let signs: Vec<bool> =
        reading.criteria.iter().map(|one| one.group.as_deref() == Some("Signs of success")).collect();
    assert_eq!(signs, [false, false, false, false, true]);
    assert!(reading.skipped.is_empty(), "{:?}", reading.skipped);
}

#[test]
fn rendered_text_of_career_paths_is_read_whole() {
    let Some((reading, source)) = seed("003") else { return };
    assert_eq!(reading.shape, "career paths");
    assert_eq!(reading.title.as_deref(), Some("Support Engineer Career Path"));
    let names: Vec<&str> = reading.criteria.iter().map(|one| &*one.name).collect();
    assert_eq!(names, ["Senior Support Engineering", "Staff Engineering", "Support Engineering Manager"]);
    assert_eq!(counts(&reading.criteria, &source), [5, 6, 7]);
    let roles: Vec<(&str, usize)> =
        reading.roles.iter().map(|role| (&*role.title, role.levels.len())).collect();
    assert_eq!(roles, [("Support Engineer", 2), ("Support Engineering Manager", 1)]);
    let why = |why: &str| reading.skipped.iter().filter(|skipped| skipped.why == why).count();
    assert_eq!((why("residue"), why("reading list")), (2, 9), "{:?}", reading.skipped);
}
