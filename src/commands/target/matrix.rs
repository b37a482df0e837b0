//! `promo gap --matrix`: which skills and which behaviours the same entries show.

use anyhow::Result;

use super::super::assessment::what_if;
use super::super::context::{Context, open, settings, view, window};
use super::super::target_selection::Aim;
use crate::app::App;
use crate::cli::{ColorChoice, GapArgs, GapFormat};
use crate::commands::redactor::{Redactor, marked, notice};
use crate::domain::coverage::{CoverageFrame, Evidence, at_level, coverage};
use crate::domain::framework::{CriterionKind, RequiredCriterion};
use crate::domain::matrix::{Axis, Matrix, matrix};
use crate::error::Outcome;
use crate::render::matrix::{self as shown, Laid, Line, Strong};
use crate::render::text::{count, list};
use crate::render::{json, matrix_json, page};
use crate::store::Store;

/// How many lines tell what is never shown together; the table has all of it.
const NEVER: usize = 5;

pub fn run(args: &GapArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let ground = Context::asked(&app.paths, &store, args.framework.as_deref())?;
    let today = app.clock.report_day()?;
    let window = window(&args.window, today)?;
    let aim = Aim::by(&ground, args.role.as_deref(), args.level.as_deref(), &args.with)?;
    let asked = aim.asked(&ground.framework);
    let level_since = ground.target.as_ref().and_then(|target| target.level_since);
    let frame = CoverageFrame { today, window, level_since };
    let evidence = store.evidence()?;
    let counted = coverage(&asked, &evidence, settings(app)?.rules, frame).counted;
    let matrix = matrix(&asked, &at_level(&asked, &evidence, frame), &evidence.facts);
    let since = window.since.map(|since| format!(" from {since}")).unwrap_or_default();
    let lines = |axes: &[Axis]| axes.iter().map(|axis| line(&asked[axis.at])).collect::<Vec<Line>>();
    let discreet = Redactor::of_report(args, &store)?;
    let mut laid = Laid {
        today,
        since: window.since,
        until: window.until,
        framework: ground.framework.key.to_string(),
        role: aim.role.key.to_string(),
        level: aim.at.level.get(),
        title: aim.at.title.to_string(),
        head: vec![format!("{}{since} to {}", count(counted, "entry", "entries"), window.until)],
        skills: lines(&matrix.skills),
        behaviours: lines(&matrix.behaviours),
        nothing: nothing(&matrix, aim.at.level.get()),
        together: together(&matrix, &asked),
        never: never(&matrix, &asked),
        unshown: unshown(&matrix, &asked),
        most: strong(&matrix, &evidence, &store, discreet.as_ref())?,
        as_much: as_much(&matrix, &evidence),
        notes: what_if(&ground, &asked).into_iter().collect(),
        confidential: 0,
        matrix: &matrix,
    };
    laid.confidential = discreet.as_ref().map_or(0, |discreet| discreet.told().len());
    laid.head.extend(notice(laid.confidential).map(|told| told.trim_end_matches('.').to_owned()));
    if app.clock.is_pinned() {
        app.say(&format!("Judged as of {today} (SOURCE_DATE_EPOCH)."))?;
    }
    let text = match args.format {
        GapFormat::Table => shown::table(&laid, &view(app, color)),
        GapFormat::Json => json::whole(&matrix_json::json(&laid))?,
        GapFormat::Markdown => page::markdown(&shown::page(&laid)),
        GapFormat::Html => page::html(&shown::page(&laid))?,
    };
    app.show(&text)?;
    if let Some(discreet) = &discreet {
        app.out.flush()?;
        discreet.tell(app)?;
    }
    Ok(Outcome::Done)
}

fn line(asked: &RequiredCriterion<'_>) -> Line {
    Line {
        key: asked.criterion.key.to_string(),
        level: asked.level.get(),
        name: asked.criterion.name.to_string(),
        kind: asked.criterion.kind.word(),
    }
}

fn called(asked: &RequiredCriterion<'_>) -> String {
    format!("{}@{}", asked.criterion.key, asked.level)
}

