//! The engine: passes of searching every pair and learning from all of them.

use std::sync::Arc;

use rayon::prelude::*;

use super::background::Background;
use super::bounds::GroupBounds;
use super::collection::{Collection, SideInput};
use super::confidence::{self, Features};
use super::constants::{
    BAND_AROUND_PATH, COUNT_DISCOUNT, FIRST_PASS_SHAPES, FULL_GRID_NODES, GROUP_EVIDENCE, GROUP_EVIDENCE_LONG,
    INFORMED_KNOWN_WORD, INFORMED_PASSES, KNOWN_WORD, KNOWN_WORD_FIRST_PASS, LEXICON_PASSES, NARROW_NODES, PASSES,
};
use super::fit::TrainingGrid;
use super::grid::Band;
use super::hits::ScratchPool;
use super::ingredients::Ingredient;
use super::length::LengthModel;
use super::model::Model;
use super::prior::{BeadCounts, Prior, PriorBase};
use super::rivals::Rivals;
use super::score::{ALL_SHAPES, BeadScorer, LARGEST_GROUP};
use super::search::{self, PathBead, Potentials, SearchResult};
use super::seed_rows::SeedRows;
use super::side::{SideModel, SideTokens};
use super::tokens::{Sentences, TypeId};
use super::training_set::{TrainingSet, number};
use super::translation::{BeadNumber, Direction, Learning, Translations};
use super::weights::Weights;
use super::{Options, coarse, evidence, fit, leftover, moved, recover};
use crate::alignment::Bead;

/// A bead of the path, and whether it was found out of order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) bead: PathBead,
    pub(super) moved: bool,
}

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
    rivals: Rivals,
    pub(super) counts: BeadCounts,
}

