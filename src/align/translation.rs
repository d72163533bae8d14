//! Translation probabilities between token types, learned from the beads of the last pass and from seeds.
//!
//! Expectation-maximisation with agreement (the link weight is the product of both directions' posteriors, after Liang,
//! Taskar and Klein 2006): plain IBM model 1 loses 3 to 7 points here. When a bead is scored, what it taught itself is
//! taken out again (leave-one-out), or else every bead would confirm itself.

use rustc_hash::FxHashMap;

use super::constants::{COUNT_DISCOUNT, COUNT_MINIMUM, DENOMINATOR_MINIMUM, TRAINING_ROUNDS, TRAINING_TOKENS};
use super::seed::{Seed, Seeds};
use super::tokens::TypeId;
use crate::alignment::EvidenceKind;

/// Number of a bead in the training set; `None` for a sentence in no such bead.
pub(super) type BeadNumber = Option<u32>;

/// The tokens of a bead to learn from.
#[derive(Clone, Debug, Default)]
pub(super) struct TrainingBead {
    pub(super) source: Vec<TypeId>,
    pub(super) target: Vec<TypeId>,
}

/// A pair of types with a chance to be translations of each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The target type.
    pub(super) target: TypeId,
    /// Why, if it is a seed.
    pub(super) seed: Option<EvidenceKind>,
    /// Expected number of links in the training beads.
    count: f64,
    seed_forward: f64,
    seed_reverse: f64,
    /// Number of the pair in `own_links`; `u32::MAX` for a pair that no bead has.
    pair: u32,
}

/// What one bead contributed to the counts, to be taken out when that bead is scored.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Own {
    /// Expected links of the pair.
    pub(super) links: f64,
    /// Occurrences of the source type.
    pub(super) source: f64,
    /// Occurrences of the target type.
    pub(super) target: f64,
}

/// The translation table of a pair of vocabularies.
#[derive(Clone, Debug, Default)]
pub(super) struct Translations {
    /// The entries of each source type, ordered by target type.
    entries: Vec<Vec<Entry>>,
    /// For each target type where its entries are: (source type, place in `entries`).
    by_target: Vec<Vec<(TypeId, u32)>>,
    source_counts: Vec<f64>,
    target_counts: Vec<f64>,
    source_seeded: Vec<f64>,
    target_seeded: Vec<f64>,
    own_links: FxHashMap<(u32, u32), f64>,
    own_source: FxHashMap<(u32, TypeId), f64>,
    own_target: FxHashMap<(u32, TypeId), f64>,
}

impl Translations {
    /// The table that knows seeds only.
    pub(super) fn from_seeds(seeds: &Seeds, sources: usize, targets: usize) -> Self {
        let mut table = Self::empty(seeds, sources, targets);
        table.add_seeds(seeds, |_| false);
        table.sort();
        table
    }

    /// Learns from beads. Takes time proportional to the sum over beads of source tokens times target tokens.
    pub(super) fn train(beads: &[TrainingBead], seeds: &Seeds, sources: usize, targets: usize) -> Self {
        let mut table = Self::empty(seeds, sources, targets);
        table.count_tokens(beads);
        let mut training = Training::new(beads, seeds, &table);
        for _ in 0..TRAINING_ROUNDS {
            training.round(beads, &table);
        }
        table.own_links = training.own_links;
        for (pair, &(source, target)) in training.pairs.iter().enumerate() {
            let count = training.counts[pair];
            let seed = seeds.pairs.get(&(source, target));
            if count > COUNT_DISCOUNT + COUNT_MINIMUM || seed.is_some() {
                table.entries[source as usize].push(entry(target, seed, count, number(pair)));
            }
        }
        table.add_seeds(seeds, |pair| training.numbers.contains_key(&pair));
        table.sort();
        table
    }

