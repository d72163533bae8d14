//! Doubts: what else the search holds possible for each sentence, to judge a bead by what stood against it.

use super::prior::BeadShape;
use super::search::{Edge, PathBead};

/// Beads of a lower posterior are nobody's alternative.
const NEGLIGIBLE: f64 = 1e-5;

/// A bead with both sides by where it ends and the number of its shape, and its posterior probability.
#[derive(Clone, Copy, Debug, Default)]
struct Choice {
    end: (usize, usize),
    shape: usize,
    posterior: f64,
}

/// What is possible for one sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Possible {
    /// Posterior probability that it has no counterpart.
    null: f64,
    /// The two likeliest beads, the best first.
    best: [Choice; 2],
}

/// What is possible for each sentence of both sides.
#[derive(Clone, Debug, Default)]
pub(super) struct Doubts {
    sides: [Vec<Possible>; 2],
}

impl Doubts {
    pub(super) fn new(sources: usize, targets: usize) -> Self {
        Self {
            sides: [sources, targets].map(|count| vec![Possible::default(); count]),
        }
    }

    /// Takes note of a bead that ends in (i, j).
    pub(super) fn add(&mut self, (i, j): (usize, usize), edge: &Edge, posterior: f64) {
        if posterior < NEGLIGIBLE {
            return;
        }
        let bead = BeadShape::nth(edge.shape);
        let choice = Choice {
            end: (i, j),
            shape: edge.shape,
            posterior,
        };
        for (side, from, to) in [(0, i - bead.source, i), (1, j - bead.target, j)] {
            for possible in self.sides[side].get_mut(from..to).unwrap_or_default() {
                if bead.is_null() {
                    possible.null += posterior;
                } else if posterior > possible.best[0].posterior {
                    possible.best = [choice, possible.best[0]];
                } else if posterior > possible.best[1].posterior {
                    possible.best[1] = choice;
                }
            }
        }
    }

    /// The posterior probability that none of a bead's sentences, all of one side, has a counterpart.
    pub(super) fn null(&self, bead: &PathBead) -> f64 {
        self.of(bead).map(|possible| possible.null).fold(0.0, f64::max)
    }

    /// The highest posterior of another bead with both sides that holds a sentence of this one.
    pub(super) fn alternative(&self, bead: &PathBead) -> f64 {
        let shape = BeadShape::new(bead.source.1 - bead.source.0, bead.target.1 - bead.target.0).number();
        let is_same = |choice: &&Choice| choice.end == (bead.source.1, bead.target.1) && choice.shape == shape;
        let choices = self.of(bead).flat_map(|possible| &possible.best);
        let others = choices.filter(|choice| bead.is_null() || !is_same(choice));
        others.map(|choice| choice.posterior).fold(0.0, f64::max)
    }

    fn of(&self, bead: &PathBead) -> impl Iterator<Item = &Possible> {
        let of = |side: usize, (from, to): (usize, usize)| self.sides[side].get(from..to).unwrap_or_default();
        of(0, bead.source).iter().chain(of(1, bead.target))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(source: usize, target: usize) -> Edge {
        Edge::of_shape(BeadShape::new(source, target).number())
    }

    fn bead(source: (usize, usize), target: (usize, usize)) -> PathBead {
        PathBead {
            source,
            target,
            posterior: 0.6,
            score: 0.0,
            rating: 0.0,
        }
    }

    #[test]
    fn the_alternative_is_another_bead_of_the_same_sentences() {
        let mut doubts = Doubts::new(3, 3);
        doubts.add((1, 1), &edge(1, 1), 0.6);
        doubts.add((2, 1), &edge(2, 1), 0.3);
        doubts.add((2, 1), &edge(1, 0), 0.5);
        doubts.add((2, 2), &edge(1, 0), 0.2);
        assert!((doubts.alternative(&bead((0, 1), (0, 1))) - 0.3).abs() < 1e-12);
        assert!((doubts.alternative(&bead((0, 2), (0, 1))) - 0.6).abs() < 1e-12);
        assert!(doubts.alternative(&bead((2, 3), (2, 3))) < 1e-12);
        // Wherever on the other side it stands, a sentence is left over.
        assert!((doubts.null(&bead((1, 2), (1, 1))) - 0.7).abs() < 1e-12);
    }
}
