//! Background: how probable a token is where nothing is translated.

use rustc_hash::FxHashMap;

use super::constants::{DOCUMENT_BACKGROUND, MODEL_BACKGROUND};
use super::model::Frequencies;
use super::tokens::{Sentences, TypeId, Unit, Vocabulary};

/// The unigram distribution of a collection's side, which a document's own is mixed into.
pub(super) struct Background<'a> {
    vocabulary: &'a Vocabulary,
    total: f64,
    /// The word frequencies of an earlier run.
    model: Option<&'a Frequencies>,
}

impl<'a> Background<'a> {
    #[allow(clippy::cast_precision_loss)] // Collections have fewer than 2^52 tokens.
    pub(super) fn new(vocabulary: &'a Vocabulary, model: Option<&'a Frequencies>) -> Self {
        let counts: f64 = vocabulary.types.iter().map(|token| f64::from(token.count)).sum();
        Self {
            vocabulary,
            total: counts + 0.5 * vocabulary.types.len() as f64,
            model,
        }
    }

    /// The share of a type in the collection, and for a word in the texts of an earlier run.
    pub(super) fn probability(&self, id: TypeId) -> f64 {
        let token = &self.vocabulary.types[id as usize];
        let share = (f64::from(token.count) + 0.5) / self.total;
        match (self.model, &token.unit) {
            (Some(model), Unit::Word | Unit::Characters) => {
                (1.0 - MODEL_BACKGROUND) * share + MODEL_BACKGROUND * model.share(&token.form)
            }
            _ => share,
        }
    }

    /// 1 / p(t) of every token of a document: its share of the collection, half an occurrence added, mixed with its
    /// share of the document, because an article keeps to its topic.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn inverse(&self, sentences: &Sentences) -> Vec<Vec<f64>> {
        let mut own: FxHashMap<TypeId, f64> = FxHashMap::default();
        for token in sentences.iter().flatten() {
            *own.entry(token.id).or_default() += 1.0;
        }
        let tokens = sentences.iter().map(Vec::len).sum::<usize>().max(1) as f64;
        let inverse = |id: TypeId| {
            let in_document = own.get(&id).copied().unwrap_or_default() / tokens;
            1.0 / ((1.0 - DOCUMENT_BACKGROUND) * self.probability(id) + DOCUMENT_BACKGROUND * in_document)
        };
        sentences
            .iter()
            .map(|tokens| tokens.iter().map(|token| inverse(token.id)).collect())
            .collect()
    }
}