    /// A table without entries, in which every seeded type weighs one occurrence more.
    fn empty(seeds: &Seeds, sources: usize, targets: usize) -> Self {
        let mut table = Self {
            entries: vec![Vec::new(); sources],
            by_target: vec![Vec::new(); targets],
            source_counts: vec![0.0; sources],
            target_counts: vec![0.0; targets],
            source_seeded: vec![0.0; sources],
            target_seeded: vec![0.0; targets],
            ..Self::default()
        };
        for &(source, target) in seeds.pairs.keys() {
            table.source_seeded[source as usize] = 1.0;
            table.target_seeded[target as usize] = 1.0;
        }
        table
    }

    fn count_tokens(&mut self, beads: &[TrainingBead]) {
        for (bead, tokens) in beads.iter().enumerate() {
            for &source in &tokens.source {
                self.source_counts[source as usize] += 1.0;
                *self.own_source.entry((number(bead), source)).or_default() += 1.0;
            }
            for &target in &tokens.target {
                self.target_counts[target as usize] += 1.0;
                *self.own_target.entry((number(bead), target)).or_default() += 1.0;
            }
        }
    }

    /// Adds the seeds that no bead has.
    fn add_seeds(&mut self, seeds: &Seeds, has_entry: impl Fn((TypeId, TypeId)) -> bool) {
        for (&(source, target), seed) in &seeds.pairs {
            if !has_entry((source, target)) {
                self.entries[source as usize].push(entry(target, Some(seed), 0.0, u32::MAX));
            }
        }
    }

    /// Brings the entries into an order that does not depend on a hash map's, and indexes them by target.
    fn sort(&mut self) {
        for (source, entries) in self.entries.iter_mut().enumerate() {
            entries.sort_by_key(|entry| entry.target);
            for (place, entry) in entries.iter().enumerate() {
                self.by_target[entry.target as usize].push((number(source), number(place)));
            }
        }
    }

    /// The entries of a source type, ordered by target type.
    pub(super) fn entries(&self, source: TypeId) -> &[Entry] {
        &self.entries[source as usize]
    }

    /// The entries of a target type with their source types.
    pub(super) fn entries_of_target(&self, target: TypeId) -> impl Iterator<Item = (TypeId, &Entry)> {
        let places = self.by_target[target as usize].iter();
        places.map(|&(source, place)| (source, &self.entries[source as usize][place as usize]))
    }

    /// Every pair of types with P(target | source) and P(source | target), for use with other texts: each type weighs
    /// one occurrence more, so that what was met once is doubted.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (TypeId, TypeId, f64, f64)> {
        let doubt = Own {
            source: -1.0,
            target: -1.0,
            ..Own::default()
        };
        self.entries.iter().enumerate().flat_map(move |(source, entries)| {
            let of_entry = move |entry: &Entry| {
                let source = number(source);
                let (forward, reverse) = (self.forward(source, entry, doubt), self.reverse(entry, doubt));
                (source, entry.target, forward, reverse)
            };
            entries.iter().map(of_entry)
        })
    }

    /// P(target | source) without what `own` contributed.
    pub(super) fn forward(&self, source: TypeId, entry: &Entry, own: Own) -> f64 {
        let seen = (entry.count - own.links - COUNT_DISCOUNT).max(0.0) + entry.seed_forward;
        let of = (self.source_counts[source as usize] - own.source).max(0.0) + self.source_seeded[source as usize];
        seen / of.max(DENOMINATOR_MINIMUM)
    }

    /// P(source | target) without what `own` contributed.
    pub(super) fn reverse(&self, entry: &Entry, own: Own) -> f64 {
        let target = entry.target as usize;
        let seen = (entry.count - own.links - COUNT_DISCOUNT).max(0.0) + entry.seed_reverse;
        let of = (self.target_counts[target] - own.target).max(0.0) + self.target_seeded[target];
        seen / of.max(DENOMINATOR_MINIMUM)
    }

    /// What the beads that now hold a source sentence and a target sentence contributed to a pair of types.
    pub(super) fn own(&self, beads: (BeadNumber, BeadNumber), source: TypeId, entry: &Entry) -> Own {
        let mut own = self.own_of(beads.0, source, entry);
        if beads.1 != beads.0 {
            let other = self.own_of(beads.1, source, entry);
            own.links += other.links;
            own.source += other.source;
            own.target += other.target;
        }
        own
    }

    fn own_of(&self, bead: BeadNumber, source: TypeId, entry: &Entry) -> Own {
        let Some(bead) = bead else { return Own::default() };
        let at = |map: &FxHashMap<(u32, u32), f64>, key: u32| map.get(&(bead, key)).copied().unwrap_or_default();
        Own {
            links: if entry.pair == u32::MAX {
                0.0
            } else {
                at(&self.own_links, entry.pair)
            },
            source: at(&self.own_source, source),
            target: at(&self.own_target, entry.target),
        }
    }
}

