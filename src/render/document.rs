//! The promotion document by its template. The template is given the same values that `--format json` prints.
//!
//! The engine escapes whatever a template prints, so a template's author cannot forget it; only the filters `link` and
//! `code` bring markup. A name that is not there is an error, never an empty place.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;
use thiserror::Error;

use super::json::{self, SCHEMA};
use super::markdown;
use super::text::list;
use crate::domain::document::{BusinessResult, Draft, Quote, Todo, Told, Value as ValueShown, ValuesShown};
use crate::domain::entry::Link;
use crate::domain::ids::EntryNo;

/// GitLab's document.
const GITLAB: &str = include_str!("../../framework/templates/gitlab.md");

/// A template that cannot be filled.
#[derive(Debug, Error)]
#[error("the template `{name}` cannot be filled")]
pub struct TemplateError {
    name: &'static str,
    source: minijinja::Error,
}

/// The draft as Markdown.
///
/// # Errors
/// A template that asks for what there is not.
pub fn gitlab(draft: &Draft) -> Result<String, TemplateError> {
    fill("gitlab.md", GITLAB, draft)
}

/// The draft as JSON: what a template is given.
///
/// # Errors
/// A value that cannot be JSON.
pub fn json(draft: &Draft) -> serde_json::Result<String> {
    json::whole(&DraftOut::from(draft))
}

fn fill(name: &'static str, template: &str, draft: &Draft) -> Result<String, TemplateError> {
    let filled = environment().and_then(|engine| {
        let context = Value::from(Serde(&DraftOut::from(draft)));
        engine.template_from_named_str(name, template)?.render(context)
    });
    filled.map_err(|source| TemplateError { name, source })
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut engine = Environment::new();
    engine.set_syntax(
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?,
    );
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    engine.set_formatter(|out, _, value| {
        let text = match value.kind() {
            // What a filter or a macro of a template made is Markdown already.
            _ if value.is_safe() => value.to_string(),
            ValueKind::Number => value.to_string(),
            ValueKind::None => return Ok(()),
            _ => markdown::escape(&value.to_string()),
        };
        Ok(out.write_str(&text)?)
    });
    // These would let data through as it is.
    engine.remove_filter("safe");
    engine.remove_filter("escape");
    engine.remove_filter("e");
    engine.add_filter("code", |command: String| Value::from_safe_string(markdown::code(&command)));
    engine.add_filter("runs", |entries: Vec<u32>| Value::from_safe_string(runs(&entries)));
    engine.add_filter("spoken", |items: Vec<Value>| {
        list(&items.iter().map(Value::to_string).collect::<Vec<_>>(), "and")
    });
    engine.add_filter("link", |link: Value| -> Result<Value, minijinja::Error> {
        let (url, label) = (link.get_attr("url")?, link.get_attr("label")?);
        Ok(Value::from_safe_string(markdown::link(url.as_str().unwrap_or_default(), label.as_str())))
    });
    Ok(engine)
}

/// The document on its way out.
#[derive(Debug, Serialize)]
struct DraftOut<'d> {
    schema: u32,
    template: &'static str,
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
    title: Option<&'d str>,
    entries: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct ResultOut<'d> {
    number: usize,
    heading: &'d str,
    impact: Vec<QuoteOut<'d>>,
    skills: &'d [String],
    expectations: &'d [String],
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
    results: &'d [usize],
    quotes: Vec<QuoteOut<'d>>,
    todo: Option<TodoOut<'d>>,
    entries: Vec<u32>,
}

/// Each of a list on its way out.
fn each<'d, T, O: From<&'d T>>(items: &'d [T]) -> Vec<O> {
    items.iter().map(O::from).collect()
}

/// How many ids a comment lists before it tells them by runs.
const LISTED: usize = 50;

/// Ids with a comma between them; many of them as runs: `1-40, 43`.
fn runs(ids: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for id in ids {
        match runs.last_mut() {
            Some((_, last)) if ids.len() > LISTED && *last + 1 == *id => *last = *id,
            _ => runs.push((*id, *id)),
        }
    }
    let run = |(first, last): &(u32, u32)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

fn numbers(entries: &[EntryNo]) -> Vec<u32> {
    entries.iter().map(|entry| entry.0).collect()
}

impl<'d> From<&'d Draft> for DraftOut<'d> {
    fn from(draft: &'d Draft) -> Self {
        Self {
            schema: SCHEMA,
            template: "gitlab",
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

impl<'d> From<&'d ValuesShown> for ShownOut<'d> {
    fn from(shown: &'d ValuesShown) -> Self {
        Self { names: &shown.names, title: shown.title.as_deref(), entries: numbers(&shown.entries) }
    }
}

impl<'d> From<&'d BusinessResult> for ResultOut<'d> {
    fn from(result: &'d BusinessResult) -> Self {
        Self {
            number: result.number,
            heading: &result.heading,
            impact: each(&result.impact),
            skills: &result.skills,
            expectations: &result.expectations,
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
            results: &value.results,
            quotes: each(&value.quotes),
            todo: value.todo.as_ref().map(TodoOut::from),
            entries: numbers(&value.entries),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_ids_are_told_by_runs() {
        assert_eq!(runs(&[]), "");
        assert_eq!(runs(&[1, 2, 3, 7]), "1, 2, 3, 7");
        let many: Vec<u32> = (1..=60).chain([70]).chain(72..=73).collect();
        assert_eq!(runs(&many), "1-60, 70, 72-73");
    }
}
