//! The guided flow of `promo log`, at a pseudo-terminal.

use crate::support::TestEnv;
use crate::support::pty::{CTRL_C, DOWN, ENTER, ESC, Pty, Signal, UP};

const TITLE: &str = "What you did: ";
const DAY: &str = "Day (Enter for today): ";
const TAGS: &str = "Tags (type to find): ";
const RESULT: &str = "Result, measured (Enter for none): ";
const LINK: &str = "Link (Enter for none): ";
const REVIEW: &str = "> keep it";

fn log(env: &TestEnv) -> Pty {
    Pty::start(env.command(&["log"]))
}

fn drafts(env: &TestEnv) -> Vec<String> {
    let drafts = env.json(&["recover", "--format", "json"]);
    let texts = drafts["drafts"].as_array().unwrap().iter();
    texts.map(|draft| draft["text"].as_str().unwrap().to_owned()).collect()
}

fn first(env: &TestEnv) -> serde_json::Value {
    env.json(&["list", "--format", "json"])["entries"][0].clone()
}

#[test]
fn enter_through_everything_logs_the_title() {
    let env = TestEnv::new();
    let mut pty = log(&env);
    pty.answers(TITLE, "Wrote the runbook").answers(DAY, "").answers(TAGS, "").sees("Tags: no tags");
    pty.answers(RESULT, "").answers(LINK, "").answers(REVIEW, "");
    let (code, seen) = pty.end();
    assert_eq!(code, 0);
    assert!(seen.ends_with("\r\n1\r\nLogged 1 for today.\r\n"), "{seen:?}");
    let entry = first(&env);
    assert_eq!(entry["title"], "Wrote the runbook");
    assert_eq!((entry["tags"].to_string(), entry["result"].is_null()), ("[]".to_owned(), true));
    assert_eq!(drafts(&env), [""; 0]);
}

#[test]
fn every_question_is_answered_and_any_answer_changed() {
    let env = TestEnv::with_target();
    let mut pty = log(&env);
    pty.answers(TITLE, "").sees("An entry needs a title: what you did, in one line. Ctrl-C leaves.");
    pty.answers(TITLE, "Halved the restart time")
        .answers(DAY, "soon")
        .sees("`soon` is not a day; write a day as");
    pty.sees("soon").types("\u{15}yesterday").types(ENTER);
    // Chosen by typing parts of the name, taken off by choosing it again.
    pty.answers(TAGS, "application support").sees("✓ ASUP@4").answers("", "collaboration");
    pty.sees("✓ collaboration@4")
        .answers("", "✓ collab")
        .sees("> done")
        .sees("    collaboration@4")
        .types(ENTER);
    pty.sees("Tags: ASUP@4?").answers(RESULT, "9 min to 4").answers(LINK, "https://example.com/1 The change");
    pty.sees(REVIEW).sees("2026-11-21").sees("ASUP@4?").sees("9 min to 4").sees("https://example.com/1");
    pty.answers("throw it away", "title")
        .sees("What you did: Halved the restart time")
        .types(" of sync")
        .types(ENTER);
    pty.sees("throw it away")
        .types("shown")
        .types(ENTER)
        .sees("> 4, assumed from your target")
        .types("senior")
        .types(ENTER);
    pty.sees("ASUP@3  stated").answers("throw it away", "project").answers("Project: ", "gateway");
    pty.answers("throw it away", "part did").sees("> did").types(UP).types(ENTER);
    pty.answers("throw it away", "confidential").sees("> Confidential  yes").types(DOWN).types(ENTER);
    pty.answers("Note: ", "only for me").answers("throw it away", "context");
    // A paste of two lines is one answer.
    pty.sees("Context: ")
        .types("\u{1b}[200~every team\rwaited\u{1b}[201~")
        .sees("every team↵waited")
        .types(ENTER);
    pty.answers("throw it away", "more").answers(LINK, "https://example.com/2").answers("throw it away", "");
    let (code, seen) = pty.end();
    assert_eq!(code, 0, "{seen}");
    let entry = first(&env);
    for (field, wanted) in [
        ("title", "\"Halved the restart time of sync\""),
        ("date", "\"2026-11-21\""),
        ("tags", "[\"ASUP@3\"]"),
        ("result", "\"9 min to 4\""),
        ("project", "\"gateway\""),
        ("part", "\"led\""),
        ("confidential", "true"),
        ("note", "\"only for me\""),
        ("context", "\"every team\\nwaited\""),
        ("did", "null"),
    ] {
        assert_eq!(entry[field].to_string(), wanted, "{field}");
    }
    assert_eq!(entry["links"][0]["label"], "The change");
    assert_eq!(entry["links"][1]["url"], "https://example.com/2");
}

