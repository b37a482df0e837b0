//! `promo framework diff`: what changed between two versions of a framework, and which entries that touches.

use anyhow::Result;

use super::super::context::{framework_library, view};
use super::lookup::{NamedFramework, named};
use crate::app::App;
use crate::catalog::framework_library::FrameworkLibrary;
use crate::cli::{ColorChoice, FrameworkDiffArgs, ListFormat};
use crate::domain::framework::diff::lost::{TaggedEntry, lost_tags};
use crate::domain::framework::diff::{counts, diff};
use crate::domain::tag::is_key;
use crate::error::Outcome;
use crate::render::framework_diff::{
    self as shown, ComparedVersion, FrameworkComparison, LostTagView, TouchedEntry,
};
use crate::render::json;
use crate::store::{Access, Store, StoreError};

pub fn run(args: &FrameworkDiffArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let shelf = framework_library(&app.paths);
    let (from, to) = match &args.to {
        Some(to) => (args.from.clone(), to.clone()),
        // A version is compared with what came after it, whichever of both is named.
        None => match args.from.rsplit_once('~') {
            Some((key, number)) if is_key(key) && number.bytes().all(|byte| byte.is_ascii_digit()) => {
                (args.from.clone(), key.to_owned())
            }
            _ => (format!("{}~", args.from), args.from.clone()),
        },
    };
    let (from, to) = (named(&shelf, &from)?, named(&shelf, &to)?);
    let differences = diff(&from.own, &to.own);
    let comparison = FrameworkComparison {
        from: side(&from),
        to: side(&to),
        counts: counts(&differences),
        differences,
        lost: lost_by_entries(app, &shelf, from, to)?,
    };
    let text = match args.format {
        ListFormat::Table => shown::table(&comparison, &view(app, color)),
        ListFormat::Json => json::versioned(&comparison)?,
    };
    app.show(&text)?;
    Ok(Outcome::Done)
}

fn side(named: &NamedFramework) -> ComparedVersion {
    ComparedVersion {
        name: named.name.clone(),
        framework: named.own.key.to_string(),
        hash: named.hash.clone(),
    }
}

/// What the journal's tags lose from one to the other, both read as they would be in force; `None` without a journal.
fn lost_by_entries(
    app: &App<'_>, shelf: &FrameworkLibrary, from: NamedFramework, to: NamedFramework,
) -> Result<Option<Vec<LostTagView>>> {
    let store = match Store::open(&app.paths.journal_file(), Access::Read) {
        Ok(store) => store,
        Err(StoreError::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let behaviours = store.profile()?.unwrap_or_default().behaviours;
    let read = |named: NamedFramework| shelf.as_read(shelf.over_its_base(named.own)?, behaviours);
    let (from, to) = (read(from)?, read(to)?);
    let tagged = store.tagged()?;
    let entries: Vec<TaggedEntry<'_>> = tagged.iter().map(|one| TaggedEntry { tags: &one.tags }).collect();
    let line = |at: usize| {
        let entry = tagged.get(at)?;
        let title = (!entry.confidential).then(|| entry.title.clone());
        Some(TouchedEntry { id: entry.id, uid: entry.uid, title })
    };
    let told = lost_tags(&entries, &from, &to).into_iter().map(|lost| LostTagView {
        entries: lost.entries.iter().filter_map(|at| line(*at)).collect(),
        tag: lost.tag,
        why: lost.why,
        proposal: lost.proposal,
    });
    Ok(Some(told.collect()))
}
