//! Questions on a terminal that is resized, or whose process is stopped and continued: at a pseudo-terminal, and under a
//! shell with job control.

use std::time::{Duration, Instant};

use crate::support::pty::{CTRL_C, CTRL_Z, ENTER, Pty, Signal};
use crate::support::{TestEnv, skipped};

const TITLE: &str = "What you did: ";
const TAGS: &str = "Tags (type to find): ";

fn titles(env: &TestEnv) -> Vec<String> {
    let drafts = env.json(&["recover", "--format", "json"]);
    let texts = drafts["drafts"].as_array().unwrap().iter().map(|draft| draft["text"].as_str().unwrap());
    texts.map(|text| text.lines().find(|line| line.starts_with("title:")).unwrap().to_owned()).collect()
}

#[test]
fn a_resized_list_is_drawn_anew_without_a_key() {
    let env = TestEnv::with_target();
    let mut pty = Pty::start(env.command(&["log"]));
    pty.answers(TITLE, "One").answers("Day", "").sees(TAGS).sees("> done");
    pty.resize(40, 14).sees(TAGS).sees("> done").types("zzz").sees("nothing matches").types(CTRL_C);
    let (_, seen) = pty.end();
    // Each row is cut to the new width, and the list to the new height.
    let last = seen.rsplit(TAGS).find(|list| list.contains("> done")).unwrap();
    let rows: Vec<&str> = last.split('\u{1b}').next().unwrap().split("\r\n").collect();
    assert_eq!(rows.len(), 13, "{last:?}");
    assert!(rows.iter().all(|row| row.chars().count() < 40), "{rows:?}");
}

#[test]
fn a_resized_line_is_drawn_anew_and_loses_nothing() {
    let env = TestEnv::new();
    let mut pty = Pty::start(env.command(&["log"]));
    let title = "a title that is longer than forty columns, and goes on";
    pty.sees(TITLE).types(title).sees("goes on").resize(40, 14).sees("What you did: …").sees("and goes on");
    pty.types("!").sees("!").resize(80, 24).sees(&format!("{TITLE}{title}!")).types(CTRL_C);
    assert_eq!(pty.end().0, 130);
    assert_eq!(titles(&env), [format!("title: {title}!")]);
}

#[test]
fn a_filter_that_matches_nothing_says_so() {
    let env = TestEnv::with_target();
    let mut pty = Pty::start(env.command(&["log"]));
    pty.answers(TITLE, "One").answers("Day", "").sees(TAGS).types("qqqq").sees("  nothing matches");
    pty.types(ENTER).types("\u{15}").sees("> done").types(CTRL_C);
    assert_eq!(pty.end().0, 130);
}

/// An interactive shell that has started `promo log`.
fn in_a_shell(env: &mut TestEnv) -> Option<Pty> {
    if !std::path::Path::new("/bin/bash").exists() {
        skipped("there is no bash");
        return None;
    }
    env.set("PS1", "READY> ");
    env.set("PROMO", assert_cmd::cargo::cargo_bin!("promo").to_str().unwrap());
    let mut pty = Pty::start(env.shell("exec /bin/bash --norc --noprofile -i", "bash"));
    pty.sees("READY> ").types("\"$PROMO\" log\r").sees(TITLE);
    Some(pty)
}

#[test]
fn ctrl_z_stops_a_question_and_fg_draws_it_anew() {
    let mut env = TestEnv::with_target();
    let Some(mut pty) = in_a_shell(&mut env) else { return };
    pty.types("Half a ").sees("Half a ").types(CTRL_Z).sees("Stopped").sees("READY> ");
    pty.types("stty -a\r").sees(" icanon").sees("READY> ");
    pty.types("fg\r").sees("What you did: Half a ").types("title\r").answers("Day", "").sees("> done");
    // A list too, with another size by the time that it goes on.
    pty.types("asup").sees("> ").types(CTRL_Z).sees("Stopped").sees("READY> ").resize(40, 14).types("fg\r");
    pty.sees("Tags (type to find): asup")
        .sees("> ")
        .types("\u{15}")
        .sees("> done")
        .types(ENTER)
        .sees("Result");
    pty.types(ENTER).sees("Link").types(ENTER).sees("> keep it").types("throw\r").sees("[y/N]");
    pty.types(CTRL_Z)
        .sees("Stopped")
        .sees("READY> ")
        .types("fg\r")
        .sees("[y/N]")
        .types("n")
        .sees("> keep it");
    pty.types(ENTER).sees("Logged 1 for today.").sees("READY> ").types("exit\r");
    pty.end();
    assert_eq!(env.json(&["list", "--format", "json"])["entries"][0]["title"], "Half a title");
}

#[test]
fn a_stopped_question_that_is_ended_leaves_a_draft() {
    let mut env = TestEnv::with_target();
    for end in ["kill %1\r", "kill -HUP %1\r", "bg; sleep 1; kill -TERM %1; kill -CONT %1\r"] {
        let Some(mut pty) = in_a_shell(&mut env) else { return };
        pty.types("Half a title").sees("Half a title").types(CTRL_Z).sees("Stopped").sees("READY> ");
        pty.types(end).sees("Your text is kept: promo recover").types("\r").sees("READY> ");
        // The shell warns of a job that it has not yet seen end, and stays.
        pty.types("disown -a; exit\r");
        pty.end();
        assert_eq!(titles(&env), ["title: Half a title"], "{end:?}");
        env.ok(&["recover", "--forget"]);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn sigtstp_and_sigstop_by_kill_stop_a_question_too() {
    let mut env = TestEnv::with_target();
    for signal in [rustix::process::Signal::TSTP, rustix::process::Signal::STOP] {
        let Some(mut pty) = in_a_shell(&mut env) else { return };
        pty.types("Half a ").sees("Half a ");
        let (start, shell) = (Instant::now(), pty.pid());
        let children = loop {
            let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
            if !children.trim().is_empty() {
                break children;
            }
            assert!(start.elapsed() < Duration::from_secs(10));
        };
        let promo = rustix::process::Pid::from_raw(children.trim().parse().unwrap()).unwrap();
        rustix::process::kill_process(promo, signal).unwrap();
        pty.sees("Stopped").sees("READY> ").types("fg\r").sees("What you did: Half a ");
        pty.types("title")
            .sees("Half a title")
            .types(CTRL_C)
            .sees("Your text is kept")
            .sees("READY> ")
            .types("exit\r");
        pty.end();
        assert_eq!(titles(&env), ["title: Half a title"], "{signal:?}");
        env.ok(&["recover", "--forget"]);
    }
}

#[test]
fn without_a_shell_that_could_continue_it_nothing_stops() {
    let env = TestEnv::new();
    let mut pty = Pty::start(env.command(&["log"]));
    pty.sees(TITLE).types("On").sees("On").types(CTRL_Z).signal(Signal::SIGTSTP).types("e").sees("e");
    pty.types(ENTER).sees("Day").types(CTRL_C);
    assert_eq!(pty.end().0, 130);
    assert_eq!(titles(&env), ["title: One"]);
}
