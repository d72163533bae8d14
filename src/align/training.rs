//! Expectation-maximisation: the beads of the last pass → expected links between token types.
//!
//! The work is laid out flat: candidates are rows of target types by source type, every bead keeps one list of cells
//! (candidate, source place, target place), and a round only walks these lists. Chunks of beads are worked on in
//! parallel; their links are summed in order, so that the result does not depend on the number of threads.

use rayon::prelude::*;

use super::constants::{
    CANDIDATE_DICE, CANDIDATE_LIFT, CANDIDATES, COUNT_MINIMUM, ONCE_MET_BEADS, OWN_LINK_MINIMUM, OWN_LINK_SHARE,
    TRAINING_ROUNDS, TRAINING_TOKENS, UNPRUNED_BEADS,
};
use super::seed::Seed;
use super::tokens::TypeId;
use super::translation::SeedRows;

/// Beads that are worked on together.
const CHUNK: usize = 256;
/// Source types whose candidates are looked for together.
const TYPES_CHUNK: usize = 512;

/// Lists of (type, number of tokens), ordered by type, one for each bead.
#[derive(Clone, Debug)]
pub(super) struct TypeLists {
    starts: Vec<usize>,
    types: Vec<(TypeId, u32)>,
    /// Tokens of each list.
    tokens: Vec<u32>,
    buffer: Vec<TypeId>,
}

impl Default for TypeLists {
    fn default() -> Self {
        Self {
            starts: vec![0],
            types: Vec::new(),
            tokens: Vec::new(),
            buffer: Vec::new(),
        }
    }
}

impl TypeLists {
    fn push(&mut self, types: impl Iterator<Item = TypeId>) {
        self.buffer.clear();
        self.buffer.extend(types);
        self.buffer.sort_unstable();
        for same in self.buffer.chunk_by(|a, b| a == b) {
            self.types.push((same[0], number(same.len())));
        }
        self.tokens.push(number(self.buffer.len()));
        self.starts.push(self.types.len());
    }

    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn list(&self, bead: usize) -> &[(TypeId, u32)] {
        &self.types[self.starts[bead]..self.starts[bead + 1]]
    }

    /// How often a bead has a type.
    pub(super) fn count(&self, bead: u32, id: TypeId) -> f64 {
        let list = self.list(bead as usize);
        list.binary_search_by_key(&id, |(other, _)| *other)
            .map_or(0.0, |place| f64::from(list[place].1))
    }

    /// How often each type occurs, by type.
    pub(super) fn totals(&self, types: usize) -> Vec<f64> {
        let mut totals = vec![0.0; types];
        for &(id, count) in &self.types {
            totals[id as usize] += f64::from(count);
        }
        totals
    }
}

/// The beads to learn from.
#[derive(Clone, Debug, Default)]
pub(super) struct TrainingSet {
    pub(super) source: TypeLists,
    pub(super) target: TypeLists,
}

impl TrainingSet {
    /// Adds a bead and gives its number.
    pub(super) fn push(&mut self, source: impl Iterator<Item = TypeId>, target: impl Iterator<Item = TypeId>) -> u32 {
        self.source.push(source);
        self.target.push(target);
        number(self.source.len() - 1)
    }

    fn len(&self) -> usize {
        self.source.len()
    }

    fn longer_side(&self, bead: usize) -> u32 {
        self.source.tokens[bead].max(self.target.tokens[bead])
    }

    /// Whether a bead is short enough to learn from.
    fn is_short(&self, bead: usize) -> bool {
        self.longer_side(bead) as usize <= TRAINING_TOKENS
    }
}

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
    for _ in 0..TRAINING_ROUNDS {
        training.round(&mut chunks, set);
    }
    training.learned(&chunks)
}

/// The beads of each source type that are short enough to learn from, with its number of tokens there.
struct Index {
    starts: Vec<usize>,
    beads: Vec<(u32, u32)>,
}

