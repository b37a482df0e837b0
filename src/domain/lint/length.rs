//! What is too long: the document, a section, a sentence.

use std::collections::HashMap;

use super::config::Subject;
use super::sentence::Sentence;
use super::{Diagnostic, LONGEST, Rule, Severity, shortened};
use crate::domain::text::words::{count, lower, words};

/// The most words of a sentence.
const SENTENCE: usize = 30;

pub(super) fn of_document(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    if !subject.is_read {
        diagnostics.push(Diagnostic {
            severity: Severity::Warning,
            advice: "tell fewer days in it: --last 1y".to_owned(),
            ..Diagnostic::new(rule, 1, format!("over {LONGEST} words, so how it reads is not looked at"))
        });
    }
    let Some(most) = subject.config.words else { return };
    let (words, soft) = (subject.page.words(), most - most / 5);
    let (severity, limit) = match words {
        words if words > most => (Severity::Error, most),
        words if words > soft => (Severity::Warning, soft),
        _ => return,
    };
    let diagnostic = Diagnostic::new(rule, 1, format!("{words} words, more than {limit}"));
    diagnostics.push(Diagnostic { severity, ..diagnostic });
}

/// The sections under headings of depth 2, up to the next of depth 1 or 2.
pub(super) fn of_sections(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    let Some(most) = subject.config.section_words else { return };
    for section in subject.page.blocks.chunk_by(|_, next| !matches!(next.depth(), Some(1 | 2))) {
        let Some(heading) = section.first().filter(|block| block.depth() == Some(2)) else { continue };
        let inside = section.iter().skip(1);
        let words: usize = inside.map(|block| count(&block.text)).sum();
        if words > most {
            let heading_text = shortened(heading.text.trim());
            let found = format!("{words} words under “{heading_text}”, more than {most}");
            diagnostics.push(Diagnostic::new(rule, heading.line, found));
        }
    }
}

pub(super) fn of_sentences(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    let names = Names::new(subject.facts.names);
    for block in subject.page.running_text() {
        for sentence in block.sentences() {
            let words = names.count(&sentence);
            if let (true, Some(range)) = (words > SENTENCE, sentence.range(&(0..sentence.words.len()))) {
                let diagnostic = Diagnostic::at(rule, block, range);
                let found = format!("{words} words: {}", diagnostic.found);
                diagnostics.push(Diagnostic { found, ..diagnostic });
            }
        }
    }
}

/// Names that count as one word, by their first one.
struct Names(HashMap<String, Vec<Vec<String>>>);

impl Names {
    fn new(names: &[&str]) -> Self {
        let mut all: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for name in names {
            let words: Vec<String> = words(name).map(|range| lower(&name[range])).collect();
            if let Some(first) = words.first().filter(|_| words.len() > 1) {
                all.entry(first.clone()).or_default().push(words);
            }
        }
        Self(all)
    }

    /// How many words a sentence has. The words of a link count for nothing, and a name, a compound or a piece of code as
    /// one.
    fn count(&self, sentence: &Sentence<'_>) -> usize {
        let (mut at, mut count) = (0, 0);
        while let Some((first, words)) =
            sentence.words.get(at..).and_then(|words| Some((words.first()?, words)))
        {
            let named = self.0.get(&first.lower).into_iter().flatten();
            let is_here = |name: &&Vec<String>| {
                name.len() <= words.len() && name.iter().zip(words).all(|(name, word)| *name == word.lower)
            };
            let before = at.checked_sub(1).and_then(|before| sentence.words.get(before));
            let goes_on = first.is_joined || first.code && before.is_some_and(|before| before.code);
            at += named.filter(is_here).map(Vec::len).max().unwrap_or(1);
            count += usize::from(!first.link && !goes_on);
        }
        count
    }
}
