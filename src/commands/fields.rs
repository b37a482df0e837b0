//! From what was typed to what is stored: a [`Form`] is resolved to a [`Content`] against the framework and the target.

use anyhow::{Result, anyhow};

use super::context::{Context, day};
use crate::app::App;
use crate::catalog;
use crate::cli::{FieldArgs, PartArg};
use crate::domain::entry::{Content, Entry, Link, Part};
use crate::domain::framework::ResolveError;
use crate::domain::ids::{EntryRef, Level};
use crate::domain::tag::{Tag, split};
use crate::error::{hinted, with_hint};
use crate::exchange::form::Form;
use crate::render::text::list;
use crate::store::Store;

/// Resolves tags as typed; what should be said about them is added to `notes`.
///
/// # Errors
/// The first unknown one, with up to three that are near.
pub fn resolve_tags(texts: &[String], ground: &Context, notes: &mut Vec<String>) -> Result<Vec<Tag>> {
    let mut tags: Vec<Tag> = Vec::new();
    for text in texts {
        for typed in split(text)? {
            let resolved = ground
                .framework
                .resolve(&typed, ground.role(), ground.level())
                .map_err(|error| explain(error, ground))?;
            if let Some(defined) = resolved.undefined {
                notes.push(undefined(&resolved.tag, &defined));
            }
            add_tag(&mut tags, resolved.tag);
        }
    }
    Ok(tags)
}

/// Adds a tag to others: one that says the same is not repeated, a stated level settles an assumed
/// one, and an assumed one fills what had none.
pub fn add_tag(tags: &mut Vec<Tag>, tag: Tag) {
    let same =
        |other: &Tag| other.key == tag.key && other.level == tag.level && other.statement == tag.statement;
    if !tag.assumed {
        tags.retain(|other| !(other.key == tag.key && other.assumed && other.statement == tag.statement));
    } else if let Some(open) = tags.iter_mut().find(|other| {
        other.key == tag.key
            && other.statement == tag.statement
            && other.level.is_none()
            && tag.level.is_some()
    }) {
        // A tag from before there was a target had no level to assume.
        *open = tag;
        return;
    } else if tags.iter().any(|other| other.key == tag.key && other.statement == tag.statement) {
        return;
    }
    if !tags.iter().any(same) {
        tags.push(tag);
    }
}

fn undefined(tag: &Tag, defined: &[Level]) -> String {
    let range = match (defined.first(), defined.last()) {
        (Some(first), Some(last)) if first != last => format!("levels {first} to {last}"),
        (Some(only), _) => format!("level {only}"),
        _ => "no level".to_owned(),
    };
    let level = tag.level.map_or_else(String::new, |level| format!("@{level}"));
    format!("Warning: {}{level} is kept, though `{}` is defined at {range} only", tag.key, tag.key)
}

fn explain(error: ResolveError, ground: &Context) -> anyhow::Error {
    let framework = &ground.framework;
    let hint = match &error {
        ResolveError::Key { key, .. } => {
            let near: Vec<String> = catalog::suggest(framework, key)
                .iter()
                .map(|criterion| format!("`{}` ({})", criterion.key, criterion.name))
                .collect();
            if near.is_empty() {
                format!("promo framework show lists the {}", framework.whats())
            } else {
                format!("did you mean {}?", list(&near, "or"))
            }
        }
        ResolveError::Framework { .. } => format!("leave it out, or write {}/KEY", framework.key),
        ResolveError::Level { .. } => {
            let names: Vec<String> =
                framework.levels.iter().map(|name| format!("{} ({})", name.level, name.title)).collect();
            format!("the levels are {}", list(&names, "and"))
        }
        ResolveError::Statement { has: 0, .. } => "leave the `.N` out".to_owned(),
        ResolveError::Statement { has, .. } => format!("number them from 1 to {has}, or leave the `.N` out"),
    };
    with_hint(error.into(), hint)
}

/// What was typed behind options, as a form.
pub fn form_of(args: &FieldArgs, title: &str) -> Form {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    Form {
        title: title.to_owned(),
        date: text(&args.date),
        tags: args.tags.clone(),
        project: text(&args.project),
        part: args.part.map(|part| part_of(part).word().to_owned()).unwrap_or_default(),
        replaces: text(&args.replaces),
        confidential: args.confidential,
        links: args.links.clone(),
        context: text(&args.context),
        did: text(&args.did),
        result: text(&args.result),
        note: text(&args.note),
    }
}

pub fn part_of(part: PartArg) -> Part {
    match part {
        PartArg::Led => Part::Led,
        PartArg::Did => Part::Did,
        PartArg::Helped => Part::Helped,
    }
}

/// An entry as a form. `replaces` is its uid, which any journal understands.
pub fn form_from(content: &Content) -> Form {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    Form {
        title: content.title.clone(),
        date: content.date.to_string(),
        tags: content.tags.iter().map(Tag::to_string).collect(),
        project: text(&content.project),
        part: content.part.word().to_owned(),
        replaces: content.replaces.map(|uid| uid.to_string()).unwrap_or_default(),
        confidential: content.confidential,
        links: content.links.iter().map(link_text).collect(),
        context: text(&content.context),
        did: text(&content.did),
        result: text(&content.result),
        note: text(&content.note),
    }
}

/// A link as it is typed behind `--link`.
pub fn link_text(link: &Link) -> String {
    match &link.label {
        Some(label) => format!("{} {label}", link.url),
        None => link.url.clone(),
    }
}

