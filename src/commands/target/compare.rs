//! `promo gap --compare`: two targets beside each other, by one journal.

use anyhow::Result;

use super::super::assessment::what_if;
use super::super::context::{Context, groups, open, settings, view, window};
use super::super::target_selection::Aim;
use super::lookup::Targets;
use crate::app::App;
use crate::cli::{ColorChoice, GapArgs, GapFormat};
use crate::commands::redactor::{Redactor, marked, notice};
use crate::domain::compare::{Comparison, Differs, Side, compare};
use crate::domain::coverage::{
    Coverage, CoverageFrame, CriterionCoverage, Evidence, Status, at_level, coverage,
};
use crate::domain::framework::RequiredCriterion;
use crate::domain::journal::Target;
use crate::error::{Outcome, hinted};
use crate::render::compare::{self as shown, Comparing, Named, Pair, Serving};
use crate::render::text::count;
use crate::render::{compare_json, json, page};
use crate::store::Store;

/// Runs it.
///
/// # Errors
/// No journal, no target, none to compare with, or an option that cannot be understood.
pub fn run(name: &str, args: &GapArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let grounds = [Context::asked(&app.paths, &store, args.framework.as_deref())?, other(name, app, &store)?];
    let rules = settings(app)?.rules;
    let today = app.clock.report_day()?;
    let window = window(&args.window, today)?;
    let evidence = store.evidence()?;
    let this = Aim::by(&grounds[0], args.role.as_deref(), args.level.as_deref(), &args.with)?;
    let mut other = Aim::by(&grounds[1], None, None, &[])?;
    if !args.with.is_empty() {
        other.groups.extend(groups(&grounds[1].framework, &args.with)?);
    }
    let aims = [this, other];
    let place = |at: usize| (&*grounds[at].framework.key, &*aims[at].role.key, aims[at].at.level);
    if place(0) == place(1) {
        let hint = "name another behind --compare: a number of promo target list, or ROLE@LEVEL";
        return Err(hinted(format!("{} would stand beside itself", called(&grounds[0], &aims[0])), hint));
    }
    let asked: [Vec<RequiredCriterion<'_>>; 2] = [0, 1].map(|at| aims[at].asked(&grounds[at].framework));
    let frames = grounds.each_ref().map(|ground| {
        let level_since = ground.target.as_ref().and_then(|target| target.level_since);
        CoverageFrame { today, window, level_since }
    });
    let reports = [0, 1].map(|at| coverage(&asked[at], &evidence, rules, frames[at]));
    let shown_at = [0, 1].map(|at| at_level(&asked[at], &evidence, frames[at]));
    let side = |at: usize| Side { report: &reports[at], at_level: &shown_at[at] };
    let comparison = compare(side(0), side(1), &evidence.facts);
    let sides = [0, 1].map(|at| named(&grounds[at], &aims[at], &reports[at]));
    let notes = [0, 1].into_iter().filter_map(|at| what_if(&grounds[at], &asked[at])).collect();
    let since = window.since.map(|since| format!(" from {since}")).unwrap_or_default();
    let discreet = Redactor::of_report(args, &store)?;
    let mut comparing = Comparing {
        today,
        since: window.since,
        until: window.until,
        head: vec![format!("{}{since} to {}", count(reports[0].counted, "entry", "entries"), window.until)],
        groups: headed(&comparison, &sides, &reports),
        counts: [comparison.both, comparison.only_this, comparison.only_other],
        shared: shared(&comparison, &sides),
        serving: serving(&comparison, &reports, &evidence, &store, discreet.as_ref())?,
        extra: comparison.extra.iter().map(|at| lacking(&reports[1].criteria[*at])).collect(),
        open_in_both: comparison
            .open_in_both
            .iter()
            .filter_map(|row| Some(lacking(&reports[1].criteria[row.other?])))
            .collect(),
        confidential: 0,
        notes,
        rules,
        sides,
    };
    comparing.confidential = discreet.as_ref().map_or(0, |discreet| discreet.told().len());
    comparing.head.extend(notice(comparing.confidential).map(|told| told.trim_end_matches('.').to_owned()));
    if app.clock.is_pinned() {
        app.say(&format!("Judged as of {today} (SOURCE_DATE_EPOCH)."))?;
    }
    let text = match args.format {
        GapFormat::Table => shown::table(&comparing, &view(app, color)),
        GapFormat::Json => json::whole(&compare_json::compare(&comparing))?,
        GapFormat::Markdown => page::markdown(&shown::page(&comparing)),
        GapFormat::Html => page::html(&shown::page(&comparing))?,
    };
    app.show(&text)?;
    if let Some(discreet) = &discreet {
        app.out.flush()?;
        discreet.tell(app)?;
    }
    Ok(Outcome::Done)
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
    let ground = Context::asked(&app.paths, store, Some(&key))?;
    Ok(Context { target: Some(target), ..ground })
}

/// What a role at a level is called, with its framework where that is not in force.
fn called(ground: &Context, aim: &Aim<'_>) -> String {
    let name = format!("{}@{}", aim.role.key, aim.at.level);
    match &ground.in_force {
        Some(_) => format!("{}/{name}", ground.framework.key),
        None => name,
    }
}

fn named(ground: &Context, aim: &Aim<'_>, report: &Coverage) -> Named {
    Named {
        name: called(ground, aim),
        framework: ground.framework.key.to_string(),
        role: aim.role.key.to_string(),
        level: aim.at.level.get(),
        title: aim.at.title.to_string(),
        due: aim.target.filter(|target| target.level == aim.at.level).and_then(|target| target.due),
        met: report.with(Status::Met),
        asked: u32::try_from(report.criteria.len()).unwrap_or(u32::MAX),
        readiness: report.readiness(),
    }
}

fn headed<'c>(
    comparison: &Comparison, sides: &[Named; 2], reports: &'c [Coverage; 2],
) -> Vec<(String, Vec<Pair<'c>>)> {
    let heading = |differs| match differs {
        Differs::Status => "The verdicts differ".to_owned(),
        Differs::OnlyOther => format!("Only {} asks", sides[1].name),
        Differs::OnlyThis => format!("Only {} asks", sides[0].name),
        Differs::Level => "The same verdict at another level".to_owned(),
        Differs::Not => "The same for both".to_owned(),
    };
    let groups = comparison.groups().map(|(differs, rows)| {
        let pair = |row: &&crate::domain::compare::Row| Pair {
            differs,
            this: row.this.map(|at| &reports[0].criteria[at]),
            other: row.other.map(|at| &reports[1].criteria[at]),
        };
        (heading(differs), rows.iter().map(pair).collect())
    });
    groups.collect()
}

