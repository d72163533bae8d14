//! Quotations: marks that are missing, words put in or out of them, passages cut, another speaker.
//!
//! Titles and names in quotation marks are no quotations: languages differ in which of them they quote. So only passages
//! of some length are compared, and only the words in them that have a counterpart in the bead.

mod cut;
mod marks;
mod passages;
mod quotation;
mod speaker;

use super::links::Links;
use super::{Check, Context, Draft, Findings, Kind, Severity, Word};
use crate::alignment::{Bead, Side};
use crate::document::Span;
use passages::Passages;
use quotation::{Quotation, quotations, words_behind};

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
    misses: "A cut of less than a third of the quotation.",
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
    kinds: &[&marks::UNCLOSED, &BOUNDARY, &SHORTENED, &INDIRECT, &speaker::SPEAKER],
    find,
};

/// Passages of fewer words are names, titles and single words.
const SHORTEST: usize = 5;

/// A passage from which a cut is noticed has so many words at least.
const LONG: usize = 8;

/// How much shorter than usual a cut passage is.
const CUT: f64 = 0.7;

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
        for (side, other) in [(Side::Source, Side::Target), (Side::Target, Side::Source)] {
            if self.check_shortened(side, other, findings) || self.check_boundary(side, other, findings) {
                return;
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
        quotations.any(|quotation| quotation.words.contains(&word) && !quotation.aside.contains(&word))
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

    /// Whether a good part of this side's quotations is missing on the other side.
    #[allow(clippy::cast_precision_loss)] // Counts of words.
    fn check_shortened(&self, side: Side, other: Side, findings: &mut Findings<'_>) -> bool {
        let whole = self.sides[side as usize]
            .iter()
            .all(|q| q.passage.opened && q.passage.closed);
        if self.longest(side) < LONG || !whole || self.has_elision() {
            return false;
        }
        let usual = if side == Side::Source {
            self.usual
        } else {
            1.0 / self.usual
        };
        let [here, there] = [side, other].map(|side| self.letters(side, true) as f64);
        let [whole, remaining] = [side, other].map(|side| self.letters(side, false) as f64);
        if there >= here * usual * CUT {
            return false;
        }
        // The rest may only have been put outside the marks: then the whole is not shorter.
        let missing = here * usual - there;
        let words: Vec<usize> = (0..self.context.words_of(self.bead, side).count())
            .filter(|&word| self.is_quoted(side, word) && self.links.is_content(side, word))
            .collect();
        let covered = words.split(|&word| self.links.is_covered(side, word));
        let run = covered.map(<[usize]>::len).max().unwrap_or_default();
        let cut = 1.0 - there / (here * usual);
        // The more is missing, the fewer words without counterpart have to show it.
        let enough = match cut {
            cut if cut > 0.52 => 1,
            cut if cut > 0.42 => 2,
            cut if cut > 0.34 => 3,
            _ => 4,
        };
        if remaining > whole * usual - missing * 0.25 || run < enough {
            return false;
        }
        let Some(longest) = self.sides[side as usize].iter().max_by_key(|q| q.words.len()) else {
            return false;
        };
        let share = (100.0 * cut).round();
        let message = format!("about {share} % of the quotation is missing on the other side");
        let mut draft = Draft::new(&SHORTENED, message).in_bead(self.place);
        draft = draft.at(side, self.clipped(longest, side));
        if let Some(shorter) = self.sides[other as usize].iter().max_by_key(|q| q.words.len()) {
            draft = draft.at(other, self.clipped(shorter, other));
        }
        findings.add(draft);
        true
    }

    /// The letters of one side, all or those in quotations.
    fn letters(&self, side: Side, quoted: bool) -> usize {
        let words = self.context.words_of(self.bead, side).enumerate();
        let counted = words.filter(|(place, _)| !quoted || self.is_quoted(side, *place));
        counted.map(|(_, word)| letters_of(word)).sum()
    }

    /// Whether words right outside a quotation of this side are quoted on the other.
    fn check_boundary(&self, side: Side, other: Side, findings: &mut Findings<'_>) -> bool {
        let words: Vec<&Word> = self.context.words_of(self.bead, side).collect();
        let text = &self.context.pair().document(side).text;
        for quotation in &self.sides[side as usize] {
            if !self.is_whole() || quotation.words.len() < SHORTEST {
                continue;
            }
            let (outside, comma) = words_behind(text, &words, quotation);
            let quoted: Vec<usize> = outside
                .iter()
                .copied()
                .filter(|&word| !words[word].capital && self.belongs_inside(side, other, word))
                .collect();
            let moved = !comma && self.ends_in_mid_sentence(side, other, quotation, &outside);
            let shown = if quoted.is_empty() && moved { &outside } else { &quoted };
            let (Some(&first), Some(&last)) = (shown.first(), shown.last()) else {
                continue;
            };
            let span = words[first].span.cover(words[last].span);
            let message = format!(
                "\"{}\" is outside the quotation here, inside on the other side",
                span.of(text)
            );
            let mut draft = Draft::new(&BOUNDARY, message).in_bead(self.place).at(side, span);
            let targets: Vec<&Word> = self.context.words_of(self.bead, other).collect();
            for word in quoted {
                if let Some(partner) = self.links.partner(side, word) {
                    draft = draft.at(other, targets[partner].span);
                }
            }
            findings.add(draft);
            return true;
        }
        false
    }

    /// Whether a word follows a quotation of this side without any punctuation, while its counterpart ends with some:
    /// then the one is a part of a sentence and the other a whole one.
    fn ends_in_mid_sentence(&self, side: Side, other: Side, quotation: &Quotation, outside: &[usize]) -> bool {
        let long = |side: Side| {
            let all = self.sides[side as usize].iter();
            all.filter(|quotation| quotation.words.len() >= LONG)
                .collect::<Vec<_>>()
        };
        let ends = |side: Side, quotation: &Quotation| {
            let text = &self.context.pair().document(side).text;
            let inside = quotation.passage.span.of(text).trim_end_matches(['»', '”', '“', '"']);
            let behind = text[quotation.passage.span.end..]
                .trim_start_matches(' ')
                .chars()
                .next();
            inside.ends_with(['.', ',', '!', '?', '…']) || behind.is_none_or(|c| !c.is_alphanumeric())
        };
        let text = &self.context.pair().document(side).text;
        let sentence = quotation
            .passage
            .span
            .of(text)
            .chars()
            .nth(1)
            .is_some_and(char::is_uppercase);
        let words = self.context.words_of(self.bead, side);
        let behind = outside.first().and_then(|&word| words.into_iter().nth(word));
        let behind_is_plain = behind.is_some_and(|word| !word.capital);
        match (long(side).as_slice(), long(other).as_slice()) {
            ([_], [counterpart]) => sentence && behind_is_plain && !ends(side, quotation) && ends(other, counterpart),
            _ => false,
        }
    }

    /// Whether all that a word can correspond to is quoted on the other side, and not said inside here as well.
    fn belongs_inside(&self, side: Side, other: Side, word: usize) -> bool {
        let partners = self.links.partners(side, word);
        self.links.is_content(side, word)
            && !partners.is_empty()
            && partners.iter().all(|partner| {
                let mut back = self.links.partners(other, partner.word).iter();
                self.is_quoted(other, partner.word) && back.all(|back| !self.is_quoted(side, back.word))
            })
    }
}

#[cfg(test)]
mod tests;
