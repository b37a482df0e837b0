//! `promo framework`. What the built-in frameworks hold is proved in `builtin.rs`.

use std::collections::{BTreeMap, HashSet};

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{TestEnv, assert_golden};

#[test]
fn the_frameworks_are_listed_without_a_journal() {
    let env = TestEnv::new();
    let listed = env.json(&["framework", "list", "--format", "json"]);
    // The words of a framework make its version.
    let mut seen = env.see(&["framework", "list"]);
    for one in listed["frameworks"].as_array().unwrap() {
        let hash = one["hash"].as_str().unwrap();
        assert_eq!(hash.len(), 12, "{hash}");
        seen = seen.replace(hash, "VERSION");
    }
    assert_snapshot!(seen, @"
    --- stdout
    engineering     Engineering career framework
                    8 roles, 46 criteria, 750 statements · VERSION · in force
    sfia-9          SFIA 9 skills
                    0 roles, 147 criteria, 506 statements · VERSION
    support-ladder  Support engineer ladder
                    1 role, 5 criteria, 84 statements · VERSION
    gitlab-support  GitLab support career paths
                    2 roles, 9 criteria, 36 statements · VERSION
    --- exit 0
    ");
    assert_eq!(listed["schema"], 1);
    assert_eq!(
        listed["frameworks"][1],
        json!({
            "key": "sfia-9", "title": "SFIA 9 skills",
            "source": "Codes, names, categories and levels from https://sfia-online.org; \
                       all statements are promo's own words",
            "roles": 0, "criteria": 147, "statements": 506, "in_force": false,
            "layer": false, "hash": listed["frameworks"][1]["hash"],
        })
    );
    assert!(!env.journal().exists());
}

#[test]
fn a_journal_that_cannot_be_read_is_an_error() {
    let env = TestEnv::new();
    env.write("text.db", "no journal");
    for command in ["list", "show"] {
        let seen = env.see(&["--journal", "text.db", "framework", command]);
        assert!(seen.starts_with("--- stderr\nerror: `text.db` is not"), "{seen}");
    }
    // Where the framework is named, no journal is asked.
    env.ok(&["--journal", "text.db", "framework", "show", "--framework", "sfia-9"]);
}

#[test]
fn a_level_that_sfia_does_not_define_is_told() {
    let env = TestEnv::new();
    assert_golden!(
        "framework-a-level-that-sfia-does-not-define-is-told",
        env.see(&["framework", "show", "--role", "support-engineer", "--level", "1"])
    );
    let shown = env.json("framework show --role systems-engineer --level distinguished --format json");
    assert_eq!(shown["level"]["level"], 6);
    let levels = |key: &str| {
        let criteria = shown["criteria"].as_array().unwrap().iter();
        let one = criteria.clone().find(|criterion| criterion["key"] == key).unwrap();
        one["levels"].as_array().unwrap().iter().map(|level| level["level"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(levels("SYSP"), [json!(5)]);
    assert_eq!(levels("CHMG"), [json!(6)]);
    assert_eq!(levels("impact"), [Value::Null]);
    assert_eq!(levels("communication"), [json!(6)]);
    let text = env.ok(&["framework", "show", "--role", "systems-engineer", "--level", "6"]);
    assert!(text.contains("\n    asked at 6, defined to 5: level 5 is shown\n"), "{text}");
}

#[test]
fn a_role_comes_with_all_that_it_asks() {
    let env = TestEnv::new();
    assert_golden!(
        "framework-a-role-comes-with-all-that-it-asks",
        env.see(&["framework", "show", "--role", "qa-engineer"])
    );
    let shown = env.json(&["framework", "show", "--role", "support-engineer", "--format", "json"]);
    assert_eq!((&shown["role"]["title"], &shown["level"]), (&json!("Support Engineer"), &Value::Null));
    let levels: BTreeMap<&str, Vec<u64>> = shown["criteria"].as_array().unwrap()[..4]
        .iter()
        .map(|one| {
            let levels = one["levels"].as_array().unwrap().iter().filter_map(|at| at["level"].as_u64());
            (one["key"].as_str().unwrap(), levels.collect())
        })
        .collect();
    let wanted = [
        ("ASUP", vec![2, 3, 4, 5]),
        ("CSMG", vec![1, 2, 3, 4, 5, 6]),
        ("INCA", vec![1, 2, 3, 4, 5, 6]),
        ("impact", vec![]),
    ];
    assert_eq!(levels, wanted.into());
}

#[test]
fn what_a_role_asks_comes_in_its_order() {
    let env = TestEnv::new();
    let args = ["framework", "show", "--role", "qa-engineer", "--level", "4", "--with", "attributes"];
    let shown = env.json(&[&args[..], &["--format", "json"]].concat());
    let criteria = shown["criteria"].as_array().unwrap();
    let keys: Vec<&str> = criteria.iter().map(|criterion| criterion["key"].as_str().unwrap()).collect();
    let behaviours = [
        "impact",
        "technical-skills",
        "collaboration",
        "problem-solving",
        "improvement-mindset",
        "communication",
        "security-and-ethics",
    ];
    let attributes = ["autonomy", "influence", "complexity", "knowledge", "business-skills"];
    assert_eq!(keys[..4], ["TEST", "NFTS", "QUAS", "BPTS"]);
    assert_eq!(keys[4..11], behaviours);
    assert_eq!(keys[11..].iter().collect::<HashSet<_>>(), attributes.iter().collect());
    let test = &criteria[0];
    assert_eq!((&test["kind"], &test["name"]), (&json!("skill"), &json!("Functional testing")));
    assert_eq!(test["category"], "Development and implementation");
    assert_eq!(test["subcategory"], "Systems development");
    assert_eq!(test["url"], "https://sfia-online.org/en/skillcode/9/TEST");
    assert_eq!((test["levels"].as_array().unwrap().len(), &test["levels"][0]["level"]), (1, &json!(4)));
    assert_eq!(test["levels"][0]["statements"][3]["key"], "TEST@4.4");
    assert_eq!(criteria[4]["levels"][0]["statements"][0]["key"], "impact.1");
    assert_eq!(criteria[6]["levels"][0]["statements"][1]["key"], "collaboration@4.2");
    let text = env.ok(&args);
    assert!(text.contains("\nResponsibility attributes\n  autonomy@4  Autonomy\n"), "{text}");
}

#[test]
fn the_own_layer_takes_names_from_beneath_and_nothing_else() {
    let env = TestEnv::new();
    let own = env.json(&["framework", "show", "--framework", "engineering", "--format", "json"]);
    let layered = env.json(&["framework", "show", "--layered", "--format", "json"]);
    let criteria = |shown: &Value| shown["criteria"].as_array().unwrap().clone();
    assert_eq!((criteria(&own).len(), criteria(&layered).len()), (46, 159));
    let of = |shown: &Value, key: &str| {
        criteria(shown).into_iter().find(|criterion| criterion["key"] == key).unwrap_or_default()
    };
    assert_eq!(of(&own, "CSMG")["name"], "Customer service support");
    assert_eq!(of(&own, "CSMG")["url"], "https://sfia-online.org/en/skillcode/9/CSMG");
    assert_eq!(of(&own, "AUDT"), Value::Null);
    assert_eq!(of(&layered, "AUDT")["levels"][0]["statements"].as_array().unwrap().len(), 1);
    let levels = |criterion: Value| criterion["levels"].as_array().unwrap().len();
    let (own_levels, all) = (levels(of(&own, "CHMG")), levels(of(&layered, "CHMG")));
    assert_eq!((own_levels, all), (5, 5));
}

#[test]
fn a_ladder_of_expectations_shows_them_by_group() {
    let env = TestEnv::new();
    assert_golden!(
        "framework-a-ladder-of-expectations-shows-them-by-group",
        env.see(&["framework", "show", "--framework", "gitlab-support"])
    );
    assert_golden!(
        "framework-a-ladder-of-expectations-shows-them-by-group-2",
        env.see(&["framework", "show", "--framework", "support-ladder", "--role", "support-engineer"])
    );
    let args =
        ["framework", "show", "--framework", "support-ladder", "--role", "support-engineer", "--level", "l3"];
    // A group that is asked for, and whose criteria the role demands anyway, brings none of them twice.
    for more in [&[][..], &["--with", "expectations,success"]] {
        let shown = env.json(&[&args[..], &["--format", "json"], more].concat());
        let criteria = shown["criteria"].as_array().unwrap();
        let number = |one: &Value| one["levels"][0]["statements"].as_array().unwrap().len();
        assert_eq!(criteria.iter().map(number).collect::<Vec<_>>(), [3, 5, 4, 4, 7]);
        assert!(criteria.iter().all(|one| one["kind"] == "expectation"));
    }
    let text = env.ok(&args);
    assert!(text.contains("\nExpectations\n  reach@3  Reach\n"), "{text}");
    assert!(text.contains("\nSigns of success\n  signs-of-success@3  Signs of success\n"), "{text}");
}

#[test]
fn what_is_not_there_is_an_error_that_says_what_is() {
    let env = TestEnv::new();
    for (args, wanted) in [
        (
            &["--role", "support"][..],
            "no role `support` in `engineering`\nHint: did you mean `support-engineer`?",
        ),
        (
            &["--framework", "x"],
            "no framework `x`\nHint: there are `engineering`, `sfia-9`, `support-ladder` and `gitlab-support`",
        ),
        (&["--with", "x"], "no group `x` in `engineering`\nHint: there are `behaviours` and `attributes`"),
        (
            &["--framework", "sfia-9", "--role", "x"],
            "no role `x` in `sfia-9`\nHint: it has criteria only; promo framework list shows which has roles",
        ),
        (
            &["--framework", "sfia-9", "--with", "x"],
            "no group `x` in `sfia-9`\nHint: it has none; leave --with out",
        ),
        (
            &["--role", "programme-manager", "--level", "7"],
            "`programme-manager` has no level 7\nHint: `programme-manager` has 2 (Project Assistant), 3 (Project Manager), \
             4 (Programme Manager), 5 (Senior Programme Manager) and 6 (Director of Programmes)",
        ),
    ] {
        let seen = env.see(&[&["framework", "show"], args].concat());
        assert_eq!(seen, format!("--- stderr\nerror: {wanted}\n--- exit 1\n"), "{args:?}");
    }
}

#[test]
fn the_whole_framework_is_compact() {
    let env = TestEnv::new();
    let text = env.ok(&["framework", "show", "--layered"]);
    assert!(text.lines().all(|line| line.chars().count() <= 80));
    assert!(
        text.contains("\nSkills\n  Strategy and architecture\n    ITSP  4–7  Strategic planning\n"),
        "{text}"
    );
    assert!(text.contains("\n  impact               any  Impact\n"), "{text}");
    assert!(text.contains("\nResponsibility attributes\n  asked with --with attributes only\n"), "{text}");
    assert!(text.lines().count() < 270, "{}", text.lines().count());
}
