//! What was done in a period, by project, selected so that it stays readable however much there is.
//!
//! A story is told that says what was done, what came of it, or what it is evidence of; a bare title of something untagged
//! is not. The projects with the strongest work come first, the strongest work first in each; work of no project comes
//! last. Each has its strongest story, then each its second, as long as there is room for the words. What is not told is
//! counted, for its owner and for templates that want to say so; promo's own hands on no claim of work that is not there
//! to be read.

use std::cmp::Reverse;

use serde::Serialize;

use super::EligibleEntries;
use super::story::{Stories, Story};

const THEMES: usize = 5;
/// How many stories of each, and of what is no project's.
const STORIES: usize = 3;
/// How many words of titles, contributions and results there is room for.
const WORDS: u32 = 700;

/// The work of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Theme {
    /// The project's name; `None` for work of no project.
    pub name: Option<String>,
    pub block: String,
    /// The strongest.
    pub pieces: Vec<Story>,
    /// How many others there are.
    pub more: usize,
}

/// The work of the period.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Review {
    pub themes: Vec<Theme>,
    /// How many stories are in no theme.
    pub more: usize,
}

pub(super) struct ReviewSelection {
    themes: Vec<ThemeSelection>,
}

struct ThemeSelection {
    project: Option<u32>,
    facts: Vec<usize>,
    more: usize,
}

impl ReviewSelection {
    pub(super) fn facts(&self) -> impl Iterator<Item = &usize> {
        self.themes.iter().flat_map(|theme| &theme.facts)
    }
}

fn says_something(eligible: &EligibleEntries<'_>, at: usize) -> bool {
    let outline = eligible.outline(at);
    eligible.fact(at).tagged || outline.has_did || outline.has_result
}

pub(super) fn select(eligible: &EligibleEntries<'_>) -> ReviewSelection {
    let mut groups: Vec<(Option<u32>, Vec<usize>)> = Vec::new();
    for at in eligible.facts.iter().copied().filter(|at| says_something(eligible, *at)) {
        let of = eligible.fact(at).project;
        match groups.iter_mut().find(|(project, _)| *project == of) {
            Some((_, facts)) => facts.push(at),
            None => groups.push((of, vec![at])),
        }
    }
    groups.sort_by_cached_key(|(project, facts)| (project.is_none(), Reverse(eligible.strength(facts))));
    let mut projects = 0;
    groups.retain(|(project, _)| {
        projects += usize::from(project.is_some());
        project.is_none() || projects <= THEMES
    });
    for (_, facts) in &mut groups {
        eligible.strongest_first(facts);
    }
    let room = room(eligible, &groups);
    let themes = groups.into_iter().zip(room).map(|((project, mut facts), room)| {
        let more = facts.len() - room;
        facts.truncate(room);
        ThemeSelection { project, facts, more }
    });
    ReviewSelection { themes: themes.collect() }
}

/// How many stories of each group are told: one, and more as long as there is room.
fn room(eligible: &EligibleEntries<'_>, groups: &[(Option<u32>, Vec<usize>)]) -> Vec<usize> {
    let mut room = vec![0; groups.len()];
    let mut words = 0;
    for rank in 0..STORIES {
        for (at, (_, facts)) in groups.iter().enumerate() {
            let Some(fact) = facts.get(rank) else { continue };
            let of_story = eligible.outline(*fact).words;
            // Nothing is told after a gap: the strongest stay the strongest.
            if rank == 0 || (room[at] == rank && words + of_story <= WORDS) {
                room[at] = rank + 1;
                words += of_story;
            }
        }
    }
    room
}

pub(super) fn review(selection: &ReviewSelection, stories: &Stories<'_>) -> Review {
    let theme = |theme: &ThemeSelection| {
        let pieces = stories.of(&theme.facts);
        let (name, block) = (pieces.first()?.project.clone(), stories.eligible.place_of(theme.project));
        Some(Theme { name, block, more: theme.more, pieces })
    };
    let themes: Vec<Theme> = selection.themes.iter().filter_map(theme).collect();
    let in_themes: usize = themes.iter().map(|theme| theme.pieces.len() + theme.more).sum();
    Review { themes, more: stories.eligible.facts.len() - in_themes }
}
