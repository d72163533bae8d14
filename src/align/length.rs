//! The length model: how well the lengths of two groups of sentences fit.

use super::constants::{LENGTH_FLOOR, LENGTH_MINIMUM_BEADS, LENGTH_STRENGTH, LENGTH_VARIANCE, LENGTH_VOTER};

/// ln √(2π)
const HALF_LOG_TAU: f64 = 0.918_938_533_204_672_7;

/// Lengths in characters other than white space, plus one, of the sentences of one side, as prefix sums.
#[derive(Clone, Debug)]
pub(super) struct Lengths {
    prefix: Vec<f64>,
}

impl Lengths {
    #[allow(clippy::cast_precision_loss)] // A sentence is far shorter than 2^52 characters.
    pub(super) fn new<'a>(sentences: impl Iterator<Item = &'a str>) -> Self {
        let mut prefix = vec![0.0];
        let mut sum = 0.0;
        for sentence in sentences {
            sum += visible(sentence) as f64 + 1.0;
            prefix.push(sum);
        }
        Self { prefix }
    }

    /// Length of the sentences `from..to` together.
    pub(super) fn of(&self, from: usize, to: usize) -> f64 {
        self.prefix[to] - self.prefix[from]
    }

    pub(super) fn count(&self) -> usize {
        self.prefix.len() - 1
    }

    fn total(&self) -> f64 {
        self.prefix[self.count()]
    }
}

/// The number of characters other than white space.
fn visible(text: &str) -> usize {
    // White space beyond ASCII begins with one of these bytes.
    let may_be_space = |(_, byte): &(usize, u8)| matches!(byte, 0xc2 | 0xe1..=0xe3);
    let places = text.bytes().enumerate().filter(may_be_space);
    let spaces = places
        .filter(|(at, _)| text[*at..].starts_with(char::is_whitespace))
        .count();
    // Bytes that begin a character and are no space; counted in small numbers, which the compiler does many at a time.
    let begins = |byte: &u8| byte & 0xc0 != 0x80 && *byte != b' ' && !(b'\t'..=b'\r').contains(byte);
    let in_chunk = |chunk: &[u8]| chunk.iter().map(|byte| u8::from(begins(byte))).sum::<u8>();
    let chunks = text.as_bytes().chunks(usize::from(u8::MAX));
    chunks.map(|chunk| usize::from(in_chunk(chunk))).sum::<usize>() - spaces
}

/// Length ratio, its variance, and how long target sentences are in general.
///
/// The score of a bead is the log ratio of two likelihoods of its target length: normal around `ratio` times the source
/// length (Gale and Church 1993, with the variance proportional to length), and log-normal as if drawn at random from
/// the target text. So a fitting length counts for more where it is rare.
#[derive(Clone, Debug)]
pub(super) struct LengthModel {
    ratio: f64,
    variance: f64,
    /// The variance expected before any bead was seen.
    expected_variance: f64,
    /// Parameters of the log-normal background for groups of 1, 2, … target sentences: mean, variance and its logarithm.
    background: Vec<(f64, f64, f64)>,
    /// Whether lengths say nothing.
    is_mute: bool,
}

impl LengthModel {
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn initial(source: &Lengths, target: &Lengths, largest_group: usize) -> Self {
        let count = target.count().max(1) as f64;
        let logs = || (0..target.count()).map(|j| target.of(j, j + 1).ln());
        let mean = logs().sum::<f64>() / count;
        // No narrower than translations scatter: or else no length could fit better than by chance.
        let narrowest = (LENGTH_VARIANCE / mean.exp()).max(0.1);
        let variance = (logs().map(|log| (log - mean).powi(2)).sum::<f64>() / count).max(narrowest);
        let background = (1..=largest_group)
            .map(|group| {
                let (mean, variance) = sum_of_log_normals(mean, variance, group as f64);
                (mean, variance, variance.ln())
            })
            .collect();
        Self {
            ratio: (target.total().max(1.0) / source.total().max(1.0)).clamp(0.05, 20.0),
            variance: LENGTH_VARIANCE,
            expected_variance: LENGTH_VARIANCE,
            background,
            is_mute: false,
        }
    }

    /// The model that starts from the ratio and variance of an earlier run.
    pub(super) fn starting_from(self, ratio: f64, variance: f64) -> Self {
        Self {
            ratio,
            variance,
            expected_variance: variance,
            ..self
        }
    }

