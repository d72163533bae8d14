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

use super::constants::{LARGE_BEAD_EVIDENCE, PAIR_MARGIN, PRUNE_MARGIN, TRANSLATION_SHARE};
use super::grid::Band;
use super::hits::{Hit, Scratch, ScratchPool, gain};
use super::length::LengthModel;
use super::prior::{BeadShape, Prior, SHAPES};
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
    pub(super) prior: &'a Prior,
    pub(super) pool: &'a ScratchPool,
    /// Gain that the pairs of sentences of a bead beyond 1-1 must have together.
    pub(super) group_evidence: f64,
}

/// A bead worth looking at, by the number of its shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScoredBead {
    pub(super) shape: u8,
    pub(super) score: f32,
}

/// The linked beads of a band that are worth looking at, by the node in which they end. Null beads are everywhere.
pub(super) struct BeadScores {
    starts: Vec<usize>,
    beads: Vec<ScoredBead>,
}

impl BeadScores {
    /// The beads that end in a node, in the order of their shapes.
    pub(super) fn at(&self, node: usize) -> &[ScoredBead] {
        &self.beads[self.starts[node]..self.starts[node + 1]]
    }

    /// The number of all beads.
    pub(super) fn len(&self) -> usize {
        self.beads.len()
    }
}

type Range = (usize, usize);

/// The hits of a source sentence and a target sentence on each other, as ranges of the block's hits.
#[derive(Clone, Copy, Default)]
struct Cell {
    on_target: (u32, u32),
    on_source: (u32, u32),
    /// By how much the 1-1 bead is better than two null beads; 0 if it is worse.
    advantage: f32,
}

/// Some source sentences, each with a window of target sentences.
struct Block {
    first: usize,
    windows: Vec<Range>,
    /// First cell of each source sentence.
    offsets: Vec<usize>,
    cells: Vec<Cell>,
    /// Score of each cell's 1-1 bead.
    scores: Vec<f32>,
    /// What each cell's hits add to that score.
    gains: Vec<f32>,
    hits: Vec<Hit>,
}

impl Block {
    fn new(first: usize, windows: Vec<Range>) -> Self {
        let mut offsets = vec![0];
        for (low, high) in &windows {
            offsets.push(offsets[offsets.len() - 1] + high - low);
        }
        let cells = offsets[windows.len()];
        Self {
            first,
            windows,
            offsets,
            cells: vec![Cell::default(); cells],
            scores: vec![0.0; cells],
            gains: vec![0.0; cells],
            hits: Vec::new(),
        }
    }

    fn sources(&self) -> Range {
        (self.first, self.first + self.windows.len())
    }

    fn number(&self, source: usize, target: usize) -> Option<usize> {
        let row = source.checked_sub(self.first)?;
        let (low, high) = *self.windows.get(row)?;
        (low <= target && target < high).then(|| self.offsets[row] + target - low)
    }

    fn cell(&self, source: usize, target: usize) -> Cell {
        self.number(source, target)
            .map_or(Cell::default(), |cell| self.cells[cell])
    }

    /// Of the pairs of a bead's sentences the sum of the gains and the best score.
    fn pairs(&self, s: Range, t: Range) -> (f64, f64) {
        let (mut gains, mut best) = (0.0_f32, f32::NEG_INFINITY);
        for row in s.0 - self.first..s.1 - self.first {
            let (low, from) = (self.windows[row].0, self.offsets[row]);
            let cells = from + t.0 - low..from + t.1 - low;
            for (gain, score) in self.gains[cells.clone()].iter().zip(&self.scores[cells]) {
                gains += gain;
                best = best.max(*score);
            }
        }
        (f64::from(gains), f64::from(best))
    }

    /// Whether pairs of sentences with enough gain connect all sentences of a bead. Where they do not, it is
    /// smaller beads side by side, or out of order.
    fn hangs_together(&self, s: Range, t: Range) -> bool {
        let all = (1_u8 << (t.1 - t.0)) - 1;
        let mut partners = [0_u8; LARGEST_GROUP];
        for (of_source, row) in partners.iter_mut().zip(s.0 - self.first..s.1 - self.first) {
            let from = self.offsets[row] + t.0 - self.windows[row].0;
            for (target, gain) in self.gains[from..from + t.1 - t.0].iter().enumerate() {
                *of_source |= u8::from(is_evidence(*gain)) << target;
            }
            if *of_source == 0 {
                return false;
            }
        }
        let partners = &mut partners[..s.1 - s.0];
        let mut reached = partners[0];
        for _ in 1..partners.len() {
            let joined = partners.iter().filter(|partner| **partner & reached != 0);
            reached = joined.fold(reached, |reached, partner| reached | partner);
        }
        reached == all && partners.iter().all(|partner| partner & reached != 0)
    }

