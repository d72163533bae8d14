//! Candidates of the translation table: pairs of token types that may be translations of each other.

use rayon::prelude::*;

use super::constants::{CANDIDATE_DICE, CANDIDATE_LIFT, CANDIDATES, ONCE_MET_BEADS, UNPRUNED_BEADS};
use super::seed::Seed;
use super::seed_rows::SeedRows;
use super::tokens::TypeId;
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

/// Pairs of types that expectation-maximisation starts from.
#[derive(Default)]
pub(super) struct Candidates {
    /// First candidate of each source type.
    pub(super) starts: Vec<usize>,
    /// By source type, ordered by target type.
    pub(super) targets: Vec<TypeId>,
    /// How much each pair occurs together, as far as its beads let one tell.
    pub(super) together: Vec<f64>,
    /// The candidates that are seeds, in order.
    pub(super) seeds: Vec<(u32, Seed)>,
    /// By source type, whether it is in one bead only and is learned there (see `lone`); it has no candidates here.
    pub(super) lone: Vec<bool>,
}

impl Candidates {
    fn push(&mut self, target: TypeId, together: f64) {
        self.targets.push(target);
        self.together.push(together);
    }

    /// Adds the next source type's: types that it meets, how much, and its seeds, both ordered by target type. A seed
    /// stands for the same pair without its seed.
    fn push_row(
        &mut self,
        met: impl Iterator<Item = (TypeId, f64)>,
        seeds: &[(TypeId, Seed)],
        unkept: impl Fn(TypeId) -> f64,
    ) {
        let mut seeds = seeds.iter().peekable();
        for (target, together) in met {
            while let Some(&(seeded, seed)) = seeds.next_if(|(seeded, _)| *seeded < target) {
                self.seeds.push((number(self.targets.len()), seed));
                self.push(seeded, unkept(seeded));
            }
            if let Some((_, seed)) = seeds.next_if(|(seeded, _)| *seeded == target) {
                self.seeds.push((number(self.targets.len()), *seed));
            }
            self.push(target, together);
        }
        for &(seeded, seed) in seeds {
            self.seeds.push((number(self.targets.len()), seed));
            self.push(seeded, unkept(seeded));
        }
        self.starts.push(self.targets.len());
    }

    /// Takes in those of the source types behind its own.
    fn append(&mut self, other: Self) {
        let before = self.targets.len();
        self.starts.extend(other.starts.iter().map(|end| before + end));
        self.targets.extend(other.targets);
        self.together.extend(other.together);
        let moved = |(place, seed): (u32, Seed)| (number(before) + place, seed);
        self.seeds.extend(other.seeds.into_iter().map(moved));
        self.lone.extend(other.lone);
    }
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
            let weight = weight(set, (bead, count));
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
        candidates: &mut Candidates,
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
        let together = |target: TypeId| self.together[target as usize];
        let met = strongest.iter().map(|&(_, target)| (target, together(target)));
        candidates.push_row(met, seeds, together);
        for target in self.met.drain(..) {
            self.beads[target as usize] = 0;
            self.together[target as usize] = 0.0;
        }
        self.strongest = strongest;
    }
}

/// What each token of the target side counts for a source type that a bead has so often.
fn weight(set: &TrainingSet, (bead, count): (u32, u32)) -> f64 {
    f64::from(count) / f64::from(set.longer_side(bead as usize).max(1))
}

