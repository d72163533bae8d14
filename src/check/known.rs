//! Word pairs that are known to be translations, for looking words up by their stems.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::language::Language;
use crate::lexicon;

/// The translations of stems, from one language to another.
#[derive(Debug, Default)]
pub(super) struct Known {
    translations: FxHashMap<&'static str, Vec<&'static str>>,
}

impl Known {
    /// What is known about the words of a language in another; nothing for most pairs of languages. Made ready once in a
    /// process.
    pub(super) fn of(from: Option<Language>, to: Option<Language>) -> &'static Self {
        static THERE: OnceLock<Known> = OnceLock::new();
        static BACK: OnceLock<Known> = OnceLock::new();
        static NONE: OnceLock<Known> = OnceLock::new();
        match (from, to) {
            (Some(Language::ENGLISH), Some(Language::RUSSIAN)) => {
                THERE.get_or_init(|| Self::new(lexicon::english_russian().map(|(english, russian, _)| (english, russian))))
            }
            (Some(Language::RUSSIAN), Some(Language::ENGLISH)) => {
                BACK.get_or_init(|| Self::new(lexicon::english_russian().map(|(english, russian, _)| (russian, english))))
            }
            _ => NONE.get_or_init(Self::default),
        }
    }

    fn new(pairs: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let mut translations: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for (word, translation) in pairs {
            translations.entry(word).or_default().push(translation);
        }
        Self { translations }
    }

    /// The stems of the translations of a stem; empty if none is known.
    pub(super) fn translations(&self, stem: &str) -> &[&'static str] {
        self.translations.get(stem).map_or(&[], Vec::as_slice)
    }
}
