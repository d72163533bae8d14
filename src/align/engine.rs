//! The engine: passes of searching every pair and learning from all of them.

use std::sync::Arc;

use rayon::prelude::*;

use super::background::Background;
use super::circumstances::Circumstances;
use super::collection::{Collection, SideInput};
use super::confidence::Features;
use super::constants::{
    COUNT_DISCOUNT, FIRST_PASS_SHAPES, INFORMED_KNOWN_WORD, INFORMED_PASSES, KNOWN_WORD, KNOWN_WORD_FIRST_PASS,
    LEXICON_PASSES, PASSES,
};
use super::fit::TrainingGrid;
use super::grid::Band;
use super::hits::ScratchPool;
use super::ingredients::Ingredient;
use super::length::LengthModel;
use super::model::Model;
use super::prior::{BeadCounts, Prior, PriorBase};
use super::score::{ALL_SHAPES, LARGEST_GROUP};
use super::search::{PathBead, SearchResult};
use super::seed_rows::SeedRows;
use super::side::SideTokens;
use super::tokens::{Sentences, TypeId};
use super::training_set::{TrainingSet, number};
use super::translation::{BeadNumber, Learning, Translations};
use super::view::PairView;
use super::weights::Weights;
use super::{Options, moved, openings};
use crate::alignment::Bead;

/// The state of aligning a collection.
pub(super) struct Engine<'a> {
    pub(super) collection: &'a Collection,
    source_background: Background<'a>,
    target_background: Background<'a>,
    seeds: SeedRows,
    pub(super) translations: Translations,
    known_word: f64,
    /// What `known_word` is after the first pass.
    known_word_later: f64,
    passes: usize,
    /// Number of bead types looked for in this pass.
    shapes: usize,
    /// The priors before any bead was counted.
    pub(super) priors: PriorBase,
    pub(super) pairs: Vec<PairState>,
    pool: ScratchPool,
}

/// What is known about one pair after a pass.
pub(super) struct PairState {
    source_tokens: SideTokens,
    target_tokens: SideTokens,
    /// Training bead of each sentence.
    source_beads: Vec<BeadNumber>,
    target_beads: Vec<BeadNumber>,
    pub(super) length: LengthModel,
    prior: Prior,
    /// The band of the next pass; `None` before the first.
    band: Option<Band>,
    beads: Vec<PathBead>,
    circumstances: Circumstances,
    pub(super) counts: BeadCounts,
}

impl<'a> Engine<'a> {
    /// The state before the first pass, with what the model of an earlier run knows.
    pub(super) fn new(collection: &'a Collection, options: &'a Options) -> Self {
        let model = options.model.as_deref();
        // A lone pair that starts from a lexicon has more to lose than to learn from its few beads.
        let informed = model.is_some() || (collection.has_lexicon && collection.pairs.len() == 1);
        let priors = model.map_or_else(PriorBase::default, |model| model.priors.clone());
        let (sources, targets) = (collection.source.len(), collection.target.len());
        let seeds = SeedRows::new(&collection.seeds, sources, targets);
        let of_document = options.has(Ingredient::DocumentBackground);
        let source_background = Background::new(&collection.source, model.map(|model| &model.source), of_document);
        let target_background = Background::new(&collection.target, model.map(|model| &model.target), of_document);
        let knows = options.has(Ingredient::UnknownWords);
        let state = |pair| {
            let mut state = PairState::new(pair, (&source_background, &target_background), &priors, model);
            if !options.has(Ingredient::Lengths) {
                state.length = state.length.muted();
            }
            if !options.has(Ingredient::NullRuns) {
                state.prior = state.prior.without_runs();
            }
            state
        };
        Self {
            pairs: collection.pairs.par_iter().map(state).collect(),
            translations: Translations::from_seeds(&seeds),
            source_background,
            target_background,
            seeds,
            known_word: if knows { KNOWN_WORD_FIRST_PASS } else { 0.0 },
            known_word_later: match (knows, informed) {
                (false, _) => 0.0,
                (_, true) => INFORMED_KNOWN_WORD,
                _ => KNOWN_WORD,
            },
            passes: match (informed, collection.has_lexicon) {
                (true, _) => INFORMED_PASSES,
                (false, true) => LEXICON_PASSES,
                (false, false) => PASSES,
            },
            shapes: FIRST_PASS_SHAPES,
            priors,
            pool: ScratchPool::new(sources.max(targets)),
            collection,
        }
    }

