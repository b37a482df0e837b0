//! Files that a command writes for a person: whole or not at all, never over what is there without being told to.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

#[derive(Debug, Error)]
pub(crate) enum OutputError {
    /// There is one, and it was not to be replaced.
    #[error("`{}` exists", path.display())]
    Exists { path: PathBuf },
    /// A folder, a link, a pipe or a device.
    #[error("`{}` is {what}, not a file", path.display())]
    NotAFile { path: PathBuf, what: &'static str },
    #[error("`{}` was changed by another program meanwhile; nothing is written", path.display())]
    Changed { path: PathBuf },
    /// Its owner does not want it written.
    #[error("`{}` is write-protected; nothing is written", path.display())]
    Protected { path: PathBuf },
    #[error("`{}` cannot be written", path.display())]
    Io { path: PathBuf, source: io::Error },
}

/// Writes a file by way of a temporary one beside it. With `replace`, what was there is kept as `FILE~`.
///
/// # Errors
/// The target exists and `replace` is not set; it is no regular file; the system refuses.
pub(crate) fn write_file(path: &Path, bytes: &[u8], replace: bool) -> Result<(), OutputError> {
    let io = |source| OutputError::Io { path: path.to_owned(), source };
    if is_file(path)? && !replace {
        return Err(OutputError::Exists { path: path.to_owned() });
    }
    let folder = folder_of(path);
    let file = temporary(folder, bytes).map_err(io)?;
    if replace && path.exists() {
        Kept::of(path)?;
        file.persist(path).map_err(|refused| io(refused.error))?;
    } else {
        file.persist_noclobber(path).map_err(|refused| match refused.error.kind() {
            io::ErrorKind::AlreadyExists => OutputError::Exists { path: path.to_owned() },
            _ => io(refused.error),
        })?;
    }
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(io)
}

/// Writes a file that may replace another, which is then kept: where, is returned. The same bytes are not written again.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> Result<Option<PathBuf>, OutputError> {
    let there = is_file(path)?;
    if there && fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(None);
    }
    write_file(path, bytes, there)?;
    let mut kept = path.as_os_str().to_owned();
    kept.push("~");
    Ok(there.then(|| PathBuf::from(kept)))
}

/// Writes a file anew that was read before, if it still holds the same; what it held is kept: where, is returned. Who
/// may read it stays as it was. What had the name `FILE~` until now is kept beside it, unless nobody misses its bytes.
///
/// # Errors
/// It holds something else by now, and then nothing at all is written; it is no regular file; the system refuses.
pub(crate) fn rewrite_file(
    path: &Path, old: &[u8], new: &[u8], missed: impl Fn(&[u8]) -> bool,
) -> Result<PathBuf, OutputError> {
    let io = |source| OutputError::Io { path: path.to_owned(), source };
    let is_same = || Ok(is_file(path)? && fs::read(path).map_err(io)? == old);
    let changed = || OutputError::Changed { path: path.to_owned() };
    let folder = folder_of(path);
    if !is_same()? {
        return Err(changed());
    }
    let mode = fs::metadata(path).map_err(io)?.permissions();
    // A new file in its place would go round what its mode says.
    if mode.readonly() {
        return Err(OutputError::Protected { path: path.to_owned() });
    }
    let file = temporary(folder, new).map_err(io)?;
    file.as_file().set_permissions(mode).map_err(io)?;
    let kept = Kept::of(path)?;
    // An editor may have saved while the new file was being written.
    let written = match is_same() {
        Ok(true) => file.persist(path).map_err(|refused| io(refused.error)),
        Ok(false) => Err(changed()),
        Err(error) => Err(error),
    };
    if let Err(error) = written {
        kept.undo()?;
        return Err(error);
    }
    if let Some(older) = kept.moved
        && fs::read(&older).is_ok_and(|bytes| !missed(&bytes))
    {
        fs::remove_file(&older).map_err(|source| OutputError::Io { path: older, source })?;
    }
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(io)?;
    Ok(kept.path)
}

/// Holds a folder for one command at a time: others that ask for it wait until this is dropped.
pub(crate) fn lock_folder(folder: &Path) -> Result<fs::File, OutputError> {
    let path = folder.join(".lock");
    let open = || {
        let file = fs::OpenOptions::new().create(true).append(true).open(&path)?;
        file.lock()?;
        Ok(file)
    };
    open().map_err(|source| OutputError::Io { path: path.clone(), source })
}

/// Takes a file out of use: it gets the name `FILE~`, which is returned. What an earlier one left there is kept too.
pub(crate) fn set_aside(path: &Path) -> Result<PathBuf, OutputError> {
    let io = |source| OutputError::Io { path: path.to_owned(), source };
    if !is_file(path)? {
        return Err(io(io::Error::from(io::ErrorKind::NotFound)));
    }
    let kept = Kept::of(path)?;
    fs::remove_file(path).map_err(io)?;
    Ok(kept.path)
}

/// A file that has the name `FILE~` as well.
struct Kept {
    path: PathBuf,
    is_new: bool,
    /// What another file got that had the name.
    moved: Option<PathBuf>,
}

