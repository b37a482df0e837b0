//! What a template is tried on: a sample journal, and one with nothing in it but a target.

use anyhow::{Context as _, Result};

use super::check::held_against;
use super::document_data::{DocumentData, DocumentRequest};
use super::document_text::template_context;
use crate::app::App;
use crate::cli::DocumentOptions;
use crate::commands::context::Context;
use crate::commands::demo;
use crate::commands::template::lookup::FoundTemplate;
use crate::domain::lint::LintReport;
use crate::render::document::TemplateContext;
use crate::store::{Access, Store};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleJournal {
    Full,
    Empty,
}

impl SampleJournal {
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Empty => "empty",
        }
    }
}

/// Holds a document of the sample against its template's rules.
pub type SampleCheck<'j> = dyn Fn(&str) -> Result<LintReport> + 'j;

/// Calls back with each sample's values, and with what holds a document of them against the rules.
pub fn with_samples(
    found: &FoundTemplate, app: &App<'_>,
    mut each: impl FnMut(SampleJournal, &TemplateContext<'_>, &SampleCheck<'_>) -> Result<()>,
) -> Result<()> {
    let folder = tempfile::tempdir().context("no folder can be made for a sample journal")?;
    for (sample, file) in [(SampleJournal::Full, "full.db"), (SampleJournal::Empty, "empty.db")] {
        let path = folder.path().join(file);
        Store::create(&path)?;
        let mut store = Store::open(&path, Access::Write)?;
        demo::fill(&mut store, app, sample == SampleJournal::Full)?;
        let mut paths = app.paths.clone();
        paths.journal = Some(path);
        let context = Context::load(&paths, &store)?;
        let request = DocumentRequest::new(&DocumentOptions::default(), &found.template);
        let data = DocumentData::load(&request, &store, &context, app)?;
        let check = |text: &str| held_against(text, found, &data, app, false);
        each(sample, &template_context(found, &data), &check)?;
    }
    Ok(())
}
