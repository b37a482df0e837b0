//! A command at a pseudo-terminal of 80 columns, and a person who waits for what is shown before they type.

use std::process::Command;
use std::time::Duration;

pub use expectrl::process::unix::Signal;
use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Any, Eof, Expect as _, Session};

/// Ctrl-C.
pub const CTRL_C: &str = "\u{3}";
/// Ctrl-Z.
pub const CTRL_Z: &str = "\u{1a}";
/// Escape.
pub const ESC: &str = "\u{1b}";
/// Down.
pub const DOWN: &str = "\u{1b}[B";
/// Up.
pub const UP: &str = "\u{1b}[A";
/// Enter.
pub const ENTER: &str = "\r";

/// A command at a terminal.
pub struct Pty {
    session: OsSession,
    seen: String,
}

impl Pty {
    /// Starts it.
    pub fn start(mut command: Command) -> Self {
        // The pseudo-terminal brings its own stdin.
        command.stdin(std::process::Stdio::inherit()).env("TERM", "xterm").env("NO_COLOR", "1");
        let mut session = Session::spawn(command).unwrap();
        session.set_expect_timeout(Some(Duration::from_secs(10)));
        Self { session, seen: String::new() }
    }

    /// Waits until something is shown.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        match self.session.expect(text) {
            Ok(found) => {
                self.seen.push_str(&String::from_utf8_lossy(found.before()));
                self.seen.push_str(text);
            }
            Err(error) => {
                let rest = self.session.check(Any::boxed(vec![Box::new(expectrl::Regex("(?s).*"))]));
                let rest = rest.map(|found| String::from_utf8_lossy(found.as_bytes()).into_owned());
                panic!("waited for {text:?} ({error}) after {:?}, then {rest:?}", self.seen)
            }
        }
        self
    }

    /// Types.
    pub fn types(&mut self, keys: &str) -> &mut Self {
        self.session.send(keys).unwrap();
        self
    }

    /// Waits for a question, and answers it with Enter behind.
    #[track_caller]
    pub fn answers(&mut self, question: &str, answer: &str) -> &mut Self {
        self.sees(question).types(answer).types(ENTER)
    }

    /// The number of its process.
    pub fn pid(&self) -> i32 {
        self.session.get_process().pid().as_raw()
    }

    /// Sends it a signal.
    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        self.session.get_process_mut().kill(signal).unwrap();
        self
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.session.get_process_mut().set_window_size(columns, rows).unwrap();
        self
    }

    /// Waits for the end: the exit code, and all that was shown.
    #[track_caller]
    pub fn end(mut self) -> (i32, String) {
        let found = self.session.expect(Eof).unwrap_or_else(|error| panic!("{error} after {:?}", self.seen));
        self.seen.push_str(&String::from_utf8_lossy(found.as_bytes()));
        match self.session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, code) => (code, self.seen),
            other => panic!("{other:?} after {:?}", self.seen),
        }
    }
}
