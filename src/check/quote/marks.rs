//! Quotation marks without partner.

use super::passages::{Passage, Passages};
use crate::alignment::Side;
use crate::check::{Context, Draft, Findings, Kind, Severity};
use crate::document::{Document, Span};

pub(super) static UNCLOSED: Kind = Kind {
    id: "quote-unclosed",
    category: "linguistic-conventions/punctuation",
    severity: Severity::Warning,
    catches: "A quotation mark without its partner in the paragraph, where the other side has both.",
    example: ("\"We will come,\" he said.", "«Мы придём, — сказал он."),
    misses: "Single quotation marks, and quotations that run over several paragraphs.",
};

/// How many paragraphs a quotation may go on.
const REACH: usize = 6;

/// Marks without partner, where the other side of the bead has no such thing.
pub(super) fn find(context: &Context<'_>, passages: &[Passages; 2], findings: &mut Findings<'_>) {
    for (side, other) in [(Side::Source, Side::Target), (Side::Target, Side::Source)] {
        let document = context.pair().document(side);
        let counterpart = context.pair().document(other);
        for passage in passages[side as usize].broken() {
            let sentence = document.sentences.partition_point(|sentence| {
                let mark = if passage.opened {
                    passage.span.start
                } else {
                    passage.span.end - 1
                };
                sentence.span.end <= mark
            });
            let Some(place) = context.bead_of(side, sentence) else {
                continue;
            };
            let bead = &context.pair().alignment.beads[place];
            let there: Vec<&Passage> = bead
                .side(other)
                .iter()
                .flat_map(|&sentence| passages[other as usize].within(counterpart.sentences[sentence].span))
                .collect();
            // A quotation that goes on in the next paragraph is open on both sides.
            if there.is_empty()
                || there.iter().any(|other| !(other.opened && other.closed))
                || continues(document, passages, side, passage)
            {
                continue;
            }
            let message = if passage.opened {
                "the quotation is not closed"
            } else {
                "the quotation was not opened"
            };
            findings.add(Draft::new(&UNCLOSED, message).in_bead(place).at(side, passage.span));
        }
    }
}

/// Whether the quotation goes on in the block behind, or comes from the one before.
fn continues(document: &Document, passages: &[Passages; 2], side: Side, passage: &Passage) -> bool {
    let block = document
        .blocks
        .partition_point(|block| block.span.end <= passage.span.start);
    let blocks = &document.blocks;
    // English opens every paragraph of a quotation and closes only the last.
    let joins = |span: Span| {
        let mut there = passages[side as usize].within(span).iter();
        there.any(|other| {
            if passage.opened {
                !other.opened || other.span.start == span.start
            } else {
                !other.closed
            }
        })
    };
    if passage.opened {
        blocks.iter().skip(block + 1).take(REACH).any(|block| joins(block.span))
    } else {
        blocks[..block.min(blocks.len())]
            .iter()
            .rev()
            .take(REACH)
            .any(|block| joins(block.span))
    }
}
