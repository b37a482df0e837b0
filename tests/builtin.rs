//! What the built-in frameworks hold, against the facts that they were made from. Those facts are no part of the
//! repository: where they are absent, a test says that it skipped.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use promo::catalog::{builtin, sfia};
use promo::domain::framework::{CriterionKind, Framework};
use promo::domain::ids::Level;

use crate::support::skipped;

fn engineering() -> Framework {
    builtin::layered("engineering").unwrap()
}

/// The folder of facts and seeds: `PROMO_SHARED`, or `shared` beside the repository.
#[allow(clippy::disallowed_methods, reason = "a test may be told where the facts are")]
pub fn shared(name: &str) -> Option<PathBuf> {
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
fn each_level_of_each_skill_that_a_role_asks_has_three_or_four_statements() {
    let framework = engineering();
    let asked = asked_skills(&framework);
    assert_eq!(asked.len(), 34);
    for criterion in framework.criteria.iter().filter(|one| asked.contains(&*one.key)) {
        for text in &criterion.levels {
            let number = text.statements.len();
            assert!((3..=4).contains(&number), "{}@{:?}: {number}", criterion.key, text.level);
        }
    }
    let behaviours = framework.criteria.iter().filter(|criterion| criterion.kind == CriterionKind::Behaviour);
    for text in behaviours.clone().flat_map(|one| one.levels.iter().map(move |text| (&*one.key, text))) {
        match (text.0, text.1.level.map(Level::get), text.1.statements.len()) {
            ("impact", None, 3) | ("technical-skills", None, 4) | (_, Some(1..=7), 1..=4) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(behaviours.count(), 12);
}

/// The keys of the skills that roles ask.
fn asked_skills(framework: &Framework) -> HashSet<&str> {
    let levels = framework.roles.iter().flat_map(|role| &role.levels);
    levels.flat_map(|at| &at.requires).map(|need| &*need.key).collect()
}

#[test]
fn the_skills_that_no_role_asks_have_one_statement_a_level() {
    let (engineering, sfia) = (engineering(), builtin::own_layer("sfia-9").unwrap());
    let asked = asked_skills(&engineering);
    for criterion in &sfia.criteria {
        let wanted = usize::from(!asked.contains(&*criterion.key));
        assert!(!criterion.name.is_empty() && !criterion.levels.is_empty());
        for text in &criterion.levels {
            assert_eq!(text.statements.len(), wanted, "{}@{:?}", criterion.key, text.level);
        }
    }
    assert_eq!(sfia.criteria.len() - asked.len(), 113);
    // The words add no level to those that SFIA defines.
    let table = include_str!("../framework/sfia-9.csv");
    let table = sfia::read(table, "sfia-9.csv").unwrap();
    for of_table in table.criteria {
        let layered = engineering.criterion(&of_table.key).unwrap();
        let levels: Vec<_> = layered.defined().collect();
        assert_eq!(levels, of_table.defined().collect::<Vec<_>>(), "{}", of_table.key);
    }
}

#[test]
fn the_support_ladder_has_five_criteria_at_each_level() {
    let ladder = builtin::layered("support-ladder").unwrap();
    let at = |rank: u8| {
        let at = ladder.roles[0].at(Level::new(rank).unwrap()).unwrap();
        let asked = ladder.asked(at, &[]);
        assert!(asked.iter().all(|asked| asked.criterion.kind == CriterionKind::Expectation));
        asked
            .iter()
            .map(|asked| asked.criterion.text_for(asked.level).unwrap().statements.len())
            .collect::<Vec<_>>()
    };
    assert_eq!(at(3), [3, 5, 4, 4, 7]);
    for rank in [1, 2, 4] {
        let numbers = at(rank);
        assert!(numbers.len() == 5 && numbers.iter().all(|number| *number >= 2), "{rank}: {numbers:?}");
    }
}

#[test]
fn the_gitlab_paths_have_their_considerations_and_values() {
    let gitlab = builtin::layered("gitlab-support").unwrap();
    let values = [
        "collaboration",
        "results",
        "efficiency",
        "diversity-inclusion-belonging",
        "iteration",
        "transparency",
    ];
    for (role, rank, path, number) in [
        ("support-engineer", 3, "senior", 5),
        ("support-engineer", 4, "staff", 6),
        ("support-engineering-manager", 4, "manager", 7),
    ] {
        let at = gitlab.role(role).unwrap().at(Level::new(rank).unwrap()).unwrap();
        let asked = gitlab.asked(at, &[]);
        let keys: Vec<&str> = asked.iter().map(|asked| &*asked.criterion.key).collect();
        assert_eq!(keys, [&[path][..], &values].concat());
        assert_eq!(asked[0].criterion.levels[0].statements.len(), number);
        assert!(asked[1..].iter().all(|value| value.criterion.kind == CriterionKind::Behaviour));
        assert!(asked[1..].iter().all(|value| value.criterion.levels[0].statements.len() == 3));
    }
}

#[test]
fn each_demand_is_of_a_criterion_with_statements() {
    for key in builtin::KEYS {
        let framework = builtin::layered(key).unwrap();
        for (role, at) in framework.roles.iter().flat_map(|role| role.levels.iter().map(move |at| (role, at)))
        {
            assert!(!at.scope.is_empty() && framework.levels.iter().any(|name| name.level == at.level));
            for need in &at.requires {
                let place = format!("{key}, {}, {}: {}", role.key, at.level, need.key);
                let criterion = framework.criterion(&need.key).unwrap_or_else(|| panic!("{place}"));
                assert!(!criterion.text_for(need.level).unwrap().statements.is_empty(), "{place}");
            }
        }
    }
}

/// Every statement of what is built in, with the framework and the criterion it stands under.
fn all_statements() -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for framework in builtin::KEYS.map(|key| builtin::own_layer(key).unwrap()) {
        for criterion in &framework.criteria {
            let place = format!("{}/{}", framework.key, criterion.key);
            for statement in criterion.levels.iter().flat_map(|text| &text.statements) {
                assert!(statement.ends_with('.') && !statement.ends_with(".."), "{place}: {statement}");
                let words = words(statement);
                assert!((8..=30).contains(&words.len()), "{place}: {} words: {statement}", words.len());
                all.push((place.clone(), words));
            }
        }
    }
    assert_eq!(all.len(), 1376);
    all
}

#[test]
fn no_statement_is_like_another() {
    let all = all_statements();
    let mut seen = HashSet::new();
    for (place, words) in &all {
        assert!(seen.insert(words), "{place}: {}", words.join(" "));
    }
    // How many of the words of two statements are in both.
    let sets: Vec<HashSet<&str>> =
        all.iter().map(|(_, words)| words.iter().map(String::as_str).collect()).collect();
    for (at, set) in sets.iter().enumerate() {
        for (before, other) in sets[..at].iter().enumerate().filter(|(before, _)| all[*before].0 != all[at].0)
        {
            let shared = set.intersection(other).count();
            let of = set.len() + other.len() - shared;
            assert!(
                shared * 10 < of * 6,
                "{}: {}\n{}: {}",
                all[at].0,
                all[at].1.join(" "),
                all[before].0,
                all[before].1.join(" ")
            );
        }
    }
}

/// Two statements that share seven words in a row say the same thing of two skills.
#[test]
fn no_run_of_seven_words_stands_in_two_statements() {
    let mut runs: BTreeMap<String, String> = BTreeMap::new();
    for key in builtin::KEYS {
        let framework = builtin::own_layer(key).unwrap();
        for criterion in &framework.criteria {
            for statement in criterion.levels.iter().flat_map(|text| &text.statements) {
                for run in words(statement).windows(7).map(|run| run.join(" ")) {
                    let other = runs.insert(run.clone(), statement.to_string());
                    assert!(other.is_none_or(|other| other == *statement), "{}: {run}", criterion.key);
                }
            }
        }
    }
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