impl Kept {
    /// Gives a file the name `FILE~` as well, so that it is never without one. What an earlier replacement kept there
    /// stays as `FILE~2`, `FILE~3` and so on: a person may have worked on it.
    fn of(path: &Path) -> Result<Self, OutputError> {
        let named = |number: u32| {
            let mut name = path.as_os_str().to_owned();
            name.push(if number == 1 { "~".to_owned() } else { format!("~{number}") });
            PathBuf::from(name)
        };
        let mut kept = Self { path: named(1), is_new: true, moved: None };
        let io = |source| OutputError::Io { path: named(1), source };
        if is_file(&kept.path)? && fs::read(&kept.path).map_err(io)? == fs::read(path).map_err(io)? {
            return Ok(Self { is_new: false, ..kept });
        }
        if let Some(free) = (2..u32::MAX).map(named).find(|other| fs::symlink_metadata(other).is_err())
            && is_file(&kept.path)?
        {
            fs::rename(&kept.path, &free).map_err(io)?;
            kept.moved = Some(free);
        }
        fs::hard_link(path, &kept.path).map_err(io)?;
        Ok(kept)
    }

    /// Takes the name away again: all is as it was.
    fn undo(self) -> Result<(), OutputError> {
        let io = |source| OutputError::Io { path: self.path.clone(), source };
        match &self.moved {
            Some(moved) => fs::rename(moved, &self.path).map_err(io),
            None if self.is_new => fs::remove_file(&self.path).map_err(io),
            None => Ok(()),
        }
    }
}

/// Writes a file that can be made again at any time: what was there is replaced, and not kept.
pub(crate) fn write_generated(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let io = |source| OutputError::Io { path: path.to_owned(), source };
    is_file(path)?;
    let file = temporary(folder_of(path), bytes).map_err(io)?;
    file.persist(path).map_err(|refused| io(refused.error))?;
    Ok(())
}

/// Whether a file is there; what is there and is no file is an error.
///
/// # Errors
/// A folder, a link, a pipe or a device; the system refuses.
pub(crate) fn is_file(path: &Path) -> Result<bool, OutputError> {
    let not_a_file = |what| Err(OutputError::NotAFile { path: path.to_owned(), what });
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(OutputError::Io { path: path.to_owned(), source }),
        Ok(found) if found.is_dir() => not_a_file("a folder"),
        Ok(found) if found.is_symlink() => not_a_file("a symbolic link"),
        Ok(found) if !found.is_file() => not_a_file("a pipe or a device"),
        Ok(_) => Ok(true),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn temporary(folder: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(".promo-").tempfile_in(folder).map_err(plain)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// What the system said, without the name of a file that only chance knows.
fn plain(error: io::Error) -> io::Error {
    use io::ErrorKind::{NotFound, PermissionDenied, ReadOnlyFilesystem};
    match error.kind() {
        kind @ (NotFound | PermissionDenied | ReadOnlyFilesystem) => kind.into(),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_unasked_and_the_old_file_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("promotion.md");
        write_file(&path, b"one", false).unwrap();
        assert!(matches!(write_file(&path, b"two", false), Err(OutputError::Exists { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_file(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read(folder.path().join("promotion.md~")).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        write_file(&path, b"three", true).unwrap();
        let kept = |name: &str| fs::read(folder.path().join(name)).unwrap();
        assert_eq!((kept("promotion.md~"), kept("promotion.md~2")), (b"two".to_vec(), b"one".to_vec()));
    }

    #[test]
    fn a_file_that_changed_since_it_was_read_is_not_rewritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("promotion.md");
        fs::write(&path, b"saved by an editor").unwrap();
        assert!(matches!(rewrite_file(&path, b"read", b"new", |_| true), Err(OutputError::Changed { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"saved by an editor");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let kept = rewrite_file(&path, b"saved by an editor", b"new", |_| true).unwrap();
        assert_eq!(
            (fs::read(&path).unwrap(), fs::read(kept).unwrap()),
            (b"new".to_vec(), b"saved by an editor".to_vec())
        );
        // What an earlier one kept is kept as well, as long as it is missed.
        let older = folder.path().join("promotion.md~2");
        rewrite_file(&path, b"new", b"newer", |_| true).unwrap();
        assert_eq!(fs::read(&older).unwrap(), b"saved by an editor");
        rewrite_file(&path, b"newer", b"newest", |bytes| bytes != b"new").unwrap();
        assert_eq!(fs::read(folder.path().join("promotion.md~")).unwrap(), b"newer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn a_name_that_was_given_for_nothing_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("promotion.md");
        let there = || -> Vec<(String, Vec<u8>)> {
            let files = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
            let mut files: Vec<_> = files
                .map(|path| (path.file_name().unwrap().display().to_string(), fs::read(path).unwrap()))
                .collect();
            files.sort();
            files
        };
        fs::write(&path, b"one").unwrap();
        // No `FILE~`, one of the same bytes, one of others, and one more beside that.
        for (name, bytes) in [
            ("promotion.md", b"one"),
            ("promotion.md~", b"one"),
            ("promotion.md~", b"two"),
            ("promotion.md~2", b"six"),
        ] {
            fs::write(folder.path().join(name), bytes).unwrap();
            let before = there();
            let kept = Kept::of(&path).unwrap();
            assert_eq!(fs::read(&kept.path).unwrap(), b"one");
            // An editor saves, in its place or by way of another file.
            fs::remove_file(&path).unwrap();
            fs::write(&path, b"saved").unwrap();
            kept.undo().unwrap();
            fs::write(&path, b"one").unwrap();
            assert_eq!(there(), before);
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_files_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path().join("target"), &link).unwrap();
        for (path, what) in [(folder.path(), "a folder"), (link.as_path(), "a symbolic link")] {
            let error = write_file(path, b"x", true).unwrap_err();
            assert!(matches!(error, OutputError::NotAFile { what: found, .. } if found == what), "{error}");
            assert!(write_generated(path, b"x").is_err());
        }
        assert!(!folder.path().join("target").exists());
    }
}
