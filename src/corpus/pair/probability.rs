//! How likely two documents are versions of one article: a logistic model over what they share.

use super::score::{Shared, ratio};

/// Number of features, the constant one included.
pub const FEATURES: usize = 10;

/// What the probability is computed from.
pub type Features = [f64; FEATURES];

/// Weights of the features.
pub(super) const WEIGHTS: Features = [0.0, 2.0, 0.5, 1.5, 0.5, 0.5, 0.5, -0.5, 0.5, 0.5];

/// Log-odds of a page that names the other as its version, or is named by it.
const NAMED: f64 = 8.0;
/// Log-odds lost by each day that lies between the versions.
const DAY: f64 = 0.15;
/// Of more days than this the number says nothing.
const MOST_DAYS: u32 = 40;
/// Log-odds won by versions of the same day or its neighbours.
const SAME_DAY: f64 = 0.5;

/// Likenesses below this are those of any two documents.
const CHANCE: f64 = 0.01;

/// What is known of a pair besides its terms.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Circumstances {
    /// The likeness of the best rival of either document, as seen from the other.
    pub(super) rivals: [f64; 2],
    /// The logarithm of the ratio of lengths, less the usual one.
    pub(super) length: f64,
    /// The days between them, if both are known.
    pub(super) days: Option<u32>,
    /// Whether one page names the other as its version.
    pub(super) named: bool,
}

/// The features of a pair.
pub(super) fn features(shared: &Shared, circumstances: &Circumstances) -> Features {
    let [one, two] = &shared.views;
    let likeness = f64::from(shared.likeness()).max(CHANCE / 2.0);
    let margin = |rival: f64| (likeness / rival.max(CHANCE)).ln().clamp(-1.5, 2.5);
    let margins = circumstances.rivals.map(margin);
    let mean = |part: [f32; 2], whole: [f32; 2]| {
        f64::from((ratio(part[0], whole[0]) * ratio(part[1], whole[1])).sqrt())
    };
    [
        1.0,
        likeness.ln(),
        f64::from(one.coverage().max(two.coverage())).max(CHANCE / 2.0).ln(),
        margins[0].min(margins[1]),
        margins[0].max(margins[1]),
        f64::from(one.rare.min(two.rare)).ln_1p(),
        f64::from(one.surprise.min(two.surprise)).ln_1p(),
        circumstances.length.abs().min(3.0),
        mean(
            [one.matched_facts, two.matched_facts],
            [one.expected_facts, two.expected_facts],
        ),
        mean(
            [one.matched_title, two.matched_title],
            [one.expected_title, two.expected_title],
        ),
    ]
}

/// The probability that the two are versions of one article, 0 to 1.
pub(super) fn probability(features: &Features, circumstances: &Circumstances) -> f64 {
    let products = features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight);
    let mut odds: f64 = products.sum();
    if circumstances.named {
        odds += NAMED;
    }
    if let Some(days) = circumstances.days {
        odds += if days <= 1 { SAME_DAY } else { -DAY * f64::from(days.min(MOST_DAYS)) };
    }
    1.0 / (1.0 + (-odds).exp())
}
