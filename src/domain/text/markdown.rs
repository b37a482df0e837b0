//! A Markdown page as blocks with line numbers: what a reader sees of each, what of it is quoted, code, bold or a link;
//! and the page's HTML comments.
//!
//! pulldown-cmark reads it (CommonMark, tables, task lists, footnotes). Where people mean something else than the
//! standard says, they are followed: indented text is a paragraph, a tag that is no comment is text (`<insert name>`),
//! and so is a comment that never ends.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::links::{TextLink, bare_links};
use super::quotes::quotations;
use super::{Lines, is_within};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// With its depth, from 1.
    Heading(usize),
    Paragraph,
    /// A paragraph of a list item, with the depth of the list, from 1.
    Item(usize),
    /// A row of a table; a line break parts its cells.
    Row,
    /// A block of code in a fence.
    Code,
}

/// A piece of text that stands for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MarkdownBlock {
    pub(crate) kind: BlockKind,
    /// Its first line, from 1.
    pub(crate) line: usize,
    /// What a reader sees: a wrapped line is joined by a space, a hard break is a line break.
    pub(crate) text: String,
    /// Whether it is in a block quote.
    pub(crate) is_block_quote: bool,
    /// The index of the heading of depth 1 or 2 that it stands under, or that it is.
    pub(crate) section: Option<usize>,
    /// The links in their order, addresses that stand bare too.
    pub(crate) links: Vec<TextLink>,
    /// Code spans.
    pub(crate) code: Vec<Range<usize>>,
    /// Bold text.
    pub(crate) strong: Vec<Range<usize>>,
    /// What is between quotation marks; all of a block quote.
    pub(crate) quoted: Vec<Range<usize>>,
    /// Where in the text a line of the file starts, with that line.
    lines: Vec<(usize, usize)>,
}

impl MarkdownBlock {
    /// The line of a position in its text.
    pub(crate) fn line_at(&self, at: usize) -> usize {
        let behind = self.lines.partition_point(|(start, _)| *start <= at);
        behind.checked_sub(1).and_then(|last| self.lines.get(last)).map_or(self.line, |(_, line)| *line)
    }

    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        is_within(&self.quoted, at)
    }

    pub(crate) fn is_code(&self, at: usize) -> bool {
        is_within(&self.code, at)
    }

    pub(crate) fn is_link(&self, at: usize) -> bool {
        let behind = self.links.partition_point(|link| link.range.start <= at);
        let last = behind.checked_sub(1).and_then(|last| self.links.get(last));
        last.is_some_and(|link| link.range.contains(&at))
    }

    /// The bold words that it starts with, without a colon, and what follows: `**Impact:** text`.
    pub(crate) fn label(&self) -> Option<(&str, &str)> {
        let first = self.strong.first().filter(|first| self.text[..first.start].trim().is_empty())?;
        let (label, rest) = self.text.split_at_checked(first.end)?;
        Some((label.trim().trim_end_matches(':').trim_end(), rest.trim().trim_start_matches(':').trim()))
    }

    /// The depth of a heading.
    pub(crate) fn depth(&self) -> Option<usize> {
        match self.kind {
            BlockKind::Heading(depth) => Some(depth),
            _ => None,
        }
    }
}

/// An HTML comment outside of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HtmlComment<'t> {
    /// The line where it opens, from 1.
    pub(crate) line: usize,
    /// Where it stands in the file, with its marks.
    pub(crate) range: Range<usize>,
    /// What is between `<!--` and `-->`.
    pub(crate) inside: &'t str,
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct MarkdownPage<'t> {
    pub(crate) blocks: Vec<MarkdownBlock>,
    pub(crate) comments: Vec<HtmlComment<'t>>,
}

impl<'t> MarkdownPage<'t> {
    /// Reads a text. Every text is Markdown, so nothing can go wrong.
    pub(crate) fn read(text: &'t str) -> Self {
        let mut reader = Reader::new(text);
        reader.read(0..text.len());
        reader.page
    }
}

