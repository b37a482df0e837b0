//! Hiding what was found.

use core::net::Ipv4Addr;
use std::borrow::Cow;
use std::ops::Range;

use super::{MatchKind, Terms, find, host};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hidden {
    pub what: MatchKind,
    pub words: String,
}

/// A text in which nothing that must not be said is found, and what was hidden in it. What stands in a name's place is
/// never taken apart again: where it would make a name together with its neighbours, these go with it.
pub fn hide<'t>(text: &'t str, terms: &Terms) -> (Cow<'t, str>, Vec<Hidden>) {
    let mut now = Cow::Borrowed(text);
    let mut written: Vec<Range<usize>> = Vec::new();
    let mut hidden = Vec::new();
    loop {
        let mut found = find(&now, terms);
        // Each round swallows signs of the text or joins what was written, so there is a last one.
        found.retain(|found| {
            !written.iter().any(|own| own.start <= found.range.start && found.range.end <= own.end)
        });
        if found.is_empty() {
            return (now, hidden);
        }
        let mut next = String::with_capacity(now.len());
        let mut kept: Vec<Range<usize>> = Vec::with_capacity(written.len() + found.len());
        let mut at = 0;
        let mut old = written.iter().peekable();
        for found in found {
            let mut range = found.range.clone();
            while let Some(own) = old.next_if(|own| own.start < range.end) {
                if own.end > range.start {
                    range = range.start.min(own.start)..range.end.max(own.end);
                } else if own.start >= at {
                    kept.push(next.len() + own.start - at..next.len() + own.end - at);
                }
            }
            // What the one before has swallowed already.
            let start = range.start.max(at);
            hidden.push(Hidden { what: found.what, words: now[found.range].to_owned() });
            next.push_str(&now[at..start]);
            let from = next.len();
            next.push_str(terms.instead(found.what));
            kept.push(from..next.len());
            at = range.end.max(at);
        }
        for own in old.filter(|own| own.start >= at) {
            kept.push(next.len() + own.start - at..next.len() + own.end - at);
        }
        next.push_str(&now[at..]);
        written = kept;
        now = Cow::Owned(next);
    }
}

/// Whether an address gives away what must not be said: a listed term in any spelling, a key, an IP address, a machine. It
/// cannot be hidden in part, since it would lead nowhere.
pub fn is_telling_url(url: &str, terms: &Terms) -> bool {
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
