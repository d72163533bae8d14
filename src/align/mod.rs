//! Alignment: the sentences of two documents → [`Alignment`].
//!
//! In: two segmented documents and their anchors. Out: beads with confidence and evidence.
//!
//! The model is probabilistic. A bead's score is the log-likelihood ratio of its sentences being translations of each
//! other against their standing there by chance: by their lengths (`length`), by their words (`score`, with the
//! translation probabilities of `seed` and `translation`), and by how common its type is (`prior`). The search
//! (`search`, over the nodes of `grid`) computes every bead's posterior probability and keeps the path with the largest
//! expected number of correct beads. Several passes alternate: each learns words, lengths and priors from the beads
//! of the one before. Blocks that stand elsewhere are then found among the sentences left over (`moved`).

mod background;
mod block;
mod bounds;
mod buckets;
mod candidates;
mod chain;
mod chunk;
mod circumstances;
mod coarse;
pub(crate) mod cognate;
mod collection;
pub mod confidence;
mod consonants;
mod constants;
mod coverage;
pub mod dictionary;
mod doubts;
mod drift;
mod engine;
mod evidence;
mod explain;
mod explanation;
pub mod fit;
pub(crate) mod forms;
mod grid;
mod hits;
pub mod ingredients;
mod keep;
mod learned;
mod leftover;
mod length;
mod lexical;
pub mod lexicon;
mod lone;
pub mod model;
mod moved;
mod numerators;
mod openings;
mod prior;
mod rating;
mod recover;
mod rivals;
mod scaled;
mod score;
mod scores;
pub(crate) mod script;
mod search;
mod seed;
mod seed_rows;
mod side;
mod tokens;
mod training;
mod training_set;
mod translation;
mod view;
mod vocabulary;
pub mod weights;

pub(crate) use cognate::{Comparison, Skeleton};
pub use collection::PairInput;
pub use explain::Explainer;
pub use explanation::{Assessment, Candidate, Explanation, Missing, ScoreParts};

use std::sync::Arc;

use crate::alignment::{Alignment, Bead, reading_order};
use crate::lexicon::dictionary::DictionaryEntry;

use collection::Collection;
use confidence::Features;
use dictionary::GivenDictionary;
use engine::Engine;
use fit::TrainingGrid;
use ingredients::Ingredient;
use model::Model;
use weights::Weights;

/// How to align.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // Switches that have nothing to do with each other.
pub struct Options {
    /// Aligns the blocks of page furniture too.
    pub all_blocks: bool,
    /// Keeps the order of both sides: no crossing beads.
    pub monotone: bool,
    /// Leaves the lexicon out that comes with the program.
    pub no_lexicon: bool,
    /// What an earlier run learned, to start from.
    pub model: Option<Arc<Model>>,
    /// Dictionaries of the user's, which join the lexicon that comes with the program.
    pub dictionaries: Vec<Arc<GivenDictionary>>,
    /// The weights of the rating; those that come with the program if there are none.
    pub weights: Option<Arc<Weights>>,
    /// Gives the beads no evidence: to collect it takes time, and not every output shows it.
    pub no_evidence: bool,
    /// Ingredients of the model that are left out, to measure what they are worth.
    pub without: Vec<Ingredient>,
}

impl Options {
    fn has(&self, ingredient: Ingredient) -> bool {
        !self.without.contains(&ingredient)
    }
}

/// Aligns one pair on its own evidence.
///
/// Any two documents can be aligned, whatever their sizes: a side without sentences gives null beads only. Time and
/// memory are proportional to the product of the sentence counts up to some six hundred sentences a side, beyond that
/// to their sum.
#[must_use]
pub fn align(pair: PairInput<'_>, options: &Options) -> Alignment {
    align_collection(&[pair], options)
        .pop()
        .map(|(alignment, _)| alignment)
        .unwrap_or_default()
}

/// Aligns pairs together, so that each learns words, lengths and habits from all.
///
/// Gives, for each pair in order, the alignment and the features that each bead's confidence was computed from. The
/// result does not depend on the number of threads.
#[must_use]
pub fn align_collection(pairs: &[PairInput<'_>], options: &Options) -> Vec<(Alignment, Vec<Features>)> {
    let collection = Collection::new(pairs, options);
    ordered(Engine::new(&collection, options).run(options).finish(options))
}

/// Aligns pairs together and gives the grid of each, to fit weights to.
#[must_use]
pub fn training_grids(pairs: &[PairInput<'_>], options: &Options) -> Vec<TrainingGrid> {
    let collection = Collection::new(pairs, options);
    Engine::new(&collection, options).run_for_training(options)
}

/// Does what [`align_collection`] does, and also gives what the pairs, which must be of the same languages, taught.
#[must_use]
pub fn align_and_learn(pairs: &[PairInput<'_>], options: &Options) -> (Vec<(Alignment, Vec<Features>)>, Model) {
    let collection = Collection::new(pairs, options);
    let engine = Engine::new(&collection, options).run(options);
    let aligned = ordered(engine.finish(options));
    let languages = pairs.first().map(|pair| (pair.source.language, pair.target.language));
    (aligned, engine.model(languages.unwrap_or_default(), options))
}

/// Which pairs of words are worth keeping of what texts teach.
#[derive(Clone, Copy, Debug)]
pub struct InduceOptions {
    /// The sentences of the pairs are aligned already, the first of one side with the first of the other and so on.
    pub aligned: bool,
    /// P(target given source) or P(source given target) is at least this, 0 to 1.
    pub minimum_probability: f64,
    /// Both words occur at least so often.
    pub minimum_count: u32,
}

impl Default for InduceOptions {
    fn default() -> Self {
        Self {
            aligned: false,
            minimum_probability: 0.1,
            minimum_count: 2,
        }
    }
}

/// Learns a dictionary from pairs of the same languages, ordered by source word.
///
/// The words stand as the texts first write them, in lower case; the weights are P(target given source) and, in reverse,
/// P(source given target).
#[must_use]
pub fn induce(pairs: &[PairInput<'_>], options: &Options, wanted: &InduceOptions) -> Vec<DictionaryEntry> {
    let collection = Collection::new(pairs, options);
    let mut engine = Engine::new(&collection, options);
    if wanted.aligned {
        engine.assume_aligned();
    } else {
        engine = engine.run(options);
    }
    engine.dictionary(wanted, options)
}

/// Aligns one pair and lets `ask` question the result: it gets the alignment and an [`Explainer`] of its beads.
pub fn explain<T>(pair: PairInput<'_>, options: &Options, ask: impl FnOnce(Alignment, &Explainer<'_>) -> T) -> T {
    let collection = Collection::new(&[pair], options);
    let engine = Engine::new(&collection, options).run(options);
    let alignment = ordered(engine.finish(options)).pop().map(|(alignment, _)| alignment);
    let explainer = Explainer::new(engine.view(0), engine.path(0));
    ask(alignment.unwrap_or_default(), &explainer)
}

/// The alignments in reading order.
fn ordered(aligned: Vec<Vec<(Bead, Features)>>) -> Vec<(Alignment, Vec<Features>)> {
    let ordered = aligned.into_iter().map(|beads| {
        let (beads, features): (Vec<Bead>, Vec<Features>) = beads.into_iter().unzip();
        let features = reading_order(&beads).into_iter().map(|place| features[place]).collect();
        (Alignment::in_reading_order(beads), features)
    });
    ordered.collect()
}
