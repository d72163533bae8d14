//! One side of a document as flat arrays for scoring.

use super::background::Background;
use super::constants::TRANSLATION_SHARE;
use super::coverage;
use super::length::Lengths;
use super::score::LARGEST_GROUP;
use super::tokens::{Sentences, TypeId};
use super::translation::{BeadNumber, Direction, Translations};

/// The tokens of one side, which stay the same from pass to pass.
pub(super) struct SideTokens {
    /// First token of each sentence, and the end of the last.
    starts: Vec<usize>,
    types: Vec<TypeId>,
    /// 1 / background probability of each token.
    inverse_background: Vec<f32>,
    /// Class of each token; see `coverage`.
    classes: Vec<u8>,
}

impl SideTokens {
    pub(super) fn new(sentences: &Sentences, background: &Background<'_>) -> Self {
        let types: Vec<TypeId> = sentences.iter().flatten().map(|token| token.id).collect();
        let mut starts = vec![0];
        for sentence in sentences {
            starts.push(starts[starts.len() - 1] + sentence.len());
        }
        Self {
            inverse_background: background.inverse(&types),
            classes: coverage::classes(&types, background),
            starts,
            types,
        }
    }

    fn range(&self, sentence: usize) -> std::ops::Range<usize> {
        self.starts[sentence]..self.starts[sentence + 1]
    }

    /// The types of a sentence's tokens.
    pub(super) fn types(&self, sentence: usize) -> &[TypeId] {
        &self.types[self.range(sentence)]
    }

    /// 1 / background probability of a sentence's tokens.
    pub(super) fn inverse_background(&self, sentence: usize) -> &[f32] {
        &self.inverse_background[self.range(sentence)]
    }

    /// The classes of a sentence's tokens.
    pub(super) fn classes(&self, sentence: usize) -> &[u8] {
        &self.classes[self.range(sentence)]
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }
}

/// What is known about one side of a document for scoring.
pub(super) struct SideModel<'a> {
    pub(super) tokens: &'a SideTokens,
    pub(super) lengths: &'a Lengths,
    /// Training bead of each sentence.
    pub(super) beads: &'a [BeadNumber],
    /// The direction in which this side is given.
    pub(super) direction: Direction,
    /// 1 / denominator of the translation probabilities of each token, its own bead left out.
    weights: Vec<f32>,
    /// u(t) of each token.
    unknown: Vec<f32>,
    /// Known mass of each token.
    masses: Vec<f32>,
    /// Prefix sums over sentences of ln u(t).
    log_unknown: Vec<f64>,
    /// Prefix sums over sentences of the known mass.
    known: Vec<f64>,
    /// The groups of 1, 2, … sentences by their first; `None` without tokens.
    groups: [Vec<Option<GroupModel>>; LARGEST_GROUP],
}

/// What a group of sentences brings into a score.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroupModel {
    pub(super) tokens: f64,
    /// Sum of ln u(t) over its tokens.
    pub(super) log_unknown: f64,
    /// The share of the other side's tokens that its known translations leave, and its logarithm.
    pub(super) rest: f64,
    pub(super) log_rest: f64,
    /// By what the sum of translation probabilities given its tokens is multiplied.
    pub(super) share: f64,
    /// Logarithm of tokens times rest.
    log_weight: f64,
}

impl GroupModel {
    /// The log-likelihood ratio of another group's tokens given this one's, if none is hit.
    pub(super) fn missed_by(&self, other: &Self) -> f64 {
        other.tokens * self.log_rest + other.log_unknown
    }
}

