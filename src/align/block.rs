//! A block of rows of the grid: the hits of its sentences on each other, and the scores of its 1-1 beads.

use super::hits::Hit;
use super::score::LARGEST_GROUP;

/// Half-open range of sentences.
pub(super) type Range = (usize, usize);

/// The hits of a source sentence and a target sentence on each other, as ranges of the block's hits.
#[derive(Clone, Copy, Default)]
pub(super) struct Cell {
    pub(super) on_target: (u32, u32),
    pub(super) on_source: (u32, u32),
    /// By how much the 1-1 bead is better than two null beads; 0 if it is worse.
    pub(super) advantage: f32,
}

/// Some source sentences, each with a window of target sentences.
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
    pub(super) hits: Vec<Hit>,
}

impl Block {
    pub(super) fn new(first: usize, windows: Vec<Range>) -> Self {
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

    pub(super) fn sources(&self) -> Range {
        (self.first, self.first + self.windows.len())
    }

    pub(super) fn number(&self, source: usize, target: usize) -> Option<usize> {
        let row = source.checked_sub(self.first)?;
        let (low, high) = *self.windows.get(row)?;
        (low <= target && target < high).then(|| self.offsets[row] + target - low)
    }

    pub(super) fn cell(&self, source: usize, target: usize) -> Cell {
        self.number(source, target)
            .map_or(Cell::default(), |cell| self.cells[cell])
    }

    /// Of the pairs of a bead's sentences the sum of the gains and the best score.
    pub(super) fn pairs(&self, s: Range, t: Range) -> (f64, f64) {
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

    pub(super) fn hits(&self, (from, to): (u32, u32)) -> &[Hit] {
        &self.hits[from as usize..to as usize]
    }

    /// By how much the sentences of a bead are worth more as 1-1 beads in order than as null beads.
    pub(super) fn advantage_apart(&self, s: Range, t: Range) -> f64 {
        // The best chain that ends before each target sentence; beads are small.
        let mut best = [0.0_f32; LARGEST_GROUP + 1];
        for i in s.0..s.1 {
            let mut before = best[0];
            for j in t.0..t.1 {
                let place = j - t.0 + 1;
                let above = best[place];
                best[place] = above.max(best[place - 1]).max(before + self.cell(i, j).advantage);
                before = above;
            }
        }
        f64::from(best[t.1 - t.0])
    }
}
