//! What `promo` says of itself: the overview, a command's help, wrong usage, and that each example works.

use std::fs;
use std::process::{Command, Stdio};

use insta::assert_snapshot;

use crate::support::{TestEnv, assert_golden};

#[test]
fn the_overview_is_grouped_by_when_a_command_is_needed() {
    assert_golden!(
        "help-the-overview-is-grouped-by-when-a-command-is-needed",
        TestEnv::new().see(&["--help"])
    );
}

#[test]
fn a_command_explains_its_own_options_first() {
    assert_golden!("help-a-command-explains-its-own-options-first", TestEnv::new().see(&["log", "--help"]));
}

#[test]
fn without_a_command_the_overview_is_wrong_usage() {
    let env = TestEnv::new();
    let output = env.output("");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), env.ok(&["--help"]));
}

#[test]
fn an_unknown_command_or_option_is_told_with_what_is_near() {
    let env = TestEnv::new();
    assert_snapshot!(env.see(&["lst"]), @"
    --- stderr
    error: unrecognized subcommand 'lst'

      tip: a similar subcommand exists: 'list'

    Usage: promo [OPTIONS] <COMMAND>

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(env.see(&["log", "--porject", "gateway"]), @"
    --- stderr
    error: unexpected argument '--porject' found

      tip: a similar argument exists: '--project'

    Usage: promo log --project <NAME> [TITLE]...

    For more information, try '--help'.
    --- exit 2
    ");
    assert_eq!(fs::read_dir(env.home()).unwrap().count(), 0);
}

#[test]
fn the_version_is_that_of_the_manifest() {
    let version = concat!("promo ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(TestEnv::new().ok(&["--version"]), version);
    assert_eq!(TestEnv::new().ok(&["-V"]), version);
}

/// Every example of every command's help, as it is printed.
fn examples() -> Vec<String> {
    fn walk(command: &clap::Command, found: &mut Vec<String>) {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        found.extend(help.lines().filter_map(|line| Some(line.strip_prefix("  ")?.to_owned())));
        for command in command.get_subcommands() {
            walk(command, found);
        }
    }
    let mut found = Vec::new();
    walk(&<promo::cli::Cli as clap::CommandFactory>::command(), &mut found);
    found
}

/// A journal with 41 entries, tags to rename, a draft, a second journal, a file to import, folders of shells.
fn lived_in() -> TestEnv {
    let env = TestEnv::with_target();
    let mut lines = String::new();
    for n in 1..=41 {
        let tags = r#"["ASUP@4?","INCA@4","INCS@4","teamwork@4","collaboration@4"]"#;
        lines.push_str(&format!("{{\"title\":\"Entry {n}\",\"date\":\"2026-11-01\",\"tags\":{tags}}}\n"));
    }
    env.write("journal.jsonl", lines);
    env.ok(&["-q", "import", "journal.jsonl"]);
    env.ok(&["-q", "--journal", "old.db", "log", "Wrote the runbook"]);
    env.output(&["log", "Kept as a draft", "-t", "nothing-like-it"]);
    env.write("career-pages/senior.md", "# L3: Senior Engineer\n\n## Impact\n\n- Ships what matters.\n");
    env.write("ladder.csv", "Skill,Junior,Senior\nTesting,Runs tests,Plans tests\n");
    env.ok(&["-q", "framework", "export", "engineering", "-o", "engineering.toml"]);
    env.ok(&["-q", "framework", "import", "ladder.csv", "--name", "acme"]);
    env.ok(&["-q", "framework", "import", "engineering.toml", "--name", "acme"]);
    env.ok(&["-q", "framework", "add-criterion", "mentoring", "--name", "Mentoring"]);
    env.write(
        "editor",
        "#!/bin/sh\nsed -i 's/^title: .*/title: Mended/; s/^tags: .*/tags: ASUP@4/' \"$1\"\n",
    );
    for folder in [".local/share/bash-completion/completions", ".config/fish/completions"] {
        fs::create_dir_all(env.path(folder)).unwrap();
    }
    env
}

#[cfg(unix)]
#[test]
fn each_example_fits_and_works() {
    // These ask somebody; tests/init.rs and the purge's own tests answer them.
    let asking = ["promo init", "promo purge 12"];
    let bin = assert_cmd::cargo::cargo_bin!("promo").display().to_string();
    let (home, examples) = (lived_in(), examples());
    assert!(examples.len() > 40, "{examples:?}");
    for example in examples {
        assert!(example.len() + 2 <= 80, "{example}");
        if asking.contains(&example.as_str()) {
            continue;
        }
        let mut env = TestEnv::new();
        env.set("EDITOR", &format!("sh {}", env.path("editor").display()));
        let copied = Command::new("cp").arg("-a").arg(home.path(".")).arg(env.home()).status().unwrap();
        assert!(copied.success());
        if example.starts_with("promo restore 12") {
            env.ok(&["-q", "rm", "12"]);
        }
        if example.starts_with("promo term rm") {
            env.ok(&["-q", "term", "add", "Acme", "Zebra Bank", "Falcon"]);
        }
        if example.contains("promo-demo/journal.db") {
            env.ok(&["-q", "demo"]);
        }
        if ["promo target use", "promo target rm"].iter().any(|start| example.starts_with(start)) {
            env.ok(&["-q", "target", "add", "systems-engineer@5"]);
            env.ok(&["-q", "target", "add", "software-engineer@5"]);
        }
        if example.contains("copy.db") {
            env.ok(&["-q", "--journal", "copy.db", "log", "Wrote the runbook"]);
        }
        let example = example.replace("| less", "| cat").replace("| man -l -", "| cat");
        let output = env
            .shell(&format!("set -e; promo() {{ \"$0\" \"$@\"; }}; {example}"), &bin)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(output.status.success(), "{example}: {}", env.told(&output));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!told.contains("error:"), "{example}: {told}");
    }
}
