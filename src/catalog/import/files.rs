//! The files of an import: those that are named, and those of a folder that may hold a framework.
//!
//! Files of a folder are read in the order of their names, hidden ones and those of known tools left out. A folder is
//! somebody's repository: what in it is no framework (a README, a settings file) is told and left, while what a person
//! names must be one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::data_file::terms::Glossary;
use super::{
    ImportHints, MAX_BYTES, ReadError, Reading, SkippedBlock, Source, WarningCode, decode, json, markdown,
    read_with_terms, yaml,
};
use crate::catalog::import::vocabulary::PAGES;

/// The largest file that is asked for terms, in bytes.
const LARGEST_TERMS: u64 = 1024 * 1024;
const DEEPEST: usize = 12;
const EXTENSIONS: [&str; 16] = [
    "md", "markdown", "mdx", "mdown", "mkd", "txt", "text", "html", "htm", "xhtml", "csv", "tsv", "json",
    "yaml", "yml", "toml",
];

#[derive(Debug, Error)]
pub enum FilesError {
    #[error("`{}` cannot be read", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("`{}` is no file and no folder", path.display())]
    NotAFile { path: PathBuf },
    #[error("`{}` has no file that is read: Markdown, HTML, YAML, JSON, CSV, TOML or text", path.display())]
    Empty { path: PathBuf },
    #[error(transparent)]
    Read(#[from] ReadError),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    pub path: PathBuf,
    /// How it is called in what is told: as named, or by its way from the folder that was named.
    pub name: String,
    pub named: bool,
}

/// Finds the files of what a person named.
///
/// # Errors
/// Something that is not there, is no file and no folder, or is a folder with nothing to read.
pub fn find_files(paths: &[PathBuf]) -> Result<Vec<SourceFile>, FilesError> {
    let mut all = Vec::new();
    for path in paths {
        let io = |source| FilesError::Io { path: path.clone(), source };
        let about = fs::metadata(path).map_err(io)?;
        if about.is_dir() {
            let before = all.len();
            walk(path, path, 0, &mut all)?;
            if all.len() == before {
                return Err(FilesError::Empty { path: path.clone() });
            }
        } else if about.is_file() {
            all.push(SourceFile { path: path.clone(), name: path.display().to_string(), named: true });
        } else {
            return Err(FilesError::NotAFile { path: path.clone() });
        }
    }
    Ok(all)
}

fn walk(root: &Path, folder: &Path, depth: usize, all: &mut Vec<SourceFile>) -> Result<(), FilesError> {
    let io = |source| FilesError::Io { path: folder.to_owned(), source };
    let mut entries = fs::read_dir(folder).map_err(io)?.collect::<Result<Vec<_>, _>>().map_err(io)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(io)?;
        let path = entry.path();
        if name.starts_with('.') {
            continue;
        }
        // Links are not followed: they may lead round in a circle, or out of the folder.
        if kind.is_dir() {
            if depth < DEEPEST && !PAGES.tool_folders.contains(&name) {
                walk(root, &path, depth + 1, all)?;
            }
        } else if kind.is_file() && EXTENSIONS.contains(&extension(&path).as_str()) {
            let from_root = path.strip_prefix(root).unwrap_or(&path).display().to_string();
            all.push(SourceFile { path, name: from_root, named: false });
        }
    }
    Ok(())
}

pub fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// A file's text, decoded, with what is odd in it.
///
/// # Errors
/// A file that is too large, that the system refuses, or that is no text.
pub fn read_text(found: &SourceFile, mend: bool) -> Result<decode::Decoded, FilesError> {
    let io = |source| FilesError::Io { path: found.path.clone(), source };
    let size = fs::metadata(&found.path).map_err(io)?.len();
    if size > MAX_BYTES {
        return Err(ReadError::TooLarge { file: found.name.clone(), bytes: size }.into());
    }
    let bytes = fs::read(&found.path).map_err(io)?;
    Ok(decode::decode(&found.name, &bytes, mend)?)
}

