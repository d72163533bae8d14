//! Learns words, lengths and habits from a sample of the pairs, so that every pair is aligned with what all can teach.

use std::sync::Arc;

use rayon::prelude::*;

use super::align::{prepare, raw_of};
use super::{Build, Observer, Step};
use crate::align::model::Model;
use crate::corpus::ledger::pack;
use crate::error::Result;
use crate::pipeline::{self, PreparedPair};

/// How many pairs the model is learned from. Aligning many pairs together takes memory in proportion to their number;
/// beyond this the model hardly changes.
const SAMPLE: usize = 1000;
/// A sample of long documents ends after so many sentences.
const SENTENCES: usize = 60_000;

/// The model of the corpus: as learned by an earlier build, else learned now.
pub(super) fn run(build: &Build<'_>, observer: &mut dyn Observer) -> Result<Option<Arc<Model>>> {
    let ledger = build.ledger;
    if let Some(text) = ledger.packed("model")? {
        return Ok(Some(Arc::new(Model::parse("the model of the corpus", &text)?)));
    }
    let sample = ledger.sample_of_pairs(SAMPLE)?;
    if sample.is_empty() {
        return Ok(None);
    }
    observer.begin(Step::Learn, Some(sample.len()));
    let raw = sample
        .iter()
        .map(|pair| raw_of(build, pair))
        .collect::<Result<Vec<_>>>()?;
    let options = build.recipe.options(None);
    // A pair that fails is reported when it is its turn to be aligned.
    let prepared: Vec<Option<PreparedPair>> = raw.par_iter().map(|raw| prepare(raw, &options).ok()).collect();
    let mut sentences = 0;
    let prepared = prepared.into_iter().flatten().take_while(|pair| {
        let fits = sentences < SENTENCES;
        let input = pair.input();
        sentences += input.source.sentences.len() + input.target.sentences.len();
        fits
    });
    let prepared: Vec<PreparedPair> = prepared.collect();
    let (_, model) = pipeline::align_and_learn(prepared, &options)?;
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = model.write(&mut text);
    ledger.set("model", pack(&text))?;
    observer.end();
    // As the next build will read it: written numbers are rounded.
    Ok(Some(Arc::new(Model::parse(
        "the model of the corpus",
        &String::from_utf8_lossy(&text),
    )?)))
}
