//! Values behind the names of secrets: `password=…`, `"api_key": "…"`.

use std::ops::Range;
use std::sync::LazyLock;

use super::host::is_file;
use super::key::LONGEST;
use super::word_lists::WordLists;
use crate::domain::text::fold::FoldedText;

static WORDS: LazyLock<WordLists> =
    LazyLock::new(|| WordLists::parse(include_str!("../../../framework/redact/assignments.txt")));

/// How much of a text before `=` or `:` is looked at for a name, in bytes.
const NAME: usize = 48;
/// From so many letters on, a name is one at the end of a longer word too: `PGPASSWORD`.
const LONG_NAME: usize = 8;

/// What a name before `=` or `:` says of the value behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// A password, which may be an ordinary word.
    Password,
    /// A key or a token, which no human made up.
    Key,
}

/// Where values stand behind the names of secrets.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let signs = text.match_indices(['=', ':']).filter_map(|(at, sign)| {
        // French has a space before a colon, often one that does not break.
        let head = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let spaced = head.len() < at;
        let head = head.strip_suffix(['"', '\'']).unwrap_or(head);
        value(text, at, sign == "=", spaced, named(head)?)
    });
    signs.collect()
}

/// What the name at the end of a text is one of.
fn named(head: &str) -> Option<Named> {
    if !head.ends_with(char::is_alphabetic) {
        return None;
    }
    let start =
        head.char_indices().rev().map(|(at, _)| at).take_while(|at| head.len() - at <= NAME).last()?;
    let folded = FoldedText::new(&head[start..]);
    let begins = |name: &str| {
        let start = folded.text.len() - name.len();
        folded.is_word_boundary(start) || folded.is_case_boundary(start)
    };
    let is_named = |name: &str| folded.text.ends_with(name) && (name.len() >= LONG_NAME || begins(name));
    for (tail, list, named) in [("key", "of-key", Named::Key), ("pass", "of-pass", Named::Password)] {
        if folded.text.ends_with(tail) {
            let of = |word: &str| is_named(&format!("{word}{tail}")) || is_named(&format!("{word} {tail}"));
            return WORDS.list(list).any(of).then_some(named);
        }
    }
    let is_password = is_named("mot de passe") || WORDS.list("passwords").any(is_named);
    let is_key = || WORDS.list("keys").any(is_named);
    is_password.then_some(Named::Password).or_else(|| is_key().then_some(Named::Key))
}

/// The value behind a sign, if something is assigned to the name before it that is no ordinary word.
fn value(text: &str, sign: usize, equals: bool, spaced: bool, named: Named) -> Option<Range<usize>> {
    let rest = text.get(sign + 1..)?;
    // `==` compares, `::` is a path, `://` an address.
    if rest.starts_with(['=', ':']) || rest.starts_with("//") {
        return None;
    }
    let value = rest.trim_start_matches(' ');
    let gap = rest.len() - value.len() + usize::from(spaced);
    if equals && gap > 2 {
        return None;
    }
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let whole = quote.map_or(value, |_| &value[1..]);
    let is_end = |c: char| match quote {
        Some(quote) => c == quote,
        None => c.is_whitespace() || ",;)}]>\"'`".contains(c) || (equals && c == '&'),
    };
    // A longer value is none.
    let end = whole.char_indices().enumerate().find(|(count, (_, c))| *count == LONGEST || is_end(*c));
    let word = &whole[..end.map_or(whole.len(), |(_, (at, _))| at)];
    let word = if quote.is_some() { word } else { word.trim_end_matches(['.', ':', '!', '?']) };
    let start = text.len() - whole.len();
    is_secret(word, equals, named).then_some(start..start + word.len())
}

/// Whether a word begins like one that stands for a value: a variable, a placeholder.
pub(super) fn is_stand_in(word: &str) -> bool {
    word.starts_with(['$', '<', '{', '[', '*', '%', '\u{2026}'])
        || WORDS.list("placeholders").any(|start| word.starts_with(start))
}

