//! `promo list` and `promo search`.

use anyhow::Result;

use super::context::{Context, open, view, window};
use crate::app::App;
use crate::app::paths::Paths;
use crate::cli::{ColorChoice, ListArgs, ListFormat, SearchArgs};
use crate::domain::ids::{EntryRef, Level};
use crate::domain::tag::{TagText, split};
use crate::error::Outcome;
use crate::render::json;
use crate::render::table::{self, EntryListRow};
use crate::store::{EntryLine, Filter, Store};

pub(super) fn list(args: &ListArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let asked = &args.window;
    let windowed = asked.since.is_some() || asked.until.is_some() || asked.last.is_some();
    let filter = Filter {
        tags: keys_and_levels(&args.tags, &app.paths, &store)?,
        project: args.project.clone(),
        window: if windowed { Some(window(asked, app.clock.today())?) } else { None },
        untagged: args.untagged,
        limit: args.number,
    };
    let lines = store.list(&filter)?;
    let nothing = match lines.is_empty() && store.count()? == 0 {
        true => "The journal is empty: promo log \"what you did\"",
        false => "No entry fits.",
    };
    print(&lines, &store, args.format, nothing, app, color)
}

fn keys_and_levels(texts: &[String], places: &Paths, store: &Store) -> Result<Vec<(String, Option<Level>)>> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let ground = Context::load(places, store)?;
    let mut tags = Vec::new();
    for text in texts {
        for typed in split(text)? {
            tags.push(key_and_level(typed, &ground, store)?);
        }
    }
    Ok(tags)
}

/// The key in the spelling of the framework, or else as entries have it, and the level.
fn key_and_level(typed: TagText, ground: &Context, store: &Store) -> Result<(String, Option<Level>)> {
    let level =
        typed.level.as_deref().map(|level| ground.framework.level(level, ground.role())).transpose()?;
    if let Some(criterion) = ground.framework.criterion(&typed.key) {
        return Ok((criterion.key.to_string(), level));
    }
    let used = store.words_in_use()?.0;
    match used.into_iter().find(|key| key.eq_ignore_ascii_case(&typed.key)) {
        Some(key) => Ok((key, level)),
        // Nothing has this tag; if it is a mistake, the error of resolving says what was meant.
        None => {
            super::fields::resolve_tags(std::slice::from_ref(&typed.key), ground, &mut Vec::new())?;
            Ok((typed.key, level))
        }
    }
}

pub(super) fn search(args: &SearchArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let lines = store.search(&args.words.join(" "), args.number)?;
    print(&lines, &store, args.format, "No entry has all of these words.", app, color)
}

fn print(
    lines: &[EntryLine], store: &Store, format: ListFormat, nothing: &str, app: &mut App<'_>,
    color: ColorChoice,
) -> Result<Outcome> {
    match format {
        ListFormat::Table => {
            let rows: Vec<EntryListRow<'_>> = lines.iter().map(row).collect();
            let text = table::entries(&rows, &view(app, color));
            app.show(&text)?;
            if lines.is_empty() {
                app.say(nothing)?;
            }
        }
        ListFormat::Json => {
            let entries = lines
                .iter()
                .map(|line| Ok(store.entry(EntryRef::No(line.id))?))
                .collect::<Result<Vec<_>>>()?;
            app.show(&json::envelope("entries", &entries)?)?;
        }
    }
    Ok(Outcome::Done)
}

/// A line of the store as a row of a table.
pub(super) fn row(line: &EntryLine) -> EntryListRow<'_> {
    EntryListRow {
        id: line.id,
        date: line.date,
        title: &line.title,
        project: line.project.as_deref(),
        part: line.part,
        confidential: line.confidential,
        replaced: line.replaced,
        tags: &line.tags,
    }
}
