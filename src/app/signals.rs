//! Signals and the terminal's modes: however the process ends or stops, the terminal is as it was and what was typed is
//! a draft.
//!
//! A thread hears the signals, from the first question, program or guarded draft on. What it does depends on the
//! [`Phase`]: an open question is told and acts itself ([`Asking::next`]); a running editor or pager has the signal too,
//! and how it ends decides; and while the command works, the thread saves the guarded draft, says so and ends the
//! process.
//!
//! While a question is open the terminal gives each key as it comes, so Ctrl-C and Ctrl-Z are keys. To stop, the
//! terminal's own modes are put back first. A process that is continued in the background must touch neither modes nor
//! keys (it would be stopped for it before it has heard of a SIGTERM): it stops again until it is in the foreground.

use std::io::{self, PipeReader, PipeWriter, Read as _, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use console::{Key, Term};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, getpgrp, getpid, getsid, kill_current_process_group, kill_process};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

use super::drafts::{Draft, Drafts};

/// The exit code of a process that was broken off: 128 + SIGINT, as `error::code::INTERRUPTED`.
const BROKEN_OFF: i32 = 130;

/// How late the thread may hear of a signal.
const GRACE: Duration = Duration::from_millis(500);

/// What the process is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Working,
    Asking,
    /// An editor or a pager runs.
    Program,
    /// The person broke off, and the command is about to end.
    Quitting,
}

#[derive(Debug)]
struct State {
    phase: Phase,
    draft: Option<Draft>,
    /// Until when a signal may still be one that was meant for a program.
    deaf_until: Option<Instant>,
}

/// What the thread shares with the rest.
#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    drafts: Drafts,
}

#[derive(Debug)]
pub(super) struct Signals {
    shared: Arc<Shared>,
    /// Where the thread passes signals on; `None` until it runs.
    heard: Option<PipeReader>,
}

impl Signals {
    pub(super) fn new(drafts: Drafts) -> Self {
        let state = Mutex::new(State { phase: Phase::Working, draft: None, deaf_until: None });
        Self { shared: Arc::new(Shared { state, drafts }), heard: None }
    }

    /// Saves a draft if a signal ends the process from here on.
    pub(super) fn guard(&mut self, draft: Option<Draft>) {
        let is_needed = draft.is_some();
        self.shared.lock().draft = draft;
        if is_needed {
            // Where signals cannot be heard one ends the process as it would have without.
            let _ = self.listen();
        }
    }

    /// Opens a question on the terminal.
    pub(super) fn ask(&mut self) -> io::Result<Asking<'_>> {
        self.listen()?;
        let (shared, heard) = (&*self.shared, self.heard.as_ref());
        let heard = heard.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let modes = tcgetattr(io::stdin())?;
        shared.lock().phase = Phase::Asking;
        let mut asking = Asking { shared, heard, modes, is_raw: false };
        asking.set_raw()?;
        Ok(asking)
    }

    /// Hands the terminal over to a program.
    pub(super) fn run_program(&mut self) -> Running<'_> {
        self.shared.lock().phase = Phase::Program;
        let _ = self.listen();
        Running { shared: &self.shared }
    }

    fn listen(&mut self) -> io::Result<()> {
        if self.heard.is_some() {
            return Ok(());
        }
        let (heard, mut passed_on) = io::pipe()?;
        let all = [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH];
        let mut signals = signal_hook::iterator::Signals::new(all)?;
        let shared = Arc::clone(&self.shared);
        let listen = move || signals.forever().for_each(|signal| shared.on_signal(signal, &mut passed_on));
        std::thread::Builder::new().spawn(listen)?;
        self.heard = Some(heard);
        Ok(())
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn on_signal(&self, signal: i32, to_question: &mut PipeWriter) {
        let state = self.lock();
        match state.phase {
            Phase::Asking => {
                let _ = to_question.write_all(&signal.to_ne_bytes());
            }
            _ if signal == SIGTSTP => {
                drop(state);
                let _ = stop();
            }
            _ if signal == SIGCONT || signal == SIGWINCH => {}
            Phase::Program | Phase::Quitting => {}
            Phase::Working if state.deaf_until.is_some_and(|until| Instant::now() < until) => {}
            Phase::Working => self.end_process(state),
        }
    }

    /// Saves the draft and ends the process. The state is held until then, so that no question opens meanwhile.
    fn end_process(&self, mut state: MutexGuard<'_, State>) {
        let mut message = "error: broken off\n".to_owned();
        match state.draft.take().map(|draft| self.drafts.save(&draft)) {
            None => {}
            Some(Ok(())) => message.push_str("Hint: Your text is kept: promo recover\n"),
            Some(Err(error)) => message.push_str(&format!("Hint: your text could not be kept: {error}\n")),
        }
        let _ = io::stderr().write_all(message.as_bytes());
        #[allow(
            clippy::exit,
            clippy::disallowed_methods,
            reason = "the main thread waits for the journal or for stdin, and nothing else can wake it"
        )]
        std::process::exit(BROKEN_OFF);
    }
}

/// What an open question waits for.
pub(super) enum Event {
    Key(Key),
    /// The screen may look different: its size changed, or the process was continued.
    Redraw,
    /// Ctrl-Z or SIGTSTP: to be followed by [`Asking::suspend`].
    Suspend,
    /// Ctrl-C or a signal to end.
    End,
}