/// The candidates of all source types: all pairs that meet in a small collection, in a larger one the seeds and the
/// pairs that meet more often than by chance.
pub(super) fn candidates(
    set: &TrainingSet,
    seeds: &SeedRows,
    rule: &Rule,
    (sources, targets): (usize, usize),
) -> Candidates {
    let index = Index::new(set, sources);
    let of_types = |meeting: &mut Meeting, chunk: usize| {
        let (mut candidates, mut elsewhere) = (Candidates::default(), Vec::new());
        for source in chunk * TYPES_CHUNK..((chunk + 1) * TYPES_CHUNK).min(sources) {
            let (beads, seeds) = (index.beads(source), seeds.row(source));
            let lone = matches!(beads, [(bead, _)] if rule.is_lone(set, *bead as usize, seeds));
            candidates.lone.push(lone);
            if lone {
                candidates.push_row(std::iter::empty(), &[], |_| 0.0);
                continue;
            }
            meeting.collect(set, beads);
            #[allow(clippy::cast_precision_loss)] // Collections have fewer than 2^52 beads.
            let of_source = beads.len() as f64;
            let keep = |target, together| {
                let kept = rule.strength(of_source, target, together);
                kept.filter(|_| !rule.is_lone_target(target))
            };
            elsewhere.clear();
            let here = |seed: &&(TypeId, Seed)| !rule.is_learned_apart(beads, seed.0);
            elsewhere.extend(seeds.iter().filter(here));
            meeting.take(keep, &elsewhere, &mut candidates);
        }
        candidates
    };
    let chunks: Vec<Candidates> = (0..sources.div_ceil(TYPES_CHUNK))
        .into_par_iter()
        .map_init(|| Meeting::new(targets), of_types)
        .collect();
    let mut all = Candidates::default();
    let count = chunks.iter().map(|chunk| chunk.targets.len()).sum();
    all.starts.reserve(sources + 1);
    all.targets.reserve(count);
    all.lone.reserve(sources);
    all.together.reserve(count);
    all.starts.push(0);
    for chunk in chunks {
        all.append(chunk);
    }
    all
}

/// Which pairs of types that meet are candidates.
pub(super) struct Rule {
    /// How many beads have each target type.
    in_beads: Vec<f64>,
    /// One of the beads that have it.
    bead_of: Vec<u32>,
    /// The number of all beads.
    total: f64,
    prune: bool,
    /// Beads in which a pair must meet.
    least: f64,
}

impl Rule {
    #[allow(clippy::cast_precision_loss)] // Collections have fewer than 2^52 beads.
    pub(super) fn new(set: &TrainingSet, targets: usize) -> Self {
        let prune = set.len() > UNPRUNED_BEADS;
        let (mut in_beads, mut bead_of) = (vec![0.0_f64; targets], vec![0; targets]);
        for bead in 0..set.len() {
            for &(target, _) in set.target.list(bead) {
                in_beads[target as usize] += 1.0;
                bead_of[target as usize] = number(bead);
            }
        }
        Self {
            in_beads,
            bead_of,
            total: set.len() as f64,
            prune,
            // A pair that meets once is only ever left out again, but takes its share of others' links.
            least: if set.len() > ONCE_MET_BEADS { 2.0 } else { 1.0 },
        }
    }

    /// Whether a source type that is in this bead only can be learned there: each of its candidates in the bead is one for
    /// all such types, and none is left out for being too weak.
    fn is_lone(&self, set: &TrainingSet, bead: usize, seeds: &[(TypeId, Seed)]) -> bool {
        if !self.prune {
            return true;
        }
        let list = set.target.list(bead);
        let is_in = |seed: &TypeId| list.binary_search_by_key(seed, |(target, _)| *target).is_ok();
        seeds
            .iter()
            .all(|(target, _)| self.may_meet_once(*target) || !is_in(target))
            && list.iter().filter(|(target, _)| self.may_meet_once(*target)).count() <= CANDIDATES
    }

    /// Whether a target type is in one bead only, so that its pairs with the source types of that bead are learned there.
    pub(super) fn is_lone_target(&self, target: TypeId) -> bool {
        #[allow(clippy::float_cmp)] // A count.
        let lone = self.in_beads[target as usize] == 1.0;
        lone && !self.prune
    }

    /// Whether a pair is learned in the one bead that has the target type, for a source type of these beads.
    fn is_learned_apart(&self, beads: &[(u32, u32)], target: TypeId) -> bool {
        self.is_lone_target(target) && beads.iter().any(|(bead, _)| *bead == self.bead_of[target as usize])
    }

    /// Whether a target type is a candidate of a source type that is in one bead only.
    pub(super) fn may_meet_once(&self, target: TypeId) -> bool {
        self.strength(1.0, target, 1).is_some()
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
