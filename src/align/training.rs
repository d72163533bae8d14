//! Expectation-maximisation: the beads of the last pass → expected links between token types.
//!
//! The work is laid out flat: candidates are rows of target types by source type, every bead keeps one list of cells
//! (candidate, target place) by source place, and a round only walks these lists. Chunks of beads are worked on in
//! parallel; their links are summed as integers, so that the result does not depend on the number of threads.

use rayon::prelude::*;

use super::candidates::{Candidates, Rule, candidates};
use super::chunk::{Chunk, cells};
use super::constants::TRAINING_ROUNDS;
use super::lone::Inverse;
use super::seed::Seed;
use super::seed_rows::SeedRows;
use super::tokens::TypeId;
use super::training_set::TrainingSet;

/// Candidates whose probabilities are estimated together.
const CANDIDATES_CHUNK: usize = 1 << 14;
/// Parts that links are counted in at once; each takes room for all candidates.
const MOST_PARTS: usize = 4;
/// Links are counted in this share of one, so that their sum does not depend on the order.
const COUNT_UNIT: f64 = 1.0 / 4_294_967_296.0;

/// A pair of types that is worth an entry of the translation table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) target: TypeId,
    pub(super) seed: Option<Seed>,
    /// Its expected links.
    pub(super) count: f64,
}

/// Expected links of one entry in one bead.
#[derive(Clone, Copy, Debug)]
pub(super) struct BeadLink {
    pub(super) source: TypeId,
    pub(super) entry: u32,
    pub(super) amount: f32,
}

/// What training finds.
pub(super) struct Learned {
    /// First entry of each source type.
    pub(super) starts: Vec<usize>,
    /// By source type, ordered by target type.
    pub(super) entries: Vec<Counted>,
    /// First link of each bead.
    pub(super) link_starts: Vec<usize>,
    /// By bead, in the order of the entries.
    pub(super) links: Vec<BeadLink>,
}

/// How often each type occurs and whether a seed has it.
pub(super) struct Marginals<'a> {
    pub(super) source_counts: &'a [f64],
    pub(super) target_counts: &'a [f64],
    pub(super) source_seeded: &'a [f64],
    pub(super) target_seeded: &'a [f64],
}

/// Learns from beads; pairs with no more links than `discount` and a little more are not kept, but for seeds. Takes time
/// proportional to the sum over beads of source types times target types.
pub(super) fn train(
    set: &TrainingSet,
    seeds: &SeedRows,
    marginals: &Marginals<'_>,
    (agrees, discount): (bool, f64),
) -> Learned {
    let types = (marginals.source_counts.len(), marginals.target_counts.len());
    let rule = Rule::new(set, types.1);
    let candidates = candidates(set, seeds, &rule, types);
    let start = marginals.at_first();
    let mut chunks = cells(set, (&candidates, &rule, seeds), &start);
    let mut training = Training::new(candidates, marginals, &start);
    training.agrees = agrees;
    // Without beads there is nothing to count.
    let rounds = if set.len() == 0 { 0 } else { TRAINING_ROUNDS };
    for round in 1..=rounds {
        chunks.par_iter_mut().for_each(|chunk| chunk.expect(set, &training));
        let parts = training.counted(&chunks);
        // Nobody asks for the probabilities that the last round would give.
        if round < rounds {
            training.estimate(&parts);
        } else {
            training.sum(&parts);
        }
    }
    training.learned((set, seeds), &chunks, discount)
}

impl Marginals<'_> {
    /// By what pairs that occur together become probabilities.
    fn at_first(&self) -> Inverse {
        let inverse = |counts: &[f64]| counts.iter().map(|count| 1.0 / count.max(0.1)).collect();
        Inverse {
            sources: inverse(self.source_counts),
            targets: inverse(self.target_counts),
        }
    }

    /// By what links become probabilities.
    fn of_links(&self) -> Inverse {
        let inverse = |counts: &[f64], seeded: &[f64]| {
            let denominators = counts.iter().zip(seeded).map(|(count, seeded)| count + seeded);
            denominators.map(|value| 1.0 / value).collect()
        };
        Inverse {
            sources: inverse(self.source_counts, self.source_seeded),
            targets: inverse(self.target_counts, self.target_seeded),
        }
    }
}

/// Links need no more than 24 bits.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn narrow(value: f64) -> f32 {
    value as f32
}

/// Links of each candidate, in units of [`COUNT_UNIT`].
type Part = Vec<i64>;

/// The state of expectation-maximisation.
pub(super) struct Training {
    pub(super) candidates: Candidates,
    /// P(target | source), P(source | target).
    pub(super) probabilities: Vec<[f32; 2]>,
    pub(super) counts: Vec<f64>,
    pub(super) source_background: Vec<f64>,
    pub(super) target_background: Vec<f64>,
    /// By what links become probabilities.
    pub(super) of_links: Inverse,
    /// Whether a link takes both directions.
    pub(super) agrees: bool,
}

