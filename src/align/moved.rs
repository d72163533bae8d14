//! Moved passages: blocks that stand elsewhere on the other side.
//!
//! The monotone search leaves a moved block over, or forces its sentences into weak beads of the wrong partners. So the
//! best local alignment (Smith and Waterman 1981) among all beads is taken, if it is worth more than its start and than
//! the beads it takes apart, and again until there is none. Each step raises the total score, so that the
//! process ends.
//!
//! Of a document that was searched whole every bead can be part of a moved block; of a longer one those of the
//! sentences left over (`leftover`).

use rustc_hash::FxHashMap;

use super::chain::{self, Link};
use super::constants::{MOVED_DOCUMENT, MOVED_GAP, MOVED_NEAR, MOVED_START, MOVED_START_LIMIT, RELINK_MARGIN};
use super::grid::Band;
use super::prior::{BeadShape, Prior};
use super::scores::BeadScores;
use super::search::PathBead;

/// Only beads this small are looked for; larger ones out of order are too often chance.
pub(super) const MOVED_SHAPES: [BeadShape; 3] = [BeadShape::new(1, 1), BeadShape::new(1, 2), BeadShape::new(2, 1)];

/// How often blocks are looked for; a document has done with it long before.
const ROUNDS: usize = 100;

/// Blocks found in one round are so many sentences apart.
const APART: usize = 2;

