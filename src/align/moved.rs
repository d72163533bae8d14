//! Moved passages: blocks that stand elsewhere on the other side.
//!
//! The monotone search leaves both copies of a moved block over as nulls. Among these leftovers the best local
//! alignment (Smith and Waterman 1981) is taken again and again while it is worth its start.

use super::constants::{MOVED_GAP, MOVED_START};
use super::engine::{Found, PairView};
use super::prior::BeadShape;
use super::search::PathBead;

/// Only beads this small are looked for; larger ones out of order are too often chance.
const MOVED_SHAPES: [BeadShape; 3] = [BeadShape::new(1, 1), BeadShape::new(1, 2), BeadShape::new(2, 1)];

/// Leftovers beyond this many pairs of sentences are not searched: that is a different text, not a moved passage.
const MOVED_PAIRS: usize = 250_000;

/// Replaces nulls of the path by the moved beads found among them.
pub(super) fn link_moved(pair: &PairView<'_>, path: &mut Vec<Found>) {
    let mut leftovers = Leftovers::of(path);
    if leftovers.source.is_empty()
        || leftovers.target.is_empty()
        || leftovers.source.len() * leftovers.target.len() > MOVED_PAIRS
    {
        return;
    }
    let scores = LocalScores::new(pair, &leftovers);
    while let Some(block) = best_block(&leftovers, &scores) {
        for bead in block {
            leftovers.take(&bead);
            path.retain(|found| !(found.bead.is_null() && inside(&found.bead, &bead)));
            path.push(Found { bead, moved: true });
        }
    }
}

fn inside(null: &PathBead, bead: &PathBead) -> bool {
    let within =
        |inner: (usize, usize), outer: (usize, usize)| inner.0 < inner.1 && outer.0 <= inner.0 && inner.1 <= outer.1;
    within(null.source, bead.source) || within(null.target, bead.target)
}

/// The sentences of null beads, in order.
struct Leftovers {
    source: Vec<usize>,
    target: Vec<usize>,
}

impl Leftovers {
    fn of(path: &[Found]) -> Self {
        let nulls = || path.iter().map(|found| found.bead).filter(PathBead::is_null);
        let mut leftovers = Self {
            source: nulls().flat_map(|bead| bead.source.0..bead.source.1).collect(),
            target: nulls().flat_map(|bead| bead.target.0..bead.target.1).collect(),
        };
        leftovers.source.sort_unstable();
        leftovers.target.sort_unstable();
        leftovers
    }

    fn take(&mut self, bead: &PathBead) {
        self.source.retain(|&i| !(bead.source.0..bead.source.1).contains(&i));
        self.target.retain(|&j| !(bead.target.0..bead.target.1).contains(&j));
    }
}

/// Scores of the beads that end in each pair of leftovers, by place in [`MOVED_SHAPES`].
struct LocalScores {
    scores: Vec<[f64; MOVED_SHAPES.len()]>,
    sources: Vec<usize>,
    targets: Vec<usize>,
}

impl LocalScores {
    fn new(pair: &PairView<'_>, leftovers: &Leftovers) -> Self {
        let mut local = Self {
            scores: vec![[f64::NEG_INFINITY; MOVED_SHAPES.len()]; leftovers.source.len() * leftovers.target.len()],
            sources: leftovers.source.clone(),
            targets: leftovers.target.clone(),
        };
        let (sources, targets) = (&leftovers.source, &leftovers.target);
        pair
            .scorer()
            .score_anywhere(sources, targets, &MOVED_SHAPES, |shape, s, t, score| {
                if let Some(cell) = local.cell(s.1 - 1, t.1 - 1) {
                    local.scores[cell][shape] = score;
                }
            });
        local
    }

    fn cell(&self, source: usize, target: usize) -> Option<usize> {
        let row = self.sources.binary_search(&source).ok()?;
        let column = self.targets.binary_search(&target).ok()?;
        Some(row * self.targets.len() + column)
    }

    /// The score of the bead of a shape whose last sentences are these.
    fn get(&self, source: usize, target: usize, shape: usize) -> f64 {
        self.cell(source, target)
            .map_or(f64::NEG_INFINITY, |cell| self.scores[cell][shape])
    }
}

