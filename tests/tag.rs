//! `promo tag`, `untag` and `tag rename`.

use insta::assert_snapshot;

use crate::support::TestEnv;

fn tags(env: &TestEnv, id: &str) -> String {
    let tags = env.json(&["show", id, "--format", "json"])["entry"]["tags"].clone();
    tags.as_array().unwrap().iter().map(|tag| tag.as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

#[test]
fn tags_are_put_on_settled_and_taken_off() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["tag", "3", "asup, impact@2", "COLLABORATION@Lead Support Engineer"]), @"
    --- stdout
    3
    --- stderr
    Entry 3 has ASUP@4?, impact@2 and collaboration@4
    --- exit 0
    ");
    assert_snapshot!(env.see(&["tag", "3", "ASUP@3"]), @"
    --- stdout
    3
    --- stderr
    Entry 3 has impact@2, collaboration@4 and ASUP@3
    --- exit 0
    ");
    assert_snapshot!(env.see(&["tag", "3", "ASUP"]), @"
    --- stdout
    3
    --- stderr
    Entry 3 has impact@2, collaboration@4 and ASUP@3
    --- exit 0
    ");
    assert_snapshot!(env.see(&["tag", "3", "ASUP@7"]), @"
    --- stdout
    3
    --- stderr
    Warning: ASUP@7 is kept, though `ASUP` is defined at levels 2 to 5 only
    Entry 3 has impact@2, collaboration@4 and ASUP@7
    --- exit 0
    ");
    assert_snapshot!(env.see(&["untag", "3", "asup", "impact@2"]), @"
    --- stdout
    3
    --- stderr
    Entry 3 has collaboration@4
    --- exit 0
    ");
    assert_snapshot!(env.see(&["untag", "3", "impact"]), @"
    --- stderr
    error: entry 3 has no tag `impact`
    Hint: it has `collaboration@4`
    --- exit 1
    ");
    assert_snapshot!(env.see(&["untag", "3", "collaboration"]), @"
    --- stdout
    3
    --- stderr
    Entry 3 has no tags now.
    --- exit 0
    ");
    assert_eq!(tags(&env, "3"), "");
}

#[test]
fn a_wrong_tag_changes_nothing() {
    let env = TestEnv::with_six_entries();
    let before = env.ok(&["dump"]);
    assert_snapshot!(env.see(&["tag", "1", "impact@3", "INCS"]), @"
    --- stderr
    error: no skill or behaviour `INCS` in `engineering`
    Hint: did you mean `INCA` (Content design and authoring), `INAS` (Information assurance) or `ISCO` (Information systems coordination)?
    --- exit 1
    ");
    assert_snapshot!(env.see(&["tag", "1", "ASUP@nine"]), @"
    --- stderr
    error: no level `nine` in `engineering`
    Hint: the levels are 1 (Associate), 2 (Engineer), 3 (Senior), 4 (Lead), 5 (Principal), 6 (Distinguished) and 7 (Chief)
    --- exit 1
    ");
    assert_snapshot!(env.see(&["tag", "1", "a b"]), @"
    --- stderr
    error: `a b` is not a tag: a key has letters, digits and hyphens
    Hint: write a tag as KEY, KEY@LEVEL or KEY@LEVEL.N, such as ASUP@4
    --- exit 1
    ");
    assert_snapshot!(env.see(&["untag", "1", "ASUP@3", "impact"]), @"
    --- stderr
    error: entry 1 has no tag `impact`
    Hint: it has `ASUP@3` and `communication@4`
    --- exit 1
    ");
    assert_snapshot!(env.see(&["tag", "99", "impact"]), @"
    --- stderr
    error: no entry `99`
    Hint: promo list shows the ids
    --- exit 1
    ");
    assert_snapshot!(env.see(&["tag"]), @"
    --- stderr
    error: the following required arguments were not provided:
      <ID>
      <TAG>...

    Usage: promo tag <ID> <TAG>...

    For more information, try '--help'.
    --- exit 2
    ");
    assert_eq!(env.ok(&["dump"]), before);
}

#[test]
fn a_key_is_renamed_in_all_entries_in_one_step() {
    let env = TestEnv::with_six_entries();
    let before = env.ok(&["dump"]);
    env.ok(&["tag", "2", "communication@4"]);
    assert_snapshot!(env.see(&["tag", "rename", "asup", "communication"]), @"
    --- stderr
    Renamed ASUP to communication in 3 entries; promo undo takes it back.
    --- exit 0
    ");
    // What says the same after it is said once; each tag keeps its level.
    assert_eq!(tags(&env, "1"), "communication@3 communication@4");
    assert_eq!(tags(&env, "2"), "communication@4");
    assert_eq!(tags(&env, "4"), "communication@4?");
    env.ok(&["undo"]);
    env.ok(&["undo"]);
    assert_eq!(env.ok(&["dump"]), before);
    assert_snapshot!(env.see(&["tag", "rename", "INCA", "impact"]), @"
    --- stderr
    error: no entry has a tag `INCA`
    Hint: entries have `ASUP` and `communication`
    --- exit 1
    ");
    assert_snapshot!(env.see(&["tag", "rename", "ASUP@3", "impact"]), @"
    --- stderr
    error: `ASUP@3` names more than a key
    Hint: rename keys only; each tag keeps its level: promo tag rename INCS INCA
    --- exit 1
    ");
    assert_snapshot!(env.see(&["tag", "rename", "ASUP", "INCS"]), @"
    --- stderr
    error: no skill or behaviour `INCS` in `engineering`
    Hint: did you mean `INCA` (Content design and authoring), `INAS` (Information assurance) or `ISCO` (Information systems coordination)?
    --- exit 1
    ");
}

#[test]
fn a_tag_of_another_framework_can_be_renamed() {
    let env = TestEnv::with_six_entries();
    assert!(
        env.output_with(&["import", "-"], b"{\"title\":\"x\",\"tags\":[\"team-work@2\"]}").status.success()
    );
    assert_eq!(tags(&env, "@1"), "team-work@2");
    env.ok(&["tag", "rename", "TEAM-WORK", "collaboration"]);
    assert_eq!(tags(&env, "@1"), "collaboration@2");
}
