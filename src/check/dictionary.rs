//! The bundled word pairs of two languages by number, so that comparing words is comparing numbers.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::Context;
use crate::alignment::Side;
use crate::language::Language;
use crate::lexicon::Bundled;

/// So many letters two words of one family have in common at least.
const FAMILY: usize = 5;

/// The bundled word pairs of two languages.
#[derive(Debug)]
pub(super) struct Dictionary {
    stems: [Stems; 2],
    /// The stems of the other side that stand for each stem.
    known: [Vec<Vec<u32>>; 2],
}

/// The stems of one language by number.
#[derive(Debug, Default)]
struct Stems {
    numbers: FxHashMap<String, u32>,
    entries: Vec<(String, u64)>,
}

impl Stems {
    /// The number of a stem, which is new or not.
    fn number(&mut self, stem: &str) -> u32 {
        if let Some(&number) = self.numbers.get(stem) {
            return number;
        }
        // The bundled lexicons have some ten thousand stems.
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.numbers.insert(stem.to_owned(), number);
        self.entries.push((stem.to_owned(), beginning(stem)));
        number
    }
}

/// A stem as the dictionary compares it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stem<'a> {
    text: &'a str,
    beginning: u64,
    number: Option<u32>,
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
        let mut stems = [Stems::default(), Stems::default()];
        let mut known = [Vec::new(), Vec::new()];
        for (stem, translation) in lexicon.entries() {
            let numbers = [stems[0].number(&stem), stems[1].number(&translation.stem)];
            for side in 0..2 {
                known[side].resize(stems[side].entries.len(), Vec::new());
                known[side][numbers[side] as usize].push(numbers[1 - side]);
            }
        }
        Self { stems, known }
    }

    /// A stem of one side as it is compared.
    pub(super) fn stem<'a>(&self, side: Side, text: &'a str) -> Stem<'a> {
        Stem {
            text,
            beginning: beginning(text),
            number: self.stems[side as usize].numbers.get(text).copied(),
        }
    }

    /// The words of the other side that are known to stand for a word of one side, as stems.
    pub(super) fn known<'d>(&'d self, side: Side, stem: &str) -> impl Iterator<Item = &'d str> + use<'d> {
        let entries = &self.stems[side.other() as usize].entries;
        let known = self.numbers(side, self.stem(side, stem)).iter();
        known.map(|&number| entries[number as usize].0.as_str())
    }

    /// Whether the stem of a side stands for one of the other.
    pub(super) fn is_known(&self, side: Side, one: Stem, two: Stem) -> bool {
        two.number.is_some_and(|two| self.numbers(side, one).contains(&two))
    }

    /// Whether the stem of a side stands for one of the family of one of the other.
    pub(super) fn is_related(&self, side: Side, one: Stem, two: Stem) -> bool {
        let entries = &self.stems[side.other() as usize].entries;
        self.numbers(side, one).iter().any(|&number| {
            let (text, beginning) = &entries[number as usize];
            *beginning == two.beginning && is_family(text, two.text)
        })
    }

    /// Whether it knows anything that stands for the stem.
    pub(super) fn knows(&self, side: Side, stem: Stem) -> bool {
        !self.numbers(side, stem).is_empty()
    }

    fn numbers(&self, side: Side, stem: Stem) -> &[u32] {
        let known = stem
            .number
            .and_then(|number| self.known[side as usize].get(number as usize));
        known.map_or(&[], Vec::as_slice)
    }
}

/// The first bytes of a stem as a number: those of words of one family are equal.
fn beginning(stem: &str) -> u64 {
    let bytes = stem.as_bytes().iter().take(FAMILY);
    bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
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
        let (source, target) = (
            dictionary.stem(Side::Source, "govern"),
            dictionary.stem(Side::Target, "правительств"),
        );
        assert!(dictionary.is_known(Side::Source, source, target));
        assert!(dictionary.is_known(Side::Target, target, source));
        assert!(
            dictionary
                .known(Side::Target, "правительств")
                .any(|stem| stem == "govern")
        );
        let related = dictionary.stem(Side::Target, "правительственн");
        assert!(dictionary.is_related(Side::Source, source, related));
        assert!(!dictionary.is_related(Side::Source, source, dictionary.stem(Side::Target, "правд")));
    }
}
