//! Expectation-maximisation: the beads of the last pass → expected links between token types.
//!
//! The work is laid out flat: candidates are rows of target types by source type, every bead keeps one list of cells
//! (candidate, target place) by source place, and a round only walks these lists. Chunks of beads are worked on in
//! parallel; their links are summed as integers, so that the result does not depend on the number of threads.

use rayon::prelude::*;

use super::candidates::{Candidates, Rule, candidates};
use super::constants::{COUNT_MINIMUM, OWN_LINK_MINIMUM, OWN_LINK_SHARE, TRAINING_ROUNDS};
use super::lone::{BeadSums, Inverse, LoneRows, merged};
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
    /// The cells of the source types that are in one bead only.
    lone: LoneRows,
}

fn cells(set: &TrainingSet, known: (&Candidates, &Rule, &SeedRows), start: &Inverse) -> Vec<Chunk> {
    let of_beads = |places: &mut Vec<u16>, chunk: usize| {
        let first = chunk * CHUNK;
        let mut built = Chunk {
            first,
            rows: vec![0],
            starts: vec![0],
            candidates: Vec::new(),
            targets: Vec::new(),
            links: Vec::new(),
            lone: LoneRows::new(),
        };
        for bead in first..(first + CHUNK).min(set.len()) {
            if set.is_short(bead) {
                built.add_bead(set, bead, known.0, places);
                built.lone.add_bead(set, bead, known, start);
            } else {
                built.lone.end_bead();
            }
            built.starts.push(built.rows.len() - 1);
        }
        built.links = vec![0.0; built.candidates.len()];
        built
    };
    (0..set.len().div_ceil(CHUNK))
        .into_par_iter()
        .map_init(|| vec![u16::MAX; start.targets.len()], of_beads)
        .collect()
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
    fn expect(&mut self, set: &TrainingSet, training: &Training) {
        let mut sums = BeadSums::default();
        let (mut links, mut lone) = (std::mem::take(&mut self.links), std::mem::take(&mut self.lone));
        for bead in 0..self.starts.len() - 1 {
            self.add_up(set, bead, training, &mut sums);
            lone.add_up(bead, &mut sums);
            sums.invert();
            lone.expect(
                (set, self.first + bead),
                &sums,
                bead,
                &training.of_links,
                training.agrees,
            );
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
        (self.links, self.lone) = (links, lone);
    }

    /// Sums the probabilities of each type of a bead over its possible partners.
    fn add_up(&self, set: &TrainingSet, bead: usize, training: &Training, sums: &mut BeadSums) {
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
            sums.sources.push((sum, times));
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
struct Training {
    candidates: Candidates,
    /// P(target | source), P(source | target).
    probabilities: Vec<[f32; 2]>,
    counts: Vec<f64>,
    source_background: Vec<f64>,
    target_background: Vec<f64>,
    /// By what links become probabilities.
    of_links: Inverse,
    /// Whether a link takes both directions.
    agrees: bool,
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

    /// What is worth keeping: entries, and of each bead the links that are a share of their pair's count worth taking out
    /// again.
    fn learned(self, (set, seeds): (&TrainingSet, &SeedRows), chunks: &[Chunk], discount: f64) -> Learned {
        let (starts, entries, kept) = self.kept((set, seeds), chunks, discount);
        let of_chunk = |chunk: &Chunk| {
            let (mut ends, mut links) = (Vec::with_capacity(CHUNK), Vec::new());
            for bead in 0..chunk.starts.len() - 1 {
                let (source, target) = (set.source.list(chunk.first + bead), set.target.list(chunk.first + bead));
                let mut lone = chunk.lone.rows(bead).peekable();
                for (place, (row, &(source, _))) in chunk.rows(bead).zip(source).enumerate() {
                    let mut push = |entry: u32, amount: f32| {
                        let count = entries
                            .get(entry as usize)
                            .map_or(f64::MAX, |entry: &Counted| entry.count);
                        if f64::from(amount) > OWN_LINK_MINIMUM.max(OWN_LINK_SHARE * count) {
                            links.push(BeadLink { source, entry, amount });
                        }
                    };
                    if let Some((row, _)) = lone.next_if(|(_, lone)| *lone == place) {
                        let (mut entry, end) = (starts[source as usize], starts[source as usize + 1]);
                        for (column, amount) in chunk.lone.cells(bead, row) {
                            while entry < end && entries[entry].target < target[column].0 {
                                entry += 1;
                            }
                            if entry < end && entries[entry].target == target[column].0 {
                                push(number(entry), amount);
                            }
                        }
                    }
                    for (&candidate, &amount) in chunk.candidates[row.clone()].iter().zip(&chunk.links[row]) {
                        push(kept[candidate as usize], amount);
                    }
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
    fn kept(
        &self,
        (set, all_seeds): (&TrainingSet, &SeedRows),
        chunks: &[Chunk],
        discount: f64,
    ) -> (Vec<usize>, Vec<Counted>, Vec<u32>) {
        let Candidates {
            starts, targets, seeds, ..
        } = &self.candidates;
        let lone = self.lone_rows(set, chunks);
        let mut seeds = seeds.iter().peekable();
        let (mut entries, mut kept) = (Vec::new(), vec![u32::MAX; targets.len()]);
        let mut entry_starts = Vec::with_capacity(starts.len());
        entry_starts.push(0);
        for (source, row) in starts.windows(2).enumerate() {
            if let Some((chunk, bead, row)) = lone[source] {
                let of_target = set.target.list(chunk.first + bead);
                let cells = chunk.lone.cells(bead, row);
                let cells = cells.map(|(column, links)| (of_target[column].0, links));
                for (target, count, seed) in merged(cells, all_seeds.row(source)) {
                    if seed.is_some() || count > discount + COUNT_MINIMUM {
                        entries.push(Counted { target, seed, count });
                    }
                }
            }
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

    /// Of each source type that is in one bead only: chunk, bead of the chunk and row.
    fn lone_rows<'b>(&self, set: &TrainingSet, chunks: &'b [Chunk]) -> Vec<Option<(&'b Chunk, usize, usize)>> {
        let mut lone = vec![None; self.candidates.lone.len()];
        for chunk in chunks {
            for bead in 0..chunk.starts.len() - 1 {
                let source = set.source.list(chunk.first + bead);
                for (row, place) in chunk.lone.rows(bead) {
                    lone[source[place].0 as usize] = Some((chunk, bead, row));
                }
            }
        }
        lone
    }
}

#[allow(clippy::cast_precision_loss)] // Links are few.
fn sum(parts: &[Part], candidate: usize) -> f64 {
    parts.iter().map(|part| part[candidate]).sum::<i64>() as f64 * COUNT_UNIT
}
