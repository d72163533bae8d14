//! The names of a bead, and what the other side says about each.

use crate::alignment::Side;
use crate::anchor::{Anchor, Detail, NameKey};
use crate::check::dictionary::Dictionary;
use crate::check::{Context, Word};
use crate::document::Span;

/// A name of one side.
#[derive(Clone, Debug)]
pub(super) struct Mention<'a> {
    pub(super) side: Side,
    pub(super) sentence: usize,
    pub(super) span: Span,
    pub(super) key: NameKey,
    /// The words it is made of.
    pub(super) words: &'a [Word],
    /// The place of the first of them among the words of the sentence.
    pub(super) first: usize,
    /// Whether it is short for a word (`Rev.`, `Sen.`), or in capitals for emphasis.
    is_abbreviation: bool,
    /// Whether it would have its capital anyway, and is only likely to be a name: see [`with_likely`].
    pub(super) is_likely: bool,
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
                is_abbreviation: is_abbreviation(text, anchor.span, key),
                is_likely: false,
                side,
                sentence,
                span: anchor.span,
                key: key.clone(),
                words: &words[first..first + count],
                first,
            });
        }
    }
    mentions
}

/// The names of some sentences with the words that may be names: those with a capital that would stand there anyway,
/// and that the dictionary does not know as ordinary words.
pub(super) fn with_likely<'a>(
    context: &'a Context<'_>,
    dictionary: Option<&'static Dictionary>,
    side: Side,
    sentences: &[usize],
) -> Vec<Mention<'a>> {
    let mut mentions = of_sentences(context, side, sentences);
    if dictionary.is_none() {
        return mentions;
    }
    for &sentence in sentences {
        let anchors = context.anchors(side, sentence);
        for (first, word) in context.words(side, sentence).iter().enumerate() {
            let fit = word.capital && word.content && word.letters >= SHORTEST_LIKELY;
            if !fit || anchors.iter().any(|anchor| is_taken(anchor, word.span)) {
                continue;
            }
            let words = &context.words(side, sentence)[first..=first];
            let plain = without_possessive(&word.lower);
            let key = if plain.len() == word.lower.len() {
                word.sound().clone()
            } else {
                NameKey::of_word(plain)
            };
            let mention = Mention {
                is_abbreviation: false,
                is_likely: true,
                side,
                sentence,
                span: word.span,
                key,
                words,
                first,
            };
            if mention.certainty(dictionary) >= UNKNOWN {
                mentions.push(mention);
            }
        }
    }
    mentions.sort_by_key(|mention| mention.span);
    mentions
}

/// Shorter words that begin a sentence are seldom names.
const SHORTEST_LIKELY: usize = 4;

/// How sure it is that a word is a name that the dictionary does not know at all.
const UNKNOWN: f64 = 0.75;

/// The same of the first word of a sentence before a name.
const TITLE: f64 = 0.5;

/// Whether the anchor says what a word stands for.
fn is_taken(anchor: &Anchor, word: Span) -> bool {
    !matches!(anchor.detail, Detail::Quote { .. }) && anchor.span.overlaps(word)
}

/// An English name without `'s`.
pub(super) fn without_possessive(lower: &str) -> &str {
    lower
        .strip_suffix("'s")
        .or_else(|| lower.strip_suffix("’s"))
        .unwrap_or(lower)
}

impl<'a> Mention<'a> {
    /// The translations that the lexicon knows for its words, as stems.
    pub(super) fn translations(&self, dictionary: Option<&'static Dictionary>) -> Vec<&'static str> {
        let words = self.words.iter();
        words
            .flat_map(|word| {
                dictionary
                    .into_iter()
                    .flat_map(|dictionary| dictionary.known(self.side, word.entry(dictionary, self.side)))
            })
            .collect()
    }

    /// Whether one of these names of the other side is the same.
    pub(super) fn is_among(&self, names: &[Mention<'_>]) -> bool {
        names.iter().any(|name| self.is_same(name))
    }

    /// Whether both may be the same name.
    pub(super) fn is_same(&self, other: &Mention<'_>) -> bool {
        self.key.shares_key(&other.key) && self.key.similarity(&other.key) > 0.0
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
            let other = word.sound();
            self.key.shares_key(other) && self.key.similarity(other) > 0.0
        })
    }

    /// How alike the name sounds to that of these words of the other side that sounds most like it; two words in a row
    /// are taken together too.
    pub(super) fn likeness<'w>(&self, words: impl Iterator<Item = &'w Word>) -> f64 {
        let mut best: f64 = 0.0;
        let mut before: Option<&Word> = None;
        for word in words {
            best = best.max(self.key.likeness(word.sound()));
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
        // `американский`, `республиканец`: listed, but said in many other ways.
        let lower = self.words.first().is_some_and(|word| !word.capital);
        if lower || self.is_adjective() {
            return 0.2;
        }
        if self.key.listed().is_some() {
            return 1.0;
        }
        let translations = self.translations(dictionary);
        if translations.is_empty() {
            // The first word may be a title before a name: `Подполковник Ванн`.
            return if self.first == 0 && !self.is_likely {
                TITLE
            } else {
                UNKNOWN
            };
        }
        // A name that the lexicon knows sounds like its translations; an ordinary word does not.
        let surname = self.words.iter().any(|word| ends_like_a_surname(&word.lower));
        let sounds = |word: &&&str| {
            let key = NameKey::of_word(word);
            self.key.similarity(&key) > 0.0 || surname && self.key.likeness(&key) > ALIKE_AS_STEM
        };
        let alike = translations.iter().filter(sounds).count();
        if alike * 2 >= translations.len() { 1.0 } else { 0.25 }
    }

    /// Whether it says whose dollars an amount is: `долларов США`.
    pub(super) fn is_of_a_currency(&self, context: &Context<'_>) -> bool {
        let before = self
            .first
            .checked_sub(1)
            .map(|place| &context.words(self.side, self.sentence)[place]);
        before.is_some_and(|word| word.lower.starts_with("доллар"))
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
        self.span.of(&context.pair().document(self.side).text)
    }
}

/// Whether a full stop that does not end the text follows a word of a few letters, or the word is in capitals though no
/// acronym.
fn is_abbreviation(text: &str, span: Span, key: &NameKey) -> bool {
    let word = span.of(text);
    let letters = word.chars().count();
    let behind = &text[span.end..];
    let stop = (behind.starts_with(". ") || behind.starts_with(".,")) && letters <= 4;
    let capitals = letters > 1 && word.chars().all(char::is_uppercase);
    key.listed().is_none() && (stop || letters <= 2 || capitals)
}

/// How alike a surname and its stem without the ending sound.
const ALIKE_AS_STEM: f64 = 0.6;

/// Whether an English word ends like a Russian surname, whose ending the stem of its translation lacks: `тихон`.
fn ends_like_a_surname(lower: &str) -> bool {
    const ENDINGS: [&str; 7] = ["ov", "ev", "in", "ova", "eva", "ina", "sky"];
    let lower = without_possessive(lower);
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
}
