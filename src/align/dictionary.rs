//! A dictionary that the user gives, made ready for the languages of the texts: [`GivenDictionary`].
//!
//! A dictionary that says its languages is used in the direction of the texts, turned round if need be, and not for
//! texts in others. One that does not say is used in the direction in which more of its words occur in the texts, so
//! that it may have its columns either way round.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashSet;
use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::{Lexicon, LexiconEntry, Trust};
use super::seed::Known;
use super::tokens::{self, Vocabulary};
use crate::language::{Language, Stemmer, vocabulary};
use crate::lexicon::dictionary::Dictionary;

/// Words of a term beyond these say too little each.
const TERM_WORDS: usize = 5;

/// The least weight of a pair: the weights of a word's translations must have a sum to be divided by.
const LEAST: f64 = 1e-6;

type Languages = (Option<Language>, Option<Language>);

/// A dictionary and what was made of it for the languages it was used with.
#[derive(Debug)]
pub struct GivenDictionary {
    dictionary: Dictionary,
    /// By the languages of the texts and whether the dictionary is turned round.
    ready: Mutex<BTreeMap<(Languages, bool), Arc<Lexicon>>>,
}

impl GivenDictionary {
    /// The dictionary, to be made ready when texts need it.
    #[must_use]
    pub fn new(dictionary: Dictionary) -> Self {
        Self {
            dictionary,
            ready: Mutex::default(),
        }
    }

    /// The file's name as the user gave it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.dictionary.name
    }

    /// The languages that the dictionary says it is of, in the order of its columns.
    #[must_use]
    pub fn languages(&self) -> Languages {
        self.dictionary.languages
    }

    /// Whether it can serve texts in these languages: it is of them, in either order, or does not say.
    #[must_use]
    pub fn is_of(&self, languages: Languages) -> bool {
        !self.directions(languages).is_empty()
    }

    /// Whether it has served any texts yet.
    #[must_use]
    pub fn is_used(&self) -> bool {
        !self.ready.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// The directions it can be used in: as it is (`false`), turned round (`true`).
    fn directions(&self, languages: Languages) -> Vec<bool> {
        let agree =
            |ours: Option<Language>, theirs: Option<Language>| ours.is_none() || theirs.is_none() || ours == theirs;
        let (source, target) = self.dictionary.languages;
        let mut directions = Vec::new();
        if agree(source, languages.0) && agree(target, languages.1) {
            directions.push(false);
        }
        if agree(source, languages.1) && agree(target, languages.0) {
            directions.push(true);
        }
        directions
    }

    /// The entries whose words both vocabularies have; `None` if it is of other languages.
    pub(super) fn known(&self, languages: Languages, source: &Vocabulary, target: &Vocabulary) -> Option<Vec<Known>> {
        let directions = self.directions(languages).into_iter();
        let known = directions.map(|turned| self.lexicon(languages, turned).known(source, target));
        // Of two directions that say as much the first, as the file is written.
        known.reduce(|best, other| if other.len() > best.len() { other } else { best })
    }

    fn lexicon(&self, languages: Languages, turned: bool) -> Arc<Lexicon> {
        // A thread that failed while it held the lock left the map as it was.
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let lexicon = ready
            .entry((languages, turned))
            .or_insert_with(|| Arc::new(compile(&self.dictionary, languages, turned)));
        Arc::clone(lexicon)
    }
}

/// The words of one side as a vocabulary knows them.
struct Forms {
    stemmer: Stemmer,
    words: &'static crate::language::Vocabulary,
}

impl Forms {
    fn new(language: Option<Language>) -> Self {
        Self {
            stemmer: Stemmer::new(language),
            words: vocabulary(language),
        }
    }

    /// The forms of the words of a term; words such as articles only if there is no other.
    fn of(&self, term: &str) -> Vec<String> {
        let words: Vec<&str> = term.unicode_words().collect();
        let content = words.iter().filter(|word| !self.is_filler(word));
        let content: Vec<&str> = content.copied().collect();
        let kept = if content.is_empty() { words } else { content };
        let forms = kept.iter().filter_map(|word| tokens::word_form(word, &self.stemmer));
        forms.take(TERM_WORDS + 1).collect()
    }

    fn is_filler(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.words.meaning(&lower).function || lower.chars().nth(1).is_none()
    }
}

/// The words of an entry on both sides and the weights in both directions.
struct Pair {
    sources: Vec<String>,
    targets: Vec<String>,
    forward: f64,
    reverse: f64,
}

