//! Expectation-maximisation: the beads of the last pass → expected links between token types.
//!
//! The work is laid out flat: candidates are rows of target types by source type, every bead keeps one list of cells
//! (candidate, target place) by source place, and a round only walks these lists. Chunks of beads are worked on in
//! parallel; their links are summed as integers, so that the result does not depend on the number of threads.

use rayon::prelude::*;

use super::candidates::{Candidates, candidates};
use super::constants::{COUNT_MINIMUM, OWN_LINK_MINIMUM, OWN_LINK_SHARE, TRAINING_ROUNDS};
use super::seed::Seed;
use super::seed_rows::SeedRows;
use super::tokens::TypeId;
use super::training_set::{TrainingSet, number};

/// Beads that are worked on together.
const CHUNK: usize = 256;
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
    let candidates = candidates(set, seeds, types);
    let mut chunks = cells(set, &candidates, types.1);
    let mut training = Training::new(candidates, marginals);
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
    training.learned(set, &chunks, discount)
}

/// The cells of some beads, with their expected links. A cell is a candidate in a bead.
struct Chunk {
    first: usize,
    /// First cell of each source type of each bead, and the end of the last.
    rows: Vec<u32>,
    /// First row of each bead, and the end of the last.
    starts: Vec<usize>,
    candidates: Vec<u32>,
    /// Place of the target type in the bead's list.
    targets: Vec<u16>,
    links: Vec<f32>,
}

fn cells(set: &TrainingSet, candidates: &Candidates, targets: usize) -> Vec<Chunk> {
    let of_beads = |places: &mut Vec<u16>, chunk: usize| {
        let first = chunk * CHUNK;
        let mut built = Chunk {
            first,
            rows: vec![0],
            starts: vec![0],
            candidates: Vec::new(),
            targets: Vec::new(),
            links: Vec::new(),
        };
        for bead in first..(first + CHUNK).min(set.len()) {
            if set.is_short(bead) {
                built.add_bead(set, bead, candidates, places);
            }
            built.starts.push(built.rows.len() - 1);
        }
        built.links = vec![0.0; built.candidates.len()];
        built
    };
    (0..set.len().div_ceil(CHUNK))
        .into_par_iter()
        .map_init(|| vec![u16::MAX; targets], of_beads)
        .collect()
}

/// The sums of one bead, used again for the next.
#[derive(Default)]
struct Sums {
    /// By source type: its tokens by the sum of P(source | target), and its tokens.
    sources: Vec<(f64, f64)>,
    /// By target type: its tokens by the sum of P(target | source), and its tokens.
    targets: Vec<(f64, f64)>,
}

impl Chunk {
    /// `places` is an array by target type, all [`u16::MAX`], and left so.
    #[allow(clippy::cast_possible_truncation)] // Beads that are learned from are short.
    fn add_bead(&mut self, set: &TrainingSet, bead: usize, candidates: &Candidates, places: &mut [u16]) {
        let of_target = set.target.list(bead);
        for (place, (target, _)) in of_target.iter().enumerate() {
            places[*target as usize] = place as u16;
        }
        for (id, _) in set.source.list(bead) {
            let (from, to) = (candidates.starts[*id as usize], candidates.starts[*id as usize + 1]);
            let row = &candidates.targets[from..to];
            // The shorter list is walked.
            if row.len() > 8 * of_target.len() {
                for (place, (target, _)) in of_target.iter().enumerate() {
                    if let Ok(found) = row.binary_search(target) {
                        self.candidates.push(number(from + found));
                        self.targets.push(place as u16);
                    }
                }
            } else {
                for (candidate, target) in (number(from)..).zip(row) {
                    let place = places[*target as usize];
                    if place != u16::MAX {
                        self.candidates.push(candidate);
                        self.targets.push(place);
                    }
                }
            }
            self.rows.push(number(self.candidates.len()));
        }
        for (target, _) in of_target {
            places[*target as usize] = u16::MAX;
        }
    }

