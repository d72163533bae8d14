//! Expectation-maximisation: the beads of the last pass → expected links between token types.
//!
//! The work is laid out flat: candidates are rows of target types by source type, every bead keeps one list of cells
//! (candidate, source place, target place), and a round only walks these lists. Chunks of beads are worked on in
//! parallel; their links are summed in order, so that the result does not depend on the number of threads.

use rayon::prelude::*;

use super::candidates::{Candidate, candidates};
use super::constants::{COUNT_MINIMUM, OWN_LINK_MINIMUM, OWN_LINK_SHARE, TRAINING_ROUNDS};
use super::seed::Seed;
use super::seed_rows::SeedRows;
use super::tokens::TypeId;
use super::training_set::TrainingSet;

/// Beads that are worked on together.
const CHUNK: usize = 256;
/// Candidates whose probabilities are estimated together.
const CANDIDATES_CHUNK: usize = 1 << 14;
/// Parts that links are counted in at once; each takes room for all candidates.
const MOST_PARTS: usize = 4;
/// Links are counted in this share of one, so that their sum does not depend on the order.
const COUNT_UNIT: f64 = 1.0 / 4_294_967_296.0;

/// A candidate for an entry of the translation table, with its expected links.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) target: TypeId,
    pub(super) seed: Option<Seed>,
    pub(super) count: f64,
}

/// Expected links of one pair of types in one bead.
#[derive(Clone, Copy, Debug)]
pub(super) struct BeadLink {
    pub(super) candidate: u32,
    pub(super) amount: f32,
}

/// What training finds.
pub(super) struct Learned {
    /// First candidate of each source type.
    pub(super) starts: Vec<usize>,
    /// By source type, ordered by target type.
    pub(super) candidates: Vec<Counted>,
    /// First link of each bead.
    pub(super) link_starts: Vec<usize>,
    /// By bead, in the order of the candidates.
    pub(super) links: Vec<BeadLink>,
}

/// How often each type occurs and whether a seed has it.
pub(super) struct Marginals<'a> {
    pub(super) source_counts: &'a [f64],
    pub(super) target_counts: &'a [f64],
    pub(super) source_seeded: &'a [f64],
    pub(super) target_seeded: &'a [f64],
}

/// Learns from beads. Takes time proportional to the sum over beads of source types times target types.
pub(super) fn train(set: &TrainingSet, seeds: &SeedRows, marginals: &Marginals<'_>, agrees: bool) -> Learned {
    let (starts, candidates) = candidates(set, seeds, marginals);
    let mut chunks = cells(set, &starts, &candidates, marginals.target_counts.len());
    let mut training = Training::new(starts, candidates, marginals);
    training.agrees = agrees;
    // Without beads there is nothing to count.
    let rounds = if set.len() == 0 { 0 } else { TRAINING_ROUNDS };
    for round in 1..=rounds {
        training.count_links(&mut chunks, set);
        // Nobody asks for the probabilities that the last round would give.
        if round < rounds {
            training.estimate();
        }
    }
    training.learned(&chunks)
}

/// A candidate in a bead, by the places of its types in the bead's lists.
#[derive(Clone, Copy)]
struct Cell {
    candidate: u32,
    source: u16,
    target: u16,
}

/// The cells of some beads, with their expected links.
struct Chunk {
    first: usize,
    /// First cell of each bead, and the end of the last.
    starts: Vec<usize>,
    cells: Vec<Cell>,
    links: Vec<f32>,
}

fn cells(set: &TrainingSet, starts: &[usize], candidates: &[Candidate], targets: usize) -> Vec<Chunk> {
    let row = |source: TypeId| (starts[source as usize], starts[source as usize + 1]);
    let of_beads = |places: &mut Vec<u16>, chunk: usize| {
        let first = chunk * CHUNK;
        let mut built = Chunk {
            first,
            starts: vec![0],
            cells: Vec::new(),
            links: Vec::new(),
        };
        for bead in first..(first + CHUNK).min(set.len()) {
            if set.is_short(bead) {
                built.add_bead(set, bead, candidates, &row, places);
            }
            built.starts.push(built.cells.len());
        }
        built.cells.shrink_to_fit();
        built.links = vec![0.0; built.cells.len()];
        built
    };
    (0..set.len().div_ceil(CHUNK))
        .into_par_iter()
        .map_init(|| vec![u16::MAX; targets], of_beads)
        .collect()
}

