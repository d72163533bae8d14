//! Re-estimates the weights of the rating from gold.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use beadwork::align;
use beadwork::align::fit::{Fitting, GoldBead, TrainingGrid};
use beadwork::align::weights::Weights;
use beadwork::evaluate::{Beads, GoldDocument, gold_documents};
use beadwork::pipeline::PreparedPair;
use rayon::prelude::*;

use crate::cli::eval::{gold_options, prepare};

/// Strength of the pull towards the generative weights.
const PULL: f64 = 1.0;

/// How a set is aligned.
#[derive(Clone, Copy)]
struct Mode {
    isolated: bool,
    no_lexicon: bool,
}

/// Fits the weights to the folders and prints them.
pub(super) fn run(folders: &[PathBuf], align: &align::Options, pull: Option<f64>) -> Result<()> {
    let mut fitting = Fitting::default();
    for folder in folders {
        let documents = gold_documents(folder)?;
        let modes = modes(&documents);
        let factor = std::env::var("RW").ok().and_then(|rw| {
            rw.split(',').find_map(|kv| {
                let (k, v) = kv.split_once(':')?;
                folder.to_string_lossy().contains(k).then(|| v.parse::<f64>().ok())?
            })
        });
        #[allow(clippy::cast_precision_loss)]
        let factor = factor.unwrap_or(1.0) / (modes.len() as f64).sqrt();
        for mode in modes {
            add(&mut fitting, &documents, mode, align, factor)?;
        }
    }
    let mut output = io::stdout().lock();
    let weights = fitting.fit(&Weights::generative(), pull.unwrap_or(PULL), |step, likelihood| {
        if step % 10 == 0 {
            let _ = writeln!(io::stderr(), "{step} {likelihood:.2}");
        }
    });
    for weight in weights.0 {
        writeln!(output, "{weight:.4}")?;
    }
    Ok(())
}

fn modes(documents: &[GoldDocument]) -> Vec<Mode> {
    let mut modes = Vec::new();
    for isolated in [false, true] {
        for no_lexicon in [false, true] {
            let english_russian = documents.iter().all(|document| {
                let (from, to) = document.languages();
                from.is_some_and(|from| from.code() == "en") && to.is_some_and(|to| to.code() == "ru")
            });
            if (isolated && documents.len() == 1) || (!no_lexicon && !english_russian) {
                continue;
            }
            modes.push(Mode { isolated, no_lexicon });
        }
    }
    modes
}

fn add(
    fitting: &mut Fitting,
    documents: &[GoldDocument],
    mode: Mode,
    align: &align::Options,
    factor: f64,
) -> Result<()> {
    let options = gold_options(
        None,
        align::Options {
            no_lexicon: mode.no_lexicon,
            ..align.clone()
        },
    );
    let pairs: Vec<PreparedPair> = documents
        .par_iter()
        .map(|document| prepare(document, &options))
        .collect::<Result<_>>()?;
    let inputs: Vec<align::PairInput<'_>> = pairs.iter().map(PreparedPair::input).collect();
    let grids: Vec<TrainingGrid> = if mode.isolated {
        let alone = inputs
            .par_iter()
            .map(|input| align::training_grids(&[*input], &options.align));
        alone.flatten().collect()
    } else {
        align::training_grids(&inputs, &options.align)
    };
    let gold: Vec<Vec<GoldBead>> = documents
        .iter()
        .map(|document| Ok(ranges(&document.gold()?)))
        .collect::<Result<_>>()?;
    #[allow(clippy::cast_precision_loss)]
    let beads = gold.iter().map(Vec::len).sum::<usize>().max(1) as f64;
    let weight = factor * (1000.0 / beads).sqrt();
    for (grid, gold) in grids.into_iter().zip(gold) {
        fitting.push(grid, &gold, weight);
    }
    Ok(())
}

fn ranges(beads: &Beads) -> Vec<GoldBead> {
    let range = |list: &[usize]| Some((*list.iter().min()?, *list.iter().max()? + 1));
    let ranges = beads
        .0
        .iter()
        .filter_map(|bead| Some((range(&bead.source)?, range(&bead.target)?)));
    ranges.collect()
}
