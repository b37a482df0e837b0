//! The marks in a file: where they are, what they say, and what is wrong with them.

use std::fmt::Write as _;

use thiserror::Error;

use super::comments::{Comment, comments};
use super::hash::{BLOCK, LINE, is_hash};
use super::items::{EntryRuns, Runs, hash_of, items, run, runs};

/// The version of the marks that is written.
pub(super) const VERSION: u32 = 1;

/// What is wrong with a file's marks.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {fault}")]
pub struct MarkError {
    /// The line, from 1.
    pub line: usize,
    /// What it is.
    pub fault: MarkFault,
}

/// Sorts of [`MarkError`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MarkFault {
    /// It has no head.
    #[error("the mark `promo:document` is missing")]
    NoHead,
    #[error("a second mark `promo:document`")]
    SecondHead,
    #[error("this mark stands before the mark `promo:document`, which comes first")]
    BeforeHead,
    /// The head is of marks to come.
    #[error("the marks are of version {0}, written by a newer promo")]
    Newer(u32),
    #[error("the mark `promo:document` does not name its template and version")]
    BadHead,
    #[error("the mark of `{id}` stands here again; the first is in line {first}")]
    Twice { id: String, first: usize },
    #[error("the mark has no id of `a-z0-9-`")]
    BadId,
    #[error("`{0}` in the mark is no hash that promo wrote")]
    BadHash(String),
    #[error("no mark is called `{0}`")]
    Unknown(String),
    /// No `-->`.
    #[error("this comment is never closed")]
    Unclosed,
    #[error("this comment is not closed before the next mark")]
    Swallows,
    #[error("this code fence is not closed before the next mark")]
    Fenced,
    #[error("two versions of the file meet here (a conflict mark)")]
    Conflict,
}

/// What is remembered of a line as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordedLine {
    pub(super) hash: String,
    pub(super) entries: Runs,
}

/// What is remembered of a block as it was written; nothing, where the mark is bare.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RecordedBlock {
    pub(super) hash: Option<String>,
    pub(super) lines: Vec<RecordedLine>,
}

impl RecordedBlock {
    /// That of a text.
    pub(super) fn of(text: &str) -> Self {
        let items = items(text);
        let line = |item: &super::items::BlockItem| RecordedLine {
            hash: item.hash.clone(),
            entries: item.entries.clone(),
        };
        Self { hash: Some(hash_of(&items)), lines: items.iter().map(line).collect() }
    }

    pub(super) fn hashes(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| line.hash.as_str())
    }

    /// The entries of its bullets.
    pub(super) fn known(&self) -> EntryRuns {
        EntryRuns::of(self.lines.iter().flat_map(|line| &line.entries).copied())
    }

    /// The words of a mark.
    fn read(words: &[&str]) -> Result<Self, MarkFault> {
        let Some((hash, lines)) = words.split_first() else { return Ok(Self::default()) };
        let bad = |word: &str| MarkFault::BadHash(word.to_owned());
        if !is_hash(hash, BLOCK) {
            return Err(bad(hash));
        }
        let line = |word: &&str| {
            let (hash, entries) =
                word.split_once(':').map_or((*word, None), |(hash, list)| (hash, Some(list)));
            let entries = entries.map_or(Some(Runs::new()), runs);
            match (is_hash(hash, LINE), entries) {
                (true, Some(entries)) => Ok(RecordedLine { hash: hash.to_owned(), entries }),
                _ => Err(bad(word)),
            }
        };
        let lines = lines.iter().map(line).collect::<Result<_, _>>()?;
        Ok(Self { hash: Some((*hash).to_owned()), lines })
    }
}

/// The mark of a block.
pub(super) fn block(id: &str, base: &RecordedBlock) -> String {
    let mut mark = format!("<!-- promo:block {id}");
    if let Some(hash) = &base.hash {
        mark.push(' ');
        mark.push_str(hash);
    }
    for line in &base.lines {
        mark.push(' ');
        mark.push_str(&line.hash);
        let entries: Vec<String> = line.entries.iter().map(run).collect();
        if !entries.is_empty() {
            mark.push(':');
            mark.push_str(&entries.join(","));
        }
    }
    mark.push_str(" -->");
    mark
}

