//! Which of a page's headings name levels: decided over those that stand beside each other, and over the whole page.

use std::collections::HashSet;

use super::super::LevelsIn;
use super::super::blocks::Kind;
use super::super::levels::{self, LevelName};
use super::boilerplate;
use super::heading_tree::{By, Node};

pub fn decide(root: &mut Node, told: Option<LevelsIn>) {
    let headings = matches!(told, None | Some(LevelsIn::Headings));
    if headings {
        siblings(root);
        let mut known = HashSet::new();
        root.each(&mut |node| known.extend(node.levels.iter().map(LevelName::name)));
        singles(root, &known);
        settle(root);
        if told.is_some() && !root.has_levels() {
            by_place(root);
        }
        glossaries(root);
    }
}

/// Takes the headings beside each other for levels where they make a ladder: two that name levels, or one with a label
/// of its own. Others may stand between them: an introduction, questions and answers.
fn siblings(node: &mut Node) {
    for child in &mut node.children {
        siblings(child);
    }
    let headings = node.children.iter().filter(|child| child.by == By::Heading).count();
    let alone = node.by == By::Page && headings == 1;
    let heads = |child: &Node| child.by != By::Item && boilerplate::section(&child.title).is_none();
    let titles: Vec<&str> =
        node.children.iter().filter(|child| heads(child)).map(|child| child.title.as_str()).collect();
    let mut found: Vec<Vec<LevelName>> = levels::beside(titles.iter().copied())
        .into_iter()
        .zip(&titles)
        .map(|(beside, title)| {
            let marks = levels::marks(title);
            if marks.iter().all(LevelName::is_level) { marks } else { beside.into_iter().collect() }
        })
        .collect();
    let names: HashSet<String> = found.iter().flatten().map(LevelName::name).collect();
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    let labelled = found.iter().flatten().any(|mark| !is_number(&mark.label));
    if names.is_empty() {
        found = levels::ladder(titles).unwrap_or_default().into_iter().map(|mark| vec![mark]).collect();
    } else if names.len() < 2 && !labelled && !alone {
        return;
    }
    let children = node.children.iter_mut().filter(|child| heads(child));
    for (child, marks) in children.zip(found) {
        child.levels = marks;
    }
}

fn marks(child: &Node) -> Vec<LevelName> {
    let marks = levels::marks(&child.title);
    if child.by != By::Item && marks.iter().all(LevelName::is_level) { marks } else { Vec::new() }
}

/// A level that stands alone under its heading is one where the page names it elsewhere too.
fn singles(node: &mut Node, known: &HashSet<String>) {
    for child in &mut node.children {
        singles(child, known);
        if child.levels.is_empty() {
            let marks = marks(child);
            if !marks.is_empty() && marks.iter().all(|mark| known.contains(&mark.name())) {
                child.levels = marks;
            }
        }
    }
}

fn names_under(node: &Node) -> HashSet<String> {
    let mut names = HashSet::new();
    for child in &node.children {
        child.each(&mut |node| names.extend(node.levels.iter().map(LevelName::name)));
    }
    names
}

/// Of levels within levels one sort stays: the inner ones where the outer ones hold ladders of their own, as tracks do
/// (`Manager` over `M1`, `M2`); else the outer ones, and the inner ones are groups (`Lead` in `L3`).
fn settle(node: &mut Node) {
    let levels: Vec<&Node> = node.children.iter().filter(|child| child.is_level()).collect();
    if !levels.is_empty() {
        let inner: Vec<HashSet<String>> = levels.iter().map(|level| names_under(level)).collect();
        let with = inner.iter().filter(|names| names.len() >= 2).count();
        let numbered = levels.iter().all(|level| level.levels.iter().all(|mark| mark.number.is_some()));
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
fn clear(node: &mut Node) {
    node.levels.clear();
    node.children.iter_mut().for_each(clear);
}

/// Where a person says that headings are the levels and none names one: the highest that stand beside each other.
fn by_place(node: &mut Node) {
    let heads = |child: &&mut Node| child.by == By::Heading && boilerplate::section(&child.title).is_none();
    let count = node.children.iter_mut().filter(heads).count();
    if count < 2 {
        node.children.iter_mut().for_each(by_place);
        return;
    }
    for child in node.children.iter_mut().filter(heads) {
        child.levels = vec![LevelName { plain: true, ..levels::mark(&child.title) }];
    }
}

fn weight(node: &Node, by_item: bool, within: bool) -> usize {
    let within = within || node.is_level() && (node.by == By::Item) == by_item;
    let texts =
        node.body.iter().filter(|block| matches!(block.kind, Kind::Item(..) | Kind::Paragraph(_))).count();
    let under: usize = node.children.iter().map(|child| weight(child, by_item, within)).sum();
    under + if within { texts } else { 0 }
}

/// Where headings are the levels, a list of them with a line each is only a list of them.
fn glossaries(root: &mut Node) {
    let mut under_headings = HashSet::new();
    root.each(&mut |node| {
        if node.by != By::Item {
            under_headings.extend(node.levels.iter().map(LevelName::name));
        }
    });
    if under_headings.len() < 2 || weight(root, true, false) >= weight(root, false, false) {
        return;
    }
    mark_glossary(root);
}

fn mark_glossary(node: &mut Node) {
    for child in &mut node.children {
        mark_glossary(child);
        if child.by == By::Item && child.is_level() {
            child.depth = GLOSSARY;
        }
    }
}

/// The depth of an item that only says what a level is.
pub const GLOSSARY: u16 = 500;
