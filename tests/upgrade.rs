//! A journal of an older version: nothing in it changes when it is brought up to date, and the old one is kept.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use insta::assert_snapshot;
use rusqlite::Connection;
use serde_json::json;

use crate::reliability::{as_somebody, check_file};
use crate::support::{TestEnv, skipped};

/// What made a journal of each released version.
const VERSIONS: [&str; 3] = [
    include_str!("../schema/0001_journal.sql"),
    include_str!("../schema/0002_framework.sql"),
    include_str!("../schema/0003_case.sql"),
];

/// The version that this program writes.
const LATEST: i64 = VERSIONS.len() as i64 + 1;

/// What `promo dump` of the first version said of [`ROWS`].
const DUMP: &str = r#"{"uid":"0197c2f4-0000-7000-8000-000000000001","id":1,"date":"2026-01-10","title":"Wrote the restart runbook","context":"Nobody on call\nknew the order.","did":"Asked \"why\" 🎉","result":"4 causes mended","note":"Naïve","project":"Gateway","part":"led","replaces":null,"tags":["ASUP@3","communication@4?","impact@2.2"],"links":[{"url":"https://example.com/mr/12","label":"The change"},{"url":"x","label":null}],"confidential":true,"source":"git","created_at":"2026-01-10T12:00:00+00:00","updated_at":"2026-02-01T12:00:00+00:00"}
{"uid":"0197c2f4-0000-7000-8000-000000000002","id":2,"date":"2026-05-22","title":"Plain","context":null,"did":null,"result":null,"note":null,"project":null,"part":"did","replaces":"0197c2f4-0000-7000-8000-000000000001","tags":[],"links":[],"confidential":false,"source":null,"created_at":"2026-05-22T12:00:00+00:00","updated_at":"2026-05-22T12:00:00+00:00"}
{"uid":"0197c2f4-0000-7000-8000-000000000009","id":9,"date":"2026-05-23","title":"After a gap","context":null,"did":null,"result":null,"note":"only","project":null,"part":"helped","replaces":null,"tags":["other-key"],"links":[],"confidential":false,"source":null,"created_at":"2026-05-23T12:00:00+00:00","updated_at":"2026-05-23T12:00:00+00:00"}
"#;

/// A set-up, an import of three entries, an edit of the first, a removal of the third, a pick, and a log that was undone.
const ROWS: &str = r#"
INSERT INTO op (id, at, command, undoes) VALUES
  (1, '2026-01-01T12:00:00+00:00', 'init', NULL), (2, '2026-01-10T12:00:00+00:00', 'import', NULL),
  (3, '2026-02-01T12:00:00+00:00', 'edit 1', NULL), (4, '2026-02-02T12:00:00+00:00', 'rm 3', NULL),
  (5, '2026-02-03T12:00:00+00:00', 'pick', NULL), (6, '2026-02-04T12:00:00+00:00', 'log', NULL),
  (7, '2026-02-05T12:00:00+00:00', 'undo', 6);
INSERT INTO entry (id, uid, revision, date, part, confidential, project, replaces, links, tags, title, result, source,
  made_in, created_at, updated_at) VALUES
  (1, X'0197c2f4000070008000000000000001', 2, '2026-01-10', 'led', 1, 'Gateway', NULL,
   '[{"url":"https://example.com/mr/12","label":"The change"},{"url":"x","label":null}]',
   'ASUP@3 communication@4? impact@2.2', 'Wrote the restart runbook', '4 causes mended', 'git', 2,
   '2026-01-10T12:00:00+00:00', '2026-02-01T12:00:00+00:00'),
  (2, X'0197c2f4000070008000000000000002', 1, '2026-05-22', 'did', 0, NULL, X'0197c2f4000070008000000000000001', '[]', '',
   'Plain', NULL, NULL, 2, '2026-05-22T12:00:00+00:00', '2026-05-22T12:00:00+00:00'),
  (9, X'0197c2f4000070008000000000000009', 1, '2026-05-23', 'helped', 0, NULL, NULL, '[]', 'other-key', 'After a gap',
   NULL, NULL, 2, '2026-05-23T12:00:00+00:00', '2026-05-23T12:00:00+00:00');
