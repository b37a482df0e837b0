//! A draft, and all that it was made from: what `export` writes, checks or explains.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use anyhow::Result;
use chrono::NaiveDate;

use super::document_target::DocumentTarget;
use crate::app::App;
use crate::cli::{ExportArgs, ExportFormat, WindowArgs};
use crate::commands::context::{Context, settings, window_back};
use crate::commands::redactor::{PROFILE, Redactor};
use crate::domain::coverage::{CoverageFrame, Evidence, Rules};
use crate::domain::document::choice::{Choice, choose};
use crate::domain::document::{Draft, DraftInput, draft};
use crate::domain::entry::Entry;
use crate::domain::framework::RequiredCriterion;
use crate::domain::ids::{EntryNo, Level, Uid};
use crate::domain::portfolio::one_to_one::{Assessment, as_of, open};
use crate::domain::portfolio::{OUTLINED, Outline, Portfolio, Reader, Source, may_be_told, portfolio};
use crate::domain::suggest::suggest;
use crate::domain::suggest::word_index::{WordIndex, common_from, wanted as wanted_words};
use crate::error::hinted;
use crate::render::document::BOOK;
use crate::render::template::{Template, TemplateNeeds};
use crate::render::text::count;
use crate::store::{Store, StoreError};

const NAMED: usize = 5;

/// A draft, and what it was made from.
pub struct DocumentData<'m> {
    pub store: &'m Store,
    /// Whose it is, by which framework, for which target.
    pub ground: &'m Context,
    pub evidence: Evidence,
    pub asked: Vec<RequiredCriterion<'m>>,
    pub picks: Vec<Uid>,
    pub choice: Choice,
    pub draft: Draft,
    /// What other documents are made of, where the template asks for it.
    pub book: Option<Portfolio>,
    pub today: NaiveDate,
    pub level: Level,
    pub current: Option<&'m str>,
    pub wanted: &'m str,
    pub discreet: Redactor,
    pub confidential: BTreeSet<EntryNo>,
    strict: bool,
}

impl<'m> DocumentData<'m> {
    /// Makes the draft of the target, where there is one, in the window of the options, or else of the template.
    ///
    /// # Errors
    /// No target where the template needs one; an option that cannot be understood; a journal that cannot be read.
    pub fn by(
        args: &ExportArgs, template: &Template, store: &'m Store, ground: &'m Context, app: &App<'_>,
    ) -> Result<Self> {
        let DocumentTarget { asked, level, current, wanted: title, level_since } =
            DocumentTarget::of(args, template, ground)?;
        let today = app.clock.report_day()?;
        let window = window_back(&asked_window(args, template), today)?;
        let frame = CoverageFrame { today, window, level_since };
        let mut evidence = store.evidence()?;
        let confidential =
            evidence.facts.iter().filter(|fact| fact.confidential).map(|fact| fact.id).collect();
        if args.with_confidential {
            // They are told like any other.
            evidence.facts.iter_mut().for_each(|fact| fact.confidential = false);
        }
        let discreet = Redactor::load(store, args.with_confidential)?;
        let picks = store.picks()?;
        let choice = choose(&asked, &evidence, frame, &picks);
        let cited: Vec<EntryNo> = choice.cited().map(|fact| evidence.facts[fact].id).collect();
        let profile = discreet.profile(&ground.profile);
        let case = DraftInput {
            profile: &profile,
            current,
            wanted: title,
            level,
            asked: &asked,
            evidence: &evidence,
        };
        let draft = draft(&case, &choice, &told(store, cited, &discreet)?);
        let asks = match args.format {
            ExportFormat::Json => Some(TemplateNeeds::all()),
            ExportFormat::Markdown => template.mentions(&BOOK).then(|| template.asks()),
        };
        let source = Source { case: &case, choice: &choice, frame, picks: &picks };
        let book = asks.map(|asks| read_book(source, &asks, store, &discreet, settings(app)?.rules));
        let book = book.transpose()?;
        Ok(Self {
            store,
            ground,
            evidence,
            asked,
            picks,
            choice,
            draft,
            book,
            today,
            level,
            current,
            wanted: title,
            discreet,
            confidential,
            strict: args.strict,
        })
    }

