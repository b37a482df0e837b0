//! `promo log`.

use insta::assert_snapshot;

use crate::support::TestEnv;

#[test]
fn an_entry_is_logged_in_one_line() {
    let env = TestEnv::with_target();
    assert_snapshot!(env.see(&[
        "log", "Cut search indexing from 9 min to 4 on the gateway cluster", "-t", "ASUP", "-t", "improvement-mindset",
        "--result", "9 min to 4 min, p95 over 3 weeks", "-p", "gateway", "--link", "https://example.com/mr/12",
    ]), @r"
    --- stdout
    1
    --- stderr
    Logged 1 for today.
    --- exit 0
    ");
    assert_snapshot!(env.see(&["list"]), @"
    --- stdout
     1  Nov 22  Cut search indexing from 9 min to 4 on the gateway cluster  ASUP@4?, improvement-mindset@4?  gateway
    --- exit 0
    ");
}

#[test]
fn an_unknown_tag_loses_nothing() {
    let env = TestEnv::with_target();
    assert_snapshot!(env.see(&["log", "Wrote the runbook", "-t", "INCS"]), @"
    --- stderr
    error: no skill or behaviour `INCS` in `engineering`
    Hint: did you mean `INCA` (Content design and authoring), `INAS` (Information assurance) or `ISCO` (Information systems coordination)? Your text is kept: promo recover
    --- exit 1
    ");
    assert!(env.ok(&["recover"]).contains("\ntitle: Wrote the runbook\n"));
    assert_eq!(env.json(&["list", "--format", "json"])["entries"].as_array().unwrap().len(), 0);
}

#[test]
#[cfg(target_os = "linux")]
fn an_entry_that_cannot_be_told_is_no_draft() {
    let env = TestEnv::with_target();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = env.command(&["log", "Wrote the runbook"]).stdout(full).output().unwrap();
    assert_snapshot!(env.told(&output), @"
    --- stderr
    error: entry 1 is kept, but that cannot be told
      cause: No space left on device (os error 28)
    --- exit 1
    ");
    assert_eq!(env.json(&["recover", "--format", "json"])["drafts"].to_string(), "[]");
    assert_eq!(env.json(&["list", "--format", "json"])["entries"].as_array().unwrap().len(), 1);
}
