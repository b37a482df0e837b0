//! A document as its template makes it, in the forms in which it is read, checked, updated and written.

use std::collections::BTreeSet;
use std::fmt::Display;

use anyhow::{Error, Result};

use super::document_data::DocumentData;
use super::provenance::Provenance;
use crate::app::App;
use crate::cli::OnSensitive;
use crate::commands::template::fill::fill;
use crate::commands::template::lookup::FoundTemplate;
use crate::domain::ids::EntryNo;
use crate::domain::lint::cited;
use crate::domain::update::{MarkError, seal, strip};
use crate::error::hinted;
use crate::render::document::TemplateContext;
use crate::render::omissions;
use crate::render::redaction::{PROFILE, notice, refused};

/// What a template is given.
pub fn template_context<'c>(found: &'c FoundTemplate, data: &'c DocumentData<'_>) -> TemplateContext<'c> {
    let confidential = data.redactions.confidential.len();
    TemplateContext::new(&found.template.name, &data.draft, data.portfolio.as_ref(), confidential)
}

/// What the template makes, and nothing else.
pub fn filled(found: &FoundTemplate, data: &DocumentData<'_>, app: &App<'_>) -> Result<String> {
    fill(found, &template_context(found, data), app)
}

/// The document with its marks. Whatever the template, also somebody's own, it says first that it tells confidential
/// entries.
///
/// # Errors
/// A template that cannot be filled; something that had to be hidden where that is refused.
pub fn marked(
    found: &FoundTemplate, data: &mut DocumentData<'_>, on_sensitive: OnSensitive, app: &App<'_>,
) -> Result<String> {
    let text = filled(found, data, app)?;
    // Only promo's own templates are sure to cite whatever they tell; of any other it is not known what it leaves out.
    if found.own.is_none() {
        let cited: BTreeSet<EntryNo> = cited(&text).into_iter().flat_map(|(_, ids)| ids).collect();
        if !cited.is_empty() {
            data.redactions.retain(&cited);
        }
    }
    refuse_hidden(data, on_sensitive)?;
    let Some(notice) = notice(data.redactions.confidential.len()) else { return Ok(text) };
    // A block of its own, so that an update of a file adds it too.
    let mark = if text.starts_with("<!-- promo:block ") { "<!-- promo:block confidential -->\n" } else { "" };
    Ok(format!("{mark}**{notice}**\n\n{text}"))
}

/// The document for reading: without the marks of its blocks.
pub fn readable(found: &FoundTemplate, data: &mut DocumentData<'_>, app: &App<'_>) -> Result<String> {
    Ok(strip(&marked(found, data, OnSensitive::Hide, app)?))
}

/// The document for a file that somebody will work on: each block sealed, so that an update can tell what was changed.
///
/// # Errors
/// Marks that the template should not have made.
pub fn sealed(text: &str, provenance: &Provenance) -> Result<String> {
    seal(text, &provenance.to_string()).map_err(|error| mark_error(&provenance.template, error))
}

/// The document to hand in.
///
/// # Errors
/// Marks that the template should not have made.
pub fn clean(text: &str, template_file: &str) -> Result<String> {
    crate::domain::update::clean(text).map_err(|error| mark_error(template_file, error))
}

/// Marks that cannot be understood, with where they are.
pub fn mark_error(file: impl Display, MarkError { line, fault }: MarkError) -> Error {
    Error::msg(format!("`{file}`, line {line}: {fault}"))
}

/// # Errors
/// Something had to be hidden, and that is refused.
pub fn refuse_hidden(data: &DocumentData<'_>, on_sensitive: OnSensitive) -> Result<()> {
    let lines = match on_sensitive {
        OnSensitive::Refuse => refused(&data.redactions),
        OnSensitive::Hide => Vec::new(),
    };
    if lines.is_empty() {
        return Ok(());
    }
    let of_profile = lines.iter().any(|line| line.starts_with(PROFILE));
    Err(hinted(
        omissions::refused(&lines, of_profile),
        "promo edit ID changes the words; without --strict they are hidden",
    ))
}
