//! Pairs that can meet in one bead only, because one of their types is in no other: most pairs of a short text.
//!
//! Nothing about them is told elsewhere, and the same target types are candidates of many source types. So their links are
//! kept as tables by bead, which need no look-ups, and whose probabilities follow from their links at once.

use super::candidates::{Candidates, Rule};
use super::seed::Seed;
use super::seed_rows::SeedRows;
use super::tokens::TypeId;
use super::training::narrow;
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
    times: Vec<f32>,
    /// Sums of P(target | source); then tokens by these.
    sums: Vec<f32>,
    /// 1 / denominators of P(source | target).
    inverse: Vec<f32>,
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
                self.forward.push(narrow(together * inverse.sources[id as usize]));
                self.reverse.push(narrow(together * inverse.targets[target as usize]));
            }
            let row = self.cells[self.cells.len() - 1];
            for &(seeded, seed) in seeds.row(id as usize) {
                let Ok(column) = columns.binary_search_by_key(&seeded, |column| target[usize::from(*column)].0) else {
                    continue;
                };
                self.seeded.push((column as u16, seed));
                self.forward[row + column] += narrow(seed.forward);
                self.reverse[row + column] += narrow(seed.reverse);
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
        let times = columns
            .iter()
            .map(|column| narrow(sums.targets[usize::from(*column)].1));
        buffer.times.extend(times);
        for row in self.starts[bead]..self.starts[bead + 1] {
            let (sum, times) = &mut sums.sources[usize::from(self.places[row])];
            let (cells, times) = (self.cells[row]..self.cells[row] + columns.len(), narrow(*times));
            for (sum, forward) in buffer.sums.iter_mut().zip(&self.forward[cells.clone()]) {
                *sum += times * forward;
            }
            *sum += f64::from(product(&buffer.times, &self.reverse[cells]));
        }
        for (column, sum) in columns.iter().zip(&buffer.sums) {
            sums.targets[usize::from(*column)].0 += f64::from(*sum);
        }
    }

    /// Expected links of a bead's cells, and from them the next probabilities. The sums are those of tokens by
    /// probabilities now.
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
            buffer.sums.push(narrow(of_target));
            buffer.times.push(narrow(times));
            let id = target[usize::from(*column)].0;
            buffer.inverse.push(narrow(inverse.targets[id as usize]));
        }
        self.links.resize(self.forward.len(), 0.0);
        for row in self.starts[place]..self.starts[place + 1] {
            let at = usize::from(self.places[row]);
            let (of_source, times) = sums.sources[at];
            let (of_source, times) = (narrow(of_source), narrow(times));
            let inverse = narrow(inverse.sources[source[at].0 as usize]);
            let cells = self.cells[row]..self.cells[row] + columns.len();
            let (forward, reverse) = (&mut self.forward[cells.clone()], &mut self.reverse[cells.clone()]);
            let links = &mut self.links[cells];
            let probabilities = forward.iter().zip(&*reverse);
            if agrees {
                for ((link, (forward, reverse)), of_target) in links.iter_mut().zip(probabilities).zip(&buffer.sums) {
                    *link = forward * reverse * of_target * of_source;
                }
            } else {
                let targets = buffer.sums.iter().zip(&buffer.times);
                for ((link, (forward, reverse)), (of_target, target_times)) in
                    links.iter_mut().zip(probabilities).zip(targets)
                {
                    *link = f32::midpoint(forward * of_target * times, reverse * of_source * target_times);
                }
            }
            for (forward, link) in forward.iter_mut().zip(&*links) {
                *forward = link * inverse;
            }
            for ((reverse, link), inverse) in reverse.iter_mut().zip(&*links).zip(&buffer.inverse) {
                *reverse = link * inverse;
            }
            let end = self.seeds.get(row + 1).copied().unwrap_or(self.seeded.len());
            for &(column, seed) in &self.seeded[self.seeds[row]..end] {
                let column = usize::from(column);
                forward[column] = (links[column] + narrow(seed.forward)) * inverse;
                reverse[column] = (links[column] + narrow(seed.reverse)) * buffer.inverse[column];
            }
        }
    }

    /// The rows of a bead, each with the place of its source type.
    pub(super) fn rows(&self, bead: usize) -> impl Iterator<Item = (usize, usize)> {
        (self.starts[bead]..self.starts[bead + 1]).map(|row| (row, usize::from(self.places[row])))
    }

    /// The cells of a row of a bead: the places of the target types, and the expected links.
    fn row(&self, bead: usize, row: usize) -> (&[u16], &[f32]) {
        let columns = &self.columns[self.column_starts[bead]..self.column_starts[bead + 1]];
        (columns, &self.links[self.cells[row]..self.cells[row] + columns.len()])
    }

    /// The expected links of a row of a bead with the target type at a place, if the table has it.
    pub(super) fn links(&self, (bead, row): (usize, usize), target: usize) -> Option<f32> {
        let (columns, links) = self.row(bead, row);
        let place = columns.binary_search_by_key(&target, |column| usize::from(*column));
        Some(links[place.ok()?])
    }

    /// The cells of a row of a bead that are seeds, and those with more expected links than `least`: place of the target
    /// type, links, seed.
    pub(super) fn kept(
        &self,
        (bead, row): (usize, usize),
        least: f64,
    ) -> impl Iterator<Item = (usize, f32, Option<Seed>)> {
        let (columns, links) = self.row(bead, row);
        let end = self.seeds.get(row + 1).copied().unwrap_or(self.seeded.len());
        let seeded = &self.seeded[self.seeds[row]..end];
        let cell = move |at: usize, seed| (usize::from(columns[at]), links[at], seed);
        let is_seed = move |at: usize| seeded.iter().any(|(column, _)| usize::from(*column) == at);
        let linked = links
            .iter()
            .enumerate()
            .filter(move |(_, links)| f64::from(**links) > least);
        let linked = linked.map(|(at, _)| at).filter(move |at| !is_seed(*at));
        let seeds = seeded
            .iter()
            .map(move |(column, seed)| cell(usize::from(*column), Some(*seed)));
        seeds.chain(linked.map(move |at| cell(at, None)))
    }
}

/// The sum of the products of two rows; in eight parts, so that several are added at once.
fn product(one: &[f32], two: &[f32]) -> f32 {
    let ((parts, rest), (others, other_rest)) = (one.as_chunks::<8>(), two.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (part, other) in parts.iter().zip(others) {
        for ((sum, one), two) in sums.iter_mut().zip(part).zip(other) {
            *sum += one * two;
        }
    }
    let rest: f32 = rest.iter().zip(other_rest).map(|(one, two)| one * two).sum();
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_rows_of_any_length_are_summed() {
        for length in [0, 1, 7, 8, 9, 20_u8] {
            let row: Vec<f32> = (0..length).map(f32::from).collect();
            let expected: f32 = row.iter().map(|value| value * value).sum();
            assert!((product(&row, &row) - expected).abs() < 1e-3, "{length}");
        }
    }
}
