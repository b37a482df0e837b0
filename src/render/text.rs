//! Text for people: safe on a terminal, wrapped, with its plurals and days.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use chrono::{Datelike, NaiveDate};
use unicode_width::UnicodeWidthStr;

use crate::domain::control_characters::is_unsafe;
pub use crate::domain::coverage::count;

/// How wide text may be where there is no terminal.
pub const PLAIN_WIDTH: usize = 80;

/// What a renderer must know of where its text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Columns to fill at the most; `None` where lines may be as long as they are.
    pub columns: Option<usize>,
    pub color: bool,
    /// Today, for days without their year.
    pub today: NaiveDate,
}

impl View {
    pub fn width(&self) -> usize {
        self.columns.unwrap_or(PLAIN_WIDTH).max(20)
    }

    /// A text in a style, where colour is welcome.
    pub fn paint(&self, style: Style, text: &str) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

pub const BOLD: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();
pub const GREEN: Style = AnsiColor::Green.on_default();
pub const YELLOW: Style = AnsiColor::Yellow.on_default();
pub const RED: Style = AnsiColor::Red.on_default();

/// A text that can be shown on one line of a terminal: line breaks and tabs are spaces, other control characters are
/// shown as their escapes.
pub fn clean(text: &str) -> Cow<'_, str> {
    clean_keeping(text, |_| false)
}

/// As [`clean`], with line breaks kept.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    clean_keeping(text, |c| c == '\n')
}

fn clean_keeping(text: &str, kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    let plain = |byte: u8| (b' '..=b'~').contains(&byte);
    if text.bytes().all(plain) || !text.chars().any(|c| is_unsafe(c) && !kept(c)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            c if kept(c) || !is_unsafe(c) => safe.push(c),
            '\n' | '\r' | '\t' => safe.push(' '),
            c => {
                let _ = write!(safe, "{}", c.escape_unicode());
            }
        }
    }
    Cow::Owned(safe)
}

pub fn width(text: &str) -> usize {
    // What is clean has no control characters, so the bytes of ASCII are its columns.
    if text.is_ascii() { text.len() } else { text.width() }
}

/// A text in lines of at most `width` columns, each behind `indent`; paragraphs stay apart.
pub fn wrap(text: &str, width: usize, indent: &str) -> String {
    // A day or a key is never broken at its hyphens.
    let options = textwrap::Options::new(width.max(10))
        .initial_indent(indent)
        .subsequent_indent(indent)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let lines = text.split('\n').flat_map(|line| textwrap::wrap(line, &options));
    lines.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// A text behind `first`, in lines of at most `width` columns, the further ones behind `indent`.
pub fn hang(first: &str, text: &str, width_: usize, indent: &str) -> String {
    let start = width(first) - width(first.trim_start());
    let options = textwrap::Options::new(width_.max(10))
        .initial_indent(&first[..start])
        .subsequent_indent(indent)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let whole = format!("{}{text}", first.trim_start());
    let lines = textwrap::wrap(&whole, options);
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// Parts joined by `separator`, in lines of at most `width` columns that break between parts where they can.
pub fn flow(parts: &[String], separator: &str, width_: usize, indent: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if width(indent) + width(line) + width(separator) + width(part) <= width_ => {
                line.push_str(separator);
                line.push_str(part);
            }
            _ => lines.push(part.clone()),
        }
    }
    lines.iter().map(|line| wrap(line, width_, indent)).collect::<Vec<_>>().join("\n")
}

/// A blank line and then sentences, each indented and wrapped; nothing where there are none.
pub(super) fn list_below(sentences: &[String], view: &View) -> String {
    let blank = if sentences.is_empty() { "" } else { "\n" };
    let lines = sentences.iter().map(|sentence| wrap(&clean(sentence), view.width(), "  ") + "\n");
    std::iter::once(blank.to_owned()).chain(lines).collect()
}

