//! Folding for comparison: case, accents, width, ligatures, white space and characters that are not seen.
//!
//! Two texts that differ in these alone fold to the same. [`FoldedText`] knows where each of its bytes came from, so that
//! what is found in it can be shown, or hidden, in the original.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use super::escapes::{escaped, tag};

/// A text folded for comparison.
pub(crate) fn fold(text: &str) -> String {
    FoldedText::new(text.trim()).text
}

/// A text in lower case with its accents, each letter composed with them.
pub(crate) fn lowercase(text: &str) -> String {
    text.to_lowercase().nfc().collect()
}

/// A folded text and the places of its bytes in the original.
#[derive(Debug)]
pub(crate) struct FoldedText<'t> {
    pub(crate) text: String,
    source: &'t str,
    /// Where the character begins that a byte came from; `None` where folding moved nothing.
    places: Option<Vec<usize>>,
}

impl<'t> FoldedText<'t> {
    /// Folds a text as it stands. A single hyphen or underscore between two words folds to a space.
    pub(crate) fn new(source: &'t str) -> Self {
        if is_plain_ascii(source) {
            return Self { text: fold_ascii(source), source, places: None };
        }
        Folder::new(source, false).finish()
    }

    /// Folds a text as it reads once it is rendered: without emphasis, tags and escapes, with entities and `%20` as what they
    /// stand for, and a space for `/`, `.`, `+` and `--` between words. `None` where that is the text as it stands.
    pub(crate) fn rendered(source: &'t str) -> Option<Self> {
        if !may_have_markup(source.as_bytes()) {
            return None;
        }
        let folder = Folder::new(source, true);
        folder.changed.then(|| folder.finish())
    }

    /// Where a range of the folded text stands in the original, with the accents and unseen characters behind it; `None`
    /// where it begins or ends inside of a character.
    pub(crate) fn source_range(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let Some(places) = &self.places else { return Some(range.clone()) };
        let is_inside = |at: usize| at > 0 && at < places.len() && places[at - 1] == places[at];
        if range.is_empty() || is_inside(range.start) || is_inside(range.end) {
            return None;
        }
        let last = places[range.end - 1];
        let mut chars = self.source[last..].char_indices().skip(1);
        let end = chars
            .find(|(_, c)| !is_accent(*c) && !is_unseen(*c))
            .map_or(self.source.len(), |(at, _)| last + at);
        Some(places[range.start]..end)
    }

    /// Whether a word begins or ends at a place of the folded text. Each character of a script that sets no spaces is a
    /// word.
    pub(crate) fn is_word_boundary(&self, at: usize) -> bool {
        let (before, behind) = self.text.split_at_checked(at).unwrap_or_default();
        let (Some(last), Some(next)) = (before.chars().next_back(), behind.chars().next()) else {
            return true;
        };
        canonical_combining_class(next) == 0 && !(is_letter(last) && is_letter(next))
    }

    /// Whether the writing of the original changes inside of a word at a place of the folded text: at a capital behind a
    /// small letter, at the end of a run of capitals, between letters and digits.
    pub(crate) fn is_case_boundary(&self, at: usize) -> bool {
        let behind = |at: usize| {
            self.text[at..]
                .chars()
                .next()
                .and_then(|c| self.source_char(at).map(|source| (at + c.len_utf8(), source)))
        };
        let before = |at: usize| {
            let start = at - self.text[..at].chars().next_back()?.len_utf8();
            Some((start, self.source_char(start)?))
        };
        let (Some((start, last)), Some((end, next))) = (before(at), behind(at)) else { return false };
        let is_capital = |c: Option<(usize, char)>| c.is_some_and(|(_, c)| c.is_uppercase());
        let ends_run = last.is_uppercase() && !next.is_uppercase() && is_capital(before(start));
        let starts_word =
            last.is_uppercase() && next.is_uppercase() && behind(end).is_some_and(|(_, c)| c.is_lowercase());
        last.is_numeric() != next.is_numeric()
            || (!last.is_uppercase() && next.is_uppercase())
            || ends_run
            || starts_word
    }

    /// The words of the folded text.
    pub(crate) fn words(&self) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at + self.text[at..].find(char::is_alphanumeric)?;
            let ends = self.text[start..].char_indices().map(|(end, _)| start + end).skip(1);
            at = ends.into_iter().find(|end| self.is_word_boundary(*end)).unwrap_or(self.text.len());
            Some(start..at)
        })
    }

    /// The character of the original that a byte of the folded text came from.
    fn source_char(&self, at: usize) -> Option<char> {
        let place = self.places.as_ref().map_or(Some(at), |places| places.get(at).copied())?;
        self.source.get(place..)?.chars().next()
    }
}

