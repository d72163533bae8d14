//! `beadwork tune`: re-estimates constants from gold, and measures what each ingredient is worth.

mod ablation;
mod confidence;
#[cfg(feature = "corpus")]
mod pairing;
mod weights;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::Outcome;
use crate::cli::options::{ModelArguments, ThreadArguments, warn_of_unused};
use weights::Emphasis;

/// Fit the constants of the aligner to gold, or measure what its ingredients are worth.
///
/// Aligns every document at or below the folders as `eval` does, alone and together, with and without the lexicon, and
/// fits how surely a bead is right. Beads of gold.txt are right, and those of gold.alt.txt beside it, which cuts groups of
/// sentences into smaller beads. Each folder is judged with the weights of the others, those left out that have a
/// document of the same name; the weights printed, in the form of the source file src/align/confidence.rs, are those of
/// all folders.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[allow(clippy::struct_excessive_bools)] // Switches of the command line.
pub(crate) struct TuneArguments {
    /// A folder of gold documents; give several to mix kinds of text
    #[arg(long, value_name = "DIR", required = true)]
    gold: Vec<PathBuf>,

    /// A folder of gold documents that is judged but takes no part in the fit
    #[arg(long, value_name = "DIR", conflicts_with_all = ["weights", "ablation"])]
    measure: Vec<PathBuf>,

    /// Fit the weights of the rating instead, in the form of the source file src/align/weights.rs
    #[arg(long)]
    weights: bool,

    /// Let the folders whose path holds TEXT count more when weights are fitted
    #[arg(long, value_name = "TEXT=FACTOR", requires = "weights")]
    emphasise: Vec<Emphasis>,

    /// Print what each ingredient of the model is worth instead: the points of strict F1 lost without it, as Markdown
    #[arg(long, conflicts_with = "weights")]
    ablation: bool,

    /// Fit how surely two documents belong together instead, in the form of the source file
    /// src/corpus/pair/probability.rs: each folder holds two folders of documents and the right pairs, gold.tsv
    #[cfg(feature = "corpus")]
    #[arg(long, conflicts_with_all = ["weights", "ablation"])]
    pairing: bool,

    /// Align each document on its own evidence; else documents of the same languages learn from each other
    #[arg(long, requires = "ablation")]
    isolated: bool,

    #[command(flatten)]
    model: ModelArguments,

    #[command(flatten)]
    threads: ThreadArguments,
}

const EXAMPLES: &str = "\
Examples:
  beadwork tune --gold corpora
  beadwork tune --gold gold/news --gold gold/novels --measure gold/laws
  beadwork tune --weights --gold gold/news --gold gold/novels --emphasise novels=3
  beadwork tune --ablation --gold corpora
  beadwork tune --pairing --gold heaps/spring --gold heaps/autumn";

/// Runs the command.
pub(crate) fn run(arguments: &TuneArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    let align = arguments.model.align_options(true, false)?;
    #[cfg(feature = "corpus")]
    if arguments.pairing {
        pairing::run(&arguments.gold, align.no_lexicon)?;
        return Ok(Outcome::Fine);
    }
    if arguments.weights {
        weights::run(&arguments.gold, &arguments.emphasise, &align)?;
        return Ok(Outcome::Fine);
    }
    if arguments.ablation {
        ablation::run(&arguments.gold, &align, arguments.isolated)?;
        return Ok(Outcome::Fine);
    }
    confidence::run(&arguments.gold, &arguments.measure, &align)?;
    warn_of_unused(&align)?;
    Ok(Outcome::Fine)
}
