//! A file that somebody worked on and the document as the journal makes it now, brought together.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::chain::{ChainOutcome, resolve};
use super::layout::BlockLayout;
use super::marks::{HIGHEST, ListedBlock, RecordedBlock, number};
use super::page::{Document, FileBlock, FilePart, listed, root, rows};

/// A place where three things differ: what was written, what the person made of it, and what the journal says now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ThreeWay {
    pub yours: Vec<String>,
    /// The lines that the journal has now and had not when the block was written.
    pub journal: Vec<String>,
    /// The lines in the file that the journal said once and no longer says.
    pub outdated: Vec<String>,
    /// How many more such lines there were, which are no longer in the file.
    pub unknown: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It says now what the journal says.
    Updated,
    Added,
    /// New bullets, beside a block that the person edited: what a reader sees of them.
    Beside(Vec<String>),
    Removed,
    /// It stays as the person wrote it; the journal says something else.
    Differs(ThreeWay),
    /// It stays as the person wrote it; the journal no longer has it.
    Kept,
    Deleted,
}

impl Merged {
    /// Whether it says something that no later update says again.
    pub fn tells_once(&self) -> bool {
        self.changes.iter().any(|change| change.what.is_told_once())
    }
}

impl ChangeKind {
    /// Whether it is about words of the person, which an update tells once and does not settle.
    pub fn is_told_once(&self) -> bool {
        matches!(self, Self::Beside(_) | Self::Differs(_) | Self::Kept | Self::Deleted)
    }
}

/// What happened, where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockChange {
    pub id: String,
    /// The line of its text in the new file; `None` where it is not in it.
    pub line: Option<usize>,
    /// What happened.
    pub what: ChangeKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The new file; the old one's bytes where there is nothing to do.
    pub text: String,
    /// What happened, by line; what is not in the file comes last.
    pub changes: Vec<BlockChange>,
    /// How many blocks the new file has.
    pub blocks: usize,
    /// How many of them the person edited.
    pub yours: usize,
    /// Whether blocks follow one another in another order.
    pub reordered: bool,
}

/// Brings them together. Nothing that a person wrote is left out.
pub fn merge(file: &Document, now: &Document) -> Merged {
    let now = now.clone().ending(file.newline);
    let mut work = Merger::new(file, &now);
    work.journal();
    work.left();
    let Merger { next, more, new, mut deleted, happened, yours, .. } = work;
    let mut layout = BlockLayout::new(file, &now, &next, &more);
    for block in new {
        layout.insert(block);
    }
    let reordered = layout.reordered;
    let parts = layout.parts();
    let known: HashSet<String> =
        rows(&parts).flatten().chain(now.blocks()).map(|block| listed(&block.id)).collect();
    deleted.retain(|hash| !known.contains(hash));
    let merged = Document {
        listed: list(&parts, &now, &deleted),
        parts,
        template: now.template.clone(),
        ..file.clone()
    };
    let (text, lines) = merged.write();
    let line = |id: &str| lines.get(id).copied();
    let mut changes: Vec<BlockChange> =
        happened.into_iter().map(|(id, what)| BlockChange { line: line(&id), id, what }).collect();
    changes.sort_by_key(|change| (change.line.is_none(), change.line));
    let blocks = merged.blocks().count();
    // White space alone is an editor's affair.
    let is_same = text.split_whitespace().eq(file.source.split_whitespace());
    let text = if is_same { file.source.clone() } else { text };
    Merged { text, changes, blocks, yours, reordered }
}

/// The decisions, as they are being made.
struct Merger<'w> {
    file: &'w Document,
    now: &'w Document,
    /// The blocks of the file by root, in its order.
    chains: HashMap<&'w str, Vec<&'w FileBlock>>,
    /// What becomes of the blocks of the file; what is not here goes.
    next: HashMap<String, FileBlock>,
    /// What comes behind a block of the file.
    more: HashMap<String, FileBlock>,
    /// What was never in the file, in the template's order.
    new: Vec<FileBlock>,
    /// The hashes of what the person deleted, in their order and to be asked for.
    deleted: Vec<String>,
    out: HashSet<String>,
    /// Those of which the person was told.
    told: HashSet<&'w str>,
    happened: Vec<(String, ChangeKind)>,
    yours: usize,
}

impl<'w> Merger<'w> {
    fn new(file: &'w Document, now: &'w Document) -> Self {
        let mut chains: HashMap<&str, Vec<&FileBlock>> = HashMap::new();
        for block in file.blocks() {
            chains.entry(block.root()).or_default().push(block);
        }
        let there: HashSet<String> = file.blocks().map(|block| listed(&block.id)).collect();
        let hashes = file.listed.iter().map(|listed| listed.hash.clone());
        let deleted: Vec<String> = hashes.filter(|hash| !there.contains(hash)).collect();
        let told = file.listed.iter().filter(|listed| listed.deleted).map(|listed| &*listed.hash);
        Self {
            file,
            now,
            chains,
            next: HashMap::new(),
            more: HashMap::new(),
            new: Vec::new(),
            out: deleted.iter().cloned().collect(),
            deleted,
            told: told.collect(),
            happened: Vec::new(),
            yours: 0,
        }
    }

