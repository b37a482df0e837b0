//! A document's Markdown as blocks: headings, paragraphs, list items and table rows, each with its line, its section and
//! the entries that its comment names. It reads what people write by hand, not every corner of CommonMark.

use super::inline::{Inline, flatten};
use super::words::Words;
use crate::domain::ids::EntryNo;
use crate::domain::update::{Fence, comments_of_any};

/// How many entry numbers one document may name; more are not looked at.
const MOST_IDS: usize = 200_000;
/// How long a run of entry numbers may be.
const LONGEST_RUN: u32 = 10_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading, with its depth.
    Heading(usize),
    Text,
}

/// A piece of text that stands for itself.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// Its first line, from 1.
    pub(super) line: usize,
    pub(super) inline: Inline,
    pub(super) words: Words,
    pub(super) entries: Vec<EntryNo>,
    /// The heading of depth 2 that it stands under.
    pub(super) section: String,
    /// The heading or bold label that it stands under, in lower case.
    pub(super) part: String,
    /// Whether it is but a bold label over what follows.
    pub(super) is_label: bool,
}

impl Block {
    /// The line of a place in its text.
    pub(super) fn line_at(&self, at: usize) -> usize {
        let breaks = &self.inline.breaks;
        self.line + breaks.partition_point(|start| *start <= at)
    }

    /// How many words a reader sees of it.
    pub(super) fn words_shown(&self) -> usize {
        count(&self.inline.text)
    }

    /// Whether it is the text of a reader, not a heading or a label.
    pub(super) fn is_told(&self) -> bool {
        self.kind == Kind::Text && !self.is_label
    }
}

#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    fenced: usize,
    /// Whether its blocks have no words: who looks at what they cite needs none.
    bare: bool,
}

/// A block's lines, as they are being collected.
struct Open<'t> {
    kind: Kind,
    line: usize,
    quoted: bool,
    lines: Vec<&'t str>,
}

impl Page {
    pub(super) fn read(document: &str) -> Self {
        Self::default().filled(document)
    }

    /// Reads a document for its headings and what it cites.
    pub(super) fn read_bare(document: &str) -> Self {
        Self { bare: true, ..Self::default() }.filled(document)
    }

    fn filled(self, document: &str) -> Self {
        let (text, comments) = without_comments(document);
        let mut page = self;
        let mut open: Option<Open<'_>> = None;
        // With whether it is in a block quote, which ends it too.
        let mut fence: Option<(Fence, bool)> = None;
        for (at, whole) in text.lines().enumerate() {
            let (line, bare) = (at + 1, whole.trim());
            let (outside, quoted) = unquoted(bare);
            if let Some((mark, of_quote)) = fence.filter(|(_, of_quote)| quoted || !of_quote) {
                if mark.is_closed_by(if of_quote { outside } else { whole }) {
                    fence = None;
                } else {
                    page.fenced += count(bare);
                }
                continue;
            }
            let bare = outside;
            fence = Fence::opened_by(if quoted { outside } else { whole }).map(|mark| (mark, quoted));
            if fence.is_some() || bare.is_empty() {
                page.close(open.take());
            } else if let Some((depth, heading)) = heading(bare) {
                page.close(open.take());
                page.close(Some(Open { kind: Kind::Heading(depth), line, quoted, lines: vec![heading] }));
            } else if is_rule(bare) {
                // Under a paragraph it makes a heading of it.
                let depth = if bare.starts_with('=') { 1 } else { 2 };
                let under = open.take().map(|block| match bare.starts_with(['=', '-']) {
                    true => Open { kind: Kind::Heading(depth), ..block },
                    false => block,
                });
                page.close(under);
            } else if let Some(item) = item(bare) {
                page.close(open.take());
                open = Some(Open { kind: Kind::Text, line, quoted, lines: vec![item] });
            } else {
                let goes_on = open.as_ref().is_some_and(|block| block.quoted == quoted);
                if !goes_on || bare.starts_with('|') {
                    page.close(open.take());
                }
                let bare = if whole.ends_with("  ") { whole.trim_start() } else { bare };
                open.get_or_insert(Open { kind: Kind::Text, line, quoted, lines: Vec::new() })
                    .lines
                    .push(bare);
            }
        }
        page.close(open);
        page.place(&comments);
        page
    }

