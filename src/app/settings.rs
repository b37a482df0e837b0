//! Settings, not data: the configuration's TOML file. They change how evidence and the document are judged, never how
//! an entry is read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

use crate::domain::coverage::Rules;

/// All settings, with their defaults.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Settings {
    pub(crate) rules: Rules,
    /// The most words that GitLab's document may have, where not as its template says.
    pub(crate) words: Option<usize>,
}

#[derive(Debug, Error)]
pub(crate) enum SettingsError {
    /// Not TOML, an unknown key, or a value of the wrong sort.
    #[error("`{}`, line {line}: {why}", path.display())]
    Syntax {
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, with the key.
        why: String,
    },
    /// A file that was asked for and cannot be opened.
    #[error("the settings `{}` cannot be read", path.display())]
    Io { path: PathBuf, source: io::Error },
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rules: RulesTable,
    #[serde(default)]
    document: DocumentTable,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct DocumentTable {
    words: Option<u16>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RulesTable {
    entries: Option<u16>,
    spread: Option<u16>,
    months: Option<u16>,
    results: Option<u16>,
    links: Option<u16>,
    stated: Option<u16>,
    own: Option<u16>,
}

impl Settings {
    /// Reads the settings' file; the default one may be missing.
    pub(crate) fn load(path: &Path, must_exist: bool) -> Result<Self, SettingsError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text, path),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => Ok(Self::default()),
            Err(source) => Err(SettingsError::Io { path: path.to_owned(), source }),
        }
    }

    fn parse(text: &str, path: &Path) -> Result<Self, SettingsError> {
        let File { rules, document } = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start).min(text.len());
            let before = &text.as_bytes()[..start];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let row = text.lines().nth(line - 1).unwrap_or_default();
            let key = row.split_once('=').map_or(row, |(key, _)| key).trim();
            SettingsError::Syntax {
                path: path.to_owned(),
                line,
                why: format!("`{key}`: {}", error.message().lines().collect::<Vec<_>>().join("; "))
                    .replace("u16", "a whole number from 0 to 65535"),
            }
        })?;
        let default = Rules::default();
        let set = |value: Option<u16>, default| value.map_or(default, u32::from);
        Ok(Self {
            rules: Rules {
                entries: set(rules.entries, default.entries),
                spread: set(rules.spread, default.spread),
                months: set(rules.months, default.months),
                results: set(rules.results, default.results),
                links: set(rules.links, default.links),
                stated: set(rules.stated, default.stated),
                own: set(rules.own, default.own),
            },
            words: document.words.map(usize::from),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_replaces_the_default() {
        let settings = Settings::parse("[rules]\nentries = 5\nlinks = 0\n", Path::new("c.toml")).unwrap();
        assert_eq!(settings.rules, Rules { entries: 5, links: 0, ..Rules::default() });
        let settings = Settings::parse("[document]\nwords = 900\n", Path::new("c.toml")).unwrap();
        assert_eq!(settings, Settings { words: Some(900), ..Settings::default() });
        assert_eq!(Settings::parse("", Path::new("c.toml")).unwrap(), Settings::default());
    }

    #[test]
    fn what_is_wrong_is_named_with_file_line_and_key() {
        for (text, wanted) in [
            (
                "[rules]\nentries = \"many\"\n",
                "`c.toml`, line 2: `entries`: invalid type: string \"many\", expected a whole number from 0 to 65535",
            ),
            ("[rules]\n\nentires = 3\n", "`c.toml`, line 3: `entires`: unknown field `entires`"),
            ("[rules]\nmonths = -1\n", "`c.toml`, line 2: `months`: "),
            ("[document]\nwrods = 3\n", "`c.toml`, line 2: `wrods`: unknown field `wrods`"),
            ("[rules\n", "`c.toml`, line 1: `[rules`: "),
        ] {
            let error = Settings::parse(text, Path::new("c.toml")).unwrap_err().to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
    }
}
