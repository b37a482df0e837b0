//! JSON Lines: one entry a line, in the shape of [`crate::wire`]. A bad line is `path:line: why`.
//!
//! A line without a uid is known by the hash of what it says and its ordinal among equal lines. That hash is put into a
//! UUIDv7 whose time is the entry's day, so the same file read twice names the same entries.

use std::io::{self, BufRead, Write};

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::domain::entry::MAX_BYTES;
use crate::domain::ids::Uid;
use crate::wire::{EntryIn, EntryRow};

/// The most bytes of one line: an entry at its limit, with every byte escaped.
pub const MAX_LINE: usize = MAX_BYTES * 6 + (1 << 16);

/// Writes entries as lines, each put together before it goes out.
#[derive(Debug, Default)]
pub struct Writer {
    line: Vec<u8>,
}

impl Writer {
    pub fn write(&mut self, to: &mut impl Write, entry: &EntryRow<'_>) -> io::Result<()> {
        self.line.clear();
        entry.write(&mut self.line)?;
        self.line.push(b'\n');
        to.write_all(&self.line)
    }
}

#[derive(Debug, Error)]
pub enum LineError {
    #[error("{path}:{line}: it cannot be read")]
    Io {
        path: String,
        /// The line, from 1.
        line: usize,
        source: io::Error,
    },
    /// The line is not what it should be.
    #[error("{path}:{line}: {why}")]
    Bad {
        path: String,
        /// The line, from 1.
        line: usize,
        why: String,
    },
}

/// Reads lines one at a time, holding one.
#[derive(Debug)]
pub struct JsonLines<R> {
    input: R,
    path: String,
    line: usize,
    buffer: Vec<u8>,
}

impl<R: BufRead> JsonLines<R> {
    /// Lines of a stream that errors call `path`.
    pub fn new(input: R, path: impl Into<String>) -> Self {
        Self { input, path: path.into(), line: 0, buffer: Vec::new() }
    }

    /// An error about the line read last.
    pub fn wrong(&self, why: impl Into<String>) -> LineError {
        LineError::Bad { path: self.path.clone(), line: self.line, why: why.into() }
    }

