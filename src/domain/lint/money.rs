//! Amounts of money, which may not be for everybody's eyes.

use super::config::Subject;
use super::page::LintBlock;
use super::sentence::LintWord;
use super::{Diagnostic, Rule};

/// Money, by name.
const MONEY: [&str; 15] = [
    "usd", "eur", "gbp", "chf", "jpy", "inr", "cad", "aud", "dollars", "dollar", "euros", "euro", "pounds",
    "yen", "rupees",
];

/// How a large number goes on: `2 million euros`.
const LARGE: [&str; 6] = ["hundred", "thousand", "million", "billion", "m", "bn"];

/// `€12,000`, `12k euros`, `12 €`, `USD 4`, `half a million euros`.
pub(super) fn check(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    for block in subject.page.running_text() {
        money(block, rule, diagnostics);
    }
}

fn money(block: &LintBlock, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    const SIGNS: [char; 5] = ['€', '$', '£', '¥', '₹'];
    let (text, words) = (&block.text, block.words().collect::<Vec<_>>());
    let shell =
        text.split('$').skip(1).any(|after| after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '{'));
    let is_money = |word: &&&LintWord| MONEY.contains(&&*word.lower);
    for (place, word) in words.iter().enumerate() {
        // Among shell variables `$1` is one too.
        let is_variable = word.lower.len() == 1
            && shell
            && text.get(..word.range.start).is_some_and(|before| before.ends_with('$'));
        let is_number = word.lower.starts_with(|c: char| c.is_ascii_digit());
        let is_large = LARGE.contains(&&*word.lower);
        if word.link || word.code || is_variable || !(is_number || is_large) {
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
        diagnostics.push(Diagnostic::at(rule, block, range));
    }
}
