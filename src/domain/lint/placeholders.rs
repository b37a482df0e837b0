//! Places that are still to be filled.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

use super::config::Subject;
use super::page::LintBlock;
use super::phrases::Phrases;
use super::sentence::Sentence;
use super::{Diagnostic, NOBODY, Rule, Severity, shortened};

/// Marks wherever they stand.
static MARKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let file = include_str!("../../../framework/lints/placeholder-marks.txt");
    let marks = file.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with("# "));
    AhoCorasickBuilder::new().ascii_case_insensitive(true).build(marks).ok()
});
/// Words.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("../../../framework/lints/placeholder.txt")).unwrap_or_default()
});

/// The first of each block: the rest of it is still to be written anyway.
pub(super) fn check(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    for block in subject.page.blocks.iter() {
        if let Some(at) = first(block) {
            let text = block.text.get(at..).unwrap_or_default();
            diagnostics.push(Diagnostic {
                severity: if subject.config.last { Severity::Error } else { rule.severity },
                found: shortened(text.trim_start_matches("TODO:")),
                ..Diagnostic::at(rule, block, at..block.text.len())
            });
        }
    }
}

/// Whether a block has a place that is still to be filled.
pub(super) fn has_one(block: &LintBlock) -> bool {
    first(block).is_some()
}

fn first(block: &LintBlock) -> Option<usize> {
    if block.kind == crate::domain::text::markdown::BlockKind::Code {
        return None;
    }
    let marks = MARKS.iter().flat_map(|marks| marks.find_iter(&block.text));
    let mark = marks.map(|mark| mark.start()).find(|at| !block.is_code(*at));
    let sentences: Vec<Sentence<'_>> = block.sentences().collect();
    let phrase = PHRASES.find(&sentences, &NOBODY).into_iter().map(|(place, _)| place.start).next();
    mark.into_iter().chain(phrase).min()
}
