//! Values behind the names of secrets: `password=…`, `"api_key": "…"`.

use std::ops::Range;

use super::LONGEST;
use crate::domain::redact::address::before;
use crate::domain::redact::host::is_file;

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

/// The values of `password=…`, `"api_key": "…"`.
pub(super) fn assigned(text: &str) -> Vec<Range<usize>> {
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