/// A key or a name of keys in lines of at most so many columns, broken behind its hyphens and slashes where it can be.
pub fn fold(key: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines: Vec<String> = vec![String::new()];
    for part in key.split_inclusive(['-', '/']) {
        let mut rest: Vec<char> = part.chars().collect();
        let full = |line: &String| !line.is_empty() && width(line) + rest.len() > columns;
        if lines.last().is_some_and(full) {
            lines.push(String::new());
        }
        while rest.len() > columns {
            // Two letters alone on a line read badly.
            let tail = rest.split_off((columns - 1).min(rest.len().saturating_sub(4).max(1)));
            if let Some(line) = lines.last_mut() {
                line.extend(rest);
                line.push('-');
            }
            lines.push(String::new());
            rest = tail;
        }
        if let Some(line) = lines.last_mut() {
            line.extend(rest);
        }
    }
    lines
}

/// A day as people read it: this year's without its year.
pub fn day(date: NaiveDate, today: NaiveDate) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
    let gap = if date.day() < 10 { "  " } else { " " };
    let mut text = [month, gap, &date.day().to_string()].concat();
    if date.year() != today.year() {
        text.push(' ');
        text.push_str(&date.year().to_string());
    }
    text
}

/// A day inside a sentence: `today`, `yesterday`, or the day itself.
pub fn spoken_day(date: NaiveDate, today: NaiveDate) -> String {
    match (today - date).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => day(date, today).replace("  ", " "),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} {word} {last}", start.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_comes_through() {
        for (text, wanted) in [
            ("plain – ünï 日本", "plain – ünï 日本"),
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("a\u{9b}b\u{7}", "a\\u{9b}b\\u{7}"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("a\tb\nc", "a b c"),
        ] {
            assert_eq!(clean(text), wanted);
        }
        assert_eq!(clean_lines("a\nb\u{1b}"), "a\nb\\u{1b}");
    }

    #[test]
    fn days_of_this_year_go_without_it() {
        let (day_of, today) = (|text: &str| text.parse().unwrap(), "2026-11-22".parse().unwrap());
        assert_eq!(day(day_of("2026-11-02"), today), "Nov  2");
        assert_eq!(day(day_of("2025-11-22"), today), "Nov 22 2025");
        assert_eq!(spoken_day(today, today), "today");
        assert_eq!(spoken_day(day_of("2026-11-02"), today), "Nov 2");
    }

    #[test]
    fn lists_are_joined_as_spoken() {
        let items = |n: usize| ["a", "b", "c"][..n].iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(list(&items(0), "or"), "");
        assert_eq!(list(&items(1), "or"), "a");
        assert_eq!(list(&items(3), "or"), "a, b or c");
    }

    #[test]
    fn parts_are_kept_whole_where_they_can() {
        let parts = ["one two", "three", "2026-11-22"].map(str::to_owned);
        assert_eq!(flow(&parts, " · ", 40, ""), "one two · three · 2026-11-22");
        assert_eq!(flow(&parts, " · ", 18, "  "), "  one two · three\n  2026-11-22");
    }

    #[test]
    fn a_key_is_broken_behind_its_hyphens_where_it_can_be() {
        for (key, columns, wanted) in [
            ("impact", 7, &["impact"][..]),
            ("security-and-ethics", 7, &["secur-", "ity-", "and-", "ethics"]),
            ("security-and-ethics", 9, &["security-", "and-", "ethics"]),
            ("communication", 8, &["communi-", "cation"]),
            ("technical-skills", 9, &["techni-", "cal-", "skills"]),
            ("acme/support-engineer@4", 16, &["acme/support-", "engineer@4"]),
            ("a-b-c", 7, &["a-b-c"]),
            ("", 7, &[""]),
        ] {
            assert_eq!(fold(key, columns), wanted, "{key} {columns}");
        }
    }

    #[test]
    fn long_words_and_narrow_terminals_are_wrapped() {
        assert_eq!(wrap("one two three", 10, "  "), "  one two\n  three");
        assert_eq!(wrap("abcdefghijklmnop", 10, ""), "abcdefghij\nklmnop");
    }
}
