//! The seeds of a collection as rows by source type.

use super::seed::{Seed, Seeds};
use super::tokens::TypeId;

/// The seeds of a collection, by source type and then by target type.
#[derive(Debug)]
pub(super) struct SeedRows {
    starts: Vec<usize>,
    seeds: Vec<(TypeId, Seed)>,
    /// 1 for each source type that has a seed,
    pub(super) source_seeded: Vec<f64>,
    /// and for each target type.
    pub(super) target_seeded: Vec<f64>,
}

impl SeedRows {
    pub(super) fn new(seeds: &Seeds, sources: usize, targets: usize) -> Self {
        let mut rows = Self {
            starts: vec![0; sources + 1],
            seeds: Vec::with_capacity(seeds.pairs.len()),
            source_seeded: vec![0.0; sources],
            target_seeded: vec![0.0; targets],
        };
        for &(source, target, seed) in &seeds.pairs {
            rows.starts[source as usize + 1] += 1;
            rows.seeds.push((target, seed));
            rows.source_seeded[source as usize] = 1.0;
            rows.target_seeded[target as usize] = 1.0;
        }
        for source in 0..sources {
            rows.starts[source + 1] += rows.starts[source];
        }
        rows
    }

    /// The seeds of a source type, ordered by target type.
    pub(super) fn row(&self, source: usize) -> &[(TypeId, Seed)] {
        &self.seeds[self.starts[source]..self.starts[source + 1]]
    }
}
