//! SFIA role pages: a level of a role with the skills that it asks, each with SFIA's text at a level.
//!
//! A page is claimed by its content: a heading over the required SFIA skills, headings `Name (CODE)` with an attainment
//! under them, or the line that names the level and the career path.

mod fields;
mod reader;
mod roles;
mod skill_rows;

use super::blocks::{BlockContent, SourcePage};
use super::{Reading, Source};
use fields::FieldLabel;

/// Reads a role page; `None` where it is none.
pub fn read(source: &Source<'_>, page: &SourcePage) -> Option<Reading> {
    is_role_page(page).then(|| reader::read(source, page))
}

fn is_role_page(page: &SourcePage) -> bool {
    page.blocks.iter().enumerate().any(|(at, block)| match &block.kind {
        BlockContent::Heading(_, text) => {
            let title = text.text();
            is_required(&title) && title.to_lowercase().contains("sfia")
                || skill_name(&title).is_some_and(|(_, code)| code.is_some())
                    && reader::has_attainment(page, at)
                || is_level_line(text)
        }
        BlockContent::Paragraph(text) => is_level_line(text),
        // A table of skills with SFIA's codes.
        BlockContent::Table(table) => super::level_table::parse_skills(table).is_some(),
        _ => false,
    })
}

/// Whether a line names both a level and a career path.
fn is_level_line(text: &super::blocks::Inline) -> bool {
    // What is that long is no line of labels; it is not taken apart.
    if text.spans.len() > 24 || text.spans.iter().any(|span| span.text.len() > 400) {
        return false;
    }
    let fields = fields::fields(text);
    let level = |field: &fields::LabelledField| {
        matches!(field.label, Some(FieldLabel::Level(_) | FieldLabel::LevelNamed))
    };
    fields.iter().any(level) && fields.iter().any(|field| field.label == Some(FieldLabel::CareerPath))
}

/// Whether a heading stands over the skills that a role asks.
fn is_required(title: &str) -> bool {
    let title = title.to_lowercase();
    title.contains("skill")
        && ["required", "sfia", "expected", "core"].iter().any(|word| title.contains(word))
        && title.len() <= 60
}

/// The name and the code that a heading of a skill has: `Testing (TEST)`, `TEST: Testing`, `Testing`.
fn skill_name(title: &str) -> Option<(String, Option<String>)> {
    let title = title.trim();
    if title.is_empty() || title.len() > 200 {
        return None;
    }
    let code = |text: &str| -> Option<String> {
        let text = text.trim();
        let capitals = text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        let starts = text.starts_with(|c: char| c.is_ascii_uppercase());
        (capitals && starts && (3..=6).contains(&text.len())).then(|| text.to_owned())
    };
    let bracketed = title.strip_suffix([')', ']']).and_then(|open| open.rsplit_once(['(', '[']));
    if let Some((name, inside)) = bracketed
        && let Some(code) = code(inside)
        && !name.trim().is_empty()
    {
        return Some((name.trim().to_owned(), Some(code)));
    }
    // Four letters are SFIA's; another word in capitals beside a dash may be anything.
    for separator in [": ", " - ", " – ", " — "] {
        let Some((before, after)) = title.split_once(separator) else { continue };
        if let Some(code) = code(before).filter(|code| code.len() == 4) {
            return Some((after.trim().to_owned(), Some(code)));
        }
        if let Some(code) = code(after).filter(|code| code.len() == 4) {
            return Some((before.trim().to_owned(), Some(code)));
        }
    }
    Some((title.to_owned(), None))
}

#[cfg(test)]
mod tests;
