//! What the document is made of: its length, its results, its values, and what is still to be filled.

use super::page::{Block, Kind, Page};
use super::{Diagnostic, LintContext, LintRules, RuleCode, Severity, short};

/// What stands where something is to be written.
const OPEN: [&str; 4] = ["TBD", "TBC", "FIXME", "TODO"];
/// How such a place starts in brackets.
const BRACKETED: [&str; 19] = [
    "[insert",
    "[your",
    "[name",
    "[add",
    "[todo",
    "[tbd",
    "<insert",
    "<your",
    "[tbc",
    "[fill",
    "[placeholder",
    "[to be ",
    "[manager to ",
    "[number]",
    "[date]",
    "[xx",
    "[describe the",
    "[enter the",
    "{{",
];

/// What is worked on where TODO stands before it: `TODO comments`.
const LEFT: [&str; 14] = [
    "app", "board", "comment", "comments", "count", "entries", "item", "items", "list", "lists", "markers",
    "notes", "page", "tags",
];

pub(super) fn check(
    page: &Page, facts: &LintContext<'_>, rules: LintRules<'_>, findings: &mut Vec<Diagnostic>,
) {
    findings.extend(rules.words.and_then(|most| length(page, most)));
    findings.extend(rules.results.and_then(|wanted| results(page, wanted)));
    if rules.values {
        findings.extend(facts.values.iter().filter_map(|value| not_shown(page, value)));
    }
    for block in &page.blocks {
        if let Some(at) = open_place(block) {
            let found = block.inline.text.get(at..).unwrap_or_default();
            findings.push(Diagnostic {
                line: block.line_at(at),
                weight: if rules.last { Severity::Error } else { Severity::Info },
                code: RuleCode::Placeholder,
                entries: block.entries.clone(),
                found: short(found.trim_start_matches("TODO:")),
                advice: "fill it, or take it out before you hand it in".to_owned(),
            });
        }
    }
}

fn length(page: &Page, most: usize) -> Option<Diagnostic> {
    let words = page.words();
    let soft = most - most / 5;
    let (weight, limit) = match words {
        words if words > most => (Severity::Error, most),
        words if words > soft => (Severity::Warning, soft),
        _ => return None,
    };
    Some(Diagnostic {
        line: 1,
        weight,
        code: RuleCode::Words,
        entries: Vec::new(),
        found: format!("{words} words, more than {limit}"),
        advice: "leave out what does not carry the case".to_owned(),
    })
}

/// The results: headings such as `Result 1: gateway`; where there is none, what stands right under `Business Results`.
fn results(page: &Page, wanted: usize) -> Option<Diagnostic> {
    let is_section = |block: &Block| {
        matches!(block.inline.text.trim().to_lowercase().as_str(), "business results" | "results")
    };
    let is_result = |block: &Block| {
        let text = block.inline.text.trim().to_lowercase();
        let rest = ["business result", "result"].iter().find_map(|start| text.strip_prefix(start));
        rest.is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    let section = page.headings().find(|(_, block)| is_section(block));
    let named = page.headings().filter(|(_, block)| is_result(block)).count();
    let told = match (named, section) {
        (0, Some((depth, section))) => {
            let behind = page.headings().skip_while(|(_, block)| block.line <= section.line);
            let inside: Vec<usize> = behind.map(|(depth, _)| depth).take_while(|at| *at > depth).collect();
            let top = inside.iter().min().copied().unwrap_or(depth);
            let headed = inside.iter().filter(|at| **at == top).count();
            if headed > 0 { headed } else { labelled(page, section) }
        }
        (named, _) => named,
    };
    (told != wanted).then(|| Diagnostic {
        line: section.map_or(1, |(_, block)| block.line),
        weight: Severity::Error,
        code: RuleCode::Results,
        entries: Vec::new(),
        found: format!("{told} {}, not {wanted}", if told == 1 { "result" } else { "results" }),
        advice: "tell the most impactful: promo pick chooses them".to_owned(),
    })
}

/// Results that stand under bold labels: `**Result 1: gateway**`, `**1. Gateway**`.
fn labelled(page: &Page, section: &Block) -> usize {
    let inside =
        page.blocks.iter().filter(|block| block.line > section.line && block.section == section.section);
    let is_numbered = |block: &&Block| {
        let label = block.inline.text.trim().to_lowercase();
        let number = ["business result", "result", ""].iter().find_map(|start| label.strip_prefix(start));
        number.is_some_and(|number| number.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    inside.filter(|block| block.is_label).filter(is_numbered).count()
}

/// A value is shown where what is filled stands under its name, or names it.
fn not_shown(page: &Page, value: &str) -> Option<Diagnostic> {
    let folded = |text: &str| text.to_lowercase().replace('&', "and");
    let lower = folded(value);
    // One word may be meant as any other, as `impact` is.
    let is_one_word = !value.contains(' ');
    let mut open = None;
    for block in page.told() {
        let is_under = folded(&block.part) == lower;
        let text = folded(&block.inline.text);
        if !is_under && !text.contains(&lower) {
            continue;
        }
        let (text, value) = if is_one_word { (&block.inline.text, value) } else { (&text, &*lower) };
        let named = text.match_indices(value).any(|(at, _)| {
            let part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            !part(before) && !part(text.get(at + value.len()..).and_then(|after| after.chars().next()))
        });
        if is_placeholder(block) {
            open = open.or(is_under.then_some(block.line));
        } else if is_under || named {
            return None;
        }
    }
    let section = || {
        let values = |block: &&Block| {
            block.kind == Kind::Heading(2) && block.inline.text.to_lowercase().contains("value")
        };
        page.blocks.iter().find(values).map(|block| block.line)
    };
    Some(Diagnostic {
        line: open.or_else(section).unwrap_or(1),
        weight: Severity::Error,
        code: RuleCode::ValueNotShown,
        entries: Vec::new(),
        found: short(value),
        advice: "tell in a sentence or two what showed it".to_owned(),
    })
}

/// Whether a block has a place that is still to be filled.
pub(super) fn is_placeholder(block: &Block) -> bool {
    open_place(block).is_some()
}

fn open_place(block: &Block) -> Option<usize> {
    let text = &block.inline.text;
    let words = block.words.all();
    let marked = words.iter().enumerate().find(|(place, word)| {
        let said = text.get(word.range.clone()).unwrap_or_default();
        let ends = text.get(word.range.end..).is_some_and(|after| after.starts_with(':'));
        // In running text TODO may be what was worked on.
        let next = words.get(place + 1).map_or("", |next| next.lower.as_str());
        let is_mark = !matches!(said, "TODO" | "FIXME") || ends || *place == 0 && !LEFT.contains(&next);
        OPEN.contains(&said) && !word.quoted && !word.code && is_mark
    });
    let lower = text.to_ascii_lowercase();
    let bracket =
        || BRACKETED.iter().filter_map(|start| lower.find(start)).find(|at| !block.inline.is_code(*at));
    let filler = || lower.find("lorem ipsum").or(lower.find("???").filter(|at| !block.inline.is_code(*at)));
    let marked = marked.map(|(_, word)| word.range.start);
    [marked, bracket(), filler()].into_iter().flatten().min()
}
