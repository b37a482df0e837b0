//! A block's text as sentences of words, each of which knows whether it is quoted, code, or of a link.

use std::collections::HashSet;
use std::ops::Range;

use crate::domain::text::markdown::MarkdownBlock;
use crate::domain::text::sentences::sentences;
use crate::domain::text::words::{lower, words};

/// What parts two words so little that they are one: `pay-as-you-go`, `I/O`, `A&B`.
const JOINTS: [&str; 9] = ["-", "\u{2010}", "\u{2011}", "/", "&", "+", "=", ":", ""];

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LintWord {
    /// Where it stands in the block's text.
    pub(super) range: Range<usize>,
    /// In lower case, with a straight apostrophe.
    pub(super) lower: String,
    /// Whether it belongs to the same compound as the word before it.
    pub(super) is_joined: bool,
    pub(super) quoted: bool,
    pub(super) link: bool,
    pub(super) code: bool,
}

/// A sentence with the text that it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'b> {
    pub(super) text: &'b str,
    pub(super) words: &'b [LintWord],
}

/// The words of a block, sentence by sentence.
pub(super) fn read(block: &MarkdownBlock) -> Vec<Vec<LintWord>> {
    let text = block.text.as_str();
    let read = |sentence: Range<usize>| {
        let mut last = None;
        let words = words(&text[sentence.clone()]).map(|word| {
            let range = sentence.start + word.start..sentence.start + word.end;
            let between = last.replace(range.end).and_then(|end| text.get(end..range.start));
            LintWord {
                lower: lower(&text[range.clone()]),
                is_joined: between.is_some_and(|between| JOINTS.contains(&between)),
                quoted: block.is_quoted(range.start),
                link: block.is_link(range.start),
                code: block.is_code(range.start),
                range,
            }
        });
        words.collect::<Vec<_>>()
    };
    sentences(text).map(read).filter(|words| !words.is_empty()).collect()
}

impl<'b> Sentence<'b> {
    /// A word in lower case; nothing where there is none.
    pub(super) fn lower(&self, at: usize) -> &'b str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// A word as it is written.
    pub(super) fn raw(&self, at: usize) -> &'b str {
        self.words.get(at).and_then(|word| self.text.get(word.range.clone())).unwrap_or_default()
    }

    /// Where some words stand in the text.
    pub(super) fn range(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let last = self.words.get(place.end.checked_sub(1)?)?;
        Some(self.words.get(place.start)?.range.start..last.range.end)
    }

    /// Some words with two before them and three behind, as far as the same is quoted.
    pub(super) fn around(&self, at: usize) -> Range<usize> {
        let same = |at: &usize| self.words.get(*at).is_some_and(|word| !word.quoted);
        let before = (at.saturating_sub(2)..at).rev().take_while(same).last().unwrap_or(at);
        let behind = (at + 1..at + 4).take_while(same).last().unwrap_or(at);
        before..behind + 1
    }

    /// What stands between a word and the next one.
    fn behind(&self, at: usize) -> &'b str {
        let ends = self.words.get(at).map(|word| word.range.end);
        let next = self.words.get(at + 1).map(|word| word.range.start);
        ends.zip(next).and_then(|(end, next)| self.text.get(end..next)).unwrap_or_default()
    }

    /// Whether a comma or the like stands between a word and the next one, so that they are of no phrase.
    pub(super) fn is_parted(&self, at: usize) -> bool {
        let behind = self.behind(at);
        behind.contains([',', ';', '(', ')', '—', '–', '…', '.', '!', '?', '|', '\n'])
            || behind.contains(" - ")
    }

    /// Whether a clause ends with a word.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        at + 1 >= self.words.len() || self.is_parted(at) || self.behind(at).contains([':', '“', '”', '"'])
    }

    /// Whether a phrase that ends with a word is no attribute of a noun behind it: `top talent`, but not
    /// `top talent programme`.
    pub(super) fn stands_alone(&self, last: usize, small: &HashSet<String>) -> bool {
        let next = self.lower(last + 1);
        let is_compound = self.words.get(last + 1).is_some_and(|next| next.is_joined);
        self.ends_clause(last)
            || !is_compound
                && (small.contains(next)
                    || next.len() > 4 && (next.ends_with("ed") || next.ends_with("ly"))
                    || next.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether no compound begins before some words or goes on behind them.
    pub(super) fn is_whole(&self, place: &Range<usize>) -> bool {
        let is_joined = |at: usize| self.words.get(at).is_some_and(|word| word.is_joined);
        !is_joined(place.start) && !is_joined(place.end)
    }

    /// Whether some words stand alone between quotation marks or brackets: they are spoken of, not said.
    pub(super) fn is_mention(&self, place: &Range<usize>) -> bool {
        let marks = ['“', '”', '"', '‘', '’', '\'', '(', ')', '„', '«', '»'];
        self.range(place).is_some_and(|range| {
            let before = self.text.get(..range.start).unwrap_or_default();
            before.ends_with(marks) && self.text.get(range.end..).unwrap_or_default().starts_with(marks)
        })
    }

    /// Whether a word stands capitalised; I always does.
    fn is_capital(&self, at: usize) -> bool {
        let raw = self.raw(at);
        raw.starts_with(char::is_uppercase) && raw != "I" && !raw.starts_with("I'") && !raw.starts_with("I’")
    }

    /// Whether a word may be somebody's name: `Ada`, but not `API` or `main.rs`.
    pub(super) fn is_name_like(&self, at: usize) -> bool {
        let raw = self.raw(at);
        self.is_capital(at) && raw.chars().skip(1).any(char::is_lowercase) && !raw.contains(['.', '_'])
    }

    /// Whether a word is an initial: `Iris I. Chen`.
    pub(super) fn is_initial(&self, place: &Range<usize>) -> bool {
        place.len() == 1
            && self.raw(place.start).chars().count() == 1
            && self.behind(place.start).starts_with('.')
    }

    /// Whether some words are a name, or part of one: each is a capital, and so is one beside them; or all are shouted.
    pub(super) fn is_name(&self, place: &Range<usize>) -> bool {
        let is_shouted = |at: usize| {
            let raw = self.raw(at);
            raw.chars().filter(|c| c.is_alphabetic()).count() > 1 && !raw.contains(char::is_lowercase)
        };
        let before = place.start.checked_sub(1);
        let goes_on = self.is_name_like(place.end)
            && place.end.checked_sub(1).is_some_and(|last| !self.ends_clause(last));
        let began = before.is_some_and(|before| self.is_capital(before) && !self.ends_clause(before));
        let mut words = place.clone();
        words.clone().all(is_shouted) || words.all(|at| self.is_capital(at)) && (goes_on || began)
    }
}
