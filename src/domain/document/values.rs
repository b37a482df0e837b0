//! Values alignment: each behaviour asked, with the results that show it or a line of its own.

use super::{BusinessResult, DraftBuilder, Quote, Todo, ValueAlignment, one_line};
use crate::domain::entry::{Entry, Part};
use crate::domain::ids::EntryNo;
use crate::domain::update::slug;

impl DraftBuilder<'_> {
    /// Where a behaviour is shown.
    pub(super) fn value(&self, at: usize, results: &[BusinessResult]) -> ValueAlignment {
        let required = &self.input.required[at];
        let name = required.criterion.name.to_string();
        let mut value = ValueAlignment {
            name,
            block: slug(&required.criterion.key),
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
            let entries: Vec<EntryNo> = shows.map(|fact| self.input.evidence.facts[*fact].id).collect();
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
                value.todo = Some(Todo::new(
                    format!("tell of work that shows this at level {}", required.level),
                    format!("promo log \"…\" -t {}@{}", required.criterion.key, required.level),
                ));
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
            lead: helped.then(|| "as help given with the work of others:".to_owned()),
            ..Quote::titled(entry, one_line(&content.title))
        };
        let result = content.result.as_deref().map(str::trim).filter(|text| !helped && !text.is_empty());
        let result = result.map(|text| Quote { lead: Some("Result:".to_owned()), ..Quote::of(entry, text) });
        std::iter::once(title).chain(result).collect()
    }
}
