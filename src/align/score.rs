//! Bead scores: length, words and prior of every candidate bead of the grid.
//!
//! The lexical score of a source group S and a target group T is half the sum of two log-likelihood ratios: of T's
//! tokens given S, and of S's given T. A token t has the likelihood ratio
//!
//! ```text
//! r(t) = λ Σₛ p(t|s) / (|S| p(t)) + (1 − λ m(S)) u(t)
//! ```
//!
//! where p(t) is the background probability, m(S) the mean over S of the probability mass whose translation is known,
//! and u(t), 1 on average, is small for a token whose own translation is known: if that is missing, the token counts
//! against the bead. Most tokens have no translation in most beads, so a bead's score is a sum of prefix sums plus a
//! few corrections (`hits`).
//!
//! Every pair of sentences of the band is scored as a 1-1 bead. A larger bead is only scored where the gains of its
//! pairs say that it could come near what its sentences are worth as smaller beads.

use rayon::prelude::*;

use super::block::{Block, Cell, Range};
use super::constants::{PAIR_MARGIN, PRUNE_MARGIN, TRANSLATION_SHARE};
use super::grid::Band;
use super::hits::{Scratch, ScratchPool, gain};
use super::length::LengthModel;
use super::prior::{BeadShape, Prior, SHAPES};
use super::rating::{LinkedFeatures, Rater};
use super::side::SideModel;
use super::translation::Translations;
use super::weights::Weights;

/// The largest number of sentences a bead takes from one side.
pub(super) const LARGEST_GROUP: usize = 4;

/// Rows of the grid that are scored together.
const BLOCK_ROWS: usize = 64;

/// Everything that scores the beads of a pass.
pub(super) struct BeadScorer<'a> {
    pub(super) source: SideModel<'a>,
    pub(super) target: SideModel<'a>,
    pub(super) translations: &'a Translations,
    pub(super) length: &'a LengthModel,
    pub(super) prior: &'a Prior,
    pub(super) pool: &'a ScratchPool,
    /// Gain that the pairs of sentences of a bead beyond 1-1 must have together.
    pub(super) group_evidence: f64,
    /// What rates the beads; without it their scores are their ratings.
    pub(super) rater: Option<Rater<'a>>,
    /// Whether the features of the beads are kept.
    pub(super) keeps_features: bool,
}

/// A bead worth looking at, by the number of its shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScoredBead {
    pub(super) shape: u8,
    pub(super) score: f32,
    /// What the search weighs it by: the score, or what a [`Rater`] makes of it.
    pub(super) rating: f32,
}

/// The linked beads of a band that are worth looking at, by the node in which they end. Null beads are everywhere.
pub(super) struct BeadScores {
    starts: Vec<usize>,
    beads: Vec<ScoredBead>,
    /// The features of each bead, if they are kept.
    features: Vec<LinkedFeatures>,
}

impl BeadScores {
    /// The features of the beads that end in a node.
    pub(super) fn features_at(&self, node: usize) -> &[LinkedFeatures] {
        &self.features[self.starts[node]..self.starts[node + 1]]
    }

    /// The 1-1 beads of a whole grid with features, source by source.
    #[cfg(test)]
    pub(super) fn of_pairs(sources: usize, targets: usize, features: Vec<LinkedFeatures>) -> Self {
        let bead = ScoredBead {
            shape: 2,
            score: 0.0,
            rating: 0.0,
        };
        let mut starts = vec![0];
        for node in 0..(sources + 1) * (targets + 1) {
            let ends_pair = node > targets && node % (targets + 1) > 0;
            starts.push(starts[node] + usize::from(ends_pair));
        }
        Self {
            starts,
            beads: vec![bead; features.len()],
            features,
        }
    }

    /// Rates the beads by their features.
    #[allow(clippy::cast_possible_truncation)] // Ratings need no more than 24 bits.
    pub(super) fn rate(&mut self, weights: &Weights) {
        for (bead, features) in self.beads.iter_mut().zip(&self.features) {
            bead.rating = weights.linked(features) as f32;
        }
    }

    /// The beads that end in a node, in the order of their shapes.
    pub(super) fn at(&self, node: usize) -> &[ScoredBead] {
        &self.beads[self.starts[node]..self.starts[node + 1]]
    }

    /// The number of all beads.
    pub(super) fn len(&self) -> usize {
        self.beads.len()
    }
}

