//! What is known while a text is read: the elements that are open, what the text in them is part of.

use super::super::blocks::{Inline, PageBlock};
use super::super::markdown::LineIndex;
use super::table_builder::TableBuilder;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageZone {
    #[default]
    Outside,
    Article,
    Main,
}

#[derive(Debug)]
pub struct PlacedBlock {
    pub block: PageBlock,
    pub zone: PageZone,
    pub in_header: bool,
    /// How much text is in it, in bytes.
    pub weight: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextContainer {
    #[default]
    Text,
    Heading(u8),
    Item,
    Quote,
    Term,
    Cell,
    Code,
}

/// What an open element means for the text in it; what it does not change is that of the element around it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ElementContext {
    pub place: TextContainer,
    pub zone: PageZone,
    pub lists: u8,
    /// Whether it is no text at all: a script.
    pub dropped: bool,
    pub chrome: bool,
    pub in_header: bool,
    pub preformatted: bool,
    pub in_cell: bool,
}

pub struct OpenElement {
    pub name: String,
    pub context: ElementContext,
    pub depth: u8,
}

pub struct InlineStyle {
    pub name: String,
    pub strong: bool,
    pub link: Option<String>,
}

#[derive(Default)]
pub struct HtmlReader<'t> {
    pub(super) text: &'t str,
    pub(super) lines: LineIndex,
    pub(super) by_class: bool,
    pub(super) open: Vec<OpenElement>,
    /// How many elements are open beyond the deepest that is kept.
    pub(super) beyond: usize,
    pub(super) styles: Vec<InlineStyle>,
    pub(super) inline: Inline,
    pub(super) line: usize,
    pub(super) quote: Option<(usize, Inline)>,
    pub(super) picture: Option<(usize, String)>,
    pub(super) tables: Vec<TableBuilder>,
    pub(super) spans: (String, String),
    pub(super) is_header_cell: bool,
    pub(super) gap: bool,
    pub(super) depth: u8,
    pub(super) chrome_reported: bool,
    pub(super) blocks: Vec<PlacedBlock>,
}

impl<'t> HtmlReader<'t> {
    /// A walk through a text under a heading of a depth; `by_class` says whether classes tell what is navigation.
    pub fn new(text: &'t str, depth: u8, by_class: bool) -> Self {
        Self { text, lines: LineIndex::new(text), by_class, depth, ..Self::default() }
    }

    /// What the text that comes is part of, and where it stands.
    pub fn context(&self) -> ElementContext {
        self.open.last().map(|frame| frame.context).unwrap_or_default()
    }
}
