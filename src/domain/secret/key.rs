//! Keys, tokens and passwords in a text.

use std::ops::Range;

use super::address::{Walk, before, runs};
use super::host::is_file;

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

/// What a name before `=` or `:` says of the value behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// A password, which may be an ordinary word.
    Password,
    /// A key or a token, which no human made up.
    Key,
}

/// Words before `=` or `:` whose value is secret.
const NAMES: &[(&str, Named)] = &[
    ("password", Named::Password),
    ("passwd", Named::Password),
    ("passphrase", Named::Password),
    ("pwd", Named::Password),
    ("passwort", Named::Password),
    ("kennwort", Named::Password),
    ("mot de passe", Named::Password),
    ("contraseña", Named::Password),
    ("CONTRASEÑA", Named::Password),
    ("contrasen\u{303}a", Named::Password),
    ("contrasena", Named::Password),
    ("secret", Named::Key),
    ("token", Named::Key),
];
/// Words before `key`, with or without a sign between, whose value is secret.
const OF_KEY: &[&str] = &["api", "access", "secret", "private", "auth", "account", "encryption", "signing"];
/// Words before `pass` that tell it from a way through, as in `LOW_PASS`, and from what a test says.
const OF_PASS: &[&str] = &[
    "db", "database", "sql", "mysql", "postgres", "pg", "redis", "mongo", "smtp", "mail", "ftp", "ssh",
    "ldap", "user", "admin", "root", "service", "proxy", "http", "basic", "auth",
];
/// How words begin that stand for a value, in files and in code.
const STANDS: &[&str] = &[
    "...",
    "./",
    "../",
    "~/",
    "ENC[",
    "args.",
    "cfg.",
    "config.",
    "env.",
    "local.",
    "os.",
    "process.",
    "props.",
    "secrets.",
    "self.",
    "settings.",
    "this.",
    "var.",
    "vars.",
];
/// Runs of letters that make a way to keep passwords, a combination of keys, a time or a number of signs together with
/// numbers, but no password.
const PLAIN: &str = " aes alt argon attempts b base bcrypt bit bits blake byte bytes cbc char characters chars cmd \
    crypt ctrl d day days ecdh ecdsa ed es f gcm h hmac hmacsha hour hours hs i id letters m md min minutes ms \
    ntlmv oauth p pbkdf rfc rs rsa s saml scrypt sha shift signs stunden tage times v x yescrypt zeichen ";

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

/// The values of `password=…`, `"api_key": "…"`.
fn assigned(text: &str) -> Vec<Range<usize>> {
    let signs = text.match_indices(['=', ':']).filter_map(|(at, _)| {
        // French has a space before a colon, often one that does not break.
        let head = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let head = head.strip_suffix(['"', '\'']).unwrap_or(head);
        value(text, head.len(), named(head)?)
    });
    signs.collect()
}

/// What the name at the end of a text is one of.
fn named(head: &str) -> Option<Named> {
    let without = |name: &str| {
        let start = head.len().checked_sub(name.len())?;
        head.get(start..)?.eq_ignore_ascii_case(name).then_some(start)
    };
    for (tail, words, named) in [("key", OF_KEY, Named::Key), ("pass", OF_PASS, Named::Password)] {
        let Some(start) = without(tail) else { continue };
        let joint = usize::from(head[..start].ends_with([' ', '_', '-']));
        let is_named = |word: &&str| {
            let start = (start - joint).checked_sub(word.len());
            let found = start.and_then(|start| Some((start, head.get(start..start + word.len())?)));
            found.is_some_and(|(start, found)| found.eq_ignore_ascii_case(word) && begins(head, start))
        };
        return words.iter().any(is_named).then_some(named);
    }
    let (name, start) = NAMES.iter().find_map(|(name, named)| Some((*named, without(name)?)))?;
    begins(head, start).then_some(name)
}

/// Whether a word begins at a place: behind another sign, or with a capital as in `clientSecret` and `DBPassword`.
fn begins(text: &str, at: usize) -> bool {
    let mut word = text[at..].chars();
    let capital = word.next().is_some_and(char::is_uppercase);
    let small = word.next().is_some_and(char::is_lowercase);
    match before(text, at) {
        Some(c) if c.is_alphanumeric() => capital && (small || c.is_lowercase()),
        _ => true,
    }
}

