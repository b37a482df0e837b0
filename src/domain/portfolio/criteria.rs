//! What is required, each with the stories that show it.

use serde::Serialize;

use super::EligibleEntries;
use super::story::{Stories, Story};
use crate::domain::document::Todo;
use crate::domain::framework::CriterionKind;
use crate::domain::ids::Level;
use crate::domain::update::slug;

/// How many stories of each are told.
const STORIES: usize = 3;

/// A criterion, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionStories {
    pub key: String,
    pub kind: CriterionKind,
    pub name: String,
    /// The level required.
    pub level: Level,
    pub block: String,
    /// The strongest that show it at that level, help given among them.
    pub pieces: Vec<Story>,
    /// Where there are none: the strongest that show it at another level, or at none that was stated.
    pub below: Vec<Story>,
    /// What to type where there is neither.
    pub todo: Option<Todo>,
}

/// The facts of one required criterion.
pub(super) struct CriterionSelection {
    at_level: Vec<usize>,
    below: Vec<usize>,
}

impl CriterionSelection {
    pub(super) fn facts(&self) -> impl Iterator<Item = &usize> {
        self.at_level.iter().chain(&self.below)
    }
}

/// Those of each required criterion, in that order.
pub(super) fn select(eligible: &EligibleEntries<'_>) -> Vec<CriterionSelection> {
    let required = eligible.required().iter().enumerate();
    let select = required.map(|(place, required)| {
        let tagged = eligible.tagged(&required.criterion.key);
        let strongest = |at_level: bool| {
            let mut facts = tagged.clone();
            facts.retain(|at| eligible.covers(*at, place) == at_level);
            eligible.strongest_first(&mut facts);
            facts.truncate(STORIES);
            facts
        };
        let at_level = strongest(true);
        let below = if at_level.is_empty() { strongest(false) } else { Vec::new() };
        CriterionSelection { at_level, below }
    });
    select.collect()
}

pub(super) fn criteria(selection: &[CriterionSelection], stories: &Stories<'_>) -> Vec<CriterionStories> {
    let required = stories.eligible.required().iter().zip(selection);
    let criterion = required.map(|(required, selection)| {
        let (criterion, level) = (required.criterion, required.level);
        let (pieces, below) = (stories.of(&selection.at_level), stories.of(&selection.below));
        let todo = (pieces.is_empty() && below.is_empty()).then(|| {
            let say = format!("tell of work that shows {}", criterion.name);
            Todo::new(say, format!("promo log \"…\" -t {}@{level}", criterion.key))
        });
        CriterionStories {
            key: criterion.key.to_string(),
            kind: criterion.kind,
            name: criterion.name.to_string(),
            level,
            block: slug(&criterion.key),
            pieces,
            below,
            todo,
        }
    });
    criterion.collect()
}
