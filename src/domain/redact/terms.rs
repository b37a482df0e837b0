//! The listed terms, and finding them: literally, as whole words, the longest first, in one walk over a text.
//!
//! Terms lie in a tree of tokens, so that the time to find them does not grow with their number.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::fold::{Token, folded, parts, tokens};
use super::{Match, MatchKind, TermKind};

/// The shortest name whose plural is looked for, in letters.
const PLURAL_FROM: usize = 3;
/// The shortest name that is looked for in a part of a word, as in `NordbankSync`, in letters.
const PART_FROM: usize = 3;
/// The shortest name of several words that is looked for as one: `acmecorp`.
const JOINED_FROM: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub text: String,
    pub kind: TermKind,
    /// What stands in its place; a public name has none.
    pub alias: Option<String>,
}

#[derive(Debug, Default)]
pub struct Terms {
    all: Vec<Term>,
    public: HashSet<String>,
    /// The tokens of all names, numbered.
    words: HashMap<String, u32>,
    /// From a node by a token to a node; 0 is the root.
    edges: HashMap<(u32, u32), u32>,
    /// The term that ends at a node.
    ends: Vec<Option<usize>>,
}

impl Terms {
    /// Makes them ready to be looked for.
    pub fn new(terms: impl IntoIterator<Item = Term>) -> Self {
        let mut this = Self { ends: vec![None], ..Self::default() };
        let mut joined = Vec::new();
        for term in terms {
            if term.kind == TermKind::Public {
                this.public.insert(folded(&term.text));
                continue;
            }
            let number = this.all.len();
            let tokens = tokens(term.text.trim());
            let words: Vec<&str> = tokens.iter().map(|token| &*token.folded).collect();
            this.insert(&words, number);
            if tokens.len() > 1 && tokens.iter().all(|token| token.is_word || token.folded == " ") {
                joined.push((words.concat().replace(' ', ""), number));
            }
            this.all.push(term);
        }
        // A name that is listed as it stands comes before one that is only written together.
        for (word, number) in joined.iter().filter(|(word, _)| word.chars().count() >= JOINED_FROM) {
            this.insert(&[word], *number);
        }
        this
    }

    fn insert(&mut self, words: &[&str], number: usize) {
        let mut node = 0;
        for word in words {
            let new = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let word = *self.words.entry((*word).to_owned()).or_insert(new);
            let fresh = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
            node = *self.edges.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.ends.push(None);
            }
        }
        if node != 0 {
            self.ends[node as usize].get_or_insert(number);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The terms to hide, by the number that [`MatchKind::Term`] gives.
    pub fn all(&self) -> &[Term] {
        &self.all
    }

    /// Whether somebody has said that a name may be said.
    pub fn is_public(&self, name: &str) -> bool {
        !self.public.is_empty() && self.public.contains(&folded(name))
    }

    /// What stands in the place of something that was found.
    pub fn instead(&self, what: MatchKind) -> &str {
        match what {
            MatchKind::Shape(sort) => sort.mark(),
            MatchKind::Term(number) => {
                self.all.get(number).and_then(|term| term.alias.as_deref()).unwrap_or("[name]")
            }
        }
    }

    /// The terms in a text, from the left.
    pub fn find(&self, text: &str) -> Vec<Match> {
        if self.is_empty() {
            return Vec::new();
        }
        let tokens = tokens(text);
        let known: Vec<Known> = tokens.iter().map(|token| self.known(token)).collect();
        let (mut found, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            match self.longest(&known[at..]) {
                Some((long, number)) => {
                    let range = tokens[at].range.start..tokens[at + long - 1].range.end;
                    found.push(Match { range, what: MatchKind::Term(number) });
                    at += long;
                }
                None => {
                    if tokens[at].is_word {
                        self.find_parts(text, &tokens[at].range, &mut found);
                    }
                    at += 1;
                }
            }
        }
        found
    }

    /// The terms that are part of a word and set apart by how it is written.
    fn find_parts(&self, text: &str, word: &Range<usize>, found: &mut Vec<Match>) {
        let mut from = word.start;
        for (part, folded) in parts(&text[word.clone()]) {
            let range = word.start + part.start..word.start + part.end;
            let named = folded.chars().any(char::is_alphabetic) && folded.chars().count() >= PART_FROM;
            if range.start < from || !named {
                continue;
            }
            let node = self.words.get(&*folded).and_then(|word| self.edges.get(&(0, *word)));
            if let Some(number) = node.and_then(|node| self.ends[*node as usize]) {
                from = range.end;
                found.push(Match { range, what: MatchKind::Term(number) });
            }
        }
    }

    fn known(&self, token: &Token<'_>) -> Known {
        let exact = self.words.get(&*token.folded).copied();
        let stem = token.folded.strip_suffix('s').filter(|stem| stem.chars().count() >= PLURAL_FROM);
        let plural = stem.filter(|_| token.is_word).and_then(|stem| self.words.get(stem)).copied();
        Known { exact, plural }
    }

    /// The longest term that starts here: in how many tokens, and which.
    fn longest(&self, known: &[Known]) -> Option<(usize, usize)> {
        let (mut node, mut best) = (0, None);
        for (at, word) in known.iter().enumerate() {
            let to = |word: Option<u32>| self.edges.get(&(node, word?)).copied();
            let end = |node: u32| self.ends[node as usize].map(|number| (at + 1, number));
            if let Some(plural) = to(word.plural).and_then(end) {
                best = Some(plural);
            }
            let Some(next) = to(word.exact) else { break };
            best = end(next).or(best);
            node = next;
        }
        best
    }
}

/// A token as far as terms know it.
struct Known {
    exact: Option<u32>,
    /// Without the `s` at its end.
    plural: Option<u32>,
}
