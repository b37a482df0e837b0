//! The desk at a real terminal: prompts on stderr, and the person's own editor and pager.
//!
//! Choices are dialoguer's. A line of text is read by `Line`, because what is typed must be safe before Enter. A prompt
//! is only opened where stdin and stderr are terminals (`Terminal::can_ask`).

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use console::Term;
use dialoguer::{Confirm, FuzzySelect};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::drafts::{Draft, Drafts};
use super::line_editor::{EditStep, LineEditor};
use super::prompt::{Prompt, PromptError};
use super::signals::SignalHandler;

/// How many items of a choice are shown at once, so that a long list leaves the screen above it in sight.
const ROWS: usize = 16;

#[derive(Debug)]
pub struct TerminalPrompt {
    editor: String,
    pager: String,
    less: bool,
    watch: SignalHandler,
}

impl TerminalPrompt {
    /// A desk with the command lines of an editor and a pager, and the place of drafts. `less` says whether the person has
    /// set how `less` behaves; without that it shows colour, and leaves what fits on the screen.
    pub fn new(editor: String, pager: String, less: bool, drafts: Drafts) -> Self {
        Self { editor, pager, less, watch: SignalHandler::new(drafts) }
    }

    /// What a prompt of dialoguer gave: nothing, or an interrupted read, is a person who broke off.
    fn answer<T>(&self, given: dialoguer::Result<Option<T>>) -> Result<T, PromptError> {
        // dialoguer leaves the cursor hidden where it is interrupted.
        let _ = Term::stderr().show_cursor();
        match given {
            Ok(Some(answer)) => Ok(answer),
            Ok(None) => Err(self.watch.broken_off()),
            Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => {
                let _ = Term::stderr().write_line("");
                Err(self.watch.broken_off())
            }
            Err(dialoguer::Error::IO(error)) => Err(error.into()),
        }
    }

    fn read_line(
        &self, question: &str, initial: &str, typing: &mut dyn FnMut(&str) -> Option<Draft>,
    ) -> Result<String, PromptError> {
        let term = Term::buffered_stderr();
        let mut line = LineEditor::new(initial);
        let prompt = lead(&term, question)?;
        loop {
            self.watch.guard(typing(&line.text()));
            draw(&term, &prompt, &line)?;
            let key = match term.read_key_raw() {
                // A signal that wakes the wait for a key ends the prompt as Ctrl-C does.
                Err(error) if error.kind() == io::ErrorKind::Interrupted => console::Key::CtrlC,
                key => key?,
            };
            match line.press(key) {
                EditStep::Going => {}
                EditStep::Done => {
                    let _ = line.press(console::Key::Home);
                    draw(&term, &prompt, &line)?;
                    term.write_line("")?;
                    term.flush()?;
                    return Ok(line.text());
                }
                EditStep::BrokenOff => {
                    term.write_line("")?;
                    term.flush()?;
                    return Err(self.watch.broken_off());
                }
            }
        }
    }
}

impl Prompt for TerminalPrompt {
    fn text(
        &mut self, question: &str, initial: &str, typing: &mut dyn FnMut(&str) -> Option<Draft>,
    ) -> Result<String, PromptError> {
        let _asking = self.watch.asking()?;
        let term = Term::stderr();
        // A paste of several lines is one text, not an answer and keys for the questions that follow.
        term.write_str("\u{1b}[?2004h")?;
        let line = self.read_line(question, initial, typing);
        let _ = term.write_str("\u{1b}[?2004l");
        line
    }

    fn choose(&mut self, question: &str, items: &[String], start: usize) -> Result<usize, PromptError> {
        let columns = usize::from(Term::stderr().size().1);
        let items: Vec<String> = items.iter().map(|item| fit(item, columns)).collect();
        let _asking = self.watch.asking()?;
        let choice = FuzzySelect::new()
            .with_prompt(fit(&format!("{question}:"), columns.saturating_sub(12)))
            .items(&items);
        let choice = choice.default(start).max_length(ROWS.max(start + 1)).report(false);
        self.answer(choice.interact_opt())
    }

    fn confirm(&mut self, question: &str) -> Result<bool, PromptError> {
        let term = Term::stderr();
        let fits = question.width() + " [y/N] yes".len() < usize::from(term.size().1);
        let prompt = if fits { question.to_owned() } else { lead(&term, question)? };
        let _asking = self.watch.asking()?;
        let confirm = Confirm::new().with_prompt(prompt.trim_end()).default(false);
        self.answer(confirm.interact_opt())
    }

