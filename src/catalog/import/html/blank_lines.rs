//! HTML tables in Markdown with blank lines in them: for Markdown a blank line ends the piece of HTML, and what follows
//! would be read as text, or as code where it is indented.

use std::borrow::Cow;

/// What stands for a blank line within a table; an element that nobody has.
pub const GAP: &str = "promo-gap";

/// A text with every blank line within an HTML table filled, so that the table stays one piece. The lines keep their
/// numbers. Tables within fenced code, and those that never end, are left alone.
pub fn close_gaps(text: &str) -> Cow<'_, str> {
    if !has_tag(text, "<table") {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let Some(last) = lines.iter().rposition(|line| has_tag(line, "</table")) else {
        return Cow::Borrowed(text);
    };
    let mut filled = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut open = 0_usize;
    for (at, line) in lines.iter().enumerate() {
        let start = line.trim_start();
        if open == 0 {
            let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
            match (fence, mark) {
                (None, Some(mark)) => fence = Some(mark),
                (Some(of), Some(mark)) if of == mark => fence = None,
                _ => {}
            }
        }
        let opens = fence.is_none() && at < last && (open > 0 || start.starts_with('<'));
        if opens {
            open += count(line, "<table");
        }
        if open > 0 && line.trim().is_empty() {
            filled.push_str(&format!("<{GAP}>\n"));
        } else if open > 0 && line.len() > start.len() + 3 && at > 0 {
            // Within the piece an indent means nothing; without it, it cannot be taken for code.
            filled.push_str(start);
        } else {
            filled.push_str(line);
        }
        open = if at >= last { 0 } else { open.saturating_sub(count(line, "</table")) };
    }
    Cow::Owned(filled)
}

/// Whether a tag is in a text, in letters of either case.
fn has_tag(text: &str, tag: &str) -> bool {
    count_up_to(text, tag, 1) > 0
}

fn count(text: &str, tag: &str) -> usize {
    count_up_to(text, tag, usize::MAX)
}

fn count_up_to(text: &str, tag: &str, most: usize) -> usize {
    let bytes = text.as_bytes();
    let at = |start: &usize| {
        bytes.get(*start..start + tag.len()).is_some_and(|part| part.eq_ignore_ascii_case(tag.as_bytes()))
    };
    text.match_indices('<').map(|(start, _)| start).filter(at).take(most).count()
}
