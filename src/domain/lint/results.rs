//! The results that a document tells: headings such as `Result 1: gateway`; where there is none, what stands right under
//! `Business Results`.

use super::config::Subject;
use super::page::{LintBlock, LintPage};
use super::{Diagnostic, Rule};

/// Whether there are as many as wanted.
pub(super) fn count(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    let Some(wanted) = subject.config.results else { return };
    let page = &subject.page;
    let is_section =
        |block: &LintBlock| matches!(&*block.text.trim().to_lowercase(), "business results" | "results");
    let section = page.headings().find(|(_, block)| is_section(block));
    let named =
        page.headings().filter(|(_, block)| is_numbered(&block.text, &["business result", "result"])).count();
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
    if told != wanted {
        let line = section.map_or(1, |(_, block)| block.line);
        let found = format!("{told} {}, not {wanted}", if told == 1 { "result" } else { "results" });
        diagnostics.push(Diagnostic::new(rule, line, found));
    }
}

/// Results that stand under bold labels: `**Result 1: gateway**`, `**1. Gateway**`.
fn labelled(page: &LintPage<'_>, section: &LintBlock) -> usize {
    let is_inside =
        |block: &&LintBlock| block.line > section.line && page.section(block) == page.section(section);
    let labels = page.blocks.iter().filter(|block| block.is_label).filter(is_inside);
    labels.filter(|block| is_numbered(&block.text, &["business result", "result", ""])).count()
}

fn is_numbered(text: &str, starts: &[&str]) -> bool {
    let lower = text.trim().to_lowercase();
    let rest = starts.iter().find_map(|start| lower.strip_prefix(start));
    rest.is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}
