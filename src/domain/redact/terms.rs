//! The listed terms, and finding them in a text: in any spelling, as whole words, the longest first.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::spelling::Spellings;
use super::{Match, MatchKind, TermKind};
use crate::domain::text::fold::{FoldedText, fold, lowercase};

/// The shortest last word whose plural is found, in letters.
const PLURAL_FROM: usize = 3;
/// The shortest name that is found in a part of a word, as in `NordbankSync`, in letters.
const PART_FROM: usize = 3;

/// A listed term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The name.
    pub text: String,
    /// What it names.
    pub kind: TermKind,
    /// What stands in its place; a public name has none.
    pub alias: Option<String>,
}

/// Terms that can be looked for.
#[derive(Debug, Default)]
pub struct Terms {
    all: Vec<Term>,
    /// Folded names that may be said.
    public: HashSet<String>,
    /// Finds each of the patterns; `None` where there is none.
    automaton: Option<AhoCorasick>,
    patterns: Vec<TermPattern>,
}

/// A folded spelling of one term or several.
#[derive(Debug)]
struct TermPattern {
    /// The terms spelt so: those that are listed so come before those that may also be written so.
    terms: Vec<usize>,
    has_plural: bool,
    /// Whether it is found in a part of a word.
    in_words: bool,
    /// Whether it counts only where the text has a letter with an accent.
    accented: bool,
}

impl TermPattern {
    fn new(folded: &str, accented: bool) -> Self {
        let last_word = folded.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let in_words = folded.chars().count() >= PART_FROM && folded.chars().any(char::is_alphabetic);
        Self { terms: Vec::new(), has_plural: last_word.chars().count() >= PLURAL_FROM, in_words, accented }
    }
}

impl Terms {
    /// Makes terms ready to be looked for.
    pub fn new(terms: impl IntoIterator<Item = Term>) -> Self {
        let mut this = Self::default();
        let (mut listed, mut others) = (Vec::new(), Vec::new());
        for term in terms {
            if term.kind == TermKind::Public {
                this.public.insert(fold(&term.text));
                continue;
            }
            let (number, spellings) = (this.all.len(), Spellings::of(&term.text));
            listed.push((spellings.listed, number, false));
            others.extend(spellings.others.into_iter().map(|spelling| (spelling, number, false)));
            others.extend(spellings.accented.into_iter().map(|spelling| (spelling, number, true)));
            this.all.push(term);
        }
        let mut numbers: HashMap<(String, bool), usize> = HashMap::new();
        let mut folded = Vec::new();
        for (spelling, term, accented) in listed.into_iter().chain(others) {
            let number = *numbers.entry((spelling, accented)).or_insert_with_key(|(spelling, accented)| {
                folded.push(spelling.clone());
                this.patterns.push(TermPattern::new(spelling, *accented));
                this.patterns.len() - 1
            });
            this.patterns[number].terms.push(term);
        }
        if !folded.is_empty() {
            this.automaton =
                AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(folded).ok();
        }
        this
    }

    /// Whether nothing is to be hidden.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The terms to hide, by the number that [`MatchKind::Term`] gives.
    pub fn all(&self) -> &[Term] {
        &self.all
    }

    /// Whether somebody has said that a name may be said.
    pub fn is_public(&self, name: &str) -> bool {
        !self.public.is_empty() && self.public.contains(&fold(name))
    }

    /// What stands in the place of something that was found.
    pub fn replacement(&self, kind: MatchKind) -> &str {
        match kind {
            MatchKind::Secret(pattern) => pattern.mark(),
            MatchKind::Term(number) => {
                self.all.get(number).and_then(|term| term.alias.as_deref()).unwrap_or("[name]")
            }
        }
    }

    /// The terms in a text, as it is written and as it reads once it is rendered. They may passage.
    pub fn find(&self, text: &str) -> Vec<Match> {
        if self.is_empty() {
            return Vec::new();
        }
        let Some(automaton) = &self.automaton else {
            // More names than can be told apart: nothing is shown.
            return vec![Match { range: 0..text.len(), kind: MatchKind::Term(0) }];
        };
        let mut found = self.find_in(automaton, text, &FoldedText::new(text));
        if let Some(rendered) = FoldedText::rendered(text) {
            found.extend(self.find_in(automaton, text, &rendered));
        }
        found
    }

    fn find_in(&self, automaton: &AhoCorasick, text: &str, folded: &FoldedText<'_>) -> Vec<Match> {
        let mut candidates: Vec<(Range<usize>, usize)> = Vec::new();
        for found in automaton.find_overlapping_iter(&folded.text) {
            let number = found.pattern().as_usize();
            if let Some(range) = self.patterns[number].bounded(found.range(), folded) {
                candidates.push((range, number));
            }
        }
        candidates.sort_by_key(|(range, number)| (range.start, Reverse(range.end), *number));
        let mut matches: Vec<Match> = Vec::new();
        let mut end = 0;
        for (range, number) in candidates {
            let Some(source) = folded.source_range(&range).filter(|_| range.start >= end) else { continue };
            let words = &text[source.clone()];
            if !self.patterns[number].accented || !words.is_ascii() {
                end = range.end;
                matches.push(Match { kind: MatchKind::Term(self.term_of(number, words)), range: source });
            }
        }
        matches
    }

    /// The term of a pattern, and of several that fold alike the one that is written so.
    fn term_of(&self, pattern: usize, words: &str) -> usize {
        let terms = &self.patterns[pattern].terms;
        let is_written_so = |term: &&usize| lowercase(&self.all[**term].text) == lowercase(words);
        *terms.iter().find(is_written_so).unwrap_or(&terms[0])
    }
}

impl TermPattern {
    /// The range of a spelling, with the `s` of a plural, if it stands for a word or for a part that the writing sets apart.
    fn bounded(&self, range: Range<usize>, folded: &FoldedText<'_>) -> Option<Range<usize>> {
        let starts = folded.is_word_boundary(range.start);
        let ends = folded.is_word_boundary(range.end);
        if starts && ends {
            return Some(range);
        }
        let plural = self.has_plural && folded.text[range.end..].starts_with('s');
        if starts && plural && folded.is_word_boundary(range.end + 1) {
            return Some(range.start..range.end + 1);
        }
        let is_part = self.in_words
            && (starts || folded.is_case_boundary(range.start))
            && (ends || folded.is_case_boundary(range.end));
        is_part.then_some(range)
    }
}
