//! The heaviest chain: of links between two texts those that rise on both sides and weigh most together.

/// A link that a chain can take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// Half-open range on the target side.
    pub(super) target: (usize, usize),
    pub(super) weight: f64,
}

/// The places of the links of the heaviest chain, first to last: each begins, on the target side, no earlier than the
/// one before ends. The links come in the order of their source side, and of equally heavy chains the first found is
/// taken. By a Fenwick tree of prefix maxima, so that the time is proportional to n log n.
pub(super) fn heaviest(links: &[Link]) -> Vec<usize> {
    let targets = links.iter().map(|link| link.target.1).max().unwrap_or(0);
    let mut ends = PrefixMaxima::new(targets);
    let mut previous = Vec::with_capacity(links.len());
    let mut best = (0.0, None);
    for (place, link) in links.iter().enumerate() {
        let (before, of) = ends.up_to(link.target.0);
        previous.push(of);
        let sum = (before + link.weight, Some(place));
        if sum.0 > best.0 {
            best = sum;
        }
        ends.raise(link.target.1, sum);
    }
    let mut chain: Vec<usize> = std::iter::successors(best.1, |&place| previous[place]).collect();
    chain.reverse();
    chain
}

/// The weight of a chain, and its last link.
type Best = (f64, Option<usize>);

/// A Fenwick tree of the best chains by where they end.
struct PrefixMaxima(Vec<Best>);

impl PrefixMaxima {
    fn new(largest: usize) -> Self {
        Self(vec![(0.0, None); largest + 1])
    }

    /// The best chain that ends at `end` or before.
    fn up_to(&self, mut end: usize) -> Best {
        let mut best = (0.0, None);
        while end > 0 {
            if self.0[end].0 > best.0 {
                best = self.0[end];
            }
            end &= end - 1;
        }
        best
    }

    /// A chain that ends at `end`, which is not 0.
    fn raise(&mut self, mut end: usize, chain: Best) {
        while end < self.0.len() {
            if chain.0 > self.0[end].0 {
                self.0[end] = chain;
            }
            end += end & end.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: usize, to: usize, weight: f64) -> Link {
        Link {
            target: (from, to),
            weight,
        }
    }

    #[test]
    fn weight_counts_and_not_number() {
        let links = [link(5, 6, 1.0), link(0, 1, 0.4), link(1, 2, 0.4), link(6, 7, 1.0)];
        assert_eq!(heaviest(&links), [0, 3]);
        let links = [link(5, 6, 1.0), link(0, 1, 0.6), link(1, 2, 0.6), link(6, 7, 1.0)];
        assert_eq!(heaviest(&links), [1, 2, 3]);
    }

    #[test]
    fn ranges_do_not_overlap() {
        assert_eq!(heaviest(&[link(0, 3, 1.0), link(2, 4, 1.0), link(3, 4, 1.0)]), [0, 2]);
        assert!(heaviest(&[]).is_empty());
    }
}
