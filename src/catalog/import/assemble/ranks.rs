//! Ranks for levels, over all files at once.
//!
//! A number in a name is its rank. Names without numbers are ordered by seniority, so that the `Senior` of two files is
//! one level; where the words say nothing of seniority, the order in which they stand is taken, and that is told.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::levels::{LevelName, MID_SENIORITY, is_trade};
use super::super::{ReadError, Reading, WarningCode};
use crate::domain::framework::FrameworkLevel;
use crate::domain::ids::Level;

/// The rank of each level of each reading, and the names that the ranks go by.
pub struct Ranks {
    of: Vec<Vec<Level>>,
    /// The names, ascending.
    pub names: Vec<FrameworkLevel>,
}

impl Ranks {
    pub fn get(&self, reading: usize, level: usize) -> Option<Level> {
        self.of.get(reading)?.get(level).copied()
    }
}

/// Where a level without a rank of its own stands among the others.
type Order = (u16, u32, usize);

/// Gives ranks; what had to be guessed is told in the readings.
pub fn rank(readings: &mut [Reading]) -> Result<Ranks, ReadError> {
    let level_names = || readings.iter().flat_map(|reading| &reading.levels).map(|level| &level.name);
    let shift = u32::from(level_names().any(|level_name| number(level_name) == Some(0)));
    let numbers: BTreeSet<u32> = level_names().filter_map(number).map(|number| number + shift).collect();
    let too_high = numbers.last().is_some_and(|highest| *highest > u32::from(Level::MAX));
    let dense: HashMap<u32, usize> = numbers.iter().copied().zip(1..).collect();
    let by_number = |level_name: &LevelName| {
        let number = number(level_name)? + shift;
        if too_high { dense.get(&number).copied() } else { usize::try_from(number).ok() }
    };
    let mut named: HashMap<String, usize> = HashMap::new();
    for level_name in level_names().filter(|level_name| !level_name.title.is_empty()) {
        if let Some(rank) = by_number(level_name) {
            named.entry(level_name.title.to_lowercase()).or_insert(rank);
        }
    }
    let highest = level_names().filter_map(by_number).max().unwrap_or(0);
    let orders = orders(readings);
    let loose = |at: (usize, usize), level_name: &LevelName| {
        (by_number(level_name).is_none() && !named.contains_key(&level_name.title.to_lowercase()))
            .then(|| orders[&at])
    };
    let side_by_side: Vec<bool> = readings.iter().map(are_side_by_side).collect();
    let mut places: Vec<Order> = Vec::new();
    for (r, reading) in readings.iter().enumerate().filter(|(r, _)| !side_by_side[*r]) {
        let levels = reading.levels.iter().enumerate();
        places.extend(levels.filter_map(|(l, level)| loose((r, l), &level.name)).map(|(order, _)| order));
    }
    places.sort_unstable();
    places.dedup();
    // `Intern` beside `IC2` to `IC6` goes below them, where there is room.
    let lowest = level_names().filter_map(by_number).min().unwrap_or(0);
    let least = level_names()
        .filter(|level_name| by_number(level_name).is_some())
        .map(|level_name| level_name.seniority.unwrap_or(MID_SENIORITY))
        .min();
    let worded = !orders.values().any(|(_, by_place)| *by_place);
    let below = places.iter().filter(|order| worded && least.is_some_and(|least| order.0 < least)).count();
    let below = if below < lowest { below } else { 0 };
    let mut of = Vec::with_capacity(readings.len());
    let mut guesses = Vec::new();
    for (r, reading) in readings.iter().enumerate() {
        let mut ranks = Vec::with_capacity(reading.levels.len());
        for (l, level) in reading.levels.iter().enumerate() {
            let level_name = &level.name;
            let rank = by_number(level_name)
                .or_else(|| side_by_side[r].then_some(1))
                .or_else(|| named.get(&level_name.title.to_lowercase()).copied())
                .or_else(|| {
                    let (order, by_place) = loose((r, l), level_name)?;
                    let at = places.binary_search(&order).ok()?;
                    if at < below {
                        return Some(lowest - below + at);
                    }
                    let rank = highest + 1 + at - below;
                    if by_place || highest > 0 {
                        guesses.push((r, level.line, name(level_name), rank));
                    }
                    Some(rank)
                });
            let rank = rank.and_then(|rank| u8::try_from(rank).ok()).and_then(Level::new);
            ranks.push(rank.ok_or_else(|| too_many(reading, level.line))?);
        }
        of.push(ranks);
    }
    guesses.dedup_by(|a, b| (a.0, &a.2) == (b.0, &b.2));
    for (reading, line, name, rank) in guesses {
        let message =
            format!("`{name}` has no number and no known place: taken as level {rank}, by where it stands");
        readings[reading].warn(line, WarningCode::Guess, message);
    }
    let names = names(readings, &of, &side_by_side);
    Ok(Ranks { of, names })
}

