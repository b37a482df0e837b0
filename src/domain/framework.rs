//! A career framework: what each role asks at each level, and what evidence of it looks like.
//!
//! Levels carry a rank, a label and a title; criteria are skills, behaviours or expectations with statements at
//! levels; a role asks for criteria at a level. Levels are cumulative: what an earlier level asks is expected later.
//! Where a role asks for a level that the criterion does not define, the nearest defined one is read, and evidence
//! counts from the lower of the two: the demand stands, and the report says so.

pub mod check;
pub mod diff;
mod layers;
pub mod mapping;
mod naming;
mod skill;
#[cfg(test)]
pub(super) mod testing;
pub mod words;

use std::borrow::Cow;

use serde::Serialize;
use thiserror::Error;

pub use skill::{is_code, other_level, range};

use super::ids::Level;
use super::tag::{Tag, TagText};

/// A framework's text: borrowed from the program where the framework is built in.
pub type Text = Cow<'static, str>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CriterionKind {
    #[default]
    Skill,
    /// A sentence that a level expects, from a ladder without skills.
    Expectation,
    Behaviour,
}

impl CriterionKind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Skill => "skill",
            Self::Behaviour => "behaviour",
            Self::Expectation => "expectation",
        }
    }

    pub fn heading(self) -> &'static str {
        match self {
            Self::Skill => "Skills",
            Self::Behaviour => "Behaviours",
            Self::Expectation => "Expectations",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkLevel {
    pub level: Level,
    /// A short label such as `L4`.
    pub label: Text,
    /// A title such as `Lead`.
    pub title: Text,
}

impl FrameworkLevel {
    /// Its labels: ladders that run beside each other have one each, written `IC4 / M1`.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.label.split(" / ")
    }
}

/// What a criterion says at one level, or at none in particular.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LevelText {
    /// The level; `None` for a criterion without levels.
    pub level: Option<Level>,
    /// The whole text, white space folded.
    pub text: Text,
    /// Its statements, numbered from 1.
    pub statements: Vec<Text>,
    /// Examples that the source gives of it; they are no statements.
    pub examples: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Criterion {
    pub key: Text,
    pub kind: CriterionKind,
    pub name: Text,
    pub category: Option<Text>,
    pub subcategory: Option<Text>,
    pub url: Option<Text>,
    /// What the source says of it at no level in particular: its description, guidance notes.
    pub description: Option<Text>,
    pub group: Option<Text>,
    /// Its levels in ascending order, or one without a level.
    pub levels: Vec<LevelText>,
}

impl Criterion {
    /// The levels that it defines, ascending; none for a criterion without levels.
    pub fn defined(&self) -> impl Iterator<Item = Level> {
        self.levels.iter().filter_map(|text| text.level)
    }

    /// Whether it defines a level; one without levels is asked at any.
    pub fn defines(&self, level: Level) -> bool {
        self.defined().next().is_none() || self.defined().any(|defined| defined == level)
    }

    /// The defined level nearest to the one asked, the lower of two equally near; the asked one where none is defined.
    pub fn read_level(&self, asked: Level) -> Level {
        self.defined().min_by_key(|level| (level.get().abs_diff(asked.get()), *level)).unwrap_or(asked)
    }

    /// What it says at the level that is read for the one asked; without levels, what it says.
    pub fn text_for(&self, asked: Level) -> Option<&LevelText> {
        let read = self.read_level(asked);
        let at = self.levels.iter().find(|text| text.level == Some(read));
        at.or_else(|| self.levels.iter().find(|text| text.level.is_none()))
    }

    pub fn is_leveled(&self) -> bool {
        self.defined().next().is_some()
    }

