//! What Markdown, HTML and rendered text have in common: headings, paragraphs, list items, tables, each with its line.
//!
//! A syntax (`markdown`, `html`, `rendered_text`) makes a [`SourcePage`]; a layout (`role_page`, `outline`, …) makes criteria of
//! the page and never sees the syntax, so that a layout that is read in Markdown is read in HTML too.

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextRun {
    /// The text; a line break of the source is a `\n`.
    pub text: String,
    pub strong: bool,
    pub link: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inline {
    pub spans: Vec<TextRun>,
}

impl Inline {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { spans: vec![TextRun { text: text.into(), ..TextRun::default() }] }
    }

    pub fn text(&self) -> String {
        collapse_whitespace(&self.raw())
    }

    pub fn raw(&self) -> String {
        self.spans.iter().map(|span| &*span.text).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| span.text.trim().is_empty())
    }

    pub fn is_strong(&self) -> bool {
        !self.is_empty() && self.spans.iter().all(|span| span.strong || span.text.trim().is_empty())
    }

    pub fn split_lines(&self) -> Vec<Self> {
        let mut lines = vec![Self::default()];
        for span in &self.spans {
            for (at, part) in span.text.split('\n').enumerate() {
                if at > 0 {
                    lines.push(Self::default());
                }
                if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                    line.spans.push(TextRun { text: part.to_owned(), ..span.clone() });
                }
            }
        }
        lines
    }

    pub fn push_line(&mut self, line: Self) {
        if !self.spans.is_empty() {
            self.spans.push(TextRun { text: "\n".to_owned(), ..TextRun::default() });
        }
        self.spans.extend(line.spans);
    }

    /// Whether all of it are links, with no more than separators between them.
    pub fn is_links(&self) -> bool {
        let bare = |text: &str| !text.chars().any(char::is_alphanumeric);
        self.spans.iter().any(|span| span.link.is_some())
            && self.spans.iter().all(|span| span.link.is_some() || bare(&span.text))
    }
}

/// White space folded: every run of it is one space, no-break spaces included, none at the ends.
pub fn collapse_whitespace(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Texts with a gap between them; `None` where there is nothing in them.
pub fn joined<S: AsRef<str>>(texts: &[S], gap: &str) -> Option<String> {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join(gap))
}

pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A cell of a table: several items where the source has a list or line breaks in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its items; a plain cell has one, an empty cell none.
    pub items: Vec<Inline>,
    /// How many columns it spans, at least 1.
    pub columns: usize,
    pub line: usize,
    pub heading: bool,
}

impl Cell {
    pub fn text(&self) -> String {
        self.items.iter().map(Inline::text).collect::<Vec<_>>().join(" ")
    }
}

/// A table; its rows may differ in length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    pub rows: Vec<Vec<Cell>>,
    pub has_header: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockContent {
    /// A heading; depth 1 is the highest.
    Heading(u8, Inline),
    Paragraph(Inline),
    Quote(Inline),
    /// An item of a list; depth 1 is the outermost.
    Item(u8, Inline),
    Table(Table),
    Rule,
    /// Code, a picture, a comment, an include that hides text: nothing of a framework, and why.
    NonText(NonText, String),
}

/// What is in a page and is no text of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NonText {
    Code,
    Comment,
    /// A shortcode or directive that puts other text in its place.
    Include,
    Contents,
    /// Navigation, a header or a footer, a form, a script: what is around the text of an HTML page.
    Chrome,
    Picture,
    Markup,
}

/// A block with the line where it starts, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageBlock {
    pub line: usize,
    pub kind: BlockContent,
}

impl PageBlock {
    /// The text of a paragraph, an item, a quotation or a heading.
    pub fn text(&self) -> Option<&Inline> {
        match &self.kind {
            BlockContent::Paragraph(text)
            | BlockContent::Item(_, text)
            | BlockContent::Quote(text)
            | BlockContent::Heading(_, text) => Some(text),
            BlockContent::Table(_) | BlockContent::Rule | BlockContent::NonText(..) => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourcePage {
    /// Its front matter (YAML between `---` lines) with the line where it starts.
    pub front: Option<(usize, String)>,
    pub blocks: Vec<PageBlock>,
}
