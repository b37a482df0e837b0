//! `promo recover`: gives back text that could not be kept.

use std::borrow::Cow;
use std::io::Write as _;

use anyhow::Result;
use serde::Serialize;

use super::context::{drafts, open_to_change};
use super::draft_input::{DraftOrigin, journal, parse_draft, with_recover_hint};
use super::edit::{self, Edited};
use super::log;
use crate::app::App;
use crate::app::drafts::Draft;
use crate::cli::{ListFormat, RecoverArgs};
use crate::domain::ids::EntryRef;
use crate::error::{Outcome, hinted};
use crate::exchange::form::Form;
use crate::render::json;
use crate::render::text::{clean, count, list};

#[derive(Serialize)]
struct DraftJson<'d> {
    at: &'d str,
    command: &'d str,
    why: &'d str,
    journal: &'d str,
    uid: &'d str,
    text: Cow<'d, str>,
}

/// How many characters of a draft its line in the list shows.
const SHOWN: usize = 60;

pub(crate) fn run(args: &RecoverArgs, app: &mut App<'_>) -> Result<Outcome> {
    let all = drafts(app).all();
    if args.format == ListFormat::Json {
        let wire: Vec<DraftJson<'_>> = all
            .iter()
            .map(|draft| DraftJson {
                at: &draft.at,
                command: &draft.command,
                why: &draft.why,
                journal: &draft.journal,
                uid: &draft.uid,
                text: text(draft),
            })
            .collect();
        app.show(&json::envelope("drafts", &wire)?)?;
        return Ok(Outcome::Done);
    }
    let Some(newest) = all.first() else {
        return Err(hinted(
            "there is no draft: nothing that was typed got lost",
            "promo list shows what is kept",
        ));
    };
    if args.list {
        for draft in &all {
            let title = Form::parse(&draft.text).map(|form| form.title).unwrap_or_default();
            let first = draft.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            let what = if title.is_empty() { first } else { &title };
            let at = draft.at.get(..16).unwrap_or(&draft.at).replace('T', " ");
            // The first words tell which one it is; a title may be a megabyte.
            let what: String = clean(what).chars().take(SHOWN).collect();
            writeln!(app.out, "{at}  {}  {what}", clean(&draft.command))?;
        }
        return Ok(Outcome::Done);
    }
    if args.forget {
        drafts(app).delete(newest)?;
        app.say(&format!("Forgot the draft of {}", clean(&newest.at)))?;
        return Ok(Outcome::Done);
    }
    if args.edit {
        return edit_draft(newest, app);
    }
    let bytes = newest.bytes();
    app.out.write_all(&bytes)?;
    // On a terminal what follows starts on a line of its own; elsewhere the bytes are exact.
    if app.terminal.stdout && !bytes.ends_with(b"\n") {
        app.out.write_all(b"\n")?;
    }
    app.out.flush()?;
    let more = match all.len() - 1 {
        0 => String::new(),
        n => format!(
            " {} older: promo recover --list.",
            count(u32::try_from(n).unwrap_or(u32::MAX), "draft", "drafts")
        ),
    };
    app.say(&format!("From `promo {}`: {}", clean(&newest.command), clean(&newest.why)))?;
    app.say(&format!("Mend and keep it: promo recover --edit. Drop it: promo recover --forget.{more}"))?;
    Ok(Outcome::Done)
}

/// What was typed, as far as JSON can hold it.
fn text(draft: &Draft) -> Cow<'_, str> {
    match draft.bytes() {
        Cow::Borrowed(_) => Cow::Borrowed(&draft.text),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// Opens a draft in the editor; what is saved becomes the entry it was meant to be.
fn edit_draft(draft: &Draft, app: &mut App<'_>) -> Result<Outcome> {
    if draft.journal != journal(app) {
        app.paths.journal = Some(draft.journal.clone().into());
    }
    let origin = DraftOrigin {
        uid: draft.uid.parse()?,
        command: draft.command.clone(),
        base: draft.base.clone(),
        is_saved: true,
    };
    // A form opens as it was left, so that one with a wrong line can be put right.
    let text = match Form::has_fields(&draft.text) {
        true => draft.text.clone(),
        false => parse_draft(&draft.text)?.write(),
    };
    let (mended, is_changed) = match edit::edit_form(app, &text, &origin)? {
        Edited::Changed(mended) => (*mended, true),
        // An unchanged draft is as good as a changed one: it may have failed for a reason that is gone.
        Edited::Unchanged => (Form::parse(&text).map_err(|error| with_recover_hint(error.into()))?, false),
        Edited::Emptied => {
            app.say("Left the draft as it was. Drop it: promo recover --forget")?;
            return Ok(Outcome::Done);
        }
    };
    let kept = match draft.command.starts_with("edit") {
        true => save_mended_edit(&origin, &mended, app).map(Saved::Edited),
        false => log::store_form(app, &mended, origin.uid, &draft.command)
            .map(|logged| Saved::Logged(Box::new(logged))),
    };
    match kept {
        Ok(done) => {
            drafts(app).delete(draft)?;
            app.prompt.guard(None);
            match done {
                Saved::Logged(logged) => logged.report(app)?,
                Saved::Edited((kept, also)) => {
                    kept.report(app)?;
                    if let Some(also) = also {
                        app.say(&also)?;
                    }
                }
            }
            Ok(Outcome::Done)
        }
        Err(error) if is_changed => {
            let before = drafts(app).all();
            let error = origin.save_draft(app, mended.write(), None, error);
            // What was mended takes the place of what was there, once it is safe itself.
            if drafts(app).all().iter().any(|kept| !before.contains(kept)) {
                drafts(app).delete(draft)?;
            }
            Err(error)
        }
        Err(error) => Err(with_recover_hint(error)),
    }
}

enum Saved {
    Logged(Box<log::Logged>),
    /// With a word on what another edit had changed as well.
    Edited((edit::SavedEdit, Option<String>)),
}

/// Gives an entry what a mended edit changed of the form that the edit began with.
fn save_mended_edit(
    origin: &DraftOrigin, mended: &Form, app: &mut App<'_>,
) -> Result<(edit::SavedEdit, Option<String>)> {
    let entry = open_to_change(app)?.entry(EntryRef::Uid(origin.uid))?;
    let Some(base) = &origin.base else {
        return Err(hinted(
            "the draft does not say what the entry was when the edit began",
            format!(
                "promo recover prints it; type it into promo edit {}, then promo recover --forget",
                entry.id
            ),
        ));
    };
    let base = Form::parse(base)?;
    let now = Form::parse(&Form::from(&entry.content).write())?;
    let kept = edit::save_edit(&entry, &base, mended, app)?;
    let fields = base.fields().into_iter().zip(now.fields()).zip(mended.fields());
    let both: Vec<String> = fields
        .filter(|((base, now), mended)| now != base && mended != base && now != mended)
        .map(|((base, _), _)| base.0.name.to_owned())
        .collect();
    let (are, texts) = if both.len() == 1 { ("was", "text is") } else { ("were", "texts are") };
    let also = format!(
        "{} {are} changed meanwhile too; the other {texts} in promo history {}",
        list(&both, "and"),
        entry.id
    );
    Ok((kept, (!both.is_empty()).then_some(also)))
}
