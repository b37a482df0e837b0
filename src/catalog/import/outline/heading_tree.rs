//! A page as a tree of everything that can head a text: headings, bold lines, labels, and items that name a level.

use super::super::LevelsIn;
use super::super::blocks::{Block, Inline, Kind, Page};
use super::super::levels::{self, LevelName};
use super::boilerplate;
use super::labels::{self, Label};
use super::level_lines;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Page,
    Heading,
    Label,
    Item,
}

/// A heading of any sort with what stands under it.
#[derive(Debug)]
pub struct Node {
    pub line: usize,
    /// How deep it is; a higher one is under a lower one.
    pub depth: u16,
    pub by: By,
    pub title: String,
    pub levels: Vec<LevelName>,
    pub body: Vec<Block>,
    pub children: Vec<Node>,
}

/// The depth of a bold line: below all headings.
const LABEL: u16 = 300;
const ITEM: u16 = 400;

impl Node {
    fn new(line: usize, depth: u16, by: By, title: String) -> Self {
        Self { line, depth, by, title, levels: Vec::new(), body: Vec::new(), children: Vec::new() }
    }

    pub fn is_level(&self) -> bool {
        !self.levels.is_empty()
    }

    pub fn any(&self, is: &impl Fn(&Node) -> bool) -> bool {
        is(self) || self.children.iter().any(|child| child.any(is))
    }

    pub fn has_levels(&self) -> bool {
        self.children.iter().any(|child| child.any(&Node::is_level))
    }

    pub fn each(&self, call: &mut impl FnMut(&Node)) {
        call(self);
        for child in &self.children {
            child.each(call);
        }
    }
}

pub fn tree(page: &Page, told: Option<LevelsIn>) -> Node {
    let mut builder = Builder { open: vec![Node::new(1, 0, By::Page, String::new())] };
    let mut at = 0;
    while let Some(block) = page.blocks.get(at) {
        at += 1;
        match &block.kind {
            Kind::Heading(depth, text) => {
                let node = Node::new(block.line, u16::from((*depth).max(1)), By::Heading, text.text());
                builder.open(node);
            }
            Kind::Paragraph(text) => {
                let next = page.blocks.get(at).map(|block| &block.kind);
                builder.paragraph(block.line, text, matches!(next, Some(Kind::Item(..))));
            }
            Kind::Item(..) => {
                let is_item = |block: &&Block| matches!(block.kind, Kind::Item(..));
                let list = page.blocks[at - 1..].iter().take_while(is_item).count();
                builder.list(&page.blocks[at - 1..at - 1 + list], told);
                at += list - 1;
            }
            _ => builder.push(block.clone()),
        }
    }
    let mut root = builder.end();
    regroup(&mut root);
    root
}

struct Builder {
    open: Vec<Node>,
}

