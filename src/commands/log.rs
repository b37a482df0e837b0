//! `promo log`: what was typed becomes an entry, and is never lost on the way.
//!
//! Arguments, stdin, the editor and the guided flow all fill a [`Form`]; one path resolves and stores it. Prompts and the
//! editor end before the transaction opens. Whatever fails after something was typed leaves a draft; once the entry is in
//! the journal nothing does.

use std::io::Write as _;

use anyhow::{Context as _, Result};

use super::context::{Context, open_or_create, settings};
use super::draft_input::{DraftOrigin, read_form, read_stdin};
use super::edit::{self, Edited};
use super::fields::resolve;
use super::guided;
use super::term_suggestions::hint;
use crate::app::App;
use crate::cli::LogArgs;
use crate::domain::coverage::{CoverageFrame, Status, coverage};
use crate::domain::dates::Window;
use crate::domain::entry::Content;
use crate::domain::ids::{EntryNo, Uid};
use crate::domain::tag::Tag;
use crate::error::{Outcome, hinted};
use crate::exchange::form::Form;
use crate::render::text::{clean, list, spoken_day};
use crate::store::{AddOutcome, Store};

pub(crate) fn run(args: &LogArgs, app: &mut App<'_>) -> Result<Outcome> {
    let origin = DraftOrigin::new_entry(app.new_uid());
    let title = args.title.join(" ");
    let typed = if args.title == ["-"] { Some(read_stdin(app, &origin)?) } else { None };
    let form = match &typed {
        Some(text) => match read_form(text, args) {
            Ok(form) => form,
            Err(error) => return Err(origin.save_draft(app, text.clone(), None, error)),
        },
        None => args.fields.form(&title),
    };
    let typed = typed.as_ref().map(String::as_bytes);
    let (form, typed) = if args.edit {
        match edit::edit_form(app, &form.write(), &origin)? {
            Edited::Changed(form) => (*form, None),
            Edited::Unchanged | Edited::Emptied => {
                let error = hinted("the form was left unchanged or empty, so nothing was logged", "");
                return Err(origin.save_draft(app, form.write(), typed, error));
            }
        }
    } else if form.title.trim().is_empty() && args.title.is_empty() {
        (ask(app, form, &origin)?, None)
    } else {
        (form, typed)
    };
    let logged = match store_form(app, &form, origin.uid, "log") {
        Ok(logged) => logged,
        Err(error) => return Err(origin.save_draft(app, form.write(), typed, error)),
    };
    app.prompt.guard(None);
    logged.report(app)?;
    Ok(Outcome::Done)
}

fn ask(app: &mut App<'_>, mut form: Form, origin: &DraftOrigin) -> Result<Form> {
    if !app.terminal.can_ask() {
        let error = hinted(
            "there is no title, and no terminal to ask for one",
            "promo log \"Wrote the runbook\", or promo log - to read stdin",
        );
        return Err(origin.save_draft(app, form.write(), None, error));
    }
    match guided::run(app, &mut form, origin) {
        Ok(()) => Ok(form),
        Err(error) => Err(origin.save_draft(app, form.write(), None, error)),
    }
}

/// An entry that is in the journal, and what is still to be told of it.
pub(crate) struct Logged {
    id: EntryNo,
    store: Store,
    context: Context,
    content: Content,
    notes: Vec<String>,
}

