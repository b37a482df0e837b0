//! `promo gap --trend`: the report month by month, and what is ahead until the case is due.

use anyhow::Result;
use chrono::NaiveDate;

use super::recent;
use crate::app::App;
use crate::cli::{ColorChoice, GapArgs, GapFormat};
use crate::commands::assessment::Scope;
use crate::commands::context::{Context, open, view, window_back};
use crate::domain::coverage::{CoverageFrame, Status};
use crate::domain::dates::Window;
use crate::domain::document::recency::Recency;
use crate::domain::framework::RequiredCriterion;
use crate::domain::trend::{Month, Span, Trend, trend};
use crate::error::Outcome;
use crate::render::gap_json::Subject;
use crate::render::text::count;
use crate::render::trend::{AgeingRow, MonthRow, OTHERS, TrendReport, ahead};
use crate::render::{gap_html, json, trend_json, trend_markdown, trend_table};

pub fn run(args: &GapArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let ground = Context::asked(&app.paths, &store, args.framework.as_deref())?;
    let scope = Scope::by(args, &ground, app)?;
    let window = window_back(&args.window, scope.now)?;
    let span = Span {
        since: window.since,
        until: window.until,
        today: scope.now,
        level_since: scope.level_since,
        due: scope.due,
    };
    let evidence = store.evidence()?;
    let replayed = trend(&scope.asked, &evidence, scope.rules, span);
    let frame =
        CoverageFrame { today: scope.now, window: Window::to(scope.now), level_since: scope.level_since };
    let recency = recent::cited(scope.target, &ground, &evidence, frame, &store)?;
    if app.clock.is_pinned() {
        app.say(&format!("Judged as of {} (SOURCE_DATE_EPOCH).", scope.now))?;
    }
    let ageing = ageing(&replayed, &scope.asked);
    let first = evidence.facts.iter().map(|fact| fact.date).min();
    let report = report(&scope, span, first, &replayed, &ageing, recency);
    let text = match args.format {
        GapFormat::Table => trend_table::trend(&report, &view(app, color)),
        GapFormat::Markdown => trend_markdown::trend(&report),
        GapFormat::Html => gap_html::trend(&report)?,
        GapFormat::Json => {
            let subject = Subject {
                today: scope.now,
                framework: scope.framework,
                role: &scope.role.key,
                level: scope.at.level,
                title: &scope.at.title,
                due: scope.due,
            };
            json::whole(&trend_json::trend(
                &subject,
                scope.level_since,
                &replayed,
                &report,
                &ageing,
                recency,
            ))?
        }
    };
    app.show(&text)?;
    Ok(Outcome::Done)
}

/// `due 2027-03-01, 14 weeks`.
pub fn due_in(due: NaiveDate, today: NaiveDate) -> String {
    let days = (due - today).num_days();
    match days {
        ..0 => format!("was due {due}"),
        0..14 => format!("due {due}, {}", count(u32::try_from(days).unwrap_or(0), "day", "days")),
        _ => format!("due {due}, {} weeks", days / 7),
    }
}

fn key(asked: &RequiredCriterion<'_>) -> String {
    format!("{}@{}", asked.criterion.key, asked.level)
}

fn ageing(trend: &Trend, asked: &[RequiredCriterion<'_>]) -> Vec<AgeingRow> {
    let ageing = trend.ahead.iter().flat_map(|ahead| &ahead.ageing);
    ageing
        .map(|ageing| AgeingRow {
            key: key(&asked[ageing.criterion]),
            status: ageing.status,
            newest: ageing.newest,
            from: ageing.from,
        })
        .collect()
}

fn report(
    scope: &Scope<'_>, span: Span, first: Option<NaiveDate>, trend: &Trend, ageing: &[AgeingRow],
    recency: Option<Recency>,
) -> TrendReport {
    let asked = u32::try_from(scope.asked.len()).unwrap_or(u32::MAX);
    let mut head: Vec<String> = scope.due.map(|due| due_in(due, scope.now)).into_iter().collect();
    head.push(match trend.months.first() {
        Some(first) => format!("month by month from {} to {}", name(first), span.until),
        None => format!("month by month to {}", span.until),
    });
    let row = |month: &Month| MonthRow {
        month: name(month),
        day: month.day,
        met: month.with(Status::Met),
        others: OTHERS.map(|status| month.with(status)),
        gained: month.gained.iter().map(|at| key(&scope.asked[*at])).collect(),
        lost: month.lost.iter().map(|(at, to)| (key(&scope.asked[*at]), *to)).collect(),
        evidence: month.evidence,
        at_level: month.at_level,
    };
    TrendReport {
        title: scope.at.title.to_string(),
        level: scope.at.level.to_string(),
        head,
        asked,
        months: trend.months.iter().map(row).collect(),
        busiest: trend.months.iter().map(|month| month.evidence).max().unwrap_or(0),
        ahead: trend.ahead.iter().flat_map(|what| ahead(what, asked, ageing)).collect(),
        notes: notes(scope, span, first, trend, recency),
        rules: scope.rules,
    }
}

/// `2026-11`.
fn name(month: &Month) -> String {
    month.first.format("%Y-%m").to_string()
}

fn notes(
    scope: &Scope<'_>, span: Span, first: Option<NaiveDate>, trend: &Trend, recency: Option<Recency>,
) -> Vec<String> {
    let mut notes: Vec<String> = scope.what_if.iter().cloned().collect();
    let later = first.filter(|first| *first > span.until && span.until < span.today);
    if let Some(first) = later {
        notes.push(format!("The journal's first entry is of {first}"));
    } else if trend.months.iter().all(|month| month.evidence == 0) && trend.earlier == 0 {
        notes.push("No entry counts yet for anything that is asked: promo gap shows what that is".to_owned());
    }
    notes.extend(recency.as_ref().and_then(recent::warning));
    if trend.earlier > 0
        && let Some(first) = trend.months.first()
    {
        let verb = if trend.earlier == 1 { "counts" } else { "count" };
        let entries = count(trend.earlier, "entry", "entries");
        notes.push(format!("{entries} from before {} {verb} too", name(first)));
    }
    if trend.later > 0 {
        let days = if span.until == span.today { "of days to come" } else { "of later days" };
        notes.push(format!("Not counted: {} {days}", trend.later));
    }
    if let Some(since) = scope.level_since {
        notes.push(format!("What is from before {since}, when the current level began, never counts"));
    }
    if !trend.months.is_empty() {
        notes.push(
            "A month is judged on its last day, by what was done until then and by the tags, the target and the rules \
             of today"
                .to_owned(),
        );
    }
    notes
}