/// Whether some sign of a text may be markup: most texts have none, and need no second look.
fn may_have_markup(text: &[u8]) -> bool {
    let is_word =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    text.iter().enumerate().any(|(at, byte)| {
        let (last, next) = (at.checked_sub(1).and_then(|at| text.get(at)), text.get(at + 1));
        match byte {
            b'*' | b'`' | b'~' | b'&' | b'%' | b'\\' | b'<' => true,
            b'_' => !(is_word(last) && is_word(next)),
            b'>' => matches!(last, None | Some(b'\n' | b' ' | b'>')),
            b'-' => is_word(last) && matches!(next, Some(b'-' | b'*' | b'`' | b'~' | b'_')),
            b'+' | b'/' | b'.' => {
                is_word(last) && (is_word(next) || matches!(next, Some(b'*' | b'`' | b'~' | b'_')))
            }
            _ => false,
        }
    })
}

/// Whether folding changes the case and single signs of a text, and moves nothing.
fn is_plain_ascii(text: &str) -> bool {
    let mut last = 0;
    text.bytes().all(|byte| {
        let run = last == b' ' && byte == b' ';
        last = byte;
        byte.is_ascii() && !run && (byte == b' ' || !byte.is_ascii_whitespace()) && byte != 0x0b
    })
}

fn fold_ascii(text: &str) -> String {
    let bytes = text.as_bytes();
    let is_word = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let fold = |(at, byte): (usize, &u8)| match byte {
        b'-' | b'_' if is_word(at.checked_sub(1)) && is_word(Some(at + 1)) => ' ',
        byte => char::from(byte.to_ascii_lowercase()),
    };
    bytes.iter().enumerate().map(fold).collect()
}

/// One walk over a text.
struct Folder<'t> {
    source: &'t str,
    at: usize,
    text: String,
    places: Vec<usize>,
    /// Whether something was read that only sets the text.
    changed: bool,
}

impl<'t> Folder<'t> {
    fn new(source: &'t str, rendered: bool) -> Self {
        let (text, places) = (String::with_capacity(source.len()), Vec::with_capacity(source.len()));
        let mut folder = Self { source, at: 0, text, places, changed: false };
        while let Some(c) = folder.source[folder.at..].chars().next() {
            if !(rendered && folder.read_markup(c)) {
                folder.read(c);
                folder.at += c.len_utf8();
            }
        }
        folder
    }

    fn finish(self) -> FoldedText<'t> {
        FoldedText { text: self.text, source: self.source, places: Some(self.places) }
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
        self.places.resize(self.text.len(), self.at);
    }

    fn follows_word(&self) -> bool {
        self.text.chars().next_back().is_some_and(char::is_alphanumeric)
    }

    /// Folds one character.
    fn read(&mut self, c: char) {
        if c.is_whitespace() {
            if !self.text.ends_with(' ') {
                self.push(' ');
            }
            return;
        }
        if is_unseen(c) || is_accent(c) {
            return;
        }
        match sign(c) {
            '-' | '_' if self.follows_word() && self.precedes_word(c.len_utf8()) => self.push(' '),
            c if c.is_ascii() => self.push(c.to_ascii_lowercase()),
            c => decompose_compatible(c, |part| {
                if !is_accent(part) {
                    part.to_lowercase().for_each(|small| match spelt_out(small) {
                        Some(letters) => letters.chars().for_each(|letter| self.push(letter)),
                        None if is_accent(small) => {}
                        None => self.push(small),
                    });
                }
            }),
        }
    }

    /// Whether nothing but marks of quotations stands before a place in its line.
    fn begins_line(&self) -> bool {
        let before = self.source[..self.at].chars().rev().take(NEAR);
        before.into_iter().find(|c| !matches!(c, ' ' | '>')) == Some('\n')
    }

    fn precedes_word(&self, long: usize) -> bool {
        let rest = self.source.get(self.at + long..).unwrap_or_default();
        rest.chars().take(NEAR).find(|c| !EMPHASIS.contains(c)).is_some_and(char::is_alphanumeric)
    }

    /// Reads what only sets the text, if that is what stands here.
    fn read_markup(&mut self, c: char) -> bool {
        let rest = &self.source[self.at..];
        let (long, stands_for) = match c {
            '*' | '`' | '~' => (1, None),
            '_' if !(self.follows_word() && self.precedes_word(1)) => (1, None),
            '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => (1, None),
            '>' if self.begins_line() => (1, None),
            '<' => match tag(rest) {
                Some(tag) => (tag.len(), tag.starts_with("<br").then_some(' ')),
                None => return false,
            },
            '&' | '%' => match escaped(rest) {
                Some((long, '+' | '/' | '.')) if self.follows_word() && self.precedes_word(long) => {
                    (long, Some(' '))
                }
                Some((long, c)) => (long, Some(c)),
                None => return false,
            },
            '+' | '/' | '.' | '-' if self.follows_word() => {
                let long = if c == '-' { rest.len() - rest.trim_start_matches('-').len() } else { 1 };
                if (c == '-' && long == 1) || !self.precedes_word(long) {
                    return false;
                }
                (long, Some(' '))
            }
            _ => return false,
        };
        self.changed = true;
        if let Some(c) = stands_for {
            self.read(c);
        }
        self.at += long;
        true
    }
}

