//! The template of a name: a file, one in the configuration's folder, or a built-in one.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result};

use crate::app::App;
use crate::app::paths::Paths;
use crate::app::untrusted_file::{self, UntrustedFileError};
use crate::catalog::nearest;
use crate::error::{hinted, with_hint};
use crate::render::template::template_error::{TemplateError, Unknown};
use crate::render::template::{Template, builtin};
use crate::render::text::{clean, list};

const MOST_NAMED: usize = 32;

/// A template, and where it is from.
pub struct FoundTemplate {
    pub template: Template,
    /// Its file, where it is not built in.
    pub own: Option<TemplateFile>,
}

impl FoundTemplate {
    pub fn text(&self) -> &str {
        match &self.own {
            Some(own) => &own.text,
            None => builtin::find(&self.template.name).unwrap_or_default(),
        }
    }
}

/// The file of a template that is not built in.
pub struct TemplateFile {
    pub path: PathBuf,
    pub text: String,
}

/// The built-in template of a name, also where somebody has their own of that name.
///
/// # Errors
/// There is none; a head that cannot be understood.
pub fn builtin_of(name: &str) -> Result<FoundTemplate> {
    let read = Template::builtin(name).with_context(|| format!("promo has no template `{name}`"))?;
    Ok(FoundTemplate { template: read.map_err(faulty)?, own: None })
}

/// The template of a name or a file, or the one that is taken without.
///
/// # Errors
/// There is none, with those there are; a head that cannot be understood.
pub fn find(name: Option<&str>, app: &mut App<'_>) -> Result<FoundTemplate> {
    let name = name.unwrap_or(builtin::DEFAULT);
    if is_path(name) {
        return read(Path::new(name));
    }
    let own = app.paths.templates().join(format!("{name}.md"));
    let is_builtin = builtin::find(name).is_some();
    if is_name(name) && own.symlink_metadata().is_ok() {
        if is_builtin {
            let line = format!("`{name}` is your own, {}, in place of promo's.", own.display());
            app.say(&clean(&line))?;
        }
        return read(&own);
    }
    match is_builtin {
        true => builtin_of(name),
        false => {
            let known = builtin::ALL.iter().map(|(known, _)| (*known).to_owned());
            let own = own_names(&app.paths).into_iter().filter(|own| builtin::find(own).is_none());
            let known = known.chain(own).collect();
            let unknown = Unknown { name: name.to_owned(), known };
            Err(hinted(format!("there is no template `{name}`"), hint_of(&unknown)))
        }
    }
}

/// Whether something names a file, not a template.
pub fn is_path(name: &str) -> bool {
    name.contains(['/', std::path::MAIN_SEPARATOR]) || name.ends_with(".md")
}

/// Whether something can be the name of a template in the configuration's folder.
pub fn is_name(name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !name.is_empty() && name.chars().all(part) && !name.starts_with('-')
}

/// The names of the templates in the configuration's folder, in their order.
pub fn own_names(places: &Paths) -> Vec<String> {
    let files = std::fs::read_dir(places.templates()).into_iter().flatten().flatten();
    let name = |file: std::fs::DirEntry| Some(file.file_name().to_str()?.strip_suffix(".md")?.to_owned());
    let mut names: Vec<String> = files.filter_map(name).filter(|name| is_name(name)).collect();
    names.sort_unstable();
    names
}

/// Reads a template's file.
///
/// # Errors
/// None that can be read; a head that cannot be understood.
pub fn read(path: &Path) -> Result<FoundTemplate> {
    let shown = path.display().to_string();
    let text = untrusted_file::read(path).map_err(|fault| {
        let hint = match fault {
            UntrustedFileError::Missing => {
                "promo template list shows those there are; promo template new NAME makes one"
            }
            UntrustedFileError::NoText(_) => "save it as UTF-8",
            UntrustedFileError::TooLong(_) => "make it shorter: a template is a page of Markdown",
            _ => "name the template's file",
        };
        with_hint(Error::new(fault).context(format!("the template `{shown}` cannot be read")), hint)
    })?;
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut template = Template::read(&name, &shown, &text).map_err(faulty)?;
    template.is_own = true;
    Ok(FoundTemplate { template, own: Some(TemplateFile { path: path.to_owned(), text }) })
}

/// A template's fault as the error of a command.
pub fn faulty(fault: TemplateError) -> Error {
    match fault.unknown.as_ref().map(hint_of).filter(|hint| !hint.is_empty()) {
        Some(hint) => with_hint(fault.into(), hint),
        None => fault.into(),
    }
}

/// What could have been meant by a name, and what there is.
pub fn hint_of(Unknown { name, known }: &Unknown) -> String {
    let near = nearest(name, known, |known| vec![known.as_str()]);
    let ticked = |names: Vec<&String>| names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    let all = match known.get(..MOST_NAMED) {
        Some(first) if known.len() > MOST_NAMED => {
            format!("{} and others", ticked(first.iter().collect()).join(", "))
        }
        _ => list(&ticked(known.iter().collect()), "and"),
    };
    let verb = if known.len() == 1 { "is" } else { "are" };
    match (near.is_empty(), known.is_empty()) {
        (_, true) => String::new(),
        (true, _) => format!("there {verb} {all}"),
        (false, _) => format!("did you mean {}? There {verb} {all}", list(&ticked(near), "or")),
    }
}
