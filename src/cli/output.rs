//! Where alignments are written: standard output or files, in the formats of the export stage.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::alignment::AlignedPair;
use beadwork::error::{Error, ErrorKind};
use beadwork::export::{self, ExportFormat, WriteOptions};

/// One place to write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Output {
    format: ExportFormat,
    /// `None` for standard output.
    path: Option<PathBuf>,
}

impl Output {
    /// The output `path`, in the format given, else the one of the extension; `-` is standard output.
    pub(crate) fn new(path: &Path, format: Option<ExportFormat>) -> Result<Self, Error> {
        if path.as_os_str() == "-" {
            return Ok(Self::standard(format));
        }
        let format = format.map_or_else(|| ExportFormat::from_extension(path), Ok)?;
        Ok(Self::file(path.to_owned(), format))
    }

    /// Standard output: by default a table for a person at a terminal, tab-separated values for a program.
    pub(crate) fn standard(format: Option<ExportFormat>) -> Self {
        let terminal = io::stdout().is_terminal();
        let default = if terminal {
            ExportFormat::Table
        } else {
            ExportFormat::Tsv
        };
        Self {
            format: format.unwrap_or(default),
            path: None,
        }
    }

    /// A file in this format, whatever its extension.
    pub(crate) fn file(path: PathBuf, format: ExportFormat) -> Self {
        Self {
            format,
            path: Some(path),
        }
    }

    /// Whether its format tells what evidence carried each bead.
    pub(crate) fn shows_evidence(&self) -> bool {
        self.format.shows_evidence()
    }

    /// The file it writes to.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Writes the pair; `terminal` is how the table looks on standard output.
    pub(crate) fn write(&self, pair: &AlignedPair, terminal: &WriteOptions) -> Result<()> {
        if let Some(path) = &self.path {
            return Ok(export::save(pair, self.format, &WriteOptions::default(), path)?);
        }
        write_standard(|output| export::write(pair, self.format, terminal, output))
    }
}

/// Writes to standard output what `content` writes.
pub(crate) fn write_standard(content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    match content(&mut output).and_then(|()| output.flush()) {
        // The caller finds out that nobody reads any more by the kind.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(error.into()),
        Err(error) => {
            let error = Error::new(ErrorKind::Write, "standard output", error.to_string());
            Err(error.with_remedy("make room, or write elsewhere").into())
        }
        Ok(()) => Ok(()),
    }
}

/// How the table looks on standard output: as the user chose, else as the terminal and the environment allow.
pub(crate) fn terminal_options(choice: clap::ColorChoice) -> WriteOptions {
    let colour = match choice {
        clap::ColorChoice::Always => true,
        clap::ColorChoice::Never => false,
        // Knows NO_COLOR and its kin.
        clap::ColorChoice::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    WriteOptions {
        colour,
        width: width.or_else(columns).unwrap_or(WriteOptions::default().width),
    }
}

/// Refuses standard input for both sides.
pub(crate) fn guard_standard_input(source: &Path, target: &Path) -> Result<(), Error> {
    if source == target && source.as_os_str() == "-" {
        let error = Error::new(ErrorKind::Usage, "-", "standard input cannot be both sides");
        return Err(error.with_remedy("give a file for one of them"));
    }
    Ok(())
}

/// Refuses to write over an input.
pub(crate) fn guard_input(output: &Path, inputs: &[PathBuf]) -> Result<(), Error> {
    // A file that does not exist yet has no canonical path and is no input.
    let Ok(output_file) = output.canonicalize() else {
        return Ok(());
    };
    let same = |input: &&PathBuf| input.canonicalize().is_ok_and(|input| input == output_file);
    match inputs.iter().find(same) {
        None => Ok(()),
        Some(_) => Err(Error::new(
            ErrorKind::Usage,
            output.to_string_lossy(),
            "is an input and would be lost",
        )
        .with_remedy("write to another file")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_comes_from_the_option_before_the_extension() {
        let format = |path: &str, format| Output::new(Path::new(path), format).map(|output| output.format);
        assert_eq!(format("a/b.TMX", None).unwrap(), ExportFormat::Tmx);
        assert_eq!(format("a/b.tmx", Some(ExportFormat::Tsv)).unwrap(), ExportFormat::Tsv);
        assert_eq!(format("-", Some(ExportFormat::Html)).unwrap(), ExportFormat::Html);
        let error = format("a/b.docx", None).unwrap_err();
        assert!(error.is_usage() && error.to_string().contains("a/b.docx"), "{error}");
    }

    #[test]
    fn input_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("a.html");
        std::fs::write(&input, "x").unwrap();
        let round_about = folder.path().join(".").join("a.html");
        assert!(guard_input(&round_about, std::slice::from_ref(&input)).is_err());
        assert!(guard_input(&folder.path().join("b.html"), &[input]).is_ok());
    }
}
