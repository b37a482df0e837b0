//! What a file that somebody has worked on still tells and must not: entries that are confidential by now or gone, their
//! words where no comment names them, and names that were listed after it was written.
//!
//! `--check` tells it as findings; `--update` and `--clean` warn, since what a person typed stays.

use std::collections::BTreeSet;
use std::io::Write as _;

use anyhow::Result;

use crate::app::App;
use crate::commands::term_suggestions::texts;
use crate::domain::lint::cited_in_lines;
use crate::domain::redact::shingle_index::ShingleIndex;
use crate::domain::redact::{MatchKind, Redactor, SecretKind, find, redact};
use crate::render::text::clean;
use crate::store::{Store, StoreError};

/// The words of confidential entries that stand in a document and in no entry that may be told; none where they were
/// asked for.
pub fn shingles(document: &str, store: &Store, redactor: &Redactor) -> Result<ShingleIndex, StoreError> {
    let mut shingles = ShingleIndex::default();
    if redactor.may_show(true) {
        return Ok(shingles);
    }
    for entry in store.confidential(u32::MAX)? {
        let content = entry.content;
        let parts = [content.context, content.did, content.result, content.note];
        for text in [Some(content.title)].into_iter().chain(parts).flatten() {
            shingles.add(entry.id, &text);
            // A document may have been made of it when it was not confidential yet.
            shingles.add(entry.id, &redact(&text, redactor.terms()).0);
        }
    }
    // The journal is read only where there is something to tell apart.
    if !shingles.find(document).is_empty() {
        store.each(|entry| {
            if !entry.confidential {
                texts(entry).for_each(|text| {
                    shingles.forget(text);
                    shingles.forget(&redact(text, redactor.terms()).0);
                });
            }
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(shingles)
}

/// Warns of each line that must not stay as it is.
///
/// # Errors
/// A journal that cannot be read, a stderr that cannot be written.
pub fn warn(document: &str, store: &Store, redactor: &Redactor, app: &mut App<'_>) -> Result<()> {
    let evidence = store.evidence()?;
    let ends: Vec<usize> = document.match_indices('\n').map(|(at, _)| at).collect();
    let line_of = |at: usize| ends.partition_point(|end| *end < at) + 1;
    let mut lines: BTreeSet<(usize, String)> = BTreeSet::new();
    let mut cited = BTreeSet::new();
    for (line, entries) in cited_in_lines(document) {
        for id in entries {
            let confidential = evidence.fact_of(id).map(|at| evidence.facts[at as usize].confidential);
            let why = match confidential {
                Some(true) if !redactor.may_show(true) => "is confidential",
                None => "is not in the journal any more",
                Some(_) => continue,
            };
            cited.insert((line, id));
            lines.insert((line, format!("tells entry {id}, which {why}: take it out")));
        }
    }
    for passage in shingles(document, store, redactor)?.find(document) {
        let (line, id) = (line_of(passage.range.start), passage.entry);
        if !cited.contains(&(line, id)) {
            lines.insert((line, format!("has words of entry {id}, which is confidential: take them out")));
        }
    }
    for found in find(document, redactor.terms()) {
        let words = clean(&document[found.range.clone()]).into_owned();
        let replacement = redactor.terms().replacement(found.kind);
        let said = match found.kind {
            MatchKind::Term(_) => format!("says `{words}`, a listed term: write {replacement}"),
            MatchKind::Secret(SecretKind::Key) => "holds what looks like a key: take it out".to_owned(),
            // `--check` tells of addresses; a person may have meant them.
            MatchKind::Secret(_) => continue,
        };
        lines.insert((line_of(found.range.start), said));
    }
    for (line, said) in lines {
        writeln!(app.err, "Warning: line {line} {said}")?;
    }
    Ok(())
}
