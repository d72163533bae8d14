//! Alignment: the sentences of two documents → [`Alignment`].
//!
//! In: two segmented documents and their anchors. Out: beads with confidence and evidence.
//!
//! The model is probabilistic. A bead's score is the log-likelihood ratio of its sentences being translations of each
//! other against their standing there by chance: by their lengths (`length`), by their words (`score`, with the
//! translation probabilities of `seed` and `translation`), and by how common its type is (`prior`). The search
//! (`search`, over the nodes of `grid`) computes every bead's posterior probability and keeps the path with the largest
//! expected number of correct beads. Several passes alternate: each learns words, lengths and priors from the beads
//! of the one before. Blocks that stand elsewhere are then found among the sentences left over (`moved`).

mod background;
mod coarse;
mod cognate;
mod collection;
pub mod confidence;
mod constants;
mod engine;
mod evidence;
mod grid;
mod length;
mod moved;
mod prior;
mod score;
mod search;
mod seed;
mod tokens;
mod translation;

pub use collection::PairInput;

use crate::alignment::{Alignment, Bead};

use collection::Collection;
use confidence::Features;
use engine::Engine;

/// How to align.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Aligns the blocks of page furniture too.
    pub all_blocks: bool,
    /// Keeps the order of both sides: no crossing beads.
    pub monotone: bool,
}

/// Aligns one pair on its own evidence.
///
/// Any two documents can be aligned, whatever their sizes: a side without sentences gives null beads only. Time and
/// memory are proportional to the product of the sentence counts up to some six hundred sentences a side, beyond that
/// to their sum.
#[must_use]
pub fn align(pair: PairInput<'_>, options: &Options) -> Alignment {
    align_collection(&[pair], options)
        .pop()
        .map(|(alignment, _)| alignment)
        .unwrap_or_default()
}

/// Aligns pairs together, so that each learns words, lengths and habits from all.
///
/// Gives, for each pair in order, the alignment and the features that each bead's confidence was computed from. The
/// result does not depend on the number of threads.
#[must_use]
pub fn align_collection(pairs: &[PairInput<'_>], options: &Options) -> Vec<(Alignment, Vec<Features>)> {
    let collection = Collection::new(pairs, options);
    let aligned = Engine::new(&collection).run(options);
    let ordered = aligned.into_iter().map(|beads| {
        let (beads, features) = in_reading_order(beads).into_iter().unzip();
        (Alignment { beads }, features)
    });
    ordered.collect()
}

/// Orders beads by source sentence; one without source goes behind the bead of the target sentence before it.
fn in_reading_order(beads: Vec<(Bead, Features)>) -> Vec<(Bead, Features)> {
    let (mut with_source, mut without): (Vec<_>, Vec<_>) =
        beads.into_iter().partition(|(bead, _)| !bead.source.is_empty());
    with_source.sort_by(|(a, _), (b, _)| a.source.cmp(&b.source));
    without.sort_by(|(a, _), (b, _)| a.target.cmp(&b.target));
    // (first target sentence, place of its bead) of every bead with both sides, to find the one before a sentence.
    let mut places: Vec<(usize, usize)> = with_source
        .iter()
        .enumerate()
        .filter_map(|(place, (bead, _))| Some((*bead.target.first()?, place)))
        .collect();
    places.sort_unstable();
    let mut behind: Vec<Vec<(Bead, Features)>> = vec![Vec::new(); with_source.len() + 1];
    for bead in without {
        let before = places.partition_point(|(first, _)| *first < bead.0.target[0]);
        let slot = before.checked_sub(1).map_or(0, |last| places[last].1 + 1);
        behind[slot].push(bead);
    }
    let mut behind = behind.into_iter();
    let mut ordered = behind.next().unwrap_or_default();
    for (bead, followers) in with_source.into_iter().zip(behind) {
        ordered.push(bead);
        ordered.extend(followers);
    }
    ordered
}
