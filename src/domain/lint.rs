//! What a calibrator would object to in a document, found in its Markdown: the rules of GitLab's style guide, and whether
//! what is cited may be cited.
//!
//! `page` reads the Markdown into blocks, `inline` a block into its visible text, `words` that into words and
//! sentences; each other module holds the lints of one sort. A lint that cannot be sure says nothing: a false alarm costs
//! more than a miss. Everything takes time linear in the text.

mod acronyms;
mod cited;
mod clause;
mod degree;
mod inline;
mod links;
mod measure;
mod money;
mod names;
mod numbers;
mod page;
mod pay;
mod people;
mod person;
mod potential;
mod quotes;
mod rating;
mod rule;
mod sections;
mod shape;
mod style;
mod team;
mod words;

use std::collections::HashSet;
use std::ops::Range;

use chrono::NaiveDate;

use super::document::choice::{RESULTS, Reason};
use super::ids::{EntryNo, Level};
use super::redact::Terms;
use super::redact::shingle_index::ShingleIndex;
use page::{Block, Page};
use people::People;

pub use rule::{RuleCode, Severity};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The line, from 1.
    pub line: usize,
    pub weight: Severity,
    pub code: RuleCode,
    /// The entries that the place cites, or that it is about.
    pub entries: Vec<EntryNo>,
    pub found: String,
    pub advice: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LintRules<'r> {
    /// The most words; over four fifths of it is a warning.
    pub words: Option<usize>,
    /// The most words under one heading of depth 2.
    pub section_words: Option<usize>,
    /// How many results it tells; `None` where its shape has none.
    pub results: Option<usize>,
    /// The headings of depth 2 that it has, in this order.
    pub sections: &'r [String],
    /// Whether it speaks of the person by name and pronouns.
    pub third_person: bool,
    pub first_person: bool,
    pub values: bool,
    /// Whether it may cite evidence at the target level alone.
    pub at_level: bool,
    /// Whether it is to be handed in: a place still to be filled is an error then.
    pub last: bool,
}

impl LintRules<'_> {
    /// The words that GitLab's document may have: three pages.
    pub const WORDS: usize = 1500;
}

impl Default for LintRules<'_> {
    fn default() -> Self {
        Self {
            words: Some(Self::WORDS),
            section_words: None,
            results: Some(RESULTS),
            sections: &[],
            third_person: true,
            first_person: false,
            values: true,
            at_level: true,
            last: false,
        }
    }
}

/// An entry of the journal, as far as it matters to whoever cites it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitedEntry<'f> {
    pub id: EntryNo,
    pub date: NaiveDate,
    /// Why it may not be cited, if so.
    pub reason: Option<Reason>,
    /// The key of what it shows, where each level that it shows is only assumed.
    pub assumed: Option<&'f str>,
}

#[derive(Debug, Clone, Copy)]
pub struct LintContext<'f> {
    pub today: NaiveDate,
    pub level: Level,
    /// The journal's entries, by number.
    pub entries: &'f [CitedEntry<'f>],
    /// The values that must be shown, by name.
    pub values: &'f [&'f str],
    /// Names that a reader knows: of skills and values, of people, titles, codes. Each counts as one word.
    pub names: &'f [&'f str],
    pub terms: &'f Terms,
    /// Words of entries that must not be told.
    pub echoes: &'f ShingleIndex,
}

impl LintContext<'_> {
    fn entry(&self, id: EntryNo) -> Option<&CitedEntry<'_>> {
        self.entries.binary_search_by_key(&id, |about| about.id).ok().and_then(|at| self.entries.get(at))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub words: usize,
    /// What was found, by line.
    pub findings: Vec<Diagnostic>,
}

impl Report {
    pub fn with(&self, weight: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.weight == weight).count()
    }
}

/// The most words that are looked at one by one: some two hundred pages, which nobody reads to their end.
const LONGEST: usize = 100_000;

pub fn lint(document: &str, facts: &LintContext<'_>, rules: LintRules<'_>) -> Report {
    let too_long = document.split_whitespace().nth(LONGEST).is_some();
    let page = if too_long { Page::read_bare(document) } else { Page::read(document) };
    let mut findings = Vec::new();
    cited::check(&page, facts, rules.at_level, &mut findings);
    shape::check(&page, facts, rules, &mut findings);
    sections::check(&page, rules, &mut findings);
    if too_long {
        findings.push(Diagnostic {
            line: 1,
            weight: Severity::Warning,
            code: RuleCode::Words,
            entries: Vec::new(),
            found: format!("over {LONGEST} words, so how it reads is not looked at"),
            advice: "tell fewer days in it: --last 1y".to_owned(),
        });
    } else {
        reading(&page, facts, rules, &mut findings);
    }
    names::check(document, &page, facts, &mut findings);
    names::echoes(document, &page, facts, &mut findings);
    findings.sort_by_key(|finding| (finding.line, finding.code));
    Report { words: page.words(), findings }
}

/// How it reads, word by word.
fn reading(page: &Page, facts: &LintContext<'_>, rules: LintRules<'_>, findings: &mut Vec<Diagnostic>) {
    if rules.third_person {
        person::check(page, findings);
    }
    if rules.first_person {
        team::check(page, findings);
    }
    let people = People::of(page, facts);
    style::check(page, facts, findings);
    degree::check(page, findings);
    rating::check(page, &people, findings);
    pay::check(page, &people, findings);
    money::check(page, findings);
    // Who tells work of any level may well tell what comes next.
    if rules.at_level {
        potential::check(page, &people, findings);
    }
    links::check(page, findings);
    numbers::check(page, findings);
    acronyms::check(page, facts, findings);
}

/// The entries that a document cites, by its headings of depth 2 in their order; under none before the first.
pub fn cited(document: &str) -> Vec<(String, Vec<EntryNo>)> {
    let mut sections: Vec<(String, Vec<EntryNo>)> = Vec::new();
    // A summary may rest on every entry of a long journal.
    let mut known: HashSet<EntryNo> = HashSet::new();
    for block in Page::read_bare(document).blocks.iter().filter(|block| !block.entries.is_empty()) {
        if sections.last().is_none_or(|(section, _)| *section != block.section) {
            sections.push((block.section.clone(), Vec::new()));
            known.clear();
        }
        if let Some((_, entries)) = sections.last_mut() {
            entries.extend(block.entries.iter().filter(|id| known.insert(**id)));
        }
    }
    sections
}

/// The lines that cite entries, each with these.
pub fn cited_in_lines(document: &str) -> Vec<(usize, Vec<EntryNo>)> {
    let blocks = Page::read_bare(document).blocks.into_iter().filter(|block| !block.entries.is_empty());
    blocks.map(|block| (block.line, block.entries)).collect()
}

/// What was found at a place in a block's text.
fn found_in(block: &Block, at: Range<usize>, code: RuleCode, weight: Severity, advice: &str) -> Diagnostic {
    Diagnostic {
        line: block.line_at(at.start),
        weight,
        code,
        entries: block.entries.clone(),
        found: short(block.inline.text.get(at).unwrap_or_default()),
        advice: advice.to_owned(),
    }
}

/// A text cut to what fits on a line.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match folded.char_indices().nth(LONGEST) {
        None => folded,
        Some((end, _)) => {
            let cut = folded[..end].rfind(' ').filter(|at| *at > LONGEST / 2).unwrap_or(end);
            format!("{} …", folded[..cut].trim_end_matches([',', ';', ':']))
        }
    }
}
