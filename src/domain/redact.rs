//! Redaction: what must not leave the journal under its own name, found in a text and hidden in it.
//!
//! **The rule.** What shows the journal to its owner says everything: `list`, `show`, `search`, `history`, `edit`, `recover`,
//! a table on the terminal, and `dump`, which is the backup. Every form that is made to be handed on (`export` in each
//! format, `export --explain`, and `gap` and `next` in any format but the table) shows of a confidential entry its number and
//! what it counts for, and none of its words, unless `--with-confidential` is given; then the form says so in its first
//! lines. Names are hidden in it either way. The `Redactor` holds the words of a journal to this rule, so that no command
//! does it by itself.
//!
//! A listed term reads as its alias, which the journal keeps for ever ([`alias`]). What is found by its look
//! ([`SecretKind`]) reads as that alone, `[host]`: a command that reads gives nobody a name. A finder that cannot be sure
//! says nothing, since a false alarm makes people look away from the true ones.

mod address;
pub mod alias;
mod alias_index;
mod assignment;
mod host;
mod key;
pub(crate) mod names;
mod number;
mod ordinary;
mod redactor;
mod replace;
mod scan;
pub mod shingle_index;
mod spelling;
mod terms;
#[cfg(test)]
mod tests;
mod token;
mod word_lists;

use std::ops::Range;

pub(crate) use alias_index::AliasIndex;
pub(crate) use ordinary::OrdinaryWords;
pub(crate) use redactor::{HiddenKind, HiddenName, Redaction, RedactionLog, Redactor};
pub(crate) use replace::is_telling_url;
pub use replace::{Hidden, redact};
pub(crate) use spelling::fuller;
pub use terms::{Term, Terms};

/// What a listed term is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    Customer,
    Person,
    Host,
    Project,
    Other,
    /// Nothing that must be hidden: somebody has looked at it.
    Public,
}

impl TermKind {
    pub const ALL: [Self; 6] =
        [Self::Customer, Self::Person, Self::Host, Self::Project, Self::Other, Self::Public];

    /// The word that is typed and stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Person => "person",
            Self::Host => "host",
            Self::Project => "project",
            Self::Other => "other",
            Self::Public => "public",
        }
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What is known by its pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecretKind {
    Email,
    /// An IPv4 or IPv6 address.
    Ip,
    /// A machine by its name.
    Host,
    /// A password, a token, a private key.
    Key,
    Phone,
    Iban,
    /// The number of a payment card.
    Card,
}

impl SecretKind {
    pub const ALL: [Self; 7] =
        [Self::Email, Self::Ip, Self::Host, Self::Key, Self::Phone, Self::Iban, Self::Card];

    /// What stands in its place.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Email => "[e-mail address]",
            Self::Ip => "[IP address]",
            Self::Host => "[host]",
            Self::Key => "[key]",
            Self::Phone => "[phone number]",
            Self::Iban => "[IBAN]",
            Self::Card => "[card number]",
        }
    }
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// A listed term, by its number in the [`Terms`].
    Term(usize),
    Secret(SecretKind),
}

/// Something that must not be said, in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub range: Range<usize>,
    pub kind: MatchKind,
}

/// Finds what must not be said, from the left; nothing overlaps.
pub fn find(text: &str, terms: &Terms) -> Vec<Match> {
    let mut found = terms.find(text);
    let has = Signs::of(text);
    let mut patterns: Vec<(Range<usize>, SecretKind)> = Vec::new();
    if has.assignment || has.long || has.dashes {
        patterns.extend(key::find(text).into_iter().map(|range| (range, SecretKind::Key)));
    }
    if has.at {
        patterns.extend(address::emails(text).into_iter().map(|range| (range, SecretKind::Email)));
    }
    if has.digits > 0 && (has.dot || has.assignment) {
        patterns.extend(address::ips(text).into_iter().map(|range| (range, SecretKind::Ip)));
    }
    if has.digits > 0 || has.dot {
        patterns.extend(host::find(text).into_iter().map(|range| (range, SecretKind::Host)));
    }
    if has.digits >= number::FEWEST {
        patterns.extend(number::find(text));
    }
    let patterns = patterns.into_iter().filter(|(range, _)| !terms.is_public(&text[range.clone()]));
    found.extend(patterns.map(|(range, kind)| Match { range, kind: MatchKind::Secret(kind) }));
    merged(found)
}

/// Which signs a text has without which a finder finds nothing: most texts of a journal have none, and a document of a
/// whole journal looks at all of them.
#[derive(Default)]
struct Signs {
    at: bool,
    digits: usize,
    /// A dot inside a word.
    dot: bool,
    /// `=` or `:`.
    assignment: bool,
    /// Two hyphens in a row.
    dashes: bool,
    /// A run of signs that is as long as the shortest key.
    long: bool,
}

impl Signs {
    fn of(text: &str) -> Self {
        let mut signs = Self::default();
        let (mut run, mut last) = (0, b' ');
        for byte in text.bytes() {
            match byte {
                b'@' => signs.at = true,
                b'0'..=b'9' => signs.digits += 1,
                b'=' | b':' => signs.assignment = true,
                b'-' if last == b'-' => signs.dashes = true,
                _ => {}
            }
            signs.dot |= last == b'.' && byte.is_ascii_alphanumeric();
            run = if key::is_sign(byte) { run + 1 } else { 0 };
            signs.long |= run >= key::SHORTEST;
            last = byte;
        }
        signs
    }
}

/// What overlaps becomes one, named by its longest part; of equal ones the term names it.
fn merged(mut found: Vec<Match>) -> Vec<Match> {
    found.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end), found.kind));
    let mut merged: Vec<(Match, usize)> = Vec::with_capacity(found.len());
    for next in found {
        let long = next.range.len();
        match merged.last_mut() {
            Some((last, longest)) if next.range.start < last.range.end => {
                last.range.end = last.range.end.max(next.range.end);
                if long > *longest {
                    last.kind = next.kind;
                    *longest = long;
                }
            }
            _ => merged.push((next, long)),
        }
    }
    merged.into_iter().map(|(found, _)| found).collect()
}
