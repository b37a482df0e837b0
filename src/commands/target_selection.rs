//! What to judge by: the target in use, or the role and level that are named for this once. What keeps a target from
//! being judged by is message here, with what to type instead.

use anyhow::Result;

use super::context::{Context, groups, role, role_level};
use crate::catalog::builtin;
use crate::domain::framework::{Framework, RequiredCriterion, Role, RoleLevel};
use crate::domain::ids::Level;
use crate::domain::journal::Target;
use crate::error::{hinted, with_hint};
use crate::render::text::list;

/// A role at a level, with what is asked there.
pub struct TargetSelection<'g> {
    pub(crate) role: &'g Role,
    pub(crate) at: &'g RoleLevel,
    /// The target in use, where this is its role.
    pub(crate) target: Option<&'g Target>,
    /// The groups that are asked for beyond those of everybody.
    pub(crate) groups: Vec<String>,
}

impl<'g> TargetSelection<'g> {
    /// That of a role, a level and groups that are named; the rest is the target's.
    pub(crate) fn by(
        context: &'g Context, named: Option<&str>, level: Option<&str>, with: &[String],
    ) -> Result<Self> {
        let framework = &context.framework;
        let target = context.target.as_ref();
        let (role, at) = match (named, level, target) {
            (None, None, Some(target)) => place(context, target)?,
            (Some(key), Some(level), _) => {
                let role = role(framework, key)?;
                (role, role_level(framework, role, level)?)
            }
            (Some(key), None, _) => {
                let role = role(framework, key)?;
                let at = target.and_then(|target| role.at(target.level));
                (role, at.ok_or_else(|| no_level(role, target))?)
            }
            (None, Some(level), Some(target)) => {
                let known = framework.role(&target.role);
                let role = known.ok_or_else(|| unknown_target(context, target))?;
                (role, role_level(framework, role, level)?)
            }
            (None, _, None) => return Err(no_target(context)),
        };
        let target = target.filter(|target| {
            target.role.eq_ignore_ascii_case(&role.key) && context.matches_framework(target)
        });
        let mut groups = groups(framework, with)?;
        groups.extend(target.map(|target| target.groups.clone()).unwrap_or_default());
        Ok(Self { role, at, target, groups })
    }

    pub(crate) fn asked(&self, framework: &'g Framework) -> Vec<RequiredCriterion<'g>> {
        framework.asked(self.at, &self.groups)
    }
}

/// Where a target is in the framework that is judged by.
pub(crate) fn place<'g>(context: &'g Context, target: &Target) -> Result<(&'g Role, &'g RoleLevel)> {
    let role = context.framework.role(&target.role);
    let found = role.and_then(|role| Some((role, role.at(target.level)?)));
    found.ok_or_else(|| unknown_target(context, target))
}

/// A target that the framework which is judged by does not have.
fn unknown_target(context: &Context, target: &Target) -> anyhow::Error {
    let (framework, in_force) = (&context.framework, &*context.profile.framework);
    let Some((role, level)) = example(framework, Some(target)) else { return no_roles(context) };
    let named = format!("name another for this once: --role {role} --level {level}");
    if !framework.key.eq_ignore_ascii_case(in_force) {
        return hinted(format!("`{}` has no {}, which is your target", framework.key, target.name()), named);
    }
    if context.matches_framework(target) {
        let what = match framework.role(&target.role) {
            Some(role) => format!("`{}` has no level {}", role.key, target.level),
            None => format!("there is no role `{}`", target.role),
        };
        let message = format!("your target is {}, and {what} in `{}`", target.name(), framework.key);
        return hinted(message, format!("promo init --role {role} --target {level}, or {named}"));
    }
    let full = target.full_name(in_force);
    hinted(
        format!("your target {full} is not of `{}`, which is in force", framework.key),
        format!("promo target use {full}, promo init --role {role} --target {level}, or {named}"),
    )
}

/// The error of a command that needs a target where none is in use.
pub(crate) fn no_target(context: &Context) -> anyhow::Error {
    if let Some(first) = context.unused_targets.first() {
        let message = format!("promo target use {first}; promo target list shows all");
        return hinted("none of this journal's targets is in use", message);
    }
    match example(&context.framework, None) {
        Some((role, level)) => hinted(
            "this journal has no target yet",
            format!("promo init, or name one for this once: --role {role} --level {level}"),
        ),
        None => no_roles(context),
    }
}

/// As [`no_target`], of a command that takes no role and level for this once.
pub(crate) fn no_target_to_set(context: &Context) -> anyhow::Error {
    let error = no_target(context);
    let Some((role, level)) = example(&context.framework, None).filter(|_| context.unused_targets.is_empty())
    else {
        return error;
    };
    let below = level.get().checked_sub(1).map(|below| below.to_string());
    let below = below.filter(|below| context.framework.level(below, None).is_ok());
    let current = below.map(|below| format!(" --current {below}")).unwrap_or_default();
    with_hint(error, format!("promo init --role {role}{current} --target {level}"))
}

fn no_roles(context: &Context) -> anyhow::Error {
    let (framework, other) = (&context.framework, builtin::DEFAULT);
    let once = format!("promo gap --framework {other} --role support-engineer --level 4");
    let hint = match context.in_force {
        Some(_) => format!("promo framework list shows which have; {once}"),
        None => format!("promo framework use {other}, or for this once: {once}"),
    };
    hinted(format!("`{}` has {}, but no roles to judge by", framework.key, framework.whats()), hint)
}

fn no_level(role: &Role, target: Option<&Target>) -> anyhow::Error {
    let levels: Vec<String> = role.levels.iter().map(|at| format!("{} ({})", at.level, at.title)).collect();
    let message = match target {
        Some(target) => format!("`{}` has no level {}, which is your target's", role.key, target.level),
        None => format!("no level of `{}` is named", role.key),
    };
    hinted(message, format!("name one behind --level: {}", list(&levels, "or")))
}

/// A role and a level that a framework has: those nearest to a target, to show what can be typed.
pub(crate) fn example(framework: &Framework, target: Option<&Target>) -> Option<(String, Level)> {
    let same = target.and_then(|target| framework.role(&target.role));
    let role = same.or_else(|| framework.roles.iter().find(|role| !role.levels.is_empty()))?;
    let wanted = target.map_or(Level::known(4), |target| target.level);
    Some((role.key.to_string(), nearest(role, wanted)))
}

/// The level of a role that is nearest to one, the lower of two equally near.
pub(crate) fn nearest(role: &Role, level: Level) -> Level {
    let levels = role.levels.iter().map(|at| at.level);
    levels.min_by_key(|at| (at.get().abs_diff(level.get()), *at)).unwrap_or(level)
}