    /// The rows of a bead, as ranges of cells.
    fn rows(&self, bead: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
        let rows = &self.rows[self.starts[bead]..=self.starts[bead + 1]];
        rows.windows(2).map(|row| row[0] as usize..row[1] as usize)
    }

    /// Expected links under the current probabilities. Each token may also come from nowhere, at its background
    /// probability.
    fn expect(&mut self, set: &TrainingSet, training: &Training<'_>) {
        let mut sums = Sums::default();
        let mut links = std::mem::take(&mut self.links);
        for bead in 0..self.starts.len() - 1 {
            self.add_up(set, bead, training, &mut sums);
            for (row, &(of_source, times)) in self.rows(bead).zip(&sums.sources) {
                let cells = self.candidates[row.clone()].iter().zip(&self.targets[row.clone()]);
                for ((candidate, target), link) in cells.zip(&mut links[row]) {
                    let [forward, reverse] = training.probabilities[*candidate as usize].map(f64::from);
                    let (of_target, target_times) = sums.targets[usize::from(*target)];
                    *link = narrow(if training.agrees {
                        forward * reverse * of_target * of_source
                    } else {
                        f64::midpoint(forward * of_target * times, reverse * of_source * target_times)
                    });
                }
            }
        }
        self.links = links;
    }

    /// Sums the probabilities of each type of a bead over its possible partners.
    fn add_up(&self, set: &TrainingSet, bead: usize, training: &Training<'_>, sums: &mut Sums) {
        let (source, target) = (set.source.list(self.first + bead), set.target.list(self.first + bead));
        sums.sources.clear();
        sums.targets.clear();
        let of_target = |&(id, times): &(TypeId, u32)| (training.target_background[id as usize], f64::from(times));
        sums.targets.extend(target.iter().map(of_target));
        for (row, &(id, times)) in self.rows(bead).zip(source) {
            let (mut sum, times) = (training.source_background[id as usize], f64::from(times));
            let cells = self.candidates[row.clone()].iter().zip(&self.targets[row]);
            for (candidate, target) in cells {
                let [forward, reverse] = training.probabilities[*candidate as usize].map(f64::from);
                let (of_target, target_times) = &mut sums.targets[usize::from(*target)];
                *of_target += times * forward;
                sum += *target_times * reverse;
            }
            sums.sources.push((times / sum, times));
        }
        for (of_target, times) in &mut sums.targets {
            *of_target = *times / *of_target;
        }
    }
}

/// Links need no more than 24 bits.
#[allow(clippy::cast_possible_truncation)]
fn narrow(value: f64) -> f32 {
    value as f32
}

/// Links of each candidate, in units of [`COUNT_UNIT`].
type Part = Vec<i64>;

/// The state of expectation-maximisation.
struct Training<'a> {
    candidates: Candidates,
    marginals: &'a Marginals<'a>,
    /// P(target | source), P(source | target).
    probabilities: Vec<[f32; 2]>,
    counts: Vec<f64>,
    source_background: Vec<f64>,
    target_background: Vec<f64>,
    /// Whether a link takes both directions.
    agrees: bool,
}

