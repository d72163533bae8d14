//! Moved passages: blocks that stand elsewhere on the other side.
//!
//! The monotone search leaves a moved block over, or forces its sentences into weak beads of the wrong partners. So the
//! best local alignment (Smith and Waterman 1981) among all pairs of sentences is taken, if it is worth more than its
//! start and than the beads it takes apart, and again until there is none. Each step raises the total score, so that the
//! process ends.

use super::constants::{MOVED_GAP, MOVED_START, RELINK_MARGIN};
use super::engine::PairView;
use super::prior::BeadShape;
use super::search::PathBead;

/// Only beads this small are looked for; larger ones out of order are too often chance.
const MOVED_SHAPES: [BeadShape; 3] = [BeadShape::new(1, 1), BeadShape::new(1, 2), BeadShape::new(2, 1)];

/// In larger grids only the sentences without counterpart are looked at, and none if even those are more pairs.
const MOVED_PAIRS: usize = 250_000;

/// Adds the moved beads to a path, takes apart what they are worth more than, and puts nulls in the place of the rest.
pub(super) fn link_moved(pair: &PairView<'_>, path: &mut Vec<PathBead>) {
    let Some(mut grid) = LocalGrid::new(pair, path) else {
        return;
    };
    while let Some(block) = grid.best_block() {
        for bead in &block {
            path.retain(|other| other.is_null() || !conflicts(other, bead));
        }
        path.extend(block);
        grid.occupy(path);
    }
    restore_nulls(pair, path);
}

fn conflicts(a: &PathBead, b: &PathBead) -> bool {
    let overlap = |x: (usize, usize), y: (usize, usize)| x.0 < y.1 && y.0 < x.1;
    overlap(a.source, b.source) || overlap(a.target, b.target)
}

/// Replaces the nulls of a path by one for each sentence that is in no other bead.
fn restore_nulls(pair: &PairView<'_>, path: &mut Vec<PathBead>) {
    let known: Vec<PathBead> = path.iter().filter(|bead| bead.is_null()).copied().collect();
    path.retain(|bead| !bead.is_null());
    let mut source_free = vec![true; pair.source.count()];
    let mut target_free = vec![true; pair.target.count()];
    for bead in path.iter() {
        source_free[bead.source.0..bead.source.1].fill(false);
        target_free[bead.target.0..bead.target.1].fill(false);
    }
    let null = |source: (usize, usize), target: (usize, usize)| {
        let same = |other: &&PathBead| {
            if source.0 < source.1 {
                other.source == source
            } else {
                other.target == target
            }
        };
        known.iter().find(same).copied().unwrap_or(PathBead {
            source,
            target,
            posterior: 0.5,
            score: 0.0,
        })
    };
    let free = |free: Vec<bool>| {
        free.into_iter()
            .enumerate()
            .filter(|(_, free)| *free)
            .map(|(place, _)| place)
    };
    let nulls: Vec<PathBead> = free(source_free)
        .map(|i| null((i, i + 1), (0, 0)))
        .chain(free(target_free).map(|j| null((0, 0), (j, j + 1))))
        .collect();
    path.extend(nulls);
}

/// The sentences looked at, the scores of the beads that end in each pair of them, and what taking each one costs.
struct LocalGrid {
    sources: Vec<usize>,
    targets: Vec<usize>,
    /// By place in [`MOVED_SHAPES`]; −∞ where there is no such bead.
    scores: Vec<[f64; MOVED_SHAPES.len()]>,
    source_costs: Vec<f64>,
    target_costs: Vec<f64>,
    /// Whether the bead with these last sentences is in the path already.
    taken: Vec<bool>,
}

/// How the best block that ends at a pair of sentences was reached.
#[derive(Clone, Copy)]
enum Step {
    None,
    SkipSource,
    SkipTarget,
    /// A bead; whether it goes on with a block.
    Bead {
        shape: usize,
        goes_on: bool,
    },
}

