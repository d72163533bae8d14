//! Words to stems: [`Stemmer`].

use std::borrow::Cow;

use super::{Language, others};

/// How many letters stay of a word whose language has no Snowball stemmer.
const CUT: usize = 6;

/// How many letters of a stem begin it, see [`Stemmer::beginning`].
const BEGINNING: usize = 5;

/// Languages whose words carry several endings one after the other: Turkic, Uralic, Basque.
const AGGLUTINATIVE: &[&str] = &["az", "et", "eu", "fi", "hu", "kk", "ky", "tk", "tr", "tt", "ug", "uz"];

/// Cuts the endings off words: by the language's Snowball algorithm, else to the first six letters.
pub struct Stemmer {
    snowball: Option<snowball_stemmers_rs::Stemmer>,
    agglutinative: bool,
}

impl Stemmer {
    /// The stemmer of a language; the letter-cutting one for `None` and for languages without an algorithm.
    #[must_use]
    pub fn new(language: Option<Language>) -> Self {
        let algorithm = language.and_then(|language| match language.profile() {
            Some(profile) => profile.stemmer,
            None => others::stemmer(language.code()),
        });
        Self {
            snowball: algorithm.map(snowball_stemmers_rs::Stemmer::create),
            agglutinative: language.is_some_and(|language| AGGLUTINATIVE.contains(&language.code())),
        }
    }

    /// The stem of a lower-case word, `ё` written `е`. Words of Chinese, Japanese and Korean letters stay whole.
    #[must_use]
    pub fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        if !word.contains('ё') {
            return self.stem_plain(word);
        }
        let plain = word.replace('ё', "е");
        Cow::Owned(self.stem_plain(&plain).into_owned())
    }

    /// The first letters of a stem, in languages that pile up endings: their stems still differ between forms of a
    /// word. `None` in other languages and for stems no longer than that.
    #[must_use]
    pub fn beginning<'a>(&self, stem: &'a str) -> Option<&'a str> {
        let (end, _) = stem.char_indices().nth(BEGINNING).filter(|_| self.agglutinative)?;
        Some(&stem[..end])
    }

    fn stem_plain<'a>(&self, word: &'a str) -> Cow<'a, str> {
        if let Some(snowball) = &self.snowball {
            return snowball.stem(word);
        }
        if word.chars().any(is_east_asian) {
            return Cow::Borrowed(word);
        }
        let end = word.char_indices().nth(CUT).map_or(word.len(), |(index, _)| index);
        Cow::Borrowed(&word[..end])
    }
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = if self.snowball.is_some() { "Snowball" } else { "cut" };
        write!(formatter, "Stemmer({kind})")
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

    fn stem(language: &str, word: &str) -> String {
        let language = language.parse().ok();
        Stemmer::new(language).stem(word).into_owned()
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        assert_eq!(stem("en", "attacks"), stem("en", "attacked"));
        assert_eq!(stem("ru", "вертолёта"), stem("ru", "вертолеты"));
        assert_eq!(stem("sv", "flickorna"), stem("sv", "flicka"));
    }

    #[test]
    fn only_some_languages_have_beginnings() {
        assert_eq!(Stemmer::new("tr".parse().ok()).beginning("başbakan"), Some("başba"));
        assert_eq!(Stemmer::new("tr".parse().ok()).beginning("ev"), None);
        assert_eq!(Stemmer::new("en".parse().ok()).beginning("presidents"), None);
    }

    #[test]
    fn without_an_algorithm_words_are_cut() {
        assert_eq!(stem("bg", "правителството"), "правит");
        assert_eq!(stem("zh", "中华人民共和国"), "中华人民共和国");
        assert_eq!(Stemmer::new(None).stem("letter"), "letter");
    }
}