/// Resolves and stores a form. One whose entry is there already, saying the same, is done.
pub(crate) fn store_form(app: &mut App<'_>, form: &Form, uid: Uid, command: &str) -> Result<Logged> {
    let mut notes = Vec::new();
    if form.title.trim().is_empty() {
        return Err(crate::domain::entry::ContentError::EmptyTitle.into());
    }
    let mut store = open_or_create(app)?;
    let context = Context::load(&app.paths, &store)?;
    let content = resolve(form, &context, &store, app, &mut notes)?;
    let now = app.clock.stamp();
    let mut tx = store.begin(command, &now)?;
    tx.tagged_under(Some(context.framework_version()));
    let id = match tx.add(uid, &content)? {
        AddOutcome::New(id) => {
            tx.commit()?;
            id
        }
        AddOutcome::Known { id, same: true, .. } => {
            drop(tx);
            id
        }
        AddOutcome::Known { id, .. } => {
            return Err(hinted(
                format!("this text is entry {id} already, which says something else by now"),
                format!("promo edit {id} changes it, and promo recover --forget drops the draft"),
            ));
        }
        AddOutcome::Removed(id) => {
            return Err(hinted(
                format!("this text was entry {id}, which was removed"),
                format!("promo restore {id} brings it back"),
            ));
        }
    };
    Ok(Logged { id, store, context, content, notes })
}

impl Logged {
    /// Tells its number and what it moved.
    pub(crate) fn report(self, app: &mut App<'_>) -> Result<()> {
        let id = self.id;
        self.print(app).with_context(|| format!("entry {id} is kept, but that cannot be told"))
    }

    fn print(self, app: &mut App<'_>) -> Result<()> {
        let Self { id, store, context, content, notes } = self;
        writeln!(app.out, "{id}")?;
        app.out.flush()?;
        for note in notes {
            app.say(&clean(&note))?;
        }
        let payoff =
            if app.terminal.stderr && !app.quiet { payoff(app, &store, &context, &content)? } else { None };
        let done = format!("Logged {id} for {}.", spoken_day(content.date, app.clock.today()));
        app.say(&match payoff {
            Some(payoff) => format!("{done} {payoff}"),
            None => done,
        })?;
        if let Some(hint) = hint(&content, id, &store, &context).unwrap_or_default() {
            app.say(&hint)?;
        }
        Ok(())
    }
}

/// What the entry moved: its first asked criterion, and what is still missing altogether.
fn payoff(app: &App<'_>, store: &Store, context: &Context, content: &Content) -> Result<Option<String>> {
    let (Some(target), Some(role)) = (&context.target, context.role()) else { return Ok(None) };
    let Some(at) = role.at(target.level) else { return Ok(None) };
    // A setting that cannot be read is told where it matters, by `gap`; it does not spoil a log.
    let Ok(settings) = settings(app) else { return Ok(None) };
    let today = app.clock.today();
    let frame = CoverageFrame { today, window: Window::to(today), level_since: target.level_since };
    let asked = context.framework.asked(at, &target.groups);
    let report = coverage(&asked, &store.evidence()?, settings.rules, frame);
    // What the entry moved: the criteria that it counts for at their level.
    let moved = asked.iter().zip(&report.criteria).filter(|(asked, _)| {
        let counts = |tag: &Tag| tag.level.is_some_and(|level| level >= asked.counts_from());
        content.tags.iter().any(|tag| tag.key == asked.criterion.key && counts(tag))
    });
    let mut parts = Vec::new();
    for (_, covered) in moved {
        let needs = settings.rules.entries.max(1);
        let tag = format!("{}@{}", covered.key, covered.level);
        parts.push(match covered.failed.first() {
            None => format!("{tag}: met"),
            Some(_) if covered.at_level < needs => format!("{tag}: {} of {needs}", covered.at_level),
            Some(failure) => format!("{tag}: {failure}"),
        });
    }
    let missing: Vec<String> = report
        .criteria
        .iter()
        .filter(|covered| covered.status == Status::Missing)
        .map(|covered| covered.key.clone())
        .collect();
    match missing.len() {
        0 => {}
        1..=3 => {
            let still = if parts.is_empty() { "Still" } else { "still" };
            parts.push(format!("{still} missing: {}", list(&missing, "and")));
        }
        n => parts.push(format!("{n} criteria still have no entry")),
    }
    Ok((!parts.is_empty()).then(|| parts.join("; ")))
}
