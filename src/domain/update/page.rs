//! A marked file, read and written.

use std::collections::{HashMap, HashSet};

use super::comments::comments;
use super::hash::{LINE, hash};
use super::items::{hash_of, items};
use super::marks::{self, ListedBlock, Mark, MarkContent, MarkError, MarkFault, RecordedBlock};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileBlock {
    pub(super) id: String,
    /// What was remembered of it.
    pub(super) base: RecordedBlock,
    /// The white space before its mark.
    pub(super) indent: String,
    pub(super) text: String,
}

impl FileBlock {
    /// Its id without the number of a block that was added beside another.
    pub(super) fn root(&self) -> &str {
        root(&self.id)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether somebody changed it since it was written.
    pub(super) fn is_edited(&self) -> bool {
        let items = items(&self.text);
        match &self.base.hash {
            Some(hash) => *hash != hash_of(&items),
            None => !items.is_empty(),
        }
    }
}

/// An id without the number of a block that was added beside another.
pub(super) fn root(id: &str) -> &str {
    id.split_once('+').map_or(id, |(root, _)| root)
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FilePart {
    /// Text outside of the blocks.
    Free(String),
    /// Blocks behind one another.
    Row(Vec<FileBlock>),
}

/// The rows among the pieces.
pub(super) fn rows(parts: &[FilePart]) -> impl DoubleEndedIterator<Item = &Vec<FileBlock>> {
    parts.iter().filter_map(|part| match part {
        FilePart::Row(row) => Some(row),
        FilePart::Free(_) => None,
    })
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub(super) source: String,
    pub(super) before: String,
    /// The template that it was made by.
    pub(super) template: String,
    /// The blocks that were written, in the order of the template.
    pub(super) listed: Vec<ListedBlock>,
    pub(super) parts: Vec<FilePart>,
    /// How its lines end.
    pub(super) newline: &'static str,
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    /// No head; a mark that is none, or is there twice; a comment or a fence that swallows marks; a conflict mark.
    pub fn read(file: &str) -> Result<Self, MarkError> {
        let bom = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let text = &file[bom..];
        let mut found = marks::marks(text)?.into_iter();
        let Some(first) = found.next() else {
            return Err(MarkError { line: 1, fault: MarkFault::NoHead });
        };
        let Mark { start, end, says: MarkContent::Head { template, listed }, .. } = first else {
            let later = found.any(|mark| matches!(mark.says, MarkContent::Head { .. }));
            let fault = if later { MarkFault::BeforeHead } else { MarkFault::NoHead };
            return Err(MarkError { line: if later { first.line } else { 1 }, fault });
        };
        let crlf = text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n"));
        let mut document = Self {
            source: file.to_owned(),
            before: file[..bom + start].to_owned(),
            template,
            listed,
            parts: Vec::new(),
            newline: if crlf { "\r\n" } else { "\n" },
        };
        document.fill(text, end, found)?;
        Ok(document)
    }

    fn fill(&mut self, text: &str, head: usize, found: impl Iterator<Item = Mark>) -> Result<(), MarkError> {
        let mut known: HashMap<String, usize> = HashMap::new();
        let (mut row, mut open, mut from): (Vec<FileBlock>, Option<FileBlock>, usize) =
            (Vec::new(), None, head);
        for Mark { start, end, indent, line, says } in found {
            let before = &text[from..start];
            match open.take() {
                Some(block) => row.push(FileBlock { text: before.to_owned(), ..block }),
                None => self.free(before),
            }
            from = end;
            match says {
                MarkContent::Head { .. } => return Err(MarkError { line, fault: MarkFault::SecondHead }),
                // One without a block is a row that has none now.
                MarkContent::End => self.parts.push(FilePart::Row(std::mem::take(&mut row))),
                MarkContent::Block { id, base } => {
                    if let Some(first) = known.insert(id.clone(), line) {
                        return Err(MarkError { line, fault: MarkFault::Twice { id, first } });
                    }
                    let indent = text[start..start + indent].to_owned();
                    open = Some(FileBlock { id, base, indent, text: String::new() });
                }
            }
        }
        let rest = &text[from..];
        match open {
            Some(block) => {
                row.push(FileBlock { text: rest.to_owned(), ..block });
                self.parts.push(FilePart::Row(row));
            }
            None => self.free(rest),
        }
        Ok(())
    }

    fn free(&mut self, text: &str) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some(FilePart::Free(before)) => before.push_str(text),
            _ => self.parts.push(FilePart::Free(text.to_owned())),
        }
    }