    /// Searches, learns from what was found, and searches again.
    pub(super) fn run(mut self, options: &Options) -> Self {
        for _ in 1..self.passes {
            self.search(options, None);
            self.learn(options);
        }
        let weights = match &options.weights {
            _ if !options.has(Ingredient::Rating) => Arc::new(Weights::generative()),
            Some(weights) => Arc::clone(weights),
            None => Arc::new(Weights::bundled()),
        };
        self.search(options, Some(&weights));
        self
    }

    /// Takes the sentences for aligned one to one, as they stand, instead of searching.
    pub(super) fn assume_aligned(&mut self) {
        for (state, (source, target)) in self.pairs.iter_mut().zip(&self.collection.pairs) {
            let places = 0..source.count().min(target.count());
            let bead = |place| PathBead {
                source: (place, place + 1),
                target: (place, place + 1),
                posterior: 1.0,
                score: 0.0,
                rating: 0.0,
            };
            state.beads = places.map(bead).collect();
        }
    }

    /// The grids of the last pass with the features of their beads.
    pub(super) fn run_for_training(mut self, options: &Options) -> Vec<TrainingGrid> {
        for _ in 1..self.passes {
            self.search(options, None);
            self.learn(options);
        }
        let weights = Weights::generative();
        let pairs = (0..self.pairs.len()).into_par_iter();
        pairs
            .map(|pair| {
                self.view(pair)
                    .training_grid(self.pairs[pair].band.clone(), &weights, &self.pairs[pair].beads)
            })
            .collect()
    }

    /// The beads of every pair with their features, in the order of the path.
    pub(super) fn finish(&self, options: &Options) -> Vec<Vec<(Bead, Features)>> {
        let pairs = (0..self.pairs.len()).into_par_iter();
        pairs
            .map(|pair| {
                let state = &self.pairs[pair];
                self.view(pair)
                    .finish(&state.beads, &state.circumstances, !options.no_evidence)
            })
            .collect()
    }

    /// The path of a pair as the last pass found it.
    pub(super) fn path(&self, pair: usize) -> &[PathBead] {
        &self.pairs[pair].beads
    }

    pub(super) fn view(&self, pair: usize) -> PairView<'_> {
        let state = &self.pairs[pair];
        PairView {
            source: &self.collection.pairs[pair].0,
            target: &self.collection.pairs[pair].1,
            collection: self.collection,
            source_background: &self.source_background,
            target_background: &self.target_background,
            translations: &self.translations,
            source_beads: &state.source_beads,
            target_beads: &state.target_beads,
            length: &state.length,
            prior: &state.prior,
            source_tokens: &state.source_tokens,
            target_tokens: &state.target_tokens,
            known_word: self.known_word,
            shapes: self.shapes,
            pool: &self.pool,
        }
    }

    /// Searches every pair, in parallel; the results do not depend on who was first.
    fn search(&mut self, options: &Options, weights: Option<&Weights>) {
        let search = |pair: usize| {
            let view = self.view(pair);
            let band = self.pairs[pair].band.clone().unwrap_or_else(|| view.first_band());
            let (mut result, mut candidates, scorer) = view.search(&band, options, weights, &self.pairs[pair].beads);
            let next = view.next_band(band, &result);
            if !options.monotone && options.has(Ingredient::Moved) {
                moved::link_moved(
                    &mut candidates,
                    &mut result.beads,
                    (view.source.count(), view.target.count()),
                );
            }
            if weights.is_some() {
                result.circumstances.openings = openings::openings(&scorer, &result.beads);
            }
            (result, next)
        };
        let results: Vec<(SearchResult, Band)> = (0..self.pairs.len()).into_par_iter().map(search).collect();
        for (state, (result, band)) in self.pairs.iter_mut().zip(results) {
            state.beads = result.beads;
            state.counts = result.counts;
            state.circumstances = result.circumstances;
            state.band = Some(band);
        }
    }

    /// Re-estimates words, lengths and priors from the beads of the last pass.
    pub(super) fn learn(&mut self, options: &Options) {
        let learning = Learning {
            agrees: options.has(Ingredient::Agreement),
            discount: if options.has(Ingredient::Discount) {
                COUNT_DISCOUNT
            } else {
                0.0
            },
        };
        let learn = |(state, (source, target)): (&mut PairState, &(SideInput, SideInput))| {
            state.length = state.learn_length(source, target);
            state.collect_training(source, target)
        };
        let of_pairs: Vec<TrainingSet> = (self.pairs.par_iter_mut())
            .zip(&self.collection.pairs)
            .map(learn)
            .collect();
        let mut training = TrainingSet::default();
        for (state, of_pair) in self.pairs.iter_mut().zip(&of_pairs) {
            state.number_beads(number(training.len()));
            training.append(of_pair);
            if !options.has(Ingredient::LeaveOneOut) {
                state.source_beads.fill(None);
                state.target_beads.fill(None);
            }
        }
        drop(of_pairs);
        let counts: Vec<BeadCounts> = self.pairs.iter().map(|state| state.counts.clone()).collect();
        let priors = Prior::updated(&counts, &self.priors, self.shapes);
        for (state, prior) in self.pairs.iter_mut().zip(priors) {
            if options.has(Ingredient::LearnedPriors) {
                state.prior = prior;
            }
            if !options.has(Ingredient::NullRuns) {
                state.prior = state.prior.clone().without_runs();
            }
        }
        // What the last pass knew goes before the new is made: a long document needs the room.
        self.translations = Translations::default();
        self.translations = Translations::train(training, &self.seeds, &learning);
        self.known_word = self.known_word_later;
        self.shapes = ALL_SHAPES;
    }
}