    /// Refuses where something had to be hidden and nothing was to be.
    pub fn strict(&self) -> Result<()> {
        let refused = if self.strict { self.discreet.refused() } else { Vec::new() };
        if refused.is_empty() {
            return Ok(());
        }
        let of_profile = refused.iter().any(|line| line.starts_with(PROFILE));
        let entries = refused.len() - usize::from(of_profile);
        let entries = u32::try_from(entries).unwrap_or(u32::MAX);
        let told = match (of_profile, entries) {
            (false, entries) => count(entries, "entry names", "entries name"),
            (true, 0) => format!("{PROFILE} names"),
            (true, entries) => format!("{PROFILE} and {} name", count(entries, "entry", "entries")),
        };
        let rest = refused.len().saturating_sub(NAMED);
        let more = if rest > 0 { format!("; and {rest} more") } else { String::new() };
        let named = refused.get(..NAMED).unwrap_or(&refused).join("; ");
        Err(hinted(
            format!("{told} what must not be said, so nothing was written: {named}{more}"),
            "promo edit ID changes the words; without --strict they are hidden",
        ))
    }
}

/// The window of the options; where they have none, that of the template.
fn asked_window(args: &ExportArgs, template: &Template) -> WindowArgs {
    match span_of(args, template) {
        Some(span) => WindowArgs { last: Some(span.to_owned()), ..WindowArgs::default() },
        None => args.window.clone(),
    }
}

/// The span of the template, where the options ask for no window.
pub fn span_of<'t>(args: &ExportArgs, template: &'t Template) -> Option<&'t str> {
    let WindowArgs { since, until, last } = &args.window;
    let asked = since.is_some() || until.is_some() || last.is_some();
    template.head.last.as_deref().filter(|_| !asked)
}

/// The entries that a document tells, in full but for what must not be said. No document has an entry's words from
/// anywhere else.
fn told(store: &Store, mut ids: Vec<EntryNo>, discreet: &Redactor) -> Result<Vec<Entry>> {
    ids.sort_unstable();
    ids.dedup();
    let mut entries = store.entries(&ids)?;
    entries.iter_mut().for_each(|entry| discreet.entry(entry));
    Ok(entries)
}

/// What other documents are made of: the parts that are asked for. The words of an entry are read when it is told.
fn read_book(
    source: Source<'_>, asks: &TemplateNeeds, store: &Store, discreet: &Redactor, rules: Rules,
) -> Result<Portfolio> {
    let (case, frame) = (source.case, source.frame);
    let judged = match asks.has("meeting") {
        true => Some(judged(store, case.asked, case.evidence, rules, frame)?),
        false => None,
    };
    let outlines = match OUTLINED.iter().any(|part| asks.has(part)) {
        true => outlines(store, case.evidence, frame)?,
        false => Vec::new(),
    };
    let failed = OnceCell::new();
    let tell = |ids: &[EntryNo]| {
        told(store, ids.to_vec(), discreet).unwrap_or_else(|error| {
            // The first one tells what went wrong.
            let _ = failed.set(error);
            Vec::new()
        })
    };
    let reader = Reader { outlines: &outlines, tell: &tell };
    let book = portfolio(source, &reader, judged.as_ref(), &|part| asks.has(part));
    failed.into_inner().map_or(Ok(book), Err)
}

/// What is looked at in the words of what may be told, in one pass over the journal.
fn outlines(store: &Store, evidence: &Evidence, frame: CoverageFrame) -> Result<Vec<Outline>, StoreError> {
    let mut outlines = vec![Outline::default(); evidence.facts.len()];
    store.each(|entry| {
        let at = evidence.fact_of(EntryNo(entry.id)).map(|at| at as usize);
        if let Some(at) = at.filter(|at| may_be_told(&evidence.facts[*at], frame)) {
            outlines[at] = Outline::of(entry.title, entry.context, entry.did, entry.result);
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(outlines)
}

/// What is met, without the confidential entries, now and before the last meeting.
fn judged(
    store: &Store, asked: &[RequiredCriterion<'_>], evidence: &Evidence, rules: Rules, frame: CoverageFrame,
) -> Result<Assessment> {
    let open = open(evidence);
    let mut judged = Assessment::new(asked, &open, rules, frame);
    let found = store.holding(&wanted_words(&judged.now, false), common_from(open.facts.len()))?;
    let today = as_of(frame, frame.today.min(frame.window.until));
    judged.around = suggest(&judged.now, &open, today, &WordIndex::new(found, &open));
    Ok(judged)
}
