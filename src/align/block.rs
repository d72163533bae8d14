//! A block of the grid: some source sentences, each with a window of target sentences, and what their pairs score.
//!
//! Most groups of pairs have too little in common to be a bead. Which have enough is found for whole rows at once, by
//! adding up rows of numbers, before any of them is looked at.

use super::bounds::Demand;
use super::constants::LARGE_BEAD_EVIDENCE;
use super::grid::Band;
use super::hits::{Hit, SingleGain};
use super::prior::{BeadShape, SHAPES};
use super::score::LARGEST_GROUP;

/// Half-open range of sentences.
pub(super) type Range = (usize, usize);

/// A set of bead shapes, by number.
pub(super) type ShapeSet = u32;

const _: () = assert!(SHAPES <= ShapeSet::BITS as usize, "a set has room for every shape");

/// The hits of a source sentence and a target sentence on each other, as ranges of the block's hits.
#[derive(Clone, Copy, Default)]
pub(super) struct Cell {
    pub(super) on_target: (u32, u32),
    pub(super) on_source: (u32, u32),
    /// What the hits on the target sentence add, whatever else is in the bead on its side.
    pub(super) target_gain: SingleGain,
    /// The same of the hits on the source sentence.
    pub(super) source_gain: SingleGain,
}

/// What groups of 2, 3, … sentences that end in a cell add on a single sentence of the other side; not a number until
/// it is asked for. Beads of several shapes share them.
type JointGains = [f64; LARGEST_GROUP - 1];

const UNKNOWN_GAINS: JointGains = [f64::NAN; LARGEST_GROUP - 1];

/// Some source sentences, each with a window of target sentences. The memory is used again for the next block.
#[derive(Default)]
pub(super) struct Block {
    pub(super) first: usize,
    pub(super) windows: Vec<Range>,
    /// First cell of each source sentence.
    pub(super) offsets: Vec<usize>,
    pub(super) cells: Vec<Cell>,
    /// Score of each cell's 1-1 bead.
    pub(super) scores: Vec<f32>,
    /// What each cell's hits add to that score.
    pub(super) gains: Vec<f32>,
    /// By how much each cell's 1-1 bead is better than two null beads; 0 if it is worse.
    pub(super) advantages: Vec<f32>,
    /// What source sentences up to a cell's add on its target sentence.
    pub(super) target_gains: Vec<JointGains>,
    /// What target sentences up to a cell's add on its source sentence.
    pub(super) source_gains: Vec<JointGains>,
    pub(super) hits: Vec<Hit>,
    /// For 2, 3, … cells of a row that end in a cell: the sum of the gains and the best score.
    runs: [(Vec<f32>, Vec<f32>); LARGEST_GROUP - 1],
    /// The shapes of a row's nodes that are worth a closer look.
    worth: Vec<ShapeSet>,
    /// By cell: whether it, the cell before it in its row, and so on, are evidence for a large bead, as bits.
    evidence: Vec<u8>,
    sums: Vec<f32>,
    bests: Vec<f32>,
    met: Vec<bool>,
}

impl Block {
    /// Forgets all and starts anew with the sentences from `first` on.
    pub(super) fn reset(&mut self, first: usize, windows: impl Iterator<Item = Range>) {
        self.first = first;
        self.windows.clear();
        self.windows.extend(windows);
        self.offsets.clear();
        self.offsets.push(0);
        let mut cells = 0;
        for (low, high) in &self.windows {
            cells += high - low;
            self.offsets.push(cells);
        }
        self.cells.clear();
        self.cells.resize(cells, Cell::default());
        for numbers in [&mut self.scores, &mut self.gains, &mut self.advantages] {
            numbers.clear();
            numbers.resize(cells, 0.0);
        }
        for gains in [&mut self.target_gains, &mut self.source_gains] {
            gains.clear();
            gains.resize(cells, UNKNOWN_GAINS);
        }
        self.hits.clear();
    }

    pub(super) fn number(&self, source: usize, target: usize) -> Option<usize> {
        let row = source.checked_sub(self.first)?;
        let (low, high) = *self.windows.get(row)?;
        (low <= target && target < high).then(|| self.offsets[row] + target - low)
    }

    /// The hits of a source sentence on a target sentence.
    pub(super) fn on_target(&self, source: usize, target: usize) -> &[Hit] {
        self.number(source, target)
            .map_or(&[], |cell| self.hits(self.cells[cell].on_target))
    }

    /// The hits of a target sentence on a source sentence.
    pub(super) fn on_source(&self, source: usize, target: usize) -> &[Hit] {
        self.number(source, target)
            .map_or(&[], |cell| self.hits(self.cells[cell].on_source))
    }

    pub(super) fn hits(&self, (from, to): (u32, u32)) -> &[Hit] {
        &self.hits[from as usize..to as usize]
    }

    /// The sum of the gains of a bead's pairs of sentences.
    pub(super) fn gains(&self, s: Range, t: Range) -> f64 {
        let of_row = |row: usize| self.runs(t.1 - t.0).0[self.offsets[row] + t.1 - 1 - self.windows[row].0];
        let sum: f32 = (s.0 - self.first..s.1 - self.first).map(of_row).sum();
        f64::from(sum)
    }

    /// The best score of a bead's pairs of sentences.
    pub(super) fn best(&self, s: Range, t: Range) -> f64 {
        let of_row = |row: usize| self.runs(t.1 - t.0).1[self.offsets[row] + t.1 - 1 - self.windows[row].0];
        let best = (s.0 - self.first..s.1 - self.first)
            .map(of_row)
            .fold(f32::NEG_INFINITY, f32::max);
        f64::from(best)
    }