    fn journal(&mut self) {
        for block in self.now.blocks() {
            let chain = self.chains.get(&*block.id).cloned().unwrap_or_default();
            if !chain.iter().any(|old| old.id == block.id) {
                self.absent(block);
            }
            if let Some(last) = chain.last() {
                let resolved = resolve(&chain, block, self.file.newline);
                self.settle(&chain, last, resolved);
            }
        }
    }

    /// A block of the journal that the file does not have.
    fn absent(&mut self, block: &FileBlock) {
        let hash = listed(&block.id);
        let head = block.id.rsplit_once('/').map(|(head, _)| head);
        let is_out = self.out.contains(&hash);
        if !is_out && !head.is_some_and(|head| self.out.contains(&listed(head))) {
            self.happened.push((block.id.clone(), ChangeKind::Added));
            self.new.push(block.clone());
            return;
        }
        if !self.told.contains(&*hash) {
            self.happened.push((block.id.clone(), ChangeKind::Deleted));
        }
        if !is_out {
            self.out.insert(hash.clone());
            self.deleted.push(hash);
        }
    }

    fn settle(&mut self, chain: &[&FileBlock], last: &FileBlock, resolved: ChainOutcome) {
        for (old, next) in chain.iter().zip(resolved.next) {
            self.yours += usize::from(next.edited);
            if let Some(differs) = next.differs {
                self.happened.push((old.id.clone(), ChangeKind::Differs(differs)));
            }
            match next.text {
                Some(text) => {
                    if next.changed {
                        self.happened.push((old.id.clone(), ChangeKind::Updated));
                    }
                    let block = FileBlock { text, base: next.base, ..(*old).clone() };
                    self.next.insert(old.id.clone(), block);
                }
                None => self.happened.push((old.id.clone(), ChangeKind::Removed)),
            }
        }
        if let Some((text, lines)) = resolved.more {
            let id = format!("{}+{}", root(&last.id), free(chain));
            self.happened.push((id.clone(), ChangeKind::Beside(lines)));
            let block = FileBlock { id, base: RecordedBlock::of(&text), indent: String::new(), text };
            self.more.insert(last.id.clone(), block);
        }
    }

    /// The blocks of the file that the journal no longer has.
    fn left(&mut self) {
        let groups: HashSet<&str> = self.now.blocks().map(|block| group(&block.id)).collect();
        let roots: HashSet<&str> = self.now.blocks().map(|block| &*block.id).collect();
        let left: Vec<&FileBlock> =
            self.file.blocks().filter(|block| !roots.contains(block.root())).collect();
        // Who edited a part of a result keeps the result whole.
        let needed: HashSet<&str> = left
            .iter()
            .filter(|block| block.is_edited() && !block.is_empty())
            .map(|block| group(&block.id))
            .filter(|group| !groups.contains(group))
            .collect();
        for block in left {
            if block.is_edited() && !block.is_empty() {
                self.yours += 1;
                if block.base.hash.is_some() {
                    self.happened.push((block.id.clone(), ChangeKind::Kept));
                }
                self.next
                    .insert(block.id.clone(), FileBlock { base: RecordedBlock::default(), ..block.clone() });
            } else if needed.contains(group(&block.id)) {
                self.next.insert(block.id.clone(), block.clone());
            } else {
                self.happened.push((block.id.clone(), ChangeKind::Removed));
            }
        }
    }
}

/// A number for one more block beside these: the next, or where there is none the lowest that is left.
fn free(chain: &[&FileBlock]) -> u32 {
    let taken: HashSet<u32> = chain.iter().filter_map(|block| number(&block.id)).collect();
    let next = taken.iter().max().map_or(2, |highest| highest + 1);
    if next <= HIGHEST { next } else { (2..HIGHEST).find(|number| !taken.contains(number)).unwrap_or(next) }
}

/// What a block is a part of.
fn group(id: &str) -> &str {
    id.split(['/', '+']).next().unwrap_or(id)
}

/// What the head lists: the journal's blocks in its order, others behind the block that they stand behind, and what the
/// person deleted.
fn list(parts: &[FilePart], now: &Document, deleted: &[String]) -> Vec<ListedBlock> {
    let order: HashMap<&str, usize> =
        now.blocks().enumerate().map(|(at, block)| (&*block.id, at + 1)).collect();
    let mut keyed: Vec<(usize, ListedBlock)> = Vec::new();
    let mut there: HashSet<&str> = HashSet::new();
    let mut key = 0;
    for block in rows(parts).flatten() {
        there.insert(&block.id);
        key = order.get(&*block.id).copied().unwrap_or(key);
        keyed.push((key, ListedBlock { hash: listed(&block.id), deleted: false }));
    }
    for (at, block) in now.blocks().enumerate().filter(|(_, block)| !there.contains(&*block.id)) {
        keyed.push((at + 1, ListedBlock { hash: listed(&block.id), deleted: true }));
    }
    keyed.sort_by_key(|(key, _)| *key);
    let others = deleted.iter().map(|hash| ListedBlock { hash: hash.clone(), deleted: true });
    keyed.into_iter().map(|(_, listed)| listed).chain(others).collect()
}
