//! Where the findings are written.

use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::alignment::AlignedPair;
use beadwork::check::Review;
use beadwork::error::{Error, ErrorKind};
use beadwork::export::WriteOptions;
use beadwork::export::findings::{self, FindingsFormat};
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
        let mut outputs: Vec<Output> = Vec::new();
        for path in &self.outputs {
            let output = self.output(path)?;
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
            outputs.push(self.standard());
        }
        Ok(outputs)
    }

    fn output(&self, path: &Path) -> Result<Output> {
        if path.as_os_str() == "-" {
            return Ok(self.standard());
        }
        let format = self.format.map_or_else(|| FindingsFormat::from_extension(path), Ok)?;
        Ok(Output {
            format,
            path: Some(path.to_owned()),
        })
    }

    fn standard(&self) -> Output {
        Output {
            format: self.format.unwrap_or(FindingsFormat::Text),
            path: None,
        }
    }
}

impl Output {
    /// Writes the findings; `terminal` is how they look on standard output.
    pub(super) fn write(&self, pair: &AlignedPair, review: &Review, terminal: &WriteOptions) -> Result<()> {
        if let Some(path) = &self.path {
            return Ok(findings::save(
                pair,
                review,
                self.format,
                &WriteOptions::default(),
                path,
            )?);
        }
        write_standard(|output| findings::write(pair, review, self.format, terminal, output))
    }
}
