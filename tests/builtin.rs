//! What the built-in frameworks hold, against the facts that they were made from. Those facts are no part of the
//! repository: where they are absent, a test says that it skipped.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use promo::catalog::builtin;
use promo::domain::framework::{Framework, Kind};
use promo::domain::ids::Level;

use crate::support::skipped;

fn engineering() -> Framework {
    builtin::layered("engineering").unwrap()
}

/// The folder of facts and seeds: `PROMO_SHARED`, or `shared` beside the repository.
#[allow(clippy::disallowed_methods, reason = "a test may be told where the facts are")]
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("PROMO_SHARED").map_or_else(beside, PathBuf::from).join(name);
    if !folder.is_dir() {
        skipped(&format!("there is no {}; set PROMO_SHARED to a folder that has it", folder.display()));
        return None;
    }
    Some(folder)
}

#[test]
fn roles_are_those_of_the_facts_and_three_demands_more() {
    let Some(facts) = shared("facts") else { return };
    let more = BTreeMap::from([
        (("support-engineer", "1"), vec!["ASUP@1"]),
        (("systems-engineer", "6"), vec!["SYSP@6", "ITOP@6"]),
    ]);
    let mut wanted = Vec::new();
    let mut rows = csv::Reader::from_path(facts.join("roles.csv")).unwrap();
    for row in rows.records() {
        let row = row.unwrap();
        let (path, role, level, title) = (&row[0], &row[1], &row[2], &row[3]);
        let mut skills: Vec<String> = row[4].split_whitespace().map(str::to_owned).collect();
        let key = key_of(path, role);
        let extra = more.get(&(key.as_str(), level)).into_iter().flatten();
        skills.extend(extra.map(|skill| (*skill).to_owned()));
        skills.sort();
        wanted.push((path.to_owned(), key, level.to_owned(), title.to_owned(), skills));
    }
    let framework = engineering();
    let mut built_in = Vec::new();
    for role in &framework.roles {
        for at in &role.levels {
            let mut skills: Vec<String> =
                at.requires.iter().map(|need| format!("{}@{}", need.key, need.level)).collect();
            skills.sort();
            built_in.push((
                role.career_path.to_string(),
                role.key.to_string(),
                at.level.to_string(),
                at.title.to_string(),
                skills,
            ));
        }
    }
    wanted.sort();
    built_in.sort();
    assert_eq!(built_in.len(), 49);
    assert_eq!(built_in, wanted);
}

/// The key of a role of the facts, where a career path with one role has no name for it.
fn key_of(path: &str, role: &str) -> String {
    match path {
        "Management" => "engineering-manager".to_owned(),
        "Product" => "product-manager".to_owned(),
        "Programmes" => "programme-manager".to_owned(),
        _ => format!("{}-engineer", role.to_lowercase()),
    }
}

#[test]
fn skills_are_those_of_the_facts() {
    let Some(facts) = shared("facts") else { return };
    let of = |text: &str| -> Vec<String> { text.lines().map(|line| line.trim_end().to_owned()).collect() };
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("framework/sfia-9.csv");
    assert_eq!(
        of(&fs::read_to_string(shipped).unwrap()),
        of(&fs::read_to_string(facts.join("sfia-9-skills.csv")).unwrap())
    );
    assert_eq!(builtin::own_layer("sfia-9").unwrap().criteria.len(), 147);
}

#[test]
fn each_level_that_support_and_systems_can_ask_has_statements() {
    let framework = engineering();
    let mut skills = HashSet::new();
    for role in ["support-engineer", "systems-engineer"] {
        let levels = framework.role(role).unwrap().levels.iter();
        skills.extend(levels.flat_map(|at| &at.requires).map(|need| &*need.key));
    }
    assert_eq!(skills.len(), 10);
    let behaviours = framework.criteria.iter().filter(|criterion| criterion.kind == Kind::Behaviour);
    let told: Vec<_> =
        behaviours.chain(framework.criteria.iter().filter(|one| skills.contains(&*one.key))).collect();
    assert_eq!(told.len(), 22);
    for criterion in told {
        for text in &criterion.levels {
            let place = format!("{}@{:?}", criterion.key, text.level);
            let number = text.statements.len();
            match (&*criterion.key, text.level.map(Level::get)) {
                ("impact", None) => assert_eq!(number, 3),
                ("technical-skills", None) => assert_eq!(number, 4),
                (_, Some(1..=6)) => assert!((2..=4).contains(&number), "{place}: {number}"),
                (_, Some(_)) => {}
                (_, None) => panic!("{place}"),
            }
        }
    }
}

#[test]
fn no_statement_stands_twice() {
    let framework = engineering();
    let mut seen = HashSet::new();
    let texts = framework.criteria.iter().flat_map(|criterion| &criterion.levels);
    for statement in texts.flat_map(|text| &text.statements) {
        assert!(seen.insert(words(statement).join(" ")), "{statement}");
    }
    assert!(seen.len() > 300);
}

#[test]
fn no_run_of_seven_words_is_taken_from_the_seeds() {
    let Some(seeds) = shared("seeds") else { return };
    let mut taken = HashSet::new();
    for seed in files(&seeds) {
        let words = words(&String::from_utf8_lossy(&fs::read(seed).unwrap()));
        taken.extend(words.windows(7).map(|run| run.join(" ")));
    }
    assert!(taken.len() > 1000);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in [files(&root.join("framework")), files(&root.join("schema"))].concat() {
        let words = words(&fs::read_to_string(&file).unwrap());
        for run in words.windows(7) {
            assert!(!taken.contains(&run.join(" ")), "{}: {}", file.display(), run.join(" "));
        }
    }
}

/// All files beneath a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Words without case and punctuation.
fn words(text: &str) -> Vec<String> {
    let bare =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    text.split_whitespace().map(bare).filter(|word: &String| !word.is_empty()).collect()
}
