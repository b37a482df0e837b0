//! `promo next`: the steps that close most, soonest.

use std::io::Write as _;

use anyhow::Result;

use super::assessment::Assessment;
use super::context::{Context, open, view};
use crate::app::App;
use crate::cli::{ColorChoice, GapArgs, GapFormat, ListFormat, NextArgs};
use crate::domain::coverage::Status;
use crate::error::Outcome;
use crate::render::gap::NextStep;
use crate::render::text::count;
use crate::render::{gap_table, json, next_json};

pub fn run(args: &NextArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let ground = Context::asked(&app.paths, &store, args.framework.as_deref())?;
    let format = match args.format {
        ListFormat::Json => GapFormat::Json,
        ListFormat::Table => GapFormat::Table,
    };
    let by = GapArgs {
        framework: args.framework.clone(),
        role: args.role.clone(),
        level: args.level.clone(),
        with_confidential: args.with_confidential,
        format,
        ..GapArgs::default()
    };
    let judged = Assessment::by(&by, &ground, &store, app)?;
    let actions = judged.actions();
    let steps: Vec<NextStep> =
        actions.iter().map(|action| judged.step(action, &store)).collect::<Result<_>>()?;
    let met = judged.report.with(Status::Met);
    let text = match args.format {
        ListFormat::Json => {
            let asked = u32::try_from(judged.report.criteria.len()).unwrap_or(u32::MAX);
            json::whole(&next_json::next(&judged.subject(), met, asked, &steps, judged.confidential_told()))?
        }
        ListFormat::Table => gap_table::steps(&steps, &view(app, color)),
    };
    app.out.write_all(text.as_bytes())?;
    app.out.flush()?;
    if let Some(what_if) = &judged.what_if {
        app.say(what_if)?;
    }
    if let Some(discreet) = &judged.discreet {
        discreet.tell(app)?;
    }
    if steps.is_empty() && matches!(args.format, ListFormat::Table) {
        app.say(&format!("Nothing is left to do: {} met.", count(met, "criterion is", "criteria are")))?;
    }
    Ok(Outcome::Done)
}
