//! Documents of one side that repeat each other: reprints, updates of one story.

use rustc_hash::FxHashMap;

use super::heap::Heap;
use super::matching::Heaps;

/// Documents that share this much of all their terms are copies; others of one topic share a fifth.
const SAME: f32 = 0.5;

/// Which documents are copies, looked up when asked and remembered.
pub(super) struct Copies<'a> {
    heaps: &'a [Heap; 2],
    known: [FxHashMap<(usize, usize), bool>; 2],
}

impl<'a> Copies<'a> {
    pub(super) fn new(heaps: &'a Heaps) -> Self {
        Self {
            heaps: &heaps.heaps,
            known: Default::default(),
        }
    }

    /// Whether two documents of a side repeat each other.
    pub(super) fn are(&mut self, side: usize, one: usize, two: usize) -> bool {
        let heap = &self.heaps[side];
        let pair = (one.min(two), one.max(two));
        *self.known[side]
            .entry(pair)
            .or_insert_with(|| common_share(heap, one, two) >= SAME)
    }
}

/// The share of all terms of two documents that both have (Jaccard).
#[allow(clippy::cast_precision_loss)] // Documents have hundreds of terms.
fn common_share(heap: &Heap, one: usize, two: usize) -> f32 {
    let [mut one, mut two] = [one, two].map(|document| heap.documents[document].as_slice());
    let (mut common, total) = (0, one.len() + two.len());
    while let ([first, rest_one @ ..], [second, rest_two @ ..]) = (one, two) {
        match first.id.cmp(&second.id) {
            std::cmp::Ordering::Less => one = rest_one,
            std::cmp::Ordering::Greater => two = rest_two,
            std::cmp::Ordering::Equal => {
                common += 1;
                (one, two) = (rest_one, rest_two);
            }
        }
    }
    common as f32 / (total - common).max(1) as f32
}
