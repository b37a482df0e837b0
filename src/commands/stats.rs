//! `promo stats`: what the journal holds: when, for what, with results or without.

use anyhow::Result;

use super::context::{Context, open, view, window_back};
use crate::app::App;
use crate::cli::{ColorChoice, ListFormat, StatsArgs};
use crate::domain::entry::Part;
use crate::domain::framework::{Criterion, CriterionKind};
use crate::domain::redact::{Terms, hide};
use crate::domain::stats::{Stats, stats};
use crate::error::Outcome;
use crate::render::stats::{StatsReport, StatsRow, table, weeks_that_fit};
use crate::render::text::count;
use crate::render::{json, stats_json};

/// How many projects and how many skills are listed at a terminal.
const LISTED: usize = 15;

/// Runs it.
///
/// # Errors
/// No journal; a window that cannot be understood.
pub fn run(args: &StatsArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let today = app.clock.today();
    let window = window_back(&args.window, today)?;
    let ground = Context::load(&app.paths, &store)?;
    let mut stats = stats(&store.evidence()?, window, today);
    if matches!(args.format, ListFormat::Json) {
        // It may be handed on: a project that only confidential entries name is not named.
        let terms = Terms::new(store.terms()?);
        for (name, counts) in &mut stats.projects {
            *name = name.as_deref().map(|name| match counts.confidential < counts.entries {
                true => hide(name, &terms).0.into_owned(),
                false => "confidential".to_owned(),
            });
        }
    }
    let known: Vec<Option<&Criterion>> =
        stats.keys.iter().map(|(key, ..)| ground.framework.criterion(key)).collect();
    let text = match args.format {
        ListFormat::Json => {
            let known: Vec<_> = known
                .iter()
                .map(|criterion| criterion.map(|known| (known.kind.word(), &*known.name)))
                .collect();
            json::whole(&stats_json::stats(&stats, &known, today))?
        }
        ListFormat::Table => {
            let view = view(app, color);
            table(&report(&stats, &known, weeks_that_fit(&view)), &view)
        }
    };
    app.show(&text)?;
    if stats.all.entries == 0 && matches!(args.format, ListFormat::Table) {
        app.say(match store.count()? {
            0 => "The journal is empty: promo log \"what you did\"",
            _ => "No entry of these days counts.",
        })?;
    }
    Ok(Outcome::Done)
}

fn report(stats: &Stats, known: &[Option<&Criterion>], fit: usize) -> StatsReport {
    let (weeks, all) = stats.calendar(fit);
    let mut report = StatsReport {
        head: head(stats),
        earlier: weeks.first().filter(|_| all > weeks.len()).map(|first| {
            let since = stats.window.since.map(|since| format!(" --since {since}")).unwrap_or_default();
            let until = first.monday.pred_opt().unwrap_or(first.monday);
            let told = format!("The last {} of {all} weeks; those before:", weeks.len());
            [told, format!("promo stats{since} --until {until}")]
        }),
        weeks,
        sums: Vec::new(),
        groups: Vec::new(),
        notes: Vec::new(),
    };
    if stats.all.entries > 0 {
        report.sums = sums(stats);
    } else {
        report.weeks.clear();
        report.earlier = None;
    }
    let names = stats.keys.iter().zip(known).map(|((key, counts, _), known)| {
        let name = known.filter(|known| known.kind != CriterionKind::Behaviour).map(|known| &*known.name);
        let name = name.map_or_else(|| key.clone(), |name| format!("{key}  {name}"));
        StatsRow { name, counts: *counts }
    });
    let projects = stats.projects.iter().map(|(name, counts)| {
        let name = name.clone().unwrap_or_else(|| "without a project".to_owned());
        StatsRow { name, counts: *counts }
    });
    for (heading, rows) in
        [("By skill or behaviour", names.collect::<Vec<_>>()), ("By project", projects.collect())]
    {
        report.groups.extend(cut(heading, rows));
    }
    report.notes = notes(stats);
    report
}

fn head(stats: &Stats) -> String {
    let since = stats.window.since.or(stats.first);
    let since = since.map(|since| format!(" from {since}")).unwrap_or_default();
    format!("{}{since} to {}", count(stats.all.entries, "entry", "entries"), stats.window.until)
}

fn sums(stats: &Stats) -> Vec<(&'static str, Vec<String>)> {
    let all = stats.all.entries;
    let with = |n: u32| vec![format!("{n} with"), format!("{} without", all.saturating_sub(n))];
    let parts = Part::ALL.iter().zip(stats.parts).map(|(part, n)| format!("{n} {}", part.word()));
    let mut sums = vec![
        ("Results", with(stats.all.with_result)),
        ("Links", with(stats.all.with_link)),
        ("Tags", with(all.saturating_sub(stats.untagged))),
        ("Part", parts.collect()),
    ];
    if stats.confidential > 0 {
        sums.push(("Confidential", vec![stats.confidential.to_string()]));
    }
    sums
}

/// The first rows, and how many are not shown.
fn cut(
    heading: &'static str, mut rows: Vec<StatsRow>,
) -> Option<(&'static str, Vec<StatsRow>, Option<String>)> {
    let more = rows.len().saturating_sub(LISTED);
    rows.truncate(LISTED);
    let told = (more > 0).then(|| format!("and {more} more: promo stats --format json"));
    (!rows.is_empty()).then_some((heading, rows, told))
}

fn notes(stats: &Stats) -> Vec<String> {
    let mut notes = Vec::new();
    if stats.keys.len() > 1 {
        notes.push("An entry stands under each skill and behaviour that it is tagged with".to_owned());
    }
    let left_out = [
        (stats.replaced, "replaced by a later one"),
        (stats.outside, "outside the window"),
        (stats.future, "of days to come"),
    ];
    let left_out: Vec<String> =
        left_out.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}")).collect();
    if !left_out.is_empty() {
        notes.push(format!("Not counted: {}", left_out.join("; ")));
    }
    notes
}
