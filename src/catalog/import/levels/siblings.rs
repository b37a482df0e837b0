//! Names that are levels only beside others: `Junior Sailor`, `Sailor`, `Senior Sailor`.

use std::collections::{HashMap, HashSet};

use super::{LevelName, PLAIN, is_trade, mark, trade, words, words_of};

/// Reads names that stand beside each other; `None` for those that are no level. A name of a seniority before a word that
/// is no known trade is a level where another has the same word; so is a trade alone beside one with a seniority.
pub fn beside<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<Option<LevelName>> {
    let marks: Vec<LevelName> = names.into_iter().map(mark).collect();
    let mut kin: HashMap<String, HashSet<String>> = HashMap::new();
    let mut nouns: HashSet<String> = HashSet::new();
    for mark in &marks {
        if mark.is_level() {
            nouns.extend(noun(&trade(&mark.title)));
        }
        if let Some(trade) = ranked(mark) {
            kin.entry(trade).or_default().insert(mark.title.to_lowercase());
        }
        if mark.title.split(' ').count() <= 3 && mark.label.is_empty() {
            kin.entry(mark.title.to_lowercase()).or_default().insert(mark.title.to_lowercase());
        }
    }
    let is_kin = |trade: &str| kin.get(trade).is_some_and(|titles| titles.len() >= 2);
    let read = |mark: LevelName| {
        if mark.is_level() {
            return Some(mark);
        }
        if ranked(&mark).is_some_and(|trade| is_kin(&trade)) {
            return Some(LevelName { plain: true, ..mark });
        }
        let same = is_trade(&mark.title) && noun(&mark.title).is_some_and(|noun| nouns.contains(&noun));
        let alone = mark.seniority.is_none() && mark.label.is_empty() && is_kin(&mark.title.to_lowercase());
        let alone = alone || same && trade(&mark.title) == mark.title;
        alone.then_some(LevelName { seniority: Some(PLAIN), plain: true, ..mark })
    };
    marks.into_iter().map(read).collect()
}

/// What stands behind a title's seniority, in small letters: `sailor` of `Senior Sailor`.
fn ranked(mark: &LevelName) -> Option<String> {
    let words = words_of(&mark.title);
    let first = words.first()?;
    let ranked =
        words::seniority(first).is_some() && !words::is_proficiency(first) && !words::is_trade(first);
    let short = words.len() <= 4 && !words.iter().any(|word| words::is_small(word));
    let trade = trade(&mark.title).to_lowercase();
    (ranked && short && mark.seniority.is_some() && !trade.is_empty()).then_some(trade)
}

fn noun(trade: &str) -> Option<String> {
    let noun = trade.split_whitespace().next_back()?.to_lowercase();
    is_trade(&noun).then_some(noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_levels_beside_their_kin() {
        for (names, wanted) in [
            (vec!["Junior Sailor", "Sailor", "Senior Sailor"], vec![true, true, true]),
            (vec!["Junior Programmer", "Programmer", "FAQ"], vec![true, true, false]),
            (vec!["Lead meetings", "Senior leadership", "Communication"], vec![false, false, false]),
            (vec!["Senior Clerk", "Overview", "Principal Clerk"], vec![true, false, true]),
            (vec!["Senior Engineer", "Product Designer"], vec![true, false]),
            (vec!["Craft", "Impact"], vec![false, false]),
        ] {
            let read = beside(names.iter().copied());
            assert_eq!(read.iter().map(Option::is_some).collect::<Vec<_>>(), wanted, "{names:?}");
        }
    }
}
