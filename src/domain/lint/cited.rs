//! What is cited: whether the journal has it, whether it may be told, and how old it is.

use std::collections::HashSet;

use super::config::Subject;
use super::page::{LintBlock, LintPage};
use super::{Diagnostic, Rule};
use crate::domain::document::choice::Reason;
use crate::domain::document::recency::Recency;
use crate::domain::ids::EntryNo;

/// Each entry that a comment names, with the block where it is named first.
fn first_named<'p>(page: &'p LintPage<'_>) -> impl Iterator<Item = (&'p LintBlock, EntryNo)> {
    let mut seen = HashSet::new();
    let named = page.blocks.iter().flat_map(|block| block.entries.iter().map(move |id| (block, *id)));
    named.filter(move |(_, id)| seen.insert(*id))
}

fn of_entry(rule: &'static Rule, block: &LintBlock, id: EntryNo, found: String) -> Diagnostic {
    Diagnostic { entries: vec![id], ..Diagnostic::new(rule, block.line, found) }
}

/// Entries that may not be cited, for the reason that the rule is about.
pub(super) fn entries(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    for (block, id) in first_named(&subject.page) {
        let Some((code, found, advice)) = fault(subject, id) else { continue };
        if code == rule.code {
            let diagnostic = of_entry(rule, block, id, found);
            diagnostics.push(match advice {
                Some(advice) => Diagnostic { advice, ..diagnostic },
                None => diagnostic,
            });
        }
    }
    if rule.code == NOT_EVIDENCE {
        helped(subject, rule, diagnostics);
    }
}

const NOT_EVIDENCE: &str = "not-evidence";

/// The code of what is wrong with citing an entry, in words, with advice of its own.
fn fault(subject: &Subject<'_>, id: EntryNo) -> Option<(&'static str, String, Option<String>)> {
    let level = subject.facts.level;
    let fault = match subject.facts.entry(id).map(|entry| entry.reason) {
        None => ("unknown-entry", format!("the journal has no entry {id}"), None),
        Some(None | Some(Reason::NotChosen | Reason::Helped)) => return None,
        // What is no evidence for the target is still work that was done.
        Some(Some(Reason::Below | Reason::Untagged | Reason::NotAsked | Reason::BeforeLevel))
            if !subject.config.at_level =>
        {
            return None;
        }
        Some(Some(Reason::Confidential)) => (
            "confidential",
            format!("entry {id} is confidential"),
            Some(format!("take it out, or let it be told: promo edit {id} --not-confidential")),
        ),
        Some(Some(Reason::Below)) => (
            "below-level",
            format!("entry {id} shows nothing at level {level}"),
            Some(format!(
                "tell work at level {level}; where it was that, say so: promo tag {id} KEY@{level}"
            )),
        ),
        Some(Some(reason)) => (NOT_EVIDENCE, format!("entry {id} {}", reason_of(reason)), None),
    };
    Some(fault)
}

/// What a level that was only assumed rests on is a guess, whoever reads of it.
pub(super) fn assumed_levels(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    for (block, id) in first_named(&subject.page) {
        let entry =
            subject.facts.entry(id).filter(|entry| matches!(entry.reason, None | Some(Reason::Helped)));
        if let Some(key) = entry.and_then(|entry| entry.assumed) {
            diagnostics.push(Diagnostic {
                advice: format!("say which it was: promo tag {id} {key}@{}", subject.facts.level),
                ..of_entry(rule, block, id, format!("the level of entry {id} is assumed"))
            });
        }
    }
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

/// Help that is told as a result of one's own.
fn helped(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    let page = &subject.page;
    let mut seen = HashSet::new();
    for block in
        page.blocks.iter().filter(|block| page.section(block).eq_ignore_ascii_case("business results"))
    {
        for id in &block.entries {
            let is_help = subject.facts.entry(*id).is_some_and(|entry| entry.reason == Some(Reason::Helped));
            if is_help && seen.insert(*id) {
                diagnostics.push(Diagnostic {
                    advice: "a result is one's own work; tell help under the values".to_owned(),
                    ..of_entry(rule, block, *id, format!("entry {id} {}", reason_of(Reason::Helped)))
                });
            }
        }
    }
}

/// Whether nearly all that is told is new. The summary names all entries, so it is left out.
pub(super) fn recency(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    let page = &subject.page;
    let is_told = |block: &&LintBlock| !page.section(block).to_lowercase().contains("summary");
    let told = page.blocks.iter().filter(|block| !block.entries.is_empty()).filter(is_told);
    let ids: HashSet<EntryNo> = told.clone().flat_map(|block| block.entries.iter().copied()).collect();
    let days = ids.into_iter().filter_map(|id| subject.facts.entry(id)).map(|entry| entry.date);
    let recency = Recency::of(days, subject.facts.today).filter(|recency| recency.too_recent);
    let line = told.map(|block| block.line).next().unwrap_or(1);
    diagnostics.extend(recency.map(|Recency { cited, recent, after, .. }| {
        let found = format!("{recent} of the {cited} cited entries are from after {after}");
        Diagnostic::new(rule, line, found)
    }));
}
