//! What was done in a period, by project, chosen so that it stays readable however much there is.
//!
//! A piece is told that says what was done, what came of it, or what it is evidence of; a bare title of something untagged
//! is not. The projects with the strongest work come first, the strongest work first in each; work of no project comes
//! last. Each has its strongest piece, then each its second, as long as there is room for the words. What is not told is
//! counted, for its owner and for templates that want to say so; promo's own hands on no claim of work that is not there
//! to be read.

use std::cmp::Reverse;

use super::{Shelf, Story, Told};

const THEMES: usize = 5;
/// How many pieces of each, and of what is no project's.
const PIECES: usize = 3;
/// How many words of titles, contributions and results there is room for.
const WORDS: u32 = 700;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The project's name; `None` for work of no project.
    pub name: Option<String>,
    /// A name for its place in the document.
    pub block: String,
    pub pieces: Vec<Story>,
    pub more: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    pub themes: Vec<Theme>,
    /// How many pieces are in no theme.
    pub more: usize,
}

fn says_something(shelf: &Shelf<'_>, told: &Told<'_>) -> bool {
    let outline = shelf.outline(told.at);
    told.fact.tagged || outline.did || outline.result
}

pub(super) fn review(shelf: &Shelf<'_>) -> Review {
    let mut groups: Vec<(Option<u32>, Vec<usize>)> = Vec::new();
    for told in shelf.told.iter().filter(|told| says_something(shelf, told)) {
        match groups.iter_mut().find(|(project, _)| *project == told.fact.project) {
            Some((_, facts)) => facts.push(told.at),
            None => groups.push((told.fact.project, vec![told.at])),
        }
    }
    groups.sort_by_cached_key(|(project, facts)| (project.is_none(), Reverse(shelf.strength(facts))));
    let mut projects = 0;
    groups.retain(|(project, _)| {
        projects += usize::from(project.is_some());
        project.is_none() || projects <= THEMES
    });
    for (_, facts) in &mut groups {
        shelf.strongest_first(facts);
    }
    let room = room(shelf, &groups);
    let themes: Vec<Theme> = groups
        .into_iter()
        .zip(room)
        .filter_map(|((project, facts), room)| {
            let pieces = shelf.pieces(&facts[..room]);
            let name = pieces.first()?.project.clone();
            Some(Theme { block: shelf.place_of(project), name, more: facts.len() - room, pieces })
        })
        .collect();
    let in_themes: usize = themes.iter().map(|theme| theme.pieces.len() + theme.more).sum();
    Review { themes, more: shelf.told.len() - in_themes }
}

/// How many pieces of each group are told: one, and more as long as there is room.
fn room(shelf: &Shelf<'_>, groups: &[(Option<u32>, Vec<usize>)]) -> Vec<usize> {
    let mut room = vec![0; groups.len()];
    let mut words = 0;
    for rank in 0..PIECES {
        for (at, (_, facts)) in groups.iter().enumerate() {
            let Some(fact) = facts.get(rank) else { continue };
            let of_piece = shelf.outline(*fact).words;
            // Nothing is told after a gap: the strongest stay the strongest.
            if rank == 0 || (room[at] == rank && words + of_piece <= WORDS) {
                room[at] = rank + 1;
                words += of_piece;
            }
        }
    }
    room
}
