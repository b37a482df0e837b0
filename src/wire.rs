//! An entry as JSON: one shape for `list`, `show`, `search`, `dump`, `import` and the states that history keeps.
//!
//! Reading and writing are two structs: [`EntryOut`] borrows and writes every key, [`EntryIn`] demands only a title
//! and refuses keys that it does not know. `schema/exchange/entry.schema.json` describes both.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Deserialize, Serialize, Serializer};

use crate::domain::entry::{Content, Entry, Link, Part};
use crate::domain::ids::{EntryNo, Uid};
use crate::domain::tag::Tag;

#[derive(Debug, Serialize)]
pub struct EntryOut<'e> {
    #[serde(serialize_with = "shown")]
    uid: Uid,
    id: u32,
    #[serde(serialize_with = "shown")]
    date: chrono::NaiveDate,
    title: &'e str,
    context: Option<&'e str>,
    did: Option<&'e str>,
    result: Option<&'e str>,
    note: Option<&'e str>,
    project: Option<&'e str>,
    part: &'static str,
    #[serde(serialize_with = "shown_or_null")]
    replaces: Option<Uid>,
    #[serde(serialize_with = "tags")]
    tags: &'e [Tag],
    #[serde(serialize_with = "links")]
    links: &'e [Link],
    confidential: bool,
    source: Option<&'e str>,
    created_at: &'e str,
    updated_at: &'e str,
}

impl<'e> From<&'e Entry> for EntryOut<'e> {
    fn from(entry: &'e Entry) -> Self {
        let content = &entry.content;
        Self {
            uid: entry.uid,
            id: entry.id.0,
            date: content.date,
            title: &content.title,
            context: content.context.as_deref(),
            did: content.did.as_deref(),
            result: content.result.as_deref(),
            note: content.note.as_deref(),
            project: content.project.as_deref(),
            part: content.part.word(),
            replaces: content.replaces,
            tags: &content.tags,
            links: &content.links,
            confidential: content.confidential,
            source: content.source.as_deref(),
            created_at: &entry.created_at,
            updated_at: &entry.updated_at,
        }
    }
}

fn shown<T: std::fmt::Display, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
}

fn shown_or_null<T: std::fmt::Display, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => to.collect_str(value),
        None => to.serialize_none(),
    }
}

fn tags<S: Serializer>(tags: &[Tag], to: S) -> Result<S::Ok, S::Error> {
    struct Shown<'t>(&'t Tag);
    impl Serialize for Shown<'_> {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            to.collect_str(self.0)
        }
    }
    to.collect_seq(tags.iter().map(Shown))
}

fn links<S: Serializer>(links: &[Link], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(
        links
            .iter()
            .map(|link| LinkJson { url: (&*link.url).into(), label: link.label.as_deref().map(Into::into) }),
    )
}

/// An entry on its way out as the store has it, borrowed from its rows: what [`EntryOut`] writes, without building an
/// entry first.
#[derive(Debug)]
#[allow(missing_docs, reason = "the names are those of the contract")]
pub struct EntryRow<'r> {
    pub uid: Uid,
    pub id: u32,
    pub date: &'r str,
    pub title: &'r str,
    pub context: Option<&'r str>,
    pub did: Option<&'r str>,
    pub result: Option<&'r str>,
    pub note: Option<&'r str>,
    pub project: Option<&'r str>,
    pub part: &'r str,
    pub replaces: Option<Uid>,
    /// As they are written, a space between them.
    pub tags: &'r str,
    pub links: &'r str,
    pub confidential: bool,
    pub source: Option<&'r str>,
    pub created_at: &'r str,
    pub updated_at: &'r str,
}

