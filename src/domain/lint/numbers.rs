//! Measures: a result has one, and each says what it was before.
//!
//! In the parts that tell results any number is a measure. Elsewhere one is where a change is told: `cut the cost by 30 %`.

use std::sync::LazyLock;

use super::config::Subject;
use super::page::{LintBlock, LintPage};
use super::phrases::WordSets;
use super::sentence::{LintWord, Sentence};
use super::{Diagnostic, Rule, placeholders, shortened};

static WORDS: LazyLock<WordSets> = LazyLock::new(|| {
    WordSets::parse(include_str!("../../../framework/lints/numbers.txt")).unwrap_or_default()
});

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

/// The lines of each part that tells results, but for those that are still to be filled.
fn results<'p>(page: &'p LintPage<'_>) -> Vec<Vec<&'p LintBlock>> {
    let mut all = Vec::new();
    for run in page.blocks.chunk_by(|_, next| next.is_running_text()) {
        let tells = |block: &&LintBlock| block.is_running_text() && PARTS.contains(&&*page.part(block));
        let lines: Vec<&LintBlock> = run.iter().filter(tells).collect();
        if !lines.iter().any(|block| placeholders::has_one(block)) {
            all.extend(lines.chunk_by(|one, next| page.part(one) == page.part(next)).map(<[_]>::to_vec));
        }
    }
    all
}

pub(super) fn results_without(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    for lines in results(&subject.page) {
        let is_measured = |block: &&LintBlock| {
            let numbers = Numbers::new(&block.text, block.words());
            // A span of time is no measure, but of two one is held against the other.
            numbers.has_ratio()
                || !numbers.measures().is_empty()
                || numbers.places().filter(|at| numbers.is_lasting(*at)).count() > 1
        };
        if let Some(first) = lines.first().filter(|_| !lines.iter().any(is_measured)) {
            let entries = lines.iter().flat_map(|block| block.entries.iter().copied()).collect();
            diagnostics
                .push(Diagnostic { entries, ..Diagnostic::new(rule, first.line, shortened(&first.text)) });
        }
    }
}

pub(super) fn without_baseline(
    subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>,
) {
    let page = &subject.page;
    let mut of_results: Vec<usize> = Vec::new();
    for block in results(page).into_iter().flatten() {
        of_results.push(block.line);
        let numbers = Numbers::new(&block.text, block.words());
        if numbers.lacks_baseline() && !numbers.measures().iter().all(|at| numbers.is_count(*at)) {
            let found = shortened(&block.text);
            let diagnostic = Diagnostic::new(rule, block.line, found);
            diagnostics.push(Diagnostic { entries: block.entries.clone(), ..diagnostic });
        }
    }
    for block in page.running_text().filter(|block| of_results.binary_search(&block.line).is_err()) {
        for sentence in block.sentences() {
            let numbers = Numbers::new(&block.text, sentence.words);
            if numbers.lacks_baseline() && numbers.tells_a_change() {
                diagnostics.extend(whole(&sentence).map(|range| Diagnostic::at(rule, block, range)));
            }
        }
    }
}

fn whole(sentence: &Sentence<'_>) -> Option<std::ops::Range<usize>> {
    sentence.range(&(0..sentence.words.len()))
}

/// The words of a text among which measures are looked for.
struct Numbers<'b> {
    text: &'b str,
    words: Vec<&'b LintWord>,
}

impl<'b> Numbers<'b> {
    fn new(text: &'b str, words: impl IntoIterator<Item = &'b LintWord>) -> Self {
        Self { text, words: words.into_iter().filter(|word| !word.link && !word.code).collect() }
    }

    fn places(&self) -> std::ops::Range<usize> {
        0..self.words.len()
    }

