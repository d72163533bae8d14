//! Openings: what a bead would gain by the sentences without counterpart beside it.
//!
//! The commonest mistake that looks certain is a 1-2 bead of which only one half was found, the other left over beside it.

use super::lexical::Lexical;
use super::rating::Rater;
use super::score::{BeadScorer, LARGEST_GROUP};
use super::search::PathBead;

/// Half-open range of sentences.
type Range = (usize, usize);

/// What stands open beside a bead.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Opening {
    /// For a bead with both sides, the sentences without counterpart directly before and behind it on either side.
    pub(super) loose: usize,
    /// Information of the other side, in nats, that the best of them would account for and the bead does not. For a null
    /// bead, what its sentence would add to a bead beside it.
    pub(super) gain: f64,
}

/// The openings of each bead of a path. Takes time proportional to the words of the beads beside nulls.
pub(super) fn openings(scorer: &BeadScorer<'_>, path: &[PathBead]) -> Vec<Opening> {
    let Some(rater) = &scorer.rater else {
        return Vec::new();
    };
    // The null bead of each loose sentence.
    let mut nulls = [vec![None; scorer.source.count()], vec![None; scorer.target.count()]];
    for (place, bead) in path.iter().enumerate().filter(|(_, bead)| bead.is_null()) {
        for (side, range) in [bead.source, bead.target].into_iter().enumerate() {
            nulls[side][range.0..range.1].fill(Some(place));
        }
    }
    let mut openings = vec![Opening::default(); path.len()];
    for (place, bead) in path.iter().enumerate().filter(|(_, bead)| !bead.is_null()) {
        let beside = [(0, bead.source), (1, bead.target)].map(|(side, range): (usize, Range)| {
            let null = |sentence: Option<usize>| nulls[side].get(sentence?).copied().flatten();
            [null(range.0.checked_sub(1)), null(Some(range.1))]
        });
        openings[place].loose = beside.iter().flatten().flatten().count();
        if openings[place].loose == 0 {
            continue;
        }
        for (null, gain) in gains(scorer, rater, bead, beside) {
            openings[place].gain = openings[place].gain.max(gain);
            openings[null].gain = openings[null].gain.max(gain);
        }
    }
    openings
}

/// What each of the loose sentences beside a bead, given by their null beads, would account for on the other side.
fn gains(
    scorer: &BeadScorer<'_>,
    rater: &Rater<'_>,
    bead: &PathBead,
    beside: [[Option<usize>; 2]; 2],
) -> Vec<(usize, f64)> {
    let (s, t) = (bead.source, bead.target);
    let around = |range: Range, [before, behind]: [Option<usize>; 2]| {
        (
            range.0 - usize::from(before.is_some()),
            range.1 + usize::from(behind.is_some()),
        )
    };
    let (sources, targets) = (around(s, beside[0]), around(t, beside[1]));
    scorer.pool.with(|scratch, block| {
        scorer.fill_hits(block, sources.0, (sources.0..sources.1).map(|_| targets), scratch);
        let mut covered = |s: Range, t: Range| {
            let lexical = Lexical::new(scorer, s, t)?;
            let coverage = rater.coverage((&scorer.source, &scorer.target), &lexical, (block, s, t), scratch);
            Some([coverage.source, coverage.target].map(|side| side.covered.information))
        };
        let Some(alone) = covered(s, t) else {
            return Vec::new();
        };
        let mut gains = Vec::new();
        for (side, range) in [(0, s), (1, t)] {
            let grown = [(range.0.wrapping_sub(1), range.1), (range.0, range.1 + 1)];
            for (null, grown) in beside[side].into_iter().zip(grown) {
                let Some(null) = null else { continue };
                if range.1 - range.0 >= LARGEST_GROUP {
                    continue;
                }
                let together = if side == 0 {
                    covered(grown, t)
                } else {
                    covered(s, grown)
                };
                gains.extend(together.map(|together| (null, together[1 - side] - alone[1 - side])));
            }
        }
        gains
    })
}
