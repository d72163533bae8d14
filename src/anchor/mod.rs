//! Anchors: sentence → normalised facts that both versions must share.
//!
//! In: a segmented [`Document`]. Out: for each sentence its [`Anchor`]s. Used by [`align`](crate::align) as evidence
//! and by the checks as the things to compare.

use crate::alignment::EvidenceKind;
use crate::document::{Document, Span};

/// A fact in a sentence, with its normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// What kind of fact; never [`EvidenceKind::Cognate`] or [`EvidenceKind::Lexicon`].
    pub kind: EvidenceKind,
    /// Where it stands in [`Document::text`].
    pub span: Span,
    /// The normal form, by which anchors are compared.
    pub value: String,
}

/// The anchors of every sentence of a segmented document, in text order.
#[must_use]
pub fn find(document: &Document) -> Vec<Vec<Anchor>> {
    vec![Vec::new(); document.sentences.len()]
}

/// Keys under which an anchor is looked up: anchors that [`similarity`] could hold for equal share at least one.
#[must_use]
pub fn blocking_keys(anchor: &Anchor) -> Vec<String> {
    vec![anchor.value.clone()]
}

/// How surely two anchors of different documents say the same, 0 to 1.
#[must_use]
pub fn similarity(source: &Anchor, target: &Anchor) -> f64 {
    f64::from(source.kind == target.kind && source.value == target.value)
}
