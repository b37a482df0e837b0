//! A private page: a title, lines, and sections of tables and lists; here as Markdown, in [`super::html`] for a browser.

use serde::Serialize;

use super::gap_text::PRIVATE;
use super::markdown::inline;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ReportPage {
    pub title: String,
    /// What stands over the sections.
    pub lines: Vec<String>,
    pub sections: Vec<PageSection>,
}

/// A table, a list, or both under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct PageSection {
    pub heading: String,
    /// The heads of the columns; none where there is no table.
    pub columns: Vec<String>,
    /// The columns from this one on hold numbers.
    pub numbers_from: usize,
    pub rows: Vec<Vec<String>>,
    /// The items of the list.
    pub items: Vec<String>,
}

impl PageSection {
    pub(crate) fn list(heading: &str, items: Vec<String>) -> Self {
        Self { heading: heading.to_owned(), items, ..Self::default() }
    }

    /// Nothing where there are no notes.
    pub(crate) fn notes(notes: Vec<String>) -> Option<Self> {
        (!notes.is_empty()).then(|| Self::list("Notes", notes))
    }
}

/// The page as Markdown; what comes from the journal or a framework stays text.
pub(crate) fn markdown(page: &ReportPage) -> String {
    let mut text = format!("# {}\n\n{PRIVATE}\n", inline(&page.title));
    for line in &page.lines {
        text.push_str(&format!("\n{}\n", inline(line)));
    }
    for section in &page.sections {
        text.push_str(&format!("\n## {}\n\n", inline(&section.heading)));
        if !section.columns.is_empty() {
            let alignment = |at: usize| if at >= section.numbers_from { "--:" } else { ":--" };
            let alignments: Vec<&str> = (0..section.columns.len()).map(alignment).collect();
            text.push_str(&row(&section.columns));
            text.push_str(&format!("| {} |\n", alignments.join(" | ")));
            text.extend(section.rows.iter().map(|cells| row(cells)));
        }
        if !section.columns.is_empty() && !section.items.is_empty() {
            text.push('\n');
        }
        text.extend(section.items.iter().map(|item| format!("- {}\n", inline(item))));
    }
    text
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| inline(cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}
