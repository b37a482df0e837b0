//! `promo framework use`: another framework to read tags against. Every entry stays as it is; what lost its meaning is
//! listed, with the key that may stand for it now.

use std::io::Write as _;

use anyhow::Result;

use super::super::context::{
    framework_library, framework_of, open_to_change, profile_or_default, unknown_framework, view,
};
use super::super::target::follow;
use super::super::target_selection::nearest;
use crate::app::App;
use crate::app::paths::Paths;
use crate::catalog::builtin;
use crate::cli::{ColorChoice, FrameworkUseArgs, ListFormat};
use crate::domain::framework::Framework;
use crate::domain::framework::mapping::Mapper;
use crate::domain::journal::{Profile, Target};
use crate::error::{Outcome, with_hint};
use crate::render::framework_use::{self as shown, FrameworkSwitch, Orphan, Replacement};
use crate::render::json;
use crate::render::text::count;
use crate::store::Store;

pub fn run(args: &FrameworkUseArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let shelf = framework_library(&app.paths);
    let own = shelf.own_layer(&args.key)?.ok_or_else(|| unknown_framework(&shelf, &args.key))?;
    let behaviours = !args.no_behaviours;
    let new = shelf.in_force(&own.key, behaviours)?.ok_or_else(|| unknown_framework(&shelf, &args.key))?;
    let mut store = open_to_change(app).map_err(|error| {
        with_hint(error, format!("promo init --framework {} makes a journal with it", own.key))
    })?;
    let before = profile_or_default(store.profile()?);
    // One that is gone or broken can only be left, and then nothing can be proposed.
    let left = if before.framework == own.key { builtin::DEFAULT } else { &before.framework };
    let old = shelf.in_force(left, true).ok().flatten();
    let orphans = orphans(&store, old.as_ref(), &new)?;
    let entries = store.count()?;
    let target = store.target()?;
    let profile = Profile { framework: own.key.to_string(), behaviours, ..before.clone() };
    if profile != before {
        let now = app.clock.stamp();
        let mut tx = store.begin("framework use", &now)?;
        // Whatever another command has said of the person in the meantime stays.
        let now = profile_or_default(tx.profile()?);
        follow(&mut tx, &now.framework, &new)?;
        tx.set_profile(Some(&Profile { framework: profile.framework.clone(), behaviours, ..now }))?;
        tx.commit()?;
    }
    let other = store.target()?.filter(|now| target.as_ref().is_some_and(|was| was.name() != now.name()));
    let target = store.target()?;
    let switch =
        FrameworkSwitch { framework: profile.framework.clone(), was: before.framework, entries, orphans };
    let text = match args.format {
        ListFormat::Table => shown::table(&switch, &view(app, color)),
        ListFormat::Json => json::versioned(&switch)?,
    };
    app.out.write_all(text.as_bytes())?;
    app.out.flush()?;
    if let Some(other) = other {
        app.say(&format!("{} is the target in use now", other.name()))?;
    }
    tell(app, &switch, &new, target.as_ref())?;
    Ok(Outcome::Done)
}

/// `3 tags mean`, of those that mean nothing in the framework in force; `None` where all mean something.
pub fn lost_tags(store: &Store, places: &Paths) -> Result<Option<String>> {
    let framework = framework_of(places, &profile_or_default(store.profile()?))?;
    let lost = store.tag_keys()?.into_iter().filter(|(key, _)| framework.criterion(key).is_none()).count();
    let lost = u32::try_from(lost).unwrap_or(u32::MAX);
    Ok((lost > 0).then(|| count(lost, "tag means", "tags mean")))
}

/// The keys of tags that the new framework does not know.
fn orphans(store: &Store, old: Option<&Framework>, new: &Framework) -> Result<Vec<Orphan>> {
    let lost: Vec<(String, u32)> =
        store.tag_keys()?.into_iter().filter(|(key, _)| new.criterion(key).is_none()).collect();
    let mapper = old.filter(|_| !lost.is_empty()).map(|old| Mapper::new(old, new));
    let orphan = |(key, entries): (String, u32)| {
        let proposal = mapper.as_ref().and_then(|mapper| mapper.propose(&key));
        Orphan {
            name: old.and_then(|old| old.criterion(&key)).map(|criterion| criterion.name.to_string()),
            proposal: proposal
                .map(|proposal| Replacement { reason: proposal.reason.words(), key: proposal.key }),
            key,
            entries,
        }
    };
    Ok(lost.into_iter().map(orphan).collect())
}

fn tell(app: &mut App<'_>, switch: &FrameworkSwitch, new: &Framework, target: Option<&Target>) -> Result<()> {
    if switch.was != switch.framework && switch.entries > 0 {
        let kept = count(switch.entries, "entry stays as it is", "entries stay as they are");
        app.say(&format!("{kept}; promo undo goes back to {}", switch.was))?;
    }
    if new.roles.is_empty() {
        return Ok(app.say("It has no roles, so gap and export have nothing to judge by")?);
    }
    let Some(target) = target else {
        return Ok(app.say("Next: promo init, to say what you are going for")?);
    };
    match new.role(&target.role) {
        Some(role) if role.at(target.level).is_some() => Ok(app.say("Next: promo gap")?),
        Some(role) => {
            let level = nearest(role, target.level);
            let hint = format!("promo init --role {} --target {level}", role.key);
            Ok(app.say(&format!("`{}` has no level {} here; choose one: {hint}", role.key, target.level))?)
        }
        None => {
            let role = new.roles.first();
            let level = role.map_or(target.level, |role| nearest(role, target.level));
            let key = role.map_or("ROLE", |role| &*role.key);
            let hint = format!("promo init --role {key} --target {level}");
            Ok(app.say(&format!("It has no role `{}`; choose one, such as: {hint}", target.role))?)
        }
    }
}
