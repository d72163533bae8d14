//! Beads that could join the loose sentences of a long document, wherever they stand.
//!
//! A sentence is loose if it has no counterpart, or a doubtful one. To compare all loose sentences of both sides would
//! take time proportional to the product of their numbers; so only those are compared that share translations which few
//! loose sentences have.

use rustc_hash::FxHashMap;

use super::constants::{LEFTOVER_PARTNERS, LEFTOVER_PLACES, LEFTOVER_WEIGHT, WEAK_BEAD};
use super::moved::{MOVED_SHAPES, candidate};
use super::score::BeadScorer;
use super::search::PathBead;
use super::tokens::TypeId;

/// The beads of loose sentences worth looking at. Takes time proportional to the tokens of the loose sentences.
pub(super) fn candidates(scorer: &BeadScorer<'_>, path: &[PathBead]) -> Vec<PathBead> {
    let sources = loose(path, scorer.source.count(), |bead| bead.source);
    let targets = loose(path, scorer.target.count(), |bead| bead.target);
    let places = places(scorer, &targets);
    let mut found = Vec::new();
    let is_loose = |range: (usize, usize), loose: &[bool]| loose[range.0..range.1].iter().all(|loose| *loose);
    scorer.pool.with(|scratch, block| {
        for i in (0..sources.len()).filter(|&i| sources[i]) {
            for j in partners(scorer, i, &places) {
                let around = (around(i, sources.len()), around(j, targets.len()));
                scorer.score_anywhere(around, &MOVED_SHAPES, (scratch, block), |s, t, (score, rating)| {
                    if is_loose(s, &sources) && is_loose(t, &targets) {
                        found.push(PathBead {
                            rating,
                            ..candidate(s, t, score)
                        });
                    }
                });
            }
        }
    });
    found
}

/// Which sentences of a side have no counterpart in the path that is more likely than not.
fn loose(path: &[PathBead], count: usize, side: fn(&PathBead) -> (usize, usize)) -> Vec<bool> {
    let mut loose = vec![true; count];
    for bead in path
        .iter()
        .filter(|bead| !bead.is_null() && bead.posterior >= WEAK_BEAD)
    {
        loose[side(bead).0..side(bead).1].fill(false);
    }
    loose
}

/// The loose target sentences of each type that few of them have.
fn places(scorer: &BeadScorer<'_>, loose: &[bool]) -> FxHashMap<TypeId, Vec<usize>> {
    let mut places: FxHashMap<TypeId, Vec<usize>> = FxHashMap::default();
    for j in (0..loose.len()).filter(|&j| loose[j]) {
        for &id in scorer.target.tokens.types(j) {
            let list = places.entry(id).or_default();
            if list.len() <= LEFTOVER_PLACES && list.last() != Some(&j) {
                list.push(j);
            }
        }
    }
    places.retain(|_, list| list.len() <= LEFTOVER_PLACES);
    places
}

/// The loose target sentences that share most with a source sentence, best first.
fn partners(scorer: &BeadScorer<'_>, i: usize, places: &FxHashMap<TypeId, Vec<usize>>) -> Vec<usize> {
    let mut shared: FxHashMap<usize, f64> = FxHashMap::default();
    let (side, table) = (&scorer.source, scorer.translations);
    for (&id, &weight) in side.tokens.types(i).iter().zip(side.weights(i)) {
        for &(told, numerator) in table.numerators(side.direction, id) {
            for &j in places.get(&told).map_or(&[][..], Vec::as_slice) {
                *shared.entry(j).or_default() += f64::from(weight * numerator);
            }
        }
    }
    let mut partners: Vec<(usize, f64)> = shared
        .into_iter()
        .filter(|(_, weight)| *weight >= LEFTOVER_WEIGHT)
        .collect();
    partners.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    partners.truncate(LEFTOVER_PARTNERS);
    partners.into_iter().map(|(j, _)| j).collect()
}

/// A sentence with its neighbours.
fn around(sentence: usize, count: usize) -> (usize, usize) {
    (sentence.saturating_sub(1), (sentence + 2).min(count))
}
