//! Lists for reading: on a terminal wrapped to its width, elsewhere one line an item.

use std::borrow::Cow;

use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};

use super::text::{BOLD, DIM, View, YELLOW, clean, clean_lines, day, flow, hang, width, wrap};
use crate::domain::entry::{Content, Entry, Part};
use crate::domain::ids::EntryNo;
use crate::domain::journal::FrameworkVersion;
use crate::domain::tag;

/// A row of a list of entries.
#[derive(Debug, Clone, Copy)]
pub struct EntryListRow<'r> {
    pub id: EntryNo,
    pub date: chrono::NaiveDate,
    pub title: &'r str,
    pub project: Option<&'r str>,
    pub part: Part,
    pub confidential: bool,
    pub replaced: bool,
    /// Its tags as they are written, a comma and a space between them.
    pub tags: &'r str,
}

/// The columns that a title needs beside tags and project; where there are fewer, an entry gets a block.
const NARROWEST_TITLE: usize = 24;

/// Entries, one a row; narrow terminals get a block an entry.
pub fn entries(rows: &[EntryListRow<'_>], view: &View) -> String {
    if view.columns.is_none() {
        return unwrapped(rows, view);
    }
    let most = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
    let ids = most(&mut rows.iter().map(|row| row.id.to_string().len()));
    let days = most(&mut rows.iter().map(|row| width(&day(row.date, view.today))));
    let projects = most(&mut rows.iter().map(|row| width(&clean(row.project.unwrap_or_default()))));
    let tags = most(&mut rows.iter().map(|row| width(&tags_of(row)))).max(1);
    // A tag is never broken; a long list of them is, behind a comma.
    let longest = most(&mut rows.iter().flat_map(|row| row.tags.split(' ')).map(width));
    let tags = tags.min(longest.max(view.width() / 4));
    let fixed = [1, ids, 2, days, 2, 2, tags, 2, projects].iter().sum();
    let title = view.width().saturating_sub(fixed);
    if title < NARROWEST_TITLE {
        return rows.iter().map(|row| block(row, view)).collect();
    }
    across(rows, [ids, days, title, tags, projects], view)
}

/// Rows as wide as the terminal, each over as many lines as its title and its tags need.
fn across(rows: &[EntryListRow<'_>], widths: [usize; 5], view: &View) -> String {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    // The widths add up to the view's, so the table needs no limit of its own.
    table.set_width(u16::MAX);
    if view.color {
        table.enforce_styling()
    } else {
        table.force_no_tty()
    };
    for row in rows {
        let tags = Cell::new(tags_of(row));
        let cells = [
            Cell::new(row.id).set_alignment(CellAlignment::Right),
            Cell::new(day(row.date, view.today)),
            Cell::new(title_of(row)),
            if row.tags.is_empty() { tags.add_attribute(Attribute::Dim) } else { tags },
            Cell::new(clean(row.project.unwrap_or_default())),
        ];
        table.add_row(cells);
    }
    for (column, width) in table.column_iter_mut().zip(widths) {
        // A cell has a space on either side.
        let width = u16::try_from(width + 2).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn unwrapped(rows: &[EntryListRow<'_>], view: &View) -> String {
    let mut cells = Vec::with_capacity(rows.len());
    let mut widest = [0usize; 4];
    for row in rows {
        let line: [Cow<'_, str>; 4] =
            [row.id.to_string().into(), day(row.date, view.today).into(), title_of(row), tags_of(row)];
        for (most, cell) in widest.iter_mut().zip(&line) {
            *most = (*most).max(width(cell));
        }
        cells.push(line);
    }
    let mut text = String::with_capacity(cells.len() * (widest.iter().sum::<usize>() + 24));
    for (row, [id, date, title, tags]) in rows.iter().zip(&cells) {
        let pad = |text: &mut String, cell: &str, to: usize| {
            text.extend(std::iter::repeat_n(' ', to - width(cell)))
        };
        text.push(' ');
        pad(&mut text, id, widest[0]);
        text.push_str(id);
        for (cell, to) in [(date, widest[1]), (title, widest[2]), (tags, widest[3])] {
            text.push_str("  ");
            text.push_str(cell);
            pad(&mut text, cell, to);
        }
        text.push_str("  ");
        text.push_str(&clean(row.project.unwrap_or_default()));
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

fn block(row: &EntryListRow<'_>, view: &View) -> String {
    let mut text = format!("{}  {}\n", view.paint(BOLD, &row.id.to_string()), day(row.date, view.today));
    text.push_str(&wrap(&title_of(row), view.width(), "  "));
    let tags = tags_of(row);
    let tail = match row.project {
        Some(project) => format!("{tags} · {}", clean(project)).into(),
        None => tags,
    };
    format!("{text}\n{}\n", wrap(&tail, view.width(), "  "))
}

fn title_of<'r>(row: &EntryListRow<'r>) -> Cow<'r, str> {
    let mut title = clean(row.title);
    for (shown, mark) in
        [(row.part == Part::Helped, "helped"), (row.confidential, "confidential"), (row.replaced, "replaced")]
    {
        if shown {
            title.to_mut().push_str(&format!(" [{mark}]"));
        }
    }
    title
}

/// The tags of a row, or that it has none.
fn tags_of<'r>(row: &EntryListRow<'r>) -> Cow<'r, str> {
    if row.tags.is_empty() { Cow::Borrowed("no tags") } else { clean(row.tags) }
}

/// What an entry relates to in the journal, for showing it in full.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    /// The entry that it replaces: its number, or its uid where that is not here.
    pub replaces: Option<String>,
    pub replaced_by: Option<EntryNo>,
    /// The version of a framework that its tags were set under, where it is not the one in force.
    pub tagged_under: Option<FrameworkVersion>,
    /// The version in force, where that is known.
    pub in_force: Option<FrameworkVersion>,
}

/// A number and a title, hanging behind the number.
pub fn headline(number: &str, title: &str, view: &View) -> String {
    let first = format!("{number}  ");
    let lines = hang(&first, &clean(title), view.width(), &" ".repeat(first.len()));
    let mut text = String::new();
    for (at, line) in lines.lines().enumerate() {
        let start = if at == 0 { first.len() } else { 0 };
        text.push_str(&format!("{}{}\n", &line[..start], view.paint(BOLD, &line[start..])));
    }
    text
}

pub fn entry(entry: &Entry, relations: &Relations, view: &View) -> String {
    let content = &entry.content;
    let mut text = headline(&entry.id.to_string(), &content.title, view);
    let fields = short_fields(content, relations);
    let label = fields.iter().map(|(label, ..)| label.len()).max().unwrap_or(0);
    // Where a label leaves too little, the value stands below it.
    let beside = view.width() >= label + 28;
    for (name, value, warns) in fields {
        let indent = if beside { label + 4 } else { 4 };
        let options = textwrap::Options::new(view.width().saturating_sub(indent))
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            // A link stays whole, so that it can be followed and copied.
            .break_words(name != "Link");
        let mut name = if beside { format!("{name:<label$}") } else { name.to_owned() };
        if !beside {
            text.push_str(&format!("  {}\n", view.paint(DIM, &name)));
        }
        for line in textwrap::wrap(&value, options) {
            let line = if warns { view.paint(YELLOW, &line) } else { line.into_owned() };
            let start = if beside { format!("  {}  ", view.paint(DIM, &name)) } else { "    ".to_owned() };
            text.push_str(&format!("{start}{line}\n"));
            name = " ".repeat(label);
        }
    }
    for (name, value) in [
        ("Context", &content.context),
        ("Did", &content.did),
        ("Result", &content.result),
        ("Note (private)", &content.note),
    ] {
        if let Some(value) = value {
            let body = wrap(&clean_lines(value), view.width(), "  ");
            text.push_str(&format!("\n{}\n{body}\n", view.paint(BOLD, name)));
        }
    }
    let changed = if entry.revision > 1 {
        format!("state {} · changed {}", entry.revision, entry.updated_at)
    } else {
        format!("written {}", entry.created_at)
    };
    let written = flow(&[clean(&changed).into_owned(), entry.uid.to_string()], " · ", view.width(), "");
    text.push_str(&format!("\n{}\n", view.paint(DIM, &written)));
    text
}

/// Name, value, and whether it warns.
fn short_fields(content: &Content, relations: &Relations) -> Vec<(&'static str, String, bool)> {
    let mut fields = vec![("Date", content.date.format("%a %e %b %Y").to_string().replace("  ", " "), false)];
    fields.push((
        "Tags",
        if content.tags.is_empty() {
            "no tags".to_owned()
        } else {
            clean(&tag::join(&content.tags, ", ")).into_owned()
        },
        false,
    ));
    if let Some(under) = &relations.tagged_under {
        fields.push(("Tagged", tagged(under, relations.in_force.as_ref()), false));
    }
    if let Some(project) = &content.project {
        fields.push(("Project", clean(project).into_owned(), false));
    }
    if content.part != Part::Did {
        fields.push(("Part", content.part.word().to_owned(), false));
    }
    for link in &content.links {
        let label = link.label.as_deref().map(|label| format!(" ({})", clean(label))).unwrap_or_default();
        fields.push(("Link", format!("{}{label}", clean(&link.url)), false));
    }
    if let Some(replaces) = &relations.replaces {
        fields.push(("Replaces", format!("entry {replaces}"), false));
    }
    if let Some(by) = relations.replaced_by {
        fields.push(("Replaced", format!("by entry {by}: it counts no more"), true));
    }
    if content.confidential {
        fields.push(("Confidential", "yes: it stays out of every document".to_owned(), true));
    }
    if let Some(source) = &content.source {
        fields.push(("Source", clean(source).into_owned(), false));
    }
    fields
}

/// `under engineering 3f2a91c0d5e7 (in force: 77b0c4e21f08)`.
fn tagged(under: &FrameworkVersion, in_force: Option<&FrameworkVersion>) -> String {
    let told = |stamp: &FrameworkVersion| clean(&format!("{} {}", stamp.framework, stamp.hash)).into_owned();
    let now = match in_force {
        Some(now) if now.framework == under.framework => format!(" (in force: {})", clean(&now.hash)),
        Some(now) => format!(" (in force: {})", told(now)),
        None => String::new(),
    };
    format!("under {}{now}", told(under))
}
