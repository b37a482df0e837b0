//! How it reads: long sentences, words that say nothing, words of degree, ratings, pay and money.

use std::collections::HashMap;

use super::page::{Block, Page};
use super::phrases::{self, DEGREE, FILLER, PAY, RATING, TRADE};
use super::words::Word;
use super::{Code, Facts, Finding, Weight, short};

/// The most words of a sentence.
const LONGEST: usize = 30;

/// A rating's words need these behind them, or nothing at all.
const EXCEEDED: [&str; 8] =
    ["expectation", "expectations", "requirements", "standards", "target", "targets", "goals", "objectives"];

/// Money, by name.
const MONEY: [&str; 15] = [
    "usd", "eur", "gbp", "chf", "jpy", "inr", "cad", "aud", "dollars", "dollar", "euros", "euro", "pounds",
    "yen", "rupees",
];

/// Looks at each block.
pub(super) fn check(page: &Page, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let names = Names::new(facts.names);
    for block in page.told() {
        long_sentences(block, &names, findings);
        for (phrases, code, weight, advice) in [
            (FILLER, Code::Filler, Weight::Warning, "say it without these words"),
            (
                RATING,
                Code::Rating,
                Weight::Error,
                "say what was done and what came of it; ratings stay out of the document",
            ),
            (PAY, Code::Pay, Weight::Error, "leave it out; pay is no part of the case"),
        ] {
            for (word, range) in phrases::find(block, phrases) {
                let found = block.inline.text.get(range).unwrap_or_default();
                findings.push(at(block, word, code, weight, short(found), advice));
            }
        }
        for (word, range) in phrases::find(block, DEGREE) {
            if !is_of_the_trade(block, word) {
                let found = block.inline.text.get(range).unwrap_or_default();
                let advice = "say how much: a number and what it was before";
                findings.push(at(block, word, Code::Degree, Weight::Warning, short(found), advice));
            }
        }
        exceeded(block, findings);
        money(block, findings);
    }
}

fn at(block: &Block, word: &Word, code: Code, weight: Weight, found: String, advice: &str) -> Finding {
    Finding {
        line: block.line_at(word.range.start),
        weight,
        code,
        entries: block.entries.clone(),
        found,
        advice: advice.to_owned(),
    }
}

fn long_sentences(block: &Block, names: &Names<'_>, findings: &mut Vec<Finding>) {
    for sentence in block.words.sentences() {
        let words = names.count(sentence);
        if let (Some(first), Some(last), true) = (sentence.first(), sentence.last(), words > LONGEST) {
            let text = block.inline.text.get(first.range.start..last.range.end).unwrap_or_default();
            let advice = format!("make two of it; {LONGEST} words are enough for a sentence");
            let found = format!("{words} words: {}", short(text));
            findings.push(at(block, first, Code::LongSentence, Weight::Warning, found, &advice));
        }
    }
}

fn is_of_the_trade(block: &Block, word: &Word) -> bool {
    let words = block.words.all();
    let place = words.partition_point(|other| other.range.start < word.range.start);
    let of = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.lower.as_str());
    let (before, after) = (of(place.checked_sub(1)), of(place.checked_add(1)));
    TRADE.contains(&(word.lower.as_str(), after)) || TRADE.contains(&(before, word.lower.as_str()))
}

