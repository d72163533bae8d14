//! Translation hits: which tokens of a sentence another sentence's tokens translate, and how surely.
//!
//! The probabilities of all translations of a sentence are scattered into one array by token type, in which the tokens
//! of many other sentences are then looked up. So a pair of sentences costs one look-up for each token, not one for
//! each pair of tokens.

use std::sync::{Mutex, PoisonError};

use super::block::Block;
use super::constants::RATIO_CAP;
use super::score::LARGEST_GROUP;
use super::side::SideModel;
use super::tokens::TypeId;
use super::translation::{BeadNumber, Translations};

/// A token that is hit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Place of the token in its sentence.
    position: u32,
    /// Sum of its probabilities given the other sentence's tokens, by its background probability.
    weight: f32,
}

/// Arrays by token type that scoring uses again and again; clean between sentences.
pub(super) struct Scratch {
    /// By told type: sum of probabilities given the scattered sentence.
    told: Vec<f32>,
    touched: Vec<TypeId>,
    /// By given type: sum of the weights of the scattered sentence's tokens.
    given: Vec<f32>,
    /// Told types that were changed for one sentence, and what they were before.
    changed: Vec<(TypeId, f32)>,
    sums: Vec<f32>,
    positions: Vec<u32>,
}

impl Scratch {
    fn new(types: usize) -> Self {
        Self {
            told: vec![0.0; types],
            touched: Vec::new(),
            given: vec![0.0; types],
            changed: Vec::new(),
            sums: Vec::new(),
            positions: Vec::new(),
        }
    }

    /// Scatters the translations of a sentence, without what its own bead taught.
    #[allow(clippy::cast_possible_truncation)] // Probabilities need no more than 24 bits.
    pub(super) fn scatter(&mut self, side: &SideModel<'_>, sentence: usize, table: &Translations) {
        for (&id, &weight) in side.tokens.types(sentence).iter().zip(side.weights(sentence)) {
            self.given[id as usize] += weight;
            for &(told, numerator) in table.numerators(side.direction, id) {
                let sum = &mut self.told[told as usize];
                if *sum == 0.0 {
                    self.touched.push(told);
                }
                *sum += weight * numerator;
            }
        }
        let given = &self.given;
        let own = table.own_links(side.direction, side.beads[sentence], |id| given[id as usize] > 0.0);
        for link in own {
            let loss = self.given[link.given as usize] * (link.with - link.without) as f32;
            let sum = &mut self.told[link.told as usize];
            *sum = (*sum - loss).max(0.0);
        }
    }

    /// Undoes [`Self::scatter`].
    pub(super) fn clear(&mut self, side: &SideModel<'_>, sentence: usize) {
        for told in self.touched.drain(..) {
            self.told[told as usize] = 0.0;
        }
        for &id in side.tokens.types(sentence) {
            self.given[id as usize] = 0.0;
        }
    }

    /// Adds the hits of the scattered sentence, which is in the training bead `given`, on a sentence of the other side.
    pub(super) fn collect(
        &mut self,
        given: BeadNumber,
        other: &SideModel<'_>,
        sentence: usize,
        (table, side): (&Translations, &SideModel<'_>),
        hits: &mut Vec<Hit>,
    ) {
        let bead = other.beads[sentence];
        if bead.is_some() && bead != given {
            self.leave_out(bead, given, table, side);
        }
        let tokens = other.tokens.types(sentence).iter();
        for (position, (&id, &inverse)) in (0..).zip(tokens.zip(other.tokens.inverse_background(sentence))) {
            let sum = self.told[id as usize];
            if sum > 0.0 {
                hits.push(Hit {
                    position,
                    weight: sum * inverse,
                });
            }
        }
        for (told, sum) in self.changed.drain(..).rev() {
            self.told[told as usize] = sum;
        }
    }

    /// Leaves out what the other sentence's bead taught.
    #[allow(clippy::cast_possible_truncation)]
    fn leave_out(&mut self, bead: BeadNumber, given: BeadNumber, table: &Translations, side: &SideModel<'_>) {
        let direction = side.direction;
        let weights = &self.given;
        for link in table.own_links(direction, bead, |id| weights[id as usize] > 0.0) {
            let own = table.own_count(direction, given, link.given);
            let both = own + table.own_count(direction, bead, link.given);
            let change = table.denominator(direction, link.given, own) / table.denominator(direction, link.given, both);
            let loss = weights[link.given as usize] * (link.with - link.without * change) as f32;
            let sum = &mut self.told[link.told as usize];
            self.changed.push((link.told, *sum));
            *sum = (*sum - loss).max(0.0);
        }
    }

    /// What the hits of several sentences together on one sentence's tokens add to the score in which none is hit.
    pub(super) fn joint_gain<'a>(
        &mut self,
        hits: impl Iterator<Item = &'a [Hit]>,
        unknown: &[f32],
        (rest, share): (f64, f64),
    ) -> f64 {
        let (mut found, mut count): ([&[Hit]; LARGEST_GROUP], usize) = ([&[]; LARGEST_GROUP], 0);
        for hits in hits.filter(|hits| !hits.is_empty()).take(LARGEST_GROUP) {
            found[count] = hits;
            count += 1;
        }
        if count < 2 {
            // Most hits are those of one sentence only.
            return single_gain(found[0], unknown, (rest, share));
        }
        let mut gain = Gain::default();
        self.merge(found[..count].iter().copied(), unknown.len(), |position, weight| {
            gain.add(f64::from(weight) * share, rest * f64::from(unknown[position]));
        });
        gain.total()
    }