/// What data files of one folder call the things that others of it speak of by ids. A file that is not well-formed says so
/// when it is read.
pub fn collect_terms(found: &[SourceFile]) -> Glossary {
    let mut terms = Glossary::default();
    for one in found.iter().filter(|_| found.len() > 1) {
        let extension = extension(&one.path);
        let data = matches!(extension.as_str(), "yml" | "yaml" | "json");
        let small = fs::metadata(&one.path).is_ok_and(|about| about.len() <= LARGEST_TERMS);
        if !small || !data && !matches!(extension.as_str(), "md" | "markdown" | "mdx") {
            continue;
        }
        let Ok(decoded) = read_text(one, false) else { continue };
        let hints = ImportHints::default();
        let source =
            Source { file: &one.name, extension: extension.clone(), text: &decoded.text, hints: &hints };
        let node = match extension.as_str() {
            "json" => json::parse(&source),
            _ if data => yaml::parse(&source),
            _ if decoded.text.starts_with("---") => match markdown::parse_markdown(&decoded.text).front {
                Some((line, front)) => yaml::parse_at(&one.name, &front, line + 1),
                None => continue,
            },
            _ => continue,
        };
        if let Ok(node) = node {
            terms.add(&one.name, &node);
        }
    }
    terms
}

/// Reads a file that is no TOML of promo's own. One that a person did not name and that is no framework gives a reading
/// without criteria, which says so.
///
/// # Errors
/// A file that is not well-formed; one that was named and is no framework.
pub fn read_framework(
    found: &SourceFile, decoded: decode::Decoded, hints: &ImportHints, terms: &Glossary,
) -> Result<Reading, FilesError> {
    let left = |why: &str| Reading {
        file: found.name.clone(),
        shape: "not read",
        skipped: vec![SkippedBlock { line: 1, why: why.to_owned() }],
        ..Reading::default()
    };
    let base = found.path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !found.named && PAGES.tool_files.contains(&base) {
        return Ok(left("a file of a tool or of the repository"));
    }
    let source = Source { file: &found.name, extension: extension(&found.path), text: &decoded.text, hints };
    match read_with_terms(&source, terms) {
        Ok(mut reading) => {
            reading.warnings.extend(decoded.warnings);
            reading.warnings.sort_by_key(|warning| warning.line);
            Ok(reading)
        }
        Err(ReadError::Nothing { .. }) if !found.named => Ok(left("nothing of a framework in the file")),
        Err(error) => Err(error.into()),
    }
}

/// Takes the criteria of no level out of what a folder's prose gave, where other files of it name levels: a README's
/// bullets are no demands.
pub fn leave_prose(readings: &mut [Reading], found: &[SourceFile]) {
    if readings.iter().all(|reading| reading.levels.is_empty()) {
        return;
    }
    for (reading, found) in readings.iter_mut().zip(found) {
        if found.named || !reading.levels.is_empty() || reading.criteria.is_empty() || reading.official {
            continue;
        }
        let count = reading.criteria.len();
        let warnings: Vec<_> =
            reading.warnings.drain(..).filter(|warning| warning.code == WarningCode::Mojibake).collect();
        *reading = Reading { file: reading.file.clone(), shape: "not read", warnings, ..Reading::default() };
        let headings = if count == 1 { "1 heading" } else { &format!("{count} headings") };
        reading.skip(1, format!("{headings} over text that is of no level"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_what_may_be_a_framework_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.md", "a/2.md", "a/1.yaml", ".git/config.md", "node_modules/x.md", "logo.png"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let found = find_files(&[folder.path().to_owned()]).unwrap();
        let names: Vec<&str> = found.iter().map(|found| &*found.name).collect();
        assert_eq!(names, ["a/1.yaml", "a/2.md", "b.md"]);
        let empty = folder.path().join(".git");
        assert!(matches!(find_files(&[empty.join("none")]), Err(FilesError::Io { .. })));
    }
}
