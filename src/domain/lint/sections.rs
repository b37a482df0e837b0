//! The sections that a document is to have, each in its order.

use super::config::Subject;
use super::page::LintBlock;
use super::{Diagnostic, Rule, shortened};
use crate::domain::text::fold_whitespace;

/// Looks at the headings of depth 2.
pub(super) fn in_order(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    let wanted = subject.config.sections;
    let sections: Vec<&LintBlock> =
        subject.page.headings().filter(|(depth, _)| *depth == 2).map(|(_, block)| block).collect();
    let line_of = |at: usize| sections.get(at).map_or(1, |block| block.line);
    let mut report = |line: usize, found: String| {
        let advice = format!("the document has these sections, in this order: {}", wanted.join(", "));
        diagnostics.push(Diagnostic { advice, ..Diagnostic::new(rule, line, found) });
    };
    // The section that was found last, and its place.
    let mut last: Option<(usize, &str)> = None;
    for name in wanted {
        let is_it = |block: &&LintBlock| folded(&block.text) == folded(name);
        match (sections.iter().position(is_it), last) {
            (None, _) => {
                let line = last.map_or(1, |(at, _)| line_of(at));
                report(line, format!("there is no section “{}”", shortened(name)));
            }
            (Some(at), Some((before, other))) if at < before => {
                let (name, other) = (shortened(name), shortened(other));
                report(line_of(at), format!("the section “{name}” stands before “{other}”"));
            }
            (Some(at), _) => last = Some((at, name)),
        }
    }
}

fn folded(text: &str) -> String {
    fold_whitespace(text).to_lowercase()
}
