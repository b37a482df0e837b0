//! What must not be said in a document: listed terms, addresses, machines, keys, and the words of confidential entries.

use std::collections::HashSet;

use super::config::Subject;
use super::{Diagnostic, Rule, Severity, cited, links, shortened};
use crate::domain::redact::{Match, MatchKind, SecretKind, find, is_telling_url};

/// Listed terms, or secrets: first what a reader sees, then all that the file holds, since comments and code are in it too.
pub(super) fn leaks(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    let terms = subject.facts.terms;
    let is_of_rule = |found: &Match| matches!(found.kind, MatchKind::Term(_)) == (rule.code == "term");
    let mut seen = HashSet::new();
    for block in &subject.page.blocks {
        for found in find(&block.text, terms).into_iter().filter(is_of_rule) {
            let line = block.line_at(found.range.start);
            if seen.insert((line, found.kind)) {
                let leak = leak(subject, rule, line, &block.text[found.range.clone()], &found);
                diagnostics.push(Diagnostic { entries: block.entries.clone(), ..leak });
            }
        }
        for link in block.links.iter().filter(|link| is_telling_url(&link.url, terms)) {
            let line = block.line_at(link.range.start);
            let found = find(&link.url, terms);
            let is_known = !found.is_empty() && found.iter().all(|found| seen.contains(&(line, found.kind)));
            seen.extend(found.iter().map(|found| (line, found.kind)));
            // A link that others cannot open is told as that.
            let is_private = links::private(&link.url).is_some();
            if !is_private && !is_known && rule.code == "secret" {
                let found = format!("the address of a link gives a name away: {}", shortened(&link.url));
                let diagnostic = Diagnostic::new(rule, line, found);
                diagnostics.push(Diagnostic { entries: block.entries.clone(), ..diagnostic });
            }
        }
    }
    for (line, text) in (1..).zip(subject.page.document.lines()) {
        for found in find(text, terms).into_iter().filter(is_of_rule) {
            if seen.insert((line, found.kind)) {
                diagnostics.push(leak(subject, rule, line, &text[found.range.clone()], &found));
            }
        }
    }
}

/// Entries that are confidential, and words of these in blocks that do not cite them.
pub(super) fn confidential(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    cited::entries(subject, rule, diagnostics);
    let (document, blocks) = (subject.page.document, &subject.page.blocks);
    // Lines are counted on from the one before.
    let (mut line, mut at) = (1, 0);
    for echo in subject.facts.echoes.find(document) {
        let id = echo.entry;
        line += document[at..echo.range.start].matches('\n').count();
        at = echo.range.start;
        let behind = blocks.partition_point(|block| block.line <= line);
        let block = behind.checked_sub(1).and_then(|at| blocks.get(at));
        if block.is_some_and(|block| block.entries.contains(&id)) {
            continue;
        }
        let words = shortened(&document[echo.range]);
        let found = format!("entry {id} is confidential, and has these words: {words}");
        diagnostics.push(Diagnostic {
            entries: vec![id],
            advice: format!("take them out, or let it be told: promo edit {id} --not-confidential"),
            ..Diagnostic::new(rule, line, found)
        });
    }
}

fn leak(subject: &Subject<'_>, rule: &'static Rule, line: usize, words: &str, found: &Match) -> Diagnostic {
    let replacement = subject.facts.terms.replacement(found.kind);
    let named = format!("`{}`", shortened(words));
    let told = match found.kind {
        MatchKind::Term(_) => format!("{named} is a listed term"),
        MatchKind::Secret(SecretKind::Key) => {
            format!("`{}…` looks like a key", words.chars().take(4).collect::<String>())
        }
        MatchKind::Secret(SecretKind::Host) => format!("{named} looks like a machine's name"),
        MatchKind::Secret(SecretKind::Email) => format!("{named} is an e-mail address"),
        MatchKind::Secret(SecretKind::Ip) => format!("{named} is an IP address"),
        MatchKind::Secret(SecretKind::Phone) => format!("{named} is a phone number"),
        MatchKind::Secret(SecretKind::Iban) => format!("{named} is an IBAN"),
        MatchKind::Secret(SecretKind::Card) => format!("{named} is a card number"),
    };
    let severity =
        if found.kind == MatchKind::Secret(SecretKind::Host) { Severity::Warning } else { rule.severity };
    let advice = match found.kind {
        MatchKind::Secret(_) => {
            format!("write {replacement}, or let it be said: promo term add --public NAME")
        }
        MatchKind::Term(_) => format!("write {replacement} in its place"),
    };
    Diagnostic { severity, advice, ..Diagnostic::new(rule, line, told) }
}