    /// A model to which every length is as good as any other.
    pub(super) fn muted(self) -> Self {
        Self { is_mute: true, ..self }
    }

    /// The model re-estimated from pairs of lengths of aligned groups; unchanged while there are too few.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    pub(super) fn updated(&self, pairs: &[(f64, f64)]) -> Self {
        let mut ratios: Vec<f64> = pairs
            .iter()
            .filter(|(source, _)| *source > LENGTH_VOTER)
            .map(|(source, target)| target / source)
            .collect();
        if ratios.len() < LENGTH_MINIMUM_BEADS {
            return self.clone();
        }
        ratios.sort_by(f64::total_cmp);
        let ratio = ratios[ratios.len() / 2];
        let mut deviations: Vec<f64> = pairs
            .iter()
            .map(|(source, target)| (target - ratio * source).abs() / f64::midpoint(*target, ratio * source).sqrt())
            .collect();
        deviations.sort_by(f64::total_cmp);
        // The 68th percentile is one standard deviation of a normal distribution, whatever its tails do.
        let deviation = deviations[(deviations.len() as f64 * 0.68) as usize];
        let beads = pairs.len() as f64;
        let expected = self.expected_variance * LENGTH_STRENGTH;
        Self {
            ratio,
            variance: (deviation * deviation * beads + expected) / (beads + LENGTH_STRENGTH),
            ..self.clone()
        }
    }

    /// Target characters per source character.
    pub(super) fn ratio(&self) -> f64 {
        self.ratio
    }

    /// Variance of a target length per expected character.
    pub(super) fn variance(&self) -> f64 {
        self.variance
    }

    /// The lengths of single target sentences, ready for [`Self::score_single`].
    pub(super) fn singles(&self, target: &Lengths) -> Vec<SingleLength> {
        let single = |sentence| {
            let length = target.of(sentence, sentence + 1);
            SingleLength {
                length,
                background: self.background(length, 1),
            }
        };
        (0..target.count()).map(single).collect()
    }

    /// [`Self::score`] of a single target sentence.
    pub(super) fn score_single(&self, source: f64, target: SingleLength) -> f64 {
        self.score_against(source, target.length, target.background)
    }

    /// Natural logarithm of a target length by the expected one.
    pub(super) fn log_ratio(&self, source: f64, target: f64) -> f64 {
        if self.is_mute {
            0.0
        } else {
            (target / (self.ratio * source)).ln()
        }
    }

    /// Distance of a target length from the expected one, in standard deviations.
    pub(super) fn deviations(&self, source: f64, target: f64) -> f64 {
        if self.is_mute {
            return 0.0;
        }
        let expected = self.ratio * source;
        (target - expected).abs() / self.variance_at(expected, target).sqrt()
    }

    fn variance_at(&self, expected: f64, target: f64) -> f64 {
        self.variance * self.ratio.max(0.2) * f64::midpoint(expected, target)
    }

    /// Log-likelihood ratio of a group of `sentences` target sentences of length `target` given the source length.
    pub(super) fn score(&self, source: f64, target: f64, sentences: usize) -> f64 {
        if self.is_mute {
            return 0.0;
        }
        self.score_against(source, target, self.background(target, sentences))
    }

    /// [`Self::score`] of a target length whose log-likelihood at random is `background`.
    pub(super) fn score_against(&self, source: f64, target: f64, background: f64) -> f64 {
        if self.is_mute {
            return 0.0;
        }
        (self.fit(source, target) - background).max(LENGTH_FLOOR)
    }

    /// What bounds the length scores of groups with some source sentences, of this length, in common.
    #[allow(clippy::cast_possible_truncation)] // Bounds have some slack.
    pub(super) fn bound(&self, source: f64) -> LengthBound {
        if self.is_mute {
            return LengthBound::default();
        }
        let expected = self.ratio * source;
        let spread = 0.5 * self.variance * self.ratio.max(0.2);
        LengthBound {
            expected: expected as f32,
            spread: spread as f32,
            constant: (-0.5 * ((2.0 * spread).ln() + 0.5 * expected.max(f64::MIN_POSITIVE).ln()) - HALF_LOG_TAU) as f32,
            floor: LENGTH_FLOOR as f32,
        }
    }

    fn fit(&self, source: f64, target: f64) -> f64 {
        let expected = self.ratio * source;
        let variance = self.variance_at(expected, target);
        log_normal_density(target, expected, (variance, variance.ln()))
    }

    /// Log-likelihood at random of the length of so many target sentences.
    pub(super) fn background(&self, target: f64, sentences: usize) -> f64 {
        let (mean, spread, log_spread) = self.background[sentences - 1];
        let log = target.ln();
        log_normal_density(log, mean, (spread, log_spread)) - log
    }
}

