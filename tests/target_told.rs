//! `promo target` where something is not there: a framework that is gone, no target in use, none at all, words that name none.

use insta::assert_snapshot;

use crate::support::{TestEnv, assert_golden};
use crate::target::{LADDER, names, several};

#[test]
fn what_is_gone_is_listed_and_told() {
    let env = TestEnv::with_target();
    env.write("ladder.md", LADDER);
    env.ok(&["-q", "framework", "import", "ladder.md", "--name", "acme"]);
    env.ok(&["-q", "target", "add", "acme/engineer@staff"]);
    env.ok(&["-q", "target", "add", "acme/engineer@3"]);
    env.write("ladder.md", LADDER.split("\n# L4").next().unwrap());
    env.ok(&["-q", "framework", "import", "ladder.md", "--name", "acme"]);
    assert_snapshot!(env.see(&["target"]), @"
    --- stdout
     1  support-engineer@4  Lead Support Engineer                0 of 10 met  in use
     2  acme/engineer@4     `engineer` has no level 4 in `acme`
     3  acme/engineer@3     Senior Engineer                      0 of 8 met
    --- exit 0
    ");
    assert_snapshot!(env.see(&["target", "use", "2"]), @"
    --- stderr
    error: `engineer` has no level 4 in `acme`
    Hint: promo target rm acme/engineer@4, or bring back what is gone: promo framework list
    --- exit 1
    ");
    env.ok(&["-q", "target", "use", "3"]);
    env.write(
        "ladder.md",
        LADDER.replace("# L3: Senior Engineer", "# L3: Senior Cook").split("\n# L4").next().unwrap(),
    );
    env.ok(&["-q", "framework", "import", "ladder.md", "--name", "acme", "--role", "cook"]);
    assert_snapshot!(env.see(&["gap"]), @"
    --- stderr
    error: your target is engineer@3, and there is no role `engineer` in `acme`
    Hint: promo init --role cook --target 3, or name another for this once: --role cook --level 3
    --- exit 1
    ");
    assert_snapshot!(env.see(&["target", "--format", "json"]), @r#"
    --- stdout
    {"schema":1,"targets":[{"id":1,"name":"engineering/support-engineer@4","framework":"engineering","role":"support-engineer","level":4,"title":"Lead Support Engineer","current":3,"level_since":null,"due":null,"groups":[],"in_use":false,"in_force":false,"met":0,"criteria":10,"readiness":0.0,"problem":null},{"id":2,"name":"engineer@4","framework":"acme","role":"engineer","level":4,"title":null,"current":null,"level_since":null,"due":null,"groups":[],"in_use":false,"in_force":true,"met":null,"criteria":null,"readiness":null,"problem":"no role `engineer` in `acme`"},{"id":3,"name":"engineer@3","framework":"acme","role":"engineer","level":3,"title":null,"current":null,"level_since":null,"due":null,"groups":[],"in_use":true,"in_force":true,"met":null,"criteria":null,"readiness":null,"problem":"no role `engineer` in `acme`"}]}
    --- exit 0
    "#);
    std::fs::remove_file(env.path(".local/share/promo/frameworks/acme.toml")).unwrap();
    assert_snapshot!(env.see(&["target"]), @"
    --- stdout
     1  engineering/support-engineer@4  Lead Support Engineer  0 of 10 met
     2  engineer@4                      no framework `acme`
     3  engineer@3                      no framework `acme`                 in use
    --- exit 0
    ");
    assert_snapshot!(env.see(&["gap"]), @"
    --- stderr
    error: no framework `acme`
    Hint: import it again, or promo framework use engineering
    --- exit 1
    ");
    assert_snapshot!(env.see(&["target", "use", "support-engineer@4"]), @"
    --- stdout
    support-engineer@4
    --- stderr
    You are going for Lead Support Engineer (level 4).
    engineering is in force now; before, it was acme
    Next: promo gap
    --- exit 0
    ");
    env.ok(&["-q", "gap"]);
}

#[test]
fn without_one_in_use_it_is_told() {
    let env = several();
    assert_snapshot!(env.see(&["target", "rm", "support-engineer@4", "3", "3"]), @"
    --- stdout
    support-engineer@4
    support-ladder/support-engineer@4
    --- stderr
    Removed; no entry changed. promo undo brings it back.
    No target is in use now, and tags have no level to assume: promo target use systems-engineer@5
    --- exit 0
    ");
    assert_snapshot!(env.see(&["target"]), @"
    --- stdout
     2  systems-engineer@5  Principal Systems Engineer  due 2027-09-01  0 of 14 met
    --- stderr
    None of these is in use: promo target use systems-engineer@5
    --- exit 0
    ");
    assert_snapshot!(env.see(&["gap"]), @"
    --- stderr
    error: none of this journal's targets is in use
    Hint: promo target use systems-engineer@5; promo target list shows all
    --- exit 1
    ");
    assert_snapshot!(env.see(&["export"]), @"
    --- stderr
    error: none of this journal's targets is in use
    Hint: promo target use systems-engineer@5; promo target list shows all
    --- exit 1
    ");
    assert_snapshot!(env.see(&["target", "rm", "2"]), @"
    --- stdout
    systems-engineer@5
    --- stderr
    Removed; no entry changed. promo undo brings it back.
    --- exit 0
    ");
    env.ok(&["-q", "undo"]);
    assert_eq!(names(&env), ["systems-engineer@5"]);
    env.ok(&["-q", "undo"]);
    assert_eq!(
        names(&env),
        ["support-engineer@4*", "systems-engineer@5", "support-ladder/support-engineer@4"]
    );
}

#[test]
fn without_any_the_first_step_is_told() {
    let env = TestEnv::new();
    assert_snapshot!(env.see(&["target"]), @"
    --- stderr
    error: there is no journal at `~/.local/share/promo/journal.db`
    Hint: make one with promo init, or try promo demo
    --- exit 1
    ");
    assert_snapshot!(env.see(&["target", "add", "support-engineer@4"]), @"
    --- stderr
    error: there is no journal at `~/.local/share/promo/journal.db`
    Hint: make one with promo init, or try promo demo
    --- exit 1
    ");
    env.ok(&["-q", "log", "Wrote the runbook"]);
    assert_snapshot!(env.see(&["target"]), @"
    --- stderr
    There is no target yet: promo init, or promo target add support-engineer@4
    --- exit 0
    ");
    assert_snapshot!(env.see(&["gap"]), @"
    --- stderr
    error: this journal has no target yet
    Hint: promo init, or name one for this once: --role support-engineer --level 4
    --- exit 1
    ");
    assert_snapshot!(env.see(&["gap", "--role", "qa-engineer"]), @"
    --- stderr
    error: no level of `qa-engineer` is named
    Hint: name one behind --level: 1 (Associate QA Engineer), 2 (QA Engineer), 3 (Senior QA Engineer), 4 (Lead QA Engineer), 5 (Principal QA Engineer), 6 (Distinguished QA Engineer) or 7 (Chief QA Engineer)
    --- exit 1
    ");
    // The first one is gone for.
    assert_snapshot!(env.see(&["target", "add", "qa-engineer@Lead QA Engineer"]), @"
    --- stdout
    qa-engineer@4
    --- stderr
    You are going for Lead QA Engineer (level 4).
    Next: promo gap
    --- exit 0
    ");
    env.ok(&["-q", "framework", "use", "sfia-9"]);
    env.ok(&["-q", "target", "rm", "1"]);
    assert_snapshot!(env.see(&["gap"]), @"
    --- stderr
    error: `sfia-9` has skills and behaviours, but no roles to judge by
    Hint: promo framework use engineering, or for this once: promo gap --framework engineering --role support-engineer --level 4
    --- exit 1
    ");
    assert_snapshot!(env.see(&["target"]), @"
    --- stderr
    There is no target yet: promo init
    --- exit 0
    ");
}

#[test]
fn what_cannot_be_understood_is_told() {
    let env = several();
    let mut told = String::new();
    for args in [
        &["target", "add", "support-engineer@4"][..],
        &["target", "add", "supprt-engineer@4"],
        &["target", "add", "support-engineer@9"],
        &["target", "add", "support-engineer"],
        &["target", "add", "4"],
        &["target", "add", "a/support-engineer@4", "--framework", "b"],
        &["target", "add", "qa-engineer@4", "--framework", "nothing"],
        &["target", "add", "qa-engineer@4", "--with", "oops"],
        &["target", "add", "qa-engineer@4", "--due", "oops"],
        &["target", "use", "9"],
        &["target", "use", "qa-engineer@4"],
        &["target", "use", "qa-enginer@4"],
        &["target", "rm", "oops"],
    ] {
        let output = env.output(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        told.push_str(&format!("{}\n{}", args[1..].join(" "), String::from_utf8_lossy(&output.stderr)));
    }
    assert_golden!("target-told-what-cannot-be-understood-is-told", told);
    assert_eq!(names(&env).len(), 3);
}
