//! Findings of the checks → bytes. One file per format; the one for people at a terminal is `table/findings.rs`.

pub mod corpus;
mod csv;
mod json;
mod place;
mod sarif;

#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::path::Path;

pub(super) use place::{Places, sentences};

use super::names::{self, Entry};
use super::{WriteOptions, table, write_file};
use crate::alignment::AlignedPair;
use crate::check::Review;
use crate::error::Result;
use crate::report;

/// What findings can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindingsFormat {
    /// For a terminal: worst first, with both texts.
    Text,
    /// One JSON object with the counts and all findings. It also serves as a baseline.
    Json,
    /// JSON Lines, one finding a line.
    Jsonl,
    /// SARIF 2.1.0, which code-review tools read.
    Sarif,
    /// Comma-separated values with a header, one finding a line.
    Csv,
    /// The comparison report with the findings in it.
    Html,
}

const FORMATS: [Entry<FindingsFormat>; 6] = [
    ("text", &["txt"], FindingsFormat::Text),
    ("json", &["json"], FindingsFormat::Json),
    ("jsonl", &["jsonl", "ndjson"], FindingsFormat::Jsonl),
    ("sarif", &["sarif"], FindingsFormat::Sarif),
    ("csv", &["csv"], FindingsFormat::Csv),
    ("html", &["html", "htm"], FindingsFormat::Html),
];

impl FindingsFormat {
    /// Every format.
    pub const ALL: [Self; 6] = [Self::Text, Self::Json, Self::Jsonl, Self::Sarif, Self::Csv, Self::Html];

    fn entry(self) -> &'static Entry<Self> {
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

    /// The format of this name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::error::ErrorKind::Usage) if there is none; the message lists the names.
    pub fn from_name(name: &str) -> Result<Self> {
        names::by_name(&FORMATS, name)
    }

    /// The format that the extension of a file's name asks for; `.sarif.json` is SARIF.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::error::ErrorKind::Usage) if the name has no extension or an unknown one; the message
    /// lists them.
    pub fn from_extension(path: &Path) -> Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if name.ends_with(".sarif.json") {
            return Ok(Self::Sarif);
        }
        names::by_extension(&FORMATS, path)
    }
}

/// Writes the findings of a pair. Those that a baseline knows are only counted, but for SARIF, which marks them.
///
/// # Errors
/// If `output` fails.
pub fn write(
    pair: &AlignedPair,
    review: &Review,
    format: FindingsFormat,
    options: &WriteOptions,
    output: &mut dyn Write,
) -> io::Result<()> {
    match format {
        FindingsFormat::Text => table::findings::write(pair, review, options, output),
        FindingsFormat::Json => json::write(pair, review, output),
        FindingsFormat::Jsonl => json::write_lines(pair, review, output),
        FindingsFormat::Sarif => sarif::write(pair, review, output),
        FindingsFormat::Csv => csv::write(pair, review, output),
        FindingsFormat::Html => report::write_with_findings(pair, &review.findings, output),
    }
}

/// Writes for people what each kind of finding is: what it catches, an example, what it does not catch.
///
/// # Errors
/// If `output` fails.
pub fn write_kinds(options: &WriteOptions, output: &mut dyn Write) -> io::Result<()> {
    table::kinds::write(options, output)
}

/// Writes the findings to a file, whole or not at all.
///
/// # Errors
/// [`ErrorKind::Write`](crate::error::ErrorKind::Write) if the file cannot be written; an older file of that name is
/// then untouched.
pub fn save(
    pair: &AlignedPair,
    review: &Review,
    format: FindingsFormat,
    options: &WriteOptions,
    path: &Path,
) -> Result<()> {
    write_file(path, |output| write(pair, review, format, options, output))
}
