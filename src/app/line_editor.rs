//! One line of text being typed: keys in, what it says and what of it is shown out. It knows no terminal.
//!
//! dialoguer's own input gives a line only once Enter is pressed, and what was typed before Ctrl-C is gone; this one can
//! be read after every key. A line longer than the terminal is shown through a window around the cursor.

use console::Key;
use unicode_width::UnicodeWidthChar as _;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditStep {
    Going,
    Done,
    BrokenOff,
}

/// A line with a cursor in it.
#[derive(Debug, Clone, Default)]
pub struct LineEditor {
    chars: Vec<char>,
    cursor: usize,
    /// The start of an escape sequence that `console` does not know and gives in pieces.
    sequence: Option<String>,
    pasting: bool,
}

impl LineEditor {
    /// A line that has a text already, the cursor behind it.
    pub fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        Self { cursor: chars.len(), chars, ..Self::default() }
    }

    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    pub fn press(&mut self, key: Key) -> EditStep {
        if let (Some(mut sequence), Key::Char(c)) = (self.sequence.take(), &key) {
            sequence.push(*c);
            self.escape(sequence);
            return EditStep::Going;
        }
        match key {
            Key::Enter if self.pasting => self.insert('\n'),
            Key::Tab if self.pasting => self.insert('\t'),
            Key::Enter => return EditStep::Done,
            Key::CtrlC => return EditStep::BrokenOff,
            Key::Escape if !self.pasting => return EditStep::BrokenOff,
            Key::Char('\u{4}') if self.chars.is_empty() => return EditStep::BrokenOff,
            Key::UnknownEscSeq(start) => self.escape(start.into_iter().collect()),
            Key::Backspace => self.erase(self.before(self.cursor)),
            Key::Del | Key::Char('\u{4}') => {
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
        EditStep::Going
    }

    /// Takes an escape sequence, without its escape; one that is not complete waits for more.
    fn escape(&mut self, sequence: String) {
        let complete = match sequence.strip_prefix('[') {
            Some(rest) => rest.ends_with(|c: char| ('@'..='~').contains(&c)),
            None => sequence != "O",
        };
        match sequence.as_str() {
            _ if !complete => self.sequence = Some(sequence),
            "[200~" => self.pasting = true,
            "[201~" => self.pasting = false,
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
    /// goes on to the left.
    pub fn window(&self, width: usize) -> (String, usize) {
        let width = width.max(4);
        let taken = |from: usize| self.chars[from..self.cursor].iter().map(|c| columns(*c)).sum::<usize>();
        let mut start = 0;
        // One column is the cursor's own, and one the ellipsis's.
        while start < self.cursor && taken(start) + 1 + usize::from(start > 0) > width {
            start += 1;
        }
        let mut shown = if start > 0 { "…".to_owned() } else { String::new() };
        let mut used = usize::from(start > 0);
        let column = used + taken(start);
        for c in &self.chars[start..] {
            used += columns(*c);
            if used >= width {
                break;
            }
            shown.push(face(*c));
        }
        (shown, column)
    }
}

/// What a character is shown as: nothing that could steer the terminal.
fn face(c: char) -> char {
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
    face(c).width().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(initial: &str, keys: Vec<Key>) -> LineEditor {
        let mut line = LineEditor::new(initial);
        for key in keys {
            assert_eq!(line.press(key), EditStep::Going);
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
        assert_eq!(line.press(Key::Enter), EditStep::Done);
    }

    #[test]
    fn breaking_off_ends_it() {
        for key in [Key::CtrlC, Key::Escape, Key::Char('\u{4}')] {
            assert_eq!(LineEditor::new("").press(key), EditStep::BrokenOff);
        }
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
