//! A folder that is written whole or not at all: [`Place`].
//!
//! Everything is written into `.NAME.beadwork-part` beside the folder, which then gets its name. An old folder makes way
//! as `.NAME.beadwork-old` for that moment; if the program is killed right then, the next run puts it back.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind as IoKind};
use std::path::{Path, PathBuf};

use super::checksums::{self, SUMS};
use crate::error::{Error, ErrorKind, Result};
use crate::export::write_failure;

/// Holds the lock of the run that writes; gone before the folder gets its name.
pub(super) const LOCK: &str = ".lock";

/// A destination that is being written. Dropped before [`commit`](Self::commit), it leaves the old one.
#[derive(Debug)]
pub(super) struct Place {
    destination: PathBuf,
    part: PathBuf,
    old: PathBuf,
    /// Locked as long as the run lives; a leftover of a killed run is not.
    lock: Option<File>,
}

impl Place {
    /// Cleans up after a killed run and makes the folder to write to.
    pub(super) fn prepare(destination: &Path) -> Result<Self> {
        // A symbolic link is followed: renaming onto it would replace the link.
        let destination = destination.canonicalize().unwrap_or_else(|_| destination.to_owned());
        let Some(name) = destination.file_name() else {
            return Err(refused(
                &destination,
                "this is no name for a new folder",
                "give the name of a folder",
            ));
        };
        let sibling = |ending: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(ending);
            destination.with_file_name(hidden)
        };
        let mut place = Self {
            part: sibling(".beadwork-part"),
            old: sibling(".beadwork-old"),
            lock: None,
            destination: destination.clone(),
        };
        place.recover().map_err(|error| write_failure(&destination, &error))?;
        check_replaceable(&destination)?;
        place.start()?;
        Ok(place)
    }

    /// The folder to write to.
    pub(super) fn folder(&self) -> &Path {
        &self.part
    }

    /// The folder as it will be called.
    pub(super) fn destination(&self) -> &Path {
        &self.destination
    }

    /// The error for a failure below [`folder`](Self::folder).
    pub(super) fn failure(&self, error: &io::Error) -> Error {
        write_failure(&self.destination, error)
    }

    /// Puts the new folder in the place of the old one.
    pub(super) fn commit(mut self) -> Result<()> {
        // The user may have put something there since.
        check_replaceable(&self.destination)?;
        self.replace().map_err(|error| self.failure(&error))
    }

    fn replace(&mut self) -> io::Result<()> {
        fs::remove_file(self.part.join(LOCK))?;
        let has_old = self.destination.exists();
        if has_old {
            fs::rename(&self.destination, &self.old)?;
        }
        if let Err(error) = fs::rename(&self.part, &self.destination) {
            if has_old {
                fs::rename(&self.old, &self.destination)?;
            }
            return Err(error);
        }
        self.lock = None;
        // The new folder is in its place; what is left of the old one the next run cleans up.
        let _ = fs::remove_dir_all(&self.old);
        Ok(())
    }

    /// A run that was killed while it replaced the folder had the new one whole; the old one is put back all the same
    /// if it was not there yet, because this run is about to write it anew.
    fn recover(&self) -> io::Result<()> {
        if !self.old.exists() {
            Ok(())
        } else if self.destination.exists() {
            fs::remove_dir_all(&self.old)
        } else {
            fs::rename(&self.old, &self.destination)
        }
    }

    fn start(&mut self) -> Result<()> {
        let failure = |error: &io::Error| write_failure(&self.destination, error);
        if self.part.exists() {
            self.check_unused()?;
            fs::remove_dir_all(&self.part).map_err(|error| failure(&error))?;
        }
        fs::create_dir(&self.part).map_err(|error| failure(&error))?;
        let lock = File::create(self.part.join(LOCK)).map_err(|error| failure(&error))?;
        // Where locks are not supported, two runs at once are not noticed.
        let _ = lock.try_lock();
        self.lock = Some(lock);
        Ok(())
    }

    fn check_unused(&self) -> Result<()> {
        let Ok(lock) = File::open(self.part.join(LOCK)) else {
            return Ok(());
        };
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => Err(refused(
                &self.destination,
                "another run is writing it",
                "wait until it has ended, or give another place",
            )),
            _ => Ok(()),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.lock.take().is_some() {
            // Nobody is left to be told; the next run cleans it up.
            let _ = fs::remove_dir_all(&self.part);
        }
    }
}

/// Nothing but an export of ours, or an empty folder, is ever replaced.
fn check_replaceable(destination: &Path) -> Result<()> {
    let entries = match fs::read_dir(destination) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == IoKind::NotFound => return Ok(()),
        Err(error) if error.kind() == IoKind::NotADirectory && destination.is_file() => {
            return Err(refused(
                destination,
                "cannot be written: it is a file",
                "give the name of a folder",
            ));
        }
        Err(error) => return Err(write_failure(destination, &error)),
    };
    if !entries {
        return Ok(());
    }
    if !destination.join(SUMS).is_file() {
        let message = format!("is not replaced: it is not empty and has no {SUMS}, so it is no corpus written before");
        return Err(refused(destination, message, "give another place, or empty it"));
    }
    match checksums::superfluous(destination)?.first() {
        Some(name) => Err(refused(
            destination,
            format!("is not replaced: {name} in it is not part of the corpus and would be lost"),
            "move it away, or give another place",
        )),
        None => Ok(()),
    }
}

fn refused(path: &Path, message: impl Into<String>, remedy: &str) -> Error {
    Error::new(ErrorKind::Write, path.to_string_lossy(), message).with_remedy(remedy)
}