impl LocalGrid {
    fn new(pair: &PairView<'_>, path: &[PathBead]) -> Option<Self> {
        let nulls = || path.iter().filter(|bead| bead.is_null());
        let mut sources: Vec<usize> = (0..pair.source.count()).collect();
        let mut targets: Vec<usize> = (0..pair.target.count()).collect();
        if sources.len() * targets.len() > MOVED_PAIRS {
            sources = nulls().flat_map(|bead| bead.source.0..bead.source.1).collect();
            targets = nulls().flat_map(|bead| bead.target.0..bead.target.1).collect();
            sources.sort_unstable();
            targets.sort_unstable();
        }
        let size = sources.len() * targets.len();
        if size == 0 || size > MOVED_PAIRS {
            return None;
        }
        let mut grid = Self {
            scores: vec![[f64::NEG_INFINITY; MOVED_SHAPES.len()]; size],
            taken: vec![false; size],
            source_costs: vec![0.0; sources.len()],
            target_costs: vec![0.0; targets.len()],
            sources,
            targets,
        };
        let (sources, targets) = (grid.sources.clone(), grid.targets.clone());
        pair.scorer()
            .score_anywhere(&sources, &targets, &MOVED_SHAPES, |shape, s, t, score| {
                if let Some(cell) = grid.cell(s.1 - 1, t.1 - 1) {
                    grid.scores[cell][shape] = score;
                }
            });
        grid.occupy(path);
        Some(grid)
    }

    fn cell(&self, source: usize, target: usize) -> Option<usize> {
        let row = self.sources.binary_search(&source).ok()?;
        let column = self.targets.binary_search(&target).ok()?;
        Some(row * self.targets.len() + column)
    }

    /// Notes which sentences the path has linked, and what it costs to take each of them away.
    fn occupy(&mut self, path: &[PathBead]) {
        self.source_costs.fill(0.0);
        self.target_costs.fill(0.0);
        self.taken.fill(false);
        for bead in path.iter().filter(|bead| !bead.is_null()) {
            let cost = bead.score.max(0.0) + RELINK_MARGIN;
            for i in bead.source.0..bead.source.1 {
                if let Ok(row) = self.sources.binary_search(&i) {
                    self.source_costs[row] = cost;
                }
            }
            for j in bead.target.0..bead.target.1 {
                if let Ok(column) = self.targets.binary_search(&j) {
                    self.target_costs[column] = cost;
                }
            }
            if let Some(cell) = self.cell(bead.source.1 - 1, bead.target.1 - 1) {
                self.taken[cell] = true;
            }
        }
    }

    /// The block worth most, if it is worth its start; beads in order.
    fn best_block(&self) -> Option<Vec<PathBead>> {
        let width = self.targets.len() + 1;
        let mut table = vec![(f64::NEG_INFINITY, Step::None); (self.sources.len() + 1) * width];
        let mut best = (1e-9, 0, 0);
        for x in 1..=self.sources.len() {
            for y in 1..=self.targets.len() {
                let cell = self.best_step(&table, x, y);
                table[x * width + y] = cell;
                if cell.0 > best.0 && matches!(cell.1, Step::Bead { .. }) {
                    best = (cell.0, x, y);
                }
            }
        }
        (best.1 > 0).then(|| self.trace(&table, best.1, best.2))
    }

    /// The best way to end a block behind the sources `..x` and the targets `..y`.
    fn best_step(&self, table: &[(f64, Step)], x: usize, y: usize) -> (f64, Step) {
        let width = self.targets.len() + 1;
        let mut best = (f64::NEG_INFINITY, Step::None);
        let mut offer = |value: f64, step: Step| {
            if value > best.0 {
                best = (value, step);
            }
        };
        if adjoins(&self.sources, x - 1) {
            offer(table[(x - 1) * width + y].0 - MOVED_GAP, Step::SkipSource);
        }
        if adjoins(&self.targets, y - 1) {
            offer(table[x * width + y - 1].0 - MOVED_GAP, Step::SkipTarget);
        }
        let cell = (x - 1) * self.targets.len() + y - 1;
        for (number, shape) in MOVED_SHAPES.iter().enumerate() {
            let score = self.scores[cell][number];
            if score == f64::NEG_INFINITY || self.taken[cell] {
                continue;
            }
            let (from_x, from_y) = (x - shape.source, y - shape.target);
            let costs = self.source_costs[from_x..x].iter().chain(&self.target_costs[from_y..y]);
            let gain = score - costs.sum::<f64>();
            let before = if adjoins(&self.sources, from_x) && adjoins(&self.targets, from_y) {
                table[from_x * width + from_y].0
            } else {
                f64::NEG_INFINITY
            };
            let goes_on = before > -MOVED_START;
            offer(gain + before.max(-MOVED_START), Step::Bead { shape: number, goes_on });
        }
        best
    }

