//! Skills × behaviours: where one entry shows both, and what is never shown together.
//!
//! An entry shows what the gap report counts it for at the level: see [`super::coverage::at_level`].

use std::cmp::Reverse;

use serde::{Serialize, Serializer};

use super::coverage::Fact;
use super::framework::{CriterionKind, RequiredCriterion};
use super::ids::Level;

/// How many entries that show most are told.
pub(crate) const MOST: usize = 3;

/// A criterion in its row or column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct MatrixCriterion<'f> {
    pub key: &'f str,
    /// The level asked.
    pub level: Level,
    pub kind: CriterionKind,
    pub name: &'f str,
    /// How many entries show it at the level.
    pub at_level: u32,
    /// How many of those show something of the other kind, too.
    pub together: u32,
}

impl<'f> MatrixCriterion<'f> {
    fn new(asked: &RequiredCriterion<'f>, shown: &[u32]) -> Self {
        let RequiredCriterion { criterion, level, .. } = *asked;
        let at_level = u32::try_from(shown.len()).unwrap_or(u32::MAX);
        Self {
            key: &criterion.key,
            level,
            kind: criterion.kind,
            name: &criterion.name,
            at_level,
            together: 0,
        }
    }

    /// `ASUP@4`.
    pub(crate) fn tag(&self) -> String {
        format!("{}@{}", self.key, self.level)
    }
}

fn key<S: Serializer>(criterion: &MatrixCriterion<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(criterion.key)
}

fn keys<S: Serializer>(criteria: &[MatrixCriterion<'_>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(criteria.iter().map(|criterion| criterion.key))
}

/// A behaviour and the skills that no entry shows it with, though each of them is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct NeverTogether<'f> {
    #[serde(serialize_with = "key")]
    pub behaviour: MatrixCriterion<'f>,
    /// Those with the most evidence first.
    #[serde(serialize_with = "keys")]
    pub skills: Vec<MatrixCriterion<'f>>,
}

/// An entry that shows much at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct StrongEntry<'f> {
    /// The index of its fact.
    #[serde(skip)]
    pub fact: u32,
    #[serde(serialize_with = "keys")]
    pub skills: Vec<MatrixCriterion<'f>>,
    #[serde(serialize_with = "keys")]
    pub behaviours: Vec<MatrixCriterion<'f>>,
}

/// What is shown together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Matrix<'f> {
    /// The rows: skills, and what is expected.
    pub skills: Vec<MatrixCriterion<'f>>,
    /// The columns.
    pub behaviours: Vec<MatrixCriterion<'f>>,
    /// By row and column: how many entries show both.
    pub pairs: Vec<Vec<u32>>,
    /// How many entries show something of each kind.
    pub together: u32,
    /// The behaviour with the most such skills first.
    pub never: Vec<NeverTogether<'f>>,
    /// The entries that show most at once, the newest first of those that show as much, [`MOST`] at most; only what shows
    /// something of each kind.
    #[serde(skip)]
    pub most: Vec<StrongEntry<'f>>,
    /// Those that show as much as the last of these, as indexes of facts, the newest first.
    #[serde(skip)]
    pub as_much: Vec<u32>,
}

/// Lays what is asked out. `shown` has the entries that count at the level of each criterion, as indexes of facts.
pub(crate) fn matrix<'f>(asked: &[RequiredCriterion<'f>], shown: &[Vec<u32>], facts: &[Fact]) -> Matrix<'f> {
    let of_kind = |behaviour: bool| {
        let of_kind = asked.iter().zip(shown);
        of_kind.filter(move |(asked, _)| (asked.criterion.kind == CriterionKind::Behaviour) == behaviour)
    };
    let axis =
        |behaviour| of_kind(behaviour).map(|(asked, shown)| MatrixCriterion::new(asked, shown)).collect();
    // What each entry shows, by row and column.
    let mut by_fact: Vec<[Vec<usize>; 2]> = vec![Default::default(); facts.len()];
    for (kind, behaviour) in [false, true].into_iter().enumerate() {
        for (place, (_, shown)) in of_kind(behaviour).enumerate() {
            shown.iter().for_each(|fact| by_fact[*fact as usize][kind].push(place));
        }
    }
    let (mut skills, mut behaviours): (Vec<_>, Vec<_>) = (axis(false), axis(true));
    let mut pairs = vec![vec![0; behaviours.len()]; skills.len()];
    let mut ranked = Vec::new();
    for (fact, [rows, columns]) in (0u32..).zip(&by_fact) {
        if rows.is_empty() || columns.is_empty() {
            continue;
        }
        rows.iter().for_each(|row| skills[*row].together += 1);
        columns.iter().for_each(|column| behaviours[*column].together += 1);
        for row in rows {
            columns.iter().for_each(|column| pairs[*row][*column] += 1);
        }
        ranked.push((rows.len() + columns.len(), facts[fact as usize].date, fact));
    }
    ranked.sort_unstable_by_key(|rank| Reverse(*rank));
    let (most, rest) = ranked.split_at(ranked.len().min(MOST));
    let strong = |(_, _, fact): &(usize, _, u32)| {
        let [rows, columns] = &by_fact[*fact as usize];
        StrongEntry {
            fact: *fact,
            skills: rows.iter().map(|row| skills[*row]).collect(),
            behaviours: columns.iter().map(|column| behaviours[*column]).collect(),
        }
    };
    let is_as_much = |(much, ..): &&(usize, _, u32)| most.last().is_some_and(|(least, ..)| least == much);
    Matrix {
        together: u32::try_from(ranked.len()).unwrap_or(u32::MAX),
        never: never(&skills, &behaviours, &pairs),
        most: most.iter().map(strong).collect(),
        as_much: rest.iter().take_while(is_as_much).map(|(_, _, fact)| *fact).collect(),
        skills,
        behaviours,
        pairs,
    }
}

