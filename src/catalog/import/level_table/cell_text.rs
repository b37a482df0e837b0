//! What the cells of a table say: statements and examples, and names with more under them.

use super::super::Reading;
use super::super::blocks::{Cell, Inline};
use super::column_names::is_nothing;
use crate::catalog::import::vocabulary::TABLES;

/// A statement without the `e.g.` that ends it where examples follow.
pub fn before_examples(text: &str) -> Option<&str> {
    let text = text.trim_end_matches([':', ' ']);
    let cut = |mark: &&str| {
        let start = text.len().checked_sub(mark.len())?;
        let end = text.get(start..)?;
        let bare = text.get(..start)?.trim_end_matches([',', ' ', '(', '–', '-']);
        (end.eq_ignore_ascii_case(mark) && !bare.is_empty()).then_some(bare)
    };
    [" e.g.", " e.g", " for example", " for instance"].iter().find_map(cut)
}

/// A name and what stands under it in the same cell: `**Scope**` over what it means; `Testing` over `Level: 3`.
pub fn cell_name(cell: &Cell) -> (String, Option<String>) {
    let Some((first, rest)) = cell.items.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return (cell.text(), None);
    };
    let is_more = |item: &Inline| {
        let text = item.text();
        text.split(' ').count() > 6 || text.to_lowercase().starts_with("level:")
    };
    let bold = first.is_strong() && !rest.iter().all(Inline::is_strong);
    let name = first.text();
    if name.is_empty() || name.split(' ').count() > 8 || !(bold || rest.iter().any(is_more)) {
        return (cell.text(), None);
    }
    (name, Some(rest.iter().map(Inline::text).collect::<Vec<_>>().join(" ")))
}

#[derive(Debug, Default)]
pub struct CellText {
    pub statements: Vec<String>,
    /// What stands behind `e.g.` or `For example:`.
    pub examples: Vec<String>,
    pub links: usize,
    /// How many of its items only introduce those that follow: `You can:`.
    pub introductions: usize,
    pub placeholders: usize,
}

impl CellText {
    pub fn report_skipped(&self, line: usize, reading: &mut Reading) {
        let reasons = [
            (self.links, "reading list"),
            (self.introductions, "introduction of a list"),
            (self.placeholders, "placeholder"),
        ];
        for (count, why) in reasons {
            for _ in 0..count {
                reading.skip(line, why);
            }
        }
    }
}

/// Whether a short text only says that there will be one: `This level is currently not defined.`
fn is_placeholder(lower: &str) -> bool {
    lower.split(' ').count() <= 8 && TABLES.cell_placeholders.any_ends(lower)
}

pub fn statements_of(cell: &Cell) -> CellText {
    let mut said = CellText::default();
    let mut examples = false;
    let alone = cell.items.len() == 1;
    let last = cell.items.len().saturating_sub(1);
    for (at, item) in cell.items.iter().enumerate() {
        let text = item.text();
        let lower = text.to_lowercase();
        let lower = lower.trim_end_matches([':', '.', ',', ' ']);
        let is_label =
            ["example", "examples", "for example", "e.g", "eg", "examples include"].contains(&lower);
        if text.is_empty() || is_nothing(&text) {
            continue;
        }
        if item.is_links() && !alone {
            said.links += 1;
        } else if is_label {
            examples = true;
        } else if is_placeholder(lower) {
            said.placeholders += 1;
        } else if at < last && text.ends_with(':') && TABLES.introductions.contains(lower) {
            said.introductions += 1;
        } else if examples {
            said.examples.push(text);
        } else if let Some(bare) = before_examples(&text).filter(|_| at < last) {
            examples = true;
            said.statements.push(bare.to_owned());
        } else {
            examples =
                ["e.g", "for example", "such as", "examples include"].iter().any(|end| lower.ends_with(end));
            said.statements.push(text);
        }
    }
    said
}
