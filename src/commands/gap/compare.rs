//! Two targets beside each other, by one journal.

use anyhow::Result;

use super::GapRequest;
use crate::app::App;
use crate::cli::{GapFormat, ReportTargetArgs};
use crate::commands::assessment::{AssessmentScope, titles};
use crate::commands::context::{Context, window};
use crate::commands::target::lookup::Targets;
use crate::domain::compare::{ComparedCoverage, compare};
use crate::domain::coverage::{at_level, coverage};
use crate::domain::journal::Target;
use crate::domain::redact::Redaction;
use crate::error::hinted;
use crate::render::compare::{self as shown, ComparedTarget, ComparisonReport, ServingEntry};
use crate::render::redaction::notice;
use crate::render::titles::TitledEntry;
use crate::render::{html, json, page};
use crate::store::Store;

pub(crate) fn run(request: &GapRequest<'_>, name: &str, app: &App<'_>) -> Result<Redaction<String>> {
    let GapRequest { args, store, context, redactor, ref view } = *request;
    let other = other(name, app, store)?;
    let this = AssessmentScope::load(&args.target, &args.with, context, app)?;
    let other = AssessmentScope::load(&ReportTargetArgs::default(), &args.with, &other, app)?;
    let scopes = [this, other];
    let window = window(&args.window, scopes[0].today)?;
    let targets = scopes.each_ref().map(AssessmentScope::target);
    let place = |at: usize| (targets[at].framework, targets[at].role, targets[at].level);
    if place(0) == place(1) {
        let hint = "name another behind --compare: a number of promo target list, or ROLE@LEVEL";
        return Err(hinted(format!("{} would stand beside itself", called(&scopes[0])), hint));
    }
    let evidence = store.evidence()?;
    let coverages =
        scopes.each_ref().map(|scope| coverage(&scope.asked, &evidence, scope.rules, scope.frame(window)));
    let shown_at = scopes.each_ref().map(|scope| at_level(&scope.asked, &evidence, scope.frame(window)));
    let side = |at: usize| ComparedCoverage { coverage: &coverages[at], at_level: &shown_at[at] };
    let comparison = compare(side(0), side(1), &evidence.facts);
    let Redaction { value: titles, log } =
        titles(comparison.serving.iter().map(|entry| entry.fact), &evidence, store, redactor)?;
    let serving = comparison.serving.iter().map(|serves| {
        let entry = TitledEntry::marked(&evidence.facts[serves.fact as usize], titles.of(serves.fact));
        ServingEntry { entry, serves }
    });
    let [this, other] =
        [0, 1].map(|at| ComparedTarget::new(called(&scopes[at]), targets[at].clone(), &coverages[at]));
    let report = ComparisonReport {
        today: scopes[0].today,
        window,
        this,
        other,
        comparison: &comparison,
        serving_both: serving.collect(),
        open_in_both: &comparison.open_in_both,
        extra: &comparison.extra,
        confidential: titles.confidential,
        counted: coverages[0].counted,
        rules: scopes[0].rules,
        notice: notice(titles.confidential),
        what_ifs: scopes.iter().filter_map(AssessmentScope::what_if).collect(),
    };
    let value = match args.format {
        GapFormat::Table => shown::table(&report, view),
        GapFormat::Json => json::versioned(&report)?,
        GapFormat::Markdown => page::markdown(&shown::page(&report)),
        GapFormat::Html => html::page(&shown::page(&report))?,
    };
    Ok(Redaction { value, log })
}

/// What the other target is judged by: one of the list, or any role at a level.
fn other(name: &str, app: &App<'_>, store: &Store) -> Result<Context> {
    let mut targets = Targets::load(&app.paths, store)?;
    let in_use = targets.all.iter().find(|listed| listed.in_use);
    let since = in_use.and_then(|listed| listed.target.level_since);
    let target = match targets.listed(name)? {
        Some(listed) => listed.target,
        // A number is only ever one of the list.
        None if name.trim().parse::<u32>().is_ok() => targets.find(name)?.target,
        None => Target { level_since: since, ..targets.made(name, None)? },
    };
    let key = target.of(&targets.profile.framework).to_owned();
    let context = Context::judged_by(&app.paths, store, Some(&key))?;
    Ok(Context { target: Some(target), ..context })
}

/// What a role at a level is called, with its framework where that is not in force.
fn called(scope: &AssessmentScope<'_>) -> String {
    let name = format!("{}@{}", scope.selection.role.key, scope.selection.at.level);
    match &scope.context.in_force {
        Some(_) => format!("{}/{name}", scope.context.framework.key),
        None => name,
    }
}
