//! Confidence: the probability that a bead is right, calibrated on gold.
//!
//! The posterior of the search is overconfident: it knows nothing of what the model does not know. So a logistic
//! regression looks at the posterior together with what else tells good beads from bad ones. Its weights are fitted by
//! `beadwork tune` on gold alignments; [`LINKED`] and [`NULL`] say on which.

use super::circumstances::Circumstances;
use super::prior::BeadShape;
use super::search::PathBead;
use super::view::PairView;

/// Number of features of a bead, the constant one included.
pub const FEATURES: usize = 17;

/// What the confidence of a bead is computed from.
///
/// Of a bead with both sides, in order: 1; the logit of its posterior; by how much it is rated better than its sentences
/// without counterpart (logarithm, signed); length score; deviation from the expected length; lexical score; whether it
/// has two or more sentences on both sides; whether it is 3-1 or 1-3; the logit of the likeliest other bead of its
/// sentences; the lowest logit of its neighbours' posteriors; the number of sentences without counterpart beside it;
/// the logarithm of the information that one of them would account for (see `openings`), times how rare such sentences
/// are; the share of the document that is surely linked; the share of the document's information that is known but
/// missing. The last three are products: the other bead's logit by the information of an opening and by the share
/// linked, and the posterior's logit by the neighbours'.
///
/// Of a null bead: 1; the logit of the posterior that its sentence has no counterpart; by how much the best partner is
/// worse that has no counterpart either; by how much the best partner is better than its own bead; the logarithm of
/// the information that the sentence would add to a bead beside it; the logarithm of the number of tokens; numbers;
/// names; whether a neighbour is a null bead; the lowest logit of its neighbours' posteriors.
pub type Features = [f64; FEATURES];

/// Weights for beads with both sides, fitted with `beadwork tune` on twenty sets of hand-made and constructed gold, each
/// alone and as a collection, with and without the lexicon: abridged and re-ordered English-Russian news, the same in
/// seven more languages, clean news, a novel, a yearbook, software and legal prose, `corpora`, two long documents.
/// Held out, over all sets and ways: calibration error .002 to .007, area under the ROC curve .950 to .953.
pub const LINKED: Features = [
    -1.838, 0.341, 2.294, -0.204, -0.587, -0.045, -2.860, -2.231, -0.524, -0.042, -0.176, -0.125, -2.442, 4.064, 0.095,
    0.511, 0.037,
];

/// Weights for null beads, fitted on the same. Held out: calibration error .006 to .019, area under the ROC curve .87
/// to .91.
pub const NULL: Features = [
    -3.251, 0.157, 0.484, -0.232, -0.523, 0.236, 0.360, 0.200, 0.478, 0.219, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
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

/// The confidence of a bead with these features.
pub(super) fn confidence(is_null: bool, features: &Features) -> f64 {
    probability(if is_null { &NULL } else { &LINKED }, features)
}

/// The features of each bead of a path; `order` says in which order they are read.
pub(super) fn features(
    pair: &PairView<'_>,
    (path, order): (&[PathBead], &[usize]),
    circumstances: &Circumstances,
) -> Vec<Features> {
    let judge = Judge {
        pair,
        path,
        circumstances,
        document: Document::new(path),
        linked: linked(pair, path),
    };
    let mut features = vec![[0.0; FEATURES]; path.len()];
    for (rank, &place) in order.iter().enumerate() {
        let near = |step: isize| order.get(rank.checked_add_signed(step)?).copied();
        let neighbours = [near(-1), near(1)];
        features[place] = if path[place].is_null() {
            judge.null_features(place, neighbours)
        } else {
            judge.linked_features(place, neighbours)
        };
    }
    features
}

/// What a document's beads are like on the whole.
struct Document {
    /// Share of the beads that are surely linked.
    linked: f64,
    /// ln 1 / share of null beads.
    rarity: f64,
}

/// How many beads the expected document weighs.
const DOCUMENT_STRENGTH: f64 = 5.0;

impl Document {
    #[allow(clippy::cast_precision_loss)] // Documents have fewer than 2^52 sentences.
    fn new(path: &[PathBead]) -> Self {
        let count = path.len() as f64 + DOCUMENT_STRENGTH;
        let linked: f64 = path
            .iter()
            .filter(|bead| !bead.is_null())
            .map(|bead| bead.posterior)
            .sum();
        let nulls = path.iter().filter(|bead| bead.is_null()).count() as f64;
        Self {
            linked: (linked + 0.8 * DOCUMENT_STRENGTH) / count,
            rarity: -((nulls + 0.1 * DOCUMENT_STRENGTH) / count).max(0.005).ln(),
        }
    }
}

/// The linked bead of each sentence of both sides.
fn linked(pair: &PairView<'_>, path: &[PathBead]) -> [Vec<Option<usize>>; 2] {
    let mut linked = [vec![None; pair.source.count()], vec![None; pair.target.count()]];
    for (place, bead) in path.iter().enumerate().filter(|(_, bead)| !bead.is_null()) {
        linked[0][bead.source.0..bead.source.1].fill(Some(place));
        linked[1][bead.target.0..bead.target.1].fill(Some(place));
    }
    linked
}

struct Judge<'a> {
    pair: &'a PairView<'a>,
    path: &'a [PathBead],
    circumstances: &'a Circumstances,
    document: Document,
    linked: [Vec<Option<usize>>; 2],
}