impl Index {
    fn new(set: &TrainingSet, sources: usize) -> Self {
        let short = || (0..set.len()).filter(|&bead| set.is_short(bead));
        let mut starts = vec![0; sources + 1];
        for &(id, _) in short().flat_map(|bead| set.source.list(bead)) {
            starts[id as usize + 1] += 1;
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        let mut next = starts.clone();
        let mut beads = vec![(0, 0); starts[sources]];
        for bead in short() {
            for &(id, count) in set.source.list(bead) {
                beads[next[id as usize]] = (number(bead), count);
                next[id as usize] += 1;
            }
        }
        Self { starts, beads }
    }

    fn beads(&self, source: usize) -> &[(u32, u32)] {
        &self.beads[self.starts[source]..self.starts[source + 1]]
    }
}

/// A pair of types with its co-occurrence, the start of expectation-maximisation.
#[derive(Clone, Copy)]
struct Candidate {
    target: TypeId,
    seed: Option<Seed>,
    together: f64,
}

/// What one source type meets, in arrays by target type that are used again for the next.
struct Meeting {
    beads: Vec<u32>,
    together: Vec<f64>,
    met: Vec<TypeId>,
}

impl Meeting {
    fn new(targets: usize) -> Self {
        Self {
            beads: vec![0; targets],
            together: vec![0.0; targets],
            met: Vec::new(),
        }
    }

    #[allow(clippy::cast_precision_loss)] // Counts of tokens.
    fn collect(&mut self, set: &TrainingSet, of_source: &[(u32, u32)]) {
        for &(bead, count) in of_source {
            let weight = f64::from(count) / f64::from(set.longer_side(bead as usize).max(1));
            for &(target, times) in set.target.list(bead as usize) {
                let place = target as usize;
                if self.beads[place] == 0 {
                    self.met.push(target);
                }
                self.beads[place] += 1;
                self.together[place] += weight * f64::from(times);
            }
        }
    }

    /// Forgets all but gives those that are kept, ordered by target type.
    fn take(&mut self, keep: impl Fn(TypeId, u32) -> Option<f64>, seeds: &[(TypeId, Seed)]) -> Vec<Candidate> {
        let mut strongest: Vec<(f64, TypeId)> = (self.met.iter())
            .filter_map(|&target| Some((keep(target, self.beads[target as usize])?, target)))
            .collect();
        if strongest.len() > CANDIDATES && strongest[0].0.is_finite() {
            strongest.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            strongest.truncate(CANDIDATES);
        }
        let mut row: Vec<Candidate> = strongest
            .iter()
            .map(|&(_, target)| self.candidate(target, None))
            .collect();
        row.extend(seeds.iter().map(|&(target, seed)| self.candidate(target, Some(seed))));
        // A seed stands before the same pair without its seed.
        row.sort_by_key(|candidate| (candidate.target, candidate.seed.is_none()));
        row.dedup_by_key(|candidate| candidate.target);
        for target in self.met.drain(..) {
            self.beads[target as usize] = 0;
            self.together[target as usize] = 0.0;
        }
        row
    }

