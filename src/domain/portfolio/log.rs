//! The running log: every story, by quarter and project, the newest first.

use std::collections::HashMap;

use serde::Serialize;

use super::story::{Stories, Story};
use crate::domain::dates::Quarter;

/// The work of a project in a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectLog {
    /// The project's name, as its newest story writes it; `None` for work of no project.
    pub name: Option<String>,
    pub block: String,
    pub pieces: Vec<Story>,
}

/// The work of a calendar quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuarterLog {
    /// `Q4 2026`.
    pub name: String,
    pub block: String,
    pub pieces: usize,
    /// How many stories have a result.
    pub results: usize,
    /// The project with the newest story first; work of no project last.
    pub projects: Vec<ProjectLog>,
}

pub(super) fn quarters(facts: &[usize], stories: &Stories<'_>) -> Vec<QuarterLog> {
    let quarter_of = |at: &usize| Quarter::of(stories.eligible.fact(*at).date);
    facts
        .chunk_by(|at, next| quarter_of(at) == quarter_of(next))
        .filter_map(|facts| Some(quarter(quarter_of(facts.first()?), facts, stories)))
        .collect()
}

fn quarter(quarter: Quarter, facts: &[usize], stories: &Stories<'_>) -> QuarterLog {
    let (year, number, eligible) = (quarter.year(), quarter.number(), stories.eligible);
    let block = format!("{year}-q{number}");
    let mut projects: Vec<(Option<u32>, ProjectLog)> = Vec::new();
    let mut places: HashMap<Option<u32>, usize> = HashMap::new();
    for (project, story) in
        facts.iter().filter_map(|at| Some((eligible.fact(*at).project, stories.one(*at)?)))
    {
        let place = *places.entry(project).or_insert(projects.len());
        match projects.get_mut(place) {
            Some((_, log)) => log.pieces.push(story),
            None => {
                let name = story.project.clone();
                let block = format!("{block}/{}", eligible.place_of(project));
                projects.push((project, ProjectLog { name, block, pieces: vec![story] }));
            }
        }
    }
    projects.sort_by_key(|(project, _)| project.is_none());
    QuarterLog {
        name: format!("Q{number} {year}"),
        block,
        pieces: facts.len(),
        results: eligible.results(facts),
        projects: projects.into_iter().map(|(_, log)| log).collect(),
    }
}
