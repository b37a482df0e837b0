//! `promo pick`.

use insta::assert_snapshot;

use crate::support::TestEnv;

fn journal() -> TestEnv {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Wrote the runbook", "-t", "ASUP@4"]);
    env.ok(&["-q", "log", "Settled an escalation", "-t", "CSMG@4", "--confidential"]);
    env.ok(&["-q", "log", "Wrote the runbook again", "-t", "ASUP@4", "--replaces", "1"]);
    env
}

#[test]
fn picks_are_set_listed_cleared_and_taken_back() {
    let env = journal();
    assert_snapshot!(env.see(&["pick"]), @"
    --- stderr
    Nothing is picked, so the rule chooses: promo pick ID…
    --- exit 0
    ");
    assert_snapshot!(env.see(&["pick", "3", "2", "1", "3"]), @"
    --- stderr
    Entry 2 is confidential: the document leaves it out.
    Entry 1 is replaced by 3: the document leaves it out.
    Picked 3, 2 and 1: the document tells their results first, in this order.
    --- exit 0
    ");
    assert_snapshot!(env.see(&["pick"]), @"
    --- stdout
     3  Nov 22  Wrote the runbook again               ASUP@4
     2  Nov 22  Settled an escalation [confidential]  CSMG@4
     1  Nov 22  Wrote the runbook [replaced]          ASUP@4
    --- exit 0
    ");
    let json = env.json(&["pick", "--format", "json"]);
    let ids: Vec<u64> =
        json["picks"].as_array().unwrap().iter().map(|pick| pick["id"].as_u64().unwrap()).collect();
    assert_eq!((json["schema"].as_u64(), ids), (Some(1), vec![3, 2, 1]));
    assert_snapshot!(env.see(&["pick", "--clear"]), @"
    --- stderr
    Cleared the picks: the rule chooses again.
    --- exit 0
    ");
    env.ok(&["undo"]);
    assert_eq!(env.json(&["pick", "--format", "json"])["picks"].as_array().unwrap().len(), 3);
    env.ok(&["-q", "rm", "3"]);
    let output = env.output(&["pick"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 pick is no longer in the journal."));
}

#[test]
fn an_unknown_entry_changes_nothing() {
    let env = journal();
    env.ok(&["-q", "pick", "3"]);
    assert_snapshot!(env.see(&["pick", "1", "99"]), @"
    --- stderr
    error: no entry `99`
    Hint: promo list shows the ids
    --- exit 1
    ");
    assert_eq!(env.json(&["pick", "--format", "json"])["picks"][0]["id"], 3);
}
