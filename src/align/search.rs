//! Search: forward-backward over the grid, and the path with the largest expected number of correct beads.

use super::circumstances::Circumstances;
use super::constants::NULL_GAIN;
use super::doubts::Doubts;
use super::grid::Band;
use super::prior::{BeadCounts, BeadShape, Prior};
use super::scaled::{Scaled, exponential, plain};
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
    let (forward, backward) = rayon::join(|| lattice.forward(), || lattice.backward());
    lattice.decode(&forward, &backward)
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
    score: f64,
    rating: f64,
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
            score: 0.0,
            rating: 0.0,
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
            let (weight, rating) = self.nulls[shape][sentence];
            each(Edge {
                shape,
                place: 0,
                from,
                state: 1,
                weight,
                exponent: 0,
                score: self.prior.log[shape],
                rating,
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
                score: f64::from(bead.score),
                rating: f64::from(bead.rating),
            });
        }
    }

    /// Of each node and state the sum over the paths from the start.
    pub(super) fn forward(&self) -> Vec<Scaled> {
        let mut forward = vec![Scaled::ZERO; self.band.nodes()];
        forward[0] = Scaled::new([1.0, 0.0]);
        for (i, j, node) in self.band.iter() {
            let mut reached = forward[node];
            self.each_edge((i, j, node), |edge| {
                let from = forward[edge.from];
                let [aligned, null] = from.states();
                let through = aligned * self.transition[0][edge.state] + null * self.transition[1][edge.state];
                let mut states = [0.0; 2];
                states[edge.state] = through * edge.weight;
                reached.add(states, from.exponent() + edge.exponent);
            });
            reached.normalise();
            forward[node] = reached;
        }
        forward
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
    fn decode(&self, forward: &[Scaled], backward: &[Scaled]) -> SearchResult {
        let mut counts = BeadCounts::default();
        let mut best = vec![Best::default(); self.band.nodes()];
        best[0].value = 0.0;
        let mut doubts = self.doubts();
        self.each_posterior(
            (forward, backward),
            |(i, j, node), edge, [after_aligned, after_null]| {
                let posterior = after_aligned + after_null;
                doubts.add((i, j), &edge, posterior);
                counts.shapes[edge.shape] += posterior;
                counts.after_null += after_null;
                if edge.state == 1 {
                    counts.null_after_null += after_null;
                }
                let gain = if edge.state == 1 { NULL_GAIN } else { 1.0 };
                let value = best[edge.from].value + gain * posterior;
                if value > best[node].value {
                    best[node] = Best::new(value, posterior, edge);
                }
            },
        );
        SearchResult {
            beads: self.trace(&best),
            counts,
            circumstances: Circumstances {
                doubts,
                ..Circumstances::default()
            },
        }
    }

    /// The posterior probabilities of each edge, after an aligned and after a null bead, in the order of the nodes.
    pub(super) fn each_posterior(
        &self,
        (forward, backward): (&[Scaled], &[Scaled]),
        mut each: impl FnMut((usize, usize, usize), Edge, [f64; 2]),
    ) {
        let (total, power) = forward[forward.len() - 1].total();
        for (i, j, node) in self.band.iter() {
            let after = backward[node];
            self.each_edge((i, j, node), |edge| {
                let before = forward[edge.from];
                let exponent = before.exponent() + edge.exponent + after.exponent() - power;
                let rest = plain(edge.weight * after.states()[edge.state] / total, exponent.max(-2000));
                let posteriors = [0, 1].map(|state| before.states()[state] * self.transition[state][edge.state] * rest);
                each((i, j, node), edge, posteriors);
            });
        }
    }

    fn doubts(&self) -> Doubts {
        let (sources, targets, _) = self.band.iter().next_back().unwrap_or_default();
        Doubts::new(sources, targets)
    }

    fn trace(&self, best: &[Best]) -> Vec<PathBead> {
        let Some((mut i, mut j, mut node)) = self.band.iter().next_back() else {
            return Vec::new();
        };
        let mut beads = Vec::new();
        while let Some(shape) = best[node].shape {
            let bead = BeadShape::nth(usize::from(shape));
            beads.push(PathBead {
                source: (i - bead.source, i),
                target: (j - bead.target, j),
                posterior: f64::from(best[node].posterior).min(1.0),
                score: f64::from(best[node].score),
                rating: f64::from(best[node].rating),
            });
            (i, j) = (i - bead.source, j - bead.target);
            let Some(from) = self.band.node(i, j) else { break };
            node = from;
        }
        beads.reverse();
        beads
    }
}

/// The best way to a node: the expected number of correct beads, and the last bead.
#[derive(Clone, Copy)]
struct Best {
    value: f64,
    posterior: f32,
    score: f32,
    rating: f32,
    shape: Option<u8>,
}

impl Best {
    #[allow(clippy::cast_possible_truncation)] // Probabilities need no more than 24 bits; there are seventeen shapes.
    fn new(value: f64, posterior: f64, edge: Edge) -> Self {
        Self {
            value,
            posterior: posterior as f32,
            score: edge.score as f32,
            rating: edge.rating as f32,
            shape: Some(edge.shape as u8),
        }
    }
}

impl Default for Best {
    fn default() -> Self {
        Self {
            value: f64::NEG_INFINITY,
            posterior: 0.0,
            score: 0.0,
            rating: 0.0,
            shape: None,
        }
    }
}
