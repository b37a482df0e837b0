//! How it reads: long sentences, and words that say nothing.

use std::collections::HashMap;

use super::clause::Sentence;
use super::page::{Block, Page};
use super::words::Word;
use super::{Diagnostic, LintContext, RuleCode, Severity, found_in};

const LONGEST: usize = 30;

const FILLER: &[&str] = &[
    "arguably",
    "as a matter of fact",
    "as everybody knows",
    "as mentioned above",
    "as previously mentioned",
    "as we all know",
    "as you know",
    "at the end of the day",
    "at this point in time",
    "basically",
    "by virtue of the fact that",
    "despite the fact that",
    "due to the fact that",
    "essentially",
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
    "it is important to note",
    "it is important to note that",
    "it is interesting to note that",
    "it is noteworthy that",
    "it is safe to say that",
    "it is worth mentioning that",
    "it is worth noting that",
    "it must be noted that",
    "it should also be mentioned that",
    "it should also be noted that",
    "it should be mentioned that",
    "it should be noted that",
    "it's worth mentioning that",
    "it's worth noting that",
    "last but not least",
    "needless to say",
    "on a daily basis",
    "on a regular basis",
    "on a weekly basis",
    "please note that",
    "that being said",
    "the fact of the matter is",
    "to be honest",
    "with regards to",
];

pub(super) fn check(page: &Page, facts: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
    let names = Names::new(facts.names);
    for block in page.told() {
        long_sentences(block, &names, findings);
        for sentence in Sentence::of(block) {
            fillers(block, sentence, findings);
        }
    }
}

fn fillers(block: &Block, sentence: Sentence<'_>, findings: &mut Vec<Diagnostic>) {
    let mut from = 0;
    while let Some(words) = sentence.words.get(from..).filter(|words| !words.is_empty()) {
        let first = &words[0];
        let length = sentence.phrase(FILLER, from).filter(|length| {
            let last = from + length - 1;
            // `Order to Cash` is a name; so is what stands in quotation marks of its own.
            let is_name = (from + 1..=last).any(|at| sentence.is_capital(at));
            let purpose = sentence.lower(last) != "of" || sentence.lower(last + 1).ends_with("ing");
            !(first.link || first.code || is_name || sentence.is_mention(from, last)) && purpose
        });
        if let Some(last) = length.and_then(|length| words.get(length - 1)) {
            let (range, advice) = (first.range.start..last.range.end, "say it without these words");
            findings.push(found_in(block, range, RuleCode::Filler, Severity::Warning, advice));
        }
        from += length.unwrap_or(1);
    }
}

fn long_sentences(block: &Block, names: &Names<'_>, findings: &mut Vec<Diagnostic>) {
    for sentence in block.words.sentences() {
        let words = names.count(sentence);
        if let (Some(first), Some(last), true) = (sentence.first(), sentence.last(), words > LONGEST) {
            let advice = format!("make two of it; {LONGEST} words are enough for a sentence");
            let range = first.range.start..last.range.end;
            let finding = found_in(block, range, RuleCode::LongSentence, Severity::Warning, &advice);
            findings.push(Diagnostic { found: format!("{words} words: {}", finding.found), ..finding });
        }
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

    /// How many words a sentence has. What a link says is not read as part of it, and a piece of code as one word.
    fn count(&self, sentence: &[Word]) -> usize {
        let (mut at, mut count) = (0, 0);
        while let Some(words) = sentence.get(at..).filter(|words| !words.is_empty()) {
            let named = self.0.get(&words[0].lower).into_iter().flatten();
            let is_here = |name: &&Vec<&str>| {
                name.len() <= words.len()
                    && name.iter().zip(words).all(|(name, word)| name.to_lowercase() == word.lower)
            };
            let before = at.checked_sub(1).and_then(|before| sentence.get(before));
            let goes_on = words[0].code && before.is_some_and(|before| before.code);
            at += named.filter(is_here).map(Vec::len).max().unwrap_or(1);
            count += usize::from(!words[0].link && !goes_on);
        }
        count
    }
}
