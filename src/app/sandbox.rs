//! A process of its own for what may not be trusted to end: this very program, run once more with limits on its time
//! and memory.
//!
//! A template of somebody else can ask for endless work, for more memory than there is, or for a stack deeper than there
//! is. Any of these ends a process without a word. Here it ends the other process, and [`run`] says which it was.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use thiserror::Error;

/// The argument by which the program knows that it is to work for another: it is no command, so nothing lists it.
pub(crate) const WORD: &str = "__fill-template";
/// How long an answer is waited for once it has been asked; with what else a command does it stays under 5 s.
const PATIENCE: Duration = Duration::from_secs(4);
/// How long it may take to ask: a long journal is a long question, and nothing of a template is run before its end.
const ASKING: Duration = Duration::from_secs(60);
/// The processor time after which the system ends it, should nobody wait for it any more.
const SECONDS: u64 = 20;
/// All the memory it may ask for.
const MEMORY: u64 = 512 << 20;
/// The longest text that is taken from it.
pub(crate) const LONGEST: usize = 2 << 20;
/// What an answer may be longer than its text.
const AROUND: usize = 1 << 16;
/// How much of what it says on stderr is looked at.
const LAST_WORDS: u64 = 4096;

/// How the other process ended when it did not answer.
#[derive(Debug, Error)]
pub(crate) enum SandboxError {
    #[error("the template ran longer than {} s", PATIENCE.as_secs())]
    Time,
    #[error("the template needed more than {} MiB of memory", MEMORY >> 20)]
    Memory,
    /// It answered at too great a length.
    #[error("the template made more than {} MiB of text", LONGEST >> 20)]
    Text,
    #[error("the template nests too deeply")]
    Depth,
    #[error("the template cannot be run in a process of its own")]
    Start(#[source] io::Error),
    /// It ended in a way that tells nothing.
    #[error("the process that ran the template was ended ({0})")]
    Ended(ExitStatus),
}

/// Limits what this process may take from here on.
#[cfg(unix)]
pub(crate) fn limit_self() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)] {
        // What is limited more already cannot be limited less.
        let most = getrlimit(resource).maximum.map_or(most, |hard| hard.min(most));
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

/// Limits what this process may take from here on; here only the one that waits for it does.
#[cfg(not(unix))]
pub(crate) fn limit_self() -> io::Result<()> {
    Ok(())
}

/// Runs the program once more: `ask` writes what it reads on stdin, and what it says on stdout is returned.
pub(crate) fn run(
    program: &Path, ask: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send,
) -> Result<Vec<u8>, SandboxError> {
    let mut command = Command::new(program);
    command.arg(WORD).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(SandboxError::Start)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (send, receive) = mpsc::channel();
    let (asked, has_asked) = mpsc::channel();
    let (answer, status, last_words) = thread::scope(|scope| {
        scope.spawn(move || {
            // Whoever ends early does not read all; how it ended tells why.
            let mut to = BufWriter::new(stdin?);
            let done = ask(&mut to).and_then(|()| to.flush()).ok();
            drop(to);
            asked.send(()).ok().and(done)
        });
        let talk = scope.spawn(move || {
            let (mut words, mut from) = (Vec::new(), stderr?);
            from.by_ref().take(LAST_WORDS).read_to_end(&mut words).ok()?;
            io::copy(&mut from, &mut io::sink()).ok()?;
            Some(words)
        });
        scope.spawn(move || {
            let mut bytes = Vec::new();
            let read = stdout.map(|from| from.take((LONGEST + AROUND) as u64 + 1).read_to_end(&mut bytes));
            // Nobody waits any more when it took too long.
            let _ = send.send(read.transpose().map(|_| bytes));
        });
        // One that cannot be asked to the end has ended, or never answers.
        let _ = has_asked.recv_timeout(ASKING);
        let answer = receive.recv_timeout(PATIENCE);
        if !matches!(&answer, Ok(Ok(bytes)) if bytes.len() <= LONGEST + AROUND) {
            // It may have ended by itself in the meantime.
            let _ = child.kill();
        }
        let status = child.wait();
        (answer, status, talk.join().ok().flatten().unwrap_or_default())
    });
    let status = status.map_err(SandboxError::Start)?;
    match answer {
        Err(_) => Err(SandboxError::Time),
        Ok(Ok(bytes)) if bytes.len() > LONGEST + AROUND => Err(SandboxError::Text),
        Ok(Ok(bytes)) if status.success() => Ok(bytes),
        Ok(Ok(_)) => Err(cause(status, &String::from_utf8_lossy(&last_words))),
        Ok(Err(error)) => Err(SandboxError::Start(error)),
    }
}

/// Why a process ended, from its last words and its signal.
fn cause(status: ExitStatus, last_words: &str) -> SandboxError {
    let said = |words: &str| last_words.contains(words);
    if said("memory allocation") || said("capacity overflow") {
        return SandboxError::Memory;
    }
    if said("overflowed its stack") {
        return SandboxError::Depth;
    }
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        use rustix::process::Signal;
        return match Signal::from_named_raw(signal) {
            Some(Signal::XCPU) => SandboxError::Time,
            Some(Signal::SEGV | Signal::BUS) => SandboxError::Depth,
            _ => SandboxError::Ended(status),
        };
    }
    SandboxError::Ended(status)
}
