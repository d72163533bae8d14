//! Clauses that are left out inside a bead: many words in a row without partner, and a side too short for the other.

use crate::alignment::{Bead, Side};
use crate::check::links::Links;
use crate::check::{Context, Word};
use crate::document::Span;
use crate::language::Language;

/// What a content word with a partner takes from a stretch, when one without a partner adds 1.
const COVERED: f64 = 1.5;

/// How many letters Russian news takes for a letter of English, and how many letters of experience that is worth.
const RUSSIAN_FOR_ENGLISH: f64 = 1.13;
const EXPERIENCE: f64 = 4000.0;

/// Lighter stretches are a word or two.
const LIGHTEST: f64 = 2.0;

/// Shorter sides differ in length for too many reasons.
const SHORTEST: f64 = 40.0;

/// How long the texts of this pair usually are for each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    /// The length of the target for a source of length 1.
    ratio: f64,
}

/// A stretch of words without partner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    pub(super) span: Span,
    /// How sure it is that the stretch was left out: above 0 it is likely, as a logit.
    pub(super) score: f64,
}

impl Lengths {
    /// The usual lengths of a pair; none for languages whose words cannot be linked.
    pub(super) fn of(context: &Context<'_>) -> Option<Self> {
        let usual = match Side::BOTH.map(|side| context.language(side)) {
            [Some(Language::ENGLISH), Some(Language::RUSSIAN)] => RUSSIAN_FOR_ENGLISH,
            [Some(Language::RUSSIAN), Some(Language::ENGLISH)] => 1.0 / RUSSIAN_FOR_ENGLISH,
            _ => return None,
        };
        let mut sums = [EXPERIENCE, EXPERIENCE * usual];
        for (_, bead) in context.linked() {
            for side in Side::BOTH {
                sums[side as usize] += length(context, bead, side);
            }
        }
        Some(Self {
            ratio: sums[1] / sums[0],
        })
    }

    /// Whether the other side of a bead is so short that it is worth looking for what it leaves out.
    pub(super) fn is_short(self, context: &Context<'_>, bead: &Bead, side: Side) -> bool {
        let [source, target] = Side::BOTH.map(|side| length(context, bead, side));
        let (whole, missing) = match side {
            Side::Source => (source, source * self.ratio - target),
            Side::Target => (target, target / self.ratio - source),
        };
        whole >= SHORTEST && missing >= whole.sqrt()
    }

    /// What the other side of a bead seems to leave out of this side.
    pub(super) fn left_out(self, context: &Context<'_>, bead: &Bead, links: &Links, side: Side) -> Option<Clause> {
        let other = side.other();
        let (here, there) = (length(context, bead, side), length(context, bead, other));
        let expected = if side == Side::Source {
            here * self.ratio
        } else {
            here / self.ratio
        };
        if here < SHORTEST {
            return None;
        }
        let words: Vec<&Word> = context.words_of(bead, side).collect();
        let stretch = heaviest_stretch(links, side, words.len()).filter(|stretch| stretch.weight >= LIGHTEST)?;
        let inside = words.get(stretch.first..=stretch.last)?;
        let count = context.words_of(bead, other).count();
        let features = Features {
            weight: stretch.weight,
            other: heaviest_stretch(links, other, count).map_or(0.0, |stretch| stretch.weight),
            missing: expected - there,
            letters: inside.iter().copied().map(letters).sum(),
            whole: here,
        };
        Some(Clause {
            span: Span::new(inside.first()?.span.start, inside.last()?.span.end),
            score: features.score(),
        })
    }
}

/// What tells a clause that was left out from a free translation.
struct Features {
    /// The weight of the stretch.
    weight: f64,
    /// The weight of the heaviest stretch of the other side: a free translation has one on both sides.
    other: f64,
    /// How many letters the other side is too short.
    missing: f64,
    /// The letters of the stretch.
    letters: f64,
    /// The letters of the side.
    whole: f64,
}

impl Features {
    /// A logistic regression over correct translations of English news into Russian and the same with a clause deleted.
    fn score(&self) -> f64 {
        let root = self.whole.sqrt();
        let too_short = (self.missing / root).clamp(-3.0, 6.0);
        let of_stretch = (self.missing / self.letters.max(1.0)).clamp(-1.0, 1.5);
        -2.93 + 0.67 * self.weight - 0.39 * self.other + 1.0 * too_short
            - 0.31 * of_stretch
            - 0.9 * self.letters / self.whole
            + 0.94 * self.weight / root
    }
}

/// The length of one side of a bead: its letters and digits.
fn length(context: &Context<'_>, bead: &Bead, side: Side) -> f64 {
    context.words_of(bead, side).map(letters).sum()
}

#[allow(clippy::cast_precision_loss)] // A sentence is short.
fn letters(word: &Word) -> f64 {
    word.letters as f64
}

struct Stretch {
    first: usize,
    last: usize,
    weight: f64,
}

/// The stretch of words in which those without partner outweigh the others most.
fn heaviest_stretch(links: &Links, side: Side, count: usize) -> Option<Stretch> {
    let mut best: Option<Stretch> = None;
    let (mut first, mut weight) = (0, 0.0);
    for word in (0..count).filter(|&word| links.is_content(side, word)) {
        if weight <= 0.0 {
            (first, weight) = (word, 0.0);
        }
        weight += if links.is_covered(side, word) { -COVERED } else { 1.0 };
        if weight > best.as_ref().map_or(0.0, |best| best.weight) {
            best = Some(Stretch {
                first,
                last: word,
                weight,
            });
        }
    }
    best
}
