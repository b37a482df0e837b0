//! What a document is made of: the journal's facts, what is chosen of them, and the chosen words.

use std::collections::BTreeSet;

use anyhow::Result;
use chrono::NaiveDate;

use super::document_target::DocumentTarget;
use crate::app::App;
use crate::cli::{DocumentOptions, WindowArgs};
use crate::commands::context::{Context, settings, window_back};
use crate::commands::redactor;
use crate::domain::coverage::{CoverageFrame, Evidence, Rules};
use crate::domain::document::choice::{Choice, choose};
use crate::domain::document::{DocumentDraft, draft};
use crate::domain::entry::Entry;
use crate::domain::ids::{EntryNo, Uid};
use crate::domain::portfolio::one_to_one::{TargetAssessment, as_of, without_confidential};
use crate::domain::portfolio::{KEYS, OUTLINED, Outline, Portfolio, PortfolioInput, Selection, is_eligible};
use crate::domain::redact::{Redaction, RedactionLog, Redactor};
use crate::domain::suggest::suggest;
use crate::domain::suggest::word_index::{WordIndex, common_from, wanted};
use crate::render::template::{Template, TemplateNeeds};
use crate::store::{Store, StoreError};

/// Which document is to be made, with what its file or its template says where the options say nothing.
pub struct DocumentRequest<'r> {
    pub template: &'r Template,
    pub window: WindowArgs,
    pub with_confidential: bool,
    /// Whether all values are wanted, not only those that the template uses.
    pub all_values: bool,
}

impl<'r> DocumentRequest<'r> {
    /// Where no window is asked for, the template's span of days is taken.
    pub fn new(options: &DocumentOptions, template: &'r Template) -> Self {
        let window = match template_span(&options.window, template) {
            Some(span) => WindowArgs { last: Some(span.to_owned()), ..WindowArgs::default() },
            None => options.window.clone(),
        };
        Self { template, window, with_confidential: options.with_confidential, all_values: false }
    }
}

/// The span of a template, where no window is asked for.
pub fn template_span<'t>(asked: &WindowArgs, template: &'t Template) -> Option<&'t str> {
    template.head.last.as_deref().filter(|_| asked.is_empty())
}

pub struct DocumentData<'d> {
    pub store: &'d Store,
    pub context: &'d Context,
    pub target: DocumentTarget<'d>,
    /// The day that the document is for.
    pub today: NaiveDate,
    pub evidence: Evidence,
    /// The confidential entries of the journal, whether they are told or not.
    pub confidential: BTreeSet<EntryNo>,
    pub picks: Vec<Uid>,
    pub choice: Choice,
    pub draft: DocumentDraft,
    /// Where the template needs any of it.
    pub portfolio: Option<Portfolio>,
    pub redactor: Redactor,
    /// What was hidden so far.
    pub redactions: RedactionLog,
}

impl<'d> DocumentData<'d> {
    /// # Errors
    /// No target where the template needs one; a window that cannot be understood; a journal that cannot be read.
    pub fn load(
        request: &DocumentRequest<'_>, store: &'d Store, context: &'d Context, app: &App<'_>,
    ) -> Result<Self> {
        let target = DocumentTarget::of(request, context)?;
        let today = app.clock.report_day()?;
        let window = window_back(&request.window, today)?;
        let frame = CoverageFrame { today, window, level_since: target.level_since };
        let mut evidence = store.evidence()?;
        let confidential =
            evidence.facts.iter().filter(|fact| fact.confidential).map(|fact| fact.id).collect();
        if request.with_confidential {
            // They are told like any other.
            evidence.facts.iter_mut().for_each(|fact| fact.confidential = false);
        }
        let redactor = redactor::load(store, request.with_confidential)?;
        let picks = store.picks()?;
        let choice = choose(&target.required, &evidence, frame, &picks);
        let mut redactions = RedactionLog::default();
        let profile = redactor.profile(&context.profile).logged(&mut redactions);
        let input = target.draft_input(&profile, &evidence);
        let selected = PortfolioInput { draft: &input, choice: &choice, frame, picks: &picks, outlines: &[] };
        let words = ChosenWords { input: selected, store, redactor: &redactor };
        let (draft, portfolio) = words.read(request, settings(app)?.rules)?.logged(&mut redactions);
        Ok(Self {
            store,
            context,
            target,
            today,
            evidence,
            confidential,
            picks,
            choice,
            draft,
            portfolio,
            redactor,
            redactions,
        })
    }
}

