//! Moved passages: blocks that stand elsewhere on the other side.
//!
//! The monotone search leaves a moved block over, or forces its sentences into weak beads of the wrong partners. So the
//! best local alignment (Smith and Waterman 1981) among all beads is taken, if it is worth more than its start and than
//! the beads it takes apart, and again until there is none. Each step raises the total score, so that the
//! process ends.
//!
//! Blocks are only looked for where the grid was searched whole: among the many sentences of a longer document, what is
//! out of order is too often chance.

use rustc_hash::FxHashMap;

use super::constants::{MOVED_DOCUMENT, MOVED_GAP, MOVED_START, RELINK_MARGIN};
use super::grid::Band;
use super::prior::{BeadShape, Prior};
use super::score::BeadScores;
use super::search::PathBead;

/// Only beads this small are looked for; larger ones out of order are too often chance.
const MOVED_SHAPES: [BeadShape; 3] = [BeadShape::new(1, 1), BeadShape::new(1, 2), BeadShape::new(2, 1)];

/// How often blocks are looked for; a document has done with it long before.
const ROUNDS: usize = 100;

/// The beads of a band that can be part of a moved block.
pub(super) fn candidates_of_band(band: &Band, scores: &BeadScores, prior: &Prior) -> Vec<PathBead> {
    let floor = prior.log[0] + prior.log[1] - MOVED_GAP;
    let mut candidates = Vec::with_capacity(scores.len());
    for (i, j, node) in band.iter() {
        for bead in scores.at(node) {
            let shape = BeadShape::nth(usize::from(bead.shape));
            let score = f64::from(bead.score);
            if MOVED_SHAPES.contains(&shape) && score > floor {
                let bead_of = candidate((i - shape.source, i), (j - shape.target, j), score);
                candidates.push(PathBead {
                    rating: f64::from(bead.rating),
                    ..bead_of
                });
            }
        }
    }
    candidates
}

const fn candidate(source: (usize, usize), target: (usize, usize), score: f64) -> PathBead {
    PathBead {
        source,
        target,
        posterior: 0.5,
        score,
        rating: score,
    }
}

/// Adds the moved beads among the candidates to a path, takes apart what they are worth more than, and puts nulls in
/// the place of the rest. `sentences` says how many there are on each side.
pub(super) fn link_moved(candidates: &mut Vec<PathBead>, path: &mut Vec<PathBead>, sentences: (usize, usize)) {
    // A block grows towards later sentences of both sides.
    candidates.sort_unstable_by_key(|bead| (bead.source.1, bead.target.1, bead.source.0, bead.target.0));
    candidates.dedup_by_key(|bead| (bead.source, bead.target));
    let mut changed = false;
    for _ in 0..ROUNDS {
        let block = Linking::new(path, sentences).best_block(candidates);
        if block.is_empty() {
            break;
        }
        changed = true;
        path.retain(|bead| bead.is_null() || !overlaps(&block, bead));
        path.extend(block);
    }
    if changed {
        restore_nulls(path, sentences);
    }
}

/// Replaces the nulls of a path by one for each sentence that is in no other bead.
fn restore_nulls(path: &mut Vec<PathBead>, (sources, targets): (usize, usize)) {
    let known: Vec<PathBead> = path.iter().filter(|bead| bead.is_null()).copied().collect();
    path.retain(|bead| !bead.is_null());
    let free = |count: usize, side: fn(&PathBead) -> (usize, usize)| {
        let mut nulls: Vec<Option<PathBead>> = (0..count).map(|_| None).collect();
        let mut linked = vec![false; count];
        for bead in path.iter() {
            linked[side(bead).0..side(bead).1].fill(true);
        }
        for bead in known.iter().filter(|bead| side(bead).0 < side(bead).1) {
            nulls[side(bead).0] = Some(*bead);
        }
        (0..count)
            .filter(move |&place| !linked[place])
            .map(move |place| (place, nulls[place]))
            .collect::<Vec<_>>()
    };
    let null = |known: Option<PathBead>, source, target| {
        known.unwrap_or(PathBead {
            source,
            target,
            posterior: 0.5,
            score: 0.0,
            rating: 0.0,
        })
    };
    let of_source = free(sources, |bead| bead.source);
    let of_target = free(targets, |bead| bead.target);
    path.extend(of_source.into_iter().map(|(i, known)| null(known, (i, i + 1), (0, 0))));
    path.extend(of_target.into_iter().map(|(j, known)| null(known, (0, 0), (j, j + 1))));
}

