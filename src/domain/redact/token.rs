//! Keys and tokens that services give a prefix: `framework/redact/tokens.txt`.

use std::ops::Range;
use std::sync::LazyLock;

use super::key::is_sign;
use super::scan::runs;

static FORMATS: LazyLock<Vec<TokenFormat>> = LazyLock::new(|| {
    let lines = include_str!("../../../framework/redact/tokens.txt").lines();
    lines.filter_map(TokenFormat::parse).collect()
});

/// What a service's tokens look like.
#[derive(Debug)]
struct TokenFormat {
    prefix: &'static str,
    alphabet: &'static str,
    /// How many characters stand behind the prefix, at least or exactly.
    length: usize,
    is_exact: bool,
}

impl TokenFormat {
    fn parse(line: &'static str) -> Option<Self> {
        let mut fields = line.split_whitespace();
        let (prefix, alphabet, length) = (fields.next()?, fields.next()?, fields.next()?);
        let is_exact = !length.ends_with('+');
        let length = length.trim_end_matches('+').parse().ok()?;
        (!prefix.starts_with('#')).then_some(Self { prefix, alphabet, length, is_exact })
    }

    /// Whether a character stands in such a token.
    fn has(&self, byte: u8) -> bool {
        match self.alphabet {
            "hex" => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
            "lower" => byte.is_ascii_digit() || byte.is_ascii_lowercase(),
            "upper" => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            "alnum" => byte.is_ascii_alphanumeric(),
            "base64" => byte.is_ascii_alphanumeric() || b"+/=_-".contains(&byte),
            "dotted" => byte.is_ascii_alphanumeric() || b"-_.".contains(&byte),
            "path" => byte.is_ascii_alphanumeric() || b"-_./".contains(&byte),
            _ => byte.is_ascii_alphanumeric() || b"-_".contains(&byte),
        }
    }

    /// The length of the token that a text begins with.
    fn token(&self, text: &str) -> Option<usize> {
        let rest = text.strip_prefix(self.prefix)?;
        let long = rest.bytes().take_while(|byte| self.has(*byte)).count();
        let rest = &rest[..long];
        let rest = if self.alphabet == "dotted" { rest.trim_end_matches('.') } else { rest };
        let has_digit = |part: &str| part.bytes().any(|byte| byte.is_ascii_digit());
        let is_random = match self.alphabet {
            "dashed" => rest.split(['-', '_']).any(|part| part.len() >= 16 && has_digit(part)),
            _ => has_digit(rest),
        };
        let is_long = if self.is_exact { rest.len() == self.length } else { rest.len() >= self.length };
        (is_long && is_random).then_some(self.prefix.len() + rest.len())
    }
}

/// The shortest token of all.
const SHORTEST: usize = 15;

/// Where tokens of known services stand.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for run in runs(text, is_sign).into_iter().filter(|run| run.len() >= SHORTEST) {
        let mut last = b' ';
        for (at, byte) in run.clone().zip(text[run.clone()].bytes()) {
            let begins = !last.is_ascii_alphanumeric() && byte.is_ascii_alphanumeric();
            last = byte;
            if !begins || run.end - at < SHORTEST || found.last().is_some_and(|last| at < last.end) {
                continue;
            }
            let same_start = |format: &&TokenFormat| format.prefix.as_bytes()[0] == byte;
            let of_format = |format: &TokenFormat| format.token(&text[at..]);
            found.extend(FORMATS.iter().filter(same_start).find_map(of_format).map(|long| at..at + long));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_found_at_its_length_and_not_below() {
        assert!(
            FORMATS.len() > 100
                && FORMATS.iter().all(|format| format.prefix.len() + format.length >= SHORTEST)
        );
        for format in FORMATS.iter() {
            let alphabets =
                ["hex", "lower", "upper", "alnum", "base64", "base64url", "dotted", "path", "dashed"];
            assert!(alphabets.contains(&format.alphabet), "{format:?}");
            let letters = if format.alphabet == "upper" { "A7" } else { "a7" };
            let token = |long: usize| format!("{}{}", format.prefix, &letters.repeat(long)[..long]);
            let text = format!("({}) and", token(format.length));
            let range = 1..text.len() - 5;
            assert!(find(&text).iter().eq([&range]), "{format:?}");
            // A shorter one may be another service's.
            let short = token(format.length - 1);
            assert_eq!(format.token(&short), None, "{format:?}");
        }
    }
}
