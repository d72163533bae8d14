//! The lexical score of a bead: what it is without hits, and what the hits add.

use super::block::{Block, Range};
use super::hits::Scratch;
use super::score::{BeadScorer, LARGEST_GROUP};

/// The lexical score of a bead without hits, and what its hits are weighed by.
pub(super) struct Lexical {
    pub(super) missed: f64,
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
        let (source, target) = (scorer.source.group(s)?, scorer.target.group(t)?);
        let (missed_target, missed_source) = (source.missed_by(&target), target.missed_by(&source));
        Some(Self {
            missed: 0.5 * (missed_source + missed_target),
            missed_source,
            missed_target,
            source_rest: target.rest,
            source_share: target.share,
            target_rest: source.rest,
            target_share: source.share,
        })
    }

    /// What the hits of a bead of several sentences add.
    pub(super) fn gain(
        &self,
        scorer: &BeadScorer<'_>,
        block: &mut Block,
        s: Range,
        t: Range,
        scratch: &mut Scratch,
    ) -> f64 {
        let by = (self.target_rest, self.target_share);
        let on_target: f64 = (t.0..t.1)
            .map(|j| target_gain(block, s, j, (scorer.target.unknown(j), by), scratch))
            .sum();
        let by = (self.source_rest, self.source_share);
        let on_source: f64 = (s.0..s.1)
            .map(|i| source_gain(block, i, t, (scorer.source.unknown(i), by), scratch))
            .sum();
        0.5 * (on_target + on_source)
    }
}

impl BeadScorer<'_> {
    /// No less than [`Lexical::gain`], without putting the hits of several sentences together: what each sentence alone adds,
    /// given its share in its group.
    pub(super) fn most_gain(&self, block: &Block, s: Range, t: Range) -> f64 {
        let mut dilutions = [0.0; LARGEST_GROUP];
        for (dilution, j) in dilutions.iter_mut().zip(t.0..t.1) {
            *dilution = self.target.dilution(j, t);
        }
        let mut sum = 0.0;
        for i in s.0..s.1 {
            let dilution = self.source.dilution(i, s);
            let first = block.number(i, t.0).unwrap_or(0);
            for (cell, of_target) in block.cells[first..].iter().zip(&dilutions[..t.1 - t.0]) {
                sum += cell.target_gain.diluted(dilution) + cell.source_gain.diluted(*of_target);
            }
        }
        0.5 * sum
    }
}

/// What some source sentences together add on a target sentence, computed once.
fn target_gain(
    block: &mut Block,
    s: Range,
    j: usize,
    (unknown, by): (&[f32], (f64, f64)),
    scratch: &mut Scratch,
) -> f64 {
    let last = block.number(s.1 - 1, j);
    let Some(place) = (s.1 - s.0).checked_sub(2) else {
        return last.map_or(0.0, |cell| block.cells[cell].target_gain.whole);
    };
    let known = last.map_or(f64::NAN, |cell| block.target_gains[cell][place]);
    if !known.is_nan() {
        return known;
    }
    let gain = scratch.joint_gain((s.0..s.1).map(|i| block.on_target(i, j)), unknown, by);
    if let Some(cell) = last {
        block.target_gains[cell][place] = gain;
    }
    gain
}

/// What some target sentences together add on a source sentence, computed once.
fn source_gain(
    block: &mut Block,
    i: usize,
    t: Range,
    (unknown, by): (&[f32], (f64, f64)),
    scratch: &mut Scratch,
) -> f64 {
    let last = block.number(i, t.1 - 1);
    let Some(place) = (t.1 - t.0).checked_sub(2) else {
        return last.map_or(0.0, |cell| block.cells[cell].source_gain.whole);
    };
    let known = last.map_or(f64::NAN, |cell| block.source_gains[cell][place]);
    if !known.is_nan() {
        return known;
    }
    let gain = scratch.joint_gain((t.0..t.1).map(|j| block.on_source(i, j)), unknown, by);
    if let Some(cell) = last {
        block.source_gains[cell][place] = gain;
    }
    gain
}
