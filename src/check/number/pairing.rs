//! Which number of one side is which of the other.

use super::item::{Item, is_decade};

/// Takes out the pairs of equal value, the surest first, and returns them; takes out also those that say the same in
/// other units.
pub(super) fn take_equal(source: &mut Vec<Item>, target: &mut Vec<Item>) -> Vec<(Item, Item)> {
    let equal = take_best(source, target, Item::similarity);
    take_best(source, target, |one, two| f64::from(u8::from(one.agrees(two))));
    equal
}

/// Takes out pairs of numbers that are left over on both sides and stand for each other: of the same measure, and both in
/// figures or both strong.
pub(super) fn take_alike(source: &mut Vec<Item>, target: &mut Vec<Item>) -> Vec<(Item, Item)> {
    take_best(source, target, |one, two| {
        if one.is_weak() || two.is_weak() || is_decade(one) != is_decade(two) {
            return 0.0;
        }
        1.0 + f64::from(u8::from(one.is_rounding_of(two)))
            + 0.5 * f64::from(u8::from(one.measure == two.measure))
            + 0.25 * f64::from(u8::from(one.figures == two.figures))
    })
}

/// Takes out pairs by falling score, while it is above 0; of equal ones the first in the text.
fn take_best(source: &mut Vec<Item>, target: &mut Vec<Item>, score: impl Fn(&Item, &Item) -> f64) -> Vec<(Item, Item)> {
    let mut pairs = Vec::new();
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for (i, one) in source.iter().enumerate() {
            for (j, two) in target.iter().enumerate() {
                let found = score(one, two);
                if found > best.map_or(0.0, |(score, ..)| score) {
                    best = Some((found, i, j));
                }
            }
        }
        let Some((_, i, j)) = best else { return pairs };
        pairs.push((source.remove(i), target.remove(j)));
    }
}