/// The terminal while a question is open; afterwards it has its own modes again.
pub(super) struct Asking<'s> {
    shared: &'s Shared,
    heard: &'s PipeReader,
    /// The terminal's own modes.
    modes: Termios,
    is_raw: bool,
}

impl Asking<'_> {
    pub(super) fn next(&mut self, term: &Term) -> io::Result<Event> {
        loop {
            if let Some(signal) = self.signal(None, true)? {
                match signal {
                    SIGWINCH => return Ok(Event::Redraw),
                    SIGCONT => {
                        return Ok(if self.wait_for_foreground()? { Event::Redraw } else { Event::End });
                    }
                    SIGTSTP if has_job_control() => return Ok(Event::Suspend),
                    SIGTSTP => {}
                    _ => return Ok(Event::End),
                }
                continue;
            }
            match term.read_key_raw()? {
                // The other programs of the job stop too; promo is told by its own signal.
                Key::Char(CTRL_Z) => kill_current_process_group(Signal::TSTP)?,
                Key::CtrlC => return Ok(Event::End),
                key => return Ok(Event::Key(key)),
            }
        }
    }

    /// Stops until the shell continues the process in the foreground; `false` where a signal ends it before.
    pub(super) fn suspend(&mut self) -> io::Result<bool> {
        self.restore();
        stop()?;
        self.wait_for_foreground()
    }

    /// Whether the terminal may be written to: not after the process was ended in the background.
    pub(super) fn is_ours(&self) -> bool {
        self.is_raw && is_in_foreground()
    }

    /// The person broke off: the command saves what was typed, and no signal ends it before.
    pub(super) fn quit(&self) {
        self.shared.lock().phase = Phase::Quitting;
    }

    fn wait_for_foreground(&mut self) -> io::Result<bool> {
        while !is_in_foreground() {
            // A shell's `kill` sends its signal together with SIGCONT.
            while let Some(signal) = self.signal(Some(GRACE), false)? {
                if matches!(signal, SIGTERM | SIGHUP | SIGINT) {
                    return Ok(false);
                }
            }
            stop()?;
        }
        self.set_raw()?;
        Ok(true)
    }

    /// The next signal; `None` when the time is over, or when a key is there first.
    fn signal(&mut self, wait: Option<Duration>, or_key: bool) -> io::Result<Option<i32>> {
        let wait = wait.and_then(|wait| Timespec::try_from(wait).ok());
        let stdin = io::stdin();
        let mut sources = [PollFd::new(self.heard, PollFlags::IN), PollFd::new(&stdin, PollFlags::IN)];
        let sources = &mut sources[..if or_key { 2 } else { 1 }];
        rustix::io::retry_on_intr(|| poll(sources, wait.as_ref()))?;
        if sources[0].revents().is_empty() {
            return Ok(None);
        }
        let mut signal = [0; size_of::<i32>()];
        self.heard.read_exact(&mut signal)?;
        Ok(Some(i32::from_ne_bytes(signal)))
    }

    /// Keys come one by one and unseen, and a paste is marked as one; what is written is handled as before.
    fn set_raw(&mut self) -> io::Result<()> {
        let mut raw = self.modes.clone();
        raw.make_raw();
        raw.output_modes = self.modes.output_modes;
        tcsetattr(io::stdin(), OptionalActions::Drain, &raw)?;
        self.is_raw = true;
        io::stderr().write_all(b"\x1b[?2004h")
    }

    /// Gives the terminal its own modes again. One that is gone, or another program's by now, needs nothing.
    fn restore(&mut self) {
        if self.is_ours() {
            let _ = io::stderr().write_all(b"\x1b[?2004l");
            let _ = tcsetattr(io::stdin(), OptionalActions::Drain, &self.modes);
        }
        self.is_raw = false;
    }
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.restore();
        let mut state = self.shared.lock();
        if state.phase == Phase::Asking {
            state.phase = Phase::Working;
        }
        drop(state);
        // What came between the last key and here is the thread's affair.
        while let Ok(Some(signal)) = self.signal(Some(Duration::ZERO), false) {
            if let Some(signal) = Signal::from_named_raw(signal) {
                let _ = kill_process(getpid(), signal);
            }
        }
    }
}

/// A program has the terminal.
pub(super) struct Running<'s> {
    shared: &'s Shared,
}

impl Running<'_> {
    /// As [`Signals::guard`].
    pub(super) fn guard(&self, draft: Option<Draft>) {
        self.shared.lock().draft = draft;
    }

    /// As [`Asking::quit`].
    pub(super) fn quit(&self) {
        self.shared.lock().phase = Phase::Quitting;
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        if state.phase == Phase::Program {
            state.phase = Phase::Working;
            state.deaf_until = Some(Instant::now() + GRACE);
        }
    }
}

const CTRL_Z: char = '\u{1a}';

/// Stops the process as SIGTSTP would. Its default action cannot be had back once the signal is heard.
fn stop() -> io::Result<()> {
    if has_job_control() {
        kill_process(getpid(), Signal::STOP)?;
    }
    Ok(())
}

/// Whether a shell made the process a job of its own, which it can continue. The kernel does not stop any other either.
fn has_job_control() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Whether the terminal is the process's to use. One that no shell controls is, and one that is gone does not mind.
fn is_in_foreground() -> bool {
    tcgetpgrp(io::stdin()).map_or(true, |foreground| foreground == getpgrp())
}
