//! Markdown to a [`SourcePage`]: CommonMark with tables and front matter, read by pulldown-cmark.
//!
//! Lists are flattened into items with a depth, their wrapped lines joined; an HTML table in the text is handed to
//! `html`. Shortcodes (`{{< … >}}`, `{% … %}`, `[[_TOC_]]`) are told as what they hide, since only the site that the
//! page is made for can expand them.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::blocks::{
    BlockContent, Cell, Inline, NonText, PageBlock, SourcePage, Table, TextRun, collapse_whitespace,
};
use super::html;
use text::{unfenced, without_tags};

mod shortcode;
mod text;

pub use shortcode::shortcode;
pub use text::{cell_items, items};

/// Reads a text as Markdown. Every text is Markdown, so nothing can go wrong.
pub fn parse_markdown(text: &str) -> SourcePage {
    let text = &*html::close_gaps(text);
    let lines = LineIndex::new(text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut reader = PageBuilder::default();
    let start = reader.front_matter(text);
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        reader.event(event, lines.line_of(start + range.start));
    }
    reader.flush();
    reader.end_quote();
    reader.page
}

/// How much of where a link leads is kept.
const LONGEST_LINK: usize = 300;

const MOST_FOLDS: usize = 64;

#[derive(Default)]
pub struct LineIndex(Vec<usize>);

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    /// The line, from 1, of a byte.
    pub fn line_of(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OpenBlock {
    Paragraph,
    Heading(u8),
    Item(u8),
    Cell,
    Code,
    Html,
}

#[derive(Default)]
struct PageBuilder {
    page: SourcePage,
    inside: Option<(OpenBlock, usize)>,
    inline: Inline,
    raw: String,
    strong: usize,
    /// Whether a short text in italics, which starts a paragraph, has just ended: before a break it is a label.
    leads: bool,
    links: Vec<String>,
    pictures: usize,
    pictured: bool,
    list_depth: usize,
    quotes: usize,
    footnotes: usize,
    /// The depths of the headings that open folds (`<details>`) stand for.
    folds: Vec<u8>,
    heading: u8,
    quote: Option<(usize, Inline)>,
    table: Option<(usize, Table)>,
}

impl PageBuilder {
    fn event(&mut self, event: Event<'_>, line: usize) {
        let breaks = matches!(event, Event::SoftBreak | Event::HardBreak);
        if std::mem::take(&mut self.leads)
            && breaks
            && let [first] = self.inline.spans.as_mut_slice()
        {
            first.strong = true;
        }
        match event {
            Event::Start(tag) => self.start(tag, line),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, line),
            Event::Code(text) => self.text(&text, line),
            Event::SoftBreak | Event::HardBreak => self.text("\n", line),
            Event::InlineHtml(html) => self.inline_html(&html),
            Event::Html(html) => self.raw.push_str(&html),
            Event::Rule => {
                self.flush();
                self.page.blocks.push(PageBlock { line, kind: BlockContent::Rule });
            }
            Event::TaskListMarker(_) => {}
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, line: usize) {
        match tag {
            Tag::Paragraph => match self.inside {
                // The first paragraph of an item is the item, a further one belongs to it.
                Some((OpenBlock::Item(_), _)) if self.inline.is_empty() => {}
                Some((OpenBlock::Item(_), _)) => self.text("\n", line),
                // A paragraph behind an item's own list goes on with the item.
                _ if self.list_depth > 0 => self.open(OpenBlock::Item(self.item_depth()), line),
                _ => self.open(OpenBlock::Paragraph, line),
            },
            Tag::Heading { level, .. } => self.open(OpenBlock::Heading(level as u8), line),
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::List(_) => {
                self.flush();
                self.list_depth += 1;
            }
            Tag::Item => self.open(OpenBlock::Item(self.item_depth()), line),
            Tag::CodeBlock(kind) => {
                let fenced = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.open(OpenBlock::Code, line);
                self.raw = fenced;
                self.raw.push('\n');
            }
            Tag::HtmlBlock => self.open(OpenBlock::Html, line),
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.footnotes += 1;
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Some((line, Table { rows: Vec::new(), has_header: true }));
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some((_, table)) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => self.open(OpenBlock::Cell, line),
            Tag::Strong => self.strong += 1,
            // Only what a link leads to in general is asked for, and a long one would be copied for each stretch.
            Tag::Link { dest_url, .. } => self.links.push(dest_url.chars().take(LONGEST_LINK).collect()),
            Tag::Image { .. } => {
                self.pictures += 1;
                self.pictured = true;
                if self.inside.is_none() {
                    self.inside = Some((OpenBlock::Paragraph, line));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if matches!(self.inside, Some((OpenBlock::Item(_), _))) => {}
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.flush()
            }
            TagEnd::TableCell => self.flush(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
                if self.quotes == 0 {
                    self.end_quote();
                }
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.footnotes = self.footnotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.list_depth = self.list_depth.saturating_sub(1);
            }
            TagEnd::Table => {
                if let Some((line, table)) = self.table.take() {
                    self.page.blocks.push(PageBlock { line, kind: BlockContent::Table(table) });
                }
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis
                if matches!(self.inside, Some((OpenBlock::Paragraph, _))) && self.quotes == 0 =>
            {
                self.leads = matches!(self.inline.spans.as_slice(), [one] if text::is_label(&one.text));
            }
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            _ => {}
        }
    }

    /// Takes the front matter off a text, and tells where the rest starts. The parser would take any two rules without a
    /// blank line behind the first for front matter, and the text between them would be lost.
    fn front_matter(&mut self, text: &str) -> usize {
        let Some(fence) = ["---\n", "+++\n"].into_iter().find(|fence| text.starts_with(fence)) else {
            return 0;
        };
        let mut at = fence.len();
        for line in text[fence.len()..].split_inclusive('\n') {
            let bare = line.trim_end();
            if bare == fence.trim_end() || bare == "..." && fence.starts_with('-') {
                let front = text[fence.len()..at].to_owned();
                match fence.starts_with('-') {
                    true => self.page.front = Some((1, front)),
                    false => {
                        let kind = BlockContent::NonText(NonText::Markup, "front matter".to_owned());
                        self.page.blocks.push(PageBlock { line: 1, kind });
                    }
                }
                return at + line.len();
            }
            // A blank line at once makes a rule of it.
            if at == fence.len() && bare.is_empty() {
                return 0;
            }
            at += line.len();
        }
        0
    }

    fn end_quote(&mut self) {
        if let Some((line, text)) = self.quote.take() {
            self.page.blocks.push(PageBlock { line, kind: BlockContent::Quote(text) });
        }
    }

    fn item_depth(&self) -> u8 {
        u8::try_from(self.list_depth.max(1)).unwrap_or(u8::MAX)
    }

    fn open(&mut self, what: OpenBlock, line: usize) {
        self.flush();
        self.inside = Some((what, line));
    }

    fn text(&mut self, text: &str, line: usize) {
        if self.pictures > 0 {
            return;
        }
        match self.inside {
            Some((OpenBlock::Code | OpenBlock::Html, _)) => self.raw.push_str(text),
            _ => {
                if self.inside.is_none() {
                    self.inside = Some((OpenBlock::Paragraph, line));
                }
                let span = TextRun {
                    text: text.to_owned(),
                    strong: self.strong > 0,
                    link: self.links.last().cloned(),
                };
                match self.inline.spans.last_mut() {
                    Some(last) if last.strong == span.strong && last.link == span.link => {
                        last.text.push_str(text)
                    }
                    _ => self.inline.spans.push(span),
                }
            }
        }
    }

    /// Tags within a line: a break is a break, and in a table an item ends; what else there is, is only a look.
    fn inline_html(&mut self, html: &str) {
        let closing = html.starts_with("</");
        let name: String =
            html.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        match name.to_ascii_lowercase().as_str() {
            "br" | "li" | "p" | "ul" | "ol" => self.text("\n", 0),
            "strong" | "b" if closing => self.strong = self.strong.saturating_sub(1),
            "strong" | "b" => self.strong += 1,
            "img" => self.pictured = true,
            _ => {}
        }
    }

    fn flush(&mut self) {
        let Some((what, line)) = self.inside.take() else { return };
        let inline = std::mem::take(&mut self.inline);
        let raw = std::mem::take(&mut self.raw);
        let pictured = std::mem::take(&mut self.pictured);
        let kind = match what {
            OpenBlock::Cell => {
                self.cell(inline, line);
                return;
            }
            OpenBlock::Code => {
                BlockContent::NonText(NonText::Code, raw.lines().next().unwrap_or_default().to_owned())
            }
            OpenBlock::Html => {
                self.html(&raw, line);
                return;
            }
            _ if inline.is_empty() && pictured => BlockContent::NonText(NonText::Picture, String::new()),
            _ if inline.is_empty() => return,
            _ if self.footnotes > 0 => BlockContent::NonText(NonText::Markup, "footnote".to_owned()),
            // A list in a quotation is a list.
            OpenBlock::Item(depth) if self.quotes > 0 => {
                self.end_quote();
                BlockContent::Item(depth, inline)
            }
            _ if self.quotes > 0 => {
                self.quote.get_or_insert_with(|| (line, Inline::default())).1.push_line(inline);
                return;
            }
            OpenBlock::Heading(depth) => BlockContent::Heading(self.heading_depth(depth), inline),
            OpenBlock::Item(depth) => match shortcode(&inline.text()) {
                Some(NonText::Contents) => BlockContent::NonText(NonText::Contents, inline.text()),
                _ => BlockContent::Item(depth, inline),
            },
            _ => {
                let inline = unfenced(inline);
                let text = inline.text();
                match (shortcode::folded_title(&text), shortcode(&text)) {
                    _ if inline.is_empty() => BlockContent::NonText(NonText::Markup, String::new()),
                    (Some(title), _) => BlockContent::Paragraph(Inline {
                        spans: vec![TextRun { text: title, strong: true, link: None }],
                    }),
                    (None, Some(other)) => BlockContent::NonText(other, text),
                    (None, None) => BlockContent::Paragraph(inline),
                }
            }
        };
        self.page.blocks.push(PageBlock { line, kind });
    }

    /// A heading's depth; within a fold it is below the fold's own.
    fn heading_depth(&mut self, depth: u8) -> u8 {
        let Some(collapse_whitespace) = self.folds.last() else {
            self.heading = depth;
            return depth;
        };
        depth.max(*collapse_whitespace).saturating_add(1)
    }

    /// A piece of HTML. Comments and folds are read here, since what they hold is Markdown again.
    fn html(&mut self, raw: &str, line: usize) {
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            return;
        }
        if trimmed.starts_with("<!--") && trimmed.find("-->").is_none_or(|at| at + 3 == trimmed.len()) {
            let kind = match shortcode(trimmed) {
                Some(other) => BlockContent::NonText(other, trimmed.to_owned()),
                None => {
                    let text = trimmed.trim_start_matches("<!--").trim_end_matches("-->");
                    BlockContent::NonText(NonText::Comment, collapse_whitespace(text))
                }
            };
            self.page.blocks.push(PageBlock { line, kind });
            return;
        }
        let lower = trimmed.to_ascii_lowercase();
        let closed = lower.matches("</details").count();
        let opened = lower.matches("<details").count();
        let start = lower.find("<summary").filter(|_| opened > closed);
        for _ in 0..closed.saturating_sub(opened).min(MOST_FOLDS) {
            self.folds.pop();
        }
        let Some(start) = start else {
            // What folds hold on their own lines is HTML as a whole; the tag alone that ends one is nothing.
            if !lower.starts_with("</details") || opened > 0 {
                let depth = self.folds.last().copied().unwrap_or(self.heading);
                let blocks = html::parse_fragment(raw, line, depth);
                let mut headings = blocks.iter().filter_map(|block| match block.kind {
                    BlockContent::Heading(depth, _) => Some(depth),
                    _ => None,
                });
                if let Some(last) = headings.next_back().filter(|_| self.folds.is_empty()) {
                    self.heading = last;
                }
                self.page.blocks.extend(blocks);
            }
            return;
        };
        let from = trimmed[start..].find('>').map_or(trimmed.len(), |at| start + at + 1);
        let end = lower[from..].find("</summary").map_or(trimmed.len(), |at| from + at);
        let title = collapse_whitespace(&without_tags(&trimmed[from..end]));
        let rest = trimmed[end..].split_once('>').map_or("", |(_, rest)| rest);
        // What follows a blank line is Markdown again.
        if !title.is_empty() {
            let depth = self.folds.last().copied().unwrap_or(self.heading).saturating_add(1);
            if self.folds.len() < MOST_FOLDS {
                self.folds.push(depth);
            }
            let text = Inline::plain(title);
            let line = line + trimmed[..start].matches('\n').count();
            self.page.blocks.push(PageBlock { line, kind: BlockContent::Heading(depth, text) });
        }
        if !without_tags(rest).trim().is_empty() {
            self.page.blocks.extend(html::parse_fragment(rest, line, self.heading));
        }
    }

    fn cell(&mut self, inline: Inline, line: usize) {
        let Some((_, table)) = &mut self.table else { return };
        let heading = table.rows.len() == 1;
        let Some(row) = table.rows.last_mut() else { return };
        row.push(Cell { items: items(&inline), columns: 1, line, heading });
    }
}

#[cfg(test)]
mod tests;