fn shared(comparison: &Comparison, sides: &[Named; 2]) -> String {
    let both = match comparison.both {
        0 => "No entry counts".to_owned(),
        n => count(n, "entry counts", "entries count"),
    };
    let [this, other] = sides.each_ref().map(|side| &side.name);
    let (only_this, only_other) = (comparison.only_this, comparison.only_other);
    format!("{both} at the level for both, {only_this} for {this} only, {only_other} for {other} only")
}

fn serving(
    comparison: &Comparison, reports: &[Coverage; 2], evidence: &Evidence, store: &Store,
    discreet: Option<&Redactor>,
) -> Result<Vec<Serving>> {
    let facts: Vec<_> = comparison.serving.iter().map(|one| &evidence.facts[one.fact as usize]).collect();
    let ids: Vec<_> = facts.iter().map(|fact| fact.id).collect();
    let titles = store.titles(&ids)?;
    let keys = |report: &Coverage, places: &[usize]| -> Vec<String> {
        let criteria = places.iter().map(|at| &report.criteria[*at]);
        criteria.map(|covered| format!("{}@{}", covered.key, covered.level)).collect()
    };
    let all = comparison.serving.iter().zip(facts).zip(titles).map(|((one, fact), title)| Serving {
        id: fact.id.0,
        uid: fact.uid.to_string(),
        title: marked(discreet, fact.id, fact.confidential, title),
        this: keys(&reports[0], &one.this),
        other: keys(&reports[1], &one.other),
    });
    Ok(all.collect())
}

fn lacking(covered: &CriterionCoverage) -> (&CriterionCoverage, String) {
    let failed: Vec<String> = covered.failed.iter().map(ToString::to_string).collect();
    (covered, failed.join("; "))
}
