//! A business result: the quotes of its five parts, what it shows, and what it lacks.

use super::choice::{ChosenResult, RESULTS};
use super::person::capital;
use super::{BusinessResult, DraftBuilder, Quote, ResultPart, Todo, one_line, says_led};
use crate::domain::entry::{Entry, Part};
use crate::domain::framework::CriterionKind;

impl DraftBuilder<'_> {
    /// `None` where no entry could be read.
    pub(super) fn result(&self, number: usize, chosen: &ChosenResult) -> Option<BusinessResult> {
        let quoted: Vec<(usize, &Entry)> =
            chosen.quoted.iter().filter_map(|at| Some((*at, self.entry(*at)?))).collect();
        let (first_fact, first) = *quoted.first()?;
        let project = first.content.project.as_deref().map(one_line).filter(|name| !name.is_empty());
        let facts: Vec<usize> = quoted.iter().map(|(at, _)| *at).collect();
        let evidence = self.input.evidence;
        let impact = quoted.iter().map(|(_, entry)| {
            let title = if project.is_some() { one_line(&entry.content.title) } else { String::new() };
            Quote::titled(entry, title)
        });
        let values = self.shown(&facts, CriterionKind::Behaviour);
        Some(BusinessResult {
            number,
            block: match evidence.facts[first_fact].project {
                Some(project) => evidence.place_of(project),
                None => format!("entry-{}", first.id),
            },
            impact: impact.collect(),
            heading: project.unwrap_or_else(|| one_line(&first.content.title)),
            skills: self.shown(&facts, CriterionKind::Skill),
            expectations: self.shown(&facts, CriterionKind::Expectation),
            result: part(
                &quoted,
                |entry| &entry.content.result,
                "say what came of it, with a number and its baseline",
                "result",
            ),
            relevance: part(&quoted, |entry| &entry.content.context, "say why this mattered", "context"),
            contribution: self.contribution(&quoted),
            values_todo: if values.is_empty() { self.values_todo(&facts, first) } else { None },
            values,
            entries: quoted.iter().map(|(_, entry)| entry.id).collect(),
        })
    }

    /// Who led says so, unless the words do.
    fn contribution(&self, quoted: &[(usize, &Entry)]) -> ResultPart {
        let mut contribution = part(quoted, |entry| &entry.content.did, "say what you did yourself", "did");
        let is_led = |quote: &Quote| {
            let mut led = quoted.iter().filter(|(_, entry)| entry.content.part == Part::Led);
            led.any(|(_, entry)| quote.entries.contains(&entry.id))
        };
        for quote in contribution.quotes.iter_mut().filter(|quote| is_led(quote) && !says_led(&quote.text)) {
            quote.lead = Some(format!("{} led this work:", capital(self.person.subject())));
        }
        contribution
    }

    /// What is tagged with a level that is only assumed has its behaviour; what lacks is to state the level.
    fn values_todo(&self, facts: &[usize], first: &Entry) -> Option<Todo> {
        let level = self.input.level;
        let is_behaviour = |at: &usize| self.input.required[*at].criterion.kind == CriterionKind::Behaviour;
        (0..self.input.required.len()).find(is_behaviour)?;
        let assumed = facts.iter().find_map(|fact| {
            let covers = self.choice.covers[*fact].iter().filter(|at| is_behaviour(at));
            let covers = covers.map(|at| self.input.required[*at].criterion);
            Some((self.input.evidence.facts[*fact].id, covers.min_by_key(|criterion| &criterion.key)?))
        });
        Some(match assumed {
            Some((id, behaviour)) => {
                let say = format!("say at which level this showed {}", behaviour.name);
                Todo::tag(id, say, &behaviour.key, level)
            }
            None => {
                let say = "name a behaviour that this showed, for example".to_owned();
                Todo::tag(first.id, say, self.example(CriterionKind::Behaviour), level)
            }
        })
    }

    pub(super) fn missing_results(&self, has: usize) -> Vec<Todo> {
        let (skill, level) = (self.example(CriterionKind::Skill), self.input.level);
        let missing = (has + 1..=RESULTS).map(|number| {
            Todo::new(
                format!("add result {number}, work at level {level} with a measured outcome"),
                format!("promo log \"…\" -t {skill}@{level} -p PROJECT --result \"…\""),
            )
        });
        missing.collect()
    }

    /// The key of the first criterion of a kind that is required, for a command to type.
    pub(super) fn example(&self, kind: CriterionKind) -> &str {
        let of_kind = self.input.required.iter().find(|required| required.criterion.kind == kind);
        of_kind.or(self.input.required.first()).map_or("KEY", |required| &required.criterion.key)
    }
}

/// What the quoted entries say in one field; where none says anything, what to type. One that says nothing lacks
/// nothing while another speaks for the result.
fn part(
    quoted: &[(usize, &Entry)], field: fn(&Entry) -> &Option<String>, say: &str, option: &str,
) -> ResultPart {
    let quotes = quoted.iter().filter_map(|(_, entry)| {
        let text = field(entry).as_deref().map(str::trim).filter(|text| !text.is_empty())?;
        Some(Quote::of(entry, text))
    });
    let quotes: Vec<Quote> = quotes.collect();
    let first = quoted.first().filter(|_| quotes.is_empty());
    let todo = first.map(|(_, entry)| Todo::edit(entry.id, say, option));
    ResultPart { quotes, todo }
}
