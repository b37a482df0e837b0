//! The running log: every piece, by quarter and project, the newest first.

use std::collections::HashMap;

use super::{Shelf, Story};
use crate::domain::dates::Quarter;
use crate::domain::ids::EntryNo;

/// The work of a project in a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectLog {
    /// The project's name, as its newest piece writes it; `None` for work of no project.
    pub name: Option<String>,
    /// A name for its place in the document.
    pub block: String,
    /// Its pieces, the newest first.
    pub pieces: Vec<Story>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterLog {
    pub year: i32,
    pub number: i32,
    /// A name for its place in the document.
    pub block: String,
    pub pieces: usize,
    /// How many of them have a result.
    pub results: usize,
    /// Its projects, the one with the newest piece first; work of no project last.
    pub projects: Vec<ProjectLog>,
}

pub(super) fn quarters(shelf: &Shelf<'_>) -> Vec<QuarterLog> {
    let same = |told: &super::Told<'_>, next: &super::Told<'_>| {
        Quarter::of(told.fact.date) == Quarter::of(next.fact.date)
    };
    shelf
        .told
        .chunk_by(same)
        .filter_map(|told| Some(quarter(shelf, Quarter::of(told.first()?.fact.date), told)))
        .collect()
}

fn quarter(shelf: &Shelf<'_>, quarter: Quarter, told: &[super::Told<'_>]) -> QuarterLog {
    let (year, number) = (quarter.year(), quarter.number());
    let block = format!("{year}-q{number}");
    let mut projects: Vec<(Option<u32>, ProjectLog)> = Vec::new();
    let mut places: HashMap<Option<u32>, usize> = HashMap::new();
    let facts: Vec<usize> = told.iter().map(|told| told.at).collect();
    let of_project: HashMap<EntryNo, Option<u32>> =
        told.iter().map(|told| (told.fact.id, told.fact.project)).collect();
    for piece in shelf.pieces(&facts) {
        let project = of_project.get(&piece.id).copied().flatten();
        let place = *places.entry(project).or_insert(projects.len());
        match projects.get_mut(place) {
            Some((_, log)) => log.pieces.push(piece),
            None => {
                let name = piece.project.clone();
                let block = format!("{block}/{}", shelf.place_of(project));
                projects.push((project, ProjectLog { name, block, pieces: vec![piece] }));
            }
        }
    }
    projects.sort_by_key(|(project, _)| project.is_none());
    QuarterLog {
        year,
        number,
        block,
        pieces: told.len(),
        results: told.iter().filter(|told| told.fact.result).count(),
        projects: projects.into_iter().map(|(_, log)| log).collect(),
    }
}
