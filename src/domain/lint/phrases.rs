//! Phrases that a rule looks for, read from a file of `framework/lints` and matched over the words of a sentence.
//!
//! The format is documented in `framework/lints/README.md`. A line is a row of steps; the lines of a paragraph share its
//! exceptions. A phrase never begins or ends inside a compound (`pay-as-you-go`, `I/O`), in a link or in code, and a
//! proper name (`Rising Star Foundation`) or a phrase that is only mentioned (`“basically”`) is none.

mod file;
mod steps;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::sentence::Sentence;
use steps::{Class, Steps, initial};

pub(super) use file::WordSets;

/// The phrases of a file.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    groups: Vec<Group>,
    /// Group and index of each phrase, with the letters that its second word may begin with: by its first word, by the
    /// class of that, and of those that may begin with any.
    by_word: HashMap<String, Vec<(usize, usize, u32)>>,
    by_class: HashMap<Class, Vec<(usize, usize, u32)>>,
    open: Vec<(usize, usize, u32)>,
    /// Whether the words beside a match are shown too.
    shows_context: bool,
    /// Whether quotations are passed over.
    skips_quotations: bool,
}

/// The phrases of a paragraph with their exceptions.
#[derive(Debug, Default)]
struct Group {
    phrases: Vec<Steps>,
    /// No match may touch one of these.
    exceptions: Vec<Steps>,
    not_in_sentence: Vec<Steps>,
    not_in_block: Vec<Steps>,
}

/// What a class of words needs to know of a document.
#[derive(Debug)]
pub(super) struct Lexicon<'l> {
    /// The person whom the document is about: the words of the name, in lower case.
    pub(super) person: HashSet<String>,
    /// Words that are never the noun behind another noun.
    pub(super) small: &'l HashSet<String>,
}

impl Phrases {
    /// Where phrases stand in the sentences of a block, each with what is to be shown of it: those that begin first, of
    /// these the longest, none twice.
    pub(super) fn find(
        &self, sentences: &[Sentence<'_>], lexicon: &Lexicon<'_>,
    ) -> Vec<(Range<usize>, Range<usize>)> {
        let mut in_block: HashMap<usize, bool> = HashMap::new();
        let mut found = Vec::new();
        for sentence in sentences {
            let mut excepted: HashMap<usize, Vec<bool>> = HashMap::new();
            let mut places: Vec<Range<usize>> = Vec::new();
            for (at, place) in self.matches(sentence, lexicon) {
                let Some(group) = self.groups.get(at) else { continue };
                let is_out = *in_block.entry(at).or_insert_with(|| {
                    sentences.iter().any(|sentence| !all(&group.not_in_block, sentence, lexicon).is_empty())
                });
                let excepted = excepted.entry(at).or_insert_with(|| group.excepted(sentence, lexicon));
                if !is_out && !excepted.get(place.clone()).is_some_and(|words| words.contains(&true)) {
                    places.push(place);
                }
            }
            places.sort_unstable_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
            let mut from = 0;
            for place in places {
                if place.start >= from {
                    from = place.end;
                    let shown = if self.shows_context { sentence.around(place.start) } else { place.clone() };
                    found.extend(sentence.range(&place).zip(sentence.range(&shown)));
                }
            }
        }
        found
    }

    /// The matches of a sentence as places of words, each with its group.
    fn matches(&self, sentence: &Sentence<'_>, lexicon: &Lexicon<'_>) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        for (at, word) in sentence.words.iter().enumerate() {
            let by_word = self.by_word.get(&word.lower).into_iter().flatten();
            let has = |class: &Class| class.has(sentence, lexicon, at, &word.lower);
            let by_class =
                self.by_class.iter().filter(|(class, _)| has(class)).flat_map(|(_, phrases)| phrases);
            let next = sentence.words.get(at + 1).map_or(u32::MAX, |next| initial(&next.lower));
            for (group, index, second) in by_word.chain(by_class).chain(&self.open) {
                if second & next == 0 {
                    continue;
                }
                let steps = self.groups.get(*group).and_then(|group| group.phrases.get(*index));
                let matched = steps.and_then(|steps| Some((steps, steps.matched(sentence, lexicon, at)?)));
                found.extend(
                    matched
                        .filter(|(steps, place)| self.counts(steps, sentence, place))
                        .map(|(_, place)| (*group, place)),
                );
            }
        }
        found
    }

    /// Whether a match is what it looks like.
    fn counts(&self, steps: &Steps, sentence: &Sentence<'_>, place: &Range<usize>) -> bool {
        let Some(first) = sentence.words.get(place.start) else { return false };
        let is_read = !(first.link || first.code || first.quoted && self.skips_quotations);
        let is_mention = !steps.has_context() && sentence.is_mention(place);
        let is_name = if steps.has_capitals() { sentence.is_initial(place) } else { sentence.is_name(place) };
        is_read && !is_mention && !is_name && sentence.is_whole(place)
    }
}

impl Group {
    /// For each word of a sentence, whether no match may touch it.
    fn excepted(&self, sentence: &Sentence<'_>, lexicon: &Lexicon<'_>) -> Vec<bool> {
        let is_out = !all(&self.not_in_sentence, sentence, lexicon).is_empty();
        let mut excepted = vec![is_out; sentence.words.len()];
        for place in all(&self.exceptions, sentence, lexicon) {
            excepted.get_mut(place).into_iter().flatten().for_each(|word| *word = true);
        }
        excepted
    }
}

/// The places of words where some phrases stand.
fn all(phrases: &[Steps], sentence: &Sentence<'_>, lexicon: &Lexicon<'_>) -> Vec<Range<usize>> {
    let places = |steps: &Steps| -> Vec<Range<usize>> {
        (0..sentence.words.len()).filter_map(|at| steps.matched(sentence, lexicon, at)).collect()
    };
    phrases.iter().flat_map(places).collect()
}

#[cfg(test)]
mod tests;
