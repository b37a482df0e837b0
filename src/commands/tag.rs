//! `promo tag` and `promo untag`: what an entry is evidence of, and renaming a key in all entries at once.

use std::io::Write as _;

use anyhow::Result;

use super::context::{Context, open_to_change};
use super::fields::{add_tag, resolve_tags};
use crate::app::App;
use crate::cli::{TagArgs, TagCommand, UntagArgs};
use crate::domain::entry::Content;
use crate::domain::tag::{Tag, TagText, split};
use crate::error::{Outcome, hinted};
use crate::render::text::{clean, count, list};

pub(crate) fn run(args: &TagArgs, app: &mut App<'_>) -> Result<Outcome> {
    if let Some(TagCommand::Rename { old, new }) = &args.command {
        return rename(old, new, app);
    }
    let Some(id) = args.id else {
        return Err(hinted("no entry is named", "promo tag 41 ASUP@4"));
    };
    let mut store = open_to_change(app)?;
    let context = Context::load(&app.paths, &store)?;
    let entry = store.entry(id)?;
    let mut notes = Vec::new();
    let tags = resolve_tags(&args.tags, &context, &mut notes)?;
    let mut content = entry.content.clone();
    for tag in tags {
        if content.tags.contains(&tag) {
            continue;
        }
        // A stated level settles whatever level was there; an assumed one never replaces a stated one.
        if !tag.assumed {
            content.tags.retain(|other| other.key != tag.key || other.statement != tag.statement);
        }
        add_tag(&mut content.tags, tag);
    }
    content.check()?;
    change(&mut store, &context, app, &entry, &content, "tag", notes)
}

pub(crate) fn untag(args: &UntagArgs, app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    let context = Context::load(&app.paths, &store)?;
    let entry = store.entry(args.id)?;
    let mut content = entry.content.clone();
    for text in &args.tags {
        for typed in split(text)? {
            let level = match &typed.level {
                Some(level) => Some(context.framework.level(level, context.role())?),
                None => None,
            };
            let matches = |tag: &Tag| {
                tag.key.eq_ignore_ascii_case(&typed.key)
                    && (level.is_none() || tag.level == level)
                    && (typed.statement.is_none() || tag.statement == typed.statement)
            };
            if !content.tags.iter().any(matches) {
                let has: Vec<String> = entry.content.tags.iter().map(|tag| format!("`{tag}`")).collect();
                let hint = if has.is_empty() {
                    "it has no tags".into()
                } else {
                    format!("it has {}", list(&has, "and"))
                };
                return Err(hinted(format!("entry {} has no tag `{}`", entry.id, text.trim()), hint));
            }
            content.tags.retain(|tag| !matches(tag));
        }
    }
    change(&mut store, &context, app, &entry, &content, "untag", Vec::new())
}

fn change(
    store: &mut crate::store::Store, context: &Context, app: &mut App<'_>,
    entry: &crate::domain::entry::Entry, content: &Content, command: &str, notes: Vec<String>,
) -> Result<Outcome> {
    if *content != entry.content {
        let now = app.clock.stamp();
        let mut tx = store.begin(&format!("{command} {}", entry.id), &now)?;
        tx.tagged_under(Some(context.framework_version()));
        tx.update(entry.id, entry.revision, content)?;
        tx.commit()?;
    }
    writeln!(app.out, "{}", entry.id)?;
    app.out.flush()?;
    for note in notes {
        app.say(&clean(&note))?;
    }
    let tags: Vec<String> = content.tags.iter().map(Tag::to_string).collect();
    app.say(&match tags.is_empty() {
        true => format!("Entry {} has no tags now.", entry.id),
        false => format!("Entry {} has {}", entry.id, list(&tags, "and")),
    })?;
    Ok(Outcome::Done)
}

fn rename(old: &str, new: &str, app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    let context = Context::load(&app.paths, &store)?;
    let plain = |text: &str| -> Result<TagText> {
        let tag: TagText = text.parse()?;
        if tag.level.is_some() || tag.statement.is_some() || tag.assumed {
            return Err(hinted(
                format!("`{text}` names more than a key"),
                "rename keys only; each tag keeps its level: promo tag rename INCS INCA",
            ));
        }
        Ok(tag)
    };
    let (old, new) = (plain(old)?, plain(new)?);
    let mut notes = Vec::new();
    let new_key = resolve_tags(std::slice::from_ref(&new.key), &context, &mut notes)?
        .into_iter()
        .next()
        .map_or(new.key, |tag| tag.key);
    let in_use = store.words_in_use()?.0;
    let Some(old_key) = in_use
        .iter()
        .find(|key| **key == old.key)
        .or_else(|| in_use.iter().find(|key| key.eq_ignore_ascii_case(&old.key)))
    else {
        let keys: Vec<String> = in_use.iter().map(|key| format!("`{key}`")).collect();
        let hint = match keys.is_empty() {
            true => "no entry has a tag yet".to_owned(),
            false => format!("entries have {}", list(&keys, "and")),
        };
        return Err(hinted(format!("no entry has a tag `{}`", old.key), hint));
    };
    let now = app.clock.stamp();
    let mut tx = store.begin(&format!("tag rename {old_key} {new_key}"), &now)?;
    tx.tagged_under(Some(context.framework_version()));
    let mut changed = 0;
    // Read under the lock: an entry logged meanwhile is renamed too.
    for entry in tx.tagged(old_key)? {
        let mut content = entry.content.clone();
        let tags = std::mem::take(&mut content.tags);
        for mut tag in tags {
            if tag.key == *old_key {
                tag.key.clone_from(&new_key);
            }
            add_tag(&mut content.tags, tag);
        }
        if content != entry.content {
            tx.update(entry.id, entry.revision, &content)?;
            changed += 1;
        }
    }
    if changed > 0 {
        tx.commit()?;
    }
    app.say(&format!(
        "Renamed {old_key} to {new_key} in {}; promo undo takes it back.",
        count(changed, "entry", "entries")
    ))?;
    Ok(Outcome::Done)
}
