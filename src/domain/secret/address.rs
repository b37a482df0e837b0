//! E-mail and IP addresses in a text.

use core::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::host::is_file;

/// The runs of a text whose bytes are all of a sort.
pub(super) fn runs(text: &str, of: impl Fn(u8) -> bool) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().enumerate() {
        match (of(byte), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|from| from..text.len()));
    runs
}

/// What stands right before a place.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// What stands right behind a place.
pub(super) fn behind(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The word before a place, with at most a sign and a space between.
pub(super) fn word_before(text: &str, at: usize) -> String {
    let start = text[..at].char_indices().rev().nth(32).map_or(0, |(at, _)| at);
    let rest = text[start..at].trim_end_matches([' ', ':', '=', '(', '`', '"', '\u{201c}']);
    let word = rest.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.to_lowercase()
}

/// Where e-mail addresses stand.
pub(super) fn emails(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // How far the text was read, and whether the word that it ends in there has a `://`.
    let (mut read, mut has_scheme) = (0, false);
    for (at, _) in text.match_indices('@') {
        let is_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
        let is_domain = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
        let from = found.last().map_or(0, |last| last.end);
        let Some(head) = text.get(from..at) else { continue };
        let local = &head[head.trim_end_matches(is_local).len()..];
        let local = local.trim_start_matches(['.', '-', '+', '%']);
        let tail = &text[at + 1..];
        let domain = &tail[..tail.len() - tail.trim_start_matches(is_domain).len()];
        let domain = domain.trim_end_matches(['.', '-']);
        let labels: Vec<&str> = domain.split('.').collect();
        let ending = labels.last().copied().unwrap_or_default();
        let is_name =
            (2..=24).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
        let whole = labels.len() > 1 && labels.iter().all(|label| !label.is_empty()) && is_name;
        // `git@host:group/project` is where code lives, `logo@2x.png` is a picture.
        let is_remote = behind(text, at + 1 + domain.len()) == Some(':') && local == "git";
        let is_picture = is_file(ending) && domain.starts_with(|c: char| c.is_ascii_digit());
        // `scheme://name:password@host` is a key and a host.
        let start = at - local.len();
        let new = &text[read..start];
        has_scheme = match new.rfind(char::is_whitespace) {
            Some(space) => new[space..].contains("://"),
            None => has_scheme || new.contains("://"),
        };
        read = start;
        let is_password = has_scheme && new.ends_with(':');
        if whole && !local.is_empty() && !is_remote && !is_picture && !is_password {
            found.push(start..at + 1 + domain.len());
        }
    }
    found
}

/// Words before which four numbers are a version or a section.
const VERSIONS: &str = " version versions v ver release releases build builds upgraded upgrade update updated firmware driver section chapter revision rev patch tag ";
/// Words before which four numbers are an address.
const ADDRESSES: &str =
    " ip ips ipv4 address addresses addr host hosts server ping pinged ssh gateway subnet dns proxy router ";

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
        let long = match bare.split_once(':') {
            Some((four, _)) if four.contains('.') => four.len(),
            None if bare.contains('.') => bare.len(),
            _ => {
                found.extend(is_ipv6(bare).then_some(run.start..end));
                continue;
            }
        };
        let four = run.start..run.start + long;
        if is_ipv4(text, &four) {
            found.push(four);
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
    let versioned = left.is_some_and(|c| "-_.@".contains(c)) || VERSIONS.contains(&format!(" {word} "));
    let named = left == Some('/') && before(text, range.start - 1).is_some_and(char::is_alphanumeric);
    let goes_on = right.is_some_and(|c| "-+_".contains(c));
    if versioned || named || goes_on {
        return false;
    }
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let told = ADDRESSES.contains(&format!(" {word} "));
    let port = matches!(right, Some(':' | '/')) && is_digit(behind(text, range.end + 1));
    let octets = address.octets();
    let special =
        address.is_private() || address.is_link_local() || (octets[0] == 100 && octets[1] & 0xc0 == 64);
    let large = octets.iter().any(|octet| *octet >= 100)
        || (octets[0] >= 30 && octets[1..].iter().any(|octet| *octet >= 10));
    told || port || special || large
}

/// Whether it is an address, not a time or a path of code.
fn is_ipv6(text: &str) -> bool {
    let Ok(address) = text.parse::<Ipv6Addr>() else { return false };
    let groups: Vec<&str> = text.split(':').filter(|group| !group.is_empty()).collect();
    let wide = groups.first().is_some_and(|group| group.len() == 4);
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    !address.is_loopback() && digits && (groups.len() == 8 || (wide && groups.len() >= 2))
}
