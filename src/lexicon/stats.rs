//! What a dictionary holds, in figures: [`Statistics`].

use std::collections::{BTreeMap, BTreeSet};

use super::dictionary::{Dictionary, DictionaryEntry};
use super::{Bundled, Translation};

/// Figures of a dictionary or of a part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Pairs of a word or term and a translation.
    pub entries: usize,
    /// Different source words and terms.
    pub sources: usize,
    /// Different translations.
    pub targets: usize,
    /// Entries with more than one word on either side.
    pub terms: usize,
    /// Entries with a capital letter first on both sides.
    pub names: usize,
}

/// The figures of a dictionary, together and by part of speech.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// All entries.
    pub all: Count,
    /// By part of speech as the dictionary writes it, in alphabetical order; without it if it has none.
    pub by_part_of_speech: BTreeMap<String, Count>,
}

impl Statistics {
    /// Counts the entries of a dictionary.
    #[must_use]
    pub fn of(dictionary: &Dictionary) -> Self {
        let mut parts: BTreeMap<&str, Vec<&DictionaryEntry>> = BTreeMap::new();
        for entry in &dictionary.entries {
            parts.entry(&entry.part_of_speech).or_default().push(entry);
        }
        let told = parts.keys().any(|part| !part.is_empty());
        let by_part_of_speech = parts.iter().filter(|_| told);
        Self {
            all: Count::of(dictionary.entries.iter()),
            by_part_of_speech: by_part_of_speech
                .map(|(part, entries)| ((*part).to_owned(), Count::of(entries.iter().copied())))
                .collect(),
        }
    }

    /// The figures of a lexicon that comes with the program: of the word pairs it was compiled to, by part of speech.
    #[must_use]
    pub fn of_bundled(lexicon: &Bundled) -> Self {
        let mut parts: BTreeMap<&str, BundledCount> = BTreeMap::new();
        let mut all = BundledCount::default();
        for (stem, translation) in lexicon.entries() {
            all.add(&stem, &translation);
            parts
                .entry(translation.part_of_speech)
                .or_default()
                .add(&stem, &translation);
        }
        let parts = parts.into_iter();
        Self {
            all: all.finish(),
            by_part_of_speech: parts.map(|(part, count)| (part.to_owned(), count.finish())).collect(),
        }
    }
}

/// Counts word pairs of a bundled lexicon.
#[derive(Default)]
struct BundledCount {
    count: Count,
    sources: BTreeSet<String>,
    targets: BTreeSet<String>,
}

impl BundledCount {
    fn add(&mut self, stem: &str, translation: &Translation) {
        self.count.entries += 1;
        self.count.terms += usize::from(translation.term);
        self.count.names += usize::from(translation.name);
        self.sources.insert(stem.to_owned());
        self.targets.insert(translation.stem.clone());
    }

    fn finish(self) -> Count {
        Count {
            sources: self.sources.len(),
            targets: self.targets.len(),
            ..self.count
        }
    }
}

impl Count {
    fn of<'a>(entries: impl Iterator<Item = &'a DictionaryEntry>) -> Self {
        let (mut sources, mut targets) = (BTreeSet::new(), BTreeSet::new());
        let mut count = Self::default();
        for entry in entries {
            count.entries += 1;
            count.terms += usize::from([&entry.source, &entry.target].iter().any(|side| side.contains(' ')));
            count.names += usize::from([&entry.source, &entry.target].iter().all(|side| is_capital(side)));
            sources.insert(entry.source.as_str());
            targets.insert(entry.target.as_str());
        }
        count.sources = sources.len();
        count.targets = targets.len();
        count
    }
}

fn is_capital(term: &str) -> bool {
    term.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::lexicon::import::{DictionaryFormat, read_text_for_tests};

    #[test]
    fn entries_are_counted_by_part_of_speech() {
        let text = "lantern\tn\tфонарь|светильник\nOak Bay\tcity\tОук-Бей\nlight up\tv\tсветить\n";
        let dictionary = read_text_for_tests("test.tsv", text, DictionaryFormat::Beadwork).unwrap();
        let statistics = Statistics::of(&dictionary);
        let all = Count {
            entries: 4,
            sources: 3,
            targets: 4,
            terms: 2,
            names: 1,
        };
        assert_eq!(statistics.all, all);
        assert_eq!(
            statistics.by_part_of_speech.keys().collect::<Vec<_>>(),
            ["city", "n", "v"]
        );
        assert_eq!(statistics.by_part_of_speech["n"].entries, 2);
    }

    #[test]
    fn bundled_lexicon_is_counted() {
        let lexicon = Bundled::of(Language::ENGLISH, Language::RUSSIAN).unwrap();
        let all = Statistics::of_bundled(&lexicon).all;
        assert!(all.entries >= all.sources && all.sources > 5_000, "{all:?}");
    }
}
