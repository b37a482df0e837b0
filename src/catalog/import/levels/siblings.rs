//! Names that are levels only beside others: `Junior Sailor`, `Sailor`, `Senior Sailor`.

use std::collections::{HashMap, HashSet};

use super::{LevelName, MID_SENIORITY, is_trade, parse_level, trade, words, words_of};

/// Reads names that stand beside each other; `None` for those that are no level. A name of a seniority before a word that
/// is no known trade is a level where another has the same word; so is a trade alone beside one with a seniority.
pub fn parse_siblings<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<Option<LevelName>> {
    let level_names: Vec<LevelName> = names.into_iter().map(parse_level).collect();
    let mut kin: HashMap<String, HashSet<String>> = HashMap::new();
    let mut nouns: HashSet<String> = HashSet::new();
    for level_name in &level_names {
        if level_name.is_level() {
            nouns.extend(noun(&trade(&level_name.title)));
        }
        if let Some(trade) = ranked_noun(level_name) {
            kin.entry(trade).or_default().insert(level_name.title.to_lowercase());
        }
        if level_name.title.split(' ').count() <= 3 && level_name.label.is_empty() {
            kin.entry(level_name.title.to_lowercase()).or_default().insert(level_name.title.to_lowercase());
        }
    }
    let is_kin = |trade: &str| kin.get(trade).is_some_and(|titles| titles.len() >= 2);
    let read = |level_name: LevelName| {
        if level_name.is_level() {
            return Some(level_name);
        }
        if ranked_noun(&level_name).is_some_and(|trade| is_kin(&trade)) {
            return Some(LevelName { plain: true, ..level_name });
        }
        let same =
            is_trade(&level_name.title) && noun(&level_name.title).is_some_and(|noun| nouns.contains(&noun));
        let alone = level_name.seniority.is_none()
            && level_name.label.is_empty()
            && is_kin(&level_name.title.to_lowercase());
        let alone = alone || same && trade(&level_name.title) == level_name.title;
        alone.then_some(LevelName { seniority: Some(MID_SENIORITY), plain: true, ..level_name })
    };
    level_names.into_iter().map(read).collect()
}

/// What stands behind a title's seniority, in small letters: `sailor` of `Senior Sailor`.
fn ranked_noun(level_name: &LevelName) -> Option<String> {
    let words = words_of(&level_name.title);
    let first = words.first()?;
    let ranked =
        words::seniority(first).is_some() && !words::is_proficiency(first) && !words::is_trade(first);
    let short = words.len() <= 4 && !words.iter().any(|word| words::is_small(word));
    let trade = trade(&level_name.title).to_lowercase();
    (ranked && short && level_name.seniority.is_some() && !trade.is_empty()).then_some(trade)
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
            let read = parse_siblings(names.iter().copied());
            assert_eq!(read.iter().map(Option::is_some).collect::<Vec<_>>(), wanted, "{names:?}");
        }
    }
}
