//! Counts that add up, and the precision, recall and F1 they come to.

use std::ops::AddAssign;

use serde::{Serialize, Serializer};

/// How much of a hypothesis is right and how much of the gold was found.
///
/// The two numerators differ where precision and recall are about different things: with Vecalign's measures precision
/// is over all beads, recall over those with sentences on both sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Items of the hypothesis that the gold confirms.
    pub right: usize,
    /// Items of the hypothesis.
    pub proposed: usize,
    /// Items of the gold that the hypothesis has.
    pub found: usize,
    /// Items of the gold.
    pub wanted: usize,
}

impl Counts {
    /// Counts where the items confirmed and the items found are the same, `common` in number.
    #[must_use]
    pub const fn of_sets(common: usize, proposed: usize, wanted: usize) -> Self {
        Self {
            right: common,
            proposed,
            found: common,
            wanted,
        }
    }

    /// What the counts come to.
    #[must_use]
    pub fn prf(&self) -> Prf {
        let precision = ratio(self.right, self.proposed);
        let recall = ratio(self.found, self.wanted);
        let sum = precision + recall;
        Prf {
            precision,
            recall,
            f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 },
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.proposed += other.proposed;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

/// A share; 0 of an empty whole.
#[allow(clippy::cast_precision_loss)] // Texts have far fewer than 2^52 sentences.
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Precision, recall and their harmonic mean, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Prf {
    /// The share of the hypothesis that is right.
    #[serde(rename = "p", serialize_with = "five_decimals")]
    pub precision: f64,
    /// The share of the gold that was found.
    #[serde(rename = "r", serialize_with = "five_decimals")]
    pub recall: f64,
    /// The harmonic mean of both.
    #[serde(serialize_with = "five_decimals")]
    pub f1: f64,
}

/// Writes a number rounded to five decimals.
#[allow(clippy::trivially_copy_pass_by_ref)] // The signature is serde's.
pub(super) fn five_decimals<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    // Formatting rounds the exact value; multiplying and dividing would round twice.
    let rounded = format!("{value:.5}").parse().unwrap_or(*value);
    serializer.serialize_f64(rounded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_proposed_or_wanted_is_zero_and_no_division_by_it() {
        assert_eq!(Counts::default().prf(), Prf::default());
        assert_eq!(Counts::of_sets(0, 3, 0).prf(), Prf::default());
    }

    #[test]
    fn figures_are_written_with_five_decimals() {
        let prf = Counts::of_sets(1, 3, 1).prf();
        assert_eq!(
            serde_json::to_string(&prf).unwrap(),
            r#"{"p":0.33333,"r":1.0,"f1":0.5}"#
        );
    }
}
