//! The nouns of an explanation.

use crate::alignment::{Evidence, EvidenceKind, Side};
use crate::document::Span;

/// What a bead's score is the sum of, in nats (natural logarithm of a likelihood ratio).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScoreParts {
    /// How well the lengths fit.
    pub length: f64,
    /// What words say, those without counterpart included.
    pub words: f64,
    /// What numbers, dates, names, codes, addresses and punctuation say, those without counterpart included.
    pub anchors: f64,
    /// How common beads of this type are here.
    pub prior: f64,
}

impl ScoreParts {
    /// The score of the bead.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.length + self.words + self.anchors + self.prior
    }
}

/// A word or anchor whose counterpart, which is known, the other side of the bead lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// The side it stands on.
    pub side: Side,
    /// Where it stands in that document's text.
    pub span: Span,
    /// The kind of anchor; `None` for a word.
    pub kind: Option<EvidenceKind>,
    /// What it takes from the score, in nats; negative.
    pub weight: f64,
    /// What it corresponds to most often, as written elsewhere in the other document.
    pub expected: String,
}

/// How well some source and target sentences go together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessment {
    /// Indices into the source's sentences.
    pub source: Vec<usize>,
    /// Indices into the target's sentences.
    pub target: Vec<usize>,
    /// Lengths of source and target in characters other than white space, one added for each sentence.
    pub lengths: (f64, f64),
    /// What the score is made of.
    pub score: ScoreParts,
    /// The reasons for the bead, strongest first.
    pub evidence: Vec<Evidence>,
    /// The reasons against it, strongest first.
    pub missing: Vec<Missing>,
}

/// The sentence of the other side that a sentence without counterpart fits best.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// How well the two go together, as a bead of their own.
    pub assessment: Assessment,
    /// The score of leaving both without counterpart.
    pub apart: f64,
    /// The place in [`Alignment::beads`] of the linked bead that the candidate is in; `None` if it is in a null bead.
    ///
    /// [`Alignment::beads`]: crate::alignment::Alignment::beads
    pub taken_by: Option<usize>,
    /// Whether the two would cross linked beads.
    pub crosses: bool,
}

/// Why a bead is what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Posterior probability of the bead in the search; `None` for a bead found outside it, such as a moved one.
    pub posterior: Option<f64>,
    /// Target characters per source character, as a rule.
    pub usual_ratio: f64,
    /// The bead's own figures. The score of a null bead is its prior alone.
    pub assessment: Assessment,
    /// For a null bead, the best partner there would have been.
    pub candidate: Option<Candidate>,
}