    /// Moves to the next line that is not blank; `false` at the end.
    ///
    /// # Errors
    /// A stream that fails; a line that is too long, not UTF-8, or holds a NUL.
    pub fn advance(&mut self) -> Result<bool, LineError> {
        loop {
            self.buffer.clear();
            self.line += 1;
            let most = u64::try_from(MAX_LINE + 1).unwrap_or(u64::MAX);
            let read = io::Read::take(&mut self.input, most).read_until(b'\n', &mut self.buffer);
            if let Err(source) = read {
                return Err(LineError::Io { path: self.path.clone(), line: self.line, source });
            }
            if self.buffer.is_empty() {
                return Ok(false);
            }
            if self.buffer.len() > MAX_LINE {
                return Err(self.wrong("the line is longer than an entry can be (1 MiB of text)"));
            }
            if self.line == 1 {
                if self.buffer.starts_with(&[0xff, 0xfe]) || self.buffer.starts_with(&[0xfe, 0xff]) {
                    return Err(self.wrong("the file is UTF-16; convert it to UTF-8 first"));
                }
                if self.buffer.starts_with(b"\xef\xbb\xbf") {
                    self.buffer.drain(..3);
                }
            }
            if let Some(at) = self.buffer.iter().position(|byte| *byte == 0) {
                return Err(self.wrong(format!("a NUL at byte {}", at + 1)));
            }
            if let Err(error) = std::str::from_utf8(&self.buffer) {
                return Err(self.wrong(format!("not UTF-8 at byte {}", error.valid_up_to() + 1)));
            }
            if !self.buffer.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
    }

    /// The line read last, as an entry.
    pub fn entry(&self) -> Result<EntryIn, LineError> {
        // An array or a bare word would be told by what serde makes of it.
        if !self.buffer.trim_ascii_start().starts_with(b"{") {
            return Err(self.wrong("this is no JSON object; an entry is {\"title\": \"…\"}, one a line"));
        }
        serde_json::from_slice(&self.buffer).map_err(|error| {
            let (column, why) = (error.column(), plain(&error.to_string()));
            match error.is_syntax() || error.is_eof() {
                true if error.is_eof() => self.wrong(format!("this is not JSON ({why})")),
                true => self.wrong(format!("column {column}: this is not JSON ({why})")),
                false => self.wrong(format!("column {column}: {why}")),
            }
        })
    }
}

/// What serde_json says, in the words of JSON and without its "at line 1 column N", which would contradict the line in front.
fn plain(why: &str) -> String {
    let why = why.rsplit_once(" at line ").map_or(why, |(why, _)| why);
    if let Some((found, wanted)) =
        why.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        let wanted = match wanted {
            "a sequence" => "a list",
            "a boolean" => "true or false",
            "u32" | "u64" => "a whole number",
            wanted => wanted,
        };
        let found = match found.split_once(' ') {
            Some(("integer" | "floating", rest)) => format!("number {}", rest.trim_start_matches("point ")),
            Some(("boolean", rest)) => rest.to_owned(),
            _ => found.replace("sequence", "list").replace("map", "object"),
        };
        return format!("{wanted} belongs here, not {found}");
    }
    match why.split_once("EOF while parsing ") {
        Some((_, "a string")) => "it ends within a string".to_owned(),
        Some((_, "a list")) => "it ends within a list".to_owned(),
        Some(_) => "it ends within an object".to_owned(),
        None => why
            .replace("expected ident", "a word that is none of its own")
            .replace("duplicate field", "twice the key")
            .replace("unknown field", "unknown key")
            .replace("missing field", "missing key"),
    }
}

/// What names a line without a uid: its day, the hash of what it says, and its ordinal among equal lines.
#[derive(Debug, Clone)]
pub struct LineHash {
    hash: Sha256,
    /// Unix time of the day's start in milliseconds.
    millis: u64,
}

/// The texts that have always been hashed; a field that came later is hashed where a line has it, so that older lines keep
/// their names.
const ALWAYS_HASHED: [&str; 7] = ["context", "did", "result", "note", "project", "part", "replaces"];

impl LineHash {
    pub fn of(entry: &EntryIn) -> Self {
        let mut hash = Sha256::new();
        let mut text = |text: Option<&str>| {
            // A length in front of each text keeps two texts from running into one.
            hash.update(text.map_or(u64::MAX, |text| text.len() as u64).to_be_bytes());
            hash.update(text.unwrap_or_default());
        };
        text(entry.date.as_deref());
        text(Some(&entry.title));
        for (_, value) in entry.texts().filter(|(name, _)| ALWAYS_HASHED.contains(name)) {
            text(value);
        }
        for tag in &entry.tags {
            text(Some(tag));
        }
        text(None);
        for link in &entry.links {
            text(Some(&link.url));
            text(link.label.as_deref());
        }
        text(None);
        text(entry.source.as_deref());
        text(Some(if entry.confidential { "confidential" } else { "" }));
        for (name, value) in entry.texts().filter(|(name, _)| !ALWAYS_HASHED.contains(name)) {
            if value.is_some() {
                text(Some(name));
                text(value);
            }
        }
        let day: Option<chrono::NaiveDate> = entry.date.as_deref().and_then(|date| date.parse().ok());
        let midnight = day.and_then(|day| day.and_hms_opt(0, 0, 0));
        let millis = midnight.map(|midnight| midnight.and_utc().timestamp_millis()).unwrap_or_default();
        Self { hash, millis: u64::try_from(millis).unwrap_or_default() }
    }

