//! Search: forward-backward over the grid, and the path with the largest expected number of correct beads.

use super::circumstances::Circumstances;
use super::constants::NULL_GAIN;
use super::doubts::Doubts;
use super::grid::Band;
use super::prior::{BeadCounts, BeadShape, Prior};
use super::scaled::{Scaled, exponential, plain};
use super::score::LARGEST_GROUP;
use super::scores::BeadScores;

/// A bead of the path: half-open ranges of sentences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PathBead {
    pub(super) source: (usize, usize),
    pub(super) target: (usize, usize),
    /// Posterior probability of the bead under the model.
    pub(super) posterior: f64,
    /// Its score, prior included.
    pub(super) score: f64,
    /// What the search weighed it by.
    pub(super) rating: f64,
}

impl PathBead {
    pub(super) fn is_null(&self) -> bool {
        self.source.0 == self.source.1 || self.target.0 == self.target.1
    }
}

/// What a pass of the search finds.
pub(super) struct SearchResult {
    pub(super) beads: Vec<PathBead>,
    pub(super) counts: BeadCounts,
    /// What confidence is computed from; complete after the last pass only.
    pub(super) circumstances: Circumstances,
}

/// What null beads and transitions are rated.
pub(super) struct Potentials {
    /// By source sentence, by target sentence.
    pub(super) nulls: [Vec<f64>; 2],
    /// By previous state and state.
    pub(super) transition: [[f64; 2]; 2],
}

impl Potentials {
    /// The prior's, the same for every sentence.
    pub(super) fn of_prior(prior: &Prior, sources: usize, targets: usize) -> Self {
        Self {
            nulls: [vec![prior.log[0]; sources], vec![prior.log[1]; targets]],
            transition: prior.transition,
        }
    }
}

/// Searches the band. Takes time proportional to its nodes and its beads.
pub(super) fn search(band: &Band, scores: &BeadScores, prior: &Prior, potentials: &Potentials) -> SearchResult {
    let lattice = Lattice::new(band, scores, prior, potentials);
    lattice.decode(&lattice.backward())
}

/// Numbers of the shapes of null beads.
const NULLS: [usize; 2] = [0, 1];

pub(super) struct Lattice<'a> {
    pub(super) band: &'a Band,
    scores: &'a BeadScores,
    prior: &'a Prior,
    /// Weights of the null beads with their ratings, by number of the shape and sentence.
    nulls: [Vec<(f64, f64)>; 2],
    /// The beads that are allowed, if not all are.
    pub(super) allowed: Option<&'a Allowed>,
    /// By previous state and state.
    transition: [[f64; 2]; 2],
}

/// Beads that a path may have.
pub(super) struct Allowed {
    /// By source sentence, by target sentence.
    pub(super) nulls: [Vec<bool>; 2],
    /// By node and place among the beads that end in it.
    pub(super) linked: Vec<Vec<bool>>,
}

/// A bead as an edge of the grid that ends in a node.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub(super) shape: usize,
    /// Place among the linked beads that end in the node.
    pub(super) place: usize,
    pub(super) from: usize,
    pub(super) state: usize,
    /// e^score = weight · 2^exponent.
    weight: f64,
    exponent: i32,
}

#[cfg(test)]
impl Edge {
    /// A bead of a shape, whatever its score.
    pub(super) fn of_shape(shape: usize) -> Self {
        Self {
            shape,
            place: 0,
            from: 0,
            state: usize::from(BeadShape::nth(shape).is_null()),
            weight: 1.0,
            exponent: 0,
        }
    }
}

impl<'a> Lattice<'a> {
    pub(super) fn new(band: &'a Band, scores: &'a BeadScores, prior: &'a Prior, potentials: &Potentials) -> Self {
        let exponentials = |side: usize| {
            let ratings = potentials.nulls[side].iter();
            ratings.map(|&rating| (rating.exp(), rating)).collect()
        };
        Self {
            band,
            scores,
            prior,
            nulls: NULLS.map(exponentials),
            allowed: None,
            transition: potentials.transition.map(|row| row.map(f64::exp)),
        }
    }

    /// Calls `each` with the beads that end in a node, null beads first.
    fn each_edge(&self, (i, j, node): (usize, usize, usize), mut each: impl FnMut(Edge)) {
        for shape in NULLS {
            let bead = BeadShape::nth(shape);
            let Some(from) = self.band.node_before((i, j), (bead.source, bead.target)) else {
                continue;
            };
            let sentence = [i, j][shape] - 1;
            if self.allowed.is_some_and(|allowed| !allowed.nulls[shape][sentence]) {
                continue;
            }
            let (weight, _) = self.nulls[shape][sentence];
            each(Edge {
                shape,
                place: 0,
                from,
                state: 1,
                weight,
                exponent: 0,
            });
        }
        for (place, bead) in self.scores.at(node).iter().enumerate() {
            if self.allowed.is_some_and(|allowed| !allowed.linked[node][place]) {
                continue;
            }
            let shape = usize::from(bead.shape);
            let size = BeadShape::nth(shape);
            let Some(from) = self.band.node_before((i, j), (size.source, size.target)) else {
                continue;
            };
            let (weight, exponent) = exponential(f64::from(bead.rating));
            each(Edge {
                shape,
                place,
                from,
                state: 0,
                weight,
                exponent,
            });
        }
    }

