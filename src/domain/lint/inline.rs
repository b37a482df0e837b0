//! A block's lines as the text that a reader sees, with what is quoted, what is code and what is a link.

use std::ops::Range;

use super::quotes;

/// Between quotation marks, or in a block quote: the person's own words, as the journal has them.
const QUOTED: u8 = 1;
const CODE: u8 = 2;
/// The words of a link, an address, a path.
const LINK: u8 = 4;

/// How many brackets may be open at once.
const DEEPEST: usize = 16;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// Where its words stand in the text.
    pub(super) range: Range<usize>,
    /// The address; empty where a definition elsewhere has it.
    pub(super) url: String,
}

#[derive(Debug, Default)]
pub(super) struct Inline {
    pub(super) text: String,
    /// The links, in the order of their ends.
    pub(super) links: Vec<Link>,
    /// Where in the text each line but the first starts.
    pub(super) breaks: Vec<usize>,
    /// What each byte of the text is.
    marks: Vec<u8>,
    bold: Option<usize>,
}

impl Inline {
    fn is(&self, at: usize, mark: u8) -> bool {
        self.marks.get(at).is_some_and(|marks| marks & mark != 0)
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.is(at, QUOTED)
    }

    pub(super) fn is_code(&self, at: usize) -> bool {
        self.is(at, CODE)
    }

    /// Whether a place belongs to a link.
    pub(super) fn is_link(&self, at: usize) -> bool {
        self.is(at, LINK)
    }

    /// The bold words that it starts with, and what follows: `**Impact:** text`.
    pub(super) fn label(&self) -> Option<(&str, &str)> {
        let (label, rest) = self.text.split_at_checked(self.bold?)?;
        Some((label.trim().trim_end_matches(':').trim_end(), rest.trim().trim_start_matches(':').trim()))
    }

    fn mark(&mut self, range: Range<usize>, mark: u8) {
        for marks in self.marks.get_mut(range).into_iter().flatten() {
            *marks |= mark;
        }
    }
}

pub(super) fn flatten(lines: &[&str], quoted: bool) -> Inline {
    let mut reader = Reader { out: Inline::default(), bold: false, brackets: Vec::new() };
    for (number, line) in lines.iter().enumerate() {
        let hard = line.ends_with('\\') || line.ends_with("  ");
        if number > 0 {
            reader.out.breaks.push(reader.out.text.len());
        }
        reader.line(line.trim_end().trim_end_matches('\\'));
        if number + 1 < lines.len() {
            reader.push(if hard { '\n' } else { ' ' });
        }
    }
    let mut out = reader.out;
    out.marks.resize(out.text.len(), 0);
    addresses(&mut out);
    for range in quotes::find(&out.text, |at| out.is_code(at)) {
        out.mark(range, QUOTED);
    }
    if quoted {
        out.mark(0..out.text.len(), QUOTED);
    }
    out
}

struct Reader {
    out: Inline,
    bold: bool,
    /// Where the brackets that are open stand in the text; [`DEEPEST`] at most.
    brackets: Vec<usize>,
}

impl Reader {
    fn push(&mut self, c: char) {
        self.out.text.push(c);
        self.out.marks.resize(self.out.text.len(), 0);
    }