/// Whether the levels of a reading are roles that stand beside each other, each with one level that is its own.
fn are_side_by_side(reading: &Reading) -> bool {
    let mut tracks = HashSet::new();
    reading.roles.len() > 1
        && reading.levels.len() == reading.roles.len()
        && reading.roles.iter().all(|role| role.levels.len() == 1)
        && reading.levels.iter().all(|level| {
            level.name.label.is_empty() && level.name.number.is_none() && tracks.insert(&level.track)
        })
}

fn too_many(reading: &Reading, line: usize) -> ReadError {
    let why = format!("more than {} levels; a framework has at most as many", Level::MAX);
    ReadError::Syntax { file: reading.file.clone(), line, why }
}

/// The number that is a level's rank: that of its label, or one that a reader set. A number that ends a title
/// (`Senior Engineer II`) only orders it among its like.
fn number(level_name: &LevelName) -> Option<u32> {
    level_name.number.filter(|_| !level_name.label.is_empty() || !ends_in_number(&level_name.title))
}

fn ends_in_number(title: &str) -> bool {
    let title = title.split(" / ").next().unwrap_or_default();
    let last = title.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_matches(|c: char| !c.is_alphanumeric());
    !last.is_empty()
        && (last.bytes().all(|b| b.is_ascii_digit()) || last.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')))
}

fn name(level_name: &LevelName) -> String {
    match (level_name.title.is_empty(), level_name.label.is_empty()) {
        (false, _) => level_name.title.clone(),
        (true, false) => level_name.label.clone(),
        (true, true) => level_name.number.map(|number| number.to_string()).unwrap_or_default(),
    }
}

/// Whether the words of a level say where it stands; a trade alone stands between junior and senior.
fn has_place(level_name: &LevelName) -> bool {
    level_name.seniority.is_some() || is_trade(&level_name.title)
}

/// The order of each level that has no number, and whether it is only that in which it stands.
fn orders(readings: &[Reading]) -> HashMap<(usize, usize), (Order, bool)> {
    let unnumbered = |level_name: &LevelName| number(level_name).is_none();
    let by_place = readings
        .iter()
        .flat_map(|reading| &reading.levels)
        .any(|level| unnumbered(&level.name) && level.name.number.is_none() && !has_place(&level.name));
    let mut orders = HashMap::new();
    let mut stands: HashMap<String, usize> = HashMap::new();
    for (r, reading) in readings.iter().enumerate() {
        // Two levels of one file and track that words cannot tell apart are ordered by where they stand.
        let mut alike: HashMap<(Option<&str>, u16, u32), Vec<String>> = HashMap::new();
        for (l, level) in reading.levels.iter().enumerate() {
            let level_name = &level.name;
            let title = name(level_name).to_lowercase();
            let next = stands.len();
            let place = *stands.entry(title.clone()).or_insert(next);
            let order = if by_place {
                (0, 0, place)
            } else {
                let key = (
                    level.track.as_deref(),
                    level_name.seniority.unwrap_or(MID_SENIORITY),
                    level_name.number.unwrap_or(0),
                );
                let known = alike.entry(key).or_default();
                let at = known.iter().position(|one| *one == title).unwrap_or_else(|| {
                    known.push(title);
                    known.len() - 1
                });
                (key.1, key.2, at)
            };
            orders.insert((r, l), (order, by_place));
        }
    }
    orders
}

/// One name a rank: the label that most use, and the title that all share. What is the title of a role is none of a rank.
fn names(readings: &[Reading], of: &[Vec<Level>], side_by_side: &[bool]) -> Vec<FrameworkLevel> {
    let mut all: Vec<(Level, &LevelName)> = Vec::new();
    for ((reading, ranks), _) in readings.iter().zip(of).zip(side_by_side).filter(|(_, roles)| !**roles) {
        all.extend(ranks.iter().copied().zip(reading.levels.iter().map(|level| &level.name)));
    }
    let ranks: BTreeSet<Level> = of.iter().flatten().copied().collect();
    let name_of = |level: Level| {
        let level_names = || all.iter().filter(|(rank, _)| *rank == level).map(|(_, level_name)| *level_name);
        let label = labels(level_names()).unwrap_or_else(|| level.to_string());
        let title =
            shared_title(&level_names().map(|level_name| level_name.title.clone()).collect::<Vec<_>>());
        FrameworkLevel { level, title: title.unwrap_or_else(|| label.clone()).into(), label: label.into() }
    };
    ranks.into_iter().map(name_of).collect()
}

const LABELS: usize = 4;

/// The labels of a rank: ladders that run beside each other have one each.
fn labels<'m>(level_names: impl Iterator<Item = &'m LevelName>) -> Option<String> {
    let mut labels: Vec<&str> = Vec::new();
    for label in level_names.map(|level_name| &*level_name.label).filter(|label| !label.is_empty()) {
        if labels.len() < LABELS && !labels.iter().any(|known| known.eq_ignore_ascii_case(label)) {
            labels.push(label);
        }
    }
    (!labels.is_empty()).then(|| labels.join(" / "))
}