UPDATE sqlite_sequence SET seq = 10 WHERE name = 'entry';
INSERT INTO body (entry, context, did, note) VALUES
  (1, 'Nobody on call' || char(10) || 'knew the order.', 'Asked "why" 🎉', 'Naïve'), (9, NULL, NULL, 'only');
INSERT INTO tag (entry, ord, key, level, assumed, statement, date) VALUES
  (1, 0, 'ASUP', 3, 0, NULL, '2026-01-10'), (1, 1, 'communication', 4, 1, NULL, '2026-01-10'),
  (1, 2, 'impact', 2, 0, 2, '2026-01-10'), (9, 0, 'other-key', NULL, 0, NULL, '2026-05-23');
INSERT INTO search (search) VALUES ('rebuild');
INSERT INTO tombstone (entry, uid) VALUES
  (3, X'0197c2f4000070008000000000000003'), (10, X'0197c2f400007000800000000000000a');
INSERT INTO change (op, kind, item, revision, made_in, before) VALUES
  (1, 'profile', 1, NULL, NULL, '{"name":"Ada","pronouns":null,"manager":null,"framework":"sfia-9"}'),
  (1, 'target', 1, NULL, NULL, NULL),
  (3, 'entry', 1, 1, 2, '{"uid":"0197c2f4-0000-7000-8000-000000000001","id":1,"date":"2026-01-11","title":"Runbook",
   "context":null,"did":null,"result":null,"note":null,"project":null,"part":"did","replaces":null,"tags":["INCS@2"],
   "links":[],"confidential":false,"source":null,"created_at":"2026-01-10T12:00:00+00:00",
   "updated_at":"2026-01-10T12:00:00+00:00"}'),
  (4, 'entry', 3, 1, 2, '{"uid":"0197c2f4-0000-7000-8000-000000000003","id":3,"date":"2026-01-12","title":"Removed",
   "context":null,"did":null,"result":null,"note":null,"project":null,"part":"did","replaces":null,"tags":["ASUP@4"],
   "links":[],"confidential":false,"source":null,"created_at":"2026-01-10T12:00:00+00:00",
   "updated_at":"2026-01-10T12:00:00+00:00"}'),
  (5, 'picks', 1, NULL, NULL, '[]'),
  (7, 'entry', 10, 1, 6, '{"uid":"0197c2f4-0000-7000-8000-00000000000a","id":10,"date":"2026-02-04","title":"Undone",
   "context":null,"did":null,"result":null,"note":null,"project":null,"part":"did","replaces":null,"tags":[],
   "links":[],"confidential":false,"source":null,"created_at":"2026-02-04T12:00:00+00:00",
   "updated_at":"2026-02-04T12:00:00+00:00"}');
INSERT INTO profile (id, name, pronouns, manager, framework) VALUES (1, 'Ada', 'she/her', 'Mo', 'engineering');
INSERT INTO target (id, role, current, level, due, level_since, groups) VALUES
  (1, 'support-engineer', 3, 4, '2027-01-01', '2025-01-01', '[]');
INSERT INTO pick (uid) VALUES (X'0197c2f4000070008000000000000001');
"#;

/// What the second version kept besides.
const ROWS_2: &str = "
INSERT INTO framework_version (id, key, hash) VALUES (1, 'engineering', '0123456789ab');
UPDATE entry SET tagged_under = 1 WHERE id = 1;
UPDATE change SET tagged_under = 1 WHERE kind = 'entry' AND item = 3;
UPDATE profile SET behaviours = 0;
";

/// What the third version kept besides: a target in use, and a name that was listed and then changed by the import.
const ROWS_3: &str = r#"
UPDATE target SET in_use = 1;
INSERT INTO term (id, text, folded, kind, listed) VALUES (1, 'Acme', 'acme', 'person', 1);
INSERT INTO alias (term, kind, alias) VALUES (1, 'customer', 'Customer A'), (1, 'person', 'Person A');
INSERT INTO change (op, kind, item, before) VALUES
  (2, 'term', 1, '{"text":"Acme","kind":"customer","listed":true}');
