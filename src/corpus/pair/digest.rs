//! One to many: a document that sums up several articles of the other side.

use super::assign::Graph;
use super::matching::{Kind, Matching, Options, PairedDocuments};
use super::probability::{features, probability};

/// The part of what a digest shares with the further article that it must not share with the first one.
const OWN_SHARE: f32 = 0.5;
/// A further article is found less surely: it must be likelier than a pair.
const LIKELY: f64 = 0.8;

/// Adds the documents without partner of their own whose content is in a document that has one.
pub(super) fn add(graph: &mut Graph, partners: &[Vec<Option<u32>>; 2], options: &Options, matching: &mut Matching) {
    let mut found = Vec::new();
    for side in 0..2 {
        for document in (0..partners[side].len()).filter(|&at| partners[side][at].is_none()) {
            let Some(&best) = graph.ranked[side][document].first() else {
                continue;
            };
            let whole = graph.pairs[best as usize].document(1 - side);
            let Some(first) = partners[1 - side][whole] else {
                continue;
            };
            let partner = graph.pairs[first as usize].document(side);
            let circumstances = graph.circumstances(best, |of, rival| of == side && rival == partner);
            let score = probability(
                &features(&graph.pairs[best as usize].shared, &circumstances),
                &circumstances,
            );
            if score >= LIKELY.max(options.min_score) && own_share(graph, first, best, side) >= OWN_SHARE {
                found.push((first, best, score));
            }
        }
    }
    for (first, further, score) in found {
        let pair = &graph.pairs[further as usize];
        let [source, target] = [0, 1].map(|side| pair.document(side));
        let main = &graph.pairs[first as usize];
        for known in &mut matching.pairs {
            if (known.source, known.target) == (main.source, main.target) {
                known.kind = Kind::Digest;
            }
        }
        matching.pairs.push(PairedDocuments {
            source,
            target,
            score,
            kind: Kind::Digest,
            runner_up: None,
            reasons: Vec::new(),
        });
    }
    matching.pairs.sort_by_key(|pair| (pair.source, pair.target));
}

/// The part of what the digest shares with the further article, by worth, that it does not share with the first one.
fn own_share(graph: &Graph, first: u32, further: u32, side: usize) -> f32 {
    let heaps = graph.heaps;
    let mut scorer = heaps.scorer();
    let mut shared = |number: u32| {
        let pair = &graph.pairs[number as usize];
        let matches = scorer.matches(pair.source, pair.target);
        let mut places: Vec<usize> = matches.iter().map(|found| found.places[1 - side]).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let (of_first, of_further) = (shared(first), shared(further));
    let digest = graph.pairs[further as usize].document(1 - side);
    let entries = &heaps.heaps[1 - side].documents[digest];
    let worth = |place: &usize| heaps.worths[1 - side].of(entries[*place].id).powi(2);
    let all: f32 = of_further.iter().map(worth).sum();
    let own: f32 = of_further
        .iter()
        .filter(|place| of_first.binary_search(place).is_err())
        .map(worth)
        .sum();
    if all > 0.0 { own / all } else { 0.0 }
}
