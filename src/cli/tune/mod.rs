//! `beadwork tune`: re-estimates constants from gold, and measures what each ingredient is worth.

mod ablation;
#[cfg(feature = "corpus")]
mod pairing;
mod weights;

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use beadwork::align::confidence::{Features, probability};
use beadwork::evaluate::calibrate::{Example, fit, judge};
use beadwork::evaluate::{Beads, GoldDocument, IndexBead, gold_documents};
use beadwork::{align, pipeline, read};
use clap::Args;
use rayon::prelude::*;

use crate::cli::Outcome;
use crate::cli::eval::gold_options;
use crate::cli::options::{ModelArguments, ThreadArguments, warn_of_unused};
use weights::Emphasis;

/// Fit the constants of the aligner to gold, or measure what its ingredients are worth.
///
/// Aligns every document at or below the folders as `eval` does, each on its own evidence, and fits how surely a bead is
/// right. Every second document is held out and judged with the weights of the others; the weights printed, in the form
/// of the source file src/align/confidence.rs, are those of all documents.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct TuneArguments {
    /// A folder of gold documents; give several to mix kinds of text
    #[arg(long, value_name = "DIR", required = true)]
    gold: Vec<PathBuf>,

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
  beadwork tune --gold gold/news --gold gold/novels
  beadwork tune --weights --gold gold/news --gold gold/novels --emphasise novels=3
  beadwork tune --ablation --gold corpora
  beadwork tune --pairing --gold heaps/spring --gold heaps/autumn";

/// Examples of one document: beads with both sides, and null beads.
type Examples = [Vec<Example>; 2];

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
    let mut documents = Vec::new();
    for folder in &arguments.gold {
        documents.extend(gold_documents(folder)?);
    }
    let examples: Vec<Examples> = documents
        .par_iter()
        .map(|document| collect(document, &align))
        .collect::<Result<_>>()?;
    warn_of_unused(&align)?;
    let mut output = io::stdout().lock();
    for (kind, name) in ["LINKED", "NULL"].into_iter().enumerate() {
        let of = |keep: &dyn Fn(usize) -> bool| -> Vec<Example> {
            let kept = examples.iter().enumerate().filter(|(place, _)| keep(*place));
            kept.flat_map(|(_, examples)| &examples[kind]).copied().collect()
        };
        let weights = fit(&of(&|place| place % 2 == 0));
        let held_out = of(&|place| place % 2 == 1);
        let confidences = |weights: &Features| -> Vec<(f64, bool)> {
            let judged = held_out
                .iter()
                .map(|example| (probability(weights, &example.features), example.right));
            judged.collect()
        };
        let judged = judge(&confidences(&weights));
        writeln!(
            output,
            "{name}: held out {} beads, {:.3} right, calibration error {:.4}, AUC {:.4}",
            judged.beads, judged.right, judged.error, judged.auc
        )?;
        let weights = fit(&of(&|_| true));
        let numbers: Vec<String> = weights.iter().map(|weight| format!("{weight:.3}")).collect();
        writeln!(output, "pub const {name}: Features = [{}];", numbers.join(", "))?;
    }
    Ok(Outcome::Fine)
}

fn collect(document: &GoldDocument, align: &align::Options) -> Result<Examples> {
    let gold: Beads = document.gold()?;
    let options = gold_options(Some(document), align.clone());
    let source = read::read_path(&document.source_path(), &options.read)?;
    let target = read::read_path(&document.target_path(), &options.read)?;
    let (pair, features) = pipeline::align_with_features(source, target, &options)?;
    let mut examples = Examples::default();
    for (bead, features) in pair.alignment.beads.iter().zip(features) {
        let right = gold.0.contains(&IndexBead::from(bead));
        examples[usize::from(bead.is_null())].push(Example { features, right });
    }
    Ok(examples)
}
