//! Where the comments of a text are, which are no words; and where there is but code that looks like one.
//!
//! pulldown-cmark says what is code. Three things stay by hand. A mark at the beginning of a line is a mark whatever stands
//! before it, so the text is parsed between such marks: no backtick astray may take one. A comment ends at its `-->` even
//! behind an empty line, where CommonMark would end the paragraph first: who hides a note does not count the lines in it.
//! And each comment is found by its bytes, so that all around it stays as it is.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::fence::Fence;
use super::marks::{MarkError, MarkFault};

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
    let scanner = CommentScanner::scan(text);
    scanner.fault.map_or(Ok(scanner.comments), Err)
}

/// The comments of a text that are outside of code, whatever is wrong with marks in it.
pub(in crate::domain) fn comments_of_any(text: &str) -> Vec<Comment<'_>> {
    CommentScanner::scan(text).comments
}

struct CommentScanner<'t> {
    text: &'t str,
    /// Where the last comment ended.
    done: usize,
    /// The last place of which the line was asked, and that line.
    counted: usize,
    line: usize,
    line_start: usize,
    comments: Vec<Comment<'t>>,
    /// The first.
    fault: Option<MarkError>,
}

impl<'t> CommentScanner<'t> {
    fn scan(text: &'t str) -> Self {
        let (comments, fault) = (Vec::new(), None);
        let mut scanner = Self { text, done: 0, counted: 0, line: 1, line_start: 0, comments, fault };
        let mut from = 0;
        loop {
            let mark = next_mark(text, from);
            let Some(end) = scanner.section(from..mark.unwrap_or(text.len())) else { break };
            let Some(mark) = mark else { break };
            // A section that ends behind the mark has swallowed it.
            let end = if end <= mark { scanner.comment(mark) } else { Some(end) };
            let Some(end) = end else { break };
            from = end;
        }
        scanner
    }

    /// Reads the Markdown between two marks. Where the next section may begin, or `None` where a comment never ends.
    fn section(&mut self, section: Range<usize>) -> Option<usize> {
        let (mut at, mut code): (usize, Vec<Range<usize>>) = (section.start, Vec::new());
        let parser = Parser::new_ext(&self.text[section.clone()], Options::ENABLE_TABLES);
        for (event, range) in parser.into_offset_iter() {
            let range = range.start + section.start..range.end + section.start;
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    let is_last = range.end == section.end && section.end < self.text.len();
                    if is_last
                        && range.start >= at
                        && matches!(kind, CodeBlockKind::Fenced(_))
                        && let Some(end) = self.unclosed(range.clone())
                    {
                        return Some(end);
                    }
                    code.push(range);
                }
                Event::Text(_) if code.last().is_some_and(|code| code.contains(&range.start)) => {}
                Event::Html(_) | Event::InlineHtml(_) | Event::Text(_) => {
                    at = at.max(range.start);
                    while let Some(open) = self.opening(at..range.end.max(at)) {
                        at = self.comment(open)?;
                    }
                }
                _ => {}
            }
        }
        self.find_conflict(section.clone(), &code);
        Some(at.max(section.end))
    }

    /// The first `<!--` that begins here and is not escaped.
    fn opening(&self, range: Range<usize>) -> Option<usize> {
        let is_escaped = |at: usize| {
            let backslashes = self.text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\');
            backslashes.count() % 2 == 1
        };
        let mut signs = self.text[range.clone()].match_indices('<').map(|(at, _)| range.start + at);
        signs.find(|at| self.text[*at..].starts_with("<!--") && !is_escaped(*at))
    }

    /// Where fenced code ends that is not closed before the next mark.
    fn unclosed(&mut self, code: Range<usize>) -> Option<usize> {
        let text = self.text;
        let start = text[..code.start].rfind('\n').map_or(0, |end| end + 1);
        let mut at = line_end(text, code.start);
        let fence = Fence::opened_by(&text[start..at])?;
        while at < text.len() {
            let line = at..line_end(text, at);
            at = line.end;
            if fence.is_closed_by(&text[line.clone()]) {
                if line.start < code.end {
                    return None;
                }
                break;
            }
        }
        let line = self.line_of(code.start);
        self.fail(line, MarkFault::Fenced);
        Some(at)
    }

    /// A line of a version-control system that says that two versions meet there.
    fn find_conflict(&mut self, section: Range<usize>, code: &[Range<usize>]) {
        let mut at = section.start;
        for line in self.text[section].split_inclusive('\n') {
            if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
                let blocks_before = code.partition_point(|code| code.start <= at);
                let block = blocks_before.checked_sub(1).map(|last| &code[last]);
                if !block.is_some_and(|block| block.contains(&at)) {
                    let number = self.text[..at].matches('\n').count() + 1;
                    return self.fail(number, MarkFault::Conflict);
                }
            }
            at += line.len();
        }
    }

    fn fail(&mut self, line: usize, fault: MarkFault) {
        if self.fault.as_ref().is_none_or(|first| line < first.line) {
            self.fault = Some(MarkError { line, fault });
        }
    }

    /// The line of a place, which is not before the last one asked for.
    fn line_of(&mut self, at: usize) -> usize {
        let between = &self.text[self.counted..at];
        if let Some(last) = between.rfind('\n') {
            self.line += between.matches('\n').count();
            self.line_start = self.counted + last + 1;
        }
        self.counted = at;
        self.line
    }

    /// Reads the comment that opens here, and tells where it ends.
    fn comment(&mut self, open: usize) -> Option<usize> {
        let (text, line) = (self.text, self.line_of(open));
        let is_mark = text[open + 4..].trim_start().starts_with("promo:");
        // `<!-->` is a whole comment.
        let Some(last) = text[open + 2..].find("-->").map(|found| open + 2 + found) else {
            if is_mark {
                self.fail(line, MarkFault::Unclosed);
            }
            // It never ends, so it is text, and no mark comes behind it.
            return None;
        };
        let inside = text.get(open + 4..last).unwrap_or_default();
        if inside.contains(MARK) {
            self.fail(line, if is_mark { MarkFault::Unclosed } else { MarkFault::Swallows });
        }
        let close = last + 3;
        let before = &text[self.line_start.max(self.done)..open];
        let is_alone = self.done <= self.line_start && before.trim().is_empty();
        let start = if is_alone { open - before.len() } else { open };
        let rest_of_line = is_alone.then(|| close..line_end(text, last));
        let blank = rest_of_line.filter(|rest| text[rest.clone()].trim_start().is_empty());
        let end = blank.map_or(close, |rest| rest.end);
        self.comments.push(Comment { inside, open, close, start, end, line });
        self.done = close;
        Some(close)
    }
}

/// The next mark that begins a line.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let begins_line = |at: &usize| {
        let before = text[..*at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    };
    text[from..].match_indices(MARK).map(|(at, _)| from + at).find(begins_line)
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |found| from + found + 1)
}
