//! Files that are written whole or not at all.

use std::fs::{File, Metadata};
use std::io::{self, BufWriter, ErrorKind as IoKind, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};

/// Calls `write` for a new file beside `path` and then gives it that name, so that a reader sees the old content or
/// the new one and a failure leaves the old one.
///
/// A symbolic link is followed. A device or pipe such as `/dev/stdout` is written to directly.
///
/// # Errors
/// [`ErrorKind::Write`] with the path, the reason and a remedy.
pub fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let existing = path.metadata().ok();
    let outcome = match &existing {
        Some(metadata) if metadata.is_dir() => return Err(is_folder(path)),
        Some(metadata) if !metadata.is_file() => write_through(path, write),
        Some(metadata) if metadata.permissions().readonly() => return Err(is_protected(path)),
        _ => replace(path, existing.as_ref(), write),
    };
    outcome.map_err(|error| failure(path, &error))
}

fn write_through(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut output = BufWriter::new(File::options().write(true).open(path)?);
    write(&mut output)?;
    output.flush()
}

fn replace(
    path: &Path,
    existing: Option<&Metadata>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // Renaming onto a link would replace the link.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".beadwork-").suffix(".part");
    let permissions = permissions(existing);
    if let Some(permissions) = &permissions {
        builder.permissions(permissions.clone());
    }
    let file = builder.tempfile_in(folder_of(&path))?;
    let mut output = BufWriter::new(file);
    write(&mut output)?;
    let file = output.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let (Some(_), Some(permissions)) = (existing, permissions) {
        // The creation mode went through the umask; an older file keeps exactly the mode it had.
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(&path)?;
    Ok(())
}

/// The mode of the older file, or what the umask leaves of read and write for all. Temporary files are private
/// otherwise, and the result would be too.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps)] // Other systems have none.
fn permissions(existing: Option<&Metadata>) -> Option<std::fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(existing.map_or_else(|| std::fs::Permissions::from_mode(0o666), Metadata::permissions))
}

#[cfg(not(unix))]
fn permissions(_existing: Option<&Metadata>) -> Option<std::fs::Permissions> {
    None
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn is_folder(path: &Path) -> Error {
    Error::new(
        ErrorKind::Write,
        path.to_string_lossy(),
        "cannot be written: it is a folder",
    )
    .with_remedy("give the name of a file in it")
}

fn is_protected(path: &Path) -> Error {
    Error::new(
        ErrorKind::Write,
        path.to_string_lossy(),
        "cannot be written: the file is write-protected",
    )
    .with_remedy("give another name, or allow writing to it")
}

/// What the user is told when `path` could not be written: the folder, the reason and a remedy.
pub(crate) fn failure(path: &Path, error: &io::Error) -> Error {
    let folder = folder_of(path);
    let reason = match error.kind() {
        IoKind::NotFound => format!("the folder {} does not exist", folder.display()),
        IoKind::ReadOnlyFilesystem => format!("the folder {} can only be read", folder.display()),
        IoKind::PermissionDenied => format!("no permission to write in the folder {}", folder.display()),
        IoKind::NotADirectory => format!("{} is not a folder", folder.display()),
        // The system's own words, without the "(os error 28)" behind them.
        _ => {
            let words = error.to_string();
            words.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    };
    let remedy = match error.kind() {
        IoKind::NotFound => "create it, or give another place",
        IoKind::StorageFull | IoKind::QuotaExceeded => "make room, or give another place",
        IoKind::InvalidFilename => "give a shorter name",
        _ => "give another place",
    };
    Error::new(
        ErrorKind::Write,
        path.to_string_lossy(),
        format!("cannot be written: {reason}"),
    )
    .with_remedy(remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(path: &Path, text: &str) -> Result<()> {
        write_file(path, |output| output.write_all(text.as_bytes()))
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name());
        entries.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn file_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.tsv");
        put(&path, "old").unwrap();
        put(&path, "new").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(names(folder.path()), ["a.tsv"]);
    }

    #[test]
    fn failure_in_the_middle_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.tsv");
        put(&path, "old").unwrap();
        let error = write_file(&path, |output| {
            output.write_all(b"half")?;
            Err(io::Error::from(IoKind::StorageFull))
        });
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Write);
        assert!(
            error.to_string().ends_with("; make room, or give another place"),
            "{error}"
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a.tsv"]);
    }

    #[test]
    fn folder_or_missing_folder_is_said_with_a_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let error = put(folder.path(), "x").unwrap_err().to_string();
        assert!(
            error.ends_with("cannot be written: it is a folder; give the name of a file in it"),
            "{error}"
        );
        let error = put(&folder.path().join("none/a.tsv"), "x").unwrap_err().to_string();
        assert!(
            error.contains("none does not exist; create it, or give another place"),
            "{error}"
        );
        put(&folder.path().join("file"), "x").unwrap();
        let error = put(&folder.path().join("file/a.tsv"), "x").unwrap_err().to_string();
        assert!(error.contains("file is not a folder"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn modes_links_and_devices_are_respected() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let [path, link] = ["a.tsv", "link.tsv"].map(|name| folder.path().join(name));
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        put(&path, "old").unwrap();
        assert_eq!(mode(&path) & 0o600, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o606)).unwrap();
        symlink(&path, &link).unwrap();
        put(&link, "new").unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(
            (std::fs::read_to_string(&path).unwrap().as_str(), mode(&path)),
            ("new", 0o606)
        );
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
        assert!(put(&path, "x").unwrap_err().to_string().contains("write-protected"));
        put(Path::new("/dev/null"), "x").unwrap();
        assert!(!Path::new("/dev/null").metadata().unwrap().is_file());
    }
}
