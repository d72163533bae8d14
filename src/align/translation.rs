//! Translation probabilities between token types, learned from the beads of the last pass and from seeds.
//!
//! Expectation-maximisation with agreement (the link weight is the product of both directions' posteriors, after Liang,
//! Taskar and Klein 2006): plain IBM model 1 loses 3 to 7 points here. When a bead is scored, what it taught itself is
//! taken out again (leave-one-out), or else every bead would confirm itself.

use super::constants::{COUNT_DISCOUNT, DENOMINATOR_MINIMUM};
use super::numerators::Numerators;
use super::seed_rows::SeedRows;
use super::tokens::TypeId;
use super::training::{self, Counted, Learned, Marginals};
use super::training_set::{TrainingSet, TypeLists, number};
use crate::alignment::EvidenceKind;

/// Number of a bead in the training set; `None` for a sentence in no such bead.
pub(super) type BeadNumber = Option<u32>;

/// How translations are learned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Learning {
    /// Whether a link takes both directions.
    pub(super) agrees: bool,
    /// Taken off every expected count.
    pub(super) discount: f64,
}

impl Default for Learning {
    fn default() -> Self {
        Self {
            agrees: true,
            discount: COUNT_DISCOUNT,
        }
    }
}

/// A pair of types with a chance to be translations of each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The target type.
    pub(super) target: TypeId,
    /// Why, if it is a seed.
    pub(super) seed: Option<EvidenceKind>,
    /// Expected number of links in the training beads.
    count: f32,
    seed_forward: f32,
    seed_reverse: f32,
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

/// The links of one pair of types in one bead.
#[derive(Clone, Copy, Debug)]
struct Link {
    source: TypeId,
    target: TypeId,
    /// Place of the pair among all entries.
    entry: u32,
    amount: f32,
}

/// Which side of a pair of types is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Target types given source types.
    Forward,
    /// Source types given target types.
    Reverse,
}

/// What one bead's links change, seen from one side.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnLink {
    /// The type that is given.
    pub(super) given: TypeId,
    /// The type whose probability changes.
    pub(super) told: TypeId,
    /// The numerator of the probability with the bead's links,
    pub(super) with: f64,
    /// and without them.
    pub(super) without: f64,
}

/// The translation table of a pair of vocabularies.
#[derive(Clone, Debug, Default)]
pub(super) struct Translations {
    /// First entry of each source type.
    starts: Vec<usize>,
    /// By source type, ordered by target type.
    entries: Vec<Entry>,
    source_counts: Vec<f64>,
    target_counts: Vec<f64>,
    source_seeded: Vec<f64>,
    target_seeded: Vec<f64>,
    forward: Numerators,
    reverse: Numerators,
    /// First link of each bead.
    link_starts: Vec<usize>,
    /// By bead, ordered by source and target type.
    links: Vec<Link>,
    own_source: TypeLists,
    own_target: TypeLists,
}

impl Translations {
    /// The table that knows seeds only.
    pub(super) fn from_seeds(seeds: &SeedRows) -> Self {
        Self::train(TrainingSet::default(), seeds, &Learning::default())
    }

    /// Learns from beads. Takes time proportional to the sum over beads of source types times target types.
    pub(super) fn train(set: TrainingSet, seeds: &SeedRows, learning: &Learning) -> Self {
        let (sources, targets) = (seeds.source_seeded.len(), seeds.target_seeded.len());
        let source_counts = set.source.totals(sources);
        let target_counts = set.target.totals(targets);
        let learned = training::train(
            &set,
            seeds,
            &Marginals {
                source_counts: &source_counts,
                target_counts: &target_counts,
                source_seeded: &seeds.source_seeded,
                target_seeded: &seeds.target_seeded,
            },
            (learning.agrees, learning.discount),
        );
        let mut table = Self {
            source_counts,
            target_counts,
            source_seeded: seeds.source_seeded.clone(),
            target_seeded: seeds.target_seeded.clone(),
            own_source: set.source,
            own_target: set.target,
            ..Self::default()
        };
        table.take(learned, learning.discount);
        table
    }

