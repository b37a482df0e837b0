//! What Markdown, HTML and rendered text have in common: headings, paragraphs, list items, tables, each with its line.
//!
//! A syntax (`markdown`, `html`, `plain`) makes a [`Page`]; a mapper (`role_page`, `ladder`, …) makes criteria of it. A
//! mapper never sees the syntax, so that a shape that is read in Markdown is read in HTML too.

/// A stretch of text of one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The text; a line break of the source is a `\n`.
    pub text: String,
    pub strong: bool,
    /// Where it leads, if it is a link.
    pub link: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inline {
    /// Its stretches, in their order.
    pub spans: Vec<Span>,
}

impl Inline {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { spans: vec![Span { text: text.into(), ..Span::default() }] }
    }

    /// The text, white space folded.
    pub fn text(&self) -> String {
        fold(&self.raw())
    }

    /// The text with the line breaks of its source.
    pub fn raw(&self) -> String {
        self.spans.iter().map(|span| &*span.text).collect()
    }

    /// The lines of the source, each folded; empty ones are left out.
    pub fn lines(&self) -> Vec<String> {
        self.raw().lines().map(fold).filter(|line| !line.is_empty()).collect()
    }

    /// Whether nothing is in it but white space.
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| span.text.trim().is_empty())
    }

    pub fn is_strong(&self) -> bool {
        !self.is_empty() && self.spans.iter().all(|span| span.strong || span.text.trim().is_empty())
    }

    /// Whether all of it are links, with no more than separators between them.
    pub fn is_links(&self) -> bool {
        let bare = |text: &str| !text.chars().any(char::is_alphanumeric);
        self.spans.iter().any(|span| span.link.is_some())
            && self.spans.iter().all(|span| span.link.is_some() || bare(&span.text))
    }

    /// The bold text that it starts with, without a colon, and what follows: `**Level 4:** leads` is `Level 4` and
    /// `leads`. `None` where it does not start bold, or all of it is bold.
    pub fn lead(&self) -> Option<(String, String)> {
        let start = self.spans.iter().position(|span| !span.text.trim().is_empty())?;
        let strong = self.spans[start..].iter().take_while(|span| span.strong || span.text.trim().is_empty());
        let end = start + strong.count();
        if end == start || end == self.spans.len() {
            return None;
        }
        let join = |spans: &[Span]| fold(&spans.iter().map(|span| &*span.text).collect::<String>());
        let label = join(&self.spans[start..end]);
        let rest = join(&self.spans[end..]);
        let is_separator = |c: char| matches!(c, ':' | '-' | '–' | '—' | '.') || c.is_whitespace();
        let rest = rest.trim_start_matches(is_separator).to_owned();
        Some((label.trim_end_matches(is_separator).to_owned(), rest))
    }
}

/// White space folded: every run of it is one space, no-break spaces included, none at the ends.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')) {
        if word.is_empty() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// A cell of a table: several items where the source has a list or line breaks in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its items; a plain cell has one, an empty cell none.
    pub items: Vec<Inline>,
    /// How many columns it spans, at least 1.
    pub columns: usize,
    pub line: usize,
    /// Whether it is a heading of its row or column.
    pub heading: bool,
}

impl Cell {
    /// All of its text, folded.
    pub fn text(&self) -> String {
        self.items.iter().map(Inline::text).collect::<Vec<_>>().join(" ")
    }
}

/// A table; its rows may differ in length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The rows, the header first where there is one.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the first row is known to be a header.
    pub has_header: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A heading; depth 1 is the highest.
    Heading(u8, Inline),
    Paragraph(Inline),
    /// A quotation, its paragraphs joined.
    Quote(Inline),
    /// An item of a list; depth 1 is the outermost.
    Item(u8, Inline),
    Table(Table),
    Rule,
    /// Code, a picture, a comment, an include that hides text: nothing of a framework, and why.
    Other(Other, String),
}

/// What is in a page and is no text of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    Code,
    Comment,
    /// A shortcode or directive that puts other text in its place.
    Include,
    /// A table of contents made by a directive.
    Contents,
    /// Navigation, a header or a footer, a form, a script: what is around the text of an HTML page.
    Chrome,
    Picture,
    Markup,
}

