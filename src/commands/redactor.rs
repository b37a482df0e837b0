//! The redactor of a journal, and what is said of what it hid; see [`crate::domain::redact`] for the rule.

use anyhow::Result;

use crate::app::App;
use crate::domain::redact::{RedactionLog, Redactor, Terms};
use crate::render::redaction::{hidden, left_out};
use crate::store::{Store, StoreError};

/// One that knows the journal's terms; confidential entries may be shown where that was asked for.
pub(crate) fn load(store: &Store, with_confidential: bool) -> Result<Redactor, StoreError> {
    Ok(Redactor::new(Terms::new(store.terms()?), with_confidential))
}

/// For a report: `None` at the owner's terminal, where nothing is hidden.
pub(crate) fn for_report(
    is_handed_on: bool, with_confidential: bool, store: &Store,
) -> Result<Option<Redactor>, StoreError> {
    is_handed_on.then(|| load(store, with_confidential)).transpose()
}

/// Says how many names were hidden, by kind, and which entries lost a link.
pub(crate) fn say_hidden(log: &RedactionLog, app: &mut App<'_>) -> Result<()> {
    for sentence in [hidden(log), left_out(log)].into_iter().flatten() {
        app.say(&sentence)?;
    }
    Ok(())
}