/// The length of a target sentence, and its log-likelihood at random.
#[derive(Clone, Copy, Debug)]
pub(super) struct SingleLength {
    length: f64,
    background: f64,
}

/// An upper bound on length scores that needs no logarithm: the arithmetic mean of two lengths is at least their geometric
/// mean, so the variance of a length is at least that at the geometric mean of it and the expected one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LengthBound {
    expected: f32,
    spread: f32,
    constant: f32,
    floor: f32,
}

impl LengthBound {
    /// No score of this target length is higher; `chance` is a quarter of its logarithm and its log-likelihood at random.
    pub(super) fn highest(&self, target: f32, chance: f32) -> f32 {
        let distance = target - self.expected;
        let deviation = distance * distance / (self.spread * (target + self.expected) + f32::MIN_POSITIVE);
        (self.constant - 0.5 * deviation - chance).max(self.floor)
    }
}

/// ln of the normal density; the variance comes with its logarithm.
fn log_normal_density(value: f64, mean: f64, (variance, log_variance): (f64, f64)) -> f64 {
    -0.5 * ((value - mean).powi(2) / variance + log_variance) - HALF_LOG_TAU
}

/// Mean and variance, on the log scale, of the sum of `count` log-normal lengths (Fenton-Wilkinson: matching moments).
fn sum_of_log_normals(mean: f64, variance: f64, count: f64) -> (f64, f64) {
    let total = (mean + variance / 2.0).exp() * count;
    let spread = (variance.exp() - 1.0) * (2.0 * mean + variance).exp() * count;
    let log_variance = (1.0 + spread / (total * total)).ln();
    (total.ln() - log_variance / 2.0, log_variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_has_no_length() {
        for text in [
            "a b\tc\u{b}\r\n",
            "да\u{a0}и нет",
            "中\u{3000}文 ok",
            "a\u{1c}b\u{2009}",
            "",
        ] {
            assert_eq!(
                visible(text),
                text.chars().filter(|letter| !letter.is_whitespace()).count(),
                "{text:?}"
            );
        }
        assert_eq!(visible(&"слово ".repeat(1000)), 5000);
    }

    #[test]
    fn fitting_lengths_score_above_unfitting_ones() {
        let source = Lengths::new(["short one here", "a considerably longer sentence than the other"].into_iter());
        let model = LengthModel::initial(&source, &source, 4);
        let (short, long) = (source.of(0, 1), source.of(1, 2));
        assert!(model.score(short, short, 1) > model.score(short, long, 1));
        assert!(model.score(long, long, 1) > 0.0);
        assert!(model.score(short, 10_000.0, 1) >= LENGTH_FLOOR);
    }

    #[test]
    fn no_length_scores_more_than_its_bound() {
        let source = Lengths::new(["a", "some words", "rather more words than before, and some more"].into_iter());
        let model = LengthModel::initial(&source, &source, 4);
        for (from, target) in [
            (2.0, 2.0),
            (55.0, 55.0),
            (9.0, 11.0),
            (40.0, 12.0),
            (3.0, 300.0),
            (900.0, 910.0),
        ] {
            for sentences in 1..=4 {
                #[allow(clippy::cast_possible_truncation)]
                let chance = (model.background(target, sentences) + 0.25 * target.ln()) as f32;
                #[allow(clippy::cast_possible_truncation)]
                let highest = f64::from(model.bound(from).highest(target as f32, chance));
                let score = model.score(from, target, sentences);
                assert!(highest > score - 1e-3, "{from} {target}: {highest} {score}");
                if (target - from).abs() < 0.1 {
                    assert!(highest < score + 0.01, "the bound of a fitting length is its score");
                }
            }
        }
    }

    #[test]
    fn ratio_is_learned_from_beads() {
        let source = Lengths::new(["some words"].into_iter());
        let model = LengthModel::initial(&source, &source, 4);
        let pairs = vec![(50.0, 25.0); 20];
        assert!((model.updated(&pairs).ratio - 0.5).abs() < 1e-9);
        assert!((model.updated(&pairs[..3]).ratio - model.ratio).abs() < 1e-9);
    }
}