/// The beads of a band that can be part of a moved block.
pub(super) fn candidates_of_band(band: &Band, scores: &BeadScores, prior: &Prior) -> Vec<PathBead> {
    let floor = prior.log[0] + prior.log[1] - MOVED_GAP;
    let mut candidates = Vec::with_capacity(scores.len());
    for (i, j, node) in band.iter() {
        // Those with more sentences begin earlier, so that the candidates are in order.
        for bead in scores.at(node).iter().rev() {
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

pub(super) const fn candidate(source: (usize, usize), target: (usize, usize), score: f64) -> PathBead {
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
    candidates.sort_unstable_by_key(order);
    candidates.dedup_by_key(|bead| (bead.source, bead.target));
    let mut changed = false;
    for _ in 0..ROUNDS {
        let linking = Linking::new(path, candidates, sentences);
        let added = linking.best_blocks();
        if added.is_empty() {
            break;
        }
        changed = true;
        let taken = Taken::of(&added, sentences);
        let broken = path.iter().filter(|bead| !bead.is_null() && taken.meets(bead));
        let kept: Vec<PathBead> = broken
            .filter_map(|bead| linking.remainder(bead, |s, t| taken.is_free(s, t)))
            .collect();
        path.retain(|bead| bead.is_null() || !taken.meets(bead));
        path.extend(added.into_iter().chain(kept));
    }
    if changed {
        restore_nulls(path, sentences);
    }
}

/// The order of the candidates: by where they end.
fn order(bead: &PathBead) -> (usize, usize, usize, usize) {
    (bead.source.1, bead.target.1, bead.source.0, bead.target.0)
}

/// Sentences of both sides that are spoken for.
struct Taken {
    sources: Vec<bool>,
    targets: Vec<bool>,
}

impl Taken {
    fn of(beads: &[PathBead], (sources, targets): (usize, usize)) -> Self {
        let mut taken = Self {
            sources: vec![false; sources],
            targets: vec![false; targets],
        };
        for bead in beads {
            taken.take(bead, 0);
        }
        taken
    }

    /// Takes the sentences of a bead, and so many around it.
    fn take(&mut self, bead: &PathBead, around: usize) {
        let of_side = |taken: &mut [bool], (from, to): (usize, usize)| {
            let end = (to + around).min(taken.len());
            taken[from.saturating_sub(around)..end].fill(true);
        };
        of_side(&mut self.sources, bead.source);
        of_side(&mut self.targets, bead.target);
    }

    fn meets(&self, bead: &PathBead) -> bool {
        !self.is_free(bead.source, bead.target)
    }

    fn is_free(&self, source: (usize, usize), target: (usize, usize)) -> bool {
        let free = |taken: &[bool], (from, to): (usize, usize)| !taken[from..to].contains(&true);
        free(&self.sources, source) && free(&self.targets, target)
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

/// What blocks are measured by: the beads they would take apart, and how far they stand from their places in order.
struct Linking<'a> {
    candidates: &'a [PathBead],
    /// What opening a block costs.
    start: f64,
    /// The bead of each linked sentence.
    source_beads: Vec<Option<PathBead>>,
    target_beads: Vec<Option<PathBead>>,
    /// Between which target sentences each source sentence stands in order, and the other way round.
    source_places: Vec<(usize, usize)>,
    target_places: Vec<(usize, usize)>,
}

/// The best block that ends with a candidate.
#[derive(Clone, Copy)]
struct Chain {
    value: f64,
    previous: Option<usize>,
}

impl<'a> Linking<'a> {
    fn new(path: &[PathBead], candidates: &'a [PathBead], (sources, targets): (usize, usize)) -> Self {
        #[allow(clippy::cast_precision_loss)] // Documents have fewer than 2^52 sentences.
        let longer = (sources.max(targets) as f64 / MOVED_DOCUMENT).max(1.0); // on both sides
        let mut linking = Self {
            candidates,
            start: (MOVED_START + 4.0 * longer.ln()).min(MOVED_START_LIMIT),
            source_beads: vec![None; sources],
            target_beads: vec![None; targets],
            source_places: Vec::new(),
            target_places: Vec::new(),
        };
        for bead in path.iter().filter(|bead| !bead.is_null()) {
            linking.source_beads[bead.source.0..bead.source.1].fill(Some(*bead));
            linking.target_beads[bead.target.0..bead.target.1].fill(Some(*bead));
        }
        let in_order = path.iter().zip(out_of_order(path));
        let mut in_order: Vec<PathBead> = in_order
            .filter(|(bead, moved)| !bead.is_null() && !moved)
            .map(|(bead, _)| *bead)
            .collect();
        in_order.sort_unstable_by_key(order);
        let source = in_order.iter().map(|bead| (bead.source, bead.target));
        linking.source_places = places(source, sources, targets);
        let target = in_order.iter().map(|bead| (bead.target, bead.source));
        linking.target_places = places(target, targets, sources);
        linking
    }

    /// The blocks worth most, as their beads; none of them changes what another was measured by.
    fn best_blocks(&self) -> Vec<PathBead> {
        let chains = self.chains();
        let mut worth: Vec<usize> = (0..chains.len()).filter(|&end| chains[end].value > 1e-9).collect();
        worth.sort_by(|&a, &b| chains[b].value.total_cmp(&chains[a].value).then(a.cmp(&b)));
        let mut touched = Taken::of(&[], (self.source_beads.len(), self.target_beads.len()));
        let mut added = Vec::new();
        for end in worth {
            let block = std::iter::successors(Some(end), |&place| chains[place].previous);
            let block: Vec<PathBead> = block.map(|place| self.candidates[place]).collect();
            if block.len() == 1 && self.distance(&block[0]) > 1.0 {
                continue;
            }
            let broken: Vec<PathBead> = block.iter().flat_map(|bead| self.broken(bead)).collect();
            if block.iter().chain(&broken).any(|bead| touched.meets(bead)) {
                continue;
            }
            for bead in block.iter().chain(&broken) {
                touched.take(bead, APART);
            }
            added.extend(block);
        }
        added
    }

    /// The beads of the path that a bead would take apart.
    fn broken(&self, bead: &PathBead) -> impl Iterator<Item = PathBead> {
        let of_source = self.source_beads[bead.source.0..bead.source.1].iter();
        let all = of_source
            .chain(&self.target_beads[bead.target.0..bead.target.1])
            .flatten();
        let mut beads: [Option<PathBead>; 4] = [None; 4];
        for found in all {
            let place = beads.iter().position(|known| known.is_none_or(|known| known == *found));
            if let Some(place) = place {
                beads[place] = Some(*found);
            }
        }
        beads.into_iter().flatten()
    }

    /// The best candidate within a bead of the path whose sentences are all free.
    fn remainder(&self, bead: &PathBead, is_free: impl Fn((usize, usize), (usize, usize)) -> bool) -> Option<PathBead> {
        if (bead.source.1 - bead.source.0) + (bead.target.1 - bead.target.0) <= 2 {
            return None;
        }
        let ends = |range: (usize, usize)| range.0 + 1..=range.1;
        let mut best: Option<PathBead> = None;
        for (i, j) in ends(bead.source).flat_map(|i| ends(bead.target).map(move |j| (i, j))) {
            for shape in MOVED_SHAPES {
                let (Some(from), Some(start)) = (i.checked_sub(shape.source), j.checked_sub(shape.target)) else {
                    continue;
                };
                let inside = from >= bead.source.0 && start >= bead.target.0;
                if inside
                    && is_free((from, i), (start, j))
                    && let Ok(place) = self.candidates.binary_search_by_key(&(i, j, from, start), order)
                    && self.candidates[place].score > best.map_or(0.0, |best| best.score)
                {
                    best = Some(self.candidates[place]);
                }
            }
        }
        best
    }

    /// What a candidate adds: its score without what the beads it takes apart lose; nothing if a bead of the path ends
    /// with the same sentences.
    fn gain(&self, bead: &PathBead) -> f64 {
        let same = |other: &PathBead| other.source.1 == bead.source.1 && other.target.1 == bead.target.1;
        if self.source_beads[bead.source.1 - 1].as_ref().is_some_and(same) {
            return f64::NEG_INFINITY;
        }
        let apart = |s: (usize, usize), t: (usize, usize)| !overlap(s, bead.source) && !overlap(t, bead.target);
        let cost = |broken: PathBead| {
            let kept = self.remainder(&broken, apart).map_or(0.0, |kept| kept.score);
            (broken.score.max(0.0) - kept).max(0.0) + RELINK_MARGIN
        };
        bead.score - self.broken(bead).map(cost).sum::<f64>()
    }

    /// How far a bead is from its place in order, by [`MOVED_NEAR`]; 1 if it is near.
    #[allow(clippy::cast_precision_loss)] // Documents have fewer than 2^52 sentences.
    fn distance(&self, bead: &PathBead) -> f64 {
        let between = |range: (usize, usize), place: (usize, usize)| {
            range.0.saturating_sub(place.1).max(place.0.saturating_sub(range.1))
        };
        let from_source = between(bead.target, self.source_places[bead.source.0]);
        let from_target = between(bead.source, self.target_places[bead.target.0]);
        (from_source.max(from_target) as f64 / MOVED_NEAR).max(1.0)
    }

    fn chains(&self) -> Vec<Chain> {
        let mut chains: Vec<Chain> = Vec::with_capacity(self.candidates.len());
        // The best chain that ends before a pair of sentences.
        let mut ends: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        for (place, bead) in self.candidates.iter().enumerate() {
            let gain = self.gain(bead);
            let mut chain = Chain {
                value: gain - self.start - self.distance(bead).ln(),
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

/// Of each of `count` sentences the place that beads in order leave it on the other side: its own bead's range there, or
/// the gap between its neighbours'.
fn places(
    in_order: impl Iterator<Item = ((usize, usize), (usize, usize))>,
    count: usize,
    others: usize,
) -> Vec<(usize, usize)> {
    let mut places = Vec::with_capacity(count);
    let mut before = 0;
    for (range, other) in in_order {
        places.resize(range.0.max(places.len()), (before, other.0));
        places.resize(range.1.max(places.len()), other);
        before = other.1;
    }
    places.resize(count, (before, others));
    places
}

/// Where a chain that a bead goes on can end: directly before it, or one sentence earlier, which has its cost. To skip
/// more would cost more than a new start.
fn before(bead: &PathBead) -> impl Iterator<Item = ((usize, usize), f64)> {
    let (s, t) = (bead.source.0, bead.target.0);
    let skipped = [(s.checked_sub(1), Some(t)), (Some(s), t.checked_sub(1))];
    let skipped = skipped.into_iter().filter_map(|(s, t)| Some(((s?, t?), MOVED_GAP)));
    std::iter::once(((s, t), 0.0)).chain(skipped)
}

fn overlap(x: (usize, usize), y: (usize, usize)) -> bool {
    x.0 < y.1 && y.0 < x.1
}

/// Which linked beads are out of order: those that are not in the chain, rising on both sides, of most sentences.
pub(super) fn out_of_order(path: &[PathBead]) -> Vec<bool> {
    let mut linked: Vec<usize> = (0..path.len()).filter(|&place| !path[place].is_null()).collect();
    linked.sort_by_key(|&place| path[place].source);
    #[allow(clippy::cast_precision_loss)] // Beads are small.
    let link = |&place: &usize| {
        let PathBead { source, target, .. } = path[place];
        Link {
            target,
            weight: ((source.1 - source.0) + (target.1 - target.0)) as f64,
        }
    };
    let in_order = chain::heaviest(&linked.iter().map(link).collect::<Vec<_>>());
    let mut moved = vec![false; path.len()];
    for &place in &linked {
        moved[place] = true;
    }
    for place in in_order {
        moved[linked[place]] = false;
    }
    moved
}

#[cfg(test)]
mod tests;
