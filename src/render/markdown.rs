//! Data on its way into Markdown: what was text stays text, wherever it is put.
//!
//! Only what could start something is escaped, so that the file still reads well as plain text: every character that
//! CommonMark, GitHub, GitLab or pandoc give a meaning anywhere, and those that mean something at the start of a line.

use std::fmt::Write as _;

use super::text::{clean, clean_lines};

/// The characters that are escaped wherever they stand. `@`, `#`, `$`, `^` and `{` mean something to GitLab or pandoc.
const ALWAYS: &[char] = &['\\', '`', '*', '[', ']', '<', '>', '~', '|', '$', '#', '@', '^', '{', '}'];

/// A text that is only text in Markdown. Its lines stay lines: each but the first is a hard break, indented so that it
/// stays in the bullet that it is in.
pub fn escape(text: &str) -> String {
    let text = clean_lines(text);
    let mut safe = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !safe.is_empty() {
            safe.push_str("\\\n  ");
        }
        escape_line(line, &mut safe);
    }
    safe
}

/// A text that stays on its line, as a cell and a heading must.
pub(super) fn inline(text: &str) -> String {
    escape(&clean(text))
}

fn escape_line(line: &str, safe: &mut String) {
    let number = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let mut before = None;
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let next = rest.chars().next();
        let starts_something = match c {
            '_' => !(is_word(before) && is_word(next)),
            '!' => next.is_none_or(|next| next.is_ascii_digit()),
            '&' => is_reference(rest),
            ':' => at == 0 || next.is_some_and(|next| next == '/' || next.is_ascii_alphabetic()),
            '.' if is_www(&line.as_bytes()[..at]) => true,
            '.' | ')' => number > 0 && at == number,
            '-' | '+' | '=' | '%' => at == 0,
            c => ALWAYS.contains(&c),
        };
        if starts_something {
            safe.push('\\');
        }
        safe.push(c);
        before = Some(c);
    }
}

