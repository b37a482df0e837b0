//! What becomes of a block, and of those that were added beside it, when the journal says something now.
//!
//! The block and its additions share what the journal says: a bullet goes to the addition that knows all of its entries,
//! else to the block itself; one whose entries nobody knows is new. While the block is edited, what is new goes to an
//! addition. Once nothing of it is edited any more, the additions go back into the block.

use std::collections::HashSet;

use super::items::{BlockItem, EntryRuns, hash_of, items, told};
use super::marks::RecordedBlock;
use super::merge::ThreeWay;
use super::page::FileBlock;

/// What becomes of a block of the file.
#[derive(Debug)]
pub(super) struct BlockOutcome {
    /// Its text; `None` where it is removed.
    pub(super) text: Option<String>,
    /// What is remembered of it.
    pub(super) base: RecordedBlock,
    /// Whether somebody edited it.
    pub(super) edited: bool,
    /// Whether its text is another than before.
    pub(super) changed: bool,
    /// What the journal says now where somebody edited it.
    pub(super) differs: Option<ThreeWay>,
}

/// What becomes of a block with its additions.
#[derive(Debug)]
pub(super) struct ChainOutcome {
    /// In the order of the file.
    pub(super) next: Vec<BlockOutcome>,
    /// What is new, for one more addition: its text, and what of it a reader sees.
    pub(super) more: Option<(String, Vec<String>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ItemHome {
    Block(usize),
    More,
    Out,
}

/// Decides. `blocks` are a block of the file and its additions, in the file's order; `now` is the journal's.
pub(super) fn resolve(blocks: &[&FileBlock], now: &FileBlock, newline: &str) -> ChainOutcome {
    let items_now = items(&now.text);
    let main = blocks.iter().position(|block| block.id == now.id);
    let written: Vec<Vec<BlockItem>> = blocks.iter().map(|block| items(&block.text)).collect();
    let hashes: Vec<String> = written.iter().map(hash_of).collect();
    let known: Vec<EntryRuns> = blocks.iter().map(|block| block.base.known()).collect();
    let mut edited: Vec<bool> = blocks.iter().map(|block| block.is_edited()).collect();
    if let Some(main) = main {
        edited[main] &= hashes[main] != hash_of(&items_now);
    }
    loop {
        if let Some(main) = main
            && edited.iter().all(|edited| !edited)
        {
            return together(blocks, main, now, &items_now, &hashes);
        }
        let homes = homes(&known, main, &edited, &items_now);
        let of = |home| -> Vec<&BlockItem> {
            let pairs = items_now.iter().zip(&homes);
            pairs.filter(|(_, found)| **found == home).map(|(item, _)| item).collect()
        };
        // What says already what the journal says was not edited, as far as the next update can see.
        let same =
            (0..blocks.len()).find(|at| edited[*at] && hash_of(of(ItemHome::Block(*at))) == hashes[*at]);
        if let Some(same) = same {
            edited[same] = false;
            continue;
        }
        let next = (0..blocks.len()).map(|at| {
            let mine = of(ItemHome::Block(at));
            let is_main = main == Some(at);
            let mut base = RecordedBlock::of(&now.text);
            if !is_main {
                let hashes: HashSet<&str> = mine.iter().map(|item| item.hash.as_str()).collect();
                base.lines.retain(|line| hashes.contains(&*line.hash));
            }
            base.hash = Some(hash_of(mine.iter().copied()));
            let (text, changed) = match edited[at] {
                true => (Some(blocks[at].text.clone()), false),
                false if mine.is_empty() && !is_main => (None, true),
                false => {
                    let raw = match is_main {
                        true => without(&now.text, &items_now, &homes, ItemHome::Block(at)),
                        false => alone(&now.text, &mine, newline),
                    };
                    (
                        Some(framed(&blocks[at].text, &raw, base.hash.as_ref() == Some(&hashes[at]))),
                        base.hash.as_ref() != Some(&hashes[at]),
                    )
                }
            };
            let differs = edited[at].then(|| {
                let others: Vec<&RecordedBlock> = match is_main {
                    true => {
                        blocks.iter().filter(|block| block.id != now.id).map(|block| &block.base).collect()
                    }
                    false => Vec::new(),
                };
                three_way(&blocks[at].base, &others, &written[at], &mine, &items_now)
            });
            BlockOutcome { text, base, edited: edited[at], changed, differs: differs.flatten() }
        });
        let next = next.collect();
        let fresh = of(ItemHome::More);
        let more = (!fresh.is_empty()).then(|| (alone(&now.text, &fresh, newline), told(&fresh)));
        return ChainOutcome { next, more };
    }
}

/// Nothing is edited: the block says all, and there are no additions.
fn together(
    blocks: &[&FileBlock], main: usize, now: &FileBlock, items_now: &[BlockItem], hashes: &[String],
) -> ChainOutcome {
    let base = RecordedBlock::of(&now.text);
    let next = blocks.iter().enumerate().map(|(at, block)| {
        let is_same = at == main && hashes[at] == hash_of(items_now);
        BlockOutcome {
            text: (at == main).then(|| framed(&block.text, &now.text, is_same)),
            base: base.clone(),
            edited: false,
            changed: !is_same,
            differs: None,
        }
    });
    ChainOutcome { next: next.collect(), more: None }
}

/// Where each item of the journal goes.
fn homes(
    known: &[EntryRuns], main: Option<usize>, edited: &[bool], items_now: &[BlockItem],
) -> Vec<ItemHome> {
    let kept = main.filter(|at| !edited[*at]).or_else(|| edited.iter().position(|edited| !edited));
    let home = |item: &BlockItem| {
        if item.entries.is_empty() {
            return main.map_or(ItemHome::Out, ItemHome::Block);
        }
        let knows = |at: &usize| Some(*at) != main && known[*at].holds(&item.entries);
        if let Some(at) = (0..known.len()).find(knows) {
            return ItemHome::Block(at);
        }
        let Some(main) = main else { return ItemHome::Out };
        match (known[main].meets(&item.entries), kept) {
            (true, _) => ItemHome::Block(main),
            (false, Some(at)) => ItemHome::Block(at),
            (false, None) => ItemHome::More,
        }
    };
    items_now.iter().map(home).collect()
}

/// A text's items that go to one place, with all that is no item.
fn without(text: &str, items: &[BlockItem], homes: &[ItemHome], home: ItemHome) -> String {
    let (mut left, mut from) = (String::new(), 0);
    for (item, found) in items.iter().zip(homes) {
        if *found != home {
            left.push_str(&text[from..item.raw.start]);
            from = item.raw.end;
        }
    }
    left.push_str(&text[from..]);
    left
}

/// Items as a text of their own.
fn alone(text: &str, items: &[&BlockItem], newline: &str) -> String {
    let mut alone: String = items.iter().map(|item| &text[item.raw.clone()]).collect();
    if !alone.ends_with('\n') {
        alone.push_str(newline);
    }
    alone.push_str(newline);
    alone
}

/// The journal's text; where it says the same as the file, the file's lines between the journal's empty ones, so that
/// lines that an editor wrapped stay wrapped.
fn framed(file: &str, now: &str, is_same: bool) -> String {
    let inner = file.trim_matches(['\n', '\r', ' ', '\t']);
    if !is_same || inner.is_empty() {
        return now.to_owned();
    }
    let trimmed = now.trim_matches(['\n', '\r', ' ', '\t']);
    let start = now.find(trimmed).unwrap_or(0);
    format!("{}{inner}{}", &now[..start], &now[start + trimmed.len()..])
}

/// What was written, what the person made of it and what the journal says now, where these are three things. A line that
/// reads as before and rests on other entries is none.
fn three_way(
    base: &RecordedBlock, others: &[&RecordedBlock], written: &[BlockItem], mine: &[&BlockItem],
    items_now: &[BlockItem],
) -> Option<ThreeWay> {
    let hashes =
        |items: &[BlockItem]| -> HashSet<String> { items.iter().map(|item| item.hash.clone()).collect() };
    let seen = |items: &[BlockItem]| -> HashSet<String> { items.iter().map(BlockItem::seen).collect() };
    let (was, is_now, is_written) =
        (base.hashes().collect::<HashSet<_>>(), hashes(items_now), hashes(written));
    let (now_reads, file_reads) = (seen(items_now), seen(written));
    let elsewhere: HashSet<&str> = others.iter().flat_map(|other| other.hashes()).collect();
    let gone: Vec<&str> =
        base.hashes().filter(|hash| !is_now.contains(*hash) && !elsewhere.contains(hash)).collect();
    let is_gone: HashSet<&str> = gone.iter().copied().collect();
    let is_new = |item: &&BlockItem| !was.contains(&*item.hash) && !file_reads.contains(&item.seen());
    let journal: Vec<&BlockItem> = mine.iter().copied().filter(is_new).collect();
    let of_file = |is_in: &dyn Fn(&BlockItem) -> bool| -> Vec<&BlockItem> {
        written.iter().filter(|item| is_in(item) && !now_reads.contains(&item.seen())).collect()
    };
    let outdated = of_file(&|item| is_gone.contains(&*item.hash));
    let yours = of_file(&|item| !was.contains(&*item.hash));
    let unknown = gone.iter().filter(|hash| !is_written.contains(**hash)).count();
    (!journal.is_empty() || !outdated.is_empty() || unknown > 0).then(|| ThreeWay {
        yours: told(&yours),
        journal: told(&journal),
        outdated: told(&outdated),
        unknown,
    })
}