    fn edit(&mut self, file: &Path, left: &mut dyn FnMut() -> Option<Draft>) -> Result<(), PromptError> {
        if self.editor.is_empty() {
            return Err(PromptError::NoneSet);
        }
        let editor = || self.editor.clone();
        let words = shell_words::split(&self.editor)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))
            .and_then(|words| match words.is_empty() {
                true => Err(io::Error::new(io::ErrorKind::NotFound, "no editor is named")),
                false => Ok(words),
            })
            .map_err(|source| PromptError::NoEditor { editor: editor(), source })?;
        let editing = self.watch.editing();
        let ended = Command::new(&words[0]).args(&words[1..]).arg(file).status();
        self.watch.guard(left());
        drop(editing);
        match ended {
            Err(source) => Err(PromptError::NoEditor { editor: editor(), source }),
            Ok(status) if status.success() => Ok(()),
            Ok(status) if was_interrupted(status) => Err(self.watch.broken_off()),
            Ok(_) => Err(PromptError::EditorFailed { editor: editor() }),
        }
    }

    fn page(&mut self, text: &str) -> io::Result<bool> {
        let words = shell_words::split(&self.pager).unwrap_or_default();
        let Some(program) = words.first().filter(|program| *program != "cat") else { return Ok(false) };
        let mut pager = Command::new(program);
        pager.args(&words[1..]).stdin(Stdio::piped());
        if !self.less {
            pager.env("LESS", "FRX");
        }
        // Ctrl-C is the pager's while it runs: ended by it, promo would leave it alone with the shell's keys.
        let _paging = self.watch.editing();
        let Ok(mut pager) = pager.spawn() else { return Ok(false) };
        // Somebody who leaves before the end closes the pipe.
        let fed = pager.stdin.take().map(|mut pipe| pipe.write_all(text.as_bytes()));
        let ended = pager.wait()?;
        // A shell's way of saying that there is no such program.
        Ok(fed.is_some() && ended.code() != Some(127))
    }

    fn guard(&mut self, draft: Option<Draft>) {
        let is_needed = draft.is_some();
        self.watch.guard(draft);
        if is_needed {
            self.watch.install();
        }
    }
}

fn was_interrupted(status: ExitStatus) -> bool {
    #[cfg(unix)]
    return std::os::unix::process::ExitStatusExt::signal(&status) == Some(2);
    #[cfg(not(unix))]
    return !status.success() && status.code().is_none();
}

/// Writes a question that would leave too little room to answer on lines of its own; gives what stands before the answer.
fn lead(term: &Term, question: &str) -> io::Result<String> {
    let columns = usize::from(term.size().1);
    if question.width() + 2 <= columns / 2 {
        return Ok(format!("{question}: "));
    }
    for line in textwrap::wrap(question, columns.max(10)) {
        term.write_line(&line)?;
    }
    Ok("> ".to_owned())
}

fn draw(term: &Term, prompt: &str, line: &LineEditor) -> io::Result<()> {
    let room = usize::from(term.size().1).saturating_sub(prompt.width());
    let (shown, cursor) = line.window(room);
    term.clear_line()?;
    term.write_str(prompt)?;
    term.write_str(&shown)?;
    term.move_cursor_left(shown.width().saturating_sub(cursor))?;
    term.flush()
}

/// An item cut to one row. dialoguer counts its bytes to find how many rows to clear, so they must fit as well.
fn fit(item: &str, columns: usize) -> String {
    let columns = columns.max(12);
    if item.width() + 3 <= columns && item.len() <= columns {
        return item.to_owned();
    }
    let mut cut = String::new();
    let mut width = 0;
    for c in item.chars() {
        width += c.width().unwrap_or(0);
        if width + 4 > columns || cut.len() + c.len_utf8() + '…'.len_utf8() > columns {
            break;
        }
        cut.push(c);
    }
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_cut_to_one_row() {
        for (item, columns, wanted) in [
            ("short", 40, "short"),
            ("seventeen letters", 20, "seventeen letters"),
            ("eighteen letters..", 20, "eighteen letters…"),
            ("日本語日本語", 14, "日本語…"),
        ] {
            assert_eq!(fit(item, columns), wanted);
        }
    }
}
