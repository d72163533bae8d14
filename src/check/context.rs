//! What the checks look at: a pair with everything that is computed once for all of them.

use std::sync::OnceLock;

use super::words::{self, Word};
use super::{Links, Settings};
use crate::alignment::{AlignedPair, Bead, Side};
use crate::anchor::{self, Anchor};
use crate::document::Role;
use crate::language::Language;

/// How many sentences before and behind a bead still belong to its neighbourhood.
const REACH: usize = 2;

/// A pair with everything that is computed once for all checks.
#[derive(Debug)]
pub struct Context<'a> {
    pair: &'a AlignedPair,
    settings: &'a Settings,
    anchors: [Vec<Vec<Anchor>>; 2],
    words: [Vec<Vec<Word>>; 2],
    /// The bead of each sentence, by side.
    bead_of: [Vec<Option<usize>>; 2],
    /// The corresponding words of each bead, once a check has asked for them.
    links: Vec<OnceLock<Links>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(pair: &'a AlignedPair, settings: &'a Settings) -> Self {
        let of_sides = |side| pair.document(side);
        Self {
            anchors: Side::BOTH.map(|side| anchor::find(of_sides(side))),
            words: Side::BOTH.map(|side| words::of_document(of_sides(side))),
            bead_of: Side::BOTH.map(|side| bead_of(pair, side)),
            links: pair.alignment.beads.iter().map(|_| OnceLock::new()).collect(),
            pair,
            settings,
        }
    }

    /// The pair.
    #[must_use]
    pub fn pair(&self) -> &'a AlignedPair {
        self.pair
    }

    /// What the user chose.
    #[must_use]
    pub fn settings(&self) -> &'a Settings {
        self.settings
    }

    /// The language of one side, if it is known.
    #[must_use]
    pub fn language(&self, side: Side) -> Option<Language> {
        self.pair.document(side).language
    }

    /// The beads that have sentences on both sides, with their places in the alignment.
    pub fn linked(&self) -> impl Iterator<Item = (usize, &'a Bead)> {
        let beads = self.pair.alignment.beads.iter().enumerate();
        beads.filter(|(_, bead)| !bead.is_null())
    }

    /// The sentences without counterpart, with the places of their beads in the alignment.
    pub fn nulls(&self) -> impl Iterator<Item = (usize, &'a Bead)> {
        let beads = self.pair.alignment.beads.iter().enumerate();
        beads.filter(|(_, bead)| bead.is_null())
    }

    /// The place in the alignment of the bead that holds a sentence; `None` for page furniture.
    #[must_use]
    pub fn bead_of(&self, side: Side, sentence: usize) -> Option<usize> {
        self.bead_of[side as usize].get(sentence).copied().flatten()
    }

    /// What the block of a sentence is for.
    #[must_use]
    pub fn role(&self, side: Side, sentence: usize) -> Role {
        self.pair.document(side).sentence_role(sentence)
    }

    /// The text of a sentence.
    #[must_use]
    pub fn text(&self, side: Side, sentence: usize) -> &'a str {
        self.pair.document(side).sentence_text(sentence)
    }

    /// The anchors of a sentence, in text order.
    #[must_use]
    pub fn anchors(&self, side: Side, sentence: usize) -> &[Anchor] {
        &self.anchors[side as usize][sentence]
    }

    /// The anchors of one side of a bead, in text order.
    pub fn anchors_of(&self, bead: &Bead, side: Side) -> impl Iterator<Item = &Anchor> {
        let sentences = bead.side(side).to_vec();
        sentences
            .into_iter()
            .flat_map(move |sentence| self.anchors(side, sentence))
    }

    /// The words of a sentence, in text order.
    #[must_use]
    pub fn words(&self, side: Side, sentence: usize) -> &[Word] {
        &self.words[side as usize][sentence]
    }

    /// The words of one side of a bead, in text order.
    pub fn words_of(&self, bead: &Bead, side: Side) -> impl Iterator<Item = &Word> {
        let sentences = bead.side(side).to_vec();
        sentences
            .into_iter()
            .flat_map(move |sentence| self.words(side, sentence))
    }

    /// The words of a bead that correspond; the bead is named by its place in the alignment.
    #[must_use]
    pub fn links(&self, bead: usize) -> &Links {
        self.links[bead].get_or_init(|| Links::new(self, &self.pair.alignment.beads[bead]))
    }

    /// The sentences of one side around a bead, its own among them, in text order: two before, two behind, and those
    /// that stand beside what stands beside it on the other side.
    ///
    /// A fact that has moved to one of them is not lost.
    #[must_use]
    pub fn neighbourhood(&self, bead: &Bead, side: Side) -> Vec<usize> {
        let other = side.other();
        let mut found: Vec<usize> = self.around(bead.side(side), side).collect();
        for sentence in self.around(bead.side(other), other) {
            let Some(place) = self.bead_of(other, sentence) else {
                continue;
            };
            found.extend_from_slice(self.pair.alignment.beads[place].side(side));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The sentences from some before the first to some behind the last of these.
    fn around(&self, sentences: &[usize], side: Side) -> impl Iterator<Item = usize> + use<> {
        let count = self.pair.document(side).sentences.len();
        match (sentences.first(), sentences.last()) {
            (Some(first), Some(last)) => first.saturating_sub(REACH)..(last + 1 + REACH).min(count),
            _ => 0..0,
        }
    }
}

fn bead_of(pair: &AlignedPair, side: Side) -> Vec<Option<usize>> {
    let mut places = vec![None; pair.document(side).sentences.len()];
    for (place, bead) in pair.alignment.beads.iter().enumerate() {
        for &sentence in bead.side(side) {
            places[sentence] = Some(place);
        }
    }
    places
}
