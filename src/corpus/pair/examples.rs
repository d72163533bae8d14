//! Examples to fit the weights of [`WEIGHTS`](super::WEIGHTS) to.

use std::collections::BTreeSet;

use super::assign::Graph;
use super::matching::{Entry, Heaps, Options, consider, sorted};
use super::probability::FEATURES;
use crate::evaluate::calibrate::Example;

/// The pairs of documents that are among the two most alike of either of them, and whether `gold`, which holds pairs of
/// places, has them.
#[must_use]
pub fn examples(
    sources: &[Entry],
    targets: &[Entry],
    gold: &BTreeSet<(usize, usize)>,
    options: &Options,
) -> Vec<Example<FEATURES>> {
    let order = [sources, targets].map(sorted);
    let heaps = Heaps::new([sources, targets], &order, options);
    let mut graph = Graph::new(&heaps, consider(&heaps, options));
    graph.settle();
    let numbers = 0..u32::try_from(graph.pairs.len()).unwrap_or(u32::MAX);
    let mut examples = Vec::new();
    for number in numbers {
        let pair = graph.pairs[number as usize];
        let best = (0..2).any(|side| {
            graph.ranked[side][pair.document(side)]
                .iter()
                .take(2)
                .any(|best| *best == number)
        });
        if best {
            let (features, _) = graph.features(number);
            let right = gold.contains(&(order[0][pair.source], order[1][pair.target]));
            examples.push(Example::new(features, right));
        }
    }
    examples
}