    /// The key of a statement: `CSMG@4.1`, or `impact.1` without a level.
    pub fn statement_key(&self, text: &LevelText, index: usize) -> String {
        match text.level {
            Some(level) => format!("{}@{level}.{}", self.key, index + 1),
            None => format!("{}.{}", self.key, index + 1),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub key: Text,
    pub title: Text,
    /// Whether every role is asked for it at every level; otherwise it is off until asked for.
    pub always: bool,
}

/// A criterion that a role asks for at a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    pub key: Text,
    pub level: Level,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleLevel {
    pub level: Level,
    pub title: Text,
    pub scope: Text,
    /// What else the source says there: an overview, a reading list. Empty where it says nothing.
    pub description: Text,
    pub requires: Vec<Requirement>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    pub key: Text,
    pub title: Text,
    pub career_path: Text,
    /// Its levels, ascending.
    pub levels: Vec<RoleLevel>,
}

impl Role {
    pub fn at(&self, level: Level) -> Option<&RoleLevel> {
        self.levels.iter().find(|at| at.level == level)
    }
}

/// A framework, with what lies beneath it already layered in or not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Framework {
    pub key: Text,
    pub title: Text,
    pub source: Text,
    /// What the source says about the whole of it. Empty where it says nothing.
    pub description: Text,
    pub base: Option<Text>,
    /// Whether it holds the official text of SFIA's skills, which lies beneath every company's framework.
    pub official: bool,
    /// Its levels, ascending.
    pub levels: Vec<FrameworkLevel>,
    pub groups: Vec<Group>,
    pub criteria: Vec<Criterion>,
    pub roles: Vec<Role>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequiredCriterion<'f> {
    pub criterion: &'f Criterion,
    pub level: Level,
    /// The level whose statements are shown: the nearest that is defined.
    pub read_level: Level,
}

impl RequiredCriterion<'_> {
    /// The level from which evidence counts: the lower of the asked and the read one.
    pub fn counts_from(&self) -> Level {
        self.level.min(self.read_level)
    }

    /// `ASUP@4`.
    pub fn tag(&self) -> String {
        format!("{}@{}", self.criterion.key, self.level)
    }
}

/// A tag resolved, with what should be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedTag {
    pub tag: Tag,
    /// Levels that the criterion defines, where the tag names another.
    pub undefined: Option<Vec<Level>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ResolveError {
    #[error("no {what} `{key}` in `{framework}`")]
    Key {
        /// What the framework has: `skill or behaviour`.
        what: String,
        key: String,
        framework: String,
    },
    #[error("framework `{framework}` is not in force")]
    Framework { framework: String },
    #[error("no level `{level}` in `{framework}`")]
    Level { level: String, framework: String },
    #[error("`{key}` has {has} statements there, none numbered {number}")]
    Statement { key: String, number: u8, has: usize },
}

