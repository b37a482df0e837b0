//! The report on one day.

use anyhow::Result;
use chrono::NaiveDate;

use super::{GapRequest, recency};
use crate::app::App;
use crate::cli::{GapFormat, ReportOptions, WindowArgs};
use crate::commands::assessment::{Assessment, AssessmentScope, titles};
use crate::commands::context::window;
use crate::domain::coverage::Status;
use crate::domain::dates::{Window, parse_when};
use crate::domain::redact::Redaction;
use crate::error::{Outcome, hinted};
use crate::render::advice::Advice;
use crate::render::gap::{CriterionReport, GapReport, UntaggedEntry};
use crate::render::gap_text::GapText;
use crate::render::redaction::notice;
use crate::render::{gap_markdown, gap_table, html, json};

pub(crate) fn run(
    request: &GapRequest<'_>, options: ReportOptions<'_>, app: &App<'_>,
) -> Result<(Redaction<String>, Outcome)> {
    let GapRequest { args, store, context, redactor, ref view } = *request;
    let scope = AssessmentScope::load(&args.target, &args.with, context, app)?.cumulative(options.cumulative);
    let now = scope.today;
    let as_of = options.as_of.map(|text| past(parse_when(text, now)?, now)).transpose()?;
    let scope = AssessmentScope { today: as_of.unwrap_or(now), ..scope };
    let window = match as_of {
        Some(day) => window_to(&args.window, day)?,
        None => window(&args.window, now)?,
    };
    let assessment = Assessment::load(scope, window, now, options.verbose, store)?;
    let Assessment { scope, frame, evidence, coverage, suggestions } = &assessment;
    let recency = recency::cited(scope, evidence, *frame, store)?;
    let first = evidence.facts.iter().map(|fact| fact.date).min();
    let first_later = first.filter(|first| as_of.is_some_and(|day| *first > day));
    let is_json = args.format == GapFormat::Json;
    // What could be done next is no question of a day on which there was no journal.
    let actions = if is_json || first_later.is_some() { Vec::new() } else { assessment.actions() };
    let listed = options.verbose && !is_json;
    let mut shown: Vec<u32> = assessment.facts_of(&actions).collect();
    shown.extend(suggestions.iter().flat_map(|suggestions| &suggestions.entries).map(|near| near.fact));
    shown.extend(coverage.untagged.iter().filter(|_| is_json));
    for criterion in coverage.criteria.iter().filter(|_| listed) {
        shown.extend(criterion.entries.iter().chain(&criterion.set_aside));
    }
    let Redaction { value: titles, log } = titles(shown, evidence, store, redactor)?;
    let what_if = scope.what_if();
    let advice = Advice { coverage, evidence, titles: &titles, what_if: what_if.as_ref() };
    let criteria =
        coverage.criteria.iter().zip(suggestions).map(|(criterion, suggestions)| CriterionReport {
            near: advice.near(criterion, &suggestions.entries),
            ..CriterionReport::new(
                criterion,
                suggestions,
                evidence,
                options.verbose,
                Some(&titles).filter(|_| listed),
            )
        });
    let untagged = coverage.untagged.iter().filter(|_| is_json);
    let untagged = untagged
        .map(|at| UntaggedEntry { uid: evidence.facts[*at as usize].uid, title: titles.of(*at).text });
    let report = GapReport {
        today: scope.today,
        window,
        target: scope.target(),
        rules: coverage.rules,
        summary: coverage.into(),
        criteria: criteria.collect(),
        untagged: untagged.collect(),
        not_counted: coverage.not_counted,
        confidential: titles.confidential,
        coverage,
        what_if,
        level_since: scope.level_since,
        is_past: as_of.is_some(),
        first_later,
        recency,
        next: actions.iter().map(|next| advice.step(next)).collect(),
        verbose: options.verbose,
    };
    let words = || GapText::of(&report, notice(titles.confidential));
    let value = match args.format {
        GapFormat::Table => gap_table::report(&words(), view),
        GapFormat::Json => json::versioned(&report)?,
        GapFormat::Markdown => gap_markdown::report(&words()),
        GapFormat::Html => html::gap(&words())?,
    };
    let is_met = coverage.criteria.iter().all(|criterion| criterion.status == Status::Met);
    let outcome = if options.check && !is_met { Outcome::Found } else { Outcome::Done };
    Ok((Redaction { value, log }, outcome))
}

/// The days to look at, up to a day of the past.
fn window_to(args: &WindowArgs, day: NaiveDate) -> Result<Window> {
    let since = args.since.as_deref().and_then(|text| parse_when(text, day).ok());
    if let Some(since) = since.filter(|since| *since > day) {
        return Err(hinted(
            format!("the window from {since} begins after {day}, the day of the report"),
            "put the earlier day behind --since and the later one behind --as-of",
        ));
    }
    window(args, day)
}

/// A day that is not yet to come.
fn past(day: NaiveDate, now: NaiveDate) -> Result<NaiveDate> {
    if day <= now {
        return Ok(day);
    }
    Err(hinted(
        format!("{day} is yet to come, so there is no report as of it"),
        "name a day that is past; promo gap --trend says what will be stale when the case is due",
    ))
}
