//! Values alignment: each behaviour asked, with the results that show it or a line of its own.

use super::{BusinessResult, Layout, Quote, Todo, Value, month, one_line};
use crate::domain::entry::{Entry, Part};
use crate::domain::ids::EntryNo;
use crate::domain::update::slug;

impl Layout<'_> {
    pub(super) fn value(&self, at: usize, results: &[BusinessResult]) -> Value {
        let asked = &self.case.asked[at];
        let name = asked.criterion.name.to_string();
        let mut value = Value {
            name,
            block: slug(&asked.criterion.key),
            results: Vec::new(),
            quotes: Vec::new(),
            todo: None,
            entries: Vec::new(),
        };
        // What is only assumed is told where nothing better is.
        let covered = [&self.choice.stated, &self.choice.covers].into_iter().find(|covered| {
            let quoted = self.choice.results.iter().flat_map(|chosen| &chosen.quoted);
            quoted.into_iter().any(|fact| covered[*fact].contains(&at))
        });
        for (result, chosen) in results.iter().zip(&self.choice.results) {
            let shows = chosen
                .quoted
                .iter()
                .filter(|fact| covered.is_some_and(|covered| covered[**fact].contains(&at)));
            let entries: Vec<EntryNo> = shows.map(|fact| self.case.evidence.facts[*fact].id).collect();
            if !entries.is_empty() {
                value.results.push(result.number);
                value.entries.extend(entries);
            }
        }
        if !value.results.is_empty() {
            return value;
        }
        let best = self.choice.alone.iter().find(|(behaviour, _)| *behaviour == at);
        match best.and_then(|(_, fact)| self.entry((*fact)?)) {
            Some(entry) => {
                value.entries.push(entry.id);
                value.quotes = Self::alone(entry);
            }
            None => {
                value.todo = Some(Todo {
                    say: format!("tell of work that shows this at level {}", asked.level),
                    command: format!("promo log \"…\" -t {}@{}", asked.criterion.key, asked.level),
                    entries: Vec::new(),
                });
            }
        }
        value
    }

    /// A behaviour's own line: the title, and the outcome where there is one. Help is told as help, without the outcome:
    /// that is somebody else's.
    fn alone(entry: &Entry) -> Vec<Quote> {
        let content = &entry.content;
        let helped = content.part == Part::Helped;
        let title = Quote {
            text: one_line(&content.title),
            lead: helped.then(|| "as help given with the work of others:".to_owned()),
            when: Some(month(content.date)),
            links: content.links.clone(),
            entries: vec![entry.id],
        };
        let result = content.result.as_deref().map(str::trim).filter(|text| !helped && !text.is_empty());
        let result = result.map(|text| Quote {
            text: text.to_owned(),
            lead: Some("Result:".to_owned()),
            when: None,
            links: Vec::new(),
            entries: vec![entry.id],
        });
        std::iter::once(title).chain(result).collect()
    }
}
