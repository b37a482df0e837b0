//! `promo target add`, `use` and `rm`.

use std::io::Write as _;

use anyhow::Result;

use super::super::context::{day, groups, open_to_change, profile_or_default, role};
use super::super::framework::use_framework::lost_tags;
use super::super::init::role_level_or_rank;
use super::lookup::Targets;
use super::{pin, unchanged};
use crate::app::App;
use crate::cli::{TargetAddArgs, TargetRmArgs, TargetUseArgs};
use crate::domain::ids::Level;
use crate::domain::journal::{Profile, Target};
use crate::error::{Outcome, hinted, with_hint};
use crate::render::text::clean;
use crate::store::{Store, Tx};

/// Runs `target add`.
///
/// # Errors
/// No journal; a framework, role or level that there is not; a target that is in the list already.
pub(crate) fn add(args: &TargetAddArgs, app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    let mut targets = Targets::load(&app.paths, &store)?;
    let made = targets.made(&args.target, args.framework.as_deref())?;
    let in_use = targets.all.iter().find(|listed| listed.in_use).map(|listed| listed.target.clone());
    let target = filled(args, made, in_use.as_ref(), &mut targets, app)?;
    let (name, title) = (targets.name(&target), title_of(&mut targets, &target)?);
    let in_force = targets.profile.framework.clone();
    // Where there is nothing else to go for, what is of the framework in force is gone for.
    let goes = args.in_use || (in_use.is_none() && target.of(&in_force).eq_ignore_ascii_case(&in_force));
    let now = app.clock.stamp();
    let mut tx = store.begin("target add", &now)?;
    unchanged(&tx, &targets.profile, &targets.all)?;
    if targets.all.iter().any(|listed| listed.target.is_same(&target, &in_force)) {
        let hint = format!("promo target use {name} goes for it; promo target rm {name} removes it first");
        return Err(hinted(format!("{name} is in the list already"), hint));
    }
    let id = tx.add_target(&target)?;
    let was = if goes { go_for(&mut tx, id, &target)? } else { None };
    tx.commit()?;
    writeln!(app.out, "{name}")?;
    app.out.flush()?;
    if goes {
        return going(app, &store, &title, was);
    }
    app.say(&clean(&format!("Added {name}, {title}.")))?;
    app.say(&format!("Beside your target: promo gap --compare {name}"))?;
    Ok(Outcome::Done)
}

/// A target with what the options say of it, and what the target in use says of the level that the person has.
fn filled(
    args: &TargetAddArgs, made: Target, in_use: Option<&Target>, targets: &mut Targets, app: &mut App<'_>,
) -> Result<Target> {
    let given = |text: &Option<String>, old: Option<chrono::NaiveDate>| match text {
        Some(text) if text.trim().is_empty() => Ok(None),
        Some(text) => day(app, text).map(Some),
        None => Ok(old),
    };
    let (due, level_since) =
        (given(&args.due, None)?, given(&args.level_since, in_use.and_then(|target| target.level_since))?);
    let in_force = targets.profile.framework.clone();
    let framework = targets.framework(made.of(&in_force))?;
    let role = role(framework, &made.role)?;
    let same_role = in_use.filter(|target| {
        target.role == made.role && target.of(&in_force).eq_ignore_ascii_case(made.of(&in_force))
    });
    let current = match &args.current {
        Some(text) => Some(role_level_or_rank(framework, role, text)?),
        None => same_role.and_then(|target| target.current),
    };
    let groups = groups(framework, &args.with)?;
    let today = app.clock.today();
    if let Some(past) = due.filter(|due| *due < today) {
        app.say(&format!("Warning: the case is due {past}, which is past"))?;
    }
    warn_of_level(app, args.current.as_ref().and(current), made.level)?;
    Ok(Target { current, due, level_since, groups, ..made })
}

fn warn_of_level(app: &mut App<'_>, current: Option<Level>, wanted: Level) -> Result<()> {
    if let Some(current) = current.filter(|current| *current >= wanted) {
        app.say(&format!("Warning: the target level {wanted} is not above the current level {current}"))?;
    }
    Ok(())
}

