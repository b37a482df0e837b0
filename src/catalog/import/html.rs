//! HTML to a [`Page`], and HTML within Markdown to blocks.
//!
//! html5gum does the tokenizing: it follows the WHATWG rules (entities, raw text, broken tags), tells where each token
//! stands and has no dependencies of its own; html5ever tells no positions and builds a tree that we would only flatten
//! again. What it means is ours: `walk` keeps a short stack of open elements and writes blocks as they end, so that
//! unclosed tags, wrong nesting and ten thousand nested elements cost nothing.
//!
//! `<main>` or `<article>` is the text where a page has one; what is around it is told once a stretch as navigation.

mod chrome;
mod blank_lines;
mod table_builder;
mod state;
mod text;
mod elements;

pub use blank_lines::close_gaps;

use super::blocks::{Block, Kind, Other, Page};
use state::{Found, Walk, Zone};

/// What is said of a block that is around the text.
const NAVIGATION: &str = "navigation";

pub fn page(text: &str) -> Page {
    let careful = Walk::new(text, 0, true).run();
    // A class such as `menu` may stand on the element that holds everything; then classes say nothing.
    let found = match careful.iter().any(|found| found.weight > 0) {
        true => careful,
        false => Walk::new(text, 0, false).run(),
    };
    Page { front: None, blocks: inside(found) }
}

/// The blocks of a piece of HTML that starts at a line of a page, under a heading of that depth (0 for none).
pub fn blocks(raw: &str, line: usize, depth: u8) -> Vec<Block> {
    let mut blocks: Vec<Block> =
        Walk::new(raw, depth, false).run().into_iter().map(|found| found.block).collect();
    for block in &mut blocks {
        shift(block, line.saturating_sub(1));
    }
    blocks
}

fn shift(block: &mut Block, by: usize) {
    block.line += by;
    if let Kind::Table(table) = &mut block.kind {
        table.rows.iter_mut().flatten().for_each(|cell| cell.line += by);
    }
}

/// What is inside the text of a page. What is outside becomes one block a stretch.
fn inside(found: Vec<Found>) -> Vec<Block> {
    let weight = |zone| found.iter().filter(|one| one.zone == zone).map(|one| one.weight).sum::<usize>();
    let (main, article, outside) = (weight(Zone::Main), weight(Zone::Article), weight(Zone::Outside));
    let keep = |zone: Zone| match (main > 0, article >= outside && article > 0) {
        (true, _) => zone == Zone::Main,
        (false, true) => zone == Zone::Article,
        (false, false) => true,
    };
    // The heading of a site's header is the page's title only where the text itself has none.
    let titled = found
        .iter()
        .any(|one| keep(one.zone) && !one.in_header && matches!(one.block.kind, Kind::Heading(1, _)));
    let mut blocks: Vec<Block> = Vec::with_capacity(found.len());
    let mut out = false;
    for one in found {
        let is_title = one.in_header && matches!(one.block.kind, Kind::Heading(1, _)) && !titled;
        let is_chrome = matches!(one.block.kind, Kind::Other(Other::Chrome, _));
        if is_title || is_chrome || keep(one.zone) && !one.in_header {
            out = out && is_chrome;
            blocks.push(one.block);
        } else if !out {
            out = true;
            let kind = Kind::Other(Other::Chrome, NAVIGATION.to_owned());
            blocks.push(Block { line: one.block.line, kind });
        }
    }
    blocks
}

#[cfg(test)]
mod tests;
