//! Heaps of every kind, made by hand.

mod archives;
mod broken;
mod heaps;
mod rows;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use super::*;

/// A folder that is gone at the end of the test.
struct Heap {
    folder: TempDir,
}

impl Heap {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file with the folders above it.
    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn open(&self, name: &str) -> Vec<Result<Item>> {
        open_at(&self.path(name), &Options::default())
    }

    /// What each document is called, or the error in its place, without the folder's own path.
    fn listed(&self, name: &str) -> Vec<String> {
        self.names(self.open(name))
    }

    fn names(&self, items: Vec<Result<Item>>) -> Vec<String> {
        let folder = format!("{}/", self.folder.path().display());
        let shown = items.into_iter().map(|item| match item {
            Ok(item) => item.id,
            Err(error) => format!("! {}", error.to_string().replace(&folder, "")),
        });
        shown.collect()
    }
}

fn open_at(path: &Path, options: &Options) -> Vec<Result<Item>> {
    open(path, options).unwrap().collect()
}

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn text(item: &Item) -> String {
    String::from_utf8_lossy(&item.bytes).into_owned()
}

/// The one document of a heap.
fn only(items: Vec<Result<Item>>) -> Item {
    assert_eq!(items.len(), 1);
    items.into_iter().next().unwrap().unwrap()
}
