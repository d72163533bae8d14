//! Look-up: a word in any of its forms → what the bundled lexicon and dictionaries say about it.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::Bundled;
use super::dictionary::{Dictionary, DictionaryEntry};
use crate::language::{Language, Stemmer};

/// A translation and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// The word or term as it stands there.
    pub word: String,
    /// Its translation.
    pub translation: String,
    /// How likely the translation is among those of the word.
    pub weight: f64,
    /// The part of speech; empty if not told.
    pub part_of_speech: String,
    /// The line of the file; `None` for a lexicon that comes with the program.
    pub line: Option<usize>,
    /// Which file of a lexicon that comes with the program: `en-ru/economy`.
    pub topic: Option<String>,
}

/// The translations that a dictionary has for a word of either of its languages, the likeliest first.
///
/// Forms of a word are told by its language's stemmer, so that another form than the dictionary's is found too.
#[must_use]
pub fn in_dictionary(dictionary: &Dictionary, word: &str) -> Vec<Translation> {
    let languages = dictionary.likely_languages();
    let mut found = Vec::new();
    for turned in [false, true] {
        let stemmer = Stemmer::new(if turned { languages.1 } else { languages.0 });
        let sought = stems(word, &stemmer);
        let hits = dictionary.entries.iter().filter_map(|entry| {
            let (own, other, weight) = sides(entry, turned);
            (stems(own, &stemmer) == sought).then(|| Translation {
                word: own.clone(),
                translation: other.clone(),
                weight,
                part_of_speech: entry.part_of_speech.clone(),
                line: Some(entry.line),
                topic: None,
            })
        });
        found.extend(hits);
    }
    sort(&mut found);
    found
}

/// The translations that the lexicons of the program have for a word, in the languages that are given, else in any.
#[must_use]
pub fn in_bundled(word: &str, (from, to): (Option<Language>, Option<Language>)) -> Vec<Translation> {
    let wanted = |(source, target): &(Language, Language)| {
        let languages = [*source, *target];
        [from, to]
            .into_iter()
            .flatten()
            .all(|language| languages.contains(&language))
    };
    let mut found = Vec::new();
    for (first, second) in Bundled::language_pairs().filter(wanted) {
        for (source, target) in [(first, second), (second, first)] {
            let Some(lexicon) = Bundled::of(source, target) else {
                continue;
            };
            found.extend(lexicon.lookup(word).map(|hit| Translation {
                word: hit.source,
                translation: hit.word,
                weight: hit.weight,
                part_of_speech: hit.part_of_speech.to_owned(),
                line: None,
                topic: Some(format!("{}-{}/{}", first.code(), second.code(), hit.topic)),
            }));
        }
    }
    sort(&mut found);
    found
}

/// The words of a term as stems, in lower case.
pub(super) fn stems(term: &str, stemmer: &Stemmer) -> Vec<String> {
    let lower: String = term.nfkc().flat_map(char::to_lowercase).collect();
    let words = lower.unicode_words();
    words.map(|word| stemmer.stem(word).into_owned()).collect()
}

fn sides(entry: &DictionaryEntry, turned: bool) -> (&String, &String, f64) {
    if turned {
        (&entry.target, &entry.source, entry.reverse)
    } else {
        (&entry.source, &entry.target, entry.weight)
    }
}

/// The likeliest first, in the order of the file where they are as likely.
fn sort(found: &mut [Translation]) {
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::import::{DictionaryFormat, read_text_for_tests};

    #[test]
    fn inflected_forms_hit_in_both_directions() {
        let text = "седло @ saddle\nверховая езда @ horse riding\n";
        let dictionary = read_text_for_tests("test.dic", text, DictionaryFormat::Hunalign).unwrap();
        let dictionary = Dictionary {
            languages: (Some(Language::ENGLISH), Some(Language::RUSSIAN)),
            ..dictionary
        };
        let found = |word: &str| -> Vec<(String, Option<usize>)> {
            let found = in_dictionary(&dictionary, word).into_iter();
            found.map(|found| (found.translation, found.line)).collect()
        };
        assert_eq!(found("Saddles"), [("седло".to_owned(), Some(1))]);
        assert_eq!(found("седлом"), [("saddle".to_owned(), Some(1))]);
        assert_eq!(found("верховой езды"), [("horse riding".to_owned(), Some(2))]);
        assert_eq!(found("horse"), []);
    }

    #[test]
    fn bundled_lexicon_answers_for_its_languages_only() {
        let none = (None, None);
        let governments = in_bundled("Governments", none);
        assert!(
            governments
                .iter()
                .any(|found| found.translation.starts_with("правител"))
        );
        assert!(
            in_bundled("правительству", none)
                .iter()
                .any(|found| found.translation.starts_with("govern"))
        );
        assert!(in_bundled("government", ("de".parse().ok(), None)).is_empty());
    }
}
