//! `promo completions`, and the answers that the scripts ask for.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::support::{TestEnv, skipped};

/// What a shell is told about the last of these words: one candidate a line.
fn answer_to(env: &TestEnv, shell: &str, words: &[&str]) -> Output {
    let index = (words.len() - 1).to_string();
    let args = [&["--"], words].concat();
    env.command(&args).env("COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", index).output().unwrap()
}

#[track_caller]
fn candidates(env: &TestEnv, words: &[&str]) -> Vec<String> {
    let output = answer_to(env, "bash", words);
    assert!(output.status.success() && output.stderr.is_empty(), "{}", env.told(&output));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn journal() -> TestEnv {
    let env = TestEnv::with_target();
    env.ok(&["log", "Halved the restart time", "-t", "ASUP", "-p", "gateway"]);
    env.ok(&["log", "Wrote the runbook", "-t", "ASUP", "-p", "on call; $(touch oops)"]);
    env
}

#[test]
fn words_come_from_the_framework_and_the_journal() {
    let env = journal();
    for (words, wanted) in [
        (&["promo", "fra"][..], &["framework"][..]),
        (&["promo", "log", "x", "-t", "asu"], &["ASUP"]),
        (&["promo", "log", "x", "-t", "ASUP,coll"], &["ASUP,collaboration"]),
        (&["promo", "log", "x", "--tag=asu"], &["--tag=ASUP"]),
        (&["promo", "tag", "1", "security-"], &["security-and-ethics"]),
        (&["promo", "tag", "rename", "a"], &["ASUP"]),
        (&["promo", "log", "x", "-p", "gat"], &["gateway"]),
        (&["promo", "list", "--project", ""], &["gateway", "on\\ call\\;\\ \\$\\(touch\\ oops\\)"]),
        (&["promo", "gap", "--role", "su"], &["support-engineer"]),
        (
            &["promo", "framework", "show", "--framework", ""],
            &["engineering", "sfia-9", "support-ladder", "gitlab-support"],
        ),
        (
            &["promo", "gap", "--framework", "gitlab-support", "--role", ""],
            &["support-engineer", "support-engineering-manager"],
        ),
        (&["promo", "target", "use", "s"], &["support-engineer@4"]),
        (&["promo", "target", "rm", "support-engineer@4", "s"], &["support-engineer@4"]),
        (&["promo", "target", "add", "support-engineer@1"], &["support-engineer@1"]),
        (&["promo", "gap", "--compare", "support-engineer@4"], &["support-engineer@4"]),
        (&["promo", "gap", "--compare", "qa-engineer@5"], &["qa-engineer@5"]),
        (&["promo", "gap", "--with", "a"], &["attributes"]),
        (&["promo", "gap", "--format", "j"], &["json"]),
        (&["promo", "init", "--name", ""], &[]),
    ] {
        assert_eq!(candidates(&env, words), wanted, "{words:?}");
    }
    let ids = candidates(&env, &["promo", "show", ""]);
    assert_eq!(ids[..2], ["2", "1"]);
    assert!(ids[2..].iter().all(|word| word.starts_with("--")), "{ids:?}");
}

#[test]
fn zsh_and_fish_are_told_what_a_word_means() {
    let env = journal();
    for (shell, words, wanted) in [
        ("zsh", &["promo", "tag", "1", "asu"][..], "ASUP:Application support"),
        ("fish", &["promo", "tag", "1", "asu"], "ASUP\tApplication support"),
        ("zsh", &["promo", "gap", "--role", "qa"], "qa-engineer:QA Engineer"),
        ("fish", &["promo", "edit", "2"], "2\tWrote the runbook"),
    ] {
        let output = answer_to(&env, shell, words);
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), wanted, "{shell} {words:?}");
    }
}

#[test]
fn another_journal_is_read_where_the_line_names_one() {
    let mut env = journal();
    let other = env.path("other.db").display().to_string();
    env.ok(&["-q", "--journal", &other, "log", "Elsewhere", "-p", "archive"]);
    assert_eq!(candidates(&env, &["promo", "--journal", &other, "list", "-p", ""]), ["archive"]);
    env.set("PROMO_JOURNAL", &other);
    assert_eq!(candidates(&env, &["promo", "list", "-p", ""]), ["archive"]);
}

#[test]
fn without_a_journal_nothing_is_made_and_nothing_is_said() {
    let env = TestEnv::new();
    assert_eq!(candidates(&env, &["promo", "list", "-p", ""]), [""; 0]);
    assert_eq!(candidates(&env, &["promo", "log", "x", "-t", "asu"]), ["ASUP"]);
    fs::write(env.path("text.db"), "no journal").unwrap();
    assert_eq!(candidates(&env, &["promo", "--journal", "text.db", "list", "-p", ""]), [""; 0]);
    let left: Vec<_> = fs::read_dir(env.home()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, ["text.db"]);
}

