//! Lexicon: words of two languages that are known to be translations of each other.
//!
//! The bundled lexicons are the files of `lexicon/` at the top of the source, compiled into the program by `build.rs`.
//! Other people's dictionaries are read by [`import`].

pub mod check;
pub mod dictionary;
pub mod import;
pub mod lookup;
mod script;
pub mod stats;
pub mod write;

/// English-Russian word pairs: `english TAB russian TAB weight`, both words stemmed, sorted.
const ENGLISH_RUSSIAN: &str = include_str!(concat!(env!("OUT_DIR"), "/en-ru.tsv"));

/// The English-Russian word pairs that the program carries, as (English stem, Russian stem, weight); the weight tells
/// how likely the pair is among the other translations of either word.
pub fn english_russian() -> impl Iterator<Item = (&'static str, &'static str, f64)> {
    // The lines were written by the build script.
    ENGLISH_RUSSIAN.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, fields.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, Stemmer};

    #[test]
    fn every_pair_is_of_one_word_a_side() {
        assert!(english_russian().count() > 10_000);
        for (english, russian, weight) in english_russian() {
            let words = [english, russian];
            assert!(
                words
                    .iter()
                    .all(|word| !word.is_empty() && !word.contains(char::is_whitespace)),
                "{words:?}"
            );
            assert!(weight > 0.0 && weight <= 1.0, "{words:?}");
        }
    }

    #[test]
    fn words_are_stemmed_as_the_text_is() {
        let stems = |language, word: &str| Stemmer::new(Some(language)).stem(word).into_owned();
        for (english, russian) in [
            ("governments", "правительства"),
            ("said", "сказал"),
            ("waters", "водой"),
        ] {
            let pair = (stems(Language::ENGLISH, english), stems(Language::RUSSIAN, russian));
            assert!(
                english_russian().any(|(e, r, _)| (e, r) == (&pair.0, &pair.1)),
                "{pair:?}"
            );
        }
    }
}
