//! Where the comments of a text are, which are no words; and where there is but code that looks like one.
//!
//! It goes through the text once, block by block, as CommonMark does: fenced code and indented code hold no comments; in
//! a paragraph, whichever of a code span and a comment begins first holds the other. A comment that begins a line ends the
//! paragraph before it, so no backtick astray takes one of promo's marks.

use std::collections::{HashMap, VecDeque};

use super::fence::{CODE, Fence, bullet, indent, is_heading, is_rule, unquoted};
use super::marks::{Fault, MarkError};

/// How one of promo's marks begins, wherever it stands.
const MARK: &str = "<!-- promo:";

#[derive(Debug)]
pub(in crate::domain) struct Comment<'t> {
    /// What stands between `<!--` and `-->`.
    pub(in crate::domain) inside: &'t str,
    /// Where its `<!--` begins.
    pub(in crate::domain) open: usize,
    /// Where its `-->` ends.
    pub(in crate::domain) close: usize,
    /// Where it begins, with the white space before it if nothing else is on its line.
    pub(super) start: usize,
    /// Where it ends, with the line's end if nothing else is behind it and it begins its line.
    pub(super) end: usize,
    /// Its line, from 1.
    pub(in crate::domain) line: usize,
}

/// The comments of a text that are outside of code.
///
/// # Errors
/// A comment or a fence that swallows marks; a mark that is never closed; a conflict mark.
pub(super) fn comments(text: &str) -> Result<Vec<Comment<'_>>, MarkError> {
    let reader = Reader::read(text);
    reader.fault.map_or(Ok(reader.comments), Err)
}

/// The comments of a text that are outside of code, whatever is wrong with marks in it.
pub(in crate::domain) fn comments_of_any(text: &str) -> Vec<Comment<'_>> {
    Reader::read(text).comments
}

#[derive(Debug, Clone, Copy)]
struct Line {
    number: usize,
    start: usize,
    end: usize,
}

struct Reader<'t> {
    text: &'t str,
    /// The line that is being read; it only ever moves on.
    line: Line,
    done: usize,
    /// The open fence, how deep in block quotes it is, and its line.
    fence: Option<(Fence, usize, usize)>,
    /// Where the text of the list items begins that are open, outside of block quotes and in them.
    items: [Vec<usize>; 2],
    comments: Vec<Comment<'t>>,
    fault: Option<MarkError>,
}

impl<'t> Reader<'t> {
    fn read(text: &'t str) -> Self {
        let mut reader = Self {
            text,
            line: Line { number: 1, start: 0, end: line_end(text, 0) },
            done: 0,
            fence: None,
            items: [Vec::new(), Vec::new()],
            comments: Vec::new(),
            fault: None,
        };
        let mut at = Some(0);
        while let Some(start) = at.filter(|at| *at < text.len()) {
            reader.go_to(start);
            at = if reader.is_fenced() { Some(reader.line.end) } else { reader.block() };
        }
        reader
    }

    /// Moves on to the line of a place.
    fn go_to(&mut self, at: usize) {
        while at >= self.line.end && self.line.end < self.text.len() {
            let start = self.line.end;
            self.line = Line { number: self.line.number + 1, start, end: line_end(self.text, start) };
        }
    }

    fn fail(&mut self, line: usize, fault: Fault) {
        self.fault.get_or_insert(MarkError { line, fault });
    }

    /// Whether the line is of fenced code, or closes it.
    fn is_fenced(&mut self) -> bool {
        let Some((fence, quotes, opened)) = self.fence else { return false };
        let whole = &self.text[self.line.start..self.line.end];
        let (deep, code) = unquoted(whole, quotes);
        if deep < quotes {
            // Code ends with the quotation that it is in.
            self.fence = None;
            return false;
        }
        if code.contains(MARK) {
            self.fail(opened, Fault::Fenced);
        }
        if fence.is_closed_by(code) {
            self.fence = None;
        }
        true
    }

    /// Reads the block that begins with the line, and tells where the next may begin: nowhere, if a comment never ends.
    fn block(&mut self) -> Option<usize> {
        let Line { number, start, end } = self.line;
        let whole = &self.text[start..end];
        let is_conflict = is_conflict(whole);
        if is_conflict {
            self.fail(number, Fault::Conflict);
        }
        let (quotes, line) = unquoted(whole, usize::MAX);
        let (mut column, mut bare) = indent(line, 0);
        if bare.trim().is_empty() {
            return Some(end);
        }
        if quotes == 0 {
            self.items[1].clear();
        }
        let items = &mut self.items[usize::from(quotes > 0)];
        while items.pop_if(|item| *item > column).is_some() {}
        let mut item = items.last().copied().unwrap_or(0);
        let is_rule = is_rule(bare.trim_end());
        while column < item + CODE
            && !is_rule
            && let Some(width) = bullet(bare)
        {
            let behind = column + width;
            (column, bare) = indent(&bare[width..], behind);
            // Text that is indented as code begins one column behind the bullet.
            item = if column > behind + CODE { behind + 1 } else { column };
            items.push(item);
        }
        if column >= item + CODE && !bare.starts_with(MARK) {
            return Some(end);
        }
        if bare.starts_with("<!--") {
            let close = self.comment(end - bare.len())?;
            return self.paragraphs(close, quotes);
        }
        if let Some(fence) = Fence::opened_by(line) {
            self.fence = Some((fence, quotes, number));
            return Some(end);
        }
        let open = end - bare.len();
        if is_rule || is_conflict || is_heading(bare.trim_end()) || bare.starts_with('|') {
            let left = self.spans(open, end)?;
            return if left > end { self.paragraphs(left, quotes) } else { Some(end) };
        }
        self.paragraphs(open, quotes)
    }

