//! `beadwork explain`: why a bead is what it is.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Result;
use beadwork::{export, pipeline, read};
use clap::{Args, ColorChoice};

use super::Outcome;
use super::options::{PairArguments, ThreadArguments, warn_of_unused};
use super::output::{self, write_standard};

/// Explain in words why a bead is what it is.
///
/// Shows both texts, what speaks for them and against them, how sure it is and by which figures, and its neighbours; for a
/// sentence without counterpart also the best partner there would have been and why it was not taken. The files are
/// aligned anew, so give the options that `align` was given.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExplainArguments {
    /// The source version
    #[arg(value_name = "A")]
    source: PathBuf,

    /// The target version
    #[arg(value_name = "B")]
    target: PathBuf,

    /// The number of the bead, as the table, the report and the key "bead" of JSON Lines show it
    #[arg(long, value_name = "N")]
    bead: NonZeroUsize,

    /// Print one JSON object instead of words
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    pair: PairArguments,

    #[command(flatten)]
    threads: ThreadArguments,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

const EXAMPLES: &str = "\
Examples:
  beadwork explain english.html russian.html --bead 12
  beadwork explain english.html russian.html --bead 12 --json

Scores are natural logarithms: +1 makes a bead 2.7 times as likely, +2.3 ten times, and 0 says nothing.";

/// Runs the command.
pub(crate) fn run(arguments: &ExplainArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    output::guard_standard_input(&arguments.source, &arguments.target)?;
    let options = arguments.pair.options()?;
    let source = read::read_path(&arguments.source, &options.read)?;
    let target = read::read_path(&arguments.target, &options.read)?;
    let place = arguments.bead.get() - 1;
    let (pair, explanation) = pipeline::explain_documents(source, target, place, &options)?;
    warn_of_unused(&options.align)?;
    let terminal = output::terminal_options(arguments.color);
    write_standard(|output| {
        if arguments.json {
            export::write_explanation_json(&pair, place, &explanation, output)
        } else {
            export::write_explanation(&pair, place, &explanation, &terminal, output)
        }
    })?;
    Ok(Outcome::Fine)
}
