//! `promo purge`: gone for good, from every byte.

use std::path::Path;

use insta::assert_snapshot;

use crate::reliability::check_file;
use crate::support::TestEnv;

/// Files under a folder that hold a text, in any case.
fn holders(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holders(&path, text));
        } else {
            let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
            if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

const SECRETS: [&str; 9] = [
    "qzxtitle",
    "qzxcontext",
    "qzxdid",
    "qzxresult",
    "qzxnote",
    "qzxproject",
    "qzx-tag",
    "qzxlink",
    "qzxsource",
];

fn secret() -> String {
    let long = |name: &str| format!("{name}{}", "vwjk".repeat(12));
    format!(
        "{{\"uid\":\"0197c2f4-0000-7000-8000-0000000000ff\",\"title\":\"{}\",\"context\":\"{}\",\"did\":\"{}\",\
         \"result\":\"{}\",\"note\":\"{}\",\"project\":\"{}\",\"tags\":[\"{}@3\"],\"links\":[{{\"url\":\"{}\"}}],\
         \"source\":\"{}\"}}\n",
        long(SECRETS[0]),
        long(SECRETS[1]),
        format!("{} ", long(SECRETS[2])).repeat(200),
        long(SECRETS[3]),
        long(SECRETS[4]),
        long(SECRETS[5]),
        SECRETS[6],
        long(SECRETS[7]),
        long(SECRETS[8]),
    )
}

#[test]
fn nothing_of_it_is_left_in_any_byte() {
    let env = TestEnv::with_six_entries();
    let other =
        |n: u32| format!("{{\"title\":\"qzx other {n} qz{n}x\",\"did\":\"word{n} qzw{n} common\"}}\n");
    let lines: String = (0..200).map(other).chain([secret()]).chain((200..400).map(other)).collect();
    assert!(env.output_with(&["-q", "import", "-"], lines.as_bytes()).status.success());
    // It was changed, removed, brought back, and an edit of it failed.
    let id = "0197c2f4-0000-7000-8000-0000000000ff";
    env.ok(&["edit", id, "--title", "qzxtitlenew", "--note", "qzxnotenew"]);
    env.ok(&["rm", id]);
    env.ok(&["undo"]);
    env.ok(&["rm", id]);
    env.ok(&["restore", id]);
    assert_eq!(env.output(&["edit", id, "--result", "qzxresultnew", "-d", "someday"]).status.code(), Some(1));
    for secret in SECRETS {
        assert_ne!(holders(&env.path(".local"), secret), [""; 0], "{secret}");
    }
    assert!(!holders(&env.path(".local/state"), "qzxresultnew").is_empty());
    env.ok(&["purge", id, "--yes"]);
    for secret in SECRETS {
        assert_eq!(holders(&env.path(".local"), secret), [""; 0], "{secret}");
        assert_eq!(env.ids(&["search", secret]), [0u64; 0]);
        let whole = format!("{secret}{}", "vwjk".repeat(12));
        assert_eq!(env.ids(&["search", &whole]), [0u64; 0]);
    }
    check_file(&env.journal());
}

#[test]
fn a_removed_entry_can_be_purged_too() {
    let env = TestEnv::with_six_entries();
    env.ok(&["edit", "3", "--note", "qzxsecret"]);
    env.ok(&["rm", "3", "2"]);
    assert_snapshot!(env.see(&["purge", "3", "2", "1", "--yes"]), @"
    --- stdout
    3
    2
    1
    --- stderr
    Purged 3 entries.
    --- exit 0
    ");
    assert_eq!(holders(&env.path(".local"), "qzxsecret"), [""; 0]);
    assert_snapshot!(env.see(&["restore", "3"]), @"
    --- stderr
    error: there is no removed entry `3`
    Hint: promo history shows what was done
    --- exit 1
    ");
    assert_snapshot!(env.see(&["history", "3"]), @"
    --- stderr
    error: no entry `3`
    Hint: promo list shows the ids
    --- exit 1
    ");
    assert_snapshot!(env.see(&["show", "3"]), @"
    --- stderr
    error: no entry `3`
    Hint: promo list shows the ids
    --- exit 1
    ");
    assert_snapshot!(env.see(&["purge", "3", "--yes"]), @"
    --- stderr
    error: no entry `3`
    Hint: promo list shows the ids
    --- exit 1
    ");
    assert_snapshot!(env.see(&["history", "-n", "2"]), @"
    --- stdout
    2026-11-22 12:00  purge 3 2 1
    2026-11-22 12:00  rm 3 2
    --- exit 0
    ");
    check_file(&env.journal());
}

#[test]
fn it_asks_first() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["purge", "1"]), @"
    --- stderr
    error: purge asks before it removes anything for good, and there is no terminal to ask on
    Hint: add --yes if you are sure
    --- exit 1
    ");
    assert_snapshot!(env.see(&["purge", "1", "99", "--yes"]), @"
    --- stderr
    error: no entry `99`
    Hint: promo list shows the ids
    --- exit 1
    ");
    assert_eq!(env.ids(&["list"]).len(), 6);
    use crate::support::pty::Pty;
    let mut pty = Pty::start(env.command(&["purge", "1"]));
    pty.sees("Wrote the restart runbook").sees("[y/N]").types("n");
    let (code, seen) = pty.end();
    assert!(code == 0 && seen.contains("Left everything as it was."), "{seen}");
    assert_eq!(env.ids(&["list"]).len(), 6);
    let mut pty = Pty::start(env.command(&["purge", "1"]));
    pty.sees("[y/N]").types("y");
    assert_eq!(pty.end().0, 0);
    assert_eq!(env.ids(&["list"]).len(), 5);
}

#[test]
fn what_cannot_be_scrubbed_now_is_said() {
    let env = TestEnv::with_six_entries();
    // Somebody who reads keeps the write-ahead log from being emptied.
    let reader = promo::store::Store::open(&env.journal(), promo::store::Access::Read).unwrap();
    assert_eq!(reader.count().unwrap(), 6);
    let mut store = promo::store::Store::open(&env.journal(), promo::store::Access::Write).unwrap();
    let mut tx = store.begin("purge 1", "2026-11-22T12:00:00+00:00").unwrap();
    tx.purge("1".parse().unwrap()).unwrap();
    tx.commit().unwrap();
    assert!(!store.scrub().unwrap());
    drop(reader);
    assert!(store.scrub().unwrap());
    assert_eq!(holders(&env.path(".local/share"), "runbook"), [""; 0]);
}

#[test]
fn drafts_of_other_entries_stay() {
    let env = TestEnv::new();
    env.ok(&["log", "The same title"]);
    assert_eq!(
        env.output(&["--journal", "nowhere/j.db", "log", "The same title", "--did", "x"]).status.code(),
        Some(1)
    );
    env.ok(&["purge", "1", "--yes"]);
    assert!(env.ok(&["recover"]).contains("The same title"));
}

#[test]
fn a_draft_goes_with_an_entry_that_says_all_it_says() {
    let mut env = TestEnv::new();
    env.ok(&["log", "The same title", "--result", "9 min"]);
    env.ok(&["edit", "1", "--title", "Another title"]);
    env.set("EDITOR", "false");
    env.output(&["log", "-e", "The same title", "--result", "9 min"]);
    env.output(&["log", "-e", "The same title", "--did", "something of another day"]);
    env.ok(&["purge", "1", "--yes"]);
    let drafts = env.json(&["recover", "--format", "json"])["drafts"].clone();
    assert_eq!(drafts.as_array().unwrap().len(), 1);
    assert!(drafts[0]["text"].as_str().unwrap().contains("something of another day"));
}
