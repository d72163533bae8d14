//! A folder with everything below it, in the order of the names.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::name::{Name, is_hidden};
use super::single::{self, Given};
use super::{Items, Options, failure};
use crate::corpus::item::Item;
use crate::error::{Error, ErrorKind, Result};

/// The documents of a folder.
///
/// Hidden files are passed over, and so is what a browser saves beside a page (pictures, scripts, styles). A link to a
/// folder is followed only if it leads out of the heap: what is inside comes in its own place anyway.
pub(super) struct Folder {
    levels: Vec<Level>,
    /// The documents of the file that is being read.
    inside: Option<Items>,
    /// The real paths of the heap and of the folders that links led to.
    entered: Vec<PathBuf>,
    options: Options,
}

/// A folder on the way down, and what is left of it.
struct Level {
    path: PathBuf,
    name: Name,
    left: std::vec::IntoIter<OsString>,
}

impl Folder {
    /// Opens a heap.
    ///
    /// # Errors
    /// If the folder itself cannot be read.
    pub(super) fn open(path: &Path, options: Options) -> Result<Self> {
        let name = Name::of_folder(path);
        let level = Level::open(path.to_owned(), name)?;
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Ok(Self {
            levels: vec![level],
            inside: None,
            entered: vec![real],
            options,
        })
    }

    /// Looks at a file or folder and opens it; `Some` if that fails.
    fn visit(&mut self, path: PathBuf, name: Name) -> Option<Result<Item>> {
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            Err(cause) => return Some(Err(failure::unreadable(&name.place, &cause))),
        };
        if metadata.is_dir() {
            return self.enter(path, name).err().map(Err);
        }
        if !metadata.is_file() {
            return Some(Err(failure::not_regular(&name.place)));
        }
        self.inside = Some(single::open(&path, &name, &self.options, Given::InFolder));
        None
    }

    fn enter(&mut self, path: PathBuf, name: Name) -> Result<()> {
        if path.is_symlink() {
            let real = path
                .canonicalize()
                .map_err(|cause| failure::unreadable(&name.place, &cause))?;
            if self.entered.iter().any(|entered| real.starts_with(entered)) {
                return Ok(());
            }
            if self.entered.iter().any(|entered| entered.starts_with(&real)) {
                return Err(holds_itself(&name.place));
            }
            self.entered.push(real);
        }
        self.levels.push(Level::open(path, name)?);
        Ok(())
    }
}

impl Iterator for Folder {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Result<Item>> {
        loop {
            if let Some(item) = self.inside.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.inside = None;
            let level = self.levels.last_mut()?;
            let Some(entry) = level.left.next() else {
                self.levels.pop();
                continue;
            };
            let (path, name) = (level.path.join(&entry), level.name.file(&entry));
            if let Some(item) = self.visit(path, name) {
                return Some(item);
            }
        }
    }
}

impl Level {
    fn open(path: PathBuf, name: Name) -> Result<Self> {
        let unreadable = |cause: std::io::Error| failure::unreadable(&name.place, &cause);
        let mut entries = Vec::new();
        for entry in fs::read_dir(&path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?.file_name();
            if !is_hidden(&entry.to_string_lossy()) {
                entries.push(entry);
            }
        }
        entries.sort_unstable();
        Ok(Self {
            path,
            name,
            left: entries.into_iter(),
        })
    }
}

fn holds_itself(place: &str) -> Error {
    let error = Error::new(ErrorKind::Read, place, "is a link to a folder that holds this one");
    error.with_remedy("take the link out of the folder")
}
