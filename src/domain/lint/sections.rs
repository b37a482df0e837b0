//! The sections that a document is to have: each, in their order, none too long.

use super::page::{Block, Kind, Page};
use super::{Diagnostic, LintRules, RuleCode, Severity, short};

/// Looks at the headings of depth 2.
pub(super) fn check(page: &Page, rules: LintRules<'_>, findings: &mut Vec<Diagnostic>) {
    let sections: Vec<&Block> = page.blocks.iter().filter(|block| block.kind == Kind::Heading(2)).collect();
    in_order(&sections, rules.sections, findings);
    if let Some(most) = rules.section_words {
        too_long(page, most, findings);
    }
}

fn in_order(sections: &[&Block], wanted: &[String], findings: &mut Vec<Diagnostic>) {
    let finding = |line, found| Diagnostic {
        line,
        weight: Severity::Error,
        code: RuleCode::Section,
        entries: Vec::new(),
        found,
        advice: format!("the document has these sections, in this order: {}", wanted.join(", ")),
    };
    // The section that was found last, and its place.
    let mut last: Option<(usize, &str)> = None;
    for name in wanted {
        let is_it = |block: &&Block| folded(&block.inline.text) == folded(name);
        match (sections.iter().position(is_it), last) {
            (None, _) => {
                let line = last.and_then(|(at, _)| sections.get(at)).map_or(1, |block| block.line);
                findings.push(finding(line, format!("there is no section “{}”", short(name))));
            }
            (Some(at), Some((before, other))) if at < before => {
                let line = sections.get(at).map_or(1, |block| block.line);
                let found = format!("the section “{}” stands before “{}”", short(name), short(other));
                findings.push(finding(line, found));
            }
            (Some(at), _) => last = Some((at, name)),
        }
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn too_long(page: &Page, most: usize, findings: &mut Vec<Diagnostic>) {
    let mut all: Vec<(&Block, usize)> = Vec::new();
    let mut inside = false;
    for block in &page.blocks {
        match block.kind {
            Kind::Heading(2) => {
                inside = true;
                all.push((block, 0));
            }
            Kind::Heading(1) => inside = false,
            _ if inside => {
                if let Some((_, words)) = all.last_mut() {
                    *words += block.words_shown();
                }
            }
            _ => {}
        }
    }
    let long = all.into_iter().filter(|(_, words)| *words > most);
    findings.extend(long.map(|(heading, words)| Diagnostic {
        line: heading.line,
        weight: Severity::Error,
        code: RuleCode::SectionWords,
        entries: Vec::new(),
        found: format!("{words} words under “{}”, more than {most}", short(heading.inline.text.trim())),
        advice: "tell less, or less at length".to_owned(),
    }));
}
