//! Rendered text that lost its marks to a [`SourcePage`]: headings are guessed from short lines and what follows them.
//!
//! A line is a paragraph, since rendered text has no wrapped lines; where many lines go on in the middle of a sentence,
//! it was wrapped after all, and a paragraph ends with an empty line.

use std::collections::HashMap;

use super::blocks::{BlockContent, Inline, PageBlock, SourcePage, TextRun};
use super::{levels, skip_reasons};
use crate::catalog::import::vocabulary::PAGES;

/// The longest line that may be a heading, in bytes and in words.
const HEADING: (usize, usize) = (100, 14);

/// How many lines a text has at least, for its shape to say anything.
const LINES: usize = 6;

/// Whether a page read as Markdown is rendered text: no heading in it, no table, nothing bold, no link; several lines.
pub fn is_rendered(page: &SourcePage) -> bool {
    let mut lines = 0;
    for block in &page.blocks {
        match &block.kind {
            BlockContent::Heading(..) | BlockContent::Table(_) | BlockContent::NonText(..) => return false,
            BlockContent::Paragraph(text) | BlockContent::Quote(text) | BlockContent::Item(_, text) => {
                if text.spans.iter().any(|span: &TextRun| span.strong || span.link.is_some()) {
                    return false;
                }
                lines += text.spans.iter().map(|span| span.text.matches('\n').count()).sum::<usize>() + 1;
            }
            BlockContent::Rule => {}
        }
    }
    page.front.is_none() && lines >= LINES
}

/// A line of the text that is not empty.
struct TextLine<'t> {
    number: usize,
    text: &'t str,
    /// How deep in a list it is; 0 for no item.
    item: u8,
    /// Whether an empty line stands before it.
    apart: bool,
}

pub fn parse_rendered_text(text: &str) -> SourcePage {
    let lines = unwrap(lines(text));
    let headings: Vec<bool> = (0..lines.len()).map(|at| is_heading(&lines, at)).collect();
    let depths = depths(&lines, &headings);
    let block = |(at, (line, text)): (usize, &(TextLine<'_>, String))| {
        let inline = Inline::plain(text.clone());
        let kind = match (depths.get(&at), line.item) {
            (Some(depth), _) => BlockContent::Heading(*depth, inline),
            (None, 0) => BlockContent::Paragraph(inline),
            (None, depth) => BlockContent::Item(depth, inline),
        };
        PageBlock { line: line.number, kind }
    };
    SourcePage { front: None, blocks: lines.iter().enumerate().map(block).collect() }
}

fn lines(text: &str) -> Vec<TextLine<'_>> {
    let mut apart = true;
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            apart = true;
            continue;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let (item, text) = match list_item(trimmed) {
            Some(text) => (u8::try_from(indent / 2).unwrap_or(8).min(8) + 1, text),
            None => (0, trimmed),
        };
        found.push(TextLine { number, text, item, apart });
        apart = false;
    }
    // The outermost items are the first depth, however far they are set in.
    let shallowest = found.iter().map(|line| line.item).filter(|depth| *depth > 0).min().unwrap_or(1);
    found.iter_mut().filter(|line| line.item > 0).for_each(|line| line.item -= shallowest - 1);
    found
}

fn list_item(line: &str) -> Option<&str> {
    let marks = ["- ", "* ", "+ ", "– ", "•", "●", "◦", "‣", "▪", "·", "○", "■", "➢", "✓", "✔"];
    let marked = marks.iter().find_map(|mark| line.strip_prefix(mark));
    let numbered = || {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = line.get(digits..).filter(|_| (1..=2).contains(&digits))?;
        rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))
    };
    marked.or_else(numbered).map(str::trim).filter(|text| !text.is_empty())
}

/// Lines with those joined that a wrapped text goes on in.
fn unwrap(lines: Vec<TextLine<'_>>) -> Vec<(TextLine<'_>, String)> {
    let goes_on = |line: &TextLine<'_>, next: &TextLine<'_>| {
        !next.apart
            && next.item == 0
            && !ends_like_sentence(line.text)
            && next.text.starts_with(char::is_lowercase)
    };
    let on = lines.windows(2).filter(|pair| matches!(pair, [line, next] if goes_on(line, next))).count();
    let is_wrapped = on >= 3 && on * 6 >= lines.len();
    let mut joined: Vec<(TextLine<'_>, String)> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut() {
            Some((_, text)) if is_wrapped && !line.apart && line.item == 0 => {
                text.push('\n');
                text.push_str(line.text);
            }
            _ => {
                let text = line.text.to_owned();
                joined.push((line, text));
            }
        }
    }
    joined
}

fn ends_like_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', ':', ';', ',', '。', '…'])
}

