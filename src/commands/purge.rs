//! `promo purge`: entries, their history, their words in the index and drafts of them, gone for good.

use anyhow::Result;

use super::context::{drafts, open_to_change};
use super::draft_input::{form_in, journal};
use super::fields::form_from;
use super::remove::{told, with_ids};
use crate::app::App;
use crate::app::drafts::Draft;
use crate::app::prompt::PromptError;
use crate::cli::PurgeArgs;
use crate::domain::ids::EntryRef;
use crate::error::{Outcome, hinted};
use crate::render::text::clean;

/// Runs it.
///
/// # Errors
/// No such entry; nobody to ask and no `--yes`.
pub fn run(args: &PurgeArgs, app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    let mut ids = Vec::new();
    let mut said = Vec::new();
    for id in &args.ids {
        let states = store.history(*id)?;
        said.push(
            states
                .iter()
                .filter_map(|state| Some(form_from(&state.entry.as_ref()?.content).fields()))
                .collect::<Vec<_>>(),
        );
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
        let Ok(form) = form_in(&draft.text) else { return false };
        let words = |name: &str| !matches!(name, "date" | "tags" | "part" | "replaces" | "confidential");
        let filled = |(name, text): &(&str, String)| words(name) && !text.trim().is_empty();
        let fields: Vec<_> = form.fields().into_iter().filter(filled).collect();
        let is_said = |states: &Vec<[(&str, String); 12]>| {
            fields.iter().all(|field| states.iter().any(|state| state.contains(field)))
        };
        draft.journal == journal && !fields.is_empty() && said.iter().any(is_said)
    };
    let of_it =
        |draft: &Draft| purged.iter().any(|entry| draft.uid == entry.uid.to_string()) || says_the_same(draft);
    for draft in drafts.all().iter().filter(|draft| of_it(draft)) {
        drafts.forget(draft)?;
    }
    told("Purged", &purged, app)?;
    Ok(Outcome::Done)
}
