//! Labels: what a paragraph or an item says in front of its text, `**Communication**: text` or `Communication: text`.

use super::super::blocks::{Inline, TextRun, collapse_whitespace};
use super::super::levels;

/// The longest label, in words.
const LONGEST: usize = 8;

#[derive(Debug, PartialEq, Eq)]
pub struct TextLabel {
    /// The label, without its mark.
    pub name: String,
    /// What follows; empty where the label is all.
    pub rest: String,
    pub strong: bool,
}

pub fn label(inline: &Inline) -> Option<TextLabel> {
    bold_label(inline).or_else(|| plain_label(&inline.text()))
}

/// A bold start with a mark behind it, or a bold text as a whole that is no sentence.
pub fn bold_label(inline: &Inline) -> Option<TextLabel> {
    let start = inline.spans.iter().position(|span| !span.text.trim().is_empty())?;
    let strong =
        inline.spans[start..].iter().take_while(|span| span.strong || span.text.trim().is_empty()).count();
    if strong == 0 {
        return None;
    }
    let join = |spans: &[TextRun]| spans.iter().map(|span| &*span.text).collect::<String>();
    let (head, tail) = (join(&inline.spans[start..start + strong]), join(&inline.spans[start + strong..]));
    let (name, rest) = (collapse_whitespace(&head), collapse_whitespace(&tail));
    let broken =
        tail.trim_start_matches([' ', '\t']).starts_with('\n') || head.trim_end_matches(' ').ends_with('\n');
    let apart = name.ends_with([':', '-', '–', '—', '：'])
        || rest.starts_with([':', '-', '–', '—', '|', '：'])
        || broken;
    if !rest.is_empty() && !apart || rest.is_empty() && name.ends_with(['.', '!', '?', ';']) {
        return bracketed(&name, &rest);
    }
    named(&name, &rest, true)
}

/// `**Senior** (5 years): text`
fn bracketed(name: &str, rest: &str) -> Option<TextLabel> {
    let (inside, after) = rest.strip_prefix('(')?.split_once(')')?;
    let after = after.trim_start();
    after
        .starts_with([':', '-', '–', '—'])
        .then(|| named(&format!("{name} ({inside})"), after, true))
        .flatten()
}

fn named(name: &str, rest: &str, strong: bool) -> Option<TextLabel> {
    let is_mark = |c: char| matches!(c, ':' | '-' | '–' | '—' | '|' | '：') || c.is_whitespace();
    let name = name.trim_end_matches(is_mark).trim();
    let words = name.split(' ').count();
    (!name.is_empty() && words <= LONGEST).then(|| TextLabel {
        name: name.to_owned(),
        rest: rest.trim_start_matches(is_mark).to_owned(),
        strong,
    })
}

/// A plain start of at most four words before a colon or a dash: `Communication: text`, `L1 — text`.
pub fn plain_label(text: &str) -> Option<TextLabel> {
    let head: String = text.chars().take(60).collect();
    let marks = [": ", " - ", " – ", " — "];
    let (at, mark) = marks.iter().filter_map(|mark| Some((head.find(mark)?, mark.len()))).min()?;
    let name = &text[..at];
    let starts = name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || !c.is_ascii());
    let short = name.split(' ').count() <= 4 && !name.contains(['.', ',', ';', '(', '?', '!']);
    let short =
        short || name.split(' ').count() <= 5 && name.ends_with(')') && !name.contains(['.', ',', ';']);
    (starts && short).then(|| named(name, &text[at + mark..], false)).flatten()
}

/// A paragraph's lines put together so that each part starts with a bold label; one part where there is none.
pub fn parts(inline: &Inline) -> Vec<Inline> {
    if !inline.spans.iter().any(|span| span.strong)
        || !inline.spans.iter().any(|span| span.text.contains('\n'))
    {
        return vec![inline.clone()];
    }
    let mut parts: Vec<Inline> = Vec::new();
    for line in inline.split_lines().into_iter().filter(|line| !line.is_empty()) {
        match parts.last_mut().filter(|_| bold_label(&line).is_none()) {
            Some(part) => part.push_line(line),
            None => parts.push(line),
        }
    }
    parts
}

/// A name as it is shown: without numbering, pictures and marks at its ends.
pub fn clean_title(name: &str) -> String {
    let folded = collapse_whitespace(name);
    let text = folded.split(" {#").next().unwrap_or_default();
    let is_edge = |c: char| {
        !(c.is_alphanumeric()
            || matches!(
                c,
                '(' | ')' | '[' | ']' | '"' | '“' | '”' | '\'' | '?' | '!' | '+' | '#' | '.' | '%'
            ))
    };
    let text = text.trim_matches(is_edge);
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let numbered = number.len() < text.len()
        && number.starts_with([' ', ')'])
        && text[..text.len() - number.len()].contains('.')
        || number.starts_with(')') && number.len() < text.len();
    let text = if numbered { number.trim_start_matches([')', ' ']) } else { text };
    text.trim_matches(is_edge).trim_end_matches('.').to_owned()
}

/// A group's name without the level that it names at its end: `Shift from IC2` is `Shift` at each level.
pub fn without_level(name: String, levelled: bool) -> String {
    const WAYS: [&str; 5] = [" from ", " at ", " for ", " of ", " to "];
    let found = WAYS.iter().filter_map(|way| name.rfind(way).map(|at| (at, at + way.len()))).max();
    let is_level = |(_, rest): &(usize, usize)| {
        let mark = name.get(*rest..).map(levels::parse_level).unwrap_or_default();
        mark.is_level() && !mark.label.is_empty()
    };
    match found.filter(|_| levelled).filter(is_level) {
        Some((at, _)) => name.get(..at).unwrap_or_default().to_owned(),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, strong: &str) -> Option<(String, String)> {
        let spans = vec![
            TextRun { text: strong.into(), strong: true, link: None },
            TextRun { text: text.into(), ..TextRun::default() },
        ];
        label(&Inline { spans }).map(|label| (label.name, label.rest))
    }

    #[test]
    fn labels_are_told_from_bold_words() {
        for (strong, text, wanted) in [
            ("Craft", ": text", Some(("Craft", "text"))),
            ("Craft:", " text", Some(("Craft", "text"))),
            ("Craft", " – text", Some(("Craft", "text"))),
            ("Craft", "\ntext", Some(("Craft", "text"))),
            ("Owns", " the queue", None),
            ("Senior", " (5 years): leads", Some(("Senior (5 years)", "leads"))),
            ("Takes care.", "", None),
            ("Craft", "", Some(("Craft", ""))),
            ("", "Craft: text", Some(("Craft", "text"))),
            ("", "L1 — text", Some(("L1", "text"))),
            ("", "Writes code, and more: text", None),
            ("", "see: text", None),
        ] {
            let wanted = wanted.map(|(name, rest)| (name.to_owned(), rest.to_owned()));
            assert_eq!(of(text, strong), wanted, "{strong}|{text}");
        }
    }

    #[test]
    fn names_lose_numbers_and_pictures() {
        for (name, wanted) in [
            ("🚀 Impact", "Impact"),
            ("1. Communication", "Communication"),
            ("2.3 Scope", "Scope"),
            ("4) Craft:", "Craft"),
            ("C++", "C++"),
            ("Craft {#craft}", "Craft"),
            ("360 feedback", "360 feedback"),
        ] {
            assert_eq!(clean_title(name), wanted, "{name}");
        }
    }
}
