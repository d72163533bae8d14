//! Where alignments are written: standard output or files, in the formats of the export stage.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::alignment::AlignedPair;
use beadwork::error::{Error, ErrorKind};
use beadwork::export::{self, ExportFormat};

/// Name and usual extension of each format.
const FORMATS: [(ExportFormat, &str, &str); 6] = [
    (ExportFormat::Table, "table", "txt"),
    (ExportFormat::Tsv, "tsv", "tsv"),
    (ExportFormat::Jsonl, "jsonl", "jsonl"),
    (ExportFormat::Vecalign, "vecalign", "vecalign"),
    (ExportFormat::Tmx, "tmx", "tmx"),
    (ExportFormat::Html, "html", "html"),
];

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
        let format = format.or_else(|| format_of(path));
        let unknown = || {
            Error::new(ErrorKind::Usage, path.to_string_lossy(), "no format has this extension")
                .with_remedy(format!("give one of {} with --format", names()))
        };
        Ok(Self {
            format: format.ok_or_else(unknown)?,
            path: Some(path.to_owned()),
        })
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

    /// The file it writes to.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Writes the pair. A file is written beside its place and then moved there, so that it is never half written.
    pub(crate) fn write(&self, pair: &AlignedPair, style: Style) -> Result<()> {
        match &self.path {
            Some(path) => Ok(write_file(pair, self.format, path)?),
            None => write_standard(pair, self.format, style),
        }
    }
}

/// How the table looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Whether to use colours.
    pub(crate) colour: bool,
    /// Columns of the terminal.
    pub(crate) width: usize,
}

impl Style {
    /// The style of files.
    pub(crate) const PLAIN: Self = Self {
        colour: false,
        width: 100,
    };

    /// The style for standard output: what the user chose, else what the terminal and the environment allow.
    pub(crate) fn of_standard_output(choice: clap::ColorChoice) -> Self {
        let colour = match choice {
            clap::ColorChoice::Always => true,
            clap::ColorChoice::Never => false,
            clap::ColorChoice::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        };
        let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            colour,
            width: width.or_else(columns).unwrap_or(Self::PLAIN.width),
        }
    }
}

/// The format of that name.
pub(crate) fn parse_format(name: &str) -> Result<ExportFormat, String> {
    let found = FORMATS.iter().find(|(_, known, _)| *known == name.to_ascii_lowercase());
    found
        .map(|(format, _, _)| *format)
        .ok_or_else(|| format!("use one of {}", names()))
}

/// The usual extension of files in this format.
pub(crate) fn extension(format: ExportFormat) -> &'static str {
    let found = FORMATS.iter().find(|(known, _, _)| *known == format);
    found.map_or("out", |(_, _, extension)| extension)
}

fn format_of(path: &Path) -> Option<ExportFormat> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let found = FORMATS.iter().find(|(_, _, known)| *known == extension);
    found.map(|(format, _, _)| *format)
}

fn names() -> String {
    FORMATS.map(|(_, name, _)| name).join(", ")
}

fn write_standard(pair: &AlignedPair, format: ExportFormat, style: Style) -> Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    let _ = (style.colour, style.width);
    export::write(pair, format, &mut output)?;
    Ok(output.flush()?)
}

fn write_file(pair: &AlignedPair, format: ExportFormat, path: &Path) -> Result<(), Error> {
    let unwritable = |error: io::Error| {
        Error::new(ErrorKind::Write, path.to_string_lossy(), error.to_string())
            .with_remedy("check that the folder exists, may be written to and has room")
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(unwritable)?;
    let mut output = BufWriter::new(file.as_file_mut());
    export::write(pair, format, &mut output).map_err(unwritable)?;
    output.flush().map_err(unwritable)?;
    drop(output);
    file.persist(path).map_err(|error| unwritable(error.error))?;
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
    fn every_format_is_known_by_its_name() {
        for (format, name, _) in FORMATS {
            assert_eq!(parse_format(name), Ok(format));
        }
        assert!(parse_format("docx").unwrap_err().contains("tmx"));
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
