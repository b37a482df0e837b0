//! Where the blocks stand: a row follows the journal's order unless the person moved one of its blocks; what is new comes
//! behind what the template has before it.

use std::collections::HashMap;

use super::page::{Document, FileBlock, FilePart, listed, rows};

/// The pieces of the new file, as they are being put in their places.
pub(super) struct BlockLayout<'l> {
    parts: Vec<FilePart>,
    now: &'l Document,
    file: &'l Document,
    /// Whether a row has another order now.
    pub(super) reordered: bool,
}

impl<'l> BlockLayout<'l> {
    /// The file's pieces, with what becomes of its blocks.
    pub(super) fn new(
        file: &'l Document, now: &'l Document, next: &HashMap<String, FileBlock>,
        more: &HashMap<String, FileBlock>,
    ) -> Self {
        let order: HashMap<&str, usize> =
            now.blocks().enumerate().map(|(at, block)| (&*block.id, at)).collect();
        let written: HashMap<&str, usize> =
            file.listed.iter().enumerate().map(|(at, listed)| (&*listed.hash, at)).collect();
        let mut layout = Self { parts: Vec::new(), now, file, reordered: false };
        for part in &file.parts {
            let row = match part {
                FilePart::Free(text) => {
                    layout.parts.push(FilePart::Free(text.clone()));
                    continue;
                }
                FilePart::Row(row) => row,
            };
            let places: Vec<usize> =
                row.iter().filter_map(|block| written.get(&*listed(&block.id)).copied()).collect();
            let mut kept: Vec<FileBlock> = Vec::new();
            for block in row {
                kept.extend(next.get(&block.id).cloned());
                kept.extend(more.get(&block.id).cloned());
            }
            if places.is_sorted() {
                layout.reordered |= reorder(&mut kept, &order);
            }
            layout.parts.push(FilePart::Row(kept));
        }
        layout
    }

    /// Puts a block that was never there into its place. They come in the template's order.
    pub(super) fn insert(&mut self, block: FileBlock) {
        let found = self.now.parts.iter().enumerate().find_map(|(at, part)| match part {
            FilePart::Row(row) => {
                row.iter().position(|other| other.id == block.id).map(|place| (at, row, place))
            }
            FilePart::Free(_) => None,
        });
        let Some((part, row, place)) = found else { return };
        if let Some((part, at)) = row[..place].iter().rev().find_map(|other| self.find(&other.id)) {
            return self.behind(part, at, block);
        }
        if let Some((part, at)) = row[place + 1..].iter().find_map(|other| self.find(&other.id)) {
            if let Some(FilePart::Row(row)) = self.parts.get_mut(part) {
                row.insert(at, block);
            }
            return;
        }
        let mut before = rows(&self.now.parts[..part]).rev().flat_map(|row| row.iter().rev());
        let near = before.find_map(|other| self.find(&other.id));
        let is_known =
            |other: &FileBlock| self.file.listed.iter().any(|known| known.hash == listed(&other.id));
        match near {
            // The person deleted what stood around it.
            Some((part, at)) if row.iter().any(is_known) => self.behind(part, at, block),
            near => {
                let at = near.map_or(0, |(part, _)| part + 1);
                let mut rows = self.parts.iter_mut().skip(at).filter_map(|part| match part {
                    FilePart::Row(row) => Some(row),
                    FilePart::Free(_) => None,
                });
                if let Some(row) = rows.next().filter(|row| row.is_empty()) {
                    return row.push(block);
                }
                self.parts.insert(at, FilePart::Row(vec![block]));
                if let Some(FilePart::Free(text)) =
                    part.checked_sub(1).and_then(|part| self.now.parts.get(part))
                {
                    self.parts.insert(at, FilePart::Free(text.clone()));
                }
            }
        }
    }

    fn behind(&mut self, part: usize, at: usize, block: FileBlock) {
        let Some(FilePart::Row(row)) = self.parts.get_mut(part) else { return };
        let root = row[at].root().to_owned();
        let additions = row[at + 1..].iter().take_while(|other| other.root() == root).count();
        row.insert(at + 1 + additions, block);
    }

    fn find(&self, id: &str) -> Option<(usize, usize)> {
        self.parts.iter().enumerate().find_map(|(at, part)| match part {
            FilePart::Row(row) => row.iter().position(|block| block.id == id).map(|place| (at, place)),
            FilePart::Free(_) => None,
        })
    }

    /// The pieces.
    pub(super) fn parts(self) -> Vec<FilePart> {
        self.parts
    }
}

/// Puts the journal's blocks into its order; any other stays behind the one that it stands behind. Whether that changed
/// anything.
fn reorder(row: &mut Vec<FileBlock>, order: &HashMap<&str, usize>) -> bool {
    let mut key = 0;
    let mut keyed: Vec<(usize, FileBlock)> = std::mem::take(row)
        .into_iter()
        .map(|block| {
            key = order.get(block.id.as_str()).map_or(key, |at| at + 1);
            (key, block)
        })
        .collect();
    let is_other = !keyed.is_sorted_by_key(|(key, _)| *key);
    keyed.sort_by_key(|(key, _)| *key);
    *row = keyed.into_iter().map(|(_, block)| block).collect();
    is_other
}
