//! Why each entry is in the document, and why each other one is not.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::choice::{Choice, Reason};
use crate::domain::coverage::Evidence;
use crate::domain::framework::RequiredCriterion;
use crate::domain::ids::{EntryNo, Level, Uid};

impl Reason {
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentPlace {
    /// In a result, by its number.
    Result(usize),
    /// For a value that no result shows, by its name.
    Value(String),
    /// In a section of another document, by its heading; empty before the first.
    Section(String),
}

/// What the choice goes by, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedEntry {
    pub id: EntryNo,
    pub uid: Uid,
    pub date: NaiveDate,
    pub picked: bool,
    /// The keys of what it covers at the level.
    pub criteria: Vec<String>,
    /// The highest level that it shows of these.
    pub level: Option<Level>,
    pub has_result: bool,
    pub links: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What is told, in the document's order.
    pub told: Vec<(DocumentPlace, RankedEntry)>,
    /// What is not, by reason, each in the journal's order.
    pub left_out: Vec<(Reason, Vec<RankedEntry>)>,
}

pub fn explain(
    choice: &Choice, asked: &[RequiredCriterion<'_>], evidence: &Evidence, picks: &[Uid],
) -> Explained {
    let mut told = Vec::new();
    for (number, chosen) in choice.results.iter().enumerate() {
        told.extend(chosen.quoted.iter().map(|at| (DocumentPlace::Result(number + 1), *at)));
    }
    for (value, fact) in &choice.alone {
        told.extend(fact.map(|at| (DocumentPlace::Value(asked[*value].criterion.name.to_string()), at)));
    }
    let ranking = Ranking::new(choice, asked, evidence, picks);
    ranking.explained(told, |at| choice.reasons[at].unwrap_or(Reason::NotChosen))
}

/// Explains another document by what its sections cite. Where it tells work of any level, work that is no evidence for the
/// target is left out only because there is other work. So is help where some help is told; a document of work at the
/// level that tells none leaves it out because it is help.
pub fn by_section(
    cited: Vec<(String, Vec<EntryNo>)>, at_level: bool, choice: &Choice, asked: &[RequiredCriterion<'_>],
    evidence: &Evidence, picks: &[Uid],
) -> Explained {
    let mut told = Vec::new();
    for (section, entries) in cited {
        for at in entries.into_iter().filter_map(|id| evidence.fact_of(id)) {
            told.push((DocumentPlace::Section(section.clone()), at as usize));
        }
    }
    let is_help = |at: usize| choice.reasons[at] == Some(Reason::Helped);
    let may_tell_help = !at_level || told.iter().any(|(_, at)| is_help(*at));
    let ranking = Ranking::new(choice, asked, evidence, picks);
    ranking.explained(told, |at| match choice.reasons[at] {
        None => Reason::NotChosen,
        Some(Reason::Helped) if may_tell_help => Reason::NotChosen,
        Some(Reason::Below | Reason::Untagged | Reason::NotAsked | Reason::BeforeLevel) if !at_level => {
            Reason::NotChosen
        }
        Some(reason) => reason,
    })
}

/// What each entry shows.
struct Ranking<'s> {
    choice: &'s Choice,
    asked: &'s [RequiredCriterion<'s>],
    evidence: &'s Evidence,
    picks: &'s [Uid],
    highest: Vec<Option<Level>>,
}

impl<'s> Ranking<'s> {
    fn new(
        choice: &'s Choice, asked: &'s [RequiredCriterion<'s>], evidence: &'s Evidence, picks: &'s [Uid],
    ) -> Self {
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
        Self { choice, asked, evidence, picks, highest }
    }

    fn ranked(&self, at: usize) -> RankedEntry {
        let fact = &self.evidence.facts[at];
        let mut criteria = self.choice.covers[at].clone();
        criteria.sort_unstable();
        RankedEntry {
            id: fact.id,
            uid: fact.uid,
            date: fact.date,
            picked: self.picks.contains(&fact.uid),
            criteria: criteria.into_iter().map(|at| self.asked[at].criterion.key.to_string()).collect(),
            level: self.highest[at],
            has_result: fact.result,
            links: fact.links,
        }
    }

    fn explained(&self, told: Vec<(DocumentPlace, usize)>, reason: impl Fn(usize) -> Reason) -> Explained {
        let mut cited = vec![false; self.evidence.facts.len()];
        for (_, at) in &told {
            cited[*at] = true;
        }
        let mut left_out: BTreeMap<Reason, Vec<RankedEntry>> = BTreeMap::new();
        for at in (0..cited.len()).filter(|at| !cited[*at]) {
            left_out.entry(reason(at)).or_default().push(self.ranked(at));
        }
        let told = told.into_iter().map(|(place, at)| (place, self.ranked(at)));
        Explained { told: told.collect(), left_out: left_out.into_iter().collect() }
    }
}
