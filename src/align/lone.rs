//! Pairs that can meet in one bead only, because one of their types is in no other: most pairs of a short text.
//!
//! Nothing about them is told elsewhere, and the same target types are candidates of many source types. So their links are
//! kept as tables by bead, which need no look-ups, and whose probabilities follow from their links at once.

use super::candidates::{Candidates, Rule};
use super::seed::Seed;
use super::seed_rows::SeedRows;
use super::tokens::TypeId;
use super::training_set::TrainingSet;

/// Which pairs a table has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lone {
    /// Those of the source types that are in one bead only.
    #[default]
    Sources,
    /// Those of the target types that are in one bead only, with the other source types.
    Targets,
}

/// The tables of some beads.
#[derive(Default)]
pub(super) struct LoneRows {
    kind: Lone,
    /// First row of each bead, and the end of the last.
    starts: Vec<usize>,
    /// By row: the place of the source type in the bead's list,
    places: Vec<u16>,
    /// its first cell,
    cells: Vec<usize>,
    /// and the first of its seeds.
    seeds: Vec<usize>,
    /// Seeds by their places in their rows.
    seeded: Vec<(u16, Seed)>,
    /// First column of each bead, and the end of the last.
    column_starts: Vec<usize>,
    /// By column: the place of the target type in the bead's list.
    columns: Vec<u16>,
    /// P(target | source) of each cell.
    forward: Vec<f32>,
    /// P(source | target) of each cell.
    reverse: Vec<f32>,
    /// Expected links of each cell.
    links: Vec<f32>,
    buffer: Columns,
}

/// The columns of one bead.
#[derive(Default)]
struct Columns {
    /// Tokens.
    times: Vec<f64>,
    /// Sums of P(target | source); then tokens by these.
    sums: Vec<f64>,
    /// 1 / denominators of P(source | target).
    inverse: Vec<f64>,
}

/// What turns links into probabilities: 1 / denominators by type.
#[derive(Default)]
pub(super) struct Inverse {
    pub(super) sources: Vec<f64>,
    pub(super) targets: Vec<f64>,
}

/// The sums of one bead, used again for the next: by type the probabilities of its possible partners, and its tokens.
#[derive(Default)]
pub(super) struct BeadSums {
    pub(super) sources: Vec<(f64, f64)>,
    pub(super) targets: Vec<(f64, f64)>,
}

impl BeadSums {
    /// Puts the tokens by the sums in the place of the sums.
    pub(super) fn invert(&mut self) {
        for (sum, times) in self.sources.iter_mut().chain(&mut self.targets) {
            *sum = *times / *sum;
        }
    }
}

impl LoneRows {
    pub(super) fn new(kind: Lone) -> Self {
        Self {
            kind,
            starts: vec![0],
            column_starts: vec![0],
            ..Self::default()
        }
    }

    /// Adds the table of the next bead.
    #[allow(clippy::cast_possible_truncation)] // Beads that are learned from are short.
    pub(super) fn add_bead(
        &mut self,
        set: &TrainingSet,
        bead: usize,
        (candidates, rule, seeds): (&Candidates, &Rule, &SeedRows),
        inverse: &Inverse,
    ) {
        let (source, target) = (set.source.list(bead), set.target.list(bead));
        let first = self.columns.len();
        let is_column = |id: TypeId| match self.kind {
            Lone::Sources => rule.may_meet_once(id),
            Lone::Targets => rule.is_lone_target(id),
        };
        let columns = (0..).zip(target).filter(|(_, (id, _))| is_column(*id));
        self.columns.extend(columns.map(|(place, _): (u16, _)| place));
        let longer = f64::from(set.longer_side(bead).max(1));
        for (place, &(id, times)) in (0..).zip(source) {
            // A row without columns still has the seeds of its source type.
            let wanted = match self.kind {
                Lone::Sources => candidates.lone[id as usize],
                Lone::Targets => !candidates.lone[id as usize] && self.columns.len() > first,
            };
            if !wanted {
                continue;
            }
            self.places.push(place);
            self.cells.push(self.forward.len());
            self.seeds.push(self.seeded.len());
            let columns = &self.columns[first..];
            for &column in columns {
                let (target, target_times) = target[usize::from(column)];
                let together = f64::from(times) / longer * f64::from(target_times);
                self.forward.push((together * inverse.sources[id as usize]) as f32);
                self.reverse.push((together * inverse.targets[target as usize]) as f32);
            }
            let row = self.cells[self.cells.len() - 1];
            for &(seeded, seed) in seeds.row(id as usize) {
                let Ok(column) = columns.binary_search_by_key(&seeded, |column| target[usize::from(*column)].0) else {
                    continue;
                };
                self.seeded.push((column as u16, seed));
                self.forward[row + column] = (f64::from(self.forward[row + column]) + seed.forward) as f32;
                self.reverse[row + column] = (f64::from(self.reverse[row + column]) + seed.reverse) as f32;
            }
        }
        self.end_bead();
    }

