//! Addresses and paths that stand bare in a text, which Markdown makes no links of.

use std::ops::Range;

/// A link: its words in a text, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextLink {
    pub(crate) range: Range<usize>,
    /// Empty where the definition that it names is missing.
    pub(crate) url: String,
}

/// The addresses, paths and e-mail addresses that stand bare in a text, without the punctuation around them.
pub(crate) fn bare_links(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |part| {
        let at = start;
        start += part.len();
        let opens = |c: char| matches!(c, '(' | '“' | '"' | '‘' | '\'' | '<' | '„' | '«' | '[');
        let bare = part.trim_start_matches(opens);
        let from = at + part.len() - bare.len();
        let bare = bare.trim_end().trim_end_matches(|c: char| {
            opens(c) || matches!(c, ')' | '.' | ',' | ';' | ':' | '!' | '?' | '”' | '’' | '>' | '»' | ']')
        });
        is_address(bare).then(|| from..from + bare.len())
    })
}

/// Whether a word is an address: of the web, of mail, or of a file.
fn is_address(word: &str) -> bool {
    let starts = |start: &str| {
        word.len() > start.len()
            && word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    is_drive_path(word)
        || word.contains("://")
        || ["www.", "file:/", "mailto:", "~/", "/home/", "/users/", "\\\\"].into_iter().any(starts)
        || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// `C:\…`.
pub(crate) fn is_drive_path(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && text.get(1..3) == Some(":\\")
}

/// The host of an address in lower case, without user and port; `None` where it has no scheme.
pub(crate) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(inside) => inside.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    Some(host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_addresses_are_found_without_their_punctuation() {
        for (text, wanted) in [
            ("(see https://b.example/c).", "https://b.example/c"),
            ("at ~/notes.md, by ada@b.example; C:\\x.md ~", "~/notes.md|ada@b.example|C:\\x.md"),
            ("a@b and http: and 1:\\", ""),
            ("“WWW.example.com”, <mailto:a@b.example>", "WWW.example.com|mailto:a@b.example"),
        ] {
            let found: Vec<&str> = bare_links(text).map(|range| &text[range]).collect();
            assert_eq!(found.join("|"), wanted, "{text}");
        }
    }

    #[test]
    fn a_host_is_read_from_its_address() {
        for (url, wanted) in [
            ("https://ada@Git.example:8443/x?y#z", Some("git.example")),
            ("http://[::1]/x", Some("::1")),
            ("https://git.example/@ada/x", Some("git.example")),
            ("docs/x.md", None),
        ] {
            assert_eq!(host(url).as_deref(), wanted, "{url}");
        }
    }
}
