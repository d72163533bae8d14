//! The bundled word pairs of two languages by number, so that comparing words is comparing numbers.

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Context;
use crate::alignment::Side;
use crate::language::Language;
use crate::lexicon::Bundled;

/// So many letters two words of one family have in common at least.
const FAMILY: usize = 5;

/// The bundled word pairs of two languages.
#[derive(Debug)]
pub(super) struct Dictionary {
    sides: [Stems; 2],
}

/// The stems of one language by number.
#[derive(Debug)]
struct Stems {
    numbers: FxHashMap<&'static str, u32>,
    texts: Vec<&'static str>,
    /// The stems of the other side that stand for each.
    known: Vec<Box<[Entry]>>,
}

/// A stem as the dictionary compares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its number, if the dictionary has it.
    number: Option<u32>,
    /// A hash of its first letters: those of words of one family are equal. 0 for a stem that is too short.
    family: u64,
}

impl Entry {
    /// Whether both are the same, or one may be of the family of the other.
    fn is_near(self, other: Self) -> bool {
        self.number.is_some() && self.number == other.number || self.family != 0 && self.family == other.family
    }

    /// Its bits in a [`Filter`].
    fn bits(self) -> (u128, u128) {
        let number = self.number.map_or(0, |number| 1 << (number % 128));
        // The upper bits of the hash are the better ones.
        let family = if self.family == 0 { 0 } else { 1 << (self.family >> 57) };
        (number, family)
    }
}

impl Dictionary {
    /// The dictionary of a pair's languages, if there is one; made once in a process.
    pub(super) fn of(context: &Context<'_>) -> Option<&'static Self> {
        static BUILT: Mutex<Vec<([Language; 2], &'static Dictionary)>> = Mutex::new(Vec::new());
        let languages = [context.language(Side::Source)?, context.language(Side::Target)?];
        let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = built.iter().find(|(of, _)| *of == languages) {
            return Some(found);
        }
        // As many as there are bundled lexicons, kept to the end of the process.
        let made: &'static Self = Box::leak(Box::new(Self::new(&Bundled::of(languages[0], languages[1])?)));
        built.push((languages, made));
        Some(made)
    }

    fn new(lexicon: &Bundled) -> Self {
        let sides = [0, 1].map(|side| {
            // They live as long as the dictionary, to the end of the process.
            let stems = lexicon.stems(side).into_iter();
            stems.map(|stem| &*stem.leak()).collect::<Vec<&'static str>>()
        });
        let mut known = [vec![Vec::new(); sides[0].len()], vec![Vec::new(); sides[1].len()]];
        for pair in lexicon.pairs() {
            for side in 0..2 {
                let other = pair[1 - side];
                known[side][pair[side] as usize].push(Entry {
                    number: Some(other),
                    family: family(sides[1 - side][other as usize]),
                });
            }
        }
        let [source, target] = known;
        let [sources, targets] = sides;
        Self {
            sides: [Stems::new(sources, source), Stems::new(targets, target)],
        }
    }

    /// A stem of one side as it is compared.
    pub(super) fn entry(&self, side: Side, stem: &str) -> Entry {
        Entry {
            number: self.sides[side as usize].numbers.get(stem).copied(),
            family: family(stem),
        }
    }

    /// The words of the other side that are known to stand for a word of one side, as stems.
    pub(super) fn known(&self, side: Side, entry: Entry) -> impl Iterator<Item = &'static str> + use<'_> {
        let texts = &self.sides[side.other() as usize].texts;
        let numbers = self.translations(side, entry).iter().filter_map(|entry| entry.number);
        numbers.map(|number| texts[number as usize])
    }

    /// The entries of the other side that stand for a stem of one side.
    pub(super) fn translations(&self, side: Side, entry: Entry) -> &[Entry] {
        let known = entry
            .number
            .map(|number| &self.sides[side as usize].known[number as usize]);
        known.map_or(&[], |known| known)
    }

    /// How surely one of these translations into a side stands for a word of that side: wholly, or by its family.
    pub(super) fn strength(&self, side: Side, translations: &[Entry], entry: Entry, stem: &str) -> Option<Strength> {
        let mut near = translations.iter().filter(|known| known.is_near(entry)).peekable();
        near.peek()?;
        let texts = &self.sides[side as usize].texts;
        let mut related = false;
        for known in near {
            if known.number == entry.number {
                return Some(Strength::Known);
            }
            related |= known
                .number
                .is_some_and(|number| is_family(texts[number as usize], stem));
        }
        related.then_some(Strength::Related)
    }
}

/// Which stems a text may have, in a few bits: most translations of a word do not stand in a sentence.
#[derive(Debug, Default)]
pub(super) struct Filter {
    numbers: u128,
    families: u128,
}

impl Filter {
    pub(super) fn of(entries: &[Entry]) -> Self {
        entries.iter().fold(Self::default(), |filter, entry| {
            let (number, family) = entry.bits();
            Self {
                numbers: filter.numbers | number,
                families: filter.families | family,
            }
        })
    }

    /// Whether the stem, or one of its family, may be there; if not, none is.
    pub(super) fn may_have(&self, entry: Entry) -> bool {
        let (number, family) = entry.bits();
        self.numbers & number != 0 || self.families & family != 0
    }
}

/// How a word of the dictionary stands for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// It is its translation.
    Known,
    /// A word of its family is.
    Related,
}

impl Stems {
    fn new(texts: Vec<&'static str>, known: Vec<Vec<Entry>>) -> Self {
        let numbers = (0..).zip(&texts).map(|(number, text)| (*text, number)).collect();
        Self {
            numbers,
            texts,
            known: known.into_iter().map(Vec::into_boxed_slice).collect(),
        }
    }
}

/// A hash of the first letters of a stem; 0 if it has fewer.
fn family(stem: &str) -> u64 {
    match stem.char_indices().nth(FAMILY - 1) {
        // A hash of 0 would only be compared less fast.
        Some((last, letter)) => FxBuildHasher.hash_one(&stem[..last + letter.len_utf8()]).max(1),
        None => 0,
    }
}

/// Whether two stems share their first letters, and most of the shorter one.
fn is_family(one: &str, two: &str) -> bool {
    let common = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    common >= FAMILY && common + 2 >= one.chars().count().min(two.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_either_way_and_by_their_family() {
        let lexicon = Bundled::of(Language::ENGLISH, Language::RUSSIAN).unwrap();
        let dictionary = Dictionary::new(&lexicon);
        let strength = |side: Side, one: &str, two: &str| {
            let entries = (dictionary.entry(side, one), dictionary.entry(side.other(), two));
            let translations = dictionary.translations(side, entries.0);
            dictionary.strength(side.other(), translations, entries.1, two)
        };
        assert_eq!(strength(Side::Source, "govern", "правительств"), Some(Strength::Known));
        assert_eq!(strength(Side::Target, "правительств", "govern"), Some(Strength::Known));
        assert_eq!(
            strength(Side::Source, "govern", "правительственн"),
            Some(Strength::Related)
        );
        assert_eq!(strength(Side::Source, "govern", "правд"), None);
        let entry = dictionary.entry(Side::Target, "правительств");
        assert!(dictionary.known(Side::Target, entry).any(|stem| stem == "govern"));
    }
}
