//! Calibration: fits the weights of a probability, such as a bead's confidence, to gold.

use crate::align::confidence::{FEATURES, probability};

/// The features of a bead, or of another answer, and whether gold has the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example<const N: usize = FEATURES> {
    /// What the probability is computed from, the constant one first.
    pub features: [f64; N],
    /// Whether the answer is right.
    pub right: bool,
    /// How much it counts.
    pub weight: f64,
}

impl<const N: usize> Example<N> {
    /// An example that counts once.
    #[must_use]
    pub const fn new(features: [f64; N], right: bool) -> Self {
        Self {
            features,
            right,
            weight: 1.0,
        }
    }
}

/// Strength of the pull of every weight but the constant one towards 0 (L2), so that rare features stay modest.
const RIDGE: f64 = 1.0;
/// Newton's method doubles its correct digits with each step; it is done long before this.
const STEPS: usize = 50;

/// Fits a logistic regression by Newton's method. Takes time proportional to the number of examples.
#[must_use]
pub fn fit<const N: usize>(examples: &[Example<N>]) -> [f64; N] {
    let mut weights = [0.0; N];
    for _ in 0..STEPS {
        let step = newton_step(examples, &weights);
        for (weight, change) in weights.iter_mut().zip(step) {
            *weight += change;
        }
        if step.iter().all(|change| change.abs() < 1e-9) {
            break;
        }
    }
    weights
}

fn newton_step<const N: usize>(examples: &[Example<N>], weights: &[f64; N]) -> [f64; N] {
    let mut gradient = [0.0; N];
    let mut hessian = [[0.0; N]; N];
    for row in 1..N {
        gradient[row] = -RIDGE * weights[row];
        hessian[row][row] = RIDGE;
    }
    // Keeps the system solvable if there are no examples at all.
    hessian[0][0] = 1e-9;
    for example in examples {
        let expected = probability(weights, &example.features);
        let error = example.weight * (f64::from(u8::from(example.right)) - expected);
        for row in 0..N {
            gradient[row] += error * example.features[row];
            let weight = example.weight * expected * (1.0 - expected) * example.features[row];
            for (cell, feature) in hessian[row].iter_mut().zip(example.features) {
                *cell += weight * feature;
            }
        }
    }
    solve(hessian, gradient)
}

/// Solves a symmetric positive definite system by elimination.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        for row in pivot + 1..N {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let above = matrix[pivot];
            for (cell, upper) in matrix[row].iter_mut().zip(above).skip(pivot) {
                *cell -= factor * upper;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

/// How well confidences fit what came true.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// Number of beads.
    pub beads: usize,
    /// Share of right ones.
    pub right: f64,
    /// Expected calibration error: the mean distance, over ten bands of confidence weighted by their beads, between the
    /// mean confidence of a band and its share of right beads (Naeini et al. 2015).
    pub error: f64,
    /// Probability that a right bead has a higher confidence than a wrong one: the area under the ROC curve.
    pub auc: f64,
}

/// Judges confidences. Takes `O(n log n)`.
#[must_use]
#[allow(clippy::cast_precision_loss)] // Gold has fewer than 2^52 beads.
pub fn judge(confidences: &[(f64, bool)]) -> Calibration {
    let total = confidences.len().max(1) as f64;
    let right = confidences.iter().filter(|(_, right)| *right).count();
    Calibration {
        beads: confidences.len(),
        right: right as f64 / total,
        error: calibration_error(confidences, total),
        auc: area_under_curve(confidences, right),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn calibration_error(confidences: &[(f64, bool)], total: f64) -> f64 {
    let mut bands = [0.0; 10];
    for (confidence, right) in confidences {
        let band = ((confidence * 10.0) as usize).min(9);
        bands[band] += confidence - f64::from(u8::from(*right));
    }
    bands.iter().map(|distance: &f64| distance.abs()).sum::<f64>() / total
}

#[allow(clippy::cast_precision_loss)]
fn area_under_curve(confidences: &[(f64, bool)], right: usize) -> f64 {
    let wrong = confidences.len() - right;
    if right == 0 || wrong == 0 {
        return 0.5;
    }
    let mut sorted = confidences.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Mean ranks of ties, summed over the right ones (Mann and Whitney).
    let (mut rank, mut sum) = (0, 0.0);
    for tie in sorted.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let mean_rank = rank as f64 + f64::midpoint(tie.len() as f64, 1.0);
        sum += mean_rank * tie.iter().filter(|(_, right)| *right).count() as f64;
        rank += tie.len();
    }
    (sum - right as f64 * (right as f64 + 1.0) / 2.0) / (right as f64 * wrong as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(value: f64, right: bool) -> Example {
        let mut features = [0.0; FEATURES];
        features[0] = 1.0;
        features[1] = value;
        Example::new(features, right)
    }

    #[test]
    fn fit_finds_the_share_of_right_beads() {
        // Three in four are right whatever the feature says.
        let examples: Vec<Example> = (0..4000_u32).map(|n| example(f64::from(n % 7), n % 4 != 0)).collect();
        let weights = fit(&examples);
        assert!((probability(&weights, &examples[0].features) - 0.75).abs() < 0.02);
        assert!(weights[1].abs() < 0.02);
    }

    #[test]
    fn fit_finds_the_direction_of_a_feature() {
        let examples: Vec<Example> = (0..1000_u32).map(|n| example(f64::from(n % 10), n % 10 > 4)).collect();
        assert!(fit(&examples)[1] > 0.5);
        assert!(fit::<FEATURES>(&[]).iter().all(|weight| weight.abs() < 1e-9));
    }

    #[test]
    fn an_example_counts_by_its_weight() {
        let (right, wrong) = (example(0.0, true), example(0.0, false));
        let weighted = fit(&[Example { weight: 3.0, ..right }, wrong]);
        assert!((probability(&weighted, &right.features) - 0.75).abs() < 1e-6);
    }

    #[test]
    fn judge_counts_by_hand() {
        // Bands .9: two beads at .95, one right: |1.9 − 1| = .9; band .1: one wrong at .15: .15; over three beads.
        let calibration = judge(&[(0.95, true), (0.95, false), (0.15, false)]);
        assert!((calibration.error - (0.9 + 0.15) / 3.0).abs() < 1e-12);
        // The right bead beats one wrong bead and ties with the other.
        assert!((calibration.auc - 0.75).abs() < 1e-12);
    }
}
