//! Numbers in a text: which of them measure something, and which words hold one number against another.

use super::words::Word;

const SPELLED: [&str; 32] = [
    "zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "hundred", "thousand", "million", "half", "third", "quarter", "dozen", "none",
];

/// Words that are a number and its baseline at once.
const RATIOS: [&str; 24] = [
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
    "nobody",
    "nothing",
    "empty",
    "replaced",
    "replaces",
    "zero",
    "0",
    "without",
];

/// Behind these stands how many somebody made, which is no measure: `she set 5 rules`.
const MADE: [&str; 52] = [
    "added",
    "agreed",
    "automated",
    "built",
    "chaired",
    "coached",
    "composed",
    "created",
    "defined",
    "delivered",
    "designed",
    "documented",
    "drafted",
    "drew",
    "established",
    "formed",
    "founded",
    "gave",
    "held",
    "hired",
    "introduced",
    "invented",
    "launched",
    "led",
    "made",
    "mentored",
    "named",
    "onboarded",
    "opened",
    "organised",
    "organized",
    "planned",
    "prepared",
    "presented",
    "produced",
    "proposed",
    "published",
    "ran",
    "recorded",
    "rehearsed",
    "released",
    "set",
    "shipped",
    "sketched",
    "started",
    "taught",
    "trained",
    "up",
    "visited",
    "wrote",
    "written",
    "hosted",
];

/// What stands between such a word and its number.
const SOME: [&str; 8] = ["about", "another", "around", "some", "the", "these", "those", "us"];

/// Units, which make a measure of a number behind any word.
const UNITS: [&str; 30] = [
    "percent",
    "per",
    "ms",
    "s",
    "seconds",
    "second",
    "minutes",
    "minute",
    "min",
    "hours",
    "hour",
    "h",
    "days",
    "day",
    "weeks",
    "week",
    "months",
    "month",
    "years",
    "points",
    "gb",
    "mb",
    "tb",
    "kb",
    "requests",
    "times",
    "x",
    "users",
    "customers",
    "tickets",
];

/// Behind these a number is a name: `version 2.1`.
const NAMED: [&str; 24] = [
    "version",
    "versions",
    "release",
    "phase",
    "part",
    "step",
    "level",
    "tier",
    "priority",
    "severity",
    "chapter",
    "section",
    "rfc",
    "iso",
    "soc",
    "http",
    "issue",
    "pr",
    "mr",
    "wave",
    "milestone",
    "sprint",
    "no",
    "number",
];

/// What is measured, so that `of` behind it tells what it is of, and not how many: `the cost of the cluster`.
const MEASURED: [&str; 28] = [
    "age",
    "amount",
    "average",
    "cost",
    "costs",
    "count",
    "duration",
    "length",
    "load",
    "latency",
    "mean",
    "median",
    "number",
    "percentage",
    "price",
    "proportion",
    "queue",
    "rate",
    "rates",
    "share",
    "size",
    "speed",
    "sum",
    "time",
    "total",
    "usage",
    "use",
    "volume",
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

pub(super) const MONTHS: [&str; 12] = [
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

fn lower<'w>(words: &[&'w Word], at: Option<usize>) -> &'w str {
    at.and_then(|at| words.get(at)).map_or("", |word| word.lower.as_str())
}

/// Whether a word says what a number is held against.
pub(super) fn is_held(words: &[&Word], at: usize) -> bool {
    let word = lower(words, Some(at));
    AGAINST.contains(&word) && !(word == "of" && MEASURED.contains(&lower(words, at.checked_sub(1))))
}

/// Whether a word is a measure that needs no other one beside it.
pub(super) fn is_ratio(words: &[&Word], at: usize) -> bool {
    RATIOS.contains(&lower(words, Some(at))) || is_measure(words, at) && is_times(words, at)
}

/// `3 times faster`, `3x`.
fn is_times(words: &[&Word], at: usize) -> bool {
    let (word, next) = (lower(words, Some(at)), lower(words, Some(at + 1)));
    let compares = |word: &str| word == "as" || word == "more" || word == "less" || word.ends_with("er");
    let counted = word.trim_end_matches('x').chars().all(|c| c.is_ascii_digit() || c == '.');
    word.ends_with('x') && counted
        || next == "times" && compares(lower(words, Some(at + 2)))
        || next == "fold"
        || next == "x"
}

/// Whether a number tells how many somebody made.
pub(super) fn is_count(text: &str, words: &[&Word], at: usize) -> bool {
    let after = words.get(at).and_then(|word| text.get(word.range.end..)).unwrap_or_default();
    if after.trim_start().starts_with('%') || UNITS.contains(&lower(words, Some(at + 1))) {
        return false;
    }
    let mut verb = at.checked_sub(1);
    while verb.is_some_and(|verb| SOME.contains(&lower(words, Some(verb)))) {
        verb = verb.and_then(|verb| verb.checked_sub(1));
    }
    MADE.contains(&lower(words, verb))
}

/// Whether a number among words measures something.
pub(super) fn has_measure(words: &[Word]) -> bool {
    let words: Vec<&Word> = words.iter().filter(|word| !word.link && !word.code).collect();
    (0..words.len()).any(|at| is_measure(&words, at))
}

/// `A 30-day plan`: how long it was to last.
pub(super) fn is_lasting(words: &[&Word], at: usize) -> bool {
    let unit = lower(words, Some(at)).split_once('-').filter(|(number, _)| number.parse::<u32>().is_ok());
    unit.is_some_and(|(_, unit)| {
        SPANS.contains(&unit) && !unit.starts_with("hour") && !unit.starts_with("minute")
            || matches!(unit, "page" | "step")
    })
}

/// Whether a word is a number that measures something: no year, no day of a month, no span of time.
pub(super) fn is_measure(words: &[&Word], at: usize) -> bool {
    let lower = |at| lower(words, at);
    let (word, before, after) = (lower(Some(at)), lower(at.checked_sub(1)), lower(Some(at + 1)));
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    if !digits {
        return SPELLED.contains(&word) && !(word == "may" || word == "third" && before == "the");
    }
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
    let name = NAMED.contains(&before) || matches!(word, "2d" | "3d" | "2fa" | "4g" | "5g" | "1:1");
    let plain = word.chars().all(|c| c.is_ascii_digit());
    let year = plain && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let date = MONTHS.contains(&before) || MONTHS.contains(&after) || word.matches('-').count() == 2;
    let span = SPANS.contains(&after)
        && matches!(
            before,
            "in" | "over" | "within" | "for" | "during" | "last" | "first" | "next" | "after" | "past"
        );
    !(year || date || span || ordinal || name || is_lasting(words, at))
}
