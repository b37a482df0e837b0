//! Lists to statements: an item is a statement, and so is an item under it; an item that names its children is a group.

use super::super::blocks::{Block, Kind};
use super::super::level_table;
use super::boilerplate;
use super::labels::{self, Label};
use super::reading_builder::{Place, ReadingBuilder};
use super::heading_tree::spans;

/// How deep groups within groups are followed; deeper items are statements of the last one.
const DEEPEST: usize = 6;

/// The longest name of a group, in words.
const LONGEST: usize = 6;

#[derive(Debug, Clone, Copy)]
pub struct Under<'n> {
    pub name: &'n str,
    /// Whether that is a level itself, so that labels in the list name its groups.
    pub level: bool,
    pub depth: usize,
}

pub fn read(sink: &mut ReadingBuilder<'_>, list: &[Block], place: &Place, under: Under<'_>) {
    let spans = spans(list);
    let labels: Vec<Option<Label>> = spans.iter().map(|span| span.first().and_then(label)).collect();
    let strong = labels.iter().flatten().filter(|label| label.strong && !label.rest.is_empty()).count();
    let all = labels.iter().all(|label| label.as_ref().is_some_and(|label| !label.rest.is_empty()));
    // Labels name groups where most items of a level have one, or all items of a group.
    let groups = under.depth == 0
        && match under.level {
            true => strong * 2 >= spans.len() && strong > 0 || all && spans.len() >= 2,
            false => all && spans.len() >= 2 && place.skill.is_none(),
        };
    let bold_only = groups && !all;
    let inner = |name: &str| Place {
        group: if under.level { place.group.clone() } else { Some(name.to_owned()) },
        ..place.clone()
    };
    for (span, label) in spans.into_iter().zip(labels) {
        let Some((head, children)) = span.split_first() else { continue };
        let Kind::Item(_, text) = &head.kind else { continue };
        if let Some(why) = boilerplate::text(text) {
            sink.reading.skip(head.line, why);
            read(sink, children, place, Under { depth: (under.depth + 1).min(DEEPEST), ..under });
            continue;
        }
        let whole = text.text();
        let deeper = under.depth < DEEPEST;
        let heads = !children.is_empty() && deeper && (text.is_strong() || whole.ends_with(':'));
        if heads && is_examples(&whole) {
            for child in children {
                if let Kind::Item(_, text) = &child.kind {
                    sink.example(place, under.name, child.line, &text.text());
                }
            }
            continue;
        }
        if let Some(bare) = level_table::before_examples(&whole).filter(|_| !children.is_empty()) {
            sink.state(place, under.name, head.line, bare);
            for child in children {
                if let Kind::Item(_, text) = &child.kind {
                    sink.example(place, under.name, child.line, &text.text());
                }
            }
            continue;
        }
        if heads && whole.split(' ').count() <= LONGEST {
            let (inner, name) = (inner(under.name), labels::clean(&whole));
            let under = Under { name: &name, level: false, depth: under.depth + 1 };
            read(sink, children, &inner, under);
            continue;
        }
        let own = label.filter(|label| groups && !label.rest.is_empty() && (label.strong || !bold_only));
        match own {
            Some(label) if boilerplate::is_about(&label.name) => sink.note(&place.levels, &whole),
            Some(label) => {
                let name = labels::clean(&label.name);
                let place = inner(under.name);
                if name.eq_ignore_ascii_case("scope") && under.level {
                    sink.scope(&place.levels, &label.rest);
                }
                sink.state(&place, &name, head.line, &label.rest);
                let under = Under { name: &name, level: false, depth: under.depth + 1 };
                read(sink, children, &place, under);
            }
            None => {
                sink.state(place, under.name, head.line, &whole);
                let under = Under { depth: (under.depth + 1).min(DEEPEST), level: false, ..under };
                read(sink, children, place, under);
            }
        }
    }
}

fn label(block: &Block) -> Option<Label> {
    match &block.kind {
        Kind::Item(_, text) => labels::label(text),
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
