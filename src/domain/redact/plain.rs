//! A text without what only sets it: emphasis, escapes of addresses, entities, rows of hyphens.
//!
//! A name in `Acme **Corp**`, `?q=Acme%20Corp` or `Acme/Corp` is read as it is meant, so it is looked for here too.

use std::ops::Range;

/// What stands for a space between two words, the longest first.
const SPACES: [&str; 8] = ["&nbsp;", "%20", "%2B", "\\_", "--", "+", "/", "."];
const MARKS: [char; 3] = ['*', '`', '~'];

/// A text as it is read, and where each of its bytes came from.
pub(super) struct Plain {
    pub(super) text: String,
    from: Vec<usize>,
    end: usize,
}

impl Plain {
    /// That of a text; `None` where it is read as it stands.
    pub(super) fn of(text: &str) -> Option<Self> {
        let sets = |c: char| MARKS.contains(&c) || matches!(c, '&' | '%' | '\\' | '+' | '/' | '.' | '-');
        if !text.contains(sets) {
            return None;
        }
        let mut plain = Self { text: String::with_capacity(text.len()), from: Vec::new(), end: text.len() };
        let (mut at, mut changed) = (0, false);
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            // A look ahead only where a word ends and one of them begins: rows of signs are long.
            let after_word = is_word(plain.text.chars().next_back());
            let space = SPACES.iter().find(|space| after_word && rest.starts_with(**space)).filter(|space| {
                let long = match **space {
                    "--" => rest.len() - rest.trim_start_matches('-').len(),
                    space => space.len(),
                };
                let behind = rest.get(long..).and_then(|rest| rest.trim_start_matches(MARKS).chars().next());
                is_word(behind)
            });
            let (long, put) = match space {
                Some(&"--") => (rest.len() - rest.trim_start_matches('-').len(), Some(' ')),
                Some(space) => (space.len(), Some(' ')),
                None if MARKS.contains(&c) => (c.len_utf8(), None),
                None => (c.len_utf8(), Some(c)),
            };
            changed |= space.is_some() || put.is_none();
            if let Some(c) = put {
                plain.from.resize(plain.text.len() + c.len_utf8(), at);
                plain.text.push(c);
            }
            at += long;
        }
        changed.then_some(plain)
    }

    /// Where something that stands here stands in the text.
    pub(super) fn place(&self, range: &Range<usize>, text: &str) -> Range<usize> {
        let of = |at: usize| self.from.get(at).copied().unwrap_or(self.end);
        let start = of(range.start);
        let last = range.end.checked_sub(1).map_or(start, of);
        let end = last + text.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_it_is_meant() {
        for (text, read) in [
            ("*Acme* Corp", "Acme Corp"),
            ("Acme **Corp**", "Acme Corp"),
            ("?q=Acme%20Corp&x=Acme+Corp", "?q=Acme Corp&x=Acme Corp"),
            ("Acme/Corp, Acme--Corp, Acme&nbsp;Corp", "Acme Corp, Acme Corp, Acme Corp"),
            ("Straße/Größe ~~alt~~", "Straße Größe alt"),
        ] {
            let plain = Plain::of(text).unwrap();
            assert_eq!(plain.text, read);
            let corp = read.rfind(char::is_alphabetic).unwrap();
            let place = plain.place(&(corp..corp + read[corp..].chars().next().unwrap().len_utf8()), text);
            assert_eq!(text[place], read[corp..corp + read[corp..].chars().next().unwrap().len_utf8()]);
        }
        for text in ["Acme Corp", "C++ (EU)", "a - b", "at the end."] {
            assert!(Plain::of(text).is_none(), "{text}");
        }
    }
}
