//! `promo init` by options alone; `tests/init.rs` has the questions.

use insta::assert_snapshot;

use crate::support::TestEnv;

const ROLE: [&str; 4] = ["init", "--role", "support-engineer", "--target"];

fn init<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&ROLE[..], more].concat()
}

#[test]
fn with_all_options_it_asks_nothing() {
    let env = TestEnv::new();
    assert_snapshot!(env.see(&[
        "init", "--name", "Ada", "--pronouns", "she/her", "--role", "support-engineer", "--current", "3", "--target",
        "4", "--due", "2027-03-01", "--manager", "Mo", "--level-since", "2025-06-01", "--with", "attributes",
    ]), @r#"
    --- stdout
    ~/.local/share/promo/journal.db
    --- stderr
    Made a new journal at ~/.local/share/promo/journal.db
    Ada is going for Lead Support Engineer (level 4), due 2027-03-01.
    Next: promo log "what you did" -t TAG, then promo gap
    --- exit 0
    "#);
    assert_snapshot!(env.see(&["init", "--target", "Staff Support Engineer"]), @"
    --- stderr
    error: no level `Staff Support Engineer` in `engineering`
    Hint: `support-engineer` has 1 (Associate Support Engineer), 2 (Support Engineer), 3 (Senior Support Engineer), 4 (Lead Support Engineer), 5 (Principal Support Engineer), 6 (Distinguished Support Engineer) and 7 (Chief Support Engineer)
    --- exit 1
    ");
    let gap = env.json(&["gap", "--format", "json"]);
    assert_eq!(gap["target"]["due"], "2027-03-01");
}

#[test]
fn another_framework_is_taken_by_its_key_and_kept() {
    let env = TestEnv::new();
    // The ladder has one role, which need not be named.
    assert_snapshot!(env.see(&["init", "--name", "Ada", "--framework", "support-ladder", "--current", "l2", "--target", "l3"]), @r#"
    --- stdout
    ~/.local/share/promo/journal.db
    --- stderr
    Made a new journal at ~/.local/share/promo/journal.db
    Ada is going for Senior Support Engineer (level 3).
    Next: promo log "what you did" -t TAG, then promo gap
    --- exit 0
    "#);
    assert_eq!(env.json(&["gap", "--format", "json"])["criteria"].as_array().unwrap().len(), 5 + 7);
    env.ok(&["log", "Traced the lost packets", "-t", "technical-support@l3"]);
    assert_snapshot!(env.see(&["log", "x", "-t", "ASUP"]), @"
    --- stderr
    error: no expectation or behaviour `ASUP` in `support-ladder`
    Hint: promo framework show lists the expectations and behaviours. Your text is kept: promo recover
    --- exit 1
    ");
    env.ok(&["init", "--target", "4"]);
    let gap = env.json(&["gap", "--format", "json"]);
    assert_eq!(
        (&gap["target"]["title"], gap["target"]["level"].as_u64()),
        (&"Lead Support Engineer".into(), Some(4))
    );
    // What the new framework lacks of the old target is asked anew, or goes.
    env.ok(&["init", "--framework", "engineering", "--target", "2", "--with", "attributes"]);
    assert_snapshot!(env.see(&["init", "--framework", "gitlab-support"]), @"
    --- stderr
    error: no target level is given, and no terminal to ask for one
    Hint: promo init --framework gitlab-support --role support-engineer --target LEVEL
    --- exit 1
    ");
    env.ok(&["init", "--framework", "gitlab-support", "--target", "staff"]);
    assert_eq!(env.json(&["gap", "--format", "json"])["criteria"].as_array().unwrap().len(), 7 + 6 + 5);
    assert_eq!(env.ok(&["dump"]).lines().count(), 1);
}

#[test]
fn run_again_it_changes_no_entry() {
    let env = TestEnv::with_six_entries();
    let before = env.ok(&["dump"]);
    env.ok(&["init", "--role", "systems-engineer", "--target", "5", "--current", "4"]);
    assert_eq!(env.ok(&["dump"]), before);
    env.ok(&["init", "--framework", "engineering", "--name", ""]);
    assert_eq!(env.ok(&["dump"]), before);
}

#[test]
fn wrong_values_make_nothing() {
    let env = TestEnv::new();
    assert_snapshot!(env.see(&["init", "--role", "support-engineeer", "--target", "4"]), @"
    --- stderr
    error: no role `support-engineeer` in `engineering`
    Hint: did you mean `support-engineer`?
    --- exit 1
    ");
    assert_snapshot!(env.see(&init(&["9"])), @"
    --- stderr
    error: no level `9` in `engineering`
    Hint: `support-engineer` has 1 (Associate Support Engineer), 2 (Support Engineer), 3 (Senior Support Engineer), 4 (Lead Support Engineer), 5 (Principal Support Engineer), 6 (Distinguished Support Engineer) and 7 (Chief Support Engineer)
    --- exit 1
    ");
    assert_snapshot!(env.see(&init(&["emperor"])), @"
    --- stderr
    error: no level `emperor` in `engineering`
    Hint: `support-engineer` has 1 (Associate Support Engineer), 2 (Support Engineer), 3 (Senior Support Engineer), 4 (Lead Support Engineer), 5 (Principal Support Engineer), 6 (Distinguished Support Engineer) and 7 (Chief Support Engineer)
    --- exit 1
    ");
    assert_snapshot!(env.see(&init(&["4", "--due", "2026-02-30"])), @r#"
    --- stderr
    error: there is no day `2026-02-30`
    Hint: write a day as 2026-11-20, today, yesterday, fri, 3d, 2w or "2 weeks ago"
    --- exit 1
    "#);
    assert_snapshot!(env.see(&init(&["4", "--framework", "sfia-8"])), @"
    --- stderr
    error: no framework `sfia-8`
    Hint: there are `engineering`, `sfia-9`, `support-ladder` and `gitlab-support`
    --- exit 1
    ");
    assert_snapshot!(env.see(&init(&["4", "--with", "extras"])), @"
    --- stderr
    error: no group `extras` in `engineering`
    Hint: there are `behaviours` and `attributes`
    --- exit 1
    ");
    assert_eq!(std::fs::read_dir(env.home()).unwrap().count(), 0);
}

#[test]
fn what_is_odd_is_told() {
    let env = TestEnv::new();
    assert_snapshot!(env.see(&init(&["3", "--current", "4", "--due", "2026-01-01"])), @r#"
    --- stdout
    ~/.local/share/promo/journal.db
    --- stderr
    Warning: the case is due 2026-01-01, which is past
    Warning: the target level 3 is not above the current level 4
    Made a new journal at ~/.local/share/promo/journal.db
    You are going for Senior Support Engineer (level 3), due 2026-01-01.
    Next: promo log "what you did" -t TAG, then promo gap
    --- exit 0
    "#);
}

#[test]
fn it_makes_the_folders_of_a_journal_that_it_is_told() {
    let env = TestEnv::new();
    assert_snapshot!(env.see(&["log", "x", "--journal", "a/b/j.db"]), @"
    --- stderr
    error: the folder `a/b` does not exist
    Hint: mkdir -p a/b, or let promo init make it. Your text is kept: promo recover
    --- exit 1
    ");
    assert!(!env.path("a").exists());
    assert_snapshot!(env.see(&init(&["4", "--journal", "a/b/j.db"])), @r#"
    --- stdout
    a/b/j.db
    --- stderr
    Made a new journal at a/b/j.db
    You are going for Lead Support Engineer (level 4).
    Next: promo log "what you did" -t TAG, then promo gap
    --- exit 0
    "#);
    assert_eq!(env.ok(&["log", "x", "--journal", "a/b/j.db"]), "1\n");
    assert_snapshot!(env.see(&init(&["4", "--journal", ".local"])), @"
    --- stderr
    error: `.local` is not a promo journal: it is no regular file
    Hint: name another file with --journal FILE
    --- exit 1
    ");
}
