//! `promo purge`: entries, their history, their words in the index and drafts of them, gone for good.

use anyhow::Result;

use super::context::{drafts, open_to_change};
use super::draft_input::{journal, parse_draft};
use super::remove::{told, with_ids};
use crate::app::App;
use crate::app::drafts::Draft;
use crate::app::prompt::PromptError;
use crate::cli::PurgeArgs;
use crate::domain::entry::{FieldKind, Form};
use crate::domain::ids::EntryRef;
use crate::error::{Outcome, hinted};
use crate::render::text::clean;

pub(super) fn run(args: &PurgeArgs, app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    let mut ids = Vec::new();
    let mut said = Vec::new();
    for id in &args.ids {
        let states = store.history(*id)?;
        let entries = states.iter().filter_map(|state| state.entry.as_ref());
        said.push(entries.map(|entry| words(&Form::from(&entry.content))).collect::<Vec<_>>());
        let last = states.iter().rev().find_map(|state| state.entry.as_ref());
        if let Some(entry) = last.filter(|entry| !ids.contains(&(entry.id, entry.content.title.clone()))) {
            ids.push((entry.id, entry.content.title.clone()));
        }
    }
    if !args.yes {
        if !app.terminal.can_ask() {
            return Err(hinted(
                "purge asks before it removes anything for good, and there is no terminal to ask on",
                "add --yes if you are sure",
            ));
        }
        for (id, title) in &ids {
            app.say(&format!("{id}  {}", clean(title)))?;
        }
        let question = "Remove this with all of its history? It cannot be undone";
        if !app.prompt.confirm(question)?.ok_or(PromptError::Interrupted)? {
            app.say("Left everything as it was.")?;
            return Ok(Outcome::Done);
        }
    }
    let now = app.clock.stamp();
    let numbers: Vec<_> = ids.iter().map(|(id, _)| *id).collect();
    let mut tx = store.begin(&with_ids("purge", &numbers), &now)?;
    let mut purged = Vec::new();
    for id in numbers {
        purged.push(tx.purge(EntryRef::No(id))?);
    }
    tx.commit()?;
    if !store.scrub()? {
        app.say("Warning: another command reads the journal; its log holds the words until that ends")?;
    }
    for copy in store.copies() {
        let copy = copy.display();
        app.say(&clean(&format!("Warning: {copy} was kept before this and may hold the words still")))?;
    }
    let drafts = drafts(app);
    let journal = journal(app);
    // A draft that says nothing else than an entry said in one state or another is a draft of it.
    let says_the_same = |draft: &Draft| {
        let Ok(form) = parse_draft(&draft.text) else { return false };
        let fields = words(&form);
        let is_said = |states: &Vec<Vec<(&str, String)>>| {
            fields.iter().all(|field| states.iter().any(|state| state.contains(field)))
        };
        draft.journal == journal && !fields.is_empty() && said.iter().any(is_said)
    };
    let of_it =
        |draft: &Draft| purged.iter().any(|entry| draft.uid == entry.uid.to_string()) || says_the_same(draft);
    for draft in drafts.all().iter().filter(|draft| of_it(draft)) {
        drafts.delete(draft)?;
    }
    told("Purged", &purged, app)?;
    Ok(Outcome::Done)
}

/// What a form says in words, by field.
fn words(form: &Form) -> Vec<(&'static str, String)> {
    let in_words = |kind: FieldKind| {
        matches!(kind, FieldKind::Title | FieldKind::Text | FieldKind::Line | FieldKind::Links)
    };
    let filled =
        form.fields().into_iter().filter(|(field, text)| in_words(field.kind) && !text.trim().is_empty());
    filled.map(|(field, text)| (field.name, text)).collect()
}