impl Judge<'_> {
    fn linked_features(&self, place: usize, neighbours: [Option<usize>; 2]) -> Features {
        let bead = &self.path[place];
        let (source, target) = (bead.source, bead.target);
        let shape = BeadShape::new(source.1 - source.0, target.1 - target.0);
        let lengths = (
            self.pair.source.lengths.of(source.0, source.1),
            self.pair.target.lengths.of(target.0, target.1),
        );
        let length = self.pair.length.score(lengths.0, lengths.1, shape.target);
        let worth = bead.rating - self.null_rating(bead);
        let posterior = logit(bead.posterior, 1e-6);
        let alternative = logit(self.circumstances.doubts.alternative(bead), 1e-4);
        let neighbour = self.doubtful_neighbour(neighbours);
        let opening = self.circumstances.openings.get(place).copied().unwrap_or_default();
        let open = logarithm(opening.gain) * self.document.rarity;
        #[allow(clippy::cast_precision_loss)] // At most four.
        [
            1.0,
            posterior,
            worth.signum() * worth.abs().ln_1p(),
            length,
            self.pair.length.deviations(lengths.0, lengths.1).min(5.0),
            bead.score - self.pair.prior.log[shape.number()] - length,
            f64::from(u8::from(shape.source.min(shape.target) > 1)),
            f64::from(u8::from(
                shape.source.max(shape.target) == 3 && shape.source.min(shape.target) == 1,
            )),
            alternative,
            neighbour,
            opening.loose as f64,
            open,
            self.document.linked,
            self.circumstances.missed,
            open * alternative,
            self.document.linked * alternative,
            posterior * neighbour,
        ]
    }

    fn null_features(&self, place: usize, neighbours: [Option<usize>; 2]) -> Features {
        let bead = &self.path[place];
        let (side, sentence) = if bead.source.0 < bead.source.1 {
            (0, bead.source.0)
        } else {
            (1, bead.target.0)
        };
        let rating = self.null_rating(bead);
        let (free, taken) = self.rival(side, sentence);
        let opening = self.circumstances.openings.get(place).copied().unwrap_or_default();
        let of_side = &self.circumstances.null_features[side];
        let [.., tokens, _, numbers, names] = of_side.get(sentence).copied().unwrap_or_default();
        let is_null = |place: &usize| self.path[*place].is_null();
        let mut features = [0.0; FEATURES];
        features[..10].copy_from_slice(&[
            1.0,
            logit(self.circumstances.doubts.null(bead), 1e-4),
            (rating - free).clamp(-10.0, 10.0),
            taken,
            logarithm(opening.gain),
            f64::from(tokens),
            f64::from(numbers),
            f64::from(names),
            f64::from(u8::from(neighbours.iter().flatten().any(is_null))),
            self.doubtful_neighbour(neighbours),
        ]);
        features
    }

    /// What the sentences of a bead would be rated without counterpart.
    fn null_rating(&self, bead: &PathBead) -> f64 {
        let of = |side: usize, (from, to): (usize, usize)| -> f64 {
            let ratings = self.circumstances.null_ratings[side].get(from..to);
            ratings.unwrap_or_default().iter().sum()
        };
        of(0, bead.source) + of(1, bead.target)
    }

    /// The rating of a loose sentence's best partner if that is loose, too, and else by how much that is better than
    /// the partner's own bead; the other is a low value.
    fn rival(&self, side: usize, sentence: usize) -> (f64, f64) {
        const LOW: (f64, f64) = (-8.0, -14.0);
        let Some((partner, rating)) = self.circumstances.rivals.best(side, sentence) else {
            return LOW;
        };
        match self.linked[1 - side].get(partner).copied().flatten() {
            Some(place) => (LOW.0, (rating - self.path[place].rating).clamp(-15.0, 8.0)),
            None => (rating.clamp(LOW.0, 8.0), LOW.1),
        }
    }

    /// The lowest logit of the neighbours' posteriors.
    fn doubtful_neighbour(&self, neighbours: [Option<usize>; 2]) -> f64 {
        let posteriors = neighbours.iter().flatten().map(|&place| self.path[place].posterior);
        logit(posteriors.fold(1.0, f64::min), 1e-6).clamp(-6.0, 6.0)
    }
}

/// ln p / (1 - p), with the probability no nearer to 0 and 1 than `margin`.
fn logit(probability: f64, margin: f64) -> f64 {
    let probability = probability.clamp(margin, 1.0 - margin);
    (probability / (1.0 - probability)).ln()
}

/// The logarithm of information in nats, of which more than 30 say no more.
fn logarithm(information: f64) -> f64 {
    information.clamp(0.0, 30.0).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probability_rises_with_the_posterior() {
        for weights in [LINKED, NULL] {
            let of = |posterior: f64| {
                let mut features = [0.0; FEATURES];
                features[0] = 1.0;
                features[1] = logit(posterior, 1e-6);
                probability(&weights, &features)
            };
            assert!(of(0.99) > of(0.5));
            assert!((0.0..=1.0).contains(&of(1.0)));
        }
    }

    #[test]
    fn a_document_without_nulls_makes_a_null_rare() {
        let bead = |target: (usize, usize)| PathBead {
            source: (0, 1),
            target,
            posterior: 0.5,
            score: 0.0,
            rating: 0.0,
        };
        let linked = Document::new(&[bead((0, 1)); 95]);
        assert!((linked.rarity - -0.005_f64.ln()).abs() < 1e-9);
        assert!((linked.linked - (47.5 + 4.0) / 100.0).abs() < 1e-9);
        let half = Document::new(&[bead((0, 1)), bead((0, 0)), bead((0, 1)), bead((0, 0)), bead((0, 0))]);
        assert!((half.rarity - -0.35_f64.ln()).abs() < 1e-9);
    }
}
