//! `promo next`: the three most useful steps, and what stops them.

use insta::assert_snapshot;

use crate::support::{TestEnv, schema};

#[test]
fn the_sample_year_has_three_steps() {
    let mut env = TestEnv::new();
    env.ok(&["-q", "demo"]);
    let journal = env.path("promo-demo/journal.db").display().to_string();
    env.set("PROMO_JOURNAL", &journal);
    let before = std::fs::read(&journal).unwrap();
    assert_snapshot!(env.see(&["next"]), @r#"
    --- stdout
      1  promo tag 40 INCA@4
         "Reworked the help pages on passwords and single sign-on" has no tag: does
         it show this?
         Then INCA@4 is met.
      2  promo edit 36 --link URL
         "Set a standard for our diagnostic scripts and brought the old ones up to
         it": where can it be seen?
         Then technical-skills@4 is met.
      3  promo tag 32 security-and-ethics@4
         "Found live access tokens in ticket attachments and had them revoked" has
         no tag: does it show this?
         Brings security-and-ethics@4 nearer.
    --- exit 0
    "#);
    assert_snapshot!(env.see(&["next", "--format", "json"]), @r#"
    --- stdout
    {"schema":1,"today":"2026-11-22","target":{"framework":"engineering","role":"support-engineer","level":4,"title":"Lead Support Engineer","due":"2027-03-02"},"met":5,"criteria":10,"steps":[{"command":"promo tag 40 INCA@4","why":"\"Reworked the help pages on passwords and single sign-on\" has no tag: does it show this?","entry":40,"meets":["INCA@4"],"nearer":[]},{"command":"promo edit 36 --link URL","why":"\"Set a standard for our diagnostic scripts and brought the old ones up to it\": where can it be seen?","entry":36,"meets":["technical-skills@4"],"nearer":[]},{"command":"promo tag 32 security-and-ethics@4","why":"\"Found live access tokens in ticket attachments and had them revoked\" has no tag: does it show this?","entry":32,"meets":[],"nearer":["security-and-ethics@4"]}],"confidential":0}
    --- exit 0
    "#);
    assert_snapshot!(env.see(&["next", "--role", "systems-engineer", "--level", "5"]), @r#"
    --- stdout
      1  promo tag 24 impact@5
         "Replaced the invoice mailbox with a form that asks the right questions":
         is this level 5?
         Brings impact@5 nearer.
      2  promo tag 31 collaboration@5
         "Agreed one handover between the three support sites": is this level 5?
         Brings collaboration@5 nearer.
      3  promo tag 33 problem-solving@5
         "Ran the review of the six-hour gateway outage and saw its actions
         through": is this level 5?
         Brings problem-solving@5 nearer.
    --- exit 0
    "#);
    let described = schema::read("next.schema.json");
    assert_eq!(schema::faults(&described, &env.json(&["next", "--format", "json"])), [""; 0]);
    assert!(std::fs::read(&journal).unwrap() == before, "next only reads");
    // What a step promises comes true, and then another is the most useful.
    let readiness = || env.json(&["gap", "--format", "json"])["summary"]["met"].as_u64().unwrap();
    let met = readiness();
    let json = env.json(&["next", "--format", "json"]);
    let first = json["steps"][0]["command"].as_str().unwrap();
    assert_eq!(json["steps"][0]["meets"], serde_json::json!(["INCA@4"]));
    let typed: Vec<&str> = first.split(' ').skip(1).collect();
    env.ok(&typed);
    assert_eq!(readiness(), met + 1);
    assert_ne!(env.json(&["next", "--format", "json"])["steps"][0]["command"], first);
}

#[test]
fn what_has_no_steps_is_told() {
    let mut env = TestEnv::new();
    assert_snapshot!(env.see(&["next"]), @"
    --- stderr
    error: there is no journal at `~/.local/share/promo/journal.db`
    Hint: make one with promo init, or try promo demo
    --- exit 1
    ");
    env.ok(&["log", "Wrote the runbook"]);
    assert_snapshot!(env.see(&["next"]), @"
    --- stderr
    error: this journal has no target yet
    Hint: promo init, or name one for this once: --role support-engineer --level 4
    --- exit 1
    ");
    assert_snapshot!(env.see(&["next", "--role", "support-engineer", "--level", "9"]), @"
    --- stderr
    error: no level `9` in `engineering`
    Hint: `support-engineer` has 1 (Associate Support Engineer), 2 (Support Engineer), 3 (Senior Support Engineer), 4 (Lead Support Engineer), 5 (Principal Support Engineer), 6 (Distinguished Support Engineer) and 7 (Chief Support Engineer)
    --- exit 1
    ");
    let env_with = TestEnv::with_target();
    assert_snapshot!(env_with.see(&["next"]), @r#"
    --- stdout
      1  promo log "…" -t CSMG@4
         Can you show this? Your monthly chart of contact volume, first reply time
         and reopened tickets by channel, with an action against each peak.
         Brings CSMG@4 nearer.
      2  promo log "…" -t ASUP@4
         Can you show this? The support procedure you maintain for an application,
         with its last three edits and the ticket behind each one.
         Brings ASUP@4 nearer.
      3  promo log "…" -t INCA@4
         Can you show this? Navigation and page layouts you designed for a large
         documentation set, with the reader test that shaped them.
         Brings INCA@4 nearer.
    --- exit 0
    "#);
    // With the tests off, one entry meets what it is tagged with.
    let tags: Vec<String> = env_with.json(&["gap", "--format", "json"])["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|criterion| format!("{}@4", criterion["key"].as_str().unwrap()))
        .collect();
    env_with.ok(&["log", "Did it all", "-t", &tags.join(",")]);
    env_with.write(
        ".config/promo/config.toml",
        "[rules]\nentries = 1\nspread = 1\nmonths = 0\nresults = 0\nlinks = 0\nstated = 0\nown = 0\n",
    );
    assert_snapshot!(env_with.see(&["next"]), @"
    --- stderr
    Nothing is left to do: 10 criteria are met.
    --- exit 0
    ");
    assert_snapshot!(env_with.see(&["next", "--format", "json"]), @r#"
    --- stdout
    {"schema":1,"today":"2026-11-22","target":{"framework":"engineering","role":"support-engineer","level":4,"title":"Lead Support Engineer","due":null},"met":10,"criteria":10,"steps":[],"confidential":0}
    --- exit 0
    "#);
    env.set("PROMO_JOURNAL", "/dev/null");
    assert_eq!(env.output(&["next"]).status.code(), Some(1));
}
