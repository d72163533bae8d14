//! The documents of a folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use beadwork::corpus::Metadata;
use beadwork::corpus::pair::{Entry, Loaded, sign_all};
use beadwork::error::{Error, ErrorKind};
use beadwork::language::Language;
use beadwork::read;
use beadwork::segment::Segmenter;
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::options::reason;
use crate::cli::print_error;

/// The documents of a folder that could be read.
#[derive(Default)]
pub(crate) struct Heap {
    /// What they speak of, by their paths.
    pub(crate) entries: Vec<Entry>,
    /// How many could not be read.
    pub(crate) failed: usize,
}

impl Heap {
    /// Reads the documents below a folder; those that cannot be read are reported on standard error.
    pub(crate) fn read(
        folder: &Path,
        language: Option<Language>,
        reader: &read::Options,
        segmenter: &Segmenter,
    ) -> Result<Self> {
        if !folder.is_dir() {
            let what = if folder.exists() {
                "is a file, not a folder"
            } else {
                "no such folder"
            };
            let error = Error::new(ErrorKind::Read, folder.to_string_lossy(), what);
            return Err(error.with_remedy("give a folder of articles").into());
        }
        let files = files(folder);
        let progress = progress_bar(files.len(), folder);
        let load = |path: Result<PathBuf, Error>| {
            let path = path?;
            Ok(Loaded {
                id: path.to_string_lossy().into_owned(),
                document: read::read_path(&path, reader)?,
                metadata: Metadata::default(),
            })
        };
        let mut heap = Self::default();
        let take = |entry: Result<Entry, Error>| {
            progress.inc(1);
            match entry {
                Ok(entry) => heap.entries.push(entry),
                Err(error) => {
                    heap.failed += 1;
                    progress.suspend(|| print_error(&error.into()));
                }
            }
        };
        sign_all(files.into_iter(), load, language, segmenter, take);
        progress.finish_and_clear();
        Ok(heap)
    }
}

/// The files at or below a folder, in the order of their names; hidden ones are left out, links to folders too. What
/// cannot be listed is an error in its place.
fn files(folder: &Path) -> Vec<Result<PathBuf, Error>> {
    let mut found = Vec::new();
    walk(folder, &mut found);
    found
}

fn walk(folder: &Path, found: &mut Vec<Result<PathBuf, Error>>) {
    let failed = |error: &std::io::Error| {
        Error::new(ErrorKind::Read, folder.to_string_lossy(), reason(error)).with_remedy("make the folder readable")
    };
    let entries = match folder.read_dir() {
        Ok(entries) => entries,
        Err(error) => return found.push(Err(failed(&error))),
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

fn progress_bar(files: usize, folder: &Path) -> ProgressBar {
    // Draws on standard error, and only if that is a terminal.
    let bar = ProgressBar::new(files as u64);
    let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} documents, {per_sec}, {eta} left");
    // The template is a constant; without it the bar looks plainer.
    let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(500));
    bar.with_message(folder.to_string_lossy().into_owned())
}
