//! The frameworks at hand: those that are built in, and those in the folder `frameworks` beside the journal, one
//! `KEY.toml` each.
//!
//! `layers` says what lies over what. A file is read when a command asks for its framework and not before.

mod layers;

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::toml_file::{self, FileError};
use super::{builtin, sfia};
use crate::domain::framework::Framework;
use crate::domain::tag::is_key;

/// The key of what a person adds to whatever framework is in force.
pub const OWN: &str = "own";

#[derive(Debug, Error)]
pub enum LibraryError {
    #[error("`{}` cannot be read", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error(transparent)]
    File(#[from] FileError),
    #[error("`{}` says that its key is `{key}`", path.display())]
    Misnamed { path: PathBuf, key: String },
    #[error("`{key}` has itself beneath it: {chain}")]
    Circle { key: String, chain: String },
    #[error("`{key}` lies over `{base}`, and there is no `{base}`")]
    NoBase { key: String, base: String },
}

#[derive(Debug, Clone)]
pub struct FrameworkLibrary {
    folder: PathBuf,
}

impl FrameworkLibrary {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn path(&self, key: &str) -> PathBuf {
        let name = format!("{}.toml", key.to_ascii_lowercase());
        let path = self.folder.join(&name);
        if path.exists() {
            return path;
        }
        // A colleague's file may be called `Acme.toml`.
        let names = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
        let alike = names
            .filter_map(|other| other.into_string().ok())
            .find(|other| other.eq_ignore_ascii_case(&name));
        alike.map_or(path, |other| self.folder.join(other))
    }

    /// The keys of the frameworks in the folder, in alphabetical order; what a person added is not among them.
    pub fn imported(&self) -> Result<Vec<String>, LibraryError> {
        let io = |source| LibraryError::Io { path: self.folder.clone(), source };
        let found = match fs::read_dir(&self.folder) {
            Ok(found) => found,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(Vec::new());
            }
            Err(error) => return Err(io(error)),
        };
        let mut keys = Vec::new();
        for entry in found {
            let name = entry.map_err(io)?.file_name();
            let key = name.to_str().and_then(|name| name.strip_suffix(".toml"));
            let is_theirs = |key: &String| is_key(key) && key != OWN && !is_built_in(key);
            keys.extend(key.map(str::to_ascii_lowercase).filter(is_theirs));
        }
        keys.sort();
        Ok(keys)
    }

    /// All keys: those built in, then those of the folder.
    pub fn keys(&self) -> Result<Vec<String>, LibraryError> {
        let built_in = builtin::KEYS.iter().map(|key| (*key).to_owned());
        Ok(built_in.chain(self.imported()?).collect())
    }

    /// A framework's own layer; `None` where there is none of that key.
    pub fn own_layer(&self, key: &str) -> Result<Option<Framework>, LibraryError> {
        Ok(self.layer(key)?.map(|layer| layer.framework))
    }

    fn layer(&self, key: &str) -> Result<Option<Layer>, LibraryError> {
        let key = key.to_ascii_lowercase();
        match (builtin::own_layer(&key), builtin::hash(&key)) {
            (Some(framework), Some(version)) => Ok(Some(Layer { framework, version: version.to_owned() })),
            _ if is_key(&key) => self.read(&key),
            _ => Ok(None),
        }
    }

    pub fn additions(&self) -> Result<Option<Framework>, LibraryError> {
        Ok(self.read(OWN)?.map(|layer| layer.framework))
    }

    /// SFIA's official text, where it was imported; the first by key where it was several times.
    pub fn official(&self) -> Result<Option<Framework>, LibraryError> {
        Ok(self.official_layer()?.map(|layer| layer.framework))
    }

    fn official_layer(&self) -> Result<Option<Layer>, LibraryError> {
        self.official_key()?.map_or(Ok(None), |key| self.read(&key))
    }

    /// The key of the official text. Only the start of each file is read: the word stands before the first table. One that
    /// cannot be read is not asked for here, and told where it is.
    fn official_key(&self) -> Result<Option<String>, LibraryError> {
        let says_so = |line: &str| {
            let said: String = line.split('#').next().unwrap_or_default().split_whitespace().collect();
            said == "official=true"
        };
        let is_official = |key: &String| {
            let head = read_head(&self.path(key)).unwrap_or_default();
            head.split("\n[[").next().unwrap_or_default().lines().any(says_so)
        };
        Ok(self.imported()?.into_iter().find(is_official))
    }

    /// The content hash of a framework's own layer: the first 12 hexadecimal digits of its file's SHA-256.
    pub fn hash(&self, key: &str) -> Result<Option<String>, LibraryError> {
        let key = key.to_ascii_lowercase();
        if let Some(hash) = builtin::hash(&key) {
            return Ok(Some(hash.to_owned()));
        }
        Ok(read_text(&self.path(&key))?.map(|text| hash_of(&text)))
    }

    fn read(&self, key: &str) -> Result<Option<Layer>, LibraryError> {
        let path = self.path(key);
        let Some(text) = read_text(&path)? else { return Ok(None) };
        Ok(Some(Layer { framework: parse(&text, &path, key)?, version: hash_of(&text) }))
    }
}

