//! The weights of the rating (see `rating`), fitted with `beadwork tune`.

/// Features of a bead with both sides.
pub(super) const LINKED_FEATURES: usize = 36;
/// Features of a null bead.
pub(super) const NULL_FEATURES: usize = 6;
/// Features of a transition between beads.
pub(super) const TRANSITION_FEATURES: usize = 3;
/// Number of all weights.
pub const WEIGHTS: usize = LINKED_FEATURES + NULL_FEATURES + TRANSITION_FEATURES;

/// Fitted with `beadwork tune --weights`; ARCHITECTURE.md says on which texts.
const BUNDLED: [f64; WEIGHTS] = [
    // A bead with both sides.
    0.295,  // constant
    0.575,  // ln prior of the type
    0.308,  // length score
    -0.799, // |ln length ratio|
    -1.369, // 2-1 or 1-2
    -2.804, // two or more on both sides
    -1.938, // 3-1 or 1-3
    -2.298, // 4-1 or 1-4
    0.355,  // lexical score
    0.275,  // its logarithm, signed
    0.394,  // the same of the weaker direction
    -0.990, // lexical score by token
    0.335,  // share of information accounted for
    2.466,  // of the weaker direction
    0.017,  // ln information accounted for
    -0.299, // ln known information missing
    -0.044, // its share
    -0.130, // almost nothing accounted for
    -0.001, // ln tokens
    0.118,  // numbers that match
    -1.088, // numbers that do not
    0.347,  // names that match
    -0.386, // names that do not
    0.305,  // quotation marks that match
    -0.054, // that do not
    0.137,  // question and exclamation marks that match
    -1.056, // that do not
    0.446,  // ln least information of a sentence of several
    -0.958, // its least share
    -0.647, // share accounted for, by that usual in the text
    0.458,  // of the weaker direction
    0.628,  // lexical score by token, by that usual
    -0.138, // share missing, by that usual
    0.041,  // ln prior of the type, if it takes several
    -0.480, // deviation from the expected length
    0.121,  // its square
    // A null bead.
    -0.006, // constant
    0.944,  // ln prior
    -0.004, // ln tokens
    -0.317, // share of known information
    -0.281, // numbers
    0.050,  // names
    // A transition.
    0.738, // ln transition prior
    0.189, // null after linked
    0.014, // null after null
];

/// The weights of the rating: of the features of a bead with both sides, of a null bead, and of a transition.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(pub [f64; WEIGHTS]);

impl Weights {
    /// The weights by which a rating is the score.
    #[must_use]
    pub fn generative() -> Self {
        let mut weights = [0.0; WEIGHTS];
        for place in [1, 2, 8, LINKED_FEATURES + 1, LINKED_FEATURES + NULL_FEATURES] {
            weights[place] = 1.0;
        }
        Self(weights)
    }

    /// The weights that come with the program.
    #[must_use]
    pub fn bundled() -> Self {
        Self(BUNDLED)
    }

    /// The rating of a bead with these features.
    pub(super) fn linked(&self, features: &[f32; LINKED_FEATURES]) -> f64 {
        weighted(&self.0[..LINKED_FEATURES], features)
    }

    /// The rating of a null bead with these features.
    pub(super) fn null(&self, features: &[f32; NULL_FEATURES]) -> f64 {
        weighted(&self.0[LINKED_FEATURES..][..NULL_FEATURES], features)
    }

    /// The ratings of the transitions whose priors these are.
    pub(super) fn transition(&self, log: [[f64; 2]; 2]) -> [[f64; 2]; 2] {
        let weights = &self.0[LINKED_FEATURES + NULL_FEATURES..];
        let mut rated = log.map(|row| row.map(|log| weights[0] * log));
        rated[0][1] += weights[1];
        rated[1][1] += weights[2];
        rated
    }
}

fn weighted(weights: &[f64], features: &[f32]) -> f64 {
    let products = weights
        .iter()
        .zip(features)
        .map(|(weight, feature)| weight * f64::from(*feature));
    products.sum()
}
