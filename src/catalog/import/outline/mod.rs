//! Pages of headings over bullets, paragraphs and tables, in general.
//!
//! `heading_tree` makes a tree of everything that can head a text, `level_headings` decides which of the heads name levels,
//! `heading_roles` what the heads over levels are, `page_level` what level the whole page is of, and `reader` walks the tree: what stands under a
//! level is a statement of the nearest head that is none.

mod boilerplate;
mod finish;
mod heading_roles;
mod heading_tree;
mod labels;
mod level_headings;
mod level_lines;
mod lists;
mod page_level;
mod reader;
mod reading_builder;
mod table_scan;
mod tables;

use super::blocks::SourcePage;
use super::{ReadError, Reading, Source, WarningCode};
use reading_builder::ReadingBuilder;

pub fn read(source: &Source<'_>, page: &SourcePage) -> Result<Reading, ReadError> {
    let mut root = heading_tree::heading_tree(page, source.hints.levels_in);
    level_headings::decide(&mut root, source.hints.levels_in);
    let about = page_level::page_level(source, page, &mut root);
    let mut builder = ReadingBuilder::new(source);
    let skill = page_level::page_skill(source, about.title.as_deref(), &root);
    builder.reading.title = about.title.or_else(|| skill.clone());
    let mut reading = reader::read_tree(builder, &root, skill);
    if about.whole && !reading.levels.is_empty() {
        reading.level = Some(0);
    }
    if about.set_aside {
        reading.warn(1, WarningCode::Guess, "the page names its own levels, so `--level` is set aside");
    }
    if reading.levels.is_empty() && reading.statements() > 0 {
        let message = "no level is named here, so the statements are of none; `--level N` gives them one, and `--levels-in headings` takes the headings for levels";
        reading.warn(1, WarningCode::Guess, message);
    }
    Ok(reading)
}

#[cfg(test)]
mod tests;
