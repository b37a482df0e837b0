//! Why each entry is in the document, and why each other one is not.

use chrono::NaiveDate;

use super::choice::{Choice, Reason};
use crate::domain::coverage::Evidence;
use crate::domain::framework::Asked;
use crate::domain::ids::{EntryNo, Level, Uid};

impl Reason {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confidential => "confidential",
            Self::Future => "future",
            Self::Replaced => "replaced",
            Self::BeforeLevel => "before-level",
            Self::Outside => "outside-window",
            Self::Untagged => "untagged",
            Self::NotAsked => "not-asked",
            Self::Below => "below-level",
            Self::Helped => "helped",
            Self::NotChosen => "not-chosen",
        }
    }
}

/// Where the document tells an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a result, by its number.
    Result(usize),
    /// For a value that no result shows, by its name.
    Value(String),
}

/// What the choice goes by, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shows {
    /// The entry's number.
    pub id: EntryNo,
    /// Its uid.
    pub uid: Uid,
    /// Its day.
    pub date: NaiveDate,
    /// Whether its words are for nobody else.
    pub confidential: bool,
    /// Whether it was picked.
    pub picked: bool,
    /// The keys of what it covers at the level.
    pub criteria: Vec<String>,
    /// The highest level that it shows of these.
    pub level: Option<Level>,
    /// Whether it has a measured result.
    pub result: bool,
    /// How many links it has.
    pub links: u32,
}

/// What became of each entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What is told, in the document's order.
    pub told: Vec<(Place, Shows)>,
    /// What is not, by reason, each in the journal's order.
    pub left_out: Vec<(Reason, Vec<Shows>)>,
}

/// Explains a choice.
pub fn explain(choice: &Choice, asked: &[Asked<'_>], evidence: &Evidence, picks: &[Uid]) -> Explained {
    let mut highest: Vec<Option<Level>> = vec![None; evidence.facts.len()];
    let keys: Vec<Vec<usize>> = evidence
        .keys
        .iter()
        .map(|key| (0..asked.len()).filter(|at| asked[*at].criterion.key == *key).collect())
        .collect();
    for tag in &evidence.tags {
        let covered = &choice.covers[tag.fact as usize];
        if keys[tag.key as usize].iter().any(|at| covered.contains(at)) {
            let highest = &mut highest[tag.fact as usize];
            *highest = (*highest).max(tag.level);
        }
    }
    let shows = |at: usize| {
        let fact = &evidence.facts[at];
        let mut criteria = choice.covers[at].clone();
        criteria.sort_unstable();
        Shows {
            id: fact.id,
            uid: fact.uid,
            date: fact.date,
            confidential: fact.confidential,
            picked: picks.contains(&fact.uid),
            criteria: criteria.into_iter().map(|at| asked[at].criterion.key.to_string()).collect(),
            level: highest[at],
            result: fact.result,
            links: fact.links,
        }
    };
    let mut cited = vec![false; evidence.facts.len()];
    let mut told = Vec::new();
    for (number, chosen) in choice.results.iter().enumerate() {
        for at in &chosen.quoted {
            cited[*at] = true;
            told.push((Place::Result(number + 1), shows(*at)));
        }
    }
    for (value, fact) in &choice.alone {
        if let Some(at) = *fact {
            cited[at] = true;
            told.push((Place::Value(asked[*value].criterion.name.to_string()), shows(at)));
        }
    }
    let mut left_out: Vec<(Reason, Vec<Shows>)> =
        choice.left_out.keys().map(|reason| (*reason, Vec::new())).collect();
    for at in (0..cited.len()).filter(|at| !cited[*at]) {
        let reason = choice.reasons[at].unwrap_or(Reason::NotChosen);
        if let Some((_, entries)) = left_out.iter_mut().find(|(other, _)| *other == reason) {
            entries.push(shows(at));
        }
    }
    Explained { told, left_out }
}
