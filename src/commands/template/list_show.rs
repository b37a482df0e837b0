//! `promo template list` and `promo template show`.

use std::io::Write as _;

use anyhow::{Error, Result};

use super::lookup::{find, own_names, read};
use crate::app::App;
use crate::cli::{ColorChoice, ListFormat, TemplateListArgs, TemplateShowArgs};
use crate::commands::context::view;
use crate::error::Outcome;
use crate::render::json;
use crate::render::template::{Template, builtin};
use crate::render::templates::{self, ListedTemplate};

/// The schema of what every template is given.
const CONTEXT: &str = include_str!("../../../schema/exchange/template.schema.json");

/// Runs `template list`.
pub fn list(args: &TemplateListArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let own = own_names(&app.paths);
    let mut all = Vec::new();
    for (name, text) in builtin::ALL.iter().filter(|(name, _)| !own.iter().any(|own| own == name)) {
        let head = Template::read(name, name, text).map(|template| template.head);
        all.push(ListedTemplate::new(name, None, head.map_err(|fault| fault.to_string())));
    }
    for name in &own {
        let path = app.paths.templates().join(format!("{name}.md"));
        // One that is broken hides none of the others.
        let head = read(&path).map(|found| found.template.head).map_err(|error| why(&error));
        all.push(ListedTemplate::new(name, Some(path.display().to_string()), head));
    }
    let text = match args.format {
        ListFormat::Table => templates::list(&all, &view(app, color)),
        ListFormat::Json => json::envelope("templates", &all)?,
    };
    app.show(&text)?;
    Ok(Outcome::Done)
}

/// An error with its causes, each told once.
fn why(error: &Error) -> String {
    let mut told: Vec<String> = error.chain().map(ToString::to_string).collect();
    told.dedup();
    told.join(": ")
}

/// Runs `template show`.
pub fn show(args: &TemplateShowArgs, app: &mut App<'_>) -> Result<Outcome> {
    let Some(name) = args.name.as_deref().filter(|_| !args.context) else {
        app.out.write_all(CONTEXT.as_bytes())?;
        return Ok(Outcome::Done);
    };
    let found = find(Some(name), app)?;
    app.out.write_all(found.text().as_bytes())?;
    Ok(Outcome::Done)
}
