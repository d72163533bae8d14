//! Lexicon: pairs of words known to be translations before any text was learned from.
//!
//! Whatever knows words (a dictionary, the model of an earlier run) becomes a [`Lexicon`]; the collection looks its
//! words up in its vocabularies and takes the pairs it finds as seeds, which the texts then confirm or outweigh.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::constants::{DICTIONARY_TOTAL, TRUSTED_DICTIONARY_TOTAL};
use super::seed::Known;
use super::tokens::{self, TypeId, Vocabulary};
use crate::language::{Language, Stemmer};
use crate::lexicon::Bundled;

/// A pair of words and how likely they are each other's translation.
#[derive(Clone, Debug, PartialEq)]
pub struct LexiconEntry {
    /// The source word in the form it is looked up by: lower case, stemmed.
    pub source: String,
    /// The target word in that form.
    pub target: String,
    /// P(target | source), 0 to 1.
    pub forward: f64,
    /// P(source | target), 0 to 1.
    pub reverse: f64,
}

/// How far a dictionary can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Made by a program or for other texts: its translations share a small probability, which texts soon outweigh.
    Some,
    /// Reviewed, and made for texts like these.
    Full,
}

/// Word pairs, ordered by source and target, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lexicon {
    entries: Vec<LexiconEntry>,
}

impl Lexicon {
    /// The lexicon of these entries; of two for the same pair the likelier stays.
    #[must_use]
    pub fn new(mut entries: Vec<LexiconEntry>) -> Self {
        entries.sort_by(|a, b| {
            let pair = (&a.source, &a.target).cmp(&(&b.source, &b.target));
            pair.then_with(|| (b.forward + b.reverse).total_cmp(&(a.forward + a.reverse)))
        });
        entries.dedup_by(|a, b| (&a.source, &a.target) == (&b.source, &b.target));
        Self { entries }
    }

    /// The lexicon of a dictionary: source word, target word and the weight of the pair among the translations of
    /// either word. Entries of more than one word are left out, since sentences are looked at word by word.
    #[must_use]
    pub fn of_dictionary<'a>(
        languages: (Option<Language>, Option<Language>),
        words: impl IntoIterator<Item = (&'a str, &'a str, f64)>,
        trust: Trust,
    ) -> Self {
        let (source, target) = (Stemmer::new(languages.0), Stemmer::new(languages.1));
        let forms = words.into_iter().filter_map(|(s, t, weight)| {
            Some((tokens::word_form(s, &source)?, tokens::word_form(t, &target)?, weight))
        });
        Self::of_forms(forms, trust)
    }

    /// The lexicon of words in the forms that they are looked up by, with the weights of the pairs.
    fn of_forms(words: impl Iterator<Item = (String, String, f64)>, trust: Trust) -> Self {
        let weighed = words.map(|(source, target, weight)| LexiconEntry {
            source,
            target,
            forward: weight,
            reverse: weight,
        });
        Self::of_weighed(weighed.filter(|entry| entry.forward > 0.0).collect(), trust)
    }

    /// The lexicon of pairs whose weights are to become probabilities.
    pub(super) fn of_weighed(weighed: Vec<LexiconEntry>, trust: Trust) -> Self {
        let total = match trust {
            Trust::Some => DICTIONARY_TOTAL,
            Trust::Full => TRUSTED_DICTIONARY_TOTAL,
        };
        let mut lexicon = Self::new(weighed);
        share(
            &mut lexicon.entries,
            |entry| &entry.source,
            |entry| &mut entry.forward,
            total,
        );
        lexicon.entries.sort_by(|a, b| a.target.cmp(&b.target));
        share(
            &mut lexicon.entries,
            |entry| &entry.target,
            |entry| &mut entry.reverse,
            total,
        );
        Self::new(lexicon.entries)
    }

    /// The entries, ordered by source and target.
    #[must_use]
    pub fn entries(&self) -> &[LexiconEntry] {
        &self.entries
    }

    /// The entries whose words both vocabularies have.
    pub(super) fn known(&self, source: &Vocabulary, target: &Vocabulary) -> Vec<Known> {
        let mut known = Vec::new();
        for (s, token) in (0..).zip(&source.types) {
            for entry in self.of_source(&token.key()) {
                if let Some(t) = target.by_key(&entry.target) {
                    known.push(Known {
                        source: s,
                        target: t,
                        forward: entry.forward,
                        reverse: entry.reverse,
                    });
                }
            }
        }
        known
    }

    /// The entries of a source word.
    fn of_source(&self, word: &str) -> &[LexiconEntry] {
        let from = self.entries.partition_point(|entry| entry.source.as_str() < word);
        let count = self.entries[from..].iter().take_while(|entry| entry.source == word);
        &self.entries[from..from + count.count()]
    }
}