    /// Keeps what was learned.
    fn take(&mut self, learned: Learned, discount: f64) {
        let entries = learned.entries.iter();
        self.entries = entries
            .map(|entry| Entry::new(entry, COUNT_DISCOUNT - discount))
            .collect();
        self.starts = learned.starts;
        let links = learned.links.iter();
        self.links = links
            .map(|link| Link {
                source: link.source,
                target: self.entries[link.entry as usize].target,
                entry: link.entry,
                amount: link.amount,
            })
            .collect();
        self.link_starts = learned.link_starts;
        let this = &*self;
        (self.forward, self.reverse) = rayon::join(|| this.forward_numerators(), || this.reverse_numerators());
    }

    #[allow(clippy::cast_possible_truncation)] // Probabilities need no more than 24 bits.
    fn forward_numerators(&self) -> Numerators {
        let cells: Vec<(TypeId, f32)> = (self.entries.iter())
            .map(|entry| (entry.target, entry.forward_numerator(0.0) as f32))
            .collect();
        Numerators::new(self.starts.clone(), cells)
    }

    #[allow(clippy::cast_possible_truncation)]
    fn reverse_numerators(&self) -> Numerators {
        let mut starts = vec![0; self.target_counts.len() + 1];
        for entry in &self.entries {
            starts[entry.target as usize + 1] += 1;
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        let mut next = starts.clone();
        let mut cells = vec![(0, 0.0); self.entries.len()];
        for source in 0..self.starts.len() - 1 {
            for entry in &self.entries[self.starts[source]..self.starts[source + 1]] {
                let place = &mut next[entry.target as usize];
                cells[*place] = (number(source), entry.reverse_numerator(0.0) as f32);
                *place += 1;
            }
        }
        Numerators::new(starts, cells)
    }

    /// The entries of a source type, ordered by target type.
    pub(super) fn entries(&self, source: TypeId) -> &[Entry] {
        &self.entries[self.starts[source as usize]..self.starts[source as usize + 1]]
    }

    /// The entries of a target type with their source types.
    pub(super) fn entries_of_target(&self, target: TypeId) -> impl Iterator<Item = (TypeId, &Entry)> {
        let sources = self.numerators(Direction::Reverse, target).iter();
        sources.filter_map(move |&(source, _)| Some((source, self.entry(source, target)?)))
    }

    /// The entry of a pair of types.
    pub(super) fn entry(&self, source: TypeId, target: TypeId) -> Option<&Entry> {
        let entries = self.entries(source);
        let place = entries.binary_search_by_key(&target, |entry| entry.target).ok()?;
        Some(&entries[place])
    }

    /// Every pair of types with P(target | source) and P(source | target), for use with other texts: each type weighs
    /// one occurrence more, so that what was met once is doubted.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (TypeId, TypeId, f64, f64)> {
        let doubt = Own {
            source: -1.0,
            target: -1.0,
            ..Own::default()
        };
        (0..self.starts.len().saturating_sub(1)).flat_map(move |source| {
            let source = number(source);
            let of_entry = move |entry: &Entry| {
                let (forward, reverse) = (self.forward(source, entry, doubt), self.reverse(entry, doubt));
                (source, entry.target, forward, reverse)
            };
            self.entries(source).iter().map(of_entry)
        })
    }

    /// P(target | source) without what `own` contributed.
    pub(super) fn forward(&self, source: TypeId, entry: &Entry, own: Own) -> f64 {
        entry.forward_numerator(own.links) / self.denominator(Direction::Forward, source, own.source)
    }

    /// P(source | target) without what `own` contributed.
    pub(super) fn reverse(&self, entry: &Entry, own: Own) -> f64 {
        entry.reverse_numerator(own.links) / self.denominator(Direction::Reverse, entry.target, own.target)
    }

