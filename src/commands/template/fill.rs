//! A template with its values: promo's own here, any other in a process that can neither hang nor harm this one.

use std::path::Path;

use anyhow::{Error, Result, anyhow};
use serde::Serialize;

use super::lookup::{FoundTemplate, TemplateFile, faulty};
use crate::app::App;
use crate::app::sandbox::{self, SandboxError};
use crate::error::with_hint;
use crate::render::template::template_error::TemplateError;

/// The first line of an answer that is a text.
pub(super) const TEXT: &[u8] = b"text\n";
/// The first line of an answer that is a fault.
pub(super) const FAULT: &[u8] = b"fault\n";

/// The first line of an answer that is a list of names.
pub(super) const NAMES: &[u8] = b"names\n";

#[derive(Serialize)]
struct Request<'r, C> {
    name: &'r str,
    file: &'r str,
    folder: &'r Path,
    text: &'r str,
    context: &'r C,
    /// Whether to tell the names that are not in the context, and to fill nothing.
    names: bool,
}

pub fn fill(found: &FoundTemplate, context: &(impl Serialize + Sync), app: &App<'_>) -> Result<String> {
    match &found.own {
        None => found.template.fill(context).map_err(faulty),
        Some(own) => fill_own(found, own, context, &app.program)?.map_err(faulty),
    }
}

/// What became of a template that was tried.
pub enum FillOutcome {
    Text(String),
    /// It asks for what there is not.
    Faulty(TemplateError),
    /// It took too much and was ended: trying it once more would take as long.
    Ended(TemplateError),
}

/// As [`fill`], with a template's own fault as a value.
pub fn try_fill(
    found: &FoundTemplate, context: &(impl Serialize + Sync), app: &App<'_>,
) -> Result<FillOutcome> {
    let filled = match &found.own {
        None => found.template.fill(context),
        Some(own) => match fill_own(found, own, context, &app.program) {
            Err(error) => match error.chain().find_map(|cause| cause.downcast_ref::<SandboxError>()) {
                Some(SandboxError::Start(_) | SandboxError::Ended(_)) | None => return Err(error),
                Some(runaway) => {
                    return Ok(FillOutcome::Ended(TemplateError::new(
                        &*found.template.file,
                        None,
                        runaway.to_string(),
                    )));
                }
            },
            Ok(filled) => filled,
        },
    };
    Ok(filled.map_or_else(FillOutcome::Faulty, FillOutcome::Text))
}

/// The names that a template asks for somewhere and that are not in what it is given. One that cannot even be read asks for
/// none: filling it tells why.
pub fn unknown_names(
    found: &FoundTemplate, context: &(impl Serialize + Sync), app: &App<'_>,
) -> Result<Vec<String>> {
    let Some(own) = &found.own else {
        let given = serde_json::to_value(context)?;
        let names: Vec<&str> = given.as_object().into_iter().flatten().map(|(name, _)| &**name).collect();
        return Ok(found.template.unknown(&names));
    };
    match ask(found, own, context, &app.program, true)? {
        Ok(answer) => match answer.strip_prefix(NAMES) {
            Some(names) => Ok(serde_json::from_slice(names)?),
            None => Ok(Vec::new()),
        },
        Err(error @ SandboxError::Start(_)) => Err(error.into()),
        Err(_) => Ok(Vec::new()),
    }
}

fn fill_own(
    found: &FoundTemplate, own: &TemplateFile, context: &(impl Serialize + Sync), program: &Path,
) -> Result<Result<String, TemplateError>> {
    let template = &found.template;
    let answer =
        ask(found, own, context, program, false)?.map_err(|runaway| told(runaway, &template.file))?;
    if let Some(text) = answer.strip_prefix(TEXT) {
        // What steers a terminal has no place in a document; the values' own is gone already.
        let steers = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
        return Ok(Ok(std::str::from_utf8(text)?.chars().filter(|c| !steers(c)).collect()));
    }
    match answer.strip_prefix(FAULT) {
        Some(fault) => Ok(Err(serde_json::from_slice(fault)?)),
        None => Err(anyhow!("`{}` was filled to no end", template.file)),
    }
}

fn ask(
    found: &FoundTemplate, own: &TemplateFile, context: &(impl Serialize + Sync), program: &Path, names: bool,
) -> Result<Result<Vec<u8>, SandboxError>> {
    let beside = own.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (folder, template) = (beside.canonicalize()?, &found.template);
    let (name, file) = (&*template.name, &*template.file);
    let request = Request { name, file, folder: &folder, text: &own.text, context, names };
    Ok(sandbox::run(program, |to| Ok(serde_json::to_writer(to, &request)?)))
}

/// The error of a template that took too much.
fn told(runaway: SandboxError, file: &str) -> Error {
    let hint = match runaway {
        SandboxError::Time => "look for a loop in a loop, or one over a large range",
        SandboxError::Memory | SandboxError::Text => {
            "look for a text that grows in a loop, or is repeated or indented much"
        }
        SandboxError::Depth => "look for values in values in values, or for a very long expression",
        SandboxError::Start(_) | SandboxError::Ended(_) => {
            "try again; promo's own templates need no other process"
        }
    };
    with_hint(Error::new(runaway).context(format!("`{file}` cannot be filled")), hint)
}
