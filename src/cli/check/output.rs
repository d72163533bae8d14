//! Where the findings are written.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::alignment::AlignedPair;
use beadwork::check::Review;
use beadwork::error::{Error, ErrorKind};
use beadwork::export::findings::{self, FindingsFormat, corpus};
use beadwork::export::{self, WriteOptions};
use clap::Args;

use crate::cli::output::{guard_input, write_standard};

/// Where, and in which format.
#[derive(Debug, Args)]
pub(super) struct OutputArguments {
    /// Write to FILE, in the format of its extension; may be repeated; - is standard output
    #[arg(short, long = "output", value_name = "FILE")]
    outputs: Vec<PathBuf>,

    /// The output format, whatever the extension: text, json, jsonl, sarif, csv or html
    #[arg(long, value_parser = FindingsFormat::from_name)]
    format: Option<FindingsFormat>,
}

/// One place to write to.
#[derive(Debug)]
pub(super) struct Output {
    format: FindingsFormat,
    /// `None` for standard output.
    path: Option<PathBuf>,
}

impl OutputArguments {
    /// The format that was asked for.
    pub(super) fn format(&self) -> Option<FindingsFormat> {
        self.format
    }

    /// Every output; none of them may be an input or stand there twice.
    pub(super) fn outputs(&self, inputs: &[PathBuf]) -> Result<Vec<Output>> {
        self.outputs_as(self.format, inputs)
    }

    /// Every output of many pairs; with a report `for_each`, the format that was asked for is that of the reports.
    pub(super) fn outputs_of_many(&self, for_each: bool, inputs: &[PathBuf]) -> Result<Vec<Output>> {
        let outputs = self.outputs_as(self.format.filter(|_| !for_each), inputs)?;
        match outputs.iter().find(|output| !corpus::FORMATS.contains(&output.format)) {
            None => Ok(outputs),
            Some(output) => {
                let message = format!("many pairs cannot be written as one {}", output.format.name());
                let place = output.path.as_deref().unwrap_or(Path::new("")).to_string_lossy();
                let error = Error::new(ErrorKind::Usage, place, message);
                let remedy =
                    "give text, json, jsonl, sarif or csv; or --out-dir DIR with --format html for a report of each";
                Err(error.with_remedy(remedy).into())
            }
        }
    }

    fn outputs_as(&self, format: Option<FindingsFormat>, inputs: &[PathBuf]) -> Result<Vec<Output>> {
        let mut outputs: Vec<Output> = Vec::new();
        for path in &self.outputs {
            let output = Output::new(path, format)?;
            if let Some(path) = &output.path {
                guard_input(path, inputs)?;
            }
            if outputs.iter().any(|other| other.path == output.path) {
                let error = Error::new(ErrorKind::Usage, path.to_string_lossy(), "is given twice as an output");
                return Err(error.with_remedy("give each output once").into());
            }
            outputs.push(output);
        }
        if outputs.is_empty() {
            outputs.push(Output::standard(format));
        }
        Ok(outputs)
    }
}

impl Output {
    fn new(path: &Path, format: Option<FindingsFormat>) -> Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Self::standard(format));
        }
        let format = format.map_or_else(|| FindingsFormat::from_extension(path), Ok)?;
        Ok(Self {
            format,
            path: Some(path.to_owned()),
        })
    }

    fn standard(format: Option<FindingsFormat>) -> Self {
        Self {
            format: format.unwrap_or(FindingsFormat::Text),
            path: None,
        }
    }

    /// The format.
    pub(super) fn format(&self) -> FindingsFormat {
        self.format
    }

    /// Writes what `content` writes; `terminal` is how text looks on standard output.
    pub(super) fn write_with(
        &self,
        terminal: &WriteOptions,
        content: impl FnOnce(&WriteOptions, &mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        match &self.path {
            Some(path) => Ok(export::write_file(path, |output| {
                content(&WriteOptions::default(), output)
            })?),
            None => write_standard(|output| content(terminal, output)),
        }
    }

    /// Writes the findings; `terminal` is how they look on standard output.
    pub(super) fn write(&self, pair: &AlignedPair, review: &Review, terminal: &WriteOptions) -> Result<()> {
        self.write_with(terminal, |options, output| {
            findings::write(pair, review, self.format, options, output)
        })
    }
}
