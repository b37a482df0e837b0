//! From what was typed to what is stored: a [`Form`] is resolved to a [`Content`] against the framework and the target.

use anyhow::{Result, anyhow};
use chrono::NaiveDate;

use super::context::{Context, day};
use crate::app::App;
use crate::catalog;
use crate::domain::entry::{Content, Entry, EntryField, FIELDS, FieldKind, FieldValue, Form, Link, Part};
use crate::domain::framework::ResolveError;
use crate::domain::ids::{EntryRef, Level, Uid};
use crate::domain::tag::{Tag, split};
use crate::error::{hinted, with_hint};
use crate::render::text::list;
use crate::store::Store;

/// Resolves tags as typed; what should be said about them is added to `notes`.
///
/// # Errors
/// The first unknown one, with up to three that are near.
pub(super) fn resolve_tags(texts: &[String], ground: &Context, notes: &mut Vec<String>) -> Result<Vec<Tag>> {
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
pub(super) fn add_tag(tags: &mut Vec<Tag>, tag: Tag) {
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

/// Resolves a form to a new entry's content.
///
/// # Errors
/// A field that cannot be understood, with what to type instead.
pub(super) fn resolve(
    form: &Form, ground: &Context, store: &Store, app: &App<'_>, notes: &mut Vec<String>,
) -> Result<Content> {
    let new = Content::new(app.clock.today(), "");
    let change = FormChange { entry: None, before: &Form::default(), after: form };
    change.apply(new, ground, store, app, notes)
}

/// What changed between two forms, of an entry or for a new one.
pub(super) struct FormChange<'c> {
    pub entry: Option<&'c Entry>,
    pub before: &'c Form,
    pub after: &'c Form,
}

impl FormChange<'_> {
    /// Takes the change over into an entry's content; what did not change stays exactly as it is.
    ///
    /// # Errors
    /// A changed field that cannot be understood, with what to type instead.
    pub fn apply(
        &self, mut content: Content, ground: &Context, store: &Store, app: &App<'_>, notes: &mut Vec<String>,
    ) -> Result<Content> {
        for field in FIELDS.iter().filter(|field| field.of(self.before) != field.of(self.after)) {
            match field.kind {
                FieldKind::Day => content.date = self.day(app, notes)?,
                FieldKind::Title => self.after.title.trim().clone_into(&mut content.title),
                FieldKind::Text | FieldKind::Line => self.text(field, &mut content),
                FieldKind::Part => content.part = part(&self.after.part)?,
                FieldKind::Entry => content.replaces = self.replaces(store)?,
                FieldKind::Tags => content.tags = self.tags(&content.tags, ground, notes)?,
                FieldKind::Links => content.links = links(&self.after.links)?,
                FieldKind::Flag => content.confidential = self.after.confidential,
            }
        }
        content.check()?;
        Ok(content)
    }

    /// A new entry without a day is of today.
    fn day(&self, app: &App<'_>, notes: &mut Vec<String>) -> Result<NaiveDate> {
        let today = app.clock.today();
        let date = match self.entry {
            None if self.after.date.trim().is_empty() => today,
            _ => day(app, &self.after.date)?,
        };
        if date > today {
            notes.push(format!("Warning: {date} is yet to come; the entry counts from that day on"));
        }
        Ok(date)
    }

    fn text(&self, field: &EntryField, content: &mut Content) {
        let (FieldValue::Text(before), FieldValue::Text(after)) =
            (field.of(self.before), field.of(self.after))
        else {
            return;
        };
        let (before, after) = match field.kind {
            FieldKind::Line => (before.trim(), after.trim()),
            _ => (before.as_str(), after.as_str()),
        };
        if let Some(text) = field.text_mut(content).filter(|_| before != after) {
            *text = (!after.trim().is_empty()).then(|| after.to_owned());
        }
    }

    fn replaces(&self, store: &Store) -> Result<Option<Uid>> {
        let id = self.after.replaces.trim();
        if id.is_empty() {
            return Ok(None);
        }
        let other = store.entry(id.parse()?)?;
        if let Some(entry) = self.entry {
            refuse_cycle(entry, &other, store)?;
        }
        Ok(Some(other.uid))
    }

    fn tags(&self, had: &[Tag], ground: &Context, notes: &mut Vec<String>) -> Result<Vec<Tag>> {
        let mut tags = Vec::new();
        for text in &self.after.tags {
            // A tag that the entry has already is kept, even where today's framework does not know it.
            match had.iter().find(|tag| tag.to_string() == *text) {
                Some(tag) => add_tag(&mut tags, tag.clone()),
                None => {
                    for tag in resolve_tags(std::slice::from_ref(text), ground, notes)? {
                        add_tag(&mut tags, tag);
                    }
                }
            }
        }
        Ok(tags)
    }
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
