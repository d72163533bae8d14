//! Re-estimates the weights of the rating from gold.

use std::io::{self, Write};
use std::path::PathBuf;
use std::str::FromStr;

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
/// Share of the way from the generative weights to the fitted ones that is gone: texts of a kind that gold does not hold lose
/// less that way.
const TRUST: f64 = 0.75;

/// How a set is aligned.
#[derive(Clone, Copy)]
struct Mode {
    isolated: bool,
    no_lexicon: bool,
}

/// How much more a folder counts.
#[derive(Clone, Debug)]
pub(super) struct Emphasis {
    part: String,
    factor: f64,
}

impl FromStr for Emphasis {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (part, factor) = text
            .rsplit_once('=')
            .ok_or("give a part of a folder's path, `=` and a factor")?;
        let factor: f64 = factor.parse().map_err(|_| format!("{factor} is no number"))?;
        if !(factor.is_finite() && factor > 0.0) {
            return Err("the factor must be above zero".to_owned());
        }
        let part = part.to_owned();
        Ok(Self { part, factor })
    }
}

/// Fits the weights to the folders and prints them.
pub(super) fn run(folders: &[PathBuf], emphases: &[Emphasis], align: &align::Options) -> Result<()> {
    let mut fitting = Fitting::default();
    for folder in folders {
        let documents = gold_documents(folder)?;
        let modes = modes(&documents);
        let path = folder.to_string_lossy();
        let found = emphases.iter().find(|emphasis| path.contains(&emphasis.part));
        #[allow(clippy::cast_precision_loss)] // There are four modes.
        let factor = found.map_or(1.0, |emphasis| emphasis.factor) / (modes.len() as f64).sqrt();
        for mode in modes {
            add(&mut fitting, &documents, mode, align, factor)?;
        }
    }
    let generative = Weights::generative();
    let fitted = fitting.fit(&generative, PULL);
    let mut output = io::stdout().lock();
    for (weight, start) in fitted.0.iter().zip(generative.0) {
        writeln!(output, "    {:.3},", start + TRUST * (weight - start))?;
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
