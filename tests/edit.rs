//! `promo edit` by options; `tests/editor.rs` has the editor.

use insta::assert_snapshot;

use crate::support::TestEnv;

#[test]
fn options_replace_what_the_entry_has_there() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&[
        "edit", "4", "--title", "Cut indexing to 3 min", "--result", "9 to 3", "-t", "impact@3", "-d", "yesterday",
        "--not-confidential", "--replaces", "", "--link", "https://example.com/mr/13", "--part", "led",
    ]), @"
    --- stdout
    4
    --- stderr
    Changed entry 4
    --- exit 0
    ");
    assert_snapshot!(env.see(&["show", "4"]), @"
    --- stdout
    4  Cut indexing to 3 min
      Date     Sat 21 Nov 2026
      Tags     impact@3
      Project  gateway
      Part     led
      Link     https://example.com/mr/13

    Result
      9 to 3

    state 2 · changed 2026-11-22T12:00:00+00:00
    UID
    --- exit 0
    ");
}

#[test]
fn an_empty_text_takes_it_away() {
    let env = TestEnv::with_six_entries();
    env.ok(&["edit", "3", "--note", "", "--part", "did"]);
    env.ok(&["edit", "4", "-p", "", "--link", "", "-t", ""]);
    assert!(env.json(&["show", "3", "--format", "json"])["entry"]["note"].is_null());
    let entry = env.json(&["show", "4", "--format", "json"])["entry"].clone();
    assert!(entry["project"].is_null());
    assert_eq!(entry["links"].as_array().unwrap().len() + entry["tags"].as_array().unwrap().len(), 0);
}

#[test]
fn what_cannot_be_understood_changes_nothing_and_is_kept() {
    let env = TestEnv::with_six_entries();
    let before = env.ok(&["dump"]);
    assert_snapshot!(env.see(&["edit", "1", "--result", "a long result", "-d", "2026-02-30"]), @r#"
    --- stderr
    error: there is no day `2026-02-30`
    Hint: write a day as 2026-11-20, today, yesterday, fri, 3d, 2w or "2 weeks ago". Your text is kept: promo recover
    --- exit 1
    "#);
    assert_snapshot!(env.see(&["edit", "1", "--title", " "]), @r#"
    --- stderr
    error: the title is empty
    Hint: say what you did: promo log "Wrote the runbook". Your text is kept: promo recover
    --- exit 1
    "#);
    assert_snapshot!(env.see(&["edit", "1", "--replaces", "1"]), @"
    --- stderr
    error: entry 1 cannot replace itself
    Hint: name the entry that this one corrects. Your text is kept: promo recover
    --- exit 1
    ");
    assert_snapshot!(env.see(&["edit", "99", "--result", "x"]), @"
    --- stderr
    error: no entry `99`
    Hint: promo list shows the ids
    --- exit 1
    ");
    assert_eq!(env.ok(&["dump"]), before);
}

#[test]
fn an_edit_that_changes_nothing_is_no_state() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["edit", "2", "--result", "4 causes mended"]), @"
    --- stdout
    2
    --- stderr
    Left entry 2 as it was.
    --- exit 0
    ");
    assert_eq!(env.json(&["history", "2", "--format", "json"])["states"].as_array().unwrap().len(), 1);
}
