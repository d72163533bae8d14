//! Background: how probable a token is where nothing is translated.

use rustc_hash::FxHashMap;

use super::constants::{BACKGROUND_MAXIMUM, DOCUMENT_BACKGROUND, MODEL_BACKGROUND};
use super::model::Frequencies;
use super::tokens::{TokenType, TypeId, Vocabulary};

/// The unigram distribution of a collection's side, which a document's own is mixed into.
pub(super) struct Background<'a> {
    vocabulary: &'a Vocabulary,
    total: f64,
    /// The word frequencies of an earlier run.
    model: Option<&'a Frequencies>,
    /// The document's share; the collection has the rest.
    document: f64,
}

impl<'a> Background<'a> {
    #[allow(clippy::cast_precision_loss)] // Collections have fewer than 2^52 tokens.
    pub(super) fn new(vocabulary: &'a Vocabulary, model: Option<&'a Frequencies>, has_document: bool) -> Self {
        let counts: f64 = vocabulary.types.iter().map(|token| f64::from(token.count)).sum();
        Self {
            vocabulary,
            total: counts + 0.5 * vocabulary.types.len() as f64,
            model,
            document: if has_document { DOCUMENT_BACKGROUND } else { 0.0 },
        }
    }

    /// A type of the side's vocabulary.
    pub(super) fn token_type(&self, id: TypeId) -> &TokenType {
        &self.vocabulary.types[id as usize]
    }

    /// The share of a type in the collection, and in the texts of an earlier run but for what each text has its own of.
    pub(super) fn probability(&self, id: TypeId) -> f64 {
        let token = &self.vocabulary.types[id as usize];
        let share = (f64::from(token.count) + 0.5) / self.total;
        match self.model {
            Some(model) if !token.unit.is_value() => {
                (1.0 - MODEL_BACKGROUND) * share + MODEL_BACKGROUND * model.share(&token.key())
            }
            _ => share,
        }
    }

    /// 1 / p(t) of every token of a document: its share of the collection, half an occurrence added, mixed with its
    /// share of the document, because an article keeps to its topic.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    pub(super) fn inverse(&self, tokens: &[TypeId]) -> Vec<f32> {
        let mut own: FxHashMap<TypeId, f64> = FxHashMap::default();
        for &id in tokens {
            *own.entry(id).or_default() += 1.0;
        }
        let count = tokens.len().max(1) as f64;
        let inverse = |id: &TypeId| {
            let in_document = own.get(id).copied().unwrap_or_default() / count;
            let probability = (1.0 - self.document) * self.probability(*id) + self.document * in_document;
            (1.0 / probability.min(BACKGROUND_MAXIMUM)) as f32
        };
        tokens.iter().map(inverse).collect()
    }
}
