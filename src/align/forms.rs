//! Words → the forms that vocabularies know them by.
//!
//! Stemming is slow, and few words make up most of any text: every thread keeps the forms of the words it has met, from
//! document to document.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cognate::Skeleton;
use super::script::{SYLLABLES, Script};
use super::tokens::{lower_and_normal, plainly_lower};
use crate::language::{Language, Stemmer};

/// A memory of more words than this begins anew.
const MOST_WORDS: usize = 1 << 18;
/// Languages whose words a thread keeps.
const MOST_LANGUAGES: usize = 4;

/// The form of a word as written. Vocabularies share its texts.
#[derive(Debug)]
pub(crate) struct Form {
    /// The stem; empty for what has no letter left.
    pub(crate) stem: Arc<str>,
    /// The first letters of the stem, marked as such, in languages that pile up endings.
    pub(crate) beginning: Option<Arc<str>>,
    /// The word in lower case.
    pub(super) surface: Arc<str>,
    /// Its look, once asked for.
    look: OnceCell<Option<Arc<Skeleton>>>,
}

impl Form {
    /// The look of the word; `None` if it is too short to be compared.
    pub(super) fn look(&self) -> Option<Arc<Skeleton>> {
        let look = || Skeleton::of(&self.surface).map(Arc::new);
        self.look.get_or_init(look).clone()
    }
}

/// The forms of the words of one language.
pub(crate) struct Forms {
    language: Option<Language>,
    stemmer: Stemmer,
    /// Places in `met` by word.
    known: FxHashMap<Box<str>, usize>,
    met: Vec<Form>,
}

thread_local! {
    static KEPT: RefCell<Vec<Forms>> = const { RefCell::new(Vec::new()) };
}

/// Works with the forms of a language that this thread knows.
pub(crate) fn with_forms<T>(language: Option<Language>, work: impl FnOnce(&mut Forms) -> T) -> T {
    let kept = KEPT.with_borrow_mut(|kept| {
        let place = kept.iter().position(|forms| forms.language == language)?;
        Some(kept.swap_remove(place))
    });
    let mut forms = kept.unwrap_or_else(|| Forms::new(language));
    let result = work(&mut forms);
    KEPT.with_borrow_mut(|kept| {
        if kept.len() >= MOST_LANGUAGES {
            kept.clear();
        }
        kept.push(forms);
    });
    result
}

impl Forms {
    fn new(language: Option<Language>) -> Self {
        Self {
            language,
            stemmer: Stemmer::new(language),
            known: FxHashMap::default(),
            met: Vec::new(),
        }
    }

    /// The form of a word in a script whose words are stemmed or cut.
    pub(crate) fn of(&mut self, word: &str, script: Script) -> &Form {
        let place = if let Some(&place) = self.known.get(word) {
            place
        } else {
            if self.met.len() >= MOST_WORDS {
                self.known.clear();
                self.met.clear();
            }
            let place = self.in_small_letters(word).unwrap_or(self.met.len());
            if place == self.met.len() {
                self.met.push(form(word, script, &self.stemmer));
            }
            self.known.insert(word.into(), place);
            place
        };
        &self.met[place]
    }

    /// The place of a word with a capital if the word was met without: all that is kept of the two is the same.
    fn in_small_letters(&self, word: &str) -> Option<usize> {
        let capital = matches!(word.as_bytes(), [b'A'..=b'Z', ..] | [0xd0, 0x81 | 0x90..=0xaf, ..]);
        let lower = capital.then(|| plainly_lower(word, 'ё')).flatten()?;
        self.known.get(&*lower).copied()
    }
}

fn form(word: &str, script: Script, stemmer: &Stemmer) -> Form {
    let (surface, normal) = lower_and_normal(word);
    let surface: Arc<str> = surface.into();
    let normal = normal.as_deref().unwrap_or(&surface);
    let form = if normal.is_empty() {
        Cow::Borrowed(normal)
    } else {
        form_of(script, normal, stemmer)
    };
    Form {
        beginning: stemmer.beginning(&form).map(|beginning| format!("{beginning}-").into()),
        // Texts that are the same are kept once.
        stem: if *form == *surface {
            Arc::clone(&surface)
        } else {
            (&*form).into()
        },
        surface,
        look: OnceCell::new(),
    }
}

/// The form of a word in lower case.
pub(super) fn form_of<'a>(script: Script, normal: &'a str, stemmer: &Stemmer) -> Cow<'a, str> {
    match script {
        Script::Katakana => normal.chars().filter(|letter| *letter != 'ー').collect(),
        Script::Hangul => normal.chars().take(SYLLABLES).collect(),
        _ => stemmer.stem(normal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_a_capital_is_kept_as_without() {
        let mut forms = Forms::new("ru".parse().ok());
        for (small, capital) in [("ёлки", "Ёлки"), ("вода", "Вода"), ("iphone", "IPhone")] {
            let of_small = Arc::clone(&forms.of(small, Script::Spaced).surface);
            let found = forms.of(capital, Script::Spaced);
            assert!(Arc::ptr_eq(&found.surface, &of_small), "{capital}");
            let alone = form(capital, Script::Spaced, &Stemmer::new("ru".parse().ok()));
            assert_eq!((&alone.surface, &alone.stem), (&found.surface, &found.stem));
            assert_eq!(alone.look().is_some(), found.look().is_some());
        }
    }

    #[test]
    fn a_thread_keeps_what_it_met_by_language() {
        let stem = |language: &str, word: &str| {
            with_forms(language.parse().ok(), |forms| {
                forms.of(word, Script::Spaced).stem.to_string()
            })
        };
        assert_eq!(stem("en", "Attacks"), stem("en", "attacked"));
        assert_eq!(stem("tr", "Attacks"), "attacks");
        assert_eq!(stem("en", "Attacks"), "attack");
    }
}
