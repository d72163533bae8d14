//! Rating: weights that were trained on gold, over the parts of a bead's score and what else tells right beads from wrong.
//!
//! The score (`score`) is generative: each part counts as much as its own model says. In the last pass a log-linear
//! model weighs the parts anew, as a linear-chain conditional random field over the same grid: features of each bead and
//! of each transition, with weights that make the gold alignments of many kinds of texts most probable (`fit`). No
//! feature depends on the length of a document or on where a sentence stands in it.

use super::block::{Block, Range};
use super::constants::PRUNE_MARGIN;
use super::coverage::{BeadCoverage, CLASSES, Coverage, MARKS, NAMES, NUMBERS, QUOTES, SideFacts};
use super::hits::Scratch;
use super::lexical::Lexical;
use super::prior::{BeadShape, Prior};
use super::score::BeadScorer;
use super::search::PathBead;
use super::side::SideModel;
use super::weights::{LINKED_FEATURES, NULL_FEATURES, Weights};

/// Features of a bead with both sides.
pub(super) type LinkedFeatures = [f32; LINKED_FEATURES];
/// Features of a null bead.
pub(super) type NullFeatures = [f32; NULL_FEATURES];

/// What rates the beads of a pair.
pub(super) struct Rater<'a> {
    pub(super) weights: &'a Weights,
    source: SideFacts,
    target: SideFacts,
    pub(super) typical: Typical,
}

/// What the beads of the last pass have on average: texts differ in how freely they are translated, and in how much is
/// known of their words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typical {
    /// Share of the information that is accounted for.
    share: f64,
    /// Lexical score by token.
    lexical: f64,
    /// Share of the information that is known but not accounted for.
    pub(super) missed: f64,
}

/// How many beads the expected average weighs.
const TYPICAL_STRENGTH: f64 = 5.0;

impl Default for Typical {
    fn default() -> Self {
        Self {
            share: 0.4,
            lexical: 1.0,
            missed: 0.2,
        }
    }
}

impl Typical {
    pub(super) fn of(coverages: impl Iterator<Item = BeadCoverage>) -> Self {
        let expected = Self::default();
        let (mut count, mut share, mut lexical, mut missed) =
            (TYPICAL_STRENGTH, expected.share, expected.lexical, expected.missed);
        (share, lexical, missed) = (share * count, lexical * count, missed * count);
        for coverage in coverages {
            for side in [&coverage.source, &coverage.target] {
                count += 0.5;
                share += 0.5 * side.share();
                lexical += 0.5 * (side.lexical / side.told.tokens.max(1.0));
                missed += 0.5 * side.missed_share();
            }
        }
        Self {
            share: (share / count).max(0.05),
            lexical: (lexical / count).max(0.1),
            missed: (missed / count).max(0.02),
        }
    }
}

/// The parts of a bead's score that were computed already.
pub(super) struct Parts {
    pub(super) prior: f64,
    pub(super) length: f64,
    /// Log of the target length by the expected one.
    pub(super) length_ratio: f64,
    /// Distance of the target length from the expected one, in standard deviations.
    pub(super) deviations: f64,
}

impl<'a> Rater<'a> {
    pub(super) fn new(weights: &'a Weights, source: &SideModel<'_>, target: &SideModel<'_>) -> Self {
        Self {
            weights,
            source: SideFacts::new(source),
            target: SideFacts::new(target),
            typical: Typical::default(),
        }
    }

    pub(super) fn coverage(
        &self,
        sides: (&SideModel<'_>, &SideModel<'_>),
        lexical: &Lexical,
        place: (&Block, Range, Range),
        scratch: &mut Scratch,
    ) -> BeadCoverage {
        BeadCoverage::new(sides, (&self.source, &self.target), lexical, place, scratch)
    }

    /// The features of a bead with both sides; `lexical` is `None` if one of them has no tokens.
    pub(super) fn linked(
        &self,
        sides: (&SideModel<'_>, &SideModel<'_>),
        parts: &Parts,
        lexical: Option<&Lexical>,
        (block, s, t): (&Block, Range, Range),
        scratch: &mut Scratch,
    ) -> LinkedFeatures {
        let mut features = [0.0; LINKED_FEATURES];
        features[0] = 1.0;
        features[1] = parts.prior;
        features[2] = parts.length;
        features[3] = parts.length_ratio.abs().min(2.0);
        let (sources, targets) = (s.1 - s.0, t.1 - t.0);
        shape_features(sources.max(targets), sources.min(targets), &mut features[4..8]);
        if let Some(lexical) = lexical {
            let coverage = self.coverage(sides, lexical, (block, s, t), scratch);
            lexical_features(&coverage, sources + targets > 2, &mut features[8..29]);
            let both = |of: &dyn Fn(&Coverage) -> f64| f64::midpoint(of(&coverage.source), of(&coverage.target));
            let typical = &self.typical;
            features[29] = (both(&Coverage::share) / typical.share).min(2.0);
            features[30] = (coverage.source.share().min(coverage.target.share()) / typical.share).min(2.0);
            features[31] = (both(&|side| side.lexical / side.told.tokens.max(1.0)) / typical.lexical).clamp(-2.0, 2.0);
            features[32] = (both(&Coverage::missed_share) / typical.missed).min(3.0);
        }
        if sources + targets > 2 {
            features[33] = parts.prior;
        }
        features[34] = parts.deviations.min(5.0);
        features[35] = parts.deviations.min(5.0).powi(2) / 5.0;
        narrowed(&features)
    }

