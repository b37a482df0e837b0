//! `promo framework export`: a framework as promo's own TOML, to be edited by hand or kept in a team's repository.

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

use super::super::context::{framework_library, unknown_framework};
use super::list_show::in_force;
use crate::app::App;
use crate::app::output::write_file;
use crate::catalog::toml_writer;
use crate::cli::FrameworkExportArgs;
use crate::error::Outcome;

pub fn run(args: &FrameworkExportArgs, app: &mut App<'_>) -> Result<Outcome> {
    let shelf = framework_library(&app.paths);
    let key = match &args.key {
        Some(key) => key.clone(),
        None => in_force(app)?.framework,
    };
    let framework = if args.layered { shelf.layered(&key)? } else { shelf.own_layer(&key)? };
    let framework = framework.ok_or_else(|| unknown_framework(&shelf, &key))?;
    let text = toml_writer::write(&framework)?;
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => {
            write_file(path, text.as_bytes(), args.force)?;
            writeln!(app.out, "{}", path.display())?;
        }
        None => app.out.write_all(text.as_bytes())?,
    }
    Ok(Outcome::Done)
}
