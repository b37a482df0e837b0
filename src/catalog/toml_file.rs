//! promo's own framework file: TOML with `schema = 1`, described by `schema/exchange/framework.schema.json`.
//!
//! A file says what is its own and leaves the rest to the framework named in `base`: a criterion without `name` takes
//! the base's. A key that the format does not know is refused, so that a typing error cannot silently drop a demand.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::framework::{
    Criterion, CriterionKind, Framework, FrameworkLevel, Group, LevelText, Requirement, Role, RoleLevel,
};
use crate::domain::ids::Level;
use crate::domain::tag::{TagText, is_key};

pub const SCHEMA: u32 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileError {
    /// Not TOML of the format; the message has the line and the key.
    #[error("`{file}`, line {line}: {why}")]
    Syntax {
        file: String,
        /// The line, from 1.
        line: usize,
        why: String,
    },
    #[error("`{file}`, line {line}: {why}")]
    Row {
        file: String,
        /// The line, from 1.
        line: u64,
        why: String,
    },
    #[error("`{file}`: {place}: {why}")]
    Meaning { file: String, place: String, why: String },
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TomlFramework {
    pub(super) schema: u32,
    pub(super) key: String,
    // Before what may be long: the start of a file tells whether it is.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) official: bool,
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) source: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) base: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) levels: Vec<TomlLevel>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) groups: Vec<TomlGroup>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) criteria: Vec<TomlCriterion>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) roles: Vec<TomlRole>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TomlLevel {
    pub(super) rank: u8,
    pub(super) label: String,
    pub(super) title: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TomlGroup {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) asked: TomlAsked,
}

#[derive(Deserialize, Serialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TomlAsked {
    Always,
    OnRequest,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TomlKind {
    Skill,
    Behaviour,
    Expectation,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TomlCriterion {
    pub(super) key: String,
    pub(super) kind: TomlKind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subcategory: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) group: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) levels: Vec<TomlLevelText>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TomlLevelText {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) statements: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) examples: Vec<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TomlRole {
    pub(super) key: String,
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) career_path: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) levels: Vec<TomlRoleLevel>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TomlRoleLevel {
    pub(super) level: u8,
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) scope: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) requires: Vec<String>,
}

/// Reads a framework file.
///
/// # Errors
/// What is wrong, with the line where the text itself is at fault, else with the table's key.
pub fn read(text: &str, file: &str) -> Result<Framework, FileError> {
    let parsed: TomlFramework = toml::from_str(text).map_err(|error| FileError::Syntax {
        file: file.to_owned(),
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        why: error.message().to_owned(),
    })?;
    framework_of(parsed, file).map_err(|error| with_line(error, text))
}

/// Gives what is wrong with a table its line: the last one that gives it the name by which the message calls it.
fn with_line(error: FileError, text: &str) -> FileError {
    let FileError::Meaning { file, place, why } = error else { return error };
    let name = place.split('`').nth(1).map(|name| format!("\"{name}\""));
    let is_it = |line: &str| match (&name, line.split_once('=')) {
        (Some(name), Some((_, value))) => value.trim() == name,
        (None, Some((key, _))) => key.trim() == place,
        (_, None) => false,
    };
    match text.lines().zip(1..).filter(|(line, _)| is_it(line)).last() {
        Some((_, line)) => FileError::Syntax { file, line, why: format!("{place}: {why}") },
        None => FileError::Meaning { file, place, why },
    }
}

