//! Characters that could move a terminal's cursor, hide text or turn its direction.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Control characters (C0, DEL, C1), those that set the direction of text, and those without any width.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Writes as `\u…` what JSON may hold as it is and a terminal must not get: every unsafe character but C0, which JSON
/// escapes itself and a table's colours need.
pub(crate) fn escape_for_terminal(text: &str) -> Cow<'_, str> {
    let escaped = |c: char| c >= '\u{7f}' && is_unsafe(c);
    if !text.chars().any(escaped) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if escaped(c) {
            // All of them are in the basic plane, so that four digits are enough.
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_json_leaves_as_it_is_is_escaped_for_a_terminal() {
        for (text, wanted) in [
            ("{\"title\":\"Café 🎉\"}\n", "{\"title\":\"Café 🎉\"}\n"),
            ("\u{1b}[1mbold\u{1b}[0m", "\u{1b}[1mbold\u{1b}[0m"),
            ("\u{7f}\u{80}\u{9b}2J\u{a0}", "\\u007f\\u0080\\u009b2J\u{a0}"),
            ("\u{202e}turned\u{2066}\u{200b}\u{feff}", "\\u202eturned\\u2066\\u200b\\ufeff"),
        ] {
            assert_eq!(escape_for_terminal(text), wanted);
        }
    }
}
