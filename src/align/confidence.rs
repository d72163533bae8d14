//! Confidence: the probability that a bead is right, calibrated on gold.

use super::{Engine, Found};

/// The confidence of each bead of the path, 0 to 1.
pub(super) fn confidences(_engine: &Engine<'_>, path: &[Found]) -> Vec<f64> {
    path.iter().map(|found| found.bead.posterior).collect()
}
