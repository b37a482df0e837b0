//! Frameworks as companies keep them, read into [`Framework`] values.
//!
//! # How data flows
//! bytes → `decode` (encoding, mojibake) → a [`Source`] → the first reader that claims it by its content → a
//! [`Reading`]: criteria, levels and roles of this one file, with warnings and what was skipped → `assemble` puts the
//! readings of all files together: ranks for levels, keys for criteria, roles.
//!
//! Syntaxes and layouts are apart. `markdown`, `html` and `rendered_text` give [`blocks::SourcePage`]; `yaml` and `json` give
//! `data_tree::Node`; Markdown tables, HTML tables and CSV give [`blocks::Table`]. One module a layout makes criteria
//! of those: `role_page`, `sfia_csv`, `first_person`, `career_path`, `outline`, `level_table`, `data_file`.
//!
//! Nothing vanishes: a block that is no statement is a description, or counted under `skipped` with its reason.
//!
//! [`Framework`]: crate::domain::framework::Framework

pub mod assemble;
pub mod blocks;
mod career_path;
mod csv_table;
mod data_file;
mod data_tree;
pub mod decode;
pub mod files;
mod first_person;
mod html;
mod json;
mod level_table;
mod levels;
mod markdown;
mod outline;
mod rendered_text;
mod role_page;
mod sentences;
mod sfia_csv;
mod skip_reasons;
pub(crate) mod slugs;
mod vocabulary;
mod yaml;

use thiserror::Error;

use crate::domain::framework::CriterionKind;
use blocks::{SourcePage, joined};
use data_file::terms::Glossary;
use levels::LevelName;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelsIn {
    Headings,
    Columns,
    Rows,
    /// In bullets: `- **Level 3**: …`.
    Bullets,
    /// In the keys of YAML or JSON, or in a field called `level`.
    Keys,
    /// In the place within a list: the first is the lowest.
    Index,
}

/// What a person says about the files; it goes before what is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportHints {
    pub role: Option<String>,
    pub level: Option<u8>,
    pub levels_in: Option<LevelsIn>,
}

/// A file's text, and what can be known of it before it is read.
#[derive(Debug)]
pub struct Source<'s> {
    pub file: &'s str,
    /// Its extension in lower case, without the dot; empty where it has none.
    pub extension: String,
    /// Its text: no byte-order mark, lines end in `\n`.
    pub text: &'s str,
    pub hints: &'s ImportHints,
}

/// A warning about a place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportWarning {
    /// Its line, from 1.
    pub line: usize,
    pub code: WarningCode,
    /// What is there, in a sentence without a full stop.
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningCode {
    /// UTF-8 that was read as Windows-1252 and written as UTF-8 again.
    Mojibake,
    LevelOutOfRange,
    TextOfAnotherLevel,
    Duplicate,
    UnresolvedInclude,
    UnknownCode,
    /// A criterion or a level of it without a statement.
    EmptyCriterion,
    /// A heading, row or column that may be a level and was not taken for one, or an order that was guessed.
    Guess,
}