#[test]
fn a_variable_of_another_program_does_no_harm() {
    let env = TestEnv::new();
    for value in ["", "0", "1", "yes"] {
        let output = env.command(&["framework", "list"]).env("COMPLETE", value).output().unwrap();
        assert!(String::from_utf8_lossy(&output.stdout).starts_with("engineering"), "{value:?}");
    }
}

#[test]
fn each_shell_gets_a_script_that_asks_promo() {
    let env = TestEnv::new();
    for (shell, start) in
        [("bash", "\n_clap_complete_promo() {"), ("zsh", "#compdef promo\n"), ("fish", "complete ")]
    {
        let script = env.ok(&["completions", shell]);
        assert!(script.starts_with(start), "{script}");
        assert!(script.contains("COMPLETE=") && script.contains(shell), "{script}");
        assert!(script.ends_with('\n') && !script.ends_with("\n\n"), "{script}");
    }
    let output = env.see(&["completions", "tcsh"]);
    assert!(
        output.contains("[possible values: bash, zsh, fish]") && output.ends_with("--- exit 2\n"),
        "{output}"
    );
}

/// What a script prints in a shell that knows promo, at home in `env`; `None` where there is no such shell.
fn in_shell(env: &TestEnv, shell: &str, args: &[&str]) -> Option<String> {
    let binary = env.command("").get_program().to_owned();
    let bin = Path::new(&binary).parent().unwrap().display().to_string();
    let ran = std::process::Command::new(shell)
        .args(args)
        .env_clear()
        .env("HOME", env.home())
        .env("PATH", format!("{bin}:/usr/bin:/bin"))
        .env("TERM", "xterm")
        .current_dir(env.home())
        .output();
    match ran {
        Ok(output) => Some(format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )),
        Err(_) => {
            skipped(&format!("there is no {shell} here"));
            None
        }
    }
}

/// The blocks of commands that the reference gives from a line on, up to the next shell's.
fn instructions(from: &str) -> Vec<String> {
    let reference = include_str!("../docs/reference.md");
    let start = reference.find(from).unwrap_or_else(|| panic!("{from}")) + from.len();
    let end = reference[start..].find("\n\nFor ").map_or(reference.len(), |end| start + end);
    let blocks = reference[start..end].split("```sh\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_references_instructions_work_in_a_fresh_home() {
    let asked = |env: &TestEnv, shell: &str, script: &str| in_shell(env, shell, &["-c", script]);

    let env = TestEnv::new();
    let [install] = &instructions("For bash, with the package")[..] else { panic!() };
    if let Some(output) = asked(&env, "bash", &format!("set -e\n{install}")) {
        assert_eq!(output, "");
        assert!(env.path(".local/share/bash-completion/completions/promo").exists());
    }
    let [line] = &instructions("For bash without")[..] else { panic!() };
    if let Some(output) = asked(&env, "bash", &format!("{line}\ncomplete -p promo")) {
        assert!(output.contains("-F _clap_complete_promo promo"), "{output}");
    }

    let env = TestEnv::new();
    let [install] = &instructions("For fish")[..] else { panic!() };
    if let Some(output) = asked(&env, "fish", install) {
        assert_eq!(output, "");
        let output = asked(&env, "fish", "complete -C 'promo log x -t asu'").unwrap();
        assert_eq!(output, "ASUP\tApplication support\n");
    }

    let env = TestEnv::new();
    let [install, settings, ..] = &instructions("For zsh")[..] else { panic!() };
    if let Some(output) = in_shell(&env, "zsh", &["-f", "-c", install]) {
        assert_eq!(output, "");
        fs::write(env.path(".zshrc"), settings).unwrap();
        // The very first Tab of a session completes.
        let script = "zmodload zsh/zpty; zpty shell 'zsh -i'
            zpty -w shell 'print rea\"\"dy'; zpty -r shell seen '*ready*'
            zpty -w shell $'promo framework chec\\t --help | head -n 1; exit'
            while zpty -r shell seen; do print -r -- $seen; done";
        let output = in_shell(&env, "zsh", &["-f", "-c", script]).unwrap();
        assert!(output.contains("Find what is odd in a framework"), "{output}");
    }
}

#[test]
fn bash_completes_through_the_script() {
    let env = journal();
    fs::write(env.path("promo.bash"), env.ok(&["completions", "bash"])).unwrap();
    let script = "source promo.bash
        ask() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9; COMPREPLY=();
                _clap_complete_promo promo \"${@: -1}\" \"${@: -2:1}\"; printf '<%s>' \"${COMPREPLY[@]}\"; echo; }
        complete -p promo | grep -o -- '-F [a-z_]*'
        ask promo log x -t asu
        ask promo list -p on
        ask promo gap --role s
        ask promo framework s";
    let Some(output) = in_shell(&env, "bash", &["--norc", "-c", script]) else { return };
    assert_eq!(
        output,
        "-F _clap_complete_promo\n<ASUP>\n<on\\ call\\;\\ \\$\\(touch\\ oops\\)>\n\
         <support-engineer><systems-engineer><software-engineer><security-engineer>\n<show>\n"
    );
    assert!(!env.path("oops").exists());
}
