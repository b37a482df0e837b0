//! What is cited: whether the journal has it, whether it may be told, and how old it is.

use std::collections::HashSet;

use super::page::{Block, Page};
use super::{Diagnostic, LintContext, RuleCode, Severity};
use crate::domain::document::choice::Reason;
use crate::domain::document::recency::Recency;
use crate::domain::ids::EntryNo;

/// Looks at each entry that a comment names.
pub(super) fn check(page: &Page, facts: &LintContext<'_>, at_level: bool, findings: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    for block in &page.blocks {
        for id in &block.entries {
            if seen.insert(*id) {
                findings.extend(of_entry(block, *id, facts, at_level));
                if at_level {
                    findings.extend(assumed(block, *id, facts));
                }
            }
        }
    }
    findings.extend(helped(page, facts));
    // Who tells work of any level tells of a period, and that may well be the last one.
    if at_level {
        findings.extend(recency(page, facts));
    }
}

fn of_entry(block: &Block, id: EntryNo, facts: &LintContext<'_>, at_level: bool) -> Option<Diagnostic> {
    let level = facts.level;
    let (code, weight, found, advice) = match facts.entry(id).map(|about| about.reason) {
        None => (
            RuleCode::UnknownEntry,
            Severity::Error,
            format!("the journal has no entry {id}"),
            "cite one that is there (promo list shows them), or take the line out".to_owned(),
        ),
        Some(None | Some(Reason::NotChosen | Reason::Helped)) => return None,
        // What is no evidence for the target is still work that was done.
        Some(Some(Reason::Below | Reason::Untagged | Reason::NotAsked | Reason::BeforeLevel))
            if !at_level =>
        {
            return None;
        }
        Some(Some(Reason::Confidential)) => (
            RuleCode::Confidential,
            Severity::Error,
            format!("entry {id} is confidential"),
            format!("take it out, or let it be told: promo edit {id} --not-confidential"),
        ),
        Some(Some(Reason::Below)) => (
            RuleCode::BelowLevel,
            Severity::Error,
            format!("entry {id} shows nothing at level {level}"),
            format!("tell work at level {level}; where it was that, say so: promo tag {id} KEY@{level}"),
        ),
        Some(Some(reason)) => (
            RuleCode::NotEvidence,
            Severity::Warning,
            format!("entry {id} {}", reason_of(reason)),
            "tell other work, or put the entry right".to_owned(),
        ),
    };
    Some(Diagnostic { line: block.line, weight, code, entries: vec![id], found, advice })
}

/// What a level that was only assumed rests on is a guess, whoever reads of it.
fn assumed(block: &Block, id: EntryNo, facts: &LintContext<'_>) -> Option<Diagnostic> {
    let about = facts.entry(id).filter(|about| matches!(about.reason, None | Some(Reason::Helped)))?;
    let key = about.assumed?;
    Some(Diagnostic {
        line: block.line,
        weight: Severity::Warning,
        code: RuleCode::AssumedLevel,
        entries: vec![id],
        found: format!("the level of entry {id} is assumed"),
        advice: format!("say which it was: promo tag {id} {key}@{}", facts.level),
    })
}

fn reason_of(reason: Reason) -> &'static str {
    match reason {
        Reason::Confidential => "is confidential",
        Reason::Future => "is of a day to come",
        Reason::Replaced => "is replaced by a later one",
        Reason::BeforeLevel => "is from before the current level",
        Reason::Outside => "is outside the window",
        Reason::Untagged => "has no tag",
        Reason::NotAsked => "has no tag that the target asks",
        Reason::Below => "is below the level",
        Reason::Helped => "tells of help with the work of others",
        Reason::NotChosen => "is not chosen",
    }
}

fn is_summary(block: &Block) -> bool {
    block.section.to_lowercase().contains("summary")
}

/// Help that is told as a result of one's own.
fn helped(page: &Page, facts: &LintContext<'_>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let results = page.blocks.iter().filter(|block| block.section.eq_ignore_ascii_case("business results"));
    let cited = results.flat_map(|block| block.entries.iter().map(move |id| (block, *id)));
    let told =
        cited.filter(|(_, id)| facts.entry(*id).is_some_and(|about| about.reason == Some(Reason::Helped)));
    told.filter(|(_, id)| seen.insert(*id))
        .map(|(block, id)| Diagnostic {
            line: block.line,
            weight: Severity::Warning,
            code: RuleCode::NotEvidence,
            entries: vec![id],
            found: format!("entry {id} {}", reason_of(Reason::Helped)),
            advice: "a result is one's own work; tell help under the values".to_owned(),
        })
        .collect()
}

/// Whether nearly all that is told is new. The summary names all entries, so it is not asked.
fn recency(page: &Page, facts: &LintContext<'_>) -> Option<Diagnostic> {
    let told: HashSet<EntryNo> = page
        .blocks
        .iter()
        .filter(|block| !is_summary(block))
        .flat_map(|block| block.entries.iter().copied())
        .collect();
    let cited = told.into_iter().filter_map(|id| facts.entry(id)).map(|about| about.date);
    let recency = Recency::of(cited, facts.today).filter(|recency| recency.too_recent)?;
    Some(Diagnostic {
        line: page
            .blocks
            .iter()
            .find(|block| !is_summary(block) && !block.entries.is_empty())
            .map_or(1, |block| block.line),
        weight: Severity::Warning,
        code: RuleCode::Recency,
        entries: Vec::new(),
        found: format!(
            "{} of the {} cited entries are from after {}",
            recency.recent, recency.cited, recency.after
        ),
        advice: "tell older work too: promo pick chooses it".to_owned(),
    })
}
