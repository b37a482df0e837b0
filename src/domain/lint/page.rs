//! A document as the rules read it: its blocks with their words, the entries that comments name, and what each stands
//! under.

use std::ops::Deref;

use super::sentence::{self, LintWord, Sentence};
use crate::domain::ids::EntryNo;
use crate::domain::text::markdown::{BlockKind, MarkdownBlock, MarkdownPage};
use crate::domain::text::words::count;

/// How many entry numbers one document may name; more are not looked at.
const MOST_IDS: usize = 200_000;
/// How long a run of entry numbers may be.
const LONGEST_RUN: u32 = 10_000;

/// How many letters of a heading or a label are compared.
const LONGEST_PART: usize = 100;

/// A block of the document.
#[derive(Debug)]
pub(super) struct LintBlock {
    block: MarkdownBlock,
    /// Empty where only what is cited matters.
    words: Vec<Vec<LintWord>>,
    /// The entries that its comments name.
    pub(super) entries: Vec<EntryNo>,
    /// The index of the heading, or of the bold label over what follows, that it stands under or is.
    part: Option<usize>,
    /// Whether it is but a bold label over what follows.
    pub(super) is_label: bool,
}

impl Deref for LintBlock {
    type Target = MarkdownBlock;

    fn deref(&self) -> &MarkdownBlock {
        &self.block
    }
}

impl LintBlock {
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.words.iter().map(|words| Sentence { text: &self.block.text, words })
    }

    /// Its words, whatever sentence they are of.
    pub(super) fn words(&self) -> impl Iterator<Item = &LintWord> {
        self.words.iter().flatten()
    }

    /// Whether it is running text: no heading, label or code.
    pub(super) fn is_running_text(&self) -> bool {
        !self.is_label && !matches!(self.kind, BlockKind::Heading(_) | BlockKind::Code)
    }
}

/// A document.
#[derive(Debug)]
pub(super) struct LintPage<'d> {
    pub(super) document: &'d str,
    pub(super) blocks: Vec<LintBlock>,
}

impl<'d> LintPage<'d> {
    pub(super) fn read(document: &'d str) -> Self {
        Self::new(document, sentence::read)
    }

    /// Reads a document for its headings and what it cites.
    pub(super) fn read_without_words(document: &'d str) -> Self {
        Self::new(document, |_| Vec::new())
    }

    fn new(document: &'d str, words: impl Fn(&MarkdownBlock) -> Vec<Vec<LintWord>>) -> Self {
        let MarkdownPage { blocks, comments } = MarkdownPage::read(document);
        let starts: Vec<usize> = blocks.iter().skip(1).map(|block| block.line).chain([usize::MAX]).collect();
        let (mut comments, mut ids_left) = (comments.into_iter().peekable(), MOST_IDS);
        let mut part = None;
        let read = |(at, block): (usize, MarkdownBlock)| {
            let next = starts.get(at).copied().unwrap_or(usize::MAX);
            let mut entries = Vec::new();
            while let Some(comment) = comments.next_if(|comment| comment.line < next) {
                if let Some(list) = comment.inside.trim().strip_prefix("entries:") {
                    let named = ids(list, ids_left);
                    ids_left -= named.len();
                    entries.extend(named);
                }
            }
            let is_label = block.label().is_some_and(|(_, rest)| rest.is_empty());
            if is_label || block.depth().is_some() {
                part = Some(at);
            }
            LintBlock { words: words(&block), block, entries, part, is_label }
        };
        Self { document, blocks: blocks.into_iter().enumerate().map(read).collect() }
    }

    /// The heading of depth 1 or 2 that a block stands under, or that it is; empty before the first.
    pub(super) fn section(&self, block: &LintBlock) -> &str {
        block.section.and_then(|at| self.blocks.get(at)).map_or("", |heading| heading.text.trim())
    }

    /// The heading or bold label that a block stands under, or that it begins with, in lower case.
    pub(super) fn part(&self, block: &LintBlock) -> String {
        let own = block.label().map(|(label, _)| label);
        let over = || {
            let over = self.blocks.get(block.part?)?;
            Some(over.label().map_or(over.text.trim(), |(label, _)| label))
        };
        own.or_else(over).unwrap_or_default().chars().take(LONGEST_PART).collect::<String>().to_lowercase()
    }

    /// How many words a reader sees.
    pub(super) fn words(&self) -> usize {
        self.blocks.iter().map(|block| count(&block.text)).sum()
    }

    /// The headings, with their depth.
    pub(super) fn headings(&self) -> impl Iterator<Item = (usize, &LintBlock)> {
        self.blocks.iter().filter_map(|block| Some((block.depth()?, block)))
    }

    pub(super) fn running_text(&self) -> impl Iterator<Item = &LintBlock> {
        self.blocks.iter().filter(|block| block.is_running_text())
    }
}

/// `1, 3, 7-9`; what is no number is passed over.
fn ids(list: &str, most: usize) -> Vec<EntryNo> {
    let runs = list.split(',').filter_map(|run| {
        let run = run.trim();
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        let (first, last) = (first.trim().parse::<u32>().ok()?, last.trim().parse::<u32>().ok()?);
        (first <= last && last - first < LONGEST_RUN).then_some(first..=last)
    });
    runs.flatten().take(most).map(EntryNo).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_know_what_they_stand_under_and_cite() {
        let page = LintPage::read(
            "# T\n\n### Result 1\n\n**Business result**\n\n- “63 to\n  37” <!-- entries: 1, 3-5 -->\n- b\n<!-- entries: 9 -->\n\n\
             **Impact:** text `<!-- entries: 2 -->`",
        );
        let found: Vec<_> = page
            .blocks
            .iter()
            .map(|block| (page.part(block), block.entries.iter().map(|id| id.0).collect::<Vec<_>>()))
            .collect();
        assert_eq!(
            found,
            [
                ("t".to_owned(), vec![]),
                ("result 1".to_owned(), vec![]),
                ("business result".to_owned(), vec![]),
                ("business result".to_owned(), vec![1, 3, 4, 5]),
                ("business result".to_owned(), vec![9]),
                ("impact".to_owned(), vec![]),
            ]
        );
    }

    #[test]
    fn a_long_run_of_entries_is_not_spelled_out() {
        assert_eq!(ids("1-4000000000, 7, x, 9-8", 10), [EntryNo(7)]);
        assert_eq!(ids("1-9999", 3).len(), 3);
    }
}
