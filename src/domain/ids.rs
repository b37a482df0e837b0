//! Names of things: levels, entry numbers, entry uids, and how a person refers to an entry.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

/// A level of a framework, by its rank. SFIA's run from 1 (follow) to 7 (set strategy); a company's ladder may
/// have more, so ranks from 1 to [`Level::MAX`] are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Level(u8);

impl Level {
    /// The highest rank that any framework may use.
    pub const MAX: u8 = 30;

    /// A level from its rank, or `None` where the rank is outside 1 to [`Level::MAX`].
    pub fn new(rank: u8) -> Option<Self> {
        (1..=Self::MAX).contains(&rank).then_some(Self(rank))
    }

    /// A level whose rank is known to be one; anything else is taken for the nearest.
    pub const fn known(rank: u8) -> Self {
        match rank {
            0 => Self(1),
            rank if rank > Self::MAX => Self(Self::MAX),
            rank => Self(rank),
        }
    }

    pub fn get(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The short number of an entry: given once, never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EntryNo(pub u32);

impl fmt::Display for EntryNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The UUID that names an entry for machines, in every journal it is ever imported into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid([u8; 16]);

impl Uid {
    /// A uid from its 16 bytes, in network order.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its 16 bytes, in network order.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut text = [b'-'; 36];
        let mut at = 0;
        for (i, byte) in self.0.iter().enumerate() {
            if matches!(i, 4 | 6 | 8 | 10) {
                at += 1;
            }
            text[at] = HEX[usize::from(byte >> 4)];
            text[at + 1] = HEX[usize::from(byte & 15)];
            at += 2;
        }
        f.pad(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl Serialize for Uid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What cannot be read as an entry id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IdError {
    /// Not a number, `@N` or UUID.
    #[error("`{0}` is not an entry id")]
    NotAnId(String),
}

impl FromStr for Uid {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError::NotAnId(text.to_owned());
        if text.len() != 36 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut bytes = [0u8; 16];
        let mut digits = 0usize;
        for (i, c) in text.chars().enumerate() {
            if matches!(i, 8 | 13 | 18 | 23) {
                if c != '-' {
                    return Err(wrong());
                }
                continue;
            }
            let digit = c.to_digit(16).ok_or_else(wrong)?;
            bytes[digits / 2] = (bytes[digits / 2] << 4) | u8::try_from(digit).map_err(|_| wrong())?;
            digits += 1;
        }
        Ok(Self(bytes))
    }
}

/// How a person refers to an entry: `12`, `@1` (the newest), or the uid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryRef {
    No(EntryNo),
    /// `@1` is the entry added last, `@2` the one before.
    Newest(u32),
    Uid(Uid),
}

impl fmt::Display for EntryRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::No(no) => no.fmt(f),
            Self::Newest(n) => write!(f, "@{n}"),
            Self::Uid(uid) => uid.fmt(f),
        }
    }
}

impl FromStr for EntryRef {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError::NotAnId(text.to_owned());
        if let Some(rank) = text.strip_prefix('@') {
            return match rank.parse() {
                Ok(n) if n > 0 => Ok(Self::Newest(n)),
                _ => Err(wrong()),
            };
        }
        match text.parse() {
            Ok(no) if no > 0 => Ok(Self::No(EntryNo(no))),
            _ => text.parse().map(Self::Uid),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uid_reads_back_what_it_writes() {
        let text = "0197c2f4-5d1e-7abc-9def-0123456789ab";
        let uid: Uid = text.parse().unwrap();
        assert_eq!(uid.to_string(), text);
        assert_eq!(text.to_uppercase().parse::<Uid>().unwrap(), uid);
    }

    #[test]
    fn references_are_numbers_ranks_or_uids() {
        for (text, wanted) in [
            ("12", Some(EntryRef::No(EntryNo(12)))),
            ("@1", Some(EntryRef::Newest(1))),
            ("@0", None),
            ("0", None),
            ("-1", None),
            ("12x", None),
            ("", None),
            ("0197c2f4-5d1e-7abc-9def-0123456789a", None),
            ("0197c2f4x5d1e-7abc-9def-0123456789ab", None),
        ] {
            assert_eq!(text.parse::<EntryRef>().ok(), wanted, "{text}");
        }
    }
}
