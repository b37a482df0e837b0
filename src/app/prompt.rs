//! Questions on a terminal: a line of text, one of a list, yes or no. They are written to stderr and read from stdin,
//! and only opened where both are terminals (`Terminal::can_ask`).
//!
//! dialoguer words and paints them ([`dialoguer::theme`], and the matcher of its lists). Its own loops are not used,
//! because of what they cannot do (0.12): each key is read in raw mode and an unknown one dropped, so that Ctrl-Z does
//! nothing; the screen's size is read once, so that a resized list is drawn over its own remains; `Input` gives its text
//! only at Enter, so that Ctrl-C loses it, and takes no Esc; and a filter that matches nothing leaves an empty list
//! without a word. So the loop over keys, sizes and signals is ours: `Prompt::ask`.

mod choice_list;
mod line_editor;
mod programs;
mod screen;

use std::io;

use console::{Key, Term};
use dialoguer::theme::{SimpleTheme, Theme as _};
use thiserror::Error;
use unicode_width::UnicodeWidthStr as _;

use self::choice_list::ChoiceList;
use self::line_editor::LineEditor;
use self::programs::Programs;
use self::screen::{Picture, Screen};
use super::drafts::{Draft, Drafts};
use super::signals::{Event, Signals};

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum PromptError {
    /// Ctrl-C, or a signal to end.
    #[error("broken off")]
    Interrupted,
    /// `VISUAL` and `EDITOR` are not set, and vi needs a terminal.
    #[error("no editor is set, and there is no terminal for vi")]
    NoneSet,
    /// The editor's program is not there, or its command line cannot be read.
    #[error("the editor `{editor}` cannot be started")]
    NoEditor {
        /// What was tried.
        editor: String,
        /// Why not.
        source: io::Error,
    },
    /// The editor ended with a failure.
    #[error("the editor `{editor}` ended with a failure, so nothing was changed")]
    EditorFailed {
        /// What was run.
        editor: String,
    },
    /// The terminal failed.
    #[error("the terminal cannot be read")]
    Io(#[from] io::Error),
}

/// Where a person goes from a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// Enter: the answer is given.
    Next,
    /// Esc: to the question before.
    Back,
}

/// What a key did to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The question stays open.
    Open,
    Done,
    Back,
    Quit,
}

/// Asks a person, and runs their editor and pager.
#[derive(Debug)]
pub struct Prompt {
    programs: Programs,
    signals: Signals,
}

/// One of the three kinds of questions.
trait Question {
    fn press(&mut self, key: Key) -> Step;
    /// What the screen shows; it has fewer than `rows` lines.
    fn picture(&mut self, rows: usize, columns: usize) -> Picture;
    /// What stays on the screen once it is answered.
    fn answered(&mut self, columns: usize) -> Option<Picture>;
}

impl Prompt {
    /// With the command lines of an editor and a pager, and the place of drafts. `less_is_set` says whether the person
    /// has set how `less` behaves; without that it shows colour, and leaves what fits on the screen.
    pub fn new(editor: String, pager: String, less_is_set: bool, drafts: Drafts) -> Self {
        Self { programs: Programs { editor, pager, less_is_set }, signals: Signals::new(drafts) }
    }

    /// Asks for a line of text, `line` standing there to be changed; a paste may bring line breaks into it. However the
    /// question is left, `line` is what was typed.
    pub(crate) fn text(&mut self, question: &str, line: &mut String) -> Result<Move, PromptError> {
        let mut text = Text { question, editor: LineEditor::new(line) };
        let left = self.ask(&mut text);
        *line = text.editor.text();
        left
    }

    /// Asks for one of several, found by typing parts of it, `start` being under the cursor; `None` is Esc. Nothing of
    /// the list stays on the screen.
    pub(crate) fn choose(
        &mut self, question: &str, items: &[String], start: usize,
    ) -> Result<Option<usize>, PromptError> {
        let mut list = ChoiceList::new(question, items, start);
        Ok(match self.ask(&mut list)? {
            Move::Next => list.selected(),
            Move::Back => None,
        })
    }

    /// Asks for yes or no; Enter alone is no, and `None` is Esc.
    pub(crate) fn confirm(&mut self, question: &str) -> Result<Option<bool>, PromptError> {
        let mut confirm = Confirm { question, is_yes: false };
        Ok(match self.ask(&mut confirm)? {
            Move::Next => Some(confirm.is_yes),
            Move::Back => None,
        })
    }

