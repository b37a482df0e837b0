//! Where promo keeps its files, by the XDG convention, and the making of private folders.
//!
//! The journal is data, the settings are configuration, and drafts and the list of known journals are state. What is
//! known to have existed is never silently made anew: an empty journal in the place of a lost one hides the loss.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// `$XDG_DATA_HOME/promo`.
    pub data: PathBuf,
    /// `$XDG_CONFIG_HOME/promo`.
    pub config: PathBuf,
    /// `$XDG_STATE_HOME/promo`.
    pub state: PathBuf,
    /// `PROMO_JOURNAL`, or `--journal` once the arguments are read.
    pub journal: Option<PathBuf>,
    /// `PROMO_CONFIG`, or `--config` once the arguments are read.
    pub settings: Option<PathBuf>,
}

impl Paths {
    pub(crate) fn journal_file(&self) -> PathBuf {
        self.journal.clone().unwrap_or_else(|| self.data.join("journal.db"))
    }

    /// The settings' file, and whether somebody asked for this very one.
    pub(crate) fn settings_file(&self) -> (PathBuf, bool) {
        match &self.settings {
            Some(file) => (file.clone(), true),
            None => (self.config.join("config.toml"), false),
        }
    }

    /// Where imported frameworks are kept: beside the journal.
    pub(crate) fn frameworks(&self) -> PathBuf {
        self.journal_file().with_file_name("frameworks")
    }

    pub fn drafts(&self) -> PathBuf {
        self.state.join("drafts")
    }

    pub(crate) fn templates(&self) -> PathBuf {
        self.config.join("templates")
    }

    fn known(&self) -> PathBuf {
        self.state.join("journals")
    }

    /// Remembers that a journal was made at a place.
    pub(crate) fn remember(&self, journal: &Path) -> io::Result<()> {
        if self.remembers(journal) {
            return Ok(());
        }
        make_private_folder(&self.state)?;
        let mut list = fs::OpenOptions::new().create(true).append(true).open(self.known())?;
        // One write: of two commands that remember at once, neither splits the other's line.
        list.write_all(format!("{}\n", absolute(journal).display()).as_bytes())
    }

    /// Whether a journal was once made at a place.
    pub(crate) fn remembers(&self, journal: &Path) -> bool {
        let wanted = absolute(journal).display().to_string();
        fs::read_to_string(self.known()).is_ok_and(|list| list.lines().any(|line| line == wanted))
    }
}

fn absolute(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// Makes a folder and those above it, for its owner alone; what exists is left as it is.
pub(crate) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
