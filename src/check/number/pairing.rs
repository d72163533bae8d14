//! Which number of one side is which of the other.

use super::item::{Item, is_decade};
use crate::check::pairing::take_best;

/// Takes out the pairs of equal value, the surest first, and returns them; takes out also those that say the same in
/// other units, and the groups of digits of telephone numbers.
pub(super) fn take_equal(source: &mut Vec<Item>, target: &mut Vec<Item>) -> Vec<(Item, Item)> {
    let mut equal = take_best(source, target, |one, two| {
        if one.unit_differs(two) {
            0.0
        } else {
            one.similarity(two)
        }
    });
    // Before equal numbers of other units: of 10 inches and 10 or 25 cm the latter are meant.
    take_best(source, target, |one, two| {
        f64::from(u8::from(one.is_said_otherwise_by(two)))
    });
    equal.extend(take_best(source, target, Item::similarity));
    take_groups(source, target);
    equal
}

/// Takes out neighbouring numbers whose digits together are those of neighbouring numbers of the other side: `0800 555 111`
/// is one, two or three numbers.
fn take_groups(source: &mut Vec<Item>, target: &mut Vec<Item>) {
    let mut start = 0;
    while start < source.len() {
        let mut runs = (start + 1..=source.len()).take_while(|&end| is_run(&source[start..end]));
        let found = runs.find_map(|end| Some((end, run_of_digits(target, &source[start..end])?)));
        if let Some((end, there)) = found {
            source.drain(start..end);
            target.drain(there);
        } else {
            start += 1;
        }
    }
}

/// Whether numbers in figures stand so close that they may be one telephone number.
fn is_run(items: &[Item]) -> bool {
    let close = |one: &Item, two: &Item| two.span.start.saturating_sub(one.span.end) <= MOST_BETWEEN_GROUPS;
    items.iter().all(|item| item.figures) && items.windows(2).all(|two| close(&two[0], &two[1]))
}

/// A space, a hyphen or a no-break space, or a bracket with a space.
const MOST_BETWEEN_GROUPS: usize = 2;

/// The run of numbers whose digits are those of another run; a single number on both sides is none.
fn run_of_digits(items: &[Item], wanted: &[Item]) -> Option<std::ops::Range<usize>> {
    let digits = |items: &[Item]| items.iter().flat_map(Item::digits).collect::<String>();
    let wanted_digits = digits(wanted);
    (0..items.len()).find_map(|start| {
        let ends = (start + 1..=items.len()).take_while(|&end| is_run(&items[start..end]));
        let mut ranges = ends.map(|end| start..end);
        ranges.find(|range| wanted.len() + range.len() > 2 && digits(&items[range.clone()]) == wanted_digits)
    })
}

/// Takes out pairs of numbers that are left over on both sides and stand for each other: of the same measure, and both in
/// figures or both strong, or sizes such as thousands and millions.
pub(super) fn take_alike(source: &mut Vec<Item>, target: &mut Vec<Item>) -> Vec<(Item, Item)> {
    take_best(source, target, |one, two| {
        if one.is_other_size(two) {
            return 1.0;
        }
        if one.is_weak() || two.is_weak() || is_decade(one) != is_decade(two) {
            return 0.0;
        }
        1.0 + f64::from(u8::from(one.is_rounding_of(two)))
            + 0.5 * f64::from(u8::from(one.measure == two.measure))
            + 0.25 * f64::from(u8::from(one.figures == two.figures))
    })
}
