//! Stems, as [`language::Stemmer`](crate::language::Stemmer) makes them; a test holds the two together.

use snowball_stemmers_rs::Algorithm;

/// How many letters stay of a word whose language has no Snowball stemmer.
const CUT: usize = 6;

/// Snowball's algorithm for each language that has one, by its code.
const ALGORITHMS: &[(&str, Algorithm)] = &[
    ("ar", Algorithm::Arabic),
    ("ca", Algorithm::Catalan),
    ("cs", Algorithm::Czech),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("eo", Algorithm::Esperanto),
    ("es", Algorithm::Spanish),
    ("et", Algorithm::Estonian),
    ("eu", Algorithm::Basque),
    ("fa", Algorithm::Persian),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("ga", Algorithm::Irish),
    ("hu", Algorithm::Hungarian),
    ("hy", Algorithm::Armenian),
    ("id", Algorithm::Indonesian),
    ("it", Algorithm::Italian),
    ("lt", Algorithm::Lithuanian),
    ("nb", Algorithm::Norwegian),
    ("ne", Algorithm::Nepali),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pl", Algorithm::Polish),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sr", Algorithm::Serbian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
    ("uk", Algorithm::Ukrainian),
    ("yi", Algorithm::Yiddish),
];

/// The stemmer of a language.
pub(super) struct Stemmer {
    snowball: Option<snowball_stemmers_rs::Stemmer>,
}

impl Stemmer {
    /// The stemmer of the language with this code.
    pub(super) fn new(language: &str) -> Self {
        let known = ALGORITHMS.iter().find(|(code, _)| *code == language);
        Self {
            snowball: known.map(|(_, algorithm)| snowball_stemmers_rs::Stemmer::create(*algorithm)),
        }
    }

    /// The stem of a lower-case word.
    pub(super) fn stem(&self, word: &str) -> String {
        let word = word.replace('ё', "е");
        match &self.snowball {
            Some(snowball) => snowball.stem(&word).into_owned(),
            None if word.chars().any(is_east_asian) => word,
            None => word.chars().take(CUT).collect(),
        }
    }
}

/// Whether the letter belongs to Chinese, Japanese or Korean writing, where words are too short to be cut.
fn is_east_asian(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{self, Language};

    #[test]
    fn stems_are_those_of_the_texts() {
        let codes = [
            "en", "ru", "uk", "de", "fr", "es", "it", "pt", "nl", "pl", "ro", "hu", "tr", "el", "ar", "hi", "zh", "ja",
            "ko", "th", "sv", "cs", "be", "sr",
        ];
        let words = [
            "governments",
            "правительствами",
            "уряд",
            "об'єднання",
            "regierungen",
            "étrangères",
            "κυβερνήσεις",
            "hükümetler",
            "rządowymi",
            "सरकार",
            "中华人民共和国",
            "الحكومة",
            "пётр",
        ];
        for code in codes {
            let language: Language = code.parse().unwrap();
            let (here, there) = (Stemmer::new(code), language::Stemmer::new(Some(language)));
            for word in words {
                assert_eq!(here.stem(word), there.stem(word), "{code} {word}");
            }
        }
    }
}
