//! The report month by month, and what is ahead until the case is due.

use anyhow::Result;

use super::{GapRequest, recency};
use crate::app::App;
use crate::cli::GapFormat;
use crate::commands::assessment::AssessmentScope;
use crate::commands::context::window_back;
use crate::domain::dates::Window;
use crate::domain::trend::{Span, trend};
use crate::render::gap_text::GapText;
use crate::render::trend::TrendReport;
use crate::render::{html, json, trend_markdown, trend_table};

pub(crate) fn run(request: &GapRequest<'_>, cumulative: bool, app: &App<'_>) -> Result<String> {
    let GapRequest { args, store, context, ref view, .. } = *request;
    let scope = AssessmentScope::load(&args.target, &args.with, context, app)?.cumulative(cumulative);
    let AssessmentScope { today, level_since, rules, .. } = scope;
    let Window { since, until } = window_back(&args.window, today)?;
    let target = scope.target();
    let evidence = store.evidence()?;
    let span = Span { since, until, today, level_since, due: target.due };
    let trend = trend(&scope.asked, &evidence, rules, span);
    let report = TrendReport {
        today,
        level_since,
        rules,
        criteria: u32::try_from(scope.asked.len()).unwrap_or(u32::MAX),
        trend: &trend,
        recency: recency::cited(&scope, &evidence, scope.frame(Window::to(today)), store)?,
        until,
        first_entry: evidence.facts.iter().map(|fact| fact.date).min(),
        what_if: scope.what_if(),
        target,
    };
    Ok(match args.format {
        GapFormat::Table => trend_table::trend(&report, view),
        GapFormat::Json => json::versioned(&report)?,
        GapFormat::Markdown => trend_markdown::trend(&report),
        GapFormat::Html => html::gap(&GapText::of_trend(&report))?,
    })
}
