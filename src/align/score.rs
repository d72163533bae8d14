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
use super::bounds::{Demand, GroupBounds};
use super::constants::PAIR_MARGIN;
use super::grid::Band;
use super::hits::{Scratch, ScratchPool, SingleGain};
use super::length::{LengthModel, SingleLength};
use super::lexical::Lexical;
use super::prior::{BeadShape, Prior, SHAPES};
use super::rating::Rater;
use super::scores::{BeadScores, ScoredBead};
use super::side::SideModel;
use super::translation::Translations;

/// The largest number of sentences a bead takes from one side.
pub(super) const LARGEST_GROUP: usize = 5;

/// The number of the first shape of six sentences or more.
const FIRST_LARGE: usize = 12;

/// Rows of the grid that are scored together.
const BLOCK_ROWS: usize = 64;

/// Everything that scores the beads of a pass.
pub(super) struct BeadScorer<'a> {
    pub(super) source: SideModel<'a>,
    pub(super) target: SideModel<'a>,
    pub(super) translations: &'a Translations,
    pub(super) length: &'a LengthModel,
    /// The lengths of the target sentences.
    pub(super) target_lengths: Vec<SingleLength>,
    /// What groups of 1, 2, … target sentences can score at best.
    pub(super) target_bounds: [GroupBounds; LARGEST_GROUP],
    pub(super) prior: &'a Prior,
    pub(super) pool: &'a ScratchPool,
    /// Gain that the pairs of sentences of a bead beyond 1-1 must have together.
    pub(super) group_evidence: f64,
    /// Beads this much worse than the same sentences as smaller beads are not looked at.
    pub(super) prune_margin: f64,
    /// What rates the beads; without it their scores are their ratings.
    pub(super) rater: Option<Rater<'a>>,
    /// Whether the features of the beads are kept.
    pub(super) keeps_features: bool,
}