/// Resolves a form to a new entry's content.
///
/// # Errors
/// A field that cannot be understood, with what to type instead.
pub fn resolve(
    form: &Form, ground: &Context, store: &Store, app: &App<'_>, notes: &mut Vec<String>,
) -> Result<Content> {
    let some = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let date = match some(&form.date) {
        Some(text) => day(app, &text)?,
        None => app.clock.today(),
    };
    if date > app.clock.today() {
        notes.push(format!("Warning: {date} is yet to come; the entry counts from that day on"));
    }
    let replaces = match some(&form.replaces) {
        Some(text) => {
            let id: EntryRef = text.trim().parse()?;
            Some(store.entry(id)?.uid)
        }
        None => None,
    };
    let content = Content {
        date,
        title: form.title.trim().to_owned(),
        context: some(&form.context),
        did: some(&form.did),
        result: some(&form.result),
        note: some(&form.note),
        project: some(&form.project).map(|name| name.trim().to_owned()),
        part: part(&form.part)?,
        replaces,
        tags: resolve_tags(&form.tags, ground, notes)?,
        links: links(&form.links)?,
        confidential: form.confidential,
        source: None,
    };
    content.check()?;
    Ok(content)
}

/// Takes what changed between two forms over into an entry's content; what did not change stays exactly as it is.
///
/// # Errors
/// A changed field that cannot be understood, with what to type instead.
pub fn merge(
    entry: &Entry, before: &Form, after: &Form, ground: &Context, store: &Store, app: &App<'_>,
    notes: &mut Vec<String>,
) -> Result<Content> {
    let mut content = entry.content.clone();
    let some = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let text = |before: &str, after: &str, field: &mut Option<String>| {
        if before != after {
            *field = some(after);
        }
    };
    text(&before.context, &after.context, &mut content.context);
    text(&before.did, &after.did, &mut content.did);
    text(&before.result, &after.result, &mut content.result);
    text(&before.note, &after.note, &mut content.note);
    text(before.project.trim(), after.project.trim(), &mut content.project);
    if before.title != after.title {
        content.title = after.title.trim().to_owned();
    }
    if before.date != after.date {
        content.date = day(app, &after.date)?;
        if content.date > app.clock.today() {
            notes
                .push(format!("Warning: {} is yet to come; the entry counts from that day on", content.date));
        }
    }
    if before.part != after.part {
        content.part = part(&after.part)?;
    }
    if before.confidential != after.confidential {
        content.confidential = after.confidential;
    }
    if before.replaces != after.replaces {
        content.replaces = match some(&after.replaces) {
            None => None,
            Some(id) => {
                let other = store.entry(id.trim().parse()?)?;
                refuse_cycle(entry, &other, store)?;
                Some(other.uid)
            }
        };
    }
    if before.links != after.links {
        content.links = links(&after.links)?;
    }
    if before.tags != after.tags {
        let mut tags = Vec::new();
        for text in &after.tags {
            // A tag that the entry has already is kept, even where today's framework does not know it.
            match entry.content.tags.iter().find(|tag| tag.to_string() == *text) {
                Some(tag) => add_tag(&mut tags, tag.clone()),
                None => {
                    for tag in resolve_tags(std::slice::from_ref(text), ground, notes)? {
                        add_tag(&mut tags, tag);
                    }
                }
            }
        }
        content.tags = tags;
    }
    content.check()?;
    Ok(content)
}

/// Of entries that replace each other in a ring none would count.
fn refuse_cycle(entry: &Entry, other: &Entry, store: &Store) -> Result<()> {
    let mut seen = vec![entry.uid];
    let mut next = Some(other.uid);
    while let Some(uid) = next {
        if uid == entry.uid {
            let what = match other.uid == entry.uid {
                true => format!("entry {} cannot replace itself", entry.id),
                false => {
                    format!("entry {} is replaced by {} already, so it cannot replace it", entry.id, other.id)
                }
            };
            return Err(hinted(what, "name the entry that this one corrects"));
        }
        if seen.contains(&uid) {
            break;
        }
        seen.push(uid);
        next = store.entry(EntryRef::Uid(uid)).ok().and_then(|entry| entry.content.replaces);
    }
    Ok(())
}

fn part(text: &str) -> Result<Part> {
    match text.trim() {
        "" => Ok(Part::default()),
        word => Part::from_word(&word.to_lowercase())
            .ok_or_else(|| hinted(format!("there is no part `{word}`"), "write led, did or helped")),
    }
}

/// A link must lead somewhere: it is what a reader checks the entry by.
fn link(text: &str) -> Result<Link> {
    let link = Link::parse(text).ok_or_else(|| anyhow!("a link is empty"))?;
    let (scheme, rest) = link.url.split_once(':').unwrap_or(("", &link.url));
    let leads_somewhere = match scheme.to_lowercase().as_str() {
        "mailto" => !rest.is_empty(),
        "" | "javascript" | "data" | "vbscript" => false,
        _ => rest.starts_with("//") && rest.len() > 2,
    };
    if leads_somewhere {
        return Ok(link);
    }
    Err(hinted(
        format!("`{}` is no address that can be opened", link.url),
        "write the whole of it, a label behind it if you like: --link \"https://example.com/mr/12 The change\"",
    ))
}

fn links(texts: &[String]) -> Result<Vec<Link>> {
    let filled = texts.iter().filter(|text| !text.trim().is_empty());
    filled.map(|text| link(text)).collect()
}
