//! The frameworks at hand: those that are built in, and those in the folder `frameworks` beside the journal, one
//! `KEY.toml` each.
//!
//! # Layers
//! SFIA's catalogue, over it SFIA's official text where a person imported their copy, over that the company's framework,
//! and over all of it what the person added (`own.toml`). Behaviours that a framework does not define come from the
//! built-in one, unless the person does without. The built-in framework has words of its own for skills; the official
//! text goes over those, since it is the framework's own voice.
//!
//! A file is read when a command asks for its framework and not before.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::file::{self, FileError};
use super::{builtin, sfia};
use crate::domain::framework::Framework;
use crate::domain::tag::is_key;

/// The key of what a person adds to whatever framework is in force.
pub const OWN: &str = "own";

/// Why a framework cannot be had.
#[derive(Debug, Error)]
pub enum ShelfError {
    /// The system refused.
    #[error("`{}` cannot be read", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// What is in the file is no framework.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file whose key is not its name.
    #[error("`{}` says that its key is `{key}`", path.display())]
    Misnamed {
        /// The file.
        path: PathBuf,
        /// What it says.
        key: String,
    },
    /// A framework that lies on itself, by way of others.
    #[error("`{key}` has itself beneath it: {chain}")]
    Circle {
        /// The framework.
        key: String,
        /// The way round.
        chain: String,
    },
    /// What a framework names as its base is not there.
    #[error("`{key}` lies over `{base}`, and there is no `{base}`")]
    NoBase {
        /// The framework.
        key: String,
        /// The base.
        base: String,
    },
}

/// The frameworks at hand.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// Those of a folder, and those built in.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a framework's file is, or would be.
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
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn imported(&self) -> Result<Vec<String>, ShelfError> {
        let io = |source| ShelfError::Io { path: self.folder.clone(), source };
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
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn keys(&self) -> Result<Vec<String>, ShelfError> {
        let built_in = builtin::KEYS.iter().map(|key| (*key).to_owned());
        Ok(built_in.chain(self.imported()?).collect())
    }

    /// A framework's own layer; `None` where there is none of that key.
    ///
    /// # Errors
    /// A file that cannot be read, or that is no framework.
    pub fn own_layer(&self, key: &str) -> Result<Option<Framework>, ShelfError> {
        let key = key.to_ascii_lowercase();
        match builtin::own_layer(&key) {
            Some(framework) => Ok(Some(framework)),
            None if is_key(&key) => self.read(&key),
            None => Ok(None),
        }
    }

    /// What the person added to whatever is in force.
    ///
    /// # Errors
    /// As [`Shelf::own_layer`].
    pub fn additions(&self) -> Result<Option<Framework>, ShelfError> {
        self.read(OWN)
    }

    /// SFIA's official text, where it was imported; the first by key where it was several times.
    ///
    /// # Errors
    /// As [`Shelf::own_layer`].
    pub fn official(&self) -> Result<Option<Framework>, ShelfError> {
        self.official_key()?.map_or(Ok(None), |key| self.read(&key))
    }

    /// What tells the official text that was imported from others; `None` where there is none.
    ///
    /// # Errors
    /// As [`Shelf::hash`].
    pub fn official_hash(&self) -> Result<Option<String>, ShelfError> {
        self.official_key()?.map_or(Ok(None), |key| self.hash(&key))
    }

    /// The key of the official text. Only the start of each file is read: the word stands before the first table. One that
    /// cannot be read is not asked for here, and told where it is.
    fn official_key(&self) -> Result<Option<String>, ShelfError> {
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

    /// A framework over all that lies beneath it, without what the person added; `None` where there is none of that key.
    ///
    /// # Errors
    /// As [`Shelf::own_layer`]; a base that is not there, or that comes round to the framework.
    pub fn layered(&self, key: &str) -> Result<Option<Framework>, ShelfError> {
        self.own_layer(key)?.map(|own| self.over_its_base(own)).transpose()
    }

    /// A framework's own layer, wherever it comes from, over all that lies beneath it.
    ///
    /// # Errors
    /// As [`Shelf::layered`].
    pub fn over_its_base(&self, own: Framework) -> Result<Framework, ShelfError> {
        let key = own.key.to_string();
        if own.official {
            let catalogue = builtin::own_layer(sfia::KEY);
            return Ok(match catalogue {
                Some(catalogue) => own.over(catalogue),
                None => own,
            });
        }
        let mut chain = vec![own];
        while let Some(base) = chain.last().and_then(|last| last.base.clone()) {
            let known: Vec<String> = chain.iter().map(|one| one.key.to_string()).collect();
            if known.iter().any(|one| one.eq_ignore_ascii_case(&base)) {
                let chain = known.into_iter().chain([base.to_string()]).collect::<Vec<_>>().join(" → ");
                return Err(ShelfError::Circle { key, chain });
            }
            let key = chain.last().map(|last| last.key.to_string()).unwrap_or_default();
            let below = self.own_layer(&base)?;
            chain.push(below.ok_or_else(|| ShelfError::NoBase { key, base: base.to_string() })?);
        }
        let mut official = match chain.last().is_some_and(|last| last.key == sfia::KEY) {
            true => self.official()?,
            false => None,
        };
        let mut layered: Option<Framework> = None;
        while let Some(next) = chain.pop() {
            // The official text lies over what is built in and beneath what is not.
            if let (Some(below), false) = (&mut layered, is_built_in(&next.key))
                && let Some(official) = official.take()
            {
                *below = told_officially(std::mem::replace(below, empty()), official);
            }
            layered = Some(match layered.take() {
                Some(below) => next.over(below),
                None => next,
            });
        }
        let layered = layered.unwrap_or_else(empty);
        Ok(match official {
            Some(official) => told_officially(layered, official),
            None => layered,
        })
    }

    /// The framework that tags are read against: over all that lies beneath it, with the built-in behaviours that it
    /// does not define where `behaviours` says so, and with what the person added.
    ///
    /// # Errors
    /// As [`Shelf::layered`].
    pub fn in_force(&self, key: &str, behaviours: bool) -> Result<Option<Framework>, ShelfError> {
        let layered = self.layered(key)?;
        layered.map(|framework| self.as_read(framework, behaviours)).transpose()
    }

    /// What lies over its base, with what tags are read against besides: see [`Shelf::in_force`].
    ///
    /// # Errors
    /// As [`Shelf::own_layer`].
    pub fn as_read(&self, mut framework: Framework, behaviours: bool) -> Result<Framework, ShelfError> {
        let is_default = framework.key == builtin::DEFAULT;
        if behaviours
            && !is_default
            && let Some(built_in) = builtin::own_layer(builtin::DEFAULT)
        {
            framework = framework.with_behaviours_of(built_in);
        }
        Ok(match self.additions()? {
            Some(additions) => framework.with_additions(additions),
            None => framework,
        })
    }

    /// The content hash of a framework's own layer: the first 12 hexadecimal digits of its file's SHA-256.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn hash(&self, key: &str) -> Result<Option<String>, ShelfError> {
        let key = key.to_ascii_lowercase();
        if let Some(hash) = builtin::hash(&key) {
            return Ok(Some(hash.to_owned()));
        }
        Ok(read_text(&self.path(&key))?.map(|text| hash_of(&text)))
    }

    fn read(&self, key: &str) -> Result<Option<Framework>, ShelfError> {
        let path = self.path(key);
        read_text(&path)?.map(|text| parse(&text, &path, key)).transpose()
    }
}