    /// Saves a draft if the process is told to end from here on; `None` when the text is safe elsewhere.
    pub(crate) fn guard(&mut self, draft: Option<Draft>) {
        self.signals.guard(draft);
    }

    fn ask(&mut self, question: &mut dyn Question) -> Result<Move, PromptError> {
        let mut terminal = self.signals.ask()?;
        let term = Term::buffered_stderr();
        let mut screen = Screen::default();
        loop {
            let (rows, columns) = term.size();
            let (rows, columns) = (usize::from(rows).max(3), usize::from(columns).max(20));
            screen.draw(&term, &question.picture(rows, columns))?;
            let step = match terminal.next(&term)? {
                Event::Key(key) => question.press(key),
                Event::Redraw => Step::Open,
                Event::Suspend => {
                    screen.clear(&term)?;
                    if terminal.suspend()? { Step::Open } else { Step::Quit }
                }
                Event::End => Step::Quit,
            };
            match step {
                Step::Open => {}
                Step::Done => {
                    match question.answered(columns) {
                        Some(picture) => {
                            screen.draw(&term, &picture)?;
                            screen.leave(&term)?;
                        }
                        None => screen.clear(&term)?,
                    }
                    return Ok(Move::Next);
                }
                Step::Back => {
                    screen.clear(&term)?;
                    return Ok(Move::Back);
                }
                Step::Quit => {
                    terminal.quit();
                    if terminal.is_ours() {
                        // A terminal that is gone needs nothing.
                        let _ = screen.leave(&term);
                    }
                    return Err(PromptError::Interrupted);
                }
            }
        }
    }
}

struct Text<'q> {
    question: &'q str,
    editor: LineEditor,
}

impl Question for Text<'_> {
    fn press(&mut self, key: Key) -> Step {
        self.editor.press(key)
    }

    fn picture(&mut self, _: usize, columns: usize) -> Picture {
        let mut lines = Vec::new();
        let mut lead = painted(|lead| SimpleTheme.format_input_prompt(lead, self.question, None));
        if lead.width() > columns / 2 {
            // Beside it there would be too little room to answer.
            lines = wrap(self.question, columns - 1);
            lead = "> ".to_owned();
        }
        with_line(lines, lead, &self.editor, columns)
    }

    fn answered(&mut self, columns: usize) -> Option<Picture> {
        let _ = self.editor.press(Key::Home);
        Some(self.picture(0, columns))
    }
}

struct Confirm<'q> {
    question: &'q str,
    is_yes: bool,
}

impl Question for Confirm<'_> {
    fn press(&mut self, key: Key) -> Step {
        match key {
            Key::Char('y' | 'Y') => self.is_yes = true,
            Key::Char('n' | 'N') | Key::Enter => {}
            Key::Escape => return Step::Back,
            _ => return Step::Open,
        }
        Step::Done
    }

    fn picture(&mut self, _: usize, columns: usize) -> Picture {
        self.picture_with(None, columns)
    }

    fn answered(&mut self, columns: usize) -> Option<Picture> {
        Some(self.picture_with(Some(self.is_yes), columns))
    }
}

impl Confirm<'_> {
    fn picture_with(&self, answer: Option<bool>, columns: usize) -> Picture {
        let mut lines = wrap(self.question, columns - " [y/N] ".len());
        let question = lines.pop().unwrap_or_default();
        let last = painted(|line| match answer {
            None => SimpleTheme.format_confirm_prompt(line, &question, Some(false)),
            answer => SimpleTheme.format_confirm_prompt_selection(line, &question, answer),
        });
        let (row, column) = (lines.len(), last.width());
        lines.push(last);
        Picture { lines, row, column }
    }
}

/// The line that a theme paints.
fn painted(paint: impl FnOnce(&mut String) -> std::fmt::Result) -> String {
    let mut line = String::new();
    // Writing to a string does not fail.
    let _ = paint(&mut line);
    line
}

fn wrap(text: &str, columns: usize) -> Vec<String> {
    textwrap::wrap(text, columns).into_iter().map(String::from).collect()
}

/// Lines above, and a line being typed behind its lead.
fn with_line(mut lines: Vec<String>, lead: String, editor: &LineEditor, columns: usize) -> Picture {
    let (shown, cursor) = editor.window(columns.saturating_sub(lead.width()));
    let (row, column) = (lines.len(), lead.width() + cursor);
    lines.push(lead + &shown);
    Picture { lines, row, column }
}