/// A block with the line where it starts, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub line: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its front matter (YAML between `---` lines) with the line where it starts.
    pub front: Option<(usize, String)>,
    pub blocks: Vec<Block>,
}

/// A heading with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'p> {
    /// Its heading; `None` for what stands before the first.
    pub heading: Option<(u8, &'p Inline)>,
    /// The heading's line, or that of the first block.
    pub line: usize,
    /// The blocks under it, up to the next heading of any depth.
    pub body: &'p [Block],
    /// The sections of deeper headings under it.
    pub children: Vec<Section<'p>>,
}

impl Section<'_> {
    /// The heading's text, folded; empty without one.
    pub fn title(&self) -> String {
        self.heading.map(|(_, text)| text.text()).unwrap_or_default()
    }
}

impl Page {
    /// The page as a tree of its headings. What stands before the first heading is a section without one.
    pub fn sections(&self) -> Vec<Section<'_>> {
        let mut flat: Vec<Section<'_>> = Vec::new();
        let mut start = 0;
        while start < self.blocks.len() {
            let heading = match &self.blocks[start].kind {
                Kind::Heading(depth, text) => Some((*depth, text)),
                _ => None,
            };
            let from = start + usize::from(heading.is_some());
            let is_heading = |block: &Block| matches!(block.kind, Kind::Heading(..));
            let end =
                self.blocks[from..].iter().position(is_heading).map_or(self.blocks.len(), |at| from + at);
            let line = self.blocks[start].line;
            flat.push(Section { heading, line, body: &self.blocks[from..end], children: Vec::new() });
            start = end;
        }
        nest(flat)
    }
}

/// Sections in a row to a tree, the deepest first put under what stands before them.
fn nest(flat: Vec<Section<'_>>) -> Vec<Section<'_>> {
    let mut open: Vec<Section<'_>> = Vec::new();
    let mut roots: Vec<Section<'_>> = Vec::new();
    let depth = |section: &Section<'_>| section.heading.map_or(0, |(depth, _)| depth);
    for section in flat {
        while open.last().is_some_and(|last| depth(last) >= depth(&section) || depth(last) == 0) {
            let Some(done) = open.pop() else { break };
            match open.last_mut() {
                Some(parent) => parent.children.push(done),
                None => roots.push(done),
            }
        }
        open.push(section);
    }
    while let Some(done) = open.pop() {
        match open.last_mut() {
            Some(parent) => parent.children.push(done),
            None => roots.push(done),
        }
    }
    roots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(text: &str) -> Span {
        Span { text: text.into(), strong: true, link: None }
    }

    fn plain(text: &str) -> Span {
        Span { text: text.into(), ..Span::default() }
    }

    #[test]
    fn a_bold_start_is_a_label() {
        for (spans, wanted) in [
            (vec![strong("Level 4:"), plain(" leads others")], Some(("Level 4", "leads others"))),
            (vec![strong("Owns"), plain(" - the queue")], Some(("Owns", "the queue"))),
            (vec![strong("All of it")], None),
            (vec![plain("Not "), strong("here")], None),
        ] {
            let lead = Inline { spans }.lead();
            assert_eq!(lead.as_ref().map(|(label, rest)| (&**label, &**rest)), wanted);
        }
    }

    #[test]
    fn headings_make_a_tree() {
        let block = |line, kind| Block { line, kind };
        let heading = |line, depth, text: &str| block(line, Kind::Heading(depth, Inline::plain(text)));
        let page = Page {
            front: None,
            blocks: vec![
                block(1, Kind::Rule),
                heading(2, 1, "Ladder"),
                heading(3, 2, "L1"),
                block(4, Kind::Rule),
                heading(5, 3, "Impact"),
                heading(6, 2, "L2"),
                heading(7, 1, "Else"),
            ],
        };
        let tree = page.sections();
        let titles = |sections: &[Section<'_>]| sections.iter().map(Section::title).collect::<Vec<_>>();
        assert_eq!(titles(&tree), ["", "Ladder", "Else"]);
        assert_eq!(titles(&tree[1].children), ["L1", "L2"]);
        assert_eq!(titles(&tree[1].children[0].children), ["Impact"]);
        assert_eq!(tree[1].children[0].body.len(), 1);
    }
}
