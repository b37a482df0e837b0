//! A target as it is named on the command line: by its number in the list, or by its role and level. What is named
//! without a framework is of the one in force, if that has it.

use anyhow::Result;

use super::super::context::{framework_library, profile_or_default, role, role_level, unknown_framework};
use super::super::target_selection::example;
use crate::app::paths::Paths;
use crate::catalog::framework_library::FrameworkLibrary;
use crate::domain::framework::{Framework, RoleLevel};
use crate::domain::journal::{ListedTarget, Profile, Target, TargetName};
use crate::error::{hinted, with_hint};
use crate::render::text::list;
use crate::store::Store;

/// The targets of a journal, with the frameworks that they are of.
pub(crate) struct Targets {
    /// Whose they are; its framework is the one in force.
    pub profile: Profile,
    /// All of them, by number.
    pub all: Vec<ListedTarget>,
    shelf: FrameworkLibrary,
    frameworks: Vec<Framework>,
}

impl Targets {
    /// Loads them; a framework is read when it is asked for.
    pub(crate) fn load(places: &Paths, store: &Store) -> Result<Self> {
        let (profile, all) = (profile_or_default(store.profile()?), store.targets()?);
        Ok(Self { profile, all, shelf: framework_library(places), frameworks: Vec::new() })
    }

    /// A framework, as tags would be read against it.
    pub(crate) fn framework(&mut self, key: &str) -> Result<&Framework> {
        let read = self.frameworks.iter().position(|one| one.key.eq_ignore_ascii_case(key));
        let at = match read {
            Some(at) => at,
            None => {
                let found = self.shelf.in_force(key, self.profile.behaviours)?;
                self.frameworks.push(found.ok_or_else(|| unknown_framework(&self.shelf, key))?);
                self.frameworks.len() - 1
            }
        };
        Ok(&self.frameworks[at])
    }

    /// What a target is called: with its framework where that is not the one in force.
    pub(crate) fn name(&self, target: &Target) -> String {
        let in_force = &*self.profile.framework;
        match target.of(in_force).eq_ignore_ascii_case(in_force) {
            true => target.name(),
            false => target.full_name(in_force),
        }
    }

    /// Where a target is in its framework.
    ///
    /// # Errors
    /// A framework, role or level that is not there any more.
    pub(crate) fn place(&mut self, target: &Target) -> Result<(&Framework, &RoleLevel)> {
        let key = target.of(&self.profile.framework).to_owned();
        let framework = self.framework(&key)?;
        let role = role(framework, &target.role)?;
        let at = role.at(target.level).ok_or_else(|| {
            hinted(format!("`{}` has no level {} in `{}`", role.key, target.level, framework.key), "")
        })?;
        Ok((framework, at))
    }

    /// What somebody without a target may type first.
    pub(crate) fn first_step(&mut self) -> String {
        let key = self.profile.framework.clone();
        match self.framework(&key).ok().and_then(|framework| example(framework, None)) {
            Some((role, level)) => format!("promo init, or promo target add {role}@{level}"),
            None => "promo init".to_owned(),
        }
    }

    /// The one of the list that is meant.
    ///
    /// # Errors
    /// None, or several of frameworks that are not in force.
    pub(crate) fn find(&mut self, text: &str) -> Result<ListedTarget> {
        if let Some(found) = self.listed(text)? {
            return Ok(found);
        }
        let hint = match self.all.is_empty() {
            true => format!("there is none yet: {}", self.first_step()),
            false => {
                let names: Vec<String> = self.all.iter().map(|listed| self.name(&listed.target)).collect();
                let add = match self.made(text, None) {
                    Ok(_) => format!("; promo target add {} adds it", quoted(text)),
                    Err(_) => String::new(),
                };
                let verb = if names.len() == 1 { "is" } else { "are" };
                format!("there {verb} {}{add}", list(&names, "and"))
            }
        };
        Err(hinted(format!("no target `{}` in the list", text.trim()), hint))
    }