/// `Lead Support Engineer (level 4)`.
fn title_of(targets: &mut Targets, target: &Target) -> Result<String> {
    let (_, at) = targets.place(target)?;
    Ok(format!("{} (level {})", at.title, at.level))
}

/// Runs `target use`.
///
/// # Errors
/// No journal; no such target; one whose framework, role or level is gone.
pub(crate) fn put_in_use(args: &TargetUseArgs, app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    let mut targets = Targets::load(&app.paths, &store)?;
    let found = targets.find(&args.target)?;
    let (name, target) = (targets.name(&found.target), found.target);
    let title = title_of(&mut targets, &target).map_err(|error| {
        with_hint(error, format!("promo target rm {name}, or bring back what is gone: promo framework list"))
    })?;
    let in_force = targets.profile.framework.clone();
    if found.in_use && target.of(&in_force).eq_ignore_ascii_case(&in_force) {
        writeln!(app.out, "{name}")?;
        app.out.flush()?;
        app.say(&format!("{name} is in use already"))?;
        return Ok(Outcome::Done);
    }
    let now = app.clock.stamp();
    let mut tx = store.begin("target use", &now)?;
    unchanged(&tx, &targets.profile, &targets.all)?;
    let was = go_for(&mut tx, found.id, &target)?;
    tx.commit()?;
    writeln!(app.out, "{}", target.name())?;
    app.out.flush()?;
    going(app, &store, &title, was)
}

/// Puts a target in use, and its framework in force; gives the framework that was, if it was another one.
fn go_for(tx: &mut Tx<'_>, id: u32, target: &Target) -> Result<Option<String>> {
    let profile = profile_or_default(tx.profile()?);
    pin(tx, &profile.framework)?;
    tx.use_target(id)?;
    let framework = target.of(&profile.framework).to_owned();
    if framework.eq_ignore_ascii_case(&profile.framework) {
        return Ok(None);
    }
    let was = profile.framework.clone();
    tx.set_profile(Some(&Profile { framework, ..profile }))?;
    Ok(Some(was))
}

/// Says what is gone for now, and what another framework in force does to tags.
fn going(app: &mut App<'_>, store: &Store, title: &str, was: Option<String>) -> Result<Outcome> {
    app.say(&clean(&format!("You are going for {title}.")))?;
    if let Some(was) = was {
        let framework = profile_or_default(store.profile()?).framework;
        app.say(&format!("{framework} is in force now; before, it was {was}"))?;
        if let Some(lost) = lost_tags(store, &app.paths)? {
            app.say(&format!("{lost} nothing in it: promo framework use {framework} tells more"))?;
        }
    }
    app.say("Next: promo gap")?;
    Ok(Outcome::Done)
}

/// Runs `target rm`.
pub(crate) fn remove(args: &TargetRmArgs, app: &mut App<'_>) -> Result<Outcome> {
    let mut store = open_to_change(app)?;
    let mut targets = Targets::load(&app.paths, &store)?;
    let mut found = Vec::new();
    for text in &args.targets {
        let one = targets.find(text)?;
        if !found.contains(&one) {
            found.push(one);
        }
    }
    let now = app.clock.stamp();
    let mut tx = store.begin("target rm", &now)?;
    unchanged(&tx, &targets.profile, &targets.all)?;
    for one in &found {
        tx.remove_target(one.id)?;
    }
    tx.commit()?;
    for one in &found {
        writeln!(app.out, "{}", targets.name(&one.target))?;
    }
    app.out.flush()?;
    app.say("Removed; no entry changed. promo undo brings it back.")?;
    if found.iter().any(|one| one.in_use) {
        let left = targets.all.iter().find(|listed| !found.contains(listed)).cloned();
        let then = match left {
            Some(left) => format!("promo target use {}", targets.name(&left.target)),
            None => targets.first_step(),
        };
        app.say(&format!("No target is in use now, and tags have no level to assume: {then}"))?;
    }
    Ok(Outcome::Done)
}
