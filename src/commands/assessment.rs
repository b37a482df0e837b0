//! What `gap` and `next` start with: a target judged by the evidence, and what almost counts for it.

mod scope;

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;
use chrono::NaiveDate;

pub(crate) use self::scope::AssessmentScope;
use crate::domain::coverage::{Coverage, CoverageFrame, Evidence, coverage};
use crate::domain::dates::Window;
use crate::domain::next::{NextAction, actions};
use crate::domain::redact::{Redaction, RedactionLog, Redactor};
use crate::domain::suggest::word_index::{WordIndex, common_from, wanted};
use crate::domain::suggest::{Suggestions, suggest};
use crate::render::titles::{ShownTitle, Titles};
use crate::store::Store;

/// The coverage of a target.
pub(crate) struct Assessment<'c> {
    pub scope: AssessmentScope<'c>,
    pub frame: CoverageFrame,
    pub evidence: Evidence,
    pub coverage: Coverage,
    /// One a criterion, in the order asked.
    pub suggestions: Vec<Suggestions>,
}

impl<'c> Assessment<'c> {
    /// Judges a scope as of its day, of which `now` is today; with `all`, entries are suggested for what is met too.
    pub(crate) fn load(
        scope: AssessmentScope<'c>, window: Window, now: NaiveDate, all: bool, store: &Store,
    ) -> Result<Self> {
        let frame = scope.frame(window);
        let mut evidence = store.evidence()?;
        evidence.as_of(scope.today, now);
        let coverage = coverage(&scope.asked, &evidence, scope.rules, frame);
        let found = store.holding(&wanted(&coverage, all), common_from(evidence.facts.len()))?;
        let suggestions = suggest(&coverage, &evidence, frame, &WordIndex::new(found, &evidence));
        Ok(Self { scope, frame, evidence, coverage, suggestions })
    }

    /// The most useful steps.
    pub(crate) fn actions(&self) -> Vec<NextAction> {
        actions(&self.coverage, &self.suggestions, &self.evidence, self.scope.today)
    }

    /// The facts that actions name.
    pub(crate) fn facts_of<'a>(&'a self, actions: &'a [NextAction]) -> impl Iterator<Item = u32> + 'a {
        actions.iter().filter_map(|next| self.evidence.fact_of(next.action.entry()?))
    }
}

/// Asks the store once for the titles of all facts that will be shown, and takes out what their readers must not see.
pub(crate) fn titles(
    facts: impl IntoIterator<Item = u32>, evidence: &Evidence, store: &Store, redactor: Option<&Redactor>,
) -> Result<Redaction<Titles>> {
    let mut log = RedactionLog::default();
    let facts: BTreeSet<u32> = facts.into_iter().collect();
    let ids: Vec<_> = facts.iter().map(|at| evidence.facts[*at as usize].id).collect();
    let shown = facts.into_iter().zip(store.titles(&ids)?).map(|(at, title)| {
        let fact = &evidence.facts[at as usize];
        let title = match redactor {
            Some(redactor) => ShownTitle {
                text: redactor.title(fact.id, fact.confidential, &title).logged(&mut log),
                in_words: redactor.may_show(fact.confidential),
            },
            None => ShownTitle { text: title, in_words: true },
        };
        (at, title)
    });
    let shown: HashMap<u32, ShownTitle> = shown.collect();
    Ok(Redaction { value: Titles::new(shown, log.confidential.len()), log })
}