impl Framework {
    /// The criterion of a key, in any case.
    pub fn criterion(&self, key: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.key.eq_ignore_ascii_case(key))
    }

    /// The role of a key, in any case.
    pub fn role(&self, key: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.key.eq_ignore_ascii_case(key))
    }

    /// Reads a level: its rank, its label, or a title; a role's own titles come first (`senior` of an engineering
    /// manager is the level of the senior engineering manager).
    pub fn level(&self, text: &str, role: Option<&Role>) -> Result<Level, ResolveError> {
        let wanted = text.trim().to_lowercase();
        let known = |level: &Level| self.knows(*level);
        let by_rank = || wanted.parse().ok().and_then(Level::new).filter(known);
        let by_label = || {
            self.levels
                .iter()
                .find(|name| name.labels().any(|label| label.to_lowercase() == wanted))
                .map(|name| name.level)
        };
        let by_role_title = || {
            let levels = role?.levels.iter().map(|at| (at.title.to_lowercase(), at.level));
            levels.clone().find(|(title, _)| *title == wanted).map(|(_, level)| level).or_else(|| {
                let mut starts = levels.filter(|(title, _)| {
                    title.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with(' '))
                });
                starts.next().filter(|_| starts.next().is_none()).map(|(_, level)| level)
            })
        };
        let by_title =
            || self.levels.iter().find(|name| name.title.to_lowercase() == wanted).map(|name| name.level);
        let by_any_role = || {
            let mut all = self.roles.iter().flat_map(|role| &role.levels);
            all.find(|at| at.title.to_lowercase() == wanted).map(|at| at.level)
        };
        by_rank()
            .or_else(by_label)
            .or_else(by_role_title)
            .or_else(by_title)
            .or_else(by_any_role)
            .ok_or_else(|| ResolveError::Level { level: text.to_owned(), framework: self.key.to_string() })
    }

    /// Whether a rank is a level of it: one with a name, one that a role has or asks, one that a criterion defines.
    fn knows(&self, level: Level) -> bool {
        let named = self.levels.iter().any(|name| name.level == level);
        let asked = |role: &Role| {
            role.levels
                .iter()
                .any(|at| at.level == level || at.requires.iter().any(|need| need.level == level))
        };
        self.levels.is_empty()
            || named
            || self.roles.iter().any(asked)
            || self.criteria.iter().any(|criterion| criterion.defined().any(|defined| defined == level))
    }

    /// Turns what was typed into the tag to store. Without a level the target's is assumed.
    pub fn resolve(
        &self, text: &TagText, role: Option<&Role>, target: Option<Level>,
    ) -> Result<ResolvedTag, ResolveError> {
        if let Some(framework) = &text.framework {
            let in_force = [Some(&self.key), self.base.as_ref()].into_iter().flatten();
            if !in_force.into_iter().any(|key| key.eq_ignore_ascii_case(framework)) {
                return Err(ResolveError::Framework { framework: framework.clone() });
            }
        }
        let criterion = self.criterion(&text.key).ok_or_else(|| ResolveError::Key {
            what: self.what(),
            key: text.key.clone(),
            framework: self.key.to_string(),
        })?;
        let stated = text.level.as_deref().map(|level| self.level(level, role)).transpose()?;
        let level = stated.or(target);
        if let Some(number) = text.statement {
            let says = level.map_or(criterion.levels.first().filter(|at| at.level.is_none()), |level| {
                criterion.text_for(level)
            });
            let has = says.map_or(0, |says| says.statements.len());
            if usize::from(number) > has {
                let key =
                    level.map_or(criterion.key.to_string(), |level| format!("{}@{level}", criterion.key));
                return Err(ResolveError::Statement { key, number, has });
            }
        }
        let undefined = stated
            .filter(|level| !criterion.defines(*level))
            .map(|_| criterion.defined().collect::<Vec<_>>());
        Ok(ResolvedTag {
            tag: Tag {
                key: criterion.key.to_string(),
                level,
                assumed: stated.is_none() || text.assumed,
                statement: text.statement,
            },
            undefined,
        })
    }

    /// What a role asks at a level: its own demands in its order, then the groups asked of everybody, then the groups
    /// named in `extra`; what it demands itself does not come again with its group.
    pub fn asked<'f>(&'f self, at: &RoleLevel, extra: &[String]) -> Vec<RequiredCriterion<'f>> {
        let ask = |criterion: &'f Criterion, level| RequiredCriterion {
            criterion,
            level,
            read_level: criterion.read_level(level),
        };
        let required =
            at.requires.iter().filter_map(|need| Some(ask(self.criterion(&need.key)?, need.level)));
        let mut all: Vec<RequiredCriterion<'f>> = required.collect();
        for group in
            self.groups.iter().filter(|group| group.always || extra.iter().any(|key| *key == group.key))
        {
            for criterion in self.criteria.iter().filter(|one| one.group.as_ref() == Some(&group.key)) {
                if !at.requires.iter().any(|need| need.key.eq_ignore_ascii_case(&criterion.key)) {
                    all.push(ask(criterion, at.level));
                }
            }
        }
        all
    }

    /// As [`Framework::asked`], followed by what the role's earlier levels ask, the nearest level first.
    pub fn asked_cumulative<'f>(
        &'f self, role: &Role, at: &RoleLevel, extra: &[String],
    ) -> Vec<RequiredCriterion<'f>> {
        let earlier = role.levels.iter().rev().filter(|other| other.level < at.level);
        let earlier = earlier.flat_map(|other| self.asked(other, extra));
        self.asked(at, extra).into_iter().chain(earlier).collect()
    }
}

#[cfg(test)]
mod tests;