impl Chunk {
    /// `places` is an array by target type, all [`u16::MAX`], and left so.
    #[allow(clippy::cast_possible_truncation)] // Beads that are learned from are short.
    fn add_bead(
        &mut self,
        set: &TrainingSet,
        bead: usize,
        candidates: &[Candidate],
        row: &impl Fn(TypeId) -> (usize, usize),
        places: &mut [u16],
    ) {
        let of_target = set.target.list(bead);
        for (place, (target, _)) in of_target.iter().enumerate() {
            places[*target as usize] = place as u16;
        }
        for (source, (id, _)) in set.source.list(bead).iter().enumerate() {
            let (from, to) = row(*id);
            let mut push = |candidate: usize, target: u16| {
                self.cells.push(Cell {
                    candidate: candidate as u32,
                    source: source as u16,
                    target,
                });
            };
            // The shorter list is walked.
            if to - from > 8 * of_target.len() {
                for (place, (target, _)) in of_target.iter().enumerate() {
                    if let Ok(found) = candidates[from..to].binary_search_by_key(target, |c| c.target) {
                        push(from + found, place as u16);
                    }
                }
            } else {
                for (offset, candidate) in candidates[from..to].iter().enumerate() {
                    let target = places[candidate.target as usize];
                    if target != u16::MAX {
                        push(from + offset, target);
                    }
                }
            }
        }
        for (target, _) in of_target {
            places[*target as usize] = u16::MAX;
        }
    }

    /// Expected links under the current probabilities. Each token may also come from nowhere, at its background
    /// probability.
    #[allow(clippy::cast_possible_truncation)] // Links need no more than 24 bits.
    fn expect(&mut self, set: &TrainingSet, training: &Training<'_>) {
        let (mut source_sums, mut target_sums, mut target_times) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..self.starts.len() - 1 {
            let (from, to) = (self.starts[number], self.starts[number + 1]);
            let (cells, links) = (&self.cells[from..to], &mut self.links[from..to]);
            let (source, target) = (
                set.source.list(self.first + number),
                set.target.list(self.first + number),
            );
            source_sums.clear();
            target_sums.clear();
            target_sums.extend(target.iter().map(|&(t, _)| training.target_background(t)));
            target_times.clear();
            target_times.extend(target.iter().map(|&(_, times)| f64::from(times)));
            // The cells of a source type stand together.
            let mut rest = cells;
            for (s, &(id, times)) in source.iter().enumerate() {
                let (mut sum, times) = (training.source_background(id), f64::from(times));
                let of_source = rest.iter().take_while(|cell| usize::from(cell.source) == s).count();
                let (row, behind) = rest.split_at(of_source);
                for cell in row {
                    let t = usize::from(cell.target);
                    let [forward, reverse] = training.probabilities[cell.candidate as usize];
                    target_sums[t] += times * f64::from(forward);
                    sum += target_times[t] * f64::from(reverse);
                }
                source_sums.push((sum, times));
                rest = behind;
            }
            for (cell, link) in cells.iter().zip(links) {
                let t = usize::from(cell.target);
                let (source_sum, times) = source_sums[usize::from(cell.source)];
                let [forward, reverse] = training.probabilities[cell.candidate as usize];
                let agreed = if training.agrees {
                    f64::from(forward) * f64::from(reverse) / (target_sums[t] * source_sum)
                } else {
                    f64::midpoint(f64::from(forward) / target_sums[t], f64::from(reverse) / source_sum)
                };
                *link = (agreed * times * target_times[t]) as f32;
            }
        }
    }
}

/// The state of expectation-maximisation.
struct Training<'a> {
    starts: Vec<usize>,
    candidates: Vec<Candidate>,
    marginals: &'a Marginals<'a>,
    /// P(target | source), P(source | target).
    probabilities: Vec<[f32; 2]>,
    counts: Vec<f64>,
    source_total: f64,
    target_total: f64,
    /// Whether a link takes both directions.
    agrees: bool,
}

impl<'a> Training<'a> {
    fn new(starts: Vec<usize>, candidates: Vec<Candidate>, marginals: &'a Marginals<'a>) -> Self {
        let mut training = Self {
            probabilities: vec![[0.0; 2]; candidates.len()],
            counts: vec![0.0; candidates.len()],
            source_total: marginals.source_counts.iter().sum::<f64>().max(1.0),
            target_total: marginals.target_counts.iter().sum::<f64>().max(1.0),
            starts,
            candidates,
            marginals,
            agrees: true,
        };
        training.each_probability(|training, candidate, source, target| {
            let Candidate { together, seed, .. } = training.candidates[candidate];
            let (forward, reverse) = seed.map_or((0.0, 0.0), |seed| (seed.forward, seed.reverse));
            let of_source = training.marginals.source_counts[source].max(0.1);
            let of_target = training.marginals.target_counts[target].max(0.1);
            (together / of_source + forward, together / of_target + reverse)
        });
        training
    }

