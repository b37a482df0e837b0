//! HTML to a [`SourcePage`], and HTML within Markdown to blocks.
//!
//! html5gum does the tokenizing: it follows the WHATWG rules (entities, raw text, broken tags), tells where each token
//! stands and has no dependencies of its own; html5ever tells no positions and builds a tree that we would only flatten
//! again. What it means is ours: `elements` keeps a short stack of open elements and writes blocks as they end, so that
//! unclosed tags, wrong nesting and ten thousand nested elements cost nothing.
//!
//! `<main>` or `<article>` is the text where a page has one; what is around it is told once a stretch as navigation.

mod blank_lines;
mod chrome;
mod elements;
mod state;
mod table_builder;
mod text;

pub use blank_lines::close_gaps;

use super::blocks::{BlockContent, NonText, PageBlock, SourcePage};
use state::{HtmlReader, PageZone, PlacedBlock};

/// What is said of a block that is around the text.
const NAVIGATION: &str = "navigation";

pub fn parse_html(text: &str) -> SourcePage {
    let careful = HtmlReader::new(text, 0, true).run();
    // A class such as `menu` may stand on the element that holds everything; then classes say nothing.
    let found = match careful.iter().any(|found| found.weight > 0) {
        true => careful,
        false => HtmlReader::new(text, 0, false).run(),
    };
    SourcePage { front: None, blocks: main_content(found) }
}

/// The blocks of a piece of HTML that starts at a line of a page, under a heading of that depth (0 for none).
pub fn parse_fragment(raw: &str, line: usize, depth: u8) -> Vec<PageBlock> {
    let mut blocks: Vec<PageBlock> =
        HtmlReader::new(raw, depth, false).run().into_iter().map(|found| found.block).collect();
    for block in &mut blocks {
        shift(block, line.saturating_sub(1));
    }
    blocks
}

fn shift(block: &mut PageBlock, by: usize) {
    block.line += by;
    if let BlockContent::Table(table) = &mut block.kind {
        table.rows.iter_mut().flatten().for_each(|cell| cell.line += by);
    }
}

/// What is inside the text of a page. What is outside becomes one block a stretch.
fn main_content(found: Vec<PlacedBlock>) -> Vec<PageBlock> {
    let weight = |zone| found.iter().filter(|one| one.zone == zone).map(|one| one.weight).sum::<usize>();
    let (main, article, outside) =
        (weight(PageZone::Main), weight(PageZone::Article), weight(PageZone::Outside));
    let keep = |zone: PageZone| match (main > 0, article >= outside && article > 0) {
        (true, _) => zone == PageZone::Main,
        (false, true) => zone == PageZone::Article,
        (false, false) => true,
    };
    // The heading of a site's header is the page's title only where the text itself has none.
    let titled = found
        .iter()
        .any(|one| keep(one.zone) && !one.in_header && matches!(one.block.kind, BlockContent::Heading(1, _)));
    let mut blocks: Vec<PageBlock> = Vec::with_capacity(found.len());
    let mut out = false;
    for one in found {
        let is_title = one.in_header && matches!(one.block.kind, BlockContent::Heading(1, _)) && !titled;
        let is_chrome = matches!(one.block.kind, BlockContent::NonText(NonText::Chrome, _));
        if is_title || is_chrome || keep(one.zone) && !one.in_header {
            out = out && is_chrome;
            blocks.push(one.block);
        } else if !out {
            out = true;
            let kind = BlockContent::NonText(NonText::Chrome, NAVIGATION.to_owned());
            blocks.push(PageBlock { line: one.block.line, kind });
        }
    }
    blocks
}

#[cfg(test)]
mod tests;