impl Training {
    fn new(candidates: Candidates, marginals: &Marginals<'_>, start: &Inverse) -> Self {
        let background = |counts: &[f64]| {
            let total = counts.iter().sum::<f64>().max(1.0);
            counts.iter().map(|count| count / total).collect()
        };
        let count = candidates.targets.len();
        let mut training = Self {
            candidates,
            probabilities: vec![[0.0; 2]; count],
            counts: vec![0.0; count],
            source_background: background(marginals.source_counts),
            target_background: background(marginals.target_counts),
            of_links: marginals.of_links(),
            agrees: true,
        };
        let mut together = std::mem::take(&mut training.candidates.together);
        training.set_probabilities(&mut together, start, |_, together| *together);
        for &(place, seed) in &training.candidates.seeds {
            let [forward, reverse] = &mut training.probabilities[place as usize];
            *forward = narrow(f64::from(*forward) + seed.forward);
            *reverse = narrow(f64::from(*reverse) + seed.reverse);
        }
        training
    }

    /// Sets every candidate's probabilities to what `count` gives for its number, by the denominators of its types.
    fn set_probabilities<T: Send>(
        &mut self,
        counts: &mut [T],
        inverse: &Inverse,
        count: impl Fn(usize, &mut T) -> f64 + Sync,
    ) {
        let Candidates {
            starts, targets: types, ..
        } = &self.candidates;
        let of_chunk = |(chunk, (probabilities, counts)): (usize, (&mut [[f32; 2]], &mut [T]))| {
            let first = chunk * CANDIDATES_CHUNK;
            // The source type of the first candidate; types without candidates begin where they end.
            let mut source = starts.partition_point(|start| *start <= first) - 1;
            let cells = probabilities.iter_mut().zip(counts).zip(&types[first..]);
            for (candidate, ((probability, value), target)) in (first..).zip(cells) {
                while starts[source + 1] <= candidate {
                    source += 1;
                }
                let count = count(candidate, value);
                let (of_source, of_target) = (inverse.sources[source], inverse.targets[*target as usize]);
                *probability = [narrow(count * of_source), narrow(count * of_target)];
            }
        };
        self.probabilities
            .par_chunks_mut(CANDIDATES_CHUNK)
            .zip(counts.par_chunks_mut(CANDIDATES_CHUNK))
            .enumerate()
            .for_each(of_chunk);
    }

    /// The second half of a round: new probabilities from the expected links.
    fn estimate(&mut self, parts: &[Part]) {
        let inverse = std::mem::take(&mut self.of_links);
        let mut counts = std::mem::take(&mut self.counts);
        self.set_probabilities(&mut counts, &inverse, |candidate, count| {
            *count = sum(parts, candidate);
            *count
        });
        // The seeds of a source type stand together, but types without any lie between.
        let mut source = 0;
        for &(place, seed) in &self.candidates.seeds {
            let place = place as usize;
            while self.candidates.starts[source + 1] <= place {
                source += 1;
            }
            let (count, target) = (counts[place], self.candidates.targets[place] as usize);
            self.probabilities[place] = [
                narrow((count + seed.forward) * inverse.sources[source]),
                narrow((count + seed.reverse) * inverse.targets[target]),
            ];
        }
        (self.of_links, self.counts) = (inverse, counts);
    }

    /// The counts of the last round.
    fn sum(&mut self, parts: &[Part]) {
        let sum = |(candidate, count): (usize, &mut f64)| *count = sum(parts, candidate);
        let counts = self.counts.par_iter_mut().with_min_len(CANDIDATES_CHUNK);
        counts.enumerate().for_each(sum);
    }

    /// Counts the links of each candidate, in parts.
    #[allow(clippy::cast_possible_truncation)] // Links are few.
    fn counted(&self, chunks: &[Chunk]) -> Vec<Part> {
        let part = |chunks: &[Chunk]| {
            let mut counts = vec![0_i64; self.counts.len()];
            for chunk in chunks {
                for (candidate, link) in chunk.candidates.iter().zip(&chunk.links) {
                    counts[*candidate as usize] += (f64::from(*link) / COUNT_UNIT) as i64;
                }
            }
            counts
        };
        let parts = chunks
            .len()
            .div_ceil(rayon::current_num_threads().min(MOST_PARTS))
            .max(1);
        chunks.par_chunks(parts).map(part).collect()
    }
}

#[allow(clippy::cast_precision_loss)] // Links are few.
fn sum(parts: &[Part], candidate: usize) -> f64 {
    parts.iter().map(|part| part[candidate]).sum::<i64>() as f64 * COUNT_UNIT
}
