//! `promo gap --matrix`: skills × behaviours, at each width and in each format.

use insta::assert_snapshot;
use serde_json::json;

use crate::support::{TestEnv, assert_golden, schema};

fn at_columns(env: &TestEnv, columns: u16, args: &[&str]) -> String {
    env.at_columns(columns, &[&["gap", "--matrix"], args].concat())
}

#[test]
fn the_sample_year_at_each_width_and_in_each_format() {
    let env = TestEnv::with_sample_year();
    assert_golden!("matrix-80", at_columns(&env, 80, &[]));
    assert_golden!("matrix-120", at_columns(&env, 120, &[]));
    assert_golden!("matrix-40", at_columns(&env, 40, &[]));
    assert_golden!("matrix-markdown", env.see(&["gap", "--matrix", "--format", "markdown"]));
    let twelve = at_columns(&env, 80, &["--role", "systems-engineer", "--level", "6"]);
    assert!(twelve.lines().all(|line| line.chars().count() <= 80), "{twelve}");
    assert!(twelve.contains("SYSP@6  ") && !twelve.contains("no entry at the level"), "{twelve}");
    let html = env.ok(&["gap", "--matrix", "--format", "html"]);
    assert!(html.contains("<td>CSMG@4 Customer service support</td>"), "{html}");
}

#[test]
fn what_programs_read_is_as_its_schema_says_and_as_the_report_counts() {
    let env = TestEnv::with_sample_year();
    let root = schema::read("gap-matrix.schema.json");
    for by in [&[][..], &["--level", "3"], &["--last", "6m"], &["--framework", "support-ladder"]] {
        let shown = env.json(&[&["gap", "--matrix", "--format", "json"], by].concat());
        assert_eq!(schema::faults(&root, &shown), [""; 0], "{by:?}");
        let report = env.json(&[&["gap", "--format", "json"], by].concat());
        let counts = |value: &serde_json::Value| {
            let mut counts: Vec<String> = value
                .as_array()
                .unwrap()
                .iter()
                .map(|one| format!("{} {}", one["key"], one["at_level"]))
                .collect();
            counts.sort();
            counts
        };
        let both = [counts(&shown["skills"]), counts(&shown["behaviours"])].concat();
        let mut both = both;
        both.sort();
        assert_eq!(both, counts(&report["criteria"]), "{by:?}");
    }
}

#[test]
fn only_what_counts_is_shown_together() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Both", "-t", "ASUP@4,impact@4"]);
    env.ok(&["-q", "log", "Below the level", "-t", "ASUP@3,communication@4"]);
    env.ok(&["-q", "log", "Replaced", "-t", "ASUP@4,collaboration@4"]);
    env.ok(&["-q", "log", "Instead", "-t", "ASUP@5", "--replaces", "3"]);
    env.ok(&["-q", "log", "Old", "-d", "2024-01-01", "-t", "ASUP@4,problem-solving@4"]);
    env.ok(&["-q", "log", "All of it", "-t", "CSMG@4,INCA@4,impact@4,communication@4", "--confidential"]);
    let shown = env.json(&["gap", "--matrix", "--since", "2026-01-01", "--format", "json"]);
    let row = |key: &str| {
        let at = shown["skills"].as_array().unwrap().iter().position(|one| one["key"] == key).unwrap();
        shown["pairs"][at].clone()
    };
    assert_eq!(row("ASUP"), json!([1, 0, 0, 0, 0, 0, 0]));
    assert_eq!(row("CSMG"), json!([1, 0, 0, 0, 0, 1, 0]));
    assert_eq!(shown["together"], 2);
    assert_eq!(shown["most"][0]["title"], "entry 6 (confidential)");
    assert_eq!(shown["never"], json!([{"behaviour": "communication", "skills": ["ASUP"]}]));
    assert_golden!(
        "matrix-only-what-counts-is-shown-together",
        env.see(&["gap", "--matrix", "--since", "2026-01-01"])
    );
}

#[test]
fn without_criteria_of_one_kind_it_says_so() {
    let env = TestEnv::with_target();
    env.write(
        "ladder.md",
        "# L3: Senior Engineer\n\n## Craft\n\n- I write down what I learnt.\n\n# L4: Staff Engineer\n\n## Craft\n\n- I teach.\n",
    );
    env.ok(&["-q", "framework", "import", "ladder.md", "--name", "acme"]);
    env.ok(&["-q", "framework", "use", "acme", "--no-behaviours"]);
    let args = ["gap", "--matrix", "--role", "engineer", "--level", "4"];
    assert_snapshot!(env.see(&args), @"
    --- stdout
    Staff Engineer (level 4) · skills × behaviours · 0 entries to 2026-11-22

      Level 4 of this role asks no behaviour, so there are no pairs to show.
    --- exit 0
    ");
    assert_snapshot!(env.see(&[&args[..], &["--format", "json"]].concat()), @r#"
    --- stdout
    {"schema":1,"today":"2026-11-22","window":{"since":null,"until":"2026-11-22"},"target":{"framework":"acme","role":"engineer","level":4,"title":"Staff Engineer"},"skills":[{"key":"craft","level":4,"kind":"expectation","name":"Craft","at_level":0,"together":0}],"behaviours":[],"pairs":[[]],"together":0,"never":[],"most":[],"as_much":[],"confidential":0}
    --- exit 0
    "#);
    assert_snapshot!(env.see(&[&args[..], &["--format", "markdown"]].concat()), @"
    --- stdout
    # Skills and behaviours: Staff Engineer (level 4)

    This report is private: confidential entries count in it, and it is no part of the promotion document.

    0 entries to 2026-11-22

    Level 4 of this role asks no behaviour, so there are no pairs to show.
    --- exit 0
    ");
    let none = TestEnv::new();
    assert_snapshot!(none.see(&["gap", "--matrix"]), @"
    --- stderr
    error: there is no journal at `~/.local/share/promo/journal.db`
    Hint: make one with promo init, or try promo demo
    --- exit 1
    ");
    none.ok(&["-q", "log", "Wrote the runbook"]);
    assert_snapshot!(none.see(&["gap", "--matrix"]), @"
    --- stderr
    error: this journal has no target yet
    Hint: promo init, or name one for this once: --role support-engineer --level 4
    --- exit 1
    ");
}
