//! `promo import`: all or nothing, nothing twice.

use insta::assert_snapshot;

use crate::support::TestEnv;
use crate::support::sample::ENTRIES;

fn see(env: &TestEnv, args: &[&str], stdin: impl AsRef<[u8]>) -> String {
    env.told(&env.output_with(&[&["import"], args].concat(), stdin.as_ref()))
}

/// At most the empty folder of the journal is there.
fn left_nothing(env: &TestEnv) {
    let folder = std::fs::read_dir(env.journal().parent().unwrap());
    assert_eq!(folder.map_or(0, Iterator::count), 0);
    assert!(!env.path(".local/state").exists());
}

#[test]
fn the_same_file_twice_adds_nothing() {
    let env = TestEnv::with_target();
    env.write("e.jsonl", ENTRIES);
    assert_snapshot!(env.see(&["import", "e.jsonl"]), @"
    --- stderr
    Imported 6 entries.
    --- exit 0
    ");
    let dump = env.ok(&["dump"]);
    assert_snapshot!(env.see(&["import", "e.jsonl"]), @"
    --- stderr
    Imported 0 entries, 6 known already.
    --- exit 0
    ");
    assert_eq!(env.ok(&["dump"]), dump);
}

#[test]
fn equal_lines_are_kept_apart_and_known_again() {
    let mut env = TestEnv::new();
    let lines = "{\"title\":\"Stand-up\"}\n{\"title\":\"Other\"}\n{\"title\":\"Stand-up\"}\n{ \"title\" : \"Stand-up\" }\n";
    assert_snapshot!(see(&env, &["-"], lines), @"
    --- stderr
    Made a new journal at ~/.local/share/promo/journal.db
    Imported 4 entries.
    --- exit 0
    ");
    assert_snapshot!(see(&env, &["-"], lines), @"
    --- stderr
    Imported 0 entries, 4 known already.
    --- exit 0
    ");
    // Lines without a day are those of the day they came in, whenever they come again.
    env.set("PROMO_TODAY", "2026-11-25");
    assert_snapshot!(see(&env, &["-"], lines), @"
    --- stderr
    Imported 0 entries, 4 known already.
    --- exit 0
    ");
    assert_snapshot!(see(&env, &["-"], format!("{lines}{{\"title\":\"Stand-up\"}}\n")), @"
    --- stderr
    Imported 1 entry, 4 known already.
    --- exit 0
    ");
    assert_eq!(env.ids(&["list"]).len(), 5);
}

#[test]
fn a_conflict_is_told_and_left_unless_update() {
    let env = TestEnv::with_six_entries();
    let lines = r#"{"uid":"0197c2f4-0000-7000-8000-000000000003","title":"Another","date":"2026-11-21"}
{"uid":"0197c2f4-0000-7000-8000-000000000099","title":"New","date":"2026-11-21"}"#;
    assert_snapshot!(see(&env, &["-"], lines), @"
    --- stderr
    Imported 1 entry, 1 in conflict and left as they are.
    Conflict: stdin:1: entry 3 (UID) says something else in this journal
    Hint: --update takes the file's word for them
    --- exit 0
    ");
    assert_eq!(env.json(&["show", "3", "--format", "json"])["entry"]["part"], "helped");
    assert_snapshot!(see(&env, &["-", "--update"], lines), @"
    --- stderr
    Imported 0 entries, 1 updated, 1 known already.
    --- exit 0
    ");
    let entry = env.json(&["show", "3", "--format", "json"])["entry"].clone();
    assert_eq!((entry["part"].as_str(), entry["title"].as_str()), (Some("did"), Some("Another")));
    env.ok(&["undo"]);
    assert_eq!(env.json(&["show", "3", "--format", "json"])["entry"]["title"], "Helped with the café rota");
}

#[test]
fn a_bad_line_leaves_nothing_and_is_named() {
    let env = TestEnv::with_six_entries();
    let dump = env.ok(&["dump"]);
    let good = "{\"title\":\"Good\"}\n";
    for (bad, wanted) in [
        ("{\"title\":\"x\",\"resutl\":\"y\"}", "unknown key `resutl`"),
        ("{\"title\":\"x\",\"links\":[{\"href\":\"y\"}]}", "unknown key `href`"),
        ("{\"did\":\"x\"}", "missing key `title`"),
        ("{\"title\":\"  \"}", "the title is empty"),
        ("{\"title\":\"a\\nb\"}", "the title has a line break"),
        ("{\"title\":\"a\\u0000b\"}", "NUL"),
        ("{\"title\":\"x\",\"date\":\"2026-02-30\"}", "there is no day `2026-02-30`"),
        ("{\"title\":\"x\",\"date\":\"1969-12-31\"}", "outside 1970 to 2100"),
        ("{\"title\":\"x\",\"tags\":[\"a b\"]}", "`a b` is not a tag"),
        ("{\"title\":\"x\",\"tags\":[\"\"]}", "a tag is empty"),
        ("{\"title\":\"x\",\"part\":\"lead\"}", "there is no part `lead`"),
        ("{\"title\":\"x\",\"uid\":\"12\"}", "`12` is no uid"),
        ("{\"title\":\"x\",\"replaces\":\"y\"}", "`y` is not an entry id"),
        ("{\"title\":\"x\",\"replaces\":\"77\"}", "no entry `77`"),
        ("{\"title\":\"x\",\"created_at\":\"yesterday\"}", "`yesterday` is no time"),
        ("{\"title\":\"x\",\"id\":-1}", "invalid value"),
        ("{\"title\":\"x\",\"id\":99999999999}", "invalid value"),
        ("{\"title\":\"\\ud800\"}", "hex escape"),
        ("{\"title\":\"x\"", "this is not JSON"),
        ("{\"title\":\"x\"} trailing", "trailing"),
        ("[]", "this is no JSON object"),
        ("\"x\"", "this is no JSON object"),
    ] {
        env.write("bad.jsonl", format!("{good}\n{bad}\n{good}"));
        let output = env.output(&["import", "bad.jsonl"]);
        let told = env.told(&output);
        assert_eq!(output.status.code(), Some(1), "{bad}: {told}");
        assert!(told.contains("error: bad.jsonl:3: ") && told.contains(wanted), "{bad}: {told}");
        assert!(told.contains("Hint: nothing was imported"), "{told}");
        assert_eq!(env.ok(&["dump"]), dump, "{bad}");
    }
    assert_snapshot!(see(&env, &["-"], "{\"title\":\"x\",\"resutl\":\"y\"}"), @"
    --- stderr
    error: stdin:1: column 21: unknown key `resutl`, expected one of `uid`, `id`, `date`, `title`, `context`, `did`, `result`, `note`, `project`, `part`, `replaces`, `tags`, `links`, `confidential`, `source`, `created_at`, `updated_at`
    Hint: nothing was imported; mend the line and import again
    --- exit 1
    ");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    let env = TestEnv::new();
    assert_snapshot!(see(&env, &["-"], b"{\"title\":\"ok\"}\n{\"title\":\"a\0b\"}\n"), @"
    --- stderr
    error: stdin:2: a NUL at byte 12
    Hint: nothing was imported; mend the line and import again
    --- exit 1
    ");
    assert_snapshot!(see(&env, &["-"], b"{\"title\":\"ok\"}\n{\"title\":\"Caf\xe9\"}\n"), @"
    --- stderr
    error: stdin:2: not UTF-8 at byte 14
    Hint: nothing was imported; mend the line and import again
    --- exit 1
    ");
    assert_snapshot!(see(&env, &["-"], b"\xff\xfe{\0\"\0"), @"
    --- stderr
    error: stdin:1: the file is UTF-16; convert it to UTF-8 first
    Hint: nothing was imported; mend the line and import again
    --- exit 1
    ");
    let big = format!("{{\"title\":\"ok\"}}\n{{\"title\":\"x\",\"did\":\"{}\"}}\n", "y".repeat(2 << 20));
    assert_snapshot!(see(&env, &["-"], &big), @"
    --- stderr
    error: stdin:2: the entry has 2097153 bytes of text; at most 1048576 (1 MiB) are taken
    Hint: nothing was imported; mend the line and import again
    --- exit 1
    ");
    let endless = vec![b'x'; 8 << 20];
    assert_snapshot!(see(&env, &["-"], &endless), @"
    --- stderr
    error: stdin:1: the line is longer than an entry can be (1 MiB of text)
    Hint: nothing was imported; mend the line and import again
    --- exit 1
    ");
    // None of them made a journal, or left anything behind.
    left_nothing(&env);
}

#[test]
fn a_bad_file_makes_no_journal_and_a_good_one_does() {
    let env = TestEnv::new();
    assert_snapshot!(see(&env, &["-"], "{\"title\":\"ok\"}\n{\"title\":\"\"}\n"), @"
    --- stderr
    error: stdin:2: the title is empty
    Hint: nothing was imported; mend the line and import again
    --- exit 1
    ");
    assert_snapshot!(env.see(&["import", "missing.jsonl"]), @"
    --- stderr
    error: `missing.jsonl` cannot be read
      cause: No such file or directory (os error 2)
    Hint: name a file of JSON Lines, or - for stdin
    --- exit 1
    ");
    left_nothing(&env);
    assert_snapshot!(see(&env, &["-"], "{\"title\":\"ok\"}\n"), @"
    --- stderr
    Made a new journal at ~/.local/share/promo/journal.db
    Imported 1 entry.
    --- exit 0
    ");
    assert_eq!(env.ids(&["list"]), [1]);
    let folder = std::fs::read_dir(env.journal().parent().unwrap()).unwrap();
    let names: Vec<_> = folder.map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["journal.db"]);
}

#[test]
fn marks_and_line_ends_of_other_systems_are_taken() {
    let env = TestEnv::new();
    assert_snapshot!(see(&env, &["-"], "\u{feff}{\"title\":\"One\"}\r\n\r\n  \n{\"title\":\"Two\"}"), @"
    --- stderr
    Made a new journal at ~/.local/share/promo/journal.db
    Imported 2 entries.
    --- exit 0
    ");
    let dump = env.ok(&["dump"]);
    assert!(dump.contains("\"One\"") && dump.contains("\"Two\"") && !dump.contains('\r'), "{dump}");
    assert_snapshot!(see(&env, &["-"], ""), @"
    --- stderr
    Imported 0 entries.
    --- exit 0
    ");
}

#[test]
fn what_was_removed_does_not_come_back_by_an_import() {
    let env = TestEnv::with_six_entries();
    env.ok(&["rm", "1", "2"]);
    assert_snapshot!(env.see(&["import", "in.jsonl", "--update"]), @"
    --- stderr
    Imported 0 entries, 4 known already, 2 removed here before.
    --- exit 0
    ");
    assert_eq!(env.ids(&["list"]), [5, 6, 4, 3]);
}

#[test]
fn files_that_are_none_are_named() {
    let env = TestEnv::with_six_entries();
    env.write("folder/x", "");
    assert_snapshot!(env.see(&["import", "folder"]), @"
    --- stderr
    error: `folder` is a folder
    Hint: name a file of JSON Lines
    --- exit 1
    ");
    assert_snapshot!(env.see(&["import", "--journal", "folder/j.db", "in.jsonl"]), @"
    --- stderr
    Made a new journal at folder/j.db
    Imported 6 entries.
    --- exit 0
    ");
    assert_snapshot!(env.see(&["import", "--journal", "no/j.db", "in.jsonl"]), @"
    --- stderr
    error: the folder `no` does not exist
    Hint: mkdir -p no, or let promo init make it
    --- exit 1
    ");
}

#[test]
fn a_huge_number_does_not_end_the_numbers() {
    let env = TestEnv::new();
    assert_snapshot!(see(&env, &["-"], "{\"title\":\"a\",\"id\":4294967295}\n{\"title\":\"b\",\"id\":7}\n"), @"
    --- stderr
    Made a new journal at ~/.local/share/promo/journal.db
    Imported 2 entries.
    --- exit 0
    ");
    assert_eq!(env.ok(&["log", "c"]), "8\n");
}