/// What is open while a page is read.
struct Reader<'t> {
    text: &'t str,
    lines: Lines,
    page: MarkdownPage<'t>,
    open: Option<MarkdownBlock>,
    /// How many block quotes, lists and bold texts are open.
    block_quotes: usize,
    lists: usize,
    strong: usize,
    /// Where the words of the links begin that are open, and where these lead.
    links: Vec<(usize, String)>,
    /// Where the block of HTML stands that is open; its text is read at its end.
    html: Option<Range<usize>>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            lines: Lines::new(text),
            page: MarkdownPage::default(),
            open: None,
            block_quotes: 0,
            lists: 0,
            strong: 0,
            links: Vec::new(),
            html: None,
        }
    }

    fn read(&mut self, part: Range<usize>) {
        let Some(text) = self.text.get(part.clone()) else { return };
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES;
        // `[words][name]` without a definition is meant as a link; `[words]` may be anything.
        let undefined = |link: BrokenLink<'_>| {
            let is_full = matches!(link.link_type, LinkType::Reference | LinkType::ReferenceUnknown);
            is_full.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        };
        let events = Parser::new_with_broken_link_callback(text, options, Some(undefined)).into_offset_iter();
        for (event, range) in events {
            self.event(event, part.start + range.start..part.start + range.end);
        }
        self.close();
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text, range.start),
            Event::Code(code) => {
                let start = self.block(range.start).text.len();
                self.push(&code, range.start);
                let block = self.block(range.start);
                block.code.push(start..block.text.len());
            }
            Event::SoftBreak => self.separate(' '),
            Event::HardBreak => self.separate('\n'),
            Event::InlineHtml(html) => match html.starts_with("<!--") {
                true => self.comment(range),
                false => self.push(&html, range.start),
            },
            Event::Rule => self.close(),
            Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Strong => {
                self.strong += 1;
                if self.strong == 1 {
                    let block = self.block(range.start);
                    let at = block.text.len();
                    block.strong.push(at..at);
                }
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let at = self.block(range.start).text.len();
                self.links.push((at, address(&dest_url)));
            }
            Tag::TableCell => {
                if !self.block(range.start).text.is_empty() {
                    self.separate('\n');
                }
            }
            Tag::Emphasis | Tag::Strikethrough => {}
            _ => {
                self.close();
                match tag {
                    Tag::Heading { level, .. } => self.begin(BlockKind::Heading(level as usize), range.start),
                    Tag::TableHead | Tag::TableRow => self.begin(BlockKind::Row, range.start),
                    Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.begin(BlockKind::Code, range.start),
                    Tag::HtmlBlock => self.html = Some(range),
                    Tag::BlockQuote(_) => self.block_quotes += 1,
                    Tag::List(_) => self.lists += 1,
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => {
                self.strong = self.strong.saturating_sub(1);
                let block = self.open.as_mut().filter(|_| self.strong == 0);
                if let Some(block) = block
                    && let Some(last) = block.strong.last_mut()
                {
                    last.end = block.text.len();
                }
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some((start, url)) = self.links.pop()
                    && let Some(block) = &mut self.open
                {
                    block.links.push(TextLink { range: start..block.text.len(), url });
                }
            }
            TagEnd::TableCell | TagEnd::Emphasis | TagEnd::Strikethrough => {}
            _ => {
                self.close();
                match tag {
                    TagEnd::HtmlBlock => {
                        let html = self.html.take();
                        html.into_iter().for_each(|range| self.html_block(range));
                    }
                    TagEnd::BlockQuote(_) => self.block_quotes = self.block_quotes.saturating_sub(1),
                    TagEnd::List(_) => self.lists = self.lists.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }

    /// Takes the comments off a block of HTML; what is between them is Markdown again, unless it is a tag.
    fn html_block(&mut self, range: Range<usize>) {
        let mut from = range.start;
        while from < range.end {
            let rest = &self.text[from..range.end];
            let comment = rest.find("<!--").and_then(|open| {
                let close = rest[open + 2..].find("-->")? + open + 2 + 3;
                Some(from + open..from + close)
            });
            let end = comment.as_ref().map_or(range.end, |comment| comment.start);
            let between = &self.text[from..end];
            if between.trim_start().starts_with('<') {
                self.push(between.trim(), from + between.len() - between.trim_start().len());
                self.close();
            } else if !between.trim().is_empty() {
                self.read(from..end);
            }
            from = end;
            if let Some(comment) = comment {
                from = comment.end;
                self.comment(comment);
            }
        }
    }

    fn comment(&mut self, range: Range<usize>) {
        let inside = self.text.get(range.start + 4..range.end.saturating_sub(3)).unwrap_or_default();
        self.page.comments.push(HtmlComment { line: self.lines.line_at(range.start), range, inside });
    }

    /// The open block; one that begins at a position in the file where there is none.
    fn block(&mut self, at: usize) -> &mut MarkdownBlock {
        let kind = if self.lists > 0 { BlockKind::Item(self.lists) } else { BlockKind::Paragraph };
        let (line, is_block_quote) = (self.lines.line_at(at), self.block_quotes > 0);
        self.open.get_or_insert_with(|| MarkdownBlock {
            kind,
            line,
            text: String::new(),
            is_block_quote,
            section: None,
            links: Vec::new(),
            code: Vec::new(),
            strong: Vec::new(),
            quoted: Vec::new(),
            lines: Vec::new(),
        })
    }

    fn begin(&mut self, kind: BlockKind, at: usize) {
        self.block(at).kind = kind;
    }

    fn separate(&mut self, separator: char) {
        if let Some(block) = &mut self.open {
            block.text.push(separator);
        }
    }

    /// Adds text that stands at a position in the file; its line breaks are those of the file.
    fn push(&mut self, text: &str, at: usize) {
        let is_code = self.block(at).kind == BlockKind::Code;
        let first = self.lines.line_at(at);
        let block = self.block(at);
        for (line, part) in (first..).zip(text.split('\n')) {
            if line > first {
                block.text.push(if is_code { '\n' } else { ' ' });
            }
            if block.lines.last().is_none_or(|(_, last)| *last < line) {
                block.lines.push((block.text.len(), line));
            }
            block.text.push_str(part);
        }
    }

    /// Ends the open block.
    fn close(&mut self) {
        self.strong = 0;
        self.links.clear();
        let Some(mut block) = self.open.take() else { return };
        if block.text.trim().is_empty() && block.links.is_empty() {
            return;
        }
        if block.kind != BlockKind::Code {
            block.links.sort_by_key(|link| link.range.start);
            let bare =
                bare_links(&block.text).filter(|at| !block.is_link(at.start) && !block.is_code(at.start));
            let bare: Vec<TextLink> =
                bare.map(|range| TextLink { url: block.text[range.clone()].to_owned(), range }).collect();
            block.links.extend(bare);
            block.links.sort_by_key(|link| link.range.start);
            block.quoted = match block.is_block_quote {
                true => std::iter::once(0..block.text.len()).collect(),
                false => quotations(&block.text, |at| block.is_code(at)),
            };
        }
        let here = self.page.blocks.len();
        block.section = match block.depth() {
            Some(1 | 2) => Some(here),
            _ => self.page.blocks.last().and_then(|last| last.section),
        };
        self.page.blocks.push(block);
    }
}

/// The address of a link. Markdown reads the doubled backslash that a network path starts with as an escaped one.
fn address(url: &str) -> String {
    let is_network_path = url.starts_with('\\') && !url.starts_with("\\\\");
    if is_network_path { format!("\\{url}") } else { url.to_owned() }
}

#[cfg(test)]
mod tests;
