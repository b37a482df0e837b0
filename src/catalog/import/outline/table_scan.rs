//! Which tables of a page are of levels, looked at before the page is read: where the levels are in tables, what stands
//! beside them in lists is prose, headings over tables may be tracks, and a scale of ratings is no ladder.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::blocks::BlockContent;
use super::super::levels::LevelName;
use super::super::{Reading, Source, level_table};
use super::heading_tree::HeadNode;
use crate::catalog::import::vocabulary::PAGES;

#[derive(Debug, Default)]
pub struct TableScan {
    /// The levels of each table of levels, by its line.
    levels: HashMap<usize, HashSet<String>>,
    pub rates: bool,
}

impl TableScan {
    pub fn new(source: &Source<'_>, root: &HeadNode) -> Self {
        let mut scan = Self::default();
        root.visit(&mut |node| {
            for block in &node.body {
                let BlockContent::Table(table) = &block.kind else { continue };
                let mut reading = Reading::new(source, "");
                if level_table::read(source, table, block.line, &mut reading) {
                    scan.rates |= !reading.demands.is_empty();
                    let names = reading.levels.iter().map(|level| level.name.key()).collect();
                    scan.levels.insert(block.line, names);
                }
            }
        });
        scan
    }

    pub fn tables(&self) -> usize {
        self.levels.len()
    }

    pub fn holds(&self, node: &HeadNode) -> bool {
        node.any(&|node| node.body.iter().any(|block| self.levels.contains_key(&block.line)))
    }
}

/// Whether a heading stands over the scale by which skills are rated.
pub fn is_scale(title: &str) -> bool {
    let lower = title.to_lowercase();
    ["proficiency", "rating", "scale", "skill level", "scoring"].iter().any(|word| lower.contains(word))
}

/// Whether a title names no more than that levels or skills follow, so that it names no group.
pub fn is_bare(title: &str) -> bool {
    title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .all(|word| word.is_empty() || PAGES.bare_titles.contains(word))
}

/// Sets ladders apart that number the same ranks under other letters: `IC1` to `IC5` and `M1` to `M3` are two tracks.
pub fn apart_by_letters(reading: &mut Reading) {
    let mut ladders: BTreeMap<&str, HashSet<u32>> = BTreeMap::new();
    for level in &reading.levels {
        let (None, Some(number), false) = (&level.track, level.name.number, level.name.prefix.is_empty())
        else {
            return;
        };
        ladders.entry(&level.name.prefix).or_default().insert(number);
    }
    let all: usize = ladders.values().map(HashSet::len).sum();
    let distinct: HashSet<u32> = ladders.values().flatten().copied().collect();
    if ladders.len() < 2 || distinct.len() == all || ladders.values().any(|ladder| ladder.len() < 2) {
        return;
    }
    for level in &mut reading.levels {
        level.track = Some(track_of(&level.name));
    }
    let tracks: Vec<Option<String>> = reading.levels.iter().map(|level| level.track.clone()).collect();
    let mut of: Vec<HashSet<usize>> = reading
        .criteria
        .iter()
        .map(|criterion| criterion.texts.iter().filter_map(|text| text.level).collect())
        .collect();
    for demand in &reading.demands {
        if let Some(levels) = of.get_mut(demand.criterion) {
            levels.insert(demand.level);
        }
    }
    for (criterion, levels) in reading.criteria.iter_mut().zip(of) {
        let named: HashSet<&String> = levels.iter().filter_map(|at| tracks.get(*at)?.as_ref()).collect();
        if let (None, 1, Some(track)) = (&criterion.track, named.len(), named.iter().next()) {
            criterion.track = Some((*track).clone());
        }
    }
}

fn track_of(level_name: &LevelName) -> String {
    match level_name.prefix.as_str() {
        "IC" => "Individual contributor".to_owned(),
        "M" | "EM" | "MG" => "Manager".to_owned(),
        other => other.to_owned(),
    }
}
