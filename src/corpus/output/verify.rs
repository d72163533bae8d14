//! Is a written corpus whole? [`verify`].

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Component, Path};

use quick_xml::Reader;
use quick_xml::events::Event;
use rustc_hash::FxHashMap;

use super::checksums::{self, digest};
use super::manifest::{self, Entry};
use super::parquet::count_rows;
use crate::error::Result;

/// What [`verify`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files with a checksum.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Rows read back, of all layouts together.
    pub rows: u64,
    /// What is wrong, in the order of the files.
    pub problems: Vec<Problem>,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, by its path in the corpus.
    pub file: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.file, self.message)
    }
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    fn add(&mut self, file: &str, message: impl Into<String>) {
        self.problems.push(Problem {
            file: file.to_owned(),
            message: message.into(),
        });
    }
}

/// Checks a corpus that [`write`](super::write) has written: every file is there with the right checksum and number of
/// rows, Parquet is read back, and nothing is there that does not belong.
///
/// # Errors
/// If the folder has no list of checksums or no manifest that can be read. What is wrong with a file is in the report.
pub fn verify(folder: &Path) -> Result<Report> {
    let manifest = manifest::read(folder)?;
    let mut entries: FxHashMap<&str, &Entry> = manifest
        .files
        .iter()
        .map(|entry| (entry.path.as_str(), entry))
        .collect();
    let mut report = Report::default();
    let mut has_manifest = false;
    checksums::read(folder, |sum, name| {
        has_manifest |= name == manifest::MANIFEST;
        report.files += 1;
        check_file(folder, sum, name, entries.remove(name), &mut report);
    })?;
    if !has_manifest {
        report.add(manifest::MANIFEST, "has no checksum");
    }
    for entry in manifest
        .files
        .iter()
        .filter(|entry| entries.contains_key(entry.path.as_str()))
    {
        report.add(&entry.path, "has no checksum");
    }
    for name in checksums::superfluous(folder)? {
        report.add(&name, "does not belong to the corpus");
    }
    Ok(report)
}

fn check_file(folder: &Path, sum: &str, name: &str, entry: Option<&Entry>, report: &mut Report) {
    if !Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return report.add(name, "is outside of the corpus");
    }
    let path = folder.join(name);
    match digest(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => report.add(name, "is missing"),
        Err(error) => report.add(name, format!("cannot be read: {error}")),
        Ok((found, bytes)) => {
            report.bytes += bytes;
            if found != sum {
                report.add(name, "was changed or damaged: its checksum is another");
            } else if let Some(entry) = entry {
                check_rows(&path, entry, report);
            }
        }
    }
}

fn check_rows(path: &Path, entry: &Entry, report: &mut Report) {
    match rows_of(path) {
        Err(error) => report.add(&entry.path, format!("cannot be read back: {error}")),
        Ok(rows) => {
            report.rows += rows;
            if rows != entry.rows {
                let message = format!("has {rows} rows where the manifest has {}", entry.rows);
                report.add(&entry.path, message);
            }
        }
    }
}

fn rows_of(path: &Path) -> io::Result<u64> {
    let extension = path.extension().unwrap_or_default();
    if extension == "parquet" {
        count_rows(path)
    } else if extension == "tmx" {
        count_elements(path, "tu")
    } else if extension == "xml" {
        count_elements(path, "link")
    } else {
        count_lines(path)
    }
}

fn count_lines(path: &Path) -> io::Result<u64> {
    let mut input = BufReader::new(File::open(path)?);
    let mut lines = 0;
    while input.skip_until(b'\n')? > 0 {
        lines += 1;
    }
    Ok(lines)
}

fn count_elements(path: &Path, name: &str) -> io::Result<u64> {
    let mut reader = Reader::from_reader(BufReader::new(File::open(path)?));
    let mut buffer = Vec::new();
    let mut elements = 0;
    loop {
        match reader.read_event_into(&mut buffer).map_err(io::Error::other)? {
            Event::Start(start) | Event::Empty(start) if start.name().as_ref() == name => elements += 1,
            Event::Eof => return Ok(elements),
            _ => {}
        }
        buffer.clear();
    }
}
