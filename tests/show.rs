//! `promo show`.

use insta::assert_snapshot;

use crate::support::TestEnv;

#[test]
fn an_entry_in_full() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["show", "4"]), @"
    --- stdout
    4  Cut indexing from 9 min to 4
      Date          Sun 22 Nov 2026
      Tags          ASUP@4?
      Project       gateway
      Link          https://example.com/mr/12 (The change)
      Replaces      entry 1
      Confidential  yes: it stays out of every document

    written 2026-11-22T12:00:00+00:00 · UID
    --- exit 0
    ");
    assert_snapshot!(env.see(&["show", "1"]), @"
    --- stdout
    1  Wrote the restart runbook
      Date      Sat 10 Jan 2026
      Tags      ASUP@3, communication@4
      Project   Gateway
      Replaced  by entry 4: it counts no more

    Context
      Nobody on call knew the order.

    written 2026-11-22T12:00:00+00:00 · UID
    --- exit 0
    ");
}

#[test]
fn an_entry_for_programs() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["show", "4", "--format", "json"]), @r#"
    --- stdout
    {"schema":1,"entry":{"uid":"UID","id":4,"date":"2026-11-22","title":"Cut indexing from 9 min to 4","context":null,"did":null,"result":null,"note":null,"project":"gateway","part":"did","replaces":"UID","tags":["ASUP@4?"],"links":[{"url":"https://example.com/mr/12","label":"The change"}],"confidential":true,"source":null,"created_at":"2026-11-22T12:00:00+00:00","updated_at":"2026-11-22T12:00:00+00:00"}}
    --- exit 0
    "#);
}

#[test]
fn number_rank_and_uid_name_the_same_entry() {
    let env = TestEnv::with_six_entries();
    let by_number = env.ok(&["show", "6"]);
    assert_eq!(env.ok(&["show", "@1"]), by_number);
    assert_eq!(env.ok(&["show", "0197c2f4-0000-7000-8000-000000000006"]), by_number);
    assert_eq!(env.ok(&["show", "0197C2F4-0000-7000-8000-000000000006"]), by_number);
    assert_eq!(env.ok(&["show", "@6"]), env.ok(&["show", "1"]));
}

#[test]
fn an_id_that_names_nothing_says_so() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["show", "7"]), @"
    --- stderr
    error: no entry `7`
    Hint: promo list shows the ids
    --- exit 1
    ");
    assert_snapshot!(env.see(&["show", "@7"]), @"
    --- stderr
    error: no entry `@7`
    Hint: promo list shows the ids
    --- exit 1
    ");
    assert_eq!(env.output(&["show", "x"]).status.code(), Some(2));
    env.ok(&["rm", "2"]);
    assert_snapshot!(env.see(&["show", "2"]), @"
    --- stderr
    error: no entry `2`
    Hint: it was removed; promo restore 2 brings it back
    --- exit 1
    ");
}
