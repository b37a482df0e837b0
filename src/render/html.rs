//! Private pages for a browser: one file each, nothing is loaded, nothing runs, and what was text stays text.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, escape_formatter};
use serde::Serialize;
use thiserror::Error;

use super::gap_text::{GapText, PRIVATE};
use super::page::ReportPage;
use super::text::clean;

const GAP: (&str, &str) = ("gap.html", include_str!("../../framework/templates/gap.html"));
const PAGE: (&str, &str) = ("page.html", include_str!("../../framework/templates/page.html"));

#[derive(Debug, Error)]
#[error("the template `{template}` cannot be filled")]
pub(crate) struct HtmlError {
    template: &'static str,
    source: minijinja::Error,
}

#[derive(Serialize)]
struct PageData<'p> {
    private: &'static str,
    page: &'p ReportPage,
}

/// A gap report, at one day or month by month.
pub(crate) fn gap(report: &GapText) -> Result<String, HtmlError> {
    fill(GAP, report)
}

pub(crate) fn page(page: &ReportPage) -> Result<String, HtmlError> {
    fill(PAGE, &PageData { private: PRIVATE, page })
}

fn fill((name, template): (&'static str, &str), data: &impl Serialize) -> Result<String, HtmlError> {
    let filled = || {
        let mut engine = Environment::new();
        engine.set_syntax(
            SyntaxConfig::builder()
                .trim_blocks(true)
                .lstrip_blocks(true)
                .keep_trailing_newline(true)
                .build()?,
        );
        engine.set_undefined_behavior(UndefinedBehavior::Strict);
        engine.set_auto_escape_callback(|_| AutoEscape::Html);
        engine.set_formatter(|out, state, value| match value.as_str() {
            Some(text) => escape_formatter(out, state, &Value::from(&*clean(text))),
            None => escape_formatter(out, state, value),
        });
        // It would let data through as it is.
        engine.remove_filter("safe");
        engine.template_from_named_str(name, template)?.render(Value::from(Serde(data)))
    };
    filled().map_err(|source| HtmlError { template: name, source })
}
