//! `promo next`: the steps that close most, soonest.

use std::io::Write as _;

use anyhow::Result;

use super::assessment::{Assessment, AssessmentScope, titles};
use super::context::{Context, open, view};
use super::redactor::{for_report, say_hidden};
use crate::app::App;
use crate::cli::{ColorChoice, ListFormat, NextArgs};
use crate::domain::dates::Window;
use crate::domain::redact::Redaction;
use crate::error::Outcome;
use crate::render::advice::{Advice, NextStep};
use crate::render::gap_text::StepText;
use crate::render::next::NextReport;
use crate::render::text::count;
use crate::render::{gap_table, json};

pub(crate) fn run(args: &NextArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let context = Context::judged_by(&app.paths, &store, args.target.framework.as_deref())?;
    let scope = AssessmentScope::load(&args.target, &[], &context, app)?;
    let today = scope.today;
    let assessment = Assessment::load(scope, Window::to(today), today, false, &store)?;
    if app.clock.is_pinned() {
        app.say(&format!("Judged as of {today} (SOURCE_DATE_EPOCH)."))?;
    }
    let redactor = for_report(args.format == ListFormat::Json, args.with_confidential, &store)?;
    let Assessment { scope, evidence, coverage, .. } = &assessment;
    let (actions, what_if) = (assessment.actions(), scope.what_if());
    let shown = assessment.facts_of(&actions);
    let Redaction { value: titles, log } = titles(shown, evidence, &store, redactor.as_ref())?;
    let advice = Advice { coverage, evidence, titles: &titles, what_if: what_if.as_ref() };
    let steps: Vec<NextStep> = actions.iter().map(|next| advice.step(next)).collect();
    let summary = coverage.summary();
    let text = match args.format {
        ListFormat::Json => json::versioned(&NextReport {
            today,
            target: scope.target(),
            met: summary.met,
            criteria: summary.criteria(),
            steps: &steps,
            confidential: titles.confidential,
        })?,
        ListFormat::Table => {
            gap_table::steps(&steps.iter().map(StepText::from).collect::<Vec<_>>(), &view(app, color))
        }
    };
    app.out.write_all(text.as_bytes())?;
    app.out.flush()?;
    if let Some(what_if) = what_if {
        app.say(&what_if.note())?;
    }
    say_hidden(&log, app)?;
    if steps.is_empty() && args.format == ListFormat::Table {
        let met = count(summary.met, "criterion is", "criteria are");
        app.say(&format!("Nothing is left to do: {met} met."))?;
    }
    Ok(Outcome::Done)
}
