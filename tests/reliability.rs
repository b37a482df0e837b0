//! What must hold whatever happens: many at once, a kill at any time, any umask.

use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Stdio;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::support::{TestEnv, assert_golden, skipped};

/// Checks a journal's file: its pages, its references, its search index, and that a tag's day is its entry's.
#[track_caller]
pub fn check_file(path: &Path) {
    let connection = Connection::open(path).unwrap();
    let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(one("PRAGMA integrity_check"), "ok");
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []).unwrap();
    assert_eq!(
        count("SELECT count(*) FROM tag JOIN entry ON entry.id = tag.entry WHERE tag.date <> entry.date"),
        0
    );
    assert_eq!(count("SELECT count(*) FROM entry JOIN tombstone ON tombstone.entry = entry.id"), 0);
}

#[test]
fn first_runs_may_race_and_eight_may_write_at_once() {
    let env = TestEnv::new();
    let script = "for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
        \"$0\" -q log \"entry $n\" -t ASUP@3 || exit 1; done";
    let binary = assert_cmd::cargo::cargo_bin!("promo").display().to_string();
    let run = || {
        let mut shell = env.shell(script, &binary);
        shell.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let children: Vec<_> = (0..8).map(|_| run()).collect();
    let mut printed = Vec::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", env.told(&output));
        let text = String::from_utf8(output.stdout).unwrap();
        printed.extend(text.lines().map(|id| id.parse::<u64>().unwrap()));
    }
    printed.sort_unstable();
    assert_eq!(printed, (1..=200).collect::<Vec<_>>());
    assert_eq!(env.ids(&["list"]).len(), 200);
    check_file(&env.journal());
}

#[test]
fn an_entry_whose_number_was_printed_survives_a_kill() {
    let env = TestEnv::new();
    for n in 1..=10u64 {
        let mut command = env.command(&["log", &format!("entry {n}"), "-t", "ASUP@3"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        // SIGKILL; it may have ended by itself already.
        let _ = child.kill();
        child.wait().unwrap();
        assert_eq!(line, format!("{n}\n"));
        assert_eq!(env.ids(&["list", "-n", "1"]), [n]);
    }
    check_file(&env.journal());
}

/// Modes of all that is in a folder, but for what the test itself put there.
fn modes(folder: &Path, found: &mut Vec<(String, u32)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let about = std::fs::symlink_metadata(&path).unwrap();
        found.push((path.display().to_string(), about.permissions().mode() & 0o7777));
        if about.is_dir() {
            modes(&path, found);
        }
    }
}

#[test]
fn all_that_is_made_is_private_whatever_the_umask() {
    let binary = assert_cmd::cargo::cargo_bin!("promo").display().to_string();
    for umask in ["000", "022", "077"] {
        let env = TestEnv::new();
        let script = format!(
            "umask {umask}
            \"$0\" -q init --role support-engineer --target 4 --journal deep/er/j.db || exit 1
            \"$0\" -q log one || exit 1
            \"$0\" -q log two -t INCS 2>/dev/null && exit 1
            echo '{{\"title\":\"x\"}}' | \"$0\" -q import - --journal imported.db || exit 1
            \"$0\" -q init --role support-engineer --target 4 || exit 1
            \"$0\" -q export -o promotion.md || exit 1
            \"$0\" -q export -o promotion.md --force || exit 1
            \"$0\" -q demo >/dev/null || exit 1
            mkfifo hold; \"$0\" -q log - <hold & exec 3>hold; echo held >&3; \"$0\" list >/dev/null; exec 3>&-; wait; rm hold"
        );
        let output = env.shell(&script, &binary).output().unwrap();
        assert!(output.status.success(), "{}", env.told(&output));
        let mut found = Vec::new();
        modes(env.home(), &mut found);
        assert!(found.len() > 12, "{found:?}");
        for (path, mode) in found {
            let wanted = if Path::new(&path).is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, wanted, "umask {umask}: {path} is {mode:o}");
        }
    }
}

#[test]
fn the_files_beside_an_open_journal_are_private_too() {
    let env = TestEnv::with_six_entries();
    let mut store = promo::store::Store::open(&env.journal(), promo::store::Access::Write).unwrap();
    let mut tx = store.begin("test", "2026-11-22T12:00:00+00:00").unwrap();
    tx.remove("1".parse().unwrap()).unwrap();
    tx.commit().unwrap();
    let mut found = Vec::new();
    modes(env.journal().parent().unwrap(), &mut found);
    assert_eq!(found.iter().map(|(_, mode)| *mode).collect::<Vec<_>>(), [0o600; 3], "{found:?}");
}

