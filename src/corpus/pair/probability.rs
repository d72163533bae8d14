//! How likely two documents are versions of one article: a logistic model over what they share.

use super::score::{Shared, View};

/// Number of features, the constant one included.
pub const FEATURES: usize = 10;

/// What the probability is computed from.
pub type Features = [f64; FEATURES];

/// Weights of the features, by the regression that `beadwork tune --pairing` makes, on 33 heaps of 20 to 210 documents a
/// side, in English and one of eight languages, a quarter of each side without counterpart and up to half of the sentences
/// left out; nine of the heaps once more without the lexicon.
pub const WEIGHTS: Features = [-2.465, -0.156, 3.135, 1.066, -0.525, -0.654, 0.626, 1.801, 1.926, 2.267];

/// Log-odds of a page that names the other as its version, or is named by it. Set by hand, as the next three: the heaps
/// had no addresses and dates.
const NAMED: f64 = 12.0;
/// Log-odds lost by each day that lies between the versions.
const DAY: f64 = 0.15;
/// Of more days than this the number says nothing.
const MOST_DAYS: u32 = 40;
/// Log-odds won by versions of the same day or its neighbours.
const SAME_DAY: f64 = 0.5;

/// Likenesses below this are those of any two documents.
const CHANCE: f64 = 0.04;
/// The agreement of two documents without names, or without figures.
const UNKNOWN: f64 = 0.5;

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

/// The features of a pair: the constant one; likeness; how much more alike they are than the better and the worse of their
/// rivals; the surprise at what they share, which grows with the length of any two texts; the difference of lengths; how
/// well names and figures agree, in the direction that abridging hurts less; whether terms keep their company and order.
pub(super) fn features(shared: &Shared, circumstances: &Circumstances) -> Features {
    let [one, two] = &shared.views;
    let likeness = f64::from(shared.likeness()).max(CHANCE / 4.0);
    let margins = (circumstances.rivals).map(|rival| (likeness / rival.max(CHANCE)).ln().clamp(-1.5, 2.5));
    let agreement = |of: &dyn Fn(&View) -> [f32; 2]| {
        let share = |[matched, expected]: [f32; 2]| {
            if expected > 0.0 {
                f64::from(matched / expected)
            } else {
                UNKNOWN
            }
        };
        share(of(one)).max(share(of(two)))
    };
    [
        1.0,
        likeness.ln(),
        margins[0].min(margins[1]),
        margins[0].max(margins[1]),
        f64::from(one.surprise.min(two.surprise)).ln_1p(),
        circumstances.length.abs().min(3.0),
        agreement(&|view| [view.matched_names, view.expected_names]),
        agreement(&|view| [view.matched_figures, view.expected_figures]),
        f64::from(shared.locality.company),
        f64::from(shared.locality.order),
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
        odds += if days <= 1 {
            SAME_DAY
        } else {
            -DAY * f64::from(days.min(MOST_DAYS))
        };
    }
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The probability of two documents that share so much, with a rival of this likeness.
    fn of(matched: f32, circumstances: &Circumstances) -> f64 {
        let view = View {
            matched,
            expected: 10.0,
            surprise: 30.0,
            ..View::default()
        };
        let shared = Shared {
            views: [view, view],
            ..Shared::default()
        };
        probability(&features(&shared, circumstances), circumstances)
    }

    #[test]
    fn rival_that_is_as_good_makes_it_unlikely() {
        let rival = |likeness: f64| Circumstances {
            rivals: [likeness, 0.01],
            ..Circumstances::default()
        };
        assert!(of(5.0, &rival(0.05)) > 0.9);
        assert!(of(5.0, &rival(0.5)) < 0.5);
    }

    #[test]
    fn days_and_naming_count() {
        let on = |days, named| Circumstances {
            days,
            named,
            rivals: [0.2, 0.2],
            ..Circumstances::default()
        };
        let likely = of(4.0, &on(None, false));
        assert!(of(4.0, &on(Some(0), false)) > likely && of(4.0, &on(Some(9), false)) < likely);
        assert!(of(0.0, &on(None, true)) > 0.9);
    }
}