/// The value behind a name, if something is assigned to it that is no ordinary word.
fn value(text: &str, at: usize, named: Named) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let quoted_name = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    let sign = quoted_name.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let equals = sign.starts_with('=');
    let value = sign.strip_prefix(['=', ':'])?;
    // `==` compares, `::` is a path, `://` an address.
    if value.starts_with(['=', ':']) || value.starts_with("//") {
        return None;
    }
    let value = value.trim_start_matches(' ');
    if equals && value.len() + 2 < sign.len() {
        return None;
    }
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let whole = quote.map_or(value, |_| &value[1..]);
    let is_end = |c: char| match quote {
        Some(quote) => c == quote,
        None => c.is_whitespace() || "&,;)}]>\"'`".contains(c),
    };
    // A longer value is none.
    let end = whole.char_indices().enumerate().find(|(count, (_, c))| *count == LONGEST || is_end(*c));
    let word = &whole[..end.map_or(whole.len(), |(_, (at, _))| at)];
    let word = if quote.is_some() { word } else { word.trim_end_matches(['.', ':', '!', '?']) };
    let start = text.len() - whole.len();
    is_secret(word, equals, named).then_some(start..start + word.len())
}

fn is_secret(word: &str, equals: bool, of: Named) -> bool {
    // A path; a key may begin with `/` as well, but has capitals.
    let path = word.starts_with('/') && (of == Named::Password || !word.contains(char::is_uppercase));
    let stands = word.starts_with(['$', '<', '{', '[', '*', '%', '\u{2026}'])
        || STANDS.iter().any(|start| word.starts_with(start));
    let said = ["true", "false", "null", "none", "required", "optional", "yes", "no", "env", "xxx", "xxxx"];
    let said = said.contains(&word.to_ascii_lowercase().as_str()) || is_plain(word);
    // `self.password = password`.
    let same = !word.contains('=') && named(word) == Some(Named::Password);
    if stands || said || same || path || word.len() > LONGEST {
        return false;
    }
    let has = |of: fn(char) -> bool| usize::from(word.chars().any(of));
    let sign = |c: char| !c.is_alphanumeric() && !"-_/.".contains(c);
    let (letter, digit) = (has(char::is_alphabetic), has(|c| c.is_ascii_digit()));
    let classes = has(char::is_lowercase) + has(char::is_uppercase) + digit + has(sign);
    let long = word.chars().count();
    let mixed = letter + digit == 2;
    let prose = word.contains(char::is_whitespace) || word.contains("://") || is_path(word);
    // `OpenAPI3`.
    let numbered = of == Named::Key && word.chars().filter(char::is_ascii_digit).count() < 2;
    match (equals, of) {
        (true, Named::Password) => long >= 4 && !word.contains('('),
        (true, Named::Key) => long >= 8 && mixed && !word.contains('(') && !is_path(word),
        (false, _) => {
            let strong = long >= 8 && classes >= 3 && mixed && !prose && !numbered;
            strong || is_opaque(word) || (of == Named::Password && is_ordinary(word))
        }
    }
}

/// Whether a word is a password as people make them up, and nothing that a sentence or a programme says of one.
fn is_ordinary(word: &str) -> bool {
    let has = |of: fn(char) -> bool| word.chars().any(of);
    let (small, capital) = (has(char::is_lowercase), has(char::is_uppercase));
    // `INC0012345`: capitals, then a number.
    let number = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let ticket = number.bytes().all(|byte| byte.is_ascii_digit());
    // `db_password_2`, `DB_PASSWORD_2`.
    let name =
        word.contains('_') && small != capital && word.chars().all(|c| c.is_alphanumeric() || c == '_');
    let mixed = (small || capital) && has(|c| c.is_ascii_digit());
    let code = has(|c| c.is_whitespace() || "-/.()[]{}<>=\\".contains(c));
    word.chars().count() >= 7 && mixed && !ticket && !name && !code && !is_plain(word)
}

/// Whether a word is made of known ones and numbers alone: `pbkdf2_sha256`, `12characters`, `Ctrl+Shift+F12`.
fn is_plain(word: &str) -> bool {
    let is_known = |run: &str| PLAIN.contains(&format!(" {} ", run.to_ascii_lowercase()));
    let mut runs = word.split(|c: char| !c.is_alphabetic()).filter(|run| !run.is_empty());
    // A number of seven digits and more says something else.
    let short = word.split(|c: char| !c.is_ascii_digit()).all(|run| run.len() < 7);
    // Single letters and numbers alone may be anything.
    let version = word.starts_with(['v', 'V']) && word.contains('.');
    let mut telling = version;
    let known = runs.all(|run| {
        telling |= run.len() > 1;
        is_known(run)
    });
    short && known && telling
}

/// Whether a word is the path of a file.
fn is_path(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(_, ending)| is_file(ending))
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
