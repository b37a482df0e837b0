//! The tests that fail, each with its words.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::domain::ids::Level;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    None,
    /// None that counts, at any level: replaced, too early, or outside the window.
    NoneCounts,
    Entries {
        needs: u32,
        has: u32,
        level: Level,
        below: u32,
    },
    /// The newest at the level is older than allowed.
    Old {
        newest: NaiveDate,
        months: u32,
    },
    /// The evidence at the level lies before the window.
    BeforeWindow {
        newest: NaiveDate,
    },
    Spread {
        needs: u32,
        projects: u32,
        quarters: u32,
    },
    Results {
        needs: u32,
        has: u32,
    },
    Links {
        needs: u32,
        has: u32,
    },
    Stated {
        needs: u32,
        has: u32,
    },
    /// Too few that were one's own work.
    Own {
        needs: u32,
        has: u32,
    },
}

/// `1 entry`, `2 entries`.
pub fn count(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

impl Serialize for Failure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
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
