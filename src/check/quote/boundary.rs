//! Words that stand inside the quotation on one side and outside on the other.

use super::quotation::words_behind;
use super::wording::wording;
use super::{BOUNDARY, BeadQuotes, LONG, Quotation, SHORTEST};
use crate::alignment::Side;
use crate::check::{Draft, Findings, Word};

impl BeadQuotes<'_> {
    /// Whether words right outside a quotation of this side are quoted on the other.
    pub(super) fn check_boundary(&self, side: Side, other: Side, findings: &mut Findings<'_>) -> bool {
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
            let moved = !comma
                && (self.ends_in_mid_sentence(side, other, quotation, &outside)
                    || self.ends_in_mid_phrase(side, quotation, &words, &outside));
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

    /// Whether a quotation ends with a word that something has to follow, or within a word, and goes on outside.
    fn ends_in_mid_phrase(&self, side: Side, quotation: &Quotation, words: &[&Word], outside: &[usize]) -> bool {
        let text = &self.context.pair().document(side).text;
        let last = quotation.words.end.checked_sub(1).and_then(|last| words.get(last));
        let (Some(wording), Some(last), Some(&next)) = (wording(self.context.language(side)), last, outside.first())
        else {
            return false;
        };
        let behind = &text[quotation.passage.span.end..];
        let gap = behind.get(..words[next].span.start.saturating_sub(quotation.passage.span.end));
        let follows = gap.is_some_and(|gap| gap.chars().all(char::is_whitespace));
        // A comma inside the marks ends the phrase.
        let marks = text.get(last.span.end..quotation.passage.span.end);
        let ends_in_text = marks.is_some_and(|marks| marks.chars().all(|c| "«»„“”\"'’".contains(c)));
        wording.hangs(last) && follows && ends_in_text
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
