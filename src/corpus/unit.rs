//! An aligned group of sentences as a corpus keeps it: [`Unit`].

use crate::document::Span;

/// One side of a unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitSide {
    /// The document, by [`Item::id`](super::Item::id).
    pub document: String,
    /// The address of the document, if known.
    pub url: Option<String>,
    /// The date of the document, if known, as in [`Metadata::date`](super::Metadata::date).
    pub date: Option<String>,
    /// The sentences, by their index in the document; empty if this side has none.
    pub sentences: Vec<usize>,
    /// From the first to the last sentence, in bytes of the decoded file.
    pub span: Option<Span>,
    /// The sentences, joined by a space.
    pub text: String,
    /// The role of the first sentence's block, such as `title` or `body`; empty if this side has none.
    pub role: &'static str,
}

/// One aligned group of sentences of a corpus: what a row of the output is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// The pair of documents, by its name in the corpus.
    pub pair: String,
    /// The place of the bead in the alignment, from 0.
    pub bead: usize,
    /// The bead type, such as `1-2`.
    pub bead_type: String,
    /// The probability that exactly these sentences correspond, 0 to 1.
    pub confidence: f64,
    /// Whether it stands elsewhere on one side.
    pub moved: bool,
    /// The source side.
    pub source: UnitSide,
    /// The target side.
    pub target: UnitSide,
    /// What is odd about it: the codes of the rules it breaks, sorted.
    pub reasons: Vec<String>,
    /// The checks that found something, with the worst severity of each: `accuracy/number:error`; sorted.
    pub findings: Vec<String>,
    /// The story: documents that tell the same one, in updates or copies, have the same number.
    pub story: u64,
    /// The unit that this one repeats, as `pair:bead`, if it does.
    pub duplicate_of: Option<String>,
}
