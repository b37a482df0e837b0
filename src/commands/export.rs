//! `promo export`: the promotion document.
//!
//! [`ExportArgs::action`] says which of six things is wanted, and each has its function. All but the copy of a file load
//! `document_data` and let a template make `document_text` of it. stdout, or the file of `-o`, holds the document alone;
//! `omissions` says on stderr which entries are not in it, and why. Only a file has the marks that an update needs: what
//! goes to stdout is read or piped on.

mod check;
mod document_data;
mod document_target;
mod document_text;
mod explain;
mod leak_check;
mod omissions;
mod provenance;
pub mod sample;
mod update;
mod worked_file;
mod write;

use anyhow::Result;

use crate::app::App;
use crate::cli::{ColorChoice, ExportAction, ExportArgs};
use crate::error::Outcome;

pub fn run(args: ExportArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    match args.action() {
        ExportAction::Write(action) => write::document(&action, app),
        ExportAction::Values(action) => write::values(&action, app),
        ExportAction::CleanCopy(action) => write::clean_copy(&action, app),
        ExportAction::Update(action) => update::run(&action, app, color),
        ExportAction::Check(action) => check::run(&action, app, color),
        ExportAction::Explain(action) => explain::run(&action, app, color),
    }
}