fn entry(target: TypeId, seed: Option<&Seed>, count: f64, pair: u32) -> Entry {
    Entry {
        target,
        seed: seed.map(|seed| seed.kind),
        count,
        seed_forward: seed.map_or(0.0, |seed| seed.forward),
        seed_reverse: seed.map_or(0.0, |seed| seed.reverse),
        pair,
    }
}

/// Pairs and beads are counted in 32 bits; a document beyond that does not fit into memory either.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX - 1)
}

/// The state of expectation-maximisation.
struct Training {
    pairs: Vec<(TypeId, TypeId)>,
    numbers: FxHashMap<(TypeId, TypeId), u32>,
    /// For each bead, the pair numbers of its source tokens × target tokens.
    cells: Vec<Vec<u32>>,
    forward: Vec<f64>,
    reverse: Vec<f64>,
    seeds: Vec<(f64, f64)>,
    counts: Vec<f64>,
    own_links: FxHashMap<(u32, u32), f64>,
    source_total: f64,
    target_total: f64,
}

impl Training {
    #[allow(clippy::cast_precision_loss)] // Sentences are short.
    fn new(beads: &[TrainingBead], seeds: &Seeds, table: &Translations) -> Self {
        let mut training = Self {
            pairs: Vec::new(),
            numbers: FxHashMap::default(),
            cells: Vec::with_capacity(beads.len()),
            forward: Vec::new(),
            reverse: Vec::new(),
            seeds: Vec::new(),
            counts: Vec::new(),
            own_links: FxHashMap::default(),
            source_total: table.source_counts.iter().sum::<f64>().max(1.0),
            target_total: table.target_counts.iter().sum::<f64>().max(1.0),
        };
        let mut together: Vec<f64> = Vec::new();
        for bead in beads {
            let cells = training.number_cells(bead);
            together.resize(training.pairs.len(), 0.0);
            let weight = 1.0 / bead.source.len().max(bead.target.len()).max(1) as f64;
            for &pair in &cells {
                together[pair as usize] += weight;
            }
            training.cells.push(cells);
        }
        for (pair, &(source, target)) in training.pairs.iter().enumerate() {
            let seed = seeds
                .pairs
                .get(&(source, target))
                .map_or((0.0, 0.0), |seed| (seed.forward, seed.reverse));
            training.seeds.push(seed);
            training
                .forward
                .push(together[pair] / table.source_counts[source as usize].max(0.1) + seed.0);
            training
                .reverse
                .push(together[pair] / table.target_counts[target as usize].max(0.1) + seed.1);
        }
        training.counts = vec![0.0; training.pairs.len()];
        training
    }

    fn number_cells(&mut self, bead: &TrainingBead) -> Vec<u32> {
        if bead.source.len().max(bead.target.len()) > TRAINING_TOKENS {
            return Vec::new();
        }
        let mut cells = Vec::with_capacity(bead.source.len() * bead.target.len());
        for &source in &bead.source {
            for &target in &bead.target {
                let next = number(self.pairs.len());
                let pair = *self.numbers.entry((source, target)).or_insert(next);
                if pair == next {
                    self.pairs.push((source, target));
                }
                cells.push(pair);
            }
        }
        cells
    }

