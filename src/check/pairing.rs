//! Which of some things of one side stands for which of the other.

/// Takes out pairs by falling score, while it is above 0; of equal ones the first in the text.
///
/// Takes time proportional to the product of both numbers and the smaller one: for the few numbers or dates of a bead.
pub(super) fn take_best<T>(source: &mut Vec<T>, target: &mut Vec<T>, score: impl Fn(&T, &T) -> f64) -> Vec<(T, T)> {
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
