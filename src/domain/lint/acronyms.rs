//! Acronyms that are not spelled out where they are first used.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::config::Subject;
use super::page::LintBlock;
use super::phrases::WordSets;
use super::sentence::LintWord;
use super::{Diagnostic, Rule};

/// What every engineer reads as a word, and words that are sometimes shouted.
static KNOWN: LazyLock<WordSets> = LazyLock::new(|| {
    WordSets::parse(include_str!("../../../framework/lints/acronyms.txt")).unwrap_or_default()
});

/// How many words on either side may spell an acronym out.
const NEAR: usize = 12;

/// How many letters in brackets are read.
const LONGEST: usize = 200;

/// What an acronym may leave out.
const SMALL: [&str; 9] = ["a", "and", "by", "for", "in", "of", "on", "the", "to"];

/// Looks at the first use of each. One that a heading spells out is known from there on.
pub(super) fn check(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    let parts = subject.facts.names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let names: HashSet<&str> = parts.collect();
    let mut seen: HashSet<&str> = HashSet::new();
    for block in &subject.page.blocks {
        let words: Vec<&LintWord> = block.words().collect();
        for (place, word) in words.iter().enumerate() {
            let Some(acronym) = acronym(block, &words, place).filter(|_| !word.link && !word.code) else {
                continue;
            };
            let lower = acronym.to_lowercase();
            let is_known = names.contains(acronym) || KNOWN.has("everyday", &lower) || is_shout(&lower);
            if is_known || is_roman(acronym) || seen.contains(acronym) {
                continue;
            }
            let spelled_out = is_spelled_out(block, &words, place, acronym);
            if block.is_running_text() || spelled_out {
                seen.insert(acronym);
            }
            if block.is_running_text() && !spelled_out && !is_of_a_name(block, &words, place, acronym) {
                let found = acronym.to_owned();
                diagnostics.push(Diagnostic { found, ..Diagnostic::at(rule, block, word.range.clone()) });
            }
        }
    }
}

/// Whether a word in lower case is one that is sometimes shouted.
fn is_shout(lower: &str) -> bool {
    KNOWN.has("shouted", lower)
}

/// What stands before and behind a word.
fn around<'b>(block: &'b LintBlock, word: &LintWord) -> (&'b str, &'b str) {
    let text = &block.text;
    (text.get(..word.range.start).unwrap_or_default(), text.get(word.range.end..).unwrap_or_default())
}

/// `service level agreement (SLA)`, `SLA (service level agreement)`, `SLA, short for …`, `an SLA, or service level
/// agreement,`.
fn is_spelled_out(block: &LintBlock, words: &[&LintWord], place: usize, acronym: &str) -> bool {
    let Some(word) = words.get(place) else { return false };
    let (before, after) = around(block, word);
    let in_brackets = before.ends_with('(')
        && place > 0
        && after.starts_with([')', ',', ';', ':', '/', ' '])
        && (!after.starts_with(' ') || after.starts_with(" for short") || after.starts_with(" hereafter"));
    // What stands in brackets behind it says what it means, not how many there were.
    let told: String = match after.trim_start().strip_prefix('(') {
        Some(told) => told.chars().take(LONGEST).take_while(|c| *c != ')').collect(),
        None => String::new(),
    };
    let first = acronym.chars().next().map(|c| c.to_ascii_lowercase());
    let means = told.split(|c: char| !c.is_alphanumeric()).any(|part| {
        part.chars().next().is_some_and(|c| Some(c.to_ascii_lowercase()) == first)
            || part.len() > 1 && acronym_like(part)
    });
    let short = ["for ", "is ", "means "]
        .iter()
        .any(|it| after.strip_prefix(", short ").is_some_and(|rest| rest.starts_with(it)));
    let near = words.get(place.saturating_sub(NEAR)..(place + NEAR + 1).min(words.len())).unwrap_or_default();
    in_brackets || means || short || has_initials(near, acronym)
}

