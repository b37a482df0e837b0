//! Text files that somebody else may have put there: read only where they are files, not too long, and inside the folder
//! that they are to be in.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Component, Path};

use thiserror::Error;

/// The longest file of a template that is read.
const LONGEST: u64 = 1 << 20;
/// The longest document that is read: what a template may make, with the marks that an update needs, is shorter.
pub(crate) const DOCUMENT: u64 = 64 << 20;

#[derive(Debug, Error)]
pub(crate) enum UntrustedFileError {
    #[error("there is no such file")]
    Missing,
    /// A folder, a pipe, a device.
    #[error("it is {0}, not a file")]
    NotAFile(&'static str),
    #[error("it is longer than {} MiB", .0 >> 20)]
    TooLong(u64),
    #[error("line {0} is no UTF-8 text")]
    NoText(usize),
    #[error("it lies outside the template's folder")]
    Outside,
    #[error("it cannot be read")]
    Io(#[source] io::Error),
}

/// Reads a file of a template, wherever it is.
pub(crate) fn read(path: &Path) -> Result<String, UntrustedFileError> {
    read_up_to(LONGEST, path)
}

pub(crate) fn read_document(path: &Path) -> Result<String, UntrustedFileError> {
    read_up_to(DOCUMENT, path)
}

fn read_up_to(longest: u64, path: &Path) -> Result<String, UntrustedFileError> {
    let io = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => UntrustedFileError::Missing,
        _ => UntrustedFileError::Io(error),
    };
    let found = std::fs::metadata(path).map_err(io)?;
    if found.is_dir() {
        return Err(UntrustedFileError::NotAFile("a folder"));
    }
    if !found.is_file() {
        return Err(UntrustedFileError::NotAFile("a pipe or a device"));
    }
    let file = open(path).map_err(io)?;
    // It may be another by now.
    if !file.metadata().map_err(io)?.is_file() {
        return Err(UntrustedFileError::NotAFile("a pipe or a device"));
    }
    let mut bytes = Vec::new();
    file.take(longest + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > longest {
        return Err(UntrustedFileError::TooLong(longest));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        UntrustedFileError::NoText(
            error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1,
        )
    })
}

/// Reads a file that is in a folder or beneath it, with no link that leads out; the folder is told as the system does.
pub(crate) fn read_inside(folder: &Path, name: &str) -> Result<String, UntrustedFileError> {
    let steps = Path::new(name).components();
    if name.is_empty()
        || !steps.into_iter().all(|step| matches!(step, Component::Normal(_) | Component::CurDir))
    {
        return Err(UntrustedFileError::Outside);
    }
    let path = folder.join(name).canonicalize().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => UntrustedFileError::Missing,
        _ => UntrustedFileError::Io(error),
    })?;
    if !path.starts_with(folder) {
        return Err(UntrustedFileError::Outside);
    }
    read(&path)
}

/// Opens a file without waiting for anybody, as a pipe would have it.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_inside_is_read() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("templates");
        std::fs::create_dir_all(folder.join("parts")).unwrap();
        let folder = folder.canonicalize().unwrap();
        for (name, text) in [("a.md", "a"), ("parts/b.md", "b"), ("../secret.md", "secret")] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("a.md", folder.join("inner.md")).unwrap();
            std::os::unix::fs::symlink("../secret.md", folder.join("outer.md")).unwrap();
            std::os::unix::fs::symlink(outside.path(), folder.join("up")).unwrap();
        }
        let told = |name: &str| match read_inside(&folder, name) {
            Ok(text) => text,
            Err(fault) => fault.to_string(),
        };
        for name in ["a.md", "./a.md", "inner.md"] {
            assert_eq!(told(name), "a", "{name}");
        }
        assert_eq!(told("parts/b.md"), "b");
        let secret = outside.path().join("secret.md").display().to_string();
        for name in
            ["../secret.md", "parts/../../secret.md", "outer.md", "up/secret.md", &secret, "", "/etc/passwd"]
        {
            assert_eq!(told(name), "it lies outside the template's folder", "{name}");
        }
        assert_eq!(told("absent.md"), "there is no such file");
        assert_eq!(told("parts"), "it is a folder, not a file");
    }

    #[test]
    fn only_text_that_is_not_too_long_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, vec![b'x'; 1 << 20]).unwrap();
        assert_eq!(read(&path).unwrap().len(), 1 << 20);
        std::fs::write(&path, vec![b'x'; (1 << 20) + 1]).unwrap();
        assert_eq!(read(&path).unwrap_err().to_string(), "it is longer than 1 MiB");
        assert_eq!(read_document(&path).unwrap().len(), (1 << 20) + 1);
        File::create(&path).unwrap().set_len(DOCUMENT + 1).unwrap();
        assert_eq!(read_document(&path).unwrap_err().to_string(), "it is longer than 64 MiB");
        std::fs::write(&path, b"one\n\xff").unwrap();
        assert!(matches!(read(&path), Err(UntrustedFileError::NoText(2))));
        #[cfg(unix)]
        assert!(matches!(read(Path::new("/dev/zero")), Err(UntrustedFileError::NotAFile(_))));
    }
}