/// The entries of a bundled lexicon whose words both vocabularies have. Only the words of the vocabularies are looked up.
pub(super) fn bundled(lexicon: &Bundled, source: &Vocabulary, target: &Vocabulary) -> Vec<Known> {
    let (of_source, of_target) = rayon::join(|| words(source, lexicon, 0), || words(target, lexicon, 1));
    let targets: FxHashMap<u32, TypeId> = of_target.into_iter().collect();
    SUMS.with_borrow_mut(|sums| {
        let sums = sums.of(lexicon.languages());
        let mut known = Vec::new();
        for (number, s) in of_source {
            // The weights of a word's translations are added up when their sum is needed.
            let mut sum = None;
            for (translation, weight) in lexicon.targets_of(number) {
                let Some(&t) = targets.get(&translation) else { continue };
                let sum = *sum.get_or_insert_with(|| lexicon.targets_of(number).map(|(_, weight)| weight).sum::<f64>());
                let sum_back = || lexicon.sources_of(translation).map(|(_, weight)| weight).sum();
                let back = *sums.entry(translation).or_insert_with(sum_back);
                known.push(Known {
                    source: s,
                    target: t,
                    forward: weight * (TRUSTED_DICTIONARY_TOTAL / sum),
                    reverse: weight * (TRUSTED_DICTIONARY_TOTAL / back),
                });
            }
        }
        known
    })
}

/// Vocabularies with more types than this are looked up word by word: they are of many texts, and few such come.
const REMEMBERED_TYPES: usize = 1 << 12;

/// A memory of more words than this begins anew.
const MOST_WORDS: usize = 1 << 17;

/// What was looked up in a lexicon.
struct Met<K, V> {
    /// The languages of the lexicon.
    languages: Option<[Language; 2]>,
    found: FxHashMap<K, V>,
}

impl<K, V> Default for Met<K, V> {
    fn default() -> Self {
        Self {
            languages: None,
            found: FxHashMap::default(),
        }
    }
}

impl<K, V> Met<K, V> {
    /// What was found in the lexicon of these languages; forgets what another had.
    fn of(&mut self, languages: [Language; 2]) -> &mut FxHashMap<K, V> {
        if self.languages != Some(languages) || self.found.len() >= MOST_WORDS {
            self.found.clear();
            self.languages = Some(languages);
        }
        &mut self.found
    }
}

thread_local! {
    /// What this thread looked up before, by side: texts that are aligned one after the other share most of their words.
    /// Stems have a number or none.
    static MET: RefCell<[Met<Arc<str>, Option<u32>>; 2]> = RefCell::default();
    /// The sums of the weights of target words' translations.
    static SUMS: RefCell<Met<u32, f64>> = RefCell::default();
}

/// The words of a vocabulary that a side of a lexicon has (0 is the source), in its order.
fn words(vocabulary: &Vocabulary, lexicon: &Bundled, side: usize) -> Vec<(u32, TypeId)> {
    let number = |stem: &str| match side {
        0 => lexicon.source_word(stem),
        _ => lexicon.target_word(stem),
    };
    let mut words: Vec<(u32, TypeId)> = if vocabulary.len() > REMEMBERED_TYPES {
        found_words(vocabulary, |stem| number(stem))
    } else {
        MET.with_borrow_mut(|met| {
            let numbers = met[side].of(lexicon.languages());
            let remembered = |stem: &Arc<str>| {
                numbers.get(stem).copied().unwrap_or_else(|| {
                    let found = number(stem);
                    numbers.insert(Arc::clone(stem), found);
                    found
                })
            };
            found_words(vocabulary, remembered)
        })
    };
    words.sort_unstable();
    words
}

/// The words that have a number, with it.
fn found_words(vocabulary: &Vocabulary, mut number: impl FnMut(&Arc<str>) -> Option<u32>) -> Vec<(u32, TypeId)> {
    let words = vocabulary.words();
    words.filter_map(|(stem, id)| Some((number(stem)?, id))).collect()
}

/// Splits `total` over the entries of each word, which stand together, by their weights.
fn share(
    entries: &mut [LexiconEntry],
    word: impl Fn(&LexiconEntry) -> &String,
    weight: impl Fn(&mut LexiconEntry) -> &mut f64,
    total: f64,
) {
    for of_word in entries.chunk_by_mut(|a, b| word(a) == word(b)) {
        let sum: f64 = of_word.iter_mut().map(|entry| *weight(entry)).sum();
        for entry in of_word {
            *weight(entry) *= total / sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionary_shares_its_total_over_the_translations_of_a_word() {
        let words = [
            ("House", "дом", 1.0),
            ("house", "здание", 1.0),
            ("building", "здание", 3.0),
        ];
        let languages = (Some(Language::ENGLISH), Some(Language::RUSSIAN));
        let lexicon = Lexicon::of_dictionary(languages, words, Trust::Full);
        let of = |source: &str, target: &str| {
            let source = tokens::word_form(source, &Stemmer::new(languages.0)).unwrap();
            let target = tokens::word_form(target, &Stemmer::new(languages.1)).unwrap();
            let found = lexicon
                .entries()
                .iter()
                .find(|entry| entry.source == source && entry.target == target);
            let entry = found.unwrap();
            ((entry.forward * 100.0).round(), (entry.reverse * 100.0).round())
        };
        assert_eq!(of("houses", "дома"), (40.0, 80.0));
        assert_eq!(of("house", "зданию"), (40.0, 20.0));
        assert_eq!(of("building", "здание"), (80.0, 60.0));
    }

    #[test]
    fn entries_of_several_words_are_left_out() {
        let lexicon = Lexicon::of_dictionary((None, None), [("a b", "c", 1.0), ("", "c", 1.0)], Trust::Some);
        assert!(lexicon.entries().is_empty());
    }
}