    /// The uid of the n-th of equal lines, from 0.
    pub fn uid(&self, ordinal: u32) -> Uid {
        let mut hash = self.hash.clone();
        hash.update(ordinal.to_be_bytes());
        let mut random = [0u8; 10];
        random.copy_from_slice(&hash.finalize()[..10]);
        let uid = uuid::Builder::from_unix_timestamp_millis(self.millis, &random).into_uuid();
        Uid::from_bytes(uid.into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> JsonLines<&[u8]> {
        JsonLines::new(text, "f.jsonl")
    }

    #[test]
    fn a_title_is_all_that_is_required() {
        let mut lines = lines(b"\xef\xbb\xbf\r\n{\"title\":\"One\"}\r\n\n");
        assert!(lines.advance().unwrap());
        assert_eq!(lines.entry().unwrap().title, "One");
        assert!(!lines.advance().unwrap());
    }

    #[test]
    fn a_bad_line_is_named() {
        for (text, wanted) in [
            (
                &b"{\"title\":\"One\",\"oops\":1}"[..],
                "f.jsonl:1: column 21: unknown key `oops`, expected one of",
            ),
            (b"{\"did\":\"x\"}", "f.jsonl:1: column 11: missing key `title`"),
            (b"\nnull", "f.jsonl:2: this is no JSON object"),
            (b"[\"a\"]", "f.jsonl:1: this is no JSON object"),
            (b"{\"title\":5}", "f.jsonl:1: column 10: a string belongs here, not number `5`"),
            (b"{\"title\":null}", "f.jsonl:1: column 13: a string belongs here, not null"),
            (
                b"{\"title\":\"x\",\"tags\":\"A\"}",
                "f.jsonl:1: column 23: a list belongs here, not string \"A\"",
            ),
            (
                b"{\"title\":\"x\",\"id\":\"1\"}",
                "f.jsonl:1: column 21: a whole number belongs here, not string \"1\"",
            ),
            (b"{\"title\":\"x\",\"tags\":[\"A\"", "f.jsonl:1: this is not JSON (it ends within a list)"),
            (b"{\"title\":\"x\",\"title\":\"x\"}", "f.jsonl:1: column 20: twice the key `title`"),
            (b"{\"title\":\"a\0\"}", "f.jsonl:1: a NUL at byte 12"),
            (b"{\"title\":\"\xff\"}", "f.jsonl:1: not UTF-8 at byte 11"),
            (b"\xff\xfe{\0", "f.jsonl:1: the file is UTF-16"),
        ] {
            let mut lines = lines(text);
            let error = lines.advance().and_then(|_| lines.entry().map(|_| ())).unwrap_err().to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
    }

    #[test]
    fn a_line_without_end_is_refused_before_it_is_read_whole() {
        let error = lines(&vec![b'x'; MAX_LINE + 10]).advance().unwrap_err();
        assert!(error.to_string().starts_with("f.jsonl:1: the line is longer"));
    }

    #[test]
    fn equal_lines_get_equal_uids_and_ordinals_tell_them_apart() {
        let entry = |text: &'static str| serde_json::from_str::<EntryIn>(text).unwrap();
        let one = entry("{\"title\":\"One\",\"date\":\"2026-11-20\",\"tags\":[\"A\",\"B\"]}");
        let same = entry("{\"tags\":[\"A\",\"B\"],\"date\":\"2026-11-20\",\"title\":\"One\"}");
        let other = entry("{\"title\":\"One\",\"date\":\"2026-11-20\",\"tags\":[\"AB\"]}");
        assert_eq!(LineHash::of(&one).uid(0), LineHash::of(&same).uid(0));
        assert_ne!(LineHash::of(&one).uid(0), LineHash::of(&one).uid(1));
        assert_ne!(LineHash::of(&one).uid(0), LineHash::of(&other).uid(0));
        let uid = LineHash::of(&one).uid(0).to_string();
        assert_eq!(&uid[14..15], "7", "{uid}");
        assert!(uid.starts_with("01a1"), "{uid}");
    }
}
