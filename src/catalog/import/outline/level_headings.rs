//! Which of a page's headings name levels: decided over those that stand beside each other, and over the whole page.

use std::collections::HashSet;

use super::super::LevelsIn;
use super::super::blocks::BlockContent;
use super::super::levels::{self, LevelName};
use super::boilerplate;
use super::heading_tree::{HeadKind, HeadNode};

pub fn decide(root: &mut HeadNode, levels_in: Option<LevelsIn>) {
    let headings = matches!(levels_in, None | Some(LevelsIn::Headings));
    if headings {
        siblings(root);
        let mut known = HashSet::new();
        root.visit(&mut |node| known.extend(node.levels.iter().map(LevelName::key)));
        singles(root, &known);
        settle(root);
        if levels_in.is_some() && !root.has_levels() {
            by_place(root);
        }
        glossaries(root);
    }
}

/// Takes the headings beside each other for levels where they make a ladder: two that name levels, or one with a label
/// of its own. Others may stand between them: an introduction, questions and answers.
fn siblings(node: &mut HeadNode) {
    for child in &mut node.children {
        siblings(child);
    }
    let headings = node.children.iter().filter(|child| child.by == HeadKind::Heading).count();
    let alone = node.by == HeadKind::Page && headings == 1;
    let heads =
        |child: &HeadNode| child.by != HeadKind::Item && boilerplate::section_reason(&child.title).is_none();
    let titles: Vec<&str> =
        node.children.iter().filter(|child| heads(child)).map(|child| child.title.as_str()).collect();
    let mut found: Vec<Vec<LevelName>> = levels::parse_siblings(titles.iter().copied())
        .into_iter()
        .zip(&titles)
        .map(|(beside, title)| {
            let level_names = levels::parse_levels(title);
            if level_names.iter().all(LevelName::is_level) {
                level_names
            } else {
                beside.into_iter().collect()
            }
        })
        .collect();
    let names: HashSet<String> = found.iter().flatten().map(LevelName::key).collect();
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    let labelled = found.iter().flatten().any(|level_name| !is_number(&level_name.label));
    if names.is_empty() {
        found = levels::parse_ladder(titles)
            .unwrap_or_default()
            .into_iter()
            .map(|level_name| vec![level_name])
            .collect();
    } else if names.len() < 2 && !labelled && !alone {
        return;
    }
    let children = node.children.iter_mut().filter(|child| heads(child));
    for (child, level_names) in children.zip(found) {
        child.levels = level_names;
    }
}

fn level_names(child: &HeadNode) -> Vec<LevelName> {
    let level_names = levels::parse_levels(&child.title);
    if child.by != HeadKind::Item && level_names.iter().all(LevelName::is_level) {
        level_names
    } else {
        Vec::new()
    }
}

/// A level that stands alone under its heading is one where the page names it elsewhere too.
fn singles(node: &mut HeadNode, known: &HashSet<String>) {
    for child in &mut node.children {
        singles(child, known);
        if child.levels.is_empty() {
            let level_names = level_names(child);
            if !level_names.is_empty()
                && level_names.iter().all(|level_name| known.contains(&level_name.key()))
            {
                child.levels = level_names;
            }
        }
    }
}

fn names_under(node: &HeadNode) -> HashSet<String> {
    let mut names = HashSet::new();
    for child in &node.children {
        child.visit(&mut |node| names.extend(node.levels.iter().map(LevelName::key)));
    }
    names
}

/// Of levels within levels one sort stays: the inner ones where the outer ones hold ladders of their own, as tracks do
/// (`Manager` over `M1`, `M2`); else the outer ones, and the inner ones are groups (`Lead` in `L3`).
fn settle(node: &mut HeadNode) {
    let levels: Vec<&HeadNode> = node.children.iter().filter(|child| child.is_level()).collect();
    if !levels.is_empty() {
        let inner: Vec<HashSet<String>> = levels.iter().map(|level| names_under(level)).collect();
        let with = inner.iter().filter(|names| names.len() >= 2).count();
        let numbered =
            levels.iter().all(|level| level.levels.iter().all(|level_name| level_name.number.is_some()));
        let gives_way = with > 0 && with * 2 > levels.len() && (!numbered || levels.len() == 1);
        for child in node.children.iter_mut().filter(|child| child.is_level()) {
            if gives_way {
                child.levels.clear();
            } else {
                child.children.iter_mut().for_each(clear);
            }
        }
    }
    for child in &mut node.children {
        settle(child);
    }
}

/// Takes the levels away from a node and all under it; an item that headed a level is an item again.
fn clear(node: &mut HeadNode) {
    node.levels.clear();
    node.children.iter_mut().for_each(clear);
}

/// Where a person says that headings are the levels and none names one: the highest that stand beside each other.
fn by_place(node: &mut HeadNode) {
    let heads = |child: &&mut HeadNode| {
        child.by == HeadKind::Heading && boilerplate::section_reason(&child.title).is_none()
    };
    let count = node.children.iter_mut().filter(heads).count();
    if count < 2 {
        node.children.iter_mut().for_each(by_place);
        return;
    }
    for child in node.children.iter_mut().filter(heads) {
        child.levels = vec![LevelName { plain: true, ..levels::parse_level(&child.title) }];
    }
}

fn weight(node: &HeadNode, by_item: bool, within: bool) -> usize {
    let within = within || node.is_level() && (node.by == HeadKind::Item) == by_item;
    let texts = node
        .body
        .iter()
        .filter(|block| matches!(block.kind, BlockContent::Item(..) | BlockContent::Paragraph(_)))
        .count();
    let under: usize = node.children.iter().map(|child| weight(child, by_item, within)).sum();
    under + if within { texts } else { 0 }
}

/// Where headings are the levels, a list of them with a line each is only a list of them.
fn glossaries(root: &mut HeadNode) {
    let mut under_headings = HashSet::new();
    root.visit(&mut |node| {
        if node.by != HeadKind::Item {
            under_headings.extend(node.levels.iter().map(LevelName::key));
        }
    });
    if under_headings.len() < 2 || weight(root, true, false) >= weight(root, false, false) {
        return;
    }
    mark_glossary(root);
}

fn mark_glossary(node: &mut HeadNode) {
    for child in &mut node.children {
        mark_glossary(child);
        if child.by == HeadKind::Item && child.is_level() {
            child.depth = GLOSSARY;
        }
    }
}

/// The depth of an item that only says what a level is.
pub const GLOSSARY: u16 = 500;
