//! Inside the other process: it limits itself, reads a template and its values on stdin, and answers on stdout.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use serde::Deserialize;

use super::fill::{FAULT, NAMES, TEXT};
use crate::app::App;
use crate::app::sandbox::{LONGEST, limit_self};
use crate::app::untrusted_file::{UntrustedFileError, read_inside};
use crate::error::Outcome;
use crate::render::template::template_error::TemplateError;
use crate::render::template::{Bounds, Given, Load, Template};

/// How many steps a template may make. A document of thousands of entries takes a hundredth of it.
const STEPS: u64 = 20_000_000;

#[derive(Deserialize)]
struct FillRequest {
    name: String,
    file: String,
    folder: PathBuf,
    text: String,
    context: Given,
    names: bool,
}

/// Runs it.
///
/// # Errors
/// A request that cannot be read; limits that cannot be set.
pub fn run(app: &mut App<'_>) -> Result<Outcome> {
    limit_self()?;
    let request: FillRequest = serde_json::from_reader(&mut app.input)?;
    if request.names {
        app.out.write_all(NAMES)?;
        serde_json::to_writer(&mut app.out, &unknown(&request))?;
        return Ok(Outcome::Done);
    }
    match fill(request) {
        Ok(text) => {
            app.out.write_all(TEXT)?;
            app.out.write_all(text.as_bytes())?;
        }
        Err(fault) => {
            app.out.write_all(FAULT)?;
            serde_json::to_writer(&mut app.out, &fault)?;
        }
    }
    Ok(Outcome::Done)
}

fn unknown(request: &FillRequest) -> Vec<String> {
    let Ok(template) = Template::read(&request.name, &request.file, &request.text) else { return Vec::new() };
    let names: Vec<String> =
        request.context.try_iter().into_iter().flatten().map(|name| name.to_string()).collect();
    template.unknown(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

fn fill(request: FillRequest) -> Result<String, TemplateError> {
    let FillRequest { name, file, folder, text, context, .. } = request;
    let template = Template::read(&name, &file, &text)?;
    let load: Load = Box::new(move |name| match read_inside(&folder, name) {
        Ok(text) => Ok(Some(text)),
        Err(UntrustedFileError::Missing) => Ok(None),
        Err(fault) => Err(fault.to_string()),
    });
    template.fill_bounded(&context, &Bounds { steps: STEPS, text: LONGEST }, load)
}
