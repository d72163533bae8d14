//! The beads that are learned from, as lists of the candidates that meet in them, and their expected links.

use rayon::prelude::*;

use super::candidates::{Candidates, Rule};
use super::lone::{BeadSums, Inverse, Lone, LoneRows};
use super::seed_rows::SeedRows;
use super::tokens::TypeId;
use super::training::{Training, narrow};
use super::training_set::{TrainingSet, number};

/// Beads that are worked on together.
pub(super) const CHUNK: usize = 256;

/// The cells of some beads, with their expected links. A cell is a candidate in a bead.
pub(super) struct Chunk {
    pub(super) first: usize,
    /// First cell of each source type of each bead, and the end of the last.
    pub(super) rows: Vec<u32>,
    /// First row of each bead, and the end of the last.
    pub(super) starts: Vec<usize>,
    pub(super) candidates: Vec<u32>,
    /// Place of the target type in the bead's list.
    pub(super) targets: Vec<u16>,
    pub(super) links: Vec<f32>,
    /// The cells of the types that are in one bead only.
    pub(super) lone: [LoneRows; 2],
}

pub(super) fn cells(set: &TrainingSet, known: (&Candidates, &Rule, &SeedRows), start: &Inverse) -> Vec<Chunk> {
    let of_beads = |places: &mut Vec<u16>, chunk: usize| {
        let first = chunk * CHUNK;
        let mut built = Chunk {
            first,
            rows: vec![0],
            starts: vec![0],
            candidates: Vec::new(),
            targets: Vec::new(),
            links: Vec::new(),
            lone: [Lone::Sources, Lone::Targets].map(LoneRows::new),
        };
        for bead in first..(first + CHUNK).min(set.len()) {
            if set.is_short(bead) {
                built.add_bead(set, bead, known.0, places);
                for lone in &mut built.lone {
                    lone.add_bead(set, bead, known, start);
                }
            } else {
                built.lone.iter_mut().for_each(LoneRows::end_bead);
            }
            built.starts.push(built.rows.len() - 1);
        }
        built.rows.shrink_to_fit();
        built.candidates.shrink_to_fit();
        built.targets.shrink_to_fit();
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
    pub(super) fn rows(&self, bead: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
        let rows = &self.rows[self.starts[bead]..=self.starts[bead + 1]];
        rows.windows(2).map(|row| row[0] as usize..row[1] as usize)
    }

    /// Expected links under the current probabilities. Each token may also come from nowhere, at its background
    /// probability.
    pub(super) fn expect(&mut self, set: &TrainingSet, training: &Training) {
        let mut sums = BeadSums::default();
        let (mut links, mut lone) = (std::mem::take(&mut self.links), std::mem::take(&mut self.lone));
        for bead in 0..self.starts.len() - 1 {
            self.add_up(set, bead, training, &mut sums);
            for lone in &mut lone {
                lone.add_up(bead, &mut sums);
            }
            sums.invert();
            let place = (set, self.first + bead);
            for lone in &mut lone {
                lone.expect(place, &sums, bead, &training.of_links, training.agrees);
            }
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
