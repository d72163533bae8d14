//! The names of a bead, and what the other side says about each.

use crate::alignment::Side;
use crate::anchor::{self, Anchor, Detail, NameKey};
use crate::check::dictionary::Dictionary;
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
    /// Whether it is short for a word (`Rev.`, `Sen.`), or in capitals for emphasis.
    is_abbreviation: bool,
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
            let text = &context.pair().document(side).text;
            mentions.push(Mention {
                is_abbreviation: is_abbreviation(text, anchor, key),
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
            .flat_map(|word| {
                dictionary
                    .into_iter()
                    .flat_map(|dictionary| dictionary.known(self.side, &word.stem))
            })
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
        !stems.is_empty() && words.any(|word| stems.iter().any(|stem| *stem == word.stem))
    }

    /// Whether one of these words of the other side, a name or not, sounds the same.
    pub(super) fn sounds_like_one<'w>(&self, mut words: impl Iterator<Item = &'w Word>) -> bool {
        words.any(|word| {
            let other = NameKey::of_word(&word.lower);
            self.key.shares_key(&other) && self.key.similarity(&other) > 0.0
        })
    }

    /// How alike the name sounds to that of these words of the other side that sounds most like it; two words in a row
    /// are taken together too.
    pub(super) fn likeness<'w>(&self, words: impl Iterator<Item = &'w Word>) -> f64 {
        let mut best: f64 = 0.0;
        let mut before: Option<&Word> = None;
        for word in words {
            best = best.max(self.key.likeness(&NameKey::of_word(&word.lower)));
            if let Some(before) = before.filter(|before| before.span.end + 2 > word.span.start) {
                let both = format!("{}{}", before.lower, word.lower);
                best = best.max(self.key.likeness(&NameKey::of_word(&both)));
            }
            before = Some(word);
        }
        best
    }

    /// How sure it is that it is a name that the other side would have, 0 to 1.
    pub(super) fn certainty(&self, dictionary: Option<&'static Dictionary>) -> f64 {
        if self.key.is_acronym() || self.is_abbreviation {
            return 0.0;
        }
        if self.is_adjective() {
            return 0.2;
        }
        if self.key.listed().is_some() {
            return 1.0;
        }
        let translations = self.translations(dictionary);
        if translations.is_empty() {
            return 0.75;
        }
        // A name that the lexicon knows sounds like its translations; an ordinary word does not.
        let sounds = |word: &&&str| self.key.similarity(&NameKey::of_word(word)) > 0.0;
        let alike = translations.iter().filter(sounds).count();
        if alike * 2 >= translations.len() { 1.0 } else { 0.25 }
    }

    /// Whether the other name is the next word.
    pub(super) fn is_right_before(&self, next: &Mention<'_>) -> bool {
        self.sentence == next.sentence && self.first + self.words.len() == next.first
    }

    /// Whether it looks like a Russian adjective, which may be part of a name or say where something is.
    fn is_adjective(&self) -> bool {
        const ENDINGS: [&str; 14] = [
            "ский",
            "ского",
            "скому",
            "ским",
            "ском",
            "ская",
            "ской",
            "скую",
            "ское",
            "ские",
            "ских",
            "скими",
            "ный",
            "ная",
        ];
        self.words
            .last()
            .is_some_and(|word| ENDINGS.iter().any(|ending| word.lower.ends_with(ending)))
    }

    /// As it stands in the text.
    pub(super) fn text(&self, context: &Context<'a>) -> &'a str {
        self.anchor.span.of(&context.pair().document(self.side).text)
    }
}

/// Whether a full stop that does not end the text follows a word of a few letters, or the word is in capitals though no
/// acronym.
fn is_abbreviation(text: &str, anchor: &Anchor, key: &NameKey) -> bool {
    let word = anchor.span.of(text);
    let letters = word.chars().count();
    let stop = text[anchor.span.end..].starts_with(". ") && letters <= 4;
    let capitals = letters > 1 && word.chars().all(char::is_uppercase);
    key.listed().is_none() && (stop || letters <= 2 || capitals)
}