    /// The one of the list that is meant, if it is there.
    ///
    /// # Errors
    /// A name that cannot be read; several of frameworks that are not in force.
    pub(crate) fn listed(&mut self, text: &str) -> Result<Option<ListedTarget>> {
        let (framework, role, level) = match parsed(text)? {
            TargetName::Number(id) => return Ok(self.all.iter().find(|listed| listed.id == id).cloned()),
            TargetName::Place { framework, role, level } => (framework, role, level),
        };
        let mut found = Vec::new();
        for listed in self.all.clone() {
            let key = listed.target.of(&self.profile.framework).to_owned();
            let fits = listed.target.role.eq_ignore_ascii_case(&role)
                && framework.as_ref().is_none_or(|framework| framework.eq_ignore_ascii_case(&key));
            if fits && self.is_level(&level, &listed.target) {
                found.push(listed);
            }
        }
        let in_force = |listed: &&ListedTarget| {
            listed.target.of(&self.profile.framework).eq_ignore_ascii_case(&self.profile.framework)
        };
        if let Some(one) = found.iter().find(in_force) {
            return Ok(Some(one.clone()));
        }
        if found.len() > 1 {
            let names: Vec<String> = found.iter().map(|listed| self.name(&listed.target)).collect();
            return Err(hinted(
                format!("`{}` is in several frameworks, none of which is in force", text.trim()),
                format!("name one: {}", list(&names, "or")),
            ));
        }
        Ok(found.pop())
    }

    /// Whether a level as typed is a target's. Where its framework is gone, only the number tells.
    fn is_level(&mut self, text: &str, target: &Target) -> bool {
        if text == target.level.to_string() {
            return true;
        }
        let key = target.of(&self.profile.framework).to_owned();
        let Ok(framework) = self.framework(&key) else { return false };
        framework.level(text, framework.role(&target.role)).is_ok_and(|level| level == target.level)
    }

    /// A target that may be in no list yet: a role at a level of a framework.
    ///
    /// # Errors
    /// A name that cannot be read; a framework, role or level that there is not.
    pub(crate) fn made(&mut self, text: &str, named: Option<&str>) -> Result<Target> {
        let TargetName::Place { framework, role: key, level } = parsed(text)? else {
            let example = self.example();
            return Err(hinted(
                format!("`{}` is no role at a level", text.trim()),
                format!("write ROLE@LEVEL, such as {example}"),
            ));
        };
        if let (Some(one), Some(other)) = (&framework, named)
            && !one.eq_ignore_ascii_case(other)
        {
            return Err(hinted(
                format!("two frameworks are named, `{one}` and `{other}`"),
                format!("leave one out: {key}@{level} --framework {other}"),
            ));
        }
        let of = named.or(framework.as_deref()).unwrap_or(&self.profile.framework).to_owned();
        let framework = self.framework(&of)?;
        let role = role(framework, &key)?;
        let at = role_level(framework, role, &level)?;
        Ok(Target {
            framework: Some(framework.key.to_string()),
            role: role.key.to_string(),
            current: None,
            level: at.level,
            due: None,
            level_since: None,
            groups: Vec::new(),
        })
    }

    /// A role and a level of the framework in force, to show what can be typed.
    fn example(&mut self) -> String {
        let key = self.profile.framework.clone();
        let found = self.framework(&key).ok().and_then(|framework| example(framework, None));
        found.map_or("support-engineer@4".to_owned(), |(role, level)| format!("{role}@{level}"))
    }
}

fn parsed(text: &str) -> Result<TargetName> {
    text.parse().map_err(|error: crate::domain::journal::TargetNameError| {
        with_hint(
            error.into(),
            "name it by its number in promo target list, or as ROLE@LEVEL: support-engineer@4",
        )
    })
}

fn quoted(text: &str) -> String {
    shell_words::quote(text.trim()).into_owned()
}
