//! How new the entries are that the document would cite.

use anyhow::Result;

use crate::commands::context::Context;
use crate::commands::target_selection::place;
use crate::domain::coverage::{CoverageFrame, Evidence};
use crate::domain::dates::Window;
use crate::domain::document::choice::choose;
use crate::domain::document::recency::Recency;
use crate::domain::journal::Target;
use crate::store::Store;

/// That of what `promo export` would choose. A document is written for the target in use alone, and where somebody
/// asks for the last weeks it is no wonder that all of it is new.
pub fn cited(
    target: Option<&Target>, ground: &Context, evidence: &Evidence, frame: CoverageFrame, store: &Store,
) -> Result<Option<Recency>> {
    let Some(target) = target.filter(|_| frame.window == Window::to(frame.today)) else { return Ok(None) };
    let (_, at) = place(ground, target)?;
    let asked = ground.framework.asked(at, &target.groups);
    let choice = choose(&asked, evidence, frame, &store.picks()?);
    Ok(Recency::of_choice(&choice, evidence, frame.today))
}

/// The warning, where nearly all of it is new.
pub fn warning(recency: &Recency) -> Option<String> {
    let Recency { cited, recent, after } = recency;
    recency.is_too_high().then(|| {
        format!(
            "{recent} of the {cited} entries that the document would cite are from after {after}: tell older work too \
             (promo pick chooses it)"
        )
    })
}
