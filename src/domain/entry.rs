//! An entry: what somebody did on a day, in their own words, and what it is evidence of.

mod fields;

use std::fmt;

use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use thiserror::Error;

use super::ids::{EntryNo, Uid};

pub(crate) use fields::entry_fields;
pub use fields::{Content, EntryField, FIELDS, FieldKind, FieldValue, FieldValueMut, Form};

/// The most bytes that the texts of one entry may have together (1 MiB).
pub const MAX_BYTES: usize = 1 << 20;

/// The most tags that one entry may have.
pub const MAX_TAGS: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Part {
    Led,
    #[default]
    Did,
    Helped,
}

impl Part {
    /// All parts, the strongest first.
    pub const ALL: [Self; 3] = [Self::Led, Self::Did, Self::Helped];

    /// The word that is typed and stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Led => "led",
            Self::Did => "did",
            Self::Helped => "helped",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

/// A link to where the work can be seen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "a link as {\"url\": …, \"label\": …}")]
pub struct Link {
    pub url: String,
    /// What it is called in the document; without one the address itself is shown.
    #[serde(default)]
    pub label: Option<String>,
}

impl fmt::Display for Link {
    /// As [`Link::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.label {
            Some(label) => write!(f, "{} {label}", self.url),
            None => f.write_str(&self.url),
        }
    }
}

impl Link {
    /// Reads `URL` or `URL LABEL`, as typed behind `--link`; `None` where there is no address.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (url, label) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let label = label.trim();
        (!url.is_empty())
            .then(|| Self { url: url.to_owned(), label: (!label.is_empty()).then(|| label.to_owned()) })
    }
}

impl Content {
    /// The texts that count towards [`MAX_BYTES`].
    fn texts(&self) -> impl Iterator<Item = &str> {
        FIELDS.iter().filter_map(|field| field.text(self)).chain(self.source.as_deref()).chain(
            self.links.iter().flat_map(|link| [link.url.as_str(), link.label.as_deref().unwrap_or("")]),
        )
    }

    /// Checks the shape that every entry in a journal has.
    ///
    /// # Errors
    /// An empty or many-line title, a NUL, or more than [`MAX_BYTES`] of text.
    pub fn check(&self) -> Result<(), ContentError> {
        if self.title.trim().is_empty() {
            return Err(ContentError::EmptyTitle);
        }
        if self.title.contains(['\n', '\r']) {
            return Err(ContentError::ManyLineTitle);
        }
        let (mut bytes, mut nul) = (0, false);
        for text in self.texts() {
            bytes += text.len();
            nul |= text.contains('\0');
        }
        if nul {
            return Err(ContentError::Nul);
        }
        if self.tags.len() > MAX_TAGS {
            return Err(ContentError::TooManyTags { tags: self.tags.len() });
        }
        if bytes > MAX_BYTES {
            return Err(ContentError::TooLong { bytes });
        }
        Ok(())
    }
}

/// Why a content cannot be an entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ContentError {
    #[error("the title is empty")]
    EmptyTitle,
    #[error("the title has a line break; its first line is the title, the rest belongs in `did`")]
    ManyLineTitle,
    #[error("the text holds a NUL character")]
    Nul,
    /// More tags than one piece of work can be evidence of.
    #[error("the entry has {tags} tags; at most {MAX_TAGS} are taken")]
    TooManyTags { tags: usize },
    #[error("the entry has {bytes} bytes of text; at most {MAX_BYTES} (1 MiB) are taken")]
    TooLong { bytes: usize },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub uid: Uid,
    pub id: EntryNo,
    /// Counts its states from 1; an edit must name the one it started from.
    pub revision: u32,
    /// RFC 3339, with the offset of the place where it was written.
    pub created_at: String,
    /// RFC 3339; equal to `created_at` until the first edit.
    pub updated_at: String,
    pub content: Content,
}

impl Serialize for Entry {
    /// The one JSON shape of an entry, which `schema/exchange/entry.schema.json` describes.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_struct("Entry", FIELDS.len() + 5)?;
        object.serialize_field("uid", &self.uid)?;
        object.serialize_field("id", &self.id)?;
        self.content.serialize_fields(&mut object)?;
        object.serialize_field("created_at", &self.created_at)?;
        object.serialize_field("updated_at", &self.updated_at)?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str) -> Content {
        Content::new("2026-11-22".parse().unwrap(), title)
    }

    #[test]
    fn shape_is_checked() {
        let long = "x".repeat(MAX_BYTES);
        for (content, wanted) in [
            (titled("Wrote the runbook"), Ok(())),
            (titled(" \t"), Err(ContentError::EmptyTitle)),
            (titled("one\ntwo"), Err(ContentError::ManyLineTitle)),
            (titled("a\0b"), Err(ContentError::Nul)),
            (titled(&long), Ok(())),
            (
                Content { did: Some("y".into()), ..titled(&long) },
                Err(ContentError::TooLong { bytes: MAX_BYTES + 1 }),
            ),
        ] {
            assert_eq!(content.check(), wanted);
        }
    }

    #[test]
    fn a_link_may_carry_its_label() {
        let link = |url: &str, label: Option<&str>| Link { url: url.into(), label: label.map(Into::into) };
        assert_eq!(Link::parse("https://a.example/1"), Some(link("https://a.example/1", None)));
        assert_eq!(
            Link::parse(" https://a.example/1  The change "),
            Some(link("https://a.example/1", Some("The change")))
        );
        assert_eq!(Link::parse("  "), None);
    }
}
