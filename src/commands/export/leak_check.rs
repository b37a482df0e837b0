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
use crate::domain::redact::{MatchKind, Redactor, SecretKind, find, hide};
use crate::render::text::clean;
use crate::store::{Store, StoreError};

/// The words of confidential entries that stand in a document and in no entry that may be told; none where they were
/// asked for.
pub fn echoes(document: &str, store: &Store, discreet: &Redactor) -> Result<ShingleIndex, StoreError> {
    let mut echoes = ShingleIndex::default();
    if discreet.may_show(true) {
        return Ok(echoes);
    }
    for entry in store.confidential(u32::MAX)? {
        let content = entry.content;
        let parts = [content.context, content.did, content.result, content.note];
        for text in [Some(content.title)].into_iter().chain(parts).flatten() {
            echoes.add(entry.id, &text);
            // A document may have been made of it when it was not confidential yet.
            echoes.add(entry.id, &hide(&text, discreet.terms()).0);
        }
    }
    // The journal is read only where there is something to tell apart.
    if !echoes.find(document).is_empty() {
        store.each(|entry| {
            if !entry.confidential {
                texts(entry).for_each(|text| {
                    echoes.forget(text);
                    echoes.forget(&hide(text, discreet.terms()).0);
                });
            }
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(echoes)
}

/// Warns of each line that must not stay as it is.
///
/// # Errors
/// A journal that cannot be read, a stderr that cannot be written.
pub fn tell(document: &str, store: &Store, discreet: &Redactor, app: &mut App<'_>) -> Result<()> {
    let evidence = store.evidence()?;
    let ends: Vec<usize> = document.match_indices('\n').map(|(at, _)| at).collect();
    let line_of = |at: usize| ends.partition_point(|end| *end < at) + 1;
    let mut lines: BTreeSet<(usize, String)> = BTreeSet::new();
    let mut cited = BTreeSet::new();
    for (line, entries) in cited_in_lines(document) {
        for id in entries {
            let confidential = evidence.fact_of(id).map(|at| evidence.facts[at as usize].confidential);
            let why = match confidential {
                Some(true) if !discreet.may_show(true) => "is confidential",
                None => "is not in the journal any more",
                Some(_) => continue,
            };
            cited.insert((line, id));
            lines.insert((line, format!("tells entry {id}, which {why}: take it out")));
        }
    }
    for echo in echoes(document, store, discreet)?.find(document) {
        let (line, id) = (line_of(echo.range.start), echo.entry);
        if !cited.contains(&(line, id)) {
            lines.insert((line, format!("has words of entry {id}, which is confidential: take them out")));
        }
    }
    for found in find(document, discreet.terms()) {
        let words = clean(&document[found.range.clone()]).into_owned();
        let instead = discreet.terms().instead(found.what);
        let said = match found.what {
            MatchKind::Term(_) => format!("says `{words}`, a listed term: write {instead}"),
            MatchKind::Shape(SecretKind::Key) => "holds what looks like a key: take it out".to_owned(),
            // `--check` tells of addresses; a person may have meant them.
            MatchKind::Shape(_) => continue,
        };
        lines.insert((line_of(found.range.start), said));
    }
    for (line, said) in lines {
        writeln!(app.err, "Warning: line {line} {said}")?;
    }
    Ok(())
}
