//! A page as a tree of everything that can head a text: headings, bold lines, labels, and items that name a level.

use super::super::LevelsIn;
use super::super::blocks::{BlockContent, Inline, PageBlock, SourcePage};
use super::super::levels::{self, LevelName};
use super::boilerplate;
use super::labels::{self, TextLabel};
use super::level_lines;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadKind {
    Page,
    Heading,
    Label,
    Item,
}

/// A heading of any sort with what stands under it.
#[derive(Debug)]
pub struct HeadNode {
    pub line: usize,
    /// How deep it is; a higher one is under a lower one.
    pub depth: u16,
    pub by: HeadKind,
    pub title: String,
    pub levels: Vec<LevelName>,
    pub body: Vec<PageBlock>,
    pub children: Vec<HeadNode>,
}

/// The depth of a bold line: below all headings.
const LABEL: u16 = 300;
const ITEM: u16 = 400;

impl HeadNode {
    fn new(line: usize, depth: u16, by: HeadKind, title: String) -> Self {
        Self { line, depth, by, title, levels: Vec::new(), body: Vec::new(), children: Vec::new() }
    }

    pub fn is_level(&self) -> bool {
        !self.levels.is_empty()
    }

    pub fn any(&self, is: &impl Fn(&HeadNode) -> bool) -> bool {
        is(self) || self.children.iter().any(|child| child.any(is))
    }

    pub fn has_levels(&self) -> bool {
        self.children.iter().any(|child| child.any(&HeadNode::is_level))
    }

    pub fn visit(&self, call: &mut impl FnMut(&HeadNode)) {
        call(self);
        for child in &self.children {
            child.visit(call);
        }
    }
}

pub fn heading_tree(page: &SourcePage, levels_in: Option<LevelsIn>) -> HeadNode {
    let mut builder = HeadTreeBuilder { open: vec![HeadNode::new(1, 0, HeadKind::Page, String::new())] };
    let mut at = 0;
    while let Some(block) = page.blocks.get(at) {
        at += 1;
        match &block.kind {
            BlockContent::Heading(depth, text) => {
                let node =
                    HeadNode::new(block.line, u16::from((*depth).max(1)), HeadKind::Heading, text.text());
                builder.open(node);
            }
            BlockContent::Paragraph(text) => {
                let next = page.blocks.get(at).map(|block| &block.kind);
                builder.paragraph(block.line, text, matches!(next, Some(BlockContent::Item(..))));
            }
            BlockContent::Item(..) => {
                let is_item = |block: &&PageBlock| matches!(block.kind, BlockContent::Item(..));
                let list = page.blocks[at - 1..].iter().take_while(is_item).count();
                builder.list(&page.blocks[at - 1..at - 1 + list], levels_in);
                at += list - 1;
            }
            _ => builder.push(block.clone()),
        }
    }
    let mut root = builder.end();
    regroup(&mut root);
    root
}

struct HeadTreeBuilder {
    open: Vec<HeadNode>,
}

impl HeadTreeBuilder {
    fn open(&mut self, node: HeadNode) {
        self.close(node.depth);
        self.open.push(node);
    }

    fn close(&mut self, depth: u16) {
        while self.open.len() > 1 && self.open.last().is_some_and(|last| last.depth >= depth) {
            let Some(done) = self.open.pop() else { return };
            if let Some(parent) = self.open.last_mut() {
                parent.children.push(done);
            }
        }
    }

    fn end(mut self) -> HeadNode {
        self.close(0);
        self.open.pop().unwrap_or_else(|| HeadNode::new(1, 0, HeadKind::Page, String::new()))
    }

    fn push(&mut self, block: PageBlock) {
        self.close(ITEM);
        if let Some(last) = self.open.last_mut() {
            last.body.push(block);
        }
    }

