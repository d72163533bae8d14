//! Beads that may join what does not correspond.

use super::Context;
use crate::alignment::{Bead, Side};

/// Beads with a lower confidence may join what does not correspond.
pub(super) const DOUBTFUL: f64 = 0.6;

/// A sentence of fewer content words may have none that the lexicon knows.
const FEWEST_WORDS: usize = 3;

/// Whether the sides of a bead are worth comparing: it is sure enough, or its sides have words in common.
pub(super) fn corresponds(context: &Context<'_>, (place, bead): (usize, &Bead)) -> bool {
    bead.confidence >= DOUBTFUL || {
        let strange = strangers(context, (place, bead));
        let all_of = |side: Side| strange.iter().filter(|(of, _)| *of == side).count() == bead.side(side).len();
        !all_of(Side::Source) && !all_of(Side::Target)
    }
}

/// The sentences of a bead that have hardly a word in common with its other side: all of a doubtful bead, or one of
/// several.
pub(super) fn strangers(context: &Context<'_>, (place, bead): (usize, &Bead)) -> Vec<(Side, usize)> {
    let links = context.links(place);
    let mut found = Vec::new();
    for side in Side::BOTH {
        let mut first = 0;
        for &sentence in bead.side(side) {
            let words = first..first + context.words(side, sentence).len();
            first = words.end;
            let telling = words.filter(|&word| links.is_content(side, word));
            let (covered, all) = telling.fold((0, 0), |(covered, all), word| {
                (covered + usize::from(links.is_covered(side, word)), all + 1)
            });
            let strange = all >= FEWEST_WORDS && covered * 5 <= all;
            if strange && (bead.confidence < DOUBTFUL || bead.side(side).len() > 1) {
                found.push((side, sentence));
            }
        }
    }
    found
}
