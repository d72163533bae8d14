//! Lexicon: words of two languages that are known to be translations of each other.
//!
//! The bundled lexicons are the files of `lexicon/` at the top of the source, compiled into the program by `build.rs`.

use crate::language::Language;

/// English-Russian word pairs: `english TAB russian TAB weight`, sorted.
const ENGLISH_RUSSIAN: &str = include_str!(concat!(env!("OUT_DIR"), "/en-ru.tsv"));

/// The word pairs that the program carries for two languages, as (source, target, weight); the weight tells how likely
/// the pair is among the other translations of either word. Empty if it has no lexicon for the two.
pub fn bundled(source: Language, target: Language) -> Vec<(&'static str, &'static str, f64)> {
    let pairs = ENGLISH_RUSSIAN.lines().filter_map(parse);
    match (source, target) {
        (Language::ENGLISH, Language::RUSSIAN) => pairs.collect(),
        (Language::RUSSIAN, Language::ENGLISH) => pairs
            .map(|(english, russian, weight)| (russian, english, weight))
            .collect(),
        _ => Vec::new(),
    }
}

/// The lines were written by the build script.
fn parse(line: &'static str) -> Option<(&'static str, &'static str, f64)> {
    let mut fields = line.split('\t');
    Some((fields.next()?, fields.next()?, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_given_in_either_direction() {
        let there = bundled(Language::ENGLISH, Language::RUSSIAN);
        let back = bundled(Language::RUSSIAN, Language::ENGLISH);
        assert!(!there.is_empty());
        assert_eq!(there.len(), back.len());
        assert!(there.iter().zip(&back).all(|(a, b)| (a.0, a.1) == (b.1, b.0)));
        assert!(bundled(Language::RUSSIAN, Language::RUSSIAN).is_empty());
    }

    #[test]
    fn every_pair_is_of_one_word_a_side() {
        for (english, russian, weight) in bundled(Language::ENGLISH, Language::RUSSIAN) {
            assert!(
                !english.contains(char::is_whitespace) && !russian.contains(char::is_whitespace),
                "{english} {russian}"
            );
            assert!(weight > 0.0 && weight <= 1.0);
        }
    }
}