    /// A paragraph: its labelled lines head what follows; otherwise it is a text.
    fn paragraph(&mut self, line: usize, text: &Inline, before_list: bool) {
        if let Some(sheet) = level_lines::parse_level_lines(text) {
            if !sheet.before.is_empty() {
                self.push(PageBlock { line, kind: BlockContent::Paragraph(Inline::plain(sheet.before)) });
            }
            for at in sheet.empty {
                // Counted, and no text.
                self.push(PageBlock { line: line + at, kind: BlockContent::Paragraph(Inline::plain("n/a")) });
            }
            for level_line in sheet.levels {
                let mut node =
                    HeadNode::new(line + level_line.at, ITEM, HeadKind::Item, level_line.name.title.clone());
                node.levels = vec![level_line.name];
                let item = |(at, text)| PageBlock {
                    line: line + at,
                    kind: BlockContent::Item(0, Inline::plain(text)),
                };
                node.body = level_line.lines.into_iter().map(item).collect();
                self.open(node);
            }
            self.close(ITEM);
            return;
        }
        let parts = labels::parts(text);
        let last = parts.len().saturating_sub(1);
        let mut line = line;
        for (at, part) in parts.into_iter().enumerate() {
            let lines = part.raw().matches('\n').count() + 1;
            let heads = labels::bold_label(&part)
                .or_else(|| introduction(&part).filter(|_| at == last && before_list));
            match heads {
                Some(TextLabel { name, rest, .. }) => {
                    self.open(HeadNode::new(line, LABEL, HeadKind::Label, name));
                    if !rest.is_empty() {
                        self.push(PageBlock { line, kind: BlockContent::Paragraph(Inline::plain(rest)) });
                    }
                }
                None => self.push(PageBlock { line, kind: BlockContent::Paragraph(part) }),
            }
            line += lines;
        }
    }

    /// A list: where its items name levels, each heads what is under it; otherwise it is a text.
    fn list(&mut self, list: &[PageBlock], levels_in: Option<LevelsIn>) {
        let spans = list_items(list);
        let named: Vec<(Option<TextLabel>, Vec<LevelName>)> =
            spans.iter().map(|span| level_of(span, levels_in)).collect();
        let levels = named.iter().filter(|(_, level_names)| !level_names.is_empty()).count();
        let stands_alone = |(label, level_names): &(Option<TextLabel>, Vec<LevelName>)| {
            label.as_ref().is_some_and(|label| label.strong)
                && level_names.iter().any(|level_name| !level_name.label.is_empty())
        };
        let is = levels > 0 && levels_in == Some(LevelsIn::Bullets)
            || levels >= 2 && levels * 2 > named.len()
            || levels == named.len() && named.iter().all(stands_alone);
        if !is || matches!(levels_in, Some(LevelsIn::Headings | LevelsIn::Columns | LevelsIn::Rows)) {
            for block in list {
                self.push(block.clone());
            }
            return;
        }
        for (span, (label, level_names)) in spans.into_iter().zip(named) {
            let Some(label) = label.filter(|_| !level_names.is_empty()) else {
                for block in span {
                    self.push(block.clone());
                }
                continue;
            };
            let Some((head, rest)) = span.split_first() else { continue };
            let mut node = HeadNode::new(head.line, ITEM, HeadKind::Item, label.name);
            node.levels = level_names;
            if !label.rest.is_empty() {
                let text = Inline::plain(label.rest);
                node.body.push(PageBlock { line: head.line, kind: BlockContent::Paragraph(text) });
            }
            node.body.extend(rest.iter().cloned());
            self.open(node);
        }
        self.close(ITEM);
    }
}

/// A plain line that introduces a list, and is short enough to name it: `Technical skills:`.
fn introduction(text: &Inline) -> Option<TextLabel> {
    if let Some(level) = introduced(text) {
        return Some(level);
    }
    let text = text.text();
    let name = text.strip_suffix(':')?;
    let short = name.split(' ').count() <= 4 && !name.contains(['.', ',', ';']);
    let starts = name.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii());
    (short && starts).then(|| TextLabel { name: name.to_owned(), rest: String::new(), strong: false })
}

