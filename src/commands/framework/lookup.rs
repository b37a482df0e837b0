//! A framework as it is named on the command line: a key, a key with `~` for the version before, or a file.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::super::context::unknown_framework;
use crate::catalog::framework_library::{FrameworkLibrary, hash_of};
use crate::catalog::toml_file;
use crate::domain::framework::Framework;
use crate::domain::tag::is_key;
use crate::error::hinted;

/// A framework with what is known of where it came from.
pub struct NamedFramework {
    /// As it was named: `acme`, `acme~`, `acme.toml`.
    pub name: String,
    pub own: Framework,
    pub hash: String,
}

/// The framework that a word of the command line names. A key comes before a file of the same name.
pub fn named(shelf: &FrameworkLibrary, text: &str) -> Result<NamedFramework> {
    if is_key(text)
        && let Some(own) = shelf.own_layer(text)?
    {
        let hash = shelf.hash(text)?.unwrap_or_default();
        return Ok(NamedFramework { name: own.key.to_string(), own, hash });
    }
    let path = Path::new(text);
    let kept = kept(shelf, text);
    if let Some(kept) = kept.as_deref().filter(|kept| kept.exists()) {
        return read(kept, text);
    }
    if let Some((key, _)) = text.rsplit_once('~').filter(|_| kept.is_some() && !path.exists()) {
        let hint = "one is kept when an import replaces a framework; a file can be named instead";
        return Err(match shelf.own_layer(key)? {
            Some(_) => hinted(format!("no version of `{key}` before this one is kept"), hint),
            None => unknown_framework(shelf, key),
        });
    }
    if is_key(text) && !path.exists() {
        return Err(unknown_framework(shelf, text));
    }
    read(path, text)
}

/// Where the version before is kept that `KEY~`, or `KEY~2` for another one, names.
fn kept(shelf: &FrameworkLibrary, text: &str) -> Option<std::path::PathBuf> {
    let (key, number) = text.rsplit_once('~')?;
    let of_key = is_key(key) && number.bytes().all(|byte| byte.is_ascii_digit());
    of_key.then(|| {
        let mut path = shelf.path(key).into_os_string();
        path.push(format!("~{number}"));
        path.into()
    })
}

fn read(path: &Path, name: &str) -> Result<NamedFramework> {
    let text = fs::read_to_string(path).map_err(|error| {
        let hint = "name a key that promo framework list shows, or a file of promo's own TOML";
        let error = anyhow::Error::new(error).context(format!("`{}` cannot be read", path.display()));
        crate::error::with_hint(error, hint)
    })?;
    let own = toml_file::read(&text, &path.display().to_string())?;
    Ok(NamedFramework { name: name.to_owned(), own, hash: hash_of(&text) })
}