    /// Reads a paragraph from the middle of a line, and what comes behind a comment that reaches beyond it.
    fn paragraphs(&mut self, from: usize, quotes: usize) -> Option<usize> {
        let mut from = from;
        loop {
            self.go_to(from.saturating_sub(1));
            let mut end = self.line.end;
            if self.text[from..end].trim().is_empty() {
                return Some(end);
            }
            while end < self.text.len() {
                let next = line_end(self.text, end);
                if !self.goes_on(&self.text[end..next], quotes) {
                    break;
                }
                end = next;
            }
            from = self.spans(from, end)?;
            if from <= end {
                return Some(end);
            }
        }
    }

    /// Whether a paragraph goes on with a line.
    fn goes_on(&self, whole: &str, quotes: usize) -> bool {
        let (deep, line) = unquoted(whole, usize::MAX);
        let (column, bare) = indent(line.trim_end(), 0);
        if is_conflict(whole) || bare.is_empty() || deep > quotes || bare.starts_with(MARK) {
            return false;
        }
        let item = self.items[usize::from(deep > 0)].last().copied().unwrap_or(0);
        let begins = bare.starts_with("<!--")
            || bare.starts_with('|')
            || is_heading(bare)
            || is_rule(bare)
            || bullet(bare).is_some()
            || Fence::opened_by(line).is_some();
        !begins || column >= item + CODE
    }

    /// Reads the text of a paragraph, and tells where it or the last comment in it ends.
    fn spans(&mut self, from: usize, end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut ticks = ticks(bytes, from, end);
        let mut at = from;
        while at < end {
            match bytes[at] {
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 2,
                b'`' => {
                    let behind = at + run(&bytes[at..end]);
                    at = closing(&mut ticks, behind - at, behind).unwrap_or(behind);
                }
                b'<' if bytes[at..].starts_with(b"<!--") => at = self.comment(at)?,
                _ => at += 1,
            }
        }
        Some(at)
    }

    /// Reads the comment that opens here, and tells where it ends.
    fn comment(&mut self, open: usize) -> Option<usize> {
        self.go_to(open);
        let Line { number: line, start, .. } = self.line;
        let text = self.text;
        let is_mark = text[open + 4..].trim_start().starts_with("promo:");
        // `<!-->` is a whole comment.
        let Some(last) = text[open + 2..].find("-->").map(|found| open + 2 + found) else {
            if is_mark {
                self.fail(line, Fault::Unclosed);
            }
            // It never ends, so it is text, and no mark comes behind it.
            return None;
        };
        let inside = text.get(open + 4..last).unwrap_or_default();
        if inside.contains(MARK) {
            self.fail(line, if is_mark { Fault::Unclosed } else { Fault::Swallows });
        }
        let close = last + 3;
        let before = &text[start.max(self.done)..open];
        let alone = self.done <= start && before.trim().is_empty();
        self.go_to(last);
        let is_line = alone && text[close..self.line.end].trim_start().is_empty();
        let (start, end) =
            (if alone { open - before.len() } else { open }, if is_line { self.line.end } else { close });
        self.comments.push(Comment { inside, open, close, start, end, line });
        self.done = close;
        Some(close)
    }
}

fn is_conflict(line: &str) -> bool {
    line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ")
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |found| from + found + 1)
}

/// How many backticks a text begins with.
fn run(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte == b'`').count()
}

/// The runs of backticks between two places, by their length.
fn ticks(text: &[u8], from: usize, end: usize) -> HashMap<usize, VecDeque<usize>> {
    let mut ticks: HashMap<usize, VecDeque<usize>> = HashMap::new();
    let mut at = from;
    while at < end {
        let length = run(&text[at..end]);
        if length > 0 {
            ticks.entry(length).or_default().push_back(at);
        }
        at += length.max(1);
    }
    ticks
}

/// Where a code span ends that a run of such a length opened before a place. Runs that are passed are forgotten, as no
/// later span can end there, so each is looked at once.
fn closing(ticks: &mut HashMap<usize, VecDeque<usize>>, length: usize, from: usize) -> Option<usize> {
    let runs = ticks.get_mut(&length)?;
    while runs.pop_front_if(|at| *at < from).is_some() {}
    runs.front().map(|at| at + length)
}
