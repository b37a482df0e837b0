//! Lists to statements: an item is a statement, and so is an item under it; an item that names its children is a group.

use super::super::blocks::{BlockContent, PageBlock};
use super::super::level_table;
use super::boilerplate;
use super::heading_tree::list_items;
use super::labels::{self, TextLabel};
use super::reading_builder::{OutlinePlace, ReadingBuilder};

/// How deep groups within groups are followed; deeper items are statements of the last one.
const DEEPEST: usize = 6;

/// The longest name of a group, in words.
const LONGEST: usize = 6;

#[derive(Debug, Clone, Copy)]
pub struct ListContext<'n> {
    pub name: &'n str,
    /// Whether that is a level itself, so that labels in the list name its groups.
    pub level: bool,
    pub depth: usize,
}

pub fn read(
    builder: &mut ReadingBuilder<'_>, list: &[PageBlock], place: &OutlinePlace, under: ListContext<'_>,
) {
    let spans = list_items(list);
    let labels: Vec<Option<TextLabel>> = spans.iter().map(|span| span.first().and_then(label)).collect();
    let strong = labels.iter().flatten().filter(|label| label.strong && !label.rest.is_empty()).count();
    let all = labels.iter().all(|label| label.as_ref().is_some_and(|label| !label.rest.is_empty()));
    // Labels name groups where most items of a level have one, or all items of a group.
    let groups = under.depth == 0
        && match under.level {
            true => strong * 2 >= spans.len() && strong > 0 || all && spans.len() >= 2,
            false => all && spans.len() >= 2 && place.skill.is_none(),
        };
    let bold_only = groups && !all;
    let inner = |name: &str| OutlinePlace {
        group: if under.level { place.group.clone() } else { Some(name.to_owned()) },
        ..place.clone()
    };
    for (span, label) in spans.into_iter().zip(labels) {
        let Some((head, children)) = span.split_first() else { continue };
        let BlockContent::Item(_, text) = &head.kind else { continue };
        if let Some(why) = boilerplate::text_reason(text) {
            builder.reading.skip(head.line, why);
            read(builder, children, place, ListContext { depth: (under.depth + 1).min(DEEPEST), ..under });
            continue;
        }
        let whole = text.text();
        let deeper = under.depth < DEEPEST;
        let heads = !children.is_empty() && deeper && (text.is_strong() || whole.ends_with(':'));
        if heads && is_examples(&whole) {
            for child in children {
                if let BlockContent::Item(_, text) = &child.kind {
                    builder.add_example(place, under.name, child.line, &text.text());
                }
            }
            continue;
        }
        if let Some(bare) = level_table::before_examples(&whole).filter(|_| !children.is_empty()) {
            builder.add_statement(place, under.name, head.line, bare);
            for child in children {
                if let BlockContent::Item(_, text) = &child.kind {
                    builder.add_example(place, under.name, child.line, &text.text());
                }
            }
            continue;
        }
        if heads && whole.split(' ').count() <= LONGEST {
            let (inner, name) = (inner(under.name), labels::clean_title(&whole));
            let under = ListContext { name: &name, level: false, depth: under.depth + 1 };
            read(builder, children, &inner, under);
            continue;
        }
        let own = label.filter(|label| groups && !label.rest.is_empty() && (label.strong || !bold_only));
        match own {
            Some(label) if boilerplate::is_level_fact(&label.name) => {
                builder.add_level_description(&place.levels, &whole)
            }
            Some(label) => {
                let name = labels::clean_title(&label.name);
                let place = inner(under.name);
                if name.eq_ignore_ascii_case("scope") && under.level {
                    builder.add_scope(&place.levels, &label.rest);
                }
                builder.add_statement(&place, &name, head.line, &label.rest);
                let under = ListContext { name: &name, level: false, depth: under.depth + 1 };
                read(builder, children, &place, under);
            }
            None => {
                builder.add_statement(place, under.name, head.line, &whole);
                let under = ListContext { depth: (under.depth + 1).min(DEEPEST), level: false, ..under };
                read(builder, children, place, under);
            }
        }
    }
}

fn label(block: &PageBlock) -> Option<TextLabel> {
    match &block.kind {
        BlockContent::Item(_, text) => labels::label(text),
        _ => None,
    }
}

fn is_examples(text: &str) -> bool {
    let lower = text.trim_end_matches(':').to_lowercase();
    matches!(
        lower.as_str(),
        "example" | "examples" | "for example" | "e.g" | "e.g." | "for instance" | "examples include"
    )
}
