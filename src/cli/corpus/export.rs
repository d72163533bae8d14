//! `beadwork corpus export` and `verify`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use beadwork::corpus::build;
use beadwork::corpus::ledger::Ledger;
use beadwork::corpus::output;
use clap::Args;

use super::build::{ExportChoices, plan};
use super::progress::Progress;
use crate::cli::Outcome;
use crate::cli::output::write_standard;

/// Write a corpus to another folder, with another selection or in other layouts
///
/// Choices that are not given are those of the corpus; they are not changed there.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExportArguments {
    /// The folder of the corpus
    corpus: PathBuf,

    /// The folder to write to; made if it is not there
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,

    #[command(flatten)]
    choices: ExportChoices,
}

const EXAMPLES: &str = "\
Examples:
  beadwork corpus export news -o strict --keep 'confidence >= 0.95 and type == \"1-1\" and not defect'
  beadwork corpus export news -o memory --layout tmx --layout moses
  beadwork corpus export news -o spring --keep 'not defect and source.date >= 2024-03-01'";

/// Runs `corpus export`.
pub(crate) fn run(arguments: &ExportArguments) -> Result<Outcome> {
    let ledger = Ledger::look(&arguments.corpus)?;
    let mut configuration = ledger.configuration()?;
    arguments.choices.apply(&mut configuration);
    let written = build::write(&ledger, &plan(configuration)?, &arguments.output, &mut Progress::new())?;
    let [train, validation, test] = written.units;
    writeln!(
        io::stderr(),
        "{} units for training, {validation} for validation, {test} for testing, in {} files",
        train,
        written.files
    )?;
    Ok(Outcome::Fine)
}

/// Check that a written corpus is whole: every file there, unchanged, with as many rows as it should have
#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    /// The folder of the corpus, or one that was written by `corpus export`
    folder: PathBuf,
}

/// Runs `corpus verify`.
pub(crate) fn verify(arguments: &VerifyArguments) -> Result<Outcome> {
    let folder = if Ledger::is_there(&arguments.folder) {
        arguments.folder.join("export")
    } else {
        arguments.folder.clone()
    };
    let report = output::verify(&folder)?;
    write_standard(|output| {
        for problem in &report.problems {
            writeln!(output, "{}: {}", problem.file, problem.message)?;
        }
        let verdict = if report.is_sound() {
            "all is well"
        } else {
            "not as it was written"
        };
        writeln!(
            output,
            "{} files, {} bytes, {} rows: {verdict}",
            report.files, report.bytes, report.rows
        )
    })?;
    Ok(if report.is_sound() {
        Outcome::Fine
    } else {
        Outcome::Findings
    })
}