/// The text that stands most often, the first of those; empty ones do not count.
fn common(texts: impl Iterator<Item = String>) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        match counts.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => counts.push((text, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(text, _)| text)
}

/// The title of a rank: the one that all have, else the words that all start with (`Lead Support Engineer` and
/// `Lead QA Engineer` are `Lead`), else the most common.
fn shared_title(titles: &[String]) -> Option<String> {
    let titles: Vec<&String> = titles.iter().filter(|title| !title.is_empty()).collect();
    let first = titles.first()?;
    if titles.iter().all(|title| title.eq_ignore_ascii_case(first)) {
        return Some((*first).clone());
    }
    let start: Vec<&str> = first
        .split_whitespace()
        .enumerate()
        .take_while(|(at, word)| titles.iter().all(|title| title.split_whitespace().nth(*at) == Some(*word)))
        .map(|(_, word)| word)
        .collect();
    if !start.is_empty() {
        return Some(start.join(" "));
    }
    common(titles.into_iter().cloned())
}

#[cfg(test)]
mod tests {
    use super::super::super::RawLevel;
    use super::super::super::levels::parse_level;
    use super::*;

    fn reading(names: &[&str]) -> Reading {
        let level = |name: &&str| RawLevel { line: 1, name: parse_level(name), ..RawLevel::default() };
        Reading { file: "a.md".into(), levels: names.iter().map(level).collect(), ..Reading::default() }
    }

    #[test]
    fn ranks_come_from_numbers_seniority_or_place() {
        for (files, wanted) in [
            (vec![vec!["L3", "L4"]], vec![vec![3, 4]]),
            (vec![vec!["L0", "L1"]], vec![vec![1, 2]]),
            (vec![vec!["Principal", "Junior Engineer", "Senior"]], vec![vec![3, 1, 2]]),
            (vec![vec!["Engineer I", "Engineer II", "Senior Engineer I"]], vec![vec![1, 2, 3]]),
            (
                vec![vec!["Senior Backend Engineer"], vec!["Senior Frontend Engineer", "Staff"]],
                vec![vec![1], vec![1, 2]],
            ),
            (vec![vec!["Engineer", "Senior 1", "Senior 2"]], vec![vec![1, 2, 3]]),
            (vec![vec!["Seed", "Sprout", "Tree"]], vec![vec![1, 2, 3]]),
            (vec![vec!["L1: Junior", "L2: Senior"], vec!["Senior", "Staff"]], vec![vec![1, 2], vec![2, 3]]),
            (vec![vec!["Grade 40", "Grade 50"]], vec![vec![1, 2]]),
        ] {
            let mut readings: Vec<Reading> = files.iter().map(|names| reading(names)).collect();
            let ranks = rank(&mut readings).unwrap();
            let got: Vec<Vec<u8>> =
                ranks.of.iter().map(|of| of.iter().map(|level| level.get()).collect()).collect();
            assert_eq!(got, wanted, "{files:?}");
        }
    }

    #[test]
    fn what_is_guessed_is_told() {
        let mut readings = [reading(&["Seed", "Tree"])];
        rank(&mut readings).unwrap();
        assert_eq!(readings[0].warnings.len(), 2);
        assert_eq!(
            readings[0].warnings[1].message,
            "`Tree` has no number and no known place: taken as level 2, by where it stands"
        );
    }

    #[test]
    fn a_rank_is_named_by_what_its_titles_share() {
        let mut readings = [reading(&["L4: Lead Support Engineer"]), reading(&["L4: Lead QA Engineer"])];
        let ranks = rank(&mut readings).unwrap();
        assert_eq!((&*ranks.names[0].label, &*ranks.names[0].title), ("L4", "Lead"));
    }
}