#[test]
fn without_a_target_a_tag_is_asked_its_level() {
    let env = TestEnv::new();
    let mut pty = log(&env);
    pty.answers(TITLE, "One").answers(DAY, "").answers(TAGS, "application support");
    pty.sees("Level that ASUP showed: ").sees("> no level yet").types("senior").types(ENTER);
    pty.sees("✓ ASUP").types(ENTER).answers(RESULT, "").answers(LINK, "").answers(REVIEW, "");
    assert_eq!(pty.end().0, 0);
    assert_eq!(first(&env)["tags"].to_string(), "[\"ASUP@3\"]");
}

#[test]
fn ctrl_c_amid_a_line_loses_nothing_and_leaves_the_terminal_sane() {
    let env = TestEnv::with_target();
    let promo = assert_cmd::cargo::cargo_bin!("promo").display().to_string();
    let shell = env.shell("stty sane; \"$0\" log; echo code=$?; stty -a", &promo);
    let mut pty = Pty::start(shell);
    pty.answers(TITLE, "Wrote the runbook").answers(DAY, "").answers(TAGS, "").answers(RESULT, "");
    pty.sees(LINK).types("https://exa").sees("https://exa").types(CTRL_C).sees("code=130");
    let (_, seen) = pty.end();
    let sane = |mode: &str| seen.split_whitespace().any(|word| word.trim_end_matches(';') == mode);
    for mode in ["icanon", "echo", "isig", "icrnl", "opost", "iexten"] {
        assert!(sane(mode), "{mode}: {seen}");
    }
    let (shown, hidden) = (seen.rfind("\u{1b}[?25h"), seen.rfind("\u{1b}[?25l"));
    assert!(shown >= hidden, "{seen:?}");
    assert!(seen.rfind("\u{1b}[?2004l") > seen.rfind("\u{1b}[?2004h"), "{seen:?}");
    assert_eq!(seen.matches("Your text is kept").count(), 1, "{seen}");
    let drafts = drafts(&env);
    assert_eq!(drafts.len(), 1);
    assert!(drafts[0].contains("title: Wrote the runbook\n"), "{}", drafts[0]);
    assert!(drafts[0].contains("link: https://exa\n"), "{}", drafts[0]);
    assert_eq!(env.json(&["list", "--format", "json"])["entries"].to_string(), "[]");
}

#[test]
fn every_way_to_break_off_ends_alike() {
    type End = fn(&mut Pty);
    let ways: [(&str, End); 3] = [
        ("Ctrl-C", |pty| _ = pty.types(CTRL_C)),
        ("SIGHUP", |pty| _ = pty.signal(Signal::SIGHUP)),
        ("SIGTERM", |pty| _ = pty.signal(Signal::SIGTERM)),
    ];
    for (name, end) in ways {
        // Amid a line, amid a choice, and amid a confirmation.
        for depth in 0..3 {
            let env = TestEnv::new();
            let mut pty = log(&env);
            pty.sees(TITLE).types("Half a li").sees("Half a li");
            if depth > 0 {
                pty.types(ENTER).answers(DAY, "").sees("> done");
            }
            if depth > 1 {
                pty.types(ENTER).answers(RESULT, "").answers(LINK, "").sees("throw it away");
                pty.types("throw").types(ENTER).sees("[y/N]");
            }
            end(&mut pty);
            let (code, seen) = pty.end();
            assert_eq!(code, 130, "{name} {depth}: {seen:?}");
            assert!(
                seen.contains("error: broken off\r\nHint: Your text is kept: promo recover\r\n"),
                "{name}: {seen:?}"
            );
            assert!(seen.rfind("\u{1b}[?25h") >= seen.rfind("\u{1b}[?25l"), "{name} {depth}: {seen:?}");
            let drafts = drafts(&env);
            assert_eq!(drafts.len(), 1, "{name} {depth}");
            assert!(drafts[0].contains("title: Half a li\n"), "{name} {depth}: {}", drafts[0]);
        }
    }
}