/// What it costs to take each sentence away from the path.
struct Linking {
    /// What opening a block costs.
    start: f64,
    source_costs: Vec<f64>,
    target_costs: Vec<f64>,
    /// The bead of each linked source sentence, by its ranges.
    source_beads: Vec<Option<PathBead>>,
}

/// The best block that ends with a candidate.
#[derive(Clone, Copy)]
struct Chain {
    value: f64,
    previous: Option<usize>,
}

impl Linking {
    fn new(path: &[PathBead], (sources, targets): (usize, usize)) -> Self {
        #[allow(clippy::cast_precision_loss)] // Documents have fewer than 2^52 sentences.
        let longer = sources.max(targets) as f64 / MOVED_DOCUMENT; // on both sides
        let mut linking = Self {
            start: MOVED_START + 2.0 * longer.max(1.0).ln(),
            source_costs: vec![0.0; sources],
            target_costs: vec![0.0; targets],
            source_beads: vec![None; sources],
        };
        for bead in path.iter().filter(|bead| !bead.is_null()) {
            let cost = bead.score.max(0.0) + RELINK_MARGIN;
            linking.source_costs[bead.source.0..bead.source.1].fill(cost);
            linking.target_costs[bead.target.0..bead.target.1].fill(cost);
            linking.source_beads[bead.source.0..bead.source.1].fill(Some(*bead));
        }
        linking
    }

    /// The block worth most, last bead first; empty if none is worth its start.
    fn best_block(&self, candidates: &[PathBead]) -> Vec<PathBead> {
        let chains = self.chains(candidates);
        let worth = (0..chains.len()).filter(|&end| chains[end].value > 1e-9);
        let best = worth.max_by(|&a, &b| chains[a].value.total_cmp(&chains[b].value).then(b.cmp(&a)));
        std::iter::successors(best, |&place| chains[place].previous)
            .map(|place| candidates[place])
            .collect()
    }

    /// What a candidate adds: its score without what its sentences are worth now; nothing if a bead of the path ends
    /// with the same sentences.
    fn gain(&self, bead: &PathBead) -> f64 {
        let same = |other: &PathBead| other.source.1 == bead.source.1 && other.target.1 == bead.target.1;
        if self.source_beads[bead.source.1 - 1].as_ref().is_some_and(same) {
            return f64::NEG_INFINITY;
        }
        let of_source = self.source_costs[bead.source.0..bead.source.1].iter();
        let costs = of_source.chain(&self.target_costs[bead.target.0..bead.target.1]);
        bead.score - costs.sum::<f64>()
    }

    fn chains(&self, candidates: &[PathBead]) -> Vec<Chain> {
        let mut chains: Vec<Chain> = Vec::with_capacity(candidates.len());
        // The best chain that ends before a pair of sentences.
        let mut ends: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        for (place, bead) in candidates.iter().enumerate() {
            let gain = self.gain(bead);
            let mut chain = Chain {
                value: gain - self.start,
                previous: None,
            };
            if gain > f64::NEG_INFINITY {
                for (before, cost) in before(bead) {
                    let Some(&previous) = ends.get(&before) else { continue };
                    let value = chains[previous].value - cost + gain;
                    if value > chain.value {
                        chain = Chain {
                            value,
                            previous: Some(previous),
                        };
                    }
                }
                let end = ends.entry((bead.source.1, bead.target.1)).or_insert(place);
                if *end != place && chain.value > chains[*end].value {
                    *end = place;
                }
            }
            chains.push(chain);
        }
        chains
    }
}

