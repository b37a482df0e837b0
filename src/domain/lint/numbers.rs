//! Results: each is measured, and each measure says what it was before.
//!
//! Only the part of a document that tells results is read: elsewhere a number needs no baseline.

use super::page::{Block, Page};
use super::words::Word;
use super::{Code, Finding, Weight, shape, short};

/// The parts that tell what came of the work.
const PARTS: [&str; 10] = [
    "business result",
    "result",
    "measured result",
    "measured results",
    "results, measured",
    "measured impact",
    "measured outcome",
    "outcome",
    "outcomes",
    "business impact",
];

/// Numbers as words.
const SPELLED: [&str; 32] = [
    "zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "hundred", "thousand", "million", "half", "third", "quarter", "dozen", "none",
];

/// Words that are a number and its baseline at once.
const RATIOS: [&str; 16] = [
    "halved",
    "halving",
    "halves",
    "doubled",
    "doubling",
    "doubles",
    "tripled",
    "trebled",
    "quadrupled",
    "twice",
    "tenfold",
    "twofold",
    "threefold",
    "fivefold",
    "no",
    "never",
];

/// Words that say what a number is held against.
const AGAINST: [&str; 29] = [
    "from",
    "before",
    "after",
    "since",
    "against",
    "than",
    "compared",
    "versus",
    "vs",
    "instead",
    "previously",
    "formerly",
    "earlier",
    "was",
    "were",
    "had",
    "used",
    "baseline",
    "target",
    "limit",
    "of",
    "per",
    "until",
    "every",
    "all",
    "each",
    "first",
    "usual",
    "above",
];

/// Spans of time, which are no measure behind `in`, `over` and the like.
const SPANS: [&str; 16] = [
    "day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years", "hours",
    "hour", "minutes", "sprint", "sprints", "releases",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Looks at each part that tells results.
pub(super) fn check(page: &Page, findings: &mut Vec<Finding>) {
    let tells = |block: &&Block| block.is_told() && PARTS.contains(&block.part.as_str());
    let told: Vec<&Block> = page.blocks.iter().collect();
    for part in told.chunk_by(|_, next| next.is_told()) {
        let lines: Vec<&Block> = part.iter().copied().filter(tells).collect();
        if lines.is_empty() || lines.iter().any(|block| shape::is_placeholder(block)) {
            continue;
        }
        for run in lines.chunk_by(|one, next| one.part == next.part) {
            measured(run, findings);
        }
    }
}

fn measured(lines: &[&Block], findings: &mut Vec<Finding>) {
    let mut any = false;
    for block in lines {
        let words: Vec<&Word> = block.words.all().iter().filter(|word| !word.link && !word.code).collect();
        let ratio = words.iter().any(|word| RATIOS.contains(&&*word.lower));
        let numbers = words.iter().enumerate().filter(|(at, _)| is_measure(&words, *at)).count();
        any |= ratio || numbers > 0;
        let held = words.iter().any(|word| AGAINST.contains(&&*word.lower));
        if numbers == 1 && !ratio && !held && !block.inline.text.contains(['→', '⇒', '/']) {
            findings.push(Finding {
                line: block.line,
                weight: Weight::Warning,
                code: Code::NumberWithoutBaseline,
                entries: block.entries.clone(),
                found: short(&block.inline.text),
                advice: "say what it was before, or out of how many".to_owned(),
            });
        }
    }
    if let (Some(first), false) = (lines.first(), any) {
        findings.push(Finding {
            line: first.line,
            weight: Weight::Error,
            code: Code::ResultWithoutNumber,
            entries: lines.iter().flat_map(|block| block.entries.iter().copied()).collect(),
            found: short(&first.inline.text),
            advice: "say what came of it, with a number and its baseline".to_owned(),
        });
    }
}

/// Whether a word is a number that measures something: no year, no day of a month, no span of time.
fn is_measure(words: &[&Word], at: usize) -> bool {
    let lower = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.lower.as_str());
    let (word, before, after) = (lower(Some(at)), lower(at.checked_sub(1)), lower(Some(at + 1)));
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    if !digits {
        return SPELLED.contains(&word) && !(word == "may" || word == "third" && before == "the");
    }
    let plain = word.chars().all(|c| c.is_ascii_digit());
    let year = plain && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let date = MONTHS.contains(&before) || MONTHS.contains(&after) || word.matches('-').count() == 2;
    let span = SPANS.contains(&after)
        && matches!(
            before,
            "in" | "over" | "within" | "for" | "during" | "last" | "first" | "next" | "after" | "past"
        );
    !(year || date || span)
}
