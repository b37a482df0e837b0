//! A text as the tokens that terms are compared by: folded case, single spaces, nothing that cannot be seen.

use std::borrow::Cow;
use std::ops::Range;

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// What it is compared by: a word in lower case, ` `, or a single sign.
    pub(super) folded: Cow<'t, str>,
    /// Whether it is a word.
    pub(super) is_word: bool,
}

/// Characters that join words and are not seen.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
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
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
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
            while chars.next_if(|(_, c)| is_letter(*c) || is_unseen(*c)).is_some() {}
            let range = start..end_of(chars.peek());
            tokens.push(Token { folded: lower(&text[range.clone()]), range, is_word: true });
        } else if stands_alone(c) {
            let range = start..end_of(chars.peek());
            tokens.push(Token { folded: lower(&text[range.clone()]), range, is_word: true });
        } else if c.is_whitespace() {
            while chars.next_if(|(_, c)| c.is_whitespace() || is_unseen(*c)).is_some() {}
            tokens.push(Token { range: start..end_of(chars.peek()), folded: " ".into(), is_word: false });
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
    Cow::Owned(word.chars().filter(|c| !is_unseen(*c)).flat_map(char::to_lowercase).collect())
}

/// How a term is compared: two that fold to the same are one.
pub fn folded(term: &str) -> String {
    tokens(term.trim()).into_iter().map(|token| token.folded).collect()
}
