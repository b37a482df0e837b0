//! `promo framework check`: what is odd in a framework.

use std::io::Write as _;

use anyhow::Result;

use super::super::context::{framework_library, view};
use super::list_show::in_force;
use super::lookup::named;
use crate::app::App;
use crate::catalog::{builtin, sfia};
use crate::cli::{ColorChoice, FrameworkCheckArgs, ListFormat};
use crate::domain::framework::check::{CheckContext, check};
use crate::error::{Outcome, hinted};
use crate::render::framework_check::{self as shown, CheckJson};
use crate::render::json;

pub fn run(args: &FrameworkCheckArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let shelf = framework_library(&app.paths);
    let name = match &args.framework {
        Some(name) => name.clone(),
        None => in_force(app)?.framework,
    };
    let own = named(&shelf, &name)?.own;
    let layered = shelf.over_its_base(own.clone())?;
    let catalogue = builtin::own_layer(sfia::KEY).ok_or_else(|| hinted("SFIA's table is missing", ""))?;
    let (official, built_in) = (shelf.official()?, builtin::own_layer(builtin::DEFAULT));
    let findings = check(
        &own,
        &CheckContext {
            layered: &layered,
            sfia: &catalogue,
            official: official.as_ref(),
            built_in: built_in.as_ref(),
            frameworks: &shelf.keys()?,
        },
    );
    let text = match args.format {
        ListFormat::Table => shown::table(&own, &findings, &view(app, color)),
        ListFormat::Json => json::whole(&CheckJson::new(&own, &findings))?,
    };
    app.out.write_all(text.as_bytes())?;
    Ok(if findings.is_empty() { Outcome::Done } else { Outcome::Found })
}
