//! Whether what two documents share stands together in both, and in the same order: in versions of one article the terms
//! of a sentence are found in one sentence of the other, in two articles on one topic they are scattered.

use super::score::ratio;

/// A match with the sentences of its terms and its worth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    /// The sentences of the two terms.
    pub(super) places: [u8; 2],
    pub(super) worth: f32,
}

/// How local the shared terms are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Locality {
    /// The part of the terms with company in their sentence that keep this company in the other document, 0 to 1; the
    /// mean of both directions.
    pub(super) company: f32,
    /// The correlation of the places, -1 to 1, nearer to 0 the fewer terms there are.
    pub(super) order: f32,
}

/// Matches that tell something of the order.
const ENOUGH: f32 = 4.0;

impl Locality {
    /// The locality of matched terms; `unit` is what one rare match is worth.
    pub(super) fn of(placed: &mut [Placed], unit: f32) -> Self {
        Self {
            company: f32::midpoint(company(placed, 0, unit), company(placed, 1, unit)),
            order: order(placed),
        }
    }
}

/// Whether the places are those of sentences that were told apart.
fn is_known(placed: &Placed) -> bool {
    placed.places.iter().all(|place| *place < u8::MAX)
}

/// The part of the worth in company on a side that stays together on the other.
fn company(placed: &mut [Placed], side: usize, unit: f32) -> f32 {
    placed.sort_by(|a, b| {
        let place = |placed: &Placed| (placed.places[side], placed.places[1 - side]);
        place(a).cmp(&place(b)).then(b.worth.total_cmp(&a.worth))
    });
    let (mut kept, mut all) = (0.0, 0.0);
    for sentence in placed.chunk_by(|a, b| a.places[side] == b.places[side]) {
        if !is_known(&sentence[0]) {
            continue;
        }
        all += besides_best(sentence);
        let cells = sentence.chunk_by(|a, b| a.places[1 - side] == b.places[1 - side]);
        kept += cells
            .filter(|cell| is_known(&cell[0]))
            .map(besides_best)
            .fold(0.0, f32::max);
    }
    ratio(kept, all + unit)
}

/// The worth of all but the best: one term alone has no company.
fn besides_best(placed: &[Placed]) -> f32 {
    let (sum, best) = placed.iter().fold((0.0, 0.0_f32), |(sum, best), one| {
        (sum + one.worth, best.max(one.worth))
    });
    sum - best
}

/// The correlation of the places, weighted by worth and drawn towards 0.
fn order(placed: &[Placed]) -> f32 {
    let known = || placed.iter().filter(|placed| is_known(placed));
    let sum = |of: &dyn Fn(&Placed) -> f32| known().map(|placed| placed.worth * of(placed)).sum::<f32>();
    let total = sum(&|_| 1.0);
    if total <= 0.0 {
        return 0.0;
    }
    let place = |placed: &Placed, side: usize| f32::from(placed.places[side]);
    let means = [0, 1].map(|side| sum(&|placed| place(placed, side)) / total);
    let apart = |placed: &Placed, side: usize| place(placed, side) - means[side];
    let spread = [0, 1].map(|side| sum(&|placed| apart(placed, side).powi(2)));
    let common = sum(&|placed| apart(placed, 0) * apart(placed, 1));
    let effective = total * total / sum(&|placed| placed.worth).max(f32::MIN_POSITIVE);
    let correlation = ratio(common, (spread[0] * spread[1]).sqrt());
    correlation * effective / (effective + ENOUGH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locality(places: &[(u8, u8)]) -> Locality {
        let mut placed: Vec<Placed> = places
            .iter()
            .map(|&(one, two)| Placed {
                places: [one, two],
                worth: 1.0,
            })
            .collect();
        Locality::of(&mut placed, 0.1)
    }

    #[test]
    fn terms_that_stay_together_have_company() {
        let together = locality(&[(0, 0), (0, 0), (1, 1), (1, 1), (2, 2), (2, 2)]);
        assert!(together.company > 0.9 && together.order > 0.5, "{together:?}");
        let scattered = locality(&[(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)]);
        assert!(scattered.company < 0.1 && scattered.order < 0.1, "{scattered:?}");
    }

    #[test]
    fn moved_passage_keeps_its_company_but_not_its_order() {
        let moved = locality(&[(0, 5), (0, 5), (1, 1), (1, 1), (5, 0), (5, 0)]);
        assert!(moved.company > 0.9 && moved.order < 0.0, "{moved:?}");
    }

    #[test]
    fn nothing_shared_is_no_locality() {
        assert_eq!(locality(&[]), Locality::default());
    }
}
