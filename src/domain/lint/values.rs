//! The values that a document shows: each has a filled part of its name, or is named.

use super::config::Subject;
use super::{Diagnostic, Rule, placeholders, shortened};

pub(super) fn check(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    if subject.config.values {
        diagnostics.extend(subject.facts.values.iter().filter_map(|value| not_shown(subject, rule, value)));
    }
}

fn not_shown(subject: &Subject<'_>, rule: &'static Rule, value: &str) -> Option<Diagnostic> {
    let folded = |text: &str| text.to_lowercase().replace('&', "and");
    let lower = folded(value);
    // One word may be meant as any other, as `impact` is.
    let is_one_word = !value.contains(' ');
    let mut open = None;
    for block in subject.page.running_text() {
        let is_under = folded(&subject.page.part(block)) == lower;
        let text = folded(&block.text);
        if !is_under && !text.contains(&lower) {
            continue;
        }
        let is_named = if is_one_word { has_word(&block.text, value) } else { has_word(&text, &lower) };
        if placeholders::has_one(block) {
            open = open.or(is_under.then_some(block.line));
        } else if is_under || is_named {
            return None;
        }
    }
    let section = || {
        let mut values = subject
            .page
            .headings()
            .filter(|(depth, block)| *depth == 2 && block.text.to_lowercase().contains("value"));
        values.next().map(|(_, block)| block.line)
    };
    Some(Diagnostic::new(rule, open.or_else(section).unwrap_or(1), shortened(value)))
}

/// Whether a text has some words, not as part of longer ones.
fn has_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !is_part(text[..at].chars().next_back()) && !is_part(text[at + words.len()..].chars().next())
    })
}
