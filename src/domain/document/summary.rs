//! The promotion summary: three to five sentences, each a fact of the journal.

use std::collections::HashSet;

use super::person::{capital, list, with_article};
use super::{BusinessResult, CriteriaShown, DraftBuilder, Todo, month};
use crate::domain::coverage::Fact;
use crate::domain::entry::Part;
use crate::domain::framework::CriterionKind;

impl DraftBuilder<'_> {
    /// The sentences, and what they lack.
    pub(super) fn summary(&self, results: &[BusinessResult]) -> (Vec<String>, Vec<Todo>) {
        let mut todos = Vec::new();
        if self.input.profile.name.as_deref().is_none_or(|name| name.trim().is_empty()) {
            todos.push(Todo::new("say whose document this is", "promo init --name \"…\""));
        }
        let mut sentences = vec![self.proposal()];
        if results.is_empty() {
            let (level, skill) = (self.input.level, self.example(CriterionKind::Skill));
            todos.push(Todo::new(
                format!("log work at level {level}; the rest of this summary is made from it"),
                format!("promo log \"…\" -t {skill}@{level}"),
            ));
        } else {
            sentences.extend(self.work());
            sentences.extend(self.led());
            sentences.push(sources(results));
            sentences.extend(shown(results.iter().map(|result| &result.skills), "skill"));
            sentences.extend(shown(results.iter().map(|result| &result.expectations), "expectation"));
            todos.extend(self.unstated());
        }
        (sentences, todos)
    }

    fn proposal(&self) -> String {
        let (name, wanted) = (capital(&self.person.name), self.input.wanted);
        match self.input.current {
            Some(current) => {
                format!("{name} is {} and is put forward for promotion to {wanted}.", with_article(current))
            }
            None => format!("{name} is put forward for promotion to {wanted}."),
        }
    }

    /// How much of the work is at the level, from when, and in how many projects. Work whose level is only assumed is not
    /// counted: the journal does not say it.
    fn work(&self) -> Option<String> {
        let facts: Vec<&Fact> = self.stated().map(|at| &self.input.evidence.facts[at]).collect();
        let first = month(facts.iter().map(|fact| fact.date).min()?);
        let last = month(facts.iter().map(|fact| fact.date).max()?);
        let whose = self.person.possessive();
        if facts.len() == 1 {
            return Some(format!("One piece of {whose} work, from {first}, is at that level."));
        }
        let when = if first == last { first } else { format!("{first} to {last}") };
        let within: Vec<u32> = facts.iter().filter_map(|fact| fact.project).collect();
        let of_them = match within.len() {
            n if n == facts.len() => String::new(),
            1 => "one of them ".to_owned(),
            n => format!("{n} of them "),
        };
        let projects = match within.into_iter().collect::<HashSet<u32>>().len() {
            0 => String::new(),
            1 => format!(", {of_them}in one project"),
            n => format!(", {of_them}in {n} projects"),
        };
        Some(format!("{} pieces of {whose} work from {when} are at that level{projects}.", facts.len()))
    }

    fn led(&self) -> Option<String> {
        let led = |at: &usize| self.input.evidence.facts[*at].part == Part::Led;
        let (led, all) = (self.stated().filter(led).count(), self.stated().count());
        let what = match (led, all) {
            (0, _) => return None,
            (1, 1) => "it".to_owned(),
            (led, all) if led == all => "all of these pieces".to_owned(),
            (1, _) => "one of these pieces".to_owned(),
            (led, _) => format!("{led} of these pieces"),
        };
        Some(format!("{} led {what}.", capital(self.person.subject())))
    }

    /// What is to be typed where no level is stated.
    fn unstated(&self) -> Option<Todo> {
        let (at, id) = self
            .choice
            .own
            .iter()
            .find_map(|fact| Some((self.choice.assumed(*fact)?, self.input.evidence.facts[*fact].id)))?;
        let (key, level) = (&self.input.required[at].criterion.key, self.input.required[at].level);
        self.stated().next().is_none().then(|| {
            let say = format!(
                "say which work was at level {level}; so far that is assumed, and the summary says nothing of it"
            );
            Todo::tag(id, say, key, level)
        })
    }
}

/// What of a kind the results show: `The skills shown there at that level are …`.
fn shown<'r>(shown: impl Iterator<Item = &'r Vec<CriteriaShown>>, word: &str) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in shown.flatten().flat_map(|shown| &shown.names) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    match names.len() {
        0 => None,
        1 => Some(format!("The {word} shown there at that level is {}.", names[0])),
        _ => Some(format!("The {word}s shown there at that level are {}.", list(&names))),
    }
}

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
