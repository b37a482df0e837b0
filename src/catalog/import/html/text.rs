//! The text between the tags, and the blocks that it becomes.

use html5gum::emitters::default::StartTag;
use html5gum::{HtmlString, Spanned};

use super::super::blocks::{BlockContent, Cell, Inline, NonText, PageBlock, TextRun};
use super::super::markdown;
use super::chrome::attribute;
use super::elements::DEEPEST;
use super::state::{ElementContext, HtmlReader, InlineStyle, PlacedBlock, TextContainer};
use super::table_builder::TableBuilder;

impl HtmlReader<'_> {
    pub(super) fn end_quote(&mut self) {
        if let Some((line, text)) = self.quote.take() {
            let weight = weight(&text);
            self.push_block(line, BlockContent::Quote(text), weight);
        }
    }

    pub(super) fn end_table(&mut self) {
        if let Some((line, table)) = self.tables.pop().and_then(TableBuilder::end) {
            let cells = table.rows.iter().flatten();
            let weight = cells.flat_map(|cell| &cell.items).map(weight).sum();
            self.push_block(line, BlockContent::Table(table), weight);
        }
    }

    pub(super) fn end_cell(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        let items = match self.gap {
            true => markdown::cell_items(&inline.raw()),
            false => markdown::items(&inline),
        };
        let bold = !items.is_empty() && items.iter().all(Inline::is_strong);
        let cell = Cell { items, columns: 1, line: self.line, heading: self.is_header_cell || bold };
        let (columns, rows) = std::mem::take(&mut self.spans);
        if let Some(table) = self.tables.last_mut() {
            table.cell(cell, &columns, &rows);
        }
    }

    pub(super) fn start_inline(&mut self, name: String, tag: &StartTag<usize>, line: usize) {
        match &*name {
            "br" => self.soft_break(),
            "img" => {
                let context = self.context();
                if self.inline.is_empty()
                    && matches!(context.place, TextContainer::Text | TextContainer::Item)
                    && !context.chrome
                {
                    self.picture = Some((line, attribute(tag, "alt")));
                }
            }
            "wbr" | "source" | "picture" => {}
            _ => {
                let style = attribute(tag, "style").replace(' ', "");
                let is_bold = ["bold", "600", "700", "800", "900"]
                    .iter()
                    .any(|weight| style.contains(&format!("font-weight:{weight}")));
                let strong =
                    is_bold || matches!(&*name, "b" | "strong") && !style.contains("font-weight:normal");
                let link = tag.attributes.get(&b"href"[..]).filter(|_| name == "a");
                let link = link.map(|link| String::from_utf8_lossy(link).into_owned());
                if !tag.self_closing && self.styles.len() < DEEPEST {
                    self.styles.push(InlineStyle { name, strong, link });
                }
            }
        }
    }

    pub(super) fn push_text(&mut self, text: &Spanned<HtmlString, usize>) {
        let context = self.context();
        if context.dropped {
            return;
        }
        let folded = String::from_utf8_lossy(&text.value);
        let blank = folded.chars().all(char::is_whitespace);
        if context.chrome {
            if !self.chrome_reported && !blank {
                self.chrome_reported = true;
                let line = self.line_of(text);
                self.push_block(
                    line,
                    BlockContent::NonText(NonText::Chrome, super::NAVIGATION.to_owned()),
                    0,
                );
            }
            return;
        }
        let keep = context.preformatted || self.gap && context.in_cell;
        if blank && !keep && self.inline.spans.last().is_some_and(|last| last.text.ends_with('\n')) {
            return;
        }
        if self.inline.spans.is_empty() {
            if blank {
                return;
            }
            if context.place != TextContainer::Cell {
                self.line = self.line_of(text);
            }
        }
        let text = if keep { folded.into_owned() } else { folded.replace(['\n', '\t', '\r'], " ") };
        let strong = self.styles.iter().any(|look| look.strong) || context.place == TextContainer::Term;
        let link = self.styles.iter().rev().find_map(|look| look.link.as_ref());
        match self.inline.spans.last_mut() {
            Some(last) if last.strong == strong && last.link.as_ref() == link => last.text.push_str(&text),
            _ => self.inline.spans.push(TextRun { text, strong, link: link.cloned() }),
        }
    }

    pub(super) fn line_of(&self, text: &Spanned<HtmlString, usize>) -> usize {
        let blank = text.value.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.lines.line_of(text.span.start + blank)
    }

    pub(super) fn push_comment(&mut self, comment: &Spanned<HtmlString, usize>) {
        let context = self.context();
        if context.dropped || context.chrome {
            return;
        }
        let text = String::from_utf8_lossy(&comment.value).trim().to_owned();
        let line = self.lines.line_of(comment.span.start);
        let other = match text.starts_with("#include") {
            true => NonText::Include,
            false => NonText::Comment,
        };
        self.push_block(line, BlockContent::NonText(other, text), 0);
    }

    /// A block starts or ends: what is a text of its own ends; what is in an item or a cell goes on in a new line.
    pub(super) fn block_break(&mut self) {
        match self.context().place {
            TextContainer::Text => self.flush(),
            TextContainer::Code | TextContainer::Heading(_) => {}
            _ => self.soft_break(),
        }
    }

    pub(super) fn soft_break(&mut self) {
        let gap = self.gap && self.context().in_cell;
        if let Some(last) = self.inline.spans.last_mut().filter(|last| gap || !last.text.ends_with('\n')) {
            last.text.push('\n');
        }
    }

    pub(super) fn flush(&mut self) {
        let context = self.context();
        let picture = self.picture.take();
        if context.place == TextContainer::Cell {
            return;
        }
        let mut inline = std::mem::take(&mut self.inline);
        if let Some(last) = inline.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        if let TextContainer::Heading(_) = context.place {
            // The mark that links a heading to itself is no text of it.
            inline.spans.retain(|span| span.link.is_none() || span.text.chars().any(char::is_alphanumeric));
        }
        if inline.is_empty() {
            if let Some((line, alt)) = picture {
                self.push_block(line, BlockContent::NonText(NonText::Picture, alt), 0);
            }
            return;
        }
        let weight = weight(&inline);
        let kind = match context.place {
            TextContainer::Heading(depth) => {
                let name = self.open.iter().rev().find(|frame| matches!(&*frame.name, "caption" | "summary"));
                if name.is_none_or(|frame| frame.name != "caption") {
                    self.depth = depth;
                }
                BlockContent::Heading(depth, inline)
            }
            TextContainer::Item => BlockContent::Item(context.lists.max(1), inline),
            TextContainer::Quote => {
                let line = self.line;
                self.quote.get_or_insert_with(|| (line, Inline::default())).1.push_line(inline);
                return;
            }
            TextContainer::Code => {
                let first = inline.raw().trim().lines().next().unwrap_or_default().to_owned();
                BlockContent::NonText(NonText::Code, first)
            }
            TextContainer::Text | TextContainer::Term | TextContainer::Cell => {
                match markdown::shortcode(&inline.text()) {
                    Some(other) => BlockContent::NonText(other, inline.text()),
                    None => BlockContent::Paragraph(inline),
                }
            }
        };
        self.push_block(self.line, kind, weight);
    }

    pub(super) fn push_block(&mut self, line: usize, kind: BlockContent, weight: usize) {
        let ElementContext { zone, in_header, .. } = self.context();
        self.blocks.push(PlacedBlock {
            block: PageBlock { line: line.max(1), kind },
            zone,
            in_header,
            weight,
        });
    }
}

fn weight(inline: &Inline) -> usize {
    inline.spans.iter().map(|span| span.text.len()).sum()
}
