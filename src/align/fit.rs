//! Fits the weights of the rating to gold: a linear-chain conditional random field over the grid of the search.
//!
//! The weights are those that make the gold alignments most probable, pulled towards the weights of the generative score,
//! so that what gold does not speak of stays as it was. A gold bead that the search has no edge for may be cut up in any
//! way; gold beads out of order count as sentences without counterpart, because moved passages are found later.

use rayon::prelude::*;

use super::grid::Band;
use super::moved;
use super::prior::{BeadShape, Prior};
use super::rating::NullFeatures;
use super::scores::BeadScores;
use super::search::{Allowed, Edge, Lattice, PathBead, Potentials};
use super::weights::{LINKED_FEATURES, NULL_FEATURES, WEIGHTS, Weights};

/// The grid of the last pass over one pair, with the features of its beads.
pub struct TrainingGrid {
    pub(super) band: Band,
    pub(super) scores: BeadScores,
    pub(super) nulls: [Vec<NullFeatures>; 2],
    pub(super) prior: Prior,
}

/// A grid, the beads that gold allows, and how much the pair counts.
struct Example {
    grid: TrainingGrid,
    allowed: Allowed,
    weight: f64,
}

/// A gold bead as ranges of sentences.
pub type GoldBead = ((usize, usize), (usize, usize));

/// The gradient of the log-likelihood.
type Gradient = [f64; WEIGHTS];

/// Pairs with their gold to fit weights to.
#[derive(Default)]
pub struct Fitting {
    examples: Vec<Example>,
}

/// Steps of the ascent.
const STEPS: usize = 80;

impl Fitting {
    /// Adds a pair with its gold beads, null beads left out; `weight` says how much it counts.
    pub fn push(&mut self, grid: TrainingGrid, gold: &[GoldBead], weight: f64) {
        let allowed = allowed(&grid, gold);
        self.examples.push(Example { grid, allowed, weight });
    }

    /// The fitted weights; `pull` is the strength of the pull towards `start` (L2). The ascent goes by the signs of the
    /// gradient with a step for each weight (Riedmiller and Braun 1993), so that features need no common scale.
    #[must_use]
    pub fn fit(&mut self, start: &Weights, pull: f64) -> Weights {
        let mut weights = start.clone();
        let mut steps = [0.02; WEIGHTS];
        let mut before = [0.0; WEIGHTS];
        for _ in 0..STEPS {
            let mut gradient = self.gradient(&weights);
            for place in 0..WEIGHTS {
                gradient[place] -= pull * (weights.0[place] - start.0[place]);
                let same = gradient[place] * before[place];
                if same > 0.0 {
                    steps[place] = f64::min(steps[place] * 1.2, 0.5);
                } else if same < 0.0 {
                    steps[place] *= 0.5;
                    gradient[place] = 0.0;
                }
                if gradient[place] != 0.0 {
                    weights.0[place] += gradient[place].signum() * steps[place];
                }
            }
            before = gradient;
        }
        weights
    }

    fn gradient(&mut self, weights: &Weights) -> Gradient {
        let gradients: Vec<Gradient> = self
            .examples
            .par_iter_mut()
            .map(|example| example.gradient(weights))
            .collect();
        let mut sum = [0.0; WEIGHTS];
        for gradient in gradients {
            for (total, value) in sum.iter_mut().zip(gradient) {
                *total += value;
            }
        }
        sum
    }
}

impl Example {
    fn gradient(&mut self, weights: &Weights) -> Gradient {
        self.grid.scores.rate(weights);
        let grid = &self.grid;
        let potentials = grid.potentials(weights);
        let mut lattice = Lattice::new(&grid.band, &grid.scores, &grid.prior, &potentials);
        let mut gradient = [0.0; WEIGHTS];
        let all = grid.expect(&lattice, -self.weight, &mut gradient);
        lattice.allowed = Some(&self.allowed);
        let gold = grid.expect(&lattice, self.weight, &mut gradient);
        // A pair of which gold allows no path teaches nothing.
        if all && gold { gradient } else { [0.0; WEIGHTS] }
    }
}

impl TrainingGrid {
    /// What the weights make of null beads and transitions.
    pub(super) fn potentials(&self, weights: &Weights) -> Potentials {
        potentials(&self.nulls, &self.prior, weights)
    }

    /// Adds the expected features of the paths, times a factor; says whether there is a path.
    fn expect(&self, lattice: &Lattice<'_>, factor: f64, expected: &mut [f64; WEIGHTS]) -> bool {
        let backward = lattice.backward();
        if backward[0].states()[0] <= 0.0 {
            return false;
        }
        let log = self.prior.transition;
        lattice.each_posterior(&backward, |(i, j, node), edge: Edge, posteriors| {
            let posterior = factor * (posteriors[0] + posteriors[1]);
            if posterior.abs() < 1e-9 {
                return;
            }
            if edge.state == 0 {
                add(&mut expected[..], &self.scores.features_at(node)[edge.place], posterior);
            } else {
                let features = &self.nulls[edge.shape][[i, j][edge.shape] - 1];
                add(&mut expected[LINKED_FEATURES..], features, posterior);
            }
            let transition = &mut expected[LINKED_FEATURES + NULL_FEATURES..];
            for (state, posterior) in posteriors.into_iter().enumerate() {
                transition[0] += factor * posterior * log[state][edge.state];
                if edge.state == 1 {
                    transition[1 + state] += factor * posterior;
                }
            }
        });
        true
    }
}