    /// The hits of several sentences on one sentence of so many tokens, those of the same token as one.
    pub(super) fn merge<'a>(
        &mut self,
        hits: impl Iterator<Item = &'a [Hit]>,
        tokens: usize,
        mut each: impl FnMut(usize, f32),
    ) {
        // One place more than there are positions: the next is written before it is known to be new.
        let room = tokens + 1;
        self.sums.resize(self.sums.len().max(room), 0.0);
        self.positions.resize(self.positions.len().max(room), 0);
        let mut count = 0;
        for hits in hits {
            for hit in hits {
                let sum = &mut self.sums[hit.position as usize];
                self.positions[count] = hit.position;
                count += usize::from(*sum == 0.0);
                *sum += hit.weight;
            }
        }
        for &position in &self.positions[..count] {
            each(position as usize, std::mem::take(&mut self.sums[position as usize]));
        }
    }
}

/// What the hits of one sentence on another's tokens, whose u(t) is `unknown`, add to the score in which none is hit.
pub(super) fn single_gain(hits: &[Hit], unknown: &[f32], (rest, share): (f64, f64)) -> f64 {
    if hits.is_empty() {
        return 0.0;
    }
    let mut gain = Gain::default();
    for hit in hits {
        let unknown = f64::from(unknown[hit.position as usize]);
        gain.add(f64::from(hit.weight) * share, rest * unknown);
    }
    gain.total()
}

/// What the hits of one sentence on another's tokens add to the score in which none is hit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SingleGain {
    pub(super) whole: f64,
    /// The same if the sentence were a quarter of a group whose other sentences hit nothing.
    quarter: f32,
}

impl SingleGain {
    #[allow(clippy::cast_possible_truncation)] // Bounds have some slack.
    pub(super) fn new(hits: &[Hit], unknown: &[f32], (rest, share): (f64, f64)) -> Self {
        if hits.is_empty() {
            return Self::default();
        }
        let (mut whole, mut quarter) = (Gain::default(), Gain::default());
        for hit in hits {
            let missed = rest * f64::from(unknown[hit.position as usize]);
            let weight = f64::from(hit.weight) * share;
            whole.add(weight, missed);
            quarter.add(0.25 * weight, missed);
        }
        Self {
            whole: whole.total(),
            quarter: quarter.total() as f32,
        }
    }

    /// A bound on what the sentence adds as part of a group. What a hit adds, ln (1 + share · ratio), is convex in the
    /// logarithm of the share, so it lies below the straight line between a whole and a quarter (above it, by little, only
    /// for a hit at [`RATIO_CAP`]).
    pub(super) fn diluted(&self, dilution: f64) -> f64 {
        self.whole + dilution * (f64::from(self.quarter) - self.whole)
    }
}

/// Products beyond this are scaled back.
const LARGE: f64 = 1e200;

/// Σ ln of likelihood ratios: one logarithm for a product, which is scaled back before it can overflow.
pub(super) struct Gain {
    product: f64,
    /// How often the product was divided by [`LARGE`].
    scaled: f64,
}

impl Default for Gain {
    fn default() -> Self {
        Self {
            product: 1.0,
            scaled: 0.0,
        }
    }
}

impl Gain {
    /// A token whose likelihood ratio would be `missed`, and is `hit` more.
    pub(super) fn add(&mut self, hit: f64, missed: f64) {
        self.product *= (hit + missed).min(RATIO_CAP) / missed;
        if self.product > LARGE {
            self.product /= LARGE;
            self.scaled += 1.0;
        }
    }

    pub(super) fn total(self) -> f64 {
        self.product.ln() + self.scaled * LARGE.ln()
    }
}

/// Working memory that is free; making new for every pair would cost more than short documents do.
pub(super) struct ScratchPool {
    types: usize,
    free: Mutex<Vec<(Scratch, Block)>>,
}

impl ScratchPool {
    /// For vocabularies of up to so many types.
    pub(super) fn new(types: usize) -> Self {
        Self {
            types,
            free: Mutex::default(),
        }
    }

    /// Works with memory from the pool.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Scratch, &mut Block) -> T) -> T {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = free().pop();
        let (mut scratch, mut block) = taken.unwrap_or_else(|| (Scratch::new(self.types), Block::default()));
        let result = work(&mut scratch, &mut block);
        free().push((scratch, block));
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_in_a_group_is_worth_no_more_than_its_bound() {
        let unknown = [1.0, 0.4, 0.8];
        for weights in [[2.0, 0.1, 0.0], [30.0, 8.0, 1.0], [0.01, 90.0, 5.0]] {
            let hits: Vec<Hit> = (0..)
                .zip(weights)
                .map(|(position, weight)| Hit { position, weight })
                .collect();
            let gain = SingleGain::new(&hits, &unknown, (0.6, 1.0));
            for part in [1.0, 0.8, 0.5, 0.3, 0.25, 0.1_f64] {
                let dilution = (part.ln() / 0.25_f64.ln()).min(1.0);
                let within = single_gain(&hits, &unknown, (0.6, part));
                assert!(gain.diluted(dilution) > within - 1e-5, "{weights:?} {part}");
            }
            assert!((gain.diluted(0.0) - gain.whole).abs() < 1e-12);
        }
    }
}