/// How the best block that ends at a pair of leftovers was reached.
#[derive(Clone, Copy)]
enum Step {
    None,
    SkipSource,
    SkipTarget,
    /// A bead; whether it goes on with a block.
    Bead {
        shape: usize,
        score: f64,
        goes_on: bool,
    },
}

/// The table of the local alignment: for each pair of boundaries among the leftovers the best block that ends there.
struct Table {
    width: usize,
    cells: Vec<(f64, Step)>,
}

impl Table {
    fn at(&self, x: usize, y: usize) -> (f64, Step) {
        self.cells[x * self.width + y]
    }
}

/// The block worth most, if it is worth its start; beads in order.
fn best_block(leftovers: &Leftovers, scores: &LocalScores) -> Option<Vec<PathBead>> {
    let (sources, targets) = (&leftovers.source, &leftovers.target);
    let width = targets.len() + 1;
    let mut table = Table {
        width,
        cells: vec![(f64::NEG_INFINITY, Step::None); (sources.len() + 1) * width],
    };
    let mut best = (0.0, (0, 0));
    for x in 1..=sources.len() {
        for y in 1..=targets.len() {
            let cell = best_step(leftovers, scores, &table, (x, y));
            table.cells[x * width + y] = cell;
            if cell.0 > best.0 && matches!(cell.1, Step::Bead { .. }) {
                best = (cell.0, (x, y));
            }
        }
    }
    (best.0 > 0.0).then(|| trace(leftovers, &table, best.1))
}

/// The best way to end a block behind leftover sources `..x` and targets `..y`.
fn best_step(leftovers: &Leftovers, scores: &LocalScores, table: &Table, (x, y): (usize, usize)) -> (f64, Step) {
    let (sources, targets) = (&leftovers.source, &leftovers.target);
    let mut best = (f64::NEG_INFINITY, Step::None);
    let mut offer = |value: f64, step: Step| {
        if value > best.0 {
            best = (value, step);
        }
    };
    if adjoins(sources, x - 1) {
        offer(table.at(x - 1, y).0 - MOVED_GAP, Step::SkipSource);
    }
    if adjoins(targets, y - 1) {
        offer(table.at(x, y - 1).0 - MOVED_GAP, Step::SkipTarget);
    }
    for (number, shape) in MOVED_SHAPES.iter().enumerate() {
        if shape.source > x || shape.target > y {
            continue;
        }
        let score = scores.get(sources[x - 1], targets[y - 1], number);
        // The scores were taken when all leftovers were free; a bead may not reach over one taken since.
        let whole = sources[x - 1] - sources[x - shape.source] + 1 == shape.source
            && targets[y - 1] - targets[y - shape.target] + 1 == shape.target;
        if score == f64::NEG_INFINITY || !whole {
            continue;
        }
        let (from_x, from_y) = (x - shape.source, y - shape.target);
        let before = if adjoins(sources, from_x) && adjoins(targets, from_y) {
            table.at(from_x, from_y).0
        } else {
            f64::NEG_INFINITY
        };
        let goes_on = before > -MOVED_START;
        offer(
            score + before.max(-MOVED_START),
            Step::Bead {
                shape: number,
                score,
                goes_on,
            },
        );
    }
    best
}

/// Whether the leftover at this place follows the one before it in the text.
fn adjoins(leftovers: &[usize], place: usize) -> bool {
    place > 0 && leftovers[place - 1] + 1 == leftovers[place]
}

fn trace(leftovers: &Leftovers, table: &Table, (mut x, mut y): (usize, usize)) -> Vec<PathBead> {
    let mut block = Vec::new();
    loop {
        match table.at(x, y).1 {
            Step::None => break,
            Step::SkipSource => x -= 1,
            Step::SkipTarget => y -= 1,
            Step::Bead { shape, score, goes_on } => {
                let shape = MOVED_SHAPES[shape];
                let (source, target) = (leftovers.source[x - 1] + 1, leftovers.target[y - 1] + 1);
                block.push(PathBead {
                    source: (source - shape.source, source),
                    target: (target - shape.target, target),
                    posterior: 0.5,
                    score,
                });
                (x, y) = (x - shape.source, y - shape.target);
                if !goes_on {
                    break;
                }
            }
        }
    }
    block.reverse();
    block
}
