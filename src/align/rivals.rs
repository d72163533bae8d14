//! Rivals: the best partner of each sentence, wherever it stands, to judge by whether it is right to leave a sentence without.

use super::grid::Band;
use super::prior::BeadShape;
use super::scores::BeadScores;

/// A partner of a sentence, by the rating of their 1-1 bead.
#[derive(Clone, Copy, Debug)]
struct Partner {
    sentence: usize,
    rating: f32,
}

/// What a sentence without any partner is given.
const NONE: Partner = Partner {
    sentence: usize::MAX,
    rating: WORST,
};

/// Worse ratings say no more.
const WORST: f32 = -15.0;

/// The best partner of each sentence of both sides.
#[derive(Clone, Debug, Default)]
pub(super) struct Rivals {
    sides: [Vec<Partner>; 2],
}

impl Rivals {
    /// Of the beads of a band.
    pub(super) fn new(band: &Band, scores: &BeadScores, sources: usize, targets: usize) -> Self {
        let mut rivals = Self {
            sides: [vec![NONE; sources], vec![NONE; targets]],
        };
        for (i, j, node) in band.iter() {
            for bead in scores.at(node) {
                if BeadShape::nth(usize::from(bead.shape)) == BeadShape::new(1, 1) {
                    insert(&mut rivals.sides[0][i - 1], j - 1, bead.rating);
                    insert(&mut rivals.sides[1][j - 1], i - 1, bead.rating);
                }
            }
        }
        rivals
    }

    /// The best partner of a sentence, and the rating of their 1-1 bead; `None` if it has none.
    pub(super) fn best(&self, side: usize, sentence: usize) -> Option<(usize, f64)> {
        let best = self.sides[side].get(sentence)?;
        (best.sentence != usize::MAX).then(|| (best.sentence, f64::from(best.rating)))
    }
}

fn insert(best: &mut Partner, sentence: usize, rating: f32) {
    if rating > best.rating {
        *best = Partner { sentence, rating };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_partner_has_the_best_rating() {
        let mut rivals = Rivals {
            sides: [vec![NONE; 3], vec![NONE; 2]],
        };
        for (i, j, rating) in [(0, 1, 4.0), (0, 0, 9.0), (1, 1, 6.0)] {
            insert(&mut rivals.sides[0][i], j, rating);
            insert(&mut rivals.sides[1][j], i, rating);
        }
        assert_eq!(rivals.best(0, 0), Some((0, 9.0)));
        assert_eq!(rivals.best(1, 1), Some((1, 6.0)));
        assert_eq!(rivals.best(0, 2), None);
    }
}
