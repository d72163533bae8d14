//! Stretches of a path that look as if its band had missed where the text goes on.
//!
//! A band around wrong landmarks holds nothing but nulls and chance beads. Where the path has no firm bead for many
//! sentences of both sides, the next pass looks again, and knows more words by then.

use super::coarse::{Finder, Window};
use super::grid::Band;
use super::search::PathBead;

/// Stretches without a firm bead shorter than this, on either side, are nothing unusual.
const LOST: usize = 8;
/// A bead is firm if of so many beads before it and behind it, and itself, more than half are sure.
const NEIGHBOURS: usize = 3;
/// A bead is sure if it is linked with this posterior, for a positive score.
const SURE: f64 = 0.5;

/// Lost stretches of up to so many sentences are searched whole.
const WHOLE: usize = 200;

/// The band with what the path of the last pass lost. `path` is in order.
pub(super) fn widened(band: Band, path: &[PathBead], finder: &Finder<'_>) -> Band {
    let sentences = (finder.source.len(), finder.target.len());
    let intervals = lost_stretches(path, sentences).into_iter().flat_map(|stretch| {
        if stretch.sources().max(stretch.targets()) > WHOLE {
            return finder.intervals(stretch);
        }
        let (low, high) = stretch.target;
        (stretch.source.0..=stretch.source.1)
            .map(|row| (row, low, high))
            .collect()
    });
    band.including(&intervals.collect::<Vec<_>>())
}

/// The stretches between firm beads that both sides have many sentences in. `path` is in order.
fn lost_stretches(path: &[PathBead], (sources, targets): (usize, usize)) -> Vec<Window> {
    let mut stretches = Vec::new();
    let mut last = (0, 0);
    let firm = firm_beads(path).map(|bead| ((bead.source.0, bead.target.0), (bead.source.1, bead.target.1)));
    for (begin, end) in firm.chain([((sources, targets), (sources, targets))]) {
        let stretch = Window {
            source: (last.0, begin.0),
            target: (last.1, begin.1),
        };
        if stretch.sources().min(stretch.targets()) >= LOST {
            stretches.push(stretch);
        }
        last = end;
    }
    stretches
}

fn firm_beads(path: &[PathBead]) -> impl Iterator<Item = &PathBead> {
    let sure: Vec<bool> = path
        .iter()
        .map(|bead| !bead.is_null() && bead.posterior >= SURE && bead.score > 0.0)
        .collect();
    let is_firm = move |place: usize| {
        let near = &sure[place.saturating_sub(NEIGHBOURS)..(place + NEIGHBOURS + 1).min(sure.len())];
        sure[place] && 2 * near.iter().filter(|sure| **sure).count() > near.len()
    };
    path.iter()
        .enumerate()
        .filter(move |(place, _)| is_firm(*place))
        .map(|(_, bead)| bead)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(source: (usize, usize), target: (usize, usize), posterior: f64) -> PathBead {
        PathBead {
            source,
            target,
            posterior,
            score: 5.0,
            rating: 0.0,
        }
    }

    /// A path that is sure but for the sentences `from..to` of both sides, which are null.
    fn path(count: usize, from: usize, to: usize) -> Vec<PathBead> {
        let sure = |range: std::ops::Range<usize>| range.map(|i| bead((i, i + 1), (i, i + 1), 0.9));
        let left = (from..to).map(|i| bead((i, i + 1), (from, from), 0.9));
        let right = (from..to).map(|j| bead((to, to), (j, j + 1), 0.9));
        sure(0..from).chain(left).chain(right).chain(sure(to..count)).collect()
    }

    #[test]
    fn a_long_stretch_without_firm_beads_is_lost() {
        let lost = lost_stretches(&path(60, 20, 45), (60, 60));
        assert_eq!(lost.len(), 1);
        // The beads next to the gap are not firm, so that the stretch overlaps what is known.
        assert!(lost[0].source.0 <= 20 && lost[0].source.1 >= 45, "{lost:?}");
        assert!(lost[0].sources() < 35, "{lost:?}");
    }

    #[test]
    fn ordinary_gaps_are_not_lost() {
        assert!(lost_stretches(&path(60, 20, 24), (60, 60)).is_empty());
        let one_sided: Vec<PathBead> = path(60, 20, 45)
            .into_iter()
            .filter(|bead| bead.target.0 < bead.target.1)
            .map(|bead| PathBead {
                source: if bead.source.0 >= 45 {
                    (bead.source.0 - 25, bead.source.1 - 25)
                } else {
                    bead.source
                },
                ..bead
            })
            .collect();
        assert!(lost_stretches(&one_sided, (35, 60)).is_empty(), "one side only");
    }
}
