//! Texts of Markdown without the marks that are left in them: lists in cells, containers, tags.

use pulldown_cmark::{Event, Options, Parser};

use super::super::blocks::{Inline, PageBlock};
use super::PageBuilder;

/// The items of a cell: its lines, without the marks of a list.
pub fn items(inline: &Inline) -> Vec<Inline> {
    let mut items = inline.split_lines();
    for item in &mut items {
        if let Some(first) = item.spans.first_mut() {
            let text = first.text.trim_start();
            let bare = text
                .strip_prefix(['•', '·', '▪', '◦'])
                .or_else(|| text.strip_prefix("- "))
                .or_else(|| text.strip_prefix("* "));
            first.text = bare.unwrap_or(text).trim_start().to_owned();
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

/// A text without the marks of containers: `:::note`, `!!! tip`, and kramdown's attributes at its end.
pub fn unfenced(mut inline: Inline) -> Inline {
    let is_fence = |line: &str| {
        let line = line.trim();
        let word = |rest: &str| rest.len() < 60 && !rest.trim_start().starts_with("include");
        line.strip_prefix(":::").is_some_and(word) || line.strip_prefix("!!! ").is_some_and(word)
    };
    if let Some(first) = inline.spans.first_mut() {
        let line = first.text.split('\n').next().unwrap_or_default();
        if is_fence(line) {
            first.text = first.text.get(line.len()..).unwrap_or_default().trim_start().to_owned();
        }
    }
    if let Some(last) = inline.spans.last_mut() {
        let line = last.text.rsplit('\n').next().unwrap_or_default();
        let attributes = line.trim_start().starts_with("{:") && line.trim_end().ends_with('}');
        if is_fence(line) || attributes && last.text.contains('\n') {
            last.text.truncate(last.text.len() - line.len());
        }
    }
    inline
}

/// Whether a text is short enough to be a label, and no sentence.
pub fn is_label(text: &str) -> bool {
    let starts = text.starts_with(char::is_uppercase);
    starts && !text.contains(['\n', '.', '!', '?', ';']) && text.split_whitespace().count() <= 6
}

pub fn without_tags(html: &str) -> String {
    let mut inside = false;
    let keep = |c: char| {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                return None;
            }
            _ => {}
        }
        (!inside).then_some(c)
    };
    html.chars().filter_map(keep).collect()
}

/// The items of an HTML cell whose text is Markdown: blank lines around it make it so.
pub fn cell_items(text: &str) -> Vec<Inline> {
    let mut reader = PageBuilder::default();
    // Indented code is a text that follows the indent of its tags, and tags have been read already.
    let text: String = text.lines().flat_map(|line| [line.trim(), "\n"]).collect();
    for (event, _) in Parser::new_ext(&text, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => reader.text(&text, 1),
            event => reader.event(event, 1),
        }
    }
    reader.flush();
    reader.page.blocks.iter().filter_map(PageBlock::text).cloned().collect()
}
