//! Quotations that have lost the words that say whose they are.

use super::wording::wording;
use super::{BeadQuotes, LONG, Quotation};
use crate::alignment::Side;
use crate::check::{Draft, Findings, Kind, Severity, Word};

pub(super) static ATTRIBUTION: Kind = Kind {
    id: "quote-attribution",
    category: "accuracy/omission",
    severity: Severity::Warning,
    catches: "A quotation whose speaker is named on one side and on the other neither beside it nor in its neighbourhood.",
    example: (
        "\"We will certainly come again in the spring,\" the minister said.",
        "«Мы обязательно придём снова весной».",
    ),
    misses: "A speaker who is left out while another verb of saying stays, and quotations of less than eight words.",
};

/// So many words outside the quotation may still say who speaks, in a way that the word lists do not know.
const MOST: usize = 1;

impl BeadQuotes<'_> {
    /// A quotation that only one side attributes.
    pub(super) fn check_attribution(&self, findings: &mut Findings<'_>) {
        for side in Side::BOTH {
            let other = side.other();
            if self.is_attributed(side) && self.stands_alone(other) && !self.is_attributed_nearby(other) {
                let message = "nobody is named as the speaker of the quotation, unlike on the other side";
                let mut draft = Draft::new(&ATTRIBUTION, message).in_bead(self.place);
                let longest = |side: Side| self.sides[side as usize].iter().max_by_key(|q| q.words.len());
                for side in Side::BOTH {
                    if let Some(quotation) = longest(side) {
                        draft = draft.at(side, self.clipped(quotation, side));
                    }
                }
                findings.add(draft);
            }
        }
    }

    /// Whether a word outside the quotations of one side tells who speaks.
    fn is_attributed(&self, side: Side) -> bool {
        let Some(wording) = wording(self.context.language(side)) else {
            return false;
        };
        let mut words = self.context.words_of(self.bead, side).enumerate();
        words.any(|(place, word)| !self.is_quoted(side, place) && wording.attributes(word))
    }

    /// Whether one side is a whole quotation of some length and nothing else.
    fn stands_alone(&self, side: Side) -> bool {
        let quotations = &self.sides[side as usize];
        let whole = |q: &Quotation| q.passage.opened && q.passage.closed && q.aside.is_empty();
        let words = self.context.words_of(self.bead, side).count();
        let outside = (0..words).filter(|&word| !self.is_quoted(side, word));
        self.longest(side) >= LONG && quotations.iter().all(whole) && outside.count() <= MOST
    }

    /// Whether a sentence around the bead tells who speaks.
    fn is_attributed_nearby(&self, side: Side) -> bool {
        let Some(wording) = wording(self.context.language(side)) else {
            return true;
        };
        let around = self.context.neighbourhood(self.bead, side).into_iter();
        let mut others = around.filter(|sentence| !self.bead.side(side).contains(sentence));
        others.any(|sentence| {
            let words: &[Word] = self.context.words(side, sentence);
            words.iter().any(|word| wording.attributes(word))
        })
    }
}
