//! Candidates of the translation table: pairs of token types that may be translations of each other.

use rayon::prelude::*;

use super::constants::{CANDIDATE_DICE, CANDIDATE_LIFT, CANDIDATES, ONCE_MET_BEADS, UNPRUNED_BEADS};
use super::seed::Seed;
use super::seed_rows::SeedRows;
use super::tokens::TypeId;
use super::training::Marginals;
use super::training_set::{TrainingSet, number};

/// Source types whose candidates are looked for together.
const TYPES_CHUNK: usize = 512;

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
pub(super) struct Candidate {
    pub(super) target: TypeId,
    pub(super) seed: Option<Seed>,
    pub(super) together: f64,
}

/// What one source type meets, in arrays by target type that are used again for the next.
struct Meeting {
    beads: Vec<u32>,
    together: Vec<f64>,
    met: Vec<TypeId>,
    /// How strongly the types that are kept are met.
    strongest: Vec<(f64, TypeId)>,
}

impl Meeting {
    fn new(targets: usize) -> Self {
        Self {
            beads: vec![0; targets],
            together: vec![0.0; targets],
            met: Vec::new(),
            strongest: Vec::new(),
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

    /// Forgets all but adds those that are kept to the candidates, ordered by target type.
    fn take(
        &mut self,
        keep: impl Fn(TypeId, u32) -> Option<f64>,
        seeds: &[(TypeId, Seed)],
        candidates: &mut Vec<Candidate>,
    ) {
        let mut strongest = std::mem::take(&mut self.strongest);
        strongest.clear();
        strongest
            .extend((self.met.iter()).filter_map(|&target| Some((keep(target, self.beads[target as usize])?, target))));
        if strongest.len() > CANDIDATES && strongest[0].0.is_finite() {
            let stronger = |a: &(f64, TypeId), b: &(f64, TypeId)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
            strongest.select_nth_unstable_by(CANDIDATES, stronger);
            strongest.truncate(CANDIDATES);
        }
        strongest.sort_unstable_by_key(|(_, target)| *target);
        // Both lists are ordered; a seed stands for the same pair without its seed.
        let mut seeds = seeds.iter().peekable();
        for &(_, target) in &strongest {
            while let Some(&(seeded, seed)) = seeds.next_if(|(seeded, _)| *seeded < target) {
                candidates.push(self.candidate(seeded, Some(seed)));
            }
            let seed = seeds.next_if(|(seeded, _)| *seeded == target).map(|(_, seed)| *seed);
            candidates.push(self.candidate(target, seed));
        }
        candidates.extend(seeds.map(|&(target, seed)| self.candidate(target, Some(seed))));
        for target in self.met.drain(..) {
            self.beads[target as usize] = 0;
            self.together[target as usize] = 0.0;
        }
        self.strongest = strongest;
    }

    fn candidate(&self, target: TypeId, seed: Option<Seed>) -> Candidate {
        Candidate {
            target,
            seed,
            together: self.together[target as usize],
        }
    }
}

/// The candidates of all source types, with the first of each: all pairs that meet in a small collection, in a larger
/// one the seeds and the pairs that meet more often than by chance.
pub(super) fn candidates(
    set: &TrainingSet,
    seeds: &SeedRows,
    marginals: &Marginals<'_>,
) -> (Vec<usize>, Vec<Candidate>) {
    let (sources, targets) = (marginals.source_counts.len(), marginals.target_counts.len());
    let index = Index::new(set, sources);
    let rule = Rule::new(set, targets);
    let of_types = |meeting: &mut Meeting, chunk: usize| {
        let (mut lengths, mut candidates) = (Vec::new(), Vec::new());
        for source in chunk * TYPES_CHUNK..((chunk + 1) * TYPES_CHUNK).min(sources) {
            let (beads, before) = (index.beads(source), candidates.len());
            meeting.collect(set, beads);
            #[allow(clippy::cast_precision_loss)] // Collections have fewer than 2^52 beads.
            let of_source = beads.len() as f64;
            let keep = |target, together| rule.strength(of_source, target, together);
            meeting.take(keep, seeds.row(source), &mut candidates);
            lengths.push(candidates.len() - before);
        }
        (lengths, candidates)
    };
    let chunks: Vec<(Vec<usize>, Vec<Candidate>)> = (0..sources.div_ceil(TYPES_CHUNK))
        .into_par_iter()
        .map_init(|| Meeting::new(targets), of_types)
        .collect();
    let mut starts = Vec::with_capacity(sources + 1);
    let mut all = Vec::with_capacity(chunks.iter().map(|(_, candidates)| candidates.len()).sum());
    starts.push(0);
    for (lengths, candidates) in chunks {
        let mut end = all.len();
        starts.extend(lengths.iter().map(|length| {
            end += length;
            end
        }));
        all.extend(candidates);
    }
    (starts, all)
}

/// Which pairs of types that meet are candidates.
struct Rule {
    /// How many beads have each target type.
    in_beads: Vec<f64>,
    /// The number of all beads.
    total: f64,
    prune: bool,
    /// Beads in which a pair must meet.
    least: f64,
}

impl Rule {
    #[allow(clippy::cast_precision_loss)] // Collections have fewer than 2^52 beads.
    fn new(set: &TrainingSet, targets: usize) -> Self {
        let mut in_beads = vec![0.0_f64; targets];
        for &(target, _) in (0..set.len()).flat_map(|bead| set.target.list(bead)) {
            in_beads[target as usize] += 1.0;
        }
        Self {
            in_beads,
            total: set.len() as f64,
            prune: set.len() > UNPRUNED_BEADS,
            // A pair that meets once is only ever left out again, but takes its share of others' links.
            least: if set.len() > ONCE_MET_BEADS { 2.0 } else { 1.0 },
        }
    }

    /// How strongly a source type of so many beads and a target type meet; `None` if it may be chance.
    fn strength(&self, of_source: f64, target: TypeId, together: u32) -> Option<f64> {
        if !self.prune {
            return Some(f64::INFINITY);
        }
        let (together, chance) = (f64::from(together), of_source * self.in_beads[target as usize]);
        let kept = together >= self.least
            && together * self.total > CANDIDATE_LIFT * chance
            && together * together >= CANDIDATE_DICE * chance;
        kept.then(|| together * together / chance)
    }
}
