//! What is known while a text is read: the elements that are open, what the text in them is part of.

use super::super::blocks::{Block, Inline};
use super::super::markdown::Lines;
use super::table_builder::Rows;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    #[default]
    Outside,
    Article,
    Main,
}

#[derive(Debug)]
pub struct Found {
    pub block: Block,
    pub zone: Zone,
    pub in_header: bool,
    /// How much text is in it, in bytes.
    pub weight: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
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
pub struct Context {
    pub place: Place,
    pub zone: Zone,
    pub lists: u8,
    /// Whether it is no text at all: a script.
    pub dropped: bool,
    pub chrome: bool,
    pub in_header: bool,
    pub preformatted: bool,
    pub in_cell: bool,
}

pub struct Frame {
    pub name: String,
    pub context: Context,
    pub depth: u8,
}

pub struct Look {
    pub name: String,
    pub strong: bool,
    pub link: Option<String>,
}

#[derive(Default)]
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
    pub(super) told: bool,
    pub(super) found: Vec<Found>,
}

impl<'t> Walk<'t> {
    /// A walk through a text under a heading of a depth; `by_class` says whether classes tell what is navigation.
    pub fn new(text: &'t str, depth: u8, by_class: bool) -> Self {
        Self { text, lines: Lines::new(text), by_class, depth, ..Self::default() }
    }

    /// What the text that comes is part of, and where it stands.
    pub fn context(&self) -> Context {
        self.frames.last().map(|frame| frame.context).unwrap_or_default()
    }
}
