//! One statement for each behaviour: the situation, the task, the action and the result of one piece of own work.
//!
//! An entry's context is the situation together with the task: why the work was needed, and what had to be achieved. A
//! journal has no other words for the task, and the title is none: it says what was done, so it opens the action. Who
//! wrote no goal into the context is not given one.
//!
//! Behaviours are told; where none is required, expectations; where none is either, skills. An entry tells one statement
//! only, as long as others are left: the behaviour with the fewest entries chooses first. It takes the entry that says most
//! of these, then the strongest. Help with the work of others is never told as one's own action.

use std::cmp::Reverse;

use serde::Serialize;

use super::EligibleEntries;
use super::story::{Outline, Stories, Story};
use crate::domain::document::{Todo, says_led};
use crate::domain::entry::Part;
use crate::domain::framework::CriterionKind;
use crate::domain::ids::Level;
use crate::domain::update::slug;

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Star {
    pub key: String,
    pub name: String,
    pub level: Level,
    pub block: String,
    /// Its context is the situation and the task, its title and what was done the action.
    pub piece: Option<Story>,
    /// Whether it is still to be said that the person led it: they did, and its words do not say so.
    pub say_led: bool,
    pub situation_todo: Option<Todo>,
    pub action_todo: Option<Todo>,
    pub result_todo: Option<Todo>,
    /// What to type where there is no story.
    pub todo: Option<Todo>,
}

/// A required criterion, by its index, and the fact that tells it.
pub(super) struct StarSelection {
    required: usize,
    pub(super) fact: Option<usize>,
}

/// One for each behaviour, in the order required.
pub(super) fn select(eligible: &EligibleEntries<'_>) -> Vec<StarSelection> {
    let required = eligible.required();
    let is_required = |kind: &CriterionKind| required.iter().any(|required| required.criterion.kind == *kind);
    let kinds = [CriterionKind::Behaviour, CriterionKind::Expectation, CriterionKind::Skill];
    let Some(kind) = kinds.into_iter().find(is_required) else { return Vec::new() };
    let own = eligible.own();
    let of_kind = (0..required.len()).filter(|at| required[*at].criterion.kind == kind);
    let mut open: Vec<(usize, Vec<usize>)> = of_kind
        .map(|at| (at, own.iter().copied().filter(|fact| eligible.covers(*fact, at)).collect()))
        .collect();
    open.sort_by_key(|(at, facts)| (facts.len(), *at));
    let mut taken: Vec<usize> = Vec::new();
    let mut stars = Vec::new();
    for (required, facts) in open {
        let best = facts.iter().copied().enumerate().max_by_key(|(rank, fact)| {
            // They come the strongest first.
            (!taken.contains(fact), parts(eligible.outline(*fact)), Reverse(*rank))
        });
        let fact = best.map(|(_, fact)| fact);
        taken.extend(fact);
        stars.push(StarSelection { required, fact });
    }
    stars.sort_by_key(|star| star.required);
    stars
}

/// How many of the context, the contribution and the result an entry has.
fn parts(outline: Outline) -> u8 {
    u8::from(outline.has_context) + u8::from(outline.has_did) + u8::from(outline.has_result)
}

pub(super) fn stars(selection: &[StarSelection], stories: &Stories<'_>) -> Vec<Star> {
    selection.iter().map(|selection| star(selection, stories)).collect()
}

fn star(selection: &StarSelection, stories: &Stories<'_>) -> Star {
    let required = &stories.eligible.required()[selection.required];
    let (key, level) = (&required.criterion.key, required.level);
    let piece = selection.fact.and_then(|fact| stories.one(fact));
    let todo = piece.is_none().then(|| {
        Todo::new(
            format!("tell what you did that shows this at level {level}"),
            format!("promo log \"…\" -t {key}@{level} --context \"…\" --did \"…\" --result \"…\""),
        )
    });
    let lacks = |field: fn(&Story) -> &Option<String>, say: &str, option: &str| {
        let piece = piece.as_ref().filter(|piece| field(piece).is_none())?;
        Some(piece.todo(say, option))
    };
    Star {
        key: key.to_string(),
        name: required.criterion.name.to_string(),
        level,
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
    }
}

/// Whether a story was led and says so nowhere in the action.
fn say_led(story: &Story) -> bool {
    let mut action = [Some(&story.title), story.did.as_ref()].into_iter().flatten();
    story.part == Part::Led && !action.any(|text| says_led(text))
}