/// Whether a text ends in what begins an address; no more of it is looked at, as a line may have very many dots.
fn is_www(before: &[u8]) -> bool {
    before.last_chunk::<3>().is_some_and(|last| last.eq_ignore_ascii_case(b"www"))
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether what follows a `&` makes it an entity, or a reference of GitLab's.
fn is_reference(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
    end > 0 && (rest[end..].starts_with(';') || rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A link, or the label alone where the address is not one to be followed (`http`, `https`, `mailto`). Without a label
/// it is called by the host and the last part of the path.
pub fn link(url: &str, label: Option<&str>) -> String {
    let url = url.trim();
    let one_line = |text: &str| escape(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let label = label.map(one_line).filter(|label| !label.is_empty());
    match label {
        Some(label) if is_followed(url) => format!("[{label}]({})", destination(url)),
        Some(label) => label,
        None if is_followed(url) => format!("[{}]({})", one_line(&short_name(url)), destination(url)),
        None => one_line(url),
    }
}

pub fn code(command: &str) -> String {
    format!("`{}`", clean_lines(command).replace(['`', '\n'], " ").trim())
}

fn is_followed(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| !rest.trim_matches('/').is_empty()))
}

/// `example.com/…/12` for `https://example.com/group/mr/12?tab=1`.
fn short_name(url: &str) -> String {
    let Some((_, rest)) = url.split_once("://") else {
        let address = url.split_once(':').map_or(url, |(_, address)| address);
        return address.split('?').next().unwrap_or(address).to_owned();
    };
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.rsplit('@').next().unwrap_or(host);
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    match (parts.next(), parts.next_back()) {
        (Some(_), Some(last)) => format!("{host}/…/{last}"),
        (Some(only), None) => format!("{host}/{only}"),
        (None, _) => host.to_owned(),
    }
}

/// An address that ends only where the link does: whatever is no plain part of an address is percent-encoded.
fn destination(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    let mut buffer = [0; 4];
    for c in url.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => safe.push(c),
            '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '@' | '!' | '\'' | '*' | '+' | ',' | '='
            | '%' | '&' => {
                safe.push(c);
            }
            c => {
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    let _ = write!(safe, "%{byte:02X}");
                }
            }
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_text_stays_as_it_is() {
        for text in [
            "Gateway tickets fell from 63 a week to 37 (10 weeks before and after)",
            "Failed searches: 410 a week at the start; 38 % to 22 %",
            "R&D's snake_case_name: p95 at 10:30! So it is",
            "ünï 日本 – “so”",
        ] {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn what_could_start_something_is_escaped() {
        for (text, wanted) in [
            ("# a", r"\# a"),
            ("- a", r"\- a"),
            ("12. a", r"12\. a"),
            ("2) a", r"2\) a"),
            ("=== a", r"\=== a"),
            ("<b>x</b> <!-- y -->", r"\<b\>x\</b\> \<!-- y --\>"),
            ("![a](b)", r"!\[a\](b)"),
            ("*a* _b_ ~~c~~ `d`", r"\*a\* \_b\_ \~\~c\~\~ \`d\`"),
            ("&amp; &#33; &", r"\&amp; \&\#33; &"),
            ("see https://a.example or www.b.example", r"see https\://a.example or www\.b.example"),
            ("a@b.example and @ada, #12, !13", r"a\@b.example and \@ada, \#12, \!13"),
            ("a|b\n-|-", "a\\|b\\\n  \\-\\|-"),
            ("one\r\n\r\n    two\n", "one\\\n  two"),
            ("a\u{1b}[1m\u{202e}b", r"a\\u\{1b\}\[1m\\u\{202e\}b"),
        ] {
            assert_eq!(escape(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_long_line_is_escaped_at_once() {
        let started = std::time::Instant::now();
        let text = "a.".repeat(450_000);
        assert_eq!(escape(&text), text);
        assert_eq!(escape("WwW.a w.ww. ww"), r"WwW\.a w.ww. ww");
        assert!(started.elapsed() < std::time::Duration::from_secs(4), "{:?}", started.elapsed());
    }

    #[test]
    fn only_addresses_that_can_be_followed_are_links() {
        for (url, label, wanted) in [
            ("https://example.com/mr/12", None, "[example.com/…/12](https://example.com/mr/12)"),
            ("https://ada:pw@example.com", None, "[example.com](https://ada:pw@example.com)"),
            ("https://example.com/a", Some("The *change*"), r"[The \*change\*](https://example.com/a)"),
            ("https://example.com/a) <b>", Some("x"), "[x](https://example.com/a%29%20%3Cb%3E)"),
            ("https://example.com/?a=1&copy;", Some("x"), "[x](https://example.com/?a=1&copy%3B)"),
            ("javascript:alert(1)", None, r"javascript\:alert(1)"),
            ("javascript:alert(1)", Some("x"), "x"),
            ("mailto:ada@example.com", None, r"[ada\@example.com](mailto:ada@example.com)"),
            ("https://", None, r"https\://"),
        ] {
            assert_eq!(link(url, label), wanted);
        }
    }

    proptest! {
        /// Behind the escapes nothing is left that has a meaning, and the words are those that were given.
        #[test]
        fn no_text_comes_through_as_markup(text in "[ \\PC\n\t]{0,60}|[-+=#>*_`~<>&;:!/.()0-9a-z@|\\[\\]{}\\\\\n ]{0,40}") {
            let safe = escape(&text);
            let mut words = String::new();
            for (number, line) in safe.split("\\\n  ").enumerate() {
                let mut chars = line.chars().peekable();
                if number > 0 {
                    words.push('\n');
                }
                prop_assert!(!line.starts_with(['-', '+', '=', ':', ' ', '\t', '%']));
                prop_assert!(!line.contains('\n'));
                while let Some(c) = chars.next() {
                    let c = if c == '\\' { chars.next().unwrap() } else {
                        prop_assert!(!ALWAYS.contains(&c), "{c} in {line}");
                        c
                    };
                    words.push(c);
                }
            }
            let given = clean_lines(&text);
            let given: Vec<&str> = given.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            prop_assert_eq!(words, given.join("\n"));
        }
    }
}
