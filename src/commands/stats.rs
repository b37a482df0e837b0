//! `promo stats`: what the journal holds: when, for what, with results or without.

use anyhow::Result;

use super::context::{Context, open, view, window_back};
use crate::app::App;
use crate::cli::{ColorChoice, ListFormat, StatsArgs};
use crate::domain::redact::{self, Terms};
use crate::domain::stats::{ProjectStats, stats};
use crate::error::Outcome;
use crate::render::json;
use crate::render::stats::{StatsReport, table};

pub(crate) fn run(args: &StatsArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let today = app.clock.today();
    let window = window_back(&args.window, today)?;
    let context = Context::load(&app.paths, &store)?;
    let mut stats = stats(&store.evidence()?, window, today, &context.framework);
    let text = match args.format {
        ListFormat::Json => {
            let terms = Terms::new(store.terms()?);
            stats.projects.iter_mut().for_each(|project| redact(project, &terms));
            json::versioned(&StatsReport { today, stats: &stats })?
        }
        ListFormat::Table => table(&stats, &view(app, color)),
    };
    app.show(&text)?;
    if stats.all.entries == 0 && args.format == ListFormat::Table {
        app.say(match store.count()? {
            0 => "The journal is empty: promo log \"what you did\"",
            _ => "No entry of these days counts.",
        })?;
    }
    Ok(Outcome::Done)
}

/// JSON may be handed on: a project that only confidential entries name is not named.
fn redact(project: &mut ProjectStats, terms: &Terms) {
    let is_confidential = project.counts.confidential == project.counts.entries;
    project.name = project.name.take().map(|name| match is_confidential {
        true => "confidential".to_owned(),
        false => redact::redact(&name, terms).0.into_owned(),
    });
}
