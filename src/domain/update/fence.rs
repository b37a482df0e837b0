//! What a line begins with, and above all what opens a fence of code and what closes it. By hand, for `items` must split
//! a text for ever as the versions before did whose hashes files hold.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) struct Fence {
    mark: char,
    length: usize,
    column: usize,
}

impl Fence {
    /// The fence that a line opens, be it in a list item; the marks of a block quote are off.
    pub(in crate::domain) fn opened_by(line: &str) -> Option<Self> {
        let (mut column, mut bare) = indent(line, 0);
        while let Some(width) = bullet(bare) {
            (column, bare) = indent(&bare[width..], column + width);
        }
        let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = bare.trim_start_matches(mark);
        let length = bare.len() - info.len();
        // ```so``` is code in a line.
        (length >= 3 && (mark == '~' || !info.contains('`'))).then_some(Self { mark, length, column })
    }

    pub(in crate::domain) fn is_closed_by(self, line: &str) -> bool {
        let (column, bare) = indent(line, 0);
        let behind = bare.trim_start_matches(self.mark);
        // What is indented more is a line of the code.
        column < self.column + CODE && bare.len() - behind.len() >= self.length && behind.trim().is_empty()
    }
}

/// How many columns make indented code.
const CODE: usize = 4;

/// The column where a text begins behind its white space, and the text; it stands at a column itself.
fn indent(text: &str, from: usize) -> (usize, &str) {
    let bare = text.trim_start_matches([' ', '\t']);
    let white = text[..text.len() - bare.len()].bytes();
    (white.fold(from, |column, byte| if byte == b'\t' { (column / 4 + 1) * 4 } else { column + 1 }), bare)
}

/// How long the bullet or the number is that begins a list item.
pub(super) fn bullet(bare: &str) -> Option<usize> {
    let digits = bare.bytes().take(10).take_while(u8::is_ascii_digit).count();
    let mark = match digits {
        0 => bare.starts_with(['-', '*', '+']),
        1..=9 => bare[digits..].starts_with(['.', ')']),
        _ => false,
    };
    (mark && bare[digits + 1..].starts_with([' ', '\t'])).then_some(digits + 1)
}

pub(super) fn is_heading(bare: &str) -> bool {
    let text = bare.trim_start_matches('#');
    text.len() < bare.len() && (text.is_empty() || text.starts_with([' ', '\t']))
}