    /// One round: expected links under the current probabilities, then new probabilities from them.
    fn round(&mut self, beads: &[TrainingBead], table: &Translations) {
        self.counts.fill(0.0);
        self.own_links.clear();
        for (bead, tokens) in beads.iter().enumerate() {
            self.expect(number(bead), tokens, table);
        }
        for (pair, &(source, target)) in self.pairs.iter().enumerate() {
            let (seed_forward, seed_reverse) = self.seeds[pair];
            let (s, t) = (source as usize, target as usize);
            self.forward[pair] = (self.counts[pair] + seed_forward) / (table.source_counts[s] + table.source_seeded[s]);
            self.reverse[pair] = (self.counts[pair] + seed_reverse) / (table.target_counts[t] + table.target_seeded[t]);
        }
    }

    /// Adds the expected links of one bead. Each token may also come from nowhere, at its background probability.
    fn expect(&mut self, bead: u32, tokens: &TrainingBead, table: &Translations) {
        let cells = std::mem::take(&mut self.cells[bead as usize]);
        if !cells.is_empty() {
            let width = tokens.target.len();
            let mut target_sums: Vec<f64> = tokens
                .target
                .iter()
                .map(|&t| table.target_counts[t as usize] / self.target_total)
                .collect();
            let mut source_sums: Vec<f64> = tokens
                .source
                .iter()
                .map(|&s| table.source_counts[s as usize] / self.source_total)
                .collect();
            for (cell, &pair) in cells.iter().enumerate() {
                target_sums[cell % width] += self.forward[pair as usize];
                source_sums[cell / width] += self.reverse[pair as usize];
            }
            for (cell, &pair) in cells.iter().enumerate() {
                let given_source = self.forward[pair as usize] / target_sums[cell % width];
                let given_target = self.reverse[pair as usize] / source_sums[cell / width];
                let link = given_source * given_target;
                self.counts[pair as usize] += link;
                if link > 0.01 {
                    *self.own_links.entry((bead, pair)).or_default() += link;
                }
            }
        }
        self.cells[bead as usize] = cells;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(source: &[TypeId], target: &[TypeId]) -> TrainingBead {
        TrainingBead {
            source: source.to_vec(),
            target: target.to_vec(),
        }
    }

    #[test]
    fn words_that_keep_company_become_translations() {
        // Word 0 meets word 0 in four of twelve beads; the others are met once, four a side in each bead.
        let filler = |bead: TypeId| 1 + 4 * bead..5 + 4 * bead;
        let beads: Vec<TrainingBead> = (0..12)
            .map(|number| {
                let shared = (number % 3 == 0).then_some(0);
                let words: Vec<TypeId> = shared.into_iter().chain(filler(number)).collect();
                bead(&words, &words)
            })
            .collect();
        let table = Translations::train(&beads, &Seeds::default(), 49, 49);
        let probability = |source: TypeId, target: TypeId| {
            let entry = table.entries(source).iter().find(|entry| entry.target == target);
            entry.map_or(0.0, |entry| table.forward(source, entry, Own::default()))
        };
        assert!(probability(0, 0) > 0.3, "{}", probability(0, 0));
        assert!(probability(0, 0) > 4.0 * probability(0, 1));
    }

    #[test]
    fn a_bead_does_not_confirm_itself() {
        let beads = [bead(&[0], &[0]), bead(&[1], &[1])];
        let table = Translations::train(&beads, &Seeds::default(), 2, 2);
        for entry in table.entries(0) {
            let own = table.own((Some(0), Some(0)), 0, entry);
            assert!(table.forward(0, entry, own) < 1e-9);
        }
    }
}
