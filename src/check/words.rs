//! Words of a sentence as the checks compare them.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use super::dictionary::{Dictionary, Entry};
use crate::align::Skeleton;
use crate::alignment::Side;
use crate::anchor::NameKey;
use crate::document::{Document, Span};
use crate::language::{Stemmer, vocabulary};

/// A word of a sentence: its [`Form`], which it gives as its own fields, at a place.
#[derive(Clone, Debug)]
pub struct Word {
    /// Where it stands in [`Document::text`].
    pub span: Span,
    /// Shared by all words of the text that are written so: few make up most of any text.
    form: Arc<Form>,
}

/// How a word is written, and what is known of that.
#[derive(Debug)]
pub struct Form {
    /// In lower case, `ё` as `е`.
    pub lower: String,
    /// Its stem, as lexicons look it up.
    pub stem: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// How many letters and digits it has.
    pub letters: usize,
    /// Whether it is a content word: one whose translation can be expected, unlike that of `the` or `of`.
    pub content: bool,
    /// Whether it has nothing but letters.
    pub(super) alphabetic: bool,
    /// Its first bytes: most words that are not equal differ in them.
    beginning: u64,
    /// What takes some time to find out, once it was asked for.
    sound: OnceLock<NameKey>,
    look: OnceLock<Option<Skeleton>>,
    entry: OnceLock<Entry>,
}

impl Deref for Word {
    type Target = Form;

    fn deref(&self) -> &Form {
        &self.form
    }
}

/// The words of each sentence of a document: letters and digits, no punctuation.
pub(super) fn of_document(document: &Document) -> Vec<Vec<Word>> {
    let stemmer = Stemmer::new(document.language);
    let vocabulary = vocabulary(document.language);
    let mut known: FxHashMap<&str, Arc<Form>> = FxHashMap::default();
    let sentences = document.sentences.iter();
    sentences
        .map(|sentence| {
            let text = sentence.span.of(&document.text);
            let words = text.unicode_word_indices();
            words
                .map(|(offset, word)| {
                    let start = sentence.span.start + offset;
                    let form = known.entry(word).or_insert_with(|| {
                        let mut form = Form::of(word, &stemmer);
                        form.content = form.letters > 1 && !vocabulary.meaning(&form.lower).function;
                        Arc::new(form)
                    });
                    Word {
                        span: Span::new(start, start + word.len()),
                        form: Arc::clone(form),
                    }
                })
                .collect()
        })
        .collect()
}

impl Form {
    fn of(word: &str, stemmer: &Stemmer) -> Self {
        let lower = word.to_lowercase().replace('ё', "е");
        Self {
            alphabetic: lower.chars().all(char::is_alphabetic),
            beginning: beginning(&lower),
            sound: OnceLock::new(),
            look: OnceLock::new(),
            entry: OnceLock::new(),
            stem: stemmer.stem(&lower).into_owned(),
            letters: lower.chars().count(),
            lower,
            capital: word.chars().next().is_some_and(char::is_uppercase),
            content: false,
        }
    }

    /// Whether both are the same word.
    pub(super) fn is_equal(&self, other: &Self) -> bool {
        self.beginning == other.beginning && self.lower == other.lower
    }

    /// How it sounds.
    pub(super) fn sound(&self) -> &NameKey {
        self.sound.get_or_init(|| NameKey::of_word(&self.lower))
    }

    /// How it looks in other scripts; `None` if it is too short to be compared.
    pub(super) fn look(&self) -> Option<&Skeleton> {
        self.look.get_or_init(|| Skeleton::of(&self.lower)).as_ref()
    }

    /// Its place in the dictionary of its text; a text has one dictionary and is one side of it.
    pub(super) fn entry(&self, dictionary: &Dictionary, side: Side) -> Entry {
        *self.entry.get_or_init(|| dictionary.entry(side, &self.stem))
    }
}

/// The first bytes of a word as a number.
fn beginning(lower: &str) -> u64 {
    let bytes = lower.as_bytes().iter().take(8);
    bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
}