/// A framework's own layer, and the hash of the very bytes that it was read from.
struct Layer {
    framework: Framework,
    version: String,
}

pub fn is_built_in(key: &str) -> bool {
    builtin::KEYS.iter().any(|known| known.eq_ignore_ascii_case(key))
}

pub fn hash_of(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// How much of a file is read to see what it is.
const HEAD: u64 = 4096;

/// The start of a file, as far as it is text.
fn read_head(path: &Path) -> io::Result<String> {
    let mut head = Vec::new();
    fs::File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn read_text(path: &Path) -> Result<Option<String>, LibraryError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(source) => Err(LibraryError::Io { path: path.to_owned(), source }),
    }
}

fn parse(text: &str, path: &Path, key: &str) -> Result<Framework, LibraryError> {
    let framework = toml_file::read(text, &path.display().to_string())?;
    if !framework.key.eq_ignore_ascii_case(key) {
        return Err(LibraryError::Misnamed { path: path.to_owned(), key: framework.key.into_owned() });
    }
    Ok(framework)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "schema = 1\ntitle = \"T\"\n";

    fn shelf(files: &[(&str, &str)]) -> (tempfile::TempDir, FrameworkLibrary) {
        let folder = tempfile::tempdir().unwrap();
        for (key, rest) in files {
            let text = format!("{HEAD}key = \"{key}\"\n{rest}");
            fs::write(folder.path().join(format!("{key}.toml")), text).unwrap();
        }
        let shelf = FrameworkLibrary::new(folder.path().to_owned());
        (folder, shelf)
    }

    fn says(text: &str) -> String {
        format!(
            "[[criteria]]\nkey = \"ASUP\"\nkind = \"skill\"\n[[criteria.levels]]\nlevel = 4\nstatements = [\"{text}\"]\n"
        )
    }

    fn asup(framework: &Framework) -> String {
        let asup = framework.criterion("ASUP").unwrap();
        asup.levels
            .iter()
            .find(|text| text.level.is_some_and(|level| level.get() == 4))
            .unwrap()
            .text
            .to_string()
    }

    #[test]
    fn layers_lie_in_their_order() {
        let official = format!("official = true\nbase = \"sfia-9\"\n{}", says("Official."));
        let company = format!("base = \"sfia-9\"\n{}", says("Company."));
        let bare = "base = \"sfia-9\"\n[[criteria]]\nkey = \"ASUP\"\nkind = \"skill\"\n";
        let (_folder, shelf) =
            shelf(&[("copy", &official), ("acme", &company), ("bare", bare), ("own", &says("Mine."))]);
        assert_eq!(asup(&shelf.layered("acme").unwrap().unwrap()), "Company.");
        assert_eq!(asup(&shelf.layered("bare").unwrap().unwrap()), "Official.");
        assert_eq!(asup(&shelf.layered("engineering").unwrap().unwrap()), "Official.");
        assert_eq!(asup(&shelf.layered("sfia-9").unwrap().unwrap()), "Official.");
        assert_eq!(asup(&shelf.in_force("acme", true).unwrap().unwrap()), "Company. Mine.");
        let company = shelf.in_force("acme", true).unwrap().unwrap();
        assert_eq!(&*company.key, "acme");
        assert!(company.criterion("collaboration").is_some());
        assert!(shelf.in_force("acme", false).unwrap().unwrap().criterion("collaboration").is_none());
        assert_eq!(shelf.imported().unwrap(), ["acme", "bare", "copy"]);
    }

    #[test]
    fn the_official_text_is_known_whatever_is_said_of_it() {
        let (folder, shelf) = shelf(&[]);
        let official = Framework {
            key: "copy".into(),
            title: "T".repeat(300).into(),
            description: "A long introduction. ".repeat(1000).into(),
            official: true,
            ..Framework::default()
        };
        fs::write(folder.path().join("copy.toml"), crate::catalog::toml_writer::write(&official).unwrap())
            .unwrap();
        assert_eq!(shelf.official().unwrap().unwrap().key, "copy");
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told() {
        let (folder, shelf) = shelf(&[
            ("a", "base = \"b\"\n"),
            ("b", "base = \"a\"\n"),
            ("lost", "base = \"none\"\n"),
            ("bad", "oops = 1\n"),
        ]);
        let told = |key: &str| shelf.layered(key).unwrap_err().to_string();
        assert_eq!(told("a"), "`a` has itself beneath it: a → b → a");
        assert_eq!(told("lost"), "`lost` lies over `none`, and there is no `none`");
        assert!(told("bad").contains("line 4: unknown field `oops`"), "{}", told("bad"));
        fs::rename(folder.path().join("a.toml"), folder.path().join("c.toml")).unwrap();
        assert!(told("c").ends_with("says that its key is `a`"), "{}", told("c"));
        assert!(shelf.layered("nothing").unwrap().is_none());
        assert!(shelf.layered("../a").unwrap().is_none());
    }
}