    fn line(&mut self, line: &str) {
        if self.definition(line) {
            return;
        }
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let next = &rest[c.len_utf8()..];
            let read = match c {
                '\\' if next.starts_with(|c: char| c.is_ascii_punctuation()) => {
                    self.push(char::from(next.as_bytes()[0]));
                    2
                }
                '`' => self.code(rest),
                '*' => self.stars(rest),
                '_' if !(self.ends_in_a_word() && next.starts_with(char::is_alphanumeric)) => 1,
                '|' => {
                    // Cells of a table do not make one sentence.
                    self.push('\n');
                    1
                }
                '[' => {
                    if self.brackets.len() < DEEPEST {
                        self.brackets.push(self.out.text.len());
                    }
                    self.push('[');
                    1
                }
                '!' if next.starts_with('[') => 1,
                ']' => self.link(rest),
                '<' => self.autolink(rest),
                c => {
                    self.push(c);
                    c.len_utf8()
                }
            };
            rest = &rest[read..];
        }
    }

    fn ends_in_a_word(&self) -> bool {
        self.out.text.ends_with(char::is_alphanumeric)
    }

    /// `[name]: address`, which a reader does not see.
    fn definition(&mut self, line: &str) -> bool {
        let Some((name, url)) = line.strip_prefix('[').and_then(|rest| rest.split_once("]:")) else {
            return false;
        };
        let url = url.trim();
        if name.is_empty() || name.contains(['[', ']']) || url.is_empty() || url.contains(' ') {
            return false;
        }
        let at = self.out.text.len();
        self.out.links.push(Link { range: at..at, url: url.trim_matches(['<', '>']).to_owned() });
        true
    }

    fn stars(&mut self, rest: &str) -> usize {
        let run = rest.len() - rest.trim_start_matches('*').len();
        let bold = run >= 2;
        if bold && self.bold && self.out.bold.is_none() {
            self.out.bold = Some(self.out.text.len());
        }
        self.bold |= bold && self.out.text.is_empty();
        run
    }

    /// A code span; what opens none is text.
    fn code(&mut self, rest: &str) -> usize {
        let run = rest.len() - rest.trim_start_matches('`').len();
        let mark = &rest[..run];
        // Longer runs are not looked for, so that no text is gone through more than a few times.
        let inside = &rest[run..];
        let end = if run <= 3 { inside.find(mark) } else { None };
        let Some(end) = end else {
            return run;
        };
        let start = self.out.text.len();
        for c in inside[..end].chars() {
            self.push(c);
        }
        self.out.mark(start..self.out.text.len(), CODE);
        run + end + run
    }

    /// The end of a link's words, with the address behind it; without one the brackets are text.
    fn link(&mut self, rest: &str) -> usize {
        let Some(start) = self.brackets.pop() else {
            self.push(']');
            return 1;
        };
        if let Some(target) = rest.strip_prefix("](") {
            let stop = |c: char| c.is_whitespace() || matches!(c, ')' | '[' | ']');
            let url = &target[..target.find(stop).unwrap_or(target.len())];
            let behind = &target[url.len()..];
            let closing = behind.find(['(', ')', '[', ']']).filter(|at| behind[*at..].starts_with(')'));
            if let Some(closing) = closing {
                let end = self.opened(start);
                let url = url.trim_matches(['<', '>']).to_owned();
                self.out.links.push(Link { range: start.min(end)..end, url });
                return 2 + rest[2..].len() - behind.len() + closing + 1;
            }
        }
        // `[words][name]` is a link too; its address stands in a definition.
        if let Some(name) = rest.strip_prefix("][") {
            let read = self.opened(start);
            let end = name.find([']', '[']).filter(|at| name[*at..].starts_with(']'));
            self.out.links.push(Link { range: start.min(read)..read, url: String::new() });
            return end.map_or(1, |end| 2 + end + 1);
        }
        self.push(']');
        1
    }

    /// Takes away the bracket before a link's words, which end where the text does now: there, is returned.
    fn opened(&mut self, start: usize) -> usize {
        if self.out.text.get(start..).is_some_and(|words| words.starts_with('[')) {
            self.out.text.remove(start);
            self.out.marks.remove(start);
        }
        let end = self.out.text.len();
        self.out.mark(start.min(end)..end, LINK);
        end
    }

    /// `<https://…>`.
    fn autolink(&mut self, rest: &str) -> usize {
        let inside = &rest[1..];
        let end = inside.find(|c: char| c.is_whitespace() || c == '<' || c == '>').unwrap_or(inside.len());
        if inside[end..].starts_with('>') && inside[..end].contains([':', '@']) {
            // The address is read as one that stands bare.
            for c in inside[..end].chars() {
                self.push(c);
            }
            return end + 2;
        }
        self.push('<');
        1
    }
}

/// Marks addresses and paths that stand bare.
fn addresses(out: &mut Inline) {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for part in out.text.split_inclusive(char::is_whitespace) {
        let at = start;
        start += part.len();
        let opens = |c: char| matches!(c, '(' | '“' | '"' | '‘' | '\'' | '<' | '„' | '«');
        let bare = part.trim_start_matches(opens);
        let from = at + part.len() - bare.len();
        let bare = bare.trim_end();
        let bare = bare.trim_end_matches(|c: char| {
            opens(c) || matches!(c, ')' | '.' | ',' | ';' | ':' | '!' | '?' | '”' | '’' | '>' | '»')
        });
        if is_address(bare) && !out.is_link(from) && !out.is_code(from) {
            found.push(from..from + bare.len());
        }
    }
    for range in found {
        out.links.push(Link { range: range.clone(), url: out.text[range.clone()].to_owned() });
        out.mark(range, LINK);
    }
}

fn is_address(text: &str) -> bool {
    let lower = text.get(..9).unwrap_or(text).to_ascii_lowercase();
    let starts = |start: &str| lower.starts_with(start) && text.len() > start.len();
    let drive =
        lower.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && lower.get(1..3) == Some(":\\");
    drive
        || text.contains("://")
        || ["www.", "file:/", "mailto:", "~/", "/home/", "/users/", "\\\\"].iter().any(|it| starts(it))
        || text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_taken_off_and_escapes_are_read() {
        for (text, wanted) in [
            (r"a\_b \*c\* snake_case **bold** _it_", "a_b *c* snake_case bold it"),
            (r"\[a\](x) [b](https://c.example) ![d](e.png)", "[a](x) b d"),
            ("see [the list] and x]", "see [the list] and x]"),
            ("one\\\ntwo\nthree  \nfour", "one\ntwo three\nfour"),
            ("`code` and ```` odd", "code and  odd"),
            ("<https://a.example> x < y", "https://a.example x < y"),
            ("[a][1]\n[1]: https://a.example", "a "),
        ] {
            assert_eq!(flatten(&text.split('\n').collect::<Vec<_>>(), false).text, wanted, "{text}");
        }
    }

    #[test]
    fn links_are_known_however_they_are_written() {
        let of = |text: &str| -> Vec<String> {
            let out = flatten(&[text], false);
            out.links.into_iter().map(|link| link.url).collect()
        };
        for (text, wanted) in [
            ("[a](https://a.example/x_(1\\)", vec!["https://a.example/x_(1\\"]),
            ("[a](https://a.example \"T\") b", vec!["https://a.example"]),
            ("[a](<b>) (see https://b.example/c).", vec!["b", "https://b.example/c"]),
            ("[1]: file:///x", vec!["file:///x"]),
            ("at ~/notes.md, by ada@b.example; `~/x` ~", vec!["~/notes.md", "ada@b.example"]),
            ("a](b) [c](d [e", vec![]),
        ] {
            assert_eq!(of(text), wanted, "{text}");
        }
    }
}
