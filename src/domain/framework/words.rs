//! Texts compared by their words: the same but for case and punctuation, or near.
//!
//! Nearness is that of word sets: twice what both have, over what each has (Dice), from 0 to 1. Texts are near from
//! [`NEAR`] on. Two sentences of one trade share some words in three by chance; an edit that leaves most of a sentence
//! stays above, another sentence on the same subject falls below.

use std::collections::{HashMap, HashSet};

use super::{Criterion, LevelText};

/// The nearness from which a text is taken for another one's later wording.
pub const NEAR: f64 = 0.6;

/// A word that more texts than this have tells none of them from the others, and finds none.
const COMMON: usize = 64;

/// A text without case, punctuation and white space of its own.
pub fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for word in words(text) {
        if !bare.is_empty() {
            bare.push(' ');
        }
        bare.extend(word.chars().flat_map(char::to_lowercase));
    }
    bare
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What a criterion says at its levels, bare; empty where it says nothing.
pub fn said(criterion: &Criterion) -> String {
    let mut all = String::new();
    for part in criterion.levels.iter().flat_map(parts) {
        let part = bare(part);
        if !all.is_empty() && !part.is_empty() {
            all.push(' ');
        }
        all.push_str(&part);
    }
    all
}

/// The statements, or the whole text where it has none.
fn parts(text: &LevelText) -> impl Iterator<Item = &str> {
    let whole = text.statements.is_empty().then_some(&*text.text);
    text.statements.iter().map(|statement| &**statement).chain(whole)
}

pub fn is_near(text: &str, other: &str) -> bool {
    bare(text) == bare(other) || Near::new([text]).find(other, 1, |_| true).is_some()
}

/// Texts that can be asked which of them is nearest to another.
#[derive(Debug, Default)]
pub struct Near {
    numbers: HashMap<String, usize>,
    sizes: Vec<usize>,
    having: Vec<Vec<usize>>,
}

impl Near {
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut near = Self::default();
        for (at, text) in texts.into_iter().enumerate() {
            let text = bare(text);
            let words: HashSet<&str> = text.split_whitespace().collect();
            near.sizes.push(words.len());
            for word in words {
                let next = near.having.len();
                let number = *near.numbers.entry(word.to_owned()).or_insert(next);
                if number == next {
                    near.having.push(Vec::new());
                }
                near.having[number].push(at);
            }
        }
        near
    }

    /// The text nearest to this one, the first of two equally near, with how near it is: only from [`NEAR`] on, only
    /// where at least `least` words are in both, and only those that `free` lets through.
    pub fn find(&self, text: &str, least: usize, free: impl Fn(usize) -> bool) -> Option<(usize, f64)> {
        let text = bare(text);
        let words: HashSet<&str> = text.split_whitespace().collect();
        let known = || words.iter().filter_map(|word| self.having.get(*self.numbers.get(*word)?));
        // A word that is everywhere counts for those that rarer words found, and finds none itself.
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for having in known().filter(|having| having.len() <= COMMON) {
            for at in having {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let common: Vec<_> = known().filter(|having| having.len() > COMMON).collect();
        let mut best: Option<(usize, f64)> = None;
        for (at, rare) in shared {
            let both = rare + common.iter().filter(|having| having.binary_search(&at).is_ok()).count();
            let size = self.sizes.get(at).copied().unwrap_or_default();
            if both < least || !free(at) {
                continue;
            }
            let near = 2.0 * count(both) / count(words.len() + size);
            let better = |(best, score): (usize, f64)| near > score || (near >= score && at < best);
            if near >= NEAR && best.is_none_or(better) {
                best = Some((at, near));
            }
        }
        best
    }
}

fn count(words: usize) -> f64 {
    f64::from(u32::try_from(words).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_bare_without_case_and_punctuation() {
        for (text, wanted) in [
            ("  Writes  clear, *short* notes. ", "writes clear short notes"),
            ("ÄNDERT’s", "ändert s"),
            (" – ", ""),
        ] {
            assert_eq!(bare(text), wanted);
        }
    }

    #[test]
    fn the_nearest_text_is_found() {
        let texts = [
            "Writes runbooks that a colleague can follow at night.",
            "Closes routine questions with a colleague at hand.",
            "Writes runbooks which a colleague can follow.",
        ];
        let near = Near::new(texts);
        for (text, wanted) in [
            ("Writes runbooks that any colleague can follow at night", Some(0)),
            ("writes RUNBOOKS which a colleague can follow", Some(2)),
            ("Plans the year of the whole department", None),
            ("", None),
        ] {
            assert_eq!(near.find(text, 1, |_| true).map(|(at, _)| at), wanted, "{text}");
        }
        assert_eq!(near.find(texts[2], 1, |at| at != 2).map(|(at, _)| at), Some(0));
        assert_eq!(near.find(texts[2], 8, |_| true), None);
    }

    #[test]
    fn words_that_all_texts_have_find_none_and_still_count() {
        let texts: Vec<String> = (0..200).map(|n| format!("you did the thing numbered n{n}")).collect();
        let near = Near::new(texts.iter().map(String::as_str));
        assert_eq!(near.find("you did the thing numbered", 1, |_| true), None);
        assert_eq!(near.find("you did the thing called n7", 1, |_| true).map(|(at, _)| at), Some(7));
    }
}
