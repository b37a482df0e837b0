//! The tests that fail, each with its words.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::ids::Level;

/// A test that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No entry at any level.
    None,
    /// None that counts, at any level: replaced, too early, or outside the window.
    NoneCounts,
    /// Too few at the level.
    Entries {
        /// Asked for.
        needs: u32,
        /// Found.
        has: u32,
        /// The level from which evidence counts.
        level: Level,
        /// Found below it.
        below: u32,
    },
    /// The newest at the level is older than allowed.
    Old {
        /// Its day.
        newest: NaiveDate,
        /// The months allowed.
        months: u32,
    },
    /// The evidence at the level lies before the window.
    BeforeWindow {
        /// The newest of it.
        newest: NaiveDate,
    },
    /// From too few projects and quarters.
    Spread {
        /// Asked for.
        needs: u32,
        /// Projects found.
        projects: u32,
        /// Quarters found.
        quarters: u32,
    },
    /// Too few with a result.
    Results {
        /// Asked for.
        needs: u32,
        /// Found.
        has: u32,
    },
    /// Too few with a link.
    Links {
        /// Asked for.
        needs: u32,
        /// Found.
        has: u32,
    },
    /// Too few whose level is stated.
    Stated {
        /// Asked for.
        needs: u32,
        /// Found.
        has: u32,
    },
    /// Too few that were one's own work.
    Own {
        /// Asked for.
        needs: u32,
        /// Found.
        has: u32,
    },
}

/// `1 entry`, `2 entries`.
pub fn count(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = |n| count(n, "entry", "entries");
        match *self {
            Self::None => f.write_str("no entry yet"),
            Self::NoneCounts => f.write_str("no entry that counts"),
            Self::Entries { needs, has, level, below } => {
                write!(f, "needs {} at level {level}, has {has}", entries(needs))?;
                if below > 0 { write!(f, " and {below} below") } else { Ok(()) }
            }
            Self::Old { newest, months } => {
                write!(f, "newest {newest}, older than {}", count(months, "month", "months"))
            }
            Self::BeforeWindow { newest } => write!(f, "newest {newest}, before the window"),
            Self::Spread { needs, projects, quarters } => write!(
                f,
                "needs {} or {}, has {} and {}",
                count(needs, "project", "projects"),
                count(needs, "quarter", "quarters"),
                count(projects, "project", "projects"),
                count(quarters, "quarter", "quarters")
            ),
            Self::Results { needs, has } => write!(f, "needs {} with a result, has {has}", entries(needs)),
            Self::Links { needs, has } => write!(f, "needs {} with a link, has {has}", entries(needs)),
            Self::Stated { needs, has } => {
                write!(f, "needs {} whose level is stated, not assumed, has {has}", entries(needs))
            }
            Self::Own { needs, has } => {
                write!(f, "needs {} of own work, not helped, has {has}", entries(needs))
            }
        }
    }
}
