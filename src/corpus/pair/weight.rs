//! What sharing a term is worth: the rarer, the more.

use super::heap::{Heap, TypeId};
use super::links::Links;
use super::term::TermKind;

/// The worth of each term type of one side, in nats.
#[derive(Debug)]
pub(super) struct Worth {
    /// The surprise of finding a counterpart of the type in a document of the other heap that has nothing to do with it.
    surprise: Vec<f32>,
    /// Whether a version in the other language could be expected to have it.
    expected: Vec<bool>,
}

impl Worth {
    /// The worths of a side's types: 0 is the source.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // Counts of documents.
    pub(super) fn new(side: usize, own: &Heap, other: &Heap, links: &Links) -> Self {
        let documents = other.documents.len() as f32;
        let rate = |id: TypeId| {
            let counts = links
                .of(side, id)
                .iter()
                .map(|link| link.strength * other.frequency(link.id) as f32);
            counts.sum::<f32>().max(0.5)
        };
        let ids = 0..own.types.len() as TypeId;
        let surprise = ids
            .clone()
            .map(|id| ((documents + 1.0) / rate(id)).ln().max(0.0))
            .collect();
        let expected = ids.map(|id| {
            let of_type = &own.types[id as usize];
            let named = of_type.kind != TermKind::Word && of_type.kind != TermKind::Address || of_type.text.is_some();
            named || !links.of(side, id).is_empty()
        });
        Self {
            surprise,
            expected: expected.collect(),
        }
    }

    /// The worth of a shared type.
    pub(super) fn of(&self, id: TypeId) -> f32 {
        self.surprise[id as usize]
    }

    /// The worth of a type that a version should have, 0 if nothing tells that it should.
    pub(super) fn expected(&self, id: TypeId) -> f32 {
        if self.expected[id as usize] { self.of(id) } else { 0.0 }
    }
}
