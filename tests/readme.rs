//! The README's sessions, run as they stand there, so that it cannot say what promo does not do.

use std::process::Stdio;

use crate::support::{TestEnv, mask_uids};

const README: &str = include_str!("../README.md");

/// A command of a session, over as many lines as a shell would prompt for with `>`, and the lines that follow it.
struct Shown<'r> {
    command: String,
    lines: Vec<&'r str>,
}

/// The commands of all `console` blocks, in order: they share one home.
fn session(text: &str) -> Vec<Shown<'_>> {
    let mut shown: Vec<Shown<'_>> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(kind) => inside = kind == "console",
            None if !inside => {}
            None => match line.strip_prefix("$ ") {
                Some(command) => shown.push(Shown { command: command.to_owned(), lines: Vec::new() }),
                None => {
                    let last = shown.last_mut().unwrap();
                    let more = line.strip_prefix("> ").or_else(|| (line == ">").then_some(""));
                    match more.filter(|_| last.lines.is_empty() && last.command.contains("<<")) {
                        Some(more) => last.command = format!("{}\n{more}", last.command),
                        None => last.lines.push(line),
                    }
                }
            },
        }
    }
    shown
}

/// Whether an output is what is shown, where a line `…` stands for any lines.
fn matches(shown: &[&str], output: &[&str]) -> bool {
    match shown {
        [] => output.is_empty(),
        ["…", rest @ ..] => (0..=output.len()).any(|from| matches(rest, &output[from..])),
        [line, rest @ ..] => output.first() == Some(line) && matches(rest, &output[1..]),
    }
}

#[cfg(unix)]
#[test]
fn its_sessions_are_real() {
    let env = TestEnv::new();
    let bin = assert_cmd::cargo::cargo_bin!("promo").display().to_string();
    let session = session(README);
    assert!(session.len() > 10, "the sessions were not found");
    for Shown { command, lines } in &session {
        let script = format!("exec 2>&1; promo() {{ \"$0\" \"$@\"; }}; {command}");
        let output = env.shell(&script, &bin).stdin(Stdio::null()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let text = mask_uids(&text.replace(&env.home().display().to_string(), "~"));
        let told: Vec<&str> = text.lines().collect();
        let masked: Vec<String> = lines.iter().map(|line| mask_uids(line)).collect();
        let masked: Vec<&str> = masked.iter().map(String::as_str).collect();
        assert!(matches(&masked, &told), "$ {command}\n{text}");
    }
}

#[test]
fn its_first_screen_has_a_session_and_the_two_commands() {
    let screen: Vec<&str> = README.lines().take(50).collect();
    for line in ["```console", "cargo run --release -- demo", "cargo test"] {
        assert!(screen.iter().any(|shown| shown.starts_with(line)), "{line}");
    }
}

#[test]
fn it_names_each_command_and_each_rule_with_its_default() {
    for command in <promo::cli::Cli as clap::CommandFactory>::command().get_subcommands() {
        let name = command.get_name();
        let named = README.contains(&format!("promo {name}")) || README.contains(&format!("`{name}"));
        assert!(named, "{name}");
    }
    let start = README.find("[rules]\nentries").unwrap();
    let shown = &README[start..start + README[start..].find("```").unwrap()];
    let env = TestEnv::with_target();
    let before = env.ok(&["gap"]);
    env.write(".config/promo/config.toml", shown);
    assert_eq!(env.ok(&["gap"]), before, "what is shown are the defaults");
}

#[test]
fn the_files_that_the_documents_name_are_there() {
    for (name, text) in [
        ("README.md", README),
        ("CONTRIBUTING.md", include_str!("../CONTRIBUTING.md")),
        ("CHANGELOG.md", include_str!("../CHANGELOG.md")),
    ] {
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let ticked = text.split('`').skip(1).step_by(2).filter(|word| {
            ["src/", "tests/", "schema/", "framework/", "benches/", ".ci/"]
                .iter()
                .any(|at| word.starts_with(at))
        });
        for path in links.filter(|link| !link.starts_with(['#', 'h'])).chain(ticked) {
            let there = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
            // A recipe's own file is yet to be written.
            let to_come = path.contains("NAME") || path.contains("WHAT");
            assert!(there.exists() || to_come, "{name} names `{path}`");
        }
    }
}

#[test]
fn an_elided_line_stands_for_any() {
    let output = ["a", "b", "c", "d"];
    for (shown, wanted) in [
        (&["a", "b", "c", "d"][..], true),
        (&["a", "…", "d"], true),
        (&["…", "c", "d"], true),
        (&["a", "b", "c", "d", "…"], true),
        (&["a", "…", "c"], false),
        (&["a", "c", "…"], false),
        (&["b", "…"], false),
    ] {
        assert_eq!(matches(shown, &output), wanted, "{shown:?}");
    }
}
