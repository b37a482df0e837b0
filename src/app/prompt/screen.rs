//! The lines of a question on the screen, drawn over themselves, whatever width the terminal has by then.

use std::io;

use console::Term;
use unicode_width::UnicodeWidthStr as _;

/// Lines, each narrower than the terminal, and the cursor's place in them.
pub(super) struct Picture {
    pub(super) lines: Vec<String>,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// What was drawn last. The cursor is left where the person types, and all that is below is cleared by one command: so
/// only the lines above the cursor must be counted, which a narrower terminal has wrapped meanwhile.
#[derive(Default)]
pub(super) struct Screen {
    /// How wide the lines above the cursor's are.
    above: Vec<usize>,
    column: usize,
}

impl Screen {
    pub(super) fn draw(&mut self, term: &Term, picture: &Picture) -> io::Result<()> {
        self.go_to_start(term)?;
        term.write_str(&picture.lines.join("\n"))?;
        term.move_cursor_up(picture.lines.len() - 1 - picture.row)?;
        term.write_str("\r")?;
        term.move_cursor_right(picture.column)?;
        self.above = picture.lines[..picture.row].iter().map(|line| line.width()).collect();
        self.column = picture.column;
        term.flush()
    }

    pub(super) fn clear(&mut self, term: &Term) -> io::Result<()> {
        self.go_to_start(term)?;
        term.flush()
    }

    /// Goes on below what was drawn, which stays.
    pub(super) fn leave(&mut self, term: &Term) -> io::Result<()> {
        *self = Self::default();
        term.write_str("\n")?;
        term.clear_to_end_of_screen()?;
        term.flush()
    }

    fn go_to_start(&mut self, term: &Term) -> io::Result<()> {
        term.move_cursor_up(self.rows_above(usize::from(term.size().1)))?;
        *self = Self::default();
        term.write_str("\r")?;
        term.clear_to_end_of_screen()
    }

    /// How many rows of a terminal of so many columns are above the cursor's.
    fn rows_above(&self, columns: usize) -> usize {
        let columns = columns.max(1);
        let wrapped: usize = self.above.iter().map(|width| width.max(&1).div_ceil(columns)).sum();
        wrapped + self.column / columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_above_the_cursor_are_counted_as_a_narrower_terminal_wraps_them() {
        let screen = Screen { above: vec![0, 79, 30], column: 45 };
        for (columns, rows) in [(80, 3), (40, 5), (30, 6), (0, 155)] {
            assert_eq!(screen.rows_above(columns), rows, "{columns}");
        }
    }
}
