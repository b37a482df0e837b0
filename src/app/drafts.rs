//! Drafts: what somebody typed and could not be kept, given back byte for byte by `promo recover`.
//!
//! A draft is one private JSON file in the state folder, written beside and renamed into place. It holds the text, what
//! was tried, why it failed, and the uid that the entry would have had, so that trying again never adds it twice.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::paths::make_private_folder;

/// Something typed that is not in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    pub(crate) schema: u32,
    /// When it was kept; RFC 3339.
    pub(crate) at: String,
    pub(crate) command: String,
    pub(crate) why: String,
    /// The journal that it was meant for.
    pub(crate) journal: String,
    /// The uid that the entry would have had, or that of the entry being edited.
    pub(crate) uid: String,
    /// The text to mend: the form of the editor, or what was typed.
    pub(crate) text: String,
    /// What was typed as it came, where that is not the text: each byte as the character of its number, because it may
    /// be no UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) typed: Option<String>,
    /// The form as it was when an edit began: what differs from it is what the person changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) base: Option<String>,
}

impl Draft {
    /// The same, remembering what was typed as it came.
    #[must_use]
    pub(crate) fn with_bytes(mut self, bytes: &[u8]) -> Self {
        self.typed = (bytes != self.text.as_bytes()).then(|| bytes.iter().copied().map(char::from).collect());
        self
    }

    /// What was typed, byte for byte.
    pub(crate) fn bytes(&self) -> Cow<'_, [u8]> {
        match &self.typed {
            Some(typed) => Cow::Owned(typed.chars().filter_map(|c| u8::try_from(c).ok()).collect()),
            None => Cow::Borrowed(self.text.as_bytes()),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Drafts {
    folder: PathBuf,
}

impl Drafts {
    /// Drafts in a folder, which is made when the first one is kept.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Keeps a draft. One of a new entry replaces what was kept of it before; one of an edit stands beside those of other
    /// edits, because what was typed in the first is not in the second.
    pub(crate) fn save(&self, draft: &Draft) -> io::Result<()> {
        make_private_folder(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        serde_json::to_writer_pretty(&mut file, draft)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        let mut path = self.folder.join(format!("{}.json", draft.uid));
        let mut number = 1;
        while draft.command.starts_with("edit") && path.exists() {
            number += 1;
            path = self.folder.join(format!("{}-{number}.json", draft.uid));
        }
        file.persist(path).map(|_| ()).map_err(|refused| refused.error)
    }

    /// All drafts, the newest first. A file that is no draft is passed over.
    pub(crate) fn all(&self) -> Vec<Draft> {
        self.files().into_iter().map(|(_, draft)| draft).collect()
    }

    fn files(&self) -> Vec<(PathBuf, Draft)> {
        let Ok(folder) = fs::read_dir(&self.folder) else { return Vec::new() };
        let json = |path: &Path| path.extension().is_some_and(|extension| extension == "json");
        // Of two in the same second the file that was written later is the newer one.
        let read = |path: PathBuf| -> Option<(Draft, Option<SystemTime>, PathBuf)> {
            let draft = serde_json::from_slice(&fs::read(&path).ok()?).ok()?;
            Some((draft, fs::metadata(&path).and_then(|file| file.modified()).ok(), path))
        };
        let mut drafts: Vec<_> = folder
            .filter_map(|file| Some(file.ok()?.path()))
            .filter(|path| json(path))
            .filter_map(read)
            .collect();
        drafts.sort_by(|(a, a_kept, a_file), (b, b_kept, b_file)| {
            (&b.at, b_kept, b_file).cmp(&(&a.at, a_kept, a_file))
        });
        drafts.into_iter().map(|(draft, _, path)| (path, draft)).collect()
    }

    /// Forgets a draft, if it is there.
    pub(crate) fn delete(&self, draft: &Draft) -> io::Result<()> {
        for (path, _) in self.files().iter().filter(|(_, kept)| kept == draft) {
            fs::remove_file(path)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(uid: &str, at: &str, text: &str) -> Draft {
        let (command, why, journal) = ("log".into(), "no".into(), "j".into());
        Draft {
            schema: 1,
            at: at.into(),
            command,
            why,
            journal,
            uid: uid.into(),
            text: text.into(),
            typed: None,
            base: None,
        }
    }

    #[test]
    fn a_draft_comes_back_byte_for_byte_the_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(folder.path().join("drafts"));
        assert_eq!(drafts.all(), []);
        let (old, new) = (draft("a", "2026-01-01", "x\r\n\t\u{1b}"), draft("b", "2026-01-02", "y"));
        drafts.save(&old).unwrap();
        let new = new.with_bytes(b"Caf\xe9\n");
        drafts.save(&new).unwrap();
        assert_eq!(drafts.all(), [new.clone(), old.clone()]);
        assert_eq!((&*new.bytes(), &*old.bytes()), (&b"Caf\xe9\n"[..], &b"x\r\n\t\x1b"[..]));
        drafts.delete(&new).unwrap();
        drafts.delete(&new).unwrap();
        assert_eq!(drafts.all(), [old]);
    }

    #[test]
    fn each_failed_edit_of_an_entry_keeps_its_own_draft() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(folder.path().join("drafts"));
        let edit = |text: &str| Draft { command: "edit 12".into(), ..draft("a", "2026-01-01", text) };
        for text in ["first", "second", "third"] {
            drafts.save(&edit(text)).unwrap();
        }
        assert_eq!(drafts.all().len(), 3);
        drafts.delete(&edit("second")).unwrap();
        let left: Vec<String> = drafts.all().into_iter().map(|draft| draft.text).collect();
        assert_eq!(left, ["third", "first"]);
    }
}