fn is_secret(word: &str, equals: bool, of: Named) -> bool {
    // A path; a key may begin with `/` as well, but has capitals.
    let is_path = word.starts_with('/') && (of == Named::Password || !word.contains(char::is_uppercase));
    let is_statement = WORDS.has("statements", &word.to_ascii_lowercase()) || is_description(word);
    // `self.password = password`.
    let is_name = !word.contains('=') && named(word) == Some(Named::Password);
    if is_stand_in(word) || is_statement || is_name || is_path || word.len() > LONGEST {
        return false;
    }
    let has = |of: fn(char) -> bool| usize::from(word.chars().any(of));
    let is_sign = |c: char| !c.is_alphanumeric() && !"-_/.".contains(c);
    let (letter, digit) = (has(char::is_alphabetic), has(|c| c.is_ascii_digit()));
    let classes = has(char::is_lowercase) + has(char::is_uppercase) + digit + has(is_sign);
    let long = word.chars().count();
    let is_mixed = letter + digit == 2;
    let is_prose = word.contains(char::is_whitespace) || word.contains("://") || is_file_path(word);
    // `OpenAPI3`.
    let is_version = of == Named::Key && word.chars().filter(char::is_ascii_digit).count() < 2;
    match (equals, of) {
        (true, Named::Password) => long >= 4 && !word.contains('('),
        (true, Named::Key) => long >= 8 && is_mixed && !word.contains('(') && !is_file_path(word),
        (false, _) => {
            let is_strong = long >= 8 && classes >= 3 && is_mixed && !is_prose && !is_version;
            is_strong || is_opaque(word) || (of == Named::Password && is_made_up(word))
        }
    }
}

/// Whether a word is a password as people make them up, and nothing that a sentence or a programme says of one.
fn is_made_up(word: &str) -> bool {
    let has = |of: fn(char) -> bool| word.chars().any(of);
    let (small, capital) = (has(char::is_lowercase), has(char::is_uppercase));
    // `INC0012345`: capitals, then a number.
    let number = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let is_ticket = number.bytes().all(|byte| byte.is_ascii_digit());
    // `db_password_2`, `DB_PASSWORD_2`.
    let is_variable =
        word.contains('_') && small != capital && word.chars().all(|c| c.is_alphanumeric() || c == '_');
    let is_mixed = (small || capital) && has(|c| c.is_ascii_digit());
    let is_code = has(|c| c.is_whitespace() || "-/.()[]{}<>=\\".contains(c));
    word.chars().count() >= 7 && is_mixed && !is_ticket && !is_variable && !is_code && !is_description(word)
}

/// Whether a word is made of known ones and numbers alone: `pbkdf2_sha256`, `12characters`, `Ctrl+Shift+F12`.
fn is_description(word: &str) -> bool {
    let runs = || word.split(|c: char| !c.is_alphabetic()).filter(|run| !run.is_empty());
    // A number of seven digits and more says something else.
    let is_short = word.split(|c: char| !c.is_ascii_digit()).all(|run| run.len() < 7);
    // Single letters and numbers alone may be anything.
    let is_version = word.starts_with(['v', 'V']) && word.contains('.');
    is_short
        && runs().all(|run| WORDS.has("known", &run.to_ascii_lowercase()))
        && (is_version || runs().any(|run| run.len() > 1))
}

fn is_file_path(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(_, ending)| is_file(ending))
}

/// Whether a word is made for machines alone: hexadecimal digits, a UUID, or letters and digits that take turns.
fn is_opaque(word: &str) -> bool {
    let is_hex = |word: &str| word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = word.split('-').collect();
    let is_uuid =
        parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]) && parts.iter().all(|part| is_hex(part));
    let numbers = word.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count();
    let takes_turns =
        word.len() >= 20 && word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && numbers >= 4;
    let is_mixed = numbers > 0 && word.bytes().any(|byte| byte.is_ascii_alphabetic());
    is_mixed && (takes_turns || (word.len() >= 16 && is_hex(word)) || is_uuid)
}
