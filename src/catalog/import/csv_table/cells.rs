//! Separators, quotes and the items of a cell.

use super::super::blocks::{Inline, collapse_whitespace};

/// The separators that are looked for, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

pub fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// The separator that gives the most rows of the same number of cells.
pub fn separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let mut reader = reader(text, separator);
        let counts: Vec<usize> = reader
            .records()
            .take(50)
            .filter_map(|row| Some(row.ok()?.len()))
            .filter(|count| *count > 1)
            .collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        let same = counts.iter().filter(|count| **count == most).count();
        (same.max(usize::from(most > 2)) * most.min(1000), counts.len())
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator));
    best.unwrap_or(b',')
}

/// The line where a quote opens that is never closed.
pub fn unclosed(text: &str, separator: u8) -> Option<usize> {
    let mut opened = None;
    let mut starts = true;
    let mut line = 1;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, opened) {
            // Two of them are one within the text.
            (b'"', Some(_)) if bytes.next_if_eq(&b'"').is_none() => opened = None,
            (b'"', None) if starts => opened = Some(line),
            _ => {}
        }
        starts = opened.is_none() && (byte == separator || byte == b'\n');
        line += usize::from(byte == b'\n');
    }
    opened
}

/// The items of a cell: its lines, without the marks of a list.
pub fn items(text: &str) -> Vec<Inline> {
    let text = text.trim_matches('\n');
    let mut items: Vec<String> = Vec::new();
    let mut listed = false;
    let numbered = text.lines().filter(|line| number(line.trim_start()).is_some()).count() > 1;
    for line in text.lines() {
        let start = line.trim_start();
        let marked = bullet(start).or_else(|| number(start).filter(|_| numbered));
        let goes_on = marked.is_none() && listed && line.len() > start.len();
        listed |= marked.is_some();
        let said = marked.unwrap_or(start);
        match items.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.push(' ');
                last.push_str(said);
            }
            // `• one • two` in a single line.
            None if said.matches('•').count() > 0 => items.extend(said.split('•').map(str::to_owned)),
            None => items.push(said.to_owned()),
        }
    }
    items
        .iter()
        .map(|item| collapse_whitespace(item))
        .filter(|item| !item.is_empty())
        .map(Inline::plain)
        .collect()
}

fn bullet(line: &str) -> Option<&str> {
    let marked = line.strip_prefix(['•', '·', '▪', '◦', '‣', '➢']);
    marked.or_else(|| {
        ["- ", "* ", "– ", "— ", "+ ", "● ", "○ ", "✓ "].iter().find_map(|mark| line.strip_prefix(mark))
    })
}

fn number(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    ((1..=2).contains(&digits)).then(|| rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))).flatten()
}
