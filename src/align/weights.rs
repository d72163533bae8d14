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
    0.372,  // constant
    0.630,  // ln prior of the type
    0.349,  // length score
    -0.886, // |ln length ratio|
    -1.418, // 2-1 or 1-2
    -2.881, // two or more on both sides
    -1.981, // 3-1 or 1-3
    -2.376, // 4-1 or 1-4
    0.373,  // lexical score
    0.282,  // its logarithm, signed
    0.319,  // the same of the weaker direction
    -1.123, // lexical score by token
    0.326,  // share of information accounted for
    2.340,  // of the weaker direction
    -0.033, // ln information accounted for
    -0.256, // ln known information missing
    -0.116, // its share
    -0.272, // almost nothing accounted for
    -0.010, // ln tokens
    0.038,  // numbers that match
    -0.964, // numbers that do not
    0.323,  // names that match
    -0.383, // names that do not
    0.328,  // quotation marks that match
    -0.065, // that do not
    0.169,  // question and exclamation marks that match
    -1.097, // that do not
    0.474,  // ln least information of a sentence of several
    -1.035, // its least share
    -0.760, // share accounted for, by that usual in the text
    0.455,  // of the weaker direction
    0.938,  // lexical score by token, by that usual
    -0.121, // share missing, by that usual
    0.027,  // ln prior of the type, if it takes several
    -0.540, // deviation from the expected length
    0.290,  // its square
    // A null bead.
    0.022,  // constant
    0.978,  // ln prior
    0.024,  // ln tokens
    -0.344, // share of known information
    -0.293, // numbers
    0.044,  // names
    // A transition.
    0.769,  // ln transition prior
    0.143,  // null after linked
    -0.017, // null after null
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