    /// The template that it was made by.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The blocks, from the first to the last.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &FileBlock> {
        rows(&self.parts).flatten()
    }

    /// The same with lines that end so.
    pub(super) fn ending(mut self, newline: &'static str) -> Self {
        if newline == "\r\n" && self.newline == "\n" {
            let convert = |text: &mut String| *text = text.replace('\n', newline);
            for part in &mut self.parts {
                match part {
                    FilePart::Free(text) => convert(text),
                    FilePart::Row(row) => row.iter_mut().for_each(|block| convert(&mut block.text)),
                }
            }
            self.newline = newline;
        }
        self
    }

    /// The file, and the line of each block's text.
    pub(super) fn write(&self) -> (String, HashMap<&str, usize>) {
        let mut text = self.before.clone();
        let mut lines = HashMap::new();
        let (mut line, mut counted) = (1, 0);
        begin_line(&mut text, self.newline);
        text.push_str(&marks::head(&self.template, &self.listed, self.newline));
        text.push_str(self.newline);
        for part in &self.parts {
            match part {
                FilePart::Free(free) => text.push_str(free),
                FilePart::Row(row) => {
                    for block in row {
                        begin_line(&mut text, self.newline);
                        text.push_str(&block.indent);
                        text.push_str(&marks::block(&block.id, &block.base));
                        text.push_str(self.newline);
                        line += text[counted..].matches('\n').count();
                        counted = text.len();
                        lines.insert(block.id.as_str(), line);
                        text.push_str(&block.text);
                    }
                    // A row without blocks keeps its place for those to come.
                    begin_line(&mut text, self.newline);
                    text.push_str(marks::END);
                    text.push_str(self.newline);
                }
            }
        }
        (text, lines)
    }
}

fn begin_line(text: &mut String, newline: &str) {
    if !text.is_empty() && !text.ends_with(['\n', '\u{feff}']) {
        text.push_str(newline);
    }
}

/// The hash of an id, as the head lists it.
pub(super) fn listed(id: &str) -> String {
    hash(id, LINE)
}

/// The template that a file says it was made by, at its head; what stands behind the head may be anything.
pub fn made_by(file: &str) -> Option<String> {
    let head = file.split_inclusive("-->").next()?;
    match marks::marks(head).ok()?.into_iter().next()?.says {
        MarkContent::Head { template, .. } => Some(template),
        _ => None,
    }
}

/// Whether all that somebody wrote in an older file stands in a newer one too, line for line: then nobody misses the older
/// one. A file that promo did not write is all somebody's.
pub fn holds_all_of(newer: &str, older: &str) -> bool {
    let folded = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let there: HashSet<String> = newer.lines().map(folded).collect();
    let Ok(older) = Document::read(older) else { return false };
    let own = older.parts.iter().flat_map(|part| match part {
        FilePart::Free(text) => vec![text.as_str()],
        FilePart::Row(row) => {
            row.iter().filter(|block| block.is_edited()).map(|block| &*block.text).collect()
        }
    });
    let mut own = own.chain([older.before.as_str()]).flat_map(str::lines).map(folded);
    own.all(|line| line.is_empty() || there.contains(&line))
}

/// Seals what a template made, so that it can be updated later.
///
/// # Errors
/// Marks that the template should not have made: no id, or one twice.
pub fn seal(text: &str, template: &str) -> Result<String, MarkError> {
    let found = marks::marks(text)?;
    let mut document = Document {
        source: text.to_owned(),
        before: String::new(),
        template: template.to_owned(),
        listed: Vec::new(),
        parts: Vec::new(),
        newline: "\n",
    };
    if let Some(head) = found.iter().find(|mark| matches!(mark.says, MarkContent::Head { .. })) {
        return Err(MarkError { line: head.line, fault: MarkFault::SecondHead });
    }
    if found.iter().any(|mark| matches!(mark.says, MarkContent::Block { .. })) {
        document.fill(text, 0, found.into_iter())?;
    } else {
        let (id, base) = ("document".to_owned(), RecordedBlock::default());
        let block = FileBlock { id, base, indent: String::new(), text: strip(text) };
        document.parts = vec![FilePart::Row(vec![block])];
    }
    document.listed =
        document.blocks().map(|block| ListedBlock { hash: listed(&block.id), deleted: false }).collect();
    for part in &mut document.parts {
        if let FilePart::Row(row) = part {
            row.iter_mut().for_each(|block| block.base = RecordedBlock::of(&block.text));
        }
    }
    Ok(document.write().0)
}

/// The text without marks; other comments stay. An empty line before the last mark is no end of a document.
pub fn strip(text: &str) -> String {
    let mut text = without(text, |inside| inside.trim_start().starts_with("promo:"));
    while text.ends_with("\n\n") {
        text.pop();
    }
    text
}

/// The text without any comment, to hand in. What stands in code stays.
///
/// # Errors
/// A comment or a fence that swallows marks; a conflict mark.
pub fn clean(text: &str) -> Result<String, MarkError> {
    comments(text)?;
    let mut text = without(text, |_| true);
    while text.ends_with("\n\n") {
        text.pop();
    }
    Ok(text)
}

fn without(text: &str, is_out: impl Fn(&str) -> bool) -> String {
    // Marks that swallow one another are left: whoever writes a file has it read first.
    let Ok(comments) = comments(text) else { return text.to_owned() };
    let (mut left, mut from) = (String::with_capacity(text.len()), 0);
    for comment in comments.iter().filter(|comment| is_out(comment.inside)) {
        left.push_str(&text[from..comment.start]);
        let at_end = text[comment.end..].starts_with(['\n', '\r']) || comment.end == text.len();
        if at_end && comment.start == comment.open {
            left.truncate(left.trim_end_matches([' ', '\t']).len());
        }
        from = comment.end;
    }
    left.push_str(&text[from..]);
    left
}
