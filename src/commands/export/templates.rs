//! The template that a document is made by.

use anyhow::{Error, Result};

use crate::catalog::nearest;
use crate::error::{hinted, with_hint};
use crate::render::template::fault::{Fault, Unknown};
use crate::render::template::{Template, builtin};
use crate::render::text::list;

/// The template of a name, or the one that is taken without.
///
/// # Errors
/// There is none of that name, with those there are.
pub fn find(name: Option<&str>) -> Result<Template> {
    let name = name.unwrap_or(builtin::DEFAULT);
    match Template::builtin(name) {
        Some(read) => read.map_err(faulty),
        None => {
            let known = builtin::ALL.iter().map(|(known, _)| (*known).to_owned()).collect();
            let unknown = Unknown { name: name.to_owned(), known };
            Err(hinted(format!("there is no template `{name}`"), known_names(&unknown)))
        }
    }
}

/// A template's fault as the error of a command.
pub fn faulty(fault: Fault) -> Error {
    match fault.unknown.as_ref().map(known_names) {
        Some(hint) => with_hint(fault.into(), hint),
        None => fault.into(),
    }
}

/// What could have been meant by a name, or what there is.
fn known_names(Unknown { name, known }: &Unknown) -> String {
    let near = nearest(name, known, |known| vec![known.as_str()]);
    let ticked = |names: Vec<&String>| names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    match (near.is_empty(), known.len()) {
        (false, _) => format!("did you mean {}?", list(&ticked(near), "or")),
        (true, 0) => "nothing is known there".to_owned(),
        (true, 1) => format!("there is {}", list(&ticked(known.iter().collect()), "and")),
        (true, _) => format!("there are {}", list(&ticked(known.iter().collect()), "and")),
    }
}