impl EntryRow<'_> {
    /// Writes the JSON object that [`EntryOut`] would.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        fn text(to: &mut impl Write, name: &str, text: Option<&str>) -> io::Result<()> {
            to.write_all(name.as_bytes())?;
            match text {
                Some(text) => Ok(serde_json::to_writer(to, text)?),
                None => to.write_all(b"null"),
            }
        }
        write!(to, "{{\"uid\":\"{}\",\"id\":{},\"date\":\"{}\"", self.uid, self.id, self.date)?;
        text(to, ",\"title\":", Some(self.title))?;
        text(to, ",\"context\":", self.context)?;
        text(to, ",\"did\":", self.did)?;
        text(to, ",\"result\":", self.result)?;
        text(to, ",\"note\":", self.note)?;
        text(to, ",\"project\":", self.project)?;
        text(to, ",\"part\":", Some(self.part))?;
        match self.replaces {
            Some(uid) => write!(to, ",\"replaces\":\"{uid}\",\"tags\":[")?,
            None => to.write_all(b",\"replaces\":null,\"tags\":[")?,
        }
        // A tag has letters, digits, hyphens and `@.?` only, so it needs no escape.
        for (at, tag) in self.tags.split(' ').filter(|tag| !tag.is_empty()).enumerate() {
            to.write_all(if at > 0 { b",\"" } else { b"\"" })?;
            to.write_all(tag.as_bytes())?;
            to.write_all(b"\"")?;
        }
        write!(to, "],\"links\":{},\"confidential\":{}", self.links, self.confidential)?;
        text(to, ",\"source\":", self.source)?;
        text(to, ",\"created_at\":", Some(self.created_at))?;
        text(to, ",\"updated_at\":", Some(self.updated_at))?;
        to.write_all(b"}")
    }
}

/// A link, both ways.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a link as {\"url\": …, \"label\": …}")]
pub struct LinkJson<'j> {
    #[serde(borrow)]
    pub url: Cow<'j, str>,
    #[serde(borrow, default)]
    pub label: Option<Cow<'j, str>>,
}

impl From<LinkJson<'_>> for Link {
    fn from(link: LinkJson<'_>) -> Self {
        Self { url: link.url.into_owned(), label: link.label.map(Cow::into_owned) }
    }
}

/// An entry on its way in. Only `title` is required; days, tags and ids are still text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with a title")]
#[allow(missing_docs, reason = "the names are those of the contract")]
pub struct EntryIn<'j> {
    #[serde(borrow, default)]
    pub uid: Option<Cow<'j, str>>,
    #[serde(default)]
    pub id: Option<u32>,
    #[serde(borrow, default)]
    pub date: Option<Cow<'j, str>>,
    #[serde(borrow)]
    pub title: Cow<'j, str>,
    #[serde(borrow, default)]
    pub context: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub did: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub result: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub note: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub project: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub part: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub replaces: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub tags: Vec<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub links: Vec<LinkJson<'j>>,
    #[serde(default)]
    pub confidential: bool,
    #[serde(borrow, default)]
    pub source: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub created_at: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub updated_at: Option<Cow<'j, str>>,
}

impl EntryIn<'_> {
    /// The entry that [`EntryOut`] wrote, or `None` where it is not complete.
    pub fn into_entry(self, revision: u32) -> Option<Entry> {
        let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        Some(Entry {
            uid: self.uid?.parse().ok()?,
            id: EntryNo(self.id?),
            revision,
            created_at: self.created_at?.into_owned(),
            updated_at: self.updated_at?.into_owned(),
            content: Content {
                date: self.date?.parse().ok()?,
                title: self.title.into_owned(),
                context: owned(self.context),
                did: owned(self.did),
                result: owned(self.result),
                note: owned(self.note),
                project: owned(self.project),
                part: Part::from_word(&self.part?)?,
                replaces: self.replaces.map(|uid| uid.parse()).transpose().ok()?,
                tags: self.tags.iter().map(|tag| Tag::stored(tag)).collect::<Option<_>>()?,
                links: self.links.into_iter().map(Link::from).collect(),
                confidential: self.confidential,
                source: owned(self.source),
            },
        })
    }
}
