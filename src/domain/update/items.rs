//! A block's text as lines that can be compared: a bullet, a paragraph, a heading is one, however it is wrapped.

use std::ops::Range;

use super::comments::comments_of_any;
use super::fence::{Fence, bullet, is_heading};
use super::hash::{BLOCK, LINE, hash};

pub(super) type Runs = Vec<(u32, u32)>;

/// A bullet, a paragraph, a heading, a row of a table, a line of code.
#[derive(Debug, Clone)]
pub(super) struct BlockItem {
    /// Its text, white space folded.
    pub(super) text: String,
    /// The entries that a bullet names; of anything else, none.
    pub(super) entries: Runs,
    pub(super) hash: String,
    pub(super) raw: Range<usize>,
}

impl BlockItem {
    /// What a reader sees of it.
    pub(super) fn seen(&self) -> String {
        let text = self.text.trim();
        let (mut seen, mut from) = (String::new(), 0);
        for comment in comments_of_any(text) {
            seen.push_str(&text[from..comment.open]);
            from = comment.close;
        }
        seen.push_str(&text[from..]);
        seen.trim().to_owned()
    }
}

/// Items as a report tells them: what a reader sees, and the entries behind it.
pub(super) fn told(items: &[&BlockItem]) -> Vec<String> {
    let one = |item: &&BlockItem| {
        let ids: Vec<String> = item.entries.iter().map(run).collect();
        let word =
            if matches!(item.entries[..], [(first, last)] if first == last) { "entry" } else { "entries" };
        match (item.seen(), ids.is_empty()) {
            (seen, true) => seen,
            (seen, false) => format!("{seen} ({word} {})", ids.join(", ")),
        }
    };
    items.iter().map(one).filter(|text| !text.is_empty()).collect()
}

/// A run of entry numbers as a comment has it.
pub(super) fn run((first, last): &(u32, u32)) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

/// The hash of a text, by its items.
pub(super) fn hash_of<'i>(items: impl IntoIterator<Item = &'i BlockItem>) -> String {
    let texts: Vec<&str> = items.into_iter().map(|item| item.text.as_str()).collect();
    hash(&texts.join("\n"), BLOCK)
}

/// Reads a block's text.
pub(super) fn items(text: &str) -> Vec<BlockItem> {
    let mut items: Vec<BlockItem> = Vec::new();
    let (mut at, mut goes_on, mut fence): (usize, bool, Option<Fence>) = (0, false, None);
    for line in text.split_inclusive('\n') {
        let raw = at..at + line.len();
        at = raw.end;
        let bare = line.trim();
        let opens = Fence::opened_by(line);
        let own = |text: &str| BlockItem {
            text: text.to_owned(),
            entries: Runs::new(),
            hash: String::new(),
            raw: raw.clone(),
        };
        if let Some(mark) = fence {
            fence = Some(mark).filter(|mark| !mark.is_closed_by(line));
            items.push(own(line.trim_end()));
        } else if opens.is_some() {
            (fence, goes_on) = (opens, false);
            items.push(own(bare));
        } else if bare.is_empty() {
            goes_on = false;
        } else if is_heading(bare) || bare.starts_with('|') {
            goes_on = false;
            items.push(own(&words(bare)));
        } else if is_bullet(bare) {
            goes_on = true;
            let indent = &line[..line.len() - line.trim_start().len()];
            items.push(own(&format!("{indent}{}", words(bare))));
        } else if goes_on && let Some(last) = items.last_mut() {
            last.text.push(' ');
            last.text.push_str(&words(bare));
            last.raw.end = raw.end;
        } else {
            goes_on = true;
            items.push(own(&words(bare)));
        }
    }
    for item in &mut items {
        if is_bullet(item.text.trim_start()) {
            item.entries = entries(&item.text);
        }
        item.hash = hash(&item.text, LINE);
    }
    items
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_bullet(bare: &str) -> bool {
    bullet(bare).is_some()
}

/// The entries that the comments of a line name.
fn entries(text: &str) -> Runs {
    // The indent is that of a list, not of code.
    let comments = comments_of_any(text.trim_start());
    let lists = comments.iter().filter_map(|comment| comment.inside.trim().strip_prefix("entries:"));
    lists.flat_map(|list| runs(list).unwrap_or_default()).collect()
}

/// `1, 3-5` or `1,3-5`; `None` where it is no such list.
pub(super) fn runs(list: &str) -> Option<Runs> {
    let run = |run: &str| {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        let run = (first.trim().parse::<u32>().ok()?, last.trim().parse::<u32>().ok()?);
        (run.0 <= run.1).then_some(run)
    };
    list.split(',').map(run).collect()
}

/// Runs of entries that are asked for again and again.
#[derive(Debug)]
pub(super) struct EntryRuns {
    /// Where a run begins, and how far it reaches or one that begins before it.
    reaches: Runs,
}

impl EntryRuns {
    /// These.
    pub(super) fn of(runs: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut reaches: Runs = runs.collect();
        reaches.sort_unstable();
        let mut furthest = 0;
        for (_, last) in &mut reaches {
            furthest = furthest.max(*last);
            *last = furthest;
        }
        Self { reaches }
    }

    /// How far the runs reach that begin at an entry or before it.
    fn reach(&self, entry: u32) -> Option<u32> {
        let after = self.reaches.partition_point(|(first, _)| *first <= entry);
        Some(self.reaches[after.checked_sub(1)?].1)
    }

    /// Whether each of the runs is inside of one of these.
    pub(super) fn holds(&self, runs: &Runs) -> bool {
        runs.iter().all(|(first, last)| self.reach(*first) >= Some(*last))
    }

    /// Whether an entry of the runs is among these.
    pub(super) fn meets(&self, runs: &Runs) -> bool {
        runs.iter().any(|(first, last)| self.reach(*last) >= Some(*first))
    }
}
