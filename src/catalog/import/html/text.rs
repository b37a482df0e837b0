//! The text between the tags, and the blocks that it becomes.

use html5gum::emitters::default::StartTag;
use html5gum::{HtmlString, Spanned};

use super::super::blocks::{Block, Cell, Inline, Kind, Other, Span};
use super::super::markdown;
use super::chrome::attribute;
use super::table_builder::Rows;
use super::state::{Context, Found, Look, Place, Walk};
use super::elements::DEEPEST;

impl Walk<'_> {
    pub(super) fn end_quote(&mut self) {
        if let Some((line, text)) = self.quote.take() {
            let weight = weight(&text);
            self.push(line, Kind::Quote(text), weight);
        }
    }

    pub(super) fn end_table(&mut self) {
        if let Some((line, table)) = self.tables.pop().and_then(Rows::end) {
            let cells = table.rows.iter().flatten();
            let weight = cells.flat_map(|cell| &cell.items).map(weight).sum();
            self.push(line, Kind::Table(table), weight);
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
                    && matches!(context.place, Place::Text | Place::Item)
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
                if !tag.self_closing && self.looks.len() < DEEPEST {
                    self.looks.push(Look { name, strong, link });
                }
            }
        }
    }

    pub(super) fn string(&mut self, text: &Spanned<HtmlString, usize>) {
        let context = self.context();
        if context.dropped {
            return;
        }
        let folded = String::from_utf8_lossy(&text.value);
        let blank = folded.chars().all(char::is_whitespace);
        if context.chrome {
            if !self.told && !blank {
                self.told = true;
                let line = self.line_of(text);
                self.push(line, Kind::Other(Other::Chrome, super::NAVIGATION.to_owned()), 0);
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
            if context.place != Place::Cell {
                self.line = self.line_of(text);
            }
        }
        let text = if keep { folded.into_owned() } else { folded.replace(['\n', '\t', '\r'], " ") };
        let strong = self.looks.iter().any(|look| look.strong) || context.place == Place::Term;
        let link = self.looks.iter().rev().find_map(|look| look.link.as_ref());
        match self.inline.spans.last_mut() {
            Some(last) if last.strong == strong && last.link.as_ref() == link => last.text.push_str(&text),
            _ => self.inline.spans.push(Span { text, strong, link: link.cloned() }),
        }
    }

    pub(super) fn line_of(&self, text: &Spanned<HtmlString, usize>) -> usize {
        let blank = text.value.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.lines.of(text.span.start + blank)
    }

    pub(super) fn comment(&mut self, comment: &Spanned<HtmlString, usize>) {
        let context = self.context();
        if context.dropped || context.chrome {
            return;
        }
        let text = String::from_utf8_lossy(&comment.value).trim().to_owned();
        let line = self.lines.of(comment.span.start);
        let other = match text.starts_with("#include") {
            true => Other::Include,
            false => Other::Comment,
        };
        self.push(line, Kind::Other(other, text), 0);
    }

    /// A block starts or ends: what is a text of its own ends; what is in an item or a cell goes on in a new line.
    pub(super) fn block_break(&mut self) {
        match self.context().place {
            Place::Text => self.flush(),
            Place::Code | Place::Heading(_) => {}
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
        if context.place == Place::Cell {
            return;
        }
        let mut inline = std::mem::take(&mut self.inline);
        if let Some(last) = inline.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        if let Place::Heading(_) = context.place {
            // The mark that links a heading to itself is no text of it.
            inline.spans.retain(|span| span.link.is_none() || span.text.chars().any(char::is_alphanumeric));
        }
        if inline.is_empty() {
            if let Some((line, alt)) = picture {
                self.push(line, Kind::Other(Other::Picture, alt), 0);
            }
            return;
        }
        let weight = weight(&inline);
        let kind = match context.place {
            Place::Heading(depth) => {
                let name =
                    self.frames.iter().rev().find(|frame| matches!(&*frame.name, "caption" | "summary"));
                if name.is_none_or(|frame| frame.name != "caption") {
                    self.depth = depth;
                }
                Kind::Heading(depth, inline)
            }
            Place::Item => Kind::Item(context.lists.max(1), inline),
            Place::Quote => {
                let line = self.line;
                self.quote.get_or_insert_with(|| (line, Inline::default())).1.push_line(inline);
                return;
            }
            Place::Code => {
                let first = inline.raw().trim().lines().next().unwrap_or_default().to_owned();
                Kind::Other(Other::Code, first)
            }
            Place::Text | Place::Term | Place::Cell => match markdown::shortcode(&inline.text()) {
                Some(other) => Kind::Other(other, inline.text()),
                None => Kind::Paragraph(inline),
            },
        };
        self.push(self.line, kind, weight);
    }

    pub(super) fn push(&mut self, line: usize, kind: Kind, weight: usize) {
        let Context { zone, in_header, .. } = self.context();
        self.found.push(Found { block: Block { line: line.max(1), kind }, zone, in_header, weight });
    }
}

fn weight(inline: &Inline) -> usize {
    inline.spans.iter().map(|span| span.text.len()).sum()
}
