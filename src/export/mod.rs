//! Export: [`AlignedPair`] → bytes. One file per format.
//!
//! In: an aligned pair. Out: a table for people, rows for programs, a translation memory, or the
//! [`report`]. Every format is written in bead order and has the same bytes for the same pair.
//! [`save`] picks the format and writes a file whole or not at all.

mod explanation;
mod file;
pub mod findings;
mod jsonl;
mod names;
mod table;
mod text;
mod tmx;
mod tsv;
mod vecalign;

#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::path::Path;

#[cfg(feature = "corpus")]
pub(crate) use file::failure as write_failure;
pub use file::write_file;
#[cfg(feature = "corpus")]
pub(crate) use text::{one_line, rounded};

use crate::align::Explanation;
use crate::alignment::AlignedPair;
use crate::error::Result;
use crate::report;

/// What an alignment can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// Side by side for a terminal.
    Table,
    /// Tab-separated values without a header: source text, target text, confidence, bead type, `moved` or nothing,
    /// source and target sentence indices, source and target roles. Nothing is quoted; tabs, line breaks and control
    /// characters inside a text become spaces, so that a line is a bead and a tab ends a column.
    Tsv,
    /// JSON Lines, one bead a line, with spans and evidence.
    Jsonl,
    /// Vecalign's index format, `[0, 1]:[0]:cost`; the cost is 1 − confidence, and 0 for a null bead.
    Vecalign,
    /// Translation Memory eXchange 1.4b. A translation unit needs both sides, so null beads are left out.
    Tmx,
    /// The comparison report.
    Html,
}

/// How to write for people; the formats for programs do not look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    /// Whether the table may use colours.
    pub colour: bool,
    /// The width of the table in terminal columns.
    pub width: usize,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self {
            colour: false,
            width: 100,
        }
    }
}

/// Name, extensions (the first is the one to write) and format.
const FORMATS: [(&str, &[&str], ExportFormat); 6] = [
    ("table", &["txt"], ExportFormat::Table),
    ("tsv", &["tsv"], ExportFormat::Tsv),
    ("jsonl", &["jsonl", "ndjson"], ExportFormat::Jsonl),
    ("vecalign", &["vecalign"], ExportFormat::Vecalign),
    ("tmx", &["tmx"], ExportFormat::Tmx),
    ("html", &["html", "htm"], ExportFormat::Html),
];

impl ExportFormat {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Table,
        Self::Tsv,
        Self::Jsonl,
        Self::Vecalign,
        Self::Tmx,
        Self::Html,
    ];

    fn entry(self) -> &'static (&'static str, &'static [&'static str], Self) {
        // The list has every format; a test holds that.
        FORMATS
            .iter()
            .find(|(_, _, format)| *format == self)
            .unwrap_or(&FORMATS[0])
    }

    /// The name, as `--format` takes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().0
    }

    /// The file name extension to write, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.entry().1[0]
    }

    /// Whether it tells what evidence carried each bead.
    #[must_use]
    pub fn shows_evidence(self) -> bool {
        match self {
            Self::Table | Self::Jsonl | Self::Html => true,
            Self::Tsv | Self::Vecalign | Self::Tmx => false,
        }
    }

    /// The format of this name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::error::ErrorKind::Usage) if there is none; the message lists the names.
    pub fn from_name(name: &str) -> Result<Self> {
        names::by_name(&FORMATS, name)
    }

    /// The format that the extension of a file's name asks for.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::error::ErrorKind::Usage) if the name has no extension or an unknown one; the message
    /// lists them.
    pub fn from_extension(path: &Path) -> Result<Self> {
        names::by_extension(&FORMATS, path)
    }
}

/// Writes the pair.
///
/// # Errors
/// If `output` fails.
pub fn write(
    pair: &AlignedPair,
    format: ExportFormat,
    options: &WriteOptions,
    output: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ExportFormat::Table => table::write(pair, options, output),
        ExportFormat::Tsv => tsv::write(pair, output),
        ExportFormat::Jsonl => jsonl::write(pair, output),
        ExportFormat::Vecalign => vecalign::write(pair, output),
        ExportFormat::Tmx => tmx::write(pair, output),
        ExportFormat::Html => report::write(pair, output),
    }
}

/// Writes for people why the bead at `index` is what it is.
///
/// # Errors
/// If `output` fails.
pub fn write_explanation(
    pair: &AlignedPair,
    index: usize,
    explanation: &Explanation,
    options: &WriteOptions,
    output: &mut dyn Write,
) -> io::Result<()> {
    table::explanation::write(pair, index, explanation, options, output)
}

/// Writes for programs why the bead at `index` is what it is: a JSON object on one line.
///
/// # Errors
/// If `output` fails.
pub fn write_explanation_json(
    pair: &AlignedPair,
    index: usize,
    explanation: &Explanation,
    output: &mut dyn Write,
) -> io::Result<()> {
    explanation::write(pair, index, explanation, output)
}

/// Writes the pair to a file, whole or not at all.
///
/// # Errors
/// [`ErrorKind::Write`](crate::error::ErrorKind::Write) if the file cannot be written; an older file of that name is
/// then untouched.
pub fn save(pair: &AlignedPair, format: ExportFormat, options: &WriteOptions, path: &Path) -> Result<()> {
    write_file(path, |output| write(pair, format, options, output))
}