impl BeadScorer<'_> {
    /// Scores the beads of the first `shapes` shapes in the band. Takes time proportional to its nodes.
    pub(super) fn score(&self, band: &Band, shapes: usize) -> BeadScores {
        let rows = self.source.count() + 1;
        let of_block = |block: usize| {
            let boundaries = (block * BLOCK_ROWS, ((block + 1) * BLOCK_ROWS).min(rows));
            self.pool
                .with(|scratch| self.score_rows(band, boundaries, shapes, scratch))
        };
        let blocks: Vec<BeadScores> = (0..rows.div_ceil(BLOCK_ROWS)).into_par_iter().map(of_block).collect();
        let mut all = BeadScores {
            starts: Vec::with_capacity(band.nodes() + 1),
            beads: Vec::new(),
            features: Vec::new(),
        };
        all.starts.push(0);
        for block in blocks {
            let before = all.beads.len();
            all.starts.extend(block.starts[1..].iter().map(|start| before + start));
            all.beads.extend(block.beads);
            all.features.extend(block.features);
        }
        all
    }

    /// Scores the beads that end in the source boundaries `from..to`.
    fn score_rows(&self, band: &Band, (from, to): Range, shapes: usize, scratch: &mut Scratch) -> BeadScores {
        let first = from.saturating_sub(LARGEST_GROUP);
        let windows = (first..to - 1).map(|sentence| self.window(sentence, band)).collect();
        let block = self.block(first, windows, scratch);
        let mut scores = BeadScores {
            starts: vec![0],
            beads: Vec::new(),
            features: Vec::new(),
        };
        for i in from..to {
            let (low, high) = band.row(i);
            for j in low..=high {
                for shape in 0..shapes {
                    let bead = BeadShape::nth(shape);
                    if bead.is_null() || bead.source > i || bead.target > j {
                        continue;
                    }
                    let (s, t) = ((i - bead.source, i), (j - bead.target, j));
                    if band.node(s.0, t.0).is_some()
                        && let Some(score) = self.score_bead(&block, s, t, shape, scratch)
                    {
                        #[allow(clippy::cast_possible_truncation)] // There are twelve shapes.
                        let number = shape as u8;
                        let rating = self.rate(&block, (s, t), shape, &mut scores.features, scratch);
                        scores.beads.push(ScoredBead {
                            shape: number,
                            score,
                            rating: rating.unwrap_or(score),
                        });
                    }
                }
                scores.starts.push(scores.beads.len());
            }
        }
        scores
    }

    /// The target sentences that beads of the band can join a source sentence with.
    fn window(&self, sentence: usize, band: &Band) -> Range {
        let last_end = (sentence + LARGEST_GROUP).min(self.source.count());
        let low = band.row((sentence + 1).saturating_sub(LARGEST_GROUP)).0;
        let low = low.min(band.row(sentence + 1).0);
        (low.saturating_sub(LARGEST_GROUP), band.row(last_end).1)
    }

    pub(super) fn block(&self, first: usize, windows: Vec<Range>, scratch: &mut Scratch) -> Block {
        let mut block = Block::new(first, windows);
        self.hit_targets(&mut block, scratch);
        self.hit_sources(&mut block, scratch);
        self.score_cells(&mut block);
        block
    }

    /// The hits of each source sentence on the target sentences of its window.
    fn hit_targets(&self, block: &mut Block, scratch: &mut Scratch) {
        let (source, table) = (&self.source, self.translations);
        for row in 0..block.windows.len() {
            let i = block.first + row;
            let (low, high) = block.windows[row];
            scratch.scatter(source, i, table);
            for j in low..high {
                let from = index(block.hits.len());
                scratch.collect(source.beads[i], &self.target, j, (table, source), &mut block.hits);
                block.cells[block.offsets[row] + j - low].on_target = (from, index(block.hits.len()));
            }
            scratch.clear(source, i);
        }
    }

    /// The hits of each target sentence on the source sentences in whose window it is.
    fn hit_sources(&self, block: &mut Block, scratch: &mut Scratch) {
        let (target, table) = (&self.target, self.translations);
        let low = block.windows.iter().map(|window| window.0).min().unwrap_or(0);
        let high = block.windows.iter().map(|window| window.1).max().unwrap_or(0);
        for j in low..high {
            scratch.scatter(target, j, table);
            for row in 0..block.windows.len() {
                let (first, behind) = block.windows[row];
                if j < first || j >= behind {
                    continue;
                }
                let from = index(block.hits.len());
                let i = block.first + row;
                scratch.collect(target.beads[j], &self.source, i, (table, target), &mut block.hits);
                block.cells[block.offsets[row] + j - first].on_source = (from, index(block.hits.len()));
            }
            scratch.clear(target, j);
        }
    }

    /// Gains and scores of all 1-1 beads.
    #[allow(clippy::cast_possible_truncation)] // Scores need no more than 24 bits.
    fn score_cells(&self, block: &mut Block) {
        let prior = self.prior.log[BeadShape::new(1, 1).number()];
        let nulls = self.nulls(1, 1);
        for i in block.sources().0..block.sources().1 {
            let row = i - block.first;
            for (j, number) in (block.windows[row].0..block.windows[row].1).zip(block.offsets[row]..) {
                let (s, t) = ((i, i + 1), (j, j + 1));
                let Cell {
                    on_target, on_source, ..
                } = block.cells[number];
                let lexical = Lexical::new(self, s, t);
                let gains = lexical.as_ref().map_or(0.0, |lexical| {
                    let on_target = block.hits(on_target);
                    let on_source = block.hits(on_source);
                    0.5 * (gain(
                        on_target,
                        self.target.unknown(j),
                        lexical.target_rest,
                        lexical.target_share,
                    ) + gain(
                        on_source,
                        self.source.unknown(i),
                        lexical.source_rest,
                        lexical.source_share,
                    ))
                });
                let missed = lexical.map_or(0.0, |lexical| lexical.missed);
                let score = prior + self.length_score(s, t) + missed + gains;
                block.cells[number].advantage = (score - nulls).max(0.0) as f32;
                block.gains[number] = gains as f32;
                block.scores[number] = score as f32;
            }
        }
    }

    /// What so many null beads score.
    fn nulls(&self, sources: usize, targets: usize) -> f64 {
        #[allow(clippy::cast_precision_loss)] // Beads are small.
        let (sources, targets) = (sources as f64, targets as f64);
        let [of_source, of_target, ..] = self.prior.log;
        sources * of_source + targets * of_target
    }

    fn length_score(&self, s: Range, t: Range) -> f64 {
        let (source, target) = (self.source.lengths.of(s.0, s.1), self.target.lengths.of(t.0, t.1));
        self.length.score(source, target, t.1 - t.0)
    }

    /// The score of a bead; `None` if its sentences are worth far more apart.
    fn score_bead(&self, block: &Block, s: Range, t: Range, shape: usize, scratch: &mut Scratch) -> Option<f32> {
        let nulls = self.nulls(s.1 - s.0, t.1 - t.0);
        if s.1 - s.0 == 1 && t.1 - t.0 == 1 {
            let score = block.scores[block.number(s.0, t.0)?];
            return (f64::from(score) > nulls - PRUNE_MARGIN).then_some(score);
        }
        let (gains, best) = block.pairs(s, t);
        if gains < self.group_evidence || best < self.nulls(1, 1) - PAIR_MARGIN {
            return None;
        }
        let apart = nulls + block.advantage_apart(s, t) - PRUNE_MARGIN;
        let lexical = Lexical::new(self, s, t);
        let base = self.prior.log[shape] + self.length_score(s, t) + lexical.as_ref().map_or(0.0, |l| l.missed);
        if base + gains < apart {
            return None;
        }
        let score = base + lexical.map_or(0.0, |lexical| lexical.gain(self, block, s, t, scratch));
        #[allow(clippy::cast_possible_truncation)] // Scores need no more than 24 bits.
        (score > apart).then_some(score as f32)
    }
}