#[test]
fn a_reading_command_makes_no_file() {
    let env = TestEnv::new();
    env.write("config.toml", "");
    let reading: &[&[&str]] = &[
        &["list"],
        &["show", "1"],
        &["search", "x"],
        &["history"],
        &["history", "1"],
        &["dump"],
        &["gap"],
        &["export"],
        &["pick"],
        &["recover"],
        &["framework", "list"],
        &["framework", "show", "--role", "support-engineer"],
        &["completions", "bash"],
        &["man"],
        &["undo"],
        &["rm", "1"],
        &["restore", "1"],
        &["purge", "1", "--yes"],
        &["tag", "1", "ASUP"],
        &["untag", "1", "ASUP"],
        &["tag", "rename", "A", "B"],
        &["edit", "1", "--title", "x"],
        &["pick", "1"],
    ];
    for args in reading {
        env.output(args);
        let names: Vec<_> =
            std::fs::read_dir(env.home()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(names, ["config.toml"], "{args:?}");
    }
    // With a journal they leave it, and what is beside it, as it was.
    let env = TestEnv::with_six_entries();
    let before = std::fs::read(env.journal()).unwrap();
    let mut files = Vec::new();
    modes(env.home(), &mut files);
    for args in &reading[..14] {
        env.output(args);
        let mut after = Vec::new();
        modes(env.home(), &mut after);
        assert_eq!(after, files, "{args:?}");
        assert_eq!(std::fs::read(env.journal()).unwrap(), before, "{args:?}");
    }
}

#[test]
fn a_journal_that_is_gone_is_not_made_anew_in_silence() {
    let env = TestEnv::with_six_entries();
    std::fs::remove_file(env.journal()).unwrap();
    assert_snapshot!(env.see(&["log", "Typed after the loss"]), @"
    --- stderr
    error: the journal `~/.local/share/promo/journal.db` was here and is gone; a new one would hide that
    Hint: put it back from a backup, or start anew with promo init. Your text is kept: promo recover
    --- exit 1
    ");
    assert_snapshot!(env.see(&["import", "in.jsonl"]), @"
    --- stderr
    error: the journal `~/.local/share/promo/journal.db` was here and is gone; a new one would hide that
    Hint: put it back from a backup, or start anew with promo init
    --- exit 1
    ");
    assert!(!env.journal().exists());
    assert_snapshot!(env.see(&["init", "--role", "support-engineer", "--target", "4"]), @r#"
    --- stdout
    ~/.local/share/promo/journal.db
    --- stderr
    Made a new journal at ~/.local/share/promo/journal.db; the one that was here is gone
    You are going for Lead Support Engineer (level 4).
    Next: promo log "what you did" -t TAG, then promo gap
    --- exit 0
    "#);
    assert_eq!(env.ok(&["log", "Typed after it"]), "1\n");
}

#[test]
fn a_journal_that_came_from_elsewhere_is_remembered_once_it_is_written() {
    let env = TestEnv::with_six_entries();
    let other = TestEnv::new();
    std::fs::copy(env.journal(), other.path("j.db")).unwrap();
    other.ok(&["--journal", "j.db", "log", "x"]);
    std::fs::remove_file(other.path("j.db")).unwrap();
    assert_snapshot!(other.see(&["--journal", "j.db", "log", "y"]), @"
    --- stderr
    error: the journal `j.db` was here and is gone; a new one would hide that
    Hint: put it back from a backup, or start anew with promo init. Your text is kept: promo recover
    --- exit 1
    ");
}

#[test]
fn what_is_left_of_a_journal_is_not_written_over() {
    let env = TestEnv::new();
    env.write("j.db-wal", "frames");
    assert_snapshot!(env.see(&["--journal", "j.db", "log", "x"]), @"
    --- stderr
    error: `j.db-wal` is left of a journal whose `j.db` is gone
    Hint: put the journal back beside it, or move the rest away. Your text is kept: promo recover
    --- exit 1
    ");
    assert_snapshot!(env.see(&["--journal", "j.db", "import", "-"]), @"
    --- stderr
    error: `j.db-wal` is left of a journal whose `j.db` is gone
    Hint: put the journal back beside it, or move the rest away
    --- exit 1
    ");
    assert_snapshot!(env.see(&["--journal", "j.db", "init", "--role", "support-engineer", "--target", "4"]), @"
    --- stderr
    error: `j.db-wal` is left of a journal whose `j.db` is gone
    Hint: put the journal back beside it, or move the rest away
    --- exit 1
    ");
    assert_eq!(std::fs::read(env.path("j.db-wal")).unwrap(), b"frames");
    assert!(!env.path("j.db").exists());
}

#[test]
fn the_file_says_what_it_is_and_keeps_its_rules() {
    let env = TestEnv::with_six_entries();
    let connection = Connection::open(env.journal()).unwrap();
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(number("application_id"), 0x5052_4d4f);
    assert_eq!(number("user_version"), 4);
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    let mut select = connection
        .prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let tables: Vec<(String, bool)> =
        select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert!(tables.len() >= 9 && tables.iter().all(|(_, strict)| *strict), "{tables:?}");
    let references: i64 = connection
        .query_row(
            "SELECT count(*) FROM pragma_table_list AS t, pragma_foreign_key_list(t.name)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(references >= 5);
    drop(select);
    drop(connection);
    // The day of a tag follows that of its entry.
    env.ok(&["edit", "1", "-d", "2026-03-03"]);
    check_file(&env.journal());
}

#[test]
fn a_day_to_come_is_told_and_does_not_count_yet() {
    let mut env = TestEnv::with_target();
    assert_snapshot!(env.see(&["log", "Will speak", "-d", "2026-11-24", "-t", "ASUP@4"]), @"
    --- stdout
    1
    --- stderr
    Warning: 2026-11-24 is yet to come; the entry counts from that day on
    Logged 1 for Nov 24.
    --- exit 0
    ");
    assert_snapshot!(env.see(&["edit", "1", "-d", "2026-11-23"]), @"
    --- stdout
    1
    --- stderr
    Warning: 2026-11-23 is yet to come; the entry counts from that day on
    Changed entry 1
    --- exit 0
    ");
    let evidence = |env: &TestEnv, args: &[&str]| {
        let gap = env.json(&[&["gap", "--format", "json"], args].concat());
        let criteria = gap["criteria"].as_array().unwrap();
        criteria.iter().find(|one| one["key"] == "ASUP").unwrap()["evidence"].as_u64().unwrap()
    };
    assert_eq!(evidence(&env, &[]), 0);
    env.set("PROMO_TODAY", "2026-11-23");
    assert_eq!(evidence(&env, &[]), 1);
    assert_eq!(evidence(&env, &["--last", "1d"]), 1);
    assert_eq!(evidence(&env, &["--since", "today"]), 1);
    assert_eq!(evidence(&env, &["--until", "yesterday"]), 0);
}

#[test]
fn the_source_date_moves_reports_alone() {
    let mut env = TestEnv::with_six_entries();
    env.set("SOURCE_DATE_EPOCH", "1779451200"); // 2026-05-22
    assert_eq!(env.json(&["gap", "--format", "json"])["today"], "2026-05-22");
    assert_eq!(env.ids(&["list", "--last", "1d"]), [6, 4, 3]);
    env.ok(&["log", "Today"]);
    assert_eq!(env.json(&["show", "@1", "--format", "json"])["entry"]["date"], "2026-11-22");
    env.set("SOURCE_DATE_EPOCH", "soon");
    assert_eq!(env.ids(&["list"]), [5, 7, 6, 4, 3, 2, 1]);
}

/// Runs a script as somebody else than root, in a home that they own; `false` where that cannot be.
pub fn as_somebody(env: &TestEnv, script: &str) -> Option<String> {
    let binary = assert_cmd::cargo::cargo_bin!("promo").display().to_string();
    // The binary may lie where only root can go.
    std::fs::copy(binary, env.path("promo")).unwrap();
    let me = std::process::Command::new("id").arg("-u").output().ok()?;
    let script = if me.stdout == b"0\n" {
        format!(
            "chown -R 65534:65534 . && exec setpriv --reuid 65534 --regid 65534 --clear-groups sh -c '{script}'"
        )
    } else {
        script.to_owned()
    };
    let output = env.shell(&script, "sh").output().unwrap();
    let told = env.told(&output);
    (!told.contains("setpriv")).then_some(told)
}

#[test]
fn a_journal_that_cannot_be_written_can_be_read() {
    let env = TestEnv::with_six_entries();
    let script = "chmod 400 .local/share/promo/journal.db && chmod 500 .local/share/promo || exit 9
        ./promo list -n 2 && ./promo log x; ./promo rm 1; ./promo init --target 5; chmod 700 .local/share/promo; exit 0";
    let Some(told) = as_somebody(&env, script) else {
        return skipped("nobody else can be made to run a command");
    };
    assert_golden!("reliability-a-journal-that-cannot-be-written-can-be-read", told);
}

#[test]
fn a_document_in_a_folder_that_cannot_be_written_stays_as_it_is() {
    let env = TestEnv::with_six_entries();
    env.ok(&["-q", "init", "--target", "5"]);
    std::fs::create_dir(env.path("shared")).unwrap();
    env.ok(&["-q", "export", "-o", "shared/promotion.md"]);
    env.ok(&["-q", "log", "Wrote the index", "-t", "ASUP@5", "-p", "index", "--result", "9 min to 4"]);
    let before = std::fs::read(env.path("shared/promotion.md")).unwrap();
    let script = "chmod 500 shared || exit 9
        ./promo export --update shared/promotion.md; ./promo export --update shared/promotion.md --diff | grep -c index;
        ./promo -q export -o shared/new.md; ls -A shared; chmod 700 shared; exit 0";
    let Some(told) = as_somebody(&env, script) else {
        return skipped("nobody else can be made to run a command");
    };
    assert_snapshot!(told, @r#"
    --- stdout
    3
    promotion.md
    --- stderr
    error: `shared/promotion.md` cannot be written
      cause: permission denied
    Hint: chmod u+w shared, if it is yours, or take a file in another folder
    Nothing is written yet; an update gives `shared/promotion.md`: 2 blocks brought
    up to date and 6 blocks added.
    error: `shared/new.md` cannot be written
      cause: permission denied
    Hint: chmod u+w shared, if it is yours, or take a file in another folder
    --- exit 0
    "#);
    assert_eq!(std::fs::read(env.path("shared/promotion.md")).unwrap(), before);
}

#[test]
fn what_only_the_log_holds_is_not_passed_over_on_a_medium_that_cannot_be_written() {
    let env = TestEnv::with_six_entries();
    // What a kill leaves: the last commit is in the write-ahead log alone.
    let mut store = promo::store::Store::open(&env.journal(), promo::store::Access::Write).unwrap();
    let mut tx = store.begin("test", "2026-11-22T12:00:00+00:00").unwrap();
    tx.remove("6".parse().unwrap()).unwrap();
    tx.commit().unwrap();
    std::fs::create_dir(env.path("copy")).unwrap();
    for end in ["", "-wal"] {
        let from = format!("{}{end}", env.journal().display());
        std::fs::copy(from, env.path(&format!("copy/journal.db{end}"))).unwrap();
    }
    drop(store);
    let script = "chmod 500 copy; ./promo --journal copy/journal.db list -n 1; chmod 700 copy; exit 0";
    let Some(told) = as_somebody(&env, script) else {
        return skipped("nobody else can be made to run a command");
    };
    assert_snapshot!(told, @"
    --- stderr
    error: the journal `copy/journal.db` cannot be opened
      cause: unable to open database file
      cause: Error code 14: unable to open database file
    Hint: the file, its folder or the disk is read-only
    --- exit 0
    ");
    assert_eq!(env.ids(&["--journal", "copy/journal.db", "list", "-n", "1"]), [5]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let env = TestEnv::new();
    let lines: String = (0..3000).map(|n| format!("{{\"title\":\"entry number {n} of many\"}}\n")).collect();
    assert!(env.output_with(&["-q", "import", "-"], lines.as_bytes()).status.success());
    for args in [&["dump"][..], &["list"], &["list", "--format", "json"], &["search", "entry"]] {
        let mut child = env.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let mut some = [0; 64];
        stdout.read_exact(&mut some).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{args:?}");
    }
}

#[test]
fn reading_leaves_what_a_killed_command_left_in_the_log() {
    let env = TestEnv::with_target();
    let open = Connection::open(env.journal()).unwrap();
    open.query_row("SELECT count(*) FROM entry", [], |_| Ok(())).unwrap();
    env.ok(&["-q", "log", "Only in the log", "-t", "ASUP@4"]);
    // A copy is what is left where the one that writes is killed.
    let files = ["left.db", "left.db-wal"];
    for (file, end) in files.iter().zip(["", "-wal"]) {
        let from = format!("{}{end}", env.journal().display());
        std::fs::copy(from, env.path(file)).unwrap();
    }
    let bytes = || files.map(|file| std::fs::read(env.path(file)).unwrap());
    let before = bytes();
    assert!(!before[1].is_empty());
    for args in [&["list"][..], &["gap"], &["export"], &["dump"], &["stats"]] {
        let args = [args, &["--journal", "left.db"][..]].concat();
        let told = env.ok(&args);
        assert!(args[0] != "list" || told.contains("Only in the log"), "{told}");
        assert_eq!(bytes(), before, "{args:?}");
    }
    env.ok(&["-q", "log", "Another", "--journal", "left.db"]);
    assert_eq!(env.ok(&["list", "--journal", "left.db"]).lines().count(), 2);
}