    /// Goes on to the next bead; of one that is not learned from there is nothing.
    pub(super) fn end_bead(&mut self) {
        self.starts.push(self.places.len());
        self.column_starts.push(self.columns.len());
    }

    /// Adds up the probabilities of a bead's cells.
    pub(super) fn add_up(&mut self, bead: usize, sums: &mut BeadSums) {
        let columns = &self.columns[self.column_starts[bead]..self.column_starts[bead + 1]];
        let buffer = &mut self.buffer;
        buffer.sums.clear();
        buffer.sums.resize(columns.len(), 0.0);
        buffer.times.clear();
        buffer
            .times
            .extend(columns.iter().map(|column| sums.targets[usize::from(*column)].1));
        for row in self.starts[bead]..self.starts[bead + 1] {
            let (sum, times) = &mut sums.sources[usize::from(self.places[row])];
            let cells = self.cells[row]..self.cells[row] + columns.len();
            for (sum, forward) in buffer.sums.iter_mut().zip(&self.forward[cells.clone()]) {
                *sum += *times * f64::from(*forward);
            }
            let reverse = buffer.times.iter().zip(&self.reverse[cells]);
            *sum += reverse.map(|(times, reverse)| times * f64::from(*reverse)).sum::<f64>();
        }
        for (column, sum) in columns.iter().zip(&buffer.sums) {
            sums.targets[usize::from(*column)].0 += sum;
        }
    }

    /// Expected links of a bead's cells, and from them the next probabilities. The sums are those of tokens by
    /// probabilities now.
    #[allow(clippy::cast_possible_truncation)] // Probabilities need no more than 24 bits.
    pub(super) fn expect(
        &mut self,
        (set, bead): (&TrainingSet, usize),
        sums: &BeadSums,
        place: usize,
        inverse: &Inverse,
        agrees: bool,
    ) {
        let columns = &self.columns[self.column_starts[place]..self.column_starts[place + 1]];
        let (source, target) = (set.source.list(bead), set.target.list(bead));
        let buffer = &mut self.buffer;
        buffer.sums.clear();
        buffer.times.clear();
        buffer.inverse.clear();
        for column in columns {
            let (of_target, times) = sums.targets[usize::from(*column)];
            buffer.sums.push(of_target);
            buffer.times.push(times);
            buffer
                .inverse
                .push(inverse.targets[target[usize::from(*column)].0 as usize]);
        }
        self.links.resize(self.forward.len(), 0.0);
        for row in self.starts[place]..self.starts[place + 1] {
            let at = usize::from(self.places[row]);
            let (of_source, times) = sums.sources[at];
            let inverse = inverse.sources[source[at].0 as usize];
            let cells = self.cells[row]..self.cells[row] + columns.len();
            let (forward, reverse) = (&mut self.forward[cells.clone()], &mut self.reverse[cells.clone()]);
            let links = &mut self.links[cells];
            let probabilities = forward.iter().zip(&*reverse);
            if agrees {
                for ((link, (forward, reverse)), of_target) in links.iter_mut().zip(probabilities).zip(&buffer.sums) {
                    *link = (f64::from(*forward) * f64::from(*reverse) * of_target * of_source) as f32;
                }
            } else {
                let targets = buffer.sums.iter().zip(&buffer.times);
                for ((link, (forward, reverse)), (of_target, target_times)) in
                    links.iter_mut().zip(probabilities).zip(targets)
                {
                    let (forward, reverse) = (f64::from(*forward), f64::from(*reverse));
                    *link = f64::midpoint(forward * of_target * times, reverse * of_source * target_times) as f32;
                }
            }
            for (forward, link) in forward.iter_mut().zip(&*links) {
                *forward = (f64::from(*link) * inverse) as f32;
            }
            for ((reverse, link), inverse) in reverse.iter_mut().zip(&*links).zip(&buffer.inverse) {
                *reverse = (f64::from(*link) * inverse) as f32;
            }
            let end = self.seeds.get(row + 1).copied().unwrap_or(self.seeded.len());
            for &(column, seed) in &self.seeded[self.seeds[row]..end] {
                let column = usize::from(column);
                let link = f64::from(links[column]);
                forward[column] = ((link + seed.forward) * inverse) as f32;
                reverse[column] = ((link + seed.reverse) * buffer.inverse[column]) as f32;
            }
        }
    }