impl<'a> SideModel<'a> {
    /// `known_word` says how much a token's known translations count against a bead that lacks them.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    pub(super) fn new(
        tokens: &'a SideTokens,
        lengths: &'a Lengths,
        beads: &'a [BeadNumber],
        (table, direction): (&Translations, Direction),
        known_word: f64,
    ) -> Self {
        let (weights, masses) = weights_and_masses(tokens, beads, table, direction);
        let mean = masses.iter().map(|mass| 1.0 - known_word * mass).sum::<f64>() / masses.len().max(1) as f64;
        let unknown: Vec<f32> = masses
            .iter()
            .map(|mass| ((1.0 - known_word * mass) / mean) as f32)
            .collect();
        let sums = |of: &dyn Fn(usize) -> f64| {
            let mut sums = vec![0.0];
            for sentence in 0..tokens.count() {
                sums.push(sums[sentence] + tokens.range(sentence).map(of).sum::<f64>());
            }
            sums
        };
        let mut side = Self {
            log_unknown: sums(&|token| f64::from(unknown[token]).ln()),
            known: sums(&|token| masses[token]),
            groups: Default::default(),
            masses: masses.iter().map(|mass| *mass as f32).collect(),
            weights,
            unknown,
            tokens,
            lengths,
            beads,
            direction,
        };
        side.groups = std::array::from_fn(|place| {
            let groups = (place + 1..=side.count()).map(|to| side.group_model((to - place - 1, to)));
            groups.collect()
        });
        side
    }

    #[allow(clippy::cast_precision_loss)]
    fn group_model(&self, (from, to): (usize, usize)) -> Option<GroupModel> {
        let tokens = (self.tokens.starts[to] - self.tokens.starts[from]) as f64;
        let rest = 1.0 - TRANSLATION_SHARE * ((self.known[to] - self.known[from]) / tokens);
        (tokens > 0.0).then(|| GroupModel {
            tokens,
            log_unknown: self.log_unknown[to] - self.log_unknown[from],
            rest,
            log_rest: rest.ln(),
            share: TRANSLATION_SHARE / tokens,
            log_weight: (rest * tokens).ln(),
        })
    }

    /// The sentences `from..to`, at most [`LARGEST_GROUP`]; `None` if they have no token.
    pub(super) fn group(&self, (from, to): (usize, usize)) -> Option<GroupModel> {
        self.groups[to - from - 1][from]
    }

    /// How little of a group a sentence is: 0 for all of it, 1 for a quarter or less, in between by the logarithm.
    pub(super) fn dilution(&self, sentence: usize, group: (usize, usize)) -> f64 {
        let weight = |group| self.group(group).map_or(0.0, |group: GroupModel| group.log_weight);
        let loss = weight(group) - weight((sentence, sentence + 1));
        (loss * (0.5 / std::f64::consts::LN_2)).clamp(0.0, 1.0)
    }

    pub(super) fn count(&self) -> usize {
        self.tokens.count()
    }

    pub(super) fn weights(&self, sentence: usize) -> &[f32] {
        &self.weights[self.tokens.range(sentence)]
    }

    pub(super) fn unknown(&self, sentence: usize) -> &[f32] {
        &self.unknown[self.tokens.range(sentence)]
    }

    /// Known mass of a sentence's tokens: the sum of their translation probabilities.
    pub(super) fn masses(&self, sentence: usize) -> &[f32] {
        &self.masses[self.tokens.range(sentence)]
    }
}

/// 1 / denominator and known mass of each token, what the sentence's own bead taught left out.
#[allow(clippy::cast_possible_truncation)] // Probabilities need no more than 24 bits.
fn weights_and_masses(
    tokens: &SideTokens,
    beads: &[BeadNumber],
    table: &Translations,
    direction: Direction,
) -> (Vec<f32>, Vec<f64>) {
    let mut weights = Vec::with_capacity(tokens.types.len());
    let mut masses = Vec::with_capacity(tokens.types.len());
    let mut losses: Vec<(TypeId, f64)> = Vec::new();
    for (sentence, &bead) in beads.iter().enumerate() {
        losses.clear();
        losses.extend((table.own_links(direction, bead, |_| true)).map(|link| (link.given, link.with - link.without)));
        losses.sort_by_key(|(given, _)| *given);
        for &id in tokens.types(sentence) {
            let weight = 1.0 / table.denominator(direction, id, table.own_count(direction, bead, id));
            let first = losses.partition_point(|(given, _)| *given < id);
            let own = losses[first..].iter().take_while(|(given, _)| *given == id);
            let numerator = table.numerator_sum(direction, id) - own.map(|(_, loss)| loss).sum::<f64>();
            weights.push(weight as f32);
            masses.push((weight * numerator).clamp(0.0, 1.0));
        }
    }
    (weights, masses)
}
