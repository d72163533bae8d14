//! The names of a bead, and what the other side says about each.

use crate::alignment::Side;
use crate::anchor::{self, Anchor, Detail, NameKey};
use crate::check::links::Dictionary;
use crate::check::{Context, Word};

/// A name of one side.
#[derive(Clone, Debug)]
pub(super) struct Mention<'a> {
    pub(super) side: Side,
    pub(super) sentence: usize,
    pub(super) anchor: &'a Anchor,
    pub(super) key: &'a NameKey,
    /// The words it is made of.
    pub(super) words: &'a [Word],
    /// The place of the first of them among the words of the sentence.
    pub(super) first: usize,
}

/// The names of some sentences, in text order.
pub(super) fn of_sentences<'a>(context: &'a Context<'_>, side: Side, sentences: &[usize]) -> Vec<Mention<'a>> {
    let mut mentions = Vec::new();
    for &sentence in sentences {
        let words = context.words(side, sentence);
        for anchor in context.anchors(side, sentence) {
            let Detail::Name(key) = &anchor.detail else { continue };
            let first = words.partition_point(|word| word.span.end <= anchor.span.start);
            let count = words[first..]
                .iter()
                .take_while(|word| word.span.start < anchor.span.end)
                .count();
            mentions.push(Mention {
                side,
                sentence,
                anchor,
                key,
                words: &words[first..first + count],
                first,
            });
        }
    }
    mentions
}

impl<'a> Mention<'a> {
    /// The translations that the lexicon knows for its words, as stems.
    pub(super) fn translations(&self, dictionary: Option<&'static Dictionary>) -> Vec<&'static str> {
        let words = self.words.iter();
        words
            .flat_map(|word| dictionary.map_or(&[][..], |dictionary| dictionary.known(self.side, &word.stem)))
            .copied()
            .collect()
    }

    /// Whether one of these names of the other side is the same.
    pub(super) fn is_among(&self, names: &[Mention<'_>]) -> bool {
        names
            .iter()
            .any(|name| anchor::similarity(self.anchor, name.anchor) > 0.0)
    }

    /// Whether one of these words of the other side is a translation of one of its words.
    pub(super) fn is_translated_by<'w>(
        &self,
        dictionary: Option<&'static Dictionary>,
        mut words: impl Iterator<Item = &'w Word>,
    ) -> bool {
        let stems = self.translations(dictionary);
        !stems.is_empty() && words.any(|word| stems.contains(&&*word.stem))
    }

    /// Whether one of these words of the other side, a name or not, sounds the same.
    pub(super) fn sounds_like_one<'w>(&self, mut words: impl Iterator<Item = &'w Word>) -> bool {
        words.any(|word| self.key.similarity(&NameKey::of_word(&word.lower)) > 0.0)
    }

    /// As it stands in the text.
    pub(super) fn text(&self, context: &Context<'a>) -> &'a str {
        self.anchor.span.of(&context.pair().document(self.side).text)
    }
}
