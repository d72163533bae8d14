//! The files of a folder.

use std::path::{Path, PathBuf};

use beadwork::error::{Error, ErrorKind};

use crate::cli::options::reason;

/// The files at or below a folder, in the order of their names; hidden ones are left out, links to folders too. What
/// cannot be listed is an error in its place.
pub(super) fn files(folder: &Path) -> Vec<Result<PathBuf, Error>> {
    let mut found = Vec::new();
    walk(folder, &mut found);
    found
}

fn walk(folder: &Path, found: &mut Vec<Result<PathBuf, Error>>) {
    let failed = |error: &std::io::Error| Error::new(ErrorKind::Read, folder.to_string_lossy(), reason(error));
    let entries = match folder.read_dir() {
        Ok(entries) => entries,
        Err(error) => return found.push(Err(failed(&error).with_remedy("make the folder readable"))),
    };
    let mut paths = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
            Ok(entry) => paths.push((entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir()))),
            Err(error) => found.push(Err(failed(&error))),
        }
    }
    paths.sort();
    for (path, is_folder) in paths {
        if is_folder {
            walk(&path, found);
        } else if !path.is_dir() {
            found.push(Ok(path));
        }
    }
}
