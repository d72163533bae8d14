//! Circumstances: what the last pass knows about beads beyond the beads themselves, from which confidence is computed.

use super::doubts::Doubts;
use super::openings::Opening;
use super::rating::NullFeatures;
use super::rivals::Rivals;

/// What the last pass knows of a pair.
#[derive(Default)]
pub(super) struct Circumstances {
    /// The best partner of each sentence.
    pub(super) rivals: Rivals,
    /// What else is possible for each sentence.
    pub(super) doubts: Doubts,
    /// What stands open beside each bead of the path.
    pub(super) openings: Vec<Opening>,
    /// What the null bead of each sentence is rated, by side.
    pub(super) null_ratings: [Vec<f64>; 2],
    /// And by what features.
    pub(super) null_features: [Vec<NullFeatures>; 2],
    /// Share of the information of the pair's beads that is known but not accounted for.
    pub(super) missed: f64,
}
