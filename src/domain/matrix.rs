//! Skills × behaviours: where one entry shows both, and what is never shown together.
//!
//! An entry shows what the gap report counts it for at the level: see [`super::coverage::at_level`].

use super::coverage::Fact;
use super::framework::{CriterionKind, RequiredCriterion};

/// How many entries that show most are told.
pub const MOST: usize = 3;

/// A criterion in its row or column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    pub at: usize,
    pub shown: u32,
    /// How many of those show something of the other kind, too.
    pub together: u32,
}

/// A behaviour and the skills that no entry shows it with, though each of them is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Never {
    pub behaviour: usize,
    /// The rows, those with the most evidence first.
    pub skills: Vec<usize>,
}

/// An entry that shows much at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Most {
    pub fact: u32,
    /// The rows and columns that it shows, in their order.
    pub skills: Vec<usize>,
    pub behaviours: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The rows: skills, and what is expected.
    pub skills: Vec<Axis>,
    /// The columns: behaviours.
    pub behaviours: Vec<Axis>,
    /// By row and column: how many entries show both.
    pub pairs: Vec<Vec<u32>>,
    /// How many entries show something of each kind.
    pub together: u32,
    /// What is shown and never together; the behaviour with the most such skills first.
    pub never: Vec<Never>,
    /// The entries that show most at once, the newest first of those that show as much, [`MOST`] at most; only what shows
    /// something of each kind.
    pub most: Vec<Most>,
    /// Those that show as much as the last of these, as indexes of facts, the newest first.
    pub as_much: Vec<u32>,
}

