//! The desk where a person is asked: prompts and the editor, behind one small trait.

use std::io;
use std::path::Path;

use thiserror::Error;

use super::drafts::Draft;

#[derive(Debug, Error)]
pub enum PromptError {
    /// They broke off (Ctrl-C, Esc).
    #[error("broken off")]
    Interrupted,
    /// No editor is set, and none can be taken for granted.
    #[error("no editor is set, and there is no terminal for vi")]
    NoneSet,
    #[error("the editor `{editor}` cannot be started")]
    NoEditor { editor: String, source: io::Error },
    #[error("the editor `{editor}` ended with a failure, so nothing was changed")]
    EditorFailed { editor: String },
    #[error("the terminal cannot be read")]
    Io(#[from] io::Error),
}

pub trait Prompt {
    /// A line of text, `initial` standing there to be changed; a paste may bring line breaks into it. `typing` is told
    /// what the line says whenever it changes, and gives what must be kept if the process ends there.
    fn text(
        &mut self, question: &str, initial: &str, typing: &mut dyn FnMut(&str) -> Option<Draft>,
    ) -> Result<String, PromptError>;

    /// One of several, found by typing parts of it; `start` is under the cursor. Nothing of it stays on the screen.
    fn choose(&mut self, question: &str, items: &[String], start: usize) -> Result<usize, PromptError>;

    /// Yes or no; Enter alone is no.
    fn confirm(&mut self, question: &str) -> Result<bool, PromptError>;

    /// Lets somebody change a file in their editor. When the editor has ended, however it did, `left` gives what must be
    /// kept if the process ends from there on.
    ///
    /// # Errors
    /// No editor, or one that fails.
    fn edit(&mut self, file: &Path, left: &mut dyn FnMut() -> Option<Draft>) -> Result<(), PromptError>;

    /// Lets somebody leaf through a text; `false` where they have no pager, so that nothing was shown.
    ///
    /// # Errors
    /// A pager that cannot be waited for.
    fn page(&mut self, text: &str) -> io::Result<bool>;

    /// What must be kept as a draft if the process is told to end; `None` when it is safe elsewhere.
    fn guard(&mut self, draft: Option<Draft>);
}