    /// The denominator of a given type's probabilities without `own` occurrences.
    pub(super) fn denominator(&self, direction: Direction, given: TypeId, own: f64) -> f64 {
        let place = given as usize;
        let (count, seeded) = match direction {
            Direction::Forward => (self.source_counts[place], self.source_seeded[place]),
            Direction::Reverse => (self.target_counts[place], self.target_seeded[place]),
        };
        ((count - own).max(0.0) + seeded).max(DENOMINATOR_MINIMUM)
    }

    /// The numerators of a given type's probabilities, with the types that they are of.
    pub(super) fn numerators(&self, direction: Direction, given: TypeId) -> &[(TypeId, f32)] {
        let table = self.direction(direction);
        &table.cells[table.starts[given as usize]..table.starts[given as usize + 1]]
    }

    /// The sum of [`Self::numerators`].
    pub(super) fn numerator_sum(&self, direction: Direction, given: TypeId) -> f64 {
        self.direction(direction).sums[given as usize]
    }

    fn direction(&self, direction: Direction) -> &Numerators {
        match direction {
            Direction::Forward => &self.forward,
            Direction::Reverse => &self.reverse,
        }
    }

    /// How often the given side of a bead has a type.
    pub(super) fn own_count(&self, direction: Direction, bead: BeadNumber, given: TypeId) -> f64 {
        let counts = match direction {
            Direction::Forward => &self.own_source,
            Direction::Reverse => &self.own_target,
        };
        bead.map_or(0.0, |bead| counts.count(bead, given))
    }

    /// What a bead's links change, for the given types that are asked for.
    pub(super) fn own_links(
        &self,
        direction: Direction,
        bead: BeadNumber,
        asked: impl Fn(TypeId) -> bool,
    ) -> impl Iterator<Item = OwnLink> {
        let links = self.links_of(bead).iter().filter(move |link| {
            asked(match direction {
                Direction::Forward => link.source,
                Direction::Reverse => link.target,
            })
        });
        links.map(move |link| {
            let (entry, amount) = (&self.entries[link.entry as usize], f64::from(link.amount));
            match direction {
                Direction::Forward => OwnLink {
                    given: link.source,
                    told: link.target,
                    with: entry.forward_numerator(0.0),
                    without: entry.forward_numerator(amount),
                },
                Direction::Reverse => OwnLink {
                    given: link.target,
                    told: link.source,
                    with: entry.reverse_numerator(0.0),
                    without: entry.reverse_numerator(amount),
                },
            }
        })
    }

    fn links_of(&self, bead: BeadNumber) -> &[Link] {
        bead.map_or(&[], |bead| {
            let place = bead as usize;
            &self.links[self.link_starts[place]..self.link_starts[place + 1]]
        })
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
        let links = self.links_of(bead);
        let link = links.binary_search_by_key(&(source, entry.target), |link| (link.source, link.target));
        Own {
            links: link.map_or(0.0, |place| f64::from(links[place].amount)),
            source: self.own_count(Direction::Forward, bead, source),
            target: self.own_count(Direction::Reverse, bead, entry.target),
        }
    }
}

impl Entry {
    #[allow(clippy::cast_possible_truncation)] // Counts are estimates.
    fn new(counted: &Counted, spared: f64) -> Self {
        let Counted { target, seed, count } = *counted;
        Self {
            target,
            seed: seed.map(|seed| seed.kind),
            count: (count + spared) as f32,
            seed_forward: seed.map_or(0.0, |seed| seed.forward as f32),
            seed_reverse: seed.map_or(0.0, |seed| seed.reverse as f32),
        }
    }

    fn forward_numerator(&self, own_links: f64) -> f64 {
        (f64::from(self.count) - own_links - COUNT_DISCOUNT).max(0.0) + f64::from(self.seed_forward)
    }

    fn reverse_numerator(&self, own_links: f64) -> f64 {
        (f64::from(self.count) - own_links - COUNT_DISCOUNT).max(0.0) + f64::from(self.seed_reverse)
    }
}

#[cfg(test)]
mod tests;