#[test]
fn escape_goes_one_question_back_and_drops_no_answer() {
    let env = TestEnv::new();
    let mut pty = log(&env);
    pty.sees(TITLE).types("One").sees("One").types(ESC).sees("This is the first question. Ctrl-C leaves.");
    pty.sees("What you did: One").types(ENTER).answers(DAY, "yesterday").sees(TAGS).types(ESC);
    pty.sees("Day (Enter for today): 2026-11-21")
        .types(ESC)
        .sees("What you did: One")
        .types(" more")
        .types(ENTER);
    pty.answers("Day (Enter for today): 2026-11-21", "").answers(TAGS, "application support");
    // Without its level the tag stays.
    pty.sees("> no level yet").types(ESC).sees("✓ ASUP").types(ENTER);
    pty.sees(RESULT).types("9 min").sees("9 min").types(ESC).sees("> done: ASUP").types(ENTER);
    pty.sees("none): 9 min").types(ENTER).answers(LINK, "https://example.com/1").sees(REVIEW).types(ESC);
    pty.sees("none): https://example.com/1").types(ENTER);
    // In the review each answer goes back to it.
    for (row, question) in [
        ("project", "Project: "),
        ("part", "> did"),
        ("level", "Level that ASUP showed: "),
        ("tags", TAGS),
        ("throw", "[y/N]"),
    ] {
        pty.sees(REVIEW).answers("throw it away", row).sees(question).types(ESC);
    }
    // A day that is only half typed is none.
    pty.sees(REVIEW).answers("throw it away", "day").sees(DAY).types("\u{15}yes").sees("yes").types(ESC);
    pty.answers(REVIEW, "");
    let (code, seen) = pty.end();
    assert_eq!(code, 0, "{seen:?}");
    let entry = first(&env);
    let fields = ["title", "date", "tags", "result", "project", "part"].map(|field| entry[field].to_string());
    assert_eq!(fields, ["\"One more\"", "\"2026-11-21\"", "[\"ASUP?\"]", "\"9 min\"", "null", "\"did\""]);
    assert_eq!(entry["links"][0]["url"], "https://example.com/1");
}

#[test]
fn breaking_off_before_anything_is_typed_leaves_no_draft() {
    let env = TestEnv::new();
    let mut pty = log(&env);
    pty.sees(TITLE).types(CTRL_C);
    let (code, seen) = pty.end();
    assert_eq!(code, 130);
    assert!(seen.ends_with("error: broken off\r\n"), "{seen:?}");
    assert_eq!(drafts(&env), [""; 0]);
}

#[test]
fn thrown_away_is_asked_once_more_and_leaves_a_draft() {
    let env = TestEnv::new();
    let mut pty = log(&env);
    pty.answers(TITLE, "One").answers(DAY, "").answers(TAGS, "").answers(RESULT, "").answers(LINK, "");
    pty.answers("throw it away", "throw").sees("[y/N]").types("n").sees("throw it away");
    pty.types("throw").types(ENTER).sees("[y/N]").types("y");
    let (code, seen) = pty.end();
    assert_eq!(code, 130, "{seen}");
    assert!(drafts(&env)[0].contains("title: One\n"));
}

#[test]
fn options_are_answers_already_given() {
    let env = TestEnv::with_target();
    let mut pty = Pty::start(env.command(&["log", "-t", "asup", "-d", "3d"]));
    pty.answers(TITLE, "One").answers("Day (Enter for today): 3d", "").sees("✓ ASUP@4").types(ENTER);
    pty.answers(RESULT, "").answers(LINK, "").answers(REVIEW, "");
    assert_eq!(pty.end().0, 0);
    assert_eq!(first(&env)["date"], "2026-11-19");

    let (code, seen) = Pty::start(env.command(&["log", "-t", "ASUQ"])).end();
    assert_eq!(code, 1);
    assert!(seen.contains("error: no skill or behaviour `ASUQ`") && !seen.contains("What you did"), "{seen}");
}

#[test]
fn a_line_longer_than_the_terminal_is_kept_whole() {
    let env = TestEnv::new();
    let title = "日本 and a rather long sentence ".repeat(12);
    let mut pty = log(&env);
    pty.sees(TITLE).types(&title).types("end").sees("end").types(ENTER).answers(DAY, "").answers(TAGS, "");
    pty.answers(RESULT, "").answers(LINK, "").answers(REVIEW, "");
    assert_eq!(pty.end().0, 0);
    assert_eq!(first(&env)["title"], format!("{title}end"));
}

#[test]
fn without_a_terminal_one_error_names_what_to_type() {
    let env = TestEnv::with_target();
    env.ok(&["log", "One"]);
    insta::assert_snapshot!(env.see(&["log"]), @r#"
    --- stderr
    error: there is no title, and no terminal to ask for one
    Hint: promo log "Wrote the runbook", or promo log - to read stdin
    --- exit 1
    "#);
    insta::assert_snapshot!(env.see(&["purge", "1"]), @"
    --- stderr
    error: purge asks before it removes anything for good, and there is no terminal to ask on
    Hint: add --yes if you are sure
    --- exit 1
    ");
}
