//! One statement for each behaviour: the situation, the task, the action and the result of one piece of own work.
//!
//! An entry's context is the situation together with the task: why the work was needed, and what had to be achieved. A
//! journal has no other words for the task, and the title is none: it says what was done, so it opens the action. Who
//! wrote no goal into the context is not given one.
//!
//! Behaviours are told; where none is asked, expectations; where none is either, skills. A piece tells one statement only,
//! as long as others are left: the behaviour with the fewest pieces chooses first. It takes the piece that says most of
//! these, then the strongest. Help with the work of others is never told as one's own action.

use std::cmp::Reverse;

use super::{Outline, Shelf, Story, todo_for_piece};
use crate::domain::document::{Todo, says_led};
use crate::domain::entry::Part;
use crate::domain::framework::CriterionKind;
use crate::domain::ids::Level;
use crate::domain::update::slug;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Star {
    pub key: String,
    pub name: String,
    pub level: Level,
    /// A name for its place in the document.
    pub block: String,
    /// The work that it tells: its context is the situation and the task, its title and what was done the action.
    pub piece: Option<Story>,
    /// Whether it is still to be said that the person led it: they did, and its words do not say so.
    pub say_led: bool,
    /// Where the piece does not say what the situation and the task were.
    pub situation_todo: Option<Todo>,
    /// Where it does not say what was done.
    pub action_todo: Option<Todo>,
    /// Where it does not say what came of it.
    pub result_todo: Option<Todo>,
    /// What to type where there is no piece.
    pub todo: Option<Todo>,
}

/// The statements, in the order asked.
pub(super) fn stars(shelf: &Shelf<'_>) -> Vec<Star> {
    let asked = shelf.asked();
    let has = |kind: &CriterionKind| asked.iter().any(|asked| asked.criterion.kind == *kind);
    let Some(kind) =
        [CriterionKind::Behaviour, CriterionKind::Expectation, CriterionKind::Skill].into_iter().find(has)
    else {
        return Vec::new();
    };
    let own = shelf.own();
    let of_kind = (0..asked.len()).filter(|at| asked[*at].criterion.kind == kind);
    let mut open: Vec<(usize, Vec<usize>)> = of_kind
        .map(|at| (at, own.iter().copied().filter(|fact| shelf.covers(*fact, at)).collect()))
        .collect();
    open.sort_by_key(|(at, facts)| (facts.len(), *at));
    let mut taken: Vec<usize> = Vec::new();
    let mut stars: Vec<(usize, Star)> = Vec::new();
    for (at, facts) in open {
        let best = facts.iter().copied().enumerate().max_by_key(|(rank, fact)| {
            let parts = parts(shelf.outline(*fact));
            // They come the strongest first.
            (!taken.contains(fact), parts, Reverse(*rank))
        });
        let fact = best.map(|(_, fact)| fact);
        taken.extend(fact);
        let asked = &asked[at];
        let piece = fact.and_then(|fact| shelf.pieces(&[fact]).pop());
        let key = &asked.criterion.key;
        let todo = piece.is_none().then(|| Todo {
            say: format!("tell what you did that shows this at level {}", asked.level),
            command: format!(
                "promo log \"…\" -t {key}@{} --context \"…\" --did \"…\" --result \"…\"",
                asked.level
            ),
            entries: Vec::new(),
        });
        let lacks = |field: fn(&Story) -> &Option<String>, say: &str, option: &str| {
            let piece = piece.as_ref().filter(|piece| field(piece).is_none())?;
            Some(todo_for_piece(piece, say, option))
        };
        stars.push((
            at,
            Star {
                key: key.to_string(),
                name: asked.criterion.name.to_string(),
                level: asked.level,
                block: format!("star-{}", slug(key)),
                situation_todo: lacks(
                    |piece| &piece.context,
                    "say what the situation was and what had to be achieved",
                    "context",
                ),
                say_led: piece.as_ref().is_some_and(say_led),
                action_todo: lacks(|piece| &piece.did, "say what you did yourself", "did"),
                result_todo: lacks(
                    |piece| &piece.result,
                    "say what came of it, with a number and its baseline",
                    "result",
                ),
                piece,
                todo,
            },
        ));
    }
    stars.sort_by_key(|(at, _)| *at);
    stars.into_iter().map(|(_, star)| star).collect()
}

/// Whether a piece was led and says so nowhere in the action.
fn say_led(piece: &Story) -> bool {
    let mut action = [Some(&piece.title), piece.did.as_ref()].into_iter().flatten();
    piece.part == Part::Led && !action.any(|text| says_led(text))
}

/// How much an entry tells besides its title: the context, the contribution, the result.
fn parts(outline: Outline) -> u8 {
    u8::from(outline.context) + u8::from(outline.did) + u8::from(outline.result)
}
