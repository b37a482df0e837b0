//! The words of a text, by UAX #29: letters and digits with what joins them (`don't`, `1,590`, `9.5`, `e.g`).

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// The words of a text; `re-run` is two.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.unicode_word_indices().map(|(at, word)| at..at + word.len())
}

/// A word in lower case, with a straight apostrophe and a plain hyphen.
pub(crate) fn lower(word: &str) -> String {
    word.to_lowercase().replace('’', "'").replace(['\u{2010}', '\u{2011}'], "-")
}

/// How many words a reader sees: what stands between white space and has a letter or a digit.
pub(crate) fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_what_joins_their_letters() {
        for (text, wanted) in [
            ("It’s 9.5 of 1,590; re-run it!", "It’s|9.5|of|1,590|re|run|it"),
            ("A/B and snake_case, 240ms or 40'000", "A|B|and|snake_case|240ms|or|40'000"),
            ("e.g. main.rs", "e.g|main.rs"),
            ("", ""),
        ] {
            let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
            assert_eq!(found.join("|"), wanted, "{text}");
        }
        assert_eq!(lower("It’s Re‑Run"), "it's re-run");
        assert_eq!(count("a – b, (c) 3 %"), 4);
    }
}