/// Whether a line is short and ends like a heading, by itself.
fn may_be_heading((line, text): &(TextLine<'_>, String)) -> bool {
    let (bytes, words) = HEADING;
    line.item == 0
        && text.len() <= bytes
        && !text.contains('\n')
        && text.split_whitespace().count() <= words
        && (!ends_like_sentence(text) || text.ends_with('?'))
        && !skip_reasons::is_residue(text)
        && !text.starts_with(char::is_lowercase)
}

/// Whether a line is a heading: followed by a list, by a longer paragraph or by another heading.
fn is_heading(lines: &[(TextLine<'_>, String)], at: usize) -> bool {
    let Some(line) = lines.get(at).filter(|line| may_be_heading(line)) else { return false };
    let Some(next) = lines.get(at + 1) else { return false };
    let sentence = next.1.len() > line.1.len() || ends_like_sentence(&next.1);
    next.0.item > 0 || sentence && !skip_reasons::is_residue(&next.1) || may_be_heading(next)
}

/// How deep each heading is, by its line. The first line of the text is the title. Of several headings with the same
/// words each is part of what stands above it; where headings name levels, the others are parts of the levels.
fn depths(lines: &[(TextLine<'_>, String)], headings: &[bool]) -> HashMap<usize, u8> {
    let all: Vec<usize> =
        (0..lines.len()).filter(|at| headings.get(*at).copied().unwrap_or_default()).collect();
    let mut same: HashMap<Vec<String>, usize> = HashMap::new();
    let words: Vec<Vec<String>> =
        all.iter().map(|at| lines.get(*at).map_or_else(Vec::new, |line| words(&line.1))).collect();
    for words in &words {
        *same.entry(words.clone()).or_default() += 1;
    }
    let is_part = |words: &Vec<String>| {
        same.get(words).is_some_and(|count| *count > 1)
            || words.iter().all(|word| PAGES.part_titles.contains(word))
    };
    let is_level = |at: usize, words: &Vec<String>| {
        at > 0 && !is_part(words) && lines.get(at).is_some_and(|line| levels::parse_level(&line.1).is_level())
    };
    let named = all.iter().zip(&words).filter(|(at, words)| is_level(**at, words)).count();
    let mut below_a_level = false;
    let mut depths = HashMap::new();
    for (at, words) in all.iter().zip(&words) {
        let level = named >= 2 && is_level(*at, words);
        below_a_level |= level;
        let depth = match at {
            0 => 1,
            _ if level => 2,
            _ if is_part(words) || below_a_level => 3,
            _ => 2,
        };
        depths.insert(*at, depth);
    }
    depths
}

/// The words of a heading, in an order of their own.
fn words(heading: &str) -> Vec<String> {
    let mut words: Vec<String> = heading
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::markdown;
    use super::*;

    fn kinds(text: &str) -> Vec<(usize, u8, String)> {
        let blocks = parse_rendered_text(text).blocks;
        let of = |block: PageBlock| match block.kind {
            BlockContent::Heading(depth, text) => (block.line, depth, text.text()),
            BlockContent::Item(depth, text) => (block.line, depth + 10, text.text()),
            BlockContent::Paragraph(text) => (block.line, 0, text.text()),
            BlockContent::Quote(_)
            | BlockContent::Table(_)
            | BlockContent::Rule
            | BlockContent::NonText(..) => (block.line, u8::MAX, String::new()),
        };
        blocks.into_iter().map(of).collect()
    }

    #[test]
    fn headings_are_guessed() {
        let text = "Career of a Joiner\nWhat it is about\nJoiners build what others draw, and mend it too.\n\nL1: \
                    Helper\nCraft\n• Holds the wood\n  • and the light\nL2: Joiner\nCraft\n- Saws\nWhat to read:\n- \
                    Books\n4fe0a12\n)\n";
        assert_eq!(
            kinds(text),
            [
                (1, 1, "Career of a Joiner".into()),
                (2, 2, "What it is about".into()),
                (3, 0, "Joiners build what others draw, and mend it too.".into()),
                (5, 2, "L1: Helper".into()),
                (6, 3, "Craft".into()),
                (7, 11, "Holds the wood".into()),
                (8, 12, "and the light".into()),
                (9, 2, "L2: Joiner".into()),
                (10, 3, "Craft".into()),
                (11, 11, "Saws".into()),
                (12, 0, "What to read:".into()),
                (13, 11, "Books".into()),
                (14, 0, "4fe0a12".into()),
                (15, 0, ")".into()),
            ]
        );
    }

    #[test]
    fn wrapped_text_is_joined() {
        let text = "Joiners\n\nWhoever joins two boards without a gap between them is called a\njoiner by the people \
                    who stand beside the bench and\nwait for it, and so is\nhis apprentice.\n\n1. Holds\n   the \
                    wood\n2. Saws it\n";
        let read = kinds(text);
        assert_eq!(
            read.iter().map(|(line, kind, _)| (*line, *kind)).collect::<Vec<_>>(),
            [(1, 1), (3, 0), (8, 11), (10, 11)]
        );
        assert_eq!(read[2].2, "Holds the wood");
    }

    #[test]
    fn rendered_text_is_told_from_markdown() {
        for (text, wanted) in [
            ("One\nTwo\nThree\n- four\n- five\nSix\n", true),
            ("# One\nTwo\nThree\n- four\n- five\nSix\n", false),
            ("One\n===\nTwo\nThree\n- four\n- five\nSix\n", false),
            ("**One**\nTwo\nThree\n- four\n- five\nSix\n", false),
            ("One\nTwo [x](y)\nThree\n- four\n- five\nSix\n", false),
            ("One\nTwo\n", false),
        ] {
            assert_eq!(is_rendered(&markdown::parse_markdown(text)), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(\\PC|[-•1.\n A]){0,80}") {
            let read = parse_rendered_text(&text);
            let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
            prop_assert!(read.blocks.len() <= lines);
        }
    }
}
