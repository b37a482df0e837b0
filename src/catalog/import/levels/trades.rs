//! What somebody does, apart from how senior they are: the trade in a title.

use super::{trailing_number, words, words_of};
use crate::catalog::import::vocabulary::LEVELS;

/// Whether a title says what somebody does and nothing of how senior: `Software Engineer`.
pub fn is_trade(title: &str) -> bool {
    let words: Vec<String> = words_of(title);
    !words.is_empty() && words.len() <= 5 && words.iter().any(|word| LEVELS.trade_nouns.contains(word))
}

/// A title without its words of seniority and numbers: `Senior Support Engineer II` is `Support Engineer`.
pub fn trade(title: &str) -> String {
    let title = title.split(" / ").next().unwrap_or_default();
    let keep = |word: &&str| {
        let bare: String = word.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
        let lower = bare.to_lowercase();
        let known = words::seniority(&lower).is_some();
        // What names a trade itself stays: `Engineering Manager`, `Solution Architect`.
        let number = trailing_number(&bare, 2).is_some();
        (!known || words::is_trade(&lower)) && !number && !bare.is_empty()
    };
    let kept: Vec<&str> = title.split_whitespace().filter(keep).collect();
    // What joined two words of seniority is no trade: `Junior to mid`.
    if kept.iter().all(|word| word.chars().count() < 4 && !words::is_trade(&word.to_lowercase())) {
        return String::new();
    }
    kept.join(" ")
}
