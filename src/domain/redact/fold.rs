//! A text as the tokens that terms are compared by: folded case, single spaces, nothing that cannot be seen.

use std::borrow::Cow;
use std::ops::Range;

use super::compose::{is_mark, narrow, push};

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) range: Range<usize>,
    /// What it is compared by: a word in lower case, ` `, or a single sign.
    pub(super) folded: Cow<'t, str>,
    pub(super) is_word: bool,
}

/// Characters that are not seen: they join words, or say in which direction these run.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// Scripts that set no space between words, so that each character stands for itself.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !stands_alone(c)
}

/// A sign as it is compared: one apostrophe, one hyphen.
fn sign(c: char) -> char {
    match narrow(c) {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' | '\u{2032}' => '\'',
        '\u{2010}'..='\u{2015}' => '-',
        other => other,
    }
}

/// The tokens of a text. A single hyphen or underscore between two words is the space that it stands for, so that
/// `Acme Corp` is found in `acme-corp` too.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let end_of = |at: Option<&(usize, char)>| at.map_or(text.len(), |(at, _)| *at);
        if is_letter(c) {
            while chars.next_if(|(_, c)| is_letter(*c) || is_mark(*c) || is_unseen(*c)).is_some() {}
            let range = start..end_of(chars.peek());
            tokens.push(Token { folded: lower(&text[range.clone()]), range, is_word: true });
        } else if c.is_whitespace() {
            while chars.next_if(|(_, c)| c.is_whitespace() || is_unseen(*c)).is_some() {}
            tokens.push(Token { range: start..end_of(chars.peek()), folded: " ".into(), is_word: false });
        } else if stands_alone(c) {
            let range = start..end_of(chars.peek());
            tokens.push(Token { folded: lower(&text[range.clone()]), range, is_word: true });
        } else if !is_unseen(c) {
            let behind_word = tokens.last().is_some_and(|last| last.is_word && last.range.end == start);
            let before_word = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            let joins = matches!(sign(c), '-' | '_') && behind_word && before_word;
            let folded = if joins { Cow::Borrowed(" ") } else { Cow::Owned(sign(c).to_string()) };
            tokens.push(Token { range: start..end_of(chars.peek()), folded, is_word: false });
        }
    }
    tokens
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().filter(|c| !is_unseen(*c)).flat_map(char::to_lowercase) {
        push(&mut folded, c);
    }
    Cow::Owned(folded)
}

/// The most edges in a word that are looked at together.
const EDGES: usize = 8;

/// The parts of a word that its writing sets apart, such as `Nordbank` in `NordbankSync` and `nordbank2`: from where to
/// where, and folded. Long ones come before short ones that start at the same place.
pub(super) fn parts(word: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    let edges = edges(word);
    let starts = if edges.is_empty() { 0 } else { edges.len() + 1 };
    let at = move |number: usize| match number {
        0 => 0,
        number => edges.get(number - 1).copied().unwrap_or(word.len()),
    };
    let pairs = (0..starts).flat_map(move |from| {
        let last = (from + EDGES).min(starts);
        (from + 1..=last).rev().map(move |to| (from, to))
    });
    pairs.map(move |(from, to)| at(from)..at(to)).map(|range| (range.clone(), lower(&word[range])))
}

/// Where a word's writing changes: before a capital behind a small letter, around capitals, between letters and digits.
fn edges(word: &str) -> Vec<usize> {
    let mut edges = Vec::new();
    let mut seen = word.char_indices().filter(|(_, c)| !is_mark(*c) && !is_unseen(*c));
    let Some((mut last_at, mut last)) = seen.next() else { return edges };
    let mut run = usize::from(last.is_uppercase());
    for (at, c) in seen {
        if last.is_numeric() != c.is_numeric() || (!last.is_uppercase() && c.is_uppercase()) {
            edges.push(at);
        } else if run > 1 && !c.is_uppercase() {
            // `SAPSync` and `SAPs`.
            edges.extend([last_at, at]);
        }
        run = if c.is_uppercase() { run + 1 } else { 0 };
        (last_at, last) = (at, c);
    }
    edges.dedup();
    edges
}

/// How a term is compared: two that fold to the same are one.
pub fn folded(term: &str) -> String {
    tokens(term.trim()).into_iter().map(|token| token.folded).collect()
}