/// One pair with everything that scores its beads.
#[derive(Clone, Copy)]
pub(super) struct PairView<'a> {
    pub(super) source: &'a SideInput,
    pub(super) target: &'a SideInput,
    pub(super) collection: &'a Collection,
    pub(super) source_background: &'a Background<'a>,
    pub(super) target_background: &'a Background<'a>,
    pub(super) translations: &'a Translations,
    pub(super) source_beads: &'a [BeadNumber],
    pub(super) target_beads: &'a [BeadNumber],
    pub(super) length: &'a LengthModel,
    pub(super) prior: &'a Prior,
    pub(super) source_tokens: &'a SideTokens,
    pub(super) target_tokens: &'a SideTokens,
    pub(super) known_word: f64,
    shapes: usize,
    pool: &'a ScratchPool,
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
            shapes: if collection.pairs.iter().all(|(source, target)| is_small(source, target)) {
                ALL_SHAPES
            } else {
                FIRST_PASS_SHAPES
            },
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
    pub(super) fn finish(&self) -> Vec<Vec<(Bead, Features)>> {
        let pairs = (0..self.pairs.len()).into_par_iter();
        pairs
            .map(|pair| {
                self.view(pair)
                    .finish(&self.pairs[pair].beads, &self.pairs[pair].rivals)
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
            let (mut result, mut candidates) = view.search(&band, options, weights, &self.pairs[pair].beads);
            let next = view.next_band(band, &result);
            if !options.monotone && options.has(Ingredient::Moved) {
                moved::link_moved(
                    &mut candidates,
                    &mut result.beads,
                    (view.source.count(), view.target.count()),
                );
            }
            (result, next)
        };
        let results: Vec<(SearchResult, Band)> = (0..self.pairs.len()).into_par_iter().map(search).collect();
        for (state, (result, band)) in self.pairs.iter_mut().zip(results) {
            state.beads = result.beads;
            state.counts = result.counts;
            state.rivals = result.rivals;
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
            rivals: Rivals::default(),
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

/// Whether the grid of a pair is searched whole.
fn is_small(source: &SideInput, target: &SideInput) -> bool {
    (source.count() + 1).saturating_mul(target.count() + 1) <= FULL_GRID_NODES
}

/// The types of some sentences' tokens.
fn types(sentences: &Sentences, (from, to): (usize, usize)) -> impl Iterator<Item = TypeId> {
    sentences[from..to].iter().flatten().map(|token| token.id)
}

impl PairView<'_> {
    fn first_band(&self) -> Band {
        let (sources, targets) = (self.source.count(), self.target.count());
        if is_small(self.source, self.target) {
            Band::full(sources, targets)
        } else {
            self.finder().band()
        }
    }

    fn next_band(&self, band: Band, result: &SearchResult) -> Band {
        if band.nodes() <= NARROW_NODES {
            return band;
        }
        let mut path = vec![(0, 0)];
        path.extend(result.beads.iter().map(|bead| (bead.source.1, bead.target.1)));
        let near = Band::around(&path, BAND_AROUND_PATH, self.source.count(), self.target.count());
        recover::widened(near, &result.beads, &self.finder())
    }

    fn finder(&self) -> coarse::Finder<'_> {
        coarse::Finder {
            source: &self.source.sentences,
            target: &self.target.sentences,
            source_lengths: &self.source.lengths,
            target_lengths: &self.target.lengths,
            translations: self.translations,
        }
    }

    /// The path through a band, and the beads that could be moved.
    fn search(
        &self,
        band: &Band,
        options: &Options,
        weights: Option<&Weights>,
        path: &[PathBead],
    ) -> (SearchResult, Vec<PathBead>) {
        let (sources, targets) = (self.source.count(), self.target.count());
        let mut scorer = self.scorer();
        if !self.is_whole(band) {
            scorer.group_evidence = GROUP_EVIDENCE_LONG;
        }
        let mut potentials = Potentials::of_prior(self.prior, sources, targets);
        if let Some(weights) = weights {
            scorer.rate_with(weights, path);
            if let Some(rater) = &scorer.rater {
                potentials = fit::potentials(&rater.nulls(self.prior, sources, targets), self.prior, weights);
            }
        }
        let beads = scorer.score(band, self.shapes);
        let mut result = search::search(band, &beads, self.prior, &potentials);
        if weights.is_some() {
            result.rivals = Rivals::new(band, &beads, sources, targets);
        }
        let candidates = if options.monotone || (self.shapes < ALL_SHAPES && !self.is_whole(band)) {
            // The first pass through a long document knows too few words.
            Vec::new()
        } else if self.is_whole(band) {
            moved::candidates_of_band(band, &beads, self.prior)
        } else {
            drop(beads);
            leftover::candidates(&scorer, &result.beads)
        };
        (result, candidates)
    }

    fn training_grid(&self, band: Option<Band>, weights: &Weights, path: &[PathBead]) -> TrainingGrid {
        let band = band.unwrap_or_else(|| self.first_band());
        let mut scorer = self.scorer();
        if !self.is_whole(&band) {
            scorer.group_evidence = GROUP_EVIDENCE_LONG;
        }
        scorer.rate_with(weights, path);
        let nulls = scorer
            .rater
            .as_ref()
            .map(|rater| rater.nulls(self.prior, self.source.count(), self.target.count()));
        scorer.keeps_features = true;
        TrainingGrid {
            scores: scorer.score(&band, self.shapes),
            nulls: nulls.unwrap_or_default(),
            prior: self.prior.clone(),
            band,
        }
    }

    fn is_whole(&self, band: &Band) -> bool {
        band.nodes() == (self.source.count() + 1) * (self.target.count() + 1)
    }

    fn scorer(&self) -> BeadScorer<'_> {
        let side = |tokens, lengths, beads, direction| {
            SideModel::new(tokens, lengths, beads, (self.translations, direction), self.known_word)
        };
        let (source, target) = rayon::join(
            || {
                side(
                    self.source_tokens,
                    &self.source.lengths,
                    self.source_beads,
                    Direction::Forward,
                )
            },
            || {
                side(
                    self.target_tokens,
                    &self.target.lengths,
                    self.target_beads,
                    Direction::Reverse,
                )
            },
        );
        BeadScorer {
            target_bounds: GroupBounds::all(&target, &self.target.lengths, self.length),
            source,
            target,
            translations: self.translations,
            length: self.length,
            target_lengths: self.length.singles(&self.target.lengths),
            prior: self.prior,
            pool: self.pool,
            group_evidence: GROUP_EVIDENCE,
            rater: None,
            keeps_features: false,
        }
    }

    /// How much of a source token's translation is known: the sum of p(t|s) over all t.
    pub(super) fn source_mass(&self, sentence: usize, id: TypeId) -> f64 {
        let (table, bead) = (self.translations, self.source_beads[sentence]);
        let known = |entry| table.forward(id, entry, table.own((bead, bead), id, entry));
        table.entries(id).iter().map(known).sum()
    }

    /// How much of a target token's translation is known: the sum of p(s|t) over all s.
    pub(super) fn target_mass(&self, sentence: usize, id: TypeId) -> f64 {
        let (table, bead) = (self.translations, self.target_beads[sentence]);
        let known = |(source, entry)| table.reverse(entry, table.own((bead, bead), source, entry));
        table.entries_of_target(id).map(known).sum()
    }

    /// The path as beads of the documents' sentences, each with its features.
    fn finish(&self, path: &[PathBead], rivals: &Rivals) -> Vec<(Bead, Features)> {
        let moved = moved::out_of_order(path);
        let found: Vec<Found> = path
            .iter()
            .zip(moved)
            .map(|(&bead, moved)| Found { bead, moved })
            .collect();
        let features = confidence::features(self, &found, rivals);
        let beads = found.iter().zip(features).map(|(found, features)| {
            let PathBead { source, target, .. } = found.bead;
            let bead = Bead {
                source: self.source.chosen[source.0..source.1].to_vec(),
                target: self.target.chosen[target.0..target.1].to_vec(),
                confidence: confidence::confidence(found, &features),
                moved: found.moved,
                evidence: evidence::collect(self, found.bead.source, found.bead.target),
            };
            (bead, features)
        });
        beads.collect()
    }
}
