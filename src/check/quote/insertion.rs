//! What the author put into a quotation in square brackets.

use super::BeadQuotes;
use crate::alignment::Side;
use crate::check::{Draft, Findings, Kind, Severity, Word};

pub(super) static INSERTION: Kind = Kind {
    id: "quote-insertion",
    category: "accuracy/addition",
    severity: Severity::Info,
    catches: "Words in square brackets in a quotation, where the other side's quotation has none.",
    example: (
        "\"He will certainly come to see us again,\" she said.",
        "«Он [министр] обязательно снова придёт к нам», — сказала она.",
    ),
    misses: "Insertions in round brackets, which may be spoken.",
};

impl BeadQuotes<'_> {
    /// Insertions that one side has more of; they are no part of what was said, and so never lost.
    pub(super) fn check_insertions(&self, findings: &mut Findings<'_>) {
        let count = |side: Side| {
            let quotations = self.sides[side as usize].iter();
            quotations.map(|quotation| quotation.insertions.len()).sum::<usize>()
        };
        if self.sides.iter().any(Vec::is_empty) {
            return;
        }
        for side in Side::BOTH {
            if count(side) <= count(side.other()) {
                continue;
            }
            let words: Vec<&Word> = self.context.words_of(self.bead, side).collect();
            let insertions = self.sides[side as usize]
                .iter()
                .flat_map(|quotation| &quotation.insertions);
            let mut draft = Draft::new(&INSERTION, "inserted into the quotation on this side only").in_bead(self.place);
            for inserted in insertions {
                draft = draft.at(side, words[inserted.start].span.cover(words[inserted.end - 1].span));
            }
            findings.add(draft);
        }
    }
}
