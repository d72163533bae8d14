//! Which beads of several sentences are worth a closer look: by bounds that are computed for whole rows at once.

use super::constants::PAIR_MARGIN;
use super::length::{LengthBound, LengthModel, Lengths};
use super::score::LARGEST_GROUP;
use super::side::{GroupModel, SideModel};

/// Rounding must not rule out a bead.
const SLACK: f32 = 0.1;

/// What groups of so many target sentences bring into a score, by the boundary behind the last.
#[derive(Default)]
pub(super) struct GroupBounds {
    tokens: Vec<f32>,
    log_unknown: Vec<f32>,
    log_rest: Vec<f32>,
    /// Its length,
    length: Vec<f32>,
    /// the log-likelihood of that at random,
    background: Vec<f64>,
    /// and both as [`LengthBound::highest`] wants it.
    chance: Vec<f32>,
}

impl GroupBounds {
    /// Log-likelihood at random of the length of the group that ends at a boundary.
    pub(super) fn background(&self, end: usize) -> f64 {
        self.background[end]
    }

    /// The groups of 1, 2, … sentences.
    #[allow(clippy::cast_possible_truncation)] // Bounds have some slack.
    pub(super) fn all(target: &SideModel<'_>, lengths: &Lengths, model: &LengthModel) -> [Self; LARGEST_GROUP] {
        std::array::from_fn(|place| {
            let (mut bounds, size) = (Self::default(), place + 1);
            for end in 0..=target.count() {
                let group = end.checked_sub(size).and_then(|from| target.group((from, end)));
                bounds.tokens.push(group.map_or(0.0, |group| group.tokens as f32));
                bounds
                    .log_unknown
                    .push(group.map_or(0.0, |group| group.log_unknown as f32));
                bounds.log_rest.push(group.map_or(0.0, |group| group.log_rest as f32));
                let Some(from) = end.checked_sub(size) else {
                    bounds.length.push(0.0);
                    bounds.background.push(0.0);
                    bounds.chance.push(0.0);
                    continue;
                };
                let length = lengths.of(from, end);
                let background = model.background(length, size);
                bounds.length.push(length as f32);
                bounds.background.push(background);
                // Without tokens the bound on words would be wrong.
                let chance = group.map_or(f64::NEG_INFINITY, |_| background + 0.25 * length.ln());
                bounds.chance.push(chance as f32);
            }
            bounds
        })
    }
}

/// What the beads of a shape, with the same source sentences, must have to be looked at.
#[derive(Clone, Copy)]
pub(super) struct Demand<'a> {
    /// Gain of their pairs of sentences together.
    pub(super) gain: f32,
    /// By how much they may be worse than their sentences apart.
    pub(super) margin: f32,
    /// What two null beads score.
    pub(super) nulls: f32,
    /// By how much the sentences as null beads score more than the prior of the shape.
    pub(super) above: f32,
    pub(super) source: Option<GroupModel>,
    /// What bounds the length scores of beads with these source sentences.
    pub(super) length: LengthBound,
    pub(super) targets: &'a GroupBounds,
}

impl Demand<'_> {
    /// Calls `meets` with the place of each node, from target boundary `from` on, whose bead meets the demand: `gains`
    /// and `bests` hold the sums of the gains and the best scores of the pairs of sentences.
    #[allow(clippy::cast_possible_truncation)] // Bounds have some slack.
    #[allow(clippy::needless_bitwise_bool)] // Without jumps, several nodes are looked at in one step.
    pub(super) fn met(&self, from: usize, gains: &[f32], bests: &[f32], met: &mut [bool]) {
        let range = from..from + gains.len();
        let lowest = self.nulls - PAIR_MARGIN as f32;
        let Some(source) = self.source else {
            for ((met, gain), best) in met.iter_mut().zip(gains).zip(bests) {
                *met = (*gain >= self.gain) & (*best >= lowest);
            }
            return;
        };
        let (tokens, log_unknown) = (source.tokens as f32, source.log_unknown as f32);
        let log_rest = source.log_rest as f32;
        let least = self.above - self.margin - SLACK;
        let targets = self.targets.tokens[range.clone()]
            .iter()
            .zip(&self.targets.log_unknown[range.clone()])
            .zip(&self.targets.log_rest[range.clone()])
            .zip(&self.targets.length[range.clone()])
            .zip(&self.targets.chance[range]);
        let pairs = gains.iter().zip(bests);
        for ((met, (gain, best)), ((((of_target, unknown), rest), length), chance)) in
            met.iter_mut().zip(pairs).zip(targets)
        {
            let length = self.length.highest(*length, *chance);
            let missed = 0.5 * (of_target * log_rest + unknown + tokens * rest + log_unknown);
            let apart = least + (best - self.nulls).max(0.0);
            *met = (*gain >= self.gain) & (*best >= lowest) & (missed + length + gain >= apart);
        }
    }
}