/// Lays what is asked out. `shown` has the entries that count at the level of each criterion, as indexes of facts.
pub fn matrix(asked: &[RequiredCriterion<'_>], shown: &[Vec<u32>], facts: &[Fact]) -> Matrix {
    let is_behaviour = |at: &usize| asked[*at].criterion.kind == CriterionKind::Behaviour;
    let (columns, rows): (Vec<usize>, Vec<usize>) = (0..asked.len()).partition(is_behaviour);
    // What each entry shows, by row and column.
    let mut by_fact: Vec<(Vec<usize>, Vec<usize>)> = vec![(Vec::new(), Vec::new()); facts.len()];
    for (row, at) in rows.iter().enumerate() {
        shown[*at].iter().for_each(|fact| by_fact[*fact as usize].0.push(row));
    }
    for (column, at) in columns.iter().enumerate() {
        shown[*at].iter().for_each(|fact| by_fact[*fact as usize].1.push(column));
    }
    let axis = |at: &usize| Axis {
        at: *at,
        shown: u32::try_from(shown[*at].len()).unwrap_or(u32::MAX),
        together: 0,
    };
    let mut matrix = Matrix {
        skills: rows.iter().map(axis).collect(),
        behaviours: columns.iter().map(axis).collect(),
        pairs: vec![vec![0; columns.len()]; rows.len()],
        together: 0,
        never: Vec::new(),
        most: Vec::new(),
        as_much: Vec::new(),
    };
    let mut most = Vec::new();
    for (fact, (skills, behaviours)) in (0u32..).zip(&by_fact) {
        if skills.is_empty() || behaviours.is_empty() {
            continue;
        }
        matrix.together += 1;
        skills.iter().for_each(|row| matrix.skills[*row].together += 1);
        behaviours.iter().for_each(|column| matrix.behaviours[*column].together += 1);
        for row in skills {
            behaviours.iter().for_each(|column| matrix.pairs[*row][*column] += 1);
        }
        most.push((skills.len() + behaviours.len(), facts[fact as usize].date, fact));
    }
    most.sort_unstable_by(|a, b| b.cmp(a));
    let (told, rest) = most.split_at(most.len().min(MOST));
    let of = |(_, _, fact): &(usize, _, u32)| {
        let (skills, behaviours) = by_fact[*fact as usize].clone();
        Most { fact: *fact, skills, behaviours }
    };
    matrix.most = told.iter().map(of).collect();
    let is_as_much = |(much, ..): &&(usize, _, u32)| told.last().is_some_and(|(least, ..)| least == much);
    matrix.as_much = rest.iter().take_while(is_as_much).map(|(_, _, fact)| *fact).collect();
    matrix.never = never(&matrix);
    matrix
}

fn never(matrix: &Matrix) -> Vec<Never> {
    let mut all = Vec::new();
    for (behaviour, column) in matrix.behaviours.iter().enumerate().filter(|(_, axis)| axis.shown > 0) {
        let apart = |row: &usize| matrix.skills[*row].shown > 0 && matrix.pairs[*row][behaviour] == 0;
        let mut skills: Vec<usize> = (0..matrix.skills.len()).filter(apart).collect();
        skills.sort_by_key(|row| std::cmp::Reverse(matrix.skills[*row].shown));
        if !skills.is_empty() {
            all.push((skills.len(), column.shown, Never { behaviour, skills }));
        }
    }
    all.sort_by_key(|(apart, shown, _)| std::cmp::Reverse((*apart, *shown)));
    all.into_iter().map(|(_, _, never)| never).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coverage::testing::{fact, level};
    use crate::domain::framework::Criterion;

    fn criterion(key: &'static str, kind: CriterionKind) -> Criterion {
        Criterion {
            key: key.into(),
            kind,
            name: key.into(),
            category: None,
            subcategory: None,
            url: None,
            description: None,
            group: None,
            levels: Vec::new(),
        }
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
        let asked: Vec<RequiredCriterion<'_>> = criteria
            .iter()
            .map(|criterion| RequiredCriterion { criterion, level: level(4), read_level: level(4) })
            .collect();
        let facts: Vec<Fact> = (0..5).map(fact).collect();
        let shown = [vec![0, 1, 2], vec![0, 1, 3], vec![1, 4], vec![3, 1], Vec::new(), Vec::new()];
        let matrix = matrix(&asked, &shown, &facts);
        assert_eq!(matrix.pairs, [vec![2, 1, 0], vec![1, 1, 0], vec![0, 0, 0]]);
        let axes = |axes: &[Axis]| -> Vec<(usize, u32, u32)> {
            axes.iter().map(|axis| (axis.at, axis.shown, axis.together)).collect()
        };
        assert_eq!(axes(&matrix.skills), [(0, 3, 2), (2, 2, 1), (4, 0, 0)]);
        assert_eq!(axes(&matrix.behaviours), [(1, 3, 2), (3, 2, 1), (5, 0, 0)]);
        assert_eq!(matrix.together, 2);
        // Each that is shown was shown with each other; what nothing shows is not among what is apart.
        assert_eq!(matrix.never, []);
        let most: Vec<u32> = matrix.most.iter().map(|most| most.fact).collect();
        assert_eq!(most, [1, 0]);
        assert_eq!((&matrix.most[0].skills, &matrix.most[0].behaviours), (&vec![0, 1], &vec![0, 1]));
    }

    #[test]
    fn what_shows_as_much_as_the_last_that_is_told_is_known() {
        let criteria = [
            criterion("A", CriterionKind::Skill),
            criterion("B", CriterionKind::Skill),
            criterion("care", CriterionKind::Behaviour),
        ];
        let asked: Vec<RequiredCriterion<'_>> = criteria
            .iter()
            .map(|criterion| RequiredCriterion { criterion, level: level(4), read_level: level(4) })
            .collect();
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
        let asked: Vec<RequiredCriterion<'_>> = criteria
            .iter()
            .map(|criterion| RequiredCriterion { criterion, level: level(4), read_level: level(4) })
            .collect();
        let facts: Vec<Fact> = (0..6).map(fact).collect();
        let matrix = matrix(&asked, &[vec![0], vec![1, 2], vec![0, 3], vec![4]], &facts);
        assert_eq!(
            matrix.never,
            [Never { behaviour: 1, skills: vec![1, 0] }, Never { behaviour: 0, skills: vec![1] }]
        );
        assert_eq!(super::matrix(&[], &[], &facts).never, []);
    }
}
