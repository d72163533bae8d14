//! What is in a written corpus, for programs: `manifest.json`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::checksums::digest;
use super::settings::{Layout, Settings};
use super::sink::Finished;
use super::split::Split;
use super::tally::Tally;
use crate::error::{Error, ErrorKind, Result};

/// The name of the file.
pub(super) const MANIFEST: &str = "manifest.json";

/// Of the form of the file. A reader refuses a higher one.
const FORMAT: u32 = 1;

/// The content of the file; the order of the fields is that of the keys.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) tool: String,
    pub(super) version: String,
    pub(super) name: String,
    pub(super) source_language: String,
    pub(super) target_language: String,
    pub(super) license: Option<String>,
    pub(super) layouts: Vec<String>,
    pub(super) split: String,
    pub(super) keep: Option<String>,
    pub(super) configuration: BTreeMap<String, String>,
    pub(super) units: BTreeMap<String, Units>,
    /// Files with the sentences of a document, which are in the list of checksums only.
    pub(super) sentence_files: u64,
    pub(super) files: Vec<Entry>,
}

/// The units of a split.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Units {
    pub(super) linked: u64,
    pub(super) without_counterpart: u64,
}

/// A file of the corpus.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) split: String,
    pub(super) rows: u64,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// Writes the manifest; returns the checksums by path.
pub(super) fn write(
    folder: &Path,
    settings: &Settings,
    layouts: &[Layout],
    tally: &Tally,
    written: &Finished,
) -> io::Result<FxHashMap<String, String>> {
    let manifest = Manifest {
        files: entries(folder, written)?,
        sentence_files: written.documents,
        ..header(settings, layouts, tally)
    };
    let mut output = BufWriter::new(File::create(folder.join(MANIFEST))?);
    serde_json::to_writer_pretty(&mut output, &manifest)?;
    output.write_all(b"\n")?;
    output.flush()?;
    Ok(manifest
        .files
        .into_iter()
        .map(|entry| (entry.path, entry.sha256))
        .collect())
}

fn header(settings: &Settings, layouts: &[Layout], tally: &Tally) -> Manifest {
    let units = Split::ALL.into_iter().zip(&tally.splits).map(|(split, figures)| {
        let units = Units {
            linked: figures.linked,
            without_counterpart: figures.nulls,
        };
        (split.name().to_owned(), units)
    });
    Manifest {
        format: FORMAT,
        tool: "beadwork".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        name: settings.name.clone(),
        source_language: settings.from.code().to_owned(),
        target_language: settings.to.code().to_owned(),
        license: settings.license.clone(),
        layouts: layouts.iter().map(|layout| layout.name().to_owned()).collect(),
        split: settings.splitter.description(),
        keep: settings.figures.keep.clone(),
        configuration: settings.configuration.iter().cloned().collect(),
        units: units.collect(),
        sentence_files: 0,
        files: Vec::new(),
    }
}

fn entries(folder: &Path, written: &Finished) -> io::Result<Vec<Entry>> {
    let entry = |file: &super::sink::WrittenFile| {
        let (sha256, bytes) = digest(&folder.join(&file.path))?;
        Ok(Entry {
            path: file.path.clone(),
            split: file.split.name().to_owned(),
            rows: file.rows,
            bytes,
            sha256,
        })
    };
    written.files.iter().map(entry).collect()
}

/// Reads the manifest of a written corpus.
pub(super) fn read(folder: &Path) -> Result<Manifest> {
    let path = folder.join(MANIFEST);
    let text = fs::read_to_string(&path).map_err(|error| {
        Error::new(
            ErrorKind::Read,
            folder.to_string_lossy(),
            format!("has no readable {MANIFEST}: {error}"),
        )
        .with_remedy("give the folder of a written corpus")
    })?;
    let syntax = |message: String| Error::new(ErrorKind::Syntax, path.to_string_lossy(), message);
    let manifest: Manifest = serde_json::from_str(&text).map_err(|error| {
        syntax(format!("is no manifest of a corpus: {error}")).with_remedy("write the corpus again")
    })?;
    if manifest.format > FORMAT {
        let message = format!("was written by a newer beadwork ({})", manifest.version);
        return Err(syntax(message).with_remedy("verify it with that version"));
    }
    Ok(manifest)
}