    /// Whether the last sentences of a large bead that ends in a node could have enough gain.
    fn may_end_large(&self, i: usize, j: usize) -> bool {
        if i <= self.first || j == 0 {
            return false;
        }
        let row = i - 1 - self.first;
        let (low, high) = self.windows[row];
        let begin = j.saturating_sub(LARGEST_GROUP).clamp(low, high);
        let from = self.offsets[row] + begin - low;
        let of_source = &self.gains[from..from + j.clamp(begin, high) - begin];
        let first = i.saturating_sub(LARGEST_GROUP).max(self.first);
        let mut of_target = (first..i).filter_map(|source| Some(self.gains[self.number(source, j - 1)?]));
        of_source.iter().copied().any(is_evidence) && of_target.any(is_evidence)
    }

    fn hits(&self, (from, to): (u32, u32)) -> &[Hit] {
        &self.hits[from as usize..to as usize]
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
        };
        all.starts.push(0);
        for block in blocks {
            let before = all.beads.len();
            all.starts.extend(block.starts[1..].iter().map(|start| before + start));
            all.beads.extend(block.beads);
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
        };
        for i in from..to {
            let (low, high) = band.row(i);
            for j in low..=high {
                let large = shapes > FIRST_LARGE && block.may_end_large(i, j);
                for shape in 0..if large { shapes } else { shapes.min(FIRST_LARGE) } {
                    let bead = BeadShape::nth(shape);
                    if bead.is_null() || bead.source > i || bead.target > j {
                        continue;
                    }
                    let (s, t) = ((i - bead.source, i), (j - bead.target, j));
                    if band.node(s.0, t.0).is_some()
                        && let Some(score) = self.score_bead(&block, s, t, shape, scratch)
                    {
                        #[allow(clippy::cast_possible_truncation)] // There are seventeen shapes.
                        let shape = shape as u8;
                        scores.beads.push(ScoredBead { shape, score });
                    }
                }
                scores.starts.push(scores.beads.len());
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

    /// Scores the beads of these shapes between some source and some target sentences, wherever they stand.
    pub(super) fn score_anywhere(
        &self,
        (sources, targets): (Range, Range),
        shapes: &[BeadShape],
        scratch: &mut Scratch,
        mut visit: impl FnMut(Range, Range, f64),
    ) {
        let block = self.block(sources.0, vec![targets; sources.1 - sources.0], scratch);
        for shape in shapes {
            for i in sources.0 + shape.source..=sources.1 {
                for j in targets.0 + shape.target..=targets.1 {
                    let (s, t) = ((i - shape.source, i), (j - shape.target, j));
                    if let Some(score) = self.score_bead(&block, s, t, shape.number(), scratch) {
                        visit(s, t, f64::from(score));
                    }
                }
            }
        }
    }

    fn block(&self, first: usize, windows: Vec<Range>, scratch: &mut Scratch) -> Block {
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
        if shape >= FIRST_LARGE && !block.hangs_together(s, t) {
            return None;
        }
        let (gains, best) = block.pairs(s, t);
        if gains < self.group_evidence || best < self.nulls(1, 1) - PAIR_MARGIN {
            return None;
        }
        let apart = nulls + advantage_apart(block, s, t) - PRUNE_MARGIN;
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
struct Lexical {
    missed: f64,
    source_rest: f64,
    source_share: f64,
    target_rest: f64,
    target_share: f64,
}

impl Lexical {
    /// `None` if a side has no tokens.
    fn new(scorer: &BeadScorer<'_>, s: Range, t: Range) -> Option<Self> {
        let (source_known, source_tokens) = scorer.source.group(s)?;
        let (target_known, target_tokens) = scorer.target.group(t)?;
        let target_rest = 1.0 - TRANSLATION_SHARE * source_known;
        let source_rest = 1.0 - TRANSLATION_SHARE * target_known;
        let on_target = target_tokens * target_rest.ln() + scorer.target.log_unknown(t);
        let on_source = source_tokens * source_rest.ln() + scorer.source.log_unknown(s);
        Some(Self {
            missed: 0.5 * (on_target + on_source),
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

/// By how much the sentences of a bead are worth more as 1-1 beads in order than as null beads.
fn advantage_apart(block: &Block, s: Range, t: Range) -> f64 {
    // The best chain that ends before each target sentence; beads are small.
    let mut best = [0.0_f32; LARGEST_GROUP + 1];
    for i in s.0..s.1 {
        let mut before = best[0];
        for j in t.0..t.1 {
            let place = j - t.0 + 1;
            let above = best[place];
            best[place] = above.max(best[place - 1]).max(before + block.cell(i, j).advantage);
            before = above;
        }
    }
    f64::from(best[t.1 - t.0])
}

/// The number of all shapes.
pub(super) const ALL_SHAPES: usize = SHAPES;

/// Whether the gain of a pair of sentences speaks for a large bead.
fn is_evidence(gain: f32) -> bool {
    f64::from(gain) >= LARGE_BEAD_EVIDENCE
}

/// Hits are counted in 32 bits.
fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
