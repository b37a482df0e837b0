//! What is wrong with a template, with its place.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The most characters of a reason or a name.
const LONGEST: usize = 200;

/// A template that cannot be read or filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateError {
    /// The template's file, or the name of a built-in one.
    pub file: String,
    /// The line, from the file's first; `None` where it is not known.
    pub line: Option<usize>,
    pub why: String,
    /// A name that is not known there, and those that are.
    pub unknown: Option<Unknown>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unknown {
    pub name: String,
    pub known: Vec<String>,
}

impl TemplateError {
    pub fn new(file: impl Into<String>, line: Option<usize>, why: impl Into<String>) -> Self {
        Self { file: file.into(), line, why: cut(why.into()), unknown: None }
    }

    /// The same, about a name that is not known.
    #[must_use]
    pub fn unknown<N: Into<String>>(
        self, name: impl Into<String>, known: impl IntoIterator<Item = N>,
    ) -> Self {
        let known = known.into_iter().map(|known| cut(known.into())).collect();
        Self { unknown: Some(Unknown { name: cut(name.into()), known }), ..self }
    }
}

/// What a template says may be as long as it likes; what is told of it may not.
fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    text
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "`{}`, line {line}: {}", self.file, self.why),
            None => write!(f, "`{}`: {}", self.file, self.why),
        }
    }
}

impl std::error::Error for TemplateError {}