    fn trace(&self, table: &[(f64, Step)], mut x: usize, mut y: usize) -> Vec<PathBead> {
        let width = self.targets.len() + 1;
        let mut block = Vec::new();
        loop {
            match table[x * width + y].1 {
                Step::None => break,
                Step::SkipSource => x -= 1,
                Step::SkipTarget => y -= 1,
                Step::Bead { shape, goes_on } => {
                    let bead = MOVED_SHAPES[shape];
                    let (source, target) = (self.sources[x - 1] + 1, self.targets[y - 1] + 1);
                    block.push(PathBead {
                        source: (source - bead.source, source),
                        target: (target - bead.target, target),
                        posterior: 0.5,
                        score: self.scores[(x - 1) * self.targets.len() + y - 1][shape],
                    });
                    (x, y) = (x - bead.source, y - bead.target);
                    if !goes_on {
                        break;
                    }
                }
            }
        }
        block.reverse();
        block
    }
}

/// Whether the sentence at this place follows the one before it in the text.
fn adjoins(sentences: &[usize], place: usize) -> bool {
    place > 0 && sentences[place - 1] + 1 == sentences[place]
}

/// Which linked beads are out of order: those that are not in the chain, rising on both sides, of most sentences.
pub(super) fn out_of_order(path: &[PathBead]) -> Vec<bool> {
    let mut linked: Vec<usize> = (0..path.len()).filter(|&place| !path[place].is_null()).collect();
    linked.sort_by_key(|&place| path[place].source);
    // Heaviest rising chain by a Fenwick tree of prefix maxima over target ends.
    let targets = path.iter().map(|bead| bead.target.1).max().unwrap_or(0);
    let mut tree: Vec<(usize, Option<usize>)> = vec![(0, None); targets + 1];
    let mut previous: Vec<Option<usize>> = vec![None; path.len()];
    let mut best = (0, None);
    for &place in &linked {
        let bead = &path[place];
        let mut before = (0, None);
        let mut node = bead.target.0;
        while node > 0 {
            if tree[node].0 > before.0 {
                before = tree[node];
            }
            node &= node - 1;
        }
        previous[place] = before.1;
        let size = before.0 + (bead.source.1 - bead.source.0) + (bead.target.1 - bead.target.0);
        if size > best.0 {
            best = (size, Some(place));
        }
        let mut node = bead.target.1;
        while node < tree.len() {
            if size > tree[node].0 {
                tree[node] = (size, Some(place));
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut moved = vec![false; path.len()];
    for &place in &linked {
        moved[place] = true;
    }
    std::iter::successors(best.1, |&place| previous[place]).for_each(|place| moved[place] = false);
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(source: usize, target: usize) -> PathBead {
        PathBead {
            source: (source, source + 1),
            target: (target, target + 1),
            posterior: 1.0,
            score: 1.0,
        }
    }

    #[test]
    fn the_shorter_of_two_crossing_blocks_is_the_moved_one() {
        let path = [bead(0, 2), bead(1, 3), bead(2, 4), bead(3, 0), bead(4, 1)];
        assert_eq!(out_of_order(&path), [false, false, false, true, true]);
    }

    #[test]
    fn nothing_is_moved_in_order() {
        assert_eq!(out_of_order(&[bead(0, 0), bead(2, 1)]), [false, false]);
        assert!(out_of_order(&[]).is_empty());
    }
}
