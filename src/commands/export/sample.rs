//! What a template is tried on: a sample journal, and one with nothing in it but a target.

use anyhow::{Context as _, Result};

use super::check::held_against;
use super::document_data::DocumentData;
use crate::app::App;
use crate::cli::ExportArgs;
use crate::commands::context::Context;
use crate::commands::demo;
use crate::commands::template::lookup::FoundTemplate;
use crate::domain::lint::Report;
use crate::render::document::TemplateContext;
use crate::store::{Access, Store};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    Full,
    Empty,
}

impl Sample {
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Empty => "empty",
        }
    }
}

/// Holds a document of the sample against its template's rules.
pub type Judge<'j> = dyn Fn(&str) -> Result<Report> + 'j;

/// Calls back with each sample's values, and with what holds a document of them against the rules.
///
/// # Errors
/// A folder for them that cannot be written; what is called back.
pub fn with_samples(
    found: &FoundTemplate, app: &App<'_>,
    mut each: impl FnMut(Sample, &TemplateContext<'_>, &Judge<'_>) -> Result<()>,
) -> Result<()> {
    let folder = tempfile::tempdir().context("no folder can be made for a sample journal")?;
    let name = &found.template.name;
    for (sample, file) in [(Sample::Full, "full.db"), (Sample::Empty, "empty.db")] {
        let path = folder.path().join(file);
        Store::create(&path)?;
        let mut store = Store::open(&path, Access::Write)?;
        demo::fill(&mut store, app, sample == Sample::Full)?;
        let mut places = app.paths.clone();
        places.journal = Some(path);
        let ground = Context::load(&places, &store)?;
        let made = DocumentData::by(&ExportArgs::default(), &found.template, &store, &ground, app)?;
        let judge = |text: &str| held_against(text, found, &made, app, false);
        let asks = found.template.asks();
        let context =
            TemplateContext::new(name, &made.draft, made.book.as_ref()).keeping(|name| asks.has(name));
        each(sample, &context, &judge)?;
    }
    Ok(())
}