impl<'a> Training<'a> {
    fn new(candidates: Candidates, marginals: &'a Marginals<'a>) -> Self {
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
            marginals,
            agrees: true,
        };
        let mut together = std::mem::take(&mut training.candidates.together);
        let often = |counts: &[f64]| counts.iter().map(|count| count.max(0.1)).collect::<Vec<_>>();
        let denominators = [often(marginals.source_counts), often(marginals.target_counts)];
        training.set_probabilities(&mut together, &denominators, |_, together| *together);
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
        [sources, targets]: &[Vec<f64>; 2],
        count: impl Fn(usize, &mut T) -> f64 + Sync,
    ) {
        let inverse = |denominators: &[f64]| denominators.iter().map(|value| 1.0 / value).collect::<Vec<_>>();
        let (sources, targets) = (inverse(sources), inverse(targets));
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
                *probability = [
                    narrow(count * sources[source]),
                    narrow(count * targets[*target as usize]),
                ];
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
        let m = self.marginals;
        let with_seed = |counts: &[f64], seeded: &[f64]| -> Vec<f64> {
            counts
                .iter()
                .zip(seeded)
                .map(|(count, seeded)| count + seeded)
                .collect()
        };
        let denominators = [
            with_seed(m.source_counts, m.source_seeded),
            with_seed(m.target_counts, m.target_seeded),
        ];
        let mut counts = std::mem::take(&mut self.counts);
        self.set_probabilities(&mut counts, &denominators, |candidate, count| {
            *count = sum(parts, candidate);
            *count
        });
        self.counts = counts;
        // The seeds of a source type stand together, but types without any lie between.
        let mut source = 0;
        for &(place, seed) in &self.candidates.seeds {
            let place = place as usize;
            while self.candidates.starts[source + 1] <= place {
                source += 1;
            }
            let (count, target) = (self.counts[place], self.candidates.targets[place] as usize);
            self.probabilities[place] = [
                narrow((count + seed.forward) / denominators[0][source]),
                narrow((count + seed.reverse) / denominators[1][target]),
            ];
        }
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

    /// What is worth keeping: entries, and of each bead the links that are a share of their pair's count worth taking out
    /// again.
    fn learned(self, set: &TrainingSet, chunks: &[Chunk], discount: f64) -> Learned {
        let (starts, entries, kept) = self.kept(discount);
        let of_chunk = |chunk: &Chunk| {
            let (mut ends, mut links) = (Vec::with_capacity(CHUNK), Vec::new());
            for bead in 0..chunk.starts.len() - 1 {
                for (row, &(source, _)) in chunk.rows(bead).zip(set.source.list(chunk.first + bead)) {
                    let cells = chunk.candidates[row.clone()].iter().zip(&chunk.links[row]);
                    links.extend(cells.filter_map(|(&candidate, &amount)| {
                        let (entry, count) = (kept[candidate as usize], self.counts[candidate as usize]);
                        let matters = f64::from(amount) > OWN_LINK_MINIMUM.max(OWN_LINK_SHARE * count);
                        (matters && entry != u32::MAX).then_some(BeadLink { source, entry, amount })
                    }));
                }
                ends.push(links.len());
            }
            (ends, links)
        };
        let of_chunks: Vec<(Vec<usize>, Vec<BeadLink>)> = chunks.par_iter().map(of_chunk).collect();
        let mut link_starts = vec![0];
        let mut links = Vec::with_capacity(of_chunks.iter().map(|(_, links)| links.len()).sum());
        for (ends, of_chunk) in of_chunks {
            link_starts.extend(ends.iter().map(|end| links.len() + end));
            links.extend(of_chunk);
        }
        Learned {
            starts,
            entries,
            link_starts,
            links,
        }
    }

    /// The entries, the first of each source type, and the number that each candidate has among them.
    fn kept(&self, discount: f64) -> (Vec<usize>, Vec<Counted>, Vec<u32>) {
        let Candidates {
            starts, targets, seeds, ..
        } = &self.candidates;
        let mut seeds = seeds.iter().peekable();
        let (mut entries, mut kept) = (Vec::new(), vec![u32::MAX; targets.len()]);
        let mut entry_starts = Vec::with_capacity(starts.len());
        entry_starts.push(0);
        for row in starts.windows(2) {
            for place in row[0]..row[1] {
                let seed = seeds
                    .next_if(|(seeded, _)| *seeded as usize == place)
                    .map(|(_, seed)| *seed);
                let count = self.counts[place];
                if seed.is_some() || count > discount + COUNT_MINIMUM {
                    kept[place] = number(entries.len());
                    entries.push(Counted {
                        target: targets[place],
                        seed,
                        count,
                    });
                }
            }
            entry_starts.push(entries.len());
        }
        (entry_starts, entries, kept)
    }
}

#[allow(clippy::cast_precision_loss)] // Links are few.
fn sum(parts: &[Part], candidate: usize) -> f64 {
    parts.iter().map(|part| part[candidate]).sum::<i64>() as f64 * COUNT_UNIT
}
