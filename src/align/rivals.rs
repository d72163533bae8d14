//! Rivals: the best partners of each sentence, wherever they stand, to judge a bead by what stood against it.

use super::grid::Band;
use super::prior::BeadShape;
use super::scores::BeadScores;
use super::search::PathBead;

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

/// The best partners of each sentence of both sides, best first: one more than a bead can take from a side.
#[derive(Clone, Debug, Default)]
pub(super) struct Rivals {
    sides: [Vec<[Partner; 3]>; 2],
}

impl Rivals {
    /// Of the beads of a band.
    pub(super) fn new(band: &Band, scores: &BeadScores, sources: usize, targets: usize) -> Self {
        let mut rivals = Self {
            sides: [vec![[NONE; 3]; sources], vec![[NONE; 3]; targets]],
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

    /// The best rating of a 1-1 bead that shares a sentence with a bead of the path but is no part of it.
    pub(super) fn best(&self, bead: &PathBead) -> f64 {
        let of = |side: usize, own: (usize, usize), others: (usize, usize)| {
            let partners = self.sides[side].get(own.0..own.1).unwrap_or_default().iter().flatten();
            let rivals = partners.filter(move |partner| !(others.0..others.1).contains(&partner.sentence));
            rivals.map(|partner| partner.rating).fold(WORST, f32::max)
        };
        f64::from(of(0, bead.source, bead.target).max(of(1, bead.target, bead.source)))
    }
}

fn insert(best: &mut [Partner; 3], sentence: usize, rating: f32) {
    let place = best.iter().position(|other| rating > other.rating);
    if let Some(place) = place {
        best[place..].rotate_right(1);
        best[place] = Partner { sentence, rating };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(source: (usize, usize), target: (usize, usize)) -> PathBead {
        PathBead {
            source,
            target,
            posterior: 1.0,
            score: 0.0,
            rating: 0.0,
        }
    }

    #[test]
    fn the_best_rival_is_no_part_of_the_bead() {
        let mut rivals = Rivals {
            sides: [vec![[NONE; 3]; 2], vec![[NONE; 3]; 2]],
        };
        for (i, j, rating) in [(0, 0, 9.0), (0, 1, 4.0), (1, 1, 6.0)] {
            insert(&mut rivals.sides[0][i], j, rating);
            insert(&mut rivals.sides[1][j], i, rating);
        }
        assert!((rivals.best(&bead((0, 1), (0, 1))) - 4.0).abs() < 1e-6);
        assert!((rivals.best(&bead((0, 1), (0, 2))) - 6.0).abs() < 1e-6);
        // A null bead has only rivals.
        assert!((rivals.best(&bead((0, 1), (0, 0))) - 9.0).abs() < 1e-6);
    }
}
