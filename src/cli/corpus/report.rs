//! `beadwork corpus report`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::corpus::build;
use beadwork::corpus::ledger::Ledger;
use beadwork::corpus::report;
use beadwork::export::write_file;
use clap::Args;

use super::build::plan;
use crate::cli::Outcome;
use crate::cli::output::write_standard;

/// Show what a corpus is like: one HTML page with plots and samples
///
/// What became of the documents and of the units, how much each rule takes, lengths, confidence, bead types, pairs per
/// month, and samples of each band of confidence. The page loads nothing from anywhere.
#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// The folder of the corpus
    corpus: PathBuf,

    /// Write to FILE; - is standard output [default: report.html in the folder of the corpus]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// How many samples to show of each band of confidence and of each rule
    #[arg(long, value_name = "N", default_value_t = 6)]
    samples: usize,
}

/// Runs the command.
pub(crate) fn run(arguments: &ReportArguments) -> Result<Outcome> {
    let ledger = Ledger::look(&arguments.corpus)?;
    let statistics = build::statistics(&ledger, &plan(ledger.configuration()?)?, arguments.samples)?;
    let page = report::page(&statistics);
    let path = arguments
        .output
        .clone()
        .unwrap_or_else(|| arguments.corpus.join("report.html"));
    if path == Path::new("-") {
        write_standard(|output| output.write_all(page.as_bytes()))?;
    } else {
        write_file(&path, |output| output.write_all(page.as_bytes()))?;
        writeln!(io::stderr(), "written to {}", path.display())?;
    }
    Ok(Outcome::Fine)
}