    /// Whether pairs of sentences with enough gain connect all sentences of a bead. Where they do not, it is
    /// smaller beads side by side, or out of order.
    pub(super) fn hangs_together(&self, s: Range, t: Range) -> bool {
        let all = (1_u8 << (t.1 - t.0)) - 1;
        let mut partners = [0_u8; LARGEST_GROUP];
        for (of_source, row) in partners.iter_mut().zip(s.0 - self.first..s.1 - self.first) {
            *of_source = self.evidence[self.offsets[row] + t.1 - 1 - self.windows[row].0] & all;
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
    pub(super) fn may_end_large(&self, i: usize, j: usize) -> bool {
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

    /// By how much the sentences of a bead are worth more as 1-1 beads in order than as null beads.
    pub(super) fn advantage_apart(&self, s: Range, t: Range) -> f64 {
        let of_row = |i: usize| {
            let row = i - self.first;
            let from = self.offsets[row] + t.0 - self.windows[row].0;
            &self.advantages[from..from + t.1 - t.0]
        };
        if s.1 - s.0 == 1 || t.1 - t.0 == 1 {
            // One pair at most.
            let best = (s.0..s.1).flat_map(of_row).copied().fold(0.0, f32::max);
            return f64::from(best);
        }
        // The best chain that ends before each target sentence; beads are small.
        let mut best = [0.0_f32; LARGEST_GROUP + 1];
        for i in s.0..s.1 {
            let mut before = best[0];
            for (place, advantage) in (1..).zip(of_row(i)) {
                let above = best[place];
                best[place] = above.max(best[place - 1]).max(before + advantage);
                before = above;
            }
        }
        f64::from(best[t.1 - t.0])
    }

    fn runs(&self, length: usize) -> (&[f32], &[f32]) {
        match length.checked_sub(2) {
            None => (&self.gains, &self.scores),
            Some(place) => (&self.runs[place].0, &self.runs[place].1),
        }
    }

    /// Adds up the runs of cells. Those at the beginning of a row reach into the row before; nobody asks for them.
    pub(super) fn add_up(&mut self) {
        let mut evidence = 0;
        self.evidence.clear();
        self.evidence.extend(self.gains.iter().map(|gain| {
            evidence = evidence << 1 | u8::from(is_evidence(*gain));
            evidence
        }));
        let (mut shorter, mut best) = (self.gains.as_slice(), self.scores.as_slice());
        for (sums, bests) in &mut self.runs {
            sums.clear();
            bests.clear();
            sums.extend(self.gains.first());
            bests.extend(self.scores.first());
            sums.extend(
                shorter
                    .iter()
                    .zip(self.gains.iter().skip(1))
                    .map(|(sum, gain)| sum + gain),
            );
            bests.extend(
                best.iter()
                    .zip(self.scores.iter().skip(1))
                    .map(|(best, score)| best.max(*score)),
            );
            (shorter, best) = (sums.as_slice(), bests.as_slice());
        }
    }

    /// Finds the shapes beyond 1-1 that are worth a closer look, for each node of a row of the band: their beads begin
    /// in the band and meet the demand.
    pub(super) fn find_worth<'a>(
        &mut self,
        i: usize,
        band: &Band,
        shapes: usize,
        demand: impl Fn(usize) -> Demand<'a>,
    ) {
        let (low, high) = band.row(i);
        self.worth.clear();
        self.worth.resize(high + 1 - low, 0);
        for number in 0..shapes {
            let shape = BeadShape::nth(number);
            if shape.is_null() || shape == BeadShape::new(1, 1) || shape.source > i {
                continue;
            }
            let (from, to) = band.row(i - shape.source);
            let (from, to) = (low.max(from + shape.target), high.min(to + shape.target));
            if from <= to {
                self.add_rows(i, shape, (from, to));
                self.met.clear();
                self.met.resize(to + 1 - from, false);
                demand(number).met(from, &self.sums, &self.bests, &mut self.met);
                for (shapes, met) in self.worth[from - low..].iter_mut().zip(&self.met) {
                    *shapes |= ShapeSet::from(*met) << number;
                }
            }
        }
    }

    /// What [`Self::find_worth`] found.
    pub(super) fn worth(&self) -> &[ShapeSet] {
        &self.worth
    }

    /// Sums of the gains and best scores of the pairs of sentences of beads, by the target boundary where they end.
    fn add_rows(&mut self, i: usize, shape: BeadShape, (from, to): Range) {
        let (mut sums, mut bests) = (std::mem::take(&mut self.sums), std::mem::take(&mut self.bests));
        sums.clear();
        bests.clear();
        let (run_gains, run_scores) = self.runs(shape.target);
        for row in i - shape.source - self.first..i - self.first {
            let start = self.offsets[row] + from - 1 - self.windows[row].0;
            let cells = start..=start + to - from;
            if sums.is_empty() {
                sums.extend_from_slice(&run_gains[cells.clone()]);
                bests.extend_from_slice(&run_scores[cells]);
            } else {
                for (sum, gain) in sums.iter_mut().zip(&run_gains[cells.clone()]) {
                    *sum += gain;
                }
                for (best, score) in bests.iter_mut().zip(&run_scores[cells]) {
                    *best = best.max(*score);
                }
            }
        }
        (self.sums, self.bests) = (sums, bests);
    }
}

/// Whether the gain of a pair of sentences speaks for a large bead.
fn is_evidence(gain: f32) -> bool {
    f64::from(gain) >= LARGE_BEAD_EVIDENCE
}