impl BeadScorer<'_> {
    /// Scores the beads of the first `shapes` shapes in the band. Takes time proportional to its nodes.
    pub(super) fn score(&self, band: &Band, shapes: usize) -> BeadScores {
        let rows = self.source.count() + 1;
        let of_block = |block: usize| {
            let boundaries = (block * BLOCK_ROWS, ((block + 1) * BLOCK_ROWS).min(rows));
            self.pool
                .with(|scratch, block| self.score_rows(band, boundaries, shapes, (scratch, block)))
        };
        let blocks: Vec<BeadScores> = (0..rows.div_ceil(BLOCK_ROWS)).into_par_iter().map(of_block).collect();
        let mut all = BeadScores {
            starts: Vec::with_capacity(band.nodes() + 1),
            beads: Vec::with_capacity(blocks.iter().map(BeadScores::len).sum()),
            features: Vec::new(),
        };
        all.starts.push(0);
        for block in blocks {
            let before = index(all.beads.len());
            all.starts.extend(block.starts[1..].iter().map(|start| before + start));
            all.beads.extend(block.beads);
            all.features.extend(block.features);
        }
        all
    }

    /// Scores the beads that end in the source boundaries `from..to`.
    fn score_rows(
        &self,
        band: &Band,
        (from, to): Range,
        shapes: usize,
        (scratch, block): (&mut Scratch, &mut Block),
    ) -> BeadScores {
        let first = from.saturating_sub(LARGEST_GROUP);
        let windows = (first..to - 1).map(|sentence| self.window(sentence, band));
        self.fill(block, first, windows, scratch);
        let mut scores = BeadScores {
            starts: Vec::with_capacity((from..to).map(|i| band.width(i)).sum::<usize>() + 1),
            beads: Vec::new(),
            features: Vec::new(),
        };
        scores.starts.push(0);
        let pair = BeadShape::new(1, 1).number();
        for i in from..to {
            let low = band.row(i).0;
            let large = shapes > FIRST_LARGE && (low..=band.row(i).1).any(|j| block.may_end_large(i, j));
            let shapes = if large { shapes } else { shapes.min(FIRST_LARGE) };
            block.find_worth(i, band, shapes, |shape| self.demand(i, shape));
            for place in 0..block.worth().len() {
                let j = low + place;
                if let Some(score) = self.score_pair(block, band, (i, j)) {
                    self.push(&mut scores, block, (i, j), (pair, score), scratch);
                }
                let mut worth = block.worth()[place];
                while worth != 0 {
                    let shape = worth.trailing_zeros() as usize;
                    worth &= worth - 1;
                    if let Some(score) = self.score_group(block, (i, j), shape, scratch) {
                        self.push(&mut scores, block, (i, j), (shape, score), scratch);
                    }
                }
                scores.starts.push(index(scores.beads.len()));
            }
        }
        scores
    }

    /// The target sentences that beads of the band can join a source sentence with.
    fn window(&self, sentence: usize, band: &Band) -> Range {
        let mut window = (usize::MAX, 0);
        for sources in 1..=LARGEST_GROUP.min(self.source.count()) {
            // No shape takes more than six sentences of both sides together.
            let targets = LARGEST_GROUP + 1 - sources;
            let first = (sentence + 1).saturating_sub(sources);
            for begin in first..=sentence.min(self.source.count() - sources) {
                let (from, to) = (band.row(begin), band.row(begin + sources));
                window.0 = window.0.min(from.0.max(to.0.saturating_sub(targets)));
                window.1 = window.1.max(to.1.min(from.1 + targets));
            }
        }
        window
    }

    /// Keeps a bead that ends in a node, with its rating.
    fn push(
        &self,
        scores: &mut BeadScores,
        block: &Block,
        (i, j): (usize, usize),
        (shape, score): (usize, f32),
        scratch: &mut Scratch,
    ) {
        let bead = BeadShape::nth(shape);
        let place = ((i - bead.source, i), (j - bead.target, j));
        let rating = self.rate(block, place, shape, &mut scores.features, scratch);
        #[allow(clippy::cast_possible_truncation)] // There are few shapes.
        scores.beads.push(ScoredBead {
            shape: shape as u8,
            score,
            rating: rating.unwrap_or(score),
        });
    }

    /// Scores and rates the beads of these shapes between some source and some target sentences, wherever they stand.
    pub(super) fn score_anywhere(
        &self,
        (sources, targets): (Range, Range),
        shapes: &[BeadShape],
        (scratch, block): (&mut Scratch, &mut Block),
        mut visit: impl FnMut(Range, Range, (f64, f64)),
    ) {
        self.fill(block, sources.0, (sources.0..sources.1).map(|_| targets), scratch);
        let mut features = Vec::new();
        for shape in shapes {
            for i in sources.0 + shape.source..=sources.1 {
                for j in targets.0 + shape.target..=targets.1 {
                    let (s, t) = ((i - shape.source, i), (j - shape.target, j));
                    if let Some(score) = self.score_bead(block, s, t, scratch) {
                        let rating = self.rate(block, (s, t), shape.number(), &mut features, scratch);
                        visit(s, t, (f64::from(score), f64::from(rating.unwrap_or(score))));
                    }
                }
            }
        }
    }

    /// The score of any bead whose pairs of sentences the block has; `None` if its sentences are worth far more apart.
    fn score_bead(&self, block: &mut Block, s: Range, t: Range, scratch: &mut Scratch) -> Option<f32> {
        let shape = BeadShape::new(s.1 - s.0, t.1 - t.0);
        let nulls = self.nulls(1, 1);
        if shape == BeadShape::new(1, 1) {
            let score = block.scores[block.number(s.0, t.0)?];
            return (f64::from(score) > nulls - self.prune_margin).then_some(score);
        }
        let worth = block.gains(s, t) >= self.group_evidence && block.best(s, t) >= nulls - PAIR_MARGIN;
        worth.then(|| self.score_group(block, (s.1, t.1), shape.number(), scratch))?
    }

    /// Everything about the pairs of some source sentences with the target sentences of their windows.
    pub(super) fn fill(
        &self,
        block: &mut Block,
        first: usize,
        windows: impl Iterator<Item = Range>,
        scratch: &mut Scratch,
    ) {
        self.fill_hits(block, first, windows, scratch);
        self.score_cells(block);
        block.add_up();
    }

    /// Only the hits of the pairs of sentences.
    pub(super) fn fill_hits(
        &self,
        block: &mut Block,
        first: usize,
        windows: impl Iterator<Item = Range>,
        scratch: &mut Scratch,
    ) {
        block.reset(first, windows);
        self.hit_targets(block, scratch);
        self.hit_sources(block, scratch);
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
        for row in 0..block.windows.len() {
            let i = block.first + row;
            let source_length = self.source.lengths.of(i, i + 1);
            for (j, number) in (block.windows[row].0..block.windows[row].1).zip(block.offsets[row]..) {
                let mut gains = 0.0;
                let mut score = prior + self.length.score_single(source_length, self.target_lengths[j]);
                if let (Some(source), Some(target)) = (self.source.group((i, i + 1)), self.target.group((j, j + 1))) {
                    score += 0.5 * (source.missed_by(&target) + target.missed_by(&source));
                    let Cell {
                        on_target, on_source, ..
                    } = block.cells[number];
                    let by = (source.rest, source.share);
                    let on_target = SingleGain::new(block.hits(on_target), self.target.unknown(j), by);
                    let by = (target.rest, target.share);
                    let on_source = SingleGain::new(block.hits(on_source), self.source.unknown(i), by);
                    (block.cells[number].target_gain, block.cells[number].source_gain) = (on_target, on_source);
                    gains = 0.5 * (on_target.whole + on_source.whole);
                }
                score += gains;
                block.advantages[number] = (score - nulls).max(0.0) as f32;
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

    pub(super) fn length_score(&self, s: Range, t: Range) -> f64 {
        let (source, target) = (self.source.lengths.of(s.0, s.1), self.target.lengths.of(t.0, t.1));
        let background = self.target_bounds[t.1 - t.0 - 1].background(t.1);
        self.length.score_against(source, target, background)
    }

    /// What the beads of a shape whose source sentences end before `i` must have to be looked at.
    fn demand(&self, i: usize, shape: usize) -> Demand<'_> {
        let bead = BeadShape::nth(shape);
        #[allow(clippy::cast_possible_truncation)] // Thresholds.
        Demand {
            gain: self.group_evidence as f32,
            margin: self.prune_margin as f32,
            nulls: self.nulls(1, 1) as f32,
            above: (self.nulls(bead.source, bead.target) - self.prior.log[shape]) as f32,
            source: self.source.group((i - bead.source, i)),
            length: self.length.bound(self.source.lengths.of(i - bead.source, i)),
            targets: &self.target_bounds[bead.target - 1],
        }
    }

    /// The score of the 1-1 bead that ends in a node of the band; `None` if there is none, or its sentences are worth
    /// far more apart.
    fn score_pair(&self, block: &Block, band: &Band, (i, j): (usize, usize)) -> Option<f32> {
        let (s, t) = (i.checked_sub(1)?, j.checked_sub(1)?);
        band.node(s, t)?;
        let score = block.scores[block.number(s, t)?];
        (f64::from(score) > self.nulls(1, 1) - self.prune_margin).then_some(score)
    }

    /// The score of a larger bead that ends in a node; `None` if its sentences are worth far more apart.
    fn score_group(
        &self,
        block: &mut Block,
        (i, j): (usize, usize),
        shape: usize,
        scratch: &mut Scratch,
    ) -> Option<f32> {
        let bead = BeadShape::nth(shape);
        let (s, t) = ((i - bead.source, i), (j - bead.target, j));
        if shape >= FIRST_LARGE && !block.hangs_together(s, t) {
            return None;
        }
        let lexical = Lexical::new(self, s, t);
        let base = self.prior.log[shape] + self.length_score(s, t) + lexical.as_ref().map_or(0.0, |l| l.missed);
        let (most, nulls) = (base + block.gains(s, t), self.nulls(bead.source, bead.target));
        if most < nulls - self.prune_margin {
            return None;
        }
        let apart = nulls + block.advantage_apart(s, t) - self.prune_margin;
        if most < apart {
            return None;
        }
        let most = base + lexical.as_ref().map_or(0.0, |_| self.most_gain(block, s, t));
        if most < apart {
            return None;
        }
        let score = base + lexical.map_or(0.0, |lexical| lexical.gain(self, block, s, t, scratch));
        #[allow(clippy::cast_possible_truncation)] // Scores need no more than 24 bits.
        (score > apart).then_some(score as f32)
    }
}

/// The number of all shapes.
pub(super) const ALL_SHAPES: usize = SHAPES;

/// Hits and beads are counted in 32 bits.
fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
