//! The third person: what is left of I, my and we outside the person's own quoted words.
//!
//! Headings are titles of the journal, and a link is called as the person called it: neither is looked at.

use super::page::{Block, Page};
use super::words::Word;
use super::{Code, Finding, Weight};

/// The first person, in lower case; `I` is known by its capital.
const FIRST: [&str; 17] = [
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
const NUMBERED: [&str; 16] = [
    "phase", "part", "type", "tier", "class", "level", "volume", "stage", "grade", "war", "category",
    "chapter", "division", "group", "article", "section",
];

/// Looks at each block.
pub(super) fn check(page: &Page, findings: &mut Vec<Finding>) {
    for block in page.told() {
        let words = block.words.all();
        for (place, word) in words.iter().enumerate() {
            let next = words.get(place + 1);
            let before = place.checked_sub(1).and_then(|at| words.get(at));
            if !word.quoted && !word.link && !word.code && is_first_person(block, before, word, next) {
                findings.push(Finding {
                    line: block.line_at(word.range.start),
                    weight: Weight::Error,
                    code: Code::FirstPerson,
                    entries: block.entries.clone(),
                    found: context(block, words, place),
                    advice: "say it by name and pronouns, or quote it".to_owned(),
                });
            }
        }
    }
}

fn is_first_person(block: &Block, before: Option<&Word>, word: &Word, next: Option<&Word>) -> bool {
    let text = |word: &Word| block.inline.text.get(word.range.clone()).unwrap_or_default();
    let said = text(word);
    let beside = |at: Option<char>| matches!(at, Some('/' | '&' | '+' | '='));
    let around = block.inline.text.get(word.range.end..).unwrap_or_default().chars().next();
    let ahead = block.inline.text.get(..word.range.start).unwrap_or_default().chars().next_back();
    if beside(around) || beside(ahead) {
        return false;
    }
    if said == "I" {
        return !before.is_some_and(|word| NUMBERED.contains(&word.lower.as_str())) && around != Some('.');
    }
    if !FIRST.contains(&word.lower.as_str()) {
        return false;
    }
    // US, ME and the like are names; so is what starts a name: My Account, Our World.
    let capitals = said.chars().filter(|c| c.is_alphabetic()).count() > 1
        && said.chars().all(|c| !c.is_lowercase() || c == '’');
    let starts_a_name = said.starts_with(char::is_uppercase)
        && next.is_some_and(|next| text(next).starts_with(char::is_uppercase));
    let is_noun = word.lower == "mine" && before.is_none_or(|word| word.lower != "of");
    !(capitals || starts_a_name || is_noun || said == "Us" || said == "Me")
}

/// The word with those beside it.
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