/// How far markup is looked for around a place, in characters: rows of it are long.
const NEAR: usize = 8;
/// What emphasises, and is not read.
const EMPHASIS: [char; 4] = ['*', '`', '~', '_'];
/// Whether a character is an accent on the letter before it. Vowel signs of other scripts are letters.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Whether a character is not seen: it joins or parts what is around it, chooses a variant, or sets a direction.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// One sign for all that are written for an apostrophe, and one for all hyphens and dashes.
fn sign(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '\u{b4}' | '\u{2032}' | '\u{ff07}' => {
            '\''
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{ff3f}' => '_',
        other => other,
    }
}

/// Letters that Unicode does not decompose and that are written without their stroke where a keyboard has none.
fn spelt_out(small: char) -> Option<&'static str> {
    Some(match small {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŧ' => "t",
        'ς' => "σ",
        _ => return None,
    })
}

/// Whether a character is a letter or digit of a script that parts its words by spaces.
fn is_letter(c: char) -> bool {
    let is_unspaced = matches!(c, '\u{e00}'..='\u{eff}' | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    c.is_alphanumeric() && !is_unspaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_one_text() {
        for (folded, spellings) in [
            (
                "cafe bleu",
                &[
                    "Café Bleu",
                    "Cafe\u{301} Bleu",
                    "CAFÉ-BLEU",
                    "Cafe Bleu",
                    "cafe\u{a0}\u{a0}bleu",
                    " Café_Bleu ",
                ][..],
            ),
            ("muller gmbh", &["Müller GmbH", "Mu\u{308}ller GmbH", "Ｍüller\u{3000}ＧｍｂＨ"]),
            ("nguyen", &["Nguyễn", "Nguye\u{302}\u{303}n", "Nguyê\u{303}n"]),
            ("istanbul", &["İstanbul", "I\u{307}stanbul", "istanbul", "ISTANBUL", "ıstanbul"]),
            ("grossbank", &["Großbank", "GROSSBANK", "GROẞBANK"]),
            ("o'brien", &["O’Brien", "O'Brien", "O´Brien", "O\u{2bc}Brien"]),
            ("orsted lodz", &["Ørsted Łódź", "ORSTED LODZ"]),
            ("office", &["o\u{fb03}ce"]),
            ("acme", &["Ac\u{ad}me", "Ac\u{200b}me", "A\u{202a}cme"]),
            ("か\u{3099}くせい", &["がくせい", "か\u{3099}くせい"]),
            ("a - b", &["a - b", "A \u{2013} b"]),
            ("c++ (eu)", &["C++ (EU)"]),
        ] {
            for spelling in spellings {
                assert_eq!(fold(spelling), folded, "{spelling:?}");
                assert_eq!(fold(folded), folded);
            }
        }
    }

    #[test]
    fn a_rendered_text_has_no_markup() {
        for (text, rendered) in [
            ("*Acme* Corp", "acme corp"),
            ("Acme **Corp**", "acme corp"),
            ("_Acme_ Corp", "acme corp"),
            ("?q=Acme%20Corp&x=Acme+Corp", "?q=acme corp&x=acme corp"),
            ("Acme/Corp, Acme--Corp, Acme&nbsp;Corp", "acme corp, acme corp, acme corp"),
            ("Caf%C3%A9, Caf&eacute;, Caf&#233;, Caf&#xE9;", "cafe, cafe, cafe, cafe"),
            ("Acme\\_Corp, C\\+\\+", "acme corp, c++"),
            ("Acme\n> Corp", "acme corp"),
            ("<b>Acme</b> Corp, Acme<br/>Corp, Acme%2BCorp", "acme corp, acme corp, acme corp"),
            ("Straße/Größe ~~alt~~", "strasse grosse alt"),
        ] {
            assert_eq!(FoldedText::rendered(text).map(|folded| folded.text).as_deref(), Some(rendered));
        }
        for text in ["Acme Corp", "C++ (EU)", "a - b", "at the end.", "50 % & more", "a_b"] {
            assert!(FoldedText::rendered(text).is_none(), "{text}");
        }
    }

    #[test]
    fn ranges_lead_back_to_the_original() {
        let text = "Ge\u{301}ant  GROẞBANK\u{200b}, ﬁn";
        let folded = FoldedText::new(text);
        assert_eq!(folded.text, "geant grossbank, fin");
        let of = |range: Range<usize>| folded.source_range(&range).map(|range| &text[range]);
        assert_eq!(of(0..5), Some("Ge\u{301}ant"));
        assert_eq!(of(1..2), Some("e\u{301}"));
        assert_eq!(of(6..15), Some("GROẞBANK\u{200b}"));
        assert_eq!((of(6..10), of(10..12)), (None, None));
        assert_eq!((of(17..20), of(18..20)), (Some("ﬁn"), None));
    }
}
