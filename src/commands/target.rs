//! `promo target`: what one could go for, and which of it one does. `change` adds, chooses and removes; `lookup` finds
//! what is meant.

pub(crate) mod change;
pub(crate) mod lookup;

use std::io::Write as _;

use anyhow::Result;

use self::lookup::Targets;
use super::context::{open, profile_or_default, settings, view};
use crate::app::App;
use crate::cli::{ColorChoice, ListFormat, TargetArgs, TargetCommand, TargetListArgs};
use crate::domain::coverage::{CoverageFrame, coverage};
use crate::domain::dates::Window;
use crate::domain::framework::Framework;
use crate::domain::journal::{ListedTarget, Profile, Target};
use crate::error::{Outcome, hinted};
use crate::render::target::{TargetList, TargetRow};
use crate::render::{json, target as shown};
use crate::store::Tx;

/// Runs it.
///
/// # Errors
/// No journal; a target that there is not; a framework, role or level that there is not.
pub(crate) fn run(args: &TargetArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    match &args.command {
        None => list(&args.list, app, color),
        Some(TargetCommand::List(args)) => list(args, app, color),
        Some(TargetCommand::Add(args)) => change::add(args, app),
        Some(TargetCommand::Use(args)) => change::put_in_use(args, app),
        Some(TargetCommand::Rm(args)) => change::remove(args, app),
    }
}

/// Lists the targets, each judged by its own framework.
fn list(args: &TargetListArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let mut targets = Targets::load(&app.paths, &store)?;
    let (rules, today) = (settings(app)?.rules, app.clock.today());
    let evidence = store.evidence()?;
    let mut rows = Vec::with_capacity(targets.all.len());
    for listed in targets.all.clone() {
        let target = &listed.target;
        let frame = CoverageFrame { today, window: Window::to(today), level_since: target.level_since };
        let judged = targets.place(target).map(|(framework, at)| {
            let coverage = coverage(&framework.asked(at, &target.groups), &evidence, rules, frame);
            (at.title.to_string(), coverage.summary())
        });
        let name = targets.name(target);
        let judged = judged.map_err(|problem| problem.to_string());
        rows.push(TargetRow::new(listed, name, &targets.profile.framework, judged));
    }
    let list = TargetList { targets: rows };
    let text = match args.format {
        ListFormat::Table => shown::list(&list.targets, &view(app, color)),
        ListFormat::Json => json::versioned(&list)?,
    };
    app.show(&text)?;
    if args.format == ListFormat::Table && !list.targets.iter().any(|row| row.in_use) {
        app.out.flush()?;
        let hint = match list.targets.first() {
            Some(row) => format!("None of these is in use: promo target use {}", row.name),
            None => format!("There is no target yet: {}", targets.first_step()),
        };
        app.say(&hint)?;
    }
    Ok(Outcome::Done)
}

/// Refuses where another command has changed who somebody is, or what they could go for, since that was read: what was
/// made of it would undo the other's change without a word.
///
/// # Errors
/// Another command has; a journal that cannot be read.
pub(crate) fn unchanged(tx: &Tx<'_>, profile: &Profile, targets: &[ListedTarget]) -> Result<()> {
    if profile_or_default(tx.profile()?) == *profile && tx.targets()? == targets {
        return Ok(());
    }
    Err(hinted(
        "another command changed your profile or targets meanwhile; nothing is changed",
        "type it again",
    ))
}

/// Before another framework is put in force, targets from before they had one say that they are of this one.
pub(crate) fn pin(tx: &mut Tx<'_>, in_force: &str) -> Result<()> {
    for listed in tx.targets()?.into_iter().filter(|listed| listed.target.framework.is_none()) {
        let target = Target { framework: Some(in_force.to_owned()), ..listed.target };
        tx.change_target(listed.id, &target)?;
    }
    Ok(())
}

/// What becomes of the target in use where another framework is put in force. It goes along if that has its role at its
/// level. If not, one of that framework that is in the list is put in use; if there is none, all stays as it is.
pub(crate) fn follow(tx: &mut Tx<'_>, was: &str, new: &Framework) -> Result<()> {
    pin(tx, was)?;
    let all = tx.targets()?;
    let Some(in_use) = all.iter().find(|listed| listed.in_use) else { return Ok(()) };
    let is_new = |target: &Target| target.of(was).eq_ignore_ascii_case(&new.key);
    let has = |target: &Target| new.role(&target.role).is_some_and(|role| role.at(target.level).is_some());
    if is_new(&in_use.target) {
        return Ok(());
    }
    let there = Target { framework: Some(new.key.to_string()), ..in_use.target.clone() };
    let same = all.iter().find(|listed| listed.target.is_same(&there, was));
    if let Some(same) = same.filter(|_| has(&there)) {
        tx.use_target(same.id)?;
    } else if has(&there) {
        tx.set_target(&there)?;
    } else {
        let mut own: Vec<_> =
            all.iter().filter(|listed| is_new(&listed.target) && has(&listed.target)).collect();
        own.sort_by_key(|listed| listed.target.role != in_use.target.role);
        if let Some(first) = own.first() {
            tx.use_target(first.id)?;
        }
    }
    Ok(())
}