    /// The features of the null beads of both sides.
    pub(super) fn nulls(&self, prior: &Prior, sources: usize, targets: usize) -> [Vec<NullFeatures>; 2] {
        let of = |facts: &SideFacts, count: usize, shape: BeadShape| {
            let prior = prior.log[shape.number()];
            (0..count)
                .map(|sentence| null_features(facts, sentence, prior))
                .collect()
        };
        [
            of(&self.source, sources, BeadShape::new(1, 0)),
            of(&self.target, targets, BeadShape::new(0, 1)),
        ]
    }
}

fn shape_features(larger: usize, smaller: usize, features: &mut [f64]) {
    let place = match (larger, smaller) {
        (1, _) => return,
        (2, 1) => 0,
        (_, 2..) => 1,
        (3, _) => 2,
        _ => 3,
    };
    features[place] = 1.0;
}

/// Features need no more than 24 bits. (`map` on an array this long is not made into a simple loop.)
#[allow(clippy::cast_possible_truncation)]
fn narrowed<const COUNT: usize>(features: &[f64; COUNT]) -> [f32; COUNT] {
    let mut narrowed = [0.0; COUNT];
    for (narrow, feature) in narrowed.iter_mut().zip(features) {
        *narrow = *feature as f32;
    }
    narrowed
}

fn null_features(facts: &SideFacts, sentence: usize, prior: f64) -> NullFeatures {
    let told = facts.told((sentence, sentence + 1));
    let share = |part: f64| part / told.information.max(1.0);
    narrowed(&[
        1.0,
        prior,
        told.tokens.ln_1p(),
        share(told.known),
        told.classes[NUMBERS].min(3.0),
        told.classes[NAMES].min(3.0),
    ])
}

fn lexical_features(coverage: &BeadCoverage, several: bool, features: &mut [f64]) {
    let sides = [&coverage.source, &coverage.target];
    let both = |of: &dyn Fn(&Coverage) -> f64| f64::midpoint(of(sides[0]), of(sides[1]));
    let least = |of: &dyn Fn(&Coverage) -> f64| of(sides[0]).min(of(sides[1]));
    let lexical = both(&|side| side.lexical);
    let tokens = both(&|side| side.told.tokens);
    let compressed = |score: f64| score.signum() * score.abs().ln_1p();
    let share = Coverage::share;
    let missed = Coverage::missed;
    let missed_share = Coverage::missed_share;
    let values = [
        lexical,
        compressed(lexical),
        compressed(least(&|side| side.lexical)),
        (lexical / tokens.max(1.0)).clamp(-3.0, 3.0),
        both(&share),
        least(&share),
        both(&|side| side.covered.information).ln_1p(),
        both(&missed).ln_1p(),
        both(&missed_share),
        f64::from(u8::from(both(&|side| side.covered.information) < 2.0)),
        tokens.ln_1p(),
    ];
    features[..values.len()].copy_from_slice(&values);
    let rest = &mut features[values.len()..];
    let of_class = |class: usize| class_features(sides, class);
    let [numbers, names, quotes, marks] = [NUMBERS, NAMES, QUOTES, MARKS].map(of_class);
    let values = [
        numbers.0, numbers.1, names.0, names.1, quotes.0, quotes.1, marks.0, marks.1,
    ];
    debug_assert_eq!(values.len(), 2 * CLASSES);
    rest[..values.len()].copy_from_slice(&values);
    if several {
        let rest = &mut rest[values.len()..];
        rest[0] = least(&|side| side.least).ln_1p();
        rest[1] = least(&|side| side.least_share);
    }
}

/// Tokens of a class that are accounted for, and that are not, at most three.
fn class_features(sides: [&Coverage; 2], class: usize) -> (f64, f64) {
    let matched = sides.map(|side| side.covered.classes[class]);
    let missed: f64 = sides
        .iter()
        .map(|side| side.told.classes[class] - side.covered.classes[class])
        .sum();
    (f64::midpoint(matched[0], matched[1]).min(3.0), missed.clamp(0.0, 3.0))
}

impl<'a> BeadScorer<'a> {
    /// Has the beads rated, in the light of those of the last pass.
    pub(super) fn rate_with(&mut self, weights: &'a Weights, path: &[PathBead]) {
        let mut rater = Rater::new(weights, &self.source, &self.target);
        let linked = path.iter().filter(|bead| !bead.is_null());
        rater.typical = self.pool.with(|scratch, block| {
            Typical::of(linked.filter_map(|bead| {
                let (s, t) = (bead.source, bead.target);
                let lexical = Lexical::new(self, s, t)?;
                self.fill(block, s.0, (s.0..s.1).map(|_| t), scratch);
                Some(rater.coverage((&self.source, &self.target), &lexical, (block, s, t), scratch))
            }))
        });
        self.rater = Some(rater);
        self.prune_margin = PRUNE_MARGIN;
    }
}

impl BeadScorer<'_> {
    /// What the rater makes of a bead.
    #[allow(clippy::cast_possible_truncation)] // Ratings need no more than 24 bits.
    pub(super) fn rate(
        &self,
        block: &Block,
        (s, t): (Range, Range),
        shape: usize,
        kept: &mut Vec<LinkedFeatures>,
        scratch: &mut Scratch,
    ) -> Option<f32> {
        let rater = self.rater.as_ref()?;
        let (source, target) = (self.source.lengths.of(s.0, s.1), self.target.lengths.of(t.0, t.1));
        let parts = Parts {
            prior: self.prior.log[shape],
            length: self.length_score(s, t),
            length_ratio: self.length.log_ratio(source, target),
            deviations: self.length.deviations(source, target),
        };
        let lexical = Lexical::new(self, s, t);
        let sides = (&self.source, &self.target);
        let features = rater.linked(sides, &parts, lexical.as_ref(), (block, s, t), scratch);
        if self.keeps_features {
            kept.push(features);
        }
        Some(rater.weights.linked(&features) as f32)
    }
}
