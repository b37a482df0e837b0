//! What is asked, each with the work that shows it.

use super::{Shelf, Story};
use crate::domain::document::Todo;
use crate::domain::framework::CriterionKind;
use crate::domain::ids::Level;
use crate::domain::update::slug;

/// How many pieces of each are told.
const PIECES: usize = 3;

/// A criterion, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionShown {
    pub key: String,
    pub kind: CriterionKind,
    pub name: String,
    pub level: Level,
    /// A name for its place in the document.
    pub block: String,
    /// The strongest pieces that show it at that level, help given among them.
    pub pieces: Vec<Story>,
    /// Where there are none: the strongest that show it at another level, or at none that was said.
    pub below: Vec<Story>,
    /// What to type where there is neither.
    pub todo: Option<Todo>,
}

/// Each that is asked, in that order.
pub(super) fn criteria(shelf: &Shelf<'_>) -> Vec<CriterionShown> {
    let asked = shelf.asked().iter().enumerate();
    asked
        .map(|(place, asked)| {
            let key = &asked.criterion.key;
            let shown = shelf.shown(key);
            let of = |at_level: bool| {
                let mut facts = shown.clone();
                facts.retain(|at| shelf.covers(*at, place) == at_level);
                shelf.strongest_first(&mut facts);
                facts.truncate(PIECES);
                shelf.pieces(&facts)
            };
            let pieces = of(true);
            let below = if pieces.is_empty() { of(false) } else { Vec::new() };
            let todo = (pieces.is_empty() && below.is_empty()).then(|| Todo {
                say: format!("tell of work that shows {}", asked.criterion.name),
                command: format!("promo log \"…\" -t {key}@{}", asked.level),
                entries: Vec::new(),
            });
            CriterionShown {
                key: key.to_string(),
                kind: asked.criterion.kind,
                name: asked.criterion.name.to_string(),
                level: asked.level,
                block: slug(key),
                pieces,
                below,
                todo,
            }
        })
        .collect()
}
