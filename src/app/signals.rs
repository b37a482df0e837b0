//! The watch over a person at work: whatever ends the process leaves a sane terminal and a draft of what was typed.
//!
//! While a prompt is open the terminal gives each key as it comes, so Ctrl-C is a key: the prompt ends, and the command
//! keeps its draft as for any other failure. A signal (SIGTERM, SIGHUP, `kill -INT`) wakes the prompt too on most
//! systems. Only where it does not, or where no prompt is open, the signal's own thread does the same: it puts the
//! terminal right, keeps the guarded draft under the same uid, says the same and ends with the same exit code. While an
//! editor runs a signal is the editor's affair: what it leaves decides. The signal's thread may hear of such a signal
//! only when the editor has ended, so for a moment more signals are passed over.

use std::io::Write as _;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::drafts::{Draft, Drafts};
use super::prompt::PromptError;

/// The exit code of a process that was broken off: 128 + SIGINT, as `error::code::INTERRUPTED`.
const BROKEN_OFF: i32 = 130;

/// How long the signal's thread leaves it to an open prompt to end by itself, and how late it may hear of a signal.
const GRACE: Duration = Duration::from_millis(500);

/// Shows the cursor, and ends the bracketing of pastes.
const SANE: &str = "\u{1b}[?25h\u{1b}[?2004l";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Working,
    Asking,
    Editing,
    Edited,
    /// The person broke off, and the command is about to end.
    Ending,
}

#[derive(Debug)]
struct State {
    doing: Doing,
    draft: Option<Draft>,
    modes: Option<modes::Modes>,
}

/// What the desk and the signal's thread share.
#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    drafts: Drafts,
}

/// The watch; nothing is installed before the first prompt, editor or guarded draft.
#[derive(Debug)]
pub struct SignalHandler {
    shared: Arc<Shared>,
    installed: bool,
}

/// A stretch of time with a prompt or an editor; its end puts the terminal right.
#[derive(Debug)]
pub struct PromptGuard {
    shared: Arc<Shared>,
}

impl SignalHandler {
    /// A watch that keeps drafts in a place.
    pub fn new(drafts: Drafts) -> Self {
        let state = State { doing: Doing::Working, draft: None, modes: None };
        let shared = Shared { state: Mutex::new(state), changed: Condvar::new(), drafts };
        Self { shared: Arc::new(shared), installed: false }
    }

    /// What is kept if the process must end now.
    pub fn guard(&self, draft: Option<Draft>) {
        self.shared.state().draft = draft;
    }

    /// A prompt opens: keys come one by one, unseen, and Ctrl-C is one of them.
    ///
    /// # Errors
    /// A terminal that cannot be set so.
    pub fn asking(&mut self) -> Result<PromptGuard, PromptError> {
        self.install();
        let modes = modes::Modes::raw()?;
        let mut state = self.shared.state();
        state.doing = Doing::Asking;
        state.modes = Some(modes);
        drop(state);
        Ok(PromptGuard { shared: Arc::clone(&self.shared) })
    }

    pub fn editing(&mut self) -> PromptGuard {
        self.install();
        self.shared.state().doing = Doing::Editing;
        PromptGuard { shared: Arc::clone(&self.shared) }
    }

    /// The person broke off, and the command that asked keeps the draft.
    pub fn broken_off(&self) -> PromptError {
        self.shared.state().doing = Doing::Ending;
        self.shared.changed.notify_all();
        PromptError::Interrupted
    }

    /// Takes charge of signals, from the first time that there is something to lose.
    pub fn install(&mut self) {
        if !self.installed {
            let shared = Arc::clone(&self.shared);
            // Where it cannot be installed a signal ends the process as it would have without.
            let _ = ctrlc::set_handler(move || shared.on_signal());
            self.installed = true;
        }
    }
}

impl PromptGuard {
    /// Lets signals count again when those that came while the editor ran must have been heard; tells whether it can.
    fn ends_grace(&self) -> bool {
        let shared = Arc::clone(&self.shared);
        let wait = move || {
            std::thread::sleep(GRACE);
            let mut state = shared.state();
            if state.doing == Doing::Edited {
                state.doing = Doing::Working;
            }
        };
        std::thread::Builder::new().spawn(wait).is_ok()
    }
}

impl Drop for PromptGuard {
    fn drop(&mut self) {
        let mut state = self.shared.state();
        if let Some(modes) = state.modes.take() {
            modes.restore();
        }
        state.doing = match state.doing {
            Doing::Ending => Doing::Ending,
            Doing::Editing => {
                if self.ends_grace() {
                    Doing::Edited
                } else {
                    Doing::Working
                }
            }
            _ => Doing::Working,
        };
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the signal's thread does. It holds the state until the process has ended, so that no prompt ends meanwhile.
    fn on_signal(&self) {
        let state = self.state();
        let waited = self.changed.wait_timeout_while(state, GRACE, |state| state.doing == Doing::Asking);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if matches!(state.doing, Doing::Ending | Doing::Editing | Doing::Edited) {
            return;
        }
        let mut told = "error: broken off\n".to_owned();
        if let Some(modes) = state.modes.take() {
            modes.restore();
            told.insert_str(0, &format!("{SANE}\n"));
        }
        match state.draft.take().map(|draft| self.drafts.keep(&draft)) {
            None => {}
            Some(Ok(())) => told.push_str("Hint: Your text is kept: promo recover\n"),
            Some(Err(refused)) => told.push_str(&format!("Hint: your text could not be kept: {refused}\n")),
        }
        let _ = std::io::stderr().write_all(told.as_bytes());
        #[allow(
            clippy::exit,
            clippy::disallowed_methods,
            reason = "main waits for a key and nothing else can wake it"
        )]
        std::process::exit(BROKEN_OFF);
    }
}

#[cfg(unix)]
mod modes {
    //! The modes of the terminal on stdin.

    use std::io;

    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

    #[derive(Debug)]
    pub struct Modes(Termios);

    impl Modes {
        /// Sets the terminal to give keys as they come; what is written is still handled as before.
        pub fn raw() -> io::Result<Self> {
            let before = tcgetattr(io::stdin())?;
            let mut raw = before.clone();
            raw.make_raw();
            raw.output_modes = before.output_modes;
            tcsetattr(io::stdin(), OptionalActions::Drain, &raw)?;
            Ok(Self(before))
        }

        /// Puts the terminal back as it was. A terminal that is gone needs nothing.
        pub fn restore(self) {
            let _ = tcsetattr(io::stdin(), OptionalActions::Drain, &self.0);
        }
    }
}

#[cfg(not(unix))]
mod modes {
    //! Elsewhere `console` sets the modes for each key by itself.

    #[derive(Debug)]
    pub struct Modes;

    impl Modes {
        pub fn raw() -> std::io::Result<Self> {
            Ok(Self)
        }

        pub fn restore(self) {}
    }
}
