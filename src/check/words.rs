//! Words of a sentence as the checks compare them.

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Document, Span};
use crate::language::Stemmer;

/// A word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in [`Document::text`].
    pub span: Span,
    /// In lower case, `ё` as `е`.
    pub lower: String,
    /// Its stem, as lexicons look it up.
    pub stem: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// The words of each sentence of a document: letters and digits, no punctuation.
pub(super) fn of_document(document: &Document) -> Vec<Vec<Word>> {
    let stemmer = Stemmer::new(document.language);
    // Few words make up most of any text.
    let mut known: FxHashMap<&str, Word> = FxHashMap::default();
    let sentences = document.sentences.iter();
    sentences
        .map(|sentence| {
            let text = sentence.span.of(&document.text);
            let words = text.unicode_word_indices();
            words
                .map(|(offset, word)| {
                    let start = sentence.span.start + offset;
                    let first = known.entry(word).or_insert_with(|| of_word(start, word, &stemmer));
                    Word {
                        span: Span::new(start, start + word.len()),
                        ..first.clone()
                    }
                })
                .collect()
        })
        .collect()
}

fn of_word(start: usize, word: &str, stemmer: &Stemmer) -> Word {
    let lower = word.to_lowercase().replace('ё', "е");
    Word {
        span: Span::new(start, start + word.len()),
        stem: stemmer.stem(&lower).into_owned(),
        lower,
        capital: word.chars().next().is_some_and(char::is_uppercase),
    }
}
