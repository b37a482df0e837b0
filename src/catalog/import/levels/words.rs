//! The words that names of levels are made of: seniority, proficiency, trades and their fields.

use crate::catalog::import::vocabulary::LEVELS;

/// How senior a word of a title is; with a word of proficiency too.
pub fn seniority(word: &str) -> Option<u16> {
    LEVELS.seniority.get(word).or_else(|| LEVELS.proficiency.get(word)).copied()
}

pub fn is_proficiency(word: &str) -> bool {
    LEVELS.proficiency.contains_key(word)
}

/// How far a stage is, where the word names one beside others: `Doing`.
pub fn stage(word: &str) -> Option<u16> {
    LEVELS.stages.get(word).copied()
}

pub fn is_trade(word: &str) -> bool {
    LEVELS.trades.contains(word)
}

pub fn is_field(word: &str) -> bool {
    LEVELS.trade_fields.contains(word)
}

/// Whether a title may end in a word of seniority: `Team Lead`, `Engineering Director`; not `Working group`.
pub fn ends_title(word: &str) -> bool {
    is_trade(word)
        || seniority(word).is_some() && !is_proficiency(word) && !matches!(word, "group" | "mid" | "entry")
}

/// Whether a title goes on with `of` behind a word: `Director of Engineering`.
pub fn takes_of(word: &str) -> bool {
    matches!(word, "director" | "head" | "vp" | "vice-president" | "svp" | "evp" | "chief" | "fellow")
}

/// Whether a word is small enough to make a sentence of a name.
pub fn is_small(word: &str) -> bool {
    LEVELS.sentence_words.contains(word)
}

/// Whether a word stands before a level's number or behind a level's name: `Level 3`, `Entry level`.
pub fn is_level_word(word: &str) -> bool {
    LEVELS.level_words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

pub fn is_prefix(letters: &str) -> bool {
    LEVELS.prefixes.contains(letters)
}

pub fn roman(word: &str) -> Option<u32> {
    const ROMAN: [(&str, u32); 8] =
        [("I", 1), ("II", 2), ("III", 3), ("IV", 4), ("V", 5), ("VI", 6), ("VII", 7), ("VIII", 8)];
    ROMAN.iter().find(|(roman, _)| *roman == word).map(|(_, number)| *number)
}

pub fn is_doubtful(word: &str) -> bool {
    LEVELS.doubtful.contains(word)
}
