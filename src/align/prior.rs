//! Bead priors: how often each bead type and each run of nulls is expected.

use super::constants::{
    BEAD_PRIORS, COLLECTION_PRIOR_STRENGTH, MODEL_PRIOR_STRENGTH, NULL_STAY, NULL_STAY_STRENGTH, PRIOR_STRENGTH,
};

/// Number of bead types the search considers.
pub(super) const SHAPES: usize = BEAD_PRIORS.len();

/// The numbers of the shapes by their sentences on either side.
const NUMBERS: [[usize; 6]; 6] = {
    let mut pair = 0;
    while BEAD_PRIORS[pair].0.source != 1 || BEAD_PRIORS[pair].0.target != 1 {
        pair += 1;
    }
    let mut numbers = [[pair; 6]; 6];
    let mut number = 0;
    while number < SHAPES {
        let shape = BEAD_PRIORS[number].0;
        numbers[shape.source][shape.target] = number;
        number += 1;
    }
    numbers
};

/// How many sentences a bead takes from either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BeadShape {
    pub(super) source: usize,
    pub(super) target: usize,
}

impl BeadShape {
    pub(super) const fn new(source: usize, target: usize) -> Self {
        Self { source, target }
    }

    pub(super) const fn is_null(self) -> bool {
        self.source == 0 || self.target == 0
    }

    /// The number of the shape, `0..SHAPES`; 1-1 for one that the search does not consider.
    pub(super) const fn number(self) -> usize {
        let pair = NUMBERS[1][1];
        if self.source < NUMBERS.len() && self.target < NUMBERS.len() {
            NUMBERS[self.source][self.target]
        } else {
            pair
        }
    }

    /// The shape with this number, `0..SHAPES`.
    pub(super) const fn nth(number: usize) -> Self {
        BEAD_PRIORS[number].0
    }
}

/// Log probabilities of the bead types and of the transitions between null and aligned beads.
#[derive(Clone, Debug)]
pub(super) struct Prior {
    /// ln P(type), by number of the shape.
    pub(super) log: [f64; SHAPES],
    /// ln of P(state | previous state) / P(state); state 1 is a null bead.
    pub(super) transition: [[f64; 2]; 2],
}

impl Prior {
    /// The prior before any bead was counted.
    pub(super) fn initial(base: &PriorBase) -> Self {
        Self::from_shares(&base.shares, base.stay)
    }

    /// The priors of the documents of a collection after a pass, from their expected counts.
    ///
    /// The pass looked for the first `searched` shapes; the others keep the shares they were expected to have.
    pub(super) fn updated(counts: &[BeadCounts], base: &PriorBase, searched: usize) -> Vec<Self> {
        let counts: Vec<BeadCounts> = counts.iter().map(|counts| counts.completed(base, searched)).collect();
        let collection = base.learned(&counts).shares;
        let of_document = |counts: &BeadCounts| {
            Self::from_shares(
                &mix(&counts.shapes, &collection, base.strength),
                base.stay_after(counts),
            )
        };
        counts.iter().map(of_document).collect()
    }

    /// The prior by which nulls come alone as often as in runs.
    pub(super) fn without_runs(self) -> Self {
        Self {
            transition: [[0.0; 2]; 2],
            ..self
        }
    }

    fn from_shares(shares: &[f64; SHAPES], stay: f64) -> Self {
        let null: f64 = (0..SHAPES)
            .filter(|&shape| BeadShape::nth(shape).is_null())
            .map(|shape| shares[shape])
            .sum();
        // The chance to open a run of nulls is set so that the two-state chain keeps the share of nulls.
        let stay = stay.max(null).min(0.98);
        let open = (null * (1.0 - stay) / (1.0 - null).max(0.05)).min(0.9);
        let aligned = (1.0 - null).max(1e-9);
        Self {
            log: shares.map(f64::ln),
            transition: [
                [((1.0 - open) / aligned).ln(), (open / null).ln()],
                [((1.0 - stay) / aligned).ln(), (stay / null).ln()],
            ],
        }
    }
}

