//! Whose journal it is and what it is kept for: the profile and the target.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::ids::Level;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub name: Option<String>,
    /// The pronouns, as given: `she/her`.
    pub pronouns: Option<String>,
    /// The manager, who writes the last section.
    pub manager: Option<String>,
    /// The key of the framework in force.
    pub framework: String,
    /// Whether behaviours that the framework does not define come from the built-in one; a state of history from before
    /// there was a choice says nothing of it.
    #[serde(default = "yes")]
    pub behaviours: bool,
}

fn yes() -> bool {
    true
}

impl Default for Profile {
    fn default() -> Self {
        Self { name: None, pronouns: None, manager: None, framework: String::new(), behaviours: true }
    }
}

/// The version of a framework that tags were set under.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FrameworkVersion {
    pub framework: String,
    /// What its file holds, in twelve hexadecimal digits.
    pub hash: String,
}

/// A promotion that the journal is kept for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The key of the framework that it is of; `None` is the one in force.
    pub framework: Option<String>,
    pub role: String,
    pub current: Option<Level>,
    pub level: Level,
    pub due: Option<NaiveDate>,
    /// Evidence from before this day is shown, not counted.
    pub level_since: Option<NaiveDate>,
    /// Groups asked for beyond those that everybody is asked.
    pub groups: Vec<String>,
}

/// A target as the journal lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTarget {
    /// Its number, which no other target is ever given.
    pub id: u32,
    /// Whether it is the one that commands judge by.
    pub in_use: bool,
    pub target: Target,
}

impl Target {
    /// What it is called: `support-engineer@4`.
    pub fn name(&self) -> String {
        format!("{}@{}", self.role, self.level)
    }

    /// Its framework, where `in_force` is the key of the one in force.
    pub fn of<'t>(&'t self, in_force: &'t str) -> &'t str {
        self.framework.as_deref().unwrap_or(in_force)
    }

    /// What it is called where its framework has to be named too: `engineering/support-engineer@4`.
    pub fn full_name(&self, in_force: &str) -> String {
        format!("{}/{}", self.of(in_force), self.name())
    }

    /// Whether both are the same role at the same level of the same framework.
    pub fn is_same(&self, other: &Self, in_force: &str) -> bool {
        self.full_name(in_force).eq_ignore_ascii_case(&other.full_name(in_force))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetName {
    Number(u32),
    /// By its role and level: `[framework/]role@level`.
    Place {
        /// The framework's key, where it is named.
        framework: Option<String>,
        role: String,
        /// The level as typed: number, label or title.
        level: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` names no target")]
pub struct TargetNameError(pub String);

impl FromStr for TargetName {
    type Err = TargetNameError;

    fn from_str(text: &str) -> Result<Self, TargetNameError> {
        let text = text.trim();
        if let Ok(number) = text.parse() {
            return Ok(Self::Number(number));
        }
        let wrong = || TargetNameError(text.to_owned());
        let (place, level) = text.split_once('@').ok_or_else(wrong)?;
        let (framework, role) = match place.split_once('/') {
            Some((framework, role)) => (Some(framework.trim()), role.trim()),
            None => (None, place.trim()),
        };
        let level = level.trim();
        if role.is_empty() || level.is_empty() || framework == Some("") {
            return Err(wrong());
        }
        Ok(Self::Place {
            framework: framework.map(str::to_owned),
            role: role.to_owned(),
            level: level.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_named_by_its_number_or_by_its_place() {
        let place = |framework: Option<&str>, role: &str, level: &str| TargetName::Place {
            framework: framework.map(str::to_owned),
            role: role.to_owned(),
            level: level.to_owned(),
        };
        for (text, wanted) in [
            ("2", Some(TargetName::Number(2))),
            ("support-engineer@4", Some(place(None, "support-engineer", "4"))),
            (" qa-engineer@Lead QA Engineer ", Some(place(None, "qa-engineer", "Lead QA Engineer"))),
            ("acme/engineer@L4", Some(place(Some("acme"), "engineer", "L4"))),
            ("support-engineer", None),
            ("@4", None),
            ("support-engineer@", None),
            ("/support-engineer@4", None),
            ("acme/@4", None),
            ("", None),
        ] {
            assert_eq!(text.parse().ok(), wanted, "{text}");
        }
    }

    #[test]
    fn a_target_without_a_framework_is_of_the_one_in_force() {
        let of = |framework: Option<&str>| Target {
            framework: framework.map(str::to_owned),
            role: "a".into(),
            current: None,
            level: Level::known(4),
            due: None,
            level_since: None,
            groups: Vec::new(),
        };
        assert_eq!(of(None).full_name("acme"), "acme/a@4");
        assert!(of(None).is_same(&of(Some("Acme")), "acme"));
        assert!(!of(None).is_same(&of(Some("other")), "acme"));
    }
}
