//! Lexicon: words of two languages that are known to be translations of each other.
//!
//! The bundled lexicons are the folders of `lexicon/` at the top of the source, compiled by `build.rs` into tables that the
//! program carries. [`Bundled`] is one of them, read in either direction:
//!
//! ```
//! use beadwork::language::Language;
//! use beadwork::lexicon::Bundled;
//!
//! let lexicon = Bundled::of(Language::ENGLISH, Language::RUSSIAN).expect("it is bundled");
//! assert!(lexicon.lookup("governments").any(|translation| translation.word == "правительство"));
//! ```
//!
//! Other people's dictionaries are read by [`import`].

pub mod check;
pub mod dictionary;
pub mod import;
pub mod lookup;
mod script;
pub mod stats;
pub mod write;

#[cfg(test)]
mod compile;
mod coverage;
mod frequency;
mod table;

use crate::language::{Language, Stemmer};
pub use coverage::{Coverage, Side, coverage};
pub use frequency::{Frequencies, band};
use table::{Record, Table};

/// Source and target language of each compiled lexicon, and its table.
static COMPILED: &[(&str, &str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

/// A lexicon that the program carries, for one direction. Cheap to make: nothing is loaded.
#[derive(Clone, Debug)]
pub struct Bundled {
    table: Table,
    languages: [Language; 2],
    /// Whether the source language is the second of the table.
    reversed: bool,
}

/// A translation of a word, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// The word that was looked up, as the entry has it: its dictionary form.
    pub source: String,
    /// The translation in its dictionary form.
    pub word: String,
    /// The stem of the translation, by which its forms in a text are found.
    pub stem: String,
    /// How likely it is among the other translations of either word, above 0 to 1: 1 for the first of an entry, less for
    /// those behind and for the parts of terms.
    pub weight: f64,
    /// The abbreviation for part of speech or kind of name that the entry has: `n`, `adj`, `city`.
    pub part_of_speech: &'static str,
    /// The file of the entry below the folder of the language pair, without its ending: `economy`, `gazetteer/countries`.
    pub topic: &'static str,
    /// Whether the entry is a proper name.
    pub name: bool,
    /// Whether both words are parts of a term of several words.
    pub term: bool,
}

impl Bundled {
    /// The lexicon for two languages, whichever of them its folder names first.
    #[must_use]
    pub fn of(source: Language, target: Language) -> Option<Self> {
        let wanted = [source.code(), target.code()];
        let (found, reversed) = COMPILED.iter().find_map(|compiled| match [compiled.0, compiled.1] {
            pair if pair == wanted => Some((compiled, false)),
            [first, second] if [second, first] == wanted => Some((compiled, true)),
            _ => None,
        })?;
        Some(Self {
            table: Table::new(found.2)?,
            languages: [source, target],
            reversed,
        })
    }

    /// The language pairs that the program carries a lexicon of.
    pub fn language_pairs() -> impl Iterator<Item = (Language, Language)> {
        let pairs = COMPILED.iter();
        pairs.filter_map(|(source, target, _)| Some((source.parse().ok()?, target.parse().ok()?)))
    }

    /// Source and target language.
    #[must_use]
    pub fn languages(&self) -> [Language; 2] {
        self.languages
    }

    /// The translations of a source word in any form and case, the likeliest first.
    pub fn lookup(&self, word: &str) -> impl Iterator<Item = Translation> {
        let stemmer = Stemmer::new(Some(self.languages[0]));
        let stem = stemmer.stem(&word.to_lowercase()).into_owned();
        let mut found: Vec<Translation> = self.lookup_stem(&stem).collect();
        found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.stem.cmp(&b.stem)));
        found.into_iter()
    }

    /// The translations of the source words with this stem, in the order of their stems.
    pub fn lookup_stem(&self, stem: &str) -> impl Iterator<Item = Translation> {
        let word = self.source_word(stem);
        let records = word.into_iter().flat_map(|word| self.table.records(self.side(0), word));
        records.map(|record| self.translation(&record))
    }

    /// All translations of all source words, each word's with its stem, in the order of the stems.
    pub fn entries(&self) -> impl Iterator<Item = (String, Translation)> {
        (0..self.table.count(self.side(0))).flat_map(move |word| {
            let stem = self.table.stem(self.side(0), word);
            let records = self.table.records(self.side(0), word);
            records.map(move |record| (stem.clone(), self.translation(&record)))
        })
    }

    /// All stems of a language, 0 for the source, by their numbers.
    pub(crate) fn stems(&self, side: usize) -> Vec<String> {
        self.table.stems(self.side(side))
    }

    /// All pairs of a source and a target word, by number, in the order of the source words.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = [u32; 2]> {
        let sources = 0..self.table.count(self.side(0));
        sources.flat_map(move |source| self.targets_of(source).map(move |(target, _)| [source, target]))
    }

    /// Whether a stem of the source language has an entry.
    #[must_use]
    pub fn has_source(&self, stem: &str) -> bool {
        self.source_word(stem).is_some()
    }

    /// Whether a stem of the target language has an entry.
    #[must_use]
    pub fn has_target(&self, stem: &str) -> bool {
        self.target_word(stem).is_some()
    }

    /// The number of a source stem, for [`Bundled::targets_of`].
    pub(crate) fn source_word(&self, stem: &str) -> Option<u32> {
        self.table.number(self.side(0), stem)
    }

    /// A target stem by its number.
    pub(crate) fn target_stem(&self, target: u32) -> String {
        self.table.stem(self.side(1), target)
    }

    /// The number of a target stem, for [`Bundled::sources_of`].
    pub(crate) fn target_word(&self, stem: &str) -> Option<u32> {
        self.table.number(self.side(1), stem)
    }

    /// The translations of a source word, by number, with their weights.
    pub(crate) fn targets_of(&self, source: u32) -> impl Iterator<Item = (u32, f64)> {
        self.weights(0, source)
    }

    /// The words that a target word translates, by number, with their weights.
    pub(crate) fn sources_of(&self, target: u32) -> impl Iterator<Item = (u32, f64)> {
        self.weights(1, target)
    }

    fn weights(&self, side: usize, word: u32) -> impl Iterator<Item = (u32, f64)> {
        self.table.weights(self.side(side), word)
    }

    /// The table's number for a side as the caller sees it.
    fn side(&self, side: usize) -> usize {
        if self.reversed { 1 - side } else { side }
    }

    fn translation(&self, record: &Record) -> Translation {
        let (part_of_speech, topic, flags) = self.table.label(record);
        let (source, target) = (self.side(0), self.side(1));
        Translation {
            source: self.table.lemma(source, record),
            word: self.table.lemma(target, record),
            stem: self.table.stem(target, record.words[target]),
            weight: record.weight,
            part_of_speech,
            topic,
            name: flags & 1 != 0,
            term: flags & 2 != 0,
        }
    }
}

#[cfg(test)]
mod tests;
