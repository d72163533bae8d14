//! Words that a thread has met: few words make up most of any text, and what one can be is asked of every token.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::scan::Case;
use super::{exceptions, number};
use crate::language::{Language, Meaning, Vocabulary, vocabulary};

/// A memory of more words than this begins anew.
const MOST_WORDS: usize = 1 << 16;
/// Longer words are not kept, so that the memory stays small whatever the text.
const LONGEST_WORD: usize = 64;
/// Languages whose words a thread keeps.
const MOST_LANGUAGES: usize = 4;

/// What a word can be, whatever stands beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Traits {
    /// Capital letters.
    pub(super) case: Case,
    /// What it can mean in its language.
    pub(super) meaning: &'static Meaning,
    /// Whether a listed name may begin with it.
    pub(super) listed: bool,
    /// Whether it may be, or begin, a number or a time.
    pub(super) counts: bool,
}

impl Default for Traits {
    /// Those of figures and marks.
    fn default() -> Self {
        Self {
            case: Case::Lower,
            meaning: &Meaning::NONE,
            listed: false,
            counts: false,
        }
    }
}

impl Traits {
    /// The traits of a word, from its lower-case form.
    pub(super) fn of(lower: &str, case: Case, vocabulary: &'static Vocabulary) -> Self {
        let meaning = vocabulary.meaning_of(lower);
        Self {
            case,
            meaning,
            listed: exceptions::may_begin(lower, case),
            counts: number::may_count(lower, case, meaning, vocabulary),
        }
    }
}

/// The words of one language as they are written.
pub(super) struct Words {
    language: Option<Language>,
    /// What they can mean.
    pub(super) vocabulary: &'static Vocabulary,
    /// The lower-case form of each, if it is another, and its traits.
    met: FxHashMap<Box<str>, (Option<Box<str>>, Traits)>,
}

thread_local! {
    static KEPT: RefCell<Vec<Words>> = const { RefCell::new(Vec::new()) };
}

impl Words {
    /// The words of a language that this thread knows.
    pub(super) fn take(language: Option<Language>) -> Self {
        let kept = KEPT.with_borrow_mut(|kept| {
            let place = kept.iter().position(|words| words.language == language)?;
            Some(kept.swap_remove(place))
        });
        kept.unwrap_or_else(|| Self {
            language,
            vocabulary: vocabulary(language),
            met: FxHashMap::default(),
        })
    }

    /// Keeps the words for the next document.
    pub(super) fn keep(self) {
        KEPT.with_borrow_mut(|kept| {
            if kept.len() >= MOST_LANGUAGES {
                kept.clear();
            }
            kept.push(self);
        });
    }

    /// The lower-case form and the traits of a word that was met.
    pub(super) fn known<'a>(&'a self, word: &'a str) -> Option<(&'a str, &'a Traits)> {
        let (lower, traits) = self.met.get(word)?;
        Some((lower.as_deref().unwrap_or(word), traits))
    }

    /// Remembers a word.
    pub(super) fn remember(&mut self, word: &str, lower: &str, traits: Traits) {
        if word.len() > LONGEST_WORD {
            return;
        }
        if self.met.len() >= MOST_WORDS {
            self.met.clear();
        }
        let lower = (lower != word).then(|| lower.into());
        self.met.insert(word.into(), (lower, traits));
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan::Scan;
    use super::*;
    use crate::anchor::tests::document;

    /// The tokens of a text, and what is known of them.
    fn tokens(scan: &mut Scan) -> Vec<String> {
        scan.read(crate::document::Span::new(0, scan.text.len()));
        let tokens = scan.tokens.iter().enumerate();
        tokens
            .map(|(index, token)| format!("{} {token:?}", scan.lower(index)))
            .collect()
    }

    #[test]
    fn words_are_the_same_when_met_again() {
        for (language, text) in [
            ("ru", "Двадцатилетний Ёжик из МИДа п’ёт МИ-8, XIX век. и́ стол"),
            ("en", "May the iPhone's US users' O’Brien naïve cafe\u{301} third café"),
            ("ja", "5万ドルiPhone月曜日"),
        ] {
            let document = document(language, text);
            let mut scan = Scan::new(
                &document,
                rustc_hash::FxHashSet::default(),
                Words::take(document.language),
            );
            scan.words.met.clear();
            let first = tokens(&mut scan);
            assert!(language == "ja" || !scan.words.met.is_empty());
            assert_eq!(tokens(&mut scan), first);
        }
    }

    #[test]
    fn the_memory_is_bounded() {
        let mut words = Words::take("en".parse().ok());
        for number in 0..=MOST_WORDS {
            words.remember(&format!("w{number}"), "w", Traits::default());
        }
        assert!(words.met.len() <= MOST_WORDS);
        words.remember(&"w".repeat(LONGEST_WORD + 1), "w", Traits::default());
        assert!(words.known(&"w".repeat(LONGEST_WORD + 1)).is_none());
    }
}