/// Selects entries and reads their words, all of them at once.
struct ChosenWords<'w> {
    input: PortfolioInput<'w>,
    store: &'w Store,
    redactor: &'w Redactor,
}

impl ChosenWords<'_> {
    fn read(
        &self, request: &DocumentRequest<'_>, rules: Rules,
    ) -> Result<Redaction<(DocumentDraft, Option<Portfolio>)>> {
        let template = request.template;
        let needs = match request.all_values {
            true => Some(TemplateNeeds::all()),
            false => template.mentions(&KEYS).then(|| template.needs()),
        };
        let needs_part = |part: &str| needs.as_ref().is_some_and(|needs| needs.has(part));
        let assessment = if needs_part("meeting") { Some(self.assessment(rules)?) } else { None };
        let outlines = match OUTLINED.into_iter().any(needs_part) {
            true => self.outlines()?,
            false => Vec::new(),
        };
        let input = PortfolioInput { outlines: &outlines, ..self.input };
        let selection = needs.is_some().then(|| Selection::new(input, assessment.as_ref(), needs_part));
        let facts = &self.input.draft.evidence.facts;
        let mut ids: BTreeSet<EntryNo> = self.input.choice.cited().map(|fact| facts[fact].id).collect();
        ids.extend(selection.iter().flat_map(Selection::entries));
        let ids: Vec<EntryNo> = ids.into_iter().collect();
        let Redaction { value: entries, log } = self.entries(&ids)?;
        let draft = draft(self.input.draft, self.input.choice, &entries);
        let portfolio = selection.map(|selection| selection.portfolio(&entries));
        Ok(Redaction { value: (draft, portfolio), log })
    }

    /// Entries in full but for what must be hidden. No document has an entry's words from anywhere else.
    fn entries(&self, ids: &[EntryNo]) -> Result<Redaction<Vec<Entry>>, StoreError> {
        let mut entries = self.store.entries(ids)?;
        entries.sort_unstable_by_key(|entry| entry.id);
        let mut log = RedactionLog::default();
        let redacted = entries.into_iter().map(|entry| self.redactor.entry(entry).logged(&mut log));
        Ok(Redaction { value: redacted.collect(), log })
    }

    /// In one pass over the journal.
    fn outlines(&self) -> Result<Vec<Outline>, StoreError> {
        let (evidence, frame) = (self.input.draft.evidence, self.input.frame);
        let mut outlines = vec![Outline::default(); evidence.facts.len()];
        self.store.each(|entry| {
            let at = evidence.fact_of(EntryNo(entry.id)).map(|at| at as usize);
            if let Some(at) = at.filter(|at| is_eligible(&evidence.facts[*at], frame)) {
                outlines[at] = Outline::of(entry.title, entry.context, entry.did, entry.result);
            }
            Ok::<_, StoreError>(())
        })?;
        Ok(outlines)
    }

    /// Without the confidential entries.
    fn assessment(&self, rules: Rules) -> Result<TargetAssessment, StoreError> {
        let (input, frame) = (self.input.draft, self.input.frame);
        let evidence = without_confidential(input.evidence);
        let mut assessment = TargetAssessment::new(input.required, &evidence, rules, frame);
        let found = self.store.holding(&wanted(&assessment.now, false), common_from(evidence.facts.len()))?;
        let today = as_of(frame, frame.today.min(frame.window.until));
        let words = WordIndex::new(found, &evidence);
        assessment.suggestions = suggest(&assessment.now, &evidence, today, &words);
        Ok(assessment)
    }
}