fn row_kind(matrix: &Matrix, asked: &[RequiredCriterion<'_>]) -> &'static str {
    let skill = matrix.skills.iter().any(|axis| asked[axis.at].criterion.kind == CriterionKind::Skill);
    if skill { "a skill" } else { "an expectation" }
}

/// Why there is nothing to lay out.
fn nothing(matrix: &Matrix, level: u8) -> Option<String> {
    let asked = match (matrix.skills.is_empty(), matrix.behaviours.is_empty()) {
        (false, false) => return None,
        (true, false) => "no skill and no expectation, only behaviours",
        (false, true) => "no behaviour",
        (true, true) => "nothing",
    };
    Some(format!("Level {level} of this role asks {asked}, so there are no pairs to show."))
}

fn together(matrix: &Matrix, asked: &[RequiredCriterion<'_>]) -> String {
    let row = row_kind(matrix, asked);
    match matrix.together {
        0 => format!("No entry shows {row} and a behaviour at once at the level asked."),
        n => format!(
            "{} {row} and a behaviour at once at the level asked.",
            count(n, "entry shows", "entries show")
        ),
    }
}

/// What is never shown together: first what stands all alone, then pairs, the most apart first.
fn never(matrix: &Matrix, asked: &[RequiredCriterion<'_>]) -> Vec<String> {
    let is_alone = |axis: &&Axis| axis.shown > 0 && axis.together == 0;
    let alone = |axes: &[Axis], of: &str| {
        let keys: Vec<String> = axes.iter().filter(is_alone).map(|axis| called(&asked[axis.at])).collect();
        (!keys.is_empty()).then(|| format!("{} with any {of}", list(&keys, "and")))
    };
    let skills = row_kind(matrix, asked).rsplit(' ').next().unwrap_or_default();
    // Beside nothing that is shown, nothing stands apart.
    let any = |axes: &[Axis]| axes.iter().any(|axis| axis.shown > 0);
    let mut told: Vec<String> = Vec::new();
    told.extend(alone(&matrix.skills, "behaviour").filter(|_| any(&matrix.behaviours)));
    told.extend(alone(&matrix.behaviours, skills).filter(|_| any(&matrix.skills)));
    for never in &matrix.never {
        let behaviour = &matrix.behaviours[never.behaviour];
        let apart = never.skills.iter().map(|row| &matrix.skills[*row]);
        let apart: Vec<String> =
            apart.filter(|skill| skill.together > 0).map(|skill| called(&asked[skill.at])).collect();
        if behaviour.together > 0 && !apart.is_empty() {
            told.push(format!("{} with {}", called(&asked[behaviour.at]), list(&apart, "or")));
        }
    }
    told.truncate(NEVER);
    told
}

/// What no entry shows at the level.
fn unshown(matrix: &Matrix, asked: &[RequiredCriterion<'_>]) -> Option<String> {
    let axes = matrix.skills.iter().chain(&matrix.behaviours).filter(|axis| axis.shown == 0);
    let keys: Vec<String> = axes.map(|axis| called(&asked[axis.at])).collect();
    (!keys.is_empty()).then(|| list(&keys, "and"))
}

fn as_much(matrix: &Matrix, evidence: &Evidence) -> Vec<(u32, String)> {
    let facts = matrix.as_much.iter().map(|fact| &evidence.facts[*fact as usize]);
    facts.map(|fact| (fact.id.0, fact.uid.to_string())).collect()
}

fn strong(
    matrix: &Matrix, evidence: &Evidence, store: &Store, discreet: Option<&Redactor>,
) -> Result<Vec<Strong>> {
    let facts: Vec<_> = matrix.most.iter().map(|most| &evidence.facts[most.fact as usize]).collect();
    let ids: Vec<_> = facts.iter().map(|fact| fact.id).collect();
    let told = facts.iter().zip(store.titles(&ids)?).map(|(fact, title)| Strong {
        id: fact.id.0,
        uid: fact.uid.to_string(),
        title: marked(discreet, fact.id, fact.confidential, title),
    });
    Ok(told.collect())
}