/// `exceeds` and `outstanding` as verdicts: at the end of what is said, or before what a rating is held against. Load
/// that exceeds a limit, and tickets that are outstanding, are none.
fn exceeded(block: &Block, findings: &mut Vec<Finding>) {
    // What a phrase has told already is not told again.
    let mut told = phrases::find(block, RATING).map(|(_, range)| range).peekable();
    let advice = "say what was done and what came of it; ratings stay out of the document";
    for sentence in block.words.sentences() {
        for (place, word) in sentence.iter().enumerate().filter(|(_, word)| !word.link && !word.code) {
            let after = sentence.get(place + 1..).unwrap_or_default();
            let before = place.checked_sub(1).and_then(|at| sentence.get(at)).map_or("", |word| &*word.lower);
            let is_rating = match word.lower.as_str() {
                "exceeds" | "exceeded" | "exceeding" => {
                    let alone =
                        after.is_empty() && matches!(before, "" | "rating" | "rated" | "as" | "she" | "he");
                    let held = after.iter().take(3).skip(1).any(|word| EXCEEDED.contains(&&*word.lower));
                    let whose = after.first().is_some_and(|word| {
                        matches!(&*word.lower, "her" | "his" | "their" | "our" | "my" | "role" | "all")
                    });
                    alone || (held && whose)
                }
                "outstanding" => {
                    let is = matches!(before, "is" | "been" | "as" | "simply" | "truly" | "rating");
                    after.is_empty() && is
                }
                _ => false,
            };
            while told.next_if(|range| range.end <= word.range.start).is_some() {}
            let is_told = told.peek().is_some_and(|range| range.contains(&word.range.start));
            if is_rating && !is_told {
                let text = block.inline.text.get(word.range.clone()).unwrap_or_default();
                findings.push(at(block, word, Code::Rating, Weight::Error, short(text), advice));
            }
        }
    }
}

/// `€12,000`, `12k euros`, `12 €`, `USD 4`.
fn money(block: &Block, findings: &mut Vec<Finding>) {
    const SIGNS: [char; 5] = ['€', '$', '£', '¥', '₹'];
    let (text, words) = (&block.inline.text, block.words.all());
    let is_money = |word: &&Word| MONEY.contains(&&*word.lower);
    for (place, word) in words.iter().enumerate() {
        if word.link || word.code || !word.lower.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let near = |gap: &str| gap.trim().is_empty() && gap.len() <= 1;
        let sign = text.get(..word.range.start).and_then(|before| {
            let before = before.strip_suffix(' ').unwrap_or(before);
            before.ends_with(SIGNS).then(|| before.char_indices().next_back().map_or(0, |(at, _)| at))
        });
        let code = place.checked_sub(1).and_then(|at| words.get(at)).filter(|code| {
            code.lower.len() == 3
                && is_money(code)
                && text.get(code.range.end..word.range.start).is_some_and(near)
        });
        let behind = text.get(word.range.end..).and_then(|after| {
            let sign = after.strip_prefix(' ').unwrap_or(after);
            let gap = after.len() - sign.len();
            let sign = sign.chars().next().filter(|c| *c != '$' && SIGNS.contains(c))?;
            Some(word.range.end + gap + sign.len_utf8())
        });
        let unit = words
            .get(place + 1)
            .filter(is_money)
            .filter(|unit| text.get(word.range.end..unit.range.start).is_some_and(near));
        let start = sign.or(code.map(|code| code.range.start));
        let end = behind.or(unit.map(|unit| unit.range.end));
        if start.is_none() && end.is_none() {
            continue;
        }
        let range = start.unwrap_or(word.range.start)..end.unwrap_or(word.range.end);
        let found = short(text.get(range).unwrap_or_default());
        let advice = "give it as a share or a ratio; an amount may not be for everybody's eyes";
        findings.push(at(block, word, Code::Currency, Weight::Warning, found, advice));
    }
}

/// Names that count as one word, by their first one.
struct Names<'f>(HashMap<String, Vec<Vec<&'f str>>>);

impl<'f> Names<'f> {
    fn new(names: &[&'f str]) -> Self {
        let mut all: HashMap<String, Vec<Vec<&'f str>>> = HashMap::new();
        for name in names {
            let words: Vec<&str> = name
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .filter(|word| !word.is_empty())
                .collect();
            if let Some(first) = words.first().filter(|_| words.len() > 1) {
                all.entry(first.to_lowercase()).or_default().push(words);
            }
        }
        Self(all)
    }

    /// How many words a sentence has. What a link says is not read as part of it.
    fn count(&self, sentence: &[Word]) -> usize {
        let (mut at, mut count) = (0, 0);
        while let Some(words) = sentence.get(at..).filter(|words| !words.is_empty()) {
            let named = self.0.get(&words[0].lower).into_iter().flatten();
            let is_here = |name: &&Vec<&str>| {
                name.len() <= words.len()
                    && name.iter().zip(words).all(|(name, word)| name.to_lowercase() == word.lower)
            };
            at += named.filter(is_here).map(Vec::len).max().unwrap_or(1);
            count += usize::from(!words[0].link);
        }
        count
    }
}
