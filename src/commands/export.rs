//! `promo export`: the promotion document.
//!
//! stdout, or the file of `-o`, holds the document alone; stderr tells which entries are not in it, and why. `check`
//! and `explain` answer about it instead of writing it.

mod check;
mod explain;

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;
use chrono::NaiveDate;

use super::world::{Ground, no_target, open, role, role_level, window};
use crate::app::App;
use crate::app::output::write_file;
use crate::cli::{ColorChoice, ExportArgs, ExportFormat, TemplateArg};
use crate::domain::coverage::{Evidence, Frame};
use crate::domain::document::choice::{Choice, Reason, Refused, choose};
use crate::domain::document::{Case, Draft, draft};
use crate::domain::framework::Asked;
use crate::domain::ids::{EntryRef, Level, Uid};
use crate::error::{Outcome, with_hint};
use crate::render::document;
use crate::render::text::{clean, list};
use crate::store::Store;

/// Runs it.
///
/// # Errors
/// No journal; no target; a file that may not be written.
pub fn run(args: &ExportArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let ground = Ground::load(&app.places, &store)?;
    let Some(target) = &ground.target else {
        return Err(with_hint(no_target(), "promo init --role support-engineer --current 3 --target 4"));
    };
    let role = role(&ground.framework, &target.role)?;
    let at = role_level(&ground.framework, role, &target.level.to_string())?;
    let asked = ground.framework.asked(at, &target.groups);
    let today = app.clock.report_day()?;
    let frame = Frame { today, window: window(&args.window, today)?, level_since: target.level_since };
    let evidence = store.evidence()?;
    let picks = store.picks()?;
    let choice = choose(&asked, &evidence, frame, &picks);
    let mut ids: Vec<_> = choice.cited().map(|fact| evidence.facts[fact].id).collect();
    ids.sort_unstable();
    ids.dedup();
    let entries = ids.into_iter().map(|id| store.entry(EntryRef::No(id))).collect::<Result<Vec<_>, _>>()?;
    let case = Case {
        profile: &ground.profile,
        current: target.current.and_then(|level| role.at(level)).map(|at| &*at.title),
        wanted: &at.title,
        level: at.level,
        asked: &asked,
        evidence: &evidence,
    };
    let draft = draft(&case, &choice, &entries);
    if args.check.is_some() || args.explain {
        told_day(app)?;
        let made = Made {
            store: &store,
            ground: &ground,
            evidence: &evidence,
            asked: &asked,
            picks: &picks,
            choice: &choice,
            draft: &draft,
            today,
            level: at.level,
            current: case.current,
            wanted: case.wanted,
        };
        return match &args.check {
            Some(file) => check::run(args, file.as_deref(), &made, app, color),
            None => explain::run(args, &made, app, color),
        };
    }
    let text = match (args.format, args.template) {
        (ExportFormat::Json, TemplateArg::Gitlab) => document::json(&draft)?,
        (ExportFormat::Markdown, TemplateArg::Gitlab) => document::gitlab(&draft)?,
    };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => {
            write_file(path, text.as_bytes(), args.force)?;
            writeln!(app.out, "{}", path.display())?;
        }
        None => app.out.write_all(text.as_bytes())?,
    }
    app.out.flush()?;
    tell(app, &choice, &draft, at.level)?;
    Ok(Outcome::Done)
}

/// A draft, and what it was made from.
struct Made<'m> {
    store: &'m Store,
    ground: &'m Ground,
    evidence: &'m Evidence,
    asked: &'m [Asked<'m>],
    picks: &'m [Uid],
    choice: &'m Choice,
    draft: &'m Draft,
    today: NaiveDate,
    level: Level,
    current: Option<&'m str>,
    wanted: &'m str,
}

/// The day that is judged by, where it is not today.
fn told_day(app: &mut App<'_>) -> Result<()> {
    if app.clock.is_pinned() {
        app.say(&format!("Dates are judged as of {} (SOURCE_DATE_EPOCH)", app.clock.report_day()?))?;
    }
    Ok(())
}

/// What the document does not show, on stderr.
fn tell(app: &mut App<'_>, choice: &Choice, draft: &Draft, level: Level) -> Result<()> {
    told_day(app)?;
    for refused in &choice.refused {
        app.say(&of_pick(*refused, level))?;
    }
    let parts = draft.results.iter().zip(&choice.results);
    let partly: Vec<String> = parts
        .filter(|(result, chosen)| chosen.of > result.entries.len())
        .map(|(result, chosen)| {
            format!("{} of the {} entries of {}", result.entries.len(), chosen.of, clean(&result.heading))
        })
        .collect();
    if !partly.is_empty() {
        app.say(&format!("Quoted: {}.", list(&partly, "and")))?;
    }
    let left_out: Vec<String> = choice
        .left_out
        .iter()
        .map(|(reason, count)| format!("{count} {}", of_entries(*reason, level)))
        .collect();
    if !left_out.is_empty() {
        app.say(&format!("Left out: {}.", left_out.join(", ")))?;
    }
    Ok(())
}

fn of_entries(reason: Reason, level: Level) -> String {
    match reason {
        Reason::Confidential => "confidential".to_owned(),
        Reason::Future => "of days to come".to_owned(),
        Reason::Replaced => "replaced".to_owned(),
        Reason::BeforeLevel => "from before the current level".to_owned(),
        Reason::Outside => "outside the window".to_owned(),
        Reason::Untagged => "untagged".to_owned(),
        Reason::NotAsked => "tagged with nothing that is asked".to_owned(),
        Reason::Below => format!("below level {level}"),
        Reason::Helped => "only helped with".to_owned(),
        Reason::NotChosen => "neither picked nor among the strongest".to_owned(),
    }
}

fn of_pick(refused: Refused, level: Level) -> String {
    let Some(id) = refused.id else {
        return "A picked entry is no longer in the journal, so it is left out; promo pick lists the picks"
            .to_owned();
    };
    let why = match refused.reason {
        Reason::Confidential => "it is confidential".to_owned(),
        Reason::Future => "its day is yet to come".to_owned(),
        Reason::Replaced => "another entry replaces it".to_owned(),
        Reason::BeforeLevel => "it is from before the current level".to_owned(),
        Reason::Outside => "it is outside the window".to_owned(),
        Reason::Untagged => "it has no tag".to_owned(),
        Reason::NotAsked => "it has no tag that the target asks".to_owned(),
        Reason::Below => format!("it shows nothing at level {level}"),
        Reason::Helped => "it tells of help with work of somebody else".to_owned(),
        Reason::NotChosen => {
            return format!("Picked entry {id} finds no place: earlier picks take them all.");
        }
    };
    format!("Picked entry {id} leads no result: {why}.")
}