fn never<'f>(
    skills: &[MatrixCriterion<'f>], behaviours: &[MatrixCriterion<'f>], pairs: &[Vec<u32>],
) -> Vec<NeverTogether<'f>> {
    let mut all = Vec::new();
    for (column, behaviour) in behaviours.iter().enumerate().filter(|(_, behaviour)| behaviour.at_level > 0) {
        let apart =
            skills.iter().zip(pairs).filter(|(skill, pairs)| skill.at_level > 0 && pairs[column] == 0);
        let mut skills: Vec<MatrixCriterion<'f>> = apart.map(|(skill, _)| *skill).collect();
        skills.sort_by_key(|skill| Reverse(skill.at_level));
        if !skills.is_empty() {
            all.push(NeverTogether { behaviour: *behaviour, skills });
        }
    }
    all.sort_by_key(|never| Reverse((never.skills.len(), never.behaviour.at_level)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coverage::testing::{fact, level};
    use crate::domain::framework::{Criterion, testing};

    fn criterion(key: &str, kind: CriterionKind) -> Criterion {
        Criterion { kind, ..testing::criterion(key, key, &[]) }
    }

    fn asked(criteria: &[Criterion]) -> Vec<RequiredCriterion<'_>> {
        criteria
            .iter()
            .map(|criterion| RequiredCriterion { criterion, level: level(4), read_level: level(4) })
            .collect()
    }

    fn keys<'f>(criteria: &[MatrixCriterion<'f>]) -> Vec<&'f str> {
        criteria.iter().map(|criterion| criterion.key).collect()
    }

    #[test]
    fn what_is_shown_together_is_counted_and_what_never_is_named() {
        let criteria = [
            criterion("A", CriterionKind::Skill),
            criterion("impact", CriterionKind::Behaviour),
            criterion("B", CriterionKind::Expectation),
            criterion("care", CriterionKind::Behaviour),
            criterion("C", CriterionKind::Skill),
            criterion("none", CriterionKind::Behaviour),
        ];
        let asked = asked(&criteria);
        let facts: Vec<Fact> = (0..5).map(fact).collect();
        let shown = [vec![0, 1, 2], vec![0, 1, 3], vec![1, 4], vec![3, 1], Vec::new(), Vec::new()];
        let matrix = matrix(&asked, &shown, &facts);
        assert_eq!(matrix.pairs, [vec![2, 1, 0], vec![1, 1, 0], vec![0, 0, 0]]);
        let axes = matrix.skills.iter().chain(&matrix.behaviours);
        let axes: Vec<_> = axes.map(|axis| (axis.key, axis.at_level, axis.together)).collect();
        let wanted =
            [("A", 3, 2), ("B", 2, 1), ("C", 0, 0), ("impact", 3, 2), ("care", 2, 1), ("none", 0, 0)];
        assert_eq!(axes, wanted);
        assert_eq!(matrix.together, 2);
        // Each that is shown was shown with each other; what nothing shows is not among what is apart.
        assert_eq!(matrix.never, []);
        let most: Vec<u32> = matrix.most.iter().map(|most| most.fact).collect();
        assert_eq!(most, [1, 0]);
        assert_eq!(keys(&matrix.most[0].skills), ["A", "B"]);
        assert_eq!(keys(&matrix.most[0].behaviours), ["impact", "care"]);
    }

    #[test]
    fn what_shows_as_much_as_the_last_that_is_told_is_known() {
        let criteria = [
            criterion("A", CriterionKind::Skill),
            criterion("B", CriterionKind::Skill),
            criterion("care", CriterionKind::Behaviour),
        ];
        let asked = asked(&criteria);
        let facts: Vec<Fact> = (0..7).map(fact).collect();
        let told = |a: &[u32], b: &[u32], care: &[u32]| {
            let matrix = matrix(&asked, &[a.to_vec(), b.to_vec(), care.to_vec()], &facts);
            (matrix.most.iter().map(|most| most.fact).collect::<Vec<u32>>(), matrix.as_much)
        };
        // The third and two more show two things; one shows three; one shows only a skill.
        assert_eq!(told(&[0, 1, 2, 3, 4, 5], &[1], &[0, 1, 2, 3, 4]), (vec![1, 4, 3], vec![2, 0]));
        // What shows less than the last that is told is not as much.
        assert_eq!(told(&[0, 1, 2, 3], &[1, 2, 3], &[0, 1, 2, 3]), (vec![3, 2, 1], vec![]));
        assert_eq!(told(&[0, 1], &[], &[0, 1]), (vec![1, 0], vec![]));
        assert_eq!(told(&[0], &[], &[]), (vec![], vec![]));
    }

    #[test]
    fn pairs_that_each_have_evidence_and_none_together_come_with_the_most_apart_first() {
        let criteria = [
            criterion("A", CriterionKind::Skill),
            criterion("B", CriterionKind::Skill),
            criterion("impact", CriterionKind::Behaviour),
            criterion("care", CriterionKind::Behaviour),
        ];
        let asked = asked(&criteria);
        let facts: Vec<Fact> = (0..6).map(fact).collect();
        let matrix = matrix(&asked, &[vec![0], vec![1, 2], vec![0, 3], vec![4]], &facts);
        let never: Vec<_> =
            matrix.never.iter().map(|never| (never.behaviour.key, keys(&never.skills))).collect();
        assert_eq!(never, [("care", vec!["B", "A"]), ("impact", vec!["B"])]);
        assert_eq!(super::matrix(&[], &[], &facts).never, []);
    }
}