/// A line that introduces what a level asks: `A **Junior Developer** is able to:`, `As a Senior Engineer, you:`.
fn introduced(text: &Inline) -> Option<TextLabel> {
    let whole = text.text();
    let rest = ["As an ", "As a ", "An ", "A ", "The "].iter().find_map(|start| whole.strip_prefix(start));
    if !whole.ends_with(':') || whole.split(' ').count() > 12 {
        return None;
    }
    let mut bold = text.spans.iter().filter(|span| span.strong && !span.text.trim().is_empty());
    let name = match (bold.next(), bold.next(), rest) {
        (Some(one), None, _) => one.text.trim().trim_end_matches([':', ',']).to_owned(),
        (None, None, Some(rest)) => {
            const VERBS: [&str; 10] =
                [" is ", " can ", " should ", " will ", " must ", " has ", " who ", " you ", ", ", " at "];
            let end = VERBS.iter().filter_map(|verb| rest.find(verb)).min()?;
            rest.get(..end)?.to_owned()
        }
        _ => return None,
    };
    // Whether `Junior Sailor` is a level is decided with what stands beside it.
    let is_level = |level_name: &LevelName| {
        level_name.is_level() || level_name.seniority.is_some() && !level_name.title.contains([',', '.'])
    };
    let is =
        !name.is_empty() && name.split(' ').count() <= 5 && levels::parse_levels(&name).iter().all(is_level);
    is.then_some(TextLabel { name, rest: String::new(), strong: true })
}

pub fn list_items(list: &[PageBlock]) -> Vec<&[PageBlock]> {
    let depth = |block: &PageBlock| if let BlockContent::Item(depth, _) = block.kind { depth } else { 0 };
    let top = list.iter().map(depth).min().unwrap_or(0);
    let mut spans = Vec::new();
    let mut start = 0;
    for at in 1..=list.len() {
        if list.get(at).is_none_or(|block| depth(block) <= top) && start < at {
            spans.push(&list[start..at]);
            start = at;
        }
    }
    spans
}

/// The levels that an item names before its text, or as all of its own text.
fn level_of(span: &[PageBlock], levels_in: Option<LevelsIn>) -> (Option<TextLabel>, Vec<LevelName>) {
    let Some(PageBlock { kind: BlockContent::Item(_, text), .. }) = span.first() else {
        return (None, Vec::new());
    };
    if boilerplate::text_reason(text).is_some() {
        return (None, Vec::new());
    }
    let label = labels::label(text).or_else(|| {
        let text = text.text();
        let alone = span.len() > 1 && text.split(' ').count() <= 6;
        alone.then(|| TextLabel {
            name: text.trim_end_matches(':').to_owned(),
            rest: String::new(),
            strong: false,
        })
    });
    let Some(label) = label.filter(|label| !label.rest.is_empty() || span.len() > 1) else {
        return (None, Vec::new());
    };
    let mut level_names = levels::parse_levels(&label.name);
    if !level_names.iter().all(LevelName::is_level) {
        if levels_in != Some(LevelsIn::Bullets) {
            level_names.clear();
        }
        level_names.retain(|level_name| !level_name.title.is_empty());
    }
    (Some(label), level_names)
}

/// Bold lines are all of one depth; where some of them are levels and others are not, the ones are under the others.
fn regroup(node: &mut HeadNode) {
    let is = |child: &HeadNode| {
        child.by == HeadKind::Label && levels::parse_levels(&child.title).iter().all(LevelName::is_level)
    };
    let labels = node.children.iter().filter(|child| child.by == HeadKind::Label);
    let marked: Vec<(String, bool)> = labels.map(|child| (child.title.to_lowercase(), is(child))).collect();
    let count = marked.iter().filter(|(_, is)| *is).count();
    if count >= 2 && count < marked.len() {
        let mut names: Vec<&String> = marked.iter().filter(|(_, is)| *is).map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        // The same level under several bold lines: those are the skills.
        let skills_head = names.len() < count;
        let heads = |child: &HeadNode| child.by == HeadKind::Label && is(child) != skills_head;
        let children = std::mem::take(&mut node.children);
        for child in children {
            let under = child.by == HeadKind::Label && !heads(&child);
            match node.children.last_mut().filter(|last| under && last.by == HeadKind::Label && heads(last)) {
                Some(last) => last.children.push(HeadNode { depth: child.depth + 1, ..child }),
                None => node.children.push(child),
            }
        }
    }
    for child in &mut node.children {
        regroup(child);
    }
}
