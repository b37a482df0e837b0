//! What a template is given: the document's values, as `--format json` prints them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::json::SCHEMA;
use crate::domain::document::DocumentDraft;
use crate::domain::portfolio::{KEYS, Portfolio};

/// The names of the values that say something of a target.
pub const TARGET_KEYS: [&str; 13] = [
    "current",
    "wanted",
    "summary",
    "summary_todos",
    "summary_entries",
    "results",
    "results_todos",
    "values",
    "review",
    "criteria",
    "stars",
    "packet",
    "meeting",
];

/// The values of one document.
#[derive(Debug, Serialize)]
pub struct TemplateContext<'d> {
    schema: u32,
    template: &'d str,
    #[serde(flatten)]
    draft: &'d DocumentDraft,
    /// How many confidential entries it tells.
    confidential: usize,
    #[serde(flatten)]
    portfolio: PortfolioValues<'d>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum PortfolioValues<'d> {
    Portfolio(&'d Portfolio),
    /// Where none was made: the names alone, for whoever is told which there are.
    Names(BTreeMap<&'d str, ()>),
}

impl<'d> TemplateContext<'d> {
    pub fn new(
        template: &'d str, draft: &'d DocumentDraft, portfolio: Option<&'d Portfolio>, confidential: usize,
    ) -> Self {
        let names = || PortfolioValues::Names(KEYS.map(|key| (key, ())).into());
        let portfolio = portfolio.map_or_else(names, PortfolioValues::Portfolio);
        Self { schema: SCHEMA, template, draft, confidential, portfolio }
    }
}