/// The lexicon of a dictionary for texts in these languages.
fn compile(dictionary: &Dictionary, languages: Languages, turned: bool) -> Lexicon {
    let (source, target) = (Forms::new(languages.0), Forms::new(languages.1));
    let pairs = dictionary.entries.iter().map(|entry| {
        let (ours, theirs) = if turned {
            ((&entry.target, entry.reverse), (&entry.source, entry.weight))
        } else {
            ((&entry.source, entry.weight), (&entry.target, entry.reverse))
        };
        Pair {
            sources: source.of(ours.0),
            targets: target.of(theirs.0),
            forward: ours.1,
            reverse: theirs.1,
        }
    });
    let usable = |pair: &Pair| {
        let fits = |words: &Vec<String>| (1..=TERM_WORDS).contains(&words.len());
        fits(&pair.sources) && fits(&pair.targets) && pair.forward + pair.reverse > 0.0
    };
    let (words, terms): (Vec<Pair>, Vec<Pair>) = pairs
        .filter(usable)
        .partition(|pair| pair.sources.len() == 1 && pair.targets.len() == 1);
    let mut entries: Vec<LexiconEntry> = words.iter().flat_map(word_pairs).collect();
    // A term says something about words that have no pair of their own; for others it only dilutes what they say.
    let sources: FxHashSet<String> = entries.iter().map(|entry| entry.source.clone()).collect();
    let targets: FxHashSet<String> = entries.iter().map(|entry| entry.target.clone()).collect();
    let new = |entry: &LexiconEntry| !(sources.contains(&entry.source) && targets.contains(&entry.target));
    entries.extend(terms.iter().flat_map(word_pairs).filter(new));
    Lexicon::of_weighed(entries, Trust::Some)
}

/// Each word of one side with each of the other, the weight divided among them.
fn word_pairs(pair: &Pair) -> impl Iterator<Item = LexiconEntry> {
    // At most five words a side.
    let share = 1.0 / f64::from(u32::try_from(pair.sources.len() * pair.targets.len()).unwrap_or(u32::MAX));
    pair.sources.iter().flat_map(move |source| {
        pair.targets.iter().map(move |target| LexiconEntry {
            source: source.clone(),
            target: target.clone(),
            // What has no weight in one direction has next to none.
            forward: (pair.forward * share).max(LEAST),
            reverse: (pair.reverse * share).max(LEAST),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::dictionary::{DictionaryEntry, Skipped};
    use crate::lexicon::import::DictionaryFormat;

    fn dictionary(languages: Languages, pairs: &[(&str, &str)]) -> Dictionary {
        let entries = pairs
            .iter()
            .enumerate()
            .map(|(number, (source, target))| DictionaryEntry {
                source: (*source).to_owned(),
                target: (*target).to_owned(),
                weight: 1.0,
                reverse: 1.0,
                part_of_speech: String::new(),
                forbidden: false,
                line: number + 1,
            });
        Dictionary {
            name: "test".to_owned(),
            format: DictionaryFormat::Tsv,
            languages,
            entries: entries.collect(),
            skipped: Skipped::default(),
            unlikely: 0,
        }
    }

    const ENGLISH_RUSSIAN: Languages = (Some(Language::ENGLISH), Some(Language::RUSSIAN));

    #[test]
    fn terms_add_only_what_their_words_do_not_tell() {
        let pairs = [("house", "дом"), ("white house", "белый дом"), ("the flood", "паводок")];
        let lexicon = compile(&dictionary((None, None), &pairs), ENGLISH_RUSSIAN, false);
        let found: Vec<(&str, &str)> = lexicon
            .entries()
            .iter()
            .map(|entry| (entry.source.as_str(), entry.target.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("flood", "паводок"),
                ("hous", "бел"),
                ("hous", "дом"),
                ("white", "бел"),
                ("white", "дом")
            ]
        );
        let own = lexicon
            .entries()
            .iter()
            .find(|entry| entry.target == "дом" && entry.source == "hous");
        assert!(own.unwrap().forward > 0.2);
    }

    #[test]
    fn languages_decide_where_they_are_known() {
        let german = "de".parse().ok();
        let of = |languages| GivenDictionary::new(dictionary(languages, &[("a", "b")])).directions(ENGLISH_RUSSIAN);
        assert_eq!(of((None, None)), [false, true]);
        assert_eq!(of(ENGLISH_RUSSIAN), [false]);
        assert_eq!(of((Some(Language::RUSSIAN), Some(Language::ENGLISH))), [true]);
        assert_eq!(of((Some(Language::RUSSIAN), None)), [true]);
        assert_eq!(of((german, Some(Language::RUSSIAN))), [false; 0]);
    }
}
