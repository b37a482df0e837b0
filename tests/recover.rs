//! `promo recover`: text that could not be kept comes back as it was typed.

use insta::assert_snapshot;

use crate::support::TestEnv;
use crate::support::pty::{CTRL_C, Pty, Signal};

#[test]
fn stdin_comes_back_byte_for_byte() {
    let env = TestEnv::with_target();
    let typed = "Wrote the runbook\n\n  two\tspaces \u{1b}[31m\r\nlast line without an end";
    let output = env.output_with(&["log", "-", "-t", "INCS"], typed.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let found = env.output(&["recover"]);
    assert_eq!(String::from_utf8(found.stdout).unwrap(), typed);
    assert_eq!(env.json(&["recover", "--format", "json"])["drafts"][0]["text"], typed);
}

#[test]
fn stdin_that_is_not_utf_8_is_refused_with_its_place() {
    let env = TestEnv::with_target();
    let output = env.output_with(&["log", "-"], b"Caf\xe9 talk\nheld\n");
    assert_snapshot!(env.told(&output), @"
    --- stderr
    error: stdin is not UTF-8: line 1, byte 4
    Hint: convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8. Your text is kept: promo recover
    --- exit 1
    ");
    assert_eq!(env.output(&["recover"]).stdout, b"Caf\xe9 talk\nheld\n");
}

#[test]
fn the_newest_draft_is_mended_in_the_editor() {
    let mut env = TestEnv::with_target();
    assert_snapshot!(env.see(&["recover"]), @"
    --- stderr
    error: there is no draft: nothing that was typed got lost
    Hint: promo list shows what is kept
    --- exit 1
    ");
    env.output(&["log", "One", "-t", "INCS"]);
    env.output(&["log", "Two", "-t", "ASUQ", "--result", "9 min to 4"]);
    assert_snapshot!(env.see(&["recover", "--list"]), @"
    --- stdout
    2026-11-22 12:00  log  Two
    2026-11-22 12:00  log  One
    --- exit 0
    ");
    env.set("EDITOR", "truncate -s 0");
    assert_snapshot!(env.see(&["recover", "--edit"]), @"
    --- stderr
    Left the draft as it was. Drop it: promo recover --forget
    --- exit 0
    ");
    env.set("EDITOR", "sed -i s/ASUQ/ASUP/");
    assert_snapshot!(env.see(&["recover", "--edit"]), @"
    --- stdout
    1
    --- stderr
    Logged 1 for today.
    --- exit 0
    ");
    let entry = env.json(&["show", "1", "--format", "json"])["entry"].clone();
    assert_eq!((&entry["title"], &entry["result"]), (&"Two".into(), &"9 min to 4".into()));
    assert_snapshot!(env.see(&["recover", "--list"]), @"
    --- stdout
    2026-11-22 12:00  log  One
    --- exit 0
    ");
    assert_snapshot!(env.see(&["recover", "--forget"]), @"
    --- stderr
    Forgot the draft of 2026-11-22T12:00:00+00:00
    --- exit 0
    ");
    assert_snapshot!(env.see(&["recover", "--format", "json"]), @r#"
    --- stdout
    {"schema":1,"drafts":[]}
    --- exit 0
    "#);
}

#[test]
fn a_draft_mended_badly_stays_one() {
    let mut env = TestEnv::with_target();
    env.output(&["log", "One", "-t", "INCS"]);
    env.set("EDITOR", "sed -i s/INCS/ASUQ/");
    assert_eq!(env.output(&["recover", "--edit"]).status.code(), Some(1));
    let drafts = env.json(&["recover", "--format", "json"])["drafts"].clone();
    assert_eq!(drafts.as_array().unwrap().len(), 1);
    assert!(drafts[0]["text"].as_str().unwrap().contains("tags: ASUQ\n"));
}

#[test]
fn a_draft_of_the_guided_flow_becomes_its_entry_once() {
    let mut env = TestEnv::with_target();
    let mut pty = Pty::start(env.command(&["log"]));
    pty.sees("What you did: ").types("Wrote the run").sees("Wrote the run").signal(Signal::SIGTERM);
    let (code, seen) = pty.end();
    assert_eq!(code, 130, "{seen:?}");
    let draft = env.json(&["recover", "--format", "json"])["drafts"][0].clone();
    assert_eq!((&draft["command"], &draft["why"]), (&"log".into(), &"broken off".into()));
    env.set("EDITOR", "sed -i 's/^title: .*/&book/'");
    env.ok(&["recover", "--edit"]);
    let entry = env.json(&["show", "1", "--format", "json"])["entry"].clone();
    assert_eq!((&entry["title"], &entry["uid"]), (&"Wrote the runbook".into(), &draft["uid"]));
    assert_eq!(env.json(&["recover", "--format", "json"])["drafts"].to_string(), "[]");
}

#[test]
#[cfg(target_os = "linux")]
fn lines_typed_on_stdin_are_safe_from_ctrl_c() {
    let env = TestEnv::new();
    let mut pty = Pty::start(env.command(&["log", "-"]));
    pty.sees("Type the title, then what you did; Ctrl-D on a line of its own ends it.");
    pty.types("Wrote the runbook\n");
    // It catches SIGINT as soon as it has a line to lose.
    let catches = |status: String| {
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap().trim().to_owned();
        u64::from_str_radix(&mask, 16).unwrap() & 0b10 != 0
    };
    let start = std::time::Instant::now();
    while !catches(std::fs::read_to_string(format!("/proc/{}/status", pty.pid())).unwrap()) {
        assert!(start.elapsed().as_secs() < 10);
        std::thread::yield_now();
    }
    pty.types(CTRL_C);
    let (code, seen) = pty.end();
    assert_eq!(code, 130, "{seen:?}");
    assert_eq!(env.ok(&["recover"]), "Wrote the runbook\n");
}

#[test]
fn a_mended_edit_changes_what_the_person_changed_and_no_more() {
    let mut env = TestEnv::with_target();
    env.ok(&["log", "One", "--result", "9 min", "--did", "old"]);
    let failed = env.output(&["edit", "1", "--result", "9 min to 4", "-t", "ASUQ"]);
    assert_eq!(failed.status.code(), Some(1));
    env.ok(&["edit", "1", "--title", "Two", "--result", "9 min to 5", "--did", "new"]);
    env.set("EDITOR", "sed -i s/ASUQ/ASUP/");
    assert_snapshot!(env.see(&["recover", "--edit"]), @"
    --- stdout
    1
    --- stderr
    Changed entry 1
    result was changed meanwhile too; the other text is in promo history 1
    --- exit 0
    ");
    let entry = env.json(&["show", "1", "--format", "json"])["entry"].clone();
    assert_eq!((&entry["title"], &entry["did"]), (&"Two".into(), &"new".into()));
    assert_eq!((&entry["result"], &entry["tags"][0]), (&"9 min to 4".into(), &"ASUP@4?".into()));
    assert_eq!(env.json(&["recover", "--format", "json"])["drafts"].to_string(), "[]");
}

#[test]
fn a_mended_edit_that_fails_again_is_one_draft() {
    let mut env = TestEnv::with_target();
    env.ok(&["log", "One"]);
    env.output(&["edit", "1", "-t", "ASUQ"]);
    for (editor, tag) in [("true", "ASUQ"), ("sed -i s/ASUQ/INCS/", "INCS")] {
        env.set("EDITOR", editor);
        let told = env.see(&["recover", "--edit"]);
        assert!(told.contains("Your text is kept: promo recover\n--- exit 1"), "{told}");
        let drafts = env.json(&["recover", "--format", "json"])["drafts"].clone();
        assert_eq!(drafts.as_array().unwrap().len(), 1);
        assert!(drafts[0]["text"].as_str().unwrap().contains(&format!("tags: {tag}\n")));
    }
}

#[test]
fn a_draft_knows_its_journal_from_any_folder() {
    let mut env = TestEnv::with_target();
    std::fs::create_dir(env.path("there")).unwrap();
    env.ok(&["--journal", "there/j.db", "log", "First"]);
    env.output(&["--journal", "there/j.db", "log", "One", "-t", "NOPE"]);
    env.set("EDITOR", "sed -i s/NOPE/ASUP/");
    let ended = env.command(&["recover", "--edit"]).current_dir(env.path("there")).status().unwrap();
    assert!(ended.success());
    assert!(env.ok(&["--journal", "there/j.db", "list"]).contains("One"));
}

#[test]
fn a_form_without_its_notes_is_still_a_form() {
    let mut env = TestEnv::with_target();
    env.write("form", b"title: Caf\xe9 talk\n--- result\n9 min\n");
    env.set("EDITOR", "cp form");
    assert_eq!(env.output(&["log", "-e"]).status.code(), Some(1));
    assert_eq!(env.output(&["recover"]).stdout, b"title: Caf\xe9 talk\n--- result\n9 min\n");
    env.set("EDITOR", "sed -i s/Caf[^t]*t/Cafe\\ t/");
    env.ok(&["recover", "--edit"]);
    let entry = env.json(&["show", "1", "--format", "json"])["entry"].clone();
    assert_eq!((&entry["title"], &entry["result"]), (&"Cafe talk".into(), &"9 min".into()));
}

#[test]
fn a_draft_whose_entry_is_there_never_overwrites_it() {
    let mut env = TestEnv::with_target();
    env.output(&["log", "One", "-t", "ASUQ"]);
    let draft =
        || std::fs::read_dir(env.path(".local/state/promo/drafts")).unwrap().next().unwrap().unwrap().path();
    let (file, text) = (draft(), std::fs::read(draft()).unwrap());
    env.set("EDITOR", "sed -i s/ASUQ/ASUP/");
    env.ok(&["recover", "--edit"]);
    // The same again is done already.
    std::fs::write(&file, &text).unwrap();
    env.ok(&["recover", "--edit"]);
    assert!(!file.exists());
    env.ok(&["edit", "1", "--title", "Two"]);
    std::fs::write(&file, &text).unwrap();
    assert_snapshot!(env.see(&["recover", "--edit"]), @"
    --- stderr
    error: this text is entry 1 already, which says something else by now
    Hint: promo edit 1 changes it, and promo recover --forget drops the draft. Your text is kept: promo recover
    --- exit 1
    ");
    env.ok(&["rm", "1"]);
    assert_snapshot!(env.see(&["recover", "--edit"]), @"
    --- stderr
    error: this text was entry 1, which was removed
    Hint: promo restore 1 brings it back. Your text is kept: promo recover
    --- exit 1
    ");
    assert!(file.exists());
}
