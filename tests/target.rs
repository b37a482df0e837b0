//! `promo target`: several in one journal, one in use, and what another framework in force does to them.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::inside::{self, terminal};
use crate::support::{TestEnv, assert_golden, schema};

/// A framework of one role.
pub const LADDER: &str = "# L3: Senior Engineer

## Craft

- I write down what I learnt.

# L4: Staff Engineer

## Craft

- I make others write down what they learnt.
";

/// A journal with a target in use, another one, and one of another framework.
pub fn several() -> TestEnv {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Halved the restart time", "-t", "ASUP@4,impact"]);
    env.ok(&["-q", "target", "add", "systems-engineer@5", "--due", "2027-09-01"]);
    env.ok(&["-q", "target", "add", "support-engineer@4", "--framework", "support-ladder"]);
    env
}

/// The targets as they are listed; a star is in use.
pub fn names(env: &TestEnv) -> Vec<String> {
    let shown = env.json(&["target", "list", "--format", "json"]);
    let name = |one: &Value| {
        let mark = if one["in_use"] == true { "*" } else { "" };
        format!("{}{mark}", one["name"].as_str().unwrap())
    };
    shown["targets"].as_array().unwrap().iter().map(name).collect()
}

#[test]
fn targets_are_added_and_listed() {
    let env = TestEnv::with_target();
    assert_snapshot!(env.see(&["target", "add", "systems-engineer@principal", "--due", "2027-09-01"]), @"
    --- stdout
    systems-engineer@5
    --- stderr
    Added systems-engineer@5, Principal Systems Engineer (level 5).
    Beside your target: promo gap --compare systems-engineer@5
    --- exit 0
    ");
    assert_snapshot!(env.see(&["target", "add", "support-ladder/support-engineer@4"]), @"
    --- stdout
    support-ladder/support-engineer@4
    --- stderr
    Added support-ladder/support-engineer@4, Lead Support Engineer (level 4).
    Beside your target: promo gap --compare support-ladder/support-engineer@4
    --- exit 0
    ");
    assert_snapshot!(env.see(&["target"]), @"
    --- stdout
     1  support-engineer@4                 Lead Support Engineer                       0 of 10 met  in use
     2  systems-engineer@5                 Principal Systems Engineer  due 2027-09-01  0 of 14 met
     3  support-ladder/support-engineer@4  Lead Support Engineer                       0 of 12 met
    --- exit 0
    ");
    assert_eq!(env.see(&["target"]), env.see(&["target", "list"]));
    let narrow = inside::run(&env, terminal(40), &["target", "list"]);
    assert_snapshot!(narrow.out, @"
    1  support-engineer@4
       Lead Support Engineer
       0 of 10 met · in use
    2  systems-engineer@5
       Principal Systems Engineer
       due 2027-09-01 · 0 of 14 met
    3  support-ladder/support-engineer@4
       Lead Support Engineer
       0 of 12 met
    ");
    let shown = env.json(&["target", "list", "--format", "json"]);
    assert_eq!(schema::faults(&schema::read("target-list.schema.json"), &shown), [""; 0]);
    assert_golden!(
        "target-targets-are-added-and-listed",
        serde_json::to_string_pretty(&shown["targets"][1]).unwrap()
    );
}

#[test]
fn the_one_in_use_is_judged_by_and_told() {
    let env = several();
    assert_snapshot!(env.see(&["target", "use", "2"]), @"
    --- stdout
    systems-engineer@5
    --- stderr
    You are going for Principal Systems Engineer (level 5).
    Next: promo gap
    --- exit 0
    ");
    assert_eq!(env.json(&["gap", "--format", "json"])["target"]["role"], "systems-engineer");
    assert_snapshot!(env.see(&["target", "use", "systems-engineer@5"]), @"
    --- stdout
    systems-engineer@5
    --- stderr
    systems-engineer@5 is in use already
    --- exit 0
    ");
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    Took back `target use`: target as before.
    --- exit 0
    ");
    assert_eq!(
        names(&env),
        ["support-engineer@4*", "systems-engineer@5", "support-ladder/support-engineer@4"]
    );
    // What is set up again is the one in use.
    env.ok(&["-q", "target", "use", "systems-engineer@5"]);
    env.ok(&["-q", "init", "--target", "6"]);
    assert_eq!(
        names(&env),
        ["support-engineer@4", "systems-engineer@6*", "support-ladder/support-engineer@4"]
    );
    assert_snapshot!(env.see(&["init", "--role", "support-engineer", "--target", "4"]), @"
    --- stderr
    error: support-engineer@4 is in your list of targets already, and init changes the one in use
    Hint: promo target use support-engineer@4
    --- exit 1
    ");
}

#[test]
fn a_target_of_another_framework_brings_it_in_force() {
    let env = several();
    assert_snapshot!(env.see(&["target", "use", "support-ladder/support-engineer@4"]), @"
    --- stdout
    support-engineer@4
    --- stderr
    You are going for Lead Support Engineer (level 4).
    support-ladder is in force now; before, it was engineering
    1 tag means nothing in it: promo framework use support-ladder tells more
    Next: promo gap
    --- exit 0
    ");
    assert_eq!(
        names(&env),
        ["engineering/support-engineer@4", "engineering/systems-engineer@5", "support-engineer@4*"]
    );
    assert_eq!(env.json(&["gap", "--format", "json"])["target"]["framework"], "support-ladder");
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    Took back `target use`: profile and target as before.
    --- exit 0
    ");
    assert_eq!(
        names(&env),
        ["support-engineer@4*", "systems-engineer@5", "support-ladder/support-engineer@4"]
    );
}

#[test]
fn with_another_framework_in_force_the_target_goes_along_or_stays_behind() {
    // It is in the list for that framework already.
    let env = several();
    assert_snapshot!(env.see(&["framework", "use", "support-ladder"]), @"
    --- stdout
    support-ladder is in force now; before, it was engineering.

    1 tag means nothing in it
      ASUP (Application support): 1 entry
        nothing like it: promo list -t ASUP shows them
    --- stderr
    1 entry stays as it is; promo undo goes back to engineering
    Next: promo gap
    --- exit 0
    ");
    assert_eq!(
        names(&env),
        ["engineering/support-engineer@4", "engineering/systems-engineer@5", "support-engineer@4*"]
    );
    env.ok(&["-q", "framework", "use", "engineering"]);
    assert_eq!(
        names(&env),
        ["support-engineer@4*", "systems-engineer@5", "support-ladder/support-engineer@4"]
    );
    // It goes along.
    env.ok(&["-q", "target", "rm", "3"]);
    env.ok(&["-q", "framework", "use", "support-ladder"]);
    assert_eq!(names(&env), ["support-engineer@4*", "engineering/systems-engineer@5"]);
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    Took back `framework use`: profile and target as before.
    --- exit 0
    ");
    assert_eq!(names(&env), ["support-engineer@4*", "systems-engineer@5"]);
    // It stays behind, and is told wherever it is asked for; what is set up then is another one.
    env.write("ladder.md", LADDER);
    env.ok(&["-q", "framework", "import", "ladder.md", "--name", "acme"]);
    assert_snapshot!(env.see(&["framework", "use", "acme"]), @"
    --- stdout
    acme is in force now; before, it was engineering.

    1 tag means nothing in it
      ASUP (Application support): 1 entry
        nothing like it: promo list -t ASUP shows them
    --- stderr
    1 entry stays as it is; promo undo goes back to engineering
    It has no role `support-engineer`; choose one, such as: promo init --role engineer --target 4
    --- exit 0
    ");
    assert_snapshot!(env.see(&["target"]), @"
    --- stdout
     1  engineering/support-engineer@4  Lead Support Engineer                       0 of 10 met  in use, but acme is in force
     2  engineering/systems-engineer@5  Principal Systems Engineer  due 2027-09-01  0 of 14 met
    --- exit 0
    ");
    assert_snapshot!(env.see(&["gap"]), @"
    --- stderr
    error: your target engineering/support-engineer@4 is not of `acme`, which is in force
    Hint: promo target use engineering/support-engineer@4, promo init --role engineer --target 4, or name another for this once: --role engineer --level 4
    --- exit 1
    ");
    assert_snapshot!(env.see(&["export"]), @"
    --- stderr
    error: your target engineering/support-engineer@4 is not of `acme`, which is in force
    Hint: promo target use engineering/support-engineer@4, promo init --role engineer --target 4, or name another for this once: --role engineer --level 4
    --- exit 1
    ");
    let role = env.json(&["framework", "show", "--format", "json"]);
    assert_eq!(role["framework"]["key"], "acme");
    env.ok(&["-q", "init", "--role", "engineer", "--target", "4"]);
    let all = ["engineering/support-engineer@4", "engineering/systems-engineer@5", "engineer@4*"];
    assert_eq!(names(&env), all);
    // And the framework's own is found again.
    assert_snapshot!(env.see(&["framework", "use", "engineering"]), @"
    --- stdout
    engineering is in force now; before, it was acme.
    --- stderr
    support-engineer@4 is the target in use now
    1 entry stays as it is; promo undo goes back to acme
    Next: promo gap
    --- exit 0
    ");
    assert_eq!(names(&env), ["support-engineer@4*", "systems-engineer@5", "acme/engineer@4"]);
}

#[test]
fn what_if_is_asked_of_any_framework_and_changes_nothing() {
    let env = several();
    let before = (env.ok(&["dump"]), names(&env), env.ok(&["history"]));
    let by = ["--framework", "gitlab-support", "--role", "support-engineer", "--level", "staff"];
    let shown = env.json(&[&["gap", "--format", "json"], &by[..]].concat());
    assert_eq!(schema::faults(&schema::read("gap.schema.json"), &shown), [""; 0]);
    assert_eq!(shown["target"]["framework"], "gitlab-support");
    // A key that both have keeps its evidence; what nobody tagged is missing.
    let status = |key: &str| {
        let one = shown["criteria"].as_array().unwrap().iter().find(|one| one["key"] == key).unwrap();
        (one["status"].as_str().unwrap().to_owned(), one["evidence"].as_u64().unwrap())
    };
    assert_eq!(status("impact"), ("thin".to_owned(), 1));
    assert_eq!(status("iteration"), ("missing".to_owned(), 0));
    let report = env.ok(&[&["gap"], &by[..]].concat());
    assert!(report.contains("Judged by gitlab-support, which is not in force"), "{report}");
    assert_snapshot!(env.see(&[&["next"], &by[..]].concat()), @r#"
    --- stdout
      1  promo tag 1 impact@4
         "Halved the restart time": its level is assumed; is it 4?
         Brings impact@4 nearer.
      2  promo framework use gitlab-support && promo log "…" -t staff@4
         Can you show this? A project you led between Support and another
         department, with the customer or cost figure before and after it.
         Brings staff@4 nearer.
      3  promo log "…" -t collaboration@4
         Can you show this? A ticket whose internal notes show you helping an
         engineer in another region to finish it under their name.
         Brings collaboration@4 nearer.
    --- stderr
    Judged by gitlab-support, which is not in force: what only that asks can be tagged after promo framework use gitlab-support
    --- exit 0
    "#);
    let mut told = String::new();
    for args in [
        &["gap", "--framework", "nothing"][..],
        &["gap", "--framework", "gitlab-support", "--role", "qa-engineer", "--level", "4"],
        &["gap", "--framework", "gitlab-support", "--level", "9"],
        &["gap", "--framework", "sfia-9"],
        &["next", "--framework", "gitlab-support", "--role", "support-engineering-manager", "--level", "2"],
    ] {
        let output = env.output(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        told.push_str(&format!("{}\n{}", args.join(" "), String::from_utf8_lossy(&output.stderr)));
    }
    assert_snapshot!(told, @"
    gap --framework nothing
    error: no framework `nothing`
    Hint: there are `engineering`, `sfia-9`, `support-ladder` and `gitlab-support`
    gap --framework gitlab-support --role qa-engineer --level 4
    error: no role `qa-engineer` in `gitlab-support`
    Hint: there are `support-engineer` and `support-engineering-manager`
    gap --framework gitlab-support --level 9
    error: no level `9` in `gitlab-support`
    Hint: `support-engineer` has 3 (Senior Support Engineer) and 4 (Staff Support Engineer)
    gap --framework sfia-9
    error: `sfia-9` has skills and behaviours, but no roles to judge by
    Hint: promo framework list shows which have; promo gap --framework engineering --role support-engineer --level 4
    next --framework gitlab-support --role support-engineering-manager --level 2
    error: `support-engineering-manager` has no level 2
    Hint: `support-engineering-manager` has 4 (Support Engineering Manager)
    ");
    assert_eq!((env.ok(&["dump"]), names(&env), env.ok(&["history"])), before);
}
