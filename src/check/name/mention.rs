//! The names of a bead, and what the other side says about each.

use crate::alignment::{EvidenceKind, Side};
use crate::anchor::{self, Anchor, Detail, NameKey};
use crate::check::known::Known;
use crate::check::{Context, Word};

/// A name of one side.
#[derive(Clone, Debug)]
pub(super) struct Mention<'a> {
    pub(super) anchor: &'a Anchor,
    pub(super) key: &'a NameKey,
    /// The words it is made of.
    pub(super) words: Vec<&'a Word>,
}

/// The names of some sentences, in text order.
pub(super) fn of_sentences<'a>(context: &'a Context<'_>, side: Side, sentences: &[usize]) -> Vec<Mention<'a>> {
    let mut mentions = Vec::new();
    for &sentence in sentences {
        let words = context.words(side, sentence);
        for anchor in context.anchors(side, sentence) {
            let Detail::Name(key) = &anchor.detail else { continue };
            debug_assert_eq!(anchor.kind, EvidenceKind::Name);
            let first = words.partition_point(|word| word.span.end <= anchor.span.start);
            let inside = words[first..].iter().take_while(|word| word.span.start < anchor.span.end);
            mentions.push(Mention {
                anchor,
                key,
                words: inside.collect(),
            });
        }
    }
    mentions
}

impl Mention<'_> {
    /// Whether the lexicon knows one of its words.
    pub(super) fn is_known(&self, known: &Known) -> bool {
        self.words.iter().any(|word| !known.translations(&word.stem).is_empty())
    }

    /// Whether one of these names is the same.
    pub(super) fn is_among(&self, names: &[Mention<'_>]) -> bool {
        names.iter().any(|name| anchor::similarity(self.anchor, name.anchor) > 0.0)
    }

    /// Whether one of these words is a translation of one of its words.
    pub(super) fn is_translated_by<'w>(&self, known: &Known, mut words: impl Iterator<Item = &'w Word>) -> bool {
        let stems: Vec<&str> = self.words.iter().flat_map(|word| known.translations(&word.stem)).copied().collect();
        !stems.is_empty() && words.any(|word| stems.contains(&&*word.stem))
    }

    /// Whether one of these words, names or not, sounds the same.
    pub(super) fn sounds_like_one<'w>(&self, mut words: impl Iterator<Item = &'w Word>) -> bool {
        words.any(|word| self.key.similarity(&NameKey::of_word(&word.lower)) > 0.0)
    }
}