    fn candidate(&self, target: TypeId, seed: Option<Seed>) -> Candidate {
        Candidate {
            target,
            seed,
            together: self.together[target as usize],
        }
    }
}

/// The candidates of all source types: all pairs that meet in a small collection, in a larger one the seeds and the
/// pairs that meet more often than by chance.
fn candidates(set: &TrainingSet, seeds: &SeedRows, marginals: &Marginals<'_>) -> (Vec<usize>, Vec<Candidate>) {
    let (sources, targets) = (marginals.source_counts.len(), marginals.target_counts.len());
    let index = Index::new(set, sources);
    let mut in_beads = vec![0.0_f64; targets];
    for &(target, _) in (0..set.len()).flat_map(|bead| set.target.list(bead)) {
        in_beads[target as usize] += 1.0;
    }
    #[allow(clippy::cast_precision_loss)] // Collections have fewer than 2^52 beads.
    let total = set.len() as f64;
    let prune = set.len() > UNPRUNED_BEADS;
    // A pair that meets once is only ever left out again, but takes its share of others' links.
    let least = if set.len() > ONCE_MET_BEADS { 2.0 } else { 1.0 };
    let of_types = |meeting: &mut Meeting, chunk: usize| -> Vec<Vec<Candidate>> {
        let types = chunk * TYPES_CHUNK..((chunk + 1) * TYPES_CHUNK).min(sources);
        let of_type = |source: usize| {
            let beads = index.beads(source);
            meeting.collect(set, beads);
            #[allow(clippy::cast_precision_loss)]
            let of_source = beads.len() as f64;
            let keep = |target: TypeId, together: u32| {
                if !prune {
                    return Some(f64::INFINITY);
                }
                let (together, chance) = (f64::from(together), of_source * in_beads[target as usize]);
                let kept = together >= least
                    && together * total > CANDIDATE_LIFT * chance
                    && together * together >= CANDIDATE_DICE * chance;
                kept.then(|| together * together / chance)
            };
            meeting.take(keep, seeds.row(source))
        };
        types.map(of_type).collect()
    };
    let rows: Vec<Vec<Vec<Candidate>>> = (0..sources.div_ceil(TYPES_CHUNK))
        .into_par_iter()
        .map_init(|| Meeting::new(targets), of_types)
        .collect();
    let mut starts = vec![0];
    let mut flat = Vec::new();
    for row in rows.into_iter().flatten() {
        flat.extend(row);
        starts.push(flat.len());
    }
    (starts, flat)
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
        let (mut source_sums, mut target_sums) = (Vec::new(), Vec::new());
        for number in 0..self.starts.len() - 1 {
            let (from, to) = (self.starts[number], self.starts[number + 1]);
            let cells = &self.cells[from..to];
            let (source, target) = (
                set.source.list(self.first + number),
                set.target.list(self.first + number),
            );
            source_sums.clear();
            source_sums.extend(source.iter().map(|&(s, _)| training.source_background(s)));
            target_sums.clear();
            target_sums.extend(target.iter().map(|&(t, _)| training.target_background(t)));
            for cell in cells {
                let (s, t) = (cell.source as usize, cell.target as usize);
                let [forward, reverse] = training.probabilities[cell.candidate as usize];
                target_sums[t] += f64::from(source[s].1) * f64::from(forward);
                source_sums[s] += f64::from(target[t].1) * f64::from(reverse);
            }
            for (cell, link) in cells.iter().zip(&mut self.links[from..to]) {
                let (s, t) = (cell.source as usize, cell.target as usize);
                let [forward, reverse] = training.probabilities[cell.candidate as usize];
                let (of_target, of_source) = (f64::from(forward) / target_sums[t], f64::from(reverse) / source_sums[s]);
                let agreed = if training.agrees {
                    of_target * of_source
                } else {
                    f64::midpoint(of_target, of_source)
                };
                *link = (agreed * f64::from(source[s].1) * f64::from(target[t].1)) as f32;
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

    /// Sets every candidate's probabilities to what `estimate` gives and its seed.
    #[allow(clippy::cast_possible_truncation)] // Probabilities need no more than 24 bits.
    fn each_probability(&mut self, estimate: impl Fn(&Self, usize, usize, usize) -> (f64, f64)) {
        for source in 0..self.starts.len() - 1 {
            for candidate in self.starts[source]..self.starts[source + 1] {
                let target = self.candidates[candidate].target as usize;
                let (forward, reverse) = estimate(self, candidate, source, target);
                self.probabilities[candidate] = [forward as f32, reverse as f32];
            }
        }
    }

    fn source_background(&self, source: TypeId) -> f64 {
        self.marginals.source_counts[source as usize] / self.source_total
    }

    fn target_background(&self, target: TypeId) -> f64 {
        self.marginals.target_counts[target as usize] / self.target_total
    }

    /// One round: expected links under the current probabilities, then new probabilities from them.
    fn round(&mut self, chunks: &mut [Chunk], set: &TrainingSet) {
        chunks.par_iter_mut().for_each(|chunk| chunk.expect(set, self));
        self.counts.fill(0.0);
        for chunk in chunks.iter() {
            for (cell, link) in chunk.cells.iter().zip(&chunk.links) {
                self.counts[cell.candidate as usize] += f64::from(*link);
            }
        }
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

    /// The counts, and of each bead the links that are a share of their pair's count worth taking out again.
    fn learned(self, chunks: &[Chunk]) -> Learned {
        let mut link_starts = vec![0];
        let mut links = Vec::new();
        for chunk in chunks {
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
                link_starts.push(links.len());
            }
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

/// Types, tokens and beads are counted in 32 bits; a document beyond that does not fit into memory either.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX - 1)
}
