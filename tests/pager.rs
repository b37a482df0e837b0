//! Long lists go through the person's pager, on a terminal only.

use std::fs;

use insta::assert_snapshot;

use crate::support::TestEnv;
use crate::support::pty::Pty;

/// Thirty entries, more than the terminal has rows; what the pager got is in `paged`.
fn long(pager: &str) -> TestEnv {
    let mut env = TestEnv::new();
    let lines: Vec<String> =
        (1..=30).map(|n| format!("{{\"title\":\"Entry {n}\",\"date\":\"2026-11-20\"}}")).collect();
    let file = env.write("entries.jsonl", lines.join("\n"));
    env.ok(&["-q", "import", &file.display().to_string()]);
    env.set("PAGER", pager);
    env
}

fn program() -> String {
    assert_cmd::cargo::cargo_bin!("promo").display().to_string()
}

#[test]
fn what_is_longer_than_the_terminal_is_paged() {
    let env = long("sh -c 'cat > paged'");
    let (code, seen) = Pty::start(env.command(&["list"])).end();
    assert_eq!((code, seen.trim()), (0, ""));
    let paged = fs::read_to_string(env.path("paged")).unwrap();
    assert_eq!(paged.lines().count(), 30);
    assert!(paged.starts_with(" 30  Nov 20  Entry 30"), "{paged}");
    // One who leaves before the end is no failure.
    let env = long("true");
    assert_eq!(Pty::start(env.command(&["list"])).end().0, 0);
}

#[test]
fn help_is_paged_and_starts_with_what_is_needed_every_day() {
    let help = TestEnv::new().ok("--help");
    let screen: Vec<&str> = help.lines().take(23).collect();
    for command in ["log", "list", "show", "edit", "tag", "untag", "search", "stats", "undo"] {
        assert!(screen.iter().any(|line| line.starts_with(&format!("  {command} "))), "{command}: {help}");
    }
    for (args, wanted, code) in [
        ("", &help, 2),
        ("--help", &help, 0),
        ("help", &help, 0),
        ("help log", &TestEnv::new().ok("log --help"), 0),
        ("log -h", &TestEnv::new().ok("log --help"), 0),
    ] {
        let env = long("sh -c 'cat > paged'");
        let (ended, seen) = Pty::start(env.command(args)).end();
        assert_eq!((ended, seen.trim()), (code, ""), "{args}");
        assert_eq!(&fs::read_to_string(env.path("paged")).unwrap(), wanted, "{args}");
    }
    // Shorter than the terminal, or on its way to a file.
    let env = long("sh -c 'cat > paged'");
    for args in ["--version", "undo --helq"] {
        assert!(!Pty::start(env.command(args)).end().1.trim().is_empty(), "{args}");
    }
    let (code, seen) = Pty::start(env.shell("exec \"$0\" 2> told", &program())).end();
    assert_eq!((code, seen.trim()), (2, ""));
    assert_eq!(fs::read_to_string(env.path("told")).unwrap(), help);
    assert!(!env.path("paged").exists());
}

#[test]
fn nothing_else_is_paged() {
    let env = long("sh -c 'cat > paged'");
    assert_eq!(env.ok(&["list"]).lines().count(), 30);
    let (_, seen) = Pty::start(env.command(&["list", "-n", "2"])).end();
    assert!(seen.contains("Entry 30"), "{seen}");
    let (_, seen) = Pty::start(env.command(&["list", "--format", "json"])).end();
    assert!(seen.contains("\"Entry 1\""), "{seen}");
    assert!(!env.path("paged").exists());
}

#[test]
fn without_a_pager_all_is_printed() {
    for pager in ["", "cat", "/nowhere/pager", "sh -c 'exit 127'", "\""] {
        let (code, seen) = Pty::start(long(pager).command(&["list"])).end();
        assert_eq!(code, 0, "{pager}");
        assert_eq!(seen.lines().filter(|line| line.contains("Entry ")).count(), 30, "{pager}: {seen}");
    }
}

#[test]
fn of_an_entrys_states_the_newest_are_told() {
    let env = TestEnv::new();
    env.ok(&["-q", "log", "One"]);
    env.ok(&["-q", "edit", "1", "--title", "Two"]);
    env.ok(&["-q", "edit", "1", "--title", "Three"]);
    assert_snapshot!(env.see(&["history", "1", "-n", "1"]), @"
    --- stdout
    1  Three

    2026-11-22 12:00  edit 1
      title: Two → Three
    --- exit 0
    ");
    let states = env.json(&["history", "1", "-n", "2", "--format", "json"])["states"].clone();
    assert_eq!(states.as_array().unwrap().len(), 2);
    assert_eq!(states[1]["entry"]["title"], "Three");
    assert_eq!(
        env.json(&["history", "-n", "1", "--format", "json"])["commands"].as_array().unwrap().len(),
        1
    );
}
