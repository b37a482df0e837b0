//! A command run inside the test's own process, in a world that no machine has: any width, any terminal.

use std::ffi::OsString;
use std::io::{self, Cursor};

use promo::app::drafts::Drafts;
use promo::app::paths::Paths;
use promo::app::prompt::Prompt;
use promo::app::{App, Clock, Terminal};

use super::{TODAY, TestEnv};

/// What a command did.
pub struct Ran {
    /// The answer.
    pub out: String,
    /// The talk.
    pub err: String,
    /// The exit code.
    pub code: u8,
}

/// A terminal so many columns wide, without colour.
pub fn terminal(columns: u16) -> Terminal {
    Terminal {
        stdin: true,
        stdout: true,
        stderr: true,
        columns: Some(columns),
        rows: Some(24),
        no_color: true,
    }
}

/// Runs a command in a home, at a terminal.
pub fn run(env: &TestEnv, terminal: Terminal, args: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run_into(env, terminal, args, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { out: text(out), err: text(err), code }
}

/// As [`run`], with any two streams.
pub fn run_into(
    env: &TestEnv, terminal: Terminal, args: &[&str], out: &mut dyn io::Write, err: &mut dyn io::Write,
) -> u8 {
    let now = format!("{TODAY}T12:00:00+00:00").parse().unwrap();
    let mut app = App {
        clock: Clock::new(now, Some(TODAY), None).unwrap(),
        paths: Paths {
            data: env.path(".local/share/promo"),
            config: env.path(".config/promo"),
            state: env.path(".local/state/promo"),
            journal: None,
            settings: None,
        },
        program: assert_cmd::cargo::cargo_bin!("promo").to_owned(),
        terminal,
        out: Box::new(out),
        err: Box::new(err),
        input: Box::new(Cursor::new(Vec::new())),
        prompt: Prompt::new(
            String::new(),
            String::new(),
            false,
            Drafts::new(env.path(".local/state/promo/drafts")),
        ),
        quiet: false,
    };
    promo::run([&["promo"], args].concat().into_iter().map(OsString::from), &mut app)
}