    /// Of each node and state the sum over the paths to the end.
    pub(super) fn backward(&self) -> Vec<Scaled> {
        let mut backward = vec![Scaled::ZERO; self.band.nodes()];
        backward[self.band.nodes() - 1] = Scaled::new([1.0; 2]);
        for (i, j, node) in self.band.iter().rev() {
            backward[node].normalise();
            let here = backward[node];
            self.each_edge((i, j, node), |edge| {
                let rest = here.states()[edge.state] * edge.weight;
                let states = self.transition.map(|to| rest * to[edge.state]);
                backward[edge.from].add(states, here.exponent() + edge.exponent);
            });
        }
        backward
    }

    /// Posteriors, and the path that maximises the expected number of correct beads; a null bead is worth
    /// [`NULL_GAIN`] of another.
    #[allow(clippy::cast_possible_truncation)] // Probabilities need no more than 24 bits; there are seventeen shapes.
    fn decode(&self, backward: &[Scaled]) -> SearchResult {
        let mut counts = BeadCounts::default();
        let mut values = Recent::new(self.band, f64::NEG_INFINITY);
        let mut best = vec![Best::default(); self.band.nodes()];
        values.set(0, 0.0);
        let mut current = 0;
        let mut doubts = self.doubts();
        self.each_posterior(backward, |(i, j, node), edge, [after_aligned, after_null]| {
            let posterior = after_aligned + after_null;
            doubts.add((i, j), &edge, posterior);
            counts.shapes[edge.shape] += posterior;
            counts.after_null += after_null;
            if edge.state == 1 {
                counts.null_after_null += after_null;
            }
            let gain = if edge.state == 1 { NULL_GAIN } else { 1.0 };
            let value = values.get(edge.from) + gain * posterior;
            if node != current {
                // What stands there is of a node long past.
                values.set(node, f64::NEG_INFINITY);
                current = node;
            }
            if value > values.get(node) {
                values.set(node, value);
                best[node] = Best {
                    shape: Some(edge.shape as u8),
                    posterior: posterior as f32,
                };
            }
        });
        SearchResult {
            beads: self.trace(&best),
            counts,
            circumstances: Circumstances {
                doubts,
                ..Circumstances::default()
            },
        }
    }

    /// The posterior probabilities of each edge, after an aligned and after a null bead, in the order of the nodes; nothing
    /// if there is no path. The sums over the paths from the start are computed on the way, and forgotten behind it.
    pub(super) fn each_posterior(
        &self,
        backward: &[Scaled],
        mut each: impl FnMut((usize, usize, usize), Edge, [f64; 2]),
    ) {
        // Before the first bead the state is aligned.
        let (total, power) = (backward[0].states()[0], backward[0].exponent());
        if total <= 0.0 {
            return;
        }
        let mut forward = Recent::new(self.band, Scaled::ZERO);
        for (i, j, node) in self.band.iter() {
            let after = backward[node];
            let mut reached = if node == 0 {
                Scaled::new([1.0, 0.0])
            } else {
                Scaled::ZERO
            };
            self.each_edge((i, j, node), |edge| {
                let before = forward.get(edge.from);
                let through = |state: usize| before.states()[state] * self.transition[state][edge.state] * edge.weight;
                let (through, exponent) = ([through(0), through(1)], before.exponent() + edge.exponent);
                let mut states = [0.0; 2];
                states[edge.state] = through[0] + through[1];
                reached.add(states, exponent);
                let rest = plain(
                    after.states()[edge.state] / total,
                    (exponent + after.exponent() - power).max(-2000),
                );
                each((i, j, node), edge, through.map(|through| through * rest));
            });
            reached.normalise();
            forward.set(node, reached);
        }
    }

    fn doubts(&self) -> Doubts {
        let (sources, targets, _) = self.band.iter().next_back().unwrap_or_default();
        Doubts::new(sources, targets)
    }

    /// The score and the rating of the bead of a shape that ends in a node.
    fn worth(&self, (i, j, node): (usize, usize, usize), shape: u8) -> (f64, f64) {
        let number = usize::from(shape);
        if NULLS.contains(&number) {
            return (self.prior.log[number], self.nulls[number][[i, j][number] - 1].1);
        }
        let bead = self.scores.at(node).iter().find(|bead| bead.shape == shape);
        bead.map_or((0.0, 0.0), |bead| (f64::from(bead.score), f64::from(bead.rating)))
    }

    fn trace(&self, best: &[Best]) -> Vec<PathBead> {
        let Some((mut i, mut j, mut node)) = self.band.iter().next_back() else {
            return Vec::new();
        };
        let mut beads = Vec::new();
        while let Some(shape) = best[node].shape {
            let bead = BeadShape::nth(usize::from(shape));
            let (score, rating) = self.worth((i, j, node), shape);
            beads.push(PathBead {
                source: (i - bead.source, i),
                target: (j - bead.target, j),
                posterior: f64::from(best[node].posterior).min(1.0),
                score,
                rating,
            });
            (i, j) = (i - bead.source, j - bead.target);
            let Some(from) = self.band.node(i, j) else { break };
            node = from;
        }
        beads.reverse();
        beads
    }
}

/// The last bead of the best way to a node.
#[derive(Clone, Copy, Default)]
struct Best {
    posterior: f32,
    shape: Option<u8>,
}

/// Values of the last rows of a band: as many as the largest bead reaches back.
struct Recent<T> {
    values: Vec<T>,
    mask: usize,
}

impl<T: Copy> Recent<T> {
    fn new(band: &Band, value: T) -> Self {
        let size = band.most_nodes(LARGEST_GROUP + 1).next_power_of_two();
        Self {
            values: vec![value; size],
            mask: size - 1,
        }
    }

    fn get(&self, node: usize) -> T {
        self.values[node & self.mask]
    }

    fn set(&mut self, node: usize, value: T) {
        self.values[node & self.mask] = value;
    }
}
