//! A line of text being typed: keys in, the text and what the terminal shows of it out. It knows no terminal.
//!
//! dialoguer's `Input` gives its text only at Enter and takes no Esc; this editor can be read after every key. A line
//! longer than the terminal is shown through a window around the cursor.

use console::Key;
use unicode_width::UnicodeWidthChar as _;

use super::Step;

#[derive(Debug, Default)]
pub(super) struct LineEditor {
    chars: Vec<char>,
    cursor: usize,
    /// The start of an escape sequence that `console` does not know and gives in pieces.
    sequence: Option<String>,
    is_pasting: bool,
}

impl LineEditor {
    /// Starts with a text, the cursor behind it.
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        Self { cursor: chars.len(), chars, ..Self::default() }
    }

    pub(super) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Whether keys are part of a paste, so that Enter and Tab are text.
    pub(super) fn is_pasting(&self) -> bool {
        self.is_pasting
    }

    pub(super) fn press(&mut self, key: Key) -> Step {
        if let (Some(mut sequence), Key::Char(c)) = (self.sequence.take(), &key) {
            sequence.push(*c);
            self.escape(sequence);
            return Step::Open;
        }
        match key {
            Key::Enter if self.is_pasting => self.insert('\n'),
            Key::Tab if self.is_pasting => self.insert('\t'),
            Key::Enter => return Step::Done,
            Key::Escape if !self.is_pasting => return Step::Back,
            Key::Char(CTRL_D) if self.chars.is_empty() => return Step::Quit,
            Key::UnknownEscSeq(start) => self.escape(start.into_iter().collect()),
            Key::Backspace => self.erase(self.before(self.cursor)),
            Key::Del | Key::Char(CTRL_D) => {
                let after = self.after(self.cursor);
                self.chars.drain(self.cursor..after);
            }
            Key::ArrowLeft | Key::Char('\u{2}') => self.cursor = self.before(self.cursor),
            Key::ArrowRight | Key::Char('\u{6}') => self.cursor = self.after(self.cursor),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.chars.len(),
            Key::Char('\u{b}') => self.chars.truncate(self.cursor),
            Key::Char('\u{15}') => self.erase(0),
            Key::Char('\u{17}') => self.erase(self.word_left()),
            Key::Char(c) if !c.is_control() => self.insert(c),
            _ => {}
        }
        Step::Open
    }

    /// Takes an escape sequence, without its escape; one that is not complete waits for more.
    fn escape(&mut self, sequence: String) {
        let complete = match sequence.strip_prefix('[') {
            Some(rest) => rest.ends_with(|c: char| ('@'..='~').contains(&c)),
            None => sequence != "O",
        };
        match sequence.as_str() {
            _ if !complete => self.sequence = Some(sequence),
            "[200~" => self.is_pasting = true,
            "[201~" => self.is_pasting = false,
            "[1;5D" | "[1;3D" | "b" => self.cursor = self.word_left(),
            "[1;5C" | "[1;3C" | "f" => self.cursor = self.word_right(),
            "\u{7f}" => self.erase(self.word_left()),
            "OH" => self.cursor = 0,
            "OF" => self.cursor = self.chars.len(),
            "OD" => self.cursor = self.before(self.cursor),
            "OC" => self.cursor = self.after(self.cursor),
            _ => {}
        }
    }

    fn insert(&mut self, c: char) {
        self.chars.insert(self.cursor, c);
        self.cursor += 1;
    }

    fn erase(&mut self, from: usize) {
        self.chars.drain(from..self.cursor);
        self.cursor = from;
    }

    /// The place before the character on the left, with the marks that stand on it.
    fn before(&self, at: usize) -> usize {
        self.chars[..at].iter().rposition(|c| columns(*c) > 0).unwrap_or(0)
    }

    fn after(&self, at: usize) -> usize {
        let rest = self.chars.get(at + 1..).unwrap_or_default();
        let next = rest.iter().position(|c| columns(*c) > 0).unwrap_or(rest.len());
        (at + 1 + next).min(self.chars.len())
    }

    fn word_left(&self) -> usize {
        let left = &self.chars[..self.cursor];
        let end = left.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
        left[..end].iter().rposition(|c| c.is_whitespace()).map_or(0, |gap| gap + 1)
    }

    fn word_right(&self) -> usize {
        let right = &self.chars[self.cursor..];
        let start = right.iter().position(|c| !c.is_whitespace()).unwrap_or(right.len());
        let word = right[start..].iter().position(|c| c.is_whitespace()).unwrap_or(right.len() - start);
        self.cursor + start + word
    }

    /// What a window of `width` columns shows, and the column of the cursor in it. An ellipsis stands where the line
    /// goes on to the left; the last column is the cursor's own.
    pub(super) fn window(&self, width: usize) -> (String, usize) {
        let width = width.max(4);
        let before = &self.chars[..self.cursor];
        let (mut start, mut column) = fitting_end(before, width - 1);
        let mut shown = String::new();
        if start > 0 {
            (start, column) = fitting_end(before, width - 2);
            column += 1;
            shown.push('…');
        }
        let mut used = usize::from(start > 0);
        for c in &self.chars[start..] {
            used += columns(*c);
            if used >= width {
                break;
            }
            shown.push(visible(*c));
        }
        (shown, column)
    }
}