    fn lower(&self, at: Option<usize>) -> &'b str {
        at.and_then(|at| self.words.get(at)).map_or("", |word| word.lower.as_str())
    }

    fn behind(&self, at: usize) -> &'b str {
        self.words.get(at).and_then(|word| self.text.get(word.range.end..)).unwrap_or_default()
    }

    fn has(&self, set: &str, at: Option<usize>) -> bool {
        WORDS.has(set, self.lower(at))
    }

    fn measures(&self) -> Vec<usize> {
        self.places().filter(|at| self.is_measure(*at)).collect()
    }

    /// Whether it has one measure, and nothing that this is held against.
    fn lacks_baseline(&self) -> bool {
        let text = match (self.words.first(), self.words.last()) {
            (Some(first), Some(last)) => self.text.get(first.range.start..last.range.end).unwrap_or_default(),
            _ => "",
        };
        self.measures().len() == 1
            && !self.has_ratio()
            && !self.places().any(|at| self.is_held(at))
            && !text.contains(['→', '⇒', '/'])
    }

    /// Whether its measure says how far a change went, in percent or in some unit.
    fn tells_a_change(&self) -> bool {
        let [at] = self.measures()[..] else { return false };
        let extent = at.checked_sub(1);
        let is_share =
            self.behind(at).trim_start().starts_with('%') || self.lower(Some(at + 1)).starts_with("percent");
        let has_unit = is_share
            || self.has("unit", Some(at + 1))
            || self.lower(Some(at)).ends_with(|c: char| c.is_alphabetic());
        let is_spelled = self.lower(Some(at)).starts_with(char::is_alphabetic);
        // What is to come of the work is no change yet: `to save 3 hours`.
        let is_change = |place: usize| {
            let is_purpose = self.lower(place.checked_sub(1)) == "to";
            place != at && !is_purpose && !(is_spelled && place > at) && self.has("change", Some(place))
        };
        let went = is_share && extent.is_some_and(|at| matches!(self.lower(Some(at)), "up" | "down"));
        !self.has("fraction", Some(at))
            && (went || self.places().any(is_change))
            && (is_share || self.has("extent", extent) || has_unit && !is_spelled)
    }

    /// Whether a word says what a number is held against.
    fn is_held(&self, at: usize) -> bool {
        let is_of = self.lower(Some(at)) == "of";
        self.has("against", Some(at)) && !(is_of && self.has("measured", at.checked_sub(1)))
    }

    /// Whether a word is a measure that needs no other one beside it.
    fn has_ratio(&self) -> bool {
        self.places().any(|at| self.has("ratio", Some(at)) || self.is_measure(at) && self.is_times(at))
    }

    /// `3 times faster`, `3x`.
    fn is_times(&self, at: usize) -> bool {
        let (word, next) = (self.lower(Some(at)), self.lower(Some(at + 1)));
        let compares = |word: &str| word == "as" || word == "more" || word == "less" || word.ends_with("er");
        let counted = word.trim_end_matches('x').chars().all(|c| c.is_ascii_digit() || c == '.');
        word.ends_with('x') && counted
            || next == "times" && compares(self.lower(Some(at + 2)))
            || matches!(next, "fold" | "x")
    }

    /// Whether a number tells how many somebody made.
    fn is_count(&self, at: usize) -> bool {
        if self.behind(at).trim_start().starts_with('%') || self.has("unit", Some(at + 1)) {
            return false;
        }
        let verb = (0..at).rev().find(|at| !self.has("some", Some(*at)));
        self.has("made", verb)
    }

    /// `A 30-day plan`: how long it was to last.
    fn is_lasting(&self, at: usize) -> bool {
        let unit = self.words.get(at + 1).filter(|unit| unit.is_joined).map_or("", |unit| &*unit.lower);
        self.lower(Some(at)).parse::<u32>().is_ok()
            && (WORDS.has("span", unit) && !unit.starts_with("hour") && !unit.starts_with("minute")
                || matches!(unit, "page" | "step"))
    }

    /// Whether a word is a number that measures something: no year, no day of a month, no span of time.
    fn is_measure(&self, at: usize) -> bool {
        let (word, before, after) =
            (self.lower(Some(at)), self.lower(at.checked_sub(1)), self.lower(Some(at + 1)));
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return WORDS.has("spelled", word) && !(word == "third" && before == "the");
        }
        let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
        let is_name = WORDS.has("named", before) || matches!(word, "2d" | "3d" | "2fa" | "4g" | "5g" | "1:1");
        let is_part = self.words.get(at).is_some_and(|word| word.is_joined);
        let is_plain = word.chars().all(|c| c.is_ascii_digit());
        let is_year = is_plain && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let is_date = WORDS.has("month", before) || WORDS.has("month", after);
        let is_span = WORDS.has("span", after) && WORDS.has("within", before);
        !(is_year || is_date || is_span || is_ordinal || is_name || is_part || self.is_lasting(at))
    }
}