/// Whether words in a row have the initials of an acronym.
fn has_initials(words: &[&LintWord], acronym: &str) -> bool {
    let parts: Vec<&str> =
        words.iter().flat_map(|word| word.lower.split(['-', '_'])).filter(|part| !part.is_empty()).collect();
    (0..parts.len()).any(|start| {
        let mut letters = acronym.chars().map(|c| c.to_ascii_lowercase()).peekable();
        for part in parts.get(start..).unwrap_or_default().iter().take(2 * acronym.len()) {
            if letters.next_if(|letter| part.starts_with(*letter) && part.len() > 1).is_none()
                && !SMALL.contains(part)
            {
                return false;
            }
            if letters.peek().is_none() {
                return true;
            }
        }
        false
    })
}

/// Part of a name with marks in it (`A/B`, `R&D`, `.NET`), of one with a number (`SOC 2`), or of a line in capitals.
fn is_of_a_name(block: &LintBlock, words: &[&LintWord], place: usize, acronym: &str) -> bool {
    let Some(word) = words.get(place) else { return false };
    let (before, after) = around(block, word);
    let joined = |c: Option<char>| matches!(c, Some('/' | '&' | '_' | '#' | '@' | '=' | '+' | '<' | '$'));
    let marked = joined(before.chars().next_back()) || joined(after.chars().next()) || before.ends_with('.');
    let numbered = acronym == "SOC" && after.trim_start().starts_with(['1', '2', '3']);
    let shouts = |at: Option<usize>| {
        let said = at.and_then(|at| words.get(at)).and_then(|word| block.text.get(word.range.clone()));
        said.is_some_and(|said| {
            said.len() > 1 && acronym_like(said) && (said.len() > 3 || is_shout(&said.to_lowercase()))
        })
    };
    marked || numbered || shouts(place.checked_sub(1)) || shouts(place.checked_add(1))
}

fn acronym_like(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_uppercase())
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// The letters of `SLA`, `SLAs` or `SLA-driven`, but none of `ABC-123` or `RISC-V`.
fn acronym<'b>(block: &'b LintBlock, words: &[&LintWord], place: usize) -> Option<&'b str> {
    let word = words.get(place)?;
    let is_hyphen = |at: usize| block.text.get(at..).is_some_and(|rest| rest.starts_with('-'));
    let next = words.get(place + 1).filter(|next| next.is_joined && is_hyphen(word.range.end));
    if let Some(next) = next {
        let rest = block.text.get(next.range.clone())?;
        if rest.len() < 3 || !rest.chars().all(char::is_lowercase) {
            return None;
        }
    }
    if word.is_joined && word.range.start.checked_sub(1).is_some_and(is_hyphen) {
        return None;
    }
    let word = block.text.get(word.range.clone())?;
    let letters =
        word.strip_suffix("'s").or(word.strip_suffix("’s")).or(word.strip_suffix('s')).unwrap_or(word);
    ((2..=6).contains(&letters.len()) && acronym_like(letters)).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::super::page::LintPage;
    use super::*;

    #[test]
    fn initials_spell_it_out() {
        let is_there = |text: &str, acronym: &str| {
            let page = LintPage::read(text);
            let words: Vec<&LintWord> = page.blocks.iter().flat_map(|block| block.words()).collect();
            has_initials(&words, acronym)
        };
        for (text, acronym) in [
            ("an RCA, or root cause analysis,", "RCA"),
            ("the service-level agreement – SLA –", "SLA"),
            ("mean time to recovery", "MTTR"),
            ("the point of sale", "POS"),
        ] {
            assert!(is_there(text, acronym), "{text}");
        }
        for (text, acronym) in [("the SLA of the search", "SLA"), ("root causes", "RCA"), ("", "RCA")] {
            assert!(!is_there(text, acronym), "{text}");
        }
    }
}
