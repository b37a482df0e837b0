//! Words and phrases that a lint looks for, and how they are found.

use std::ops::Range;

use super::page::Block;
use super::words::Word;

/// Words that say nothing.
pub(super) const FILLER: &[&str] = &[
    "arguably",
    "as a matter of fact",
    "as mentioned above",
    "as previously mentioned",
    "at the end of the day",
    "at this point in time",
    "basically",
    "by virtue of the fact that",
    "despite the fact that",
    "due to the fact that",
    "for all intents and purposes",
    "for the purpose of",
    "goes without saying",
    "in light of the fact that",
    "in order for",
    "in order to",
    "in spite of the fact that",
    "in the event that",
    "in the process of",
    "it can be said that",
    "it goes without saying that",
    "it is important to note that",
    "it is interesting to note that",
    "it is noteworthy that",
    "it is worth mentioning that",
    "it is worth noting that",
    "it must be noted that",
    "it should be mentioned that",
    "it should be noted that",
    "it's worth mentioning that",
    "it's worth noting that",
    "last but not least",
    "needless to say",
    "on a daily basis",
    "on a regular basis",
    "please note that",
    "the fact of the matter is",
    "to be honest",
    "with regards to",
];

/// Adverbs and adjectives of degree.
pub(super) const DEGREE: &[&str] = &[
    "amazing",
    "amazingly",
    "awesome",
    "considerably",
    "dramatic",
    "dramatically",
    "drastic",
    "drastically",
    "enormous",
    "enormously",
    "exceptionally",
    "extraordinarily",
    "extraordinary",
    "extremely",
    "fantastic",
    "greatly",
    "highly",
    "huge",
    "hugely",
    "immense",
    "immensely",
    "incredible",
    "incredibly",
    "massive",
    "massively",
    "remarkably",
    "significant",
    "significantly",
    "substantially",
    "tremendous",
    "tremendously",
    "truly",
    "vastly",
    "very",
];

/// What a word of degree says in its trade, where it is no praise: `highly available`, `statistically significant`.
pub(super) const TRADE: &[(&str, &str)] = &[
    ("highly", "available"),
    ("highly", "concurrent"),
    ("massively", "parallel"),
    ("massively", "multiplayer"),
    ("significant", "bit"),
    ("significant", "bits"),
    ("significant", "byte"),
    ("significant", "digit"),
    ("significant", "digits"),
    ("significant", "figure"),
    ("significant", "figures"),
    ("statistically", "significant"),
    ("significant", "other"),
    ("significantly", "different"),
    ("very", "same"),
    ("very", "first"),
    ("very", "last"),
    ("very", "large"),
    ("huge", "page"),
    ("huge", "pages"),
    ("massive", "open"),
];

/// What belongs to a talent rating and has no other meaning in a document.
pub(super) const RATING: &[&str] = &[
    "9-box",
    "a key talent",
    "below expectations",
    "calibration rating",
    "consistently exceeded",
    "consistently exceeds",
    "exceed expectations",
    "exceed all expectations",
    "exceeded all expectations",
    "exceeded expectations",
    "exceeding expectations",
    "exceeds all expectations",
    "exceeds expectations",
    "far exceeded",
    "far exceeds",
    "high performer",
    "high potential",
    "high-performer",
    "high-potential",
    "key talent",
    "low performer",
    "meets expectations",
    "meets all expectations",
    "nine-box",
    "outstanding achievement",
    "outstanding achievements",
    "outstanding contribution",
    "outstanding contributions",
    "outstanding colleague",
    "outstanding engineer",
    "outstanding employee",
    "outstanding job",
    "outstanding leader",
    "outstanding performance",
    "outstanding performer",
    "outstanding rating",
    "outstanding results",
    "outstanding talent",
    "overachiever",
    "performance rating",
    "performance score",
    "rated as exceeding",
    "rated as outstanding",
    "rated exceeding",
    "rated exceeds",
    "rated outstanding",
    "rising star",
    "rock star",
    "rockstar",
    "solid performer",
    "star performer",
    "strong performer",
    "talent assessment",
    "talent rating",
    "top performer",
    "top performers",
    "top talent",
    "top-performer",
    "world-class",
];

/// What belongs to a person's pay and not to what a product bills.
pub(super) const PAY: &[&str] = &[
    "annual bonus",
    "base pay",
    "base salary",
    "compensation band",
    "compensation package",
    "compensation review",
    "deserves a raise",
    "equity grant",
    "equity refresh",
    "her bonus",
    "her compensation",
    "her pay",
    "her salary",
    "higher pay",
    "higher salary",
    "his bonus",
    "his compensation",
    "his pay",
    "his salary",
    "my bonus",
    "my compensation",
    "my pay",
    "my salary",
    "pay band",
    "pay bands",
    "pay grade",
    "pay increase",
    "pay raise",
    "pay review",
    "pay rise",
    "salary band",
    "salary bands",
    "salary increase",
    "salary of",
    "salary raise",
    "salary range",
    "salary review",
    "salary rise",
    "sign-on bonus",
    "signing bonus",
    "stock grant",
    "stock options",
    "their bonus",
    "their compensation",
    "their salary",
    "total compensation",
    "underpaid",
];

/// Where one of some phrases stands in a block, each with its first word. Links and code are not read.
pub(super) fn find<'b>(
    block: &'b Block, phrases: &'static [&'static str],
) -> impl Iterator<Item = (&'b Word, Range<usize>)> {
    block.words.sentences().flat_map(move |sentence| {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(words) = sentence.get(from..).filter(|words| !words.is_empty()) {
            let first = &words[0];
            let longest = match first.link || first.code {
                true => None,
                false => phrases.iter().filter_map(|phrase| words_of(phrase, words)).max(),
            };
            if let Some(last) = longest.and_then(|length| words.get(length - 1)) {
                found.push((first, first.range.start..last.range.end));
            }
            from += longest.unwrap_or(1);
        }
        found
    })
}

/// How many words a phrase has, where these start with it.
fn words_of(phrase: &str, words: &[Word]) -> Option<usize> {
    let mut length = 0;
    for wanted in phrase.split(' ') {
        if words.get(length)?.lower != wanted {
            return None;
        }
        length += 1;
    }
    Some(length)
}
