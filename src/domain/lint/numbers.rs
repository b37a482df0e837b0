//! Results: each is measured, and each measure says what it was before.
//!
//! Only the part of a document that tells results is read: elsewhere a number needs no baseline.

use super::page::{Block, Page};
use super::words::Word;
use super::{Diagnostic, RuleCode, Severity, measure, shape, short};

/// The parts that tell what came of the work.
const PARTS: [&str; 10] = [
    "business result",
    "result",
    "measured result",
    "measured results",
    "results, measured",
    "measured impact",
    "measured outcome",
    "outcome",
    "outcomes",
    "business impact",
];

/// Looks at each part that tells results.
pub(super) fn check(page: &Page, findings: &mut Vec<Diagnostic>) {
    let tells = |block: &&Block| block.is_told() && PARTS.contains(&block.part.as_str());
    let told: Vec<&Block> = page.blocks.iter().collect();
    for part in told.chunk_by(|_, next| next.is_told()) {
        let lines: Vec<&Block> = part.iter().copied().filter(tells).collect();
        if lines.is_empty() || lines.iter().any(|block| shape::is_placeholder(block)) {
            continue;
        }
        for run in lines.chunk_by(|one, next| one.part == next.part) {
            measured(run, findings);
        }
    }
}

fn measured(lines: &[&Block], findings: &mut Vec<Diagnostic>) {
    let mut any = false;
    for block in lines {
        let words: Vec<&Word> = block.words.all().iter().filter(|word| !word.link && !word.code).collect();
        let places = || 0..words.len();
        let ratio = places().any(|at| measure::is_ratio(&words, at));
        let numbers: Vec<usize> = places().filter(|at| measure::is_measure(&words, *at)).collect();
        // A span of time is no measure, but of two one is held against the other.
        any |= ratio
            || !numbers.is_empty()
            || places().filter(|at| measure::is_lasting(&words, *at)).count() > 1;
        let held = places().any(|at| measure::is_held(&words, at));
        let made = || numbers.iter().all(|at| measure::is_count(&block.inline.text, &words, *at));
        if numbers.len() == 1 && !ratio && !held && !made() && !block.inline.text.contains(['→', '⇒', '/'])
        {
            findings.push(Diagnostic {
                line: block.line,
                weight: Severity::Warning,
                code: RuleCode::NumberWithoutBaseline,
                entries: block.entries.clone(),
                found: short(&block.inline.text),
                advice: "say what it was before, or out of how many".to_owned(),
            });
        }
    }
    if let (Some(first), false) = (lines.first(), any) {
        findings.push(Diagnostic {
            line: first.line,
            weight: Severity::Error,
            code: RuleCode::ResultWithoutNumber,
            entries: lines.iter().flat_map(|block| block.entries.iter().copied()).collect(),
            found: short(&first.inline.text),
            advice: "say what came of it, with a number and its baseline".to_owned(),
        });
    }
}
