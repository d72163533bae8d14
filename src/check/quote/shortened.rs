//! Quotations of which a good part is missing on the other side.

use super::wording::wording;
use super::{BeadQuotes, LONG, Quotation, SHORTENED, letters_of};
use crate::alignment::Side;
use crate::check::{Draft, Findings, Word};

/// How much shorter than usual a cut passage is.
const CUT: f64 = 0.7;

/// A quotation of fewer words is not looked at.
const FEWEST: usize = 4;

/// More words at the end of a quotation without counterpart say no more.
const TAIL: usize = 4;

/// The weights of a logistic regression, fitted to correct translations against the same with half of a quotation cut:
/// how much is said outside the quotations, whether the shorter one breaks off, how well what stands outside is covered,
/// the words that are missing, the words that were expected, the words at the end without counterpart.
const WEIGHTS: [f64; 6] = [0.96, 2.05, 0.59, 0.97, -0.17, 0.9];

/// The score of nothing.
const BIAS: f64 = -2.6;

impl BeadQuotes<'_> {
    /// Whether a good part of this side's quotations is missing on the other side.
    pub(super) fn check_shortened(&self, side: Side, other: Side, findings: &mut Findings<'_>) -> bool {
        let whole = self.sides[side as usize]
            .iter()
            .all(|q| q.passage.opened && q.passage.closed);
        if !whole || self.has_elision() {
            return false;
        }
        // What the target has more than the source is rather an explanation than a cut.
        let found = match side {
            Side::Source => self.is_whole() && self.longest(side) >= FEWEST && self.score(side, other) > 0.0,
            Side::Target => self.is_much_shorter(side, other),
        };
        if found {
            self.report_shortened(side, other, findings);
        }
        found
    }

    #[allow(clippy::cast_precision_loss)] // Counts of words.
    fn report_shortened(&self, side: Side, other: Side, findings: &mut Findings<'_>) {
        let Some(longest) = self.sides[side as usize].iter().max_by_key(|q| q.words.len()) else {
            return;
        };
        let [here, there] = [side, other].map(|side| self.letters(side, true) as f64);
        let share = (100.0 * (1.0 - there / (here * self.usual_of(side)))).round();
        let message = if share >= 10.0 {
            format!("about {share} % of the quotation is missing on the other side")
        } else {
            "the end of the quotation is missing on the other side".to_owned()
        };
        let mut draft = Draft::new(&SHORTENED, message).in_bead(self.place);
        draft = draft.at(side, self.clipped(longest, side));
        if let Some(shorter) = self.sides[other as usize].iter().max_by_key(|q| q.words.len()) {
            draft = draft.at(other, self.clipped(shorter, other));
        }
        findings.add(draft);
    }

    /// How much longer than this side the other usually is.
    fn usual_of(&self, side: Side) -> f64 {
        match side {
            Side::Source => self.usual,
            Side::Target => 1.0 / self.usual,
        }
    }

    /// The log-odds that the longest quotation of this side was cut on the other.
    #[allow(clippy::cast_precision_loss)] // Counts of words.
    fn score(&self, side: Side, other: Side) -> f64 {
        let usual = self.usual_of(side);
        let [here, there] = [side, other].map(|side| self.letters(side, true) as f64);
        let [whole, remaining] = [side, other].map(|side| self.letters(side, false) as f64);
        let [wordiness, theirs] = [side, other].map(|side| {
            let wording = wording(self.context.language(side));
            wording.map_or(1.0, |wording| wording.wordiness)
        });
        let expected = self.longest(side) as f64 * theirs / wordiness;
        let features = [
            (remaining - there + 10.0).ln() - ((whole - here) * usual + 10.0).ln(),
            f64::from(u8::from(self.breaks_off(other))),
            self.coverage_outside(side),
            expected - self.longest(other) as f64,
            expected,
            self.tail(side).min(TAIL) as f64,
        ];
        let weighted = WEIGHTS.iter().zip(features).map(|(weight, feature)| weight * feature);
        BIAS + weighted.sum::<f64>()
    }

    /// Whether a quotation of one side ends with a word that something has to follow.
    fn breaks_off(&self, side: Side) -> bool {
        let Some(wording) = wording(self.context.language(side)) else {
            return false;
        };
        let words: Vec<&Word> = self.context.words_of(self.bead, side).collect();
        let last = |quotation: &Quotation| words.get(quotation.words.end.checked_sub(1)?).copied();
        let mut quotations = self.sides[side as usize].iter().filter(|q| q.words.len() >= 2);
        quotations.any(|quotation| last(quotation).is_some_and(|word| wording.hangs(word)))
    }

    /// The share of the content words outside the quotations that have a counterpart.
    #[allow(clippy::cast_precision_loss)] // Counts of words.
    fn coverage_outside(&self, side: Side) -> f64 {
        let words = 0..self.context.words_of(self.bead, side).count();
        let outside = words.filter(|&word| !self.is_quoted(side, word) && self.links.is_content(side, word));
        let covered = outside.clone().filter(|&word| self.links.is_covered(side, word));
        (covered.count() as f64 + 0.5) / (outside.count() as f64 + 1.0)
    }

    /// The quoted content words of one side.
    fn content(&self, side: Side) -> Vec<usize> {
        let words = 0..self.context.words_of(self.bead, side).count();
        words
            .filter(|&word| self.is_quoted(side, word) && self.links.is_content(side, word))
            .collect()
    }

    /// How many quoted content words at the end of one side have no counterpart.
    fn tail(&self, side: Side) -> usize {
        let content = self.content(side);
        let mut backwards = content.iter().rev();
        backwards
            .position(|&word| self.links.is_covered(side, word))
            .unwrap_or(content.len())
    }

    /// Whether the other side quotes much less, and says no more outside the quotations.
    #[allow(clippy::cast_precision_loss)] // Counts of letters.
    fn is_much_shorter(&self, side: Side, other: Side) -> bool {
        let usual = self.usual_of(side);
        let [here, there] = [side, other].map(|side| self.letters(side, true) as f64);
        let [whole, remaining] = [side, other].map(|side| self.letters(side, false) as f64);
        if self.longest(side) < LONG || there >= here * usual * CUT {
            return false;
        }
        // The rest may only have been put outside the marks: then the whole is not shorter.
        let missing = here * usual - there;
        let content = self.content(side);
        let uncovered = content.split(|&word| self.links.is_covered(side, word));
        let run = uncovered.map(<[usize]>::len).max().unwrap_or_default();
        // The more is missing, the fewer words without counterpart have to show it.
        let enough = match 1.0 - there / (here * usual) {
            cut if cut > 0.52 => 1,
            cut if cut > 0.42 => 2,
            cut if cut > 0.34 => 3,
            _ => 4,
        };
        remaining <= whole * usual - missing * 0.25 && run >= enough
    }

    /// The letters of one side, all or those in quotations.
    fn letters(&self, side: Side, quoted: bool) -> usize {
        let words = self.context.words_of(self.bead, side).enumerate();
        let counted = words.filter(|(place, _)| !quoted || self.is_quoted(side, *place));
        counted.map(|(_, word)| letters_of(word)).sum()
    }
}
