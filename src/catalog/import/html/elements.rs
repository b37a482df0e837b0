//! The way through the tokens of a text: what is open, and the blocks that end.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, EndTag, StartTag, Token};

use super::super::blocks::BlockContent;
use super::blank_lines::GAP;
use super::chrome::{attribute, is_chrome};
use super::state::{ElementContext, HtmlReader, OpenElement, PageZone, PlacedBlock, TextContainer};
use super::table_builder::TableBuilder;

/// The most elements that are open at once; those within are read as if they were not there, as browsers do.
pub const DEEPEST: usize = 200;

/// Elements that are only a look of a text.
const INLINE: [&str; 43] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rb", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "br",
    "picture", "source",
];
/// Elements without a text of the page.
const DROPPED: [&str; 14] = [
    "script", "style", "template", "svg", "math", "title", "iframe", "object", "noscript", "canvas", "audio",
    "video", "datalist", "map",
];
const VOID: [&str; 14] = [
    "area", "base", "col", "embed", "hr", "input", "link", "meta", "param", "track", "keygen", "frame",
    "basefont", GAP,
];

impl HtmlReader<'_> {
    pub fn run(mut self) -> Vec<PlacedBlock> {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(self.text, emitter) {
            match token {
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&tag),
                Token::String(text) => self.push_text(&text),
                Token::Comment(comment) => self.push_comment(&comment),
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        while !self.open.is_empty() {
            self.close_element();
        }
        self.flush();
        // Rows without a table around them.
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.blocks
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let line = self.lines.line_of(tag.span.start);
        let context = self.context();
        if INLINE.contains(&&*name) {
            self.start_inline(name, tag, line);
            return;
        }
        if matches!(&*name, "html" | "body" | "head") {
            return;
        }
        if name == GAP {
            self.gap = true;
            self.soft_break();
            return;
        }
        let is_drop = DROPPED.contains(&&*name);
        let in_title = matches!(context.place, TextContainer::Heading(_));
        if !(is_drop || name == "button" && in_title) {
            self.block_break();
        }
        if name == "hr" && !context.in_cell && !context.chrome && !context.dropped {
            self.flush();
            self.push_block(line, BlockContent::Rule, 0);
        }
        if VOID.contains(&&*name) {
            return;
        }
        self.imply_ends(&name);
        let mut context = self.context();
        let in_title = matches!(context.place, TextContainer::Heading(_));
        let in_text = context.zone != PageZone::Outside;
        if is_drop {
            context.dropped = true;
        } else if name == "header" {
            // The header of an article is its title.
            context.in_header |= !in_text;
        } else if is_chrome(&name, tag, self.by_class) && !(name == "button" && in_title) && !context.in_cell
        {
            if !context.chrome {
                self.flush();
                self.chrome_reported = false;
            }
            context.chrome = true;
        }
        self.open_element(name, tag, line, context);
    }

    fn open_element(
        &mut self, name: String, tag: &StartTag<usize>, line: usize, mut context: ElementContext,
    ) {
        let depth = self.depth;
        let role = attribute(tag, "role");
        if name == "main" || role == "main" {
            context = ElementContext { zone: PageZone::Main, chrome: false, in_header: false, ..context };
        } else if name == "article" && context.zone == PageZone::Outside {
            context = ElementContext { zone: PageZone::Article, chrome: false, in_header: false, ..context };
        }
        if !context.in_cell && !context.dropped && !context.chrome {
            match &*name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if context.place != TextContainer::Quote => {
                    self.flush();
                    self.styles.clear();
                    let depth = name.as_bytes().get(1).map_or(1, |digit| digit.saturating_sub(b'0'));
                    context.place = TextContainer::Heading(depth);
                }
                "summary" | "caption" => {
                    self.flush();
                    context.place = TextContainer::Heading(self.depth.saturating_add(1).min(9));
                }
                "ul" | "ol" | "menu" | "dl" => {
                    if context.place != TextContainer::Quote {
                        self.flush();
                        context.place = TextContainer::Text;
                    }
                    context.lists = context.lists.saturating_add(1);
                }
                "li" | "dd" if context.place != TextContainer::Quote => {
                    self.flush();
                    self.styles.clear();
                    context.place = TextContainer::Item;
                    context.lists = context.lists.max(1);
                }
                "dt" if context.place != TextContainer::Quote => {
                    self.flush();
                    context.place = TextContainer::Term;
                }
                "blockquote" if context.place != TextContainer::Quote => {
                    self.flush();
                    context.place = TextContainer::Quote;
                }
                "pre" | "xmp" | "listing" if context.place == TextContainer::Text => {
                    self.flush();
                    context = ElementContext { place: TextContainer::Code, preformatted: true, ..context };
                }
                "table" => {
                    self.flush();
                    self.tables.push(TableBuilder::new(line));
                    context.place = TextContainer::Text;
                }
                "thead" | "tr" | "td" | "th" => {
                    self.flush();
                    if self.tables.is_empty() {
                        self.tables.push(TableBuilder::new(line));
                    }
                    match self.tables.last_mut() {
                        Some(table) if name == "thead" => table.head(),
                        _ => {}
                    }
                    if matches!(&*name, "td" | "th") {
                        self.styles.clear();
                        self.line = line;
                        self.gap = false;
                        self.spans = (attribute(tag, "colspan"), attribute(tag, "rowspan"));
                        self.is_header_cell = name == "th";
                        context =
                            ElementContext { place: TextContainer::Cell, in_cell: true, lists: 0, ..context };
                    }
                }
                _ => {}
            }
        }
        if self.open.len() >= DEEPEST {
            self.beyond += usize::from(!tag.self_closing);
            return;
        }
        self.open.push(OpenElement { name, context, depth });
        if tag.self_closing {
            self.close_element();
        }
    }

    /// Elements that end because another one starts.
    fn imply_ends(&mut self, name: &str) {
        if self.open.last().is_some_and(|frame| frame.name == "p") {
            self.close_element();
        }
        let (ends, stops): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "td", "th", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "td", "th", "table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => (&["tr", "thead", "tbody", "tfoot"], &["table"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                (&["h1", "h2", "h3", "h4", "h5", "h6"], &["div", "section", "td", "th", "li"])
            }
            _ => return,
        };
        let within = self.open.iter().rposition(|frame| stops.contains(&&*frame.name)).map_or(0, |at| at + 1);
        if let Some(at) = self.open[within..].iter().position(|frame| ends.contains(&&*frame.name)) {
            while self.open.len() > within + at {
                self.close_element();
            }
        }
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if name == "br" {
            self.soft_break();
        } else if INLINE.contains(&&*name) {
            if let Some(at) = self.styles.iter().rposition(|look| look.name == name) {
                self.styles.remove(at);
            }
        } else if self.beyond > 0 {
            self.block_break();
            self.beyond -= 1;
        } else {
            // An end within a cell ends nothing outside of it.
            let of_table = matches!(&*name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th");
            let mut open = self.open.iter().enumerate().rev();
            let at = open.find(|(_, frame)| {
                frame.name == name
                    || !of_table && frame.context.in_cell && matches!(&*frame.name, "td" | "th")
            });
            let at = at.filter(|(_, frame)| frame.name == name).map(|(at, _)| at);
            if let Some(at) = at {
                while self.open.len() > at {
                    self.close_element();
                }
            }
        }
    }

    fn close_element(&mut self) {
        let Some(frame) = self.open.last() else { return };
        let (context, depth) = (frame.context, frame.depth);
        let name = frame.name.clone();
        let around =
            self.open.len().checked_sub(2).and_then(|at| self.open.get(at)).map(|frame| frame.context);
        let own_cell = context.in_cell && !around.is_some_and(|around| around.in_cell);
        match &*name {
            _ if context.dropped => {}
            "td" | "th" if own_cell => self.end_cell(),
            "button" if matches!(context.place, TextContainer::Heading(_)) => {}
            _ if around.is_none_or(|around| around.place != context.place) => self.flush(),
            "li" | "dd" | "dt" if !context.in_cell && context.place != TextContainer::Quote => self.flush(),
            _ => self.block_break(),
        }
        self.open.pop();
        if context.dropped || context.chrome || around.is_some_and(|around| around.in_cell) {
            return;
        }
        match &*name {
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row();
                }
            }
            "table" => self.end_table(),
            "details" => self.depth = depth,
            "blockquote" if !around.is_some_and(|around| around.place == TextContainer::Quote) => {
                self.end_quote()
            }
            _ => {}
        }
    }
}