"#;

/// Makes a journal of a version as its program made it.
fn make_old(path: &Path, version: usize) {
    let rows = [ROWS, ROWS_2, ROWS_3][..version].concat();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = std::fs::File::create_new(path).unwrap();
    file.set_permissions(std::fs::Permissions::from_mode(0o600)).unwrap();
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA journal_mode = WAL; BEGIN").unwrap();
    for schema in &VERSIONS[..version] {
        connection.execute_batch(schema).unwrap();
    }
    connection.execute_batch(&rows).unwrap();
    let header = format!("PRAGMA application_id = 0x50524d4f; PRAGMA user_version = {version}; COMMIT");
    connection.execute_batch(&header).unwrap();
    connection.close().unwrap();
}

fn old() -> TestEnv {
    let env = TestEnv::new();
    make_old(&env.journal(), 1);
    env
}

fn version(path: &Path) -> i64 {
    let connection = Connection::open(path).unwrap();
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn kept(env: &TestEnv, end: &str) -> std::path::PathBuf {
    env.path(&format!(".local/share/promo/journal.db~v1{end}"))
}

/// The files in the journal's folder.
fn beside(env: &TestEnv) -> Vec<String> {
    let folder = std::fs::read_dir(env.journal().parent().unwrap()).unwrap();
    let mut names: Vec<_> = folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_it_says_is_the_same_and_the_old_one_is_kept() {
    let env = old();
    check_file(&env.journal());
    assert_snapshot!(env.see(&["tag", "2", "impact@3"]), @"
    --- stdout
    2
    --- stderr
    Brought the journal up to date; the old one is kept at ~/.local/share/promo/journal.db~v1
    Entry 2 has impact@3
    --- exit 0
    ");
    assert_eq!(version(&env.journal()), LATEST);
    assert_eq!(beside(&env), ["journal.db", "journal.db~v1"]);
    let mode = std::fs::metadata(kept(&env, "")).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o600);
    check_file(&kept(&env, ""));
    assert_eq!(version(&kept(&env, "")), 1);
    assert_eq!(env.ok(&["dump", "--journal", &kept(&env, "").display().to_string()]), DUMP);
    // It is said once.
    assert_snapshot!(env.see(&["undo"]), @"
    --- stderr
    Took back `tag 2`: 1 entry as before.
    --- exit 0
    ");
    assert_eq!(env.ok(&["dump"]), DUMP);
    check_file(&env.journal());
}

#[test]
fn each_version_says_the_same_and_its_target_is_the_one_in_use() {
    for version in 1..=VERSIONS.len() {
        let env = TestEnv::new();
        make_old(&env.journal(), version);
        let said = |env: &TestEnv| {
            let read = ["list", "gap", "target", "term list"];
            let read = read.map(|line| env.ok(format!("{line} --format json").as_str()));
            (env.ok(&["dump"]), env.ok(&["history"]), env.ok(&["history", "1"]), env.ok(&["show", "1"]), read)
        };
        // A reading command brings a copy in memory up to date, a writing one the file.
        let before = said(&env);
        assert_eq!(before.0, DUMP);
        env.ok(&["-q", "tag", "2", "impact@3"]);
        env.ok(&["-q", "undo"]);
        assert!(env.path(&format!(".local/share/promo/journal.db~v{version}")).exists());
        let after = said(&env);
        assert_eq!((&after.0, &after.2, &after.3, &after.4), (&before.0, &before.2, &before.3, &before.4));
        assert!(after.1.ends_with(before.1.split_once('\n').unwrap().1), "{}", after.1);
        let store = promo::store::Store::open(&env.journal(), promo::store::Access::Read).unwrap();
        let targets = store.targets().unwrap();
        assert_eq!(targets.len(), 1);
        assert_eq!(
            (targets[0].id, targets[0].in_use, &*targets[0].target.name()),
            (1, true, "support-engineer@4")
        );
        assert_eq!(targets[0].target.framework, None);
        assert_eq!(store.profile().unwrap().unwrap().behaviours, version == 1);
        drop(store);
        // Another one beside it, and back to where the older program was.
        env.ok(&["-q", "target", "add", "qa-engineer@5", "--use"]);
        env.ok(&["-q", "undo"]);
        assert_eq!(said(&env).4, before.4);
        let alias = || env.json("term list --format json")["terms"][0]["alias"].clone();
        let aliases = |of_the_third: &str| if version == 3 { json!(of_the_third) } else { json!(null) };
        assert_eq!(alias(), aliases("Person A"));
        for _ in 0..4 {
            env.ok(&["-q", "undo"]);
        }
        assert_eq!(alias(), aliases("Customer A"));
        assert_eq!(env.json(&["target", "--format", "json"])["targets"][0]["in_use"], true);
        env.ok(&["-q", "undo"]);
        assert_eq!(env.json(&["target", "--format", "json"])["targets"].as_array().unwrap().len(), 0);
        check_file(&env.journal());
    }
}

#[test]
fn what_was_done_before_can_be_undone_after() {
    let env = old();
    let lines = |env: &TestEnv| env.ok(&["list"]);
    env.ok(&["undo"]);
    assert_snapshot!(env.see(&["pick"]), @"
    --- stderr
    Nothing is picked, so the rule chooses: promo pick ID…
    --- exit 0
    ");
    env.ok(&["undo"]);
    assert_eq!(env.ids(&["list"]), [9, 2, 3, 1]);
    env.ok(&["undo"]);
    assert_snapshot!(lines(&env), @"
    9  May 23  After a gap [helped]  other-key
    2  May 22  Plain                 no tags
    3  Jan 12  Removed               ASUP@4
    1  Jan 11  Runbook [replaced]    INCS@2
    ");
    env.ok(&["undo"]);
    assert_eq!(lines(&env), "");
    env.ok(&["undo"]);
    let store = promo::store::Store::open(&env.journal(), promo::store::Access::Read).unwrap();
    let profile = store.profile().unwrap().unwrap();
    assert_eq!((&*profile.framework, profile.behaviours), ("sfia-9", true));
    drop(store);
    assert_eq!(env.output(&["undo"]).status.code(), Some(1));
    // What was removed or undone before is known still.
    assert_eq!(env.ok(&["restore", "3"]), "3\n");
    check_file(&env.journal());
}

#[test]
fn a_reading_command_reads_it_and_leaves_it() {
    let env = old();
    let before = std::fs::read(env.journal()).unwrap();
    assert_eq!(env.ok(&["dump"]), DUMP);
    assert_eq!(env.ids(&["list"]), [9, 2, 1]);
    assert_eq!(env.ids(&["search", "runbook"]), [1]);
    for args in
        [&["show", "1"][..], &["history", "1"], &["gap"], &["export"], &["pick"], &["framework", "show"]]
    {
        let output = env.output(args);
        assert!(output.status.success(), "{}", env.told(&output));
        assert!(!env.told(&output).contains("up to date"), "{args:?}");
    }
    assert_eq!(std::fs::read(env.journal()).unwrap(), before);
    assert_eq!(beside(&env), ["journal.db"]);
}

#[test]
fn commits_that_only_the_log_holds_are_kept_too() {
    let env = old();
    let connection = Connection::open(env.journal()).unwrap();
    connection.execute("UPDATE entry SET title = 'Late' WHERE id = 2", []).unwrap();
    assert!(env.path(".local/share/promo/journal.db-wal").exists());
    env.ok(&["log", "x"]);
    assert_eq!(env.ids(&["search", "x"]), [11]);
    let copy = Connection::open(kept(&env, "")).unwrap();
    let title: String = copy.query_row("SELECT title FROM entry WHERE id = 2", [], |row| row.get(0)).unwrap();
    assert_eq!(title, "Late");
}

#[test]
fn a_backup_overwrites_nothing() {
    let env = old();
    std::fs::write(kept(&env, ""), "mine").unwrap();
    std::os::unix::fs::symlink("/nowhere", kept(&env, "-2")).unwrap();
    // What a killed command left behind is cleared away.
    env.write(".local/share/promo/.journal.db~promo-a1b2c3", "half a copy");
    let binary = assert_cmd::cargo::cargo_bin!("promo").display().to_string();
    let output = env.shell("umask 000; \"$0\" log x", &binary).output().unwrap();
    assert_snapshot!(env.told(&output), @"
    --- stdout
    11
    --- stderr
    Brought the journal up to date; the old one is kept at ~/.local/share/promo/journal.db~v1-3
    Logged 11 for today.
    --- exit 0
    ");
    assert_eq!(std::fs::read(kept(&env, "")).unwrap(), b"mine");
    assert_eq!(std::fs::metadata(kept(&env, "-3")).unwrap().permissions().mode() & 0o7777, 0o600);
    assert_eq!(version(&kept(&env, "-3")), 1);
    let names = ["journal.db", "journal.db~v1", "journal.db~v1-2", "journal.db~v1-3"];
    assert_eq!(beside(&env), names);
}

#[test]
fn of_many_at_once_one_brings_it_up_to_date() {
    let env = old();
    let children: Vec<_> = (0..8)
        .map(|n| {
            let mut command = env.command(&["log", &format!("entry {n}"), "-t", "ASUP@3"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut told = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", env.told(&output));
        told += usize::from(env.told(&output).contains("Brought the journal up to date"));
    }
    assert_eq!(told, 1);
    assert_eq!(beside(&env), ["journal.db", "journal.db~v1"]);
    assert_eq!(env.ok(&["dump", "--journal", &kept(&env, "").display().to_string()]), DUMP);
    assert_eq!(env.ids(&["list"]).len(), 11);
    check_file(&env.journal());
}

#[test]
fn a_kill_leaves_the_old_one_or_the_new_one() {
    for delay in 0..16 {
        let env = old();
        let mut command = env.command(&["log", "Killed", "-t", "ASUP@3"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(delay * 700));
        let _ = child.kill();
        child.wait().unwrap();
        if kept(&env, "").exists() {
            check_file(&kept(&env, ""));
            assert_eq!(version(&kept(&env, "")), 1);
        }
        assert!(kept(&env, "").exists() || version(&env.journal()) == 1);
        check_file(&env.journal());
        let dump = env.ok(&["dump"]);
        assert!(dump.starts_with(DUMP), "{dump}");
        env.ok(&["log", "After it"]);
        assert_eq!(version(&env.journal()), LATEST);
        check_file(&env.journal());
    }
}

#[test]
fn without_a_backup_it_stays_as_it_is() {
    let env = old();
    // Somebody who has it open keeps the files beside it, so that it can be written where no file can be made.
    let open = Connection::open(env.journal()).unwrap();
    open.query_row("SELECT count(*) FROM entry", [], |_| Ok(())).unwrap();
    let script = "chmod 500 .local/share/promo || exit 9
        ./promo log x; ./promo undo; ./promo list -n 1; chmod 700 .local/share/promo; exit 0";
    let Some(told) = as_somebody(&env, script) else {
        return skipped("nobody else can be made to run a command");
    };
    assert_snapshot!(told, @"
    --- stdout
     9  May 23  After a gap [helped]  other-key
    --- stderr
    error: the journal `~/.local/share/promo/journal.db` is of an older promo, and no copy of it can be kept before it is brought up to date
      cause: permission denied
    Hint: the file, its folder or the disk is read-only. Your text is kept: promo recover
    error: the journal `~/.local/share/promo/journal.db` is of an older promo, and no copy of it can be kept before it is brought up to date
      cause: permission denied
    Hint: the file, its folder or the disk is read-only
    --- exit 0
    ");
    assert_eq!(version(&env.journal()), 1);
    assert!(!beside(&env).iter().any(|name| name.contains('~') || name.starts_with('.')));
}

#[test]
fn one_that_is_damaged_is_not_brought_up_to_date() {
    let env = old();
    let connection = Connection::open(env.journal()).unwrap();
    connection
        .execute_batch(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'tag')
             WHERE name = 'pick'",
        )
        .unwrap();
    drop(connection);
    let before = std::fs::read(env.journal()).unwrap();
    let told = env.see(&["log", "x"]);
    assert!(told.contains("no copy of it can be kept") && told.contains("finds damage"), "{told}");
    assert_eq!(std::fs::read(env.journal()).unwrap(), before);
    assert_eq!(beside(&env), ["journal.db"]);
}

#[test]
fn one_that_cannot_be_written_can_be_read() {
    let env = old();
    let script = "chmod 400 .local/share/promo/journal.db && chmod 500 .local/share/promo || exit 9
        ./promo list -n 2; ./promo log x; chmod 700 .local/share/promo
        ./promo list -n 1; ./promo log x; exit 0";
    let Some(told) = as_somebody(&env, script) else {
        return skipped("nobody else can be made to run a command");
    };
    assert_snapshot!(told, @"
    --- stdout
     9  May 23  After a gap [helped]  other-key
     2  May 22  Plain                 no tags
     9  May 23  After a gap [helped]  other-key
    --- stderr
    error: the journal `~/.local/share/promo/journal.db` cannot be opened
      cause: attempt to write a readonly database
      cause: Error code 1544: attempt to write a readonly database
    Hint: the file, its folder or the disk is read-only. Your text is kept: promo recover
    error: the journal `~/.local/share/promo/journal.db` cannot be brought up to date
      cause: Error code 8: attempt to write a readonly database
    Hint: the file, its folder or the disk is read-only. Your text is kept: promo recover
    --- exit 0
    ");
    // A reader that may not write leaves its `-shm`; of a backup there is nothing.
    assert!(!beside(&env).iter().any(|name| name.contains('~')));
}

#[test]
fn purge_says_what_else_may_hold_the_words() {
    let env = old();
    assert_snapshot!(env.see(&["purge", "1", "--yes"]), @r#"
    --- stdout
    1
    --- stderr
    Brought the journal up to date; the old one is kept at ~/.local/share/promo/journal.db~v1
    Warning: ~/.local/share/promo/journal.db~v1 was kept before this and may hold the words still
    Purged 1 "Wrote the restart runbook".
    --- exit 0
    "#);
}

/// What the `sqlite3` on `PATH` answers; `None` where there is none, or one from before it knew strict tables.
fn sqlite3(journal: &Path, sql: &str) -> Option<String> {
    let answer = |file: &Path, sql: &str| {
        let output = Command::new("sqlite3").arg("-batch").arg(file).arg(sql).output().ok()?;
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).ok()
    };
    let version = answer(Path::new(":memory:"), "SELECT sqlite_version()")?;
    let mut numbers = version.trim().split('.').map(|number| number.parse::<u32>().unwrap_or_default());
    let knows_strict = (numbers.next(), numbers.next()) >= (Some(3), Some(37));
    if knows_strict { answer(journal, sql) } else { None }
}

#[test]
fn another_sqlite_reads_it_and_finds_no_damage() {
    let env = TestEnv::with_six_entries()
        .run("rm 2")
        .run("edit 1 -t impact@2")
        .run("term add Acme --kind customer");
    let (new, upgraded) = (env.journal(), old().run("tag 2 impact@3"));
    for journal in [&new, &upgraded.journal()] {
        let Some(found) = sqlite3(journal, "PRAGMA integrity_check; PRAGMA quick_check") else {
            return skipped("there is no sqlite3 of version 3.37 or later on PATH");
        };
        assert_eq!(found, "ok\nok\n");
        let kinds = "SELECT group_concat(DISTINCT kind) FROM (SELECT kind FROM change WHERE before IS NULL)";
        assert_ne!(
            sqlite3(journal, kinds).as_deref(),
            Some("\n"),
            "nothing that was not there before is in it"
        );
        let shape = "SELECT wr FROM pragma_table_list WHERE name = 'change';
             SELECT group_concat(name) FROM pragma_index_info('change_by_item')";
        assert_eq!(sqlite3(journal, shape).as_deref(), Some("1\nkind,item,op\n"));
    }
    let titles = sqlite3(&new, "SELECT title FROM entry ORDER BY id LIMIT 2");
    assert_eq!(titles.as_deref(), Some("Wrote the restart runbook\nHelped with the café rota\n"));
}
