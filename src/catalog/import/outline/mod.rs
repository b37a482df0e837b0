//! Pages of headings over bullets, paragraphs and tables, in general.
//!
//! `tree` makes a tree of everything that can head a text, `ladders` decides which of the heads name levels, `shapes` what
//! the heads over levels are, `about` what level the whole page is of, and `fill` walks the tree: what stands under a
//! level is a statement of the nearest head that is none.

mod page_level;
mod boilerplate;
mod reader;
mod finish;
mod labels;
mod level_headings;
mod lists;
mod reading_builder;
mod level_lines;
mod table_scan;
mod heading_roles;
mod tables;
mod heading_tree;

use super::blocks::Page;
use super::{ReadError, Reading, Source, WarningCode};
use reading_builder::ReadingBuilder;

pub fn read(source: &Source<'_>, page: &Page) -> Result<Reading, ReadError> {
    let mut root = heading_tree::tree(page, source.told.levels_in);
    level_headings::decide(&mut root, source.told.levels_in);
    let about = page_level::about(source, page, &mut root);
    let mut sink = ReadingBuilder::new(source);
    let skill = page_level::skill(source, about.title.as_deref(), &root);
    sink.reading.title = about.title.or_else(|| skill.clone());
    let mut reading = reader::fill(sink, &root, skill);
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
