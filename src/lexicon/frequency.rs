//! How common words are in news: [`band`]. The counts are the files of `lexicon/frequencies` at the top of the source.

use fst::{Map, Streamer};

use crate::language::Language;

/// Language and compiled counts.
static COMPILED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/frequencies.rs"));

/// The words of a language by how common they are.
#[derive(Clone, Debug)]
pub struct Frequencies {
    bands: Map<&'static [u8]>,
}

impl Frequencies {
    /// The counts of a language, if the program carries them. Nothing is loaded.
    #[must_use]
    pub fn of(language: Language) -> Option<Self> {
        let (_, bytes) = COMPILED.iter().find(|(code, _)| *code == language.code())?;
        Some(Self {
            bands: Map::new(*bytes).ok()?,
        })
    }

    /// The bands of all words.
    pub fn bands(&self) -> impl Iterator<Item = u8> {
        let mut words = self.bands.stream();
        std::iter::from_fn(move || words.next().map(|(_, band)| u8::try_from(band).unwrap_or_default()))
    }

    /// The band of a stem, 0 to 15: it occurs about 2^band times in a million words. `None` for words that are rare or
    /// have not been counted.
    #[must_use]
    pub fn band(&self, stem: &str) -> Option<u8> {
        u8::try_from(self.bands.get(stem)?).ok()
    }
}

/// The band of a stem, see [`Frequencies::band`].
#[must_use]
pub fn band(language: Language, stem: &str) -> Option<u8> {
    Frequencies::of(language)?.band(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_have_higher_bands() {
        for (language, common, rarer) in [
            (Language::ENGLISH, "the", "govern"),
            (Language::RUSSIAN, "в", "правительств"),
        ] {
            let (common, rarer) = (band(language, common).unwrap(), band(language, rarer).unwrap());
            assert!(common > rarer && common <= 15, "{common} {rarer}");
        }
        assert_eq!(band(Language::ENGLISH, "qwrtpsdfg"), None);
        assert_eq!(band("tlh".parse().unwrap(), "govern"), None);
    }
}