impl PairState {
    fn new(
        (source, target): &(SideInput, SideInput),
        backgrounds: (&Background<'_>, &Background<'_>),
        priors: &PriorBase,
        model: Option<&Model>,
    ) -> Self {
        let mut length = LengthModel::initial(&source.lengths, &target.lengths, LARGEST_GROUP);
        if let Some(model) = model {
            length = length.starting_from(model.length_ratio, model.length_variance);
        }
        Self {
            source_tokens: SideTokens::new(&source.sentences, backgrounds.0),
            target_tokens: SideTokens::new(&target.sentences, backgrounds.1),
            source_beads: vec![None; source.count()],
            target_beads: vec![None; target.count()],
            length,
            prior: Prior::initial(priors),
            band: None,
            beads: Vec::new(),
            circumstances: Circumstances::default(),
            counts: BeadCounts::default(),
        }
    }

    /// The linked beads as a training set.
    fn collect_training(&self, source: &SideInput, target: &SideInput) -> TrainingSet {
        let mut training = TrainingSet::default();
        for bead in self.beads.iter().filter(|bead| !bead.is_null()) {
            let of_source = types(&source.sentences, bead.source);
            training.push(of_source, types(&target.sentences, bead.target));
        }
        training
    }

    /// Notes which sentence is in which of the linked beads, which are numbered from `first` on.
    fn number_beads(&mut self, first: u32) {
        self.source_beads.fill(None);
        self.target_beads.fill(None);
        for (number, bead) in (first..).zip(self.beads.iter().filter(|bead| !bead.is_null())) {
            self.source_beads[bead.source.0..bead.source.1].fill(Some(number));
            self.target_beads[bead.target.0..bead.target.1].fill(Some(number));
        }
    }

    fn learn_length(&self, source: &SideInput, target: &SideInput) -> LengthModel {
        let lengths: Vec<(f64, f64)> = self.linked_lengths(source, target).collect();
        self.length.updated(&lengths)
    }

    /// Source and target lengths of the linked beads.
    pub(super) fn linked_lengths(&self, source: &SideInput, target: &SideInput) -> impl Iterator<Item = (f64, f64)> {
        let linked = self.beads.iter().filter(|bead| !bead.is_null());
        linked.map(|bead| {
            let of_source = source.lengths.of(bead.source.0, bead.source.1);
            (of_source, target.lengths.of(bead.target.0, bead.target.1))
        })
    }
}

/// The types of some sentences' tokens.
fn types(sentences: &Sentences, (from, to): (usize, usize)) -> impl Iterator<Item = TypeId> {
    sentences[from..to].iter().flatten().map(|token| token.id)
}