    /// Sets every candidate's probabilities to what `estimate` gives for the number of a candidate and its types.
    #[allow(clippy::cast_possible_truncation)] // Probabilities need no more than 24 bits.
    fn each_probability(&mut self, estimate: impl Fn(&Self, usize, usize, usize) -> (f64, f64) + Sync) {
        let mut probabilities = std::mem::take(&mut self.probabilities);
        let this = &*self;
        let of_chunk = |(chunk, part): (usize, &mut [[f32; 2]])| {
            let first = chunk * CANDIDATES_CHUNK;
            // The source type of the first candidate; types without candidates begin where they end.
            let mut source = this.starts.partition_point(|start| *start <= first) - 1;
            for (candidate, probability) in (first..).zip(part) {
                while this.starts[source + 1] <= candidate {
                    source += 1;
                }
                let target = this.candidates[candidate].target as usize;
                let (forward, reverse) = estimate(this, candidate, source, target);
                *probability = [forward as f32, reverse as f32];
            }
        };
        probabilities
            .par_chunks_mut(CANDIDATES_CHUNK)
            .enumerate()
            .for_each(of_chunk);
        self.probabilities = probabilities;
    }

    fn source_background(&self, source: TypeId) -> f64 {
        self.marginals.source_counts[source as usize] / self.source_total
    }

    fn target_background(&self, target: TypeId) -> f64 {
        self.marginals.target_counts[target as usize] / self.target_total
    }

    /// The first half of a round: expected links under the current probabilities.
    fn count_links(&mut self, chunks: &mut [Chunk], set: &TrainingSet) {
        chunks.par_iter_mut().for_each(|chunk| chunk.expect(set, self));
        self.count(chunks);
    }

    /// The second half of a round: new probabilities from the expected links.
    fn estimate(&mut self) {
        self.each_probability(|training, candidate, source, target| {
            let seed = training.candidates[candidate].seed;
            let (forward, reverse) = seed.map_or((0.0, 0.0), |seed| (seed.forward, seed.reverse));
            let count = training.counts[candidate];
            let m = training.marginals;
            (
                (count + forward) / (m.source_counts[source] + m.source_seeded[source]),
                (count + reverse) / (m.target_counts[target] + m.target_seeded[target]),
            )
        });
    }

    /// Sums the links of each candidate.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )] // Links are neither negative nor many.
    fn count(&mut self, chunks: &[Chunk]) {
        let part = |chunks: &[Chunk]| {
            let mut counts = vec![0_u64; self.candidates.len()];
            for chunk in chunks {
                for (cell, link) in chunk.cells.iter().zip(&chunk.links) {
                    counts[cell.candidate as usize] += (f64::from(*link) / COUNT_UNIT) as u64;
                }
            }
            counts
        };
        let parts = chunks
            .len()
            .div_ceil(rayon::current_num_threads().min(MOST_PARTS))
            .max(1);
        let parts: Vec<Vec<u64>> = chunks.par_chunks(parts).map(part).collect();
        let sum = |(candidate, count): (usize, &mut f64)| {
            *count = parts.iter().map(|part| part[candidate]).sum::<u64>() as f64 * COUNT_UNIT;
        };
        self.counts
            .par_iter_mut()
            .with_min_len(CANDIDATES_CHUNK)
            .enumerate()
            .for_each(sum);
    }

    /// The counts, and of each bead the links that are a share of their pair's count worth taking out again.
    fn learned(self, chunks: &[Chunk]) -> Learned {
        let of_chunk = |chunk: &Chunk| {
            let (mut ends, mut links) = (Vec::with_capacity(CHUNK), Vec::new());
            for bead in chunk.starts.windows(2) {
                let cells = chunk.cells[bead[0]..bead[1]].iter().zip(&chunk.links[bead[0]..bead[1]]);
                links.extend(cells.filter_map(|(cell, &amount)| {
                    let count = self.counts[cell.candidate as usize];
                    let matters = f64::from(amount) > OWN_LINK_MINIMUM.max(OWN_LINK_SHARE * count);
                    matters.then_some(BeadLink {
                        candidate: cell.candidate,
                        amount,
                    })
                }));
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
        let candidates = self.candidates.iter().zip(&self.counts);
        Learned {
            candidates: candidates
                .map(|(candidate, &count)| Counted {
                    target: candidate.target,
                    seed: candidate.seed,
                    count,
                })
                .collect(),
            starts: self.starts,
            link_starts,
            links,
        }
    }
}

/// Whether a pair with this count is worth an entry.
pub(super) fn is_kept(candidate: &Counted, discount: f64) -> bool {
    candidate.seed.is_some() || candidate.count > discount + COUNT_MINIMUM
}
