//! What almost counts in `promo gap`: by its level, by its words, and what never does.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{TestEnv, assert_golden};

/// The report's lines about a criterion, up to the next one.
fn about(env: &TestEnv, key: &str, args: &[&str]) -> String {
    let report = env.ok(&[&["gap"][..], args].concat());
    let starts =
        |line: &&str| line.starts_with("  ") && line.chars().nth(2).is_some_and(|c| "✗!~✓".contains(c));
    let from = report.lines().skip_while(|line| !(starts(line) && line.contains(key)));
    let mut lines = from.clone().take(1).collect::<Vec<_>>();
    lines.extend(from.skip(1).take_while(|line| !starts(line) && !line.is_empty()));
    lines.join("\n")
}

/// `1 command: why` for each near entry of a criterion.
fn near(env: &TestEnv, key: &str) -> String {
    let report = env.json(&["gap", "--format", "json"]);
    let criteria = report["criteria"].as_array().unwrap();
    let criterion = criteria.iter().find(|criterion| criterion["key"] == key).unwrap();
    let told = |near: &Value| {
        format!("{} {}: {}", near["id"], near["command"].as_str().unwrap(), near["why"].as_str().unwrap())
    };
    criterion["near"].as_array().unwrap().iter().map(told).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_almost_counts_is_told_with_its_command() {
    let env = TestEnv::with_target();
    env.ok(&["log", "Traced the failed syncs", "-t", "ASUP@3", "-d", "2w"]);
    env.ok(&["log", "Renewed the certificates", "-t", "ASUP@3", "--confidential"]);
    env.ok(&["log", "Restarted it", "-t", "ASUP@2"]);
    env.ok(&[
        "log",
        "Audited all open application tickets",
        "--did",
        "I listed the strays and found each a new owner \u{202e}",
    ]);
    assert_snapshot!(near(&env, "ASUP"), @"
    2 promo tag 2 ASUP@4: It shows ASUP@3: was it level 4?
    1 promo tag 1 ASUP@4: It shows ASUP@3: was it level 4?
    4 promo tag 4 ASUP@4: It has no tag, and its words fit ASUP@4.3: audited, open, application, tickets, list, strays, owners
    ");
    assert_snapshot!(about(&env, "ASUP@4", &[]), @r#"
    ✗ below level  ASUP@4  Application support                    ····▃  0 of 3
                   needs 3 entries at level 4, has 0 and 3 below
                   near: promo tag 2 ASUP@4
                     "Renewed the certificates" (confidential) shows ASUP@3: was
                     it level 4?
                   and 2 more near: promo gap --verbose
    "#);
    assert_golden!("near-what-almost-counts-is-told-with-its-command", about(&env, "ASUP@4", &["--verbose"]));
    // The command does what it says.
    env.ok(&["tag", "4", "ASUP@4"]);
    env.ok(&["tag", "1", "ASUP@4"]);
    assert_eq!(near(&env, "ASUP"), "2 promo tag 2 ASUP@4: It shows ASUP@3: was it level 4?");
    let statement = || {
        let verbose = about(&env, "ASUP@4", &["--verbose"]);
        verbose.lines().find(|line| line.contains("ASUP@4.3")).unwrap().trim().to_owned()
    };
    assert_eq!(statement(), "ASUP@4.3 (suggested: 4)  You audited the open application tickets against");
    env.ok(&["tag", "4", "ASUP@4.3"]);
    assert_eq!(statement(), "ASUP@4.3 (1 entry: 4)  You audited the open application tickets against");
}

#[test]
fn what_cannot_count_is_never_near() {
    let env = TestEnv::new();
    env.ok("-q init --name Ada --role support-engineer --current 3 --target 4 --level-since 2026-01-01");
    let title = "Audited all open application tickets for strays and owners";
    env.ok(&["log", title, "-d", "2025-12-31"]);
    env.ok(&["-q", "log", title, "-d", "2026-12-31"]);
    env.ok(&["log", title, "-d", "2026-02-01", "-t", "ASUP@3"]);
    env.ok(&["log", "It was nothing", "--replaces", "3"]);
    assert_eq!(near(&env, "ASUP"), "");
    // A private note is nobody's evidence.
    env.ok(&["log", "Had a quiet day", "--note", title]);
    assert_eq!(near(&env, "ASUP"), "");
    env.ok(&["log", title, "-d", "2026-02-01"]);
    assert!(
        near(&env, "ASUP").starts_with("6 promo tag 6 ASUP@4: It has no tag, and its words fit ASUP@4.3: ")
    );
    // A window leaves it out.
    let report = env.json(&["gap", "--format", "json", "--last", "2m"]);
    assert!(
        report["criteria"]
            .as_array()
            .unwrap()
            .iter()
            .all(|criterion| criterion["near"] == serde_json::json!([]))
    );
}

#[test]
fn statements_of_any_text_are_looked_for() {
    let env = TestEnv::new();
    let framework = env.write(
        "odd.toml",
        r#"schema = 1
key = "odd"
title = "Odd"
source = "Made up"

[[levels]]
rank = 1
label = "L1"
title = "One"

[[criteria]]
key = "syntax"
kind = "expectation"
name = "NEAR AND OR NOT"

[[criteria.levels]]
level = 1
statements = ["Knows AND, OR, NOT, NEAR(a b), \"quotes\", c++, node-3, title:words, {braces}, col* and 日本語 größe."]

[[roles]]
key = "odd"
title = "Odd"
career_path = "Odd"

[[roles.levels]]
level = 1
title = "Odd one"
scope = "Is odd."
requires = ["syntax@1"]
"#,
    );
    let imported = env.output(&["-q", "framework", "import", framework.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", env.told(&imported));
    env.ok("-q init --name Ada --framework odd --role odd --current 1 --target 1");
    env.ok(&["log", "Taught quotes, braces, title words and 日本語 to a node"]);
    assert_eq!(
        near(&env, "syntax"),
        "1 promo tag 1 syntax@1: It has no tag, and its words fit syntax@1.1: quotes, node, title, words, braces, 日本語"
    );
}