/// What the weights make of null beads and transitions.
pub(super) fn potentials(nulls: &[Vec<NullFeatures>; 2], prior: &Prior, weights: &Weights) -> Potentials {
    Potentials {
        nulls: [0, 1].map(|side: usize| nulls[side].iter().map(|features| weights.null(features)).collect()),
        transition: weights.transition(prior.transition),
    }
}

fn add(sums: &mut [f64], features: &[f32], factor: f64) {
    for (sum, feature) in sums.iter_mut().zip(features) {
        *sum += factor * f64::from(*feature);
    }
}

/// The beads that gold allows.
fn allowed(grid: &TrainingGrid, gold: &[GoldBead]) -> Allowed {
    let path: Vec<PathBead> = gold.iter().map(|&(source, target)| path_bead(source, target)).collect();
    let moved = moved::out_of_order(&path);
    let gold: Vec<GoldBead> = gold
        .iter()
        .zip(moved)
        .filter(|(_, moved)| !moved)
        .map(|(bead, _)| *bead)
        .collect();
    let (known, unknown): (Vec<GoldBead>, Vec<GoldBead>) = gold.into_iter().partition(|bead| has_edge(grid, *bead));
    let mut nulls = [vec![true; grid.nulls[0].len()], vec![true; grid.nulls[1].len()]];
    let mut bead_at = vec![None; grid.nulls[0].len() + 1];
    for bead in known {
        nulls[0][bead.0.0..bead.0.1].fill(false);
        nulls[1][bead.1.0..bead.1.1].fill(false);
        bead_at[bead.0.1] = Some(bead);
    }
    let within = |bead: GoldBead| {
        let inside = |inner: (usize, usize), outer: (usize, usize)| outer.0 <= inner.0 && inner.1 <= outer.1;
        unknown
            .iter()
            .any(|other| inside(bead.0, other.0) && inside(bead.1, other.1))
    };
    let of_node = |(i, j, node): (usize, usize, usize)| -> Vec<bool> {
        let beads = grid.scores.at(node).iter();
        beads
            .map(|bead| {
                let shape = BeadShape::nth(usize::from(bead.shape));
                let bead = ((i - shape.source, i), (j - shape.target, j));
                bead_at[i] == Some(bead) || (!unknown.is_empty() && within(bead))
            })
            .collect()
    };
    Allowed {
        nulls,
        linked: grid.band.iter().map(of_node).collect(),
    }
}

fn has_edge(grid: &TrainingGrid, (s, t): GoldBead) -> bool {
    if s.1 > grid.nulls[0].len() || t.1 > grid.nulls[1].len() {
        return false;
    }
    let is_it = |shape: u8| BeadShape::nth(usize::from(shape)) == BeadShape::new(s.1 - s.0, t.1 - t.0);
    let node = grid.band.node(s.1, t.1);
    node.is_some_and(|node| grid.scores.at(node).iter().any(|bead| is_it(bead.shape)))
}

const fn path_bead(source: (usize, usize), target: (usize, usize)) -> PathBead {
    PathBead {
        source,
        target,
        posterior: 1.0,
        score: 0.0,
        rating: 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::weights::TRANSITION_FEATURES;

    /// Two sentences a side, one bead each, of which only a fitted feature tells the right one.
    fn grid() -> TrainingGrid {
        let mut features = [[0.0; LINKED_FEATURES]; 4];
        // Sentence 0 with 0 and 1 with 1 have what the other two pairs lack.
        for (place, has) in [(0, 1.0), (1, 0.0), (2, 0.0), (3, 1.0)] {
            features[place][0] = 1.0;
            features[place][12] = has;
        }
        TrainingGrid {
            band: Band::full(2, 2),
            scores: BeadScores::of_pairs(2, 2, features.to_vec()),
            nulls: [vec![[0.0; NULL_FEATURES]; 2], vec![[0.0; NULL_FEATURES]; 2]],
            prior: Prior::initial(&crate::align::prior::PriorBase::default()),
        }
    }

    #[test]
    fn a_feature_of_the_gold_beads_gets_a_weight() {
        let mut fitting = Fitting::default();
        fitting.push(grid(), &[((0, 1), (0, 1)), ((1, 2), (1, 2))], 10.0);
        let weights = fitting.fit(&Weights::generative(), 1.0);
        assert!(weights.0[12] > 0.5, "{}", weights.0[12]);
        assert!(weights.0[LINKED_FEATURES + NULL_FEATURES + TRANSITION_FEATURES - 1].is_finite());
    }

    #[test]
    fn gold_out_of_order_teaches_nulls() {
        let allowed = allowed(&grid(), &[((0, 1), (1, 2)), ((1, 2), (0, 1))]);
        assert_eq!(allowed.linked.iter().flatten().filter(|allowed| **allowed).count(), 1);
        assert!(allowed.nulls[0].iter().any(|null| *null));
    }
}