    fn close(&mut self, open: Option<Open<'_>>) {
        let Some(Open { kind, line, quoted, lines }) = open else { return };
        let inline = flatten(&lines, quoted);
        if inline.text.trim().is_empty() && inline.links.is_empty() {
            return;
        }
        let words = if self.bare { Words::default() } else { Words::read(&inline) };
        let (section, part) = (String::new(), String::new());
        self.blocks.push(Block {
            kind,
            line,
            inline,
            words,
            entries: Vec::new(),
            section,
            part,
            is_label: false,
        });
    }

    /// Gives each block its section, its part and its entries.
    fn place(&mut self, comments: &[(usize, Vec<EntryNo>)]) {
        let (mut section, mut part) = (String::new(), String::new());
        let mut comments = comments.iter().peekable();
        let starts: Vec<usize> = self.blocks.iter().skip(1).map(|block| block.line).collect();
        for (at, block) in self.blocks.iter_mut().enumerate() {
            let next = starts.get(at).copied().unwrap_or(usize::MAX);
            while let Some((_, ids)) = comments.next_if(|(line, _)| *line < next) {
                block.entries.extend(ids);
            }
            let text = block.inline.text.trim();
            if let Kind::Heading(depth) = block.kind {
                part = text.to_lowercase();
                if depth <= 2 {
                    section = text.to_owned();
                }
            }
            let label = block.inline.label().map(|(label, rest)| (label.to_lowercase(), rest.is_empty()));
            match label {
                Some((label, true)) => {
                    block.is_label = true;
                    part = label;
                    block.part.clone_from(&part);
                }
                Some((label, false)) => block.part = label,
                None => block.part.clone_from(&part),
            }
            block.section.clone_from(&section);
        }
    }

    pub(super) fn words(&self) -> usize {
        self.fenced + self.blocks.iter().map(Block::words_shown).sum::<usize>()
    }

    /// The headings, with their depth.
    pub(super) fn headings(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.blocks.iter().filter_map(|block| match block.kind {
            Kind::Heading(depth) => Some((depth, block)),
            Kind::Text => None,
        })
    }

