//! A text of YAML or JSON to its statements: a list within it is its items, otherwise a paragraph is one.

use crate::catalog::import::blocks::{Inline, collapse_whitespace};
use crate::catalog::import::markdown;

/// Lines shorter than this were not wrapped by an editor: the break is meant.
const WRAPPED: usize = 60;

/// Stands for `<` while Markdown is read.
const LESS: &str = "\u{e000}";

pub fn statements(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut last = LineKind::Nothing;
    for line in text.lines() {
        let bare = line.trim();
        if bare.is_empty() {
            last = LineKind::Nothing;
            continue;
        }
        let (item, bare) = match item(bare) {
            Some(rest) => (true, rest),
            None => (false, bare),
        };
        let goes_on = !item
            && match last {
                LineKind::Nothing => false,
                // What follows an item at the same depth or less is a line of its own only after a blank line.
                LineKind::Item => true,
                LineKind::Line(ended) => !(ended && starts_anew(bare)),
            };
        match found.last_mut().filter(|_| goes_on) {
            Some(open) => {
                open.push(' ');
                open.push_str(bare);
            }
            None => found.push(bare.to_owned()),
        }
        let is_item = item || (goes_on && last == LineKind::Item);
        last = if is_item { LineKind::Item } else { LineKind::Line(ends(line.trim())) };
    }
    found
        .iter()
        .map(|text| without_markdown(text))
        .filter(|text| text.chars().any(char::is_alphanumeric))
        .collect()
}

#[derive(Clone, Copy, PartialEq)]
enum LineKind {
    Nothing,
    Item,
    /// A line of a paragraph, and whether a sentence may have ended with it.
    Line(bool),
}

fn ends(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', ';']) || line.len() < WRAPPED
}

fn starts_anew(line: &str) -> bool {
    line.chars()
        .find(|c| !matches!(c, '*' | '_' | '"' | '\'' | '('))
        .is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

fn item(line: &str) -> Option<&str> {
    let first = line.chars().next()?;
    if matches!(first, '-' | '*' | '+' | '•' | '·' | '▪' | '◦' | '–' | '‣' | '●') {
        let rest = &line[first.len_utf8()..];
        return (rest.starts_with(char::is_whitespace) || matches!(first, '•' | '▪' | '◦' | '‣' | '●'))
            .then(|| rest.trim_start());
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let rest = rest.strip_prefix(['.', ')']).filter(|_| (1..=2).contains(&digits))?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

/// A text without the marks of Markdown, white space folded.
pub fn without_markdown(text: &str) -> String {
    let marked =
        ["**", "__", "`", "](", "*", "\\", "~~", "![", "_"].iter().any(|parsed| text.contains(parsed));
    let heading = text.starts_with('#');
    if !marked && !heading {
        return collapse_whitespace(text);
    }
    // What looks like a tag here is a text such as `List<String>`.
    let page = markdown::parse_markdown(&text.replace('<', LESS));
    let texts: Option<Vec<String>> = page.blocks.iter().map(|block| block.text().map(Inline::text)).collect();
    texts
        .filter(|texts| page.front.is_none() && !texts.is_empty())
        .map_or_else(|| collapse_whitespace(text), |texts| texts.join(" ").replace(LESS, "<"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_lines_and_paragraphs_are_told_apart() {
        for (text, wanted) in [
            ("Owns the queue.", vec!["Owns the queue."]),
            ("- Owns the queue\n- Answers\n  within a day\n", vec!["Owns the queue", "Answers within a day"]),
            ("1. One\n2. Two", vec!["One", "Two"]),
            ("• One\n• Two", vec!["One", "Two"]),
            ("A first.\n\nA second.", vec!["A first.", "A second."]),
            ("Owns queues\nAnswers people", vec!["Owns queues", "Answers people"]),
            (
                "Keeps the handover of every long-running case readable for the\nNorth team that takes it over",
                vec![
                    "Keeps the handover of every long-running case readable for the North team that takes it over",
                ],
            ),
            ("Owns **the** [queue](x) and `List<T>`", vec!["Owns the queue and List<T>"]),
            ("snake_case & List<T>", vec!["snake_case & List<T>"]),
            ("-", vec![]),
            ("", vec![]),
            ("24 hours a day", vec!["24 hours a day"]),
            ("2022. A year", vec!["2022. A year"]),
        ] {
            assert_eq!(statements(text), wanted, "{text:?}");
        }
    }
}
