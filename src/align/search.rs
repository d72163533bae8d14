//! Search: forward-backward over the grid, and the path with the largest expected number of correct beads.

use super::constants::NULL_GAIN;
use super::grid::Band;
use super::prior::{BeadCounts, BeadShape, Prior, SHAPES};
use super::score::BeadScores;

/// A bead of the path: half-open ranges of sentences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PathBead {
    pub(super) source: (usize, usize),
    pub(super) target: (usize, usize),
    /// Posterior probability of the bead under the model.
    pub(super) posterior: f64,
    /// Its score, prior included.
    pub(super) score: f64,
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
}

/// Searches the band. Takes time proportional to its nodes.
pub(super) fn search(band: &Band, scores: &BeadScores, prior: &Prior) -> SearchResult {
    Lattice { band, scores, prior }.run()
}

struct Lattice<'a> {
    band: &'a Band,
    scores: &'a BeadScores,
    prior: &'a Prior,
}

/// By state of the last bead: aligned, null.
type States = [f64; 2];

/// A bead as an edge of the grid.
struct Edge {
    from: usize,
    state: usize,
    score: f64,
}

impl Lattice<'_> {
    fn run(&self) -> SearchResult {
        let forward = self.forward();
        let backward = self.backward();
        let end = self.band.nodes() - 1;
        let total = log_sum(forward[end][0], forward[end][1]);
        let mut counts = BeadCounts::default();
        let mut posteriors = vec![0.0_f32; self.band.nodes() * SHAPES];
        for (i, j, node) in self.band.iter() {
            for shape in 0..SHAPES {
                let Some(edge) = self.edge(i, j, node, shape) else {
                    continue;
                };
                let after = |previous: usize| {
                    let log = forward[edge.from][previous]
                        + edge.score
                        + self.prior.transition[previous][edge.state]
                        + backward[node][edge.state];
                    (log - total).exp()
                };
                let (after_aligned, after_null) = (after(0), after(1));
                counts.shapes[shape] += after_aligned + after_null;
                counts.after_null += after_null;
                if edge.state == 1 {
                    counts.null_after_null += after_null;
                }
                #[allow(clippy::cast_possible_truncation)]
                let posterior = (after_aligned + after_null) as f32;
                posteriors[node * SHAPES + shape] = posterior;
            }
        }
        SearchResult {
            beads: self.decode(&posteriors),
            counts,
        }
    }

    /// The bead of a shape that ends in a node; `None` where the band has none.
    fn edge(&self, i: usize, j: usize, node: usize, shape: usize) -> Option<Edge> {
        let score = self.scores.get(node, shape);
        if score == f64::NEG_INFINITY {
            return None;
        }
        let bead = BeadShape::nth(shape);
        Some(Edge {
            from: self.band.node(i - bead.source, j - bead.target)?,
            state: usize::from(bead.is_null()),
            score,
        })
    }

    fn forward(&self) -> Vec<States> {
        let mut forward = vec![[f64::NEG_INFINITY; 2]; self.band.nodes()];
        forward[0][0] = 0.0;
        for (i, j, node) in self.band.iter() {
            for shape in 0..SHAPES {
                let Some(edge) = self.edge(i, j, node, shape) else {
                    continue;
                };
                let from = forward[edge.from];
                let step = |previous: usize| from[previous] + self.prior.transition[previous][edge.state];
                let reached = log_sum(step(0), step(1)) + edge.score;
                forward[node][edge.state] = log_sum(forward[node][edge.state], reached);
            }
        }
        forward
    }

    fn backward(&self) -> Vec<States> {
        let mut backward = vec![[f64::NEG_INFINITY; 2]; self.band.nodes()];
        backward[self.band.nodes() - 1] = [0.0; 2];
        for (i, j, node) in self.band.iter().rev() {
            for shape in 0..SHAPES {
                let Some(edge) = self.edge(i, j, node, shape) else {
                    continue;
                };
                let rest = backward[node][edge.state] + edge.score;
                for (reached, transition) in backward[edge.from].iter_mut().zip(&self.prior.transition) {
                    *reached = log_sum(*reached, rest + transition[edge.state]);
                }
            }
        }
        backward
    }

    /// The path that maximises the expected number of correct beads; a null bead is worth [`NULL_GAIN`] of another.
    fn decode(&self, posteriors: &[f32]) -> Vec<PathBead> {
        let mut best = vec![(f64::NEG_INFINITY, SHAPES); self.band.nodes()];
        best[0].0 = 0.0;
        for (i, j, node) in self.band.iter() {
            for shape in 0..SHAPES {
                let Some(edge) = self.edge(i, j, node, shape) else {
                    continue;
                };
                let posterior = f64::from(posteriors[node * SHAPES + shape]);
                let gain = if edge.state == 1 {
                    NULL_GAIN * posterior
                } else {
                    posterior
                };
                if best[edge.from].0 + gain > best[node].0 {
                    best[node] = (best[edge.from].0 + gain, shape);
                }
            }
        }
        self.trace(&best, posteriors)
    }

    fn trace(&self, best: &[(f64, usize)], posteriors: &[f32]) -> Vec<PathBead> {
        let Some((mut i, mut j, mut node)) = self.band.iter().next_back() else {
            return Vec::new();
        };
        let mut beads = Vec::new();
        while best[node].1 < SHAPES {
            let shape = best[node].1;
            let bead = BeadShape::nth(shape);
            beads.push(PathBead {
                source: (i - bead.source, i),
                target: (j - bead.target, j),
                posterior: f64::from(posteriors[node * SHAPES + shape]).min(1.0),
                score: self.scores.get(node, shape),
            });
            (i, j) = (i - bead.source, j - bead.target);
            let Some(from) = self.band.node(i, j) else { break };
            node = from;
        }
        beads.reverse();
        beads
    }
}

/// ln(eᵃ + eᵇ)
fn log_sum(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY {
        high
    } else {
        high + (low - high).exp().ln_1p()
    }
}