/// Whether a key is that of a built-in framework.
pub fn is_built_in(key: &str) -> bool {
    builtin::KEYS.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// The content hash of a framework file.
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

fn read_text(path: &Path) -> Result<Option<String>, ShelfError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(source) => Err(ShelfError::Io { path: path.to_owned(), source }),
    }
}

fn parse(text: &str, path: &Path, key: &str) -> Result<Framework, ShelfError> {
    let framework = file::read(text, &path.display().to_string())?;
    if !framework.key.eq_ignore_ascii_case(key) {
        return Err(ShelfError::Misnamed { path: path.to_owned(), key: framework.key.into_owned() });
    }
    Ok(framework)
}

/// A framework with the official text over its skills, and the word that it is.
fn told_officially(framework: Framework, official: Framework) -> Framework {
    let source = format!("{}; the texts of skills: {}", framework.source, official.source);
    let told = framework.with(only_known(official));
    Framework { source: source.into(), ..told }
}

/// The official text without its levels' names, which a company has its own of.
fn only_known(official: Framework) -> Framework {
    Framework { levels: Vec::new(), roles: Vec::new(), ..official }
}

fn empty() -> Framework {
    Framework {
        key: "".into(),
        title: "".into(),
        source: "".into(),
        description: "".into(),
        base: None,
        official: false,
        levels: Vec::new(),
        groups: Vec::new(),
        criteria: Vec::new(),
        roles: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "schema = 1\ntitle = \"T\"\n";

    fn shelf(files: &[(&str, &str)]) -> (tempfile::TempDir, Shelf) {
        let folder = tempfile::tempdir().unwrap();
        for (key, rest) in files {
            let text = format!("{HEAD}key = \"{key}\"\n{rest}");
            fs::write(folder.path().join(format!("{key}.toml")), text).unwrap();
        }
        let shelf = Shelf::new(folder.path().to_owned());
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
