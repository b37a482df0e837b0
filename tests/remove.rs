//! `promo rm` and `promo restore`: a tombstone, and the way back.

use insta::assert_snapshot;

use crate::support::TestEnv;

#[test]
fn a_removed_entry_comes_back_exactly() {
    let env = TestEnv::with_six_entries();
    let before = env.ok(&["dump"]);
    assert_snapshot!(env.see(&["rm", "4"]), @r#"
    --- stdout
    4
    --- stderr
    Removed 4 "Cut indexing from 9 min to 4".
    promo restore 4 brings it back.
    --- exit 0
    "#);
    assert_eq!(env.ids(&["list"]), [5, 6, 3, 2, 1]);
    assert_snapshot!(env.see(&["restore", "4"]), @r#"
    --- stdout
    4
    --- stderr
    Restored 4 "Cut indexing from 9 min to 4".
    --- exit 0
    "#);
    assert_eq!(env.ok(&["dump"]), before);
    assert_snapshot!(env.see(&["rm", "@1", "@2"]), @"
    --- stdout
    6
    5
    --- stderr
    Removed 2 entries.
    --- exit 0
    ");
    assert_eq!(env.ids(&["list"]), [4, 3, 2, 1]);
    assert_snapshot!(env.see(&["restore", "5", "0197c2f4-0000-7000-8000-000000000006"]), @"
    --- stdout
    5
    6
    --- stderr
    Restored 2 entries.
    --- exit 0
    ");
    assert_eq!(env.ok(&["dump"]), before);
}

#[test]
fn all_of_them_or_none() {
    let env = TestEnv::with_six_entries();
    let before = env.ok(&["dump"]);
    assert_snapshot!(env.see(&["rm", "1", "2", "99"]), @"
    --- stderr
    error: no entry `99`
    Hint: promo list shows the ids
    --- exit 1
    ");
    assert_eq!(env.ok(&["dump"]), before);
    env.ok(&["rm", "1", "2"]);
    let fewer = env.ok(&["dump"]);
    assert_snapshot!(env.see(&["restore", "1", "3"]), @"
    --- stderr
    error: entry 3 is not removed
    Hint: promo show 3 shows it
    --- exit 1
    ");
    assert_snapshot!(env.see(&["restore", "1", "99"]), @"
    --- stderr
    error: there is no removed entry `99`
    Hint: promo history shows what was done
    --- exit 1
    ");
    assert_eq!(env.ok(&["dump"]), fewer);
    assert_snapshot!(env.see(&["rm", "2"]), @"
    --- stderr
    error: no entry `2`
    Hint: it was removed; promo restore 2 brings it back
    --- exit 1
    ");
}

#[test]
fn an_entry_named_twice_is_meant_once() {
    let env = TestEnv::with_six_entries();
    let before = env.ok(&["dump"]);
    assert_eq!(env.ok(&["rm", "6", "@1", "0197c2f4-0000-7000-8000-000000000006"]), "6\n");
    assert_eq!(env.ok(&["restore", "6", "0197c2f4-0000-7000-8000-000000000006", "6"]), "6\n");
    assert_eq!(env.ok(&["dump"]), before);
    assert!(env.ok(&["history", "-n", "1"]).ends_with("  restore 6\n"));
}

#[test]
fn a_number_and_a_uid_are_never_given_again() {
    let env = TestEnv::new();
    assert_eq!(env.ok(&["log", "A"]), "1\n");
    env.ok(&["undo"]);
    assert_eq!(env.ok(&["log", "B"]), "2\n");
    env.ok(&["rm", "2"]);
    assert_eq!(env.ok(&["log", "C"]), "3\n");
    let gone = env.ok(&["dump"]);
    env.ok(&["purge", "3", "--yes"]);
    assert_eq!(env.ok(&["log", "D"]), "4\n");
    // Nor by an import: what was purged does not come back, and its number is nobody else's.
    env.write("gone.jsonl", gone);
    env.write(
        "other.jsonl",
        r#"{"uid":"0197c2f4-0000-7000-8000-000000000001","id":3,"title":"E"}
{"uid":"0197c2f4-0000-7000-8000-000000000002","id":1,"title":"F"}
{"uid":"0197c2f4-0000-7000-8000-000000000003","id":20,"title":"G"}"#,
    );
    assert_snapshot!(env.see(&["import", "gone.jsonl"]), @"
    --- stderr
    Imported 0 entries, 1 removed here before.
    --- exit 0
    ");
    env.ok(&["import", "other.jsonl"]);
    assert_eq!(env.ids(&["list"]), [20, 6, 5, 4]);
    assert_eq!(env.ok(&["log", "H"]), "21\n");
}