const CTRL_D: char = '\u{4}';

/// Where the longest end of a text that fits into so many columns starts, and how many it takes.
fn fitting_end(chars: &[char], room: usize) -> (usize, usize) {
    let mut used = 0;
    for (at, c) in chars.iter().enumerate().rev() {
        if used + columns(*c) > room {
            return (at + 1, used);
        }
        used += columns(*c);
    }
    (0, used)
}

/// What a character is shown as: nothing that could steer the terminal.
fn visible(c: char) -> char {
    match c {
        '\n' => '↵',
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    }
}

fn columns(c: char) -> usize {
    visible(c).width().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(initial: &str, keys: Vec<Key>) -> LineEditor {
        let mut line = LineEditor::new(initial);
        for key in keys {
            assert_eq!(line.press(key), Step::Open);
        }
        line
    }

    fn chars(text: &str) -> Vec<Key> {
        text.chars().map(Key::Char).collect()
    }

    #[test]
    fn keys_edit_the_line() {
        use Key::{ArrowLeft, Backspace, Char, Del, End, Home};
        for (initial, keys, wanted) in [
            ("", chars("Grüße 日本"), "Grüße 日本"),
            ("abc", vec![Backspace, ArrowLeft, Char('x')], "axb"),
            ("abc", vec![Home, Del, End, Char('!')], "bc!"),
            ("one two  ", vec![Char('\u{17}')], "one "),
            ("one two", vec![ArrowLeft, Char('\u{15}')], "o"),
            ("one two", vec![Home, Char('\u{b}')], ""),
            ("ae\u{301}", vec![Backspace], "a"),
            ("ae\u{301}", vec![ArrowLeft, Char('b')], "abe\u{301}"),
            ("", vec![Backspace, Del, ArrowLeft, Char('\u{7}')], ""),
        ] {
            assert_eq!(typed(initial, keys).text(), wanted);
        }
    }

    #[test]
    fn sequences_that_come_in_pieces_are_no_text() {
        let piece = |text: &str| Key::UnknownEscSeq(text.chars().collect());
        for (rest, wanted) in [
            (vec![piece("[1;"), Key::Char('5'), Key::Char('D'), Key::Char('x')], "one xtwo"),
            (vec![piece("b"), Key::Char('x')], "one xtwo"),
            (vec![piece("O"), Key::Char('H'), Key::Char('x')], "xone two"),
            (vec![piece("[1;"), Key::Char('5'), Key::Char('A'), Key::Char('x')], "one twox"),
        ] {
            assert_eq!(typed("one two", rest).text(), wanted);
        }
    }

    #[test]
    fn enter_in_a_paste_is_text_and_not_the_end() {
        let mut keys = vec![Key::UnknownEscSeq(vec!['[', '2', '0']), Key::Char('0'), Key::Char('~')];
        keys.extend([Key::Char('a'), Key::Enter, Key::Char('b'), Key::Escape]);
        keys.extend([Key::UnknownEscSeq(vec!['[', '2', '0']), Key::Char('1'), Key::Char('~')]);
        let mut line = typed("", keys);
        assert_eq!(line.text(), "a\nb");
        assert_eq!(line.window(10), ("a↵b".to_owned(), 3));
        assert_eq!(line.press(Key::Enter), Step::Done);
    }

    #[test]
    fn escape_goes_back_and_ctrl_d_quits_an_empty_line() {
        assert_eq!(LineEditor::new("a").press(Key::Escape), Step::Back);
        assert_eq!(LineEditor::new("a").press(Key::Char(CTRL_D)), Step::Open);
        assert_eq!(LineEditor::new("").press(Key::Char(CTRL_D)), Step::Quit);
    }

    #[test]
    fn a_long_line_is_shown_around_the_cursor() {
        let mut line = LineEditor::new("abcdefghij");
        assert_eq!(line.window(20), ("abcdefghij".to_owned(), 10));
        assert_eq!(line.window(6), ("…ghij".to_owned(), 5));
        line.press(Key::Home);
        assert_eq!(line.window(6), ("abcde".to_owned(), 0));
        assert_eq!(LineEditor::new("日本日本").window(6), ("…日本".to_owned(), 5));
        assert_eq!(LineEditor::new("a\u{1b}\u{202e}b").window(9).0, "a\u{fffd}\u{fffd}b");
    }
}