impl Builder {
    fn open(&mut self, node: Node) {
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

    fn end(mut self) -> Node {
        self.close(0);
        self.open.pop().unwrap_or_else(|| Node::new(1, 0, By::Page, String::new()))
    }

    fn push(&mut self, block: Block) {
        self.close(ITEM);
        if let Some(last) = self.open.last_mut() {
            last.body.push(block);
        }
    }

    /// A paragraph: its labelled lines head what follows; otherwise it is a text.
    fn paragraph(&mut self, line: usize, text: &Inline, before_list: bool) {
        if let Some(sheet) = level_lines::of(text) {
            if !sheet.before.is_empty() {
                self.push(Block { line, kind: Kind::Paragraph(Inline::plain(sheet.before)) });
            }
            for at in sheet.empty {
                // Counted, and no text.
                self.push(Block { line: line + at, kind: Kind::Paragraph(Inline::plain("n/a")) });
            }
            for rung in sheet.rungs {
                let mut node = Node::new(line + rung.at, ITEM, By::Item, rung.mark.title.clone());
                node.levels = vec![rung.mark];
                let item = |(at, text)| Block { line: line + at, kind: Kind::Item(0, Inline::plain(text)) };
                node.body = rung.lines.into_iter().map(item).collect();
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
            let heads =
                labels::bold(&part).or_else(|| introduction(&part).filter(|_| at == last && before_list));
            match heads {
                Some(Label { name, rest, .. }) => {
                    self.open(Node::new(line, LABEL, By::Label, name));
                    if !rest.is_empty() {
                        self.push(Block { line, kind: Kind::Paragraph(Inline::plain(rest)) });
                    }
                }
                None => self.push(Block { line, kind: Kind::Paragraph(part) }),
            }
            line += lines;
        }
    }

    /// A list: where its items name levels, each heads what is under it; otherwise it is a text.
    fn list(&mut self, list: &[Block], told: Option<LevelsIn>) {
        let spans = spans(list);
        let named: Vec<(Option<Label>, Vec<LevelName>)> =
            spans.iter().map(|span| level_of(span, told)).collect();
        let levels = named.iter().filter(|(_, marks)| !marks.is_empty()).count();
        let stands_alone = |(label, marks): &(Option<Label>, Vec<LevelName>)| {
            label.as_ref().is_some_and(|label| label.strong)
                && marks.iter().any(|mark| !mark.label.is_empty())
        };
        let is = levels > 0 && told == Some(LevelsIn::Bullets)
            || levels >= 2 && levels * 2 > named.len()
            || levels == named.len() && named.iter().all(stands_alone);
        if !is || matches!(told, Some(LevelsIn::Headings | LevelsIn::Columns | LevelsIn::Rows)) {
            for block in list {
                self.push(block.clone());
            }
            return;
        }
        for (span, (label, marks)) in spans.into_iter().zip(named) {
            let Some(label) = label.filter(|_| !marks.is_empty()) else {
                for block in span {
                    self.push(block.clone());
                }
                continue;
            };
            let Some((head, rest)) = span.split_first() else { continue };
            let mut node = Node::new(head.line, ITEM, By::Item, label.name);
            node.levels = marks;
            if !label.rest.is_empty() {
                let text = Inline::plain(label.rest);
                node.body.push(Block { line: head.line, kind: Kind::Paragraph(text) });
            }
            node.body.extend(rest.iter().cloned());
            self.open(node);
        }
        self.close(ITEM);
    }
}

/// A plain line that introduces a list, and is short enough to name it: `Technical skills:`.
fn introduction(text: &Inline) -> Option<Label> {
    if let Some(level) = introduced(text) {
        return Some(level);
    }
    let text = text.text();
    let name = text.strip_suffix(':')?;
    let short = name.split(' ').count() <= 4 && !name.contains(['.', ',', ';']);
    let starts = name.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii());
    (short && starts).then(|| Label { name: name.to_owned(), rest: String::new(), strong: false })
}

/// A line that introduces what a level asks: `A **Junior Developer** is able to:`, `As a Senior Engineer, you:`.
fn introduced(text: &Inline) -> Option<Label> {
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
    let is_level =
        |mark: &LevelName| mark.is_level() || mark.seniority.is_some() && !mark.title.contains([',', '.']);
    let is = !name.is_empty() && name.split(' ').count() <= 5 && levels::marks(&name).iter().all(is_level);
    is.then_some(Label { name, rest: String::new(), strong: true })
}

pub fn spans(list: &[Block]) -> Vec<&[Block]> {
    let depth = |block: &Block| if let Kind::Item(depth, _) = block.kind { depth } else { 0 };
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
fn level_of(span: &[Block], told: Option<LevelsIn>) -> (Option<Label>, Vec<LevelName>) {
    let Some(Block { kind: Kind::Item(_, text), .. }) = span.first() else { return (None, Vec::new()) };
    if boilerplate::text(text).is_some() {
        return (None, Vec::new());
    }
    let label = labels::label(text).or_else(|| {
        let text = text.text();
        let alone = span.len() > 1 && text.split(' ').count() <= 6;
        alone.then(|| Label {
            name: text.trim_end_matches(':').to_owned(),
            rest: String::new(),
            strong: false,
        })
    });
    let Some(label) = label.filter(|label| !label.rest.is_empty() || span.len() > 1) else {
        return (None, Vec::new());
    };
    let mut marks = levels::marks(&label.name);
    if !marks.iter().all(LevelName::is_level) {
        if told != Some(LevelsIn::Bullets) {
            marks.clear();
        }
        marks.retain(|mark| !mark.title.is_empty());
    }
    (Some(label), marks)
}

/// Bold lines are all of one depth; where some of them are levels and others are not, the ones are under the others.
fn regroup(node: &mut Node) {
    let is =
        |child: &Node| child.by == By::Label && levels::marks(&child.title).iter().all(LevelName::is_level);
    let labels = node.children.iter().filter(|child| child.by == By::Label);
    let marked: Vec<(String, bool)> = labels.map(|child| (child.title.to_lowercase(), is(child))).collect();
    let count = marked.iter().filter(|(_, is)| *is).count();
    if count >= 2 && count < marked.len() {
        let mut names: Vec<&String> = marked.iter().filter(|(_, is)| *is).map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        // The same level under several bold lines: those are the skills.
        let skills_head = names.len() < count;
        let heads = |child: &Node| child.by == By::Label && is(child) != skills_head;
        let children = std::mem::take(&mut node.children);
        for child in children {
            let under = child.by == By::Label && !heads(&child);
            match node.children.last_mut().filter(|last| under && last.by == By::Label && heads(last)) {
                Some(last) => last.children.push(Node { depth: child.depth + 1, ..child }),
                None => node.children.push(child),
            }
        }
    }
    for child in &mut node.children {
        regroup(child);
    }
}