/// Where a chain that a bead goes on can end: directly before it, or one sentence earlier, which has its cost. To skip
/// more would cost more than a new start.
fn before(bead: &PathBead) -> impl Iterator<Item = ((usize, usize), f64)> {
    let (s, t) = (bead.source.0, bead.target.0);
    let skipped = [(s.checked_sub(1), Some(t)), (Some(s), t.checked_sub(1))];
    let skipped = skipped.into_iter().filter_map(|(s, t)| Some(((s?, t?), MOVED_GAP)));
    std::iter::once(((s, t), 0.0)).chain(skipped)
}

fn overlaps(beads: &[PathBead], bead: &PathBead) -> bool {
    let overlap = |x: (usize, usize), y: (usize, usize)| x.0 < y.1 && y.0 < x.1;
    let meets = |other: &PathBead| overlap(other.source, bead.source) || overlap(other.target, bead.target);
    beads.iter().any(meets)
}

/// Which linked beads are out of order: those that are not in the chain, rising on both sides, of most sentences.
pub(super) fn out_of_order(path: &[PathBead]) -> Vec<bool> {
    let mut linked: Vec<usize> = (0..path.len()).filter(|&place| !path[place].is_null()).collect();
    linked.sort_by_key(|&place| path[place].source);
    // Heaviest rising chain by a Fenwick tree of prefix maxima over target ends.
    let targets = path.iter().map(|bead| bead.target.1).max().unwrap_or(0);
    let mut tree: Vec<(usize, Option<usize>)> = vec![(0, None); targets + 1];
    let mut previous: Vec<Option<usize>> = vec![None; path.len()];
    let mut best = (0, None);
    for &place in &linked {
        let bead = &path[place];
        let mut before = (0, None);
        let mut node = bead.target.0;
        while node > 0 {
            if tree[node].0 > before.0 {
                before = tree[node];
            }
            node &= node - 1;
        }
        previous[place] = before.1;
        let size = before.0 + (bead.source.1 - bead.source.0) + (bead.target.1 - bead.target.0);
        if size > best.0 {
            best = (size, Some(place));
        }
        let mut node = bead.target.1;
        while node < tree.len() {
            if size > tree[node].0 {
                tree[node] = (size, Some(place));
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut moved = vec![false; path.len()];
    for &place in &linked {
        moved[place] = true;
    }
    std::iter::successors(best.1, |&place| previous[place]).for_each(|place| moved[place] = false);
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(source: usize, target: usize) -> PathBead {
        candidate((source, source + 1), (target, target + 1), 1.0)
    }

    fn null(source: usize) -> PathBead {
        candidate((source, source + 1), (0, 0), -2.0)
    }

    #[test]
    fn a_block_that_is_worth_its_start_is_linked() {
        let mut path = vec![null(0), null(1), bead(2, 0)];
        let good = |source: usize, target: usize| candidate((source, source + 1), (target, target + 1), 5.0);
        let mut candidates = vec![good(1, 2), good(0, 1), bead(2, 0)];
        link_moved(&mut candidates, &mut path, (3, 3));
        let mut linked: Vec<(usize, usize)> = (path.iter().filter(|bead| !bead.is_null()))
            .map(|bead| (bead.source.0, bead.target.0))
            .collect();
        linked.sort_unstable();
        assert_eq!(linked, [(0, 1), (1, 2), (2, 0)]);
        assert!(path.iter().all(|bead| !bead.is_null()));
    }

    #[test]
    fn a_better_bead_is_not_taken_apart() {
        let mut path = vec![candidate((0, 1), (0, 1), 9.0), candidate((0, 0), (1, 2), -2.0)];
        let before = path.clone();
        link_moved(&mut vec![candidate((0, 1), (1, 2), 12.0)], &mut path, (1, 2));
        assert_eq!(path, before);
    }

    #[test]
    fn the_shorter_of_two_crossing_blocks_is_the_moved_one() {
        let path = [bead(0, 2), bead(1, 3), bead(2, 4), bead(3, 0), bead(4, 1)];
        assert_eq!(out_of_order(&path), [false, false, false, true, true]);
    }

    #[test]
    fn nothing_is_moved_in_order() {
        assert_eq!(out_of_order(&[bead(0, 0), bead(2, 1)]), [false, false]);
        assert!(out_of_order(&[]).is_empty());
    }
}
