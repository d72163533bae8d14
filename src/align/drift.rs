//! A rough path by lengths alone, for long stretches in which no landmark was found.
//!
//! The lengths of sentences run in parallel on both sides even where no word, number or name is known (Gale and Church
//! 1991). So the cheapest path of small beads, within a broad band, says where the diagonal drifts to; it takes one byte
//! for each node and no scoring of words.

use super::coarse::Window;
use super::constants::LENGTH_VARIANCE;
use super::length::Lengths;

/// Half width of the band: this part of the stretch, up to a limit that keeps time and memory linear.
const WIDTH_SHARE: usize = 4;
const WIDEST: usize = 1000;

/// Sentences on either side of each kind of bead, and what it costs beside the misfit of its lengths.
const STEPS: [(usize, usize, f32); 5] = [(1, 1, 0.0), (1, 0, 4.5), (0, 1, 4.5), (1, 2, 2.5), (2, 1, 2.5)];

/// The nodes of the cheapest path through a window, first to last. Both sides have sentences.
pub(super) fn path(source: &Lengths, target: &Lengths, window: Window) -> Vec<(usize, usize)> {
    Drift::new(source, target, window).path()
}

struct Drift<'a> {
    source: &'a Lengths,
    target: &'a Lengths,
    window: Window,
    /// Target characters per source character.
    ratio: f64,
    width: usize,
}

impl<'a> Drift<'a> {
    fn new(source: &'a Lengths, target: &'a Lengths, window: Window) -> Self {
        let of_source = source.of(window.source.0, window.source.1);
        let longer = window.sources().max(window.targets());
        Self {
            ratio: target.of(window.target.0, window.target.1) / of_source.max(1.0),
            width: (longer / WIDTH_SHARE).clamp(1, WIDEST) + window.targets() / window.sources().max(1),
            source,
            target,
            window,
        }
    }

    /// The lowest and highest target boundary of a source boundary.
    fn row(&self, i: usize) -> (usize, usize) {
        let middle = i * self.window.targets() / self.window.sources().max(1);
        let high = (middle + self.width).min(self.window.targets());
        (middle.saturating_sub(self.width), high)
    }

    #[allow(clippy::cast_possible_truncation)] // Costs need no more than 24 bits; there are five steps.
    fn path(&self) -> Vec<(usize, usize)> {
        let sources = self.window.sources();
        let mut steps: Vec<Vec<u8>> = Vec::with_capacity(sources + 1);
        // The costs of the last rows, the one before last first.
        let mut costs: [Vec<f32>; 3] = Default::default();
        for i in 0..=sources {
            costs.rotate_left(1);
            let (low, high) = self.row(i);
            costs[2].clear();
            costs[2].resize(high + 1 - low, f32::INFINITY);
            let mut taken = vec![0; high + 1 - low];
            for j in low..=high {
                let mut best = (if i + j == 0 { 0.0 } else { f32::INFINITY }, 0);
                for (number, &(m, n, cost)) in STEPS.iter().enumerate() {
                    let before = self.before(&costs, (i, j), (m, n));
                    if before + cost < best.0 {
                        let cost = before + cost + self.misfit((i - m, i), (j - n, j)) as f32;
                        if cost < best.0 {
                            best = (cost, number as u8);
                        }
                    }
                }
                costs[2][j - low] = best.0;
                taken[j - low] = best.1;
            }
            steps.push(taken);
        }
        self.trace(&steps)
    }

    /// The cost of the node that a step to (i, j) comes from.
    fn before(&self, costs: &[Vec<f32>; 3], (i, j): (usize, usize), (m, n): (usize, usize)) -> f32 {
        let (Some(from), Some(place)) = (i.checked_sub(m), j.checked_sub(n)) else {
            return f32::INFINITY;
        };
        let place = place.checked_sub(self.row(from).0);
        place
            .and_then(|place| costs[2 - m].get(place).copied())
            .unwrap_or(f32::INFINITY)
    }

    /// Half the squared distance of the lengths from each other, in standard deviations; 0 for a null.
    fn misfit(&self, s: (usize, usize), t: (usize, usize)) -> f64 {
        if s.0 == s.1 || t.0 == t.1 {
            return 0.0;
        }
        let from = (self.window.source.0, self.window.target.0);
        let expected = self.ratio * self.source.of(from.0 + s.0, from.0 + s.1);
        let length = self.target.of(from.1 + t.0, from.1 + t.1);
        (length - expected).powi(2) / (LENGTH_VARIANCE * self.ratio.max(0.2) * (expected + length))
    }

    fn trace(&self, steps: &[Vec<u8>]) -> Vec<(usize, usize)> {
        let (mut i, mut j) = (self.window.sources(), self.window.targets());
        let mut path = vec![(self.window.source.1, self.window.target.1)];
        while i + j > 0 {
            let (m, n, _) = STEPS[usize::from(steps[i][j - self.row(i).0])];
            (i, j) = (i.saturating_sub(m), j.saturating_sub(n));
            path.push((self.window.source.0 + i, self.window.target.0 + j));
        }
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of many lengths, which do not repeat soon.
    fn text(numbers: impl Iterator<Item = usize>) -> Lengths {
        let sentences: Vec<String> = numbers.map(|n| "x".repeat(20 + (n * n * 31 + n * 17) % 131)).collect();
        Lengths::new(sentences.iter().map(String::as_str))
    }

    #[test]
    fn drift_is_followed() {
        // The target lacks sixty sentences here and there, and the source ten at the end.
        let (source, target) = (text(0..990), text((0..1000).filter(|n| n / 60 % 5 != 1 || n % 4 != 0)));
        let whole = Window {
            source: (0, 990),
            target: (0, target.count()),
        };
        let path = path(&source, &target, whole);
        assert_eq!((path[0], path[path.len() - 1]), ((0, 0), (990, target.count())));
        let kept: Vec<usize> = (0..1000).filter(|n| n / 60 % 5 != 1 || n % 4 != 0).collect();
        let true_target = |i: usize| kept.partition_point(|&n| n < i);
        let far = path.iter().filter(|&&(i, j)| j.abs_diff(true_target(i)) > 10).count();
        assert!(50 * far < path.len(), "{far} of {} nodes are off", path.len());
    }

    #[test]
    fn any_shape_has_a_path() {
        for (sources, targets) in [(1, 1), (1, 40), (40, 1), (3, 7)] {
            let (source, target) = (text(0..sources), text(0..targets));
            let whole = Window {
                source: (0, sources),
                target: (0, targets),
            };
            let path = path(&source, &target, whole);
            assert_eq!((path[0], path[path.len() - 1]), ((0, 0), (sources, targets)));
        }
    }
}
