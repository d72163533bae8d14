//! Numerators of translation probabilities, laid out for scattering.

use super::tokens::TypeId;

/// Numerators of the probabilities of one direction, by the given type.
#[derive(Clone, Debug, Default)]
pub(super) struct Numerators {
    pub(super) starts: Vec<usize>,
    pub(super) cells: Vec<(TypeId, f32)>,
    /// Sum of each given type's numerators.
    pub(super) sums: Vec<f64>,
}

impl Numerators {
    pub(super) fn new(starts: Vec<usize>, cells: Vec<(TypeId, f32)>) -> Self {
        let sum = |row: &[usize]| cells[row[0]..row[1]].iter().map(|(_, value)| f64::from(*value)).sum();
        Self {
            sums: starts.windows(2).map(sum).collect(),
            starts,
            cells,
        }
    }
}