/// The lexical score of a bead without hits, and what its hits are weighed by.
pub(super) struct Lexical {
    missed: f64,
    /// Log-likelihood ratio of the source tokens without hits.
    pub(super) missed_source: f64,
    pub(super) missed_target: f64,
    pub(super) source_rest: f64,
    pub(super) source_share: f64,
    pub(super) target_rest: f64,
    pub(super) target_share: f64,
}

impl Lexical {
    /// `None` if a side has no tokens.
    pub(super) fn new(scorer: &BeadScorer<'_>, s: Range, t: Range) -> Option<Self> {
        let (source_known, source_tokens) = scorer.source.group(s)?;
        let (target_known, target_tokens) = scorer.target.group(t)?;
        let target_rest = 1.0 - TRANSLATION_SHARE * source_known;
        let source_rest = 1.0 - TRANSLATION_SHARE * target_known;
        let on_target = target_tokens * target_rest.ln() + scorer.target.log_unknown(t);
        let on_source = source_tokens * source_rest.ln() + scorer.source.log_unknown(s);
        Some(Self {
            missed: 0.5 * (on_target + on_source),
            missed_source: on_source,
            missed_target: on_target,
            source_rest,
            source_share: TRANSLATION_SHARE / target_tokens,
            target_rest,
            target_share: TRANSLATION_SHARE / source_tokens,
        })
    }

    /// What the hits of a bead of several sentences add.
    fn gain(&self, scorer: &BeadScorer<'_>, block: &Block, s: Range, t: Range, scratch: &mut Scratch) -> f64 {
        let mut gain = 0.0;
        for j in t.0..t.1 {
            let hits = (s.0..s.1).map(|i| block.hits(block.cell(i, j).on_target));
            gain += scratch.gain_of_many(hits, scorer.target.unknown(j), self.target_rest, self.target_share);
        }
        for i in s.0..s.1 {
            let hits = (t.0..t.1).map(|j| block.hits(block.cell(i, j).on_source));
            gain += scratch.gain_of_many(hits, scorer.source.unknown(i), self.source_rest, self.source_share);
        }
        0.5 * gain
    }
}

/// The number of all shapes.
pub(super) const ALL_SHAPES: usize = SHAPES;

/// Hits are counted in 32 bits.
fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
