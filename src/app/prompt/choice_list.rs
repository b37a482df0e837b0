//! A list to choose from, narrowed by typing parts of an item. It knows no terminal.

use console::Key;
use dialoguer::theme::{SimpleTheme, Theme as _};
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::line_editor::LineEditor;
use super::screen::Picture;
use super::{Question, Step, painted, with_line};

/// How many items are shown at once, so that a long list leaves the screen above it in sight.
const MOST_ROWS: usize = 16;

/// How many columns of the first row are for typing.
const ROOM_TO_FILTER: usize = 12;

pub(super) struct ChoiceList<'i> {
    question: &'i str,
    items: &'i [String],
    filter: LineEditor,
    matcher: SkimMatcherV2,
    /// The items that match the filter, the best first.
    matches: Vec<usize>,
    /// The item under the cursor, as a place in `matches`.
    selected: usize,
    /// The first item in sight, as a place in `matches`.
    first: usize,
}

impl<'i> ChoiceList<'i> {
    pub(super) fn new(question: &'i str, items: &'i [String], start: usize) -> Self {
        Self {
            question,
            items,
            filter: LineEditor::default(),
            matcher: SkimMatcherV2::default(),
            matches: (0..items.len()).collect(),
            selected: start.min(items.len().saturating_sub(1)),
            first: 0,
        }
    }

    /// The item under the cursor; `None` where nothing matches.
    pub(super) fn selected(&self) -> Option<usize> {
        self.matches.get(self.selected).copied()
    }

    fn narrow(&mut self) {
        let filter = self.filter.text();
        let score = |at: usize| self.matcher.fuzzy_match(&self.items[at], filter.trim());
        let mut scored: Vec<_> = (0..self.items.len()).filter_map(|at| Some((score(at)?, at))).collect();
        scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        self.matches = scored.into_iter().map(|(_, at)| at).collect();
        (self.selected, self.first) = (0, 0);
    }

    /// The rows in sight: at most `rows` items around the cursor, each cut to `columns`.
    fn rows(&mut self, rows: usize, columns: usize) -> Vec<String> {
        if self.matches.is_empty() {
            return vec![cut("  nothing matches; Backspace shows more", columns)];
        }
        let rows = rows.clamp(1, MOST_ROWS);
        let last_first = self.matches.len().saturating_sub(rows);
        self.first =
            self.first.clamp((self.selected + 1).saturating_sub(rows), self.selected).min(last_first);
        let filter = self.filter.text();
        let in_sight = self.matches.iter().enumerate().skip(self.first).take(rows);
        let row = |(place, item): (usize, &usize)| {
            let (text, is_selected) = (cut(&self.items[*item], columns - 2), place == self.selected);
            painted(|row| {
                let (matcher, filter) = (&self.matcher, filter.trim());
                SimpleTheme.format_fuzzy_select_prompt_item(row, &text, is_selected, true, matcher, filter)
            })
        };
        in_sight.map(row).collect()
    }
}

impl Question for ChoiceList<'_> {
    fn press(&mut self, key: Key) -> Step {
        let last = self.matches.len().saturating_sub(1);
        match key {
            Key::ArrowUp | Key::BackTab => self.selected = self.selected.checked_sub(1).unwrap_or(last),
            Key::ArrowDown => self.selected = if self.selected < last { self.selected + 1 } else { 0 },
            Key::Tab if !self.filter.is_pasting() => return self.press(Key::ArrowDown),
            Key::PageUp => self.selected = self.selected.saturating_sub(MOST_ROWS),
            Key::PageDown => self.selected = (self.selected + MOST_ROWS).min(last),
            Key::Enter if !self.filter.is_pasting() && self.matches.is_empty() => {}
            key => {
                let before = self.filter.text();
                let step = self.filter.press(key);
                if self.filter.text() != before {
                    self.narrow();
                }
                return step;
            }
        }
        Step::Open
    }

    fn picture(&mut self, rows: usize, columns: usize) -> Picture {
        let question = cut(self.question, columns - ROOM_TO_FILTER);
        let lead = painted(|lead| SimpleTheme.format_input_prompt(lead, &question, None));
        let mut picture = with_line(Vec::new(), lead, &self.filter, columns);
        let rows = self.rows(rows - 2, columns);
        picture.lines.extend(rows);
        picture
    }

    fn answered(&mut self, _: usize) -> Option<Picture> {
        None
    }
}

/// A text cut to fewer than `columns`.
fn cut(text: &str, columns: usize) -> String {
    if text.width() < columns {
        return text.to_owned();
    }
    let mut left = columns.saturating_sub(2);
    let fits = |c: &char| {
        let width = c.width().unwrap_or(0);
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(count: usize) -> Vec<String> {
        (0..count).map(|at| format!("item {at}")).collect()
    }

    fn press(list: &mut ChoiceList<'_>, keys: &[Key]) {
        for key in keys {
            assert_eq!(list.press(key.clone()), Step::Open);
        }
    }

    #[test]
    fn texts_are_cut_to_less_than_the_width() {
        for (text, columns, wanted) in [
            ("short", 40, "short"),
            ("seventeen letters", 18, "seventeen letters"),
            ("seventeen letters", 17, "seventeen lette…"),
            ("日本語日本語", 8, "日本語…"),
            ("日本語日本語", 9, "日本語…"),
        ] {
            assert_eq!(cut(text, columns), wanted);
        }
    }

    #[test]
    fn the_cursor_stays_in_sight_in_a_list_longer_than_the_screen() {
        let items = items(50);
        let mut list = ChoiceList::new("?", &items, 30);
        assert_eq!(list.rows(4, 40), ["  item 27", "  item 28", "  item 29", "> item 30"]);
        press(&mut list, &[Key::ArrowUp]);
        assert_eq!(list.rows(4, 40)[2], "> item 29");
        press(&mut list, &[Key::PageDown, Key::PageDown]);
        assert_eq!(list.rows(4, 40)[3], "> item 49");
        press(&mut list, &[Key::ArrowDown]);
        assert_eq!(list.rows(4, 40)[0], "> item 0");
        press(&mut list, &[Key::ArrowUp]);
        // A screen that became higher shows as much as it can.
        assert_eq!((list.rows(4, 40).len(), list.rows(99, 40).len()), (4, MOST_ROWS));
        assert_eq!(list.rows(99, 40)[MOST_ROWS - 1], "> item 49");
    }

    #[test]
    fn typing_narrows_the_list_to_the_best_matches() {
        let items: Vec<String> = ["apple pie", "pear", "pie"].map(str::to_owned).to_vec();
        let mut list = ChoiceList::new("?", &items, 1);
        press(&mut list, &[Key::Char('p'), Key::Char('i')]);
        assert_eq!((list.selected(), list.matches.len()), (Some(2), 2));
        press(&mut list, &[Key::Char('x')]);
        assert_eq!(
            (list.selected(), list.rows(9, 60)[0].as_str()),
            (None, "  nothing matches; Backspace shows more")
        );
        press(&mut list, &[Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::Enter]);
        press(&mut list, &[Key::Backspace, Key::Backspace, Key::Backspace]);
        assert_eq!((list.selected(), list.press(Key::Enter)), (Some(0), Step::Done));
    }
}
