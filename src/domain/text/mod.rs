//! Text as people write it: a Markdown page with line numbers, its words and sentences, quotations, links, case folding.
//!
//! Each of these is done here and nowhere else, by the crate that knows the standard:
//!
//! | module | gives | by |
//! |---|---|---|
//! | [`markdown`] | a [`MarkdownPage`](markdown::MarkdownPage) of blocks with their visible text, and its comments | pulldown-cmark (CommonMark, tables, task lists) |
//! | [`words`] | words, also those joined by hyphens | unicode-segmentation (UAX #29) |
//! | [`sentences`] | sentences, abbreviations and initials minded | unicode-segmentation (UAX #29) |
//! | [`fold`] | case, accents, width and white space folded for comparison, with places | unicode-normalization (UAX #15) |
//! | [`quotes`] | what stands between quotation marks | |
//! | [`links`] | addresses and paths that stand bare in a text | |
//!
//! All positions are byte ranges in the text that was passed in; lines count from 1. Everything takes time linear in the
//! text, whatever is in it.

mod escapes;
pub(crate) mod fold;
pub(crate) mod links;
pub(crate) mod markdown;
pub(crate) mod quotes;
pub(crate) mod sentences;
pub(crate) mod words;

use std::ops::Range;

/// White space folded: each run of it is one space, none at the ends.
pub(crate) fn fold_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a position is in one of some ranges that stand in order and apart.
pub(crate) fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let behind = ranges.partition_point(|range| range.start <= at);
    behind.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|range| range.contains(&at))
}

/// Where each line of a text starts.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    /// The line, from 1, of a byte.
    pub(crate) fn line_at(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte)
    }
}