    pub(super) fn told(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.is_told())
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The text with its comments gone and its lines as they were, and the entries that comments name, by line.
fn without_comments(document: &str) -> (String, Vec<(usize, Vec<EntryNo>)>) {
    let mut text = String::with_capacity(document.len());
    let mut named = Vec::new();
    let (mut from, mut ids_left) = (0, MOST_IDS);
    for comment in comments_of_any(document) {
        text.push_str(&document[from..comment.open]);
        if let Some(list) = comment.inside.trim().strip_prefix("entries:") {
            let ids = ids(list, ids_left);
            ids_left -= ids.len();
            named.push((comment.line, ids));
        }
        text.extend(comment.inside.chars().filter(|c| *c == '\n'));
        from = comment.close;
    }
    text.push_str(&document[from..]);
    (text, named)
}

/// `1, 3, 7-9`; what is no number is passed over.
fn ids(list: &str, most: usize) -> Vec<EntryNo> {
    let runs = list.split(',').filter_map(|run| {
        let run = run.trim();
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        let (first, last) = (first.trim().parse::<u32>().ok()?, last.trim().parse::<u32>().ok()?);
        (first <= last && last - first < LONGEST_RUN).then_some(first..=last)
    });
    runs.flatten().take(most).map(EntryNo).collect()
}

/// The line without the marks of a block quote, and whether it had one.
fn unquoted(line: &str) -> (&str, bool) {
    let bare = line.trim_start_matches(['>', ' ']);
    if line.starts_with('>') { (bare, true) } else { (line, false) }
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('#');
    let depth = line.len() - text.len();
    let is_one = (1..=6).contains(&depth) && (text.is_empty() || text.starts_with([' ', '\t']));
    is_one.then(|| (depth, text.trim().trim_end_matches('#').trim_end()))
}

/// `---`, `***`, `===`, `|---|:-:|`.
fn is_rule(line: &str) -> bool {
    let of = |marks: &[char]| line.chars().all(|c| marks.contains(&c));
    let long = line.len() >= 3;
    (long && (of(&['-', ' ']) || of(&['*', ' ']) || of(&['_', ' ']) || of(&['|', '-', ':', ' '])))
        || of(&['='])
}

fn item(line: &str) -> Option<&str> {
    let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let after = match digits {
        0 => line.strip_prefix(['-', '*', '+'])?,
        1..=9 => line[digits..].strip_prefix(['.', ')'])?,
        _ => return None,
    };
    let text = after.strip_prefix([' ', '\t'])?.trim_start();
    // A task is an item behind its box.
    let boxed = ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| text.strip_prefix(mark));
    Some(boxed.unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_know_their_line_section_part_and_entries() {
        let page = Page::read(
            "# T\n\n## Business Results\n\n### Result 1: x\n\n**Business result**\n\n- “63 to\n  37” <!-- entries: 1, 3-5 -->\n- b\n<!-- entries: 9 -->\n\n> said\n\nUnder\n-----\n**Impact:** text",
        );
        let told: Vec<_> = page
            .blocks
            .iter()
            .map(|block| {
                let ids: Vec<u32> = block.entries.iter().map(|id| id.0).collect();
                (block.line, block.inline.text.trim(), block.section.as_str(), block.part.as_str(), ids)
            })
            .collect();
        assert_eq!(
            told,
            [
                (1, "T", "T", "t", vec![]),
                (3, "Business Results", "Business Results", "business results", vec![]),
                (5, "Result 1: x", "Business Results", "result 1: x", vec![]),
                (7, "Business result", "Business Results", "business result", vec![]),
                (9, "“63 to 37”", "Business Results", "business result", vec![1, 3, 4, 5]),
                (11, "b", "Business Results", "business result", vec![9]),
                (14, "said", "Business Results", "business result", vec![]),
                (16, "Under", "Under", "under", vec![]),
                (18, "Impact: text", "Under", "impact", vec![]),
            ]
        );
        assert_eq!(page.words(), 1 + 2 + 3 + 2 + 3 + 1 + 1 + 1 + 2);
    }

    #[test]
    fn comments_and_code_are_not_read() {
        let page = Page::read("a <!-- b\nc --> d\n\n```\nI me\n```\n\\<!-- e --\\>\n<!-- open");
        let text: Vec<_> = page.blocks.iter().map(|block| (block.line, block.inline.text.as_str())).collect();
        assert_eq!(text, [(1, "a d"), (7, "<!-- e --> <!-- open")]);
    }

    #[test]
    fn what_stands_behind_code_is_read() {
        for (text, line) in [
            ("```make``` is what I ran.\n\nI.", 3),
            ("````\n```\nno\n````\nI.", 5),
            ("```\n``` no\n```\nI.", 4),
            ("~~~\n```\n~~~\nI.", 4),
            ("> ```\n> no\n> ```\n\nI.", 5),
            ("> ```\n> no\n\nI.", 4),
            ("```\n> ```\nno\n```\nI.", 5),
            ("- ```\n  no\n  ```\n\nI.", 5),
        ] {
            let page = Page::read(text);
            let last = page.blocks.last().map(|block| (block.line, block.inline.text.as_str()));
            assert_eq!(last, Some((line, "I.")), "{text}");
            assert!(page.blocks.iter().all(|block| !block.inline.text.contains("no")), "{text}");
        }
    }

    #[test]
    fn code_that_tells_of_comments_is_read() {
        let page = Page::read(
            "`<!--` opens it\n\nand `-->` ends. <!-- entries: 1 -->\n\n- `<!-- entries: 2 -->`\n\n```\n<!-- entries: 3 -->\n```\n",
        );
        let told: Vec<_> = page
            .blocks
            .iter()
            .map(|block| {
                (block.line, block.inline.text.trim(), block.entries.iter().map(|id| id.0).collect())
            })
            .collect();
        assert_eq!(
            told,
            [(1, "<!-- opens it", vec![]), (3, "and --> ends.", vec![1]), (5, "<!-- entries: 2 -->", vec![]),]
        );
        assert_eq!(page.words(), 2 + 2 + 2 + 2);
    }

    #[test]
    fn a_long_run_of_entries_is_not_spelled_out() {
        assert_eq!(ids("1-4000000000, 7, x, 9-8", 10), [EntryNo(7)]);
        assert_eq!(ids("1-9999", 3).len(), 3);
    }
}
