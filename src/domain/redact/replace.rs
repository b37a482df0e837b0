//! Replacing what was found by its alias or mark.

use core::net::Ipv4Addr;
use std::borrow::Cow;
use std::ops::Range;

use super::{MatchKind, Terms, find, host};

/// Something that was hidden.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hidden {
    pub kind: MatchKind,
    pub words: String,
}

/// A text in which nothing that must not be said is found, and what was hidden in it. An alias is never taken apart again:
/// where it would make a name together with its neighbours, these go with it.
pub fn redact<'t>(text: &'t str, terms: &Terms) -> (Cow<'t, str>, Vec<Hidden>) {
    let mut now = Cow::Borrowed(text);
    let mut aliases: Vec<Range<usize>> = Vec::new();
    let mut hidden = Vec::new();
    loop {
        let mut found = find(&now, terms);
        // Each round swallows signs of the text or joins aliases, so there is a last one.
        let is_alias = |range: &Range<usize>| {
            aliases.iter().any(|alias| alias.start <= range.start && range.end <= alias.end)
        };
        found.retain(|found| !is_alias(&found.range));
        if found.is_empty() {
            return (now, hidden);
        }
        let mut next =
            Replacing { source: &now, at: 0, text: String::with_capacity(now.len()), aliases: Vec::new() };
        let mut old = aliases.iter().peekable();
        for found in found {
            let mut range = found.range.clone();
            while let Some(alias) = old.next_if(|alias| alias.start < range.end) {
                if alias.end > range.start {
                    range = range.start.min(alias.start)..range.end.max(alias.end);
                } else {
                    next.keep(alias);
                }
            }
            hidden.push(Hidden { kind: found.kind, words: now[found.range].to_owned() });
            next.replace(&range, terms.replacement(found.kind));
        }
        old.for_each(|alias| next.keep(alias));
        (now, aliases) = next.finish();
    }
}

/// A text that is being written anew from the left, and the aliases in it.
struct Replacing<'t> {
    source: &'t str,
    /// How far the source is written.
    at: usize,
    text: String,
    aliases: Vec<Range<usize>>,
}

impl Replacing<'_> {
    /// Keeps an alias that was written before, unless the last replacement has swallowed it.
    fn keep(&mut self, alias: &Range<usize>) {
        if alias.start >= self.at {
            let moved = |place: usize| self.text.len() + place - self.at;
            self.aliases.push(moved(alias.start)..moved(alias.end));
        }
    }

    fn replace(&mut self, range: &Range<usize>, alias: &str) {
        self.text.push_str(&self.source[self.at..range.start.max(self.at)]);
        let start = self.text.len();
        self.text.push_str(alias);
        self.aliases.push(start..self.text.len());
        self.at = self.at.max(range.end);
    }

    fn finish<'n>(mut self) -> (Cow<'n, str>, Vec<Range<usize>>) {
        self.text.push_str(&self.source[self.at..]);
        (Cow::Owned(self.text), self.aliases)
    }
}

/// Whether an address gives away what must not be said: a listed term in any spelling, a key, an IP address, a machine. It
/// cannot be hidden in part, since it would lead nowhere.
pub(crate) fn is_telling_url(url: &str, terms: &Terms) -> bool {
    let plain = decoded(url);
    let after = plain.split_once("://").map_or(&*plain, |(_, rest)| rest);
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let name = host.split(':').next().unwrap_or_default();
    let by_number = name.parse::<Ipv4Addr>().is_ok() || host.starts_with('[');
    let machine = host::is_machine(name) && !terms.is_public(name);
    let named = !user.is_empty() && user != "git";
    let told = |text: &str| !find(text, terms).is_empty();
    by_number || machine || named || told(url) || (plain != url && told(&plain))
}

/// An address with its `%20` and `+` as what they stand for.
fn decoded(url: &str) -> String {
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = |at: usize| char::from(*rest.get(at)?).to_digit(16);
        match (first, hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = &rest[3..];
            }
            (b'+', ..) => {
                bytes.push(b' ');
                rest = behind;
            }
            (byte, ..) => {
                bytes.push(*byte);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
