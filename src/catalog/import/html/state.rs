//! What is known while a text is read: the elements that are open, what the text in them is part of.

use super::super::blocks::{Block, Inline};
use super::super::markdown::Lines;
use super::rows::Rows;

/// Where in a page a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// In no element that holds the text.
    #[default]
    Outside,
    Article,
    Main,
}

#[derive(Debug)]
pub struct Found {
    pub block: Block,
    pub zone: Zone,
    /// Whether it stands in the header of the site.
    pub in_header: bool,
    /// How much text is in it, in bytes.
    pub weight: usize,
}

/// What the text that comes is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    #[default]
    Text,
    Heading(u8),
    Item,
    Quote,
    /// In a term that a list explains.
    Term,
    Cell,
    Code,
}

/// What an open element means for the text in it; what it does not change is that of the element around it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    pub place: Place,
    pub zone: Zone,
    pub lists: u8,
    /// Whether it is no text at all: a script.
    pub dropped: bool,
    /// Whether it is around the text of the page.
    pub chrome: bool,
    /// Whether it is in the header of the site.
    pub in_header: bool,
    pub preformatted: bool,
    /// Whether it is in a cell of a table.
    pub in_cell: bool,
}

pub struct Frame {
    pub name: String,
    /// What it means for the text in it.
    pub context: Context,
    /// The depth of the last heading before it.
    pub depth: u8,
}

pub struct Look {
    pub name: String,
    pub strong: bool,
    pub link: Option<String>,
}

/// A text on its way to blocks.
pub struct Walk<'t> {
    pub(super) text: &'t str,
    pub(super) lines: Lines,
    pub(super) by_class: bool,
    pub(super) frames: Vec<Frame>,
    /// How many elements are open beyond the deepest that is kept.
    pub(super) beyond: usize,
    pub(super) looks: Vec<Look>,
    pub(super) inline: Inline,
    pub(super) line: usize,
    pub(super) quote: Option<(usize, Inline)>,
    pub(super) picture: Option<(usize, String)>,
    pub(super) tables: Vec<Rows>,
    pub(super) spans: (String, String),
    pub(super) is_header_cell: bool,
    pub(super) gap: bool,
    pub(super) depth: u8,
    /// Whether what is open around the text has been told.
    pub(super) told: bool,
    pub(super) found: Vec<Found>,
}

impl<'t> Walk<'t> {
    /// A walk through a text under a heading of a depth; `by_class` says whether classes tell what is navigation.
    pub fn new(text: &'t str, depth: u8, by_class: bool) -> Self {
        Self {
            text,
            lines: Lines::new(text),
            by_class,
            frames: Vec::new(),
            beyond: 0,
            looks: Vec::new(),
            inline: Inline::default(),
            line: 0,
            quote: None,
            picture: None,
            tables: Vec::new(),
            spans: (String::new(), String::new()),
            is_header_cell: false,
            gap: false,
            depth,
            told: false,
            found: Vec::new(),
        }
    }

    /// What the text that comes is part of, and where it stands.
    pub fn context(&self) -> Context {
        self.frames.last().map(|frame| frame.context).unwrap_or_default()
    }
}
