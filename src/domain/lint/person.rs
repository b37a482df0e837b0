//! The third person: what is left of I, my and we outside the person's own quoted words.
//!
//! Headings are titles of the journal, and a link is called as the person called it: neither is looked at.

use super::measure::MONTHS;
use super::page::{Block, Page};
use super::words::Word;
use super::{Diagnostic, RuleCode, Severity};

/// The first person, in lower case; `I` is known by its capital.
const FIRST: [&str; 18] = [
    "let's",
    "i'm",
    "i've",
    "i'd",
    "i'll",
    "me",
    "my",
    "myself",
    "we",
    "we're",
    "we've",
    "we'd",
    "we'll",
    "our",
    "ours",
    "ourselves",
    "us",
    "mine",
];

/// What is numbered with a Roman I.
const NUMBERED: [&str; 38] = [
    "act",
    "annex",
    "appendix",
    "article",
    "book",
    "category",
    "chapter",
    "class",
    "division",
    "episode",
    "exhibit",
    "figure",
    "generation",
    "grade",
    "group",
    "level",
    "mark",
    "method",
    "mode",
    "option",
    "page",
    "part",
    "phase",
    "plan",
    "round",
    "scenario",
    "schedule",
    "section",
    "series",
    "stage",
    "step",
    "table",
    "tier",
    "title",
    "type",
    "unit",
    "volume",
    "war",
];

/// Of these, what a number stands behind even after `the`.
const ALWAYS: [&str; 4] = ["class", "phase", "type", "war"];
const DETERMINERS: [&str; 10] = ["a", "an", "any", "each", "every", "no", "that", "the", "this", "which"];

/// What never follows the pronoun: behind a name, `Elizabeth I is` counts kings.
const NO_VERB: [&str; 22] = [
    "and", "are", "as", "at", "by", "does", "for", "from", "goes", "has", "in", "is", "of", "on", "or",
    "takes", "to", "was", "were", "which", "with", "who",
];

/// Days of the week, behind which a person goes on as behind a month: `In May I moved it`.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

pub(super) fn check(page: &Page, findings: &mut Vec<Diagnostic>) {
    for block in page.told() {
        let words = block.words.all();
        for (place, word) in words.iter().enumerate() {
            let next = words.get(place + 1);
            let before = words.get(..place).unwrap_or_default();
            if !word.quoted && !word.link && !word.code && is_first_person(block, before, word, next) {
                findings.push(Diagnostic {
                    line: block.line_at(word.range.start),
                    weight: Severity::Error,
                    code: RuleCode::FirstPerson,
                    entries: block.entries.clone(),
                    found: context(block, words, place),
                    advice: "say it by name and pronouns, or quote it".to_owned(),
                });
            }
        }
    }
}

fn is_first_person(block: &Block, all_before: &[Word], word: &Word, next: Option<&Word>) -> bool {
    let before = all_before.last();
    let text = |word: &Word| block.inline.text.get(word.range.clone()).unwrap_or_default();
    let said = text(word);
    let beside = |at: Option<char>| matches!(at, Some('/' | '&' | '+' | '='));
    let around = block.inline.text.get(word.range.end..).unwrap_or_default().chars().next();
    let ahead = block.inline.text.get(..word.range.start).unwrap_or_default().chars().next_back();
    if beside(around) || beside(ahead) {
        return false;
    }
    if said == "I" {
        let bracketed = ahead == Some('(') && around == Some(')');
        return !(bracketed || around == Some('.') || is_numeral(block, all_before, next));
    }
    if !FIRST.contains(&word.lower.as_str()) {
        return false;
    }
    // US, ME and the like are names; so is what is part of one: My Account, the About Us page.
    let shouts = |word: &Word| text(word).chars().all(|c| !c.is_lowercase() || c == '’');
    let is_capital = |word: &Word| text(word).starts_with(char::is_uppercase);
    let capitals = said.chars().filter(|c| c.is_alphabetic()).count() > 1 && shouts(word);
    // Where a sentence starts, `Our API` is one's own and `Our World` may be a name.
    let goes_on = next.is_some_and(|next| is_capital(next) && !(word.starts && shouts(next)));
    let is_name = is_capital(word)
        && !said.starts_with('I')
        && (goes_on || !word.starts && before.is_some_and(is_capital));
    let is_noun = word.lower == "mine" && !is_ones_own(block, before, word, next);
    !(capitals || is_name || is_noun || said == "Us" || said == "Me")
}

/// `Phase I`, `World Wars I and II`, `Elizabeth I is`, `I, II and III`.
fn is_numeral(block: &Block, before: &[Word], next: Option<&Word>) -> bool {
    let roman = |word: &Word| matches!(word.lower.as_str(), "ii" | "iii" | "iv" | "v" | "vi" | "vii");
    if next.is_some_and(roman) || before.last().is_some_and(roman) {
        return true;
    }
    let [.., last] = before else { return false };
    let is_capital =
        block.inline.text.get(last.range.clone()).is_some_and(|said| said.starts_with(char::is_uppercase));
    let singular = last.lower.strip_suffix('s').unwrap_or(&last.lower);
    if NUMBERED.contains(&singular) || NUMBERED.contains(&last.lower.as_str()) {
        // `Part I ended`, but `the part I wrote`.
        let the = before.iter().rev().nth(1).is_some_and(|the| DETERMINERS.contains(&&*the.lower));
        if is_capital || !the || ALWAYS.contains(&singular) {
            return true;
        }
    }
    let counts = is_capital && !(DAYS.contains(&&*last.lower) || MONTHS.contains(&&*last.lower));
    counts && next.is_some_and(|next| !next.starts && NO_VERB.contains(&&*next.lower))
}

/// `A friend of mine`, `the plan was mine.`; not a mine.
fn is_ones_own(block: &Block, before: Option<&Word>, word: &Word, next: Option<&Word>) -> bool {
    let after = block.inline.text.get(word.range.end..).unwrap_or_default();
    let ends =
        next.is_none_or(|next| next.starts || next.lower == "and") || after.starts_with([',', ';', '.']);
    before.is_some_and(|before| match before.lower.as_str() {
        "of" => true,
        "is" | "was" | "are" | "were" => ends,
        _ => false,
    })
}

fn context(block: &Block, words: &[Word], place: usize) -> String {
    let same = |at: &usize| words.get(*at).is_some_and(|word| !word.quoted);
    let starts = |at: usize| words.get(at).is_some_and(|word| word.starts);
    let mut first = place;
    while first > 0 && place - first < 2 && !starts(first) && same(&(first - 1)) {
        first -= 1;
    }
    let mut last = place;
    while last + 1 < words.len() && last - place < 3 && !starts(last + 1) && same(&(last + 1)) {
        last += 1;
    }
    let range = words.get(first).zip(words.get(last)).map(|(first, last)| first.range.start..last.range.end);
    super::short(range.and_then(|range| block.inline.text.get(range)).unwrap_or_default())
}
