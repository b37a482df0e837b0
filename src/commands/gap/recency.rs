//! How recent the entries are that the document would cite.

use anyhow::Result;

use crate::commands::assessment::AssessmentScope;
use crate::commands::target_selection::place;
use crate::domain::coverage::{CoverageFrame, Evidence};
use crate::domain::dates::Window;
use crate::domain::document::choice::choose;
use crate::domain::document::recency::Recency;
use crate::store::Store;

/// That of what `promo export` would choose. A document is written for the target in use alone, and where somebody
/// asks for the last weeks it is no wonder that all of it is new.
pub(crate) fn cited(
    scope: &AssessmentScope<'_>, evidence: &Evidence, frame: CoverageFrame, store: &Store,
) -> Result<Option<Recency>> {
    let target = scope.target_in_use().filter(|_| frame.window == Window::to(frame.today));
    let Some(target) = target else { return Ok(None) };
    let (_, at) = place(scope.context, target)?;
    let asked = scope.context.framework.asked(at, &target.groups);
    let choice = choose(&asked, evidence, frame, &store.picks()?);
    Ok(Recency::of_choice(&choice, evidence, frame.today))
}
