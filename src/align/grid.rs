//! The grid of the search: which nodes (i, j) of source and target sentence boundaries are looked at.

/// A band of nodes: for each source boundary `0..=n` an interval of target boundaries.
///
/// Intervals begin and end no earlier than those of the row before, the first holds 0 and the last holds `m`, so that
/// there is a path.
#[derive(Clone, Debug)]
pub(super) struct Band {
    rows: Vec<(usize, usize)>,
    offsets: Vec<usize>,
}

impl Band {
    /// All nodes.
    pub(super) fn full(sources: usize, targets: usize) -> Self {
        Self::new(vec![(0, targets); sources + 1], targets)
    }

    /// The band of these inclusive intervals, widened where needed so that there is a path.
    pub(super) fn new(mut rows: Vec<(usize, usize)>, targets: usize) -> Self {
        if let Some(first) = rows.first_mut() {
            first.0 = 0;
        }
        if let Some(last) = rows.last_mut() {
            last.1 = targets;
        }
        for row in 1..rows.len() {
            rows[row].1 = rows[row].1.max(rows[row - 1].1).min(targets);
        }
        for row in (1..rows.len()).rev() {
            rows[row - 1].0 = rows[row - 1].0.min(rows[row].0);
            // Neighbouring rows must share a node.
            rows[row].0 = rows[row].0.min(rows[row - 1].1);
        }
        let mut offsets = vec![0];
        for (low, high) in &rows {
            offsets.push(offsets[offsets.len() - 1] + high + 1 - low);
        }
        Self { rows, offsets }
    }

    /// The nodes within `width` of a path, given as (source boundary, target boundary) in order from (0, 0).
    pub(super) fn around(path: &[(usize, usize)], width: usize, sources: usize, targets: usize) -> Self {
        let mut rows = vec![(usize::MAX, 0); sources + 1];
        for step in path.windows(2) {
            let ((i, j), (next_i, next_j)) = (step[0], step[1]);
            for row in &mut rows[i..=next_i] {
                *row = (row.0.min(j), row.1.max(next_j));
            }
        }
        let spread = |row: usize| {
            let near = &rows[row.saturating_sub(width)..=(row + width).min(sources)];
            let low = near.iter().map(|(low, _)| *low).min().unwrap_or(0).min(targets);
            let high = near.iter().map(|(_, high)| *high).max().unwrap_or(targets);
            (low.saturating_sub(width / 2), (high + width / 2).min(targets))
        };
        Self::new((0..=sources).map(spread).collect(), targets)
    }

    /// The band with these further intervals, as source boundary, lowest and highest target boundary.
    pub(super) fn including(self, intervals: &[(usize, usize, usize)]) -> Self {
        if intervals.is_empty() {
            return self;
        }
        let targets = self.rows[self.rows.len() - 1].1;
        let mut rows = self.rows;
        for &(row, low, high) in intervals {
            rows[row] = (rows[row].0.min(low), rows[row].1.max(high.min(targets)));
        }
        Self::new(rows, targets)
    }

    /// Number of nodes.
    pub(super) fn nodes(&self) -> usize {
        self.offsets[self.offsets.len() - 1]
    }

    /// The largest number of nodes of so many rows in succession.
    pub(super) fn most_nodes(&self, rows: usize) -> usize {
        let ends = self.offsets.iter().skip(rows).zip(&self.offsets);
        ends.map(|(end, start)| end - start).max().unwrap_or(self.nodes())
    }

    /// The lowest and highest target boundary of a source boundary.
    pub(super) fn row(&self, source: usize) -> (usize, usize) {
        self.rows[source]
    }

    /// Number of nodes of a source boundary.
    pub(super) fn width(&self, source: usize) -> usize {
        let (low, high) = self.rows[source];
        high + 1 - low
    }

    /// The number of a node, `0..nodes()`; `None` outside the band.
    pub(super) fn node(&self, source: usize, target: usize) -> Option<usize> {
        let (low, high) = self.rows[source];
        (low <= target && target <= high).then(|| self.offsets[source] + target - low)
    }

    /// The number of the node from which so many sentences of both sides lead to (source boundary, target boundary).
    pub(super) fn node_before(
        &self,
        (source, target): (usize, usize),
        (sources, targets): (usize, usize),
    ) -> Option<usize> {
        if sources > source || targets > target {
            return None;
        }
        self.node(source - sources, target - targets)
    }

    /// All nodes in order: source boundary, target boundary, number.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, usize, usize)> + '_ {
        self.rows.iter().enumerate().flat_map(move |(source, &(low, high))| {
            (low..=high).map(move |target| (source, target, self.offsets[source] + target - low))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_band_numbers_every_node_in_order() {
        let band = Band::full(2, 3);
        assert_eq!(band.nodes(), 12);
        assert!(band.iter().enumerate().all(|(expected, (.., node))| expected == node));
        assert_eq!(band.node(2, 3), Some(11));
    }

    #[test]
    fn the_most_nodes_of_rows_in_succession_are_found() {
        let band = Band::new(vec![(0, 1), (0, 4), (3, 5), (5, 5)], 5);
        assert_eq!(band.most_nodes(1), 5);
        assert_eq!(band.most_nodes(2), 8);
        assert_eq!(band.most_nodes(9), band.nodes());
    }

    #[test]
    fn a_band_always_has_a_path() {
        let band = Band::new(vec![(5, 6), (2, 3), (9, 9), (0, 1)], 9);
        assert_eq!(band.row(0).0, 0);
        assert_eq!(band.row(3).1, 9);
        for row in 1..4 {
            assert!(
                band.row(row).0 <= band.row(row - 1).1,
                "rows {row} and its neighbour touch"
            );
            assert!(band.row(row).1 >= band.row(row - 1).1);
        }
    }

    #[test]
    fn band_around_a_path_holds_the_path() {
        let path = [(0, 0), (1, 1), (1, 40), (2, 41)];
        let band = Band::around(&path, 2, 2, 41);
        for (i, j) in path {
            assert!(band.node(i, j).is_some(), "{i} {j}");
        }
        assert!(band.nodes() <= 3 * 42);
    }
}
