//! Keys, tokens and passwords in a text.

use std::ops::Range;

use super::address::{before, runs};

/// How keys of known services begin, and the least that follows.
const PREFIXES: &[(&str, usize)] = &[
    ("ghp_", 30),
    ("gho_", 30),
    ("ghu_", 30),
    ("ghs_", 30),
    ("ghr_", 30),
    ("github_pat_", 22),
    ("glpat-", 16),
    ("gldt-", 16),
    ("glrt-", 16),
    ("glptt-", 16),
    ("glcbt-", 16),
    ("glsoat-", 16),
    ("xoxa-", 10),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("xoxr-", 10),
    ("xoxs-", 10),
    ("xapp-", 10),
    ("AIza", 30),
    ("GOCSPX-", 20),
    ("ya29.", 20),
    ("sk_live_", 16),
    ("sk_test_", 16),
    ("rk_live_", 16),
    ("whsec_", 16),
    ("sk-ant-", 16),
    ("sk-proj-", 16),
    ("npm_", 30),
    ("pypi-AgEI", 16),
    ("hf_", 30),
    ("dop_v1_", 32),
    ("shpat_", 24),
    ("SG.", 30),
];

/// Words before `=` or `:` whose value is secret, and whether any value is: a password may be an ordinary word.
const NAMES: &[(&str, bool)] = &[
    ("password", true),
    ("passwd", true),
    ("passphrase", true),
    ("pwd", true),
    ("secret", false),
    ("token", false),
    ("apikey", false),
    ("api_key", false),
    ("api-key", false),
    ("access_key", false),
    ("access-key", false),
    ("secret_key", false),
    ("private_key", false),
    ("auth_key", false),
];

/// The longest value that is looked at.
const LONGEST: usize = 512;
/// A run of signs this long may be a key by its look alone.
const RANDOM_FROM: usize = 32;

/// The shortest run of signs that is a key by its look or behind `Basic`.
pub(super) const SHORTEST: usize = 12;

/// Whether keys are made of it.
pub(super) fn is_sign(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.+=~/".contains(&byte)
}

/// Where keys stand. They may overlap.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = private_keys(text);
    found.extend(assigned(text));
    found.extend(in_url(text));
    let pieces = runs(text, |byte| byte.is_ascii_alphanumeric() || b"_-.+=".contains(&byte));
    for run in pieces.into_iter().filter(|run| run.len() >= SHORTEST) {
        let bare = text[run.clone()].trim_start_matches(['.', '-', '+', '=']).trim_end_matches(['.', '-']);
        let start = run.end - text[run.clone()].trim_start_matches(['.', '-', '+', '=']).len();
        let range = start..start + bare.len();
        if is_known(bare) || is_jwt(bare) {
            found.push(range);
            continue;
        }
        // Behind `NAME=` too.
        let mut from = range.start;
        for part in bare.split('=') {
            let part_range = from..from + part.len();
            from += part.len() + 1;
            if is_known(part) || is_jwt(part) || (is_random(part) && !is_address_part(text, range.start)) {
                found.push(part_range);
            }
        }
    }
    found.extend(borne(text));
    found
}

fn is_known(word: &str) -> bool {
    let by_prefix = PREFIXES.iter().any(|(prefix, least)| {
        word.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() >= *least && rest.bytes().any(|byte| byte.is_ascii_digit()))
    });
    let aws = ["AKIA", "ASIA", "AGPA", "AROA", "AIDA"].iter().any(|prefix| word.starts_with(prefix))
        && word.len() == 20
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    by_prefix || aws
}

fn is_jwt(word: &str) -> bool {
    let mut parts = word.split('.');
    let long = |part: Option<&str>| part.is_some_and(|part| part.len() >= 8);
    word.starts_with("eyJ") && long(parts.next()) && long(parts.next()) && parts.next().is_some()
}

