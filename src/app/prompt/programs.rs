//! The person's own editor and pager.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use super::{Prompt, PromptError};
use crate::app::drafts::Draft;

/// The command lines of the editor and the pager, as the shell would read them.
#[derive(Debug)]
pub(super) struct Programs {
    pub(super) editor: String,
    pub(super) pager: String,
    pub(super) less_is_set: bool,
}

impl Prompt {
    /// Lets somebody change a file in their editor. When the editor has ended, however it did, `draft_after` gives what
    /// is saved if the process ends from there on.
    pub(crate) fn edit(
        &mut self, file: &Path, draft_after: &mut dyn FnMut() -> Option<Draft>,
    ) -> Result<(), PromptError> {
        let editor = &self.programs.editor;
        if editor.is_empty() {
            return Err(PromptError::NoneSet);
        }
        let cannot_start = |source| PromptError::NoEditor { editor: editor.clone(), source };
        let words = shell_words::split(editor)
            .map_err(|error| cannot_start(io::Error::new(io::ErrorKind::InvalidInput, error)))?;
        let Some((program, arguments)) = words.split_first() else {
            return Err(cannot_start(io::Error::new(io::ErrorKind::NotFound, "no editor is named")));
        };
        let running = self.signals.run_program();
        let ended = Command::new(program).args(arguments).arg(file).status();
        running.guard(draft_after());
        let status = ended.map_err(cannot_start)?;
        if was_interrupted(status) {
            running.quit();
            return Err(PromptError::Interrupted);
        }
        if status.success() { Ok(()) } else { Err(PromptError::EditorFailed { editor: editor.clone() }) }
    }

    /// Lets somebody leaf through a text; `false` where they have no pager, so that nothing was shown.
    pub(crate) fn page(&mut self, text: &str) -> io::Result<bool> {
        let words = shell_words::split(&self.programs.pager).unwrap_or_default();
        let Some((program, arguments)) = words.split_first().filter(|(program, _)| *program != "cat") else {
            return Ok(false);
        };
        let mut pager = Command::new(program);
        pager.args(arguments).stdin(Stdio::piped());
        if !self.programs.less_is_set {
            pager.env("LESS", "FRX");
        }
        // Ctrl-C is the pager's while it runs: ended by it, promo would leave it alone with the shell's keys.
        let _running = self.signals.run_program();
        let Ok(mut pager) = pager.spawn() else { return Ok(false) };
        // Somebody who leaves before the end closes the pipe.
        let fed = pager.stdin.take().map(|mut pipe| pipe.write_all(text.as_bytes()));
        let ended = pager.wait()?;
        // A shell's way of saying that there is no such program.
        Ok(fed.is_some() && ended.code() != Some(127))
    }
}

/// Whether Ctrl-C ended a process.
fn was_interrupted(status: ExitStatus) -> bool {
    #[cfg(unix)]
    return std::os::unix::process::ExitStatusExt::signal(&status) == Some(2);
    #[cfg(not(unix))]
    return !status.success() && status.code().is_none();
}
