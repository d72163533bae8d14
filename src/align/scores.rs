//! The scored beads of a grid, by the node in which they end.

use super::rating::LinkedFeatures;
use super::weights::Weights;

/// A bead worth looking at, by the number of its shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScoredBead {
    pub(super) shape: u8,
    pub(super) score: f32,
    /// What the search weighs it by: the score, or what a [`Rater`] makes of it.
    pub(super) rating: f32,
}

/// The linked beads of a band that are worth looking at, by the node in which they end. Null beads are everywhere.
pub(super) struct BeadScores {
    pub(super) starts: Vec<u32>,
    pub(super) beads: Vec<ScoredBead>,
    /// The features of each bead, if they are kept.
    pub(super) features: Vec<LinkedFeatures>,
}

impl BeadScores {
    /// The features of the beads that end in a node.
    pub(super) fn features_at(&self, node: usize) -> &[LinkedFeatures] {
        &self.features[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// The 1-1 beads of a whole grid with features, source by source.
    #[cfg(test)]
    pub(super) fn of_pairs(sources: usize, targets: usize, features: Vec<LinkedFeatures>) -> Self {
        let bead = ScoredBead {
            shape: 2,
            score: 0.0,
            rating: 0.0,
        };
        let mut starts = vec![0];
        for node in 0..(sources + 1) * (targets + 1) {
            let ends_pair = node > targets && node % (targets + 1) > 0;
            starts.push(starts[node] + u32::from(ends_pair));
        }
        Self {
            starts,
            beads: vec![bead; features.len()],
            features,
        }
    }

    /// Rates the beads by their features.
    #[allow(clippy::cast_possible_truncation)] // Ratings need no more than 24 bits.
    pub(super) fn rate(&mut self, weights: &Weights) {
        for (bead, features) in self.beads.iter_mut().zip(&self.features) {
            bead.rating = weights.linked(features) as f32;
        }
    }

    /// The beads that end in a node, in the order of their shapes.
    pub(super) fn at(&self, node: usize) -> &[ScoredBead] {
        &self.beads[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// The number of all beads.
    pub(super) fn len(&self) -> usize {
        self.beads.len()
    }
}
