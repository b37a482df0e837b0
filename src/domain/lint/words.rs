//! A block's text as words and sentences.

use std::ops::Range;

use super::inline::Inline;

/// A word: letters and digits, with what joins them (`don't`, `re-run`, `1,590`, `9.5`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    /// In lower case, with a straight apostrophe.
    pub(super) lower: String,
    pub(super) quoted: bool,
    pub(super) link: bool,
    pub(super) code: bool,
    pub(super) starts: bool,
}

#[derive(Debug, Default)]
pub(super) struct Words(Vec<Word>);

/// Behind these a full stop ends no sentence.
const SHORTENED: [&str; 19] = [
    "e.g", "i.e", "eg", "ie", "vs", "cf", "etc", "approx", "incl", "resp", "no", "nos", "fig", "dr", "mr",
    "mrs", "ms", "st", "avg",
];

impl Words {
    pub(super) fn read(inline: &Inline) -> Self {
        let text = inline.text.as_str();
        let mut words: Vec<Word> = Vec::new();
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if !c.is_alphanumeric() {
                continue;
            }
            let mut end = start + c.len_utf8();
            while let Some((at, c)) = chars.peek().copied() {
                let next = text[at + c.len_utf8()..].chars().next();
                let joins = matches!(c, '\'' | '’' | '-' | '.' | ',' | '_')
                    && next.is_some_and(char::is_alphanumeric)
                    && (!matches!(c, '.' | ',') || is_joined(&text[start..at], c, next));
                if !c.is_alphanumeric() && !joins {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            let between = words.last().map_or(text.get(..start), |last| text.get(last.range.end..start));
            let before = words.last().map_or("", |last| last.lower.as_str());
            words.push(Word {
                range: start..end,
                lower: text[start..end].to_lowercase().replace('’', "'"),
                quoted: inline.is_quoted(start),
                link: inline.is_link(start),
                code: inline.is_code(start),
                starts: words.is_empty() || ends(between.unwrap_or_default(), before, c),
            });
        }
        Self(words)
    }

    pub(super) fn all(&self) -> &[Word] {
        &self.0
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = &[Word]> {
        self.0.chunk_by(|_, next| !next.starts)
    }
}

/// Whether a stop or a comma stands inside a word: `9.5`, `1,590`, `e.g`, `example.com`; not `done.Then`.
fn is_joined(before: &str, c: char, next: Option<char>) -> bool {
    let digits = before.ends_with(|c: char| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit());
    digits || (c == '.' && next.is_some_and(char::is_lowercase))
}

/// Whether what stands between two words ends a sentence. `next` is how the second one starts.
fn ends(between: &str, before: &str, next: char) -> bool {
    if between.contains('\n') {
        return true;
    }
    // What is quoted behind a colon, and what stands behind a quotation in brackets, are for themselves.
    let is_quoted = |text: &str| text.trim_start().starts_with(['“', '"', '„', '«']);
    if between.split_once(':').is_some_and(|(_, rest)| is_quoted(rest))
        || between.starts_with("” (")
        || between.starts_with("\" (")
    {
        return true;
    }
    let Some(at) = between.find(['.', '!', '?', '…']) else { return false };
    let behind = between[at..].trim_start_matches(['.', '!', '?', '…', '”', '"', '’', ')', '»', '“']);
    if !behind.starts_with(char::is_whitespace) && between.len() > at + 1 && !behind.is_empty() {
        return false;
    }
    let shortened = between[at..].starts_with('.') && SHORTENED.contains(&before);
    !(shortened || next.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::inline::flatten;
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let inline = flatten(&text.split('\n').collect::<Vec<_>>(), false);
        let words = Words::read(&inline);
        let said = |words: &[Word]| words.iter().map(|word| word.lower.clone()).collect::<Vec<_>>().join(" ");
        words.sentences().map(said).collect()
    }

    #[test]
    fn sentences_end_where_they_do() {
        for (text, wanted) in [
            ("It’s 9.5 of 1,590. Then re-run it!", vec!["it's 9.5 of 1,590", "then re-run it"]),
            ("We use e.g. Rust, vs. Go. So", vec!["we use e.g rust vs go", "so"]),
            ("one.\\\ntwo", vec!["one", "two"]),
            ("one\\\ntwo", vec!["one", "two"]),
            ("She led this: “I did.” (May)", vec!["she led this", "i did", "may"]),
            ("“Wrote it” (May 2026). Result: “9 to 4”", vec!["wrote it", "may 2026", "result", "9 to 4"]),
            ("see example.com. done", vec!["see example.com done"]),
            ("and so on... Then", vec!["and so on", "then"]),
        ] {
            assert_eq!(sentences(text), wanted, "{text}");
        }
    }
}
