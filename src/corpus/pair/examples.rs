//! Examples to fit the constants of [`probability`](super::probability) to.

use rustc_hash::FxHashSet;

use super::assign::Graph;
use super::matching::{Entry, Heaps, Options, consider, sorted};
use super::probability::Features;

/// Two documents that were considered, and whether they belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// What the probability is computed from.
    pub features: Features,
    /// Whether gold has the pair.
    pub right: bool,
}

/// The pairs of documents that are the best of either of them, with what is known of them; `gold` holds pairs of places.
#[must_use]
pub fn examples(
    sources: &[Entry],
    targets: &[Entry],
    gold: &FxHashSet<(usize, usize)>,
    options: &Options,
) -> Vec<Example> {
    let order = [sources, targets].map(sorted);
    let heaps = Heaps::new([sources, targets], &order, options);
    let mut graph = Graph::new(&heaps, consider(&heaps, options));
    graph.settle();
    let numbers = 0..u32::try_from(graph.pairs.len()).unwrap_or(u32::MAX);
    let mut examples = Vec::new();
    for number in numbers {
        let pair = graph.pairs[number as usize];
        let best = (0..2).any(|side| graph.ranked[side][pair.document(side)].iter().take(2).any(|best| *best == number));
        if best {
            let (features, _) = graph.features(number);
            let right = gold.contains(&(order[0][pair.source], order[1][pair.target]));
            examples.push(Example { features, right });
        }
    }
    examples
}
