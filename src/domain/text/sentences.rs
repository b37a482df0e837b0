//! The sentences of a text, by UAX #29, with what that leaves open: abbreviations, initials, and quotations behind a colon.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// Abbreviations whose full stop ends no sentence, in lower case and without their last full stop.
const ABBREVIATIONS: [&str; 36] = [
    "e.g", "eg", "i.e", "ie", "etc", "vs", "cf", "approx", "avg", "ca", "incl", "excl", "resp", "fig",
    "figs", "vol", "pp", "al", "dr", "mr", "mrs", "ms", "st", "prof", "jr", "sr", "inc", "ltd", "corp",
    "dept", "viz", "a.k.a", "w.r.t", "esp", "misc", "est",
];

/// Abbreviations only before a number: `No. 4`.
const BEFORE_NUMBERS: [&str; 5] = ["no", "nos", "art", "par", "para"];

/// The longest word that may be an abbreviation or an initial, in bytes.
const LONGEST: usize = 12;

/// The sentences of a text, each with the white space behind it. A line break ends one.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut parts = text.split_sentence_bound_indices().map(|(at, part)| at..at + part.len()).peekable();
    let whole = std::iter::from_fn(move || {
        let mut sentence = parts.next()?;
        while parts.next_if(|next| goes_on(&text[sentence.clone()], &text[next.clone()])).is_some_and(
            |next| {
                sentence.end = next.end;
                true
            },
        ) {}
        Some(sentence)
    });
    whole.flat_map(move |sentence| cut(text, sentence))
}

/// Whether a part that UAX #29 ends goes on with the next: behind `vs.`, behind `J.`, and before a lower case letter.
fn goes_on(part: &str, next: &str) -> bool {
    if part.ends_with('\n') {
        return false;
    }
    let begins = next.trim_start_matches(|c: char| !c.is_alphanumeric());
    if begins.starts_with(char::is_lowercase) {
        return true;
    }
    let Some(before) = part.trim_end().strip_suffix('.') else { return false };
    let tail = before.bytes().rev().take(LONGEST).take_while(|byte| !byte.is_ascii_whitespace()).count();
    let Some(word) = before.get(before.len() - tail..) else { return false };
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let known = |list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    let initials = !word.is_empty()
        && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    let numbered = known(&BEFORE_NUMBERS) && begins.starts_with(|c: char| c.is_ascii_digit());
    known(&ABBREVIATIONS) || initials || numbered
}

/// Cuts where UAX #29 does not: a quotation behind a colon is a sentence of its own, and so are the brackets behind a
/// quotation; and `9 of them` may begin one.
fn cut(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    const BREAKS: [(&str, usize); 8] =
        [(": “", 2), (": \"", 2), (": „", 2), (": «", 2), (":“", 1), ("” (", 4), ("\" (", 2), ("» (", 3)];
    let whole = &text[sentence.clone()];
    let marks =
        BREAKS.iter().flat_map(|(mark, length)| whole.match_indices(mark).map(move |(at, _)| at + length));
    let number = |(at, _): (usize, &str)| {
        let next = whole[at + 2..].starts_with(|c: char| c.is_ascii_digit());
        (next && !goes_on(&whole[..=at], &whole[at + 2..])).then_some(at + 2)
    };
    let numbers = whole.match_indices(". ").filter_map(number);
    let mut cuts: Vec<usize> =
        marks.chain(numbers).map(|at| sentence.start + at).chain([sentence.start, sentence.end]).collect();
    cuts.sort_unstable();
    cuts.windows(2)
        .filter_map(|ends| <[usize; 2]>::try_from(ends).ok())
        .map(|[start, end]| start..end)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_do() {
        for (text, wanted) in [
            ("It’s 9.5 of 1,590. Then re-run it!", "It’s 9.5 of 1,590.|Then re-run it!"),
            ("We use e.g. Rust, vs. Go. So", "We use e.g. Rust, vs. Go.|So"),
            ("one.\ntwo", "one.|two"),
            ("one\ntwo", "one|two"),
            ("She led this: “I did.” (May)", "She led this:|“I did.”|(May)"),
            ("“Wrote it” (May 2026). Result: “9 to 4”", "“Wrote it”|(May 2026).|Result:|“9 to 4”"),
            ("see example.com. done", "see example.com. done"),
            ("and so on... Then", "and so on...|Then"),
            (
                "By J. R. Smith of the U.S. Office. No. 4 is no. None.",
                "By J. R. Smith of the U.S. Office.|No. 4 is no.|None.",
            ),
            ("Yahoo! is here. “Really?” she asked.", "Yahoo! is here.|“Really?” she asked."),
            ("It is a lead. 9 pieces, see No. 4.", "It is a lead.|9 pieces, see No. 4."),
            ("計画を立てる。実行する。", "計画を立てる。|実行する。"),
            ("", ""),
        ] {
            let found: Vec<&str> = sentences(text).map(|range| text[range].trim()).collect();
            assert_eq!(found.join("|"), wanted, "{text}");
        }
    }
}