/// What is expected of the beads of a collection before any was counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PriorBase {
    /// Share of the beads, by number of the shape.
    pub(super) shares: [f64; SHAPES],
    /// Probability that a null bead follows a null bead.
    pub(super) stay: f64,
    /// How many beads the collection's shares weigh against those counted in a document.
    pub(super) strength: f64,
}

impl Default for PriorBase {
    fn default() -> Self {
        Self {
            shares: base_shares(),
            stay: NULL_STAY,
            strength: PRIOR_STRENGTH,
        }
    }
}

impl PriorBase {
    /// What the documents of a collection teach.
    pub(super) fn learned(&self, counts: &[BeadCounts]) -> Self {
        let mut together = BeadCounts::default();
        for document in counts {
            for (total, count) in together.shapes.iter_mut().zip(&document.shapes) {
                *total += count;
            }
            together.null_after_null += document.null_after_null;
            together.after_null += document.after_null;
        }
        Self {
            shares: mix(&together.shapes, &self.shares, COLLECTION_PRIOR_STRENGTH),
            stay: self.stay_after(&together),
            strength: MODEL_PRIOR_STRENGTH,
        }
    }

    fn stay_after(&self, counts: &BeadCounts) -> f64 {
        (counts.null_after_null + self.stay * NULL_STAY_STRENGTH) / (counts.after_null + NULL_STAY_STRENGTH)
    }
}

/// Shares from counts, with expected shares that weigh `strength` beads.
fn mix(counts: &[f64; SHAPES], expected: &[f64; SHAPES], strength: f64) -> [f64; SHAPES] {
    let total: f64 = counts.iter().sum::<f64>() + strength;
    let mut shares = *expected;
    for (share, count) in shares.iter_mut().zip(counts) {
        *share = (count + strength * *share) / total;
    }
    shares
}

fn base_shares() -> [f64; SHAPES] {
    let mut shares = BEAD_PRIORS.map(|(_, share)| share);
    let rest = 1.0 - shares.iter().sum::<f64>();
    for (shape, share) in shares.iter_mut().enumerate() {
        if BeadShape::nth(shape) == BeadShape::new(1, 1) {
            *share = rest;
        }
    }
    shares
}

/// Expected numbers of beads, from the posteriors of a pass.
#[derive(Clone, Debug, Default)]
pub(super) struct BeadCounts {
    /// By number of the shape.
    pub(super) shapes: [f64; SHAPES],
    /// Null beads that follow a null bead.
    pub(super) null_after_null: f64,
    /// Beads of any type that follow a null bead.
    pub(super) after_null: f64,
}

impl BeadCounts {
    /// With the counts that shapes beyond the first `searched` would have by their expected shares.
    fn completed(&self, base: &PriorBase, searched: usize) -> Self {
        let mut completed = self.clone();
        let shares = &base.shares;
        let counted: f64 = self.shapes[..searched].iter().sum();
        let expected: f64 = shares[..searched].iter().sum();
        for (count, share) in completed.shapes[searched..].iter_mut().zip(&shares[searched..]) {
            *count = counted * share / expected;
        }
        completed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_to_one_and_transitions_keep_the_share_of_nulls() {
        let shares = base_shares();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let null = shares[0] + shares[1];
        let prior = Prior::initial(&PriorBase::default());
        let open = prior.transition[0][1].exp() * null;
        let stay = prior.transition[1][1].exp() * null;
        let stationary = open / (1.0 - stay + open);
        assert!((stationary - null).abs() < 1e-9, "{stationary} {null}");
    }

    #[test]
    fn counts_pull_the_prior_towards_the_document() {
        let mut counts = BeadCounts::default();
        counts.shapes[3] = 300.0;
        assert!(Prior::updated(&[counts], &PriorBase::default(), SHAPES)[0].log[3].exp() > 0.9);
    }
}