pub(super) fn framework_of(parsed: TomlFramework, file: &str) -> Result<Framework, FileError> {
    let place = TomlContext { file };
    if parsed.schema != SCHEMA {
        return Err(place.wrong("schema", format!("version {} is not read, only {SCHEMA}", parsed.schema)));
    }
    place.key("key", &parsed.key)?;
    let mut levels = Vec::with_capacity(parsed.levels.len());
    for level in parsed.levels {
        levels.push(FrameworkLevel {
            level: place.level(&format!("level `{}`", level.title), level.rank)?,
            label: level.label.into(),
            title: level.title.into(),
        });
    }
    levels.sort_by_key(|name| name.level);
    let groups = parsed
        .groups
        .into_iter()
        .map(|group| Group {
            key: group.key.into(),
            title: group.title.into(),
            always: group.asked == TomlAsked::Always,
        })
        .collect();
    let criteria =
        parsed.criteria.into_iter().map(|one| place.criterion(one)).collect::<Result<Vec<_>, _>>()?;
    let roles = parsed.roles.into_iter().map(|one| place.role(one)).collect::<Result<Vec<_>, _>>()?;
    let mut seen = HashSet::with_capacity(criteria.len());
    for criterion in &criteria {
        if !seen.insert(criterion.key.to_ascii_lowercase()) {
            return Err(place.wrong(&format!("criterion `{}`", criterion.key), "stands twice".to_owned()));
        }
    }
    Ok(Framework {
        key: parsed.key.into(),
        title: parsed.title.into(),
        source: parsed.source.into(),
        description: parsed.description.into(),
        base: parsed.base.map(Into::into),
        official: parsed.official,
        levels,
        groups,
        criteria,
        roles,
    })
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The line, from 1, that holds a byte offset.
pub fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

struct TomlContext<'f> {
    file: &'f str,
}

impl TomlContext<'_> {
    fn wrong(&self, place: &str, why: String) -> FileError {
        FileError::Meaning { file: self.file.to_owned(), place: place.to_owned(), why }
    }

    fn key(&self, place: &str, key: &str) -> Result<(), FileError> {
        if is_key(key) {
            return Ok(());
        }
        Err(self.wrong(place, format!("`{key}` is no key: use letters, digits and hyphens")))
    }

    fn level(&self, place: &str, rank: u8) -> Result<Level, FileError> {
        Level::new(rank)
            .ok_or_else(|| self.wrong(place, format!("rank {rank} is outside 1 to {}", Level::MAX)))
    }

    fn criterion(&self, one: TomlCriterion) -> Result<Criterion, FileError> {
        let place = format!("criterion `{}`", one.key);
        self.key(&place, &one.key)?;
        let mut levels = Vec::with_capacity(one.levels.len());
        for text in one.levels {
            let level = text.level.map(|rank| self.level(&place, rank)).transpose()?;
            let whole = text.text.unwrap_or_else(|| join(&text.statements));
            let statements = text.statements.into_iter().map(Into::into).collect();
            let examples = text.examples.into_iter().map(Into::into).collect();
            levels.push(LevelText { level, text: whole.into(), statements, examples });
        }
        levels.sort_by_key(|text| text.level);
        if levels.len() > 1 && levels[0].level.is_none() {
            let why = "has a text without a level beside those with one, which would hide it";
            return Err(self.wrong(&place, why.to_owned()));
        }
        if let Some(twice) = levels.windows(2).find(|pair| pair[0].level == pair[1].level) {
            let level = twice[0].level.map_or("no level".to_owned(), |level| format!("level {level}"));
            return Err(self.wrong(&place, format!("{level} stands twice")));
        }
        Ok(Criterion {
            key: one.key.into(),
            kind: match one.kind {
                TomlKind::Skill => CriterionKind::Skill,
                TomlKind::Behaviour => CriterionKind::Behaviour,
                TomlKind::Expectation => CriterionKind::Expectation,
            },
            name: one.name.into(),
            category: one.category.map(Into::into),
            subcategory: one.subcategory.map(Into::into),
            url: one.url.map(Into::into),
            description: one.description.map(Into::into),
            group: one.group.map(Into::into),
            levels,
        })
    }

    fn role(&self, one: TomlRole) -> Result<Role, FileError> {
        let place = format!("role `{}`", one.key);
        self.key(&place, &one.key)?;
        let mut levels = Vec::with_capacity(one.levels.len());
        for at in one.levels {
            let place = format!("{place}, level {}", at.level);
            let requires = at.requires.iter().map(|need| self.requirement(&place, need));
            levels.push(RoleLevel {
                level: self.level(&place, at.level)?,
                requires: requires.collect::<Result<_, _>>()?,
                title: at.title.into(),
                scope: at.scope.into(),
                description: at.description.into(),
            });
        }
        levels.sort_by_key(|at| at.level);
        Ok(Role { key: one.key.into(), title: one.title.into(), career_path: one.career_path.into(), levels })
    }

    fn requirement(&self, place: &str, need: &str) -> Result<Requirement, FileError> {
        let tag = need.parse::<TagText>().ok();
        let level = tag.as_ref().and_then(|tag| tag.level.as_deref()?.parse().ok()).and_then(Level::new);
        match (tag, level) {
            (Some(tag), Some(level)) => Ok(Requirement { key: tag.key.into(), level }),
            _ => Err(self.wrong(place, format!("`{need}` is no demand: write KEY@LEVEL"))),
        }
    }
}

