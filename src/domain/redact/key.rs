//! Keys, tokens and passwords in a text.

use std::ops::Range;

use super::assignment::{self, is_stand_in};
use super::scan::{Walk, runs};
use super::token;

/// The longest value that is looked at.
pub(super) const LONGEST: usize = 512;
/// A run of signs this long may be a key by its look alone.
const RANDOM_FROM: usize = 32;
/// The shortest run of signs that is a key by its look or behind `Basic`.
pub(super) const SHORTEST: usize = 12;

/// Whether keys are made of a byte.
pub(super) fn is_sign(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.+=~/".contains(&byte)
}

/// Where keys stand. They may passage.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = private_keys(text);
    found.extend(assignment::find(text));
    found.extend(url_credentials(text));
    found.extend(curl_credentials(text));
    found.extend(authorizations(text));
    found.extend(token::find(text));
    found.extend(by_look(text));
    found
}

/// JSON web tokens, and what is too irregular to have been made by people.
fn by_look(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let pieces = runs(text, |byte| byte.is_ascii_alphanumeric() || b"_-.+".contains(&byte));
    let mut walk = Walk::new(text, |c| c.is_whitespace() || "<>()[]\"`".contains(c));
    for run in pieces.into_iter().filter(|run| run.len() >= SHORTEST) {
        let piece = &text[run.clone()];
        let bare = piece.trim_start_matches(['.', '-', '+', '_']);
        let start = run.end - bare.len();
        let bare = bare.trim_end_matches(['.', '-', '_']);
        // Inside an address, long signs are names of things.
        let has_scheme = walk.has_scheme(start);
        let is_named = has_scheme || text[..start].ends_with(['/', ':']);
        if is_jwt(bare) || (!is_named && is_random(bare)) {
            found.push(start..start + bare.len());
        }
    }
    found
}

/// A header and a claim set, each the base64 of a JSON object (RFC 7519).
fn is_jwt(word: &str) -> bool {
    let mut parts = word.split('.');
    let is_object = |part: Option<&str>| part.is_some_and(|part| part.len() >= 8 && part.starts_with("eyJ"));
    is_object(parts.next()) && is_object(parts.next())
}

/// Whether capitals, small letters and digits are all mixed up in a word.
fn is_random(word: &str) -> bool {
    if !(RANDOM_FROM..=LONGEST).contains(&word.len()) || word.contains('.') {
        return false;
    }
    let hashes = ["sha256-", "sha384-", "sha512-", "AAAA"];
    if hashes.iter().any(|start| word.starts_with(start)) {
        return false;
    }
    let class = |byte: u8| match byte {
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        b'0'..=b'9' => 4,
        _ => 0,
    };
    let classes: Vec<u8> = word.bytes().map(class).collect();
    let all = classes.iter().fold(0, |all, class| all | class);
    // A sign between words is no turn.
    let pairs = || classes.windows(2).filter(|pair| pair[0] != 0 && pair[1] != 0);
    let turns = pairs().filter(|pair| pair[0] != pair[1]).count();
    all == 7 && turns * 5 >= pairs().count() * 2 && pairs().count() * 4 >= word.len() * 3
}

/// `-----BEGIN … PRIVATE KEY-----` to its end, or to the text's.
fn private_keys(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, mark) in text.match_indices("-----BEGIN ") {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let rest = &text[start + mark.len()..];
        let name = rest.split("-----").next().unwrap_or_default();
        if name.len() >= 40 || !name.contains("PRIVATE KEY") {
            continue;
        }
        let end = rest.split_once("-----END ").and_then(|(_, rest)| rest.split_once("-----"));
        found.push(start..end.map_or(text.len(), |(_, behind)| text.len() - behind.len()));
    }
    found
}

/// The name and password of `scheme://name:password@host`.
fn url_credentials(text: &str) -> Vec<Range<usize>> {
    let found = text.match_indices("://").filter_map(|(at, mark)| {
        let start = at + mark.len();
        let authority = text[start..].split(|c: char| c.is_whitespace() || "/?#<>\"'`".contains(c)).next()?;
        let (user, _) = authority.rsplit_once('@')?;
        let (_, password) = user.split_once(':')?;
        (!password.is_empty() && !password.starts_with(['$', '<', '{', '*']))
            .then_some(start..start + user.len())
    });
    found.collect()
}

/// The name and password of `curl -u name:password`.
fn curl_credentials(text: &str) -> Vec<Range<usize>> {
    let options = text.match_indices(" -").filter_map(|(at, _)| {
        let option = &text[at + 2..];
        let is_name = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'-';
        let (name, rest) = option.split_at(option.bytes().take(12).take_while(is_name).count());
        let names_user =
            ["-user", "-proxy-user"].contains(&name) || (!name.contains('-') && name.ends_with('u'));
        let word = rest.strip_prefix([' ', '=']).filter(|_| names_user)?;
        let word = word.strip_prefix(['"', '\'']).unwrap_or(word);
        let start = text.len() - word.len();
        let word = word.split(|c: char| c.is_whitespace() || "\"'`".contains(c)).next()?;
        let (_, password) = word.split_once(':')?;
        let names = ["password", "passwd", "pass", "token", "secret", "xxx", "xxxx"];
        let is_given = (4..LONGEST).contains(&password.len())
            && !is_stand_in(password)
            && !names.contains(&password.to_ascii_lowercase().as_str());
        (is_given && follows_curl(text, at)).then_some(start..start + word.len())
    });
    options.collect()
}

/// Whether `curl` or `wget` stands before a place, not far off: other commands take a group behind the colon.
fn follows_curl(text: &str, at: usize) -> bool {
    let head = &text.as_bytes()[at.saturating_sub(160)..at];
    let line = head.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    line.windows(4).any(|word| word == b"curl" || word == b"wget")
}

/// What stands behind `Bearer` and `Basic`.
fn authorizations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (scheme, least) in [("Bearer ", 16), ("bearer ", 16), ("Basic ", SHORTEST)] {
        for (at, _) in text.match_indices(scheme) {
            let start = at + scheme.len();
            let long = text[start..].bytes().take_while(|byte| is_sign(*byte)).count();
            let word = text[start..start + long].trim_end_matches('.');
            let has = |of: fn(&u8) -> bool| word.as_bytes().iter().any(of);
            let is_mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
            if word.len() >= least && is_mixed && !word.contains("--") {
                found.push(start..start + word.len());
            }
        }
    }
    found
}
