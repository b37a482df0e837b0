//! An entry as JSON on its way in, and straight from the rows of the store on its way out: `dump`, `import` and the states
//! that history keeps. An [`Entry`] writes the same shape by itself; `schema/exchange/entry.schema.json` describes it.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::entry::{Content, Entry, Link, Part, entry_fields};
use crate::domain::ids::{EntryNo, Uid};
use crate::domain::tag::Tag;

macro_rules! row_type {
    (Text) => { Option<&'r str> };
    (Line) => { Option<&'r str> };
    (Entry) => { Option<Uid> };
    (Flag) => { bool };
    // Tags as they are written, a space between them; links as JSON.
    ($text:ident) => { &'r str };
}

macro_rules! write_value {
    (Text, $to:ident, $value:expr) => {
        text_or_null($to, $value)?
    };
    (Line, $to:ident, $value:expr) => {
        text_or_null($to, $value)?
    };
    (Title, $to:ident, $value:expr) => {
        serde_json::to_writer(&mut *$to, $value)?
    };
    (Entry, $to:ident, $value:expr) => {
        match $value {
            Some(uid) => write!($to, "\"{uid}\"")?,
            None => $to.write_all(b"null")?,
        }
    };
    (Tags, $to:ident, $value:expr) => {
        tags($to, $value)?
    };
    (Links, $to:ident, $value:expr) => {
        $to.write_all($value.as_bytes())?
    };
    (Flag, $to:ident, $value:expr) => {
        write!($to, "{}", $value)?
    };
    // A day and a part need no escape.
    ($word:ident, $to:ident, $value:expr) => {
        write!($to, "\"{}\"", $value)?
    };
}

macro_rules! entry_row {
    ($($name:ident: $kind:ident $column:tt;)*) => {
        /// An entry on its way out as the store has it, borrowed from its rows: what [`Entry`] would write, without building
        /// one first.
        #[derive(Debug)]
        pub struct EntryRow<'r> {
            pub uid: Uid,
            pub id: u32,
            $(pub $name: row_type!($kind),)*
            pub source: Option<&'r str>,
            pub created_at: &'r str,
            pub updated_at: &'r str,
        }

        impl EntryRow<'_> {
            /// Writes the JSON object.
            pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
                write!(to, "{{\"uid\":\"{}\",\"id\":{}", self.uid, self.id)?;
                $(
                    to.write_all(concat!(",\"", stringify!($name), "\":").as_bytes())?;
                    write_value!($kind, to, self.$name);
                )*
                to.write_all(b",\"source\":")?;
                text_or_null(to, self.source)?;
                to.write_all(b",\"created_at\":")?;
                serde_json::to_writer(&mut *to, self.created_at)?;
                to.write_all(b",\"updated_at\":")?;
                serde_json::to_writer(&mut *to, self.updated_at)?;
                to.write_all(b"}")
            }
        }
    };
}
entry_fields!(entry_row);

fn text_or_null(to: &mut impl Write, text: Option<&str>) -> io::Result<()> {
    match text {
        Some(text) => Ok(serde_json::to_writer(to, text)?),
        None => to.write_all(b"null"),
    }
}

/// A tag has letters, digits, hyphens and `@.?` only, so it needs no escape.
fn tags(to: &mut impl Write, tags: &str) -> io::Result<()> {
    to.write_all(b"[")?;
    for (at, tag) in tags.split(' ').filter(|tag| !tag.is_empty()).enumerate() {
        to.write_all(if at > 0 { b",\"" } else { b"\"" })?;
        to.write_all(tag.as_bytes())?;
        to.write_all(b"\"")?;
    }
    to.write_all(b"]")
}

macro_rules! json_type {
    (Tags) => { Vec<String> };
    (Links) => { Vec<Link> };
    (Flag) => { bool };
    ($text:ident) => { Option<String> };
}

macro_rules! json_text {
    (Tags, $value:expr) => {
        None
    };
    (Links, $value:expr) => {
        None
    };
    (Flag, $value:expr) => {
        None
    };
    ($text:ident, $value:expr) => {
        Some($value.as_deref())
    };
}

macro_rules! json_content {
    (Day, $value:expr, $resolved:ident) => {
        $resolved.date
    };
    (Part, $value:expr, $resolved:ident) => {
        $resolved.part
    };
    (Entry, $value:expr, $resolved:ident) => {
        $resolved.replaces
    };
    (Tags, $value:expr, $resolved:ident) => {
        $resolved.tags
    };
    ($as_it_is:ident, $value:expr, $resolved:ident) => {
        $value
    };
}

/// The values of an entry that were not taken as they stand in JSON.
#[derive(Debug)]
pub struct ResolvedValues {
    pub date: NaiveDate,
    pub part: Part,
    pub replaces: Option<Uid>,
    pub tags: Vec<Tag>,
}

macro_rules! entry_in {
    (date: Day $date:tt; title: Title $title:tt; $($name:ident: $kind:ident $column:tt;)*) => {
        /// An entry on its way in. Only `title` is required; days, tags and ids are still text.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields, expecting = "an object with a title")]
        pub struct EntryIn {
            #[serde(default)]
            pub uid: Option<String>,
            #[serde(default)]
            pub id: Option<u32>,
            #[serde(default)]
            pub date: Option<String>,
            pub title: String,
            $(
                #[serde(default)]
                pub $name: json_type!($kind),
            )*
            #[serde(default)]
            pub source: Option<String>,
            #[serde(default)]
            pub created_at: Option<String>,
            #[serde(default)]
            pub updated_at: Option<String>,
        }

        impl EntryIn {
            /// The fields of the table that are one text, by name; without day and title.
            pub fn texts(&self) -> impl Iterator<Item = (&'static str, Option<&str>)> {
                [$((stringify!($name), json_text!($kind, self.$name))),*]
                    .into_iter()
                    .filter_map(|(name, text): (_, Option<Option<&str>>)| Some((name, text?)))
            }

            pub fn into_content(self, resolved: ResolvedValues) -> Content {
                Content {
                    date: resolved.date,
                    title: self.title,
                    $($name: json_content!($kind, self.$name, resolved),)*
                    source: self.source,
                }
            }
        }
    };
}
entry_fields!(entry_in);

impl EntryIn {
    /// The entry that was written as JSON; `None` where it is not complete.
    pub fn into_entry(mut self, revision: u32) -> Option<Entry> {
        let resolved = ResolvedValues {
            date: self.date.as_deref()?.parse().ok()?,
            part: Part::from_word(self.part.as_deref()?)?,
            replaces: self.replaces.as_deref().map(str::parse).transpose().ok()?,
            tags: self.tags.iter().map(|tag| Tag::stored(tag)).collect::<Option<_>>()?,
        };
        Some(Entry {
            uid: self.uid.as_deref()?.parse().ok()?,
            id: EntryNo(self.id?),
            revision,
            created_at: self.created_at.take()?,
            updated_at: self.updated_at.take()?,
            content: self.into_content(resolved),
        })
    }
}
