//! `promo init`: who somebody is and what they are going for. Run again it changes that, and never an entry.

use std::io::Write as _;

use anyhow::Result;

use super::context::{day, groups, no_framework, open_or_begin, or_first, role, role_level, shelf};
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

/// Runs it.
///
/// # Errors
/// A value that cannot be understood; one that is missing where nobody can be asked.
pub fn run(args: &InitArgs, app: &mut App<'_>) -> Result<Outcome> {
    let (old_profile, old_targets) = match Store::open(&app.paths.journal_file(), Access::Read) {
        Ok(store) => (store.profile()?, store.targets()?),
        Err(StoreError::NotFound { .. }) => (None, Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let old_target = old_targets.iter().find(|listed| listed.in_use).map(|listed| listed.target.clone());
    let mut answers = Answers { args, app, old_profile: old_profile.clone(), old_target };
    let known = args.framework.clone().or_else(|| Some(old_profile.as_ref()?.framework.clone()));
    // What is named is looked up before anything is asked.
    let known = known.map(|key| framework_with_roles(&answers.app.paths, &key)).transpose()?;
    let mut profile = answers.profile()?;
    let framework = match known {
        Some(framework) => framework,
        None => answers.framework()?,
    };
    profile.framework = framework.key.to_string();
    let target = answers.target(&framework)?;
    let role = role(&framework, &target.role)?;
    let mut store = open_or_begin(app)?;
    let now = app.clock.stamp();
    let mut tx = store.begin("init", &now)?;
    unchanged(&tx, &or_first(old_profile.clone()), &old_targets)?;
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

fn framework_with_roles(places: &Paths, key: &str) -> Result<Framework> {
    let shelf = shelf(places);
    // The groups that may be asked for stand in what is read with it, too.
    let framework = shelf.in_force(key, true)?.ok_or_else(|| no_framework(&shelf, key))?;
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

/// What was given, else what there was, else what is answered.
struct Answers<'a, 'w> {
    args: &'a InitArgs,
    app: &'a mut App<'w>,
    old_profile: Option<Profile>,
    old_target: Option<Target>,
}

impl Answers<'_, '_> {
    /// Whether to ask: on a terminal, unless the role and the target level are given or known and any option was.
    fn asks(&self) -> bool {
        let args = self.args;
        let given = args.name.is_some() || args.role.is_some() || args.target.is_some();
        let complete =
            args.role.is_some() && args.target.is_some() && args.name.is_some() && args.current.is_some();
        let changes_one_thing = self.old_target.is_some()
            && (given
                || args.due.is_some()
                || args.manager.is_some()
                || args.pronouns.is_some()
                || args.level_since.is_some()
                || args.with.is_some()
                || args.current.is_some()
                || args.framework.is_some());
        self.app.terminal.can_ask() && !complete && !changes_one_thing
    }

    /// The framework as it was named, for a command to type.
    fn named(&self) -> String {
        self.args.framework.as_ref().map(|key| format!(" --framework {key}")).unwrap_or_default()
    }

    fn text(&mut self, question: &str, old: Option<String>) -> Result<Option<String>> {
        let answer = self.app.prompt.text(question, old.as_deref().unwrap_or_default(), &mut |_| None)?;
        let answer = answer.trim();
        Ok((!answer.is_empty()).then(|| answer.to_owned()))
    }

    /// Of those with roles, one that has the role which is given: chosen by its title where there are several and
    /// somebody can be asked, else the one that a journal starts with.
    fn framework(&mut self) -> Result<Framework> {
        let named = self.args.role.as_deref();
        let fits = |framework: &Framework| {
            named.map_or(!framework.roles.is_empty(), |key| framework.role(key).is_some())
        };
        let shelf = shelf(&self.app.paths);
        // An imported one that cannot be read must not keep anybody from the others.
        let of = |key: &String| shelf.in_force(key, true).ok().flatten();
        let mut offered: Vec<Framework> = shelf.keys()?.iter().filter_map(of).filter(fits).collect();
        if offered.len() < 2 || !self.asks() {
            return match offered.into_iter().next() {
                Some(first) => Ok(first),
                None => framework_with_roles(&self.app.paths, builtin::DEFAULT),
            };
        }
        let titles: Vec<String> = offered.iter().map(|framework| framework.title.to_string()).collect();
        let chosen = self.choose("Your career framework", &titles, 0)?;
        Ok(offered.swap_remove(chosen.min(titles.len() - 1)))
    }

    fn profile(&mut self) -> Result<Profile> {
        let old = self.old_profile.clone().unwrap_or_default();
        let given = |new: &Option<String>, old: Option<String>| match new {
            Some(new) => (!new.trim().is_empty()).then(|| new.trim().to_owned()),
            None => old,
        };
        let mut profile = Profile {
            name: given(&self.args.name, old.name),
            pronouns: given(&self.args.pronouns, old.pronouns),
            manager: given(&self.args.manager, old.manager),
            framework: old.framework,
            behaviours: old.behaviours,
        };
        if self.asks() {
            if self.args.name.is_none() {
                profile.name = self.text("Your name", profile.name)?;
            }
            if self.args.pronouns.is_none() {
                profile.pronouns = self.text("Your pronouns, such as she/her", profile.pronouns)?;
            }
            if self.args.manager.is_none() {
                profile.manager = self.text("Your manager's name", profile.manager)?;
            }
        }
        Ok(profile)
    }

    fn target(&mut self, framework: &Framework) -> Result<Target> {
        let old = self.old_target.clone();
        let role = self.role(framework, old.as_ref())?;
        let same_role = old.as_ref().is_some_and(|old| old.role == role.key);
        let known = old.as_ref().filter(|_| same_role);
        let current = match &self.args.current {
            Some(text) => Some(role_level_or_rank(framework, role, text)?),
            None if self.asks() => self.current(framework, role, known)?,
            None => known.and_then(|old| old.current),
        };
        let level = self.level(framework, role, current, known)?;
        let mut due = match &self.args.due {
            Some(text) if text.trim().is_empty() => None,
            Some(text) => Some(day(self.app, text)?),
            None => old.as_ref().and_then(|old| old.due),
        };
        if self.args.due.is_none() && self.asks() {
            let mut before = due.map(|due| due.to_string());
            due = loop {
                let question = "Due day, such as 2027-03-01 (Enter if open)";
                let Some(text) = self.text(question, before.clone())? else { break None };
                match day(self.app, &text) {
                    Ok(day) => break Some(day),
                    Err(error) => {
                        self.app.say(&clean(&format!("{error}; write it as 2027-03-01")))?;
                        before = Some(text);
                    }
                }
            };
        }
        let today = self.app.clock.today();
        if let Some(past) = due.filter(|due| self.args.due.is_some() && *due < today) {
            self.app.say(&format!("Warning: the case is due {past}, which is past"))?;
        }
        if let Some(current) = current.filter(|current| *current >= level) {
            self.app.say(&format!(
                "Warning: the target level {level} is not above the current level {current}"
            ))?;
        }
        Ok(Target {
            framework: Some(framework.key.to_string()),
            role: role.key.to_string(),
            current,
            level,
            due,
            level_since: match &self.args.level_since {
                Some(text) if text.trim().is_empty() => None,
                Some(text) => Some(day(self.app, text)?),
                None => old.as_ref().and_then(|old| old.level_since),
            },
            groups: match &self.args.with {
                Some(named) => groups(framework, named)?,
                None => {
                    // Another framework may have no such group.
                    let mut kept = old.map(|old| old.groups).unwrap_or_default();
                    kept.retain(|key| framework.groups.iter().any(|group| group.key == *key));
                    kept
                }
            },
        })
    }

    fn role<'f>(&mut self, framework: &'f Framework, old: Option<&Target>) -> Result<&'f Role> {
        if let Some(key) = &self.args.role {
            return role(framework, key);
        }
        let known = old.and_then(|old| framework.role(&old.role));
        if let [only] = &framework.roles[..] {
            if self.asks() {
                self.app.say(&clean(&format!("Your role: {}", only.title)))?;
            }
            return Ok(only);
        }
        if !self.asks() {
            return known.ok_or_else(|| {
                let (named, role) = (self.named(), framework.roles.first().map_or("ROLE", |role| &*role.key));
                hinted(
                    "no role is given, and no terminal to ask for one",
                    format!("promo init --name Ada{named} --role {role} --current 3 --target 4"),
                )
            });
        }
        let items: Vec<String> =
            framework.roles.iter().map(|role| format!("{} ({})", role.title, role.career_path)).collect();
        let start = known.and_then(|known| framework.roles.iter().position(|role| role.key == known.key));
        let chosen = self.choose("Your role", &items, start.unwrap_or(0))?;
        framework.roles.get(chosen).ok_or_else(|| hinted("no role was chosen", "promo init"))
    }

    /// One of several, told once it is chosen.
    fn choose(&mut self, question: &str, items: &[String], start: usize) -> Result<usize> {
        let chosen = self.app.prompt.choose(question, items, start)?;
        if let Some(item) = items.get(chosen) {
            self.app.say(&clean(&format!("{question}: {item}")))?;
        }
        Ok(chosen)
    }

    fn level(
        &mut self, framework: &Framework, role: &Role, current: Option<Level>, old: Option<&Target>,
    ) -> Result<Level> {
        if let Some(text) = &self.args.target {
            return Ok(role_level(framework, role, text)?.level);
        }
        if !self.asks() {
            let known = old.map(|old| old.level).filter(|level| role.at(*level).is_some());
            return known.ok_or_else(|| {
                hinted(
                    "no target level is given, and no terminal to ask for one",
                    format!("promo init{} --role {} --target LEVEL", self.named(), role.key),
                )
            });
        }
        let items: Vec<String> = role.levels.iter().map(|at| format!("{}  {}", at.level, at.title)).collect();
        let known = old.and_then(|old| role.levels.iter().position(|at| at.level == old.level));
        let next = || role.levels.iter().position(|at| Some(at.level) > current);
        let start = known.or_else(next).unwrap_or(items.len().saturating_sub(1));
        let chosen = self.choose("The level you want", &items, start)?;
        role.levels.get(chosen).map(|at| at.level).ok_or_else(|| hinted("no level was chosen", "promo init"))
    }

    /// The role's levels, and those below them, from which somebody may come to it.
    fn current(&mut self, framework: &Framework, role: &Role, old: Option<&Target>) -> Result<Option<Level>> {
        let first = role.levels.first().map(|at| at.level);
        let below = framework.levels.iter().filter(|name| Some(name.level) < first);
        let below = below.map(|name| (name.level, &*name.title));
        let levels: Vec<(Level, &str)> =
            below.chain(role.levels.iter().map(|at| (at.level, &*at.title))).collect();
        let mut items: Vec<String> =
            levels.iter().map(|(level, title)| format!("{level}  {title}")).collect();
        items.push("none of these".to_owned());
        let known = old.and_then(|old| levels.iter().position(|(level, _)| Some(*level) == old.current));
        let start = if old.is_some() { known.unwrap_or(items.len() - 1) } else { 0 };
        let chosen = self.choose("The level you have", &items, start)?;
        Ok(levels.get(chosen).map(|(level, _)| *level))
    }
}

/// A level of a role, or any rank: somebody may come from another role.
pub fn role_level_or_rank(framework: &Framework, role: &Role, text: &str) -> Result<Level> {
    match framework.level(text, Some(role)) {
        Ok(level) => Ok(level),
        Err(_) => Ok(role_level(framework, role, text)?.level),
    }
}
