//! Sentences cut out of a quotation.

use super::SHORTENED;
use super::passages::Passages;
use crate::alignment::Side;
use crate::check::{Context, Draft, Findings};
use crate::document::Span;

/// Sentences inside a quotation that have no counterpart, while one beside them in the quotation has one.
pub(super) fn find_sentences(context: &Context<'_>, passages: &[Passages; 2], findings: &mut Findings<'_>) {
    for (place, bead) in context.nulls() {
        let (side, other) = if bead.source.is_empty() {
            (Side::Target, Side::Source)
        } else {
            (Side::Source, Side::Target)
        };
        let Some(&sentence) = bead.side(side).first() else {
            continue;
        };
        let document = context.pair().document(side);
        let span = document.sentences[sentence].span;
        let Some(passage) = passages[side as usize].around(inner(span)) else {
            continue;
        };
        // What the sentence before or behind says inside the same quotation is quoted on the other side.
        let is_quoted = |neighbour: Option<usize>| {
            let neighbour = neighbour.filter(|&near| {
                document
                    .sentences
                    .get(near)
                    .is_some_and(|s| s.span.overlaps(passage.span))
            });
            let bead = neighbour.and_then(|near| context.bead_of(side, near));
            let bead = bead.map(|place| &context.pair().alignment.beads[place]);
            bead.is_some_and(|bead| {
                let counterpart = context.pair().document(other);
                let mut there = bead.side(other).iter();
                there.any(|&there| {
                    !passages[other as usize]
                        .within(counterpart.sentences[there].span)
                        .is_empty()
                })
            })
        };
        if is_quoted(sentence.checked_sub(1)) || is_quoted(Some(sentence + 1)) {
            let message = "a sentence of the quotation is missing on the other side";
            findings.add(Draft::new(&SHORTENED, message).in_bead(place).at(side, span));
        }
    }
}

/// The middle of a span: a place inside the sentence, whatever marks stand at its ends.
fn inner(span: Span) -> Span {
    let middle = span.start + span.len() / 2;
    Span::new(middle, middle)
}
