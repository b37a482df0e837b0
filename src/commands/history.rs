//! `promo history`: what an entry said before, or the last commands.

use anyhow::Result;

use super::context::{open, view};
use crate::app::App;
use crate::cli::{ColorChoice, HistoryArgs, ListFormat};
use crate::domain::entry::{Entry, EntryField, FieldKind, Form};
use crate::domain::ids::EntryRef;
use crate::error::Outcome;
use crate::render::history::{self, EntryChange, HistoryStep};
use crate::render::json;
use crate::store::{EntryRevision, Store};

/// How many of the last commands are told where nobody says how many.
const COMMANDS: u32 = 20;

pub(super) fn run(args: &HistoryArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let text = match args.id {
        Some(id) => entry_history(&store, id, args, app, color)?,
        None => {
            let lines = store.commands(args.number.unwrap_or(COMMANDS))?;
            match args.format {
                ListFormat::Json => json::envelope("commands", &lines)?,
                ListFormat::Table => {
                    let rows: Vec<(&str, &str, bool)> = lines
                        .iter()
                        .map(|line| (line.at.as_str(), line.command.as_str(), line.undone))
                        .collect();
                    history::commands(&rows, &view(app, color))
                }
            }
        }
    };
    app.show(&text)?;
    if text.is_empty() {
        app.say("Nothing was done in this journal yet.")?;
    }
    Ok(Outcome::Done)
}

fn entry_history(
    store: &Store, id: EntryRef, args: &HistoryArgs, app: &App<'_>, color: ColorChoice,
) -> Result<String> {
    let states = store.history(id)?;
    // The newest matter most; each is told against the one before, also against one that is not shown.
    let most = args.number.map_or(usize::MAX, |number| usize::try_from(number).unwrap_or(usize::MAX));
    let first = states.len().saturating_sub(most);
    if args.format == ListFormat::Json {
        return Ok(json::envelope("states", &states[first..])?);
    }
    let mut steps = Vec::new();
    let mut last: Option<&Entry> = None;
    for state in &states {
        steps.push(HistoryStep {
            at: state.at.clone(),
            command: state.command.clone(),
            change: change(last, state),
        });
        last = state.entry.as_ref().or(last);
    }
    steps.drain(..first);
    let title = last.map(|entry| entry.content.title.as_str()).unwrap_or_default();
    let number = last.map(|entry| entry.id.to_string()).unwrap_or_default();
    Ok(history::steps(&number, title, &steps, &view(app, color)))
}

/// What a state changed of the one before.
fn change(before: Option<&Entry>, state: &EntryRevision) -> EntryChange {
    let Some(entry) = &state.entry else { return EntryChange::Removed };
    let Some(before) = before else { return EntryChange::Written(entry.content.title.clone()) };
    let (old, new) = (Form::from(&before.content), Form::from(&entry.content));
    let one_line = |field: &EntryField, text: String| match field.kind {
        FieldKind::Flag if text.is_empty() => "no".to_owned(),
        FieldKind::Links => text.replace('\n', ", "),
        _ => text,
    };
    let fields = old.fields().into_iter().zip(new.fields());
    let changed = fields.filter(|((_, old), (_, new))| old != new);
    EntryChange::Fields(
        changed
            .map(|((field, old), (_, new))| (field.name, one_line(field, old), one_line(field, new)))
            .collect(),
    )
}
