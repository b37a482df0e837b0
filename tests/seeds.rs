//! The real pages that `promo framework import` was made for. They are no part of the repository: where they are absent,
//! a test says that it skipped.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::builtin::shared;
use crate::support::TestEnv;

fn seed(number: &str) -> Option<PathBuf> {
    let folder = shared("seeds")?;
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.file_name().unwrap().to_string_lossy().starts_with(number))
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn import(env: &TestEnv, path: &Path, more: &[&str]) -> Value {
    let path = path.display().to_string();
    env.json(&[&["-q", "framework", "import", &path, "--name", "seed", "--format", "json"], more].concat())
}

/// What must be told of each page: criteria, statements, role, level, and the code and place of each warning.
#[test]
fn the_seeds_are_read_with_their_counts_and_warnings() {
    for (number, role, level, criteria, statements, warnings) in [
        ("000", json!("support-engineer"), json!(4), 3, 12, vec![]),
        ("001", json!("support-engineer"), json!(1), 3, 7, vec!["level-out-of-range ASUP", "mojibake 170"]),
        ("002", json!("devops-support-engineer"), json!(3), 5, 23, vec!["mojibake 41"]),
        ("003", Value::Null, Value::Null, 3, 18, vec![]),
        (
            "004",
            json!("systems-engineer"),
            json!(6),
            7,
            35,
            vec!["level-out-of-range SYSP", "level-out-of-range ITOP"],
        ),
    ] {
        let Some(path) = seed(number) else { return };
        let env = TestEnv::new();
        let account = import(&env, &path, &[]);
        let file = &account["files"][0];
        assert_eq!(file["criteria"], criteria, "{number}: {file}");
        assert_eq!(file["statements"], statements, "{number}: {file}");
        assert_eq!((&file["role"], &file["level"]), (&role, &level), "{number}: {file}");
        let told: Vec<&Value> = file["warnings"].as_array().unwrap().iter().collect();
        assert_eq!(told.len(), warnings.len(), "{number}: {told:?}");
        for wanted in warnings {
            let (code, what) = wanted.split_once(' ').unwrap();
            let line: Option<u64> = what.parse().ok();
            let is = |warning: &&&Value| {
                let there = match line {
                    Some(line) => warning["line"] == line,
                    None => warning["message"].as_str().unwrap().contains(what),
                };
                warning["code"] == code && there
            };
            assert!(told.iter().any(|warning| is(&warning)), "{number}: {wanted}: {told:?}");
        }
    }
}

#[test]
fn no_statement_is_invented() {
    for number in ["000", "001", "002", "003", "004"] {
        let Some(path) = seed(number) else { return };
        let env = TestEnv::new();
        import(&env, &path, &[]);
        let source = folded(&fs::read_to_string(&path).unwrap());
        let shown = env.json(&["framework", "show", "--framework", "seed", "--format", "json"]);
        let criteria = shown["criteria"].as_array().unwrap();
        assert!(!criteria.is_empty());
        let texts = criteria.iter().flat_map(|one| one["levels"].as_array().unwrap());
        for statement in texts.flat_map(|text| text["statements"].as_array().unwrap()) {
            let text = statement["text"].as_str().unwrap();
            assert!(source.contains(text), "{number}: {text}");
        }
    }
}

/// The text under `**Level N Attainment:**`, by the page's own marks alone.
fn attainments(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in page.split("\n### ").skip(1) {
        let Some((_, code)) = part.lines().next().unwrap().rsplit_once('(') else { continue };
        let Some((_, rest)) = part.split_once("Attainment:**") else { continue };
        let text = rest.split("\n---").next().unwrap();
        found.push((code.trim_end_matches(')').to_owned(), folded(text)));
    }
    found
}

#[test]
fn a_role_asks_just_the_skills_of_its_page_with_their_whole_texts() {
    for (number, role, level, count) in [
        ("000", "support-engineer", 4, 3),
        ("001", "support-engineer", 1, 3),
        ("004", "systems-engineer", 6, 7),
    ] {
        let Some(path) = seed(number) else { return };
        let env = TestEnv::with_target();
        import(&env, &path, &[]);
        env.ok(&["-q", "framework", "use", "seed"]);
        let wanted = attainments(&fs::read_to_string(&path).unwrap());
        assert_eq!(wanted.len(), count);
        let level = level.to_string();
        for more in [&[][..], &["--framework", "seed"]] {
            let show = [&["framework", "show", "--role", role, "--level", &level, "--format", "json"], more]
                .concat();
            let shown = env.json(&show);
            let skills = shown["criteria"].as_array().unwrap().iter().filter(|one| one["kind"] == "skill");
            let got: Vec<(String, String)> = skills
                .map(|one| {
                    let levels = one["levels"].as_array().unwrap();
                    assert_eq!(levels.len(), 1, "{one}");
                    assert_eq!(levels[0]["level"].to_string(), level);
                    (one["key"].as_str().unwrap().to_owned(), levels[0]["text"].as_str().unwrap().to_owned())
                })
                .collect();
            assert_eq!(got, wanted, "{number}");
        }
    }
}

#[test]
fn mojibake_is_mended_on_request() {
    for (number, line) in [("001", 170), ("002", 41)] {
        let Some(path) = seed(number) else { return };
        let env = TestEnv::new();
        let account = import(&env, &path, &["--fix-mojibake"]);
        let warnings = account["files"][0]["warnings"].as_array().unwrap();
        let mended = warnings.iter().find(|warning| warning["code"] == "mojibake").unwrap();
        assert_eq!(mended["line"], line);
        let framework = env.ok(&["framework", "export", "seed"]);
        assert!(!framework.contains('â'), "{framework}");
    }
}
