//! Quotations: marks that are missing, words put in or out of them, passages cut, another speaker.
//!
//! Titles and names in quotation marks are no quotations: languages differ in which of them they quote. So only passages
//! of some length are compared, and only the words in them that have a counterpart in the bead.

mod attribution;
mod boundary;
mod cut;
mod insertion;
mod marks;
mod passages;
mod quotation;
mod shortened;
mod speaker;
mod wording;

use super::links::Links;
use super::{Check, Context, Draft, Findings, Kind, Severity, Word};
use crate::alignment::{Bead, Side};
use crate::document::Span;
use passages::Passages;
use quotation::{Quotation, quotations};

static BOUNDARY: Kind = Kind {
    id: "quote-boundary",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "Words that stand inside the quotation on one side and outside on the other.",
    example: (
        "\"We will come in spring,\" he said.",
        "«Мы придём» весной, — сказал он.",
    ),
    misses: "Words that the lexicon does not know, and quotations of less than five words.",
};

static SHORTENED: Kind = Kind {
    id: "quote-shortened",
    category: "accuracy/omission",
    severity: Severity::Warning,
    catches: "A quotation of which a good part is missing on the other side without <...> or [...].",
    example: (
        "\"We have waited a long time for this day and we will come in spring,\" he said.",
        "«Мы долго ждали этого дня», — сказал он.",
    ),
    misses: "A cut of less than a third of the quotation, and what the target quotes at somewhat greater length.",
};

static INDIRECT: Kind = Kind {
    id: "quote-indirect",
    category: "accuracy/mistranslation",
    severity: Severity::Info,
    catches: "A quotation of some length that the other side gives without quotation marks.",
    example: (
        "\"We will certainly come again next spring,\" he said.",
        "Он сказал, что следующей весной они снова приедут.",
    ),
    misses: "A quotation where the other side quotes something else.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[
        &marks::UNCLOSED,
        &BOUNDARY,
        &SHORTENED,
        &INDIRECT,
        &speaker::SPEAKER,
        &attribution::ATTRIBUTION,
        &insertion::INSERTION,
    ],
    find,
};

/// Passages of fewer words are names, titles and single words.
const SHORTEST: usize = 5;

/// A passage from which a cut is noticed has so many words at least.
const LONG: usize = 8;

/// So many letters of equal length are added to both texts: a short one does not show the usual ratio.
const USUAL: usize = 3000;

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let passages = Side::BOTH.map(|side| Passages::of(context.pair().document(side)));
    marks::find(context, &passages, findings);
    let usual = usual_ratio(context);
    for (place, bead) in context.linked() {
        let sides = Side::BOTH.map(|side| quotations(context, &passages[side as usize], bead, side));
        if sides.iter().all(Vec::is_empty) {
            continue;
        }
        let bead = BeadQuotes {
            context,
            place,
            bead,
            links: context.links(place),
            sides,
            usual,
        };
        bead.check(findings);
        bead.check_attribution(findings);
        bead.check_insertions(findings);
        speaker::check(context, place, bead.bead, findings);
    }
    cut::find_sentences(context, &passages, findings);
}

/// The target's characters for one of the source, over all beads.
#[allow(clippy::cast_precision_loss)] // Texts are far shorter than 2^52 bytes.
fn usual_ratio(context: &Context<'_>) -> f64 {
    let mut letters = [0_usize; 2];
    for (_, bead) in context.linked() {
        for side in Side::BOTH {
            letters[side as usize] += context.words_of(bead, side).map(letters_of).sum::<usize>();
        }
    }
    (letters[1] + USUAL) as f64 / (letters[0] + USUAL) as f64
}

fn letters_of(word: &Word) -> usize {
    word.lower.chars().count() + 1
}

struct BeadQuotes<'a> {
    context: &'a Context<'a>,
    place: usize,
    bead: &'a Bead,
    links: &'a Links,
    sides: [Vec<Quotation>; 2],
    usual: f64,
}

impl BeadQuotes<'_> {
    fn check(&self, findings: &mut Findings<'_>) {
        let quoted = Side::BOTH.map(|side| self.longest(side));
        let [source, target] = quoted;
        if source < SHORTEST && target < SHORTEST || self.has_single_marks() {
            return;
        }
        if self.sides.iter().any(Vec::is_empty) {
            self.check_indirect(findings);
            return;
        }
        let directions = [(Side::Source, Side::Target), (Side::Target, Side::Source)];
        // What was put outside the marks is not missing.
        if !directions
            .iter()
            .any(|&(side, other)| self.check_boundary(side, other, findings))
        {
            for (side, other) in directions {
                if self.check_shortened(side, other, findings) {
                    break;
                }
            }
        }
    }

    /// How many words the longest quotation has.
    fn longest(&self, side: Side) -> usize {
        let words = self.sides[side as usize].iter().map(|quotation| quotation.words.len());
        words.max().unwrap_or_default()
    }

    fn is_quoted(&self, side: Side, word: usize) -> bool {
        let mut quotations = self.sides[side as usize].iter();
        quotations.any(|quotation| quotation.says(word))
    }

    /// Whether a side also quotes in single marks, which cannot be told from apostrophes.
    fn has_single_marks(&self) -> bool {
        let single = |side: Side| {
            let text = self.context.pair().bead_text(self.bead, side);
            [" '", " ‘", "(‘", "('"].iter().any(|mark| text.contains(mark)) || text.starts_with(['\'', '‘'])
        };
        Side::BOTH.into_iter().any(single)
    }

    /// Whether no quotation has lost a mark.
    fn is_whole(&self) -> bool {
        let mut passages = self.sides.iter().flatten().map(|quotation| quotation.passage);
        passages.all(|passage| passage.opened && passage.closed)
    }

    fn has_elision(&self) -> bool {
        let elided = |side: Side| {
            let text = self.context.pair().bead_text(self.bead, side);
            ["<...>", "<…>", "[...]", "[…]", "(...)", "(…)", "...", "…"]
                .iter()
                .any(|mark| text.contains(mark))
        };
        Side::BOTH.into_iter().any(elided)
    }

    fn check_indirect(&self, findings: &mut Findings<'_>) {
        // A dash opens direct speech too.
        let texts = Side::BOTH.map(|side| self.context.pair().bead_text(self.bead, side));
        if !self.is_whole() || texts.iter().any(|text| text.starts_with(['—', '–', '-'])) {
            return;
        }
        for side in Side::BOTH {
            let longest = self.sides[side as usize]
                .iter()
                .max_by_key(|quotation| quotation.words.len());
            if let Some(quotation) = longest.filter(|quotation| quotation.words.len() >= LONG) {
                let message = "quoted on this side only";
                let draft = Draft::new(&INDIRECT, message).in_bead(self.place);
                findings.add(draft.at(side, self.clipped(quotation, side)));
            }
        }
    }

    /// The part of a quotation that lies in the bead.
    fn clipped(&self, quotation: &Quotation, side: Side) -> Span {
        let sentences = self.bead.side(side);
        let document = self.context.pair().document(side);
        let (Some(&first), Some(&last)) = (sentences.first(), sentences.last()) else {
            return quotation.passage.span;
        };
        let start = document.sentences[first].span.start.max(quotation.passage.span.start);
        let end = document.sentences[last].span.end.min(quotation.passage.span.end);
        Span::new(start, end.max(start))
    }
}

#[cfg(test)]
mod tests;
