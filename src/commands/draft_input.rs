//! What was typed: read from stdin, and kept as a draft where it cannot become an entry.

use std::io::{BufRead as _, Read as _};

use anyhow::{Result, anyhow};

use super::context::drafts;
use crate::app::App;
use crate::app::drafts::Draft;
use crate::app::prompt::PromptError;
use crate::cli::LogArgs;
use crate::domain::entry::MAX_BYTES;
use crate::domain::ids::Uid;
use crate::error::{hint_of, hinted, with_hint};
use crate::exchange::form::Form;

/// What a draft says of a text besides the text: whose it is, and what it was meant to change.
#[derive(Debug, Clone)]
pub(crate) struct DraftOrigin {
    /// The uid that the entry would have, or that of the entry being edited.
    pub(crate) uid: Uid,
    pub(crate) command: String,
    /// The form as it was when an edit began.
    pub(crate) base: Option<String>,
    /// Whether the text, as long as nobody changes it, is a draft already.
    pub(crate) is_saved: bool,
}

impl DraftOrigin {
    pub(crate) fn new_entry(uid: Uid) -> Self {
        Self { uid, command: "log".to_owned(), base: None, is_saved: false }
    }

    /// A draft of a text that was meant for this journal.
    pub(crate) fn draft(&self, app: &App<'_>, why: &str, text: String) -> Draft {
        Draft {
            schema: 1,
            at: app.clock.stamp(),
            command: self.command.clone(),
            why: why.to_owned(),
            journal: journal(app),
            uid: self.uid.to_string(),
            text,
            typed: None,
            base: self.base.clone(),
        }
    }

    /// A draft to be kept if the process is told to end.
    pub(crate) fn empty_draft(&self, app: &App<'_>) -> Draft {
        self.draft(app, &PromptError::Interrupted.to_string(), String::new())
    }

    /// Keeps what was typed as a draft, `typed` being the bytes as they came where they are no form; says so behind the
    /// error's own hint.
    pub(crate) fn save_draft(
        &self, app: &mut App<'_>, text: String, typed: Option<&[u8]>, error: anyhow::Error,
    ) -> anyhow::Error {
        if is_blank(&text) {
            return error;
        }
        let mut draft = self.draft(app, &error.to_string(), text);
        if let Some(typed) = typed {
            draft = draft.with_bytes(typed);
        }
        match drafts(app).save(&draft) {
            Ok(()) => {
                // It is safe now; a signal that follows must not keep it twice.
                app.prompt.guard(None);
                with_recover_hint(error)
            }
            Err(refused) => {
                let lost = format!("Your text could not be kept either ({refused}); it was:\n{}", draft.text);
                append_hint(error, lost)
            }
        }
    }
}

/// Says behind an error's own hint that the text is a draft.
pub(crate) fn with_recover_hint(error: anyhow::Error) -> anyhow::Error {
    append_hint(error, "Your text is kept: promo recover".to_owned())
}

fn append_hint(error: anyhow::Error, more: String) -> anyhow::Error {
    let hint = match hint_of(&error) {
        Some(hint) => {
            format!("{} {more}", if hint.ends_with(['?', '.']) { hint } else { format!("{hint}.") })
        }
        None => more,
    };
    with_hint(error, hint)
}

/// Whether a text, or the form that it is, has nothing to lose.
pub(crate) fn is_blank(text: &str) -> bool {
    text.trim().is_empty() || (Form::is_form(text) && Form::parse(text).is_ok_and(|form| form.is_empty()))
}

/// The journal's place, from wherever a draft for it may be taken up again.
pub(crate) fn journal(app: &App<'_>) -> String {
    let file = app.paths.journal_file();
    std::path::absolute(&file).unwrap_or(file).display().to_string()
}

/// A draft's text as a form: what is a form is read as one, anything else is a title with the rest as the own
/// contribution.
pub(crate) fn parse_draft(text: &str) -> Result<Form> {
    if Form::has_fields(text) {
        return Ok(Form::parse(text)?);
    }
    let (title, did) = title_and_rest(text);
    Ok(Form { title, did, ..Form::default() })
}

fn title_and_rest(text: &str) -> (String, String) {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let text = text.trim();
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    (title.trim().to_owned(), rest.trim_matches('\n').to_owned())
}

/// Reads stdin; from then on a signal keeps what was read.
pub(crate) fn read_stdin(app: &mut App<'_>, origin: &DraftOrigin) -> Result<String> {
    let mut bytes = Vec::new();
    // Four times the cap is enough to tell that a text is too long, and what is read can still be given back.
    let most = u64::try_from(MAX_BYTES * 4).unwrap_or(u64::MAX);
    let empty = origin.empty_draft(app);
    let draft = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        (!is_blank(&text)).then(|| Draft { text, ..empty.clone() }.with_bytes(bytes))
    };
    if app.terminal.stdin {
        app.say("Type the title, then what you did; Ctrl-D on a line of its own ends it.")?;
    }
    let mut input = app.input.by_ref().take(most);
    if app.terminal.stdin {
        // Somebody types it: each line that is finished is safe.
        while input.read_until(b'\n', &mut bytes)? > 0 {
            app.prompt.guard(draft(&bytes));
        }
    } else {
        input.read_to_end(&mut bytes)?;
        app.prompt.guard(draft(&bytes));
    }
    match encoding_error(&bytes) {
        None => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Some(error) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Err(origin.save_draft(app, text, Some(&bytes), error))
        }
    }
}

/// Why bytes are no text, if they are none.
fn encoding_error(bytes: &[u8]) -> Option<anyhow::Error> {
    let is_wide = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [a, 0, b, 0, ..] | [0, a, 0, b, ..] => *a != 0 && *b != 0,
        _ => false,
    };
    if is_wide {
        return Some(hinted("stdin is UTF-16", "convert it with iconv -f UTF-16 -t UTF-8"));
    }
    let place = |at: usize| {
        let before = bytes.get(..at).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        let byte = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        format!("line {line}, byte {byte}")
    };
    if let Err(error) = std::str::from_utf8(bytes) {
        return Some(hinted(
            format!("stdin is not UTF-8: {}", place(error.valid_up_to())),
            "convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8",
        ));
    }
    let at = bytes.iter().position(|byte| *byte == 0)?;
    Some(hinted(format!("stdin holds a NUL: {}", place(at)), "take it out; an entry is text"))
}

/// What stdin said: a form, or a title with the rest as the own contribution; options fill what it leaves open.
pub(crate) fn read_form(text: &str, args: &LogArgs) -> Result<Form> {
    if Form::is_form(text) {
        let mut form = Form::parse(text)?;
        args.fields.fill(&mut form);
        return Ok(form);
    }
    let (title, rest) = title_and_rest(text);
    let mut form = args.fields.form(&title);
    if !rest.is_empty() {
        if !form.did.is_empty() {
            return Err(anyhow!("stdin has more than a title, and --did is given too"));
        }
        form.did = rest;
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        for (bytes, wanted) in [
            (&b"fine\n"[..], None),
            (b"a\nCaf\xe9", Some("stdin is not UTF-8: line 2, byte 4")),
            (b"one\ntwo \0", Some("stdin holds a NUL: line 2, byte 5")),
            (b"\0", Some("stdin holds a NUL: line 1, byte 1")),
            (b"\xff\xfeh\0i\0", Some("stdin is UTF-16")),
            (b"h\0i\0", Some("stdin is UTF-16")),
            (b"\0h\0i", Some("stdin is UTF-16")),
        ] {
            assert_eq!(encoding_error(bytes).map(|error| error.to_string()).as_deref(), wanted, "{bytes:?}");
        }
    }
}