impl WarningCode {
    pub fn word(self) -> &'static str {
        match self {
            Self::Mojibake => "mojibake",
            Self::LevelOutOfRange => "level-out-of-range",
            Self::TextOfAnotherLevel => "text-of-another-level",
            Self::Duplicate => "duplicate",
            Self::UnresolvedInclude => "unresolved-include",
            Self::UnknownCode => "unknown-code",
            Self::EmptyCriterion => "empty-criterion",
            Self::Guess => "guess",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedBlock {
    /// Its line, from 1.
    pub line: usize,
    /// Why: `navigation`, `reading list`, `table of contents`, `prose without a level`, …
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawLevel {
    pub line: usize,
    pub name: LevelName,
    /// The track that it is of, as the file names it (`Management`), where there are several in the file.
    pub track: Option<String>,
    pub scope: Option<String>,
    pub description: Vec<String>,
}

impl RawLevel {
    fn describe(&mut self, text: String) {
        match self.scope {
            None => self.scope = Some(text),
            Some(_) => self.description.push(text),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawText {
    pub line: usize,
    /// The level: a place in [`Reading::levels`]; `None` for no level in particular.
    pub level: Option<usize>,
    /// The whole text, where it is more than its statements joined.
    pub text: Option<String>,
    pub statements: Vec<String>,
    /// Examples; no statements.
    pub examples: Vec<String>,
}

impl RawText {
    fn whole(&self) -> String {
        self.text.clone().unwrap_or_else(|| self.statements.join(" "))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawCriterion {
    pub line: usize,
    /// The key that the source itself gives: a skill's code. Otherwise it is made of the name.
    pub key: Option<String>,
    pub kind: CriterionKind,
    pub name: String,
    pub group: Option<String>,
    pub category: Option<String>,
    pub subcategory: Option<String>,
    pub url: Option<String>,
    pub description: Option<String>,
    pub track: Option<String>,
    pub texts: Vec<RawText>,
}

impl RawCriterion {
    pub fn new(line: usize, kind: CriterionKind, name: impl Into<String>) -> Self {
        Self { line, kind, name: name.into(), ..Self::default() }
    }

    /// Its text at a level, added where there is none.
    fn text_at(&mut self, level: Option<usize>, line: usize) -> &mut RawText {
        let at = self.texts.iter().position(|text| text.level == level).unwrap_or_else(|| {
            self.texts.push(RawText { line, level, ..RawText::default() });
            self.texts.len() - 1
        });
        &mut self.texts[at]
    }

    fn describe(&mut self, more: &str) {
        self.description = joined(&[self.description.as_deref().unwrap_or_default(), more], " ");
    }
}

/// A demand without a text: at this level of the ladder, that criterion at that level of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRequirement {
    pub line: usize,
    /// The level of the role: a place in [`Reading::levels`].
    pub level: usize,
    /// The criterion: a place in [`Reading::criteria`].
    pub criterion: usize,
    pub rank: u8,
}

/// The role that a page is about, or one of those that a file lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawRole {
    pub line: usize,
    /// Its key, where the source or the person gives one; otherwise it is made of the title.
    pub key: Option<String>,
    /// Its title: `Support Engineer`.
    pub title: String,
    pub career_path: Option<String>,
    /// Its levels: places in [`Reading::levels`].
    pub levels: Vec<usize>,
    /// The track of the file whose criteria it asks; `None` for those of no track.
    pub track: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    pub file: String,
    /// What it was read as: `SFIA role page`, `table of levels`, …
    pub shape: &'static str,
    pub title: Option<String>,
    pub description: Vec<String>,
    pub official: bool,
    pub levels: Vec<RawLevel>,
    /// The level that the whole file is about: a place in `levels`.
    pub level: Option<usize>,
    pub criteria: Vec<RawCriterion>,
    /// Criteria of the framework as a whole that each of its pages repeats, such as an overview's behaviours.
    pub shared: Vec<RawCriterion>,
    /// Its roles. Where there is none, `assemble` makes one of all levels and criteria.
    pub roles: Vec<RawRole>,
    pub demands: Vec<RawRequirement>,
    pub warnings: Vec<ImportWarning>,
    pub skipped: Vec<SkippedBlock>,
}

impl Reading {
    pub fn new(source: &Source<'_>, shape: &'static str) -> Self {
        Self { file: source.file.to_owned(), shape, ..Self::default() }
    }

    /// How many statements its criteria have; those of `shared` are not counted.
    pub fn statements(&self) -> usize {
        let texts = self.criteria.iter().flat_map(|criterion| &criterion.texts);
        texts.map(|text| text.statements.len()).sum()
    }

    pub fn skip(&mut self, line: usize, why: impl Into<String>) {
        self.skipped.push(SkippedBlock { line, why: why.into() });
    }

    pub fn warn(&mut self, line: usize, code: WarningCode, message: impl Into<String>) {
        self.warnings.push(ImportWarning { line, code, message: message.into() });
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    #[error("`{file}`, line {line}: {why}")]
    NoText {
        file: String,
        /// The line, from 1.
        line: usize,
        why: String,
    },
    #[error("`{file}` has {bytes} bytes; at most {MAX_BYTES} are read")]
    TooLarge { file: String, bytes: u64 },
    #[error("`{file}`, line {line}: {why}")]
    Syntax {
        file: String,
        /// The line, from 1.
        line: usize,
        why: String,
    },
    #[error("`{file}` has nothing of a framework in it: {why}")]
    Nothing { file: String, why: String },
    #[error("`{file}`, line {line}: {why}")]
    Clash {
        file: String,
        /// The line, from 1.
        line: usize,
        why: String,
    },
}

pub fn read(source: &Source<'_>) -> Result<Reading, ReadError> {
    read_with_terms(source, &Glossary::default())
}

/// Reads a file by the first reader that claims it; `terms` is what data files beside it call things.
pub fn read_with_terms(source: &Source<'_>, terms: &Glossary) -> Result<Reading, ReadError> {
    let reading = match syntax(source) {
        Syntax::Sheet => match sfia_csv::read(source) {
            Some(read) => read?,
            None => csv_table::read(source)?,
        },
        Syntax::Json => data_file::read(source, &json::parse(source)?, terms)?,
        Syntax::Yaml => data_file::read(source, &yaml::parse(source)?, terms)?,
        Syntax::Html => read_page(source, &html::parse_html(source.text))?,
        Syntax::Markdown => {
            let marked = markdown::parse_markdown(source.text);
            match &marked.front {
                Some((line, front)) if data_file::holds_a_framework(front) => {
                    data_file::read(source, &yaml::parse_at(source.file, front, line + 1)?, terms)?
                }
                _ if rendered_text::is_rendered(&marked) => {
                    read_page(source, &rendered_text::parse_rendered_text(source.text))?
                }
                _ => read_page(source, &marked)?,
            }
        }
    };
    // A role that asks nothing is a role all the same.
    let bare = reading.criteria.is_empty() && reading.shared.is_empty() && reading.roles.is_empty();
    if bare && reading.shape != data_file::SCALE {
        let why = "no heading, table or list of it says what a level asks";
        return Err(ReadError::Nothing { file: source.file.to_owned(), why: why.to_owned() });
    }
    Ok(reading)
}

/// Reads a page of blocks: each shape is asked in turn whether it is its own, and `outline` takes what is left.
fn read_page(source: &Source<'_>, page: &SourcePage) -> Result<Reading, ReadError> {
    role_page::read(source, page)
        .or_else(|| first_person::read(source, page))
        .or_else(|| career_path::read(source, page))
        .map_or_else(|| outline::read(source, page), Ok)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Sheet,
    Json,
    Yaml,
    Html,
    Markdown,
}

/// The syntax that the content speaks of; the extension decides only where the content does not.
fn syntax(source: &Source<'_>) -> Syntax {
    let start = source.text.trim_start();
    let lower: String = start.chars().take(64).collect::<String>().to_lowercase();
    if ["<!doctype html", "<html", "<?xml", "<head", "<body"].iter().any(|tag| lower.starts_with(tag)) {
        return Syntax::Html;
    }
    if sfia_csv::is_header(start) {
        return Syntax::Sheet;
    }
    match source.extension.as_str() {
        "csv" | "tsv" => Syntax::Sheet,
        "json" => Syntax::Json,
        "yaml" | "yml" => Syntax::Yaml,
        "html" | "htm" | "xhtml" => Syntax::Html,
        "md" | "markdown" | "mdx" | "mdown" | "mkd" => Syntax::Markdown,
        _ if start.starts_with(['{', '[']) && json::is_json(start) => Syntax::Json,
        _ if csv_table::is_sheet(start) => Syntax::Sheet,
        _ if yaml::is_yaml(source.text) => Syntax::Yaml,
        _ => Syntax::Markdown,
    }
}

/// The name of a file without its folders and what stands behind its first full stop.
fn file_stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}
