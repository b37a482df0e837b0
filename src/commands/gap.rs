//! `promo gap`: what the target asks, what the evidence shows, what fails and why; on one day, month by month, beside another
//! target, or as a matrix.

mod compare;
mod matrix;
mod recency;
mod report;
mod trend;

use anyhow::Result;

use super::context::{Context, open, view};
use super::redactor::{for_report, say_hidden};
use crate::app::App;
use crate::cli::{ColorChoice, GapAction, GapArgs, GapFormat};
use crate::domain::redact::Redactor;
use crate::error::Outcome;
use crate::render::text::View;
use crate::store::Store;

/// What every report is made with.
struct GapRequest<'r> {
    args: &'r GapArgs,
    store: &'r Store,
    context: &'r Context,
    /// `None` at the owner's terminal, where nothing is hidden.
    redactor: Option<&'r Redactor>,
    view: View,
}

pub(crate) fn run(args: &GapArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let context = Context::judged_by(&app.paths, &store, args.target.framework.as_deref())?;
    let redactor = for_report(args.format != GapFormat::Table, args.with_confidential, &store)?;
    let view = view(app, color);
    let request = GapRequest { args, store: &store, context: &context, redactor: redactor.as_ref(), view };
    let action = args.action();
    let (text, outcome) = match action {
        GapAction::Report(options) => report::run(&request, options, app)?,
        GapAction::Trend { cumulative } => (trend::run(&request, cumulative, app)?.into(), Outcome::Done),
        GapAction::Compare(other) => (compare::run(&request, other, app)?, Outcome::Done),
        GapAction::Matrix => (matrix::run(&request, app)?, Outcome::Done),
    };
    let is_past = matches!(action, GapAction::Report(options) if options.as_of.is_some());
    if app.clock.is_pinned() && !is_past {
        app.say(&format!("Judged as of {} (SOURCE_DATE_EPOCH).", app.clock.report_day()?))?;
    }
    app.show(&text.value)?;
    app.out.flush()?;
    say_hidden(&text.log, app)?;
    Ok(outcome)
}
