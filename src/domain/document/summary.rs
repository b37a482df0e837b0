//! The promotion summary: three to five sentences, each a fact of the journal.

use std::collections::HashSet;

use super::person::{capital, list, with_article};
use super::{BusinessResult, Layout, Todo, month};
use crate::domain::coverage::count;
use crate::domain::entry::Part;
use crate::domain::framework::Kind;

impl Layout<'_> {
    /// The sentences, and what they lack.
    pub(super) fn summary(&self, results: &[BusinessResult]) -> (Vec<String>, Vec<Todo>) {
        let todo = |say: &str, command: String| Todo { say: say.to_owned(), command, entries: Vec::new() };
        let mut todos = Vec::new();
        if self.case.profile.name.as_deref().is_none_or(|name| name.trim().is_empty()) {
            todos.push(todo("say whose document this is", "promo init --name \"…\"".to_owned()));
        }
        let mut sentences = vec![self.proposal()];
        if results.is_empty() {
            let (level, skill) = (self.case.level, self.example(Kind::Skill));
            todos.push(todo(
                &format!("log work at level {level}; the rest of this summary is made from it"),
                format!("promo log \"…\" -t {skill}@{level}"),
            ));
        } else {
            sentences.push(self.work());
            sentences.extend(self.led());
            sentences.extend(self.shown(Kind::Skill, "skill"));
            sentences.extend(self.shown(Kind::Expectation, "expectation"));
            sentences.push(sources(results));
        }
        (sentences, todos)
    }

    fn proposal(&self) -> String {
        let (name, wanted) = (capital(&self.person.name), self.case.wanted);
        match self.case.current {
            Some(current) => {
                format!("{name} is {} and is put forward for promotion to {wanted}.", with_article(current))
            }
            None => format!("{name} is put forward for promotion to {wanted}."),
        }
    }

    fn work(&self) -> String {
        let facts = || self.choice.own.iter().map(|at| &self.case.evidence.facts[*at]);
        let months = (facts().map(|fact| fact.date).min(), facts().map(|fact| fact.date).max());
        let when = match months {
            (Some(first), Some(last)) if month(first) != month(last) => {
                format!("Between {} and {}", month(first), month(last))
            }
            (Some(first), _) => format!("In {}", month(first)),
            (None, _) => String::new(),
        };
        let number = |n: usize, one, many| count(u32::try_from(n).unwrap_or(u32::MAX), one, many);
        let projects: HashSet<u32> = facts().filter_map(|fact| fact.project).collect();
        let beyond = if facts().any(|fact| fact.project.is_none()) { " and elsewhere" } else { "" };
        let projects = match projects.len() {
            0 => String::new(),
            n => format!(", in {}{beyond}", number(n, "project", "projects")),
        };
        let pieces = number(self.choice.own.len(), "piece of work", "pieces of work");
        format!("{when} {} recorded {pieces} at that level{projects}.", self.person.subject())
    }

    fn led(&self) -> Option<String> {
        let led = |at: &&usize| self.case.evidence.facts[**at].part == Part::Led;
        let (led, all) = (self.choice.own.iter().filter(led).count(), self.choice.own.len());
        let what = match (led, all) {
            (0, _) => return None,
            (1, 1) => "it".to_owned(),
            (led, all) if led == all => "all of them".to_owned(),
            (1, _) => "one of them".to_owned(),
            (led, _) => format!("{led} of them"),
        };
        Some(format!("{} led {what}.", capital(self.person.subject())))
    }

    /// What of a kind the work shows: `The skills shown at that level are …`.
    fn shown(&self, kind: Kind, word: &str) -> Option<String> {
        let asked = self.case.asked.iter().enumerate();
        let shown = asked.filter(|(at, asked)| {
            asked.criterion.kind == kind
                && self.choice.own.iter().any(|fact| self.choice.covers[*fact].contains(at))
        });
        let names: Vec<String> = shown.map(|(_, asked)| asked.criterion.name.to_string()).collect();
        match names.len() {
            0 => None,
            1 => Some(format!("The {word} shown at that level is {}.", names[0])),
            _ => Some(format!("The {word}s shown at that level are {}.", list(&names))),
        }
    }
}

/// Names the results.
fn sources(results: &[BusinessResult]) -> String {
    let names: Vec<String> = results
        .iter()
        .map(|result| match result.impact.iter().all(|quote| quote.text.is_empty()) {
            true => format!("“{}”", result.heading),
            false => result.heading.clone(),
        })
        .collect();
    match names.len() {
        1 => format!("The result below is from {}.", names[0]),
        _ => format!("The results below are from {}.", list(&names)),
    }
}
