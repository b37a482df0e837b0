//! Whose journal it is and what it is kept for: the profile and the target.

use chrono::NaiveDate;

use super::ids::Level;

/// The person whose journal it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The name that the document uses.
    pub name: Option<String>,
    /// The pronouns, as given: `she/her`.
    pub pronouns: Option<String>,
    /// The manager, who writes the last section.
    pub manager: Option<String>,
    /// The key of the framework in force.
    pub framework: String,
    /// Whether behaviours that the framework does not define come from the built-in one.
    pub behaviours: bool,
}

impl Default for Profile {
    fn default() -> Self {
        Self { name: None, pronouns: None, manager: None, framework: String::new(), behaviours: true }
    }
}

/// The version of a framework that tags were set under.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The framework's key.
    pub framework: String,
    /// What its file holds, in twelve hexadecimal digits.
    pub hash: String,
}

/// The promotion that the journal is kept for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The role's key.
    pub role: String,
    /// The level held today.
    pub current: Option<Level>,
    /// The level wanted.
    pub level: Level,
    /// When the case is due.
    pub due: Option<NaiveDate>,
    /// Evidence from before this day is shown, not counted.
    pub level_since: Option<NaiveDate>,
    /// Groups asked for beyond those that everybody is asked.
    pub groups: Vec<String>,
}
