//! What must not be said in a document: listed terms, addresses, machines, keys, and the words of confidential entries.

use std::collections::HashSet;

use super::page::Page;
use super::{Diagnostic, LintContext, RuleCode, Severity, short};
use crate::domain::ids::EntryNo;
use crate::domain::redact::{Match, MatchKind, SecretKind, find, is_telling_url};

/// Looks at what a reader sees, then at all that the file holds: comments and code are in it too.
pub(super) fn check(document: &str, page: &Page, facts: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    // A link that others cannot open is told as that.
    let private = findings.iter().filter(|finding| finding.code == RuleCode::PrivateLink);
    let private: HashSet<usize> = private.map(|finding| finding.line).collect();
    for block in &page.blocks {
        let text = &block.inline.text;
        for found in find(text, facts.terms) {
            let line = block.line_at(found.range.start);
            if seen.insert((line, found.what)) {
                findings.push(finding(line, &text[found.range.clone()], &found, &block.entries, facts));
            }
        }
        for link in block.inline.links.iter().filter(|link| is_telling_url(&link.url, facts.terms)) {
            let line = block.line_at(link.range.start);
            let found = find(&link.url, facts.terms);
            if private.contains(&line) {
                seen.extend(found.iter().map(|found| (line, found.what)));
                continue;
            }
            if !found.is_empty() && found.iter().all(|found| seen.contains(&(line, found.what))) {
                continue;
            }
            seen.extend(found.iter().map(|found| (line, found.what)));
            findings.push(Diagnostic {
                line,
                weight: Severity::Error,
                code: RuleCode::Secret,
                entries: block.entries.clone(),
                found: format!("the address of a link gives a name away: {}", short(&link.url)),
                advice: "take the link out, or tell of one that others may see".to_owned(),
            });
        }
    }
    for (line, text) in (1..).zip(document.lines()) {
        for found in find(text, facts.terms) {
            if seen.insert((line, found.what)) {
                findings.push(finding(line, &text[found.range.clone()], &found, &[], facts));
            }
        }
    }
}

/// Looks for words of entries that must not be told, in blocks that do not cite the entry: one that does is told of that.
pub(super) fn echoes(document: &str, page: &Page, facts: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
    // Lines are counted on from the one before.
    let (mut line, mut at) = (1, 0);
    for echo in facts.echoes.find(document) {
        let id = echo.entry;
        line += document[at..echo.range.start].matches('\n').count();
        at = echo.range.start;
        let behind = page.blocks.partition_point(|block| block.line <= line);
        let block = behind.checked_sub(1).and_then(|at| page.blocks.get(at));
        if block.is_some_and(|block| block.entries.contains(&id)) {
            continue;
        }
        let words = short(&document[echo.range]);
        findings.push(Diagnostic {
            line,
            weight: Severity::Error,
            code: RuleCode::Confidential,
            entries: vec![id],
            found: format!("entry {id} is confidential, and has these words: {words}"),
            advice: format!("take them out, or let it be told: promo edit {id} --not-confidential"),
        });
    }
}

fn finding(
    line: usize, words: &str, found: &Match, entries: &[EntryNo], facts: &LintContext<'_>,
) -> Diagnostic {
    let instead = facts.terms.instead(found.what);
    let (code, weight, told) = match found.what {
        MatchKind::Term(_) => {
            (RuleCode::Term, Severity::Error, format!("`{}` is a listed term", short(words)))
        }
        MatchKind::Shape(SecretKind::Key) => {
            let start: String = words.chars().take(4).collect();
            (RuleCode::Secret, Severity::Error, format!("`{start}…` looks like a key"))
        }
        MatchKind::Shape(SecretKind::Host) => {
            (RuleCode::Secret, Severity::Warning, format!("`{}` looks like a machine's name", short(words)))
        }
        MatchKind::Shape(SecretKind::Email) => {
            (RuleCode::Secret, Severity::Error, format!("`{}` is an e-mail address", short(words)))
        }
        MatchKind::Shape(SecretKind::Ip) => {
            (RuleCode::Secret, Severity::Error, format!("`{}` is an IP address", short(words)))
        }
    };
    let advice = match found.what {
        MatchKind::Shape(_) => format!("write {instead}, or let it be said: promo term add --public NAME"),
        MatchKind::Term(_) => format!("write {instead} in its place"),
    };
    Diagnostic { line, weight, code, entries: entries.to_vec(), found: told, advice }
}
