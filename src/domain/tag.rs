//! A tag ties an entry to a criterion: `KEY[@LEVEL][?][.N]`.
//!
//! Two forms exist. [`TagText`] is what a person typed: the level may be a number, a label or a title, and the key
//! any case. [`Tag`] is what is stored: resolved against a framework, its level a rank. A level that nobody stated
//! is *assumed*: written with `?`, so that speed of logging never becomes inflation of levels.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::ids::Level;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// The criterion's key: a skill's code or a slug.
    pub key: String,
    /// The level that the work showed; `None` where no target could lend one.
    pub level: Option<Level>,
    /// Whether the level was taken from the target instead of being stated.
    pub assumed: bool,
    /// The statement of the criterion at that level, counted from 1.
    pub statement: Option<u8>,
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(self.key.len() + 8);
        self.push_to(&mut text);
        f.write_str(&text)
    }
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Tag {
    /// Writes the tag behind a text; long lists are made of little else.
    pub fn push_to(&self, text: &mut String) {
        fn number(text: &mut String, n: u8) {
            for digit in
                [n / 100, n / 10 % 10, n % 10].into_iter().skip(usize::from(n < 100) + usize::from(n < 10))
            {
                text.push(char::from(b'0' + digit));
            }
        }
        text.push_str(&self.key);
        if let Some(level) = self.level {
            text.push('@');
            number(text, level.get());
        }
        if self.assumed {
            text.push('?');
        }
        if let Some(n) = self.statement {
            text.push('.');
            number(text, n);
        }
    }

    /// Reads a tag as it is stored: without a framework, its level a rank, as [`Tag::push_to`] writes it.
    pub fn stored(text: &str) -> Option<Self> {
        let (rest, statement) = match text.rsplit_once('.') {
            Some((rest, n)) => (rest, Some(n.parse().ok().filter(|n| *n > 0)?)),
            None => (text, None),
        };
        let (rest, marked) = rest.strip_suffix('?').map_or((rest, false), |rest| (rest, true));
        let (key, level) = match rest.split_once('@') {
            Some((key, level)) => (key, Some(level.parse().ok().and_then(Level::new)?)),
            None => (rest, None),
        };
        let assumed = marked || level.is_none();
        is_key(key).then(|| Self { key: key.to_owned(), level, assumed, statement })
    }
}

/// Tags as they are written, with something between them.
pub fn join(tags: &[Tag], between: &str) -> String {
    let mut text = String::with_capacity(tags.len() * 16);
    for tag in tags {
        if !text.is_empty() {
            text.push_str(between);
        }
        tag.push_to(&mut text);
    }
    text
}

/// What cannot be read as a tag.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TagTextError {
    #[error("a tag is empty")]
    Empty,
    /// A key with other characters than letters, digits and hyphens.
    #[error("`{0}` is not a tag: a key has letters, digits and hyphens")]
    Key(String),
    /// `KEY@` with nothing behind it.
    #[error("`{0}` names no level behind the `@`")]
    Level(String),
}

/// A tag as typed, split but not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagText {
    /// The framework in `framework/KEY`.
    pub framework: Option<String>,
    pub key: String,
    /// The level as typed: number, label or title.
    pub level: Option<String>,
    /// Whether a `?` marked the level as assumed.
    pub assumed: bool,
    /// The statement's number, from 1.
    pub statement: Option<u8>,
}

impl FromStr for TagText {
    type Err = TagTextError;

    fn from_str(text: &str) -> Result<Self, TagTextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TagTextError::Empty);
        }
        let (rest, statement) = match text.rsplit_once('.') {
            Some((rest, n)) => match n.parse::<u8>() {
                Ok(n) if n > 0 => (rest, Some(n)),
                _ => (text, None),
            },
            None => (text, None),
        };
        let (rest, assumed) = match rest.strip_suffix('?') {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let (path, level) = match rest.split_once('@') {
            Some((path, level)) => (path, Some(level.trim())),
            None => (rest, None),
        };
        if level == Some("") {
            return Err(TagTextError::Level(text.to_owned()));
        }
        let (framework, key) = match path.split_once('/') {
            Some((framework, key)) => (Some(framework), key),
            None => (None, path),
        };
        for part in framework.iter().chain([&key]) {
            if !is_key(part) {
                return Err(TagTextError::Key(text.to_owned()));
            }
        }
        Ok(Self {
            framework: framework.map(str::to_owned),
            key: key.to_owned(),
            level: level.map(str::to_owned),
            assumed,
            statement,
        })
    }
}

impl TagText {
    /// The tag as it stands, where no framework knows the key: `None` if the level is no rank. A tag that names no
    /// level has an assumed one.
    pub fn unresolved(self) -> Option<Tag> {
        let level = match self.level {
            Some(level) => Some(level.parse().ok().and_then(Level::new)?),
            None => None,
        };
        let assumed = self.assumed || level.is_none();
        Some(Tag { key: self.key, level, assumed, statement: self.statement })
    }
}

/// Whether a text has the shape of a key: ASCII letters, digits and hyphens, at most 80 of them.
pub fn is_key(text: &str) -> bool {
    !text.is_empty() && text.len() <= 80 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Several tags may stand in one argument, separated by commas.
///
/// # Errors
/// The first part that is no tag.
pub fn split(text: &str) -> Result<Vec<TagText>, TagTextError> {
    text.split(',').map(str::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_typed() {
        for (text, key, level, assumed, statement) in [
            ("CSMG", "CSMG", None, false, None),
            ("csmg@4", "csmg", Some("4"), false, None),
            ("CSMG@4.2", "CSMG", Some("4"), false, Some(2)),
            ("ASUP@4?", "ASUP", Some("4"), true, None),
            ("ASUP?", "ASUP", None, true, None),
            ("impact.2", "impact", None, false, Some(2)),
            ("impact@4?.2", "impact", Some("4"), true, Some(2)),
            (
                "collaboration@Lead Support Engineer",
                "collaboration",
                Some("Lead Support Engineer"),
                false,
                None,
            ),
        ] {
            let tag: TagText = text.parse().unwrap();
            assert_eq!(
                (tag.key.as_str(), tag.level.as_deref(), tag.assumed, tag.statement),
                (key, level, assumed, statement),
                "{text}"
            );
        }
        assert_eq!(
            "engineering/ASUP@3".parse::<TagText>().unwrap().framework.as_deref(),
            Some("engineering")
        );
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in ["", " ", "@4", "ASUP@", "AS UP", "a/b/c", "/x", "é", ".2"] {
            assert!(text.parse::<TagText>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_stored_tag_shows_what_is_assumed() {
        let tag = |level, assumed, statement| Tag {
            key: "ASUP".into(),
            level: Level::new(level),
            assumed,
            statement,
        };
        for (tag, wanted) in [
            (tag(4, false, None), "ASUP@4"),
            (tag(4, true, None), "ASUP@4?"),
            (tag(0, true, None), "ASUP?"),
            (tag(4, false, Some(2)), "ASUP@4.2"),
            (tag(4, true, Some(2)), "ASUP@4?.2"),
        ] {
            assert_eq!(tag.to_string(), wanted);
            assert_eq!(Tag::stored(wanted), Some(tag));
        }
    }
}
