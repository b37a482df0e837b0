//! `promo init`: who somebody is and what they are going for. Run again it changes that, and never an entry.

mod interview;

use std::io::Write as _;
use std::rc::Rc;

use anyhow::Result;
use chrono::NaiveDate;

use self::interview::{Answers, Interview};
use super::context::{
    day, framework_library, groups, open_for_init, profile_or_default, role, role_level, unknown_framework,
};
use super::target::{pin, unchanged};
use crate::app::App;
use crate::app::paths::Paths;
use crate::catalog::builtin;
use crate::cli::InitArgs;
use crate::domain::framework::{Framework, Role};
use crate::domain::ids::Level;
use crate::domain::journal::{ListedTarget, Profile, Target};
use crate::error::{Outcome, hinted};
use crate::render::text::clean;
use crate::store::{Access, Store, StoreError, Tx};

pub(crate) fn run(args: &InitArgs, app: &mut App<'_>) -> Result<Outcome> {
    let (old_profile, old_targets) = match Store::open(&app.paths.journal_file(), Access::Read) {
        Ok(store) => (store.profile()?, store.targets()?),
        Err(StoreError::NotFound { .. }) => (None, Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let old_target = old_targets.iter().find(|listed| listed.in_use).map(|listed| listed.target.clone());
    let known = args.framework.clone().or_else(|| Some(old_profile.as_ref()?.framework.clone()));
    // What is named is looked up before anything is asked.
    let known = known.map(|key| framework_with_roles(&app.paths, &key)).transpose()?;
    let mut answers = Answers {
        profile: old_profile.clone().unwrap_or_default(),
        framework: known.map(Rc::new),
        role: None,
        current: None,
        level: None,
        due: old_target.as_ref().and_then(|target| target.due),
        old: old_target.as_ref(),
    };
    Interview::new(args, app, &answers).ask_all(&mut answers)?;
    let (Some(framework), Some(role)) = (answers.framework.take(), answers.role.take()) else {
        return Err(hinted("no role was chosen", "promo init"));
    };
    let role = self::role(&framework, &role)?;
    let profile = Profile { framework: framework.key.to_string(), ..std::mem::take(&mut answers.profile) };
    let target = target(args, app, &framework, role, &answers)?;
    let mut store = open_for_init(app)?;
    let now = app.clock.stamp();
    let mut tx = store.begin("init", &now)?;
    unchanged(&tx, &profile_or_default(old_profile.clone()), &old_targets)?;
    if old_profile.as_ref() != Some(&profile) {
        tx.set_profile(Some(&profile))?;
    }
    let was = old_profile.as_ref().map_or(builtin::DEFAULT, |profile| &*profile.framework);
    pin(&mut tx, was)?;
    put_target(&mut tx, was, &target)?;
    tx.commit()?;
    summary(app, &store, role, &profile, &target)?;
    Ok(Outcome::Done)
}

/// The target of the answers, with what only options say.
fn target(
    args: &InitArgs, app: &mut App<'_>, framework: &Framework, role: &Role, answers: &Answers<'_>,
) -> Result<Target> {
    let &Answers { current, due, old, .. } = answers;
    let level = answers.level.ok_or_else(|| hinted("no level was chosen", "promo init"))?;
    let today = app.clock.today();
    if let Some(past) = due.filter(|due| args.due.is_some() && *due < today) {
        app.say(&format!("Warning: the case is due {past}, which is past"))?;
    }
    if let Some(current) = current.filter(|current| *current >= level) {
        app.say(&format!("Warning: the target level {level} is not above the current level {current}"))?;
    }
    let groups = match &args.with {
        Some(named) => groups(framework, named)?,
        None => {
            // Another framework may have no such group.
            let mut kept = old.map(|old| old.groups.clone()).unwrap_or_default();
            kept.retain(|key| framework.groups.iter().any(|group| group.key == *key));
            kept
        }
    };
    Ok(Target {
        framework: Some(framework.key.to_string()),
        role: role.key.to_string(),
        current,
        level,
        due,
        level_since: given_day(&args.level_since, app, old.and_then(|old| old.level_since))?,
        groups,
    })
}

/// The day of an option, none where it is empty, else the one there was.
fn given_day(option: &Option<String>, app: &App<'_>, old: Option<NaiveDate>) -> Result<Option<NaiveDate>> {
    match option {
        Some(text) if text.trim().is_empty() => Ok(None),
        Some(text) => Ok(Some(day(app, text)?)),
        None => Ok(old),
    }
}

/// Changes the target in use; one that is of another framework than the one in force stays in the list as it is.
fn put_target(tx: &mut Tx<'_>, was: &str, target: &Target) -> Result<()> {
    let targets = tx.targets()?;
    let in_use = targets.iter().find(|listed| listed.in_use);
    if in_use.is_some_and(|listed| listed.target == *target) {
        return Ok(());
    }
    if let Some(same) = targets.iter().find(|one| !one.in_use && one.target.is_same(target, was)) {
        let name = match same.target.of(was) == was {
            true => same.target.name(),
            false => same.target.full_name(was),
        };
        return Err(hinted(
            format!("{name} is in your list of targets already, and init changes the one in use"),
            format!("promo target use {name}"),
        ));
    }
    let is_elsewhere = |listed: &ListedTarget| {
        let of = listed.target.of(was);
        !of.eq_ignore_ascii_case(was) && !of.eq_ignore_ascii_case(target.of(was))
    };
    if in_use.is_some_and(is_elsewhere) {
        let id = tx.add_target(target)?;
        tx.use_target(id)?;
    } else {
        tx.set_target(target)?;
    }
    Ok(())
}

fn framework_with_roles(paths: &Paths, key: &str) -> Result<Framework> {
    let library = framework_library(paths);
    // The groups that may be asked for stand in what is read with it, too.
    let framework = library.in_force(key, true)?.ok_or_else(|| unknown_framework(&library, key))?;
    if framework.roles.is_empty() { Err(no_roles(&framework)) } else { Ok(framework) }
}

fn no_roles(framework: &Framework) -> anyhow::Error {
    hinted(
        format!("`{}` has {}, but no roles to go for", framework.key, framework.whats()),
        format!("take one with roles: --framework {}", builtin::DEFAULT),
    )
}

fn summary(app: &mut App<'_>, store: &Store, role: &Role, profile: &Profile, target: &Target) -> Result<()> {
    let title = role.at(target.level).map_or(&*role.title, |at| &*at.title);
    let name = profile.name.as_deref().unwrap_or("You");
    let due = target.due.map(|due| format!(", due {due}")).unwrap_or_default();
    writeln!(app.out, "{}", store.path().display())?;
    app.out.flush()?;
    let going = if profile.name.is_some() { "is going" } else { "are going" };
    app.say(&format!("{} {going} for {title} (level {}){due}.", clean(name), target.level))?;
    app.say("Next: promo log \"what you did\" -t TAG, then promo gap")?;
    Ok(())
}

/// A level of a role, or any rank: somebody may come from another role.
pub(crate) fn role_level_or_rank(framework: &Framework, role: &Role, text: &str) -> Result<Level> {
    match framework.level(text, Some(role)) {
        Ok(level) => Ok(level),
        Err(_) => Ok(role_level(framework, role, text)?.level),
    }
}
