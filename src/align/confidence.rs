//! Confidence: the probability that a bead is right, calibrated on gold.
//!
//! The posterior of the search is overconfident: it knows nothing of what the model does not know. So a logistic
//! regression looks at the posterior together with what else tells good beads from bad ones. Its weights are fitted by
//! `beadwork tune` on gold alignments; [`LINKED`] and [`NULL`] say on which.

use super::rivals::Rivals;
use super::search::PathBead;
use super::tokens::Token;
use super::view::{Found, PairView};

/// Number of features of a bead, the constant one included.
pub const FEATURES: usize = 14;

/// What the confidence of a bead is computed from: in order, 1, the logit of the posterior, the score per hundred
/// characters, the logarithm of the score, how far the length ratio is off, the lowest posterior of the neighbours, the
/// number of sentences beyond two, the number of null neighbours, the logarithm of the number of tokens, whether the bead
/// is moved, the logarithm of the rating (signed), by how much the best rival (see `rivals`) is worse, the rating of that
/// rival, and the number of neighbours that join without a gap or a crossing.
pub type Features = [f64; FEATURES];

/// Weights for beads with both sides, fitted with `beadwork tune` on eleven sets of hand-made and constructed gold:
/// abridged and re-ordered English-Russian news, novels, yearbooks, legal and software prose, twelve language pairs.
/// Held out: calibration error .020, area under the ROC curve .92.
pub const LINKED: Features = [
    2.699, 0.262, -0.030, -0.769, -0.363, 0.855, -0.549, -0.142, -0.418, -0.092, 1.179, 0.054, -0.049, -0.100,
];

/// Weights for null beads, fitted on the same. Held out: calibration error .028, area under the ROC curve .81.
pub const NULL: Features = [
    1.161, 0.319, 0.0, 0.0, 0.0, 0.577, 0.0, 0.728, 0.404, 0.0, -1.521, 1.440, 1.237, 0.0,
];

/// The logistic function of the weighted features.
#[must_use]
pub fn probability<const N: usize>(weights: &[f64; N], features: &[f64; N]) -> f64 {
    let sum: f64 = weights
        .iter()
        .zip(features)
        .map(|(weight, feature)| weight * feature)
        .sum();
    1.0 / (1.0 + (-sum).exp())
}

/// The features of each bead of a path.
pub(super) fn features(pair: &PairView<'_>, path: &[Found], rivals: &Rivals) -> Vec<Features> {
    let mut order: Vec<usize> = (0..path.len()).collect();
    // Neighbours are those in the text; moved beads, which were added last, take their place among the others.
    order.sort_by_key(|&place| (path[place].bead.source, path[place].bead.target));
    let mut features = vec![[0.0; FEATURES]; path.len()];
    for (rank, &place) in order.iter().enumerate() {
        let near = |step: isize| Some(&path[*order.get(rank.checked_add_signed(step)?)?]);
        features[place] = bead_features(pair, &path[place], [near(-1), near(1)], rivals.best(&path[place].bead));
    }
    features
}

/// The confidence of a bead with these features.
pub(super) fn confidence(found: &Found, features: &Features) -> f64 {
    probability(if found.bead.is_null() { &NULL } else { &LINKED }, features)
}

#[allow(clippy::cast_precision_loss)] // Beads are small.
fn bead_features(pair: &PairView<'_>, found: &Found, neighbours: [Option<&Found>; 2], rival: f64) -> Features {
    let bead = &found.bead;
    let (source, target) = (bead.source, bead.target);
    let source_length = pair.source.lengths.of(source.0, source.1);
    let target_length = pair.target.lengths.of(target.0, target.1);
    let tokens = |sentences: &[Vec<Token>]| sentences.iter().map(Vec::len).sum::<usize>();
    let token_count =
        tokens(&pair.source.sentences[source.0..source.1]) + tokens(&pair.target.sentences[target.0..target.1]);
    let joined = joined(&found.bead, neighbours);
    let neighbours = || neighbours.iter().flatten();
    let posterior = bead.posterior.clamp(1e-6, 1.0 - 1e-6);
    let common = [
        1.0,
        (posterior / (1.0 - posterior)).ln(),
        0.0,
        0.0,
        0.0,
        neighbours().map(|found| found.bead.posterior).fold(1.0, f64::min),
        0.0,
        neighbours().filter(|found| found.bead.is_null()).count() as f64,
        (token_count as f64 + 1.0).ln(),
        f64::from(u8::from(found.moved)),
        bead.rating.signum() * bead.rating.abs().ln_1p(),
        (bead.rating - rival).clamp(-10.0, 10.0),
        rival.clamp(-10.0, 10.0),
        joined,
    ];
    if bead.is_null() {
        return common;
    }
    let sentences = (source.1 - source.0) + (target.1 - target.0);
    let mut features = common;
    features[2] = 100.0 * bead.score / (source_length + target_length);
    features[3] = bead.score.max(0.0).ln_1p();
    features[4] = pair.length.log_ratio(source_length, target_length).abs();
    features[6] = sentences as f64 - 2.0;
    features
}

/// How many of the neighbours end where the bead begins, or begin where it ends, on both sides.
fn joined(bead: &PathBead, [before, after]: [Option<&Found>; 2]) -> f64 {
    if bead.is_null() {
        return 0.0;
    }
    let before =
        before.is_some_and(|found| (found.bead.source.1, found.bead.target.1) == (bead.source.0, bead.target.0));
    let after = after.is_some_and(|found| (found.bead.source.0, found.bead.target.0) == (bead.source.1, bead.target.1));
    f64::from(u8::from(before) + u8::from(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probability_rises_with_the_posterior() {
        let bead = |posterior: f64| {
            let mut features = [0.0; FEATURES];
            features[0] = 1.0;
            features[1] = (posterior / (1.0 - posterior)).ln();
            features
        };
        for weights in [LINKED, NULL] {
            assert!(probability(&weights, &bead(0.99)) > probability(&weights, &bead(0.5)));
            assert!((0.0..=1.0).contains(&probability(&weights, &bead(0.999_999))));
        }
    }
}
