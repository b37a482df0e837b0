//! Keys, tokens and passwords in a text.

mod assigned;

use std::ops::Range;

use self::assigned::assigned;
use super::address::{Walk, runs};

/// How keys of known services begin, by the least that follows.
const PREFIXES: &[(usize, &[&str])] = &[
    (10, &["xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "xapp-"]),
    (16, &["glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glsoat-"]),
    (16, &["sk_live_", "sk_test_", "rk_live_", "whsec_", "sk-ant-", "sk-proj-", "pypi-AgEI"]),
    (20, &["GOCSPX-", "ya29."]),
    (22, &["github_pat_"]),
    (24, &["shpat_"]),
    (30, &["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "AIza", "npm_", "hf_", "SG."]),
    (32, &["dop_v1_"]),
];

/// The longest value that is looked at.
const LONGEST: usize = 512;
/// A run of signs this long may be a key by its look alone.
const RANDOM_FROM: usize = 32;

/// The shortest run of signs that is a key by its look or behind `Basic`.
pub(super) const SHORTEST: usize = 12;

pub(super) fn is_sign(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.+=~/".contains(&byte)
}

pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = private_keys(text);
    found.extend(assigned(text));
    found.extend(in_url(text));
    found.extend(typed(text));
    let pieces = runs(text, |byte| byte.is_ascii_alphanumeric() || b"_-.+=".contains(&byte));
    let mut walk = Walk::new(text, |c| c.is_whitespace() || "<>()[]\"`".contains(c));
    for run in pieces.into_iter().filter(|run| run.len() >= SHORTEST) {
        let bare = text[run.clone()].trim_start_matches(['.', '-', '+', '=']).trim_end_matches(['.', '-']);
        let start = run.end - text[run.clone()].trim_start_matches(['.', '-', '+', '=']).len();
        let range = start..start + bare.len();
        if is_known(bare) || is_jwt(bare) {
            found.push(range);
            continue;
        }
        // Inside an address, long signs are names of things.
        let has_scheme = walk.has_scheme(range.start);
        let named = has_scheme || text[..range.start].ends_with(['/', ':']);
        // Behind `NAME=` too.
        let mut from = range.start;
        for part in bare.split('=') {
            let part_range = from..from + part.len();
            from += part.len() + 1;
            if is_known(part) || is_jwt(part) || (!named && is_random(part)) {
                found.push(part_range);
            }
        }
    }
    found.extend(borne(text));
    found
}

fn is_known(word: &str) -> bool {
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let by_prefix = PREFIXES.iter().any(|(least, prefixes)| {
        let rest = prefixes.iter().find_map(|prefix| word.strip_prefix(prefix));
        rest.is_some_and(|rest| rest.len() >= *least && has_digit(rest))
    });
    // `sk-` begins many a name of short words, too.
    let is_long = |part: &str| part.len() >= 16 && has_digit(part);
    let by_sk = word.strip_prefix("sk-").is_some_and(|rest| rest.len() >= 32 && rest.split('-').any(is_long));
    let aws = ["AKIA", "ASIA", "AGPA", "AROA", "AIDA"].iter().any(|prefix| word.starts_with(prefix))
        && word.len() == 20
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    by_prefix || by_sk || aws
}

fn is_jwt(word: &str) -> bool {
    let mut parts = word.split('.');
    let long = |part: Option<&str>| part.is_some_and(|part| part.len() >= 8);
    word.starts_with("eyJ") && long(parts.next()) && long(parts.next()) && parts.next().is_some()
}

/// Whether a word is too irregular to have been made by people: capitals, small letters and digits all mixed up.
fn is_random(word: &str) -> bool {
    let word = word.trim_end_matches('=');
    if !(RANDOM_FROM..=LONGEST).contains(&word.len()) || word.contains('.') {
        return false;
    }
    let hashed = ["sha256-", "sha384-", "sha512-", "AAAA"];
    if hashed.iter().any(|start| word.starts_with(start)) {
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
    let (mut turns, mut pairs) = (0, 0);
    for pair in classes.windows(2) {
        // A capital that begins a word, and a sign between words, turn nothing.
        let ordinary = pair[0] == 0 || pair[1] == 0;
        pairs += usize::from(!ordinary);
        turns += usize::from(!ordinary && pair[0] != pair[1]);
    }
    all == 7 && turns * 5 >= pairs * 2 && pairs * 4 >= word.len() * 3
}

/// `-----BEGIN … PRIVATE KEY-----` to its end, or to the text's.
fn private_keys(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, mark) in text.match_indices("-----BEGIN ") {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let rest = &text[start + mark.len()..];
        let Some(name) = rest.split("-----").next().filter(|name| name.len() < 40) else { continue };
        if !name.contains("PRIVATE KEY") {
            continue;
        }
        let end = rest.find("-----END ").map_or(text.len(), |at| {
            let close = start + mark.len() + at + 9;
            text[close..].find("-----").map_or(text.len(), |at| close + at + 5)
        });
        found.push(start..end);
    }
    found
}

/// The name and password of `scheme://name:password@host`.
fn in_url(text: &str) -> Vec<Range<usize>> {
    let found = text.match_indices("://").filter_map(|(at, mark)| {
        let start = at + mark.len();
        let rest = &text[start..];
        let end = rest.find(|c: char| c.is_whitespace() || "/?#<>\"'`".contains(c)).unwrap_or(rest.len());
        let user = &rest[..rest[..end].rfind('@')?];
        let password = user.split_once(':')?.1;
        (!password.is_empty() && !password.starts_with(['$', '<', '{', '*']))
            .then_some(start..start + user.len())
    });
    found.collect()
}

/// The name and password of `curl -u name:password`.
fn typed(text: &str) -> Vec<Range<usize>> {
    let options = text.match_indices(" -").filter_map(|(at, _)| {
        let option = &text[at + 2..];
        let long =
            option.bytes().take(12).take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'-').count();
        let (name, rest) = option.split_at(long);
        let of_user =
            ["-user", "-proxy-user"].contains(&name) || (!name.contains('-') && name.ends_with('u'));
        let word = rest.strip_prefix([' ', '=']).filter(|_| of_user)?;
        let word = word.strip_prefix(['"', '\'']).unwrap_or(word);
        let start = text.len() - word.len();
        let is_end = |c: char| c.is_whitespace() || "\"'`".contains(c);
        let end = word.char_indices().enumerate().find(|(count, (_, c))| *count == LONGEST || is_end(*c));
        let word = &word[..end.map_or(word.len(), |(_, (at, _))| at)];
        let (_, password) = word.split_once(':')?;
        let said = ["password", "passwd", "pass", "token", "secret", "xxx", "xxxx"];
        let given = password.len() >= 4
            && !password.starts_with(['$', '<', '{', '*', '%', '\u{2026}', '.'])
            && !said.contains(&password.to_ascii_lowercase().as_str());
        (given && follows_curl(text, at)).then_some(start..start + word.len())
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
fn borne(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (mark, least) in [("Bearer ", 16), ("bearer ", 16), ("Basic ", 12)] {
        for (at, _) in text.match_indices(mark) {
            let start = at + mark.len();
            let rest = &text[start..];
            let of = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
            let word = &rest[..rest.len() - rest.trim_start_matches(of).len()];
            let word = word.trim_end_matches(['.', ',']);
            let has = |of: fn(&u8) -> bool| word.as_bytes().iter().any(of);
            if word.len() >= least
                && has(u8::is_ascii_digit)
                && has(u8::is_ascii_alphabetic)
                && !word.contains("--")
            {
                found.push(start..start + word.len());
            }
        }
    }
    found
}