/// The text of a level that says nothing but its statements.
pub(super) fn join(statements: &[String]) -> String {
    let mut text = String::new();
    for statement in statements {
        let gap = if text.is_empty() { "" } else { " " };
        let _ = write!(text, "{gap}{statement}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "schema = 1\nkey = \"x\"\ntitle = \"X\"\n";

    #[test]
    fn a_file_is_read_whole() {
        let text = format!(
            "{HEAD}base = \"sfia-9\"\n\
             [[levels]]\nrank = 4\nlabel = \"L4\"\ntitle = \"Lead\"\n\
             [[groups]]\nkey = \"b\"\ntitle = \"B\"\nasked = \"on-request\"\n\
             [[criteria]]\nkey = \"ASUP\"\nkind = \"skill\"\n\
             [[criteria.levels]]\nlevel = 4\nstatements = [\"One.\", \"Two.\"]\n\
             [[roles]]\nkey = \"r\"\ntitle = \"R\"\n\
             [[roles.levels]]\nlevel = 4\ntitle = \"Lead R\"\nrequires = [\"ASUP@4\"]\n"
        );
        let framework = read(&text, "x.toml").unwrap();
        assert_eq!(framework.criteria[0].levels[0].text, "One. Two.");
        assert_eq!(framework.roles[0].levels[0].requires[0].key, "ASUP");
        assert!(!framework.groups[0].always);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (tail, wanted) in [
            ("oops = 1\n", "`x.toml`, line 4: unknown field `oops`"),
            (
                "[[levels]]\nrank = 0\nlabel = \"\"\ntitle = \"T\"\n",
                "`x.toml`, line 7: level `T`: rank 0 is outside 1 to 30",
            ),
            (
                "[[criteria]]\nkey = \"a b\"\nkind = \"skill\"\n",
                "`x.toml`, line 5: criterion `a b`: `a b` is no key: use letters, digits and hyphens",
            ),
            (
                "[[criteria]]\nkey = \"a\"\nkind = \"skill\"\n[[criteria]]\nkey = \"A\"\nkind = \"skill\"\n",
                "`x.toml`, line 8: criterion `A`: stands twice",
            ),
            (
                "[[criteria]]\nkey = \"a\"\nkind = \"skill\"\n[[criteria.levels]]\nlevel = 2\n[[criteria.levels]]\nlevel = 2\n",
                "`x.toml`, line 5: criterion `a`: level 2 stands twice",
            ),
            (
                "[[roles]]\nkey = \"r\"\ntitle = \"R\"\n[[roles.levels]]\nlevel = 1\ntitle = \"T\"\nrequires = [\"ASUP\"]\n",
                "`x.toml`, line 5: role `r`, level 1: `ASUP` is no demand: write KEY@LEVEL",
            ),
        ] {
            let error = read(&format!("{HEAD}{tail}"), "x.toml").unwrap_err().to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
        let error = read("schema = 2\nkey = \"x\"\ntitle = \"X\"\n", "x.toml").unwrap_err();
        assert_eq!(error.to_string(), "`x.toml`, line 1: schema: version 2 is not read, only 1");
    }
}