/// Whether a place is inside an address, where long signs are names of things.
fn is_address_part(text: &str, at: usize) -> bool {
    let start =
        text[..at].rfind(|c: char| c.is_whitespace() || "<>()[]\"`".contains(c)).map_or(0, |at| at + 1);
    let head = text.get(start..at).unwrap_or_default();
    head.contains("://") || head.ends_with('/') || head.ends_with(':') || head.ends_with("ssh-")
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

/// The values of `password=…`, `"api_key": "…"`.
fn assigned(text: &str) -> Vec<Range<usize>> {
    let signs = text.match_indices(['=', ':']).filter_map(|(at, _)| {
        let head = text[..at].trim_end_matches(' ');
        let head = head.strip_suffix(['"', '\'']).unwrap_or(head);
        let is_named = |name: &str| {
            let start = head.len().checked_sub(name.len());
            let named = start.and_then(|start| Some((start, head.get(start..)?)));
            named.is_some_and(|(start, found)| {
                found.eq_ignore_ascii_case(name) && !before(text, start).is_some_and(char::is_alphanumeric)
            })
        };
        let (_, any) = NAMES.iter().find(|(name, _)| is_named(name))?;
        value(text, head.len(), *any)
    });
    signs.collect()
}

/// The value behind a name, if something is assigned to it that is no ordinary word.
fn value(text: &str, at: usize, any: bool) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let quoted_name = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    let sign = quoted_name.trim_start_matches(' ');
    let equals = sign.starts_with('=');
    let value = sign.strip_prefix(['=', ':'])?;
    // `==` compares, `::` is a path, `://` an address.
    if value.starts_with(['=', ':', '/']) {
        return None;
    }
    let value = value.trim_start_matches(' ');
    if equals && value.len() + 2 < sign.len() {
        return None;
    }
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let whole = quote.map_or(value, |_| &value[1..]);
    // A longer value is none.
    let inside = &whole[..whole.char_indices().nth(LONGEST).map_or(whole.len(), |(at, _)| at)];
    let is_end = |c: char| match quote {
        Some(quote) => c == quote,
        None => c.is_whitespace() || "&,;)}]>\"'`".contains(c),
    };
    let word = &inside[..inside.find(is_end).unwrap_or(inside.len())];
    let word = if quote.is_some() { word } else { word.trim_end_matches(['.', ':', '!', '?']) };
    let start = text.len() - whole.len();
    is_secret(word, equals, any).then_some(start..start + word.len())
}

fn is_secret(word: &str, equals: bool, any: bool) -> bool {
    let stands_for_one =
        word.starts_with(['$', '<', '{', '[', '*', '%', '\u{2026}']) || word.starts_with("...");
    let said = ["true", "false", "null", "none", "required", "optional", "yes", "no", "env", "xxx", "xxxx"];
    if stands_for_one || said.contains(&word.to_ascii_lowercase().as_str()) || word.len() > LONGEST {
        return false;
    }
    let has = |of: fn(char) -> bool| usize::from(word.chars().any(of));
    let sign = |c: char| !c.is_alphanumeric() && !"-_/.".contains(c);
    let (letter, digit) = (has(char::is_alphabetic), has(|c| c.is_ascii_digit()));
    let classes = has(char::is_lowercase) + has(char::is_uppercase) + digit + has(sign);
    let long = word.chars().count();
    match (equals, any) {
        (true, true) => long >= 4 && !word.contains('('),
        (true, false) => long >= 8 && letter + digit == 2 && !word.contains('('),
        (false, _) => (long >= 8 && classes >= 3 && letter + digit == 2) || is_opaque(word),
    }
}

/// Whether a word is made for machines alone: hexadecimal digits, a UUID, or letters and digits that take turns.
fn is_opaque(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let uuid = parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]);
    let hex = |word: &str| word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let has = |of: fn(&u8) -> bool| word.as_bytes().iter().any(of);
    let digits = word.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count();
    let turns = word.len() >= 20 && word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && digits >= 4;
    let both = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
    both && (turns || (word.len() >= 16 && hex(word)) || (uuid && parts.iter().all(|part| hex(part))))
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