    /// The rows of a bead, each with the place of its source type.
    pub(super) fn rows(&self, bead: usize) -> impl Iterator<Item = (usize, usize)> {
        (self.starts[bead]..self.starts[bead + 1]).map(|row| (row, usize::from(self.places[row])))
    }

    /// The cells of a row of a bead: the places of the target types, and the expected links.
    pub(super) fn cells(&self, bead: usize, row: usize) -> impl Iterator<Item = (usize, f32)> {
        let columns = &self.columns[self.column_starts[bead]..self.column_starts[bead + 1]];
        let links = &self.links[self.cells[row]..self.cells[row] + columns.len()];
        columns
            .iter()
            .map(|column| usize::from(*column))
            .zip(links.iter().copied())
    }
}

/// A target type with its expected links, if they meet, and its seed, for one source type.
pub(super) type LoneEntry = (TypeId, Option<f32>, Option<Seed>);

/// The cells of a row and the seeds of its source type, by target type.
pub(super) fn merged<'a>(
    cells: impl Iterator<Item = (TypeId, f32)> + 'a,
    seeds: &'a [(TypeId, Seed)],
) -> impl Iterator<Item = LoneEntry> + 'a {
    let (mut cells, mut seeds) = (cells.peekable(), seeds.iter().peekable());
    std::iter::from_fn(move || {
        let (cell, seed) = (cells.peek().map(|cell| cell.0), seeds.peek().map(|seed| seed.0));
        let target = cell.into_iter().chain(seed).min()?;
        let links = cells.next_if(|cell| cell.0 == target).map(|(_, links)| links);
        let seed = seeds.next_if(|seed| seed.0 == target).map(|(_, seed)| *seed);
        Some((target, links, seed))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::EvidenceKind;

    #[test]
    fn cells_and_seeds_are_merged_in_order() {
        let seed = Seed {
            kind: EvidenceKind::Lexicon,
            forward: 0.5,
            reverse: 0.5,
        };
        let seeds = [(1, seed), (3, seed), (9, seed)];
        let found = merged([(2, 0.1), (3, 0.2), (4, 0.3)].into_iter(), &seeds);
        let found: Vec<_> = found
            .map(|(target, links, seed)| (target, links, seed.is_some()))
            .collect();
        let expected = [
            (1, None, true),
            (2, Some(0.1), false),
            (3, Some(0.2), true),
            (4, Some(0.3), false),
            (9, None, true),
        ];
        assert_eq!(found, expected);
    }
}