/// The mark where a row of blocks ends.
pub(super) const END: &str = "<!-- promo:end -->";

/// A block as the head lists it: the hash of its id, and whether the person deleted it and was told so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListedBlock {
    pub(super) hash: String,
    pub(super) deleted: bool,
}

/// The mark at the head.
pub(super) fn head(template: &str, listed: &[ListedBlock], newline: &str) -> String {
    let word = |listed: &ListedBlock| format!("{}{}", if listed.deleted { "!" } else { "" }, listed.hash);
    let lines = listed.chunks(16).map(|row| row.iter().map(word).collect::<Vec<_>>().join(" "));
    let lines: String = lines.map(|line| format!("{newline}{line}")).collect();
    format!("<!-- promo:document {} {VERSION}{lines} -->", encoded(template))
}

/// A template's name as one word that ends no comment.
fn encoded(name: &str) -> String {
    let mut word = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'/' | b';' | b'=' => {
                word.push(char::from(byte))
            }
            b'-' if !word.ends_with('-') && !word.is_empty() => word.push('-'),
            _ => {
                let _ = write!(word, "%{byte:02x}");
            }
        }
    }
    word
}

fn decoded(word: &str) -> Option<String> {
    let (mut bytes, mut rest) = (Vec::new(), word.as_bytes());
    while let Some((byte, after)) = rest.split_first() {
        if *byte == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[derive(Debug)]
pub(super) enum MarkContent {
    Head { template: String, listed: Vec<ListedBlock> },
    Block { id: String, base: RecordedBlock },
    End,
}

#[derive(Debug)]
pub(super) struct Mark {
    /// Where it begins, with the white space before it on its line.
    pub(super) start: usize,
    pub(super) end: usize,
    /// How much of the start is white space.
    pub(super) indent: usize,
    pub(super) line: usize,
    pub(super) says: MarkContent,
}

/// The highest number that a block can have that was added beside another.
pub(super) const HIGHEST: u32 = 999_999_999;

/// The number of a block that was added beside another.
pub(super) fn number(id: &str) -> Option<u32> {
    let (_, number) = id.split_once('+')?;
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    number.parse().ok().filter(|number| is_plain && (2..=HIGHEST).contains(number))
}

fn is_id(id: &str) -> bool {
    let name = id.split_once('+').map_or(id, |(name, _)| name);
    let part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    name.split('/').all(part) && (name == id || number(id).is_some())
}

pub(super) fn marks(text: &str) -> Result<Vec<Mark>, MarkError> {
    let mut marks = Vec::new();
    for Comment { inside, open, start, end, line, .. } in comments(text)? {
        let words: Vec<&str> = inside.split_whitespace().collect();
        let Some(sort) = words.first().and_then(|word| word.strip_prefix("promo:")) else { continue };
        let says = read(sort, &words[1..]).map_err(|fault| MarkError { line, fault })?;
        marks.push(Mark { start, end, indent: open - start, line, says });
    }
    Ok(marks)
}

fn read(sort: &str, words: &[&str]) -> Result<MarkContent, MarkFault> {
    match sort {
        "end" => Ok(MarkContent::End),
        "block" => {
            let Some((id, words)) = words.split_first().filter(|(id, _)| is_id(id)) else {
                return Err(MarkFault::BadId);
            };
            Ok(MarkContent::Block { id: (*id).to_owned(), base: RecordedBlock::read(words)? })
        }
        "document" => {
            let [template, version, listed @ ..] = words else { return Err(MarkFault::BadHead) };
            let (Some(template), Ok(version)) = (decoded(template), version.parse::<u32>()) else {
                return Err(MarkFault::BadHead);
            };
            if version > VERSION {
                return Err(MarkFault::Newer(version));
            }
            let one = |word: &&str| {
                let hash = word.strip_prefix('!').unwrap_or(word);
                let listed = ListedBlock { hash: hash.to_owned(), deleted: word.starts_with('!') };
                is_hash(hash, LINE).then_some(listed).ok_or_else(|| MarkFault::BadHash((*word).to_owned()))
            };
            Ok(MarkContent::Head { template, listed: listed.iter().map(one).collect::<Result<_, _>>()? })
        }
        other => Err(MarkFault::Unknown(format!("promo:{other}"))),
    }
}
