//! What a calibrator would object to in a document, found in its Markdown: the rules of GitLab's style guide, and whether
//! what is cited may be cited.
//!
//! [`RULES`] is the whole of it: what each rule looks for, where, how much it weighs and what to do about it. A rule of
//! wording is a file of phrases in `framework/lints`; any other is a function of one signature. `page` reads the document,
//! `sentence` its words, `phrases` the files. Everything takes time linear in the text.

mod acronyms;
mod cited;
mod config;
mod length;
mod links;
mod money;
mod names;
mod numbers;
mod page;
mod phrases;
mod placeholders;
mod results;
mod rule;
mod sections;
mod sentence;
mod values;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::ids::EntryNo;
use super::text::fold_whitespace;
use page::{LintBlock, LintPage};
use phrases::{Lexicon, Phrases, WordSets};
use rule::Test;
use sentence::Sentence;

use config::Subject;
pub use config::{CitedEntry, LintConfig, LintContext};
pub use rule::{RULES, Rule, Severity};

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The line, from 1.
    pub line: usize,
    pub rule: &'static Rule,
    pub severity: Severity,
    /// The entries that the place cites, or that it is about.
    pub entries: Vec<EntryNo>,
    /// What stands there.
    pub found: String,
    /// What to do.
    pub advice: String,
}

impl Diagnostic {
    fn new(rule: &'static Rule, line: usize, found: String) -> Self {
        let advice = rule.advice.to_owned();
        Self { line, rule, severity: rule.severity, entries: Vec::new(), found, advice }
    }

    /// That of a place in a block's text.
    fn at(rule: &'static Rule, block: &LintBlock, place: Range<usize>) -> Self {
        let found = shortened(block.text.get(place.clone()).unwrap_or_default());
        Self { entries: block.entries.clone(), ..Self::new(rule, block.line_at(place.start), found) }
    }
}

/// What was found in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintReport {
    /// How many words a reader sees.
    pub words: usize,
    /// By line.
    pub diagnostics: Vec<Diagnostic>,
}

impl LintReport {
    /// How many diagnostics weigh so much.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The diagnostics by severity and code, the heaviest first.
    pub fn by_code(&self) -> Vec<Vec<&Diagnostic>> {
        let mut all: Vec<&Diagnostic> = self.diagnostics.iter().collect();
        let code = |one: &Diagnostic| RULES.iter().position(|rule| rule.code == one.rule.code);
        all.sort_by_key(|one| (one.severity, code(one)));
        let same = |one: &&Diagnostic, other: &&Diagnostic| {
            (one.severity, one.rule.code) == (other.severity, other.rule.code)
        };
        all.chunk_by(same).map(<[_]>::to_vec).collect()
    }
}

/// The most words that are looked at one by one: some two hundred pages, which nobody reads to their end.
const LONGEST: usize = 100_000;

/// Words that are never the noun behind another noun.
static SMALL: LazyLock<HashSet<String>> =
    LazyLock::new(|| WordSets::common().unwrap_or_default().take("small"));
static NOBODY: LazyLock<Lexicon<'static>> =
    LazyLock::new(|| Lexicon { person: HashSet::new(), small: &SMALL });

/// Checks a document.
pub fn lint(document: &str, facts: &LintContext<'_>, config: LintConfig<'_>) -> LintReport {
    let is_read = document.split_whitespace().nth(LONGEST).is_none();
    let page = if is_read { LintPage::read(document) } else { LintPage::read_without_words(document) };
    let lexicon = Lexicon { person: config::person(&page, facts.names), small: &SMALL };
    let subject = Subject { page, facts, config, lexicon, is_read };
    let mut diagnostics = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.scope.holds(&config, is_read)) {
        match &rule.test {
            Test::Fn(check) => check(&subject, rule, &mut diagnostics),
            Test::Phrases(phrases) => find_phrases(phrases, &subject, rule, &mut diagnostics),
        }
    }
    diagnostics.sort_by_cached_key(|diagnostic| (diagnostic.line, diagnostic.rule.index()));
    LintReport { words: subject.page.words(), diagnostics }
}

fn find_phrases(phrases: &Phrases, subject: &Subject<'_>, rule: &'static Rule, found: &mut Vec<Diagnostic>) {
    for block in subject.page.running_text() {
        let sentences: Vec<Sentence<'_>> = block.sentences().collect();
        for (place, shown) in phrases.find(&sentences, &subject.lexicon) {
            let line = block.line_at(place.start);
            found.push(Diagnostic { line, ..Diagnostic::at(rule, block, shown) });
        }
    }
}

/// The entries that a document cites, by its headings of depth 2 in their order; under none before the first.
pub fn cited(document: &str) -> Vec<(String, Vec<EntryNo>)> {
    let page = LintPage::read_without_words(document);
    let mut sections: Vec<(String, Vec<EntryNo>)> = Vec::new();
    // A summary may rest on every entry of a long journal.
    let mut known: HashSet<EntryNo> = HashSet::new();
    for block in page.blocks.iter().filter(|block| !block.entries.is_empty()) {
        let section = page.section(block);
        if sections.last().is_none_or(|(last, _)| last != section) {
            sections.push((section.to_owned(), Vec::new()));
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
    let blocks = LintPage::read_without_words(document).blocks;
    blocks
        .into_iter()
        .filter(|block| !block.entries.is_empty())
        .map(|block| (block.line, block.entries))
        .collect()
}

/// A text cut to what fits on a line.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let folded = fold_whitespace(text);
    match folded.char_indices().nth(LONGEST) {
        None => folded,
        Some((end, _)) => {
            let cut = folded[..end].rfind(' ').filter(|at| *at > LONGEST / 2).unwrap_or(end);
            format!("{} …", folded[..cut].trim_end_matches([',', ';', ':']))
        }
    }
}
