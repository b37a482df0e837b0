//! A private page in Markdown or HTML: a title, lines, and sections of tables and lists. What comes from the journal or a
//! framework stays text.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;
use thiserror::Error;

use super::gap::PRIVATE;
use super::markdown::escape;
use super::text::clean;

const TEMPLATE: &str = include_str!("../../framework/templates/page.html");

#[derive(Debug, Error)]
#[error("the template `page.html` cannot be filled")]
pub struct PageError {
    #[from]
    source: minijinja::Error,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    pub title: String,
    pub lines: Vec<String>,
    pub sections: Vec<Section>,
}

/// A section: a table, a list, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Section {
    pub heading: String,
    /// The heads of the columns; none where there is no table.
    pub columns: Vec<String>,
    /// Whether the columns from this one on hold numbers.
    pub numbers_from: usize,
    pub rows: Vec<Vec<String>>,
    pub items: Vec<String>,
}

impl Section {
    pub fn list(heading: &str, items: Vec<String>) -> Self {
        Self { heading: heading.to_owned(), items, ..Self::default() }
    }
}

pub fn markdown(page: &Page) -> String {
    let line = |text: &String| escape(&clean(text));
    let mut text = format!("# {}\n\n{PRIVATE}\n", line(&page.title));
    for told in &page.lines {
        text.push_str(&format!("\n{}\n", line(told)));
    }
    for section in &page.sections {
        text.push_str(&format!("\n## {}\n\n", line(&section.heading)));
        if !section.columns.is_empty() {
            let heads: Vec<String> = section.columns.iter().map(line).collect();
            let rule = |at: usize| if at >= section.numbers_from { "--:" } else { ":--" };
            let rules: Vec<&str> = (0..heads.len()).map(rule).collect();
            text.push_str(&format!("| {} |\n| {} |\n", heads.join(" | "), rules.join(" | ")));
            for row in &section.rows {
                let cells: Vec<String> = row.iter().map(line).collect();
                text.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
        if !section.columns.is_empty() && !section.items.is_empty() {
            text.push('\n');
        }
        for item in &section.items {
            text.push_str(&format!("- {}\n", line(item)));
        }
    }
    text
}

#[derive(Serialize)]
struct PageOut<'p> {
    private: &'static str,
    page: &'p Page,
}

/// The page as one file for a browser: nothing is loaded, nothing runs.
pub fn html(page: &Page) -> Result<String, PageError> {
    let mut engine = Environment::new();
    engine.set_syntax(
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?,
    );
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    // It would let data through as it is.
    engine.remove_filter("safe");
    let shown = |text: &String| clean(text).into_owned();
    let all = |texts: &[String]| texts.iter().map(shown).collect();
    let section = |section: &Section| Section {
        heading: shown(&section.heading),
        columns: all(&section.columns),
        numbers_from: section.numbers_from,
        rows: section.rows.iter().map(|row| all(row)).collect(),
        items: all(&section.items),
    };
    let page = Page {
        title: shown(&page.title),
        lines: all(&page.lines),
        sections: page.sections.iter().map(section).collect(),
    };
    let out = PageOut { private: PRIVATE, page: &page };
    Ok(engine.template_from_named_str("page.html", TEMPLATE)?.render(Value::from(Serde(&out)))?)
}
