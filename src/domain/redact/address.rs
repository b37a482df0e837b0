//! E-mail and IP addresses in a text.

use core::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::host::is_file;
use super::number::WORDS;
use super::scan::{Walk, before, behind, runs};

/// Whether names of people are written with a letter: those of scripts that part their words, also as two signs.
fn is_letter(c: char) -> bool {
    let parted = matches!(c, '\u{aa}'..='\u{58f}' | '\u{1e00}'..='\u{1fff}');
    c.is_ascii_alphanumeric() || is_mark(c) || (parted && c.is_alphabetic())
}

/// An accent that stands behind its letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Where e-mail addresses stand.
pub(super) fn emails(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut walk = Walk::new(text, char::is_whitespace);
    for (at, _) in text.match_indices('@') {
        let is_local = |c: char| is_letter(c) || "._%+-".contains(c);
        let is_domain = |c: char| is_letter(c) || ".-".contains(c);
        let from = found.last().map_or(0, |last| last.end);
        let Some(head) = text.get(from..at) else { continue };
        let local = &head[head.trim_end_matches(is_local).len()..];
        let local = local.trim_start_matches(['.', '-', '+', '%']);
        let tail = &text[at + 1..];
        let domain = &tail[..tail.len() - tail.trim_start_matches(is_domain).len()];
        let domain = domain.trim_end_matches(['.', '-']);
        let labels: Vec<&str> = domain.split('.').collect();
        let ending = labels.last().copied().unwrap_or_default();
        let is_name = (2..=24).contains(&ending.chars().count())
            && ending.chars().all(|c| c.is_alphabetic() || is_mark(c));
        let whole = labels.len() > 1 && labels.iter().all(|label| !label.is_empty()) && is_name;
        // `git@host:group/project` is where code lives, `logo@2x.png` is a picture.
        let is_remote = behind(text, at + 1 + domain.len()) == Some(':') && local == "git";
        let is_picture = is_file(ending) && domain.starts_with(|c: char| c.is_ascii_digit());
        // `scheme://name:password@host` is a key and a host.
        let start = at - local.len();
        let is_password = walk.has_scheme(start) && text[..start].ends_with(':');
        if whole && !local.is_empty() && !is_remote && !is_picture && !is_password {
            found.push(start..at + 1 + domain.len());
        }
    }
    found
}

/// Where IP addresses stand.
pub(super) fn ips(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for run in runs(text, |byte| byte.is_ascii_hexdigit() || byte == b'.' || byte == b':') {
        let piece = &text[run.clone()];
        let bare = piece.trim_end_matches(['.', ':']);
        let glued = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if glued(before(text, run.start)) || (bare.len() == piece.len() && glued(behind(text, run.end))) {
            continue;
        }
        let end = run.start + bare.len();
        if is_ipv6(bare) {
            found.push(run.start..end);
            continue;
        }
        // Behind a port there may be the next address, as in `-L 8080:10.0.0.7:80`.
        let (mut start, mut follows) = (run.start, true);
        for part in bare.split(':') {
            let four = start..start + part.len();
            start = four.end + 1;
            let is_address = follows && part.contains('.') && is_ipv4(text, &four);
            follows = follows && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            found.extend(is_address.then_some(four));
        }
    }
    found
}

/// Whether four numbers are an address: never where they look like a version, always where something says so.
fn is_ipv4(text: &str, range: &Range<usize>) -> bool {
    let Ok(address) = text[range.clone()].parse::<Ipv4Addr>() else { return false };
    // What every machine calls itself and the masks say nothing of anybody.
    if address.is_loopback() || address.is_unspecified() || address.octets()[0] == 255 {
        return false;
    }
    let (left, right) = (before(text, range.start), behind(text, range.end));
    let word = word_before(text, range.start);
    let versioned = left.is_some_and(|c| "-_.@".contains(c)) || WORDS.has("versions", &word);
    let named = left == Some('/') && before(text, range.start - 1).is_some_and(char::is_alphanumeric);
    let goes_on = right.is_some_and(|c| "-+_".contains(c));
    if versioned || named || goes_on {
        return false;
    }
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let told = WORDS.has("addresses", &word);
    let port = matches!(right, Some(':' | '/')) && is_digit(behind(text, range.end + 1));
    let octets = address.octets();
    let special =
        address.is_private() || address.is_link_local() || (octets[0] == 100 && octets[1] & 0xc0 == 64);
    let large = octets.iter().any(|octet| *octet >= 100)
        || (octets[0] >= 30 && octets[1..].iter().any(|octet| *octet >= 10));
    told || port || special || (large && !is_measured(text, range.end))
}

/// Whether a unit stands behind four numbers, as behind the percentiles `120.45.30.10 ms`.
fn is_measured(text: &str, at: usize) -> bool {
    let rest = text[at..].strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or_default();
    let word =
        &rest[..rest.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(rest.len(), |(at, _)| at)];
    rest.starts_with(['%', '\u{20ac}', '$']) || WORDS.has("units", word)
}

/// Whether it is an address, not a time or a path of code.
fn is_ipv6(text: &str) -> bool {
    let Ok(address) = text.parse::<Ipv6Addr>() else { return false };
    let groups: Vec<&str> = text.split(':').filter(|group| !group.is_empty()).collect();
    let wide = groups.first().is_some_and(|group| group.len() == 4);
    // Eight short groups are a WWN, or numbers.
    let full = groups.len() == 8 && groups.iter().any(|group| group.len() > 2);
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    !address.is_loopback() && digits && (full || (wide && groups.len() >= 2))
}

/// The word before a place, with at most a sign and a space between.
fn word_before(text: &str, at: usize) -> String {
    let start = text[..at].char_indices().rev().nth(32).map_or(0, |(at, _)| at);
    let rest = text[start..at].trim_end_matches([' ', ':', '=', '(', '`', '"', '\u{201c}']);
    let word = rest.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.to_lowercase()
}
