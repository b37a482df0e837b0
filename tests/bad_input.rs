//! What comes in wrong is refused in words that help, and loses nothing.

use insta::assert_snapshot;

use crate::support::pty::Pty;
use crate::support::{TestEnv, assert_golden, inside};

#[test]
fn values_that_nobody_can_mean() {
    let env = TestEnv::with_target();
    assert_snapshot!(env.see(&["log", ""]), @r#"
    --- stderr
    error: the title is empty
    Hint: say what you did: promo log "Wrote the runbook"
    --- exit 1
    "#);
    assert_snapshot!(env.see(&["log", "  ", "--did", "something"]), @r#"
    --- stderr
    error: the title is empty
    Hint: say what you did: promo log "Wrote the runbook". Your text is kept: promo recover
    --- exit 1
    "#);
    assert_snapshot!(env.see(&["log", "x", "-t", "ASPU"]), @"
    --- stderr
    error: no skill or behaviour `ASPU` in `engineering`
    Hint: did you mean `ASUP` (Application support), `ASMG` (Asset management) or `USUP` (Incident management)? Your text is kept: promo recover
    --- exit 1
    ");
    assert_snapshot!(env.see(&["log", "x", "-t", "ASUP@99"]), @"
    --- stderr
    error: no level `99` in `engineering`
    Hint: the levels are 1 (Associate), 2 (Engineer), 3 (Senior), 4 (Lead), 5 (Principal), 6 (Distinguished) and 7 (Chief). Your text is kept: promo recover
    --- exit 1
    ");
    assert_snapshot!(env.see(&["log", "x", "-d", "2026-02-30"]), @r#"
    --- stderr
    error: there is no day `2026-02-30`
    Hint: write a day as 2026-11-20, today, yesterday, fri, 3d, 2w or "2 weeks ago". Your text is kept: promo recover
    --- exit 1
    "#);
    assert_snapshot!(env.see(&["log", "x", "-d", "soon"]), @r#"
    --- stderr
    error: `soon` is not a day
    Hint: write a day as 2026-11-20, today, yesterday, fri, 3d, 2w or "2 weeks ago". Your text is kept: promo recover
    --- exit 1
    "#);
    assert_snapshot!(env.see(&["log", "x", "--replaces", "9"]), @"
    --- stderr
    error: no entry `9`
    Hint: promo list shows the ids. Your text is kept: promo recover
    --- exit 1
    ");
    assert_snapshot!(env.see(&["log", "two\nlines"]), @r#"
    --- stderr
    error: the title has a line break; its first line is the title, the rest belongs in `did`
    Hint: give the first line as the title and the rest as --did "…". Your text is kept: promo recover
    --- exit 1
    "#);
    assert_snapshot!(env.see(&["gap", "--role", "support"]), @"
    --- stderr
    error: no role `support` in `engineering`
    Hint: did you mean `support-engineer`?
    --- exit 1
    ");
    assert_snapshot!(env.see(&["gap", "--level", "12"]), @"
    --- stderr
    error: no level `12` in `engineering`
    Hint: `support-engineer` has 1 (Associate Support Engineer), 2 (Support Engineer), 3 (Senior Support Engineer), 4 (Lead Support Engineer), 5 (Principal Support Engineer), 6 (Distinguished Support Engineer) and 7 (Chief Support Engineer)
    --- exit 1
    ");
    assert_eq!(env.ids(&["list"]), [0u64; 0]);
}

#[test]
fn stdin_that_is_too_much_or_no_text() {
    let env = TestEnv::with_target();
    let told = env.told(&env.output_with(&["log", "-"], b"Caf\xe9\n"));
    assert_snapshot!(told, @"
    --- stderr
    error: stdin is not UTF-8: line 1, byte 4
    Hint: convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8. Your text is kept: promo recover
    --- exit 1
    ");
    let big = format!("Title\n{}", "x".repeat(2 << 20));
    assert_snapshot!(env.told(&env.output_with(&["log", "-"], big.as_bytes())), @"
    --- stderr
    error: the entry has 2097157 bytes of text; at most 1048576 (1 MiB) are taken
    Hint: put the long text elsewhere and add it as --link URL. Your text is kept: promo recover
    --- exit 1
    ");
    assert_eq!(env.ok(&["recover"]).len(), big.len());
    assert_snapshot!(env.told(&env.output_with(&["log", "-"], b"a\0b\n")), @"
    --- stderr
    error: stdin holds a NUL: line 1, byte 2
    Hint: take it out; an entry is text. Your text is kept: promo recover
    --- exit 1
    ");
    assert_snapshot!(env.told(&env.output_with(&["log", "-"], b"\n \n")), @r#"
    --- stderr
    error: the title is empty
    Hint: say what you did: promo log "Wrote the runbook"
    --- exit 1
    "#);
    assert_eq!(env.ids(&["list"]), [0u64; 0]);
}

#[test]
fn a_journal_in_a_missing_folder() {
    let env = TestEnv::new();
    assert_snapshot!(env.see(&["--journal", "no/where/j.db", "log", "x"]), @"
    --- stderr
    error: the folder `no/where` does not exist
    Hint: mkdir -p no/where, or let promo init make it. Your text is kept: promo recover
    --- exit 1
    ");
    assert_snapshot!(env.see(&["--journal", "no/where/j.db", "list"]), @"
    --- stderr
    error: there is no journal at `no/where/j.db`
    Hint: make one with promo init, or try promo demo
    --- exit 1
    ");
    assert!(!env.path("no").exists());
}

#[test]
fn files_that_are_no_journal_are_named_and_left_alone() {
    let env = TestEnv::new();
    env.write("text", "Dear diary,\n");
    env.write("long", "Dear diary, ".repeat(1000));
    env.write("empty", "");
    env.write("folder/x", "");
    let foreign = rusqlite::Connection::open(env.path("foreign")).unwrap();
    foreign.execute_batch("CREATE TABLE t (x); PRAGMA user_version = 3").unwrap();
    drop(foreign);
    let other = rusqlite::Connection::open(env.path("other")).unwrap();
    other.execute_batch("CREATE TABLE t (x); PRAGMA application_id = 42").unwrap();
    drop(other);
    let newer = rusqlite::Connection::open(env.path("newer")).unwrap();
    newer
        .execute_batch("CREATE TABLE t (x); PRAGMA application_id = 0x50524d4f; PRAGMA user_version = 99")
        .unwrap();
    drop(newer);
    let mut told = String::new();
    for file in ["text", "long", "empty", "folder", "foreign", "other", "newer"] {
        let before = std::fs::read(env.path(file)).unwrap_or_default();
        let list = env.see(&["--journal", file, "list"]);
        told.push_str(&list);
        let others: &[&[&str]] = &[
            &["-q", "log", "x"],
            &["init", "--role", "support-engineer", "--target", "4"],
            &["undo"],
            &["dump"],
            &["import", "text"],
        ];
        for args in others {
            let output = env.output(&[&["--journal", file], *args].concat());
            assert_eq!(output.status.code(), Some(1), "{file} {args:?}");
        }
        assert_eq!(std::fs::read(env.path(file)).unwrap_or_default(), before, "{file}");
    }
    assert_golden!("no-journal", told);
    let mut names: Vec<_> = std::fs::read_dir(env.home()).unwrap().map(|f| f.unwrap().file_name()).collect();
    names.sort();
    // Nothing beside them but the drafts.
    assert_eq!(names, [".local", "empty", "folder", "foreign", "long", "newer", "other", "text"]);
}

#[test]
fn a_setting_that_cannot_be_read_is_named_with_file_line_and_key() {
    let env = TestEnv::with_six_entries();
    for text in
        ["[rules]\nentries = 3\nmonths = \"twelve\"\n", "[rules]\nentires = 3\n", "[rules\n", "colour = 1\n"]
    {
        env.write("c.toml", text);
        let told = env.see(&["--config", "c.toml", "gap"]);
        assert!(told.contains("error: `c.toml`, line "), "{told}");
    }
    env.write("c.toml", "[rules]\nentries = 3\nmonths = \"twelve\"\n");
    assert_snapshot!(env.see(&["--config", "c.toml", "gap"]), @r#"
    --- stderr
    error: `c.toml`, line 3: `months`: invalid type: string "twelve", expected a whole number from 0 to 65535
    Hint: the keys are [rules] entries, spread, months, results, links, stated and own, and [document] words
    --- exit 1
    "#);
    assert_snapshot!(env.see(&["--config", "missing.toml", "gap"]), @"
    --- stderr
    error: the settings `missing.toml` cannot be read
      cause: No such file or directory (os error 2)
    Hint: the keys are [rules] entries, spread, months, results, links, stated and own, and [document] words
    --- exit 1
    ");
    // What is logged does not hang on it.
    assert_eq!(env.ok(&["--config", "c.toml", "log", "x"]), "7\n");
}

#[test]
fn without_a_terminal_nothing_waits_for_an_answer() {
    let env = TestEnv::with_six_entries();
    assert_snapshot!(env.see(&["log"]), @r#"
    --- stderr
    error: there is no title, and no terminal to ask for one
    Hint: promo log "Wrote the runbook", or promo log - to read stdin
    --- exit 1
    "#);
    assert_snapshot!(TestEnv::new().see(&["init"]), @"
    --- stderr
    error: no role is given, and no terminal to ask for one
    Hint: promo init --name Ada --role support-engineer --current 3 --target 4
    --- exit 1
    ");
}

const ODD: &str = "\u{1b}[31mred\u{1b}]0;title\u{7} \u{9b}2J\u{202e}turned\u{0}";

#[test]
fn a_title_cannot_steer_the_terminal() {
    let env = TestEnv::with_target();
    let title = ODD.trim_end_matches('\0');
    let link = format!("https://x.example/{title}");
    assert_snapshot!(env.see(&["log", title, "--did", title, "-p", title, "--link", &link, "-t", "ASUP"]), @"
    --- stdout
    1
    --- stderr
    Logged 1 for today.
    --- exit 0
    ");
    env.ok(&["edit", "1", "--note", title]);
    assert_snapshot!(env.see(&["list"]), @r"
    --- stdout
     1  Nov 22  \u{1b}[31mred\u{1b}]0;title\u{7} \u{9b}2J\u{202e}turned  ASUP@4?  \u{1b}[31mred\u{1b}]0;title\u{7} \u{9b}2J\u{202e}turned
    --- exit 0
    ");
    assert_snapshot!(env.see(&["search", "turned"]), @r"
    --- stdout
     1  Nov 22  \u{1b}[31mred\u{1b}]0;title\u{7} \u{9b}2J\u{202e}turned  ASUP@4?  \u{1b}[31mred\u{1b}]0;title\u{7} \u{9b}2J\u{202e}turned
    --- exit 0
    ");
    let told: &[&[&str]] = &[
        &["show", "1"],
        &["history", "1"],
        &["history"],
        &["gap", "-v"],
        &["rm", "1"],
        &["restore", "1"],
        &["pick", "1"],
        &["pick"],
        &["undo"],
        &["export"],
        &["gap", "--format", "markdown"],
        &["gap", "--format", "html"],
        &["--color", "always", "list"],
        &["edit", "1", "-d", title],
        &["log", "x", "-t", title],
        &["list", "-t", title],
        &["import", title],
        &["--journal", title, "list"],
        &["show", title],
        &["init", "--role", title],
        &["gap", "--level", title],
    ];
    for args in told {
        let output = env.output(args);
        let mut text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        if args[0] == "--color" {
            text = text.replace("\u{1b}[0m", "").replace("\u{1b}[2m", "").replace("\u{1b}[1m", "");
        }
        let steers = |c: &char| (c.is_control() && *c != '\n') || *c == '\u{202e}';
        assert_eq!(text.chars().find(steers), None, "{args:?}: {text:?}");
    }
    // For programs it is what was typed.
    assert_eq!(env.json(&["show", "1", "--format", "json"])["entry"]["title"], title);
    let dump: serde_json::Value = serde_json::from_str(&env.ok(&["dump"])).unwrap();
    assert_eq!((dump["title"].as_str(), dump["did"].as_str()), (Some(title), Some(title)));
}

#[test]
fn json_on_a_terminal_is_escaped_and_in_a_pipe_exact() {
    let env = TestEnv::with_target();
    let odd = "\u{7f}\u{85}\u{9b}2J\u{202e}turned\u{2066}\u{200b}";
    env.ok(&["log", odd, "--did", odd, "-p", odd, "-t", "ASUP"]);
    env.ok("pick 1");
    let is_unsafe = |c: char| !c.is_ascii() && odd.contains(c);
    for line in ["show 1", "list", "history 1", "pick", "gap", "dump"] {
        let format: &[&str] = if line == "dump" { &[] } else { &["--format", "json"] };
        let args: Vec<&str> = line.split(' ').chain(format.iter().copied()).collect();
        let piped = env.ok(&args);
        let shown = inside::run(&env, inside::terminal(80), &args).out;
        assert!(!shown.contains('\u{7f}'), "{line}: {shown:?}");
        assert_eq!(shown.chars().find(|c| is_unsafe(*c)), None, "{line}: {shown:?}");
        let [piped_value, shown_value] =
            [&piped, &shown].map(|text| serde_json::from_str::<serde_json::Value>(text).unwrap());
        assert_eq!(piped_value, shown_value, "{line}");
        assert_eq!(piped.contains(odd), line != "gap", "{line}: a pipe gets the bytes");
    }
    let (code, seen) = Pty::start(env.command("show 1 --format json")).end();
    assert!(code == 0 && seen.contains(r"\u007f\u0085\u009b2J\u202eturned\u2066\u200b"), "{seen}");
}

#[test]
fn a_terminal_of_twenty_columns_is_enough() {
    let env = TestEnv::with_six_entries();
    for args in
        ["list", "show 4", "search the", "history 1", "history", "gap", "--help", "framework list", "pick"]
    {
        let words: Vec<&str> = args.split(' ').collect();
        let inside::Ran { code, out: seen, err } = inside::run(&env, inside::terminal(20), &words);
        assert_eq!(code, 0, "{args}: {seen}");
        assert!(!seen.trim().is_empty() || !err.trim().is_empty(), "{args}");
        if matches!(args, "list" | "search the" | "show 4") {
            for line in seen.lines() {
                // A link stays whole, so that it can be followed.
                assert!(line.chars().count() <= 20 || line.contains("://"), "{args}: {line:?} in\n{seen}");
            }
        }
    }
}
