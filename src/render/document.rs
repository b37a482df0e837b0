//! What a template is given: the document's values as `--format json` prints them.

mod portfolio;

use std::collections::BTreeMap;

use serde::Serialize;

pub use portfolio::KEYS as BOOK;

use super::json::{self, SCHEMA};
use crate::domain::document::{BusinessResult, CriteriaShown, Draft, Quote, Todo, Told, Value as ValueShown};
use crate::domain::entry::Link;
use crate::domain::ids::EntryNo;
use crate::domain::portfolio::Portfolio;

/// The keys of a template's context that say something of a target.
pub const AIMED: [&str; 13] = [
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

pub fn json(context: &TemplateContext<'_>) -> serde_json::Result<String> {
    json::whole(context)
}

#[derive(Debug, Serialize)]
pub struct TemplateContext<'d> {
    schema: u32,
    template: &'d str,
    name: Option<&'d str>,
    current: Option<&'d str>,
    wanted: &'d str,
    manager: Option<&'d str>,
    words: &'d str,
    summary: &'d [String],
    summary_todos: Vec<TodoOut<'d>>,
    summary_entries: Vec<u32>,
    results: Vec<ResultOut<'d>>,
    results_todos: Vec<TodoOut<'d>>,
    values: Vec<ValueOut<'d>>,
    confidential: usize,
    #[serde(flatten)]
    book: Option<portfolio::PortfolioJson<'d>>,
    /// The keys of a book that was not made, for whoever is told which names there are.
    #[serde(flatten)]
    unmade: BTreeMap<&'d str, ()>,
}

#[derive(Debug, Serialize)]
struct TodoOut<'d> {
    say: &'d str,
    command: &'d str,
    entries: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct QuoteOut<'d> {
    text: &'d str,
    lead: Option<&'d str>,
    when: Option<&'d str>,
    links: Vec<LinkOut<'d>>,
    entries: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct LinkOut<'d> {
    url: &'d str,
    label: Option<&'d str>,
}

#[derive(Debug, Serialize)]
struct ToldOut<'d> {
    quotes: Vec<QuoteOut<'d>>,
    todo: Option<TodoOut<'d>>,
}

#[derive(Debug, Serialize)]
struct ShownOut<'d> {
    names: &'d [String],
    entries: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct ResultOut<'d> {
    number: usize,
    block: &'d str,
    heading: &'d str,
    impact: Vec<QuoteOut<'d>>,
    skills: Vec<ShownOut<'d>>,
    expectations: Vec<ShownOut<'d>>,
    result: ToldOut<'d>,
    relevance: ToldOut<'d>,
    contribution: ToldOut<'d>,
    values: Vec<ShownOut<'d>>,
    values_todo: Option<TodoOut<'d>>,
    entries: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct ValueOut<'d> {
    name: &'d str,
    block: &'d str,
    results: &'d [usize],
    quotes: Vec<QuoteOut<'d>>,
    todo: Option<TodoOut<'d>>,
    entries: Vec<u32>,
}

/// Each of a list on its way out.
fn each<'d, T, O: From<&'d T>>(items: &'d [T]) -> Vec<O> {
    items.iter().map(O::from).collect()
}

fn numbers(entries: &[EntryNo]) -> Vec<u32> {
    entries.iter().map(|entry| entry.0).collect()
}

impl<'d> TemplateContext<'d> {
    /// With the number of confidential entries that it tells.
    pub fn with_confidential(self, confidential: usize) -> Self {
        Self { confidential, ..self }
    }

    /// Without the long lists of the book that are not asked for: a template that tells a few values of a large journal
    /// is not given all of it. The names stay, for whoever is told which there are.
    pub fn keeping(mut self, asks: impl Fn(&str) -> bool) -> Self {
        match &mut self.book {
            Some(book) => book.keep(asks),
            None => self.unmade.extend(BOOK.map(|key| (key, ()))),
        }
        self
    }

    /// Builds them for a template, by its name. Without a book the keys of [`BOOK`] are not there.
    pub fn new(template: &'d str, draft: &'d Draft, book: Option<&'d Portfolio>) -> Self {
        Self {
            schema: SCHEMA,
            template,
            name: draft.name.as_deref(),
            current: draft.current.as_deref(),
            wanted: &draft.wanted,
            manager: draft.manager.as_deref(),
            words: &draft.words,
            summary: &draft.summary,
            summary_todos: each(&draft.summary_todos),
            summary_entries: numbers(&draft.summary_entries),
            results: each(&draft.results),
            results_todos: each(&draft.results_todos),
            values: each(&draft.values),
            confidential: 0,
            book: book.map(portfolio::PortfolioJson::from),
            unmade: BTreeMap::new(),
        }
    }
}

impl<'d> From<&'d Todo> for TodoOut<'d> {
    fn from(todo: &'d Todo) -> Self {
        Self { say: &todo.say, command: &todo.command, entries: numbers(&todo.entries) }
    }
}

impl<'d> From<&'d Link> for LinkOut<'d> {
    fn from(link: &'d Link) -> Self {
        Self { url: &link.url, label: link.label.as_deref() }
    }
}

impl<'d> From<&'d Quote> for QuoteOut<'d> {
    fn from(quote: &'d Quote) -> Self {
        Self {
            text: &quote.text,
            lead: quote.lead.as_deref(),
            when: quote.when.as_deref(),
            links: each(&quote.links),
            entries: numbers(&quote.entries),
        }
    }
}

impl<'d> From<&'d Told> for ToldOut<'d> {
    fn from(told: &'d Told) -> Self {
        Self { quotes: each(&told.quotes), todo: told.todo.as_ref().map(TodoOut::from) }
    }
}

impl<'d> From<&'d CriteriaShown> for ShownOut<'d> {
    fn from(shown: &'d CriteriaShown) -> Self {
        Self { names: &shown.names, entries: numbers(&shown.entries) }
    }
}

impl<'d> From<&'d BusinessResult> for ResultOut<'d> {
    fn from(result: &'d BusinessResult) -> Self {
        Self {
            number: result.number,
            block: &result.block,
            heading: &result.heading,
            impact: each(&result.impact),
            skills: each(&result.skills),
            expectations: each(&result.expectations),
            result: ToldOut::from(&result.result),
            relevance: ToldOut::from(&result.relevance),
            contribution: ToldOut::from(&result.contribution),
            values: each(&result.values),
            values_todo: result.values_todo.as_ref().map(TodoOut::from),
            entries: numbers(&result.entries),
        }
    }
}

impl<'d> From<&'d ValueShown> for ValueOut<'d> {
    fn from(value: &'d ValueShown) -> Self {
        Self {
            name: &value.name,
            block: &value.block,
            results: &value.results,
            quotes: each(&value.quotes),
            todo: value.todo.as_ref().map(TodoOut::from),
            entries: numbers(&value.entries),
        }
    }
}
