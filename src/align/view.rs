//! What the search of one pair looks at: the sides, what is known of their words, lengths and priors, and the passes' searches.

use super::background::Background;
use super::bounds::GroupBounds;
use super::circumstances::Circumstances;
use super::collection::{Collection, SideInput};
use super::confidence::{self, Features};
use super::constants::{
    BAND_AROUND_PATH, EARLY_PRUNE_MARGIN, FULL_GRID_NODES, GROUP_EVIDENCE, GROUP_EVIDENCE_LONG, NARROW_NODES,
};
use super::fit::TrainingGrid;
use super::grid::Band;
use super::hits::ScratchPool;
use super::length::LengthModel;
use super::prior::Prior;
use super::rating::NullFeatures;
use super::rivals::Rivals;
use super::score::{ALL_SHAPES, BeadScorer};
use super::search::{self, PathBead, Potentials, SearchResult};
use super::side::{SideModel, SideTokens};
use super::tokens::TypeId;
use super::translation::{BeadNumber, Direction, Translations};
use super::weights::Weights;
use super::{Options, coarse, evidence, fit, leftover, moved, recover};
use crate::alignment::{Bead, reading_order};

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
    pub(super) shapes: usize,
    pub(super) pool: &'a ScratchPool,
}

impl PairView<'_> {
    pub(super) fn first_band(&self) -> Band {
        let (sources, targets) = (self.source.count(), self.target.count());
        if is_small(self.source, self.target) {
            Band::full(sources, targets)
        } else {
            self.finder().band()
        }
    }

    pub(super) fn next_band(&self, band: Band, result: &SearchResult) -> Band {
        if band.nodes() <= NARROW_NODES {
            return band;
        }
        let mut path = vec![(0, 0)];
        path.extend(result.beads.iter().map(|bead| (bead.source.1, bead.target.1)));
        let near = Band::around(&path, BAND_AROUND_PATH, self.source.count(), self.target.count());
        recover::widened(near, &result.beads, &self.finder())
    }

    pub(super) fn finder(&self) -> coarse::Finder<'_> {
        coarse::Finder {
            source: &self.source.sentences,
            target: &self.target.sentences,
            source_lengths: &self.source.lengths,
            target_lengths: &self.target.lengths,
            translations: self.translations,
        }
    }

    /// The path through a band, and the beads that could be moved.
    ///
    /// Gives what scored the beads, too.
    pub(super) fn search<'v>(
        &'v self,
        band: &Band,
        options: &Options,
        weights: Option<&'v Weights>,
        path: &[PathBead],
    ) -> (SearchResult, Vec<PathBead>, BeadScorer<'v>) {
        let (sources, targets) = (self.source.count(), self.target.count());
        let mut scorer = self.scorer();
        if !self.is_whole(band) {
            scorer.group_evidence = GROUP_EVIDENCE_LONG;
        }
        let mut nulls = <[Vec<NullFeatures>; 2]>::default();
        let mut potentials = Potentials::of_prior(self.prior, sources, targets);
        if let Some(weights) = weights {
            scorer.rate_with(weights, path);
            if let Some(rater) = &scorer.rater {
                nulls = rater.nulls(self.prior, sources, targets);
                potentials = fit::potentials(&nulls, self.prior, weights);
            }
        }
        let beads = scorer.score(band, self.shapes);
        let mut result = search::search(band, &beads, self.prior, &potentials);
        if weights.is_some() {
            let circumstances = &mut result.circumstances;
            circumstances.rivals = Rivals::new(band, &beads, sources, targets);
            circumstances.null_ratings = potentials.nulls;
            circumstances.null_features = nulls;
            circumstances.missed = scorer.rater.as_ref().map_or(0.0, |rater| rater.typical.missed);
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
        (result, candidates, scorer)
    }

    pub(super) fn training_grid(&self, band: Option<Band>, weights: &Weights, path: &[PathBead]) -> TrainingGrid {
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

    pub(super) fn is_whole(&self, band: &Band) -> bool {
        band.nodes() == (self.source.count() + 1) * (self.target.count() + 1)
    }

    pub(super) fn scorer(&self) -> BeadScorer<'_> {
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
            prune_margin: EARLY_PRUNE_MARGIN,
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
    pub(super) fn finish(
        &self,
        path: &[PathBead],
        circumstances: &Circumstances,
        with_evidence: bool,
    ) -> Vec<(Bead, Features)> {
        let bead = |(bead, moved): (&PathBead, bool)| {
            let PathBead { source, target, .. } = *bead;
            let evidence = with_evidence.then(|| evidence::collect(self, source, target));
            Bead {
                source: self.source.chosen[source.0..source.1].to_vec(),
                target: self.target.chosen[target.0..target.1].to_vec(),
                confidence: 0.0,
                moved,
                evidence: evidence.unwrap_or_default(),
            }
        };
        let mut beads: Vec<Bead> = path.iter().zip(moved::out_of_order(path)).map(bead).collect();
        let features = confidence::features(self, (path, &reading_order(&beads)), circumstances);
        for (bead, features) in beads.iter_mut().zip(&features) {
            bead.confidence = confidence::confidence(bead.is_null(), features);
        }
        beads.into_iter().zip(features).collect()
    }
}

/// Whether the grid of a pair is searched whole.
fn is_small(source: &SideInput, target: &SideInput) -> bool {
    (source.count() + 1).saturating_mul(target.count() + 1) <= FULL_GRID_NODES
}
