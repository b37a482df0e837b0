//! `promo edit`: by options or in the editor, and only if nobody changed the entry meanwhile.

use std::io::Write as _;

use anyhow::{Context as _, Result};

use super::context::{Context, open_to_change};
use super::draft_input::{DraftOrigin, is_blank, with_recover_hint};
use super::fields::FormChange;
use super::term_suggestions::hint;
use crate::app::App;
use crate::app::drafts::Draft;
use crate::cli::EditArgs;
use crate::domain::entry::Entry;
use crate::domain::ids::EntryNo;
use crate::error::Outcome;
use crate::exchange::form::Form;
use crate::render::text::clean;

pub(crate) fn run(args: &EditArgs, app: &mut App<'_>) -> Result<Outcome> {
    let store = open_to_change(app)?;
    let entry = store.entry(args.id)?;
    drop(store);
    let before = Form::from(&entry.content);
    let typed = with_options(args, &before);
    let origin = DraftOrigin {
        uid: entry.uid,
        command: format!("edit {}", entry.id),
        base: Some(before.write()),
        is_saved: false,
    };
    let by_editor = args.edit || !args.any_option();
    let (before, after) = if by_editor {
        match edit_form(app, &typed.write(), &origin)? {
            // What the options changed counts as changed, whatever the editor did.
            Edited::Changed(after) => (Form::parse(&before.write())?, *after),
            Edited::Unchanged if typed != before => (before, typed),
            Edited::Unchanged | Edited::Emptied => {
                app.say(&format!("Left entry {} as it was.", entry.id))?;
                return Ok(Outcome::Done);
            }
        }
    } else {
        (before, typed)
    };
    match save_edit(&entry, &before, &after, app) {
        Ok(kept) => {
            app.prompt.guard(None);
            kept.report(app)?;
            Ok(Outcome::Done)
        }
        Err(error) => Err(origin.save_draft(app, after.write(), None, error)),
    }
}

/// An edit that is in the journal, and what is still to be told of it.
pub(crate) struct SavedEdit {
    id: EntryNo,
    changed: bool,
    notes: Vec<String>,
    /// What a document will not say of it.
    hint: Option<String>,
}

/// Gives an entry what a form changed of the one before, if it is still the state that was read.
pub(crate) fn save_edit(entry: &Entry, before: &Form, after: &Form, app: &mut App<'_>) -> Result<SavedEdit> {
    let mut store = open_to_change(app)?;
    let context = Context::load(&app.paths, &store)?;
    let mut notes = Vec::new();
    let change = FormChange { entry: Some(entry), before, after };
    let content = change.apply(entry.content.clone(), &context, &store, app, &mut notes)?;
    if content == entry.content {
        return Ok(SavedEdit { id: entry.id, changed: false, notes: Vec::new(), hint: None });
    }
    let now = app.clock.stamp();
    let mut tx = store.begin(&format!("edit {}", entry.id), &now)?;
    tx.tagged_under(Some(context.framework_version()));
    tx.update(entry.id, entry.revision, &content)?;
    tx.commit()?;
    // It is kept; a hint that cannot be found out must not look like a failure.
    let hint = hint(&content, entry.id, &store, &context).unwrap_or_default();
    Ok(SavedEdit { id: entry.id, changed: true, notes, hint })
}

impl SavedEdit {
    /// Tells the entry's number and whether it changed.
    pub(crate) fn report(self, app: &mut App<'_>) -> Result<()> {
        let id = self.id;
        self.print(app).with_context(|| format!("the edit of entry {id} is kept, but that cannot be told"))
    }

    fn print(self, app: &mut App<'_>) -> Result<()> {
        writeln!(app.out, "{}", self.id)?;
        app.out.flush()?;
        for note in self.notes {
            app.say(&clean(&note))?;
        }
        app.say(&match self.changed {
            true => format!("Changed entry {}", self.id),
            false => format!("Left entry {} as it was.", self.id),
        })?;
        if let Some(hint) = self.hint {
            app.say(&hint)?;
        }
        Ok(())
    }
}

fn with_options(args: &EditArgs, before: &Form) -> Form {
    let mut form = before.clone();
    args.fields.replace(&mut form);
    if let Some(title) = &args.title {
        form.title.clone_from(title);
    }
    if args.not_confidential {
        form.confidential = false;
    }
    form
}

/// What an editor made of a form.
pub(crate) enum Edited {
    Changed(Box<Form>),
    Unchanged,
    Emptied,
}

/// Lets somebody change a form's text in their editor. What it saved stays a draft until it can be read, and is empty_draft
/// from the moment that the editor ends until the caller has stored it.
pub(crate) fn edit_form(app: &mut App<'_>, text: &str, origin: &DraftOrigin) -> Result<Edited> {
    let folder = app.paths.state.clone();
    crate::app::paths::make_private_folder(&folder)
        .with_context(|| format!("the folder `{}` cannot be made", folder.display()))?;
    let mut file = tempfile::Builder::new()
        .prefix("promo-")
        .suffix(".txt")
        .tempfile_in(&folder)
        .with_context(|| format!("no file can be made in `{}`", folder.display()))?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    app.out.flush()?;
    // What `log` was given, or what the options of `edit` said, is not kept anywhere yet, changed or not.
    let is_kept = |after: &str| after == text && (origin.is_saved || origin.base.as_deref() == Some(text));
    let empty = origin.empty_draft(app);
    let edited = app.prompt.edit(file.path(), &mut || {
        let bytes = std::fs::read(file.path()).unwrap_or_else(|_| text.as_bytes().to_vec());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let is_needed = !is_kept(&text) && !is_blank(&text);
        is_needed.then(|| Draft { text, ..empty.clone() }.with_bytes(&bytes))
    });
    let saved = std::fs::read(file.path());
    let (bytes, edited) = match (saved, edited) {
        (Ok(bytes), edited) => (bytes, edited.map_err(anyhow::Error::from)),
        (Err(_), Err(error)) => (text.as_bytes().to_vec(), Err(error.into())),
        (Err(error), Ok(())) => {
            let error = anyhow::Error::from(error).context("the editor left no file of the form to read");
            (text.as_bytes().to_vec(), Err(error))
        }
    };
    let after = String::from_utf8_lossy(&bytes).into_owned();
    if let Err(error) = edited {
        return Err(match is_kept(&after) {
            true if origin.is_saved => with_recover_hint(error),
            true => error,
            false => origin.save_draft(app, after, Some(&bytes), error),
        });
    }
    if std::str::from_utf8(&bytes).is_err() {
        let error = anyhow::anyhow!("the editor saved text that is not UTF-8");
        return Err(origin.save_draft(app, after, Some(&bytes), error));
    }
    let read = match after == text {
        true => Ok(Edited::Unchanged),
        false => Form::parse(&after).map(|edited| match Form::parse(text) {
            Ok(before) if before == edited => Edited::Unchanged,
            _ if edited.is_empty() => Edited::Emptied,
            _ => Edited::Changed(Box::new(edited)),
        }),
    };
    match read {
        Ok(Edited::Changed(form)) => Ok(Edited::Changed(form)),
        Ok(edited) => {
            if origin.is_saved || origin.base.is_some() {
                app.prompt.guard(None);
            }
            Ok(edited)
        }
        Err(error) => Err(origin.save_draft(app, after, None, error.into())),
    }
}
